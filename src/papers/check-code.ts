/**
 * The short code by which a paper is asked about at a gate or over the telephone, and the digest that a signature covers.
 *
 * Both rest on a salt of 128 bits that stays sealed with the case: an ID number has little more than thirty unknown bits,
 * so a plain digest of it could be guessed for ever.
 */
import { createHash, createHmac } from 'node:crypto';
import canonicalizeModule from 'canonicalize';
import type { PaperFacts, PaperKind } from '../contract/papers.ts';

// The package is CommonJS and exports the function itself; its types say otherwise.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** One letter of each family of sounds, and none that looks like a digit: what is heard is what was said. */
export const LETTERS = 'FHKLMQRTWXY';
const LENGTH = 9;

/**
 * `FHKLM-QRTWX`: nine letters (31 bits) and a check letter.
 * Eleven letters make a prime and no two places weigh the same, so one wrong letter, or two that changed places, is noticed.
 */
export function checkCode<K extends PaperKind>(
  kind: K,
  templateVersion: number,
  facts: PaperFacts[K],
  number: string = facts.number,
): string {
  const { checkSalt, ...said } = facts;
  const digest = createHmac('sha256', bytesOf(checkSalt))
    .update(written({ kind, templateVersion, number, facts: said }))
    .digest();
  let rest = digest.readBigUInt64BE(0);
  const places: number[] = [];
  for (let at = 0; at < LENGTH; at += 1) {
    places.push(Number(rest % 11n));
    rest /= 11n;
  }
  return grouped([...places, checkPlace(places)].map((place) => LETTERS[place]).join(''));
}

/** Whether a code can be one at all, before anything is looked up. Case, spaces and hyphens do not matter. */
export function isCheckCode(code: string): boolean {
  const letters = code.toUpperCase().replaceAll(/[\s-]/g, '').split('');
  const places = letters.map((letter) => LETTERS.indexOf(letter));
  if (places.length !== LENGTH + 1 || places.includes(-1)) return false;
  return checkPlace(places.slice(0, LENGTH)) === places[LENGTH];
}

/** SHA-256 (hex) of the salt's sixteen bytes and the text in UTF-8: what `signPledge` carries as its text digest. */
export function textDigest(text: string, salt: string): string {
  return createHash('sha256').update(bytesOf(salt)).update(text, 'utf8').digest('hex');
}

const checkPlace = (places: readonly number[]) =>
  places.reduce((sum, place, at) => sum + place * (at + 1), 0) % LETTERS.length;

const grouped = (letters: string) => `${letters.slice(0, 5)}-${letters.slice(5)}`;

function bytesOf(salt: string): Buffer {
  if (!/^[0-9a-f]{32}$/.test(salt)) throw new Error('A salt is 128 bits in lower-case hex.');
  return Buffer.from(salt, 'hex');
}

function written(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('These facts cannot be written down.');
  return text;
}
