/**
 * A health status in plain words: what is shown, what it means, and how it ends. Nobody is addressed as a suspect, and
 * nothing here says that anybody is ill.
 */
import type { Json } from '../../contract/streams.ts';
import { textIn, within } from '../shared/rows.ts';
import type { Said } from '../shared/words/say.ts';

export interface PlainStatus {
  readonly shown: Said;
  readonly means: Said;
  readonly ends?: Said;
}

const POPUPS: Readonly<Record<number, PlainStatus>> = {
  1: {
    shown: { zh: '健康宝显示弹窗一', en: 'The Health Kit shows pop-up 1' },
    means: {
      zh: '近几天到过有本地病例的县（市、区）。',
      en: 'They were in a county with local cases in the last days.',
    },
    ends: {
      zh: '向社区报备并按要求办理后解除；自行做核酸不会解除。',
      en: 'It ends by reporting to the community and doing what it asks; a test of one’s own does not end it.',
    },
  },
  2: {
    shown: { zh: '健康宝显示弹窗二', en: 'The Health Kit shows pop-up 2' },
    means: {
      zh: '入境后的健康管理期还没有结束。',
      en: 'The time of health management after entry is not over.',
    },
    ends: { zh: '期满次日自动解除。', en: 'It ends by itself on the day after.' },
  },
  3: {
    shown: { zh: '健康宝显示弹窗三', en: 'The Health Kit shows pop-up 3' },
    means: {
      zh: '系统提示可能与风险地区、场所或人员有过时间和空间上的交集，需要排查。这不表示已经感染，也不是当事人的过错。',
      en: 'They may have crossed a risk area, place or person in time and space, and this is to be looked into. It does not say that anybody is infected, and it is nobody’s fault.',
    },
    ends: {
      zh: '向社区报备、有关部门排查后解除；自行做核酸不会解除。',
      en: 'It ends when it was reported to the community and looked into; a test of one’s own does not end it.',
    },
  },
  4: {
    shown: { zh: '健康宝显示弹窗四', en: 'The Health Kit shows pop-up 4' },
    means: { zh: '按规定应做的一次核酸还没有结果。', en: 'A test that was due has no result yet.' },
    ends: {
      zh: '做核酸并上传结果后，在下一次比对时自动解除。',
      en: 'It ends by itself at the next comparison after a test is uploaded.',
    },
  },
  5: {
    shown: { zh: '健康宝显示弹窗五', en: 'The Health Kit shows pop-up 5' },
    means: {
      zh: '近几天到过陆路边境口岸所在县（市、区、旗）。',
      en: 'They were in a county of a land-border port in the last days.',
    },
    ends: {
      zh: '向社区报备，由社区安排核酸后解除。',
      en: 'It ends by reporting to the community, which arranges a test.',
    },
  },
};

const HEALTH: Readonly<Record<string, PlainStatus>> = {
  green: {
    shown: { zh: '健康宝为绿码', en: 'The Health Kit is green' },
    means: { zh: '未见异常。', en: 'No abnormality.' },
  },
  yellow: {
    shown: { zh: '健康宝为黄码', en: 'The Health Kit is yellow' },
    means: {
      zh: '应居家观察，由社区服务管理。',
      en: 'To be observed at home, looked after by the community.',
    },
  },
  red: {
    shown: { zh: '健康宝为红码', en: 'The Health Kit is red' },
    means: { zh: '应集中观察，由疾控部门管理。', en: 'To be observed centrally, by the health authority.' },
  },
  unavailable: {
    shown: { zh: '健康宝暂时查不到', en: 'The Health Kit cannot be asked now' },
    means: {
      zh: '系统没有应答。没有应答不等于不合格，也不是当事人的过错。',
      en: 'The source does not answer. That is not a bad result, and not the traveller’s fault.',
    },
  },
  needed: {
    shown: { zh: '健康宝状态尚未出示', en: 'The Health Kit was not shown yet' },
    means: { zh: '检查站还没有登记。', en: 'The checkpoint has not recorded it yet.' },
  },
};

const TESTS: Readonly<Record<string, Said>> = {
  fit: {
    zh: '核酸检测阴性，到站时在有效期内。',
    en: 'The test is negative and was in its time on arrival.',
  },
  unfit: { zh: '核酸检测不符合措施的要求。', en: 'The test does not meet the measure.' },
  sampledPending: { zh: '已经采样，等待结果。', en: 'A sample was taken; the result is awaited.' },
  unavailable: { zh: '核酸结果暂时查不到。', en: 'The result cannot be asked now.' },
  needed: { zh: '核酸检测尚未出示。', en: 'No test was shown yet.' },
  underReview: {
    zh: '核酸结果待复核，由卫生部门处理。',
    en: 'The result is under review by the health authority.',
  },
  positive: { zh: '已移交卫生部门处理。', en: 'The health authority takes over.' },
};

/** Where a region stands, at its end: `poppedUp` of `{ met: 'poppedUp' }`. */
function leafOf(state: Json | undefined): string {
  if (typeof state === 'string') return state;
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return '';
  return leafOf(Object.values(state)[0]);
}

/** The status, as far as the house sent it; null before question one is answered. */
export function statusOf(row: { readonly [field: string]: Json }): PlainStatus | null {
  const here = within(row, 'shownStatus');
  if (here === undefined || here === null) return null;
  const kind = within(here, 'detail.kind');
  return typeof kind === 'number' ? (POPUPS[kind] ?? null) : (HEALTH[textIn(here, 'state')] ?? null);
}

/** What the house says of the test; null where it says nothing or none is needed. */
export const testOf = (row: { readonly [field: string]: Json }): Said | null =>
  TESTS[leafOf(within(row, 'state.open.test'))] ?? null;
