/**
 * Whatever is sent, the house answers in words, writes nothing, and lives.
 *
 * Every command at every door, by somebody who may, to a stream that takes it, with one thing wrong. The short form
 * sends twelve of these to each door, `EXAM=1` three hundred; `SEED` sends the same again.
 */
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandRow, type CommandType } from '../../src/contract/commands.ts';
import { REFUSALS, type RefusalCode } from '../../src/contract/refusals.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import { ROUTES } from '../../src/contract/routes.ts';
import type { Answer } from '../terminals/app.ts';
import { chance } from './chance.ts';
import { FAULT_NAMES, FAULTS, type FaultName, type Sending, type Sound } from './faults.ts';
import { GOOD, senderAt } from './good.ts';
import * as ways from './town.ts';
import { openTown, type Proof, type Town } from './town.ts';

const EXAM = process.env['EXAM'] === '1';
const SEED = Number(process.env['SEED'] ?? 20_221_127);
const EACH = EXAM ? 300 : 12;

interface Door {
  readonly path: string;
  readonly type: CommandType;
  readonly terminal: Terminal | null;
}

/** Every address that takes a command; two of them are for devices. */
const DOORS: readonly Door[] = ROUTES.flatMap((route): Door[] => {
  if (route.kind === 'command') return [{ ...route, type: route.command }];
  if (route.kind !== 'plain') return [];
  if (route.name === 'sourceAnswer') return [{ ...route, type: 'recordSourceAnswer' }];
  return route.name === 'lateResult' ? [{ ...route, type: 'recordLateResult' }] : [];
});

interface Ready {
  readonly door: Door;
  readonly proof: Proof;
  readonly sound: Sound;
}

let town: Town;
let ready: Ready[];
let sent = 0;
let past = 0;
const codes = new Map<string, number>();

beforeAll(async () => {
  town = await openTown();
  const far = await ways.askedFar(town);
  const held = await ways.held(town);
  const foreign = [far, town.account('pine')];
  ready = [];
  // A few at a time, so that they share their commits.
  for (let at = 0; at < DOORS.length; at += 12)
    ready.push(...(await Promise.all(DOORS.slice(at, at + 12).map((door) => readyAt(door, foreign, held)))));
  await quiet();
}, 300_000);
afterAll(() => town?.close());

async function readyAt(door: Door, foreign: readonly string[], held: string): Promise<Ready> {
  const { type, terminal, path } = door;
  const good = GOOD[type];
  const row = commandRow(type);
  const who = terminal === null ? 'adapter' : senderAt(type, terminal);
  const id = row.starts === true ? null : ((await good.at?.(town, who)) ?? '');
  const proofs: Readonly<Record<string, () => Promise<Proof>>> = {
    adapter: async () => town.adapter,
    gate: async () => town.gate,
    traveller: () => town.travellerOf(id ?? ''),
  };
  const body = ((await good.body?.(town, id ?? '', terminal ?? 'checkpoint')) ?? {}) as Record<
    string,
    unknown
  >;
  const basedOn = row.dependsOn === undefined ? {} : { basedOn: await town.version(id ?? '') };
  return {
    door,
    proof: await (proofs[who] ?? (() => town.proof(who)))(),
    sound: {
      type,
      id,
      url: path.replace(':id', id ?? ''),
      now: town.now,
      // Devices speak of every case, administrators of every account.
      foreign:
        terminal === null || terminal === 'gate'
          ? foreign.slice(1)
          : row.stream === 'account'
            ? foreign.slice(0, 1)
            : foreign,
      otherToken: () => town.token('bai', type === 'holdDocument' ? 'correctEvidence' : 'holdDocument', held),
      sent: async () => ({
        body,
        commandId: uuid({ msecs: town.now }),
        ...basedOn,
        ...(good.second === undefined ? {} : { stepUp: await town.token(good.second, type, id) }),
      }),
    },
  };
}

/** Waits until papers are drawn and effects are carried out. */
async function quiet(): Promise<void> {
  let before = '';
  for (let tries = 0; tries < 100; tries++) {
    await town.app.house.settle();
    const now = JSON.stringify(await counts());
    if (now === before) return;
    before = now;
    await new Promise((next) => setTimeout(next, 700));
  }
}

/** What grows by itself: the tree over the log is worked out from it. */
const BY_ITSELF: readonly string[] = ['tiles', 'checkpoints'];

type Counts = Readonly<Record<string, number>>;

/** How many rows there are of everything, but for refusals that were kept and proofs that this test had given out. */
async function counts(): Promise<Counts> {
  const { read } = town.app.house.storage;
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    read,
  );
  const all: Record<string, number> = {};
  for (const { name } of tables.rows) {
    if (BY_ITSELF.includes(name)) continue;
    const { n } = await read
      .selectFrom(name as 'journal')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .$if(name === 'command_ids', (rows) => rows.where('refused' as never, '=', 0 as never))
      .executeTakeFirstOrThrow();
    all[name] = name === 'step_ups' ? n - town.tokens() : n;
  }
  return all;
}

const grown = (before: Counts, after: Counts) =>
  Object.keys(after)
    .filter((name) => after[name] !== before[name])
    .map((name) => `${name} ${before[name]} → ${after[name]}`)
    .join(', ');

const isCode = (code: string | undefined): code is RefusalCode =>
  code !== undefined && Object.hasOwn(REFUSALS, code);

/** What is wrong with an answer to something malformed; null where it is as it should be. */
function wrongIn({ status, body, headers, text }: Answer, expected?: readonly string[]): string | null {
  const code = body.error?.code;
  if (status < 400 || status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
  if (!String(headers['content-type']).startsWith('application/json')) return `said ${text.slice(0, 200)}`;
  if (!isCode(code)) return `an unknown refusal: ${text.slice(0, 200)}`;
  if (REFUSALS[code].status !== status) return `${code} with ${status}`;
  if (Object.keys(body).join() !== 'error') return `more than an error: ${text.slice(0, 200)}`;
  if (expected !== undefined && !expected.includes(code))
    return `${code}, where ${expected.join(' or ')} was due`;
  return null;
}

const AT_THE_DOOR: readonly string[] = ['notSignedIn', 'roleMayTry', 'originIsOurs', 'slower'];

async function ask({ proof }: Ready, { code: _, ...sending }: Sending): Promise<Answer> {
  const answer = await town.ask(proof, sending);
  const code = answer.body.error?.code ?? String(answer.status);
  sent += 1;
  if (!AT_THE_DOOR.includes(code)) past += 1;
  codes.set(code, (codes.get(code) ?? 0) + 1);
  return answer;
}

const told = ({ door }: Ready, fault: string, { method, url, payload }: Sending, wrong: string) =>
  `${door.path} ${fault}: ${wrong}\n    ${method} ${url} ${payload.length > 600 ? `${payload.slice(0, 600)}… (${payload.length})` : payload}`;

/** Which faults a door is shown this time: in the short form a dozen, another dozen at the next door. */
async function* faultsFor(door: number, { sound }: Ready) {
  const next = chance(SEED + door);
  // Some faults a door has no place for; others come in their stead.
  for (let n = 0, shown = 0; shown < EACH && n < EACH * 3; n++) {
    const fault = FAULT_NAMES[(door * 7 + n) % FAULT_NAMES.length] as FaultName;
    const sending = await FAULTS[fault](sound, next);
    if (sending === null) continue;
    shown += 1;
    yield { fault, sending };
  }
}

describe('whatever is sent', () => {
  test('a command that is good but for one thing is refused in words, and nothing is written', {
    timeout: 900_000,
  }, async () => {
    const wrong: string[] = [];
    let before = await counts();
    for (const [n, one] of ready.entries()) {
      for await (const { fault, sending } of faultsFor(n, one)) {
        const because = wrongIn(await ask(one, sending), sending.code);
        if (because !== null) wrong.push(told(one, fault, sending, because));
      }
      const after = await counts();
      if (JSON.stringify(after) !== JSON.stringify(before)) {
        wrong.push(`${one.door.path} wrote: ${grown(before, after)}`);
        before = after;
      }
    }
    console.log(
      `seed ${SEED}: ${sent} sent, ${past} past the session check, ${JSON.stringify(Object.fromEntries(codes))}`,
    );
    expect(wrong.join('\n'), `seed ${SEED}`).toBe('');
    expect(past / sent).toBeGreaterThan(0.8);
  });

  test('the good command is taken at every door afterwards, and its id stands for it alone', {
    timeout: 300_000,
  }, async () => {
    const wrong: string[] = [];
    const commands = await Promise.all(ready.map(async (one) => ({ one, sent: await one.sound.sent() })));
    const answers: { one: Ready; payload: Record<string, unknown>; answer: Answer }[] = [];
    for (const { one, sent: payload } of commands) {
      const answer = await town.ask(one.proof, { method: 'POST', url: one.sound.url, payload });
      const refused = GOOD[one.door.type].refused;
      if (refused === undefined ? answer.status !== 200 : answer.body.error?.code !== refused)
        wrong.push(`${one.door.path}: ${answer.status} ${answer.text}`);
      answers.push({ one, payload, answer });
    }
    expect(wrong.join('\n')).toBe('');
    await quiet();
    const before = await counts();
    for (const { one, payload, answer } of answers) {
      const again = await town.ask(one.proof, { method: 'POST', url: one.sound.url, payload });
      if (again.text !== answer.text) wrong.push(`${one.door.path} again: ${again.status} ${again.text}`);
      const other = otherBody(payload);
      if (other === null) continue;
      const because = wrongIn(
        await town.ask(one.proof, { method: 'POST', url: one.sound.url, payload: other }),
        ['commandIdIsNew'],
      );
      if (because !== null) wrong.push(`${one.door.path} with another body: ${because}`);
    }
    expect(wrong.join('\n')).toBe('');
    expect(await counts()).toEqual(before);
  });
});

/** The same id with other words, or null where a body holds no words. */
function otherBody(payload: Record<string, unknown>): Record<string, unknown> | null {
  const body = payload['body'] as Record<string, unknown>;
  const field = ['words', 'because', 'reason', 'surname', 'content'].find((name) => {
    const value = body[name];
    return typeof value === 'string' && /[\u4e00-\u9fff]/.test(value);
  });
  return field === undefined ? null : { ...payload, body: { ...body, [field]: '另一句话' } };
}

/** What a socket is told, and how it is closed. */
interface Heard {
  readonly frames: readonly { readonly kind: string; readonly error?: { readonly code: string } }[];
  readonly closed: number;
}

/** Says something on a fresh socket and waits until it is closed, or too long. */
async function saying(what: (socket: WebSocket) => void): Promise<Heard> {
  const socket = await town.live(await town.proof('wen'), `?cursor=0&epoch=${town.app.house.storage.epoch}`);
  if (typeof socket === 'number') throw new Error(`The feed was refused with ${socket}.`);
  const frames: Heard['frames'][number][] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Heard['frames'][number]));
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    setTimeout(() => resolve(0), 30_000).unref();
  });
  what(socket);
  const code = await closed;
  socket.terminate();
  return { frames, closed: code };
}

const TEXTS: readonly string[] = [
  '',
  ' ',
  'x',
  '{',
  '{"cursor":}',
  'null',
  '[]',
  '7',
  '"cursor"',
  '{}',
  '{"cursor":"1"}',
  '{"cursor":-1}',
  '{"cursor":1.5}',
  '{"cursor":1e300}',
  '{"cursor":9007199254740993}',
  '{"cursor":null}',
  '{"cursor":[1]}',
  '{"cursor":1,"views":"accounts"}',
  '{"__proto__":{"cursor":1}}',
  '{"constructor":1}',
  '{"cursor":1}{"cursor":2}',
  `${'['.repeat(2_000)}${']'.repeat(2_000)}`,
  '{"cursor":"\\ud800"}',
  '\u0000',
];

const QUERIES: readonly [string, number][] = [
  ['?views=nonsense', 400],
  ['?views=queue,nonsense', 400],
  ['?views=__proto__', 400],
  ['?views=queue,', 400],
  [`?views=${'queue,'.repeat(100)}`, 400],
  ['?views=accounts', 403],
  ['?views=queue,requests', 403],
  ['?cursor=x', 400],
  ['?cursor=-1', 400],
  ['?cursor=1e3', 400],
  ['?cursor=', 400],
  ['?cursor=1234567890123456', 400],
  ['?cursor=1&cursor=2', 400],
  ['?cursor[a]=1', 400],
  ['?nonsense=1', 400],
  ['?epoch=%00', 400],
  [`?epoch=${'x'.repeat(65)}`, 400],
];

describe('whatever is said on the feed', () => {
  test('a frame that is not understood is told so, and the socket is closed', {
    timeout: 300_000,
  }, async () => {
    const next = chance(SEED);
    const texts = EXAM
      ? Array.from({ length: 300 }, () => {
          const text = TEXTS[Math.floor(next() * TEXTS.length)] as string;
          return `${text.slice(0, Math.floor(next() * text.length))}${String.fromCharCode(33 + Math.floor(next() * 90))}`;
        })
      : TEXTS;
    const wrong: string[] = [];
    const before = await counts();
    await Promise.all(
      texts
        .flatMap((text) => [
          { name: text, say: (socket: WebSocket) => socket.send(text) },
          ...(text.length % 7 === 3
            ? [{ name: `binary ${text}`, say: (socket: WebSocket) => socket.send(Buffer.from(text)) }]
            : []),
        ])
        .concat([
          { name: 'a good frame in bytes', say: (socket) => socket.send(Buffer.from('{"cursor":0}')) },
        ])
        .map(async ({ name, say }) => {
          const { frames, closed } = await saying(say);
          const error = frames.find(({ kind }) => kind === 'error')?.error;
          if (closed !== 4400 || error?.code !== 'bodyIsMalformed')
            wrong.push(`${name.slice(0, 100)}: closed with ${closed}, ${JSON.stringify(error)}`);
        }),
    );
    expect(wrong, `seed ${SEED}`).toEqual([]);
    expect(await counts()).toEqual(before);
  });

  test('a frame that is too large closes its socket and no other', { timeout: 60_000 }, async () => {
    const listening = await town.live(await town.proof('wen'));
    for (const size of [5_000, 1_000_000]) {
      const { closed } = await saying((socket) => socket.send(`{"cursor":${' '.repeat(size)}1}`));
      expect([1006, 1009]).toContain(closed);
    }
    expect(typeof listening === 'number' ? 0 : listening.readyState).toBe(1);
    if (typeof listening !== 'number') listening.terminate();
  });

  test('what cannot be asked for is refused before there is a socket', { timeout: 60_000 }, async () => {
    const proof = await town.proof('wen');
    const answers = await Promise.all(
      QUERIES.map(async ([query]): Promise<[string, number]> => {
        const answer = await town.live(proof, query);
        if (typeof answer === 'number') return [query, answer];
        answer.terminate();
        return [query, 101];
      }),
    );
    expect(answers).toEqual(QUERIES);
  });

  test('an epoch that is not ours says: load again', { timeout: 60_000 }, async () => {
    for (const query of ['?cursor=0&epoch=nonsense', '?cursor=999999999999999&epoch=nonsense']) {
      const socket = await town.live(await town.proof('wen'), query);
      if (typeof socket === 'number') throw new Error(`The feed was refused with ${socket}.`);
      const first = await new Promise<string>((resolve) => {
        socket.once('message', (data: Buffer) => resolve(data.toString()));
      });
      expect(JSON.parse(first)).toMatchObject({ kind: 'reload', position: 0 });
      socket.terminate();
    }
  });
});
