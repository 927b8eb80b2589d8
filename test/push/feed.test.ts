import { describe, expect, test } from 'vitest';
import type { Told } from '../../src/contract/doors.ts';
import { Feed, lookingAt } from '../../src/push/index.ts';
import { lastPosition, sequence, type Storage } from '../../src/storage/index.ts';
import { details, openWorld, stopOne, type World, YES } from '../commands/world.ts';
import { engines, openTestStorage } from '../storage/engines.ts';

const order = async (storage: Storage) => {
  if (storage.engine === 'postgres') while ((await storage.write((writer) => sequence(writer))).rows > 0);
};

function lookAt(world: World) {
  const feed = new Feed(world.storage, (error) => {
    throw error;
  });
  const views = lookingAt(
    world.storage,
    feed,
    { offices: () => [...world.spine.registry.offices.values()] },
    () => world.clock.now,
  );
  return { feed, views };
}

/** Rows that a screen would hold after hearing all this. */
function heldAfter(told: readonly Told[]): Map<string, unknown> {
  const held = new Map<string, unknown>();
  for (const one of told) {
    if (one.kind === 'put') held.set(`${one.delivered.view}/${one.delivered.key}`, one.delivered.row);
    if (one.kind === 'remove') held.delete(`${one.view}/${one.key}`);
  }
  return held;
}

for (const engine of engines)
  describe(`what travels to a screen, on ${engine}`, () => {
    test('a screen that hears the feed holds what a fresh look would show', { timeout: 60_000 }, async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { feed, views } = lookAt(world);
      await order(storage);
      const start = await lastPosition(storage.read);
      const viewers = [
        { who: 'wen', views: ['queue', 'openHolds', 'handoffPage'] },
        { who: 'willow', views: ['requests', 'expectedArrivals'] },
        { who: 'chen', views: ['overdue', 'pledges', 'awaitingRuling', 'handoffPage'] },
        { who: 'poplar', views: ['requests', 'expectedArrivals'] },
      ] as const;
      const heard = viewers.map(({ who, views: names }) => {
        const told: Told[] = [];
        views.listen(world.by(who).actor, names, start, storage.epoch, (all) => told.push(...all));
        return told;
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
      await order(storage);
      feed.wake();
      const end = await lastPosition(storage.read);
      await expect
        .poll(() => heard.every((told) => told.some((one) => one.kind === 'upTo' && one.position === end)), {
          timeout: 5_000,
        })
        .toBe(true);
      for (const [index, { who, views: names }] of viewers.entries()) {
        const held = heldAfter(heard[index] as Told[]);
        for (const view of names) {
          const page = await views.list(world.by(who).actor, view, null, 50);
          const fresh = new Map(page.rows.map((one) => [`${view}/${one.key}`, one.row]));
          const mine = new Map([...held].filter(([key]) => key.startsWith(`${view}/`)));
          expect(mine, `${who} sees ${view}`).toEqual(fresh);
        }
      }
      expect((await views.list(world.by('willow').actor, 'expectedArrivals', null, 50)).rows).toHaveLength(1);
      expect((await views.list(world.by('wen').actor, 'queue', null, 50)).rows).toHaveLength(0);
      feed.stop();
      await world.close();
    });

    test('a community sees no health status before it has said whether this is its resident', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { feed, views } = lookAt(world);
      const { handoff } = await stopOne(world, details());
      await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
      const worker = world.by('willow').actor;
      const before = await views.one(worker, 'requests', handoff);
      expect(JSON.stringify(before)).not.toMatch(/poppedUp|healthStatus|99000018800104001X/);
      expect(before?.row['person']).toMatchObject({ name: '李洁' });
      await world.did(
        'willow',
        'answerCommunity',
        handoff,
        { office: 'C-WILLOW', isRegisteredResident: 'yes' },
        { basedOn: 2 },
      );
      expect(JSON.stringify(await views.one(worker, 'requests', handoff))).toContain('poppedUp');
      expect(await views.one(world.by('poplar').actor, 'requests', handoff)).toBeNull();
      expect(await views.timeline(world.by('poplar').actor, handoff)).toBeNull();
      feed.stop();
      await world.close();
    });

    test('a number is masked until it is opened with a purpose, and the opening is a row', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { feed, views } = lookAt(world);
      const { handoff } = await stopOne(world, details());
      const officer = world.by('wen').actor;
      const number = async () => {
        const delivered = await views.one(officer, 'handoffPage', handoff);
        return (delivered?.row['person'] as { document: { number: string } } | undefined)?.document.number;
      };
      expect(await number()).toBe('990000********001X');
      await world.did('wen', 'openPersonalData', handoff, { fields: ['document'], purpose: 'identityCheck' });
      expect(await number()).toBe('99000018800104001X');
      world.clock.now += 11 * 60_000;
      expect(await number()).toBe('990000********001X');
      feed.stop();
      await world.close();
    });
  });
