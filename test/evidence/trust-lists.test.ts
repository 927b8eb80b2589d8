/** `guicheng trust`, and what it says of a list that is not as it should be. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { makeIssuer } from '../../src/demo/laboratory.ts';
import { checkTrustList, readTrustList, signTrustList, trustKeyOf } from '../../src/evidence/index.ts';
import { trustLists } from '../../src/trust-lists.ts';
import { LIST_KEY } from './issuers.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2022-11-08T08:00:00Z');
const issuer = makeIssuer({ usages: ['test'], from: NOW - 1000 * HOUR, to: NOW + 1000 * HOUR });
const WRITTEN = {
  format: 1 as const,
  number: 3,
  issuedAt: '2022-11-08T06:30:00Z',
  goodForHours: 48,
  issuers: [{ certificate: issuer.certificate.toString('base64') }],
  revoked: ['0123456789abcdef0123456789abcdef'],
};

let folder = '';
const file = async (name: string, content: unknown) => {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trust-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(
  words: readonly string[],
  options: Record<string, string> = {},
  { trustKey = null, now = NOW }: { trustKey?: typeof LIST_KEY.publicKey | null; now?: number } = {},
) {
  const lines: string[] = [];
  const data: unknown[] = [];
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await trustLists(
    { trustKey },
    {
      words,
      options,
      say: (line, said) => {
        if (line !== '') lines.push(line);
        if (said !== undefined) data.push(said);
      },
    },
    () => now,
  );
  errors.mockRestore();
  return { code, lines, data };
}

describe('a key, a list signed with it, and the check of both', () => {
  it('go through the files as an operator carries them', async () => {
    const out = join(folder, 'keys');
    expect((await run(['key'], { out })).code).toBe(0);
    const [key, pub] = [join(out, 'trust-list.key'), join(out, 'trust-list.pub')];
    expect((await stat(key)).mode & 0o077).toBe(0);
    // A second key never takes the place of the first.
    const before = await readFile(key, 'utf8');
    expect((await run(['key'], { out })).code).toBe(1);
    expect(await readFile(key, 'utf8')).toBe(before);

    const written = await file('list.json', WRITTEN);
    const signed = join(folder, 'signed.json');
    expect((await run(['sign', written], { key, out: signed })).code).toBe(0);
    expect((await run(['sign', written], { key, out: signed })).code).toBe(1);
    const checked = await run(['check', signed], { key: pub });
    expect(checked.code).toBe(0);
    expect(checked.data).toEqual([
      expect.objectContaining({
        good: true,
        number: 3,
        age: 'fresh',
        goodUntil: NOW + 46.5 * HOUR,
        revoked: 1,
        issuers: [expect.objectContaining({ country: 'XX', usages: ['test'], revokedAt: null })],
      }),
    ]);
    expect(checked.lines.join('\n')).toContain('1 h 30 min');
    // The house takes the same file by the same key, and never the private half of it.
    expect(readConfig({ TRUST_LIST_KEY_FILE: pub }).isGood).toBe(true);
    expect(readConfig({ TRUST_LIST_KEY_FILE: key })).toEqual({
      isGood: false,
      bad: [{ key: 'TRUST_LIST_KEY_FILE', because: 'must hold an Ed25519 public key, PEM' }],
    });
    expect(
      readTrustList(await readFile(signed, 'utf8'), trustKeyOf(await readFile(pub, 'utf8'))!)?.number,
    ).toBe(3);
  });

  it('without --out the signed list is what is said', async () => {
    const key = await file('own.key', LIST_KEY.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const { code, lines } = await run(['sign', await file('out.json', WRITTEN)], { key });
    expect(code).toBe(0);
    expect(lines).toEqual([signTrustList(WRITTEN, LIST_KEY.privateKey).trimEnd()]);
  });

  it('the key of the settings is the one that is meant where none is named', async () => {
    const signed = await file('s.json', signTrustList(WRITTEN, LIST_KEY.privateKey));
    expect((await run(['check', signed], {}, { trustKey: LIST_KEY.publicKey })).code).toBe(0);
    expect((await run(['check', signed])).code).toBe(2);
  });

  it('says of a list that it is too old, from the very second on; or of later than now', async () => {
    const signed = await file('aged.json', signTrustList(WRITTEN, LIST_KEY.privateKey));
    const at = async (now: number) => {
      const { code, data } = await run(['check', signed], {}, { trustKey: LIST_KEY.publicKey, now });
      return [code, (data[0] as { age: string }).age];
    };
    const issuedAt = Date.parse(WRITTEN.issuedAt);
    expect(await at(issuedAt - 1)).toEqual([1, 'toCome']);
    expect(await at(issuedAt)).toEqual([0, 'fresh']);
    expect(await at(issuedAt + 48 * HOUR - 1)).toEqual([0, 'fresh']);
    expect(await at(issuedAt + 48 * HOUR)).toEqual([1, 'tooOld']);
  });

  it('2: a word, a file or a key that is not there', async () => {
    const written = await file('w.json', WRITTEN);
    const pub = await file('w.pub', LIST_KEY.publicKey.export({ type: 'spki', format: 'pem' }));
    for (const [words, options] of [
      [[], {}],
      [['key'], {}],
      [['lift', written], {}],
      [['sign', written], {}],
      [['sign', written], { key: pub }],
      [['sign', join(folder, 'none')], { key: pub }],
      [['check', join(folder, 'none')], { key: pub }],
      [['check', written], { key: written }],
    ] as const)
      expect((await run(words, options)).code, words.join(' ')).toBe(2);
  });
});

describe('faults are named with their place, and the house takes no such list', () => {
  const twice = { certificate: WRITTEN.issuers[0]!.certificate, revokedAt: '2022-11-01T00:00:00Z' };
  const rsa = Buffer.from('no certificate').toString('base64');
  it.each([
    ['an instant that is none', { issuedAt: '2022-13-08T06:30:00Z' }, [['/list/issuedAt', 'isNoInstant']]],
    [
      'an issuer that is no certificate',
      { issuers: [{ certificate: rsa }] },
      [['/list/issuers/0/certificate', 'isNoIssuer']],
    ],
    [
      'a revocation at no instant, which would never come',
      { issuers: [{ ...twice, revokedAt: '2022-02-45T00:00:00Z' }] },
      [['/list/issuers/0/revokedAt', 'isNoInstant']],
    ],
    [
      'a certificate that stands twice, once revoked and once not',
      { issuers: [...WRITTEN.issuers, twice] },
      [['/list/issuers/1/certificate', 'standsTwice']],
    ],
    ['more than a week', { goodForHours: 169 }, [['/list/goodForHours', 'hasAnotherForm']]],
    ['a mark in another form', { revoked: ['ABC'] }, [['/list/revoked/0', 'hasAnotherForm']]],
  ] as const)('%s', (_, more, faults) => {
    const text = signTrustList({ ...WRITTEN, ...more } as unknown as typeof WRITTEN, LIST_KEY.privateKey);
    const read = checkTrustList(text, LIST_KEY.publicKey);
    expect(read.faults.map(({ path, code }) => [path, code])).toEqual(faults);
    expect(readTrustList(text, LIST_KEY.publicKey)).toBeNull();
  });

  it('a list that was changed since it was signed, and no JSON', () => {
    const text = signTrustList(WRITTEN, LIST_KEY.privateKey).replace('"number":3', '"number":4');
    expect(checkTrustList(text, LIST_KEY.publicKey).faults).toEqual([
      { path: '/signature', code: 'isNotSigned' },
    ]);
    expect(checkTrustList('{', LIST_KEY.publicKey).faults).toEqual([{ path: '', code: 'isNoJson' }]);
  });

  it('neither is signed: the faults are said instead', async () => {
    const key = await file('sign.key', LIST_KEY.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const bad = await file('bad.json', { ...WRITTEN, issuedAt: '2022-13-08T06:30:00Z' });
    const { code, data } = await run(['sign', bad], { key });
    expect(code).toBe(1);
    expect(data).toEqual([{ good: false, faults: [{ path: '/issuedAt', code: 'isNoInstant' }] }]);
  });
});
