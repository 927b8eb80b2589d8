/**
 * After the decision: released and on the way, received, missing, cleared, turned back, withdrawn, referred.
 * Closed means that every command is refused but a named few; a changed decision is a new handoff that continues the old one.
 */
import { command } from './moves.ts';
import type { Cells, Table } from './region-table.ts';
import {
  aComplaintIsFiled,
  aContradictionIsNoted,
  aLateResultIsRecorded,
  anAmbulanceTakesThem,
  aSpellingIsCorrected,
  aStatementIsAdded,
  aSupervisorLooksAgain,
  aSupervisorSettlesTheMissingArrival,
  aTravellerIsStopped,
  accepts,
  acceptsTheTransfer,
  acknowledgesTheRuling,
  appealsAgainst,
  disputesWhatWasPutDown,
  fallsDue,
  looksAgain,
  POPLAR_COURT,
  RIVER_STREET,
  saysNotOursByPhone,
  takesItUp,
  theAuthorityAcknowledges,
  theCardIsCollected,
  theCardIsKeptSafe,
  theDeskAsksForAStatement,
  theDeskRulesReceiveBy,
  theDeskRulesTurnBack,
  theOfficeAsksPoplarCourtToTakeThem,
  theOfficeConfirmsTheArrival,
  theOfficeReportsAProblem,
  theOfficeReportsThemMissing,
  thePapersAreHandedOver,
  theTravellerAsksToLeave,
  theTravellerIsTurnedAwayAtTheDoor,
  theTravellerLeaves,
  WILLOW_LANE,
  wenAsks,
  wenAsksWillowLane,
  wenClears,
  wenHoldsTheCard,
  wenReleases,
  wenSettles,
  wenTurnsBackBecause,
} from './world.ts';

type State =
  | 'released.onTheWay'
  | 'released.overdue'
  | 'released.received'
  | 'released.received (a transfer is asked for)'
  | 'released.received (with a problem ruled on)'
  | 'released.received (with a problem ruled on, and a transfer before it)'
  | 'released.notArrived.missing'
  | 'released.notArrived.missing (while a ruling awaits its office)'
  | 'released.notArrived.settled'
  | 'released.notArrived.settled (while a ruling awaits its office)'
  | 'cleared'
  | 'turnedBack'
  | 'withdrawn'
  | 'referred.awaiting'
  | 'referred.acknowledged';

type Column =
  | 'addStatement'
  | 'fileComplaint'
  | 'handOverPaper'
  | 'recordPaper'
  | 'recordDelivery'
  | 'papersDue'
  | 'disputeOralAnswer: nothing is in anybody’s name'
  | 'disputeOralAnswer: it is in their name'
  | 'oralAnswerDue'
  | 'fileAppeal'
  | 'fileAppeal: a second one'
  | 'appealDue'
  | 'lookAgain'
  | 'lookAgain: upon an appeal'
  | 'noteContradiction'
  | 'settleContradiction: none is open'
  | 'settleContradiction: it is open'
  | 'correctDetails'
  | 'recordLateResult'
  | 'collectDocument: nothing is kept safe'
  | 'collectDocument: a card is kept safe'
  | 'acknowledgeReferral'
  | 'referralDue'
  | 'confirmArrival'
  | 'confirmArrival: by another office'
  | 'reportNonArrival'
  | 'closeNonArrival'
  | 'reportTurnedAwayAtDoor'
  | 'arrivalDue'
  | 'nonArrivalDue'
  | 'reportReceptionProblem'
  | 'takeUpDispute: no problem is reported'
  | 'takeUpDispute: a problem is reported'
  | 'askForStatement: no problem is reported'
  | 'askForStatement: a problem is reported'
  | 'ruleOnHandoff: no problem is reported'
  | 'ruleOnHandoff: another office receives'
  | 'ruleOnHandoff: turn back'
  | 'acknowledgeRuling'
  | 'acknowledgeDue'
  | 'requestTransfer'
  | 'acceptTransfer'
  | 'transferDue';

/** What the traveller and the house may always do. */
const always = {
  addStatement: 'stays',
  fileComplaint: 'stays',
  handOverPaper: 'stays',
  recordPaper: 'stays',
  recordDelivery: 'stays',
  papersDue: 'stays',
  'disputeOralAnswer: nothing is in anybody’s name': 'refused: anOralAnswerIsOpen',
  'disputeOralAnswer: it is in their name': 'stays',
  oralAnswerDue: 'stays',
  fileAppeal: 'stays',
  'fileAppeal: a second one': 'refused: noAppealIsOpen',
  appealDue: 'stays',
  lookAgain: 'stays',
  'lookAgain: upon an appeal': 'stays',
  noteContradiction: 'stays',
  'settleContradiction: none is open': 'refused: thatContradictionIsOpen',
  'settleContradiction: it is open': 'stays',
  correctDetails: 'stays',
  recordLateResult: 'stays',
  'collectDocument: nothing is kept safe': 'refused: documentIsKeptSafe',
  'collectDocument: a card is kept safe': 'stays',
} as const;
const nobodyTransfers = {
  requestTransfer: 'refused: handoffIsClosed',
  acceptTransfer: 'refused: handoffIsClosed',
  transferDue: 'refused: handoffIsClosed',
} as const;
const nobodyIsReferred = {
  acknowledgeReferral: 'refused: handoffIsClosed',
  referralDue: 'refused: handoffIsClosed',
} as const;
const nobodyIsExpected = {
  confirmArrival: 'refused: handoffIsClosed',
  'confirmArrival: by another office': 'refused: handoffIsClosed',
  reportNonArrival: 'refused: handoffIsClosed',
  closeNonArrival: 'refused: handoffIsClosed',
  reportTurnedAwayAtDoor: 'refused: handoffIsClosed',
  arrivalDue: 'refused: handoffIsClosed',
  nonArrivalDue: 'refused: handoffIsClosed',
} as const;
const nobodyReceives = {
  ...nobodyTransfers,
  reportReceptionProblem: 'refused: handoffIsClosed',
  'takeUpDispute: no problem is reported': 'refused: handoffIsClosed',
  'takeUpDispute: a problem is reported': 'refused: handoffIsClosed',
  'askForStatement: no problem is reported': 'refused: handoffIsClosed',
  'askForStatement: a problem is reported': 'refused: handoffIsClosed',
  'ruleOnHandoff: no problem is reported': 'refused: handoffIsClosed',
  'ruleOnHandoff: another office receives': 'refused: handoffIsClosed',
  'ruleOnHandoff: turn back': 'refused: handoffIsClosed',
  acknowledgeRuling: 'refused: handoffIsClosed',
  acknowledgeDue: 'refused: handoffIsClosed',
} as const;
const isClosed = { ...always, ...nobodyIsReferred, ...nobodyIsExpected, ...nobodyReceives } as const;

/** The office has them in its care; the holder does not change without a ruling that was acknowledged. */
const isInCare = {
  reportReceptionProblem: 'stays',
  'takeUpDispute: no problem is reported': 'refused: aReceptionProblemIsReported',
  'takeUpDispute: a problem is reported': 'stays',
  'askForStatement: no problem is reported': 'refused: aReceptionProblemIsReported',
  'askForStatement: a problem is reported': 'stays',
  'ruleOnHandoff: no problem is reported': 'refused: aReceptionProblemIsReported',
  'ruleOnHandoff: another office receives': 'stays',
  'ruleOnHandoff: turn back': 'refused: rulingFitsTheCase',
  acknowledgeRuling: 'refused: aRulingAwaitsTheOffice',
  acknowledgeDue: 'stays',
} as const;
const isExpected = {
  ...always,
  ...isInCare,
  acknowledgeReferral: 'refused: notInThisState',
  referralDue: 'refused: notInThisState',
  confirmArrival: 'becomes released.received',
  'confirmArrival: by another office': 'refused: officeHasThemInCare',
  closeNonArrival: 'refused: notInThisState',
  reportTurnedAwayAtDoor: 'stays',
  requestTransfer: 'stays',
  acceptTransfer: 'refused: aTransferIsOpen',
  transferDue: 'stays',
} as const;
const isReceived = { ...always, ...nobodyIsReferred, ...nobodyIsExpected, ...isInCare } as const;

/** While a ruling waits for its office, nothing is transferred beside it. */
const isRuledOn = {
  ...isReceived,
  'takeUpDispute: no problem is reported': 'stays',
  'askForStatement: no problem is reported': 'stays',
  'ruleOnHandoff: no problem is reported': 'stays',
  acknowledgeRuling: 'stays',
  requestTransfer: 'refused: noRulingIsOpen',
  acceptTransfer: 'refused: aTransferIsOpen',
  transferDue: 'stays',
} as const;

/** Who did not arrive may be found after all, and may say that they were turned away. */
const didNotArrive = {
  ...isClosed,
  confirmArrival: 'becomes released.received',
  'confirmArrival: by another office': 'refused: officeHasThemInCare',
  reportTurnedAwayAtDoor: 'stays',
} as const;
const isMissing = {
  ...didNotArrive,
  acknowledgeRuling: 'refused: aRulingAwaitsTheOffice',
  acknowledgeDue: 'stays',
  closeNonArrival: 'becomes released.notArrived.settled',
  nonArrivalDue: 'stays',
} as const;

const cells: Cells<State, Column> = {
  'released.onTheWay': {
    ...isExpected,
    reportNonArrival: 'refused: arrivalIsOverdue',
    arrivalDue: 'becomes released.overdue',
    nonArrivalDue: 'refused: notInThisState',
  },
  'released.overdue': {
    ...isExpected,
    reportNonArrival: 'becomes released.notArrived.missing',
    arrivalDue: 'refused: notInThisState',
    nonArrivalDue: 'stays',
  },
  'released.received': {
    ...isReceived,
    requestTransfer: 'stays',
    acceptTransfer: 'refused: aTransferIsOpen',
    transferDue: 'stays',
  },
  'released.received (a transfer is asked for)': {
    ...isReceived,
    requestTransfer: 'refused: noTransferIsOpen',
    acceptTransfer: 'stays',
    transferDue: 'stays',
  },
  'released.received (with a problem ruled on)': isRuledOn,
  // The ruling ended the transfer.
  'released.received (with a problem ruled on, and a transfer before it)': isRuledOn,
  'released.notArrived.missing': isMissing,
  'released.notArrived.missing (while a ruling awaits its office)': {
    ...isMissing,
    acknowledgeRuling: 'stays',
  },
  'released.notArrived.settled': didNotArrive,
  // Settled, it ended the ruling too.
  'released.notArrived.settled (while a ruling awaits its office)': didNotArrive,
  cleared: isClosed,
  turnedBack: isClosed,
  withdrawn: isClosed,
  'referred.awaiting': {
    ...isClosed,
    acknowledgeReferral: 'becomes referred.acknowledged',
    referralDue: 'stays',
  },
  'referred.acknowledged': isClosed,
};

/** Asked for a consent alone: enough to be released; a milder way is `cleared`, which asks for nothing. */
const onlyAConsentIsAsked = [aTravellerIsStopped(['consent'])];
const aCardIsKeptSafe = [aTravellerIsStopped(['consent']), wenHoldsTheCard, theCardIsKeptSafe];
/** Another community was spoken for by telephone, before Willow Lane was asked. */
const aWordIsInTheirName = [
  aTravellerIsStopped(['consent']),
  wenAsks(POPLAR_COURT),
  saysNotOursByPhone(POPLAR_COURT),
];
const nothingIsAskedAnyMore = command('recordHealthStatus', { judged: { states: { consent: 'notNeeded' } } });
const released = [wenAsksWillowLane, accepts(WILLOW_LANE), wenReleases];
const aProblem = [theOfficeReportsAProblem];
const isMissingWhileARulingWaits = [
  ...released,
  ...aProblem,
  theDeskRulesReceiveBy(RIVER_STREET),
  fallsDue('arrivalDue'),
  theOfficeReportsThemMissing,
];

export const AFTER_TABLE: Table<State, Column> = {
  region: '',
  from: onlyAConsentIsAsked,
  states: {
    'released.onTheWay': released,
    'released.overdue': [...released, fallsDue('arrivalDue')],
    'released.received': [...released, theOfficeConfirmsTheArrival],
    'released.received (a transfer is asked for)': [
      ...released,
      theOfficeConfirmsTheArrival,
      theOfficeAsksPoplarCourtToTakeThem,
    ],
    'released.received (with a problem ruled on)': [
      ...released,
      theOfficeConfirmsTheArrival,
      ...aProblem,
      theDeskRulesReceiveBy(RIVER_STREET),
    ],
    'released.received (with a problem ruled on, and a transfer before it)': [
      ...released,
      theOfficeConfirmsTheArrival,
      theOfficeAsksPoplarCourtToTakeThem,
      ...aProblem,
      theDeskRulesReceiveBy(RIVER_STREET),
    ],
    'released.notArrived.missing': [...released, fallsDue('arrivalDue'), theOfficeReportsThemMissing],
    'released.notArrived.missing (while a ruling awaits its office)': isMissingWhileARulingWaits,
    'released.notArrived.settled (while a ruling awaits its office)': [
      ...isMissingWhileARulingWaits,
      aSupervisorSettlesTheMissingArrival,
    ],
    'released.notArrived.settled': [
      ...released,
      fallsDue('arrivalDue'),
      theOfficeReportsThemMissing,
      aSupervisorSettlesTheMissingArrival,
    ],
    cleared: [nothingIsAskedAnyMore, wenClears],
    turnedBack: [
      wenAsksWillowLane,
      { ...accepts(WILLOW_LANE), answer: 'refuse', reason: 'noCapacity' },
      wenTurnsBackBecause('communityRefused'),
    ],
    withdrawn: [theTravellerAsksToLeave, theTravellerLeaves],
    'referred.awaiting': [anAmbulanceTakesThem],
    'referred.acknowledged': [anAmbulanceTakesThem, theAuthorityAcknowledges],
  },
  columns: {
    addStatement: { command: aStatementIsAdded },
    fileComplaint: { command: aComplaintIsFiled },
    handOverPaper: { command: thePapersAreHandedOver },
    recordPaper: { command: command('recordPaper') },
    recordDelivery: { command: command('recordDelivery') },
    papersDue: { command: fallsDue('papersDue') },
    'disputeOralAnswer: nothing is in anybody’s name': { command: disputesWhatWasPutDown(POPLAR_COURT) },
    'disputeOralAnswer: it is in their name': {
      from: aWordIsInTheirName,
      command: disputesWhatWasPutDown(POPLAR_COURT),
    },
    oralAnswerDue: { from: aWordIsInTheirName, command: fallsDue('oralAnswerDue') },
    fileAppeal: { command: appealsAgainst('other') },
    'fileAppeal: a second one': { lead: [appealsAgainst('other')], command: appealsAgainst('other') },
    appealDue: { lead: [appealsAgainst('other')], command: fallsDue('appealDue') },
    'lookAgain: upon an appeal': { lead: [appealsAgainst('other')], command: looksAgain('changed') },
    lookAgain: { command: aSupervisorLooksAgain },
    noteContradiction: { command: aContradictionIsNoted },
    'settleContradiction: none is open': { command: wenSettles('explained') },
    'settleContradiction: it is open': {
      lead: [aContradictionIsNoted],
      command: wenSettles('explained'),
    },
    correctDetails: { command: aSpellingIsCorrected },
    recordLateResult: { command: aLateResultIsRecorded },
    'collectDocument: nothing is kept safe': { command: theCardIsCollected },
    'collectDocument: a card is kept safe': { from: aCardIsKeptSafe, command: theCardIsCollected },
    acknowledgeReferral: { command: theAuthorityAcknowledges },
    referralDue: { command: fallsDue('referralDue') },
    confirmArrival: { command: theOfficeConfirmsTheArrival },
    'confirmArrival: by another office': { command: command('confirmArrival', { office: POPLAR_COURT }) },
    reportNonArrival: { command: theOfficeReportsThemMissing },
    closeNonArrival: { command: aSupervisorSettlesTheMissingArrival },
    reportTurnedAwayAtDoor: { command: theTravellerIsTurnedAwayAtTheDoor },
    arrivalDue: { command: fallsDue('arrivalDue') },
    nonArrivalDue: { command: fallsDue('nonArrivalDue') },
    reportReceptionProblem: { command: theOfficeReportsAProblem },
    'takeUpDispute: no problem is reported': { command: takesItUp('supervisor-b') },
    'takeUpDispute: a problem is reported': { lead: aProblem, command: takesItUp('supervisor-b') },
    'askForStatement: no problem is reported': { command: theDeskAsksForAStatement },
    'askForStatement: a problem is reported': { lead: aProblem, command: theDeskAsksForAStatement },
    'ruleOnHandoff: no problem is reported': { command: theDeskRulesReceiveBy(RIVER_STREET) },
    'ruleOnHandoff: another office receives': {
      lead: aProblem,
      command: theDeskRulesReceiveBy(RIVER_STREET),
    },
    'ruleOnHandoff: turn back': { lead: aProblem, command: theDeskRulesTurnBack },
    acknowledgeRuling: { command: acknowledgesTheRuling(RIVER_STREET) },
    acknowledgeDue: { command: fallsDue('acknowledgeDue') },
    requestTransfer: { command: theOfficeAsksPoplarCourtToTakeThem },
    acceptTransfer: { command: acceptsTheTransfer(POPLAR_COURT) },
    transferDue: { command: fallsDue('transferDue') },
  },
  cells,
};
