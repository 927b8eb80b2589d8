/**
 * The only place where a code becomes a status.
 *
 * A refusal is answered in words; a fault (the world failed) is 503 and a bug (we failed) 500, both with an incident id
 * that stands in the log beside the whole chain of causes. Either way the request dies and the house lives.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type RefusalCode, refusalWords } from '../contract/refusals.ts';
import { Refused } from './refused.ts';

export type Language = 'zh' | 'en';

/** What is said of a bug. It is no refusal: nobody did anything wrong but us. */
const BUG = {
  status: 500,
  code: 'houseErred',
  zh: '系统内部出错，已记录；请凭事件编号联系值班技术人员。',
  en: 'Something went wrong inside the house; it is noted. Tell the operator the incident number.',
} as const;

/** What Fastify and its plugins say, in our words. */
const OF_THE_FRAMEWORK: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'bodyIsSmallEnough',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'bodyIsJson',
  FST_ERR_BAD_URL: 'thingIsKnown',
  FST_ERR_NOT_FOUND: 'thingIsKnown',
  FST_ERR_MAX_PARAM_LENGTH: 'thingIsKnown',
  FST_ERR_REQ_TIMEOUT: 'houseIsReady',
};

const SLOWER_S = 60;
const READY_AGAIN_S = 5;

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly field?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly isOurFault: boolean;
}

/** What an error is answered with. */
function answerOf(error: unknown): Answer {
  if (error instanceof Refused) return refusal(error.code, error.field, error.retryAfter);
  const code = codeOf(error);
  const known = OF_THE_FRAMEWORK[code];
  if (known !== undefined) return refusal(known);
  if (code.startsWith('FST_ERR_CTP') || statusOf(error) === 400) return refusal('bodyIsMalformed', '');
  if (error instanceof Error && error.name === 'Fault')
    return { ...refusal(code === 'storageIsFull' ? 'storageIsFull' : 'houseIsReady'), isOurFault: true };
  return { ...BUG, isOurFault: true };
}

function refusal(code: RefusalCode, field?: string, retryAfter?: number): Answer {
  const { status, zh, en } = refusalWords(code);
  const wait = retryAfter ?? (status === 429 ? SLOWER_S : status === 503 ? READY_AGAIN_S : undefined);
  return { status, code, zh, en, field, retryAfter: wait, isOurFault: status === 503 };
}

/** Answers a request that cannot be done. */
export async function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const answer = answerOf(error);
  if (answer.isOurFault && !(error instanceof Refused))
    request.log.error({ incident: request.id, err: error }, answer.code);
  if (answer.retryAfter !== undefined) void reply.header('retry-after', String(answer.retryAfter));
  request.refusedWith = answer.code;
  request.refusedAbout = error instanceof Refused ? (error.about ?? null) : null;
  return reply
    .code(answer.status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-language', languageOf(request) === 'en' ? 'en' : 'zh-CN')
    .send(JSON.stringify(bodyOf(answer, languageOf(request), request.id)));
}

/** The status and body of what is no HTTP at all, said before there is a request. */
export function answerToNoise(): string {
  const answer = refusal('bodyIsMalformed');
  const body = JSON.stringify(bodyOf(answer, 'zh', null));
  return `HTTP/1.1 ${answer.status} Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
}

/** The frame a socket is told before it is closed. */
export function errorFrame(error: unknown, language: Language): string {
  return JSON.stringify([{ kind: 'error', ...bodyOf(answerOf(error), language, null) }]);
}

function bodyOf(answer: Answer, language: Language, incident: string | null) {
  const { code, field } = answer;
  return {
    error: {
      code,
      message: answer[language],
      ...(field === undefined || field === '' ? {} : { field }),
      ...(answer.isOurFault && incident !== null ? { incident } : {}),
    },
  };
}

/** zh-CN unless English is asked for first. */
export function languageOf(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find(Boolean);
      return { tag: tag.split('-')[0], quality: Number(quality ?? 1) };
    })
    .filter(({ tag, quality }) => (tag === 'zh' || tag === 'en') && quality > 0);
  const best = wanted.toSorted((a, b) => b.quality - a.quality)[0];
  return best?.tag === 'en' ? 'en' : 'zh';
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
const statusOf = (error: unknown) =>
  error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
