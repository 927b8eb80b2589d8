/**
 * What is shown: every list and page of the terminals, and to whom.
 *
 * A view is rows; each row has one key, one stream it rests on, and an audience. Personal fields travel masked
 * unless they were opened with a purpose (`openPersonalData`), and a traveller who passed is in none of them.
 */
import type { Role, Terminal } from './roles.ts';

export interface ViewRow {
  readonly zh: string;
  readonly en: string;
  /** The terminals that show it. */
  readonly at: readonly Terminal[];
  /** The roles that may see it, within their scope. */
  readonly roles: readonly Role[];
  /** `stream`: written with the command, of its own stream only. `log`: folded from the log by cursor, and shows its position. */
  readonly from: 'stream' | 'log';
}

export const VIEWS = {
  queue: {
    zh: '待办队列',
    en: 'queue',
    at: ['checkpoint'],
    roles: ['officer', 'dutySuperior'],
    from: 'stream',
  },
  stops: {
    zh: '停车登记',
    en: 'stops',
    at: ['checkpoint'],
    roles: ['officer', 'dutySuperior'],
    from: 'stream',
  },
  shifts: {
    zh: '在岗班次',
    en: 'shifts',
    at: ['checkpoint', 'community'],
    roles: ['officer', 'dutySuperior', 'communityWorker', 'streetOfficer'],
    from: 'stream',
  },
  handoffPage: {
    zh: '交接详情',
    en: 'handoff',
    at: ['checkpoint', 'community', 'supervisor'],
    roles: ['officer', 'dutySuperior', 'communityWorker', 'streetOfficer', 'supervisor', 'reviewer'],
    from: 'stream',
  },
  requests: {
    zh: '接收征询',
    en: 'requests',
    at: ['community'],
    roles: ['communityWorker', 'streetOfficer'],
    from: 'stream',
  },
  expectedArrivals: {
    zh: '待到达',
    en: 'expected arrivals',
    at: ['community'],
    roles: ['communityWorker', 'streetOfficer'],
    from: 'stream',
  },
  officeAnswers: {
    zh: '本单位答复记录',
    en: 'what this office said',
    at: ['community'],
    roles: ['communityWorker', 'streetOfficer'],
    from: 'stream',
  },
  openHolds: {
    zh: '在存证件',
    en: 'open holds',
    at: ['checkpoint', 'supervisor'],
    roles: ['officer', 'dutySuperior', 'supervisor', 'reviewer'],
    from: 'stream',
  },
  awaitingRuling: {
    zh: '待裁定',
    en: 'awaiting a ruling',
    at: ['supervisor'],
    roles: ['supervisor'],
    from: 'stream',
  },
  disputes: {
    zh: '争议',
    en: 'disputes',
    at: ['checkpoint', 'community', 'supervisor', 'traveller'],
    roles: [
      'officer',
      'dutySuperior',
      'communityWorker',
      'streetOfficer',
      'supervisor',
      'reviewer',
      'traveller',
    ],
    from: 'stream',
  },
  overdue: {
    zh: '逾期',
    en: 'overdue',
    at: ['checkpoint', 'supervisor'],
    roles: ['dutySuperior', 'supervisor'],
    from: 'stream',
  },
  pledges: {
    zh: '承诺书登记',
    en: 'pledges',
    at: ['supervisor'],
    roles: ['supervisor', 'reviewer'],
    from: 'stream',
  },
  pledgeReviews: {
    zh: '承诺书复核',
    en: 'reviews of pledges',
    at: ['supervisor'],
    roles: ['supervisor', 'reviewer'],
    from: 'stream',
  },
  counts: { zh: '统计', en: 'counts', at: ['supervisor'], roles: ['supervisor', 'reviewer'], from: 'log' },
  openings: {
    zh: '查看记录',
    en: 'openings of personal data',
    at: ['supervisor'],
    roles: ['auditor'],
    from: 'stream',
  },
  accounts: { zh: '账号', en: 'accounts', at: ['admin'], roles: ['administrator'], from: 'stream' },
  directoryEntries: {
    zh: '名录',
    en: 'directory',
    at: ['admin', 'checkpoint'],
    roles: ['administrator', 'officer', 'dutySuperior'],
    from: 'stream',
  },
  directoryChanges: {
    zh: '名录变更',
    en: 'changes of the directory',
    at: ['admin'],
    roles: ['administrator'],
    from: 'stream',
  },
  measures: {
    zh: '措施规则',
    en: 'measures',
    at: ['admin', 'supervisor'],
    roles: ['administrator', 'supervisor', 'reviewer'],
    from: 'stream',
  },
  announcements: {
    zh: '公告',
    en: 'announcements',
    at: ['admin', 'checkpoint', 'supervisor'],
    roles: ['administrator', 'officer', 'dutySuperior', 'supervisor', 'reviewer'],
    from: 'stream',
  },
  trustLists: {
    zh: '签发机构信任列表',
    en: 'lists of trusted issuers',
    at: ['admin'],
    roles: ['administrator'],
    from: 'stream',
  },
  channels: {
    zh: '单位渠道',
    en: 'channels of offices',
    at: ['admin', 'supervisor'],
    roles: ['administrator', 'supervisor'],
    from: 'stream',
  },
  overlaps: {
    zh: '交叉应答',
    en: 'who answers for several communities',
    at: ['supervisor'],
    roles: ['supervisor', 'auditor'],
    from: 'stream',
  },
  travellerPage: { zh: '我的进度', en: 'my case', at: ['traveller'], roles: ['traveller'], from: 'stream' },
} as const satisfies Record<string, ViewRow>;

export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];
