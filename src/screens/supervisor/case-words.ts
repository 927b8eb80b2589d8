/** What a case's page and a pledge's page say to a supervisor. */
import type { Words } from '../shared/words/say.ts';

export const CASE = {
  number: (short: string) => ({ zh: `案号 ${short}`, en: `Case ${short}` }),
  responsible: { zh: '现在由谁负责', en: 'Responsible now' },
  travellerHolds: { zh: '当事人本人，单位无责任', en: 'the traveller; no office has a duty' },
  document: { zh: '证件', en: 'Document' },
  address: { zh: '返京地址', en: 'Return address' },
  arrived: { zh: '到达检查站', en: 'Arrived at the checkpoint' },
  checkpoint: { zh: '检查站', en: 'Checkpoint' },
  asked: { zh: '征询单位', en: 'Offices asked' },
  receives: { zh: '接收单位', en: 'Receiving office' },

  takeUp: { zh: '受理，由我裁定', en: 'Take it up: I decide' },
  toRule: { zh: '作出裁定', en: 'Rule on it' },
  askSide: { zh: '请其陈述', en: 'Ask for a statement' },
  clauseHint: {
    zh: '预选本案适用的条款；不引用条款的，选“请选择”。',
    en: 'The case’s own clause is chosen beforehand; choose none to rule without one.',
  },
  appeal: { zh: '申诉', en: 'An appeal' },
  appealOf: { zh: '申诉事项', en: 'Against' },
  appealWaits: {
    zh: '等待作出原决定以外的督办员复查',
    en: 'Waiting for a second look by another supervisor than who decided',
  },
  appealOverdue: { zh: '已逾期，尚无人复查', en: 'Overdue: nobody has looked again' },

  stands: { zh: '各项要求', en: 'How the requirements stand' },
  timeline: { zh: '经过', en: 'What happened' },
  papers: { zh: '文书', en: 'Papers' },
  noPapers: { zh: '还没有文书。', en: 'No paper was drawn yet.' },
  showPaper: (name: string) => ({ zh: `查看${name}`, en: `Show: ${name}` }),
  paperInNewWindow: { zh: '在新窗口打开', en: 'Open in a new window' },
  noPaperYet: {
    zh: '承诺书文本正在生成，稍后会出现在这里。',
    en: 'The paper is being drawn and will appear here shortly.',
  },
  toPledge: { zh: '承诺书与复核', en: 'The pledge and its review' },
  toCase: { zh: '看整个案件', en: 'The whole case' },

  whichRuling: { zh: '裁定为', en: 'The ruling' },
  ruleAnew: { zh: '另行裁定', en: 'Rule anew' },
  waitsForAcknowledgement: (office: string) => ({
    zh: `已裁定由${office}接收，尚未签收。可以催办，也可以另行裁定；另行裁定后前一裁定失效。`,
    en: `It is ruled that ${office} receives; not yet acknowledged. You may rule anew, and the former ruling falls.`,
  }),
  officeInScope: {
    zh: '只列出您管辖范围内的社区和街道。',
    en: 'Only communities and street offices within your scope.',
  },
  howCheckpointWasHeard: { zh: '检查站一方', en: 'The checkpoint' },
  howOfficeWasHeard: { zh: '社区一方', en: 'The office' },
  untilHint: { zh: '只会缩短、不会延长同意的时效。', en: 'It only shortens how long the consent holds.' },
  proposal: { zh: '待批准的例外', en: 'The exception proposed' },
  proposedBy: (who: string) => ({ zh: `由 ${who} 提请`, en: `Proposed by ${who}` }),
  proposedByYou: {
    zh: '这是您提请的，须由另一名督办员在其本人的终端批准。',
    en: 'You proposed this; another supervisor approves it at their own terminal.',
  },
  waives: { zh: '免除', en: 'Waives' },
  exceptionHint: {
    zh: '例外须由两名督办员分别提请和批准。同意接收、阳性检测和返还证件不能免除。',
    en: 'One supervisor proposes, another approves. Consent, a positive test and the return of the document are never waived.',
  },

  openData: { zh: '查看证件号码', en: 'Open the document number' },
  openDataHint: {
    zh: '号码显示十分钟。谁、为什么、何时查看，都会留下记录，审计员看得到。',
    en: 'The number is shown for ten minutes. Who opened it, why and when is recorded, and the auditor reads it.',
  },
  openings: { zh: '谁看过个人信息', en: 'Who opened personal data' },
  noOpenings: { zh: '没有人查看过被遮盖的信息。', en: 'Nobody has opened what is masked.' },
  onHold: { zh: '依法留存中，不得删除', en: 'Under a legal hold: nothing can be erased' },

  reviewHistory: { zh: '复核记录', en: 'Reviews so far' },
  noReviews: { zh: '还没有人复核过这份承诺书。', en: 'Nobody has reviewed this pledge yet.' },
  signed: { zh: '签署', en: 'Signed' },
  signedWith: { zh: '签署时的经办', en: 'Signed at' },
  conditions: { zh: '接收条件', en: 'Conditions of reception' },
  noConditions: { zh: '无附加条件', en: 'None' },
  days: (days: number) => ({ zh: `观察 ${days} 天`, en: `${days} days of observation` }),
  record: { zh: '登记内容', en: 'The record' },
  consentFrom: { zh: '同意接收', en: 'Consent' },
  notSigned: { zh: '本案没有签署承诺书（已免除或以裁定代替）。', en: 'No pledge was signed in this case.' },
} as const satisfies Words;
