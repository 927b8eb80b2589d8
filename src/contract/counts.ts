/**
 * What is counted: facts, by office and by day in Beijing, and within a fact by the codes its command gave for it.
 *
 * A count says how often something became true, and nothing about anybody: no name, no number, no case.
 * A count's name is its fact, and after it the codes it is told apart by: `travellerTurnedBack/communityRefused`.
 */
import type { StreamKind } from './streams.ts';
import type { ViewName } from './views.ts';

export interface CountRow {
  readonly zh: string;
  readonly en: string;
  /** A fact may be stated on several streams by one command; it counts on this one. */
  readonly stream: Extract<StreamKind, 'handoff' | 'stop'>;
  /** Coded fields of the command that tell one count of this fact from another; one that was not given is left out. */
  readonly by?: readonly string[];
  /** The coded field that names a further office at which it counts, beside the checkpoint. */
  readonly office?: 'office' | 'community';
  /** The list on which the cases behind the number are found, as long as they stand there. */
  readonly list?: ViewName;
}

export const COUNTS = {
  stopOpened: { stream: 'stop', zh: '停车', en: 'stops', list: 'stops' },
  travellerPassed: { stream: 'stop', zh: '通行人数', en: 'travellers passed', by: ['measure', 'clause'] },
  handoffOpened: { stream: 'handoff', zh: '立案', en: 'cases opened', list: 'handoffPage' },
  documentRead: { stream: 'handoff', zh: '当场核验', en: 'documents read and handed back' },
  documentHeld: {
    stream: 'handoff',
    zh: '证件暂存',
    en: 'documents held',
    by: ['ground'],
    list: 'openHolds',
  },
  holdReviewFellDue: {
    stream: 'handoff',
    zh: '暂存超过复核时点',
    en: 'holds over a review mark',
    list: 'openHolds',
  },
  holdCapReached: { stream: 'handoff', zh: '暂存达到上限', en: 'holds at their cap', list: 'openHolds' },
  documentReturned: { stream: 'handoff', zh: '证件归还', en: 'documents returned' },
  documentDeposited: {
    stream: 'handoff',
    zh: '证件代管',
    en: 'documents kept to be collected',
    list: 'overdue',
  },
  communityAsked: {
    stream: 'handoff',
    zh: '征询社区',
    en: 'communities asked',
    office: 'community',
    list: 'handoffPage',
  },
  callRecorded: {
    stream: 'handoff',
    zh: '电话联系',
    en: 'calls',
    by: ['outcome'],
    office: 'office',
  },
  answerGiven: {
    stream: 'handoff',
    zh: '社区答复',
    en: 'answers of an office',
    by: ['answer', 'reason'],
    office: 'office',
  },
  oralAnswerRecorded: {
    stream: 'handoff',
    zh: '口头答复',
    en: 'answers by telephone',
    by: ['answer', 'reason'],
    office: 'office',
  },
  oralAnswerDisputed: {
    stream: 'handoff',
    zh: '代录答复异议',
    en: 'answers by telephone disputed',
    office: 'office',
    list: 'awaitingRuling',
  },
  rungAsked: {
    stream: 'handoff',
    zh: '征询升级',
    en: 'requests that climbed a rung',
    // By the timer that ran out, where nobody answered; without one somebody passed it up.
    by: ['timer'],
    list: 'awaitingRuling',
  },
  consentGiven: { stream: 'handoff', zh: '同意接收', en: 'consents given' },
  consentRefused: { stream: 'handoff', zh: '拒绝接收', en: 'consents refused' },
  consentRevoked: { stream: 'handoff', zh: '撤回同意', en: 'consents revoked', office: 'office' },
  consentLapsed: { stream: 'handoff', zh: '同意失效', en: 'consents lapsed' },
  nobodyDecided: {
    stream: 'handoff',
    zh: '逾期未裁定',
    en: 'no decision in time',
    list: 'awaitingRuling',
  },
  handoffRuled: { stream: 'handoff', zh: '裁定', en: 'rulings', by: ['ruling'] },
  exceptionApproved: { stream: 'handoff', zh: '批准例外', en: 'exceptions approved' },
  pledgeSigned: { stream: 'handoff', zh: '签署承诺书', en: 'pledges signed', list: 'pledges' },
  pledgeDeclined: { stream: 'handoff', zh: '拒签承诺书', en: 'pledges declined' },
  travellerReleased: { stream: 'handoff', zh: '放行', en: 'released', list: 'pledges' },
  travellerCleared: { stream: 'handoff', zh: '解除', en: 'cleared' },
  travellerTurnedBack: { stream: 'handoff', zh: '劝返', en: 'turned back', by: ['reason'] },
  travellerReferred: { stream: 'handoff', zh: '移交', en: 'referred', by: ['kind'] },
  travellerWithdrew: { stream: 'handoff', zh: '自行离开', en: 'withdrew' },
  departureOverdue: { stream: 'handoff', zh: '离开办理超时', en: 'departures overdue' },
  arrivalConfirmed: { stream: 'handoff', zh: '确认到达', en: 'arrivals confirmed', office: 'office' },
  arrivalOverdue: { stream: 'handoff', zh: '逾期未到', en: 'arrivals overdue', list: 'overdue' },
  nonArrivalReported: {
    stream: 'handoff',
    zh: '上报未到',
    en: 'missing arrivals reported',
    office: 'office',
    list: 'overdue',
  },
  turnedAwayAtDoor: {
    stream: 'handoff',
    zh: '到门被拒',
    en: 'turned away at the door',
    list: 'awaitingRuling',
  },
  referralOverdue: { stream: 'handoff', zh: '移交签收超时', en: 'referrals overdue' },
  complaintFiled: { stream: 'handoff', zh: '投诉', en: 'complaints' },
  appealFiled: { stream: 'handoff', zh: '申诉', en: 'appeals', by: ['of'], list: 'awaitingRuling' },
  appealOverdue: { stream: 'handoff', zh: '申诉逾期未复查', en: 'appeals overdue', list: 'overdue' },
  lookedAgain: { stream: 'handoff', zh: '复查', en: 'second looks', by: ['outcome'] },
} as const satisfies Readonly<Record<string, CountRow>>;

export type CountName = keyof typeof COUNTS;

/** A row of `counts` as it is delivered. Its key is `<day>.<office>`, so that a list after a day begins there. */
export interface CountsOfADay {
  /** Of the calendar in Beijing, `YYYY-MM-DD`: when it happened, not when it was entered. */
  readonly day: string;
  readonly office: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** A count's row in the table, and the codes after its name. */
export function countNamed(
  name: string,
): { readonly row: CountRow; readonly codes: readonly string[] } | null {
  const [fact = '', ...codes] = name.split('/');
  return Object.prototype.hasOwnProperty.call(COUNTS, fact)
    ? { row: COUNTS[fact as CountName], codes }
    : null;
}

const EIGHT_HOURS_MS = 8 * 3_600_000;

/** The day in Beijing: eight hours ahead, the whole year round. */
export function dayInBeijing(at: number): string {
  return new Date(at + EIGHT_HOURS_MS).toISOString().slice(0, 10);
}
