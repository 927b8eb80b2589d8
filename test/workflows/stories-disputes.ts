/**
 * What is said about what was said: words put down in somebody's name, who decides, and who looks again.
 * In the founding scene everybody spoke of somebody else's yes; here each has a name, a clock and an end.
 */
import { OFFICER, workerOf } from './moves.ts';
import { type Story, story } from './story.ts';
import {
  accepts,
  acceptsByPhone,
  acknowledgesTheRuling,
  appealsAgainst,
  aPoppedUpTravellerIsStopped,
  aStatementIsAdded,
  disputesWhatWasPutDown,
  DUTY_DESK,
  fallsDue,
  looksAgain,
  nobodyIsThereWhen,
  refuses,
  refusesByPhone,
  RIVER_STREET,
  saysNotOursByPhone,
  saysYouReleaseIThenTakeByPhone,
  takesItUp,
  theDeskAsksForAStatement,
  theDeskRulesReceiveBy,
  theDeskRulesTurnBack,
  theOfficeConfirmsTheArrival,
  theOfficeReportsAProblem,
  theOfficeReportsThemMissing,
  theOfficeRevokesItsConsent,
  theSevenFieldsAreRecorded,
  theStatusTurnsGreenAndNothingIsAsked,
  theTravellerAsksToLeave,
  theTravellerSigns,
  WILLOW_LANE,
  wenAsks,
  wenAsksWillowLane,
  wenCancelsTheRequest,
  wenHoldsTheCard,
  wenReleases,
  wenReturnsTheCard,
  wenTurnsBackBecause,
} from './world.ts';

const isAsked = [aPoppedUpTravellerIsStopped, theSevenFieldsAreRecorded, wenAsksWillowLane];
const isAcceptedByPhone = [...isAsked, acceptsByPhone(WILLOW_LANE)];
const isReleasedOnAWord = [...isAcceptedByPhone, theTravellerSigns, wenReleases];
const isAtTheDesk = [...isAsked, fallsDue('requestDue'), fallsDue('rungDue')];
const isTurnedBack = [...isAsked, refuses(WILLOW_LANE), wenTurnsBackBecause('communityRefused')];
const isRuledTurnBack = [...isAtTheDesk, theDeskRulesTurnBack];
const isReleased = [...isAsked, accepts(WILLOW_LANE), theTravellerSigns, wenReleases];

const OPEN = ['stayReviewDue', 'announcementEnds'] as const;
const A = 'supervisor-a';
const B = 'supervisor-b';

export const DISPUTES: readonly Story[] = [
  // What was recorded in somebody's name.
  story(
    'the worker says that they never accepted: nobody’s word is taken for the other’s, a named person decides',
  )
    .given(...isAcceptedByPhone)
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({
      facts: ['oralAnswerDisputed', 'rungAsked'],
      standing: ['open.consent.asked.supervisor', 'open.pledge.locked'],
      holder: 'checkpoint',
      timers: [...OPEN, 'rulingDue'],
      knows: {
        oral: [],
        'consent.office': null,
        'request.rung': 'supervisor',
        'request.supervisor': DUTY_DESK,
        'request.decider': null,
      },
    }),
  story('and a pledge that was signed on it is void')
    .given(...isAcceptedByPhone, theTravellerSigns)
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({
      facts: ['oralAnswerDisputed', 'rungAsked', 'pledgeVoided'],
      standing: ['open.consent.asked.supervisor', 'open.pledge.locked'],
    }),
  story('who is leaving is not asked for again because of it')
    .given(...isAcceptedByPhone, theTravellerAsksToLeave)
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], standing: ['open.consent.cancelled'] }),
  story('a refusal that the worker never gave turns nobody back')
    .given(...isAsked, refusesByPhone(WILLOW_LANE), disputesWhatWasPutDown(WILLOW_LANE))
    .when(wenTurnsBackBecause('communityRefused'))
    .then({ refused: 'requestIsNotPending' }),
  story('nor, while the traveller is leaving, does it have anybody asked')
    .given(...isAsked, refusesByPhone(WILLOW_LANE), theTravellerAsksToLeave)
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], standing: ['open.consent.cancelled'] }),
  story('a refusal that the office gave itself stands, whatever was put down before it')
    .given(...isAsked, saysYouReleaseIThenTakeByPhone(WILLOW_LANE), refuses(WILLOW_LANE))
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], standing: ['open.consent.refused'] }),
  story('“not ours”, put down and never said, opens no way to another community')
    .given(...isAsked, saysNotOursByPhone(WILLOW_LANE), disputesWhatWasPutDown(WILLOW_LANE))
    .when(wenAsks('C-POPLAR'))
    .then({ refused: 'communityIsAskedAnewOnlyAfterNotOurs' }),
  story('what decided nothing is disputed on record, and moves nothing')
    .given(...isAsked, saysYouReleaseIThenTakeByPhone(WILLOW_LANE), fallsDue('requestDue'))
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({
      facts: ['oralAnswerDisputed'],
      standing: ['open.consent.asked.streetOffice'],
      timers: [...OPEN, 'rungDue'],
    }),
  story('a consent that was revoked meanwhile is not lost twice')
    .given(...isAcceptedByPhone, theOfficeRevokesItsConsent)
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], standing: ['open.consent.asked.streetOffice'] }),
  story('a word kept as a statement can be disputed too')
    .given(...isAsked, wenCancelsTheRequest, acceptsByPhone(WILLOW_LANE))
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], standing: ['open.consent.needed'], knows: { oral: [] } }),
  story('a ruling stands whatever is said of the words before it: the desk heard both')
    .given(
      ...isAsked,
      saysYouReleaseIThenTakeByPhone(WILLOW_LANE),
      fallsDue('requestDue'),
      fallsDue('rungDue'),
      theDeskRulesReceiveBy(RIVER_STREET),
    )
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], standing: ['open.consent.ruled.receive.awaiting'] }),
  story('the street office’s word by telephone is its officer’s to dispute')
    .given(...isAsked, fallsDue('requestDue'), acceptsByPhone(RIVER_STREET))
    .when(disputesWhatWasPutDown(RIVER_STREET))
    .then({
      facts: ['oralAnswerDisputed', 'rungAsked'],
      standing: ['open.consent.asked.supervisor'],
      knows: { 'request.streetOffice': RIVER_STREET },
    }),
  story('two workers spoke; the one on whose word nothing rests disputes theirs, and the consent stands')
    .given(
      ...isAsked,
      saysYouReleaseIThenTakeByPhone(WILLOW_LANE),
      fallsDue('requestDue'),
      acceptsByPhone(RIVER_STREET),
    )
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], standing: ['open.consent.accepted'] }),
  story('what the same worker says anew takes the place of what they said before')
    .given(...isAsked, saysYouReleaseIThenTakeByPhone(WILLOW_LANE))
    .when(acceptsByPhone(WILLOW_LANE))
    .then({
      knows: {
        oral: [
          { office: WILLOW_LANE, worker: workerOf(WILLOW_LANE), answer: 'accept', at: 0, decides: true },
        ],
      },
    }),
  story('it is disputed once')
    .given(...isAcceptedByPhone, disputesWhatWasPutDown(WILLOW_LANE))
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ refused: 'anOralAnswerIsOpen' }),
  story('and by nobody but the worker it names')
    .given(...isAcceptedByPhone)
    .when(disputesWhatWasPutDown(WILLOW_LANE, 'a-colleague'))
    .then({ refused: 'oralAnswerIsInYourName' }),
  story('who lets their time pass has let it stand')
    .given(...isAcceptedByPhone)
    .when(fallsDue('oralAnswerDue'))
    .then({
      facts: ['timerFired', 'oralAnswerStands'],
      standing: ['open.consent.accepted'],
      timers: [...OPEN, 'consentLapses'],
      knows: { oral: [] },
    }),
  story(
    'after the release it is an alarm and moves nobody: a reception problem, with the office that has her',
  )
    .given(...isReleasedOnAWord)
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({
      facts: ['oralAnswerDisputed'],
      standing: ['released.onTheWay'],
      holder: `office ${WILLOW_LANE}`,
      timers: ['arrivalDue', 'papersDue'],
      knows: { 'care.problem': true, oral: [] },
    }),
  story('on which the desk can rule, though nobody reported it')
    .given(...isReleasedOnAWord, disputesWhatWasPutDown(WILLOW_LANE))
    .when(theDeskRulesReceiveBy(RIVER_STREET))
    .then({ facts: ['handoffRuled'], holder: `office ${WILLOW_LANE}`, knows: { 'request.decider': A } }),
  story('a word on which the release does not rest is no problem of the reception')
    .given(
      ...isAsked,
      saysYouReleaseIThenTakeByPhone(WILLOW_LANE),
      accepts(WILLOW_LANE),
      theTravellerSigns,
      wenReleases,
    )
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], knows: { 'care.problem': false } }),
  story('for who is missing it is on record; nothing is ruled about somebody who is looked for')
    .given(...isReleasedOnAWord, fallsDue('arrivalDue'), theOfficeReportsThemMissing)
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({
      facts: ['oralAnswerDisputed'],
      standing: ['released.notArrived.missing'],
      knows: { 'care.problem': true },
    }),
  story('where she is in another office’s care by now, it is no problem of theirs')
    .given(
      ...isReleasedOnAWord,
      theOfficeReportsAProblem,
      theDeskRulesReceiveBy(RIVER_STREET),
      acknowledgesTheRuling(RIVER_STREET),
    )
    .when(disputesWhatWasPutDown(WILLOW_LANE))
    .then({ facts: ['oralAnswerDisputed'], knows: { 'care.office': RIVER_STREET, 'care.problem': false } }),

  // Who decides.
  story('a supervisor takes the dispute up by name, and the clock goes on')
    .given(...isAtTheDesk)
    .when(takesItUp(A))
    .then({
      facts: ['disputeTakenUp'],
      standing: ['open.consent.asked.supervisor'],
      timers: [...OPEN, 'rulingDue'],
      knows: { 'request.decider': A },
    }),
  story('a colleague does not rule over their head')
    .given(...isAtTheDesk, takesItUp(B))
    .when(theDeskRulesTurnBack)
    .then({ refused: 'nobodyElseDecides' }),
  story('but may take it up after them, and then rules')
    .given(...isAtTheDesk, takesItUp(B), takesItUp(A))
    .when(theDeskRulesTurnBack)
    .then({ facts: ['handoffRuled'], standing: ['open.consent.ruled.turnBack'] }),
  story('where nobody took it up, any of the desk may rule, and is the one who decided')
    .given(...isAtTheDesk)
    .when(theDeskRulesTurnBack)
    .then({ knows: { 'request.decider': A, 'decided.ruling': [A] } }),
  story('both sides are asked for their words while the dispute lasts, and it stays where it is')
    .given(...isAtTheDesk, theDeskAsksForAStatement)
    .when(aStatementIsAdded)
    .then({ facts: ['statementAdded'], standing: ['open.consent.asked.supervisor'] }),
  story('the ruling falls due: the house names who decides, another than who let it pass')
    .given(...isAtTheDesk, takesItUp(B))
    .when(fallsDue('rulingDue'))
    .then({
      facts: ['timerFired', 'nobodyDecided', 'deciderNamed'],
      standing: ['open.consent.asked.undecided'],
      timers: [...OPEN, 'rulingDue'],
      knows: { 'request.decider': A },
    }),
  story('and again, as often as it falls due')
    .given(...isAtTheDesk, fallsDue('rulingDue'), takesItUp(B))
    .when(fallsDue('rulingDue'))
    .then({
      facts: ['timerFired', 'nobodyDecided', 'deciderNamed'],
      standing: ['open.consent.asked.undecided'],
      knows: { 'request.decider': A },
    }),
  story('where there is nobody else to name, it stays with whom it was')
    .given(...isAtTheDesk, takesItUp(A))
    .when(fallsDue('rulingDue'))
    .then({ facts: ['timerFired', 'nobodyDecided'], knows: { 'request.decider': A } }),
  story('and where there is nobody at all, it says that nobody decided')
    .given(...isAtTheDesk)
    .when(nobodyIsThereWhen('rulingDue'))
    .then({ facts: ['timerFired', 'nobodyDecided'], knows: { 'request.decider': null } }),
  story('a ruling that waits to be acknowledged is made anew by who made it, or by who took it up from them')
    .given(...isAtTheDesk, { ...theDeskRulesReceiveBy(RIVER_STREET), by: B })
    .when(theDeskRulesTurnBack)
    .then({ refused: 'nobodyElseDecides' }),
  story('a question that begins anew is nobody’s yet')
    .given(...isAtTheDesk, takesItUp(B), saysNotOursByPhone(WILLOW_LANE))
    .when(wenAsks('C-POPLAR'))
    .then({ knows: { 'request.decider': null } }),
  story('a problem that comes up after the arrival is nobody’s to decide yet, whoever ruled before')
    .given(
      ...isAtTheDesk,
      theDeskRulesReceiveBy(RIVER_STREET),
      acknowledgesTheRuling(RIVER_STREET),
      theTravellerSigns,
      wenReleases,
    )
    .when(theOfficeReportsAProblem)
    .then({ knows: { 'request.decider': null, 'care.problem': true } }),
  story('reported again, it stays with whoever took it up')
    .given(...isReleased, theOfficeReportsAProblem, takesItUp(B))
    .when(theOfficeReportsAProblem)
    .then({ knows: { 'request.decider': B } }),

  // The second look.
  story('who was turned back appeals: it has a clock, and the decision stands meanwhile')
    .given(...isTurnedBack)
    .when(appealsAgainst('turnBack'))
    .then({
      facts: ['appealFiled'],
      standing: ['turnedBack'],
      timers: ['papersDue', 'appealDue'],
      knows: { appeal: { of: 'turnBack', filedAt: 0, isOverdue: false }, 'decided.turnBack': [OFFICER] },
    }),
  story('a second appeal waits for the first')
    .given(...isTurnedBack, appealsAgainst('turnBack'))
    .when(appealsAgainst('other'))
    .then({ refused: 'noAppealIsOpen' }),
  story('once it was looked at, the traveller may appeal again')
    .given(...isTurnedBack, appealsAgainst('turnBack'), looksAgain('upheld'))
    .when(appealsAgainst('other'))
    .then({ facts: ['appealFiled'] }),
  story('somebody else looks at it; a closed case stays closed, and what is changed is a new case')
    .given(...isTurnedBack, appealsAgainst('turnBack'))
    .when(looksAgain('changed'))
    .then({
      facts: ['lookedAgain'],
      standing: ['turnedBack'],
      timers: ['papersDue'],
      knows: { appeal: null },
    }),
  story('nobody looked in time: it is told above, and waits on')
    .given(...isTurnedBack, appealsAgainst('turnBack'))
    .when(fallsDue('appealDue'))
    .then({
      facts: ['timerFired', 'appealOverdue'],
      standing: ['turnedBack'],
      timers: ['papersDue', 'appealDue'],
      knows: { 'appeal.isOverdue': true },
    }),
  story('a ruling to turn back is appealed while it stands, and the officer may carry it out all the same')
    .given(...isRuledTurnBack, appealsAgainst('ruling'))
    .when(wenTurnsBackBecause('ruledTurnBack'))
    .then({
      facts: ['travellerTurnedBack'],
      standing: ['turnedBack'],
      timers: ['papersDue', 'appealDue'],
    }),
  story('who ruled does not look at their own ruling')
    .given(...isRuledTurnBack, appealsAgainst('ruling'))
    .when(looksAgain('upheld', A))
    .then({ refused: 'reviewerDidNotDecide' }),
  story('a ruling found wrong goes back to the desk, and is nobody’s yet')
    .given(...isRuledTurnBack, appealsAgainst('ruling'))
    .when(looksAgain('changed'))
    .then({
      facts: ['lookedAgain', 'rungAsked'],
      standing: ['open.consent.asked.supervisor'],
      timers: [...OPEN, 'rulingDue'],
      knows: { appeal: null, 'request.decider': null, 'decided.ruling': [A] },
    }),
  story('found unlawful, it stands no more either')
    .given(...isRuledTurnBack, appealsAgainst('ruling'))
    .when(looksAgain('unlawful'))
    .then({ facts: ['lookedAgain', 'rungAsked'], standing: ['open.consent.asked.supervisor'] }),
  story('upheld, it stands')
    .given(...isRuledTurnBack, appealsAgainst('ruling'))
    .when(looksAgain('upheld'))
    .then({ facts: ['lookedAgain'], standing: ['open.consent.ruled.turnBack'], knows: { appeal: null } }),
  story('the ruling fell meanwhile: the appeal is answered all the same, and moves nothing')
    .given(...isRuledTurnBack, appealsAgainst('ruling'), theStatusTurnsGreenAndNothingIsAsked)
    .when(looksAgain('changed'))
    .then({
      facts: ['lookedAgain'],
      standing: ['open.consent.notNeeded'],
      timers: OPEN,
      knows: { appeal: null },
    }),
  story('an arrival comes while an appeal is open, and ends it not')
    .given(...isReleased, appealsAgainst('release'))
    .when(theOfficeConfirmsTheArrival)
    .then({
      facts: ['arrivalConfirmed'],
      standing: ['released.received'],
      timers: ['papersDue', 'appealDue'],
      knows: { 'decided.release': [OFFICER] },
    }),
  story('of a hold, neither of the two who kept the card looks again')
    .given(
      ...isAsked,
      wenHoldsTheCard,
      wenReturnsTheCard,
      accepts(WILLOW_LANE),
      theTravellerSigns,
      wenReleases,
    )
    .when(appealsAgainst('hold'))
    .then({ facts: ['appealFiled'], knows: { 'decided.hold': [OFFICER, 'officer-bai'] } }),
  story('an open case is looked at again where somebody appealed, and nowhere else')
    .given(...isAtTheDesk)
    .when(looksAgain('upheld'))
    .then({ refused: 'anAppealIsOpen' }),
];
