/**
 * Where a case stands, in words: what is waited for, and who acts next. The first line that fits is the one that is said.
 *
 * The operators' pages read the same table (it travels in `words.json`), so both sides of a counter hear the same words.
 */
import type { Json } from './streams.ts';
import type { TimerName } from './timers.ts';
import type { Said } from './form-words.ts';

export interface Standing {
  /** The state, as a path; everything below it fits too. */
  readonly at: string;
  readonly zh: string;
  readonly en: string;
  readonly next: Said;
  /** The clocks that end this wait, the most telling first. */
  readonly until?: readonly TimerName[];
}

const next = {
  officer: { zh: '检查站民警', en: 'the checkpoint officer' },
  community: { zh: '社区', en: 'the community' },
  street: { zh: '街道办事处', en: 'the street office' },
  supervisor: { zh: '督办员', en: 'the supervisor' },
  office: { zh: '接收单位', en: 'the receiving office' },
  traveller: { zh: '当事人', en: 'the traveller' },
  authority: { zh: '卫生部门', en: 'the health authority' },
  nobody: { zh: '无须再办', en: 'nothing more to do' },
} as const satisfies Record<string, Said>;

/** Whoever acts next, by a short name. */
export { next as WHO_ACTS };

export const STANDINGS: readonly Standing[] = [
  {
    at: 'open.stay.departing',
    zh: '当事人要求离开，正在办理',
    en: 'The traveller asked to leave; it is being arranged',
    next: next.officer,
    until: ['departureDue'],
  },
  {
    at: 'open.test.stops',
    zh: '检测待移交卫生部门处理',
    en: 'The test has to go to the health authority',
    next: next.officer,
    until: ['referralDue'],
  },
  {
    at: 'open.filing.pending',
    zh: '申请待民警决定',
    en: 'A claim waits for an officer’s decision',
    next: next.officer,
    until: ['claimDue'],
  },
  {
    at: 'open.consent.asked.community',
    zh: '等待社区答复',
    en: 'Waiting for the community’s answer',
    next: next.community,
    until: ['requestDue'],
  },
  {
    at: 'open.consent.asked.streetOffice',
    zh: '等待街道办事处答复',
    en: 'Waiting for the street office’s answer',
    next: next.street,
    until: ['rungDue'],
  },
  {
    at: 'open.consent.asked.supervisor',
    zh: '等待督办裁定',
    en: 'Waiting for the supervisor’s ruling',
    next: next.supervisor,
    until: ['rulingDue'],
  },
  {
    at: 'open.consent.asked.undecided',
    zh: '期限已过，仍无人裁定',
    en: 'Nobody ruled in time; still with the supervisor',
    next: next.supervisor,
    until: ['rulingDue'],
  },
  {
    at: 'open.consent.refused',
    zh: '社区不同意接收，等待检查站决定',
    en: 'The office refused; the checkpoint decides what follows',
    next: next.officer,
  },
  {
    at: 'open.consent.ruled.turnBack',
    zh: '已裁定劝返，等待检查站办理',
    en: 'Ruled: turn back; the checkpoint carries it out',
    next: next.officer,
  },
  {
    at: 'open.consent.ruled.receive.awaiting',
    zh: '已裁定接收，等待接收单位签收',
    en: 'Ruled: receive; the office has to acknowledge it',
    next: next.office,
    until: ['acknowledgeDue'],
  },
  {
    at: 'open.pledge.ready',
    zh: '可以接收，等待签署承诺书',
    en: 'May be received; the pledge is to be signed',
    next: next.traveller,
    until: ['consentLapses'],
  },
  {
    at: 'open.pledge.declined',
    zh: '未签署承诺书，等待检查站决定',
    en: 'The pledge was declined; the checkpoint decides what follows',
    next: next.officer,
  },
  {
    at: 'open.pledge.signed',
    zh: '承诺书已签，等待放行',
    en: 'The pledge is signed; the release follows',
    next: next.officer,
  },
  {
    at: 'open.consent.accepted',
    zh: '已同意接收，等待补全承诺内容',
    en: 'Consent is given; the pledge’s details are to be completed',
    next: next.officer,
    until: ['consentLapses'],
  },
  {
    at: 'open.consent.ruled.receive.acknowledged',
    zh: '已裁定接收，等待补全承诺内容',
    en: 'Reception is ruled; the pledge’s details are to be completed',
    next: next.officer,
    until: ['consentLapses'],
  },
  {
    at: 'open.consent.needed',
    zh: '等待检查站征询社区',
    en: 'The checkpoint is to ask the community',
    next: next.officer,
    until: ['stayReviewDue'],
  },
  {
    at: 'open.consent.cancelled',
    zh: '征询已撤回',
    en: 'The request was cancelled',
    next: next.officer,
  },
  {
    at: 'open',
    zh: '检查站正在办理',
    en: 'The checkpoint is working on it',
    next: next.officer,
    until: ['stayReviewDue'],
  },
  {
    at: 'released.onTheWay',
    zh: '已放行，在途',
    en: 'Released; on the way home',
    next: next.office,
    until: ['arrivalDue'],
  },
  {
    at: 'released.overdue',
    zh: '已放行，到达逾期',
    en: 'Released; the arrival is overdue',
    next: next.office,
    until: ['nonArrivalDue'],
  },
  {
    at: 'released.received',
    zh: '已到达，由接收单位负责',
    en: 'Arrived; in the care of the office',
    next: next.nobody,
    until: ['transferDue'],
  },
  {
    at: 'released.notArrived.missing',
    zh: '未到达，等待督办了结',
    en: 'Not arrived; the supervisor has to close it',
    next: next.supervisor,
    until: ['nonArrivalDue'],
  },
  {
    at: 'released.notArrived.settled',
    zh: '未到达，已了结',
    en: 'Not arrived; closed',
    next: next.nobody,
  },
  {
    at: 'released',
    zh: '已放行',
    en: 'Released',
    next: next.office,
  },
  {
    at: 'cleared',
    zh: '已解除，无须再办',
    en: 'Cleared; nothing is required any more',
    next: next.nobody,
    until: ['papersDue'],
  },
  {
    at: 'turnedBack',
    zh: '已劝返',
    en: 'Turned back',
    next: next.nobody,
    until: ['papersDue'],
  },
  {
    at: 'withdrawn',
    zh: '当事人已离开',
    en: 'The traveller left',
    next: next.nobody,
    until: ['papersDue'],
  },
  {
    at: 'referred.awaiting',
    zh: '已移交，等待签收',
    en: 'Referred; waiting for the acknowledgement',
    next: next.authority,
    until: ['referralDue'],
  },
  {
    at: 'referred.acknowledged',
    zh: '已移交并签收',
    en: 'Referred and acknowledged',
    next: next.nobody,
  },
];

/** Where the card is. */
export const CARD: readonly { readonly at: string; readonly zh: string; readonly en: string }[] = [
  {
    at: 'open.document.held.returnDue',
    zh: '暂存在检查站，应当立即返还',
    en: 'Kept at the checkpoint; it must be given back now',
  },
  { at: 'open.document.held', zh: '暂存在检查站，持有收据', en: 'Kept at the checkpoint against a receipt' },
  {
    at: 'open.document.readAndReturned',
    zh: '已查验，并当场返还',
    en: 'Read, and given back on the spot',
  },
  { at: 'open.document.returned', zh: '已返还', en: 'Given back' },
  {
    at: 'open.document.deposited',
    zh: '检查站代为保管，可随时领回',
    en: 'Kept safe at the checkpoint; it can be collected at any time',
  },
  { at: 'open.document.absent', zh: '没有证件', en: 'There is no document' },
  {
    at: 'open.document.presented',
    zh: '由本人持有，尚未查验',
    en: 'With its owner; not yet read',
  },
];

/** Whether a state lies at a path or below it. */
export function stands(state: Json | undefined, path: string): boolean {
  let here = state;
  for (const step of path.split('.')) {
    if (here === step) {
      here = undefined;
      continue;
    }
    if (typeof here !== 'object' || here === null || Array.isArray(here) || !(step in here)) return false;
    here = (here as { readonly [region: string]: Json })[step];
  }
  return true;
}

export function standingOf(state: Json | undefined): Standing {
  return (
    STANDINGS.find(({ at }) => stands(state, at)) ?? {
      at: '',
      zh: '正在办理',
      en: 'Being worked on',
      next: next.officer,
    }
  );
}
