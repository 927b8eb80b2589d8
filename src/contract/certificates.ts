/** A scanned health certificate on its way in, and what was found in it on the way back. */
import { CERTIFICATE_VERDICTS } from './certificate-words.ts';
import { oneOf, type Static, strict, Type } from './schema.ts';

/** The text of a code as it was scanned; and that somebody compared the person by looking, where a machine cannot. */
export const ScannedCertificate = strict({
  certificate: Type.String({ minLength: 1, maxLength: 4296 }),
  compared: Type.Optional(Type.Literal('byLooking')),
});
export type ScannedCertificate = Static<typeof ScannedCertificate>;

const orNull = Type.Null();

/** What was found in a certificate: told to who scanned it, before anything is recorded. Nothing of it is kept by asking. */
export const CertificateFound = strict({
  verdict: oneOf(CERTIFICATE_VERDICTS),
  /** As printed; null where the certificate could not be read that far. */
  shows: Type.Union([
    orNull,
    strict({
      name: Type.String(),
      birth: Type.String(),
      sampledAt: Type.Union([Type.Integer(), orNull]),
      result: Type.Enum(['NEGATIVE', 'POSITIVE', 'NOT_STATED']),
      method: Type.Enum(['NUCLEIC_ACID', 'RAPID', 'NOT_STATED']),
      country: Type.String(),
      issuer: Type.String(),
    }),
  ]),
  /** When the list of trusted issuers was signed; null where there is none. */
  trustListOf: Type.Union([Type.Integer(), orNull]),
});
export type CertificateFound = Static<typeof CertificateFound>;

const Worded = strict({ zh: Type.String(), en: Type.String() });

/** The same with what the pinned measure makes of it: the clause that applies, and how the test would stand under it. */
export const CertificateAnswer = strict({
  ...CertificateFound.properties,
  /** Null where no measure is in force for the case any more. */
  reading: Type.Union([
    orNull,
    strict({ satisfies: Type.Boolean(), clause: Worded, test: Worded, source: Worded }),
  ]),
});
export type CertificateAnswer = Static<typeof CertificateAnswer>;
