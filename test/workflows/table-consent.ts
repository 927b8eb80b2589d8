/**
 * The consent, state by state. Only an accept with three yes is one; silence, a hang-up, "you release, then I take"
 * and a third party's word are facts inside `asked` and end nothing. Silence goes up the ladder, never back to the traveller.
 */
import type { Cells, Table } from './region-table.ts';
import {
  aMilderMeasureIsApplied,
  aReadBackCodeIsSentTo,
  aSpellingIsCorrected,
  aTravellerIsStopped,
  accepts,
  acceptsByPhone,
  acknowledgesTheRuling,
  anotherCommunityIsTheirs,
  appealsAgainst,
  answersQuestionOneAlone,
  asksForTheStreetOffice,
  asksForTheStreetOfficeByPhone,
  disputesWhatWasPutDown,
  fallsDue,
  looksAgain,
  needsMoreInformation,
  POPLAR_COURT,
  RIVER_STREET,
  refuses,
  refusesByPhone,
  saysNotOurs,
  saysNotOursByPhone,
  saysYouReleaseIThenTake,
  saysYouReleaseIThenTakeByPhone,
  takesItUp,
  theAnnouncementEnds,
  theConditionsAreAcknowledged,
  theDeskAsksForAStatement,
  theDeskRulesAskAgain,
  theDeskRulesReceiveBy,
  theDeskRulesTurnBack,
  theEndOfTheMeasureIsApplied,
  theOfficeReportsAChange,
  theOfficeRevokesItsConsent,
  theRequestIsPassedUp,
  theSevenFieldsAreRecorded,
  theStatusTurnsGreenAndNothingIsAsked,
  theTestIs,
  theTestIsCorrectedTo,
  theTravellerAsksToLeave,
  theTravellerStaysAfterAll,
  WILLOW_LANE,
  wenAsks,
  wenAsksWillowLane,
  wenCancelsTheRequest,
} from './world.ts';
import { command } from './moves.ts';

type State =
  | 'notNeeded'
  | 'notNeeded (after a request)'
  | 'needed'
  | 'needed (after a cancelled request)'
  | 'needed (and the traveller is leaving)'
  | 'asked.community'
  | 'asked.community (not theirs)'
  | 'asked.community (not theirs, by telephone)'
  | 'asked.community (once more, after a refusal)'
  | 'asked.community (once more, after a cancelled request)'
  | 'asked.streetOffice'
  | 'asked.streetOffice (not theirs, says the community)'
  | 'asked.streetOffice (not theirs, and the street office still thinks)'
  | 'asked.supervisor'
  | 'asked.supervisor (not theirs)'
  | 'asked.undecided'
  | 'accepted'
  | 'accepted (by the street office)'
  | 'accepted (and the traveller is leaving)'
  | 'accepted (by telephone)'
  | 'accepted (by telephone, and the traveller is leaving)'
  | 'accepted (by telephone, and by the office itself)'
  | 'refused (by the community)'
  | 'refused (by the community, twice)'
  | 'refused (by the community, after a cancelled request)'
  | 'refused (by the street office)'
  | 'refused (by telephone)'
  | 'refused (by telephone, and a test stops the case)'
  | 'cancelled (a test stops the case)'
  | 'cancelled (the traveller is leaving)'
  | 'ruled.receive.awaiting'
  | 'ruled.receive.awaiting (and the traveller is leaving)'
  | 'ruled.receive.acknowledged'
  | 'ruled.turnBack'
  | 'ruled.turnBack (and the traveller is leaving)'
  | 'ruled.turnBack (and a test stops the case)';

type Column =
  | 'askCommunity'
  | 'answerCommunity: accept'
  | 'answerCommunity: refuse'
  | 'answerCommunity: conditional'
  | 'answerCommunity: notOurs'
  | 'answerCommunity: needsStreetOffice'
  | 'answerCommunity: needMoreInformation'
  | 'answerCommunity: question one alone'
  | 'answerCommunity: the street office accepts'
  | 'answerCommunity: the street office refuses'
  | 'recordOralAnswer: accept'
  | 'recordOralAnswer: refuse'
  | 'recordOralAnswer: needsStreetOffice'
  | 'disputeOralAnswer'
  | 'issueReadBackCode'
  | 'readBackCodeDue'
  | 'escalateRequest'
  | 'cancelRequest'
  | 'requestDue'
  | 'rungDue'
  | 'rulingDue'
  | 'consentLapses'
  | 'revokeConsent'
  | 'reportChange'
  | 'takeUpDispute'
  | 'askForStatement'
  | 'ruleOnHandoff: receive'
  | 'ruleOnHandoff: turnBack'
  | 'ruleOnHandoff: returnAndAskAgain'
  | 'fileAppeal'
  | 'lookAgain: nobody appealed'
  | 'lookAgain: upheld'
  | 'lookAgain: changed'
  | 'acknowledgeRuling'
  | 'acknowledgeDue'
  | 'acknowledgeConditions'
  | 'requestDeparture: leave'
  | 'requestDeparture: stay'
  | 'requestDeparture: stay, said at once'
  | 'correctDetails: another community'
  | 'correctDetails: a spelling'
  | 'recordTest: fit'
  | 'recordTest: positive'
  | 'recordTest: underReview'
  | 'correctEvidence: fit'
  | 'correctEvidence: positive'
  | 'recordHealthStatus: no consent is needed'
  | 'recordHealthStatus: a consent is needed'
  | 'applyMilderMeasure: no consent is needed'
  | 'applyAnnouncementEnd'
  | 'announcementEnds';

/** Nothing was recorded in anybody's name, nobody is to rule, and nothing was ruled that could be appealed. */
const nothingIsDisputed = {
  disputeOralAnswer: 'refused: anOralAnswerIsOpen',
  takeUpDispute: 'refused: notInThisState',
  askForStatement: 'refused: notInThisState',
  fileAppeal: 'refused: notInThisState',
  'lookAgain: nobody appealed': 'refused: anAppealIsOpen',
  'lookAgain: upheld': 'refused: notInThisState',
  'lookAgain: changed': 'refused: notInThisState',
} as const;

/** Nobody is being asked: nobody can answer, and no clock of a request can run out. */
const nobodyIsAsked = {
  'answerCommunity: accept': 'refused: notInThisState',
  'answerCommunity: refuse': 'refused: notInThisState',
  'answerCommunity: conditional': 'refused: notInThisState',
  'answerCommunity: notOurs': 'refused: notInThisState',
  'answerCommunity: needsStreetOffice': 'refused: notInThisState',
  'answerCommunity: needMoreInformation': 'refused: notInThisState',
  'answerCommunity: question one alone': 'refused: notInThisState',
  'answerCommunity: the street office accepts': 'refused: notInThisState',
  'answerCommunity: the street office refuses': 'refused: notInThisState',
  'recordOralAnswer: accept': 'refused: notInThisState',
  'recordOralAnswer: refuse': 'refused: notInThisState',
  'recordOralAnswer: needsStreetOffice': 'refused: notInThisState',
  issueReadBackCode: 'refused: notInThisState',
  readBackCodeDue: 'refused: notInThisState',
  cancelRequest: 'refused: notInThisState',
  requestDue: 'refused: notInThisState',
  rungDue: 'refused: notInThisState',
  rulingDue: 'refused: notInThisState',
  'ruleOnHandoff: receive': 'refused: notInThisState',
  'ruleOnHandoff: turnBack': 'refused: notInThisState',
  'ruleOnHandoff: returnAndAskAgain': 'refused: notInThisState',
} as const;

/** Answers to a cancelled request are kept as statements. */
const answersAreKeptAsStatements = {
  'answerCommunity: accept': 'stays',
  'answerCommunity: refuse': 'stays',
  'answerCommunity: conditional': 'stays',
  'answerCommunity: notOurs': 'stays',
  'answerCommunity: needsStreetOffice': 'stays',
  'answerCommunity: needMoreInformation': 'stays',
  'answerCommunity: question one alone': 'stays',
  'answerCommunity: the street office accepts': 'refused: officeWasAsked',
  'answerCommunity: the street office refuses': 'refused: officeWasAsked',
  'recordOralAnswer: accept': 'stays',
  'recordOralAnswer: refuse': 'stays',
  'recordOralAnswer: needsStreetOffice': 'stays',
} as const;

const noConsentStands = {
  'requestDeparture: stay, said at once': 'refused: notInThisState',
  consentLapses: 'refused: notInThisState',
  revokeConsent: 'refused: notInThisState',
  reportChange: 'refused: notInThisState',
  acknowledgeRuling: 'refused: notInThisState',
  acknowledgeDue: 'refused: notInThisState',
  acknowledgeConditions: 'refused: notInThisState',
} as const;

const nothingIsJudgedOfIt = {
  'recordHealthStatus: a consent is needed': 'stays',
  'correctDetails: a spelling': 'stays',
  'recordTest: fit': 'stays',
  'correctEvidence: fit': 'stays',
} as const;

/** Where the measure asks for no consent any more, none is asked for. */
const isDropped = {
  'recordHealthStatus: no consent is needed': 'becomes notNeeded',
  'applyMilderMeasure: no consent is needed': 'becomes notNeeded',
  applyAnnouncementEnd: 'becomes notNeeded',
  announcementEnds: 'becomes notNeeded',
} as const;

/** What ends a request or a consent that stands: a test that stops, another address. */
const isEndedFromOutside = {
  'recordTest: positive': 'becomes cancelled',
  'recordTest: underReview': 'becomes cancelled',
  'correctEvidence: positive': 'becomes cancelled',
  'correctDetails: another community': 'becomes needed',
} as const;
const nothingToEnd = {
  'recordTest: positive': 'stays',
  'recordTest: underReview': 'stays',
  'correctEvidence: positive': 'stays',
} as const;

/** What every rung that has been asked has in common: an accept from any rung asked, and only that, is consent. */
const isAsked = {
  ...nothingIsDisputed,
  ...noConsentStands,
  ...nothingIsJudgedOfIt,
  ...isDropped,
  ...isEndedFromOutside,
  'answerCommunity: accept': 'becomes accepted',
  'recordOralAnswer: accept': 'becomes accepted',
  'answerCommunity: conditional': 'stays',
  'answerCommunity: notOurs': 'stays',
  'answerCommunity: needMoreInformation': 'stays',
  'answerCommunity: question one alone': 'stays',
  issueReadBackCode: 'stays',
  readBackCodeDue: 'stays',
  cancelRequest: 'becomes needed',
  'requestDeparture: leave': 'becomes cancelled',
  // Taken back, the case may be asked for again.
  'requestDeparture: stay': 'becomes needed',
} as const;
const atTheCommunity = {
  ...isAsked,
  'answerCommunity: refuse': 'becomes refused',
  'recordOralAnswer: refuse': 'becomes refused',
  'answerCommunity: needsStreetOffice': 'becomes asked.streetOffice',
  'recordOralAnswer: needsStreetOffice': 'becomes asked.streetOffice',
  'answerCommunity: the street office accepts': 'refused: officeWasAsked',
  'answerCommunity: the street office refuses': 'refused: officeWasAsked',
  escalateRequest: 'becomes asked.streetOffice',
  requestDue: 'becomes asked.streetOffice',
  rungDue: 'refused: notInThisState',
  rulingDue: 'refused: notInThisState',
  'ruleOnHandoff: receive': 'refused: notInThisState',
  'ruleOnHandoff: turnBack': 'refused: notInThisState',
  'ruleOnHandoff: returnAndAskAgain': 'refused: notInThisState',
} as const;
/** The third rung is answered by a ruling only; a lower rung's refusal is a fact. */
const atTheSupervisor = {
  ...isAsked,
  takeUpDispute: 'stays',
  askForStatement: 'stays',
  // What went up is answered there; nobody below takes it back.
  cancelRequest: 'refused: onlyAFirstRequestIsCancelled',
  askCommunity: 'refused: communityIsAskedAnewOnlyAfterNotOurs',
  'answerCommunity: refuse': 'stays',
  'recordOralAnswer: refuse': 'stays',
  'answerCommunity: needsStreetOffice': 'stays',
  'recordOralAnswer: needsStreetOffice': 'stays',
  'answerCommunity: the street office accepts': 'becomes accepted',
  'answerCommunity: the street office refuses': 'stays',
  escalateRequest: 'refused: aHigherRungIsLeft',
  requestDue: 'refused: notInThisState',
  rungDue: 'refused: notInThisState',
  'ruleOnHandoff: receive': 'becomes ruled.receive.awaiting',
  'ruleOnHandoff: turnBack': 'becomes ruled.turnBack',
  'ruleOnHandoff: returnAndAskAgain': 'becomes needed',
} as const;

/** A question asked once more is not taken back: it is answered, or passed up. */
const isAskedOnceMore = {
  ...atTheCommunity,
  askCommunity: 'refused: communityIsAskedAnewOnlyAfterNotOurs',
  cancelRequest: 'refused: onlyAFirstRequestIsCancelled',
} as const;
const atTheStreetOffice = {
  ...isAsked,
  // What went up is answered there; nobody below takes it back.
  cancelRequest: 'refused: onlyAFirstRequestIsCancelled',
  askCommunity: 'refused: communityIsAskedAnewOnlyAfterNotOurs',
  // A lower rung's refusal is a fact inside `asked`.
  'answerCommunity: refuse': 'stays',
  'recordOralAnswer: refuse': 'stays',
  'answerCommunity: needsStreetOffice': 'stays',
  'recordOralAnswer: needsStreetOffice': 'stays',
  'answerCommunity: the street office accepts': 'becomes accepted',
  'answerCommunity: the street office refuses': 'becomes refused',
  escalateRequest: 'becomes asked.supervisor',
  requestDue: 'refused: notInThisState',
  rungDue: 'becomes asked.supervisor',
  rulingDue: 'refused: notInThisState',
  'ruleOnHandoff: receive': 'refused: notInThisState',
  'ruleOnHandoff: turnBack': 'refused: notInThisState',
  'ruleOnHandoff: returnAndAskAgain': 'refused: notInThisState',
} as const;

const consentIsGiven = {
  ...nothingIsDisputed,
  ...nobodyIsAsked,
  'requestDeparture: stay, said at once': 'refused: notInThisState',
  ...nothingIsJudgedOfIt,
  ...isDropped,
  ...isEndedFromOutside,
  askCommunity: 'refused: notInThisState',
  escalateRequest: 'refused: notInThisState',
  acknowledgeConditions: 'stays',
  'requestDeparture: leave': 'stays',
  'requestDeparture: stay': 'stays',
} as const;
const isAccepted = {
  ...consentIsGiven,
  consentLapses: 'becomes needed',
  acknowledgeRuling: 'refused: notInThisState',
  acknowledgeDue: 'refused: notInThisState',
} as const;
const isRuledReceive = {
  ...consentIsGiven,
  // Unused for the measure's time, or changed at home: the desk that ruled is asked once more.
  consentLapses: 'becomes asked.supervisor',
  reportChange: 'becomes asked.supervisor',
  // A ruling binds the office it names; it revokes nothing.
  revokeConsent: 'refused: notInThisState',
} as const;

/** A ruling that nobody acknowledged yet can be made anew. */
const isRuledAndNotAcknowledged = {
  ...isRuledReceive,
  // Another than who ruled takes it up by name before they rule anew.
  takeUpDispute: 'stays',
  acknowledgeRuling: 'becomes ruled.receive.acknowledged',
  // Silence goes up the ladder, never back to the traveller.
  acknowledgeDue: 'stays',
  'ruleOnHandoff: receive': 'stays',
  'ruleOnHandoff: turnBack': 'becomes ruled.turnBack',
  'ruleOnHandoff: returnAndAskAgain': 'becomes needed',
} as const;

const isRefused = {
  ...nothingIsDisputed,
  ...nobodyIsAsked,
  ...noConsentStands,
  ...nothingIsJudgedOfIt,
  ...isDropped,
  ...nothingToEnd,
  'correctDetails: another community': 'becomes needed',
  'requestDeparture: leave': 'stays',
  'requestDeparture: stay': 'stays',
} as const;

const isCancelled = {
  ...nothingIsDisputed,
  ...nobodyIsAsked,
  ...answersAreKeptAsStatements,
  ...noConsentStands,
  ...isDropped,
  'recordHealthStatus: a consent is needed': 'stays',
  escalateRequest: 'refused: notInThisState',
  'correctDetails: another community': 'stays',
  'correctDetails: a spelling': 'stays',
  'requestDeparture: leave': 'stays',
} as const;

const isNeeded = {
  ...nothingIsDisputed,
  ...nobodyIsAsked,
  ...noConsentStands,
  ...nothingIsJudgedOfIt,
  ...isDropped,
  ...nothingToEnd,
  escalateRequest: 'refused: notInThisState',
  'correctDetails: another community': 'stays',
  'requestDeparture: leave': 'stays',
  'requestDeparture: stay': 'stays',
} as const;
const answersFromNobodyAsked = {
  'answerCommunity: accept': 'refused: anOfficeWasAsked',
  'answerCommunity: refuse': 'refused: anOfficeWasAsked',
  'answerCommunity: conditional': 'refused: anOfficeWasAsked',
  'answerCommunity: notOurs': 'refused: anOfficeWasAsked',
  'answerCommunity: needsStreetOffice': 'refused: anOfficeWasAsked',
  'answerCommunity: needMoreInformation': 'refused: anOfficeWasAsked',
  'answerCommunity: question one alone': 'refused: anOfficeWasAsked',
  'answerCommunity: the street office accepts': 'refused: anOfficeWasAsked',
  'answerCommunity: the street office refuses': 'refused: anOfficeWasAsked',
  'recordOralAnswer: accept': 'refused: anOfficeWasAsked',
  'recordOralAnswer: refuse': 'refused: anOfficeWasAsked',
  'recordOralAnswer: needsStreetOffice': 'refused: anOfficeWasAsked',
} as const;

const isNotNeeded = {
  ...nothingIsDisputed,
  ...nobodyIsAsked,
  ...noConsentStands,
  ...nothingIsJudgedOfIt,
  ...nothingToEnd,
  askCommunity: 'refused: notInThisState',
  escalateRequest: 'refused: notInThisState',
  'correctDetails: another community': 'stays',
  'requestDeparture: leave': 'stays',
  'requestDeparture: stay': 'stays',
  'recordHealthStatus: no consent is needed': 'stays',
  'recordHealthStatus: a consent is needed': 'becomes needed',
  'applyMilderMeasure: no consent is needed': 'stays',
  applyAnnouncementEnd: 'stays',
  announcementEnds: 'stays',
} as const;

/** Only the return, the deposit, turning back, referring, leaving and an appeal remain. */
const isRuledTurnBack = {
  ...nothingIsDisputed,
  ...nobodyIsAsked,
  ...noConsentStands,
  ...nothingIsJudgedOfIt,
  ...nothingToEnd,
  ...isDropped,
  fileAppeal: 'stays',
  'lookAgain: upheld': 'stays',
  'lookAgain: changed': 'becomes asked.supervisor',
  askCommunity: 'refused: notInThisState',
  escalateRequest: 'refused: notInThisState',
  'correctDetails: another community': 'stays',
  'requestDeparture: leave': 'stays',
  'requestDeparture: stay': 'stays',
} as const;

const cells: Cells<State, Column> = {
  notNeeded: { ...isNotNeeded, ...answersFromNobodyAsked },
  'notNeeded (after a request)': { ...isNotNeeded, ...answersAreKeptAsStatements },
  needed: { ...isNeeded, ...answersFromNobodyAsked, askCommunity: 'becomes asked.community' },
  'needed (after a cancelled request)': {
    ...isNeeded,
    ...answersAreKeptAsStatements,
    askCommunity: 'becomes asked.community',
  },
  'needed (and the traveller is leaving)': {
    ...isNeeded,
    ...answersFromNobodyAsked,
    askCommunity: 'refused: departureIsNotRequested',
    'requestDeparture: stay, said at once': 'stays',
  },
  'asked.community': { ...atTheCommunity, askCommunity: 'refused: communityIsAskedAnewOnlyAfterNotOurs' },
  // After "not ours" the officer may ask another office, inside `asked`.
  'asked.community (not theirs)': { ...atTheCommunity, askCommunity: 'stays' },
  'asked.community (not theirs, by telephone)': {
    ...atTheCommunity,
    askCommunity: 'stays',
    disputeOralAnswer: 'stays',
  },
  'asked.community (once more, after a refusal)': isAskedOnceMore,
  'asked.community (once more, after a cancelled request)': isAskedOnceMore,
  'asked.streetOffice': atTheStreetOffice,
  // Said late, it opens the way to the right community all the same: a new question, from the lowest rung.
  'asked.streetOffice (not theirs, says the community)': {
    ...atTheStreetOffice,
    askCommunity: 'becomes asked.community',
  },
  'asked.streetOffice (not theirs, and the street office still thinks)': {
    ...atTheStreetOffice,
    askCommunity: 'becomes asked.community',
  },
  'asked.supervisor (not theirs)': {
    ...atTheSupervisor,
    askCommunity: 'becomes asked.community',
    rulingDue: 'becomes asked.undecided',
  },
  'asked.supervisor': { ...atTheSupervisor, rulingDue: 'becomes asked.undecided' },
  'asked.undecided': { ...atTheSupervisor, rulingDue: 'stays' },
  accepted: {
    ...isAccepted,
    revokeConsent: 'becomes asked.streetOffice',
    reportChange: 'becomes asked.streetOffice',
  },
  'accepted (by the street office)': {
    ...isAccepted,
    revokeConsent: 'becomes asked.supervisor',
    reportChange: 'becomes asked.supervisor',
  },
  // The worker says that they never said so: whose word counts is for a named person to decide.
  'accepted (by telephone)': {
    ...isAccepted,
    disputeOralAnswer: 'becomes asked.supervisor',
    revokeConsent: 'becomes asked.streetOffice',
    reportChange: 'becomes asked.streetOffice',
  },
  'accepted (by telephone, and the traveller is leaving)': {
    ...isAccepted,
    disputeOralAnswer: 'becomes cancelled',
    'requestDeparture: stay, said at once': 'stays',
    revokeConsent: 'becomes cancelled',
    reportChange: 'becomes cancelled',
  },
  // What the office said itself does not rest on what was recorded before it.
  'accepted (by telephone, and by the office itself)': {
    ...isAccepted,
    disputeOralAnswer: 'stays',
    revokeConsent: 'becomes asked.streetOffice',
    reportChange: 'becomes asked.streetOffice',
  },
  'accepted (and the traveller is leaving)': {
    ...isAccepted,
    'requestDeparture: stay, said at once': 'stays',
    revokeConsent: 'becomes cancelled',
    reportChange: 'becomes cancelled',
  },
  'refused (by the community)': {
    ...isRefused,
    // Once more at the same rung if something changed, or at the next.
    askCommunity: 'becomes asked.community',
    escalateRequest: 'becomes asked.streetOffice',
  },
  'refused (by the community, twice)': {
    ...isRefused,
    askCommunity: 'refused: refusalIsAskedAgainOnce',
    escalateRequest: 'becomes asked.streetOffice',
  },
  // Taking a request back uses up the second question: nobody is asked without limit.
  'refused (by the community, after a cancelled request)': {
    ...isRefused,
    askCommunity: 'refused: refusalIsAskedAgainOnce',
    escalateRequest: 'becomes asked.streetOffice',
  },
  'refused (by telephone)': {
    ...isRefused,
    disputeOralAnswer: 'becomes asked.supervisor',
    askCommunity: 'becomes asked.community',
    escalateRequest: 'becomes asked.streetOffice',
  },
  'refused (by telephone, and a test stops the case)': {
    ...isRefused,
    disputeOralAnswer: 'becomes cancelled',
    askCommunity: 'refused: testIsNotPositive',
    escalateRequest: 'refused: testIsNotPositive',
  },
  'refused (by the street office)': {
    ...isRefused,
    askCommunity: 'becomes asked.streetOffice',
    escalateRequest: 'becomes asked.supervisor',
  },
  'cancelled (a test stops the case)': {
    ...isCancelled,
    askCommunity: 'refused: testIsNotPositive',
    'requestDeparture: stay': 'stays',
    // The review's result opens the way again.
    'recordTest: fit': 'becomes needed',
    'correctEvidence: fit': 'becomes needed',
    'recordTest: positive': 'stays',
    'recordTest: underReview': 'stays',
    'correctEvidence: positive': 'stays',
  },
  'cancelled (the traveller is leaving)': {
    ...isCancelled,
    askCommunity: 'refused: departureIsNotRequested',
    'requestDeparture: stay, said at once': 'becomes needed',
    'requestDeparture: stay': 'becomes needed',
    'recordTest: fit': 'stays',
    'correctEvidence: fit': 'stays',
    'recordTest: positive': 'stays',
    'recordTest: underReview': 'stays',
    'correctEvidence: positive': 'stays',
  },
  'ruled.receive.awaiting': isRuledAndNotAcknowledged,
  // Who is leaving is not asked for again.
  'ruled.receive.awaiting (and the traveller is leaving)': {
    ...isRuledAndNotAcknowledged,
    consentLapses: 'becomes cancelled',
    reportChange: 'becomes cancelled',
    'requestDeparture: stay, said at once': 'stays',
  },
  'ruled.receive.acknowledged': {
    ...isRuledReceive,
    acknowledgeRuling: 'refused: notInThisState',
    acknowledgeDue: 'refused: notInThisState',
  },
  'ruled.turnBack': isRuledTurnBack,
  // Nobody is asked for somebody who is leaving, or who has to go to the health authority.
  'ruled.turnBack (and the traveller is leaving)': {
    ...isRuledTurnBack,
    'lookAgain: changed': 'becomes cancelled',
    'requestDeparture: stay, said at once': 'stays',
  },
  'ruled.turnBack (and a test stops the case)': {
    ...isRuledTurnBack,
    'lookAgain: changed': 'becomes cancelled',
  },
};

const asked = [
  aTravellerIsStopped(['test', 'healthStatus', 'consent', 'pledge'], {
    test: 'unmet.unfit',
    healthStatus: 'met.poppedUp',
  }),
  theSevenFieldsAreRecorded,
];
const goesUp = [wenAsksWillowLane, fallsDue('requestDue')];
const atTheDesk = [...goesUp, fallsDue('rungDue')];

export const CONSENT_TABLE: Table<State, Column> = {
  region: 'open.consent',
  from: asked,
  states: {
    notNeeded: [aMilderMeasureIsApplied],
    'notNeeded (after a request)': [wenAsksWillowLane, aMilderMeasureIsApplied],
    needed: [],
    'needed (after a cancelled request)': [wenAsksWillowLane, wenCancelsTheRequest],
    'needed (and the traveller is leaving)': [theTravellerAsksToLeave],
    'asked.community': [wenAsksWillowLane],
    'asked.community (not theirs)': [
      wenAsks(POPLAR_COURT),
      saysNotOurs(POPLAR_COURT),
      wenAsksWillowLane,
      saysNotOurs(WILLOW_LANE),
    ],
    'asked.community (not theirs, by telephone)': [wenAsksWillowLane, saysNotOursByPhone(WILLOW_LANE)],
    'asked.community (once more, after a refusal)': [
      wenAsksWillowLane,
      refuses(WILLOW_LANE),
      wenAsksWillowLane,
    ],
    'asked.community (once more, after a cancelled request)': [
      wenAsksWillowLane,
      wenCancelsTheRequest,
      wenAsksWillowLane,
    ],
    'asked.streetOffice': goesUp,
    'asked.streetOffice (not theirs, says the community)': [...goesUp, saysNotOurs(WILLOW_LANE)],
    'asked.streetOffice (not theirs, and the street office still thinks)': [
      ...goesUp,
      saysNotOurs(WILLOW_LANE),
      needsMoreInformation(RIVER_STREET),
    ],
    'asked.supervisor (not theirs)': [...atTheDesk, saysNotOurs(RIVER_STREET)],
    'asked.supervisor': atTheDesk,
    'asked.undecided': [...atTheDesk, fallsDue('rulingDue')],
    accepted: [wenAsksWillowLane, accepts(WILLOW_LANE)],
    'accepted (by the street office)': [...goesUp, accepts(RIVER_STREET)],
    'accepted (by telephone)': [wenAsksWillowLane, acceptsByPhone(WILLOW_LANE)],
    'accepted (by telephone, and the traveller is leaving)': [
      wenAsksWillowLane,
      acceptsByPhone(WILLOW_LANE),
      theTravellerAsksToLeave,
    ],
    'accepted (by telephone, and by the office itself)': [
      wenAsksWillowLane,
      saysYouReleaseIThenTakeByPhone(WILLOW_LANE),
      accepts(WILLOW_LANE),
    ],
    'accepted (and the traveller is leaving)': [
      wenAsksWillowLane,
      accepts(WILLOW_LANE),
      theTravellerAsksToLeave,
    ],
    'refused (by the community)': [wenAsksWillowLane, refuses(WILLOW_LANE)],
    'refused (by the community, twice)': [
      wenAsksWillowLane,
      refuses(WILLOW_LANE),
      wenAsksWillowLane,
      refuses(WILLOW_LANE),
    ],
    'refused (by the community, after a cancelled request)': [
      wenAsksWillowLane,
      wenCancelsTheRequest,
      wenAsksWillowLane,
      refuses(WILLOW_LANE),
    ],
    'refused (by the street office)': [...goesUp, refuses(RIVER_STREET)],
    'refused (by telephone)': [wenAsksWillowLane, refusesByPhone(WILLOW_LANE)],
    'refused (by telephone, and a test stops the case)': [
      wenAsksWillowLane,
      refusesByPhone(WILLOW_LANE),
      theTestIs('stops.underReview'),
    ],
    'cancelled (a test stops the case)': [wenAsksWillowLane, theTestIs('stops.underReview')],
    'cancelled (the traveller is leaving)': [wenAsksWillowLane, theTravellerAsksToLeave],
    'ruled.receive.awaiting': [...atTheDesk, theDeskRulesReceiveBy(RIVER_STREET)],
    'ruled.receive.awaiting (and the traveller is leaving)': [
      ...atTheDesk,
      theDeskRulesReceiveBy(RIVER_STREET),
      theTravellerAsksToLeave,
    ],
    'ruled.receive.acknowledged': [
      ...atTheDesk,
      theDeskRulesReceiveBy(RIVER_STREET),
      acknowledgesTheRuling(RIVER_STREET),
    ],
    'ruled.turnBack': [...atTheDesk, theDeskRulesTurnBack],
    'ruled.turnBack (and the traveller is leaving)': [
      ...atTheDesk,
      theDeskRulesTurnBack,
      theTravellerAsksToLeave,
    ],
    'ruled.turnBack (and a test stops the case)': [
      ...atTheDesk,
      theDeskRulesTurnBack,
      theTestIs('stops.underReview'),
    ],
  },
  columns: {
    askCommunity: { command: wenAsksWillowLane },
    'answerCommunity: accept': { command: accepts(WILLOW_LANE) },
    'answerCommunity: refuse': { command: refuses(WILLOW_LANE) },
    'answerCommunity: conditional': { command: saysYouReleaseIThenTake(WILLOW_LANE) },
    'answerCommunity: notOurs': { command: saysNotOurs(WILLOW_LANE) },
    'answerCommunity: needsStreetOffice': { command: asksForTheStreetOffice(WILLOW_LANE) },
    'answerCommunity: needMoreInformation': { command: needsMoreInformation(WILLOW_LANE) },
    'answerCommunity: question one alone': { command: answersQuestionOneAlone(WILLOW_LANE) },
    'answerCommunity: the street office accepts': { command: accepts(RIVER_STREET) },
    'answerCommunity: the street office refuses': { command: refuses(RIVER_STREET) },
    'recordOralAnswer: accept': { command: acceptsByPhone(WILLOW_LANE) },
    'recordOralAnswer: refuse': { command: refusesByPhone(WILLOW_LANE) },
    'recordOralAnswer: needsStreetOffice': { command: asksForTheStreetOfficeByPhone(WILLOW_LANE) },
    disputeOralAnswer: { command: disputesWhatWasPutDown(WILLOW_LANE) },
    issueReadBackCode: { command: aReadBackCodeIsSentTo(WILLOW_LANE) },
    readBackCodeDue: { command: fallsDue('readBackCodeDue') },
    escalateRequest: { command: theRequestIsPassedUp },
    cancelRequest: { command: wenCancelsTheRequest },
    requestDue: { command: fallsDue('requestDue') },
    rungDue: { command: fallsDue('rungDue') },
    rulingDue: { command: fallsDue('rulingDue') },
    consentLapses: { command: fallsDue('consentLapses') },
    revokeConsent: { command: theOfficeRevokesItsConsent },
    reportChange: { command: theOfficeReportsAChange },
    takeUpDispute: { command: takesItUp('supervisor-b') },
    askForStatement: { command: theDeskAsksForAStatement },
    'ruleOnHandoff: receive': { command: theDeskRulesReceiveBy(RIVER_STREET) },
    'ruleOnHandoff: turnBack': { command: theDeskRulesTurnBack },
    'ruleOnHandoff: returnAndAskAgain': { command: theDeskRulesAskAgain },
    fileAppeal: { command: appealsAgainst('ruling') },
    'lookAgain: nobody appealed': { command: looksAgain('upheld') },
    'lookAgain: upheld': { lead: [appealsAgainst('ruling')], command: looksAgain('upheld') },
    'lookAgain: changed': { lead: [appealsAgainst('ruling')], command: looksAgain('changed') },
    acknowledgeRuling: { command: acknowledgesTheRuling(RIVER_STREET) },
    acknowledgeDue: { command: fallsDue('acknowledgeDue') },
    acknowledgeConditions: { command: theConditionsAreAcknowledged },
    'requestDeparture: leave': { command: theTravellerAsksToLeave },
    'requestDeparture: stay, said at once': { command: theTravellerStaysAfterAll },
    'requestDeparture: stay': { lead: [theTravellerAsksToLeave], command: theTravellerStaysAfterAll },
    'correctDetails: another community': { command: anotherCommunityIsTheirs },
    'correctDetails: a spelling': { command: aSpellingIsCorrected },
    'recordTest: fit': { command: theTestIs('met.fit') },
    'recordTest: positive': { command: theTestIs('stops.positive') },
    'recordTest: underReview': { command: theTestIs('stops.underReview') },
    'correctEvidence: fit': { command: theTestIsCorrectedTo('met.fit') },
    'correctEvidence: positive': { command: theTestIsCorrectedTo('stops.positive') },
    'recordHealthStatus: no consent is needed': { command: theStatusTurnsGreenAndNothingIsAsked },
    'recordHealthStatus: a consent is needed': {
      command: command('recordHealthStatus', { judged: { states: { consent: 'needed' } } }),
    },
    'applyMilderMeasure: no consent is needed': { command: aMilderMeasureIsApplied },
    applyAnnouncementEnd: { command: theEndOfTheMeasureIsApplied },
    announcementEnds: { command: theAnnouncementEnds },
  },
  cells,
  // One ruling takes another's place within one step.
  passing: ['ruled.anew'],
};
