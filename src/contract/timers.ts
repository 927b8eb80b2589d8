/**
 * What can fall due. A closed list: every wait of the house is one of these.
 *
 * A timer never releases, refuses or moves a person or a card.
 * It ends a permission, passes the case to the next rung, or alarms somebody by name.
 */
export const TIMERS = {
  requestDue: { zh: '社区答复时限', en: 'the community’s answer is due' },
  rungDue: { zh: '街道答复时限', en: 'the street office’s answer is due' },
  rulingDue: { zh: '裁定时限', en: 'the supervisor’s ruling is due' },
  consentLapses: { zh: '接收同意失效', en: 'the consent lapses' },
  readBackCodeDue: { zh: '回读码失效', en: 'the read-back code lapses' },
  holdReviewDue: { zh: '暂存复核', en: 'a review of the hold is due' },
  holdCapDue: { zh: '暂存上限', en: 'the hold reaches its cap' },
  stayReviewDue: { zh: '滞留关怀', en: 'a look after the waiting traveller is due' },
  departureDue: { zh: '离开办理时限', en: 'the departure is due' },
  arrivalDue: { zh: '到达时限', en: 'the arrival is due' },
  nonArrivalDue: { zh: '未到核查时限', en: 'the call about the missing arrival is due' },
  referralDue: { zh: '移交接收时限', en: 'the authority’s acknowledgement is due' },
  acknowledgeDue: { zh: '裁定签收时限', en: 'the office’s acknowledgement is due' },
  transferDue: { zh: '转接时限', en: 'the transfer’s acceptance is due' },
  handOverDue: { zh: '交接时限', en: 'the handover is due' },
  exceptionLapses: { zh: '例外申请失效', en: 'the proposed exception lapses' },
  claimDue: { zh: '申请决定时限', en: 'the decision of a claim is due' },
  oralAnswerDue: { zh: '代录答复异议时限', en: 'the time to dispute an answer recorded by phone ends' },
  appealDue: { zh: '申诉复查时限', en: 'the second look at an appeal is due' },
  papersDue: { zh: '文书时限', en: 'the papers are due' },
  announcementEnds: { zh: '措施期满', en: 'the announcement ends' },
} as const satisfies Record<string, { zh: string; en: string }>;

export type TimerName = keyof typeof TIMERS;
export const TIMER_NAMES = Object.keys(TIMERS) as TimerName[];
