/**
 * The sentences that must be true for a command on a handoff to be allowed.
 *
 * The name of the first sentence that is false is the refusal the caller gets; its words in zh-CN and en
 * stand in `src/contract/refusals.ts`. State sentences read the standing alone; input sentences need the command.
 */
import { EVIDENCE_REGIONS } from '../src/contract/measures.ts';
import {
  type Finding,
  type HandoffContext,
  type HandoffInput,
  type HandoffStanding,
} from './handoff-context.ts';
import { isThat } from './contradictions.ts';
import { oralAnswerOf, rungOf } from './handoff-request.ts';
import { childOf, isIn, type Sentence } from './standing.ts';

type Says = Sentence<HandoffContext, HandoffInput>;
const state = (holds: (standing: HandoffStanding) => boolean): Says => ({ kind: 'state', holds });
const input = (holds: (standing: HandoffStanding, input: HandoffInput) => boolean): Says => ({
  kind: 'input',
  holds,
});
const found = (what: Finding): Says => input((_, { found }) => found?.[what] === true);

/** An evidence region is satisfied: met, waived by an approved exception, or not needed. */
const satisfied = ({ value }: HandoffStanding, region: string) =>
  ['met', 'waived', 'notNeeded'].includes(childOf(value, `open.${region}`) ?? '');
const fellAway = ({ value }: HandoffStanding, region: string) =>
  ['met', 'notNeeded'].includes(childOf(value, `open.${region}`) ?? '');
const consentIs = ({ value }: HandoffStanding, path: string) => isIn(value, `open.consent.${path}`);
const consentStands = (standing: HandoffStanding) =>
  consentIs(standing, 'accepted') || consentIs(standing, 'ruled.receive');
const pledgeIs = ({ value }: HandoffStanding, name: string) => isIn(value, `open.pledge.${name}`);
const evidenceIsUnmet = (standing: HandoffStanding) =>
  EVIDENCE_REGIONS.some((region) => !satisfied(standing, region));
const everythingIsMet = (standing: HandoffStanding) =>
  !evidenceIsUnmet(standing) &&
  (consentStands(standing) || consentIs(standing, 'notNeeded')) &&
  (pledgeIs(standing, 'signed') || pledgeIs(standing, 'waived') || pledgeIs(standing, 'notNeeded'));

/** Why a traveller is turned back must be how the case stands, so that a notice never says what is not so. */
const REASONS: Readonly<Record<string, (standing: HandoffStanding) => boolean>> = {
  requirementUnmet: evidenceIsUnmet,
  communityRefused: (standing) => consentIs(standing, 'refused'),
  ruledTurnBack: (standing) => consentIs(standing, 'ruled.turnBack'),
  noDecisionInTime: (standing) => consentIs(standing, 'asked.undecided'),
  pledgeDeclined: (standing) => pledgeIs(standing, 'declined'),
};

/** What is appealed was decided; while the case is open that can only be the ruling to turn back. */
const APPEALS: Readonly<Record<string, (standing: HandoffStanding) => boolean>> = {
  ruling: ({ value, context }) =>
    isIn(value, 'open.consent.ruled.turnBack') || (!isIn(value, 'open') && context.decided.ruling.length > 0),
  turnBack: ({ value }) => isIn(value, 'turnedBack'),
  hold: ({ value, context }) => !isIn(value, 'open') && context.hold.count > 0,
  release: ({ value }) => isIn(value, 'released'),
  other: ({ value }) => !isIn(value, 'open'),
};

export const SENTENCES = {
  // Rules in force.
  measureAllowsHold: state(({ context }) => context.mayHold),
  announcementIsInForce: input(
    ({ context }, { found }) => !context.announcementEnded && found?.announcementInForce === true,
  ),
  newMeasureIsMilder: found('newMeasureIsMilder'),

  // The document.
  documentIsNotKept: state(({ value }) => !isIn(value, 'open.document.held')),
  holdIsWithinCap: state(({ context }) => !context.hold.capReached),
  legalBasisIsNamed: found('legalBasisIsTheMeasures'),
  groundIsGiven: input((_, { ground }) => ground !== undefined),
  secondOfficerIsAnother: input((_, { by, second }) => typeof second === 'string' && second !== by),
  groundIsNew: input(({ context }, { ground }) => context.hold.count === 0 || ground !== context.hold.ground),
  superiorAgreesToASecondHold: input(
    ({ context }, { found }) => context.hold.count === 0 || found?.secondIsSuperior === true,
  ),
  secondPersonIsASuperior: found('secondIsSuperior'),
  reviewerIsNotOneOfTheTwo: input(
    ({ context }, { by }) => by !== context.hold.by && by !== context.hold.second,
  ),
  travellerIsGoneOrDocumentCannotBeGiven: input((_, { why }) =>
    ['travellerLeft', 'ambulance', 'damaged', 'lost', 'refusedToTake'].includes(why ?? ''),
  ),
  documentIsKeptSafe: state(
    ({ value, context }) => context.deposited || isIn(value, 'open.document.deposited'),
  ),

  // Who carries the case.
  theOtherOfficerIsAnother: input(({ context }, { to }) => to !== undefined && to !== context.officer),
  handOverIsOffered: state(({ context }) => context.offeredTo !== null),
  itWasOfferedToYou: input(({ context }, { by }) => by === context.offeredTo),
  firstCheckpointLetsGo: found('firstCheckpointLetsGo'),

  // The evidence.
  testIsNotPositive: state(({ value }) => !isIn(value, 'open.test.stops')),
  testIsNotConfirmedPositive: state(({ value }) => !isIn(value, 'open.test.stops.positive')),
  regionIsAskedFor: input(
    ({ value }, { region }) => region !== undefined && childOf(value, `open.${region}`) !== 'notNeeded',
  ),
  documentNumberIsKnown: found('documentNumberIsKnown'),
  sourceIsConnected: found('sourceIsConnected'),
  sourceIsNotBeingAsked: found('sourceIsNotBeingAsked'),

  aClaimIsPending: state(({ value }) => isIn(value, 'open.filing.pending')),
  noClaimIsPending: state(({ value }) => !isIn(value, 'open.filing.pending')),
  claimIsDecidedFirst: input(
    ({ value }, { found }) => !isIn(value, 'open.filing.pending') || found?.claimIsTakenBack === true,
  ),
  thatContradictionIsOpen: input(({ context }, { contradiction, other }) =>
    context.contradictions.some((one) => isThat(one, contradiction, other) && one.settled === null),
  ),

  // The request.
  departureIsNotRequested: state(({ value }) => !isIn(value, 'open.stay.departing')),
  communityIsAskedAnewOnlyAfterNotOurs: state(
    (standing) => !consentIs(standing, 'asked') || standing.context.request.notOurs,
  ),
  refusalIsAskedAgainOnce: state(
    (standing) => !consentIs(standing, 'refused') || !standing.context.request.askedAgain,
  ),
  onlyAFirstRequestIsCancelled: state(
    ({ context: { request } }) => request.rung === 'community' && !request.askedAgain,
  ),
  somethingChanged: input(
    (standing, { found }) => !consentIs(standing, 'refused') || found?.somethingChanged === true,
  ),
  aHigherRungIsLeft: state(
    (standing) => !consentIs(standing, 'asked.supervisor') && !consentIs(standing, 'asked.undecided'),
  ),
  // So that nobody is offered to answer where nothing was asked.
  anOfficeWasAsked: state(({ context }) => context.request.community !== null),
  officeWasAsked: input(({ context }, { office }) => rungOf(context, office) !== null),
  threeAnswersAreYes: input(
    (_, { answer, isRegisteredResident, knowsTheStatus, acceptsReception }) =>
      answer !== 'accept' ||
      (isRegisteredResident === 'yes' && knowsTheStatus === 'yes' && acceptsReception === 'yes'),
  ),
  refusalHasAReason: input((_, { answer, reason }) => answer !== 'refuse' || reason !== undefined),
  wordsAreGiven: input(
    (_, { answer, reason, found }) =>
      (answer !== 'conditional' && reason !== 'other') || found?.wordsGiven === true,
  ),
  questionOneIsAnswered: input(
    ({ context }, { answer, isRegisteredResident }) =>
      answer !== undefined || context.request.residentKnown || isRegisteredResident !== undefined,
  ),
  answererIsIdentified: found('answererIdentified'),
  recordingNoticeIsRead: input((_, { recordingNoticeRead }) => recordingNoticeRead === true),
  numberIsInTheDirectory: found('numberIsInTheDirectory'),
  channelIsRegistered: found('channelIsRegistered'),
  // A request goes to a community of the directory as it stands today, by its code.
  communityIsInTheDirectory: found('communityStands'),
  // Who puts another number or channel in place of an office's own has a day in which it can be noticed.
  contactHasCooled: found('contactHasCooled'),
  anOralAnswerIsOpen: state(({ context }) => context.oral.length > 0),
  oralAnswerIsInYourName: input(({ context }, said) => oralAnswerOf(context, said) !== undefined),
  officeGaveTheConsent: input(({ context }, { office }) => office === context.consent.office),

  // Rulings and exceptions.
  rulingIsNotToTurnBack: state((standing) => !consentIs(standing, 'ruled.turnBack')),
  aReceptionProblemIsReported: state(({ value, context }) => isIn(value, 'open') || context.care.problem),
  nobodyElseDecides: input(
    ({ context: { request } }, { by }) => request.decider === null || request.decider === by,
  ),
  youDoNotDecideYet: input(({ context: { request } }, { by }) => request.decider !== by),
  clauseIsOfTheMeasure: found('clauseIsOfTheMeasure'),
  // Whoever is to receive is in the directory as it stands today: a place that was merged or closed receives nobody.
  officeStands: found('officeStands'),
  rulingFitsTheCase: input(({ value }, { ruling, office }) =>
    ruling === 'receive' ? office !== undefined : office === undefined && isIn(value, 'open'),
  ),
  deciderCoversTheOffice: input(
    (_, { ruling, found }) => ruling !== 'receive' || found?.deciderCoversTheOffice === true,
  ),
  // Where nobody is to receive, a waiver would lead nowhere: who is waived is released, never cleared.
  aCommunityIsToReceive: state((standing) => !consentIs(standing, 'notNeeded')),
  exceptionMayNameTheRegion: input((standing, { regions }) =>
    (regions ?? []).every((region) =>
      region === 'pledge'
        ? !['notNeeded', 'signed', 'waived'].some((settled) => pledgeIs(standing, settled))
        : !satisfied(standing, region),
    ),
  ),
  anExceptionIsProposed: state(({ context }) => context.proposal !== null),
  approverIsAnother: input(({ context }, { by }) => context.proposal !== null && by !== context.proposal.by),
  aRulingAwaitsTheOffice: state(
    (standing) => consentIs(standing, 'ruled.receive.awaiting') || standing.context.care.ruledOffice !== null,
  ),
  rulingNamesTheOffice: input(({ value, context }, { office }) =>
    isIn(value, 'open') ? office === context.consent.office : office === context.care.ruledOffice,
  ),
  rulingIsAcknowledged: state((standing) => !consentIs(standing, 'ruled.receive.awaiting')),

  // The pledge.
  consentStands: state(consentStands),
  detailsAreComplete: state(({ context }) => context.detailsStand),
  conditionsAreAcknowledged: state(({ context }) => context.consent.conditions !== 'shown'),
  pledgeTextIsTheOneShown: found('textIsTheOneShown'),
  guardianIsIdentified: input(
    ({ context }, { found }) => !context.isUnder14 || found?.guardianIdentified === true,
  ),
  witnessIsOnDuty: found('witnessIsOnDuty'),
  pledgeIsSigned: state(
    (standing) =>
      pledgeIs(standing, 'signed') || pledgeIs(standing, 'waived') || pledgeIs(standing, 'notNeeded'),
  ),

  // The closings.
  testIsMet: state((standing) => satisfied(standing, 'test')),
  healthStatusIsMet: state((standing) => satisfied(standing, 'healthStatus')),
  itineraryIsMet: state((standing) => satisfied(standing, 'itinerary')),
  filingIsMet: state((standing) => satisfied(standing, 'filing')),
  nothingIsRequiredAnyMore: state(
    (standing) =>
      EVIDENCE_REGIONS.every((region) => fellAway(standing, region)) &&
      consentIs(standing, 'notNeeded') &&
      pledgeIs(standing, 'notNeeded'),
  ),
  aRequirementIsUnmet: state((standing) => !everythingIsMet(standing)),
  requestIsNotPending: state(
    (standing) => !consentIs(standing, 'asked') || consentIs(standing, 'asked.undecided'),
  ),
  alternativesAreNamed: input((_, { alternatives }) => (alternatives?.length ?? 0) > 0),
  theReasonIsTheCase: input((standing, { reason }) => REASONS[reason ?? '']?.(standing) === true),
  departureIsRequested: state(({ value }) => isIn(value, 'open.stay.departing')),
  familyIsDecidedTogether: found('familyAgrees'),
  emergencyOrTestStops: input(
    ({ value }, { kind }) => kind === 'emergency' || isIn(value, 'open.test.stops'),
  ),

  // The second look.
  appealFitsTheCase: input((standing, { of }) => APPEALS[of ?? '']?.(standing) === true),
  noAppealIsOpen: state(({ context }) => context.appeal === null),
  // A closed case is looked at again whether or not somebody appealed; an open one only where they did.
  anAppealIsOpen: state(({ value, context }) => !isIn(value, 'open') || context.appeal !== null),
  reviewerDidNotDecide: input(({ context: { appeal, decided } }, { by }) =>
    appeal === null || appeal.of === 'other'
      ? !Object.values(decided).flat().includes(by)
      : !decided[appeal.of].includes(by),
  ),

  // After the release.
  officeHasThemInCare: input(({ context }, { office }) => office === context.care.office),
  arrivalIsOverdue: state(({ value }) => isIn(value, 'released.overdue')),
  noRulingIsOpen: state(({ context }) => context.care.ruledOffice === null),
  noTransferIsOpen: state(({ context }) => context.care.transferTo === null),
  aTransferIsOpen: state(({ context }) => context.care.transferTo !== null),
  transferNamesTheOffice: input(({ context }, { office }) => office === context.care.transferTo),
} as const satisfies Record<string, Says>;

export type SentenceName = keyof typeof SENTENCES;
export const SENTENCE_NAMES = Object.keys(SENTENCES) as SentenceName[];
