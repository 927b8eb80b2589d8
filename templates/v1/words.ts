/** Small words that several papers share: times, persons, offices, states. All of version 1; never changed, only succeeded. */
import type {
  Basis,
  MaskedTraveller,
  Office,
  PaperFrame,
  Remedies,
  Staff,
} from '../../src/contract/papers.ts';
import { DOCUMENT_NAMES, PAPERS, type PaperKind } from '../../src/contract/papers.ts';
import { CONDITIONS } from '../../src/contract/answers.ts';
import { inFours } from '../../src/contract/spoken-codes.ts';
import type { Condition } from '../../src/contract/papers.ts';
import type {
  HealthStatusState,
  ItineraryState,
  Language,
  Region,
  TestState,
  Words,
} from '../../src/contract/measures.ts';
import type { Block, Field, Head } from '../blocks.ts';

const EIGHT_HOURS_MS = 8 * 3_600_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The one language of a paper, chosen once: `const say = speaker(language)`. */
export const speaker = (language: Language) => (zh: string, en: string) => (language === 'en' ? en : zh);
export type Say = ReturnType<typeof speaker>;

export const inLanguage = (words: Words, language: Language) => words[language];
const contractWords = (words: { readonly zh: string; readonly en: string }, language: Language) =>
  language === 'en' ? words.en : words.zh;
export { contractWords };

/** The words of the lists are written small; at the head of a sentence they are not. */
const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function calendar(at: number) {
  const [date = '', time = ''] = new Date(at + EIGHT_HOURS_MS).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return { year, month: Number(month), day: Number(day), minute: time.slice(0, 5) };
}

/** `2026年11月8日` or `8 Nov 2026`, in Asia/Shanghai. */
export function sayDay(at: number, language: Language): string {
  const { year, month, day } = calendar(at);
  return language === 'en' ? `${day} ${MONTHS[month - 1] ?? ''} ${year}` : `${year}年${month}月${day}日`;
}

/** `13:40`. */
export const sayMinute = (at: number) => calendar(at).minute;

/** A second instant after a first: its time alone where the day is the same. */
export function sayLater(at: number, after: number, language: Language): string {
  return sayDay(at, language) === sayDay(after, language) ? sayMinute(at) : sayTime(at, language);
}

/** `2026年11月8日 13:40` or `8 Nov 2026, 13:40`. */
export function sayTime(at: number, language: Language): string {
  return `${sayDay(at, language)}${language === 'en' ? ', ' : '\u00A0'}${sayMinute(at)}`;
}

export function sayStaff({ surname, staffNumber }: Staff, language: Language): string {
  return language === 'en' ? `${surname} (staff no. ${staffNumber})` : `${surname}（工号 ${staffNumber}）`;
}

export function sayOffice({ name, dutyPhone }: Office, language: Language): string {
  return language === 'en' ? `${name}, duty desk ${dutyPhone}` : `${name}，值班电话 ${dutyPhone}`;
}

export const half = (label: string, value: string | null): Field => ({ label, value, width: 'half' });
export const full = (label: string, value: string | null): Field => ({ label, value, width: 'full' });
export const clauses = (items: readonly string[], tone: 'plain' | 'small' = 'plain'): Block => ({
  kind: 'clauses',
  items,
  tone,
});
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (text: string, tone: 'plain' | 'strong' | 'quiet' = 'plain'): Block => ({
  kind: 'paragraph',
  text,
  tone,
});

/** The head of a paper or of one of its copies. */
export function head(
  frame: PaperFrame,
  title: string,
  code: (number: string) => string,
  more: {
    readonly copyMark?: string;
    readonly number?: string;
    readonly releaseCode?: string;
    readonly onePage?: boolean;
  } = {},
): Head {
  const say = speaker(frame.language);
  const number = more.number ?? frame.number;
  const words = code(number);
  const copyMark = more.copyMark ?? null;
  return {
    kind: 'head',
    organ: frame.checkpoint.name,
    title,
    copyMark,
    lines: [
      ...(more.number === undefined
        ? [
            say(
              `编号\u00A0${number}　案号\u00A0${frame.caseNumber}`,
              `No.\u00A0${number}    Case\u00A0${frame.caseNumber}`,
            ),
            say(`制作时间 ${sayTime(frame.drawnAt, 'zh-CN')}`, `Made on ${sayTime(frame.drawnAt, 'en')}`),
          ]
        : [say(`编号 ${number}`, `No. ${number}`)]),
      ...(more.releaseCode === undefined ? [] : [say(`核验码\u00A0${words}`, `Check code\u00A0${words}`)]),
    ],
    code:
      more.releaseCode === undefined
        ? {
            label: say('核验码', 'Check code'),
            words,
            qr: `${frame.verifyAt}/${number}/${words}`,
            isLarge: false,
          }
        : {
            label: say('放行码', 'Release code'),
            words: inFours(more.releaseCode),
            qr: more.releaseCode,
            isLarge: true,
          },
    onePage: more.onePage ?? false,
    foot: [title, number, ...(copyMark === null ? [] : [copyMark])].join('  ·  '),
  };
}

export const titleOf = (kind: PaperKind, language: Language) => inLanguage(PAPERS[kind], language);

/** Whom the paper is about: name, document masked, address. */
export function travellerFields(
  traveller: MaskedTraveller,
  language: Language,
  address: 'address' | 'noAddress' = 'address',
): Field[] {
  const say = speaker(language);
  return [
    full(say('姓名', 'Name'), traveller.name),
    half(say('证件', 'Document'), inLanguage(DOCUMENT_NAMES[traveller.document.type], language)),
    half(say('证件号码', 'Number'), traveller.document.number ?? say('无', 'none')),
    ...(address === 'noAddress'
      ? []
      : [full(say('住址', 'Address'), traveller.address ?? say('未提供', 'not given'))]),
  ];
}

/** Under which announcement, measure and clause. `brief` leaves area and time to the announcement itself. */
export function basisFields(basis: Basis, language: Language, length: 'whole' | 'brief' = 'whole'): Field[] {
  const say = speaker(language);
  return [
    full(
      say('公告', 'Announcement'),
      say(`${basis.announcementNumber}，${basis.issuer}`, `${basis.announcementNumber}, ${basis.issuer}`),
    ),
    full(say('法律依据', 'Legal basis'), basis.legalBasis),
    ...(length === 'brief'
      ? []
      : [
          full(
            say('范围与期限', 'Area and time'),
            say(
              `${basis.area}，${sayTime(basis.from, language)} 至 ${sayTime(basis.to, language)}`,
              `${basis.area}, ${sayTime(basis.from, language)} to ${sayTime(basis.to, language)}`,
            ),
          ),
        ]),
    full(
      say('措施与条款', 'Measure and clause'),
      say(
        `${inLanguage(basis.measureTitle, language)}第 ${basis.measureVersion} 版，条款 ${basis.clauseId}：${inLanguage(basis.clauseTitle, language)}`,
        `${inLanguage(basis.measureTitle, language)} (version ${basis.measureVersion}), clause ${basis.clauseId}: ${inLanguage(basis.clauseTitle, language)}`,
      ),
    ),
  ];
}

/**
 * The rights that stand on every paper: review, suit, compensation, complaint, own data.
 * The limits are those of the Administrative Reconsideration Law, article 20, and the Administrative Litigation Law, article 46.
 */
export function remedies(remedy: Remedies, language: Language): string[] {
  const say = speaker(language);
  const link = remedy.link;
  return [
    say(
      `不服检查站的决定或做法，可以自知道之日起 60 日内向${remedy.reviewedBy}申请行政复议，也可以在 6 个月内向${remedy.court}提起行政诉讼。${link === null ? '' : `网上办理：${link}`}`,
      `If you disagree with what the checkpoint decided or did, you may ask ${remedy.reviewedBy} for a review within 60 days of learning of it, or sue at ${remedy.court} within 6 months.${link === null ? '' : ` Online: ${link}`}`,
    ),
    say(
      `可以随时投诉：电话 ${remedy.helpPhone}。投诉不会对您不利。违法行为造成损失的，可以依法申请国家赔偿。`,
      `You may complain at any time: ${remedy.helpPhone}. It will not be held against you. For loss by an unlawful act you may claim compensation.`,
    ),
    say(
      '您的个人信息只用于本次交接，不再需要时依法删除。您可以查阅、复制、更正。',
      'Your personal data serves this handoff only and is deleted when no longer needed. You may see, copy and correct it.',
    ),
  ];
}

/** What receiving means at home, each with its consequence in plain words. */
export function conditionLines(
  conditions: readonly Condition[],
  observationDays: number | null,
  language: Language,
): string[] {
  const say = speaker(language);
  const more: Readonly<Record<Condition, string>> = {
    sealedBuilding: say(
      '。回到家后，解除之前不能外出。',
      '. Once you are home you cannot go out until the sealing ends.',
    ),
    controlledCompound: say('。出入须按小区通知办理。', '. You come and go as the compound announces.'),
    homeObservation:
      observationDays === null
        ? say('。天数由接收单位书面告知。', '. The office tells you in writing for how many days.')
        : say(
            `，自到达之日起 ${observationDays} 天。期满即止。`,
            `. ${observationDays} days from the day you arrive, and no longer.`,
          ),
    testOnArrival: say('。由接收单位安排。', '. The office arranges it.'),
  };
  if (conditions.length === 0) {
    return [say('接收单位没有附加条件。', 'The office has set no conditions.')];
  }
  return conditions.map((condition) =>
    sentence(`${contractWords(CONDITIONS[condition], language)}${more[condition]}`),
  );
}

export const REGION_WORDS: Readonly<Record<Region, Words>> = {
  test: { 'zh-CN': '核酸检测', en: 'test' },
  healthStatus: { 'zh-CN': '健康宝状态', en: 'Health Kit status' },
  itinerary: { 'zh-CN': '行程码', en: 'itinerary code' },
  consent: { 'zh-CN': '接收同意', en: 'consent to receive' },
  pledge: { 'zh-CN': '承诺书', en: 'pledge' },
  filing: { 'zh-CN': '报备', en: 'filing' },
};

export function sayHealthStatus(state: HealthStatusState, language: Language): string {
  const say = speaker(language);
  if (state.state === 'poppedUp') {
    return say(
      `有弹窗（第 ${state.detail.kind} 类），尚未解除`,
      `a pop-up of kind ${state.detail.kind} stands and is not lifted yet`,
    );
  }
  const WORDS = {
    needed: say('未出示', 'not shown'),
    green: say('未见异常（绿码）', 'no abnormality (green)'),
    yellow: say('居家观察（黄码）', 'home observation (yellow)'),
    red: say('集中观察（红码）', 'central observation (red)'),
    unavailable: say('系统无应答', 'the system did not answer'),
  } as const;
  return WORDS[state.state];
}

export function sayTest(state: TestState, language: Language): string {
  const say = speaker(language);
  if (state.state === 'fit') {
    const WHENCE = {
      sampledAt: say('采样', 'sampled'),
      receivedAt: say('接收', 'received'),
      reportedAt: say('报告', 'reported'),
    } as const;
    const { countedFrom, anchorAt } = state.detail;
    return say(
      `阴性，${WHENCE[countedFrom]}时间 ${sayTime(anchorAt, language)}`,
      `negative, ${WHENCE[countedFrom]} ${sayTime(anchorAt, language)}`,
    );
  }
  const WORDS = {
    needed: say('未出示', 'not shown'),
    unfit: say('不符合要求', 'not as asked'),
    underReview: say('待复核', 'under review'),
    positive: say('阳性', 'positive'),
    unavailable: say('数据来源无应答', 'the source did not answer'),
    sampledPending: say('已采样，结果未出', 'sampled, no result yet'),
  } as const;
  return WORDS[state.state];
}

export function sayItinerary(state: ItineraryState, language: Language): string {
  const say = speaker(language);
  const WORDS = {
    needed: say('未出示', 'not shown'),
    green: say('绿码', 'green'),
    notGreen: say('不是绿码', 'not green'),
    unavailable: say('系统无应答', 'the system did not answer'),
  } as const;
  return WORDS[state.state];
}

/** What became of the document, for the papers that end a stay. */
export function documentLine(
  document: { readonly returnedAt: number } | { readonly collectAt: Office } | null,
  language: Language,
): string {
  const say = speaker(language);
  if (document === null) {
    return say(
      '证件查验后已当场返还，没有留存。',
      'Your document was read and handed back; it was not kept.',
    );
  }
  if ('returnedAt' in document) {
    return say(
      `证件已于 ${sayTime(document.returnedAt, language)} 返还。`,
      `Your document was given back on ${sayTime(document.returnedAt, language)}.`,
    );
  }
  return say(
    `证件由检查站代为保管，可凭收据领回：${sayOffice(document.collectAt, language)}。`,
    `Your document is kept safe for you; collect it with its receipt at ${sayOffice(document.collectAt, language)}.`,
  );
}
