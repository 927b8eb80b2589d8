/** What a traveller shows, as an officer enters it: one choice each, read into what the house takes. */
import type { Body } from '../../shared/api.ts';
import { type Said, valueWords } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { readPrintedTime } from './printed-time.ts';

export type HealthStatus = Body<'recordHealthStatus'>['healthStatus'];
export type Itinerary = Body<'recordItinerary'>['itinerary'];
export type Filing = Body<'recordFiling'>['filing'];
export type TestShown = Body<'recordTest'>['test'];
/** A test as an officer reads it off; a certificate is read by the house. */
export type Test = Exclude<TestShown, { certificate: string }>;

export interface Option {
  readonly value: string;
  readonly words: Said;
}
const option = (value: string): Option => ({ value, words: valueWords(value) });

const KINDS = [1, 2, 3, 4, 5] as const;
export const HEALTH_OPTIONS: readonly Option[] = [
  option('GREEN'),
  ...KINDS.map((kind) => ({ value: `POPUP${kind}`, words: valueWords(String(kind), 'kind') })),
  option('YELLOW'),
  option('RED'),
  option('SOURCE_UNAVAILABLE'),
];
export const ITINERARY_OPTIONS: readonly Option[] = ['GREEN', 'NOT_GREEN', 'SOURCE_UNAVAILABLE'].map(option);
export const FILING_OPTIONS: readonly Option[] = ['FILED', 'REFUSED'].map(option);
/** A negative says how it was looked at in the same breath: a measure may ask for more than a look. */
export const TEST_OPTIONS: readonly Option[] = [
  { value: 'NEGATIVE', words: CHECKPOINT.confirmedNegative },
  { value: 'NEGATIVE_SEEN', words: CHECKPOINT.seenNegative },
  ...['SAMPLED_PENDING', 'POSITIVE', 'PENDING_REVIEW', 'INVALID', 'SOURCE_UNAVAILABLE'].map(option),
];
export const TIME_OPTIONS: readonly Option[] = [
  { value: 'reportedAt', words: { zh: '报告时间', en: 'reported' } },
  { value: 'sampledAt', words: { zh: '采样时间', en: 'sampled' } },
  { value: 'receivedAt', words: { zh: '接收时间', en: 'received' } },
];
export const SAMPLING_OPTIONS: readonly Option[] = [
  'NOT_STATED',
  'SINGLE',
  'POOL5',
  'POOL10',
  'POOL20',
  'POOL_LARGER',
].map(option);

export interface TestTyped {
  readonly result: string;
  readonly time: string;
  readonly which: string;
  readonly samplingMode: string;
  readonly testId: string;
}
export const NO_TEST: TestTyped = {
  result: '',
  time: '',
  which: 'reportedAt',
  samplingMode: 'NOT_STATED',
  testId: '',
};

/** Undefined where nothing was chosen. */
export function healthStatusOf(chosen: string): HealthStatus | undefined {
  const kind = KINDS.find((one) => chosen === `POPUP${one}`);
  if (kind !== undefined) return { shows: 'POPUP', kind };
  switch (chosen) {
    case 'GREEN':
    case 'YELLOW':
    case 'RED':
    case 'SOURCE_UNAVAILABLE':
      return { shows: chosen };
    default:
      return undefined;
  }
}

export const itineraryOf = (chosen: string): Itinerary | undefined =>
  chosen === 'GREEN' || chosen === 'NOT_GREEN' || chosen === 'SOURCE_UNAVAILABLE'
    ? { shows: chosen }
    : undefined;

export const filingOf = (chosen: string): Filing | undefined =>
  chosen === 'FILED' || chosen === 'REFUSED' ? { answer: chosen } : undefined;

const RESULTS: readonly Test['result'][] = [
  'NEGATIVE',
  'POSITIVE',
  'PENDING_REVIEW',
  'INVALID',
  'SAMPLED_PENDING',
  'SOURCE_UNAVAILABLE',
];

/** Undefined where nothing was chosen; `time` where a negative has no time that can be read. */
export function testOf(typed: TestTyped, now: number): Test | 'time' | undefined {
  const isSeen = typed.result === 'NEGATIVE_SEEN';
  const result = RESULTS.find((one) => one === (isSeen ? 'NEGATIVE' : typed.result));
  if (result === undefined) return undefined;
  const time = readPrintedTime(typed.time, now);
  if (time === null && (typed.time.trim() !== '' || result === 'NEGATIVE')) return 'time';
  return {
    result,
    sampledAt: typed.which === 'sampledAt' ? time : null,
    receivedAt: typed.which === 'receivedAt' ? time : null,
    reportedAt: typed.which === 'reportedAt' ? time : null,
    samplingMode: typed.samplingMode as Test['samplingMode'],
    // Only who chose it says that the laboratory was called.
    seen: typed.result === 'NEGATIVE' ? 'LAB_PHONE_CONFIRMED' : 'VISUAL_ONLY',
    ...(typed.testId.trim() === '' ? {} : { testId: typed.testId.trim() }),
  };
}
