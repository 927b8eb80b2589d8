/** One case of the certificate suite: what each stage was expected to do, and what it did. */
import { isDeepStrictEqual } from 'node:util';
import { decode } from 'cborg';
import { decodeQR } from 'qr/decode.js';
import {
  decodeBase45,
  inflate,
  isSignedBy,
  isUsable,
  mayHaveSigned,
  plain,
  readCbor,
  readClaims,
  readCose,
  readHealthCertificate,
  readIssuerKey,
  unprefix,
} from '../../src/evidence/certificates/stages.ts';
import type { CaseOutcome, StageOutcome } from './outcome.ts';
import { readPng } from './png.ts';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isCertificateCase = (value: unknown): value is Fields =>
  isFields(value) && isFields(value['TESTCTX']) && isFields(value['EXPECTEDRESULTS']);

/** What a case says is left out of it and follows from another stage. */
interface Material {
  readonly json: unknown;
  readonly cbor: Buffer | null;
  readonly cose: Buffer | null;
  readonly compressed: Buffer | null;
  readonly base45: string | null;
  readonly prefix: string | null;
  readonly picture: string | null;
  readonly certificate: Buffer;
  readonly clock: number;
}

/** A case whose parts say different things can be passed by nobody; two readers that share nothing must agree on it. */
const CONTRADICTS = 'the case contradicts itself: its CBOR does not say what its JSON says';
type Stage = (material: Material) => boolean | string | null;

/** Null: the case does not hold what the stage needs. */
const STAGES: Readonly<Record<string, Stage>> = {
  EXPECTEDPICTUREDECODE: ({ picture, prefix }) => {
    if (picture === null) return null;
    const read = textOfPicture(picture);
    return read !== null && (prefix === null || read === prefix);
  },
  EXPECTEDUNPREFIX: ({ prefix, base45 }) => {
    if (prefix === null) return null;
    const read = unprefix(prefix);
    return read !== null && (base45 === null || read === base45);
  },
  EXPECTEDB45DECODE: ({ base45, compressed }) => {
    if (base45 === null) return null;
    const read = decodeBase45(base45);
    return read !== null && (compressed === null || read.equals(compressed));
  },
  EXPECTEDCOMPRESSION: ({ compressed, cose }) => {
    if (compressed === null) return null;
    const read = inflate(compressed);
    return read !== null && (cose === null || read.equals(cose));
  },
  EXPECTEDVERIFY: (material) => {
    const { certificate } = material;
    const cose = coseOf(material);
    const key = readIssuerKey(certificate);
    if (cose === undefined) return null;
    return (
      cose !== null &&
      key !== null &&
      mayHaveSigned(key, cose) &&
      isSignedBy(key, cose) &&
      claimsOf(material) !== null
    );
  },
  EXPECTEDKEYUSAGE: (material) => {
    const key = readIssuerKey(material.certificate);
    const kind = kindOf(material);
    return kind === undefined ? null : key !== null && kind !== null && key.usages.includes(kind);
  },
  EXPECTEDEXPIRATIONCHECK: (material) => {
    const claims = claimsOf(material);
    return claims === undefined ? null : claims !== null && isUsable(claims, material.clock) === 'now';
  },
  EXPECTEDDECODE: (material) => {
    return saysTheSame(material);
  },
  EXPECTEDVALIDJSON: (material) => {
    return saysTheSame(material);
  },
  EXPECTEDENCODE: (material) => {
    return material.json === undefined ? null : saysTheSame(material);
  },
  // That it is an object and no more: which shape it has is asked by the schema.
  EXPECTEDVALIDOBJECT: ({ json }) => (json === undefined ? null : isFields(json)),
  EXPECTEDSCHEMAVALIDATION: (material) => {
    const value = contentsOf(material) ?? material.json;
    const issuedAt = claimsOf(material)?.issuedAt ?? material.clock;
    return value === undefined ? null : readHealthCertificate(value, issuedAt) !== null;
  },
};

/** Some cases name a stage otherwise than the suite's own description does. */
const OTHER_NAMES: Readonly<Record<string, string>> = { EXPTECTEDEXPIRED: 'EXPECTEDEXPIRATIONCHECK' };

export function runCertificateCase(name: string, given: Fields): CaseOutcome {
  const context = given['TESTCTX'] as Fields;
  const expected = given['EXPECTEDRESULTS'] as Fields;
  const material = materialOf(given, context);
  const stages = Object.entries(expected).flatMap(([said, wanted]): StageOutcome[] => {
    const stage = OTHER_NAMES[said] ?? said;
    const run = STAGES[stage];
    if (run === undefined)
      return [{ stage: said, expected: String(wanted), got: 'not a stage', passed: null }];
    const got = run(material) ?? 'nothing to try it on';
    return [
      {
        stage: said.replace('EXPECTED', ''),
        expected: String(wanted),
        got: String(got),
        passed: typeof got === 'string' ? null : got === wanted,
      },
    ];
  });
  return { suite: 'certificates', name, about: String(context['DESCRIPTION'] ?? ''), stages };
}

function materialOf(given: Fields, context: Fields): Material {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : null);
  const hex = (name: string) => {
    const said = text(name);
    return said === null ? null : Buffer.from(said, 'hex');
  };
  return {
    json: insideOf(given['JSON'] ?? undefined),
    cbor: hex('CBOR'),
    cose: hex('COSE'),
    compressed: hex('COMPRESSED'),
    base45: text('BASE45'),
    prefix: text('PREFIX'),
    picture: text('2DCODE'),
    certificate: derOf(String(context['CERTIFICATE'] ?? '')),
    clock: clockOf(String(context['VALIDATIONCLOCK'] ?? '')),
  };
}

/** Base64 of the certificate, with or without the lines round it. */
const derOf = (text: string) => Buffer.from(text.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');

/** The clock as it is written: without an offset it is UTC. */
function clockOf(text: string): number {
  const written = text.trim().replace(' ', 'T');
  const at = Date.parse(
    /(Z|[+-]\d{2}:?\d{2})$/i.test(written) || !written.includes('T') ? written : `${written}Z`,
  );
  return at;
}

/** Undefined where the case holds none. */
function coseOf({ cose, compressed, base45, prefix }: Material) {
  const bytes =
    cose ??
    (compressed === null ? null : inflate(compressed)) ??
    inflateOr(decodeOr(base45)) ??
    inflateOr(decodeOr(prefix === null ? null : unprefix(prefix)));
  return bytes === null ? undefined : readCose(bytes);
}
const decodeOr = (text: string | null) => (text === null ? null : decodeBase45(text));
const inflateOr = (bytes: Buffer | null) => (bytes === null ? null : inflate(bytes));

function claimsOf(material: Material) {
  const cose = coseOf(material);
  return cose === undefined ? undefined : cose === null ? null : readClaims(cose.payload);
}

/** The health certificate as it stands in the CBOR, or in what was signed; null where that cannot be read. */
function contentsOf(material: Material): unknown {
  const { cbor } = material;
  if (cbor !== null) {
    try {
      return insideOf(plain(readCbor(cbor)));
    } catch {
      return null;
    }
  }
  const claims = claimsOf(material);
  return claims === undefined ? undefined : (claims?.certificate ?? null);
}

/** Whether what was encoded is what the case's JSON says. */
function saysTheSame(material: Material): boolean | string | null {
  const contents = contentsOf(material);
  if (contents === undefined) return null;
  if (contents === null) return false;
  if (material.json === undefined || isSame(contents, material.json)) return true;
  const other = secondReading(material);
  return other !== null && isSame(other, contents) ? CONTRADICTS : false;
}

/** The same bytes read by a library that has nothing in common with our reader. */
function secondReading(material: Material): unknown {
  const payload = coseOf(material)?.payload;
  const bytes = material.cbor ?? payload;
  if (bytes === undefined) return null;
  try {
    // Tags say how a date is written; the date is what is compared.
    const tags = Object.fromEntries([0, 1, 18, 61].map((tag) => [tag, (value: () => unknown) => value()]));
    return insideOf(plainOf(decode(bytes, { useMaps: true, tags })));
  } catch {
    return null;
  }
}

/** Maps with keys of any kind as the objects that JSON knows. */
function plainOf(value: unknown): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, held]) => [String(key), plainOf(held)]));
  return Array.isArray(value) ? value.map(plainOf) : value;
}

/** Some cases give the whole envelope's contents, some the certificate within. */
function insideOf(value: unknown): unknown {
  const hcert = isFields(value) ? value['-260'] : undefined;
  return isFields(hcert) ? hcert['1'] : value;
}

function kindOf(material: Material) {
  const claims = claimsOf(material);
  if (claims === undefined) return undefined;
  const held = claims?.certificate;
  if (!isFields(held)) return null;
  return held['t'] !== undefined
    ? 'test'
    : held['v'] !== undefined
      ? 'vaccination'
      : held['r'] !== undefined
        ? 'recovery'
        : null;
}

/** Objects have no order, and a field without a value is not there. */
const isSame = (left: unknown, right: unknown) =>
  isDeepStrictEqual(withoutNothing(left), withoutNothing(right));

function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null && one !== undefined)
      .map(([name, one]) => [name, withoutNothing(one)]),
  );
}

function textOfPicture(base64: string): string | null {
  try {
    return decodeQR(readPng(Buffer.from(base64, 'base64')));
  } catch {
    return null;
  }
}
