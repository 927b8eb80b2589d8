/**
 * How an office is reached beside its terminal: a group robot, a short message, a webhook of its own system.
 *
 * What goes out holds case numbers and a link, and nothing of anybody: a group sees everything that is said in it, and
 * whoever knows a robot's address can say something there.
 */

export interface ChannelKind {
  readonly zh: string;
  readonly en: string;
  /** Items that travel in one message at most. */
  readonly together: number;
  /** Messages in any minute; null where the receiver sets no limit. */
  readonly perMinute: number | null;
}

/**
 * Limits are the receivers' own: a WeCom or DingTalk robot takes twenty messages a minute, and DingTalk shuts a robot up
 * for ten minutes that sends more. Six short messages a minute is what one telephone can stand.
 */
export const CHANNEL_KINDS = {
  wecom: { zh: '企业微信群机器人', en: 'WeCom group robot', together: 50, perMinute: 20 },
  dingtalk: { zh: '钉钉群机器人', en: 'DingTalk group robot', together: 50, perMinute: 20 },
  sms: { zh: '短信', en: 'short message', together: 50, perMinute: 6 },
  webhook: { zh: '业务系统接口', en: 'webhook', together: 1, perMinute: null },
} as const satisfies Record<string, ChannelKind>;

export type ChannelKindName = keyof typeof CHANNEL_KINDS;
export const CHANNEL_KIND_NAMES = Object.keys(CHANNEL_KINDS) as ChannelKindName[];

/** Whether an address can be one of this kind: encrypted on its way, or on this very machine, and of the receiver's form. */
export function isAddressOf(kind: ChannelKindName, address: string): boolean {
  if (kind === 'sms') return /^[+0-9][0-9 -]{2,24}$/.test(address);
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) return false;
  if (kind === 'wecom') return url.pathname.endsWith('/webhook/send') && url.searchParams.has('key');
  if (kind === 'dingtalk')
    return url.pathname.endsWith('/robot/send') && url.searchParams.has('access_token');
  return true;
}

/** Whether the secret is what this kind signs with. A webhook is always signed; a DingTalk robot may be. */
export function isSecretOf(kind: ChannelKindName, secret: string | undefined): boolean {
  if (kind === 'webhook') return secret !== undefined && secret.length >= 24;
  return secret === undefined || kind === 'dingtalk';
}

/** What an office is told by which fact, in as few words as a list of case numbers bears. */
export const REACHES = {
  communityAsked: { zh: '待答复', en: 'to be answered' },
  rungAsked: { zh: '上报待答复', en: 'passed up, to be answered' },
  requestCancelled: { zh: '征询已撤回', en: 'request taken back' },
  answerGiven: { zh: '社区已答复', en: 'answered' },
  oralAnswerDisputed: { zh: '代录答复有异议', en: 'an answer by phone is disputed' },
  statementAskedFor: { zh: '请陈述', en: 'a statement is asked for' },
  consentRevoked: { zh: '同意已撤回', en: 'consent revoked' },
  changeReported: { zh: '情况有变化', en: 'something changed' },
  nobodyDecided: { zh: '逾期无人裁定', en: 'nobody decided in time' },
  handoffRuled: { zh: '已裁定，待签收', en: 'ruled, to be acknowledged' },
  acknowledgementOverdue: { zh: '裁定逾期未签收', en: 'ruling not acknowledged in time' },
  exceptionProposed: { zh: '例外待批准', en: 'exception to be approved' },
  exceptionApproved: { zh: '例外已批准', en: 'exception approved' },
  holdCapReached: { zh: '证件暂存到限', en: 'hold at its limit' },
  departureOverdue: { zh: '离开请求逾期', en: 'departure overdue' },
  travellerReleased: { zh: '已放行，待到达', en: 'released, on the way' },
  lateResultRecorded: { zh: '有后到结果', en: 'a late result' },
  referralOverdue: { zh: '移交逾期未接', en: 'referral not taken in time' },
  arrivalOverdue: { zh: '逾期未到达', en: 'arrival overdue' },
  nonArrivalReported: { zh: '报告未到达', en: 'not arrived, reported' },
  nonArrivalUnreported: { zh: '未到达待报告', en: 'not arrived, to be reported' },
  nonArrivalUnsettled: { zh: '未到达待处理', en: 'not arrived, to be settled' },
  turnedAwayAtDoor: { zh: '到达后被拒', en: 'turned away at the door' },
  receptionProblemReported: { zh: '接收有困难', en: 'reception problem' },
  transferRequested: { zh: '请求转接', en: 'transfer requested' },
  transferOverdue: { zh: '转接逾期', en: 'transfer overdue' },
  careMoved: { zh: '已转接', en: 'care moved' },
  complaintFiled: { zh: '有投诉', en: 'complaint filed' },
  appealFiled: { zh: '有申诉', en: 'appeal filed' },
  appealOverdue: { zh: '申诉逾期未复查', en: 'appeal not looked at in time' },
  lookedAgain: { zh: '已复查', en: 'looked at again' },
  officeChannelTried: { zh: '试用消息', en: 'try-out message' },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>;
export type Reaching = keyof typeof REACHES;

export const isReaching = (fact: string): fact is Reaching => fact in REACHES;
