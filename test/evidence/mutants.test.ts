/**
 * The test of the tests: a verifier that leaves one check out is found by the proofs.
 * Each mutant is a copy of the room with one line changed, laid beside the contract and run against the same proofs.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { mistakes, type Verify } from './proofs.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(ROOT, '.mutants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is left out, where, and what stands there instead. */
const MUTANTS: readonly (readonly [name: string, file: string, line: string, instead: string])[] = [
  ['skips the person', 'verify.ts', 'faultOfPerson(held, against) ??', ''],
  ['skips the signature', 'verify.ts', 'isSignedBy(key, cose)', 'key !== null'],
  ['skips the revocation of keys', 'verify.ts', 'revokedAt !== null && revokedAt <= now', 'false'],
  ['skips the time of keys', 'verify.ts', 'now < from || now > to', 'false'],
  ['skips the use of keys', 'verify.ts', '!usages.includes(held.kind)', 'false'],
  ['skips the revocation of certificates', 'verify.ts', 'revoked.size > 0 &&', 'false &&'],
  ['skips the time of certificates', 'verify.ts', 'faultOfTime(claims, now) ??', ''],
  ['skips the contents', 'verify.ts', 'faultOfContents(held) ??', ''],
  ['skips the age of the list', 'verify.ts', 'now >= trustList.goodUntil', 'false'],
  [
    'believes the header',
    'issuer-key.ts',
    'algorithm === null || cose.algorithm !== algorithm',
    'algorithm === null',
  ],
  [
    'reads on after the end',
    'envelope.ts',
    'engine.bytesWritten === compressed.length ? buffer : null',
    'buffer',
  ],
  ['reads what is no Base45', 'envelope.ts', 'base45.encode(bytes) === text ? bytes : null', 'bytes'],
  ['compares no birth date', 'person.ts', "if (born === 'another') return 'another';", ''],
  ['takes a year for a birth date', 'person.ts', 'known.length >= 2', 'known.length >= 1'],
  [
    'takes half a name',
    'person.ts',
    "? 'notCompared' : 'another';\n}\n\nfunction isSameBag",
    "? 'same' : 'another';\n}\n\nfunction isSameBag",
  ],
  ['reads a time without a zone as ours', 'health-certificate.ts', '+14:00', 'Z'],
  ['takes several groups', 'health-certificate.ts', 'groups.length > 1', 'false'],
];

cpSync(join(ROOT, 'src/contract'), join(folder, 'contract'), { recursive: true });

async function mutant(index: number, file: string, line: string, instead: string): Promise<Verify> {
  const room = join(folder, `evidence-${index}`);
  cpSync(join(ROOT, 'src/evidence/certificates'), join(room, 'certificates'), { recursive: true });
  const path = join(room, 'certificates', file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(line, instead);
  if (after === before) throw new Error(`${file} has no ${line}`);
  writeFileSync(path, after);
  const made = (await import(join(room, 'certificates/verify.ts'))) as { verifyCertificate: Verify };
  return made.verifyCertificate;
}

describe('a verifier that leaves one check out', () => {
  test.each(MUTANTS.map((one, index) => [one[0], index] as const))(
    '%s, and is found out',
    async (_, index) => {
      const [, file, line, instead] = MUTANTS[index] as (typeof MUTANTS)[number];
      expect(mistakes(await mutant(index, file, line, instead), 2, 20_261_127)).not.toEqual([]);
    },
  );

  test('as it is, none is found', async () => {
    expect(
      mistakes(await mutant(99, 'verify.ts', 'One scanned text', 'One scanned text,'), 2, 20_261_127),
    ).toEqual([]);
  });
});
