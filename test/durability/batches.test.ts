/** Commands that share a commit: each is answered rightly, nothing is half-written, and a full disk passes. */
import { execFileSync } from 'node:child_process';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { Answered } from '../../src/commands/index.ts';
import { type Engine, readRows, type Storage } from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { details, openWorld, stopOne, type World } from '../commands/world.ts';
import { engines, openTestStorage } from '../storage/engines.ts';
import { recordFaults } from './checks.ts';

const versionsOf = (answers: readonly Answered[]) =>
  answers.flatMap((one) => (one.outcome === 'accepted' ? [one.version] : [])).sort((a, b) => a - b);
const upTo = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const rowsOf = (storage: Storage, streamId: string) =>
  readRows(storage.read, { streamKind: 'handoff', streamId });

/** Everything but the answers that are kept for whoever asks again. */
async function counts(storage: Storage): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of [
    'journal',
    'streams',
    'timers',
    'outbox',
    'views',
    'changes',
    'reservations',
  ] as const) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
      storage.read,
    );
    found[table] = rows[0]?.n ?? 0;
  }
  return found;
}

/** One world for each engine; every test stops travellers of its own. */
const worlds = new Map<Engine, Promise<{ storage: Storage; world: World }>>();
async function worldOn(engine: Engine): Promise<{ storage: Storage; world: World }> {
  let world = worlds.get(engine);
  if (world === undefined) {
    world = openTestStorage(engine).then(async (storage) => ({ storage, world: await openWorld(storage) }));
    worlds.set(engine, world);
  }
  return world;
}
let stopped = 0;
const stopAnother = async (world: World) => {
  stopped += 1;
  return stopOne(world, { ...details(), document: { type: 'PASSPORT', number: `E1000${stopped}` } });
};

for (const engine of engines) {
  const opened = async (): Promise<{ storage: Storage; world: World; handoff: string }> => {
    const { storage, world } = await worldOn(engine);
    return { storage, world, ...(await stopAnother(world)) };
  };

  test(`64 commands on one handoff share commits and keep their order on ${engine}`, async () => {
    const { storage, world, handoff } = await opened();
    const say = (index: number) => world.send('wen', 'addStatement', handoff, { words: `第${index}句` });
    const answers = await Promise.all(upTo(0, 64).map(say));
    expect(versionsOf(answers)).toEqual(upTo(2, 64));
    expect((await rowsOf(storage, handoff)).map(({ version }) => version)).toEqual(upTo(1, 65));
    expect(await recordFaults(storage)).toEqual([]);
  });

  test(`a twin in one batch is done once, and another body under its id is refused on ${engine}`, async () => {
    const { storage, world, handoff } = await opened();
    const commandId = uuid({ msecs: world.clock.now });
    const say = (words: string, id?: string) =>
      world.send('wen', 'addStatement', handoff, { words }, id === undefined ? {} : { commandId: id });
    const [first, before, twin, other, after] = await Promise.all([
      say('原话', commandId),
      say('别的'),
      say('原话', commandId),
      say('改口', commandId),
      say('后来'),
    ]);
    expect(twin).toEqual(first);
    expect(other).toEqual({ outcome: 'refused', code: 'commandIdIsNew' });
    expect(versionsOf([first, before, after])).toEqual([2, 3, 4]);
    const rows = await rowsOf(storage, handoff);
    expect(rows.filter((row) => row.commandId === commandId)).toHaveLength(1);
    expect(rows).toHaveLength(4);
  });

  test(`a refused command in the middle of a batch spoils nobody else’s on ${engine}`, async () => {
    const { storage, world, handoff } = await opened();
    const send = (index: number) =>
      index % 8 === 4
        ? world.send('wen', 'clearTraveller', handoff)
        : world.send('wen', 'addStatement', handoff, { words: `第${index}句` });
    const answers = await Promise.all(upTo(0, 32).map(send));
    expect(answers.filter(({ outcome }) => outcome === 'refused')).toHaveLength(4);
    expect(versionsOf(answers)).toEqual(upTo(2, 28));
    expect(await rowsOf(storage, handoff)).toHaveLength(29);
  });

  test(`a command whose row the database refuses is alone in being refused on ${engine}`, async () => {
    const { storage, world, handoff } = await opened();
    const other = await stopAnother(world);
    await refuseRowsOf(storage, other.handoff);
    const before = await counts(storage);
    const send = (index: number) =>
      world.send('wen', 'addStatement', index === 3 ? other.handoff : handoff, { words: `第${index}句` });
    const answers = await Promise.all(upTo(0, 9).map(send));
    expect(answers[3]).toEqual({ outcome: 'refused', code: 'houseIsReady' });
    expect(versionsOf(answers)).toEqual(upTo(2, 8));
    expect(await rowsOf(storage, other.handoff)).toHaveLength(1);
    expect((await counts(storage))['journal']).toBe((before['journal'] ?? 0) + 8);
    expect(await recordFaults(storage)).toEqual([]);
  });

  test(`one person’s two cases opened in one batch become one on ${engine}`, async () => {
    const { storage, world } = await opened();
    const before = await counts(storage);
    const stops = await Promise.all(
      ['wen', 'bai'].map((who) =>
        world.did(who, 'openStop', null, {
          checkpoint: 'K-NORTH',
          vehicle: 'car',
          travellers: 1,
          direction: 'INBOUND',
        }),
      ),
    );
    const document = { type: 'PASSPORT', number: 'E00000001' };
    const answers = await Promise.all(
      stops.map(({ streamId }) =>
        world.send('wen', 'openHandoff', null, { stopId: streamId, traveller: 1, document }),
      ),
    );
    expect(answers.map((one) => (one.outcome === 'refused' ? one.code : 'accepted')).sort()).toEqual([
      'accepted',
      'personHasNoOtherCase',
    ]);
    // Two stops, one handoff, and that handoff's row in its stop.
    expect((await counts(storage))['journal']).toBe((before['journal'] ?? 0) + 4);
  });

  test(`what is foreign, unknown, future or replayed leaves nothing behind on ${engine}`, async () => {
    const { storage, world, handoff } = await opened();
    const { clock } = world;
    const replayed = uuid({ msecs: clock.now });
    const first = await world.send('wen', 'readDocument', handoff, {}, { commandId: replayed });
    const before = await counts(storage);
    const nowhere = uuid({ msecs: clock.now });
    const day = 86_400_000;
    const foreign = (id: string) => world.send('ma', 'readDocument', id);
    const answers = await Promise.all([
      world.send('wen', 'readDocument', nowhere),
      foreign(handoff),
      world.send('wen', 'openHandoff', null, { stopId: nowhere, traveller: 1 }),
      world.send('wen', 'openHandoff', handoff, { stopId: nowhere, traveller: 1 }),
      world.send('poplar', 'answerCommunity', handoff, { office: 'C-POPLAR' }, { basedOn: 1 }),
      world.send('wen', 'readDocument', handoff, {}, { occurredAt: clock.now + 1 }),
      world.send('wen', 'readDocument', handoff, {}, { commandId: uuid({ msecs: clock.now + day + 1 }) }),
      world.send('wen', 'readDocument', handoff, {}, { commandId: uuid({ msecs: clock.now - 31 * day }) }),
      world.send('wen', 'readDocument', handoff, {}, { occurredAt: clock.now - 16 * 60_000 }),
      world.send('wen', 'recordNoDocument', handoff, { why: 'lost' }, { commandId: replayed }),
      world.send('willow', 'readDocument', handoff),
      world.send('wen', 'reportNonArrival', handoff, { office: 'C-WILLOW', calls: 1 }),
      world.send('wen', 'readDocument', 'not-an-id'),
    ]);
    expect(answers.map((one) => (one.outcome === 'refused' ? one.code : 'accepted'))).toEqual([
      'thingIsKnown',
      'thingIsKnown',
      'thingIsKnown',
      'thingIsKnown',
      'thingIsKnown',
      'timeIsPast',
      'commandIdIsOfToday',
      'commandIdIsOfToday',
      'lateEntryHasAReason',
      'commandIdIsNew',
      'roleMayTry',
      'roleMayTry',
      'thingIsKnown',
    ]);
    expect(await world.send('wen', 'readDocument', handoff, {}, { commandId: replayed })).toEqual(first);
    expect(await counts(storage)).toEqual(before);
  });
}

test.runIf(engines.includes('sqlite'))(
  'a full disk at commit is said to each, and passes when there is room',
  async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world, details());
    const { main } = databasesOf(storage);
    const limit = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(main);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(main);
    await limit((rows[0]?.page_count ?? 0) + 2);
    const ids = upTo(0, 200).map(() => uuid({ msecs: world.clock.now }));
    const say = (commandId: string) =>
      world.send('wen', 'addStatement', handoff, { words: '说'.repeat(1500) }, { commandId });
    const answers = await Promise.all(ids.map(say));
    const kept = answers.filter(({ outcome }) => outcome === 'accepted').length;
    const refusals = answers.flatMap((one) => (one.outcome === 'refused' ? [one.code] : []));
    expect(new Set(refusals)).toEqual(new Set(['storageIsFull']));
    expect(refusals.length).toBeGreaterThan(100);
    expect(await rowsOf(storage, handoff)).toHaveLength(1 + kept);
    expect(await recordFaults(storage)).toEqual([]);

    await limit(1_000_000);
    const again = await Promise.all(ids.map(say));
    expect(versionsOf(again)).toEqual(upTo(2, 200));
    const changed = answers.filter(
      (answered, index) =>
        answered.outcome === 'accepted' && JSON.stringify(answered) !== JSON.stringify(again[index]),
    );
    expect(changed).toEqual([]);
    expect(await rowsOf(storage, handoff)).toHaveLength(201);
    expect(await recordFaults(storage)).toEqual([]);
    await world.close();
  },
);

test.runIf(engines.includes('sqlite') && mayMount())(
  'a disk that is full to the last byte is said to each, and passes when there is room',
  { timeout: 60_000 },
  async () => {
    const { mountSmall } = await import('./small-disk.ts');
    const disk = await mountSmall('3m');
    try {
      const storage = await openTestStorage('sqlite', {
        place: {
          engine: 'sqlite',
          file: `${disk.folder}/main.sqlite`,
          keysFile: `${disk.folder}/keys.sqlite`,
        },
      });
      const world = await openWorld(storage);
      const { handoff } = await stopOne(world, details());
      const say = (words: string) => world.send('wen', 'addStatement', handoff, { words });
      let kept = 0;
      const heard = new Set<string>();
      for (let i = 0; i < 400; i += 1) {
        const answered = await say('说'.repeat(1900));
        if (answered.outcome === 'accepted') kept += 1;
        else heard.add(answered.code);
        if (answered.outcome === 'refused' && i > 300) break;
      }
      expect(heard).toEqual(new Set(['storageIsFull']));
      expect(await rowsOf(storage, handoff)).toHaveLength(1 + kept);
      disk.grow('64m');
      expect((await say('又能说了')).outcome).toBe('accepted');
      expect(await rowsOf(storage, handoff)).toHaveLength(2 + kept);
      expect(await recordFaults(storage)).toEqual([]);
      await world.close();
      await storage.close();
    } finally {
      disk.unmount();
    }
  },
);

function mayMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** Has the database itself refuse rows of one stream, as a broken page would. */
async function refuseRowsOf(storage: Storage, streamId: string): Promise<void> {
  const { main } = databasesOf(storage);
  const condition = sql.raw(`new.stream_id = '${streamId}'`);
  if (storage.engine === 'sqlite')
    await sql`create trigger no_rows before insert on journal when ${condition}
      begin select raise(abort, 'the disk is broken here'); end`.execute(main);
  else {
    await sql`create function no_rows() returns trigger language plpgsql as
      ${sql.raw(`$$ begin if new.stream_id = '${streamId}' then raise exception 'the disk is broken here'; end if; return new; end $$`)}`.execute(
      main,
    );
    await sql`create trigger no_rows before insert on journal for each row execute function no_rows()`.execute(
      main,
    );
  }
}
