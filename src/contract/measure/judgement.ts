/** What a measure says of what is shown, and why. */
import { type Static, Type } from 'typebox';
import { CERTIFICATE_FAULTS } from '../certificate-words.ts';
import { closed } from './parts.ts';
import {
  FILING_STATES,
  healthStatusStates,
  ITINERARY_STATES,
  PLAIN_HEALTH_STATUS_STATES,
  PLAIN_TEST_STATES,
  plainStates,
  testStates,
} from './regions.ts';

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
