/** What the supervisor's lists say; a case has words of its own in `case-words.ts`. */
import type { Words } from '../shared/words/say.ts';

export const SUPERVISOR = {
  rulings: { zh: '待裁定', en: 'Awaiting a ruling' },
  overdue: { zh: '逾期', en: 'Overdue' },
  holds: { zh: '在存证件', en: 'Open holds' },
  pledges: { zh: '承诺书登记', en: 'Pledges' },
  samples: { zh: '抽查', en: 'Dip samples' },
  cases: { zh: '案件', en: 'Cases' },
  counts: { zh: '统计', en: 'Counts' },
  openings: { zh: '个人信息查看记录', en: 'Openings of personal data' },
  theCase: { zh: '案件', en: 'Case' },
  thePledge: { zh: '承诺书', en: 'Pledge' },

  person: { zh: '当事人', en: 'Traveller' },
  checkpoint: { zh: '检查站', en: 'Checkpoint' },
  office: { zh: '社区或街道', en: 'Office' },
  standing: { zh: '现状', en: 'Standing' },
  next: { zh: '由谁办', en: 'Who acts next' },
  due: { zh: '时限', en: 'Due' },
  arrived: { zh: '到达', en: 'Arrived' },
  what: { zh: '等什么', en: 'What is awaited' },
  caseNumber: { zh: '案号', en: 'Case' },
  from: { zh: '自', en: 'From' },
  until: { zh: '至', en: 'Until' },
  act: { zh: '办理', en: 'Act' },

  nothingAwaits: {
    zh: '没有等待裁定的案件。征询上报到督办、例外提请、接收困难或裁定未签收时，会出现在这里。',
    en: 'Nothing awaits you. A case comes here when a request reaches the supervisor, an exception is proposed, an office reports a problem, or a ruling is not acknowledged.',
  },
  ruling: { zh: '裁定', en: 'A ruling' },
  nobodyRuled: { zh: '逾期未裁', en: 'Nobody ruled in time' },
  exception: { zh: '例外待另一人批准', en: 'An exception, to be approved by another' },
  problem: { zh: '接收困难', en: 'A reception problem' },
  acknowledgement: { zh: '裁定待签收', en: 'A ruling, to be acknowledged' },

  nothingOverdue: {
    zh: '没有逾期。代为保管未领回的证件、逾期未到的人员、逾期未裁的案件会出现在这里。',
    en: 'Nothing is overdue. Documents kept to be collected, arrivals past their time and cases nobody ruled on come here.',
  },
  depositedDocument: { zh: '证件待领回', en: 'A document to be collected' },
  lateArrival: { zh: '逾期未到', en: 'An arrival past its time' },
  missingArrival: { zh: '未到，待了结', en: 'A missing arrival, to be settled' },
  waitsSince: { zh: '等候', en: 'Waiting' },

  nothingHeld: {
    zh: '没有暂存的证件。每一张证件都在本人手中。',
    en: 'No document is kept. Every one is in its owner’s hands.',
  },
  since: { zh: '暂存自', en: 'Kept since' },
  reviewDue: { zh: '复核时限', en: 'Review due' },
  capDue: { zh: '上限', en: 'Cap' },
  ground: { zh: '事由', en: 'Ground' },
  orderReturn: { zh: '责令返还', en: 'Order the return' },

  nothingPledged: {
    zh: '还没有签署的承诺书。签署之后在此登记，供复核和抽查。',
    en: 'No pledge has been signed yet. Once signed they stand here, to be reviewed and sampled.',
  },
  review: { zh: '复核', en: 'Review' },
  unreviewed: { zh: '未复核', en: 'Not reviewed' },
  reviewed: { zh: '已复核', en: 'Reviewed' },
  flagged: { zh: '已标记问题', en: 'Flagged' },
  receivingOffice: { zh: '接收单位', en: 'Receiving office' },

  nothingSampled: {
    zh: '还没有抽查。抽查按种子从期间内的承诺书中抽取，任何人用同一种子会抽到同样的案件。',
    en: 'No sample was drawn yet. A sample is drawn from the pledges of a period by a seed; the same seed gives anybody the same cases.',
  },
  drawn: { zh: '抽取时间', en: 'Drawn' },
  drawnBy: { zh: '抽取人', en: 'Drawn by' },
  seed: { zh: '种子', en: 'Seed' },
  size: { zh: '数量', en: 'How many' },
  period: { zh: '到达期间', en: 'Arrivals of' },
  seedHint: {
    zh: '可留空，由系统生成；种子与抽中名单都记入档案。',
    en: 'May stay empty: the house makes one. The seed and whom it drew stay on file.',
  },
  notListed: { zh: '另有已不在登记中的：', en: 'No longer in the register: ' },
  drawOne: { zh: '新的抽查', en: 'Draw a sample' },
  sheet: { zh: '抽查结果单', en: 'Result sheet' },
  drawnFrom: (drawn: number, all: number) => ({
    zh: `从期间内 ${all} 份承诺书中抽取 ${drawn} 份`,
    en: `${drawn} drawn from the ${all} pledges of the period`,
  }),
  reviewedOf: (reviewed: number, drawn: number) => ({
    zh: `已复核 ${reviewed} / ${drawn}`,
    en: `${reviewed} of ${drawn} reviewed`,
  }),
  sampleIsEmpty: {
    zh: '这一期间没有承诺书可抽。',
    en: 'There is no pledge in this period to draw from.',
  },

  noCases: {
    zh: '您的管辖范围内还没有案件。',
    en: 'There is no case within your scope yet.',
  },
  state: { zh: '阶段', en: 'Stage' },
  stateOpen: { zh: '在办', en: 'Open' },
  stateAwaiting: { zh: '征询中', en: 'Being asked' },
  stateOnTheWay: { zh: '已放行，未到', en: 'Released, not arrived' },
  stateReceived: { zh: '已接收', en: 'Received' },
  stateReferred: { zh: '已移交', en: 'Referred' },
  stateTurnedBack: { zh: '已劝返', en: 'Turned back' },
  stateWithdrawn: { zh: '已离开', en: 'Left' },
  stateCleared: { zh: '已解除', en: 'Cleared' },

  noOpenings: {
    zh: '还没有人查看过被遮盖的个人信息。每一次查看都会记在这里：谁、看了什么、为什么、何时。',
    en: 'Nobody has opened masked personal data yet. Every opening stands here: who, what, why and when.',
  },
  when: { zh: '何时', en: 'When' },
  who: { zh: '谁', en: 'Who' },
  whatWasOpened: { zh: '看了什么', en: 'What' },
  why: { zh: '为什么', en: 'Why' },

  countsHint: {
    zh: '数的是事情发生了多少次，不含任何人的信息。点数字可看案件仍在的名单。',
    en: 'How often things happened, and nothing about anybody. A number leads to the list where its cases still stand.',
  },
  countedUpTo: (position: number) => ({
    zh: `已统计到记录第 ${position} 行`,
    en: `Counted up to row ${position} of the record`,
  }),
  noCounts: {
    zh: '所选期间没有发生可统计的事情。',
    en: 'Nothing that is counted happened in this period.',
  },
  countOf: { zh: '统计项目', en: 'What is counted' },
  byHand: { zh: '由人上报', en: 'passed up by somebody' },
  total: { zh: '合计', en: 'Total' },
  byDay: (what: string) => ({ zh: `按日：${what}`, en: `By day: ${what}` }),
  day: { zh: '日期', en: 'Day' },
  number: { zh: '次数', en: 'How often' },
  showChart: (what: string) => ({ zh: `显示“${what}”的图`, en: `Show the chart of ${what}` }),
  chartSays: (what: string, days: number, most: number, when: string, all: number) => ({
    zh: `“${what}”柱状图，${days} 天，共 ${all} 次，最多 ${most} 次（${when}）。数字见旁边的表。`,
    en: `Bar chart of ${what}: ${days} days, ${all} in all, most ${most} on ${when}. The numbers stand in the table beside it.`,
  }),
} as const satisfies Words;
