/** What it costs to verify one certificate, beside the bare check of its signature. */
import { performance } from 'node:perf_hooks';
import { issue, makeIssuer, testCertificate } from '../../src/demo/laboratory.ts';
import { isSignedBy } from '../../src/evidence/certificates/issuer-key.ts';
import { decodeBase45, inflate, readCose } from '../../src/evidence/certificates/stages.ts';
import { readTrustList, verifyCertificate } from '../../src/evidence/index.ts';
import { LIST_KEY, listText } from '../../test/evidence/issuers.ts';

const RUNS = 2_000;

export interface CertificateCost {
  readonly kind: 'ES256' | 'PS256';
  /** Milliseconds, at the median. */
  readonly whole: number;
  readonly bare: number;
}

export function certificateCosts(): CertificateCost[] {
  const now = Math.floor(Date.now() / 1000) * 1000;
  return (['ec', 'rsa'] as const).map((kind) => {
    const issuer = makeIssuer({ kind, from: now - 1e9, to: now + 1e9 });
    const trustList = readTrustList(listText({ issuedAt: now, issuers: [{ issuer }] }), LIST_KEY.publicKey);
    const held = testCertificate({
      name: { fn: 'Wang', fnt: 'WANG', gn: 'Xiaoli', gnt: 'XIAOLI' },
      birth: '1990-01-02',
      sampledAt: new Date(now - 3_600_000).toISOString(),
      id: 'URN:UVCI:01:XX:BENCH',
    });
    const text = issue(issuer, held, { issuedAt: now - 1000, expiresAt: now + 1e8 });
    const cose = readCose(inflate(decodeBase45(text.slice(4)) ?? Buffer.alloc(0)) ?? Buffer.alloc(0));
    const [key] = trustList?.issuers.get(issuer.kid.toString('hex')) ?? [];
    if (cose === null || key === undefined) throw new Error('The certificate of the bench is none.');
    const against = {
      person: { names: ['WANG XIAO LI'], birth: '1990-01-02' },
      trustList,
      now,
      isComparedByLooking: false,
    };
    const median = (run: () => boolean) => {
      const took = Array.from({ length: RUNS }, () => {
        const before = performance.now();
        if (!run()) throw new Error('The certificate of the bench was refused.');
        return performance.now() - before;
      });
      return took.sort((a, b) => a - b)[RUNS / 2] ?? 0;
    };
    return {
      kind: kind === 'ec' ? 'ES256' : 'PS256',
      bare: median(() => isSignedBy(key, cose)),
      whole: median(() => verifyCertificate(text, against).verdict === 'isGood'),
    };
  });
}
