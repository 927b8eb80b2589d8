/**
 * The document, state by state. Reading and handing back is the default; a hold is the exception; giving the card back
 * asks nothing in any state; nobody's case closes over a kept card.
 */
import { command } from './moves.ts';
import type { Cells, Table } from './region-table.ts';
import {
  aMilderMeasureIsApplied,
  anAmbulanceTakesThem,
  aSourceSaysTheTestIs,
  aTravellerIsStopped,
  accepts,
  fallsDue,
  luReviewsTheHoldAndEndsIt,
  luReviewsTheHoldAndKeepsIt,
  southGateTakesTheCaseOver,
  theAnnouncementEnds,
  theCardIsCollected,
  theCardIsKeptSafe,
  theEndOfTheMeasureIsApplied,
  theFilingShowsThatNothingIsAsked,
  theItineraryShowsThatNothingIsAsked,
  thereIsNoCard,
  theReturnIsOrdered,
  theSevenFieldsAreRecorded,
  theStatusTurnsGreenAndNothingIsAsked,
  theTestIs,
  theTestIsCorrectedTo,
  theTravellerAsksToLeave,
  theTravellerLeaves,
  theTravellerSigns,
  theTravellerStaysAfterAll,
  WILLOW_LANE,
  wenAsksWillowLane,
  wenClears,
  wenHoldsTheCard,
  wenHoldsTheCardOnANewGround,
  wenReadsTheCardAndHandsItBack,
  wenReleases,
  wenReturnsTheCard,
  wenTurnsBackBecause,
} from './world.ts';

type State =
  | 'presented'
  | 'readAndReturned'
  | 'absent'
  | 'held.kept'
  | 'held.returnDue'
  | 'returned'
  | 'deposited';

type Column =
  | 'readDocument'
  | 'holdDocument'
  | 'holdDocument: the measure forbids it'
  | 'holdDocument: the test has turned positive'
  | 'holdDocument: the traveller asked to leave'
  | 'returnDocument'
  | 'reviewHold: keep'
  | 'reviewHold: return'
  | 'orderReturn'
  | 'recordNoDocument'
  | 'depositDocument'
  | 'collectDocument'
  | 'holdReviewDue'
  | 'holdCapDue'
  | 'requestDeparture: leave'
  | 'requestDeparture: stay'
  | 'requestDeparture: stay, where nobody asked to leave'
  | 'recordTest: fit'
  | 'recordTest: positive'
  | 'recordTest: underReview'
  | 'recordSourceAnswer: positive'
  | 'correctEvidence: positive'
  | 'recordHealthStatus: the ground lapses'
  | 'recordItinerary: the ground lapses'
  | 'recordFiling: the ground lapses'
  | 'applyMilderMeasure: the ground lapses'
  | 'applyAnnouncementEnd'
  | 'announcementEnds'
  | 'releaseTraveller'
  | 'clearTraveller'
  | 'turnTravellerBack'
  | 'withdrawTraveller'
  | 'takeOverHandoff'
  | 'referTraveller: emergency';

/** While no card is kept there is nothing to give back, to review or to keep safe, and nothing is due. */
const nothingIsKept = {
  returnDocument: 'refused: notInThisState',
  'reviewHold: keep': 'refused: notInThisState',
  'reviewHold: return': 'refused: notInThisState',
  orderReturn: 'refused: notInThisState',
  depositDocument: 'refused: notInThisState',
  holdReviewDue: 'refused: notInThisState',
  holdCapDue: 'refused: notInThisState',
  'requestDeparture: leave': 'stays',
  'requestDeparture: stay': 'stays',
  'requestDeparture: stay, where nobody asked to leave': 'refused: notInThisState',
  'recordTest: fit': 'stays',
  'recordTest: positive': 'stays',
  'recordTest: underReview': 'stays',
  'recordSourceAnswer: positive': 'stays',
  'correctEvidence: positive': 'stays',
  'recordHealthStatus: the ground lapses': 'stays',
  'recordItinerary: the ground lapses': 'stays',
  'recordFiling: the ground lapses': 'stays',
  'applyMilderMeasure: the ground lapses': 'stays',
  applyAnnouncementEnd: 'stays',
  announcementEnds: 'stays',
} as const;

/** All closings ask `documentIsNotKept`, never "returned". */
const theCaseMayClose = {
  releaseTraveller: 'case becomes released',
  clearTraveller: 'case becomes cleared',
  turnTravellerBack: 'case becomes turnedBack',
  withdrawTraveller: 'case becomes withdrawn',
  takeOverHandoff: 'case becomes withdrawn',
  'referTraveller: emergency': 'case becomes referred',
} as const;

const mayBeReadOrHeld = {
  holdDocument: 'becomes held.kept',
  'holdDocument: the measure forbids it': 'refused: measureAllowsHold',
  'holdDocument: the test has turned positive': 'refused: testIsNotPositive',
  'holdDocument: the traveller asked to leave': 'refused: departureIsNotRequested',
  collectDocument: 'refused: notInThisState',
} as const;

/** A card that is kept, or kept safe, cannot be presented. */
const isOutOfReach = {
  readDocument: 'refused: notInThisState',
  holdDocument: 'refused: notInThisState',
  'holdDocument: the measure forbids it': 'refused: notInThisState',
  'holdDocument: the test has turned positive': 'refused: notInThisState',
  'holdDocument: the traveller asked to leave': 'refused: notInThisState',
  recordNoDocument: 'refused: notInThisState',
} as const;

const cells: Cells<State, Column> = {
  presented: {
    ...nothingIsKept,
    ...theCaseMayClose,
    ...mayBeReadOrHeld,
    readDocument: 'becomes readAndReturned',
    recordNoDocument: 'becomes absent',
  },
  readAndReturned: {
    ...nothingIsKept,
    ...theCaseMayClose,
    ...mayBeReadOrHeld,
    readDocument: 'stays',
    recordNoDocument: 'becomes absent',
  },
  absent: {
    ...nothingIsKept,
    ...theCaseMayClose,
    ...mayBeReadOrHeld,
    readDocument: 'becomes readAndReturned',
    recordNoDocument: 'stays',
  },
  'held.kept': {
    ...isOutOfReach,
    returnDocument: 'becomes returned',
    'reviewHold: keep': 'stays',
    'reviewHold: return': 'becomes held.returnDue',
    orderReturn: 'becomes held.returnDue',
    depositDocument: 'becomes deposited',
    collectDocument: 'refused: notInThisState',
    holdReviewDue: 'stays',
    // Past the cap only the return remains; the clock moves no card.
    holdCapDue: 'becomes held.returnDue',
    // Who leaves gets the card back: its return is due at once.
    'requestDeparture: leave': 'becomes held.returnDue',
    'requestDeparture: stay': 'stays',
    'requestDeparture: stay, where nobody asked to leave': 'refused: notInThisState',
    'recordTest: fit': 'stays',
    // On a test that stops the case the hold's ground lapses.
    'recordTest: positive': 'becomes held.returnDue',
    'recordTest: underReview': 'becomes held.returnDue',
    'recordSourceAnswer: positive': 'becomes held.returnDue',
    'correctEvidence: positive': 'becomes held.returnDue',
    'recordHealthStatus: the ground lapses': 'becomes held.returnDue',
    'recordItinerary: the ground lapses': 'becomes held.returnDue',
    'recordFiling: the ground lapses': 'becomes held.returnDue',
    'applyMilderMeasure: the ground lapses': 'becomes held.returnDue',
    applyAnnouncementEnd: 'becomes held.returnDue',
    announcementEnds: 'becomes held.returnDue',
    releaseTraveller: 'refused: documentIsNotKept',
    clearTraveller: 'refused: documentIsNotKept',
    turnTravellerBack: 'refused: documentIsNotKept',
    withdrawTraveller: 'refused: documentIsNotKept',
    takeOverHandoff: 'refused: documentIsNotKept',
    // An emergency waits for no card.
    'referTraveller: emergency': 'case becomes referred',
  },
  'held.returnDue': {
    ...isOutOfReach,
    returnDocument: 'becomes returned',
    'reviewHold: keep': 'refused: notInThisState',
    'reviewHold: return': 'refused: notInThisState',
    orderReturn: 'refused: notInThisState',
    // The traveller may be gone, or the card damaged: then it is kept safe to be collected.
    depositDocument: 'becomes deposited',
    collectDocument: 'refused: notInThisState',
    holdReviewDue: 'stays',
    holdCapDue: 'refused: notInThisState',
    'requestDeparture: leave': 'stays',
    'requestDeparture: stay': 'stays',
    'requestDeparture: stay, where nobody asked to leave': 'refused: notInThisState',
    'recordTest: fit': 'stays',
    'recordTest: positive': 'stays',
    'recordTest: underReview': 'stays',
    'recordSourceAnswer: positive': 'stays',
    'correctEvidence: positive': 'stays',
    'recordHealthStatus: the ground lapses': 'stays',
    'recordItinerary: the ground lapses': 'stays',
    'recordFiling: the ground lapses': 'stays',
    'applyMilderMeasure: the ground lapses': 'stays',
    applyAnnouncementEnd: 'stays',
    announcementEnds: 'stays',
    releaseTraveller: 'refused: documentIsNotKept',
    clearTraveller: 'refused: documentIsNotKept',
    turnTravellerBack: 'refused: documentIsNotKept',
    withdrawTraveller: 'refused: documentIsNotKept',
    takeOverHandoff: 'refused: documentIsNotKept',
    'referTraveller: emergency': 'case becomes referred',
  },
  returned: {
    ...nothingIsKept,
    ...theCaseMayClose,
    ...mayBeReadOrHeld,
    readDocument: 'stays',
    recordNoDocument: 'becomes absent',
  },
  deposited: {
    ...nothingIsKept,
    ...theCaseMayClose,
    ...isOutOfReach,
    // The card can be given back by one command of one officer alone.
    collectDocument: 'becomes returned',
  },
};

const settled = [
  aTravellerIsStopped(['test', 'consent', 'pledge'], { test: 'met.fit' }),
  theSevenFieldsAreRecorded,
  wenAsksWillowLane,
  accepts(WILLOW_LANE),
  theTravellerSigns,
];
const nothingIsRequired = [aTravellerIsStopped([])];
const theTestIsMissing = [aTravellerIsStopped(['test', 'consent'])];

export const DOCUMENT_TABLE: Table<State, Column> = {
  region: 'open.document',
  from: settled,
  states: {
    presented: [],
    readAndReturned: [wenReadsTheCardAndHandsItBack],
    absent: [thereIsNoCard],
    'held.kept': [wenHoldsTheCard],
    'held.returnDue': [wenHoldsTheCard, theReturnIsOrdered],
    returned: [wenHoldsTheCard, wenReturnsTheCard],
    deposited: [wenHoldsTheCard, theCardIsKeptSafe],
  },
  columns: {
    readDocument: { command: wenReadsTheCardAndHandsItBack },
    holdDocument: { command: wenHoldsTheCardOnANewGround },
    'holdDocument: the measure forbids it': {
      lead: [command('applyMilderMeasure', { judged: { states: {}, mayHold: false } })],
      command: wenHoldsTheCardOnANewGround,
    },
    'holdDocument: the test has turned positive': {
      lead: [theTestIs('stops.positive')],
      command: wenHoldsTheCardOnANewGround,
    },
    'holdDocument: the traveller asked to leave': {
      lead: [theTravellerAsksToLeave],
      command: wenHoldsTheCardOnANewGround,
    },
    returnDocument: { command: wenReturnsTheCard },
    'reviewHold: keep': { command: luReviewsTheHoldAndKeepsIt },
    'reviewHold: return': { command: luReviewsTheHoldAndEndsIt },
    orderReturn: { command: theReturnIsOrdered },
    recordNoDocument: { command: thereIsNoCard },
    depositDocument: { command: theCardIsKeptSafe },
    collectDocument: { command: theCardIsCollected },
    holdReviewDue: { command: fallsDue('holdReviewDue') },
    holdCapDue: { command: fallsDue('holdCapDue') },
    'requestDeparture: leave': { command: theTravellerAsksToLeave },
    'requestDeparture: stay, where nobody asked to leave': { command: theTravellerStaysAfterAll },
    'requestDeparture: stay': { lead: [theTravellerAsksToLeave], command: theTravellerStaysAfterAll },
    'recordTest: fit': { command: theTestIs('met.fit') },
    'recordTest: positive': { command: theTestIs('stops.positive') },
    'recordTest: underReview': { command: theTestIs('stops.underReview') },
    'recordSourceAnswer: positive': { command: aSourceSaysTheTestIs('stops.positive') },
    'correctEvidence: positive': { command: theTestIsCorrectedTo('stops.positive') },
    'recordHealthStatus: the ground lapses': { command: theStatusTurnsGreenAndNothingIsAsked },
    'recordItinerary: the ground lapses': { command: theItineraryShowsThatNothingIsAsked },
    'recordFiling: the ground lapses': { command: theFilingShowsThatNothingIsAsked },
    'applyMilderMeasure: the ground lapses': { command: aMilderMeasureIsApplied },
    applyAnnouncementEnd: { command: theEndOfTheMeasureIsApplied },
    announcementEnds: { command: theAnnouncementEnds },
    releaseTraveller: { command: wenReleases },
    clearTraveller: { from: nothingIsRequired, command: wenClears },
    turnTravellerBack: { from: theTestIsMissing, command: wenTurnsBackBecause('requirementUnmet') },
    withdrawTraveller: { lead: [theTravellerAsksToLeave], command: theTravellerLeaves },
    takeOverHandoff: { command: southGateTakesTheCaseOver },
    'referTraveller: emergency': { command: anAmbulanceTakesThem },
  },
  cells,
};
