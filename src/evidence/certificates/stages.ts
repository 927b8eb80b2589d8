/** Every stage by itself, for whoever runs them one by one: the outside suites, the proofs, the bench. */
import { timingSafeEqual } from 'node:crypto';
import type { Claims, Cose } from './envelope.ts';
import type { IssuerKey } from './issuer-key.ts';

export { plain, readClaims, readCose, decodeBase45, inflate, unprefix, signedBytes } from './envelope.ts';
export { readCbor } from './cbor.ts';
export { isSignedBy, readIssuerKey } from './issuer-key.ts';
export { readHealthCertificate } from './health-certificate.ts';

/** Whether a certificate says that this key signed it. Several may be meant; whichever did shows by its signature. */
export function mayHaveSigned({ kid }: Pick<IssuerKey, 'kid'>, cose: Cose): boolean {
  const said = cose.kid;
  return said !== null && said.length === kid.length / 2 && timingSafeEqual(said, Buffer.from(kid, 'hex'));
}

/** Whether the envelope's times hold `now`. The second it names as its last is still good: issuers and the outside suite have it so. */
export function isUsable({ issuedAt, notBefore, expiresAt }: Claims, now: number): 'notYet' | 'now' | 'over' {
  if (issuedAt !== null && now < issuedAt) return 'notYet';
  if (notBefore !== null && now < notBefore) return 'notYet';
  return expiresAt !== null && now > expiresAt ? 'over' : 'now';
}
