/**
 * A small fixed world, and what happens in it, said in words.
 *
 * Inspector Wen has the watch at North Gate with Officer Bai; Superintendent Lu is their superior, Inspector Shen comes next.
 * Willow Lane is the community, River street office the rung above it, the duty desk the last; Poplar Court is another
 * community. Every line is one command with everything that could be found out in its favour, unless its name says otherwise.
 */
import { HANDOFF_COMMANDS, type HandoffCommandType } from '../../src/contract/handoff-commands.ts';
import { TIMERS, type TimerName } from '../../src/contract/timers.ts';
import type { Answer } from '../../src/contract/answers.ts';
import type { Workflow } from '../../workflows/answer.ts';
import type {
  HandoffContext,
  HandoffInput,
  HandoffStanding,
  Judged,
} from '../../workflows/handoff-context.ts';
import type { StateValue } from '../../workflows/standing.ts';
import { type Asked, COMMUNITY, command, DESK, opening, STREET, SUPERIOR, workerOf } from './moves.ts';

export type Handoffs = Workflow<HandoffContext, HandoffInput>;

/** A command, or one that is put into words only when it is seen how the case stands. */
export type Happening = HandoffInput | ((standing: HandoffStanding) => HandoffInput);

export const said = (happening: Happening, standing: HandoffStanding): HandoffInput =>
  typeof happening === 'function' ? happening(standing) : happening;

export const WILLOW_LANE = COMMUNITY;
export const POPLAR_COURT = 'C-POPLAR';
export const RIVER_STREET = STREET;
export const DUTY_DESK = DESK;
export const SHEN = 'officer-shen';

const MINUTE_MS = 60_000;
/** The same, but so many minutes after the arrival. */
export const after = (minutes: number, what: HandoffInput): HandoffInput => ({
  ...what,
  at: minutes * MINUTE_MS,
});

// The stop.
export const aTravellerIsStopped = (asked: Asked, shown: Readonly<Record<string, string>> = {}) =>
  opening(asked, shown);
/** Pop-up 3: a fit test, a green itinerary, the community's consent and a pledge are asked for. */
export const aPoppedUpTravellerIsStopped = opening(
  ['test', 'healthStatus', 'itinerary', 'consent', 'pledge'],
  {
    test: 'met.fit',
    healthStatus: 'met.poppedUp',
    itinerary: 'met.green',
  },
);
export const theSevenFieldsAreRecorded = command('recordDetails');
export const theFieldsAreNotYetComplete = command('recordDetails', { found: { detailsComplete: false } });
export const theReturnAddressIsCorrected = command('correctDetails', { found: { pledgeTouched: true } });
export const aSpellingIsCorrected = command('correctDetails');
export const anotherCommunityIsTheirs = command('correctDetails', {
  found: { communityChanged: true, pledgeTouched: true },
});

// The document.
export const wenReadsTheCardAndHandsItBack = command('readDocument');
export const wenHoldsTheCard = command('holdDocument', {
  ground: 'healthStatusPoppedUp',
  legalBasis: 'article-12',
  found: { secondIsSuperior: false },
});
export const wenHoldsTheCardOnANewGround = command('holdDocument', {
  ground: 'identityUnclear',
  legalBasis: 'article-12',
  second: SUPERIOR,
});
export const wenHoldsTheCardOnANewGroundWithoutASuperior = command('holdDocument', {
  ground: 'identityUnclear',
  legalBasis: 'article-12',
  found: { secondIsSuperior: false },
});
export const wenReturnsTheCard = command('returnDocument', { second: null });
export const luReviewsTheHoldAndKeepsIt = command('reviewHold', { by: SUPERIOR, verdict: 'keep' });
export const luReviewsTheHoldAndEndsIt = command('reviewHold', { by: SUPERIOR, verdict: 'return' });
export const theReturnIsOrdered = command('orderReturn', { by: SUPERIOR });
export const thereIsNoCard = command('recordNoDocument', { why: 'lost' });
export const theCardIsKeptSafe = command('depositDocument', { why: 'travellerLeft', second: SUPERIOR });
export const theCardIsCollected = command('collectDocument');

// The evidence.
const judged =
  (type: HandoffCommandType, region: string) =>
  (state: string, more: Partial<Judged> = {}) =>
    command(type, { judged: { states: { [region]: state }, ...more } });
export const theTestIs = judged('recordTest', 'test');
export const theTestIsCorrectedTo = judged('correctEvidence', 'test');
export const aSourceSaysTheTestIs = judged('recordSourceAnswer', 'test');
export const aSourceSaysTheItineraryIs = judged('recordSourceAnswer', 'itinerary');
export const theStatusIs = judged('recordHealthStatus', 'healthStatus');
export const theItineraryIs = judged('recordItinerary', 'itinerary');
export const theFilingIs = judged('recordFiling', 'filing');
export const theClaimIsTakenBack = command('recordFiling', {
  found: { claimIsTakenBack: true },
  judged: { states: { filing: 'unmet.needed' } },
});
export const wenDecidesTheClaim = judged('decideClaim', 'filing');

const NOTHING = {
  test: 'notNeeded',
  healthStatus: 'notNeeded',
  itinerary: 'notNeeded',
  filing: 'notNeeded',
  consent: 'notNeeded',
  pledge: 'notNeeded',
};
/** Nothing is asked any more. A test that stops stays what it is, whatever is said of it. */
const nothingIsAsked: Judged = { clause: 'green', groundLapsed: true, mayHold: false, states: NOTHING };
const judgesThatNothingIsAsked = (type: HandoffCommandType | TimerName, by?: string) =>
  command(type, { judged: nothingIsAsked, ...(by === undefined ? {} : { by }) });
export const theStatusTurnsGreenAndNothingIsAsked = judgesThatNothingIsAsked('recordHealthStatus');
export const theItineraryShowsThatNothingIsAsked = judgesThatNothingIsAsked('recordItinerary');
export const theFilingShowsThatNothingIsAsked = judgesThatNothingIsAsked('recordFiling');
/** The pop-up is lifted: an ordinary clause asks for the test alone, and judges it so. */
export const theStatusTurnsGreenAndTheTestIs = (test: string) =>
  command('recordHealthStatus', { judged: { clause: 'ordinary', states: { ...NOTHING, test } } });
/** Children of this age are asked for no test, and of another they are. */
const theAgeSays = (type: 'recordDetails' | 'correctDetails' | 'readDocument', test: string) =>
  command(type, { judged: { exemptByAge: test === 'notNeeded', states: { test } } });
export const theDetailsSayAnAgeThatIsExempt = theAgeSays('recordDetails', 'notNeeded');
export const theDetailsSayAnAgeThatIsNot = theAgeSays('correctDetails', 'unmet.needed');
export const theCardSaysAnAgeThatIsExempt = theAgeSays('readDocument', 'notNeeded');
export const aMilderMeasureIsApplied = judgesThatNothingIsAsked('applyMilderMeasure');
export const theEndOfTheMeasureIsApplied = judgesThatNothingIsAsked('applyAnnouncementEnd', 'house');
export const theAnnouncementEnds = judgesThatNothingIsAsked('announcementEnds', 'house');

// The request.
export const wenAsks = (community: string) => command('askCommunity', { community });
export const wenAsksWillowLane = wenAsks(WILLOW_LANE);
const YES = { isRegisteredResident: 'yes', knowsTheStatus: 'yes', acceptsReception: 'yes' } as const;
const says = (type: 'answerCommunity' | 'recordOralAnswer', office: string, answer: Answer, more = {}) =>
  command(type, {
    by: workerOf(office),
    office,
    ...(type === 'recordOralAnswer' ? { worker: workerOf(office) } : {}),
    answer,
    ...(answer === 'accept' ? YES : { isRegisteredResident: 'yes' as const }),
    ...(answer === 'refuse' ? { reason: 'noCapacity' } : {}),
    nextOffice: RIVER_STREET,
    recordingNoticeRead: true,
    ...more,
  });
export const accepts = (office: string, conditions: readonly string[] = []) =>
  says('answerCommunity', office, 'accept', { conditions });
export const refuses = (office: string) => says('answerCommunity', office, 'refuse');
/** 你要放我就收: if you release, then I take. Never consent. */
export const saysYouReleaseIThenTake = (office: string) => says('answerCommunity', office, 'conditional');
export const saysNotOurs = (office: string) =>
  says('answerCommunity', office, 'notOurs', { isRegisteredResident: 'no' });
export const asksForTheStreetOffice = (office: string) =>
  says('answerCommunity', office, 'needsStreetOffice');
export const needsMoreInformation = (office: string) =>
  says('answerCommunity', office, 'needMoreInformation');
export const answersQuestionOneAlone = (office: string) =>
  command('answerCommunity', { by: workerOf(office), office, isRegisteredResident: 'yes' });
export const acceptsByPhone = (office: string) => says('recordOralAnswer', office, 'accept');
export const refusesByPhone = (office: string) => says('recordOralAnswer', office, 'refuse');
export const saysYouReleaseIThenTakeByPhone = (office: string) =>
  says('recordOralAnswer', office, 'conditional');
export const saysNotOursByPhone = (office: string) =>
  says('recordOralAnswer', office, 'notOurs', { isRegisteredResident: 'no' });
/** 我没这么说过: the worker in whose name it was put down says otherwise. */
export const disputesWhatWasPutDown = (office: string, worker = workerOf(office)) =>
  command('disputeOralAnswer', { by: worker, office, nextOffice: DUTY_DESK });
export const asksForTheStreetOfficeByPhone = (office: string) =>
  says('recordOralAnswer', office, 'needsStreetOffice');
/** Passed up to whoever is next. */
const nextOffice = ({ context }: HandoffStanding) =>
  context.request.rung === 'community' ? RIVER_STREET : DUTY_DESK;
export const theRequestIsPassedUp = (standing: HandoffStanding) =>
  command('escalateRequest', { nextOffice: nextOffice(standing) });
export const wenCancelsTheRequest = command('cancelRequest');
export const aReadBackCodeIsSentTo = (office: string) =>
  command('issueReadBackCode', { office, to: 'worker-2' });
const consenting = ({ context }: HandoffStanding) => context.consent.office ?? WILLOW_LANE;
export const theOfficeRevokesItsConsent = (standing: HandoffStanding) =>
  command('revokeConsent', { office: consenting(standing), nextOffice: nextOffice(standing) });
export const theOfficeReportsAChange = (standing: HandoffStanding) =>
  command('reportChange', { office: consenting(standing), nextOffice: nextOffice(standing) });

export const aCallIsRecorded = command('recordCall', { office: WILLOW_LANE });

// Rulings and exceptions.
export const theDeskRulesReceiveBy = (office: string, conditions: readonly string[] = []) =>
  command('ruleOnHandoff', { by: 'supervisor-a', ruling: 'receive', office, conditions });
export const theDeskRulesTurnBack = command('ruleOnHandoff', { by: 'supervisor-a', ruling: 'turnBack' });
export const theDeskRulesAskAgain = command('ruleOnHandoff', {
  by: 'supervisor-a',
  ruling: 'returnAndAskAgain',
});
export const takesItUp = (by: string) => command('takeUpDispute', { by });
export const theDeskAsksForAStatement = command('askForStatement', { by: 'supervisor-a', of: 'office' });
export const acknowledgesTheRuling = (office: string) =>
  command('acknowledgeRuling', { by: workerOf(office), office });
export const anExceptionIsProposedFor = (
  ...regions: readonly ('test' | 'healthStatus' | 'itinerary' | 'filing' | 'pledge')[]
) => command('proposeException', { by: 'supervisor-a', regions });
export const aSecondSupervisorApproves = command('approveException', { by: 'supervisor-b' });

// The pledge.
export const theConditionsAreAcknowledged = command('acknowledgeConditions');
export const theTravellerSigns = command('signPledge');
export const theTravellerDeclinesToSign = command('declinePledge');

// The closings.
export const wenReleases = command('releaseTraveller');
export const theFamilyIsDecidedApart = (type: 'releaseTraveller' | 'clearTraveller' | 'turnTravellerBack') =>
  command(type, { found: { familyAgrees: false } });
export const wenClears = command('clearTraveller');
export const wenTurnsBackBecause = (reason: string) =>
  command('turnTravellerBack', { reason, alternatives: ['testOnTheSpot'] });
export const theHealthAuthorityTakesThem = command('referTraveller', {
  kind: 'healthAuthority',
  to: 'district',
});
export const anAmbulanceTakesThem = command('referTraveller', { kind: 'emergency', to: '120' });
export const theTravellerAsksToLeave = command('requestDeparture', { wish: 'leave' });
export const theTravellerStaysAfterAll = command('requestDeparture', { wish: 'stay' });
export const theTravellerLeaves = command('withdrawTraveller');
export const southGateTakesTheCaseOver = command('takeOverHandoff');

// The shift.
export const wenOffersTheCaseToShen = command('handOverHold', { to: SHEN });
export const shenAcceptsTheCase = command('acceptHold', { by: SHEN });

// After the release.
const inCare = ({ context }: HandoffStanding) => context.care.office ?? WILLOW_LANE;
const byTheOffice =
  (type: HandoffCommandType, more: Partial<Omit<HandoffInput, 'found' | 'type'>> = {}) =>
  (standing: HandoffStanding) =>
    command(type, { office: inCare(standing), ...more });
export const theOfficeConfirmsTheArrival = byTheOffice('confirmArrival');
export const theOfficeReportsThemMissing = byTheOffice('reportNonArrival');
export const theOfficeReportsAProblem = byTheOffice('reportReceptionProblem');
export const theOfficeAsksPoplarCourtToTakeThem = byTheOffice('requestTransfer', { to: POPLAR_COURT });
export const acceptsTheTransfer = (office: string) => command('acceptTransfer', { office });
export const aSupervisorSettlesTheMissingArrival = command('closeNonArrival', { by: 'supervisor-a' });
export const theTravellerIsTurnedAwayAtTheDoor = command('reportTurnedAwayAtDoor');
export const theAuthorityAcknowledges = command('acknowledgeReferral');
export const thePapersAreHandedOver = command('handOverPaper');
export const aLateResultIsRecorded = command('recordLateResult');
export const WITH_ANOTHER_CASE = { contradiction: 'numberBearsAnotherName', other: 'another-case' } as const;
export const aContradictionIsNoted = command('noteContradiction', { by: 'house', ...WITH_ANOTHER_CASE });
/** The test shows, as it is recorded, that its report is older than its sample. */
export const theTestContradictsItself = command('recordTest', {
  judged: { states: { test: 'unmet.unfit' } },
  contradictions: [{ what: 'reportedBeforeSampled', other: null }],
});
export const wenSettles = (outcome: string) =>
  command('settleContradiction', { ...WITH_ANOTHER_CASE, outcome });
export const aStatementIsAdded = command('addStatement');
export const aComplaintIsFiled = command('fileComplaint');
export const appealsAgainst = (of: string) => command('fileAppeal', { of });
/** By a supervisor who decided nothing in these stories, unless another is named. */
export const looksAgain = (outcome: string, by = 'supervisor-c') =>
  command('lookAgain', { by, outcome, nextOffice: DUTY_DESK });
export const aSupervisorLooksAgain = looksAgain('upheld');

/** A clock runs out: the house says so, and names who is next. */
export const fallsDue = (timer: TimerName) => (standing: HandoffStanding) =>
  timer === 'announcementEnds'
    ? theAnnouncementEnds
    : command(timer, {
        by: 'house',
        second: null,
        nextOffice: nextOffice(standing),
        nextOfficer: SUPERIOR,
        ...(timer === 'rulingDue' ? { nextDecider: 'supervisor-a' } : {}),
      });

/** It runs out, and the house finds nobody to name. */
export const nobodyIsThereWhen = (timer: TimerName) => (standing: HandoffStanding) => {
  const { nextDecider: _, ...rest } = fallsDue(timer)(standing);
  return rest;
};

/** The fact the command itself states; a clock that ran out is a `timerFired`. */
export const ownFact = ({ type }: HandoffInput): string =>
  Object.hasOwn(TIMERS, type)
    ? HANDOFF_COMMANDS.dueTimerFired.fact
    : HANDOFF_COMMANDS[type as HandoffCommandType].fact;

/** The path of the state a case stands in, within a region or (with '') altogether: `held.kept`, `released.onTheWay`. */
export function pathIn(value: StateValue, region: string): string {
  let here: StateValue | undefined = value;
  for (const step of region === '' ? [] : region.split('.'))
    here = typeof here === 'object' ? here[step] : undefined;
  const steps: string[] = [];
  while (typeof here === 'object') {
    const [[step, below] = ['', undefined]] = Object.entries(here);
    steps.push(step);
    here = below;
  }
  if (here !== undefined) steps.push(here);
  return steps.join('.');
}
