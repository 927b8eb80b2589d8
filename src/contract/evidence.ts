/** What a traveller shows, as it is entered. How far it was verified is found out by prepare, never claimed by a body alone. */
import {
  PrintedTimeSchema,
  SAMPLING_MODES,
  TEST_RESULTS,
  HealthStatusEvidenceSchema,
  ItineraryEvidenceSchema,
  FilingEvidenceSchema,
} from './measures.ts';
import { ScannedCertificate } from './certificates.ts';
import { DOCUMENT_TYPES } from './documents.ts';
import { oneOf, strict, Type } from './schema.ts';

/**
 * An identity document as read: its kind and its number, and a passport's machine-readable lines where they were read.
 * A number that cannot be one is refused by the name of what is wrong with it, unless it is said to stand so on the document.
 */
export const IdentityDocument = strict({
  type: oneOf(DOCUMENT_TYPES),
  number: Type.Optional(Type.String({ minLength: 1, maxLength: 44 })),
  mrz: Type.Optional(Type.String({ minLength: 88, maxLength: 100 })),
  asPrinted: Type.Optional(Type.Literal(true)),
});
/** Other documents of the same person, beside the one the case goes by. */
export const FurtherDocuments = Type.Array(IdentityDocument, { maxItems: 4 });

/** A nucleic-acid test as shown. An officer can only say how it was looked at; the stronger levels come from a signature or a source. */
export const NucleicAcidTest = strict({
  result: oneOf(TEST_RESULTS),
  sampledAt: Type.Union([PrintedTimeSchema, Type.Null()]),
  receivedAt: Type.Union([PrintedTimeSchema, Type.Null()]),
  reportedAt: Type.Union([PrintedTimeSchema, Type.Null()]),
  samplingMode: oneOf(SAMPLING_MODES),
  seen: Type.Enum(['SOURCE_QUERIED', 'SIGNATURE_VALID', 'LAB_PHONE_CONFIRMED', 'VISUAL_ONLY']),
  testId: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  /** SHA-256 of the picture that was shown, where it came as a file; the picture itself is not sent. */
  picture: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
});

/** A test as shown: read off by an officer, or scanned as a certificate that the house reads itself. */
export const TestShown = Type.Union([NucleicAcidTest, ScannedCertificate]);

export const HealthStatus = HealthStatusEvidenceSchema;
export const Itinerary = ItineraryEvidenceSchema;
export const Filing = FilingEvidenceSchema;
