/** The demonstration's health certificates: an invented laboratory, a list that names it, and codes a visitor can scan. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { signTrustList } from '../evidence/index.ts';
import { withCheckDigit } from './district.ts';
import { issue, makeIssuer, testCertificate } from './laboratory.ts';

const HOUR_MS = 3_600_000;

/** Whose case waits for a certificate. A certificate prints a birth of our time, so the area is one that does not exist. */
export const HOLDER = {
  name: '程安康',
  number: withCheckDigit('99000019900314001'),
  surname: '程',
  givenName: '安康',
  birth: '1990-03-14',
} as const;

export interface DemonstrationCertificates {
  /** The public half of the key that the list is signed with. The other half is thrown away: nobody signs a second one. */
  readonly trustKey: KeyObject;
  /** The body of `proposeTrustList`. */
  readonly trustList: { readonly text: string; readonly listNumber: number; readonly issuedAt: number };
  readonly certificates: readonly { readonly zh: string; readonly en: string; readonly text: string }[];
}

/** The list is as old as the demonstration's past, the certificates are of these days. */
export function demonstrationCertificates(past: number, now: number): DemonstrationCertificates {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const laboratory = makeIssuer({
    usages: ['test'],
    from: now - 365 * 24 * HOUR_MS,
    to: now + 365 * 24 * HOUR_MS,
  });
  const issuedAt = Math.floor(past / 1000) * 1000;
  const list = {
    format: 1 as const,
    number: 1,
    issuedAt: written(issuedAt),
    goodForHours: 168,
    issuers: [{ certificate: laboratory.certificate.toString('base64') }],
    revoked: [],
  };
  const certificate = (id: string, hoursAgo: number, person: Person): string => {
    const text = issue(
      laboratory,
      testCertificate({
        name: { fn: person.surname, gn: person.givenName, fnt: person.fnt, gnt: person.gnt },
        birth: person.birth,
        sampledAt: written(now - hoursAgo * HOUR_MS),
        id: `URN:UVCI:01:XX:DEMO${id}`,
      }),
      { issuedAt: now - (hoursAgo - 6) * HOUR_MS, expiresAt: now - (hoursAgo - 72) * HOUR_MS },
    );
    // Base45 may end with a space, which is lost where a text is copied; signed again, it ends otherwise.
    return text.endsWith(' ') ? certificate(id, hoursAgo, person) : text;
  };
  const holder = { ...HOLDER, fnt: 'CHENG', gnt: 'ANKANG' };
  const another = { surname: '路', givenName: '远', fnt: 'LU', gnt: 'YUAN', birth: '1987-11-02' } as const;
  return {
    trustKey: publicKey,
    trustList: { text: signTrustList(list, privateKey), listNumber: list.number, issuedAt },
    certificates: [
      { zh: '有效', en: 'good', text: certificate('1', 20, holder) },
      { zh: '已过期', en: 'expired', text: certificate('2', 9 * 24, holder) },
      { zh: '他人的', en: 'of another person', text: certificate('3', 20, another) },
    ],
  };
}

interface Person {
  readonly birth: string;
  readonly surname: string;
  readonly givenName: string;
  readonly fnt: string;
  readonly gnt: string;
}

const written = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
