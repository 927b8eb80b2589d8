/**
 * The load generator, in a process of its own: clients that play whole good cases over HTTP, from the stop to the
 * confirmed arrival, and as many subscribers of the feed. Prints one line of JSON: rates and latencies.
 *
 * Without a pace each client sends its next command when the last was answered. With one, commands are due at fixed
 * moments whatever the house does, and a latency counts from the moment its command was due.
 */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { v7 as uuid } from 'uuid';
import { WebSocket } from 'ws';
import { commandRow, type CommandType } from '../../src/contract/commands.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import { commandPath } from '../../src/contract/routes.ts';
import { idNumberOf } from '../../src/demo/district.ts';

export interface Plan {
  readonly base: string;
  readonly clients: number;
  readonly ms: number;
  /** Commands a second, if they are paced. */
  readonly pace?: number;
  readonly epoch: string;
  readonly position: number;
  /** Where the numbers of this run's people begin: one person has one open case. */
  readonly from: number;
  readonly people: Readonly<Record<string, { cookie: string; terminal: Terminal; account: string }>>;
}

export interface Measured {
  readonly commands: number;
  readonly cases: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly heard: number;
  readonly refused: number;
}

const plan = JSON.parse(process.argv[2] ?? '') as Plan;
const latencies: number[] = [];
let refused = 0;
let cases = 0;
let people = plan.from;

/** A connection each, kept open: what is measured is the house, not the client. */
const agent = new Agent({ keepAlive: true, maxSockets: Math.max(plan.clients, 8) });
const { hostname, port } = new URL(plan.base);

function ask(who: string, method: 'GET' | 'POST', path: string, sent?: object): Promise<string> {
  const person = plan.people[who];
  if (person === undefined) throw new Error(`Nobody is called ${who}.`);
  const body = sent === undefined ? '' : JSON.stringify(sent);
  const headers = {
    ...(sent === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    origin: plan.base,
    cookie: person.cookie,
  };
  return new Promise((resolve, reject) => {
    const asked = request({ method, hostname, port, path, agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve(text);
        else {
          refused += 1;
          reject(new Error(`${path}: ${answer.statusCode} ${text}`));
        }
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

let nextDue = performance.now();

/** The moment a command is due: now, or the next one of the pace. */
async function turn(): Promise<number> {
  if (plan.pace === undefined) return performance.now();
  const due = Math.max(nextDue, start);
  nextDue = due + 1000 / plan.pace;
  const wait = due - performance.now();
  if (wait > 0.5) await new Promise((next) => setTimeout(next, wait));
  return due;
}

async function send(
  who: string,
  type: CommandType,
  on: string | null,
  body: object = {},
  basedOn = 1,
): Promise<{ streamId: string; version: number }> {
  const terminal = plan.people[who]?.terminal ?? 'checkpoint';
  const rests = commandRow(type).dependsOn === undefined ? {} : { basedOn };
  const due = await turn();
  const text = await ask(who, 'POST', commandPath(terminal, type).replace(':id', on ?? ''), {
    body,
    commandId: uuid(),
    ...rests,
  });
  latencies.push(performance.now() - due);
  return JSON.parse(text) as { streamId: string; version: number };
}

const YES = { isRegisteredResident: 'yes', knowsTheStatus: 'yes', acceptsReception: 'yes' };
/** Two strokes of a hand, some sixty points each. */
const STROKES = JSON.stringify(
  [0, 1].map((stroke) => ({
    points: Array.from({ length: 60 }, (_, n) => ({
      x: stroke * 120 + n * 2,
      y: Math.round(60 + 40 * Math.sin(n / 6 + stroke)),
      t: n * 8,
    })),
  })),
);

/** One whole good case, thirteen commands: stopped, asked for, taken in, signed, released, arrived. */
async function goodCase(): Promise<void> {
  const now = Date.now();
  const person = (people += 1);
  const stop = await send('wen', 'openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  const { streamId: on } = await send('wen', 'openHandoff', null, {
    stopId: stop.streamId,
    traveller: 1,
    healthStatus: { shows: 'POPUP', kind: 3 },
    itinerary: { shows: 'GREEN' },
    test: {
      result: 'NEGATIVE',
      sampledAt: { at: now - 20 * 3_600_000, precision: 'TIME' },
      receivedAt: null,
      reportedAt: { at: now - 10 * 3_600_000, precision: 'TIME' },
      samplingMode: 'SINGLE',
      seen: 'LAB_PHONE_CONFIRMED',
    },
  });
  await send('wen', 'recordDetails', on, {
    name: '李洁',
    document: { type: 'CN_RIC', number: idNumberOf(person) },
    returnAddress: { division: '990000', text: '柳巷一号院三号楼' },
    previousAddress: { division: '990100', text: '唐河镇幸福路九号' },
    returnReason: 'home',
    phone: '000-00000000',
  });
  await send('wen', 'readDocument', on);
  await send('wen', 'askCommunity', on, { community: 'C-WILLOW' });
  const called = await send('wen', 'recordCall', on, {
    office: 'C-WILLOW',
    number: '010-00000005',
    outcome: 'noAnswer',
  });
  const answer = { office: 'C-WILLOW', answer: 'accept', ...YES, conditions: ['homeObservation'] };
  await send('willow', 'answerCommunity', on, answer, called.version);
  const agreed = await send('wen', 'acknowledgeConditions', on, { readAloud: true });
  const { digest } = JSON.parse(
    await ask('wen', 'GET', `/api/checkpoint/handoffs/${on}/pledge-text?language=zh-CN`),
  ) as { digest: string };
  const signed = await send(
    'wen',
    'signPledge',
    on,
    {
      textDigest: digest,
      language: 'zh-CN',
      strokes: STROKES,
      witness: plan.people['wen']?.account ?? '',
    },
    agreed.version,
  );
  await send('wen', 'releaseTraveller', on, {}, signed.version);
  await send('willow', 'confirmArrival', on, { office: 'C-WILLOW' });
  await send('wen', 'closeStop', stop.streamId);
  cases += 1;
}

let heard = 0;
const subscribers = await Promise.all(
  Array.from({ length: plan.clients }, async () => {
    const { cookie } = plan.people['wen'] ?? { cookie: '' };
    const socket = new WebSocket(
      `${plan.base.replace('http', 'ws')}/api/live?cursor=${plan.position}&epoch=${plan.epoch}&views=queue`,
      { headers: { cookie, origin: plan.base } },
    );
    socket.on('message', () => (heard += 1));
    await new Promise((opened, failed) => {
      socket.once('open', opened);
      socket.once('error', failed);
    });
    return socket;
  }),
);

const start = performance.now();
const until = start + plan.ms;
const clients = plan.pace === undefined ? plan.clients : Math.max(plan.clients, Math.ceil(plan.pace / 4));
await Promise.all(
  Array.from({ length: clients }, async () => {
    while (performance.now() < until) await goodCase();
  }),
);
const seconds = (performance.now() - start) / 1000;
for (const socket of subscribers) socket.terminate();
latencies.sort((one, other) => one - other);
const at = (share: number) =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
const measured: Measured = {
  commands: latencies.length,
  cases,
  perSecond: latencies.length / seconds,
  p50: at(0.5),
  p99: at(0.99),
  refused,
  heard,
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
process.exit(0);
