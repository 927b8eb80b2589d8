/**
 * The test, state by state; the other evidence regions are drawn by the same hand (`fold.test.ts`) and keep the law of
 * judgement in `regions.test.ts`. What is judged again becomes what it is judged to be; what was waived stays waived while
 * a consent is asked for, but for a test that stops; a positive test is taken back by a correction of two persons and by
 * nothing else, whatever is judged of it.
 */
import { command } from './moves.ts';
import type { Cells, Table } from './region-table.ts';
import {
  aMilderMeasureIsApplied,
  aSecondSupervisorApproves,
  aSourceSaysTheTestIs,
  aTravellerIsStopped,
  accepts,
  anExceptionIsProposedFor,
  fallsDue,
  theAnnouncementEnds,
  theCardSaysAnAgeThatIsExempt,
  theDetailsSayAnAgeThatIsExempt,
  theDetailsSayAnAgeThatIsNot,
  theEndOfTheMeasureIsApplied,
  theFilingShowsThatNothingIsAsked,
  theHealthAuthorityTakesThem,
  theItineraryShowsThatNothingIsAsked,
  theStatusIs,
  theStatusTurnsGreenAndNothingIsAsked,
  theTestIs,
  theTestIsCorrectedTo,
  WILLOW_LANE,
  wenAsksWillowLane,
  wenClears,
  wenReleases,
  wenTurnsBackBecause,
} from './world.ts';

type State =
  | 'notNeeded'
  | 'waived'
  | 'unmet.needed'
  | 'unmet.unfit'
  | 'unmet.unavailable'
  | 'pending.sampledPending'
  | 'met.fit'
  | 'met.sampledPending'
  | 'stops.positive'
  | 'stops.underReview';

type Column =
  | 'recordTest: fit'
  | 'recordTest: unfit'
  | 'recordTest: unavailable'
  | 'recordTest: sampled, and the clause waits for the result'
  | 'recordTest: sampled, and the clause is content with that'
  | 'recordTest: positive'
  | 'recordTest: underReview'
  | 'recordSourceAnswer: fit'
  | 'recordSourceAnswer: positive'
  | 'correctEvidence: fit'
  | 'correctEvidence: needed'
  | 'correctEvidence: positive'
  | 'recordHealthStatus: of the status alone'
  | 'recordHealthStatus: fit, and no community is to receive'
  | 'recordHealthStatus: unfit, and no community is to receive'
  | 'recordHealthStatus: no test is needed'
  | 'recordDetails: an age that is exempt'
  | 'correctDetails: an age that is not'
  | 'readDocument: an age that is exempt'
  | 'recordItinerary: no test is needed'
  | 'recordFiling: no test is needed'
  | 'applyMilderMeasure: no test is needed'
  | 'applyAnnouncementEnd'
  | 'announcementEnds'
  | 'approveException'
  | 'approveException: for the health status'
  | 'exceptionLapses'
  | 'releaseTraveller'
  | 'clearTraveller'
  | 'turnTravellerBack'
  | 'referTraveller: healthAuthority';

const noTestIsNeeded = {
  'recordHealthStatus: no test is needed': 'becomes notNeeded',
  'recordDetails: an age that is exempt': 'becomes notNeeded',
  'readDocument: an age that is exempt': 'becomes notNeeded',
  'recordItinerary: no test is needed': 'becomes notNeeded',
  'recordFiling: no test is needed': 'becomes notNeeded',
  'applyMilderMeasure: no test is needed': 'becomes notNeeded',
  applyAnnouncementEnd: 'becomes notNeeded',
  announcementEnds: 'becomes notNeeded',
} as const;
/** A test that stops the case stays what it is, whatever is asked for. */
const remainsWhatItIs = {
  'recordHealthStatus: no test is needed': 'stays',
  'recordDetails: an age that is exempt': 'stays',
  'readDocument: an age that is exempt': 'stays',
  'recordItinerary: no test is needed': 'stays',
  'recordFiling: no test is needed': 'stays',
  'applyMilderMeasure: no test is needed': 'stays',
  applyAnnouncementEnd: 'stays',
  announcementEnds: 'stays',
} as const;
const judgedAsItIs = {
  'recordTest: fit': 'becomes met.fit',
  'recordTest: unfit': 'becomes unmet.unfit',
  'recordTest: unavailable': 'becomes unmet.unavailable',
  'recordTest: sampled, and the clause waits for the result': 'becomes pending.sampledPending',
  'recordTest: sampled, and the clause is content with that': 'becomes met.sampledPending',
  'recordTest: positive': 'becomes stops.positive',
  'recordTest: underReview': 'becomes stops.underReview',
  'recordSourceAnswer: fit': 'becomes met.fit',
  'recordSourceAnswer: positive': 'becomes stops.positive',
  'correctEvidence: fit': 'becomes met.fit',
  'correctEvidence: needed': 'becomes unmet.needed',
  'correctEvidence: positive': 'becomes stops.positive',
  'correctDetails: an age that is not': 'becomes unmet.needed',
  'recordHealthStatus: of the status alone': 'stays',
  'recordHealthStatus: fit, and no community is to receive': 'becomes met.fit',
  'recordHealthStatus: unfit, and no community is to receive': 'becomes unmet.unfit',
} as const;

const isMissing = {
  ...judgedAsItIs,
  ...noTestIsNeeded,
  approveException: 'becomes waived',
  'approveException: for the health status': 'stays',
  exceptionLapses: 'stays',
  releaseTraveller: 'refused: testIsMet',
  clearTraveller: 'refused: nothingIsRequiredAnyMore',
  turnTravellerBack: 'case becomes turnedBack',
  'referTraveller: healthAuthority': 'refused: emergencyOrTestStops',
} as const;
const isThere = {
  ...judgedAsItIs,
  ...noTestIsNeeded,
  // What is there needs no exception.
  approveException: 'refused: exceptionMayNameTheRegion',
  'approveException: for the health status': 'stays',
  exceptionLapses: 'refused: exceptionMayNameTheRegion',
  releaseTraveller: 'case becomes released',
  clearTraveller: 'case becomes cleared',
  turnTravellerBack: 'refused: aRequirementIsUnmet',
  'referTraveller: healthAuthority': 'refused: emergencyOrTestStops',
} as const;
/** It leaves this flow: refer, never release, clear or turn back. */
const stops = {
  ...remainsWhatItIs,
  'recordHealthStatus: of the status alone': 'stays',
  approveException: 'refused: testIsNotPositive',
  'approveException: for the health status': 'refused: testIsNotPositive',
  exceptionLapses: 'refused: testIsNotPositive',
  releaseTraveller: 'refused: testIsNotPositive',
  clearTraveller: 'refused: testIsNotPositive',
  turnTravellerBack: 'refused: testIsNotPositive',
  'referTraveller: healthAuthority': 'case becomes referred',
} as const;

const cells: Cells<State, Column> = {
  notNeeded: {
    ...isThere,
    ...remainsWhatItIs,
  },
  waived: {
    ...noTestIsNeeded,
    'recordTest: fit': 'stays',
    'recordTest: unfit': 'stays',
    'recordTest: unavailable': 'stays',
    'recordTest: sampled, and the clause waits for the result': 'stays',
    'recordTest: sampled, and the clause is content with that': 'stays',
    // Nobody waives a test that stops the case.
    'recordTest: positive': 'becomes stops.positive',
    'recordTest: underReview': 'becomes stops.underReview',
    'recordSourceAnswer: fit': 'stays',
    'recordSourceAnswer: positive': 'becomes stops.positive',
    'correctEvidence: fit': 'stays',
    'correctEvidence: needed': 'stays',
    'correctEvidence: positive': 'becomes stops.positive',
    'correctDetails: an age that is not': 'stays',
    'recordHealthStatus: of the status alone': 'stays',
    // The waiver falls with the consent: with nobody to receive, it would lead to no release and no clearing.
    'recordHealthStatus: fit, and no community is to receive': 'becomes met.fit',
    'recordHealthStatus: unfit, and no community is to receive': 'becomes unmet.unfit',
    approveException: 'refused: exceptionMayNameTheRegion',
    'approveException: for the health status': 'stays',
    exceptionLapses: 'refused: exceptionMayNameTheRegion',
    releaseTraveller: 'case becomes released',
    // A waiver satisfies a release and never a clearing.
    clearTraveller: 'refused: nothingIsRequiredAnyMore',
    turnTravellerBack: 'refused: aRequirementIsUnmet',
    'referTraveller: healthAuthority': 'refused: emergencyOrTestStops',
  },
  'unmet.needed': {
    ...isMissing,
    'correctEvidence: needed': 'stays',
    'correctDetails: an age that is not': 'stays',
  },
  'unmet.unfit': {
    ...isMissing,
    'recordTest: unfit': 'stays',
    'recordHealthStatus: unfit, and no community is to receive': 'stays',
  },
  'unmet.unavailable': { ...isMissing, 'recordTest: unavailable': 'stays' },
  'pending.sampledPending': {
    ...isMissing,
    'recordTest: sampled, and the clause waits for the result': 'stays',
  },
  'met.fit': {
    ...isThere,
    'recordTest: fit': 'stays',
    'recordSourceAnswer: fit': 'stays',
    'correctEvidence: fit': 'stays',
    'recordHealthStatus: fit, and no community is to receive': 'stays',
  },
  'met.sampledPending': {
    ...isThere,
    'recordTest: sampled, and the clause is content with that': 'stays',
  },
  'stops.positive': {
    ...stops,
    'recordTest: fit': 'refused: testIsNotConfirmedPositive',
    'recordTest: unfit': 'refused: testIsNotConfirmedPositive',
    'recordTest: unavailable': 'refused: testIsNotConfirmedPositive',
    'recordTest: sampled, and the clause waits for the result': 'refused: testIsNotConfirmedPositive',
    'recordTest: sampled, and the clause is content with that': 'refused: testIsNotConfirmedPositive',
    'recordTest: positive': 'refused: testIsNotConfirmedPositive',
    'recordTest: underReview': 'refused: testIsNotConfirmedPositive',
    // A source is heard and written down, and changes nothing.
    'recordSourceAnswer: fit': 'stays',
    'recordSourceAnswer: positive': 'stays',
    'recordHealthStatus: fit, and no community is to receive': 'stays',
    'recordHealthStatus: unfit, and no community is to receive': 'stays',
    // The correction is two persons' work; see `rules.test.ts`.
    'correctEvidence: fit': 'becomes met.fit',
    'correctEvidence: needed': 'becomes unmet.needed',
    'correctEvidence: positive': 'stays',
    'correctDetails: an age that is not': 'stays',
  },
  // A test under review takes the review's result by an ordinary record.
  // The review's result ends it, and nothing that is said of anything else.
  'stops.underReview': {
    ...stops,
    ...judgedAsItIs,
    'recordTest: underReview': 'stays',
    'correctDetails: an age that is not': 'stays',
    'recordHealthStatus: fit, and no community is to receive': 'stays',
    'recordHealthStatus: unfit, and no community is to receive': 'stays',
  },
};

/** Everything but the test is settled, and the consent stands. */
const settled = [aTravellerIsStopped(['test', 'consent']), wenAsksWillowLane, accepts(WILLOW_LANE)];
const theStatusIsMissingToo = [aTravellerIsStopped(['test', 'healthStatus', 'consent'])];
const noCommunityIsToReceive = [
  command('recordHealthStatus', { judged: { states: { consent: 'notNeeded' } } }),
];

export const TEST_TABLE: Table<State, Column> = {
  region: 'open.test',
  from: settled,
  states: {
    notNeeded: [command('recordHealthStatus', { judged: { states: { test: 'notNeeded' } } })],
    waived: [anExceptionIsProposedFor('test'), aSecondSupervisorApproves],
    'unmet.needed': [],
    'unmet.unfit': [theTestIs('unmet.unfit')],
    'unmet.unavailable': [theTestIs('unmet.unavailable')],
    'pending.sampledPending': [theTestIs('pending.sampledPending')],
    'met.fit': [theTestIs('met.fit')],
    'met.sampledPending': [theTestIs('met.sampledPending')],
    'stops.positive': [theTestIs('stops.positive')],
    'stops.underReview': [theTestIs('stops.underReview')],
  },
  columns: {
    'recordTest: fit': { command: theTestIs('met.fit') },
    'recordTest: unfit': { command: theTestIs('unmet.unfit') },
    'recordTest: unavailable': { command: theTestIs('unmet.unavailable') },
    'recordTest: sampled, and the clause waits for the result': {
      command: theTestIs('pending.sampledPending'),
    },
    'recordTest: sampled, and the clause is content with that': { command: theTestIs('met.sampledPending') },
    'recordTest: positive': { command: theTestIs('stops.positive') },
    'recordTest: underReview': { command: theTestIs('stops.underReview') },
    'recordSourceAnswer: fit': { command: aSourceSaysTheTestIs('met.fit') },
    'recordSourceAnswer: positive': { command: aSourceSaysTheTestIs('stops.positive') },
    'correctEvidence: fit': { command: theTestIsCorrectedTo('met.fit') },
    'correctEvidence: needed': { command: theTestIsCorrectedTo('unmet.needed') },
    'correctEvidence: positive': { command: theTestIsCorrectedTo('stops.positive') },
    'recordHealthStatus: of the status alone': { command: theStatusIs('unmet.yellow') },
    'recordHealthStatus: fit, and no community is to receive': {
      command: command('recordHealthStatus', {
        judged: { states: { test: 'met.fit', consent: 'notNeeded' } },
      }),
    },
    'recordHealthStatus: unfit, and no community is to receive': {
      command: command('recordHealthStatus', {
        judged: { states: { test: 'unmet.unfit', consent: 'notNeeded' } },
      }),
    },
    'recordHealthStatus: no test is needed': { command: theStatusTurnsGreenAndNothingIsAsked },
    'recordDetails: an age that is exempt': { command: theDetailsSayAnAgeThatIsExempt },
    'correctDetails: an age that is not': { command: theDetailsSayAnAgeThatIsNot },
    'readDocument: an age that is exempt': { command: theCardSaysAnAgeThatIsExempt },
    'recordItinerary: no test is needed': { command: theItineraryShowsThatNothingIsAsked },
    'recordFiling: no test is needed': { command: theFilingShowsThatNothingIsAsked },
    'applyMilderMeasure: no test is needed': { command: aMilderMeasureIsApplied },
    applyAnnouncementEnd: { command: theEndOfTheMeasureIsApplied },
    announcementEnds: { command: theAnnouncementEnds },
    approveException: { lead: [anExceptionIsProposedFor('test')], command: aSecondSupervisorApproves },
    'approveException: for the health status': {
      from: theStatusIsMissingToo,
      lead: [anExceptionIsProposedFor('healthStatus')],
      command: aSecondSupervisorApproves,
    },
    exceptionLapses: { lead: [anExceptionIsProposedFor('test')], command: fallsDue('exceptionLapses') },
    releaseTraveller: { command: wenReleases },
    clearTraveller: { lead: noCommunityIsToReceive, command: wenClears },
    turnTravellerBack: { command: wenTurnsBackBecause('requirementUnmet') },
    'referTraveller: healthAuthority': { command: theHealthAuthorityTakesThem },
  },
  cells,
};
