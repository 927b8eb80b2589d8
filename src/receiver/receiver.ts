/**
 * A receiver for trying out: it answers as a WeCom robot, a DingTalk robot, a message gateway and a webhook do, with their
 * limits, signatures and errors, keeps what arrived, and fails when it is asked to. It reaches nobody.
 *
 * The robots' answers are those of their public documents: a refusal is a 200 whose body has a code.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CHANNEL_KINDS, type ChannelKindName } from '../contract/channels.ts';
import { page } from './page.ts';

/**
 * How an attempt goes wrong. `error`: a 500, and nothing is taken. `timeout`: taken, and never answered. `lost`: neither
 * taken nor answered. `slow`: taken, and answered after three seconds. `garbled`: a 200 that is no answer.
 */
export const FAILURES = ['error', 'timeout', 'lost', 'slow', 'garbled'] as const;
export type Failure = (typeof FAILURES)[number];

export interface Arrival {
  readonly kind: ChannelKindName;
  /** Which robot, number or hook. */
  readonly receiver: string;
  readonly at: number;
  /** The receiver's own word for the message, where it has one: the header of a webhook, the number a text ends with. */
  readonly id: string | null;
  readonly text: string;
}

export interface ReceiverOptions {
  readonly host?: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** What a gateway's and a webhook's messages are signed with. */
  readonly secret: string;
  /** What a DingTalk robot's messages are signed with; one without takes them unsigned. */
  readonly dingTalkSecret?: string;
  readonly clock?: () => number;
  /** How the next attempt goes wrong, beside what was asked for over HTTP; null where it goes well. */
  readonly failing?: (kind: ChannelKindName, body: string) => Failure | null;
  readonly told?: (arrival: Arrival) => void;
}

export interface Receiver {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** Every attempt that reached the door, whatever it was answered: what a limit is counted by. */
  readonly attempts: readonly {
    readonly kind: ChannelKindName;
    readonly receiver: string;
    readonly at: number;
  }[];
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const REPLAY_S = 300;
const LONGEST_BODY = 256 * 1024;
const KEPT = 1_000;

interface Asked {
  readonly url: URL;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

/** What is answered. `arrival` is kept where the message was taken. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly arrival?: Omit<Arrival, 'at' | 'kind'>;
}

export async function openReceiver(options: ReceiverOptions): Promise<Receiver> {
  const clock = options.clock ?? Date.now;
  const arrivals: Arrival[] = [];
  const attempts: { kind: ChannelKindName; receiver: string; at: number }[] = [];
  const toFail: { kind: ChannelKindName; how: Failure; times: number }[] = [];
  const counted = new Map<string, number[]>();
  const shutUntil = new Map<string, number>();

  /** Whether one more is too many for a robot in the minute that ends now. It counts what it refuses, too. */
  const isTooFast = (kind: 'wecom' | 'dingtalk', robot: string): boolean => {
    const now = clock();
    const last = (counted.get(robot) ?? []).filter((at) => at > now - MINUTE_MS);
    last.push(now);
    counted.set(robot, last);
    if ((shutUntil.get(robot) ?? 0) > now) return true;
    const tooFast = last.length > CHANNEL_KINDS[kind].perMinute;
    if (tooFast && kind === 'dingtalk') shutUntil.set(robot, now + 10 * MINUTE_MS);
    return tooFast;
  };

  const answers: Readonly<Record<ChannelKindName, (asked: Asked) => Answer>> = {
    wecom: ({ url, body }) => {
      const robot = robotOf('wecom', url);
      if (robot === null) return said(93000, 'invalid webhook url');
      if (isTooFast('wecom', robot)) return said(45009, 'api freq out of limit');
      const text = textOf(body);
      if (text === null) return said(40008, 'invalid message type');
      if (Buffer.byteLength(text) > 2_048) return said(40058, 'content exceed max length 2048');
      return { ...said(0, 'ok'), arrival: { receiver: robot, id: idIn(text), text } };
    },
    dingtalk: ({ url, body }) => {
      const robot = robotOf('dingtalk', url);
      if (robot === null) return said(300001, 'token is not exist');
      const secret = options.dingTalkSecret;
      if (secret !== undefined) {
        const timestamp = Number(url.searchParams.get('timestamp'));
        if (!(Math.abs(clock() - timestamp) <= 60 * MINUTE_MS)) return said(310000, 'invalid timestamp');
        const right = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
        if (!isSame(url.searchParams.get('sign') ?? '', right)) return said(310000, 'sign not match');
      }
      if (isTooFast('dingtalk', robot)) return said(130101, 'send too fast, exceed 20 times per minute');
      const text = textOf(body);
      if (text === null) return said(400, 'invalid message');
      return { ...said(0, 'ok'), arrival: { receiver: robot, id: idIn(text), text } };
    },
    sms: (asked) =>
      signed(asked, options.secret, clock(), (id) => {
        const { to, text } = JSON.parse(asked.body) as { to?: unknown; text?: unknown };
        if (typeof to !== 'string' || typeof text !== 'string')
          return { status: 422, body: { error: 'to, text' } };
        return { status: 202, body: { id }, arrival: { receiver: `sms/${to}`, id, text } };
      }),
    webhook: (asked) =>
      signed(asked, options.secret, clock(), (id) => ({
        status: 200,
        body: {},
        arrival: { receiver: asked.url.pathname, id, text: asked.body },
      })),
  };

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://receiver');
      if (request.method === 'GET' && url.pathname === '/')
        return reply(response, 200, page(arrivals), 'text/html; charset=utf-8');
      if (request.method === 'GET' && url.pathname === '/arrived') return reply(response, 200, arrivals);
      const body = await bodyOf(request);
      if (body === null) return reply(response, 413, { error: 'too large' });
      if (request.method === 'POST' && url.pathname === '/fail') return askedToFail(body, response);
      const kind = request.method === 'POST' ? kindOf(url.pathname) : null;
      if (kind === null) return reply(response, 404, { error: 'nothing is here' });
      const asked = toFail.find((one) => one.kind === kind && one.times > 0);
      if (asked !== undefined) asked.times -= 1;
      const how = asked?.how ?? options.failing?.(kind, body) ?? null;
      const answer = safely(() => answers[kind]({ url, body, headers: request.headers }));
      attempts.push({ kind, receiver: robotOf(kind, url) ?? url.pathname, at: clock() });
      if (attempts.length > 100 * KEPT) attempts.splice(0, KEPT);
      if (how === 'error') return reply(response, 500, { error: 'asked to fail' });
      if (how === 'lost') return;
      if (answer.arrival !== undefined) {
        const arrival = { kind, at: clock(), ...answer.arrival };
        arrivals.push(arrival);
        options.told?.(arrival);
      }
      if (how === 'timeout') return;
      if (how === 'garbled') return reply(response, 200, '<html>', 'text/html');
      if (how === 'slow') await new Promise((resolve) => setTimeout(resolve, 3_000));
      reply(response, answer.status, answer.body);
    })().catch(() => response.destroy());
  });

  const askedToFail = (body: string, response: ServerResponse): void => {
    const { kind, how, times = 1 } = safeJson(body) as { kind?: unknown; how?: unknown; times?: unknown };
    if (!isKind(kind) || !FAILURES.includes(how as Failure) || typeof times !== 'number')
      return reply(response, 422, { kind: Object.keys(CHANNEL_KINDS), how: FAILURES, times: 1 });
    toFail.push({ kind, how: how as Failure, times });
    reply(response, 200, { willFail: times });
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${(server.address() as AddressInfo).port}`,
    arrivals,
    attempts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const PATHS: Readonly<Record<ChannelKindName, string>> = {
  wecom: '/cgi-bin/webhook/send',
  dingtalk: '/robot/send',
  sms: '/gateway',
  webhook: '/webhook',
};
const isKind = (name: unknown): name is ChannelKindName =>
  typeof name === 'string' && Object.hasOwn(CHANNEL_KINDS, name);
const kindOf = (path: string) =>
  (Object.keys(PATHS) as ChannelKindName[]).find(
    (kind) => path === PATHS[kind] || (kind === 'webhook' && path.startsWith('/webhook/')),
  ) ?? null;

/** Which robot is meant, by what its address ends with; null for what is none. */
function robotOf(kind: ChannelKindName, url: URL): string | null {
  const name = url.searchParams.get(kind === 'wecom' ? 'key' : 'access_token');
  return name === null || name === '' ? null : `${kind}/${name}`;
}

const said = (errcode: number, errmsg: string): Answer => ({ status: 200, body: { errcode, errmsg } });

/** A body as robots take it: a text with words in it. */
function textOf(body: string): string | null {
  const message = safeJson(body) as { msgtype?: unknown; text?: { content?: unknown } } | null;
  const content = message?.msgtype === 'text' ? message.text?.content : undefined;
  return typeof content === 'string' && content !== '' ? content : null;
}

const idIn = (text: string) => /通知编号 ([0-9A-F]{8})/.exec(text)?.[1] ?? null;

/** Checks a signature as Standard Webhooks says, and that the message is not one of long ago. */
function signed({ headers, body }: Asked, secret: string, now: number, take: (id: string) => Answer): Answer {
  const id = String(headers['webhook-id'] ?? '');
  const seconds = String(headers['webhook-timestamp'] ?? '');
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  const right = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  const given = String(headers['webhook-signature'] ?? '').split(' ');
  if (id === '' || !given.some((one) => isSame(one, `v1,${right}`)))
    return { status: 401, body: { error: 'signature does not match' } };
  if (!(Math.abs(now / 1000 - Number(seconds)) <= REPLAY_S))
    return { status: 401, body: { error: 'timestamp is out of range' } };
  return take(id);
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function safely(answer: () => Answer): Answer {
  try {
    return answer();
  } catch {
    return { status: 400, body: { error: 'not understood' } };
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reply(response: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
