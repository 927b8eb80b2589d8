/**
 * The list of trusted issuers: whose signatures the house relies on, and what has been revoked since.
 *
 * Signed by a key that is kept offline; the house knows only its public half. The same file tells keys and revocations, so
 * that nobody can have one of them newer than the other, and its age is the age of all that is known.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import canonicalizeModule from 'canonicalize';
import { strict, Type, type Static } from '../../contract/schema.ts';
import type { TrustListFaultCode } from '../../contract/trust-list-words.ts';
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

/** What is wrong in a list, and where: a JSON pointer, empty for the whole file. */
export interface TrustListFault {
  readonly path: string;
  readonly code: TrustListFaultCode;
}

/** What a text says, whoever signed it, and everything that is wrong with it. */
export interface TrustListRead {
  /** As written; null where the file has not the form of a list. */
  readonly written: WrittenTrustList | null;
  /** Null where there is a fault. */
  readonly list: TrustList | null;
  readonly faults: readonly TrustListFault[];
}

/** Null where it is no list, anything in it is wrong, or the key did not sign it. */
export function readTrustList(text: string, key: KeyObject): TrustList | null {
  return checkTrustList(text, key).list;
}

/** Reads a signed list and names every fault of it. Without a key no signature holds. Never throws. */
export function checkTrustList(text: string, key: KeyObject | null): TrustListRead {
  const value = parsed(text);
  if (value === undefined) return { written: null, list: null, faults: [{ path: '', code: 'isNoJson' }] };
  if (Value.Check(File, value)) {
    const read = readWritten(value.list, '/list');
    if (key !== null && signs(key, value)) return read;
    const code = key === null ? 'keyIsMissing' : 'isNotSigned';
    return { ...read, list: null, faults: [{ path: '/signature', code }, ...read.faults] };
  }
  return { written: null, list: null, faults: faultsOfForm(Value.Errors(File, value)) };
}

/** Reads what is to be signed, and names every fault of it. Never throws. */
export function checkWrittenList(text: string): TrustListRead {
  const value = parsed(text);
  if (value === undefined) return { written: null, list: null, faults: [{ path: '', code: 'isNoJson' }] };
  if (Value.Check(TrustListSchema, value)) return readWritten(value, '');
  return { written: null, list: null, faults: faultsOfForm(Value.Errors(TrustListSchema, value)) };
}

function readWritten(written: WrittenTrustList, at: string): TrustListRead {
  const faults: TrustListFault[] = [];
  const fault = (path: string, code: TrustListFaultCode) => faults.push({ path: `${at}${path}`, code });
  const issuedAt = Date.parse(written.issuedAt);
  if (Number.isNaN(issuedAt)) fault('/issuedAt', 'isNoInstant');
  const issuers = new Map<string, readonly IssuerKey[]>();
  const seen = new Set<string>();
  for (const [n, { certificate, revokedAt }] of written.issuers.entries()) {
    const der = Buffer.from(certificate, 'base64');
    const issuer = readIssuerKey(der);
    const revoked = revokedAt === undefined ? null : Date.parse(revokedAt);
    // An instant that is none would be later than every other: the key would never be revoked.
    if (Number.isNaN(revoked)) fault(`/issuers/${n}/revokedAt`, 'isNoInstant');
    // Of one that stands twice the entry that says nothing of its revocation might be the one that is found.
    if (seen.has(der.toString('base64'))) fault(`/issuers/${n}/certificate`, 'standsTwice');
    seen.add(der.toString('base64'));
    if (issuer === null) fault(`/issuers/${n}/certificate`, 'isNoIssuer');
    else issuers.set(issuer.kid, [...(issuers.get(issuer.kid) ?? []), { ...issuer, revokedAt: revoked }]);
  }
  const goodUntil = issuedAt + written.goodForHours * 3_600_000;
  const list = { number: written.number, issuedAt, goodUntil, issuers, revoked: new Set(written.revoked) };
  return { written, list: faults.length === 0 ? list : null, faults };
}

/** One fault for each place that is not as it should be. */
function faultsOfForm(errors: readonly { readonly instancePath: string }[]): TrustListFault[] {
  const places = new Set(errors.map(({ instancePath }) => instancePath));
  return [...places].map((path) => ({ path, code: 'hasAnotherForm' }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const bytesOf = (list: WrittenTrustList) => Buffer.from(canonicalize(list) as string, 'utf8');

function signs(key: KeyObject, { list, signature }: Static<typeof File>): boolean {
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

/** An Ed25519 public key from PEM; null for anything else, also for the private half, which has no place in a house. */
export function trustKeyOf(pem: string): KeyObject | null {
  return pem.includes('PRIVATE KEY') ? null : ed25519(() => createPublicKey(pem));
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
