/** What the pages say that hold offices and cases side by side. */
import type { Words } from '../shared/words/say.ts';

export const COMPARISON = {
  comparison: { zh: '公平比对', en: 'Comparison' },
  parts: { zh: '公平比对的各部分', en: 'Parts of the comparison' },
  figures: { zh: '各社区答复情况', en: 'How communities answer' },
  alike: { zh: '同类不同结果', en: 'Like cases, unlike outcomes' },

  figuresHint: {
    zh: '按征询当日归入；一次征询的各种结果相加等于被征询次数。用时自征询起至第一次明确答复止，取全部用时的中位数，未答复的没有用时，不计入。点被征询次数可看案件仍在的名单。',
    en: 'Counted on the day of the asking; what became of the questions adds up to those asked. A wait runs from the asking to the first answer about receiving; the median is of all waits on record, and a question without an answer has no wait in it. The number asked leads to the list where its cases still stand.',
  },
  fewHint: (few: number) => ({
    zh: `标“例少”的不足 ${few} 次征询：再有一次就可能改变高低，不宜据此评判，应看具体案件。`,
    en: `“Few” marks fewer than ${few} questions: one more could turn the picture. Judge nobody by them; read the cases.`,
  }),
  few: { zh: '例少', en: 'few' },
  under: { zh: '所属范围', en: 'Under' },
  wholeScope: { zh: '全部管辖范围', en: 'All within your scope' },
  level: { zh: '逐行', en: 'Each row' },
  eachCommunity: { zh: '一个社区', en: 'one community' },
  eachStreet: { zh: '一个街道的社区合计', en: 'the communities of a street office' },
  eachDistrict: { zh: '一个区的社区合计', en: 'the communities of a district' },
  office: { zh: '单位', en: 'Office' },
  inAll: { zh: '合计', en: 'In all' },
  asked: { zh: '被征询', en: 'Asked' },
  inTime: { zh: '时限内答复', en: 'Answered in time' },
  silent: { zh: '逾时未答', en: 'Clock ran out' },
  refused: { zh: '不同意', en: 'Refused' },
  conditional: { zh: '附条件', en: 'Conditional' },
  ruledAgainst: { zh: '裁定改变', en: 'Ruled against' },
  callsInVain: { zh: '电话未通', en: 'Calls in vain' },
  wait: { zh: '用时中位数', en: 'Median wait' },
  ofCalls: (inVain: number, all: number) => ({ zh: `${inVain} / ${all}`, en: `${inVain} of ${all}` }),
  restsOn: (n: number) => ({ zh: `据 ${n} 次`, en: `of ${n}` }),
  orderBy: (what: string) => ({ zh: `按“${what}”排序`, en: `Sort by ${what}` }),
  passedUp: (n: number) => ({ zh: `未答即上报 ${n}`, en: `${n} passed up unanswered` }),
  withdrawn: (n: number) => ({ zh: `未答即结束 ${n}`, en: `${n} ended unanswered` }),
  waiting: (n: number) => ({ zh: `仍在等 ${n}`, en: `${n} still waiting` }),
  afterwards: (n: number) => ({ zh: `事后补答 ${n}`, en: `${n} answered afterwards` }),
  disputed: (n: number) => ({ zh: `对代录提出异议 ${n}`, en: `${n} disputed what was recorded` }),
  share: (n: number, percent: number) => ({ zh: `${n}（${percent}%）`, en: `${n} (${percent}%)` }),
  seconds: (n: number) => ({ zh: `${n} 秒`, en: `${n} s` }),
  minutes: (m: number, s: string) => ({ zh: `${m} 分 ${s} 秒`, en: `${m} min ${s} s` }),
  askedOf: (asked: number, all: number) => ({
    zh: `范围内 ${all} 个社区，期间被征询或致电的 ${asked} 个`,
    en: `${all} communities in this scope; ${asked} were asked or called in this period`,
  }),
  periodCut: (from: string, days: number) => ({
    zh: `一次最多合计 ${days} 天，从 ${from} 起计。`,
    en: `At most ${days} days are added up at once: these begin on ${from}.`,
  }),
  comparedUpTo: (position: number) => ({
    zh: `已合计到记录第 ${position} 行`,
    en: `Added up to row ${position} of the record`,
  }),
  nothingAsked: {
    zh: '所选期间和范围内没有社区被征询。',
    en: 'No community of this scope was asked in this period.',
  },
  before: { zh: '上一页', en: 'Before' },
  next: { zh: '下一页', en: 'Next' },
  file: { zh: '导出 CSV', en: 'Export as CSV' },

  alikeHint: {
    zh: '同车或条件相同而答复、裁定或结果不同的，并列在此。不同不等于不公：住处、封控、接收能力可能不同。请逐案看理由。',
    en: 'Cases of one car, or of the same facts, that were answered, ruled or ended differently. Unlike is not unfair by itself: homes, sealing and capacity may differ. Read why, case by case.',
  },
  alikeBy: { zh: '比对', en: 'Compare' },
  byStop: { zh: '同车人员', en: 'people of one car' },
  byFacts: { zh: '条件相同的案件', en: 'cases of the same facts' },
  byFactsMore: {
    zh: '适用同一措施、同一条款，所示凭证相同',
    en: 'judged by the same clause of one measure, with the same proofs',
  },
  ofStop: (n: number) => ({ zh: `同车 ${n} 人`, en: `${n} people of one car` }),
  ofFacts: (n: number) => ({ zh: `条件相同 ${n} 案`, en: `${n} cases of the same facts` }),
  nothingAlike: {
    zh: '所选期间内，同类案件的答复和结果都一致。',
    en: 'In this period like cases were answered and ended alike.',
  },
  onlyTheNewest: { zh: '这里只列最近的一部分。', en: 'Only the most recent are listed here.' },
  silentAnswer: { zh: '逾时未答', en: 'no answer in time' },
  noAnswer: { zh: '没有答复', en: 'no answer' },
  cases: (n: number) => ({ zh: `${n} 案`, en: n === 1 ? '1 case' : `${n} cases` }),
  notShown: (n: number) => ({ zh: `另有 ${n} 案`, en: `${n} more` }),
  after: (wait: string) => ({ zh: `用时 ${wait}`, en: `after ${wait}` }),
  notAsked: { zh: '没有征询社区', en: 'no community was asked' },
  unlikeFacts: { zh: '所示凭证与同车他人不同', en: 'showed other proofs than the other' },
  notShownProof: { zh: '未出示', en: 'not shown' },
} as const satisfies Words;

/** How a case ended. */
export const ENDED = {
  open: { zh: '在办', en: 'open' },
  released: { zh: '已放行', en: 'released' },
  cleared: { zh: '已解除', en: 'cleared' },
  turnedBack: { zh: '已劝返', en: 'turned back' },
  withdrawn: { zh: '已离开', en: 'left' },
  referred: { zh: '已移交', en: 'referred' },
} as const satisfies Words;
