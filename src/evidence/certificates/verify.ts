/** One scanned text, held against the list of issuers, the clock and the person: a verdict from the closed list. */
import type { CertificateFault, CertificateVerdict } from '../../contract/certificate-words.ts';
import type { CertificateFound } from '../../contract/certificates.ts';
import type { TestMethod, TestResult } from '../../contract/measures.ts';
import { type Claims, type Cose, decodeBase45, inflate, readClaims, readCose, unprefix } from './envelope.ts';
import {
  type HealthCertificate,
  readHealthCertificate,
  sampledAt,
  type TestShown,
} from './health-certificate.ts';
import { isSignedBy, type IssuerKey } from './issuer-key.ts';
import { matchPerson, type PersonRecorded } from './person.ts';
import { isUsable } from './stages.ts';
import { revocationMarks, type TrustList } from './trust-list.ts';

/** What a certificate is held against. */
export interface Against {
  readonly person: PersonRecorded;
  readonly trustList: TrustList | null;
  readonly now: number;
  /** An officer compared the person by looking, because a machine cannot. */
  readonly isComparedByLooking: boolean;
}

/** What it came to. */
export interface CertificateVerified {
  readonly verdict: CertificateVerdict;
  /** What the certificate says of the test; null where it could not be read that far. */
  readonly test: {
    readonly result: TestResult;
    readonly method: TestMethod;
    readonly sampledAt: number | null;
  } | null;
  /** The certificate's own id, one for one test of one person; null unless the signature holds. */
  readonly certificateId: string | null;
  readonly found: CertificateFound;
}

const COVID_19 = '840539006';
const RESULTS: Readonly<Record<string, 'NEGATIVE' | 'POSITIVE'>> = {
  '260415000': 'NEGATIVE',
  '260373001': 'POSITIVE',
};
const METHODS: Readonly<Record<string, 'NUCLEIC_ACID' | 'RAPID'>> = {
  'LP6464-4': 'NUCLEIC_ACID',
  'LP217198-3': 'RAPID',
};

/** Faults that leave open whether the signature is worth anything; a positive result is not hidden by such a doubt. */
const DOUBTS: readonly CertificateFault[] = [
  'trustListIsMissing',
  'issuerIsUnknown',
  'issuerKeyIsRevoked',
  'issuerKeyHasExpired',
  'issuerSignsNoTests',
  'certificateIsNotYetValid',
  'certificateHasExpired',
  'trustListIsTooOld',
];

/**
 * Verifies a scanned text. Never throws, whatever the text; takes no longer and no more memory than its length allows.
 *
 * The first fault in the order of `CERTIFICATE_FAULTS` is the verdict. Good is only what is signed by a trusted key within its
 * time and its use, not revoked as far as a fresh list knows, of a negative test, and of this person.
 */
export function verifyCertificate(text: string, against: Against): CertificateVerified {
  const read = readCertificate(text);
  const trustListOf = against.trustList?.issuedAt ?? null;
  if (read === null) {
    const verdict = 'cannotBeRead';
    return { verdict, test: null, certificateId: null, found: { verdict, shows: null, trustListOf } };
  }
  const { held } = read;
  const { fault, isSigned } = firstFault(read, against);
  const result = held.test === null || held.test.tg !== COVID_19 ? undefined : RESULTS[held.test.tr];
  const isPositive =
    result === 'POSITIVE' && matches(held, against) && (fault === null || DOUBTS.includes(fault));
  const verdict: CertificateVerdict = isPositive ? 'isPositive' : (fault ?? 'isGood');
  return {
    verdict,
    test:
      held.test === null || result === undefined
        ? null
        : { result, method: methodOf(held.test), sampledAt: sampledAt(held.test) },
    certificateId: isSigned ? held.entry.ci : null,
    found: { verdict, shows: showsOf(held), trustListOf },
  };
}

interface Read {
  readonly cose: Cose;
  readonly claims: Claims;
  readonly held: HealthCertificate;
}

function readCertificate(text: string): Read | null {
  const inner = unprefix(text);
  const compressed = inner === null ? null : decodeBase45(inner);
  const bytes = compressed === null ? null : inflate(compressed);
  const cose = bytes === null ? null : readCose(bytes);
  const claims = cose === null ? null : readClaims(cose.payload);
  if (cose === null || claims === null) return null;
  const held = readHealthCertificate(claims.certificate, claims.issuedAt ?? Number.POSITIVE_INFINITY);
  return held === null ? null : { cose, claims, held };
}

function firstFault(
  { cose, claims, held }: Read,
  against: Against,
): { readonly fault: CertificateFault | null; readonly isSigned: boolean } {
  const { trustList, now } = against;
  const named = trustList?.issuers.get(cose.kid?.toString('hex') ?? '') ?? [];
  const signer = named.find((key) => isSignedBy(key, cose));
  if (named.length > 0 && signer === undefined) return { fault: 'signatureIsForged', isSigned: false };
  const fault =
    (trustList === null || signer === undefined ? null : faultOfSigner(signer, trustList, held, cose, now)) ??
    faultOfTime(claims, now) ??
    faultOfContents(held) ??
    faultOfPerson(held, against) ??
    faultOfList(trustList, signer, now);
  return { fault, isSigned: signer !== undefined };
}

function faultOfSigner(
  signer: IssuerKey,
  trustList: TrustList,
  held: HealthCertificate,
  cose: Cose,
  now: number,
): CertificateFault | null {
  const { revokedAt, from, to, usages } = signer;
  if (revokedAt !== null && revokedAt <= now) return 'issuerKeyIsRevoked';
  if (now < from || now > to) return 'issuerKeyHasExpired';
  if (!usages.includes(held.kind)) return 'issuerSignsNoTests';
  return isRevoked(trustList, held, cose, signer) ? 'certificateIsRevoked' : null;
}

/** Who is not on an old list may be on a new one, and what an old list still names may be revoked. */
function faultOfList(
  trustList: TrustList | null,
  signer: IssuerKey | undefined,
  now: number,
): CertificateFault | null {
  if (trustList === null) return 'trustListIsMissing';
  if (now >= trustList.goodUntil) return 'trustListIsTooOld';
  return signer === undefined ? 'issuerIsUnknown' : null;
}

function isRevoked(
  { revoked }: TrustList,
  { entry }: HealthCertificate,
  cose: Cose,
  { key }: IssuerKey,
): boolean {
  return (
    revoked.size > 0 &&
    revocationMarks(entry, cose, key.asymmetricKeyType === 'ec').some((mark) => revoked.has(mark))
  );
}

function faultOfTime(claims: Claims, now: number): CertificateFault | null {
  const times = { notYet: 'certificateIsNotYetValid', now: null, over: 'certificateHasExpired' } as const;
  return times[isUsable(claims, now)];
}

function faultOfContents({ test }: HealthCertificate): CertificateFault | null {
  if (test === null) return 'certificateShowsNoTest';
  if (test.tg !== COVID_19) return 'testIsOfAnotherDisease';
  return RESULTS[test.tr] === undefined || METHODS[test.tt] === undefined ? 'resultIsNotStated' : null;
}

function faultOfPerson(
  held: HealthCertificate,
  { person, isComparedByLooking }: Against,
): CertificateFault | null {
  const match = matchPerson(held, person);
  if (match === 'another') return 'isOfAnotherPerson';
  return match === 'notCompared' && !isComparedByLooking ? 'personIsNotCompared' : null;
}

const matches = (held: HealthCertificate, against: Against) => faultOfPerson(held, against) === null;

const methodOf = ({ tt }: TestShown): TestMethod => METHODS[tt] ?? 'NOT_STATED';

function showsOf({ nam, dob, test, entry }: HealthCertificate): CertificateFound['shows'] {
  const own = [nam.fn, nam.gn].filter(Boolean).join(' ');
  const standard = [nam.fnt, nam.gnt].filter(Boolean).join(' ').replaceAll('<', ' ');
  return {
    name: own === '' || own.toUpperCase() === standard ? standard : `${own} (${standard})`,
    birth: dob,
    sampledAt: test === null ? null : sampledAt(test),
    result: test === null ? 'NOT_STATED' : (RESULTS[test.tr] ?? 'NOT_STATED'),
    method: test === null ? 'NOT_STATED' : methodOf(test),
    country: entry.co,
    issuer: test?.is ?? '',
  };
}
