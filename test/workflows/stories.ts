/**
 * The stories, readable aloud. Wang Li and Li Jie are the two women of the founding scene (DOMAIN §1.5):
 * pop-up 3, a fit test, a green itinerary; their communities are asked, and answer each in its own way.
 */
import { OFFICER, SUPERIOR } from './moves.ts';
import { DISPUTES } from './stories-disputes.ts';
import { type Story, story } from './story.ts';
import {
  aCallIsRecorded,
  aComplaintIsFiled,
  aContradictionIsNoted,
  aLateResultIsRecorded,
  aPoppedUpTravellerIsStopped,
  aReadBackCodeIsSentTo,
  aSecondSupervisorApproves,
  aSourceSaysTheItineraryIs,
  aSourceSaysTheTestIs,
  aStatementIsAdded,
  aSupervisorLooksAgain,
  aSupervisorSettlesTheMissingArrival,
  aTravellerIsStopped,
  accepts,
  acceptsByPhone,
  acceptsTheTransfer,
  acknowledgesTheRuling,
  anAmbulanceTakesThem,
  anExceptionIsProposedFor,
  anotherCommunityIsTheirs,
  answersQuestionOneAlone,
  asksForTheStreetOffice,
  DUTY_DESK,
  fallsDue,
  luReviewsTheHoldAndEndsIt,
  luReviewsTheHoldAndKeepsIt,
  needsMoreInformation,
  POPLAR_COURT,
  RIVER_STREET,
  refuses,
  SHEN,
  saysNotOurs,
  saysYouReleaseIThenTake,
  shenAcceptsTheCase,
  southGateTakesTheCaseOver,
  theAnnouncementEnds,
  theAuthorityAcknowledges,
  theCardIsCollected,
  theCardIsKeptSafe,
  theConditionsAreAcknowledged,
  theDeskRulesAskAgain,
  theDeskRulesReceiveBy,
  theDeskRulesTurnBack,
  theEndOfTheMeasureIsApplied,
  theFamilyIsDecidedApart,
  theFieldsAreNotYetComplete,
  theHealthAuthorityTakesThem,
  theOfficeAsksPoplarCourtToTakeThem,
  theOfficeConfirmsTheArrival,
  theOfficeReportsAChange,
  theOfficeReportsAProblem,
  theOfficeReportsThemMissing,
  theOfficeRevokesItsConsent,
  thePapersAreHandedOver,
  theTestContradictsItself,
  theRequestIsPassedUp,
  theReturnAddressIsCorrected,
  theReturnIsOrdered,
  theSevenFieldsAreRecorded,
  theStatusTurnsGreenAndTheTestIs,
  theTestIs,
  theTestIsCorrectedTo,
  theTravellerAsksToLeave,
  theTravellerDeclinesToSign,
  theTravellerIsTurnedAwayAtTheDoor,
  theTravellerLeaves,
  theTravellerSigns,
  theTravellerStaysAfterAll,
  WILLOW_LANE,
  wenAsks,
  wenAsksWillowLane,
  wenCancelsTheRequest,
  wenClears,
  wenHoldsTheCard,
  wenHoldsTheCardOnANewGround,
  wenHoldsTheCardOnANewGroundWithoutASuperior,
  wenOffersTheCaseToShen,
  wenReadsTheCardAndHandsItBack,
  wenReleases,
  wenSettles,
  wenReturnsTheCard,
  wenTurnsBackBecause,
  theFilingIs,
  theClaimIsTakenBack,
  wenDecidesTheClaim,
} from './world.ts';

const isStopped = [aPoppedUpTravellerIsStopped, theSevenFieldsAreRecorded];
const isAsked = [...isStopped, wenAsksWillowLane];
const isAccepted = [...isAsked, accepts(WILLOW_LANE)];
const hasSigned = [...isAccepted, theTravellerSigns];
const isReleased = [...hasSigned, wenReleases];
const isReceived = [...isReleased, theOfficeConfirmsTheArrival];
const silenceGoesUp = [fallsDue('requestDue'), fallsDue('rungDue')];
const isAtTheDesk = [...isAsked, ...silenceGoesUp];
const nobodyRules = [...isAtTheDesk, fallsDue('rulingDue')];
const isRuledReceive = [...isAtTheDesk, theDeskRulesReceiveBy(RIVER_STREET)];

const theTestIsWaived = [
  aTravellerIsStopped(['test', 'healthStatus', 'consent', 'pledge']),
  theSevenFieldsAreRecorded,
  anExceptionIsProposedFor('test'),
  aSecondSupervisorApproves,
];
/** The seven fields were asked for, and not given. */
const withholdsTheFields = [
  aPoppedUpTravellerIsStopped,
  theFieldsAreNotYetComplete,
  wenAsksWillowLane,
  accepts(WILLOW_LANE),
];
const isReportedMissing = [fallsDue('arrivalDue'), theOfficeReportsThemMissing];
const isMissingWhileARulingWaits = [
  ...isReleased,
  theOfficeReportsAProblem,
  theDeskRulesReceiveBy(RIVER_STREET),
  ...isReportedMissing,
];

/** The clocks of every open case. */
const OPEN = ['stayReviewDue', 'announcementEnds'] as const;
const KEPT = ['holdReviewDue', 'holdCapDue'] as const;

export const STORIES: readonly Story[] = [
  // The founding scene: Li Jie.
  story('Li Jie is popped up: the card is read and handed back, and nobody waits without a clock')
    .given(aPoppedUpTravellerIsStopped)
    .when(wenReadsTheCardAndHandsItBack)
    .then({
      facts: ['documentRead'],
      standing: ['open.document.readAndReturned', 'open.consent.needed', 'open.pledge.locked'],
      holder: `officer ${OFFICER}`,
      timers: OPEN,
    }),
  story('Willow Lane is asked by the house, not dialled by Li Jie, and has a deadline')
    .given(...isStopped)
    .when(wenAsksWillowLane)
    .then({
      facts: ['communityAsked'],
      standing: ['open.consent.asked.community', 'open.pledge.locked'],
      timers: [...OPEN, 'requestDue'],
      knows: {
        'request.rung': 'community',
        'request.community': WILLOW_LANE,
        'request.residentKnown': false,
      },
    }),
  story(
    'Willow Lane says three times yes, and that the building is sealed: the condition is shown before signing',
  )
    .given(...isAsked)
    .when(accepts(WILLOW_LANE, ['sealedBuilding']))
    .then({
      facts: ['answerGiven', 'consentGiven'],
      standing: ['open.consent.accepted', 'open.pledge.ready'],
      holder: 'checkpoint',
      timers: [...OPEN, 'consentLapses'],
      knows: { 'consent.office': WILLOW_LANE, 'consent.conditions': 'shown', 'request.residentKnown': true },
    }),
  story('Li Jie may not sign before she knows that her building is sealed')
    .given(...isAsked, accepts(WILLOW_LANE, ['sealedBuilding']))
    .when(theTravellerSigns)
    .then({ refused: 'conditionsAreAcknowledged' }),
  story('she knows it, and signs')
    .given(...isAsked, accepts(WILLOW_LANE, ['sealedBuilding']), theConditionsAreAcknowledged)
    .when(theTravellerSigns)
    .then({ facts: ['pledgeSigned'], standing: ['open.pledge.signed'], timers: OPEN }),
  story('Li Jie is released into the care of Willow Lane, and her papers are due')
    .given(
      ...isAsked,
      accepts(WILLOW_LANE, ['sealedBuilding']),
      theConditionsAreAcknowledged,
      theTravellerSigns,
    )
    .when(wenReleases)
    .then({
      facts: ['travellerReleased'],
      standing: ['released.onTheWay'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['arrivalDue', 'papersDue'],
      knows: { 'care.office': WILLOW_LANE, papersPending: true },
    }),
  story('the papers are in her hands')
    .given(...isReleased)
    .when(thePapersAreHandedOver)
    .then({ facts: ['paperHandedOver'], timers: ['arrivalDue'], knows: { papersPending: false } }),
  story('at the door Willow Lane confirms that she came home')
    .given(...isReleased, thePapersAreHandedOver)
    .when(theOfficeConfirmsTheArrival)
    .then({
      facts: ['arrivalConfirmed'],
      standing: ['released.received'],
      holder: `office ${WILLOW_LANE}`,
      timers: [],
    }),
  story('nobody takes the release back: the checkpoint cannot turn her back on the way')
    .given(...isReleased)
    .when(wenTurnsBackBecause('requirementUnmet'))
    .then({ refused: 'notInThisState' }),

  // The founding scene: the colleague.
  story('the colleague signs while consent is still open, and is told why it is no signature')
    .given(...isAsked)
    .when(theTravellerSigns)
    .then({ refused: 'consentStands' }),
  story('"你要放我就收" is written down word for word, and is no consent')
    .given(...isAsked)
    .when(saysYouReleaseIThenTake(WILLOW_LANE))
    .then({
      facts: ['answerGiven'],
      standing: ['open.consent.asked.community', 'open.pledge.locked'],
      holder: 'checkpoint',
      timers: [...OPEN, 'requestDue'],
    }),
  story('upon "你要放我就收" nobody is released')
    .given(...isAsked, saysYouReleaseIThenTake(WILLOW_LANE))
    .when(wenReleases)
    .then({ refused: 'consentStands' }),
  story('and nobody is turned back while the question is open')
    .given(...isAsked, saysYouReleaseIThenTake(WILLOW_LANE))
    .when(wenTurnsBackBecause('communityRefused'))
    .then({ refused: 'requestIsNotPending' }),
  story('a call nobody takes is written down and ends nothing')
    .given(...isAsked)
    .when(aCallIsRecorded)
    .then({
      facts: ['callRecorded'],
      standing: ['open.consent.asked.community'],
      timers: [...OPEN, 'requestDue'],
    }),
  story('the shouting has a clock: it runs out, and River street is asked')
    .given(...isAsked, saysYouReleaseIThenTake(WILLOW_LANE))
    .when(fallsDue('requestDue'))
    .then({
      facts: ['timerFired', 'rungAsked'],
      standing: ['open.consent.asked.streetOffice'],
      holder: 'checkpoint',
      timers: [...OPEN, 'rungDue'],
      knows: { 'request.rung': 'streetOffice', 'request.streetOffice': RIVER_STREET },
    }),
  story('River street is silent, and the duty desk is asked')
    .given(...isAsked, fallsDue('requestDue'))
    .when(fallsDue('rungDue'))
    .then({
      facts: ['timerFired', 'rungAsked'],
      standing: ['open.consent.asked.supervisor'],
      timers: [...OPEN, 'rulingDue'],
      knows: { 'request.rung': 'supervisor', 'request.supervisor': DUTY_DESK },
    }),
  story('the duty desk rules that River street receives her')
    .given(...isAtTheDesk)
    .when(theDeskRulesReceiveBy(RIVER_STREET, ['homeObservation']))
    .then({
      facts: ['handoffRuled'],
      standing: ['open.consent.ruled.receive.awaiting', 'open.pledge.ready'],
      holder: 'checkpoint',
      timers: [...OPEN, 'acknowledgeDue', 'consentLapses'],
      knows: { 'consent.office': RIVER_STREET, 'consent.conditions': 'shown' },
    }),
  story('a ruling that nobody acknowledged releases nobody')
    .given(...isRuledReceive, theTravellerSigns)
    .when(wenReleases)
    .then({ refused: 'rulingIsAcknowledged' }),
  story('silence upon a ruling goes up the ladder, never back to the traveller')
    .given(...isRuledReceive)
    .when(fallsDue('acknowledgeDue'))
    .then({
      facts: ['timerFired', 'acknowledgementOverdue'],
      standing: ['open.consent.ruled.receive.awaiting', 'open.pledge.ready'],
      timers: [...OPEN, 'acknowledgeDue', 'consentLapses'],
    }),
  story(
    'and the desk, told of it, names Poplar Court instead: what was signed under the former ruling is void',
  )
    .given(...isRuledReceive, theTravellerSigns, fallsDue('acknowledgeDue'))
    .when(theDeskRulesReceiveBy(POPLAR_COURT, ['homeObservation']))
    .then({
      facts: ['handoffRuled', 'pledgeVoided'],
      standing: ['open.consent.ruled.receive.awaiting', 'open.pledge.ready'],
      timers: [...OPEN, 'acknowledgeDue', 'consentLapses'],
      knows: { 'consent.office': POPLAR_COURT, 'consent.conditions': 'shown' },
    }),
  story('a no that was said to the former ruling is no answer to the new one')
    .given(...isRuledReceive, theTravellerDeclinesToSign)
    .when(theDeskRulesReceiveBy(POPLAR_COURT))
    .then({ facts: ['handoffRuled'], standing: ['open.pledge.ready'] }),
  story('once River street has acknowledged, the desk changes nothing behind its back')
    .given(...isRuledReceive, acknowledgesTheRuling(RIVER_STREET))
    .when(theDeskRulesReceiveBy(POPLAR_COURT))
    .then({ refused: 'notInThisState' }),
  story('the house is sealed after the ruling: the desk hears it, the pledge is void, and nobody is released')
    .given(...isRuledReceive, acknowledgesTheRuling(RIVER_STREET), theTravellerSigns)
    .when(theOfficeReportsAChange)
    .then({
      facts: ['changeReported', 'rungAsked', 'pledgeVoided'],
      standing: ['open.consent.asked.supervisor', 'open.pledge.locked'],
      holder: 'checkpoint',
      timers: [...OPEN, 'rulingDue'],
      knows: { 'consent.office': null, 'request.rung': 'supervisor', 'request.supervisor': DUTY_DESK },
    }),
  story('an office cannot take back what was ruled')
    .given(...isRuledReceive, acknowledgesTheRuling(RIVER_STREET))
    .when(theOfficeRevokesItsConsent)
    .then({ refused: 'notInThisState' }),
  story('a ruling that nobody used lapses like a consent, and is the desk’s again')
    .given(...isRuledReceive, acknowledgesTheRuling(RIVER_STREET))
    .when(fallsDue('consentLapses'))
    .then({
      facts: ['timerFired', 'consentLapsed', 'rungAsked'],
      standing: ['open.consent.asked.supervisor', 'open.pledge.locked'],
      timers: [...OPEN, 'rulingDue'],
    }),
  story('who is leaving is not asked for again because a ruling lapsed')
    .given(...isRuledReceive, theTravellerAsksToLeave)
    .when(fallsDue('consentLapses'))
    .then({
      facts: ['timerFired', 'consentLapsed'],
      standing: ['open.consent.cancelled', 'open.stay.departing'],
      timers: [...OPEN, 'departureDue'],
    }),
  story('only the office that was named can acknowledge')
    .given(...isRuledReceive)
    .when(acknowledgesTheRuling(POPLAR_COURT))
    .then({ refused: 'rulingNamesTheOffice' }),
  story('River street acknowledges, and the colleague is released into its care')
    .given(...isRuledReceive, acknowledgesTheRuling(RIVER_STREET), theTravellerSigns)
    .when(wenReleases)
    .then({
      facts: ['travellerReleased'],
      standing: ['released.onTheWay'],
      holder: `office ${RIVER_STREET}`,
      timers: ['arrivalDue', 'papersDue'],
    }),

  // Answers.
  story(
    'Willow Lane refuses, and its refusal is the highest asked: the officer may turn back, ask again or ask higher',
  )
    .given(...isAsked)
    .when(refuses(WILLOW_LANE))
    .then({
      facts: ['answerGiven', 'consentRefused'],
      standing: ['open.consent.refused'],
      timers: OPEN,
    }),
  story('she is turned back because the community refused, with alternatives named, and the card is hers')
    .given(...isAsked, refuses(WILLOW_LANE))
    .when(wenTurnsBackBecause('communityRefused'))
    .then({
      facts: ['travellerTurnedBack'],
      standing: ['turnedBack'],
      holder: 'traveller',
      timers: ['papersDue'],
      knows: { papersPending: true },
    }),
  story('a notice cannot say what is not so: nobody refused, so nobody is turned back for it')
    .given(...isStopped, theTestIs('unmet.unfit'))
    .when(wenTurnsBackBecause('communityRefused'))
    .then({ refused: 'theReasonIsTheCase' }),
  story('once River street is asked, a late refusal of Willow Lane ends nothing')
    .given(...isAsked, fallsDue('requestDue'))
    .when(refuses(WILLOW_LANE))
    .then({
      facts: ['answerGiven'],
      standing: ['open.consent.asked.streetOffice'],
      timers: [...OPEN, 'rungDue'],
    }),
  story('but a late yes of Willow Lane is a yes')
    .given(...isAtTheDesk)
    .when(accepts(WILLOW_LANE))
    .then({
      facts: ['answerGiven', 'consentGiven'],
      standing: ['open.consent.accepted', 'open.pledge.ready'],
      knows: { 'consent.office': WILLOW_LANE },
    }),
  story('River street refuses at its own rung')
    .given(...isAsked, fallsDue('requestDue'))
    .when(refuses(RIVER_STREET))
    .then({ facts: ['answerGiven', 'consentRefused'], standing: ['open.consent.refused'] }),
  story('asked once more at the street’s rung, it is the street that is asked')
    .given(...isAsked, fallsDue('requestDue'), refuses(RIVER_STREET))
    .when(wenAsksWillowLane)
    .then({
      facts: ['communityAsked'],
      standing: ['open.consent.asked.streetOffice'],
      timers: [...OPEN, 'rungDue'],
      knows: { 'request.askedAgain': true, 'request.rung': 'streetOffice' },
    }),
  story('"the street office shall decide" is an escalation')
    .given(...isAsked)
    .when(asksForTheStreetOffice(WILLOW_LANE))
    .then({
      facts: ['answerGiven', 'requestEscalated', 'rungAsked'],
      standing: ['open.consent.asked.streetOffice'],
      timers: [...OPEN, 'rungDue'],
    }),
  story('"the street office shall decide", said when it is already deciding, changes nothing')
    .given(...isAsked, fallsDue('requestDue'))
    .when(asksForTheStreetOffice(WILLOW_LANE))
    .then({
      facts: ['answerGiven'],
      standing: ['open.consent.asked.streetOffice'],
      knows: { 'request.supervisor': null },
    }),
  story('Willow Lane says she is not theirs, and the officer asks Poplar Court, which is a new question')
    .given(...isAsked, answersQuestionOneAlone(WILLOW_LANE), saysNotOurs(WILLOW_LANE))
    .when(wenAsks(POPLAR_COURT))
    .then({
      facts: ['communityAsked'],
      standing: ['open.consent.asked.community'],
      timers: [...OPEN, 'requestDue'],
      knows: { 'request.community': POPLAR_COURT, 'request.residentKnown': false, 'request.notOurs': false },
    }),
  story('while Willow Lane is thinking, the officer cannot ask whoever is more willing')
    .given(...isAsked)
    .when(wenAsks(POPLAR_COURT))
    .then({ refused: 'communityIsAskedAnewOnlyAfterNotOurs' }),
  story('an office that was not asked cannot accept')
    .given(...isAsked)
    .when(accepts(POPLAR_COURT))
    .then({ refused: 'officeWasAsked' }),
  story('by telephone it counts when the worker has read back the code that was sent to their own channel')
    .given(...isAsked, aReadBackCodeIsSentTo(WILLOW_LANE))
    .when(acceptsByPhone(WILLOW_LANE))
    .then({
      facts: ['oralAnswerRecorded', 'consentGiven'],
      standing: ['open.consent.accepted'],
      timers: [...OPEN, 'consentLapses', 'oralAnswerDue'],
      knows: { 'request.codeIssued': false },
    }),
  story('a code is sent to the worker’s own channel, and is good for a while')
    .given(...isAsked)
    .when(aReadBackCodeIsSentTo(WILLOW_LANE))
    .then({
      facts: ['readBackCodeIssued'],
      timers: [...OPEN, 'requestDue', 'readBackCodeDue'],
      knows: { 'request.codeIssued': true },
    }),
  story('a code that nobody read back lapses, and the question stays open')
    .given(...isAsked, aReadBackCodeIsSentTo(WILLOW_LANE))
    .when(fallsDue('readBackCodeDue'))
    .then({
      facts: ['timerFired', 'readBackCodeLapsed'],
      standing: ['open.consent.asked.community'],
      timers: [...OPEN, 'requestDue'],
    }),
  story('a request that was withdrawn may be made again, and an answer on its way is kept as a statement')
    .given(...isAsked, wenCancelsTheRequest)
    .when(accepts(WILLOW_LANE))
    .then({
      facts: ['answerGiven', 'answerKeptAsStatement'],
      standing: ['open.consent.needed', 'open.pledge.locked'],
    }),
  story('nobody is asked without limit: a request that was made once more is not taken back')
    .given(...isAsked, wenCancelsTheRequest, wenAsksWillowLane)
    .when(wenCancelsTheRequest)
    .then({ refused: 'onlyAFirstRequestIsCancelled' }),
  story('taken back, it used up the second question: what is refused now goes up, and is not asked again')
    .given(...isAsked, wenCancelsTheRequest, wenAsksWillowLane, refuses(WILLOW_LANE))
    .when(wenAsksWillowLane)
    .then({ refused: 'refusalIsAskedAgainOnce' }),
  story('what was refused and asked again is not taken back: it is answered, or goes up')
    .given(...isAsked, refuses(WILLOW_LANE), wenAsksWillowLane)
    .when(wenCancelsTheRequest)
    .then({ refused: 'onlyAFirstRequestIsCancelled' }),
  story('a departure taken back uses up no question')
    .given(...isAsked, theTravellerAsksToLeave, theTravellerStaysAfterAll, wenAsksWillowLane)
    .when(refuses(WILLOW_LANE))
    .then({
      standing: ['open.consent.refused'],
      knows: { 'request.askedAgain': false },
    }),
  story('what went up the ladder is answered there: nobody below takes it back')
    .given(...isAsked, theRequestIsPassedUp)
    .when(wenCancelsTheRequest)
    .then({ refused: 'onlyAFirstRequestIsCancelled' }),
  story('"not ours" is said when River street is asked already: the right community is asked all the same')
    .given(...isAsked, fallsDue('requestDue'), saysNotOurs(WILLOW_LANE), needsMoreInformation(RIVER_STREET))
    .when(wenAsks(POPLAR_COURT))
    .then({
      facts: ['communityAsked'],
      standing: ['open.consent.asked.community'],
      timers: [...OPEN, 'requestDue'],
      knows: {
        'request.rung': 'community',
        'request.community': POPLAR_COURT,
        'request.streetOffice': null,
        'request.notOurs': false,
      },
    }),
  story('another community is another question: it can be asked again once, whatever was asked of the first')
    .given(
      ...isAsked,
      refuses(WILLOW_LANE),
      wenAsksWillowLane,
      saysNotOurs(WILLOW_LANE),
      wenAsks(POPLAR_COURT),
    )
    .when(refuses(POPLAR_COURT))
    .then({ standing: ['open.consent.refused'], knows: { 'request.askedAgain': false } }),
  story('Willow Lane looks again and finds that she is theirs: nobody else is asked')
    .given(...isAsked, saysNotOurs(WILLOW_LANE), answersQuestionOneAlone(WILLOW_LANE))
    .when(wenAsks(POPLAR_COURT))
    .then({ refused: 'communityIsAskedAnewOnlyAfterNotOurs' }),
  story('the pop-up is lifted while Willow Lane answers: its answer is kept as a statement')
    .given(...isAsked, theStatusTurnsGreenAndTheTestIs('met.fit'))
    .when(accepts(WILLOW_LANE))
    .then({
      facts: ['answerGiven', 'answerKeptAsStatement'],
      standing: ['open.consent.notNeeded'],
      knows: { 'request.rung': null, 'request.community': WILLOW_LANE },
    }),
  story('an office whose resident she turned out not to be says nothing more about her')
    .given(...isAsked, anotherCommunityIsTheirs, wenAsks(POPLAR_COURT))
    .when(accepts(WILLOW_LANE))
    .then({ refused: 'officeWasAsked' }),
  story(
    'an answer to a question that was decided is refused by name: who thinks again says so by its own command',
  )
    .given(...isAccepted)
    .when(refuses(WILLOW_LANE))
    .then({ refused: 'notInThisState' }),
  story('it turns out that she lives elsewhere: the request ends, and the right community can be asked')
    .given(...isAsked)
    .when(anotherCommunityIsTheirs)
    .then({
      facts: ['detailsCorrected', 'requestCancelled'],
      standing: ['open.consent.needed'],
      timers: OPEN,
      knows: { 'request.rung': null, 'request.community': null },
    }),

  // Deadlock.
  story('nobody rules in time: the case stays on the ladder, and says so')
    .given(...isAtTheDesk)
    .when(fallsDue('rulingDue'))
    .then({
      facts: ['timerFired', 'nobodyDecided', 'deciderNamed'],
      standing: ['open.consent.asked.undecided'],
      holder: 'checkpoint',
      timers: [...OPEN, 'rulingDue'],
    }),
  story('nobody ruled, so the officer may turn back, and the notice says that nobody decided')
    .given(...nobodyRules)
    .when(wenTurnsBackBecause('noDecisionInTime'))
    .then({ facts: ['travellerTurnedBack'], standing: ['turnedBack'], holder: 'traveller' }),
  story('before the desk’s time is over, nobody can be turned back for want of a decision')
    .given(...isAtTheDesk)
    .when(wenTurnsBackBecause('noDecisionInTime'))
    .then({ refused: 'requestIsNotPending' }),
  story('nobody rules, the traveller leaves, and the card comes back first')
    .given(...isStopped, wenHoldsTheCard, wenAsksWillowLane, ...silenceGoesUp, fallsDue('rulingDue'))
    .when(theTravellerAsksToLeave)
    .then({
      facts: ['departureRequested', 'requestCancelled', 'returnFellDue'],
      standing: ['open.stay.departing', 'open.document.held.returnDue', 'open.consent.cancelled'],
      timers: [...OPEN, 'departureDue', 'holdReviewDue'],
    }),
  story('with the card in the officer’s drawer nobody has left')
    .given(...isStopped, wenHoldsTheCard, theTravellerAsksToLeave)
    .when(theTravellerLeaves)
    .then({ refused: 'documentIsNotKept' }),
  story('the card is back, and the traveller goes')
    .given(...isStopped, wenHoldsTheCard, wenAsksWillowLane, theTravellerAsksToLeave, wenReturnsTheCard)
    .when(theTravellerLeaves)
    .then({
      facts: ['travellerWithdrew'],
      standing: ['withdrawn'],
      holder: 'traveller',
      timers: ['papersDue'],
    }),
  story('the traveller stays after all, and can be asked for again')
    .given(...isAsked, theTravellerAsksToLeave)
    .when(theTravellerStaysAfterAll)
    .then({
      facts: ['departureRequested', 'departureTakenBack'],
      standing: ['open.stay.staying', 'open.consent.needed'],
      timers: OPEN,
    }),
  story('who asked to leave and is kept waiting is named by a clock')
    .given(...isStopped, theTravellerAsksToLeave)
    .when(fallsDue('departureDue'))
    .then({ facts: ['timerFired', 'departureOverdue'], standing: ['open.stay.departing'] }),
  story('the desk sends the question back: it may be asked from the beginning')
    .given(...isAtTheDesk)
    .when(theDeskRulesAskAgain)
    .then({ facts: ['handoffRuled'], standing: ['open.consent.needed'], knows: { 'request.rung': null } }),
  story('ruled to turn back, only that, the card, a referral and leaving remain: she is turned back')
    .given(...isAtTheDesk, theDeskRulesTurnBack)
    .when(wenTurnsBackBecause('ruledTurnBack'))
    .then({ facts: ['travellerTurnedBack'], standing: ['turnedBack'], holder: 'traveller' }),
  story(
    'ruled to turn back, and then the pop-up is lifted: what is true is heard, and the ruling has no object left',
  )
    .given(...isAtTheDesk, theDeskRulesTurnBack)
    .when(theStatusTurnsGreenAndTheTestIs('met.fit'))
    .then({ facts: ['healthStatusRecorded'], standing: ['open.consent.notNeeded', 'open.test.met.fit'] }),
  story('ruled to turn back, no card can be taken any more')
    .given(...isAtTheDesk, theDeskRulesTurnBack)
    .when(wenHoldsTheCard)
    .then({ refused: 'rulingIsNotToTurnBack' }),

  // The test.
  story(
    'a test turns positive while the card is held: the request ends with neutral words, and the card goes back',
  )
    .given(...isStopped, wenHoldsTheCard, wenAsksWillowLane)
    .when(theTestIs('stops.positive'))
    .then({
      facts: ['testRecorded', 'requestCancelled', 'returnFellDue'],
      standing: [
        'open.test.stops.positive',
        'open.consent.cancelled',
        'open.document.held.returnDue',
        'open.pledge.locked',
      ],
      holder: 'checkpoint',
      timers: [...OPEN, 'holdReviewDue'],
    }),
  story('a positive test is never a plain refusal')
    .given(...isStopped, theTestIs('stops.positive'))
    .when(wenTurnsBackBecause('requirementUnmet'))
    .then({ refused: 'testIsNotPositive' }),
  story('it is referred, and the checkpoint carries the responsibility until the authority acknowledges')
    .given(...isStopped, theTestIs('stops.positive'))
    .when(theHealthAuthorityTakesThem)
    .then({
      facts: ['travellerReferred'],
      standing: ['referred.awaiting'],
      holder: `officer ${OFFICER}`,
      timers: ['referralDue', 'papersDue'],
    }),
  story('the authority is slow, and is called by name')
    .given(...isStopped, theTestIs('stops.positive'), theHealthAuthorityTakesThem)
    .when(fallsDue('referralDue'))
    .then({
      facts: ['timerFired', 'referralOverdue'],
      standing: ['referred.awaiting'],
      holder: 'checkpoint',
    }),
  story('the authority acknowledges, and carries it from now on')
    .given(...isStopped, theTestIs('stops.positive'), theHealthAuthorityTakesThem)
    .when(theAuthorityAcknowledges)
    .then({
      facts: ['referralAcknowledged'],
      standing: ['referred.acknowledged'],
      holder: 'authority',
      timers: ['papersDue'],
    }),
  story('a positive test that voids a signed pledge says so')
    .given(...hasSigned)
    .when(theTestIs('stops.underReview'))
    .then({
      facts: ['testRecorded', 'requestCancelled', 'pledgeVoided'],
      standing: ['open.test.stops.underReview', 'open.consent.cancelled', 'open.pledge.locked'],
    }),
  story('the review says negative, and the community may be asked again')
    .given(...isAsked, theTestIs('stops.underReview'))
    .when(theTestIs('met.fit'))
    .then({ facts: ['testRecorded'], standing: ['open.test.met.fit', 'open.consent.needed'], timers: OPEN }),
  story('the pop-up is lifted while a test is under review: the review goes on')
    .given(...isAsked, theTestIs('stops.underReview'))
    .when(theStatusTurnsGreenAndTheTestIs('met.fit'))
    .then({
      facts: ['healthStatusRecorded'],
      standing: ['open.test.stops.underReview', 'open.consent.notNeeded'],
      timers: OPEN,
    }),
  story('the measure ends while a test is under review: the review’s result is still waited for')
    .given(...isStopped, theTestIs('stops.underReview'), theAnnouncementEnds)
    .when(wenClears)
    .then({ refused: 'testIsNotPositive' }),
  story('a confirmed positive is not overwritten by another test')
    .given(...isStopped, theTestIs('stops.positive'))
    .when(theTestIs('met.fit'))
    .then({ refused: 'testIsNotConfirmedPositive' }),
  story('a source that says otherwise is written down, and a confirmed positive stays')
    .given(...isStopped, theTestIs('stops.positive'))
    .when(aSourceSaysTheTestIs('met.fit'))
    .then({
      facts: ['sourceAnswered'],
      standing: ['open.test.stops.positive', 'open.consent.needed', 'open.pledge.locked'],
      timers: OPEN,
    }),
  story('what a source says of the itinerary is not lost because the test is positive')
    .given(...isStopped, theTestIs('stops.positive'))
    .when(aSourceSaysTheItineraryIs('unmet.notGreen'))
    .then({
      facts: ['sourceAnswered'],
      standing: ['open.itinerary.unmet.notGreen', 'open.test.stops.positive'],
    }),
  story('it is corrected by two persons')
    .given(...isStopped, theTestIs('stops.positive'))
    .when(theTestIsCorrectedTo('met.fit'))
    .then({ facts: ['evidenceCorrected'], standing: ['open.test.met.fit'] }),
  // A claim: a commuter who is not known as one.
  story('a claim is lodged: somebody has to decide it, and a clock says by when')
    .given(aTravellerIsStopped(['filing']))
    .when(theFilingIs('pending.claimed'))
    .then({
      facts: ['filingRecorded'],
      standing: ['open.filing.pending.claimed'],
      holder: 'checkpoint',
      timers: [...OPEN, 'claimDue'],
    }),
  story('nobody decided a claim in time: those above are told, and nothing is decided by that')
    .given(aTravellerIsStopped(['filing']), theFilingIs('pending.claimed'))
    .when(fallsDue('claimDue'))
    .then({
      facts: ['timerFired', 'claimOverdue'],
      standing: ['open.filing.pending.claimed'],
      timers: [...OPEN, 'claimDue'],
    }),
  story('a claim is granted by an officer, and no clock of it runs any more')
    .given(aTravellerIsStopped(['filing']), theFilingIs('pending.claimed'))
    .when(wenDecidesTheClaim('met.granted'))
    .then({ facts: ['claimDecided'], standing: ['open.filing.met.granted'], timers: OPEN }),
  story('a claim that waits is not swept aside by another entry')
    .given(aTravellerIsStopped(['filing']), theFilingIs('pending.claimed'))
    .when(theFilingIs('unmet.refused'))
    .then({ refused: 'claimIsDecidedFirst' }),
  story('the traveller takes it back')
    .given(aTravellerIsStopped(['filing']), theFilingIs('pending.claimed'))
    .when(theClaimIsTakenBack)
    .then({ facts: ['filingRecorded'], standing: ['open.filing.unmet.needed'], timers: OPEN }),
  story('nobody is turned back over a claim that waits')
    .given(aTravellerIsStopped(['filing']), theFilingIs('pending.claimed'))
    .when(wenTurnsBackBecause('requirementUnmet'))
    .then({ refused: 'noClaimIsPending' }),
  story('a claim that was decided is not decided again')
    .given(
      aTravellerIsStopped(['filing']),
      theFilingIs('pending.claimed'),
      wenDecidesTheClaim('unmet.refused'),
    )
    .when(wenDecidesTheClaim('met.granted'))
    .then({ refused: 'aClaimIsPending' }),
  story('a result that comes after the release is passed on, and recalls nobody')
    .given(...isReleased)
    .when(aLateResultIsRecorded)
    .then({
      facts: ['lateResultRecorded'],
      standing: ['released.onTheWay'],
      holder: `office ${WILLOW_LANE}`,
    }),

  // The card.
  story('a card is held by two, with a receipt and two clocks')
    .given(...isStopped)
    .when(wenHoldsTheCard)
    .then({
      facts: ['documentHeld'],
      standing: ['open.document.held.kept'],
      timers: [...OPEN, ...KEPT],
      knows: { 'hold.by': OFFICER, 'hold.count': 1 },
    }),
  story('the review falls due and alarms; no clock moves a card')
    .given(...isStopped, wenHoldsTheCard)
    .when(fallsDue('holdReviewDue'))
    .then({
      facts: ['timerFired', 'holdReviewFellDue'],
      standing: ['open.document.held.kept'],
      timers: [...OPEN, ...KEPT],
    }),
  story('Lu reviews the hold, with a reason to keep it')
    .given(...isStopped, wenHoldsTheCard)
    .when(luReviewsTheHoldAndKeepsIt)
    .then({ facts: ['holdReviewed'], standing: ['open.document.held.kept'] }),
  story('Lu reviews the hold and ends it: the return is due')
    .given(...isStopped, wenHoldsTheCard)
    .when(luReviewsTheHoldAndEndsIt)
    .then({
      facts: ['holdReviewed'],
      standing: ['open.document.held.returnDue'],
      timers: [...OPEN, 'holdReviewDue'],
    }),
  story('the cap is reached: only the return remains')
    .given(...isStopped, wenHoldsTheCard)
    .when(fallsDue('holdCapDue'))
    .then({
      facts: ['timerFired', 'holdCapReached'],
      standing: ['open.document.held.returnDue'],
      timers: [...OPEN, 'holdReviewDue'],
      knows: { 'hold.capReached': true },
    }),
  story('past the cap the card cannot be taken a second time')
    .given(...isStopped, wenHoldsTheCard, fallsDue('holdCapDue'), wenReturnsTheCard)
    .when(wenHoldsTheCardOnANewGround)
    .then({ refused: 'holdIsWithinCap' }),
  story('a second hold of the same stop needs a new ground')
    .given(...isStopped, wenHoldsTheCard, wenReturnsTheCard)
    .when(wenHoldsTheCard)
    .then({ refused: 'groundIsNew' }),
  story('and it needs a superior')
    .given(...isStopped, wenHoldsTheCard, wenReturnsTheCard)
    .when(wenHoldsTheCardOnANewGroundWithoutASuperior)
    .then({ refused: 'superiorAgreesToASecondHold' }),
  story('with both, the card is held again, and the time of the first hold is not forgotten')
    .given(...isStopped, wenHoldsTheCard, { ...wenReturnsTheCard, at: 600_000 })
    .when(wenHoldsTheCardOnANewGround)
    .then({
      facts: ['documentHeld'],
      standing: ['open.document.held.kept'],
      knows: { 'hold.count': 2, 'hold.keptMs': 600_000, 'hold.second': SUPERIOR },
    }),
  story('one officer alone gives the card back')
    .given(...isStopped, wenHoldsTheCard, theReturnIsOrdered)
    .when(wenReturnsTheCard)
    .then({
      facts: ['documentReturned'],
      standing: ['open.document.returned'],
      timers: OPEN,
      knows: { 'hold.by': null },
    }),
  story(
    'the traveller ran off without the card: it is kept safe, the case can close, and the card can still be had',
  )
    .given(...isStopped, wenHoldsTheCard, theCardIsKeptSafe, theTravellerAsksToLeave, theTravellerLeaves)
    .when(theCardIsCollected)
    .then({ facts: ['documentCollected'], standing: ['withdrawn'], knows: { deposited: false } }),
  story('late at night an ambulance comes: nothing waits for the card, and the card follows')
    .given(...isStopped, wenHoldsTheCard, wenAsksWillowLane)
    .when(anAmbulanceTakesThem)
    .then({
      facts: ['travellerReferred', 'documentDeposited'],
      standing: ['referred.awaiting'],
      holder: 'checkpoint',
      timers: ['referralDue', 'papersDue'],
      knows: { deposited: true, 'hold.by': null },
    }),
  story('an ambulance for somebody whose card was never held leaves nothing to be collected')
    .given(...isStopped)
    .when(anAmbulanceTakesThem)
    .then({
      facts: ['travellerReferred'],
      standing: ['referred.awaiting'],
      knows: { deposited: false, papersPending: true },
    }),

  // The shift.
  story('Wen goes off shift and offers the case to Shen; until it is accepted it is Wen’s')
    .given(...isAsked)
    .when(wenOffersTheCaseToShen)
    .then({
      facts: ['handOverOffered'],
      holder: `officer ${OFFICER}`,
      timers: [...OPEN, 'requestDue', 'handOverDue'],
    }),
  story('Shen accepts, and carries it')
    .given(...isAsked, wenOffersTheCaseToShen)
    .when(shenAcceptsTheCase)
    .then({
      facts: ['handOverAccepted'],
      holder: `officer ${SHEN}`,
      timers: [...OPEN, 'requestDue'],
      knows: { offeredTo: null },
    }),
  story('nobody accepts: the case passes by name to the superior')
    .given(...isAsked, wenOffersTheCaseToShen)
    .when(fallsDue('handOverDue'))
    .then({
      facts: ['timerFired', 'casePassedToSuperior'],
      holder: `officer ${SUPERIOR}`,
      knows: { offeredTo: null },
    }),
  story('a second checkpoint takes the case over, and here it ends')
    .given(...isStopped)
    .when(southGateTakesTheCaseOver)
    .then({ facts: ['handoffTakenOver'], standing: ['withdrawn'], holder: 'traveller' }),

  // Rules in force.
  story(
    'the announcement ends in the middle of the case: nothing is asked, the card goes back, the signature is void',
  )
    .given(...hasSigned, wenHoldsTheCard)
    .when(theAnnouncementEnds)
    .then({
      facts: ['timerFired', 'announcementEndApplied', 'requestCancelled', 'pledgeVoided', 'returnFellDue'],
      standing: [
        'open.document.held.returnDue',
        'open.test.notNeeded',
        'open.consent.notNeeded',
        'open.pledge.notNeeded',
      ],
      timers: ['stayReviewDue', 'holdReviewDue'],
      knows: { announcementEnded: true, mayHold: false },
    }),
  story('and the traveller is cleared')
    .given(...hasSigned, theAnnouncementEnds)
    .when(wenClears)
    .then({ facts: ['travellerCleared'], standing: ['cleared'], holder: 'traveller', timers: ['papersDue'] }),
  story('it ends after a ruling: River street need receive nobody, and is told so')
    .given(...isRuledReceive)
    .when(theAnnouncementEnds)
    .then({
      facts: ['timerFired', 'announcementEndApplied', 'requestCancelled'],
      standing: ['open.consent.notNeeded', 'open.pledge.notNeeded'],
      timers: ['stayReviewDue'],
    }),
  story('once it has ended, no card can be taken')
    .given(...isStopped, theEndOfTheMeasureIsApplied)
    .when(wenHoldsTheCard)
    .then({ refused: 'measureAllowsHold' }),
  story('it ends, and a positive test stays positive')
    .given(...isStopped, theTestIs('stops.positive'), theAnnouncementEnds)
    .when(wenClears)
    .then({ refused: 'testIsNotPositive' }),

  // Families.
  story('a mother and her child are decided together')
    .given(...hasSigned)
    .when(theFamilyIsDecidedApart('releaseTraveller'))
    .then({ refused: 'familyIsDecidedTogether' }),

  // Exceptions.
  story('an exception waives the test, and she is released')
    .given(
      aTravellerIsStopped(['test', 'consent', 'pledge']),
      theSevenFieldsAreRecorded,
      wenAsksWillowLane,
      accepts(WILLOW_LANE),
      theTravellerSigns,
      anExceptionIsProposedFor('test'),
      aSecondSupervisorApproves,
    )
    .when(wenReleases)
    .then({ facts: ['travellerReleased'], standing: ['released.onTheWay'], holder: `office ${WILLOW_LANE}` }),
  story('what was approved is written down, region by region')
    .given(aTravellerIsStopped(['test', 'consent']), anExceptionIsProposedFor('test'))
    .when(aSecondSupervisorApproves)
    .then({
      facts: ['exceptionApproved', 'testWaived'],
      standing: ['open.test.waived', 'open.exception.none'],
      timers: OPEN,
    }),
  story('an exception for the pledge waives the pledge and nothing else')
    .given(...isAccepted, theTestIs('unmet.unfit'), anExceptionIsProposedFor('pledge'))
    .when(aSecondSupervisorApproves)
    .then({
      facts: ['exceptionApproved', 'pledgeWaived'],
      standing: ['open.pledge.waived', 'open.test.unmet.unfit'],
      timers: OPEN,
    }),
  story('what was waived cannot be proposed again')
    .given(...isAccepted, anExceptionIsProposedFor('pledge'), aSecondSupervisorApproves)
    .when(anExceptionIsProposedFor('pledge'))
    .then({ refused: 'exceptionMayNameTheRegion' }),
  story('an exception never clears')
    .given(...theTestIsWaived)
    .when(wenClears)
    .then({ refused: 'nothingIsRequiredAnyMore' }),
  story('where no community is to receive, there is nothing to be excepted for')
    .given(aTravellerIsStopped(['test']))
    .when(anExceptionIsProposedFor('test'))
    .then({ refused: 'aCommunityIsToReceive' }),
  story('a waiver falls when the status turns green: no community is asked, and the test is asked for again')
    .given(...theTestIsWaived, wenAsksWillowLane)
    .when(theStatusTurnsGreenAndTheTestIs('unmet.needed'))
    .then({
      facts: ['healthStatusRecorded', 'requestCancelled'],
      standing: ['open.test.unmet.needed', 'open.consent.notNeeded', 'open.pledge.notNeeded'],
      timers: OPEN,
    }),
  story('she has a fit test after all, and is cleared, where the waiver would have kept her')
    .given(...theTestIsWaived, theStatusTurnsGreenAndTheTestIs('unmet.needed'), theTestIs('met.fit'))
    .when(wenClears)
    .then({ facts: ['travellerCleared'], standing: ['cleared'], holder: 'traveller' }),
  story('or is turned back for the test, and not for what was waived once')
    .given(...theTestIsWaived, theStatusTurnsGreenAndTheTestIs('unmet.unfit'))
    .when(wenTurnsBackBecause('requirementUnmet'))
    .then({ facts: ['travellerTurnedBack'], standing: ['turnedBack'], holder: 'traveller' }),
  story('an exception is proposed, waits for another supervisor, and waives nothing yet')
    .given(aTravellerIsStopped(['test', 'consent']))
    .when(anExceptionIsProposedFor('test'))
    .then({
      facts: ['exceptionProposed'],
      standing: ['open.test.unmet.needed', 'open.exception.proposed'],
      timers: [...OPEN, 'exceptionLapses'],
    }),
  story('an exception that nobody approved lapses')
    .given(aTravellerIsStopped(['test', 'consent']), anExceptionIsProposedFor('test'))
    .when(fallsDue('exceptionLapses'))
    .then({
      facts: ['timerFired', 'exceptionLapsed'],
      standing: ['open.test.unmet.needed', 'open.exception.none'],
      timers: OPEN,
      knows: { proposal: null },
    }),

  // A consent that is lost.
  story(
    'Willow Lane takes its consent back before the release: the pledge is void, and River street is asked',
  )
    .given(...hasSigned)
    .when(theOfficeRevokesItsConsent)
    .then({
      facts: ['consentRevoked', 'rungAsked', 'pledgeVoided'],
      standing: ['open.consent.asked.streetOffice', 'open.pledge.locked'],
      timers: [...OPEN, 'rungDue'],
      knows: { 'consent.office': null },
    }),
  story('the house is sealed after the yes: that is asked again, one rung up')
    .given(...isAccepted)
    .when(theOfficeReportsAChange)
    .then({
      facts: ['changeReported', 'rungAsked'],
      standing: ['open.consent.asked.streetOffice', 'open.pledge.locked'],
    }),
  story('a consent taken back while she is leaving is not asked for again')
    .given(...isAccepted, theTravellerAsksToLeave)
    .when(theOfficeRevokesItsConsent)
    .then({ facts: ['consentRevoked'], standing: ['open.consent.cancelled', 'open.stay.departing'] }),
  story('a consent that nobody used lapses')
    .given(...isAccepted)
    .when(fallsDue('consentLapses'))
    .then({
      facts: ['timerFired', 'consentLapsed'],
      standing: ['open.consent.needed', 'open.pledge.locked'],
      timers: OPEN,
    }),
  story('after another address what was signed is void, and is signed anew')
    .given(...hasSigned)
    .when(theReturnAddressIsCorrected)
    .then({
      facts: ['detailsCorrected', 'pledgeVoided'],
      standing: ['open.pledge.ready', 'open.consent.accepted'],
      // Unsigned, the consent waits for a pledge again.
      timers: [...OPEN, 'consentLapses'],
    }),
  story('a signed pledge is not voided by the lapse of the consent: what was signed stops that clock')
    .given(...isAccepted)
    .when(theTravellerSigns)
    .then({
      facts: ['pledgeSigned'],
      standing: ['open.consent.accepted', 'open.pledge.signed'],
      timers: OPEN,
    }),
  story('she declines to sign, and that is an outcome')
    .given(...isAccepted)
    .when(theTravellerDeclinesToSign)
    .then({
      facts: ['pledgeDeclined'],
      standing: ['open.pledge.declined'],
      // A no is what followed the consent: it is not forgotten by a clock.
      timers: OPEN,
    }),
  story('who declined may be turned back for it')
    .given(...isAccepted, theTravellerDeclinesToSign)
    .when(wenTurnsBackBecause('pledgeDeclined'))
    .then({ standing: ['turnedBack'], holder: 'traveller' }),
  story('she will not give the seven fields: nothing can be signed, and her no is heard all the same')
    .given(...withholdsTheFields)
    .when(theTravellerDeclinesToSign)
    .then({
      facts: ['pledgeDeclined'],
      standing: ['open.pledge.declined', 'open.consent.accepted'],
      timers: OPEN,
    }),
  story('before she declined, nobody could say in a notice that she did')
    .given(...withholdsTheFields)
    .when(wenTurnsBackBecause('pledgeDeclined'))
    .then({ refused: 'theReasonIsTheCase' }),
  story('who withheld the fields and declined is turned back for it')
    .given(...withholdsTheFields, theTravellerDeclinesToSign)
    .when(wenTurnsBackBecause('pledgeDeclined'))
    .then({ facts: ['travellerTurnedBack'], standing: ['turnedBack'], holder: 'traveller' }),
  story('to think better of it, she has to give them')
    .given(...withholdsTheFields, theTravellerDeclinesToSign)
    .when(theTravellerSigns)
    .then({ refused: 'detailsAreComplete' }),
  story('who declined may think better of it')
    .given(...isAccepted, theTravellerDeclinesToSign)
    .when(theTravellerSigns)
    .then({ facts: ['pledgeSigned'], standing: ['open.pledge.signed'] }),
  story('the request is passed up by hand, not only by the clock')
    .given(...isAsked)
    .when(theRequestIsPassedUp)
    .then({ facts: ['requestEscalated', 'rungAsked'], standing: ['open.consent.asked.streetOffice'] }),

  // After the release.
  story('the arrival is overdue: Willow Lane is to call, and nobody is accused')
    .given(...isReleased, thePapersAreHandedOver)
    .when(fallsDue('arrivalDue'))
    .then({
      facts: ['timerFired', 'arrivalOverdue'],
      standing: ['released.overdue'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['nonArrivalDue'],
    }),
  story('nobody is reported missing before the arrival is overdue')
    .given(...isReleased)
    .when(theOfficeReportsThemMissing)
    .then({ refused: 'arrivalIsOverdue' }),
  story(
    'Willow Lane called and could not find her: it keeps the responsibility until a supervisor settles it',
  )
    .given(...isReleased, fallsDue('arrivalDue'))
    .when(theOfficeReportsThemMissing)
    .then({
      facts: ['nonArrivalReported'],
      standing: ['released.notArrived.missing'],
      holder: `office ${WILLOW_LANE}`,
    }),
  story('nobody settles it: the alarm goes on')
    .given(...isReleased, fallsDue('arrivalDue'), theOfficeReportsThemMissing)
    .when(fallsDue('nonArrivalDue'))
    .then({ facts: ['timerFired', 'nonArrivalUnsettled'], standing: ['released.notArrived.missing'] }),
  story('a supervisor settles it')
    .given(...isReleased, fallsDue('arrivalDue'), theOfficeReportsThemMissing)
    .when(aSupervisorSettlesTheMissingArrival)
    .then({ facts: ['nonArrivalClosed'], standing: ['released.notArrived.settled'], holder: 'traveller' }),
  story('not arrived, and found after all')
    .given(...isReleased, fallsDue('arrivalDue'), theOfficeReportsThemMissing)
    .when(theOfficeConfirmsTheArrival)
    .then({ facts: ['arrivalConfirmed'], standing: ['released.received'], holder: `office ${WILLOW_LANE}` }),
  story('she is turned away at her own door, and that is heard')
    .given(...isReleased)
    .when(theTravellerIsTurnedAwayAtTheDoor)
    .then({ facts: ['turnedAwayAtDoor'], standing: ['released.onTheWay'], holder: `office ${WILLOW_LANE}` }),
  story('reported missing, she says that she was turned away at the door, and that is heard')
    .given(...isReleased, ...isReportedMissing)
    .when(theTravellerIsTurnedAwayAtTheDoor)
    .then({
      facts: ['turnedAwayAtDoor'],
      standing: ['released.notArrived.missing'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['nonArrivalDue', 'papersDue'],
    }),
  story('and so it is when a supervisor had settled it already')
    .given(...isReleased, ...isReportedMissing, aSupervisorSettlesTheMissingArrival)
    .when(theTravellerIsTurnedAwayAtTheDoor)
    .then({ facts: ['turnedAwayAtDoor'], standing: ['released.notArrived.settled'] }),
  story('a ruling that nobody acknowledged keeps its clock when she is reported missing')
    .given(...isMissingWhileARulingWaits)
    .when(fallsDue('acknowledgeDue'))
    .then({
      facts: ['timerFired', 'acknowledgementOverdue'],
      standing: ['released.notArrived.missing'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['acknowledgeDue', 'nonArrivalDue', 'papersDue'],
    }),
  story('settled, nobody is asked to receive any more: the ruling ends, and its clock')
    .given(...isMissingWhileARulingWaits)
    .when(aSupervisorSettlesTheMissingArrival)
    .then({
      facts: ['nonArrivalClosed'],
      standing: ['released.notArrived.settled'],
      holder: 'traveller',
      timers: ['papersDue'],
      knows: { 'care.office': WILLOW_LANE, 'care.ruledOffice': null, 'care.problem': false },
    }),
  story('and River street has nothing left to acknowledge')
    .given(...isMissingWhileARulingWaits, aSupervisorSettlesTheMissingArrival)
    .when(acknowledgesTheRuling(RIVER_STREET))
    .then({ refused: 'handoffIsClosed' }),
  story('nobody is ruled about anew while she is missing: she is looked for, found, or settled')
    .given(...isReleased, ...isReportedMissing)
    .when(theDeskRulesReceiveBy(RIVER_STREET))
    .then({ refused: 'handoffIsClosed' }),
  story('River street acknowledges, and looks for her from now on')
    .given(...isMissingWhileARulingWaits)
    .when(acknowledgesTheRuling(RIVER_STREET))
    .then({
      facts: ['rulingAcknowledged', 'careMoved'],
      standing: ['released.notArrived.missing'],
      holder: `office ${RIVER_STREET}`,
      timers: ['nonArrivalDue', 'papersDue'],
    }),
  story('Willow Lane cannot cope after all: it says so, and keeps the responsibility')
    .given(...isReceived)
    .when(theOfficeReportsAProblem)
    .then({
      facts: ['receptionProblemReported'],
      holder: `office ${WILLOW_LANE}`,
      knows: { 'care.problem': true },
    }),
  story('a ruling names River street; until it acknowledges, the responsibility stays where it is')
    .given(...isReceived, theOfficeReportsAProblem)
    .when(theDeskRulesReceiveBy(RIVER_STREET))
    .then({
      facts: ['handoffRuled'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['papersDue', 'acknowledgeDue'],
    }),
  story('River street acknowledges, and takes over')
    .given(...isReceived, theOfficeReportsAProblem, theDeskRulesReceiveBy(RIVER_STREET))
    .when(acknowledgesTheRuling(RIVER_STREET))
    .then({
      facts: ['rulingAcknowledged', 'careMoved'],
      holder: `office ${RIVER_STREET}`,
      timers: ['papersDue'],
      knows: { 'care.problem': false, 'care.ruledOffice': null },
    }),
  story('a ruling ends a transfer that the offices were arranging')
    .given(...isReceived, theOfficeAsksPoplarCourtToTakeThem, theOfficeReportsAProblem)
    .when(theDeskRulesReceiveBy(RIVER_STREET))
    .then({
      facts: ['handoffRuled'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['papersDue', 'acknowledgeDue'],
      knows: { 'care.ruledOffice': RIVER_STREET, 'care.transferTo': null },
    }),
  story('Poplar Court cannot take her over against the ruling')
    .given(
      ...isReceived,
      theOfficeAsksPoplarCourtToTakeThem,
      theOfficeReportsAProblem,
      theDeskRulesReceiveBy(RIVER_STREET),
    )
    .when(acceptsTheTransfer(POPLAR_COURT))
    .then({ refused: 'aTransferIsOpen' }),
  story('nor is a transfer asked for while a ruling waits for its office')
    .given(...isReceived, theOfficeReportsAProblem, theDeskRulesReceiveBy(RIVER_STREET))
    .when(theOfficeAsksPoplarCourtToTakeThem)
    .then({ refused: 'noRulingIsOpen' }),
  story('a transfer is asked for; until it is accepted nothing has moved')
    .given(...isReceived)
    .when(theOfficeAsksPoplarCourtToTakeThem)
    .then({
      facts: ['transferRequested'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['papersDue', 'transferDue'],
    }),
  story('Poplar Court accepts, and carries the responsibility')
    .given(...isReceived, theOfficeAsksPoplarCourtToTakeThem)
    .when(acceptsTheTransfer(POPLAR_COURT))
    .then({
      facts: ['transferAccepted', 'careMoved'],
      holder: `office ${POPLAR_COURT}`,
      timers: ['papersDue'],
    }),

  story('who is still on the way can be transferred: the care waits for the other office’s yes')
    .given(...isReleased)
    .when(theOfficeAsksPoplarCourtToTakeThem)
    .then({
      facts: ['transferRequested'],
      standing: ['released.onTheWay'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['arrivalDue', 'papersDue', 'transferDue'],
    }),
  story('and then it is expected by that office, with the same deadline')
    .given(...isReleased, theOfficeAsksPoplarCourtToTakeThem)
    .when(acceptsTheTransfer(POPLAR_COURT))
    .then({
      facts: ['transferAccepted', 'careMoved'],
      standing: ['released.onTheWay'],
      holder: `office ${POPLAR_COURT}`,
      timers: ['arrivalDue', 'papersDue'],
    }),
  story('also who is late already')
    .given(...isReleased, fallsDue('arrivalDue'))
    .when(theOfficeAsksPoplarCourtToTakeThem)
    .then({
      standing: ['released.overdue'],
      timers: ['nonArrivalDue', 'papersDue', 'transferDue'],
    }),
  story('nobody is transferred who is looked for')
    .given(...isReleased, ...isReportedMissing)
    .when(theOfficeAsksPoplarCourtToTakeThem)
    .then({ refused: 'handoffIsClosed' }),

  // Always.
  story('in the middle of everything the traveller can say their piece')
    .given(...isAtTheDesk)
    .when(aStatementIsAdded)
    .then({ facts: ['statementAdded'], standing: ['open.consent.asked.supervisor'] }),
  story('and complain, also when all is over')
    .given(...isStopped, theTravellerAsksToLeave, theTravellerLeaves)
    .when(aComplaintIsFiled)
    .then({ facts: ['complaintFiled'], standing: ['withdrawn'] }),
  story('a supervisor looks at a closed case again; a changed decision would be a new case')
    .given(...isAsked, refuses(WILLOW_LANE), wenTurnsBackBecause('communityRefused'))
    .when(aSupervisorLooksAgain)
    .then({ facts: ['lookedAgain'], standing: ['turnedBack'] }),
  story('what cannot both be so stands beside the case, and moves nothing')
    .given(...isAsked)
    .when(theTestContradictsItself)
    .then({
      facts: ['testRecorded', 'contradictionFound'],
      standing: ['open.consent.asked.community', 'open.test.unmet.unfit'],
      knows: { contradictions: [{ what: 'reportedBeforeSampled', other: null, settled: null }] },
    }),
  story('found again before anybody looked, it is one alarm and no second fact')
    .given(...isAsked, theTestContradictsItself)
    .when(theTestContradictsItself)
    .then({
      facts: ['testRecorded'],
      knows: { contradictions: [{ what: 'reportedBeforeSampled', other: null, settled: null }] },
    }),
  story('the other case of a contradiction hears of it, also when it is long closed')
    .given(...isAsked, refuses(WILLOW_LANE), wenTurnsBackBecause('communityRefused'))
    .when(aContradictionIsNoted)
    .then({
      facts: ['contradictionNoted'],
      standing: ['turnedBack'],
      knows: {
        contradictions: [{ what: 'numberBearsAnotherName', other: 'another-case', settled: null }],
      },
    }),
  story('somebody says what it was, and what was found with that other case is not asked again')
    .given(...isAsked, aContradictionIsNoted, wenSettles('explained'))
    .when(aContradictionIsNoted)
    .then({
      knows: {
        contradictions: [{ what: 'numberBearsAnotherName', other: 'another-case', settled: 'explained' }],
      },
    }),
  story('a contradiction shuts nothing: she is released beside it')
    .given(...hasSigned, aContradictionIsNoted)
    .when(wenReleases)
    .then({ facts: ['travellerReleased'], standing: ['released.onTheWay'] }),
  story('nobody settles what was not found')
    .given(...isAsked)
    .when(wenSettles('mistake'))
    .then({ refused: 'thatContradictionIsOpen' }),
  story('a closed case is not opened by asking again')
    .given(...isAsked, refuses(WILLOW_LANE), wenTurnsBackBecause('communityRefused'))
    .when(wenAsksWillowLane)
    .then({ refused: 'handoffIsClosed' }),

  ...DISPUTES,
];
