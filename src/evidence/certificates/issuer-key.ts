/** The key of an issuer, read from its certificate, and whether it signed. */
import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { type Cose, signedBytes } from './envelope.ts';

export const USAGES = ['test', 'vaccination', 'recovery'] as const;
export type Usage = (typeof USAGES)[number];

export interface IssuerKey {
  /** The first 8 bytes of the certificate's SHA-256, in hexadecimal. Two keys may share it. */
  readonly kid: string;
  readonly key: KeyObject;
  readonly country: string | null;
  readonly from: number;
  readonly to: number;
  /** What it may sign; every kind where its certificate does not say what it is for. */
  readonly usages: readonly Usage[];
  /** Since when its issuer or the list no longer stands by it. */
  readonly revokedAt: number | null;
}

/** Extended key usages of the EU's issuers. Some early certificates wrote the arc with a zero more. */
const USAGE_OIDS: Readonly<Record<string, Usage>> = Object.fromEntries(
  ['1.3.6.1.4.1.1847.2021.1', '1.3.6.1.4.1.0.1847.2021.1'].flatMap((arc) =>
    USAGES.map((usage, n) => [`${arc}.${n + 1}`, usage]),
  ),
);

const SMALLEST_RSA_BITS = 2048;
/** ES256 is ECDSA over SHA-256; its own curve is the first, and at least one issuer signed with the second. */
const CURVES: readonly string[] = ['prime256v1', 'secp384r1'];

/** Null where it is no certificate, or its key is of a kind that no certificate is signed with. */
export function readIssuerKey(der: Buffer): IssuerKey | null {
  try {
    const certificate = new X509Certificate(der);
    const { publicKey: key } = certificate;
    if (algorithmOf(key) === null) return null;
    const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
    if (Number.isNaN(from) || Number.isNaN(to)) return null;
    // Node types the extended usages as always there; a certificate without the extension has none.
    const named = certificate.keyUsage as readonly string[] | undefined;
    return {
      kid: createHash('sha256').update(certificate.raw).digest('hex').slice(0, 16),
      key,
      country: /^C=([A-Z]{2})$/m.exec(certificate.subject)?.[1] ?? null,
      from,
      to,
      usages:
        named === undefined || named.length === 0 ? USAGES : named.flatMap((oid) => USAGE_OIDS[oid] ?? []),
      revokedAt: null,
    };
  } catch {
    return null;
  }
}

export const [ES256, PS256] = [-7, -37] as const;

/** The one algorithm a key signs with, so that no header can choose another; null for any other kind of key. */
function algorithmOf(key: KeyObject): number | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ec' && CURVES.includes(details?.namedCurve ?? '')) return ES256;
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= SMALLEST_RSA_BITS) return PS256;
  return null;
}

/** Whether this key signed these very bytes, by its own algorithm and no other that a header might name. */
export function isSignedBy({ key }: Pick<IssuerKey, 'key'>, cose: Cose): boolean {
  const algorithm = algorithmOf(key);
  if (algorithm === null || cose.algorithm !== algorithm) return false;
  const options =
    algorithm === ES256
      ? { key, dsaEncoding: 'ieee-p1363' as const }
      : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  try {
    return verify('sha256', signedBytes(cose), options, cose.signature);
  } catch {
    return false;
  }
}
