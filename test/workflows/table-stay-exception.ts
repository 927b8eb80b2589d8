/**
 * Staying and leaving, and the exception. The traveller may always leave, and may think better of it.
 * An exception is proposed by one and approved by another, or lapses; and only where a community is to receive.
 */
import { command } from './moves.ts';
import type { Cells, Table } from './region-table.ts';
import {
  aSecondSupervisorApproves,
  aTravellerIsStopped,
  accepts,
  anExceptionIsProposedFor,
  fallsDue,
  theDeskRulesTurnBack,
  theRequestIsPassedUp,
  theTestIs,
  theTravellerAsksToLeave,
  theTravellerLeaves,
  theTravellerStaysAfterAll,
  WILLOW_LANE,
  wenAsksWillowLane,
  wenHoldsTheCard,
  wenReleases,
} from './world.ts';

type Stay = 'staying' | 'departing' | 'departing (with the card still kept)';
type StayColumn =
  | 'requestDeparture: leave'
  | 'requestDeparture: stay'
  | 'departureDue'
  | 'stayReviewDue'
  | 'withdrawTraveller'
  | 'askCommunity'
  | 'escalateRequest'
  | 'holdDocument'
  | 'proposeException'
  | 'releaseTraveller';

const stays: Cells<Stay, StayColumn> = {
  staying: {
    'requestDeparture: leave': 'becomes departing',
    'requestDeparture: stay': 'refused: notInThisState',
    departureDue: 'refused: notInThisState',
    stayReviewDue: 'stays',
    withdrawTraveller: 'refused: departureIsRequested',
    askCommunity: 'stays',
    escalateRequest: 'stays',
    holdDocument: 'stays',
    proposeException: 'stays',
    releaseTraveller: 'case becomes released',
  },
  departing: {
    // Asked for twice, it is heard twice.
    'requestDeparture: leave': 'stays',
    'requestDeparture: stay': 'becomes staying',
    // The clock alarms; it moves nobody.
    departureDue: 'stays',
    stayReviewDue: 'stays',
    withdrawTraveller: 'case becomes withdrawn',
    askCommunity: 'refused: departureIsNotRequested',
    escalateRequest: 'refused: departureIsNotRequested',
    holdDocument: 'refused: departureIsNotRequested',
    proposeException: 'refused: departureIsNotRequested',
    releaseTraveller: 'refused: departureIsNotRequested',
  },
  'departing (with the card still kept)': {
    'requestDeparture: leave': 'stays',
    'requestDeparture: stay': 'becomes staying',
    departureDue: 'stays',
    stayReviewDue: 'stays',
    withdrawTraveller: 'refused: documentIsNotKept',
    askCommunity: 'refused: departureIsNotRequested',
    escalateRequest: 'refused: departureIsNotRequested',
    holdDocument: 'refused: notInThisState',
    proposeException: 'refused: departureIsNotRequested',
    releaseTraveller: 'refused: departureIsNotRequested',
  },
};

const theTestIsMissing = [aTravellerIsStopped(['test', 'consent'])];
const refused = [
  aTravellerIsStopped(['test', 'consent']),
  wenAsksWillowLane,
  // Refused, so that passing up is possible while the traveller is leaving.
  { ...accepts(WILLOW_LANE), answer: 'refuse' as const, reason: 'noCapacity' },
];

export const STAY_TABLE: Table<Stay, StayColumn> = {
  region: 'open.stay',
  from: theTestIsMissing,
  states: {
    staying: [],
    departing: [theTravellerAsksToLeave],
    'departing (with the card still kept)': [wenHoldsTheCard, theTravellerAsksToLeave],
  },
  columns: {
    'requestDeparture: leave': { command: theTravellerAsksToLeave },
    'requestDeparture: stay': { command: theTravellerStaysAfterAll },
    departureDue: { command: fallsDue('departureDue') },
    stayReviewDue: { command: fallsDue('stayReviewDue') },
    withdrawTraveller: { command: theTravellerLeaves },
    askCommunity: { command: wenAsksWillowLane },
    escalateRequest: { from: refused, command: theRequestIsPassedUp },
    holdDocument: { command: wenHoldsTheCard },
    proposeException: { command: anExceptionIsProposedFor('test') },
    releaseTraveller: {
      from: [
        aTravellerIsStopped(['test', 'consent'], { test: 'met.fit' }),
        wenAsksWillowLane,
        accepts(WILLOW_LANE),
      ],
      command: wenReleases,
    },
  },
  cells: stays,
};

type Exception = 'none' | 'proposed' | 'proposed (and ruled to turn back)' | 'proposed (and a test stops)';
type ExceptionColumn =
  | 'proposeException'
  | 'proposeException: for a region that is met'
  | 'proposeException: no community is to receive any more'
  | 'approveException'
  | 'approveException: by who proposed it'
  | 'approveException: no community is to receive any more'
  | 'exceptionLapses'
  | 'recordTest: fit';

const onceMore = {
  proposeException: 'refused: notInThisState',
  'proposeException: for a region that is met': 'refused: notInThisState',
  'proposeException: no community is to receive any more': 'refused: notInThisState',
  exceptionLapses: 'becomes none',
  'recordTest: fit': 'stays',
} as const;
const exceptions: Cells<Exception, ExceptionColumn> = {
  none: {
    proposeException: 'becomes proposed',
    'proposeException: for a region that is met': 'refused: exceptionMayNameTheRegion',
    // Where nobody receives, a waiver would lead nowhere: who is waived is released, never cleared.
    'proposeException: no community is to receive any more': 'refused: aCommunityIsToReceive',
    approveException: 'refused: anExceptionIsProposed',
    'approveException: by who proposed it': 'refused: anExceptionIsProposed',
    'approveException: no community is to receive any more': 'refused: anExceptionIsProposed',
    exceptionLapses: 'refused: notInThisState',
    'recordTest: fit': 'stays',
  },
  proposed: {
    ...onceMore,
    approveException: 'becomes none',
    'approveException: by who proposed it': 'refused: approverIsAnother',
    'approveException: no community is to receive any more': 'refused: aCommunityIsToReceive',
  },
  'proposed (and ruled to turn back)': {
    ...onceMore,
    approveException: 'refused: rulingIsNotToTurnBack',
    'approveException: by who proposed it': 'refused: rulingIsNotToTurnBack',
    // The ruling falls with the consent it ruled about.
    'approveException: no community is to receive any more': 'refused: aCommunityIsToReceive',
  },
  'proposed (and a test stops)': {
    ...onceMore,
    approveException: 'refused: testIsNotPositive',
    'approveException: by who proposed it': 'refused: testIsNotPositive',
    'approveException: no community is to receive any more': 'refused: testIsNotPositive',
  },
};

/** The status turns green, and an ordinary clause asks for the test and for no community. */
const noCommunityIsToReceive = [
  command('recordHealthStatus', { judged: { states: { consent: 'notNeeded' } } }),
];

export const EXCEPTION_TABLE: Table<Exception, ExceptionColumn> = {
  region: 'open.exception',
  from: theTestIsMissing,
  states: {
    none: [],
    proposed: [anExceptionIsProposedFor('test')],
    'proposed (and ruled to turn back)': [
      wenAsksWillowLane,
      theRequestIsPassedUp,
      theRequestIsPassedUp,
      anExceptionIsProposedFor('test'),
      theDeskRulesTurnBack,
    ],
    'proposed (and a test stops)': [anExceptionIsProposedFor('test'), theTestIs('stops.underReview')],
  },
  columns: {
    proposeException: { command: anExceptionIsProposedFor('test') },
    'proposeException: for a region that is met': { command: anExceptionIsProposedFor('healthStatus') },
    'proposeException: no community is to receive any more': {
      lead: noCommunityIsToReceive,
      command: anExceptionIsProposedFor('test'),
    },
    approveException: { command: aSecondSupervisorApproves },
    'approveException: by who proposed it': { command: { ...aSecondSupervisorApproves, by: 'supervisor-a' } },
    'approveException: no community is to receive any more': {
      lead: noCommunityIsToReceive,
      command: aSecondSupervisorApproves,
    },
    exceptionLapses: { command: fallsDue('exceptionLapses') },
    'recordTest: fit': { command: theTestIs('met.fit') },
  },
  cells: exceptions,
};
