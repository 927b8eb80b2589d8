/** A scanned health certificate on its way through the spine: verified in prepare, judged as evidence, never believed. */
import type { CertificateFault } from '../contract/certificate-words.ts';
import type { CertificateAnswer, ScannedCertificate } from '../contract/certificates.ts';
import { checkDocument } from '../contract/identity/check-document.ts';
import type { DocumentShown } from '../contract/identity/document-key.ts';
import { readZone } from '../contract/identity/mrz.ts';
import type { Explanation, Measure, TestEvidence } from '../contract/measures.ts';
import {
  type CertificateVerified,
  type PersonRecorded,
  type TrustList,
  verifyCertificate,
} from '../evidence/index.ts';
import { ageAtMost, explain, judgeStates, judgeTest } from '../measures/index.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';

/** What is recorded of a traveller, and at which version of the case it was read. */
export interface PersonOfCase extends PersonRecorded {
  readonly document?: DocumentShown;
  readonly further?: readonly DocumentShown[];
  readonly version: number;
}

/** A certificate that was held against a person. */
export interface CertificateSeen extends CertificateVerified {
  readonly scanned: ScannedCertificate;
  /** The version of the case whose person it was held against; null where the command says itself who it is. */
  readonly restsOn: number | null;
}

/** What a measure is given of a certificate; when it was entered is said beside it. */
export type CertificateEvidence = Omit<TestEvidence, 'recordedAt'>;

/** Facts by which a person becomes another than a certificate was held against. */
export const PERSON_CHANGES: readonly string[] = ['detailsRecorded', 'detailsCorrected', 'documentRead'];

/** The certificate in a body, where a test is shown by one. */
export function certificateIn(body: Readonly<Record<string, unknown>>): ScannedCertificate | null {
  const test = body['test'] as Partial<ScannedCertificate> | undefined;
  return test?.certificate === undefined ? null : (test as ScannedCertificate);
}

/** Who a body says that the traveller is: the name as entered, and as the machine-readable lines of a passport have it. */
export function personIn(body: Readonly<Record<string, unknown>>, now: number): PersonRecorded {
  const { name, document, further } = body as {
    readonly name?: string;
    readonly document?: DocumentShown;
    readonly further?: readonly DocumentShown[];
  };
  const documents = [...(document === undefined ? [] : [document]), ...(further ?? [])];
  const zones = documents.flatMap(({ mrz }) => (mrz === undefined ? [] : (readZone(mrz, now) ?? [])));
  return {
    names: [
      ...(name === undefined ? [] : [name]),
      ...zones.map(({ lastName, firstName }) => `${lastName} ${firstName}`.trim()),
    ].filter((one) => one !== ''),
    birth: documents.map((one) => checkDocument(one, now).bornOn).find((born) => born !== null) ?? null,
  };
}

export function seeCertificate(
  scanned: ScannedCertificate,
  person: PersonRecorded | PersonOfCase,
  trustList: TrustList | null,
  now: number,
): CertificateSeen {
  const verified = verifyCertificate(scanned.certificate.trim(), {
    person,
    trustList,
    now,
    isComparedByLooking: scanned.compared === 'byLooking',
  });
  return { ...verified, scanned, restsOn: 'version' in person ? person.version : null };
}

/** What a measure is given. Only a signature that held, of this person, within its time, says that it is valid. */
export function evidenceOf({ verdict, test }: CertificateVerified): CertificateEvidence {
  const fault: CertificateFault | null = verdict === 'isGood' || verdict === 'isPositive' ? null : verdict;
  return {
    // Without a result there is a fault, and the fault is what is said.
    result: test?.result ?? 'INVALID',
    sampledAt: test === null || test.sampledAt === null ? null : { at: test.sampledAt, precision: 'TIME' },
    receivedAt: null,
    reportedAt: null,
    samplingMode: 'NOT_STATED',
    verification: fault === null ? 'SIGNATURE_VALID' : 'VISUAL_ONLY',
    method: test?.method ?? 'NOT_STATED',
    ...(fault === null ? {} : { fault }),
  };
}

/** What is kept of it, sealed: the text as it was scanned, and what it was found to say. */
export const keptOf = (seen: CertificateSeen) => ({
  ...seen.scanned,
  verdict: seen.verdict,
  ...evidenceOf(seen),
});

/** The same read back from what was kept: what was found then, not what would be found now. */
export function evidenceKept(test: unknown): CertificateEvidence | null {
  const {
    certificate,
    compared: _,
    verdict,
    ...evidence
  } = (test ?? {}) as Partial<ReturnType<typeof keptOf>>;
  return certificate === undefined || verdict === undefined ? null : (evidence as CertificateEvidence);
}

/** What stands for one person alone: the certificate's own id, once the signature says that it is one. */
export const proofIdOf = ({ verdict, certificateId }: CertificateVerified): string | undefined =>
  certificateId !== null && (verdict === 'isGood' || verdict === 'isPositive')
    ? `HC1:${certificateId}`
    : undefined;

/** What the measure a case is pinned to would make of it, in words; null where no measure is in force for the case any more. */
export function readingOf(
  seen: CertificateVerified,
  context: HandoffContext,
  measureOf: (id: string, version: number) => Measure | undefined,
  now: number,
): CertificateAnswer['reading'] {
  const { arrivedAt, direction, shown, announcementEnded } = context;
  const measure = measureOf(context.measure, context.measureVersion);
  if (measure === undefined || announcementEnded || shown === null) return null;
  const test = judgeTest(measure, { ...evidenceOf(seen), recordedAt: now }, arrivedAt);
  const judgement = judgeStates(measure, {
    direction,
    ageYears: ageAtMost(measure, context),
    shown: { ...shown, test },
  });
  const [zh, en] = (['zh-CN', 'en'] as const).map((language) => explain(measure, judgement, language));
  const worded = (about: 'clause' | 'test', of: (one: Explanation) => string) => {
    const said = (all: readonly Explanation[] | undefined) => {
      const found = all?.find((one) => one.about === about);
      return found === undefined ? '' : of(found);
    };
    return { zh: said(zh), en: said(en) };
  };
  return {
    satisfies: judgement.states.test.satisfies,
    clause: worded('clause', ({ text }) => text),
    test: worded('test', ({ text }) => text),
    source: worded('test', ({ citations }) => citations[0]?.source ?? ''),
  };
}
