/**
 * The load generator, in a process of its own: so many clients, each playing whole good cases over HTTP, and as many
 * subscribers of the feed. Prints one line of JSON: commands per second and the latencies.
 */
import { performance } from 'node:perf_hooks';
import { v7 as uuid } from 'uuid';
import { WebSocket } from 'ws';
import { commandRow, type CommandType } from '../../src/contract/commands.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import { commandPath } from '../../src/contract/routes.ts';

interface Plan {
  readonly base: string;
  readonly clients: number;
  readonly ms: number;
  readonly epoch: string;
  readonly people: Readonly<Record<string, { cookie: string; terminal: Terminal; account: string }>>;
}

const plan = JSON.parse(process.argv[2] ?? '') as Plan;
const latencies: number[] = [];
let refused = 0;

async function post(who: string, path: string, body: object): Promise<{ streamId: string; version: number }> {
  const person = plan.people[who];
  if (person === undefined) throw new Error(`Nobody is called ${who}.`);
  const start = performance.now();
  const answer = await fetch(plan.base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: plan.base, cookie: person.cookie },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  latencies.push(performance.now() - start);
  if (answer.status !== 200) {
    refused += 1;
    throw new Error(`${path}: ${answer.status} ${text}`);
  }
  return JSON.parse(text) as { streamId: string; version: number };
}

function send(who: string, type: CommandType, on: string | null, body: object = {}, basedOn?: number) {
  const terminal = plan.people[who]?.terminal ?? 'checkpoint';
  const rests = commandRow(type).dependsOn === undefined ? {} : { basedOn };
  return post(who, commandPath(terminal, type).replace(':id', on ?? ''), {
    body,
    commandId: uuid(),
    ...rests,
  });
}

const YES = { isRegisteredResident: 'yes', knowsTheStatus: 'yes', acceptsReception: 'yes' };

/** One whole good case: stop, handoff, document, request, answer, arrival of the paper trail but for the pledge's drawing. */
async function goodCase(): Promise<void> {
  const now = Date.now();
  const stop = await send('wen', 'openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  const { streamId: on } = await send('wen', 'openHandoff', null, {
    stopId: stop.streamId,
    traveller: 1,
    name: '李洁',
    returnAddress: { division: '990000', text: '柳巷一号院三号楼' },
    previousAddress: { division: '990100', text: '唐河镇幸福路九号' },
    returnReason: 'home',
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
  await send('wen', 'readDocument', on);
  const asked = await send('wen', 'askCommunity', on, { community: 'C-WILLOW' });
  await send('wen', 'recordCall', on, { office: 'C-WILLOW', number: '010-00000005', outcome: 'noAnswer' });
  const answered = await send(
    'willow',
    'answerCommunity',
    on,
    { office: 'C-WILLOW', answer: 'accept', ...YES, conditions: ['homeObservation'] },
    asked.version + 1,
  );
  await send('wen', 'acknowledgeConditions', on, { readAloud: true });
  await send('wen', 'recordDetails', on, { phone: '000-00000000' });
  await send('wen', 'addStatement', on, { words: '谢谢' });
  await send('wen', 'requestDeparture', on, { wish: 'leave', askedBy: 'officerForTraveller' });
  await send('wen', 'withdrawTraveller', on);
  await send('wen', 'closeStop', stop.streamId);
  void answered;
}

const sockets = Array.from({ length: plan.clients }, () => {
  const { cookie } = plan.people['wen'] ?? { cookie: '' };
  return new WebSocket(
    `${plan.base.replace('http', 'ws')}/api/live?cursor=0&epoch=${plan.epoch}&views=queue`,
    { headers: { cookie, origin: plan.base } },
  );
});
let heard = 0;
for (const socket of sockets) {
  socket.on('message', () => (heard += 1));
  socket.on('error', () => {});
}
await new Promise((next) => setTimeout(next, 500));
latencies.length = 0;
const start = performance.now();
const until = start + plan.ms;
await Promise.all(
  Array.from({ length: plan.clients }, async () => {
    while (performance.now() < until) await goodCase();
  }),
);
const seconds = (performance.now() - start) / 1000;
for (const socket of sockets) socket.terminate();
latencies.sort((one, other) => one - other);
const at = (share: number) =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
process.stdout.write(
  `${JSON.stringify({ commands: latencies.length, perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99), refused, heard })}\n`,
);
process.exit(0);
