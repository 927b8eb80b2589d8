/**
 * From the text of a code to what was signed, one named stage at a time.
 *
 *   text ─unprefix▶ Base45 ─decodeBase45▶ compressed ─inflate▶ COSE ─readCose▶ parts ─readClaims▶ claims
 *
 * Every stage gives null where it cannot go on, and never throws. The format is that of the EU's health certificates
 * (hcert specification 1.0.5): a CWT in a COSE_Sign1, deflated, in Base45, behind `HC1:`.
 */
import { inflateSync } from 'node:zlib';
import base45 from 'base45';
import { type Cbor, type CborMap, CborFault, isMap, isTagged, readCbor } from './cbor.ts';

export const PREFIX = 'HC1:';
/** The longest text a QR code can carry in the alphabet of Base45. */
export const LONGEST_TEXT = 4296;
/** A certificate is some 400 bytes; what grows beyond this was made to. */
const LARGEST_BYTES = 16_384;

export function unprefix(text: string): string | null {
  return text.startsWith(PREFIX) && text.length <= LONGEST_TEXT ? text.slice(PREFIX.length) : null;
}

/** The library reads any text as something; only what it writes back the same was Base45 (RFC 9285). */
export function decodeBase45(text: string): Buffer | null {
  if (text === '' || text.length > LONGEST_TEXT) return null;
  const bytes = base45.decode(text);
  return base45.encode(bytes) === text ? bytes : null;
}

/** One whole zlib stream and nothing after it. */
export function inflate(compressed: Buffer): Buffer | null {
  try {
    const { buffer, engine } = inflateSync(compressed, {
      maxOutputLength: LARGEST_BYTES,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return engine.bytesWritten === compressed.length ? buffer : null;
  } catch {
    return null;
  }
}

export interface Cose {
  /** As signed: the bytes, not what they say. */
  readonly protectedBytes: Buffer;
  readonly payload: Buffer;
  readonly signature: Buffer;
  /** -7 is ES256, -37 is PS256. What it says is only compared: by which algorithm a key signs is the key's own affair. */
  readonly algorithm: number | null;
  /** Which key is said to have signed. It is looked up by it and proves nothing; the protected one goes first. */
  readonly kid: Buffer | null;
}

const [CWT, COSE_SIGN1] = [61, 18];
const [ALGORITHM, KID] = [1, 4];

export function readCose(bytes: Buffer): Cose | null {
  let value = readOr(bytes);
  // Tags are optional; where both stand, the CWT's goes round the other.
  if (isTagged(value) && value.tag === CWT) value = value.value;
  if (isTagged(value) && value.tag === COSE_SIGN1) value = value.value;
  if (!Array.isArray(value) || value.length !== 4) return null;
  const [protectedBytes, unprotected, payload, signature] = value as readonly Cbor[];
  if (!Buffer.isBuffer(protectedBytes) || !Buffer.isBuffer(payload) || !Buffer.isBuffer(signature))
    return null;
  if (!isMap(unprotected)) return null;
  const header = protectedBytes.length === 0 ? new Map<number, Cbor>() : readOr(protectedBytes);
  if (!isMap(header)) return null;
  const algorithm = header.get(ALGORITHM) ?? unprotected.get(ALGORITHM);
  const kid = header.get(KID) ?? unprotected.get(KID);
  return {
    protectedBytes,
    payload,
    signature,
    algorithm: typeof algorithm === 'number' ? algorithm : null,
    kid: Buffer.isBuffer(kid) ? kid : null,
  };
}

/** The bytes a signature is over (RFC 8152, 4.4). */
export function signedBytes({ protectedBytes, payload }: Pick<Cose, 'protectedBytes' | 'payload'>): Buffer {
  return Buffer.concat([
    Buffer.from([0x84, 0x6a]),
    Buffer.from('Signature1'),
    byteString(protectedBytes),
    byteString(Buffer.alloc(0)),
    byteString(payload),
  ]);
}

function byteString(bytes: Buffer): Buffer {
  const { length } = bytes;
  const head =
    length < 24 ? [0x40 | length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** What the envelope says of itself. Epoch milliseconds; null where it says nothing. */
export interface Claims {
  readonly issuer: string | null;
  readonly issuedAt: number | null;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
  /** The health certificate itself, as plain values. */
  readonly certificate: unknown;
}

const [ISSUER, EXPIRES, NOT_BEFORE, ISSUED, HCERT, DCC] = [1, 4, 5, 6, -260, 1];

export function readClaims(payload: Buffer): Claims | null {
  const claims = readOr(payload);
  if (!isMap(claims)) return null;
  const hcert = claims.get(HCERT);
  const certificate = isMap(hcert) ? hcert.get(DCC) : undefined;
  if (certificate === undefined) return null;
  const [issuedAt, notBefore, expiresAt] = [ISSUED, NOT_BEFORE, EXPIRES].map((name) =>
    instantIn(claims, name),
  );
  if (issuedAt === undefined || notBefore === undefined || expiresAt === undefined) return null;
  const issuer = claims.get(ISSUER);
  return {
    issuer: typeof issuer === 'string' ? issuer : null,
    issuedAt,
    notBefore,
    expiresAt,
    certificate: plain(certificate),
  };
}

/** A claim in seconds, told in milliseconds; null where it is not there, undefined where it is no time. */
function instantIn(claims: CborMap, name: number): number | null | undefined {
  const claim = claims.get(name);
  if (claim === undefined || claim === null) return null;
  const seconds = isTagged(claim) && claim.tag === 1 ? claim.value : claim;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined;
  const at = Math.floor(seconds * 1000);
  return Number.isSafeInteger(at) ? at : undefined;
}

/** CBOR as JSON has it. A date with its tag is its text; bytes have no place in JSON and are told in hexadecimal. */
export function plain(value: Cbor): unknown {
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (Array.isArray(value)) return (value as readonly Cbor[]).map(plain);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, one]) => [String(key), plain(one)]));
  if (isTagged(value)) return plain(value.value);
  return value;
}

function readOr(bytes: Buffer): Cbor | undefined {
  try {
    return readCbor(bytes);
  } catch (error) {
    if (error instanceof CborFault) return undefined;
    throw error;
  }
}
