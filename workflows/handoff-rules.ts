/**
 * When a command on a handoff is allowed: per command the sentences that must be true, in the order in which they are told.
 *
 * A command with no row here has no sentence: the machine's structure alone says where it is taken.
 * Sources: DOMAIN invariants I1 to I12 as the design refines them; the law behind a rule stands beside it.
 */
import type { HandoffCommandType } from '../src/contract/handoff-commands.ts';
import type { SentenceName } from './handoff-sentences.ts';

const ANSWERS = [
  'anOfficeWasAsked',
  'officeWasAsked',
  'questionOneIsAnswered',
  'threeAnswersAreYes',
  'refusalHasAReason',
  'wordsAreGiven',
  'officeStands',
] as const;
const CLOSES = ['documentIsNotKept'] as const;

export const HANDOFF_RULES: Readonly<Partial<Record<HandoffCommandType, readonly SentenceName[]>>> = {
  takeOverHandoff: ['secondOfficerIsAnother', 'firstCheckpointLetsGo', ...CLOSES],
  handOverHold: ['theOtherOfficerIsAnother'],
  acceptHold: ['handOverIsOffered', 'itWasOfferedToYou'],

  // Resident Identity Card Law, article 15: nobody may withhold a card. So a hold is the exception, never the default,
  // and asks all of this; giving the card back asks nothing, in no state, of one officer alone.
  holdDocument: [
    'measureAllowsHold',
    'announcementIsInForce',
    'testIsNotPositive',
    'rulingIsNotToTurnBack',
    'departureIsNotRequested',
    'holdIsWithinCap',
    'legalBasisIsNamed',
    'groundIsGiven',
    'secondOfficerIsAnother',
    'groundIsNew',
    'superiorAgreesToASecondHold',
  ],
  reviewHold: ['reviewerIsNotOneOfTheTwo'],
  depositDocument: [
    'travellerIsGoneOrDocumentCannotBeGiven',
    'secondOfficerIsAnother',
    'secondPersonIsASuperior',
  ],
  collectDocument: ['documentIsKeptSafe'],

  // A positive test is taken back by a correction of two persons; one under review takes the review's result.
  recordTest: ['testIsNotConfirmedPositive'],
  // A claim ends by an officer's decision or by the traveller's own word, and is not swept aside by another entry.
  recordFiling: ['claimIsDecidedFirst'],
  decideClaim: ['aClaimIsPending'],
  correctEvidence: ['secondOfficerIsAnother'],
  settleContradiction: ['thatContradictionIsOpen'],
  applyMilderMeasure: ['newMeasureIsMilder'],

  // Only what the measure asks for may be asked about somebody (Personal Information Protection Law, article 6).
  askSource: ['regionIsAskedFor', 'documentNumberIsKnown', 'sourceIsConnected', 'sourceIsNotBeingAsked'],

  askCommunity: [
    'testIsNotPositive',
    'departureIsNotRequested',
    'announcementIsInForce',
    'communityIsAskedAnewOnlyAfterNotOurs',
    'refusalIsAskedAgainOnce',
    'somethingChanged',
    'communityIsInTheDirectory',
  ],
  cancelRequest: ['onlyAFirstRequestIsCancelled'],
  recordCall: ['numberIsInTheDirectory'],
  issueReadBackCode: ['officeWasAsked', 'channelIsRegistered', 'contactHasCooled'],
  answerCommunity: ANSWERS,
  recordOralAnswer: [
    'anOfficeWasAsked',
    'officeWasAsked',
    'answererIsIdentified',
    'recordingNoticeIsRead',
    ...ANSWERS.slice(2),
  ],
  disputeOralAnswer: ['anOralAnswerIsOpen', 'oralAnswerIsInYourName'],
  escalateRequest: ['testIsNotPositive', 'departureIsNotRequested', 'aHigherRungIsLeft'],
  revokeConsent: ['officeGaveTheConsent'],
  reportChange: ['officeGaveTheConsent'],

  // A ruling waives nothing; only an approved exception does, and never consent, a test that stops, or the card's return.
  // Somebody by name decides; another does only after they took it up, so that nobody rules over a colleague unawares.
  takeUpDispute: ['aReceptionProblemIsReported', 'youDoNotDecideYet'],
  askForStatement: ['aReceptionProblemIsReported'],
  ruleOnHandoff: [
    'aReceptionProblemIsReported',
    'nobodyElseDecides',
    'rulingFitsTheCase',
    'deciderCoversTheOffice',
    'officeStands',
    'clauseIsOfTheMeasure',
  ],
  proposeException: [
    'aCommunityIsToReceive',
    'testIsNotPositive',
    'rulingIsNotToTurnBack',
    'departureIsNotRequested',
    'exceptionMayNameTheRegion',
  ],
  approveException: [
    'anExceptionIsProposed',
    'testIsNotPositive',
    'rulingIsNotToTurnBack',
    'aCommunityIsToReceive',
    'approverIsAnother',
  ],
  acknowledgeRuling: ['aRulingAwaitsTheOffice', 'rulingNamesTheOffice', 'officeStands'],

  signPledge: [
    'testIsNotPositive',
    'consentStands',
    'detailsAreComplete',
    'conditionsAreAcknowledged',
    'pledgeTextIsTheOneShown',
    'guardianIsIdentified',
    'witnessIsOnDuty',
  ],
  declinePledge: ['consentStands', 'witnessIsOnDuty'],

  releaseTraveller: [
    'testIsNotPositive',
    'departureIsNotRequested',
    // `everyRequirementIsMet`, told by its first unmet region.
    'testIsMet',
    'healthStatusIsMet',
    'itineraryIsMet',
    'filingIsMet',
    'consentStands',
    'rulingIsAcknowledged',
    'pledgeIsSigned',
    'familyIsDecidedTogether',
    ...CLOSES,
  ],
  clearTraveller: ['testIsNotPositive', 'nothingIsRequiredAnyMore', 'familyIsDecidedTogether', ...CLOSES],
  turnTravellerBack: [
    'testIsNotPositive',
    'aRequirementIsUnmet',
    'requestIsNotPending',
    'noClaimIsPending',
    'theReasonIsTheCase',
    'alternativesAreNamed',
    'familyIsDecidedTogether',
    ...CLOSES,
  ],
  // An emergency waits for nothing: who and where to is its whole form.
  referTraveller: ['emergencyOrTestStops'],
  withdrawTraveller: ['departureIsRequested', ...CLOSES],

  confirmArrival: ['officeHasThemInCare'],
  reportNonArrival: ['arrivalIsOverdue', 'officeHasThemInCare'],
  reportReceptionProblem: ['officeHasThemInCare'],
  requestTransfer: ['noRulingIsOpen', 'noTransferIsOpen', 'officeHasThemInCare', 'officeStands'],
  acceptTransfer: ['aTransferIsOpen', 'transferNamesTheOffice', 'officeStands'],

  // Nobody judges their own decision (Administrative Compulsion Law, article 8: the right to state, to defend and to appeal).
  fileAppeal: ['noAppealIsOpen', 'appealFitsTheCase'],
  lookAgain: ['anAppealIsOpen', 'reviewerDidNotDecide'],
};
