/** Lists of trusted issuers for tests, and the key they are signed with: made anew in each process. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Issuer } from '../../src/demo/laboratory.ts';
import { signTrustList } from '../../src/evidence/index.ts';

export const LIST_KEY = generateKeyPairSync('ed25519');

export interface ListWanted {
  readonly number?: number;
  /** Epoch milliseconds, whole seconds. */
  readonly issuedAt: number;
  readonly goodForHours?: number;
  readonly issuers?: readonly { readonly issuer: Issuer; readonly revokedAt?: number }[];
  readonly revoked?: readonly string[];
  readonly key?: KeyObject;
}

const written = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** The text of a list, signed. */
export function listText({
  number = 1,
  issuedAt,
  goodForHours = 48,
  issuers = [],
  revoked = [],
  key,
}: ListWanted): string {
  return signTrustList(
    {
      format: 1,
      number,
      issuedAt: written(issuedAt),
      goodForHours,
      issuers: issuers.map(({ issuer, revokedAt }) => ({
        certificate: issuer.certificate.toString('base64'),
        ...(revokedAt === undefined ? {} : { revokedAt: written(revokedAt) }),
      })),
      revoked: [...revoked],
    },
    key ?? LIST_KEY.privateKey,
  );
}

/** The body of `proposeTrustList` for such a list. */
export const listBody = (wanted: ListWanted) => ({
  text: listText(wanted),
  listNumber: wanted.number ?? 1,
  issuedAt: wanted.issuedAt,
});
