/** Counters are the log's: the same however they are folded, by whom, and whatever breaks in the middle. */
import { describe, expect, test } from 'vitest';
import { COUNTS, countNamed, dayInBeijing } from '../../src/contract/counts.ts';
import { COMMANDS } from '../../src/contract/commands.ts';
import { FACT_TYPES } from '../../src/contract/facts.ts';
import type { Views } from '../../src/contract/doors.ts';
import { Feed, lookingAt } from '../../src/push/index.ts';
import {
  backup,
  lastPosition,
  readLog,
  restore,
  sequence,
  type Storage,
  verify,
  type Writer,
} from '../../src/storage/index.ts';
import { countedUpTo, foldCounts, rebuildCounts } from '../../src/views/index.ts';
import { details, openWorld, stopOne, type World, YES } from '../commands/world.ts';
import { engines, freshFolder, freshPlace, HOUSE_KEY, openTestStorage } from '../storage/engines.ts';

const order = async (storage: Storage) => {
  if (storage.engine === 'postgres') while ((await storage.write((writer) => sequence(writer))).rows > 0);
};

const foldAll = async (storage: Storage) => {
  await order(storage);
  while ((await foldCounts(storage)) > 0);
};

const keptCounts = (storage: Storage) =>
  storage.read.selectFrom('views').selectAll().where('view', '=', 'counts').orderBy('key').execute();

function lookAt(world: World): { views: Views; stop: () => void } {
  const feed = new Feed(world.storage, (error) => {
    throw error;
  });
  const offices = () => [...world.spine.registry.offices.values()];
  return {
    views: lookingAt(world.storage, feed, { offices }, () => world.clock.now),
    stop: () => feed.stop(),
  };
}

/** A day at two checkpoints: one released, one turned back, one that nobody answered, two who simply passed. */
async function aDay(world: World): Promise<void> {
  const passing = await world.did('wen', 'openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 2,
    direction: 'INBOUND',
  });
  for (const traveller of [1, 2])
    await world.did('wen', 'recordPassed', passing.streamId, {
      traveller,
      measure: 'beijing-2022-11',
      clause: 'green',
    });
  const { handoff } = await stopOne(world, details());
  await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
  const answered = await world.did(
    'willow',
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'accept', ...YES },
    { basedOn: 2 },
  );
  await world.did(
    'wen',
    'signPledge',
    handoff,
    { textDigest: 'd'.repeat(64), language: 'zh-CN', strokes: '[]', witness: world.people.get('wen') },
    { basedOn: answered.version },
  );
  await world.did('wen', 'releaseTraveller', handoff, {}, { basedOn: answered.version + 1 });
  await world.did('willow', 'confirmArrival', handoff, { office: 'C-WILLOW' });

  const south = await stopOne(world, details('王平', '990000188001010021'), 'ma');
  const { version } = await world.did('ma', 'askCommunity', south.handoff, { community: 'C-POPLAR' });
  await world.did(
    'poplar',
    'answerCommunity',
    south.handoff,
    { office: 'C-POPLAR', answer: 'refuse', isRegisteredResident: 'no', reason: 'notResident' },
    { basedOn: version },
  );

  const silent = await stopOne(world);
  await world.did('wen', 'askCommunity', silent.handoff, { community: 'C-WILLOW' });
  await world.pass(50);
}

describe('what is counted', () => {
  test('every count is a fact that is stated, and is told apart by coded fields alone', () => {
    const fields = new Map(
      Object.values(COMMANDS).map((row) => [
        row.fact as string,
        (row.body as unknown as { properties?: Record<string, object> }).properties ?? {},
      ]),
    );
    for (const [name, row] of Object.entries(COUNTS)) {
      expect(FACT_TYPES, name).toContain(name);
      expect(countNamed(`${name}/some/codes`)).toEqual({ row, codes: ['some', 'codes'] });
      const body = fields.get(name);
      if (body === undefined) continue;
      for (const field of [...('by' in row ? row.by : []), ...('office' in row ? [row.office] : [])]) {
        expect(Object.keys(body), `${name} by ${field}`).toContain(field);
        expect(JSON.stringify(body[field]), `${name} by ${field}`).not.toContain('personal');
      }
    }
    expect(countNamed('hasOwnProperty')).toBeNull();
  });

  test('a day is the day in Beijing', () => {
    expect(dayInBeijing(Date.UTC(2022, 10, 8, 15, 59, 59, 999))).toBe('2022-11-08');
    expect(dayInBeijing(Date.UTC(2022, 10, 8, 16))).toBe('2022-11-09');
  });
});

for (const engine of engines)
  describe(`counters, on ${engine}`, () => {
    test('say what happened, where and when, within the viewer’s scope, with how far they are folded', {
      timeout: 60_000,
    }, async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      await aDay(world);
      await foldAll(storage);
      const { views, stop } = lookAt(world);
      const page = await views.list(world.by('chen').actor, 'counts', null, 50);
      expect(page.position).toBe(await lastPosition(storage.read));
      const of = (office: string) =>
        page.rows.find(({ key }) => key === `2022-11-08.${office}`)?.row['counts'] as Record<string, number>;
      expect(of('K-NORTH')).toMatchObject({
        stopOpened: 3,
        'travellerPassed/beijing-2022-11/green': 2,
        handoffOpened: 2,
        communityAsked: 2,
        'answerGiven/accept': 1,
        consentGiven: 1,
        pledgeSigned: 1,
        travellerReleased: 1,
        arrivalConfirmed: 1,
        'rungAsked/requestDue': 1,
        'rungAsked/rungDue': 1,
        nobodyDecided: 1,
      });
      expect(of('K-SOUTH')).toMatchObject({ handoffOpened: 1, 'answerGiven/refuse/notResident': 1 });
      expect(of('C-WILLOW')).toEqual({ 'answerGiven/accept': 1, arrivalConfirmed: 1, communityAsked: 2 });
      expect(of('C-POPLAR')).toEqual({ 'answerGiven/refuse/notResident': 1, communityAsked: 1 });
      expect(JSON.stringify(page.rows)).not.toMatch(/李洁|王平|99000018800101|account/);

      const one = await views.one(world.by('chen').actor, 'counts', '2022-11-08.K-SOUTH');
      expect(one).toEqual(page.rows.find(({ key }) => key === '2022-11-08.K-SOUTH'));
      const north = { ...world.by('chen').actor, scope: 'K-NORTH', covers: new Set(['K-NORTH']) };
      expect((await views.list(north, 'counts', null, 50)).rows.map(({ key }) => key)).toEqual([
        '2022-11-08.K-NORTH',
      ]);
      expect(await views.one(north, 'counts', '2022-11-08.K-SOUTH')).toBeNull();
      expect((await views.list(world.by('wen').actor, 'counts', null, 50)).rows).toEqual([]);
      // A list after a day begins at that day, and pages go on from there.
      world.clock.now += 86_400_000;
      await stopOne(world);
      await foldAll(storage);
      const next = await views.list(world.by('chen').actor, 'counts', '2022-11-09', 1);
      expect(next.rows.map(({ key, row }) => [key, row['counts']])).toEqual([
        ['2022-11-09.K-NORTH', expect.objectContaining({ handoffOpened: 1, stopOpened: 1 })],
      ]);
      stop();
      await world.close();
    });

    test('the same log folded again gives the same rows, in pages of any size, and after a restore', {
      timeout: 60_000,
    }, async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      await aDay(world);
      // Folded a few rows at a time, as they came.
      await foldAll(storage);
      for (let n = 0; n < 3; n += 1) {
        await stopOne(world);
        await foldAll(storage);
      }
      const folded = await keptCounts(storage);
      expect(folded.length).toBeGreaterThan(3);
      expect(await rebuildCounts(storage)).toBe(await lastPosition(storage.read));
      expect(await keptCounts(storage)).toEqual(folded);
      await world.close();

      const folder = await freshFolder();
      await backup(storage, `${folder}/copy`, () => world.clock.now);
      const back = await restore(`${folder}/copy`, {
        place: await freshPlace(engine),
        houseKey: HOUSE_KEY,
        clock: () => world.clock.now,
        erasuresFile: `${folder}/erasures.jsonl`,
        anchors: { checkpoints: [], verifiers: [] },
      });
      expect(await keptCounts(back.storage)).toEqual(folded);
      await rebuildCounts(back.storage);
      expect(await keptCounts(back.storage)).toEqual(folded);
      expect(
        (await verify(back.storage.read, { origin: back.storage.origin, checkpoints: [], verifiers: [] }))
          .breaks,
      ).toBe(0);
      await back.storage.close();
    });

    test('a folder that dies in the middle, and several at once, count nothing twice and leave nothing out', {
      timeout: 60_000,
    }, async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      await aDay(world);
      await order(storage);
      const dying: Storage = {
        ...storage,
        write: (work) =>
          storage.write(async (writer: Writer) => {
            await work(writer);
            throw new Error('The power is gone.');
          }),
      };
      await expect(foldCounts(dying)).rejects.toThrow('The power is gone.');
      expect(await countedUpTo(storage.read)).toBe(0);
      expect(await keptCounts(storage)).toEqual([]);
      const other = engine === 'postgres' ? await openTestStorage(engine, { place: storage.place }) : storage;
      for (let n = 0; n < 4; n += 1) {
        await stopOne(world);
        await order(storage);
        await Promise.all([foldCounts(storage), foldCounts(other), foldCounts(storage), foldCounts(other)]);
      }
      await foldAll(storage);
      const together = await keptCounts(storage);
      const opened = (await readLog(storage.read, 0)).filter(
        ({ row }) => row.streamKind === 'handoff' && row.command.type === 'openHandoff',
      );
      const counted = together.reduce(
        (sum, { row }) =>
          sum + ((JSON.parse(row) as { counts: { handoffOpened?: number } }).counts.handoffOpened ?? 0),
        0,
      );
      expect(counted).toBe(opened.length);
      await Promise.all([rebuildCounts(storage), foldCounts(other), foldCounts(other)]);
      await foldAll(storage);
      expect(await keptCounts(storage)).toEqual(together);
      await world.close();
    });
  });
