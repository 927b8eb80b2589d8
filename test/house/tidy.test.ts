/** A house that stays up: what is over goes, what is to come has its place, and no screen is left with a gap. */
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { Told } from '../../src/contract/doors.ts';
import { type House, openHouse } from '../../src/house.ts';
import {
  type FeedKept,
  lastPosition,
  openStorage,
  pruneChanges,
  readChanges,
  verify,
} from '../../src/storage/index.ts';
import { MINUTE, openWorld, START, stopOne, type World } from '../commands/world.ts';
import { engines, freshFolder, freshPlace, HOUSE_KEY, openTestStorage } from '../storage/engines.ts';
import { backup, restore } from '../../src/storage/index.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ALL: FeedKept = { hours: 24 * 365, rows: 1_000_000 };

async function openUp(engine: (typeof engines)[number], clock: { now: number }) {
  const place = await freshPlace(engine);
  const storage = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => clock.now });
  const world = await openWorld(storage, clock);
  const handoffs: string[] = [];
  for (let n = 0; n < 3; n += 1) handoffs.push((await stopOne(world)).handoff);
  await world.close();
  await storage.close();
  const house = await openHouse({
    place,
    houseKey: HOUSE_KEY,
    manualClock: () => clock.now,
    witnesses: { secondPerson: () => Promise.resolve(null), pledgeDigest: () => Promise.resolve(null) },
  });
  await house.settle();
  return { house, world, handoffs };
}

const say = (house: House, world: World, handoff: string, now: number, words = '还在等') =>
  house.submit(
    {
      type: 'addStatement',
      streamId: handoff,
      body: { words },
      envelope: { commandId: uuid({ msecs: now }) },
    },
    world.by('wen'),
  );

/** Listens until it is told that it is up to date, or to load again. */
async function hear(house: House, world: World, cursor: number): Promise<Told[]> {
  const told: Told[] = [];
  const last = await lastPosition(house.storage.read);
  await new Promise<void>((resolve) => {
    const listening = house.views.listen(
      world.by('wen').actor,
      ['queue'],
      cursor,
      house.storage.epoch,
      (all) => {
        told.push(...all);
        if (!all.some((one) => one.kind === 'reload' || (one.kind === 'upTo' && one.position === last)))
          return;
        listening.stop();
        resolve();
      },
    );
  });
  return told;
}

for (const engine of engines)
  describe(`a house that stays up, on ${engine}`, () => {
    test('changes go by age, in steps, and a cursor from before is told to load again', async () => {
      const clock = { now: START };
      const { house, world, handoffs } = await openUp(engine, clock);
      const [handoff = ''] = handoffs;
      const before = await lastPosition(house.storage.read);
      clock.now += 2 * HOUR;
      for (let n = 0; n < 5; n += 1) await say(house, world, handoff, clock.now);
      await house.settle();
      const kept = { hours: 1, rows: 1_000_000 };
      expect(await pruneChanges(house.storage, clock.now, kept)).toBe(before);
      expect(await pruneChanges(house.storage, clock.now, kept)).toBe(before);
      const left = await house.storage.read.selectFrom('changes').selectAll().execute();
      // Five statements, and what fell due meanwhile.
      const last = await lastPosition(house.storage.read);
      expect(left).toHaveLength(last - before);
      expect(left.length).toBeGreaterThanOrEqual(5);
      expect((await readChanges(house.storage.read, before - 1)).isWhole).toBe(false);
      expect((await readChanges(house.storage.read, before)).isWhole).toBe(true);

      const epoch = house.storage.epoch;
      expect(await hear(house, world, before - 1)).toEqual([{ kind: 'reload', epoch, position: 0 }]);
      expect(await hear(house, world, 0)).toEqual([{ kind: 'reload', epoch, position: 0 }]);
      // Loaded again, it holds what a fresh look shows, and hears the rest from there.
      const page = await house.views.list(world.by('wen').actor, 'queue', null, 50);
      const held = new Map(page.rows.map(({ key, row }) => [key, row]));
      await say(house, world, handoffs[1] ?? '', clock.now);
      await house.settle();
      for (const one of await hear(house, world, page.position)) {
        expect(one.kind).not.toBe('reload');
        if (one.kind === 'put') held.set(one.delivered.key, one.delivered.row);
      }
      const fresh = await house.views.list(world.by('wen').actor, 'queue', null, 50);
      expect(held).toEqual(new Map(fresh.rows.map(({ key, row }) => [key, row])));
      expect(held.size).toBe(3);
      await house.close();
    });

    test('changes go by number as well, and never what a listening screen has not heard', async () => {
      const clock = { now: START };
      const { house, world, handoffs } = await openUp(engine, clock);
      const last = await lastPosition(house.storage.read);
      expect(await pruneChanges(house.storage, clock.now, { hours: 24, rows: 10 })).toBe(last - 10);
      expect((await hear(house, world, last - 10)).at(-1)).toMatchObject({ kind: 'upTo', position: last });
      const told: Told[] = [];
      const listening = house.views.listen(
        world.by('wen').actor,
        ['queue'],
        last,
        house.storage.epoch,
        (all) => told.push(...all),
      );
      await say(house, world, handoffs[0] ?? '', clock.now);
      await house.settle();
      await expect.poll(() => told.filter(({ kind }) => kind === 'put').length).toBe(1);
      // Pruned right behind it: it heard, so it goes on.
      await pruneChanges(house.storage, clock.now, { hours: 24, rows: 0 });
      await say(house, world, handoffs[0] ?? '', clock.now);
      await house.settle();
      await expect.poll(() => told.filter(({ kind }) => kind === 'put').length).toBe(2);
      expect(told.some(({ kind }) => kind === 'reload')).toBe(false);
      listening.stop();
      await house.close();
    });

    test('command ids, codes and idle keys go when their time is over, and the record stays whole', async () => {
      const clock = { now: START };
      const { house, world, handoffs } = await openUp(engine, clock);
      const [handoff = ''] = handoffs;
      // Of what was there before the clock moved: whatever falls due then is sent by the house, whenever it gets to it.
      const last = await lastPosition(house.storage.read);
      const idsLeft = async () => {
        const ids = house.storage.read.selectFrom('command_ids').where('claimed_at', '<=', START + HOUR);
        return (await ids.selectAll().execute()).length;
      };
      const isWhole = async () => (await readChanges(house.storage.read, last - 1)).isWhole;
      expect(
        await house.submit(
          {
            type: 'closeStop',
            streamId: handoff,
            body: {},
            envelope: { commandId: uuid({ msecs: clock.now }) },
          },
          world.by('wen'),
        ),
      ).toMatchObject({ outcome: 'refused' });
      const accepted = await idsLeft();
      expect(await isWhole()).toBe(true);
      await house.storage.keys.makeKeys(
        [{ subject: uuid(), handoff: uuid(), retentionClass: 'words' }],
        clock.now,
      );
      clock.now += DAY + 1;
      expect(await house.tidy()).toMatchObject({ commandIds: 1, keys: 1 });
      expect(await idsLeft()).toBe(accepted - 1);
      clock.now += 31 * DAY;
      await house.tidy();
      expect(await idsLeft()).toBe(0);
      expect(await isWhole()).toBe(false);
      expect(await house.tidy()).toMatchObject({ commandIds: 0, keys: 0, readBackCodes: 0 });
      const anchors = { origin: house.storage.origin, checkpoints: [], verifiers: [] };
      // What fell due meanwhile has its place in the log by then.
      await house.settle();
      expect((await verify(house.storage.read, anchors)).exit).toBe(3);
      await house.close();
    });

    test('a copy of a pruned house is brought back and asks every screen to load again', async () => {
      const clock = { now: START };
      const { house, world } = await openUp(engine, clock);
      const last = await lastPosition(house.storage.read);
      await pruneChanges(house.storage, clock.now, { hours: 24, rows: 5 });
      const folder = await freshFolder();
      await backup(house.storage, `${folder}/copy`, () => clock.now);
      await house.close();
      const { storage } = await restore(`${folder}/copy`, {
        place: await freshPlace(engine),
        houseKey: HOUSE_KEY,
        clock: () => clock.now,
        erasuresFile: `${folder}/erasures.jsonl`,
        anchors: { checkpoints: [], verifiers: [] },
      });
      expect((await readChanges(storage.read, last - 6)).isWhole).toBe(false);
      expect((await readChanges(storage.read, last - 5)).isWhole).toBe(true);
      expect(world.people.size).toBeGreaterThan(0);
      await storage.close();
    });
  });

test.runIf(engines.includes('postgres'))(
  'a house that stays up over the months keeps the rows of each in a partition of its own',
  async () => {
    const clock = { now: Date.UTC(2022, 10, 29) };
    const { house, world } = await openUp('postgres', clock);
    const months = async () =>
      (
        await sql<{ name: string }>`select relname as name from pg_class
          where relname like 'journal\_2%' and relkind = 'r' order by 1`.execute(house.storage.read)
      ).rows.map(({ name }) => name.slice('journal_'.length));
    expect(await months()).toEqual(['202211', '202212', '202301']);
    for (let month = 0; month < 4; month += 1) {
      clock.now += 31 * DAY;
      await house.tidy();
    }
    expect(await months()).toEqual([
      '202211',
      '202212',
      '202301',
      '202302',
      '202303',
      '202304',
      '202305',
      '202306',
    ]);
    // Long after the first three, in a month the house has prepared while it was up.
    const answered = await house.submit(
      {
        type: 'openStop',
        body: { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' },
        envelope: { commandId: uuid({ msecs: clock.now }) },
      },
      world.by('wen'),
    );
    expect(answered.outcome).toBe('accepted');
    const { rows } = await sql<{ at: string; n: number }>`
      select tableoid::regclass::text as at, count(*)::int as n from journal
      where stream_month >= 202303 group by 1`.execute(house.storage.read);
    expect(rows).toEqual([{ at: 'journal_202304', n: 1 }]);
    await house.close();
  },
);

test('changes of a long log go in steps of a bounded size', async () => {
  const storage = await openTestStorage('sqlite', { clock: () => START });
  const clock = { now: START };
  const world = await openWorld(storage, clock);
  const { handoff } = await stopOne(world);
  while ((await lastPosition(storage.read)) < 1_300)
    await Promise.all(
      Array.from({ length: 200 }, () => world.send('wen', 'addStatement', handoff, { words: '还在等' })),
    );
  const last = await lastPosition(storage.read);
  let transactions = 0;
  const counted = {
    ...storage,
    write: <T>(work: Parameters<typeof storage.write<T>>[0]) => {
      transactions += 1;
      return storage.write(work);
    },
  };
  expect(await pruneChanges(counted, clock.now, ALL)).toBe(0);
  expect(transactions).toBe(1);
  expect(await pruneChanges(counted, clock.now + 2 * 365 * DAY, ALL)).toBe(last);
  expect(transactions).toBeGreaterThanOrEqual(1 + Math.ceil(last / 500));
  await world.close();
});
