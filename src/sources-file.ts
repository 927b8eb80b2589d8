/**
 * Which sources of evidence can be asked, and where: a JSON file, so that each has its address, its key and its limits in
 * one place. `docs/sources.md` shows one. Keys and certificates are files of their own, named beside it.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Compile } from 'typebox/compile';
import { oneOf, strict, Type } from './contract/schema.ts';
import { SOURCE_REGIONS } from './contract/sources.ts';
import { LONGEST_WAIT_MS, type SourceSettings } from './evidence/sources/index.ts';

const text = Type.String({ minLength: 1, maxLength: 400 });
const shape = Compile(
  strict({
    sources: Type.Array(
      strict({
        region: oneOf(SOURCE_REGIONS),
        name: Type.String({ minLength: 1, maxLength: 60 }),
        url: text,
        keyFile: text,
        caFile: Type.Optional(text),
        timeoutMs: Type.Optional(Type.Integer({ minimum: 100, maximum: LONGEST_WAIT_MS })),
        staleAfterMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 * 24 * 60 })),
      }),
      { maxItems: SOURCE_REGIONS.length },
    ),
  }),
);

const TIMEOUT_MS = 2_500;
/** Nightly comparisons were practice: what a source knew a day ago may be the newest there is. */
const STALE_AFTER_MINUTES = 24 * 60;
const LEAST_KEY = 32;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** The sources of a file, or what is wrong with it in words, without a value that may be a secret. */
export function readSourcesFile(file: string): readonly SourceSettings[] | string {
  const beside = (name: string) => resolve(dirname(file), name);
  const read = (name: string): string | null => {
    try {
      return readFileSync(name, 'utf8');
    } catch {
      return null;
    }
  };
  const whole = read(file);
  if (whole === null) return 'names a file that cannot be read';
  let given: unknown;
  try {
    given = JSON.parse(whole);
  } catch {
    return 'names a file that is not JSON';
  }
  if (!shape.Check(given)) {
    const [fault] = shape.Errors(given);
    return `names a file that is not as it should be: ${fault?.instancePath ?? ''} ${fault?.message ?? ''}`.trim();
  }
  const settings: SourceSettings[] = [];
  for (const { region, name, url, keyFile, caFile, timeoutMs, staleAfterMinutes } of given.sources) {
    if (settings.some((one) => one.region === region)) return `names two sources for ${region}`;
    const address = URL.canParse(url) ? new URL(url) : null;
    const isSafe =
      address?.protocol === 'https:' ||
      (address?.protocol === 'http:' && LOOPBACK.includes(address.hostname));
    if (address === null || !isSafe)
      return `gives ${region} an address that is not https: document numbers would travel in clear`;
    if (address.username !== '' || address.search !== '' || address.hash !== '')
      return `gives ${region} an address with more than a place in it`;
    const key = read(beside(keyFile))?.trim();
    if (key === undefined || key.length < LEAST_KEY)
      return `gives ${region} a key file that cannot be read, or holds fewer than ${LEAST_KEY} characters`;
    const ca = caFile === undefined ? undefined : read(beside(caFile));
    if (ca === null) return `gives ${region} a certificate file that cannot be read`;
    settings.push({
      region,
      name,
      url: address,
      key: Buffer.from(key, 'utf8'),
      ...(ca === undefined ? {} : { ca }),
      timeoutMs: timeoutMs ?? TIMEOUT_MS,
      staleAfterMs: (staleAfterMinutes ?? STALE_AFTER_MINUTES) * 60_000,
    });
  }
  return settings;
}
