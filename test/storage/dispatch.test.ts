import { beforeAll, describe, expect, it } from 'vitest';
import {
  cancelTimers,
  claimDueEffects,
  claimDueTimers,
  completeEffect,
  completeTimer,
  type Effect,
  enqueueEffects,
  nextTimerAt,
  parkEffect,
  parkedEffects,
  resumeEffect,
  retryEffect,
  retryTimer,
  type Storage,
  setTimers,
  type Timer,
  timersOf,
} from '../../src/storage/index.ts';
import { engines, openTestStorage, TEST_NOW } from './engines.ts';
import { newHandoff } from './samples.ts';

const LEASE_MS = 30_000;

for (const engine of engines) {
  describe(`a timer on ${engine}`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await openTestStorage(engine);
    });
    const timer = (more: Partial<Timer> = {}): Timer => ({
      ...newHandoff(),
      name: 'requestDue',
      dueAt: TEST_NOW,
      setByVersion: 1,
      ...more,
    });
    const set = (...timers: Timer[]) => storage.write((writer) => setTimers(writer, timers));
    const claim = (now: number, node = storage) =>
      node.write((writer) => claimDueTimers(writer, now, 100, LEASE_MS));

    it('is lent when it is due and not a millisecond before', async () => {
      const due = timer();
      await set(due);
      expect(await nextTimerAt(storage.read)).toBe(TEST_NOW);
      expect(await claim(TEST_NOW - 1)).toEqual([]);
      expect(await claim(TEST_NOW)).toEqual([{ ...due, attempts: 1 }]);
      await storage.write((writer) => cancelTimers(writer, [due]));
      expect(await nextTimerAt(storage.read)).toBeNull();
    });

    it('is lent to one of several nodes only', async () => {
      const nodes = [storage, await openTestStorage(engine, { place: storage.place })];
      const timers = Array.from({ length: 60 }, (_, i) => timer({ dueAt: TEST_NOW - i }));
      await set(...timers);
      const lent: string[] = [];
      await Promise.all(
        [...nodes, ...nodes].map(async (node) => {
          for (;;) {
            const mine = await node.write((writer) => claimDueTimers(writer, TEST_NOW, 7, LEASE_MS));
            if (mine.length === 0) return;
            lent.push(...mine.map((one) => one.streamId));
          }
        }),
      );
      expect(lent).toHaveLength(60);
      expect(new Set(lent).size).toBe(60);
      await storage.write((writer) => cancelTimers(writer, timers));
    });

    it('is due again when whoever had it dies, and gone when it is completed', async () => {
      await set(timer());
      const [first] = await claim(TEST_NOW);
      expect(await claim(TEST_NOW + LEASE_MS - 1)).toEqual([]);
      const [again] = await claim(TEST_NOW + LEASE_MS);
      expect(again).toEqual({ ...first, attempts: 2 });
      await storage.write((writer) => completeTimer(writer, again as NonNullable<typeof again>));
      expect(await claim(TEST_NOW + 10 * LEASE_MS)).toEqual([]);
    });

    it('that was set anew is neither completed nor put off by whoever had the old one', async () => {
      const old = timer();
      await set(old);
      const [lent] = await claim(TEST_NOW);
      const moved = { ...old, dueAt: TEST_NOW + 5, setByVersion: 2 };
      await set(moved);
      await storage.write(async (writer) => {
        await completeTimer(writer, lent as NonNullable<typeof lent>);
        await retryTimer(writer, lent as NonNullable<typeof lent>, TEST_NOW + 9_000_000);
      });
      expect(await claim(TEST_NOW + 5)).toEqual([{ ...moved, attempts: 1 }]);
      expect(await timersOf(storage.read, old)).toEqual([{ ...moved, attempts: 1 }]);
      await storage.write((writer) => cancelTimers(writer, [moved]));
    });

    it('that could not be fired is tried again when asked', async () => {
      await set(timer());
      const [lent] = await claim(TEST_NOW);
      await storage.write((writer) => retryTimer(writer, lent as NonNullable<typeof lent>, TEST_NOW + 500));
      expect(await claim(TEST_NOW + 499)).toEqual([]);
      expect(await claim(TEST_NOW + 500)).toHaveLength(1);
    });
  });

  describe(`an outbox on ${engine}`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await openTestStorage(engine);
    });
    const effect = (more: Partial<Effect> = {}): Effect => ({
      ...newHandoff(),
      version: 1,
      n: 0,
      type: 'notifyCommunity',
      params: { office: 'willow-lane', list: [] },
      sealedParts: [{ field: 'phone', keyId: 'key-1', sealed: 'AAAA' }],
      at: TEST_NOW,
      ...more,
    });
    const claim = (now: number, node = storage) =>
      node.write((writer) => claimDueEffects(writer, now, 100, LEASE_MS));

    it('gives an effect back as it was put in, until it is done', async () => {
      const put = effect();
      await storage.write((writer) => enqueueEffects(writer, [put]));
      expect(await claim(TEST_NOW)).toEqual([{ ...put, attempts: 1 }]);
      await storage.write((writer) => completeEffect(writer, put));
      expect(await claim(TEST_NOW + 10 * LEASE_MS)).toEqual([]);
    });

    it('lends an effect to one of several nodes only', async () => {
      const nodes = [storage, await openTestStorage(engine, { place: storage.place })];
      const effects = Array.from({ length: 60 }, () => effect());
      await storage.write((writer) => enqueueEffects(writer, effects));
      const lent: string[] = [];
      await Promise.all(
        [...nodes, ...nodes].map(async (node) => {
          for (;;) {
            const mine = await node.write((writer) => claimDueEffects(writer, TEST_NOW, 7, LEASE_MS));
            if (mine.length === 0) return;
            lent.push(...mine.map((one) => one.streamId));
            for (const one of mine) await node.write((writer) => completeEffect(writer, one));
          }
        }),
      );
      expect(lent).toHaveLength(60);
      expect(new Set(lent).size).toBe(60);
    });

    it('tries a failed effect again, and sets aside one that goes on failing while the others flow', async () => {
      const poison = effect({ n: 0 });
      const good = effect({ n: 1 });
      await storage.write((writer) => enqueueEffects(writer, [poison, good]));
      const [first] = await claim(TEST_NOW);
      await storage.write((writer) =>
        retryEffect(writer, first as NonNullable<typeof first>, TEST_NOW + 500, 'timeout'),
      );
      const again = await claim(TEST_NOW + 500);
      expect(again.map((one) => [one.n, one.attempts])).toEqual([[0, 2]]);
      await storage.write((writer) => parkEffect(writer, again[0] as NonNullable<typeof first>, 'timeout'));
      expect((await claim(TEST_NOW + 10 * LEASE_MS)).map((one) => one.n)).toEqual([1]);
      expect((await parkedEffects(storage.read)).map((one) => [one.n, one.lastError])).toEqual([
        [0, 'timeout'],
      ]);
      await storage.write((writer) => resumeEffect(writer, poison, TEST_NOW + 20 * LEASE_MS));
      expect((await claim(TEST_NOW + 20 * LEASE_MS)).map((one) => one.n).toSorted((a, b) => a - b)).toEqual([
        0, 1,
      ]);
    });

    it('lets nobody put off an effect whose lease has gone to another', async () => {
      const put = effect();
      await storage.write((writer) => enqueueEffects(writer, [put]));
      const mine = (node: Awaited<ReturnType<typeof claim>>) =>
        node.find((one) => one.streamId === put.streamId);
      const late = mine(await claim(TEST_NOW + 100 * LEASE_MS));
      const holder = mine(await claim(TEST_NOW + 101 * LEASE_MS));
      await storage.write((writer) => parkEffect(writer, late as NonNullable<typeof late>, 'late'));
      expect(await parkedEffects(storage.read)).toEqual([]);
      expect(holder?.attempts).toBe(2);
    });
  });
}
