/**
 * Whatever is sent, the house answers in words, writes nothing, and lives.
 *
 * Every command at every door, by somebody who may, to a stream that takes it, with one thing wrong. The short form
 * sends twelve of these to each door, `EXAM=1` three hundred; `SEED` sends the same again.
 */
import { BODY_LIMITS } from '../../src/terminals/command-routes.ts';
import { Compile } from 'typebox/compile';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandRow, type CommandType } from '../../src/contract/commands.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import type { StreamKind } from '../../src/contract/streams.ts';
import { ROUTES } from '../../src/contract/routes.ts';
import { sentShape } from '../../src/terminals/command-routes.ts';
import type { Answer } from '../terminals/app.ts';
import { chance } from './chance.ts';
import { COMMAND_FAULTS, type SoundCommand } from './faults.ts';
import { GOOD, senderAt } from './good.ts';
import * as ways from './town.ts';
import { openTown, type Proof, type Town } from './town.ts';
import { Asker, counts, grown, quiet, told, wrongIn } from './unharmed.ts';

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
  readonly sound: SoundCommand;
}

/** Streams by kind in states where little goes on, each with the commands they do not take as they stand. */
interface Standing {
  readonly id: string;
  readonly kind: StreamKind;
  readonly version: number;
  readonly acceptable: Readonly<Record<string, true | string>>;
}

let town: Town;
let ready: Ready[];
let standing: Standing[];

beforeAll(async () => {
  town = await openTown();
  const far = await ways.askedFar(town);
  const held = await ways.held(town);
  const foreign = [far, town.account('pine')];
  standing = await streamsThatStand();
  ready = [];
  // A few at a time, so that they share their commits.
  for (let at = 0; at < DOORS.length; at += 12)
    ready.push(...(await Promise.all(DOORS.slice(at, at + 12).map((door) => readyAt(door, foreign, held)))));
  await quiet(town);
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
  const here = terminal ?? 'checkpoint';
  const anew = async () => (await good.anew?.(town, id ?? '', here)) ?? {};
  const body = {
    ...(await good.body?.(town, id ?? '', here)),
    ...(await anew()),
  } as Record<string, unknown>;
  const basedOn = row.dependsOn === undefined ? {} : { basedOn: await town.version(id ?? '') };
  const shape = Compile(sentShape(row.body));
  return {
    door,
    proof: await (proofs[who] ?? (() => town.proof(who)))(),
    sound: {
      type,
      id,
      url: path.replace(':id', id ?? ''),
      now: town.now,
      method: 'POST',
      otherMethods: ['PUT', 'PATCH', 'DELETE', 'GET'],
      isWellShaped: (sent) => shape.Check(sent),
      takes: BODY_LIMITS[type],
      outOfOrder: who === 'traveller' ? [] : outOfOrder(type, body, good.second),
      // Devices speak of every case, administrators of every account.
      foreign:
        terminal === null || terminal === 'gate'
          ? foreign.slice(1)
          : row.stream === 'account'
            ? foreign.slice(0, 1)
            : foreign,
      otherToken: () => town.token('bai', type === 'holdDocument' ? 'correctEvidence' : 'holdDocument', held),
      sent: async () => ({
        body: { ...body, ...(await anew()) },
        commandId: uuid({ msecs: town.now }),
        ...basedOn,
        ...(good.second === undefined ? {} : { stepUp: await town.token(good.second, type, id) }),
      }),
    },
  };
}

/** One stream of each kind that can be at an end, and cases that are at their beginning and in the middle. */
async function streamsThatStand(): Promise<Standing[]> {
  const ids = await Promise.all([
    ways.opened(town),
    ways.withdrawn(town),
    ways.released(town),
    ways.received(town),
    ways.referred(town),
    GOOD.closeStop.at?.(town, 'wen').then(async (stop) => {
      await town.did('wen', 'closeStop', stop);
      return stop;
    }),
    GOOD.disableAccount.at?.(town, 'second').then(async (account) => {
      await town.did('second', 'disableAccount', account, { why: 'left' });
      return account;
    }),
    GOOD.approveChange.at?.(town, 'second').then(async (directory) => {
      await town.did('second', 'approveChange', directory);
      return directory;
    }),
    GOOD.approveMeasure.at?.(town, 'second').then(async (measure) => {
      await town.did('second', 'approveMeasure', measure);
      return measure;
    }),
  ]);
  const rows = await town.app.house.storage.read
    .selectFrom('views')
    .select(['key', 'version', 'row', 'stream_kind'])
    .where('key', 'in', ids as string[])
    .execute();
  return rows.map(({ key, version, row, stream_kind }) => ({
    id: key,
    kind: stream_kind as StreamKind,
    version,
    acceptable: (JSON.parse(row) as Pick<Standing, 'acceptable'>).acceptable,
  }));
}

/** A good command to streams that are not at the point where it belongs. */
function outOfOrder(
  type: CommandType,
  body: Record<string, unknown>,
  second: string | undefined,
): SoundCommand['outOfOrder'] {
  const { stream, starts, dependsOn } = commandRow(type);
  if (starts === true) return [];
  return standing
    .filter(({ kind, acceptable }) => kind === stream && acceptable[type] !== true)
    .map(({ id, version }) => ({
      id,
      sent: async () => ({
        body,
        commandId: uuid({ msecs: town.now }),
        ...(dependsOn === undefined ? {} : { basedOn: version }),
        ...(second === undefined ? {} : { stepUp: await town.token(second, type, id) }),
      }),
    }));
}

/** Which faults a door is shown this time: in the short form a dozen, another dozen at the next door. */
async function* faultsFor(door: number, { sound }: Ready) {
  const next = chance(SEED + door);
  const faults = Object.entries(COMMAND_FAULTS);
  // Some faults a door has no place for; others come in their stead.
  for (let n = 0, shown = 0; shown < EACH && n < EACH * 3; n++) {
    const [fault, make] = faults[(door * 7 + n) % faults.length] as (typeof faults)[number];
    const sending = await make(sound, next);
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
    const asker = new Asker(town, { strangers: true });
    let before = await counts(town);
    for (const [n, one] of ready.entries()) {
      for await (const { fault, sending } of faultsFor(n, one)) {
        const because = wrongIn(await asker.ask(one.proof, sending), sending.code);
        if (because !== null) wrong.push(told(one.door.path, fault, sending, because));
      }
      const after = await counts(town);
      if (JSON.stringify(after) !== JSON.stringify(before)) {
        wrong.push(`${one.door.path} wrote: ${grown(before, after)}`);
        before = after;
      }
    }
    console.log(`seed ${SEED}, commands: ${asker.summary}`);
    expect(wrong.join('\n'), `seed ${SEED}`).toBe('');
    expect(asker.past / asker.sent).toBeGreaterThan(0.8);
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
    await quiet(town);
    const before = await counts(town);
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
    expect(await counts(town)).toEqual(before);
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
