/** The measure itself: clocks, sources, settings, clauses and worked examples. */
import { type Static, Type } from 'typebox';
import { closed } from './parts.ts';
import { ANCHORS, CIRCUMSTANCE_STATES, type Region, SATISFYING_STATES, WordsSchema } from './regions.ts';
import {
  CLAIM_VERDICTS,
  COMMUTES,
  DIRECTIONS,
  EVENTS,
  FilingEvidenceSchema,
  HealthStatusEvidenceSchema,
  ItineraryEvidenceSchema,
  PLACE_TRAITS,
  SAMPLING_MODES,
  StaySchema,
  TEST_METHODS,
  TEST_RESULTS,
  VERIFICATION_LEVELS,
} from './shown.ts';
import { LIFTERS, PROPOSALS, ROUTES } from './judgement.ts';

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
