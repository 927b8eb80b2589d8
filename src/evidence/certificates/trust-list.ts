/**
 * The list of trusted issuers: whose signatures the house relies on, and what has been revoked since.
 *
 * Signed by a key that is kept offline; the house knows only its public half. The same file tells keys and revocations, so
 * that nobody can have one of them newer than the other, and its age is the age of all that is known.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import canonicalizeModule from 'canonicalize';
import { strict, Type, type Static } from '../../contract/schema.ts';
import { Value } from 'typebox/value';
import type { Cose } from './envelope.ts';
import { type IssuerKey, readIssuerKey } from './issuer-key.ts';

// The package is CommonJS and exports the function itself; its types say otherwise.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

const Instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$' });

/** What is signed. */
export const TrustListSchema = strict({
  format: Type.Literal(1),
  /** Rises with every list; an older one is not taken again. */
  number: Type.Integer({ minimum: 1 }),
  issuedAt: Instant,
  /** How long it may be relied on: a week at most, for what was revoked since then is not known. */
  goodForHours: Type.Integer({ minimum: 1, maximum: 168 }),
  issuers: Type.Array(
    strict({
      /** The issuer's signing certificate, DER in Base64. */
      certificate: Type.String({ minLength: 1, maxLength: 8000, pattern: '^[A-Za-z0-9+/=]+$' }),
      revokedAt: Type.Optional(Instant),
    }),
    { maxItems: 2000 },
  ),
  /** The first 16 bytes (hexadecimal) of the SHA-256 of a certificate's id, of its country and id, or of its signature. */
  revoked: Type.Array(Type.String({ pattern: '^[0-9a-f]{32}$' }), { maxItems: 20_000 }),
});
export type WrittenTrustList = Static<typeof TrustListSchema>;

const File = strict({
  list: TrustListSchema,
  signature: Type.String({ pattern: '^[A-Za-z0-9+/=]{80,120}$' }),
});

export interface TrustList {
  readonly number: number;
  readonly issuedAt: number;
  /** From here on it is too old. */
  readonly goodUntil: number;
  /** By key id; several may share one. */
  readonly issuers: ReadonlyMap<string, readonly IssuerKey[]>;
  readonly revoked: ReadonlySet<string>;
}

/** Null where it is no list, a certificate in it is none, or the key did not sign it. */
export function readTrustList(text: string, key: KeyObject): TrustList | null {
  const file = parse(text);
  if (file === null) return null;
  const { list, signature } = file;
  if (!isSigned(list, signature, key)) return null;
  const issuedAt = Date.parse(list.issuedAt);
  if (Number.isNaN(issuedAt)) return null;
  const issuers = new Map<string, IssuerKey[]>();
  for (const { certificate, revokedAt } of list.issuers) {
    const issuer = readIssuerKey(Buffer.from(certificate, 'base64'));
    if (issuer === null) return null;
    const known = issuers.get(issuer.kid) ?? [];
    issuers.set(issuer.kid, [
      ...known,
      { ...issuer, revokedAt: revokedAt === undefined ? null : Date.parse(revokedAt) },
    ]);
  }
  return {
    number: list.number,
    issuedAt,
    goodUntil: issuedAt + list.goodForHours * 3_600_000,
    issuers,
    revoked: new Set(list.revoked),
  };
}

function parse(text: string): Static<typeof File> | null {
  try {
    const value: unknown = JSON.parse(text);
    return Value.Check(File, value) ? value : null;
  } catch {
    return null;
  }
}

const bytesOf = (list: WrittenTrustList) => Buffer.from(canonicalize(list) as string, 'utf8');

function isSigned(list: WrittenTrustList, signature: string, key: KeyObject): boolean {
  try {
    return verify(null, bytesOf(list), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** The file as the house takes it. Done where the offline key is, never in a running house. */
export function signTrustList(list: WrittenTrustList, key: KeyObject): string {
  return `${JSON.stringify({ list, signature: sign(null, bytesOf(list), key).toString('base64') })}\n`;
}

/** An Ed25519 public key from PEM; null for anything else. */
export function trustKeyOf(pem: string): KeyObject | null {
  return ed25519(() => createPublicKey(pem));
}
/** The same for the private half, where a list is signed. */
export function trustSigningKeyOf(pem: string): KeyObject | null {
  return ed25519(() => createPrivateKey(pem));
}
function ed25519(read: () => KeyObject): KeyObject | null {
  try {
    const key = read();
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** Under which marks a certificate can have been revoked. */
export function revocationMarks(
  { co, ci }: { readonly co: string; readonly ci: string },
  { signature }: Cose,
  isEs256: boolean,
): string[] {
  // The second half of an ECDSA signature can be exchanged for another that verifies as well, so the first alone is named.
  const named = isEs256 ? signature.subarray(0, signature.length / 2) : signature;
  return [ci, `${co}${ci}`, named].map((bytes) =>
    createHash('sha256').update(bytes).digest('hex').slice(0, 32),
  );
}
