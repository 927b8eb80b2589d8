/** The regions a clause may ask for and the states they can be in; and the words a measure speaks. */
import { type Static, type TSchema, Type } from 'typebox';
import { CERTIFICATE_FAULTS } from '../certificate-words.ts';
import { closed, instant } from './parts.ts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const sentence = Type.String({ minLength: 1, maxLength: 1200 });

/** One sentence or more, said in both languages. */
export const WordsSchema = Type.Object({ 'zh-CN': sentence, en: sentence }, closed);
export type Words = Static<typeof WordsSchema>;

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

type More = Record<string, TSchema>;

export const testStates = <const S extends string, P extends More>(plain: readonly S[], more: P) =>
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

export const healthStatusStates = <const S extends string, P extends More>(plain: readonly S[], more: P) =>
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

export const plainStates = <const S extends string, P extends More>(plain: readonly S[], more: P) =>
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
export const ShownStatesSchema = Type.Object({
  test: TestStateSchema,
  healthStatus: HealthStatusStateSchema,
  itinerary: ItineraryStateSchema,
  filing: FilingStateSchema,
  countedAs: Type.Optional(Type.Record(Type.String(), TestStateSchema)),
  circumstances: Type.Optional(Type.Record(Type.String(), Type.Enum(CIRCUMSTANCE_STATES))),
});
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
