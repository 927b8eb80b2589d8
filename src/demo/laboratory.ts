/**
 * An invented laboratory: a signing certificate of its own, and health certificates signed with it.
 *
 * For the demonstration, the proofs and the bench. It can also do what a laboratory must not: every part can be given
 * otherwise, so that what is not to be taken can be shown.
 */
import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import base45 from 'base45';
import { encode as encodeCbor } from 'cborg';

export interface Issuer {
  readonly key: KeyObject;
  /** DER. */
  readonly certificate: Buffer;
  readonly kid: Buffer;
  readonly algorithm: number;
}

const USAGE_OIDS = { test: 1, vaccination: 2, recovery: 3 } as const;

export interface IssuerWanted {
  readonly kind?: 'ec' | 'rsa';
  /** Absent: it does not say what it is for. */
  readonly usages?: readonly (keyof typeof USAGE_OIDS)[];
  readonly from: number;
  readonly to: number;
}

export function makeIssuer({ kind = 'ec', usages, from, to }: IssuerWanted): Issuer {
  const { privateKey: key, publicKey } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = sequence(set(sequence(oid('2.5.4.6'), der(0x13, Buffer.from('XX')))));
  const algorithm =
    kind === 'ec' ? sequence(oid('1.2.840.10045.4.3.2')) : sequence(oid('1.2.840.113549.1.1.11'), der(0x05));
  const purposes = (usages ?? []).map((usage) => oid(`1.3.6.1.4.1.1847.2021.1.${USAGE_OIDS[usage]}`));
  const extensions =
    purposes.length === 0
      ? []
      : [der(0xa3, sequence(sequence(oid('2.5.29.37'), der(0x04, sequence(...purposes)))))];
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    ...extensions,
  );
  const certificate = sequence(body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, key)));
  return {
    key,
    certificate,
    kid: createHash('sha256').update(certificate).digest().subarray(0, 8),
    algorithm: kind === 'ec' ? -7 : -37,
  };
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const { length } = body;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), body]);
}
const sequence = (...contents: readonly Buffer[]) => der(0x30, ...contents);
const set = (...contents: readonly Buffer[]) => der(0x31, ...contents);
const time = (at: number) =>
  der(0x18, Buffer.from(new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '')));

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const septets = [part & 127];
    for (let left = part >>> 7; left > 0; left >>>= 7) septets.unshift((left & 127) | 128);
    return septets;
  });
  return der(0x06, Buffer.from(bytes));
}

/** What a certificate of a test says. */
export interface TestIssued {
  readonly name: { readonly fn?: string; readonly fnt?: string; readonly gn?: string; readonly gnt?: string };
  readonly birth: string;
  readonly sampledAt: string;
  readonly result?: string;
  readonly method?: string;
  readonly disease?: string;
  readonly country?: string;
  readonly id: string;
}

export const testCertificate = ({
  name,
  birth,
  sampledAt,
  result,
  method,
  disease,
  country,
  id,
}: TestIssued) => ({
  ver: '1.3.0',
  nam: name,
  dob: birth,
  t: [
    {
      tg: disease ?? '840539006',
      tt: method ?? 'LP6464-4',
      sc: sampledAt,
      tr: result ?? '260415000',
      tc: 'Invented laboratory',
      co: country ?? 'CN',
      is: 'Invented issuer',
      ci: id,
    },
  ],
});

export interface Envelope {
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly notBefore?: number;
  /** Each as it should be, unless given otherwise. */
  readonly algorithm?: number | null;
  readonly kid?: Buffer;
  /** How the key signs, where the header is to say something else. */
  readonly signature?: (bytes: Buffer) => Buffer;
  readonly isTagged?: boolean;
}

const encode = (value: unknown): Buffer => Buffer.from(encodeCbor(value));

/** The text of the code. */
export function issue(issuer: Issuer, certificate: unknown, envelope: Envelope): string {
  const cose = coseOf(issuer, certificate, envelope);
  return textOf(cose);
}

export const textOf = (cose: Buffer): string => `HC1:${base45.encode(deflateSync(cose))}`;

export function coseOf(issuer: Issuer, certificate: unknown, envelope: Envelope): Buffer {
  const { issuedAt, expiresAt, notBefore, kid = issuer.kid, isTagged = true } = envelope;
  const algorithm = envelope.algorithm === undefined ? issuer.algorithm : envelope.algorithm;
  const header = encode(
    new Map<number, unknown>([...(algorithm === null ? [] : [[1, algorithm] as const]), [4, kid]]),
  );
  const payload = encode(
    new Map<number, unknown>([
      [1, 'XX'],
      [4, Math.floor(expiresAt / 1000)],
      [6, Math.floor(issuedAt / 1000)],
      ...(notBefore === undefined ? [] : [[5, Math.floor(notBefore / 1000)] as const]),
      [-260, new Map([[1, certificate]])],
    ]),
  );
  const bytes = encode(['Signature1', header, Buffer.alloc(0), payload]);
  const signature = (envelope.signature ?? ((what: Buffer) => signedWith(issuer.key, what)))(bytes);
  const parts = encode([header, new Map(), payload, signature]);
  return isTagged ? Buffer.concat([Buffer.from([0xd2]), parts]) : parts;
}

export function signedWith(key: KeyObject, bytes: Buffer): Buffer {
  return key.asymmetricKeyType === 'rsa'
    ? sign('sha256', bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })
    : sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
}
