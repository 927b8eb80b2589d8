/**
 * Every command of a handoff with a body that may be taken, from whoever may send it; and the lives that a handoff
 * can lead, in which each of them is taken at least once.
 */
import { HANDOFF_COMMAND_TYPES, type HandoffCommandType } from '../../src/contract/handoff-commands.ts';
import type { ShownRow } from '../../src/views/index.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import { details, fitTest, GREEN_ITINERARY, PLEDGE_DIGEST, POPPED_UP, YES } from '../commands/world.ts';

/** What a body may refer to. */
export interface Situation {
  readonly stop: string;
  readonly row: ShownRow | null;
  readonly account: (name: string) => string;
  readonly announcement: string;
  readonly milder: string;
  /** The read-back code that was sent last for this handoff. */
  readonly code: string;
  readonly now: number;
  readonly random: () => number;
}

export interface Move {
  /** A short name of the ground's people. */
  readonly who: string;
  readonly body?: object;
  readonly second?: string;
  /** How long ago it happened. */
  readonly agoMs?: number;
}

const MINUTE_MS = 60_000;
const words = '随口说的一句话';
/** An id that is nobody's: only its shape counts. */
const SOME_PAPER = '0184563c-0000-7000-8000-00000000abcd';

type Context = HandoffContext;
const contextOf = ({ row }: Situation) => row?.context as unknown as Context | undefined;
const askedOffice = (at: Situation) => {
  const request = contextOf(at)?.request;
  return request?.rung === 'community'
    ? (request.community ?? 'C-WILLOW')
    : (request?.streetOffice ?? 'S-RIVER');
};
const careOffice = (at: Situation) => contextOf(at)?.care.office ?? 'C-WILLOW';
const SPEAKERS: Readonly<Record<string, string>> = {
  'C-WILLOW': 'willow',
  'C-POPLAR': 'poplar',
  'S-RIVER': 'river',
};
const speaker = (office: string) => SPEAKERS[office] ?? 'willow';
const spokenBy = (office: string, body: object = {}): Move => ({
  who: speaker(office),
  body: { office, ...body },
});
const number = (at: Situation) => `E${Math.floor(at.random() * 1e12)}`;

/** One body for each. A new command has no way past this table. */
export const MOVES: Readonly<Record<HandoffCommandType, (at: Situation) => Move>> = {
  openHandoff: (at) => ({
    who: 'wen',
    body: {
      stopId: at.stop,
      traveller: 1,
      healthStatus: POPPED_UP,
      itinerary: GREEN_ITINERARY,
      test: fitTest(at.now),
      ...details('李洁'),
      document: { type: 'PASSPORT', number: number(at) },
    },
    agoMs: 2 * MINUTE_MS,
  }),
  recordDetails: (at) => ({ who: 'wen', body: { phone: `1990000${Math.floor(at.random() * 9000) + 1000}` } }),
  correctDetails: () => ({ who: 'wen', body: { returnReasonWords: '回家照看老人', because: words } }),
  markNeed: () => ({ who: 'wen', body: { need: 'old' } }),
  tieToGuardian: (at) => ({ who: 'wen', body: { guardian: at.row?.id ?? at.stop } }),
  takeOverHandoff: () => ({ who: 'chen', second: 'wen', body: { toCheckpoint: 'K-SOUTH' } }),
  handOverHold: (at) => ({
    who: 'wen',
    body: {
      to: contextOf(at)?.officer === at.account('bai') ? at.account('wen') : at.account('bai'),
    },
    agoMs: at.random() < 0.5 ? 0 : 6 * MINUTE_MS,
  }),
  acceptHold: (at) => ({ who: contextOf(at)?.offeredTo === at.account('wen') ? 'wen' : 'bai' }),

  readDocument: () => ({ who: 'wen' }),
  holdDocument: (at) => ({
    who: 'wen',
    second: contextOf(at)?.hold.count === 0 ? 'bai' : 'lu',
    body: {
      ground:
        contextOf(at)?.hold.ground === 'healthStatusPoppedUp' ? 'superiorOrder' : 'healthStatusPoppedUp',
      legalBasis: contextOf(at)?.clause || 'popup3',
    },
    agoMs: 4 * MINUTE_MS,
  }),
  returnDocument: () => ({ who: 'bai', body: { strokes: '[[1,2],[3,4]]' } }),
  reviewHold: () => ({ who: 'lu', body: { verdict: 'keep', because: words } }),
  orderReturn: () => ({ who: 'lu', body: { because: words } }),
  recordNoDocument: () => ({ who: 'wen', body: { why: 'lost' } }),
  depositDocument: () => ({ who: 'wen', second: 'lu', body: { why: 'travellerLeft' } }),
  collectDocument: () => ({ who: 'wen', body: { how: 'inPerson' } }),

  recordTest: (at) => ({ who: 'wen', body: { test: fitTest(at.now) } }),
  recordHealthStatus: () => ({ who: 'wen', body: { healthStatus: POPPED_UP } }),
  recordItinerary: () => ({ who: 'wen', body: { itinerary: GREEN_ITINERARY } }),
  recordFiling: () => ({ who: 'wen', body: { filing: { answer: 'FILED' } } }),
  decideClaim: () => ({ who: 'wen', body: { decision: 'grant', because: words } }),
  correctEvidence: () => ({
    who: 'wen',
    second: 'bai',
    body: { region: 'itinerary', itinerary: GREEN_ITINERARY, because: words },
  }),
  recordLateResult: (at) => ({ who: 'wen', body: { test: fitTest(at.now) } }),
  askSource: () => ({ who: 'wen', body: { region: 'itinerary' } }),
  settleContradiction: () => ({
    who: 'wen',
    body: {
      contradiction: 'certificateIsOfAnother',
      other: SOME_PAPER,
      outcome: 'explained',
      because: words,
    },
  }),
  recordSourceAnswer: () => ({
    who: 'source',
    body: { source: 'simulator', region: 'itinerary', itinerary: GREEN_ITINERARY },
  }),

  recordEarlierAttempts: () => ({ who: 'wen', body: { attempts: 14, answered: 1, words } }),
  askCommunity: (at) => ({
    who: 'wen',
    body: { community: 'C-WILLOW', somethingChanged: true },
    agoMs: at.random() < 0.7 ? 0 : 2 * MINUTE_MS,
  }),
  recordCall: () => ({
    who: 'wen',
    body: { office: 'C-WILLOW', number: '010-00000005', outcome: 'noAnswer' },
  }),
  issueReadBackCode: (at) => ({
    who: 'wen',
    body: { office: askedOffice(at), worker: at.account(speaker(askedOffice(at))) },
  }),
  answerCommunity: (at) =>
    at.random() < 0.3
      ? spokenBy(askedOffice(at), { answer: 'refuse', reason: 'noCapacity' })
      : spokenBy(askedOffice(at), { answer: 'accept', ...YES, conditions: ['sealedBuilding'] }),
  recordOralAnswer: (at) => ({
    who: 'wen',
    body: {
      office: askedOffice(at),
      worker: at.account(speaker(askedOffice(at))),
      code: at.code,
      recordingNoticeRead: true,
      answer: 'needMoreInformation',
      isRegisteredResident: 'yes',
    },
  }),
  escalateRequest: () => ({ who: 'wen', body: { because: words } }),
  cancelRequest: () => ({ who: 'wen', body: { because: words } }),
  reportChange: (at) =>
    spokenBy(contextOf(at)?.consent.office ?? 'C-WILLOW', { what: 'zone', words: '小区今早被封' }),
  revokeConsent: (at) =>
    spokenBy(contextOf(at)?.consent.office ?? 'C-WILLOW', { reason: 'homeIsSealed', words }),

  ruleOnHandoff: () => ({
    who: 'chen',
    body: {
      ruling: 'receive',
      office: 'S-RIVER',
      conditions: ['homeObservation'],
      ground: 'residence',
      heard: { checkpoint: 'inWriting', office: 'didNotAnswer' },
      words,
    },
  }),
  disputeOralAnswer: (at) => {
    const [spoken] = contextOf(at)?.oral ?? [];
    return spokenBy(spoken?.office ?? 'C-WILLOW', { words });
  },
  takeUpDispute: () => ({ who: 'chen', body: {} }),
  askForStatement: () => ({ who: 'chen', body: { of: 'office', words } }),
  proposeException: () => ({
    who: 'chen',
    body: { regions: ['pledge'], ground: 'medical', words },
  }),
  approveException: () => ({ who: 'dong', body: { words } }),
  acknowledgeRuling: (at) =>
    spokenBy(contextOf(at)?.care.ruledOffice ?? contextOf(at)?.consent.office ?? 'S-RIVER'),

  acknowledgeConditions: () => ({ who: 'wen', body: { readAloud: true } }),
  signPledge: (at) => ({
    who: 'wen',
    body: {
      textDigest: PLEDGE_DIGEST,
      language: 'zh-CN',
      strokes: '[[1,2],[3,4]]',
      witness: at.account('bai'),
    },
  }),
  declinePledge: (at) => ({ who: 'wen', body: { because: words, witness: at.account('bai') } }),

  releaseTraveller: () => ({ who: 'wen' }),
  clearTraveller: () => ({ who: 'wen' }),
  turnTravellerBack: () => ({
    who: 'wen',
    body: { reason: 'pledgeDeclined', alternatives: ['testOnTheSpot'] },
  }),
  referTraveller: () => ({ who: 'wen', body: { kind: 'emergency', to: '120' } }),
  acknowledgeReferral: () => ({ who: 'chen', body: { acknowledgedBy: '急诊分诊台' } }),
  requestDeparture: () => ({
    who: 'wen',
    body: { wish: 'leave', askedBy: 'officerForTraveller' },
    agoMs: 2 * MINUTE_MS,
  }),
  withdrawTraveller: () => ({ who: 'wen' }),

  confirmArrival: (at) => spokenBy(careOffice(at)),
  reportNonArrival: (at) => spokenBy(careOffice(at), { calls: 3, words }),
  closeNonArrival: () => ({ who: 'chen', body: { reason: 'inHospital', words } }),
  reportTurnedAwayAtDoor: () => ({ who: 'wen', body: { words } }),
  reportReceptionProblem: (at) => spokenBy(careOffice(at), { words }),
  requestTransfer: (at) => spokenBy(careOffice(at), { to: 'C-POPLAR' }),
  acceptTransfer: (at) => spokenBy(contextOf(at)?.care.transferTo ?? 'C-POPLAR'),

  addStatement: () => ({ who: 'wen', body: { words } }),
  fileComplaint: () => ({ who: 'wen', body: { about: 'wait', words } }),
  // Of the release no supervisor decided, so any may look at it again.
  fileAppeal: () => ({ who: 'wen', body: { of: 'release', words } }),
  lookAgain: () => ({ who: 'chen', body: { outcome: 'upheld', words } }),
  handOverPaper: () => ({ who: 'wen', body: { paper: SOME_PAPER, how: 'byHand' } }),

  dueTimerFired: ({ row }) => {
    const [timer, clock] = Object.entries(row?.timers ?? {})[0] ?? ['stayReviewDue', { setByVersion: 1 }];
    return { who: 'house', body: { timer, setByVersion: clock.setByVersion } };
  },
  recordPaper: () => ({
    who: 'house',
    body: { paper: SOME_PAPER, kind: 'receipt', templateVersion: 1, digest: 'a'.repeat(64) },
  }),
  recordDelivery: () => ({
    who: 'house',
    body: { effect: 'notifyCommunity', outcome: 'delivered', attempts: 1 },
  }),
  noteContradiction: () => ({
    who: 'house',
    body: { contradiction: 'certificateIsOfAnother', other: SOME_PAPER },
  }),
  applyAnnouncementEnd: ({ announcement }) => ({ who: 'house', body: { announcement } }),
  applyMilderMeasure: ({ milder }) => ({ who: 'house', body: { announcement: milder } }),
};

/** Commands after which little is left to be sent: rare where everybody picks at random. */
export const ENDINGS: ReadonlySet<HandoffCommandType> = new Set([
  'takeOverHandoff',
  'releaseTraveller',
  'clearTraveller',
  'turnTravellerBack',
  'withdrawTraveller',
  'referTraveller',
  'applyAnnouncementEnd',
]);

/** One step of a life: a command with what differs from its move, or a wait for the read-back code. */
export type Step =
  | { readonly type: HandoffCommandType; readonly with?: Partial<Move> }
  | { readonly firesTimer: string }
  | { readonly anotherTraveller: true };

const step = (type: HandoffCommandType, more?: Partial<Move>): Step =>
  more === undefined ? { type } : { type, with: more };
const accept = (office: string) =>
  step('answerCommunity', spokenBy(office, { answer: 'accept', ...YES, conditions: ['sealedBuilding'] }));
const bare =
  (body: object = {}) =>
  (stop: string) => ({ stopId: stop, traveller: 1, ...body });

export interface Life {
  readonly opens?: (stop: string, now: number) => object;
  readonly steps: readonly Step[];
}

const SIGNED: readonly Step[] = [step('acknowledgeConditions'), step('signPledge')];

/** Lives that are led from the stop to the end. Together they take every command there is. */
export const LIVES: readonly Life[] = [
  {
    // Received, then cared for elsewhere, and looked at again.
    steps: [
      step('markNeed'),
      step('recordEarlierAttempts'),
      step('holdDocument'),
      step('reviewHold'),
      step('handOverHold', { agoMs: 0 }),
      step('acceptHold'),
      step('orderReturn'),
      step('returnDocument'),
      step('askCommunity', { agoMs: 0 }),
      step('recordCall'),
      step('issueReadBackCode'),
      step('recordOralAnswer'),
      step('disputeOralAnswer'),
      accept('C-WILLOW'),
      ...SIGNED,
      step('releaseTraveller'),
      step('handOverPaper'),
      step('recordPaper'),
      step('recordDelivery'),
      step('reportTurnedAwayAtDoor'),
      step('confirmArrival'),
      step('requestTransfer'),
      step('acceptTransfer'),
      step('reportReceptionProblem'),
      step('ruleOnHandoff'),
      step('acknowledgeRuling'),
      step('addStatement'),
      step('fileComplaint'),
      step('fileAppeal'),
      step('lookAgain'),
      step('recordLateResult'),
      step('correctDetails'),
    ],
  },
  {
    // A long argument about who receives, and no signature in the end.
    steps: [
      step('readDocument'),
      step('recordNoDocument'),
      step('recordDetails'),
      step('recordTest'),
      step('recordHealthStatus'),
      step('recordItinerary'),
      step('recordFiling'),
      step('correctEvidence'),
      step('askSource'),
      step('recordSourceAnswer'),
      step('noteContradiction'),
      step('settleContradiction'),
      step('askCommunity', { agoMs: 0 }),
      step('cancelRequest'),
      step('askCommunity', { agoMs: 0 }),
      accept('C-WILLOW'),
      step('reportChange'),
      accept('S-RIVER'),
      step('revokeConsent'),
      step('takeUpDispute'),
      step('askForStatement'),
      step('ruleOnHandoff'),
      step('acknowledgeRuling'),
      step('acknowledgeConditions'),
      step('declinePledge'),
      step('turnTravellerBack'),
    ],
  },
  {
    // An exception, and nobody arrives.
    steps: [
      step('proposeException'),
      step('approveException'),
      step('askCommunity', { agoMs: 0 }),
      step('escalateRequest'),
      accept('S-RIVER'),
      step('releaseTraveller'),
      { firesTimer: 'arrivalDue' },
      step('reportNonArrival'),
      step('closeNonArrival'),
    ],
  },
  {
    // The traveller leaves; the card is kept safe and collected.
    steps: [
      step('holdDocument'),
      step('requestDeparture'),
      step('depositDocument'),
      step('withdrawTraveller'),
      step('collectDocument'),
    ],
  },
  { steps: [step('referTraveller'), step('acknowledgeReferral')] },
  { steps: [step('takeOverHandoff')] },
  {
    // A green status needs no community.
    opens: (stop, now) => ({ ...bare({ healthStatus: { shows: 'GREEN' }, test: fitTest(now) })(stop) }),
    steps: [step('clearTraveller')],
  },
  {
    // A commuter claims at the checkpoint.
    opens: (stop, now) => ({ ...bare({ healthStatus: { shows: 'GREEN' }, test: fitTest(now) })(stop) }),
    steps: [
      step('recordFiling', {
        body: { filing: { answer: 'CLAIMED', residence: 'LEASE', work: 'WORK_PROOF' } },
      }),
      step('decideClaim'),
      step('clearTraveller'),
    ],
  },
  { opens: (stop) => bare()(stop), steps: [step('applyMilderMeasure'), step('applyAnnouncementEnd')] },
  {
    // A child and its guardian.
    steps: [{ anotherTraveller: true }, step('tieToGuardian')],
  },
];

/** Commands that no life takes: there must be none. */
export const untaken = (): HandoffCommandType[] => {
  const taken = new Set(
    LIVES.flatMap(({ steps }) => steps.flatMap((one) => ('type' in one ? [one.type] : []))),
  );
  return HANDOFF_COMMAND_TYPES.filter(
    (type) => !taken.has(type) && type !== 'openHandoff' && type !== 'dueTimerFired',
  );
};
