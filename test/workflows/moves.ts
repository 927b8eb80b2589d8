/**
 * Every move that can be made on a handoff, with one payload per way it can come out.
 *
 * Payloads that a sentence refuses change nothing and are the truth tables' affair (`rules.test.ts`);
 * here stand those that are taken, so that the exploration sees every place a handoff can get to.
 */
import type { Answer } from '../../src/contract/answers.ts';
import { EVIDENCE_REGIONS, type EvidenceRegion } from '../../src/contract/measures.ts';
import { TIMER_NAMES } from '../../src/contract/timers.ts';
import type {
  Finding,
  HandoffContext,
  HandoffInput,
  HandoffStanding,
} from '../../workflows/handoff-context.ts';
import { isIn } from '../../workflows/standing.ts';

export const OFFICER = 'officer-wen';
export const SECOND = 'officer-bai';
export const SUPERIOR = 'superior-lu';
export const COMMUNITY = 'C-WILLOW';
export const STREET = 'S-RIVER';
export const DESK = 'D-DESK';

const EVERYTHING: Readonly<Record<Finding, boolean>> = {
  announcementInForce: true,
  legalBasisIsTheMeasures: true,
  secondIsSuperior: true,
  answererIdentified: true,
  wordsGiven: true,
  textIsTheOneShown: true,
  guardianIdentified: true,
  witnessIsOnDuty: true,
  deciderCoversTheOffice: true,
  familyAgrees: true,
  detailsComplete: true,
  isUnder14: false,
  communityChanged: false,
  pledgeTouched: false,
  somethingChanged: true,
  firstCheckpointLetsGo: true,
  newMeasureIsMilder: true,
  numberIsInTheDirectory: true,
  channelIsRegistered: true,
  communityStands: true,
  officeStands: true,
  clauseIsOfTheMeasure: true,
  contactHasCooled: true,
  sourceIsConnected: true,
  documentNumberIsKnown: true,
  sourceIsNotBeingAsked: true,
  claimIsTakenBack: false,
};

type Body = Omit<Partial<HandoffInput>, 'found' | 'type'> & { found?: Partial<Record<Finding, boolean>> };

/** A command with everything that prepare could find in its favour, unless told otherwise. */
export function command(type: HandoffInput['type'], body: Body = {}): HandoffInput {
  return { by: OFFICER, second: SECOND, at: 0, ...body, type, found: { ...EVERYTHING, ...body.found } };
}

/** What a clause asks for, by region. */
export type Asked = readonly (EvidenceRegion | 'consent' | 'pledge')[];

const NEEDED: Record<string, string> = {
  test: 'unmet.needed',
  healthStatus: 'unmet.needed',
  itinerary: 'unmet.needed',
  filing: 'unmet.needed',
  consent: 'needed',
  pledge: 'needed',
};
const REGIONS = [...EVIDENCE_REGIONS, 'consent', 'pledge'] as const;

export const statesFor = (asked: Asked, shown: Record<string, string> = {}) =>
  Object.fromEntries(
    REGIONS.map((region) => [
      region,
      asked.includes(region) ? (shown[region] ?? NEEDED[region]) : 'notNeeded',
    ]),
  );

/** Opens a handoff under a clause that asks for these regions. */
export const opening = (
  asked: Asked,
  shown: Record<string, string> = {},
  detailsComplete = false,
): HandoffInput =>
  command('openHandoff', {
    open: { stop: 'stop-1', checkpoint: 'K-NORTH', arrivedAt: 0, direction: 'INBOUND' },
    judged: {
      clause: asked.join('+'),
      measure: 'beijing-2022-11',
      measureVersion: 1,
      announcement: 'announcement-1',
      mayHold: true,
      states: statesFor(asked, shown),
    },
    found: { detailsComplete },
  });

const ANSWERS: readonly Answer[] = [
  'accept',
  'refuse',
  'conditional',
  'notOurs',
  'needsStreetOffice',
  'needMoreInformation',
];
const yes = { isRegisteredResident: 'yes', knowsTheStatus: 'yes', acceptsReception: 'yes' } as const;

export interface Explored {
  readonly asked: Asked;
  /** Leave exceptions and handovers out: regions that multiply the rest and are explored on a smaller set. */
  readonly without?: readonly ('documents' | 'exceptions' | 'handOvers' | 'details')[];
  /** What would multiply every set, and is explored on a small one: words in somebody's name and who decides; appeals. */
  readonly with?: readonly ('disputes' | 'appeals')[];
}

/** The worker through whom an office is recorded by telephone. */
export const workerOf = (office: string) => `worker-of-${office}`;

/** A contradiction with another case. It changes no class a case stands in: no sentence but its own asks for it. */
const WITH_ANOTHER = { contradiction: 'numberBearsAnotherName', other: 'another-case' } as const;

/** Every move from here that some sentence-perfect payload makes, one per way it can come out. */
export function movesFrom(standing: HandoffStanding, explored: Explored): readonly HandoffInput[] {
  const { context } = standing;
  const moves: HandoffInput[] = [];
  if (isIn(standing.value, 'open')) moves.push(...openMoves(context, explored));
  else moves.push(...laterMoves(context));
  if (explored.with?.includes('disputes') === true) moves.push(...disputingMoves(context));
  if (explored.with?.includes('appeals') === true) moves.push(...appealingMoves());
  for (const timer of TIMER_NAMES)
    moves.push(
      command(timer, {
        by: 'house',
        nextOffice: context.request.rung === 'community' ? STREET : DESK,
        nextOfficer: SUPERIOR,
        ...(explored.with?.includes('disputes') === true ? { nextDecider: 'supervisor-b' } : {}),
        // The end of a measure: nothing is needed any more. A test that stops stays what it is, whatever is said of it.
        judged: { states: statesFor([]), groundLapsed: true },
      }),
    );
  moves.push(
    command('addStatement'),
    command('fileComplaint'),
    command('handOverPaper'),
    command('noteContradiction', WITH_ANOTHER),
    command('settleContradiction', { ...WITH_ANOTHER, outcome: 'explained' }),
  );
  return moves;
}

const DOCUMENT_MOVES: readonly HandoffInput[] = [
  command('readDocument'),
  command('recordNoDocument', { why: 'lost' }),
  command('holdDocument', { ground: 'g1', legalBasis: 'b' }),
  command('holdDocument', { ground: 'g2', legalBasis: 'b' }),
  command('returnDocument', { second: null }),
  command('reviewHold', { by: SUPERIOR, verdict: 'keep' }),
  command('reviewHold', { by: SUPERIOR, verdict: 'return' }),
  command('orderReturn', { by: SUPERIOR }),
  command('depositDocument', { why: 'travellerLeft' }),
  command('collectDocument'),
];

function openMoves(context: HandoffContext, { asked, without = [] }: Explored): HandoffInput[] {
  const moves: HandoffInput[] = [
    ...(without.includes('documents') ? [] : DOCUMENT_MOVES),
    command('askSource', { region: 'test' }),
    command('askCommunity', { community: COMMUNITY }),
    command('escalateRequest', { nextOffice: context.request.rung === 'community' ? STREET : DESK }),
    command('cancelRequest'),
    command('acknowledgeConditions'),
    command('signPledge'),
    command('declinePledge'),
    command('ruleOnHandoff', { ruling: 'receive', office: STREET }),
    command('ruleOnHandoff', { ruling: 'receive', office: STREET, conditions: ['sealedBuilding'] }),
    command('ruleOnHandoff', { ruling: 'turnBack' }),
    command('ruleOnHandoff', { ruling: 'returnAndAskAgain' }),
    command('releaseTraveller'),
    command('clearTraveller'),
    command('referTraveller', { kind: 'healthAuthority', to: 'district' }),
    command('referTraveller', { kind: 'emergency', to: '120' }),
    command('requestDeparture', { wish: 'leave' }),
    command('requestDeparture', { wish: 'stay' }),
    command('withdrawTraveller'),
    command('takeOverHandoff'),
    command('correctDetails', { found: { communityChanged: true, pledgeTouched: true } }),
    command('correctDetails', { found: { pledgeTouched: true } }),
  ];
  for (const reason of [
    'requirementUnmet',
    'communityRefused',
    'ruledTurnBack',
    'noDecisionInTime',
    'pledgeDeclined',
  ])
    moves.push(command('turnTravellerBack', { reason, alternatives: ['testOnTheSpot'] }));
  for (const office of [context.request.community, context.request.streetOffice]) {
    if (office === null) continue;
    for (const answer of ANSWERS)
      moves.push(
        command('answerCommunity', { office, answer, ...yes, reason: 'noCapacity', nextOffice: STREET }),
      );
    moves.push(
      command('answerCommunity', { office, answer: 'accept', ...yes, conditions: ['sealedBuilding'] }),
    );
  }
  if (context.consent.office !== null) {
    const office = context.consent.office;
    const nextOffice = context.request.rung === 'community' ? STREET : DESK;
    moves.push(
      command('revokeConsent', { office, reason: 'noCapacity', nextOffice }),
      command('reportChange', { office, nextOffice }),
      command('acknowledgeRuling', { office }),
    );
  }
  if (!without.includes('details')) moves.push(command('recordDetails'));
  if (!without.includes('handOvers')) {
    moves.push(command('handOverHold', { to: 'officer-next' }));
    if (context.offeredTo !== null) moves.push(command('acceptHold', { by: context.offeredTo }));
  }
  if (!without.includes('exceptions')) {
    for (const region of asked)
      if (region !== 'consent')
        moves.push(command('proposeException', { by: 'supervisor-a', regions: [region] }));
    moves.push(command('approveException', { by: 'supervisor-b' }));
  }
  // Where no measure is in force nothing is needed; only a test that stops still counts.
  const judges = (region: EvidenceRegion) => asked.includes(region) && !context.announcementEnded;
  for (const state of [
    'unmet.unfit',
    'pending.sampledPending',
    'met.fit',
    'stops.positive',
    'stops.underReview',
  ])
    if (judges('test') || state.startsWith('stops.'))
      moves.push(
        command('recordTest', { judged: { states: { test: state } } }),
        command('correctEvidence', { judged: { states: { test: state } } }),
      );
  if (judges('healthStatus'))
    moves.push(
      command('recordHealthStatus', { judged: { states: { healthStatus: 'unmet.yellow' } } }),
      command('recordHealthStatus', { judged: { states: { healthStatus: 'met.poppedUp' } } }),
    );
  if (judges('itinerary'))
    moves.push(
      command('recordItinerary', { judged: { states: { itinerary: 'unmet.notGreen' } } }),
      command('recordItinerary', { judged: { states: { itinerary: 'met.green' } } }),
    );
  if (judges('filing'))
    moves.push(
      command('recordFiling', { judged: { states: { filing: 'unmet.refused' } } }),
      command('recordFiling', { judged: { states: { filing: 'met.filed' } } }),
      command('recordFiling', { judged: { states: { filing: 'pending.claimed' } } }),
      command('recordFiling', {
        found: { claimIsTakenBack: true },
        judged: { states: { filing: 'unmet.needed' } },
      }),
      command('decideClaim', { judged: { states: { filing: 'met.granted' } } }),
      command('decideClaim', { judged: { states: { filing: 'unmet.refused' } } }),
    );
  return moves;
}

function disputingMoves({ request, oral }: HandoffContext): HandoffInput[] {
  // One word at a time: two in two names are the stories' affair.
  const [spoken = request.streetOffice ?? request.community] = oral.map(({ office }) => office);
  return [
    ...(spoken === null ? [] : [spoken]).flatMap((office) =>
      (['accept', 'refuse', 'notOurs'] as const).map((answer) =>
        command('recordOralAnswer', {
          office,
          worker: workerOf(office),
          answer,
          ...yes,
          reason: 'noCapacity',
          recordingNoticeRead: true,
        }),
      ),
    ),
    ...oral.map(({ office, worker }) =>
      command('disputeOralAnswer', { by: worker, office, nextOffice: DESK }),
    ),
    command('takeUpDispute', { by: 'supervisor-b' }),
    command('askForStatement', { by: 'supervisor-b', of: 'office' }),
  ];
}

function appealingMoves(): HandoffInput[] {
  return [
    ...(['ruling', 'turnBack', 'hold', 'release', 'other'] as const).map((of) =>
      command('fileAppeal', { of }),
    ),
    ...(['upheld', 'changed'] as const).map((outcome) =>
      command('lookAgain', { by: 'supervisor-b', outcome, nextOffice: DESK }),
    ),
  ];
}

function laterMoves(context: HandoffContext): HandoffInput[] {
  const office = context.care.office ?? COMMUNITY;
  const moves = [
    command('confirmArrival', { office }),
    command('reportNonArrival', { office }),
    command('closeNonArrival'),
    command('reportTurnedAwayAtDoor'),
    command('reportReceptionProblem', { office }),
    command('ruleOnHandoff', { ruling: 'receive', office: STREET }),
    command('requestTransfer', { office, to: 'C-POPLAR' }),
    command('acknowledgeReferral'),
    command('lookAgain'),
    command('correctDetails'),
    command('recordLateResult'),
    command('collectDocument'),
  ];
  if (context.care.transferTo !== null)
    moves.push(command('acceptTransfer', { office: context.care.transferTo }));
  if (context.care.ruledOffice !== null)
    moves.push(command('acknowledgeRuling', { office: context.care.ruledOffice }));
  return moves;
}
