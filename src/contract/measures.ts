/**
 * What a measure is, what is shown at a checkpoint, and what a measure says about it.
 *
 * A measure is a rule pack: pure history, with worked examples. It puts nothing in force; an announcement does.
 * No instant here is ever read from a clock, and no field is personal: a judgement may stand in the journal for ever.
 */
import { Type, type Static, type TSchema } from 'typebox';
import { CERTIFICATE_FAULTS } from './certificate-words.ts';

// ── Words ────────────────────────────────────────────────────────────────────────────────────────────────

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const closed = { additionalProperties: false } as const;
const sentence = Type.String({ minLength: 1, maxLength: 1200 });

/** One sentence or more, said in both languages. */
export const WordsSchema = Type.Object({ 'zh-CN': sentence, en: sentence }, closed);
export type Words = Static<typeof WordsSchema>;

// ── Regions and their states ─────────────────────────────────────────────────────────────────────────────

/** The requirement regions of a handoff: what a clause may ask for. */
export const REGIONS = ['test', 'healthStatus', 'itinerary', 'consent', 'pledge', 'filing'] as const;
export type Region = (typeof REGIONS)[number];

/** The regions that are met by something shown, as opposed to something done in the course of the handoff. */
export const EVIDENCE_REGIONS = ['test', 'healthStatus', 'itinerary', 'filing'] as const;
export type EvidenceRegion = (typeof EVIDENCE_REGIONS)[number];

/** Why a negative result does not count. The first that is true, in this order, is the one that is said. */
export const UNFIT_CLASSES = [
  'usedByAnother',
  ...CERTIFICATE_FAULTS,
  'invalidSample',
  'showsNoTime',
  'timesContradict',
  'future',
  'notVerifiedEnough',
  'samplingModeNotAccepted',
  'methodNotAccepted',
  'expired',
] as const;
export type UnfitClass = (typeof UNFIT_CLASSES)[number];

export const POPUP_KINDS = [1, 2, 3, 4, 5] as const;
export type PopupKind = (typeof POPUP_KINDS)[number];

export const ANCHORS = ['SAMPLED', 'REPORTED'] as const;
export type Anchor = (typeof ANCHORS)[number];

const instant = Type.Integer();
type More = Record<string, TSchema>;

const testStates = <const S extends string, P extends More>(plain: readonly S[], more: P) =>
  Type.Union([
    Type.Object({ state: Type.Enum(plain as S[]), ...more }, closed),
    Type.Object(
      {
        state: Type.Literal('fit'),
        detail: Type.Object(
          {
            countedFrom: Type.Enum(['sampledAt', 'receivedAt', 'reportedAt']),
            anchorAt: instant,
            fitUntil: instant,
            dateOnly: Type.Boolean(),
          },
          closed,
        ),
        ...more,
      },
      closed,
    ),
    Type.Object(
      {
        state: Type.Literal('unfit'),
        detail: Type.Object({ class: Type.Enum(UNFIT_CLASSES) }, closed),
        ...more,
      },
      closed,
    ),
  ]);

const healthStatusStates = <const S extends string, P extends More>(plain: readonly S[], more: P) =>
  Type.Union([
    Type.Object({ state: Type.Enum(plain as S[]), ...more }, closed),
    Type.Object(
      {
        state: Type.Literal('poppedUp'),
        detail: Type.Object({ kind: Type.Enum(POPUP_KINDS) }, closed),
        ...more,
      },
      closed,
    ),
  ]);

const plainStates = <const S extends string, P extends More>(plain: readonly S[], more: P) =>
  Type.Object({ state: Type.Enum(plain as S[]), ...more }, closed);

export const PLAIN_TEST_STATES = [
  'needed',
  'underReview',
  'positive',
  'unavailable',
  'sampledPending',
] as const;
export const PLAIN_HEALTH_STATUS_STATES = ['needed', 'green', 'yellow', 'red', 'unavailable'] as const;
export const ITINERARY_STATES = ['needed', 'green', 'notGreen', 'unavailable'] as const;
/** `claimed`: a claim was lodged and an officer has yet to decide it; only that decision makes it `granted`. */
export const FILING_STATES = ['needed', 'filed', 'refused', 'claimed', 'granted'] as const;

/**
 * `fit` says from which printed time it was counted, and until when (exclusive) an arrival may lie.
 * `dateOnly`: the proof prints a day and no hour, so the day's 00:00 in Asia/Shanghai was taken.
 */
export const TestStateSchema = testStates(PLAIN_TEST_STATES, {});
export type TestState = Static<typeof TestStateSchema>;

/** A pop-up replaces the colour, so a popped-up person can never be green: one or the other, never both. */
export const HealthStatusStateSchema = healthStatusStates(PLAIN_HEALTH_STATUS_STATES, {});
export type HealthStatusState = Static<typeof HealthStatusStateSchema>;

export const ItineraryStateSchema = plainStates(ITINERARY_STATES, {});
export type ItineraryState = Static<typeof ItineraryStateSchema>;

export const FilingStateSchema = plainStates(FILING_STATES, {});
export type FilingState = Static<typeof FilingStateSchema>;

/** Whether a circumstance that a measure names is the case. `unknown`: nothing was shown that would tell. */
export const CIRCUMSTANCE_STATES = ['yes', 'no', 'unknown'] as const;
export type CircumstanceState = (typeof CIRCUMSTANCE_STATES)[number];

/**
 * What is shown, judged by itself: no clause has been chosen yet. `needed` means that nothing was shown.
 * `countedAs`: the same test as each of the measure's other windows counts it.
 * `circumstances`: one that is missing is unknown.
 */
export const ShownStatesSchema = Type.Object(
  {
    test: TestStateSchema,
    healthStatus: HealthStatusStateSchema,
    itinerary: ItineraryStateSchema,
    filing: FilingStateSchema,
    countedAs: Type.Optional(Type.Record(Type.String(), TestStateSchema)),
    circumstances: Type.Optional(Type.Record(Type.String(), Type.Enum(CIRCUMSTANCE_STATES))),
  },
  closed,
);
export type ShownStates = Static<typeof ShownStatesSchema>;

/**
 * The states that a clause may name as satisfying.
 * Absent on purpose, so that no pack can spell them: a positive test, one under review, a source that does not
 * answer, a red status, something never shown, an itinerary that is not green, a refused filing.
 * What consent and pledge mean is not for a measure to change, so their lists are fixed.
 */
export const SATISFYING_STATES = {
  test: ['fit', 'sampledPending'],
  healthStatus: [
    'green',
    'yellow',
    'poppedUp(1)',
    'poppedUp(2)',
    'poppedUp(3)',
    'poppedUp(4)',
    'poppedUp(5)',
  ],
  itinerary: ['green'],
  consent: ['accepted', 'ruled(receive)'],
  pledge: ['signed'],
  filing: ['filed', 'granted'],
} as const;

// ── Evidence handed in ───────────────────────────────────────────────────────────────────────────────────

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
export const TestEvidenceSchema = Type.Object(
  {
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
  },
  closed,
);
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

// ── The judgement ────────────────────────────────────────────────────────────────────────────────────────

/** Why a region is, or is not, satisfied. Codes stand in the journal; `explain` turns them into sentences. */
export const BECAUSE = [
  ...CERTIFICATE_FAULTS,
  'notAsked',
  'exemptByAge',
  'asAsked',
  'byExceptionRoute',
  'notShown',
  'sourceDoesNotAnswer',
  'resultIsPositive',
  'resultIsUnderReview',
  'resultIsPending',
  'sampleIsInvalid',
  'testShowsNoTime',
  'testIsUsedByAnother',
  'testTimesContradict',
  'testIsFromTheFuture',
  'testIsNotVerifiedEnough',
  'samplingModeIsNotAccepted',
  'methodIsNotAccepted',
  'testHasExpired',
  'statusIsGreen',
  'statusIsYellow',
  'statusIsRed',
  'statusIsPoppedUp',
  'itineraryIsNotGreen',
  'stayStandsInTheWay',
  'filingIsRefused',
  'filingIsNotEnough',
  'claimIsPending',
  'consentIsNeeded',
  'pledgeIsNeeded',
] as const;
export type Because = (typeof BECAUSE)[number];

/**
 * What an officer may be offered while something is unmet. The machine proposes; a named person decides.
 * Where a proposal is a command it has the command's name.
 */
export const PROPOSALS = [
  'showStatus',
  'askSourceAgain',
  'testOnTheSpot',
  'waitForResult',
  'waitForLift',
  'reportToCommunity',
  'recordFiling',
  'decideClaim',
  'askCommunity',
  'proposeException',
  'turnTravellerBack',
  'referTraveller',
] as const;
export type Proposal = (typeof PROPOSALS)[number];

/**
 * `ordinary`: met by what is shown. `exception`: met only with a community's consent and a signed pledge.
 * `noEntry`: cannot be met as the status stands; it must be lifted, or waived by an approved exception.
 */
export const ROUTES = ['ordinary', 'exception', 'noEntry'] as const;
export type Route = (typeof ROUTES)[number];

/** Who or what lifts a status. Closed, so that no measure can let an operator flip one. */
export const LIFTERS = [
  'AUTHORITY_SCREENING',
  'WINDOW_ELAPSED',
  'NIGHTLY_COMPARISON',
  'OBSERVATION_ENDED',
] as const;
export type Lifter = (typeof LIFTERS)[number];

const weighed = { satisfies: Type.Boolean(), because: Type.Enum(BECAUSE) };

/**
 * How each region stands under the clause that applies.
 * A region that is not needed is `notNeeded` and satisfies, but for a positive test or one under review:
 * those stay what they are and never satisfy.
 */
export const JudgedStatesSchema = Type.Object(
  {
    test: testStates([...PLAIN_TEST_STATES, 'notNeeded'], weighed),
    healthStatus: healthStatusStates([...PLAIN_HEALTH_STATUS_STATES, 'notNeeded'], weighed),
    /** `barred`: what the traveller's history shows stands in the way, whatever the code shows. */
    itinerary: plainStates([...ITINERARY_STATES, 'barred', 'notNeeded'], weighed),
    consent: plainStates(['needed', 'notNeeded'], weighed),
    pledge: plainStates(['needed', 'notNeeded'], weighed),
    filing: plainStates([...FILING_STATES, 'notNeeded'], weighed),
  },
  closed,
);
export type JudgedStates = Static<typeof JudgedStatesSchema>;

/** What a measure says of one traveller: the clause that applies, what it needs, and how each region stands. */
export const JudgementSchema = Type.Object(
  {
    measureId: Type.String(),
    measureVersion: Type.Integer({ minimum: 1 }),
    clauseId: Type.String(),
    route: Type.Enum(ROUTES),
    needs: Type.Object(
      {
        test: Type.Boolean(),
        healthStatus: Type.Boolean(),
        itinerary: Type.Boolean(),
        consent: Type.Boolean(),
        pledge: Type.Boolean(),
        filing: Type.Boolean(),
      },
      closed,
    ),
    states: JudgedStatesSchema,
    /** Every region satisfies: nothing more is asked, and the traveller may drive on. */
    passed: Type.Boolean(),
    /** Whether the clause allows a document to be held. Reading and handing back is the default in every case. */
    mayHold: Type.Boolean(),
    /** In the order in which they should be offered; empty when passed. */
    proposals: Type.Array(Type.Enum(PROPOSALS)),
  },
  closed,
);
export type Judgement = Static<typeof JudgementSchema>;

// ── The measure ──────────────────────────────────────────────────────────────────────────────────────────

/**
 * Every wait a measure may set, in minutes, with the bounds that no measure may leave.
 * The upper bounds of holding, leaving and the read-back code are hard caps: a measure may only shorten.
 */
export const CLOCK_BOUNDS = {
  /** A community has to answer. */
  requestDue: { least: 1, most: 60 },
  /** The street office has to answer. */
  rungDue: { least: 1, most: 60 },
  /** The duty supervisor has to rule. */
  rulingDue: { least: 1, most: 120 },
  /** A consent that no pledge followed lapses. */
  consentLapses: { least: 15, most: 1440 },
  /** A code read back by telephone stops being good. */
  readBackCodeDue: { least: 1, most: 10 },
  /** Past `holdDue`, a hold is reviewed again and again at this distance. */
  holdReviewDue: { least: 5, most: 30 },
  /** A held document should be back; reviews at half of it and at its end. */
  holdDue: { least: 5, most: 30 },
  /** A held document must go back: past it only the return remains. Kept time adds up per person and stop. */
  holdCapDue: { least: 5, most: 120 },
  /** From arrival, over all waits: what was the traveller offered? */
  stayReviewDue: { least: 15, most: 60 },
  /** A traveller who asked to leave can leave. */
  departureDue: { least: 1, most: 5 },
  /** A released traveller should have come home. */
  arrivalDue: { least: 30, most: 1440 },
  /** Past `arrivalDue`, the missing arrival has to be called about. */
  nonArrivalDue: { least: 15, most: 1440 },
  /** The health authority has to acknowledge a referral. */
  referralDue: { least: 5, most: 60 },
  /** An office has to acknowledge a ruling that names it. */
  acknowledgeDue: { least: 5, most: 120 },
  /** Another community has to accept a transfer. */
  transferDue: { least: 15, most: 1440 },
  /** The next officer has to take a hold over. */
  handOverDue: { least: 1, most: 60 },
  /** A proposed exception that nobody approved lapses. */
  exceptionLapses: { least: 5, most: 240 },
  /** The papers of a decision have to be in the traveller's hands. */
  papersDue: { least: 1, most: 60 },
  /** A claim lodged at the checkpoint has to be decided. */
  claimDue: { least: 15, most: 1440 },
  /** A worker can dispute what was recorded in their name by telephone. */
  oralAnswerDue: { least: 15, most: 1440 },
  /** An appeal has to be looked at. */
  appealDue: { least: 30, most: 1440 },
} as const satisfies Record<string, { readonly least: number; readonly most: number }>;
export type Clock = keyof typeof CLOCK_BOUNDS;
export const CLOCKS = Object.keys(CLOCK_BOUNDS) as Clock[];

const minutes = (clock: Clock) =>
  Type.Integer({ minimum: CLOCK_BOUNDS[clock].least, maximum: CLOCK_BOUNDS[clock].most });

export const ClocksSchema = Type.Object(
  {
    requestDue: minutes('requestDue'),
    rungDue: minutes('rungDue'),
    rulingDue: minutes('rulingDue'),
    consentLapses: minutes('consentLapses'),
    readBackCodeDue: minutes('readBackCodeDue'),
    holdReviewDue: minutes('holdReviewDue'),
    holdDue: minutes('holdDue'),
    holdCapDue: minutes('holdCapDue'),
    stayReviewDue: minutes('stayReviewDue'),
    departureDue: minutes('departureDue'),
    arrivalDue: minutes('arrivalDue'),
    nonArrivalDue: minutes('nonArrivalDue'),
    referralDue: minutes('referralDue'),
    acknowledgeDue: minutes('acknowledgeDue'),
    transferDue: minutes('transferDue'),
    handOverDue: minutes('handOverDue'),
    exceptionLapses: minutes('exceptionLapses'),
    papersDue: minutes('papersDue'),
    /** Only in a measure that knows claims; elsewhere it is the most there is. */
    claimDue: Type.Optional(minutes('claimDue')),
    /** In measures on record there are none of these; then each is the most there is. */
    oralAnswerDue: Type.Optional(minutes('oralAnswerDue')),
    appealDue: Type.Optional(minutes('appealDue')),
  },
  closed,
);
export type Clocks = Static<typeof ClocksSchema>;

const identifier = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** Where a rule was read, and how far it may be trusted. A year or a month is enough of a date. */
export const SourceSchema = Type.Object(
  {
    id: identifier,
    title: WordsSchema,
    publishedBy: WordsSchema,
    date: Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' }),
    url: Type.Optional(Type.String({ pattern: '^https?://', maxLength: 300 })),
    trust: Type.Enum(['official', 'pressReport', 'repost', 'firstHandAccount', 'statute']),
  },
  closed,
);
export type Source = Static<typeof SourceSchema>;

/** A source by its id, and what it says. */
export const CitationSchema = Type.Object({ source: identifier, says: WordsSchema }, closed);
export type Citation = Static<typeof CitationSchema>;
const citations = Type.Array(CitationSchema, { minItems: 1, maxItems: 8 });

/** How a measure reads a test. `exemptUpToYears`: children up to this age are asked for no test; null where no rule says so. */
export const TestSettingsSchema = Type.Object(
  {
    anchor: Type.Enum(ANCHORS),
    hours: Type.Integer({ minimum: 1, maximum: 336 }),
    samplingModes: Type.Array(Type.Enum(SAMPLING_MODES), { minItems: 1, uniqueItems: true }),
    minimumVerification: Type.Enum(VERIFICATION_LEVELS),
    /** Whether a rapid test counts. Absent: it does not. */
    rapidCounts: Type.Optional(Type.Boolean()),
    exemptUpToYears: Type.Union([Type.Integer({ minimum: 0, maximum: 17 }), Type.Null()]),
    why: WordsSchema,
    citations,
  },
  closed,
);
export type TestSettings = Static<typeof TestSettingsSchema>;

/**
 * How long something is good, or within what time it is due.
 * Hours are rolling; `halfOpen`: at exactly that many it is over, `inclusive`: the last instant still counts.
 * Days are calendar days of Asia/Shanghai after the day it is counted from; `inclusive`: the last day counts whole.
 */
export const WindowSchema = Type.Object(
  {
    count: Type.Integer({ minimum: 1, maximum: 336 }),
    unit: Type.Enum(['hours', 'days']),
    boundary: Type.Enum(['halfOpen', 'inclusive']),
  },
  closed,
);
export type Window = Static<typeof WindowSchema>;

/** So many calendar days before the day of arrival; that day is excluded unless the measure says otherwise. */
export const CalendarWindowSchema = Type.Object(
  {
    days: Type.Integer({ minimum: 1, maximum: 60 }),
    dayOfArrival: Type.Enum(['excluded', 'included']),
  },
  closed,
);
export type CalendarWindow = Static<typeof CalendarWindowSchema>;

const traits = Type.Array(Type.Enum(PLACE_TRAITS), { minItems: 1, uniqueItems: true });
const events = Type.Array(Type.Enum(EVENTS), { minItems: 1, uniqueItems: true });
const named = { id: identifier, says: WordsSchema };

/**
 * Something about the traveller that decides which clause applies. Each is yes, no, or unknown while nothing tells.
 * `stayed`: at least one stay in the window was in such a place. `stayedOnly`: every day of the window was, and was in
 * no other. `happened`: such an event lies in the window. `lasts`: it began, and nothing that ends it came after.
 * `commutes`: the badge is there, for one of these ways.
 */
export const CircumstanceSchema = Type.Union([
  Type.Object(
    {
      ...named,
      kind: Type.Literal('stayed'),
      in: traits,
      within: CalendarWindowSchema,
      /** Only stays of more than so many hours count. */
      longerThanHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 })),
    },
    closed,
  ),
  Type.Object(
    {
      ...named,
      kind: Type.Literal('stayedOnly'),
      in: traits,
      and: Type.Optional(traits),
      within: CalendarWindowSchema,
    },
    closed,
  ),
  Type.Object(
    {
      ...named,
      kind: Type.Literal('happened'),
      events,
      within: Type.Union([CalendarWindowSchema, WindowSchema]),
    },
    closed,
  ),
  Type.Object({ ...named, kind: Type.Literal('lasts'), since: events, until: events }, closed),
  Type.Object(
    {
      ...named,
      kind: Type.Literal('commutes'),
      between: Type.Array(Type.Enum(COMMUTES), { minItems: 1, uniqueItems: true }),
    },
    closed,
  ),
]);
export type Circumstance = Static<typeof CircumstanceSchema>;

/** Another way of counting the same test, for those whom a clause asks less, or more. How far it is verified stays the same. */
export const CountingSchema = Type.Object(
  { id: identifier, anchor: Type.Enum(ANCHORS), good: WindowSchema, why: WordsSchema, citations },
  closed,
);
export type Counting = Static<typeof CountingSchema>;

/** What a traveller has to do afterwards. It decides nothing at the checkpoint; it is said to whoever enters. */
export const DutySchema = Type.Object(
  {
    id: identifier,
    what: Type.Enum(['TEST', 'REPORT', 'STAY_AT_HOME']),
    after: Type.Enum(['ARRIVAL', ...EVENTS]),
    /** Not sooner than this after it. */
    notBefore: Type.Optional(WindowSchema),
    due: WindowSchema,
    exemptUpToYears: Type.Optional(Type.Integer({ minimum: 0, maximum: 17 })),
    words: WordsSchema,
    citations,
  },
  closed,
);
export type Duty = Static<typeof DutySchema>;

/**
 * When what stands in the way goes by itself, where the measure can say.
 * `daysAfter`: 00:00 of the day so many days after the event. `daysAfterStay`: 00:00 of the first day on which the last
 * such stay no longer lies within so many days before it. `nextComparison`: the next 24:00 after the test's report.
 */
export const LiftInstantSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('daysAfter'),
      event: Type.Enum(EVENTS),
      days: Type.Integer({ minimum: 1, maximum: 60 }),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('daysAfterStay'), in: traits, days: Type.Integer({ minimum: 1, maximum: 60 }) },
    closed,
  ),
  Type.Object({ kind: Type.Literal('nextComparison') }, closed),
]);
export type LiftInstant = Static<typeof LiftInstantSchema>;

const someOf = <const S extends readonly string[]>(states: S) =>
  Type.Optional(Type.Array(Type.Enum(states as unknown as S[number][]), { minItems: 1, uniqueItems: true }));

/** What a clause asks: per region the states that satisfy it. A region that is not named is not needed. */
export const NeedsSchema = Type.Object(
  {
    test: someOf(SATISFYING_STATES.test),
    healthStatus: someOf(SATISFYING_STATES.healthStatus),
    itinerary: someOf(SATISFYING_STATES.itinerary),
    consent: Type.Optional(Type.Tuple([Type.Literal('accepted'), Type.Literal('ruled(receive)')])),
    pledge: Type.Optional(Type.Tuple([Type.Literal('signed')])),
    filing: someOf(SATISFYING_STATES.filing),
  },
  closed,
);
export type Needs = Static<typeof NeedsSchema>;

/**
 * Whether a document may be held under a clause. Where it may, the basis is named, and so is who disputes it:
 * an identity card may be withheld by nobody (Resident Identity Card Law, article 15), so no basis goes undisputed.
 */
export const MayHoldSchema = Type.Union([
  Type.Object({ allowed: Type.Literal(false) }, closed),
  Type.Object(
    { allowed: Type.Literal(true), legalBasis: WordsSchema, contestedBecause: WordsSchema, citations },
    closed,
  ),
]);
export type MayHold = Static<typeof MayHoldSchema>;

/** One rule of a measure. For any facts exactly one clause applies; the loader tries every combination. */
export const ClauseSchema = Type.Object(
  {
    id: identifier,
    title: WordsSchema,
    route: Type.Enum(ROUTES),
    /** CertLogic over `direction`, the shown states and the circumstances; see docs/decisions/0003. */
    appliesWhen: Type.Unknown(),
    needs: NeedsSchema,
    /** Offered while unmet, in this order. */
    whileUnmet: Type.Array(Type.Enum(PROPOSALS), { uniqueItems: true }),
    why: WordsSchema,
    /** What lifts the status that stands in the way, said to the traveller. */
    lift: Type.Union([
      Type.Null(),
      Type.Object(
        {
          by: Type.Array(Type.Enum(LIFTERS), { minItems: 1, uniqueItems: true }),
          ownTestLifts: Type.Enum(['no', 'throughNightlyComparison']),
          words: WordsSchema,
          at: Type.Optional(LiftInstantSchema),
        },
        closed,
      ),
    ]),
    /** A circumstance that stands in the way as long as it is the case: what is asked cannot be met beside it. */
    bar: Type.Optional(identifier),
    /** Which of the measure's other ways of counting this clause reads the test by. */
    countsTestAs: Type.Optional(identifier),
    mayHold: MayHoldSchema,
    citations,
  },
  closed,
);
export type Clause = Static<typeof ClauseSchema>;

/** An instant as a pack writes it: local time of Asia/Shanghai, always with its offset. */
const writtenInstant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?\\+08:00$',
});
/** A printed time as a pack writes it: an instant, or a day alone where the proof prints no hour. */
const writtenTime = Type.Union([
  Type.Null(),
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?\\+08:00)?$' }),
]);

const writtenDayOrInstant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?\\+08:00)?$',
});

/** Facts as an example writes them: times in words that a reader can check against a calendar. */
export const WrittenFactsSchema = Type.Object(
  {
    arrivedAt: writtenInstant,
    direction: Type.Enum(DIRECTIONS),
    ageYears: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
    test: Type.Optional(
      Type.Object(
        {
          recordedAt: writtenInstant,
          result: Type.Enum(TEST_RESULTS),
          sampledAt: writtenTime,
          receivedAt: writtenTime,
          reportedAt: writtenTime,
          samplingMode: Type.Enum(SAMPLING_MODES),
          verification: Type.Enum(VERIFICATION_LEVELS),
          method: Type.Optional(Type.Enum(TEST_METHODS)),
        },
        closed,
      ),
    ),
    healthStatus: Type.Optional(HealthStatusEvidenceSchema),
    itinerary: Type.Optional(
      Type.Object(
        {
          shows: ItineraryEvidenceSchema.properties.shows,
          history: Type.Optional(
            Type.Object(
              {
                stays: Type.Array(Type.Object({ ...StaySchema.properties, from: day, to: day }, closed), {
                  maxItems: 60,
                }),
                events: Type.Array(
                  Type.Object({ event: Type.Enum(EVENTS), at: writtenDayOrInstant }, closed),
                  { maxItems: 30 },
                ),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    filing: Type.Optional(FilingEvidenceSchema),
    /** What an officer decided of the claim that `filing` lodges; absent while nobody has. */
    claim: Type.Optional(Type.Enum(CLAIM_VERDICTS)),
  },
  closed,
);
export type WrittenFacts = Static<typeof WrittenFactsSchema>;

/**
 * A state as an example writes it, with what is special in brackets: `fit`, `unfit(expired)`, `poppedUp(3)`,
 * and a mark `!` in front where it does not satisfy. Regions that are not named must be `notNeeded`.
 */
const writtenState = Type.String({ pattern: '^!?[a-zA-Z]+(\\([A-Za-z0-9]+\\))?$' });

/** A worked example: facts, and what the measure must say of them. */
export const ExampleSchema = Type.Object(
  {
    name: WordsSchema,
    facts: WrittenFactsSchema,
    expect: Type.Object(
      {
        clause: identifier,
        passed: Type.Boolean(),
        mayHold: Type.Boolean(),
        proposals: Type.Array(Type.Enum(PROPOSALS)),
        states: Type.Object(
          {
            test: Type.Optional(writtenState),
            healthStatus: Type.Optional(writtenState),
            itinerary: Type.Optional(writtenState),
            consent: Type.Optional(writtenState),
            pledge: Type.Optional(writtenState),
            filing: Type.Optional(writtenState),
          },
          closed,
        ),
        /** Until when an arrival would still have found the test fit; only where the example is about it. */
        fitUntil: Type.Optional(writtenInstant),
        /** Circumstances by name, where the example is about them. */
        circumstances: Type.Optional(Type.Record(Type.String(), Type.Enum(CIRCUMSTANCE_STATES))),
        /** When what stands in the way goes by itself; null where the measure cannot say. */
        liftsAt: Type.Optional(Type.Union([writtenInstant, Type.Null()])),
        /** Until when (exclusive) each duty is due; a duty that does not bind this traveller is not named. */
        duties: Type.Optional(Type.Record(Type.String(), writtenInstant)),
      },
      closed,
    ),
  },
  closed,
);
export type Example = Static<typeof ExampleSchema>;

export const MeasureSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 }),
    version: Type.Integer({ minimum: 1 }),
    title: WordsSchema,
    /** The days it describes, in Asia/Shanghai, `to` excluded. It says what was; it puts nothing in force. */
    describes: Type.Object({ from: day, to: day }, closed),
    timeZone: Type.Literal('Asia/Shanghai'),
    sources: Type.Array(SourceSchema, { minItems: 1 }),
    /** What is uncertain, chosen or left out. */
    notes: Type.Array(WordsSchema),
    clocks: ClocksSchema,
    test: TestSettingsSchema,
    countings: Type.Optional(Type.Array(CountingSchema, { minItems: 1, maxItems: 6 })),
    circumstances: Type.Optional(Type.Array(CircumstanceSchema, { minItems: 1, maxItems: 12 })),
    duties: Type.Optional(Type.Array(DutySchema, { minItems: 1, maxItems: 8 })),
    clauses: Type.Array(ClauseSchema, { minItems: 1 }),
    examples: Type.Array(ExampleSchema, { minItems: 1 }),
  },
  closed,
);
export type Measure = Static<typeof MeasureSchema>;

/** Something wrong with a measure's text. `path` is a JSON pointer into it. */
export interface MeasureFault {
  readonly path: string;
  readonly message: string;
}

/** One sentence of an explanation, what it is about, and where the rule was read. */
export interface Explanation {
  readonly about: 'clause' | 'circumstance' | 'lift' | 'duty' | Region;
  readonly text: string;
  readonly citations: readonly { readonly source: string; readonly url: string | null }[];
}
