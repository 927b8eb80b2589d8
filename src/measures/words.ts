/** How each region stands, in sentences. The measure's own sentences stand in its clauses; these are the same for all. */
import {
  CERTIFICATE_FAULTS,
  CERTIFICATE_WORDS,
  type CertificateFault,
} from '../contract/certificate-words.ts';
import type {
  Because,
  Counting,
  JudgedStates,
  Language,
  Measure,
  Region,
  Window,
  Words,
} from '../contract/measures.ts';
import type { Instant } from '../contract/streams.ts';
import type { DutyDue } from './afterwards.ts';
import { ordinaryCounting, type Counted } from './judge-evidence.ts';
import { sayInstant } from './shanghai-time.ts';

/** What a traveller and an officer are told of one region. */
export function sayRegion(
  measure: Measure,
  region: Region,
  judged: JudgedStates[Region],
  language: Language,
  counting?: Counting,
): string {
  const counted = counting ?? ordinaryCounting(measure);
  const words =
    region === 'test' && judged.state === 'fit'
      ? fitWords(counted, judged.detail)
      : isCertificateFault(judged.because)
        ? CERTIFICATE_WORDS[judged.because]
        : SENTENCES[judged.because](measure, counted);
  return `${REGION_NAMES[region][language]}${language === 'en' ? ': ' : '：'}${words[language]}`;
}

export const REGION_NAMES: Record<Region, Words> = {
  test: { 'zh-CN': '核酸检测', en: 'Test' },
  healthStatus: { 'zh-CN': '健康宝状态', en: 'Health Kit status' },
  itinerary: { 'zh-CN': '行程码', en: 'Itinerary code' },
  consent: { 'zh-CN': '社区同意', en: 'Community consent' },
  pledge: { 'zh-CN': '责任承诺书', en: 'Pledge' },
  filing: { 'zh-CN': '报备', en: 'Filing' },
};

const ANCHOR_NAMES: Record<Measure['test']['anchor'], Words> = {
  SAMPLED: { 'zh-CN': '采样时间', en: 'sampling time' },
  REPORTED: { 'zh-CN': '报告时间', en: 'report time' },
};
const PRINTED_NAMES: Record<FitDetail['countedFrom'], Words> = {
  sampledAt: ANCHOR_NAMES.SAMPLED,
  receivedAt: { 'zh-CN': '接收时间', en: 'receipt time' },
  reportedAt: ANCHOR_NAMES.REPORTED,
};
const LEVEL_NAMES: Record<Measure['test']['minimumVerification'], Words> = {
  SOURCE_QUERIED: { 'zh-CN': '向数据来源查询核实', en: 'asked of the source' },
  SIGNATURE_VALID: { 'zh-CN': '电子签名有效', en: 'shown by a valid signature' },
  LAB_PHONE_CONFIRMED: { 'zh-CN': '经检测机构电话核实', en: 'confirmed by the laboratory' },
  VISUAL_ONLY: { 'zh-CN': '目视查看', en: 'seen' },
};

type FitDetail = Extract<JudgedStates['test'], { state: 'fit' }>['detail'];

const sayWindow = ({ count, unit }: Window): Words =>
  unit === 'hours'
    ? { 'zh-CN': `${count}小时`, en: `${count} hours` }
    : { 'zh-CN': `${count}日`, en: `${count} days` };

function fitWords({ good }: Counted, { countedFrom, anchorAt, fitUntil, dateOnly }: FitDetail): Words {
  const from = PRINTED_NAMES[countedFrom];
  const long = sayWindow(good);
  return {
    'zh-CN': `符合要求。自${from['zh-CN']}${sayInstant(anchorAt)}起算${long['zh-CN']}，${sayInstant(fitUntil)}之前到达均有效。${
      dateOnly ? '证明上只有日期，按当日零时起算。' : ''
    }`,
    en: `As asked. ${long.en} counted from the ${from.en} ${sayInstant(anchorAt)}: good for an arrival before ${sayInstant(fitUntil)}.${
      dateOnly ? ' The proof prints a day only, so 00:00 of that day was taken.' : ''
    }`,
  };
}

/** How much of a fit test was left when the traveller arrived; that moment is frozen, so waiting uses none of it up. */
export function sayRemaining(judged: JudgedStates['test'], arrivedAt: Instant, language: Language): string {
  if (judged.state !== 'fit') return '';
  const minutes = Math.max(0, Math.floor((judged.detail.fitUntil - arrivedAt) / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  return language === 'en'
    ? `On arrival ${days > 0 ? `${days} d ` : ''}${hours} h ${rest} min were left; waiting uses none of it up.`
    : `到达时尚余${days > 0 ? `${days}天` : ''}${hours}小时${rest}分钟，等候期间不减少。`;
}

export function sayLift(words: Words, at: Instant | null, language: Language): string {
  if (at === null) return words[language];
  return language === 'en'
    ? `${words.en} For this traveller: ${sayInstant(at)}.`
    : `${words['zh-CN']}本人预计解除时间：${sayInstant(at)}。`;
}

export function sayDuty({ duty: { words }, from, until }: DutyDue, language: Language): string {
  return language === 'en'
    ? `${words.en} From ${sayInstant(from)} to before ${sayInstant(until)}.`
    : `${words['zh-CN']}时段：${sayInstant(from)}起，${sayInstant(until)}之前。`;
}

const isCertificateFault = (because: Because): because is CertificateFault =>
  (CERTIFICATE_FAULTS as readonly string[]).includes(because);

const SENTENCES: Record<Exclude<Because, CertificateFault>, (measure: Measure, counted: Counted) => Words> = {
  notAsked: () => ({ 'zh-CN': '本条不作要求。', en: 'Not asked for.' }),
  exemptByAge: ({ test }) => ({
    'zh-CN': `${test.exemptUpToYears ?? 0}岁及以下儿童免查。`,
    en: `Children up to ${test.exemptUpToYears ?? 0} years are exempt.`,
  }),
  asAsked: () => ({ 'zh-CN': '符合要求。', en: 'As asked.' }),
  byExceptionRoute: () => ({
    'zh-CN': '弹窗未解除，不是绿码；仅可按例外通道办理。',
    en: 'The pop-up stands and is not green; it is met by the exception route alone.',
  }),
  notShown: () => ({ 'zh-CN': '尚未出示。', en: 'Not shown yet.' }),
  sourceDoesNotAnswer: () => ({
    'zh-CN': '数据来源没有应答。没有应答不等于合格，也不是当事人的过错。',
    en: 'The source does not answer. That is not a good result, and not the fault of the traveller.',
  }),
  resultIsPositive: () => ({
    'zh-CN': '结果为阳性。不予劝返，移交卫生健康部门。',
    en: 'The result is positive. Nobody is turned back with it; the health authority takes over.',
  }),
  resultIsUnderReview: () => ({
    'zh-CN': '结果待复核，不是阳性，也不是阴性。由卫生健康部门复核。',
    en: 'The result is under review: neither positive nor negative. The health authority reviews it.',
  }),
  resultIsPending: () => ({
    'zh-CN': '已采样，结果未出。',
    en: 'The sample is taken; there is no result yet.',
  }),
  sampleIsInvalid: () => ({
    'zh-CN': '样本无效，没有结果，需要重新采样。',
    en: 'The sample was invalid and gave no result; a new one is needed.',
  }),
  testShowsNoTime: () => ({
    'zh-CN': '证明上没有采样、接收或报告时间，无法起算。',
    en: 'The proof prints no time of sampling, receipt or report, so nothing can be counted.',
  }),
  testIsUsedByAnother: () => ({
    'zh-CN': '该检测报告已登记在另一人名下，尚待核实',
    en: 'the report is recorded for another person, which is not settled yet',
  }),
  testTimesContradict: () => ({
    'zh-CN': '证明上的采样、接收、报告时间先后矛盾。',
    en: 'The times of sampling, receipt and report cannot have been in that order.',
  }),
  testIsFromTheFuture: () => ({
    'zh-CN': '证明上的时间晚于登记时间。',
    en: 'The proof prints a time later than the moment it was entered.',
  }),
  testIsNotVerifiedEnough: ({ test }) => ({
    'zh-CN': `核实程度不足：至少须${LEVEL_NAMES[test.minimumVerification]['zh-CN']}。`,
    en: `Not verified far enough: it must at least be ${LEVEL_NAMES[test.minimumVerification].en}.`,
  }),
  samplingModeIsNotAccepted: () => ({
    'zh-CN': '该混采方式不被认可。',
    en: 'This way of pooling samples is not accepted.',
  }),
  methodIsNotAccepted: () => ({
    'zh-CN': '这是快速抗原检测，本措施只认核酸检测。',
    en: 'This is a rapid test; the measure takes nucleic-acid tests alone.',
  }),
  testHasExpired: (_, { anchor, good }) => {
    const long = sayWindow(good);
    const from = ANCHOR_NAMES[anchor];
    return good.boundary === 'inclusive'
      ? {
          'zh-CN': `到达时已超过${long['zh-CN']}（自${from['zh-CN']}起算）。`,
          en: `On arrival more than ${long.en} had passed since the ${from.en}.`,
        }
      : {
          'zh-CN': `到达时已满${long['zh-CN']}（自${from['zh-CN']}起算，满${long['zh-CN']}即失效）。`,
          en: `On arrival ${long.en} had passed since the ${from.en}; at exactly ${long.en} it is over.`,
        };
  },
  statusIsGreen: () => ({ 'zh-CN': '为未见异常（绿码）。', en: 'It is green (no abnormality).' }),
  statusIsYellow: () => ({ 'zh-CN': '为居家观察（黄码）。', en: 'It is yellow (home observation).' }),
  statusIsRed: () => ({ 'zh-CN': '为集中观察（红码）。', en: 'It is red (central observation).' }),
  statusIsPoppedUp: () => ({
    'zh-CN': '有弹窗，弹窗期间不显示颜色。',
    en: 'A pop-up stands in place of the colour.',
  }),
  itineraryIsNotGreen: () => ({ 'zh-CN': '不是绿码。', en: 'It is not green.' }),
  stayStandsInTheWay: () => ({
    'zh-CN': '旅居史属于本条限制的情形，条件存在期间不能通行。',
    en: 'What the travel history shows stands in the way, as long as it is the case.',
  }),
  filingIsNotEnough: () => ({
    'zh-CN': '已报备，但本条要求的是已经批准的申请。',
    en: 'It was filed; what is asked here is a claim that was granted.',
  }),
  claimIsPending: () => ({
    'zh-CN': '申请已受理，等待民警决定；超过时限也不等于同意或不同意。',
    en: 'The claim is lodged and an officer has yet to decide it; time running out decides nothing.',
  }),
  filingIsRefused: () => ({ 'zh-CN': '报备未获受理。', en: 'The filing was refused.' }),
  consentIsNeeded: () => ({
    'zh-CN': '须由社区、街道或值班领导明确同意接收；沉默和“你放我就收”都不是同意。',
    en: 'An office has to say yes to receiving the traveller; silence, or “you release, then I take”, is not a yes.',
  }),
  pledgeIsNeeded: () => ({
    'zh-CN': '社区同意之后方可签署。',
    en: 'To be signed once consent stands, and not before.',
  }),
};
