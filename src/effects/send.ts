/**
 * Sending to a receiver over HTTP, as each wants it: WeCom and DingTalk robots by their public documents, the message
 * gateway and a webhook of an office's own by ours (`docs/notifications.md`).
 *
 * What comes back is a value: delivered, or a code that says why not. An address is in no code and no error: it is a secret.
 */
import { createHmac } from 'node:crypto';
import type { ChannelKindName } from '../contract/channels.ts';

/** Where a message goes. */
export interface Destination {
  readonly kind: ChannelKindName;
  readonly address: string;
  readonly secret: string | null;
}

/** Takes messages to telephones and to people's own accounts; the operator's, by our contract. */
export interface Gateway {
  readonly url: string;
  readonly secret: string;
}

/** What is sent: the same id and the same content on every attempt. */
export interface Outgoing {
  readonly id: string;
  /** For people: at most 2,048 bytes of UTF-8, which is what a WeCom robot takes. */
  readonly text: string;
  /** For programs. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What came of it. `restMs`: how long the receiver wants to be left alone. */
export type Sent =
  | { readonly isDelivered: true }
  | { readonly isDelivered: false; readonly error: string; readonly restMs?: number };

const DELIVERED: Sent = { isDelivered: true };
const failed = (error: string, restMs?: number): Sent =>
  restMs === undefined ? { isDelivered: false, error } : { isDelivered: false, error, restMs };

/** More of an answer is not read. */
const LONGEST_ANSWER = 16_384;
const MINUTE_MS = 60_000;

/** Codes by which a robot says that too much was sent, and how long it then takes nothing. */
const TOO_FAST: Readonly<Record<number, number>> = { 45009: MINUTE_MS, 130101: 10 * MINUTE_MS };

/** Sends once, at an instant of the wall clock, and gives what came of it before `signal` fires. */
export async function send(
  destination: Destination,
  outgoing: Outgoing,
  gateway: Gateway | null,
  now: number,
  signal: AbortSignal,
): Promise<Sent> {
  const { kind, address, secret } = destination;
  switch (kind) {
    case 'wecom':
      return robotAnswer(await post(address, {}, robotText(outgoing.text), signal));
    case 'dingtalk':
      return robotAnswer(
        await post(dingTalkAddress(address, secret, now), {}, robotText(outgoing.text), signal),
      );
    case 'sms':
      return sendByGateway(gateway, { kind, address }, outgoing, now, signal);
    case 'webhook':
      return plainAnswer(
        await postSigned(address, secret ?? '', outgoing.id, JSON.stringify(outgoing.data), now, signal),
      );
  }
}

/** Hands a text to the gateway, for one number or account. */
export async function sendByGateway(
  gateway: Gateway | null,
  to: { readonly kind: string; readonly address: string },
  { id, text }: Pick<Outgoing, 'id' | 'text'>,
  now: number,
  signal: AbortSignal,
): Promise<Sent> {
  if (gateway === null) return failed('noGateway');
  const body = JSON.stringify({ kind: to.kind, to: to.address, text });
  return plainAnswer(await postSigned(gateway.url, gateway.secret, id, body, now, signal));
}

const robotText = (content: string) => JSON.stringify({ msgtype: 'text', text: { content } });

/** A robot with a signature takes the instant and its HMAC in the address; it is good for an hour. */
function dingTalkAddress(address: string, secret: string | null, now: number): string {
  if (secret === null) return address;
  const url = new URL(address);
  url.searchParams.set('timestamp', String(now));
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64'));
  return url.href;
}

/** Signed as Standard Webhooks says: HMAC-SHA256 over id, seconds and body. */
async function postSigned(
  address: string,
  secret: string,
  id: string,
  body: string,
  now: number,
  signal: AbortSignal,
): Promise<Answer> {
  const seconds = String(Math.floor(now / 1000));
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signatureOf(secret, id, seconds, body)}`,
  };
  return post(address, headers, body, signal);
}

/** The signature of a webhook, base64. A secret that begins with `whsec_` is base64 behind it; any other is taken as it is. */
export function signatureOf(secret: string, id: string, seconds: string, body: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  return createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
}

type Answer =
  | { readonly status: number; readonly text: string; readonly retryAfter: string | null }
  | { readonly error: string };

async function post(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      // A receiver that sends us elsewhere is not the one two persons registered.
      redirect: 'manual',
      signal,
    });
    const text = await beginningOf(response);
    return { status: response.status, text, retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    return { error: whyNot(error, signal) };
  }
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (response.body !== null)
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LONGEST_ANSWER) break;
    }
  return Buffer.concat(chunks).toString('utf8');
}

function whyNot(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'timeout';
  const code = String((error as { cause?: { code?: unknown } }).cause?.code ?? '');
  return /CERT|SIGNATURE|TLS|SSL|SELF_SIGNED/.test(code) ? 'certificate' : 'unreachable';
}

/** A robot says how it went in the body; a 200 alone says nothing. */
function robotAnswer(answer: Answer): Sent {
  if ('error' in answer) return failed(answer.error);
  if (answer.status !== 200) return plainAnswer(answer);
  let code: unknown;
  try {
    code = (JSON.parse(answer.text) as { errcode?: unknown } | null)?.errcode;
  } catch {
    return failed('garbled');
  }
  if (code === 0) return DELIVERED;
  if (typeof code !== 'number') return failed('garbled');
  return failed(`code${code}`, TOO_FAST[code]);
}

function plainAnswer(answer: Answer): Sent {
  if ('error' in answer) return failed(answer.error);
  if (answer.status >= 200 && answer.status < 300) return DELIVERED;
  const seconds = Number(answer.retryAfter);
  const wait = answer.status === 429 || answer.status === 503 ? Math.min(seconds * 1000, 10 * MINUTE_MS) : 0;
  return failed(`http${answer.status}`, wait > 0 ? wait : undefined);
}
