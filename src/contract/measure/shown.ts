/** What is shown at a checkpoint: the evidence handed in, before anybody has judged it. */
import { type Static, type TSchema, Type } from 'typebox';
import { CERTIFICATE_FAULTS } from '../certificate-words.ts';
import { closed, instant } from './parts.ts';
import { POPUP_KINDS } from './regions.ts';

export const DIRECTIONS = ['INBOUND', 'OUTBOUND'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const TEST_RESULTS = [
  'NEGATIVE',
  'POSITIVE',
  'PENDING_REVIEW',
  'INVALID',
  'SAMPLED_PENDING',
  'SOURCE_UNAVAILABLE',
] as const;
export type TestResult = (typeof TEST_RESULTS)[number];

/** `POOL_LARGER`: tubes pooled again, beyond 20 swabs. `NOT_STATED`: the proof does not say. */
export const SAMPLING_MODES = ['SINGLE', 'POOL5', 'POOL10', 'POOL20', 'POOL_LARGER', 'NOT_STATED'] as const;
export type SamplingMode = (typeof SAMPLING_MODES)[number];

/** How far a proof was verified, the strongest first. */
export const VERIFICATION_LEVELS = [
  'SOURCE_QUERIED',
  'SIGNATURE_VALID',
  'LAB_PHONE_CONFIRMED',
  'VISUAL_ONLY',
] as const;
export type VerificationLevel = (typeof VERIFICATION_LEVELS)[number];

/** A rapid test (antigen) is not a nucleic-acid test, and counts only where a measure says so. */
export const TEST_METHODS = ['NUCLEIC_ACID', 'RAPID', 'NOT_STATED'] as const;
export type TestMethod = (typeof TEST_METHODS)[number];

/** A time as the proof prints it. With precision DATE, `at` is any instant of that day in Asia/Shanghai. */
export const PrintedTimeSchema = Type.Object({ at: instant, precision: Type.Enum(['DATE', 'TIME']) }, closed);
export type PrintedTime = Static<typeof PrintedTimeSchema>;

/**
 * One test. Whose it is was settled before, or is its `fault`: why the scanned certificate it came by proves nothing.
 * `recordedAt` is when this proof was entered, and it stays with it: judged again later, it is judged the same.
 */
export const TestEvidenceSchema = Type.Object({
  recordedAt: instant,
  result: Type.Enum(TEST_RESULTS),
  sampledAt: Type.Union([PrintedTimeSchema, Type.Null()]),
  receivedAt: Type.Union([PrintedTimeSchema, Type.Null()]),
  reportedAt: Type.Union([PrintedTimeSchema, Type.Null()]),
  samplingMode: Type.Enum(SAMPLING_MODES),
  verification: Type.Enum(VERIFICATION_LEVELS),
  /** Absent: a nucleic-acid test, as the checkpoint's own form has it. */
  method: Type.Optional(Type.Enum(TEST_METHODS)),
  fault: Type.Optional(Type.Enum(CERTIFICATE_FAULTS)),
});
export type TestEvidence = Static<typeof TestEvidenceSchema>;

/** Which way a commuter goes to and fro, as the badge was given. */
export const COMMUTES = ['TIANJIN', 'HEBEI'] as const;
export type Commute = (typeof COMMUTES)[number];

/** The commuter badge beside the status; it is not a colour, and its absence changes none. `null`: looked for, and not there. */
const badge = Type.Optional(Type.Union([Type.Object({ between: Type.Enum(COMMUTES) }, closed), Type.Null()]));

export const HealthStatusEvidenceSchema = Type.Union([
  Type.Object({ shows: Type.Enum(['GREEN', 'YELLOW', 'RED', 'SOURCE_UNAVAILABLE']), badge }, closed),
  Type.Object({ shows: Type.Literal('POPUP'), kind: Type.Enum(POPUP_KINDS), badge }, closed),
]);
export type HealthStatusEvidence = Static<typeof HealthStatusEvidenceSchema>;

/** What a measure may ask about a place. One place has several: `HEBEI`, `COUNTY_WITH_CASES`, `LOW_RISK`. */
export const PLACE_TRAITS = [
  'BEIJING',
  'TIANJIN',
  'HEBEI',
  'ELSEWHERE',
  'ABROAD',
  'LOW_RISK',
  'MEDIUM_RISK',
  'HIGH_RISK',
  'COUNTY_WITH_CASES',
  'LAND_BORDER_COUNTY',
] as const;
export type PlaceTrait = (typeof PLACE_TRAITS)[number];

/** Days spent in one place: the calendar days in Asia/Shanghai that hold `from` and `to`, both counted. */
export const StaySchema = Type.Object(
  {
    from: instant,
    to: instant,
    is: Type.Array(Type.Enum(PLACE_TRAITS), {
      minItems: 1,
      maxItems: PLACE_TRAITS.length,
      uniqueItems: true,
    }),
    /** Where the stay was part of a day only; the itinerary code counts a city from four hours on. */
    hours: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 8784 })),
  },
  closed,
);
export type Stay = Static<typeof StaySchema>;

/** What can have happened to a traveller that a measure counts from. */
export const EVENTS = [
  'ENTERED_FROM_ABROAD',
  'QUARANTINE_COMPLETED',
  'BOUGHT_MEDICINE',
  'SAW_A_DOCTOR',
  'CHECKED_IN_AT_A_HOTEL',
  'CHECKED_OUT_OF_A_HOTEL',
  'CONFIRMED',
  'NAMED_A_CLOSE_CONTACT',
  'ISOLATION_ENDED',
] as const;
export type EventName = (typeof EVENTS)[number];

/** Where a traveller was and what happened to them, as declared or as a source answered; what is not listed did not happen. */
export const HistorySchema = Type.Object(
  {
    stays: Type.Array(StaySchema, { maxItems: 60 }),
    events: Type.Array(Type.Object({ event: Type.Enum(EVENTS), at: PrintedTimeSchema }, closed), {
      maxItems: 30,
    }),
  },
  closed,
);
export type History = Static<typeof HistorySchema>;

/** `NOT_SHOWN` is for a history that comes without the code. */
export const ItineraryEvidenceSchema = Type.Object(
  {
    shows: Type.Enum(['GREEN', 'NOT_GREEN', 'SOURCE_UNAVAILABLE', 'NOT_SHOWN']),
    history: Type.Optional(HistorySchema),
  },
  closed,
);
export type ItineraryEvidence = Static<typeof ItineraryEvidenceSchema>;

/** One proof of residence and one of work, as a commuter shows them at the checkpoint. */
export const RESIDENCE_PROOFS = [
  'HOUSEHOLD_REGISTER',
  'TITLE_DEED',
  'LEASE',
  'COMMITTEE_CERTIFICATE',
] as const;
export const WORK_PROOFS = ['WORK_PROOF', 'STUDENT_CARD', 'DRIVES_A_PUPIL'] as const;

/** A claim is lodged with its proofs and may be taken back; what it comes to is an officer's decision and no evidence. */
export const FilingEvidenceSchema = Type.Union([
  Type.Object({ answer: Type.Enum(['FILED', 'REFUSED', 'CLAIM_TAKEN_BACK']) }, closed),
  Type.Object(
    {
      answer: Type.Literal('CLAIMED'),
      residence: Type.Enum(RESIDENCE_PROOFS),
      work: Type.Enum(WORK_PROOFS),
    },
    closed,
  ),
]);
export type FilingEvidence = Static<typeof FilingEvidenceSchema>;

/** What an officer makes of a claim. */
export const CLAIM_VERDICTS = ['grant', 'refuse'] as const;
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];

const orNotShown = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** What is known of one traveller at a stop. `null`: nothing was shown. */
export const ArrivalFactsSchema = Type.Object(
  {
    /** When the traveller came to the checkpoint; frozen, every test is judged at it. */
    arrivedAt: instant,
    direction: Type.Enum(DIRECTIONS),
    /** Whole years, only for a measure that exempts small children; null where it does not matter. */
    ageYears: Type.Union([Type.Integer({ minimum: 0, maximum: 150 }), Type.Null()]),
    test: orNotShown(TestEvidenceSchema),
    healthStatus: orNotShown(HealthStatusEvidenceSchema),
    itinerary: orNotShown(ItineraryEvidenceSchema),
    filing: orNotShown(FilingEvidenceSchema),
    /** What an officer decided of the claim; absent while nobody has. */
    claim: Type.Optional(Type.Enum(CLAIM_VERDICTS)),
  },
  closed,
);
export type ArrivalFacts = Static<typeof ArrivalFactsSchema>;
