import { beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuid } from 'uuid';
import {
  claimMessages,
  dueLanes,
  type Effect,
  enqueueEffects,
  laneStates,
  type LaneTerms,
  type Message,
  resumeLane,
  settleMessages,
  shiftWaits,
  type Storage,
  type Tried,
} from '../../src/storage/index.ts';
import { engines, openTestStorage, TEST_NOW } from './engines.ts';
import { newHandoff } from './samples.ts';

const ROBOT: LaneTerms = { together: 3, atOnce: 20, perMinute: 4, overAfterMs: 5_000, leaseMs: 20_000 };
const HOOK: LaneTerms = { together: 1, atOnce: 20, perMinute: null, overAfterMs: 5_000, leaseMs: 20_000 };
const MINUTE = 61_000;

for (const engine of engines)
  describe(`a lane on ${engine}`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await openTestStorage(engine);
    });
    let lanes = 0;
    const newLane = () => `lane-${(lanes += 1)}`;
    const item = (lane: string, more: Partial<Effect> = {}): Effect => ({
      ...newHandoff(),
      version: 1,
      n: 0,
      type: 'reachOffice',
      params: {},
      sealedParts: [],
      at: TEST_NOW,
      lane,
      ...more,
    });
    const put = (...items: Effect[]) => storage.write((writer) => enqueueEffects(writer, items));
    const claim = (lane: string, now = TEST_NOW, terms = HOOK, node = storage) =>
      node.write((writer) => claimMessages(writer, lane, now, terms, () => uuid({ msecs: now })));
    const settle = (lane: string, now: number, tried: Tried[]) =>
      storage.write((writer) => settleMessages(writer, lane, now, tried, 0));
    const delivered = (message: Message): Tried => ({ message, outcome: 'delivered' });
    const failed = (message: Message, again: number | null): Tried => ({
      message,
      outcome: 'failed',
      error: 'http500',
      again,
    });
    const stateOf = async (lane: string) => (await laneStates(storage.read)).find((one) => one.lane === lane);

    it('is worked on by one of several nodes, until its lease runs out', async () => {
      const lane = newLane();
      const other = await openTestStorage(engine, { place: storage.place });
      await put(item(lane), item(lane));
      const claims = await Promise.all([claim(lane), claim(lane, TEST_NOW, HOOK, other), claim(lane)]);
      expect(claims.filter((messages) => messages.length > 0).map((messages) => messages.length)).toEqual([
        2,
      ]);
      expect(await dueLanes(storage.read, TEST_NOW)).not.toContain(lane);
      const again = await claim(lane, TEST_NOW + 20_000);
      expect(new Set(again.map(({ id }) => id))).toEqual(new Set(claims.flat().map(({ id }) => id)));
      expect(again.map(({ attempt }) => attempt)).toEqual([2, 2]);
    });

    it('lets nothing of one stream overtake what is still tried, and nothing of another wait for it', async () => {
      const lane = newLane();
      const first = item(lane);
      const second = { ...first, version: 2 };
      const elsewhere = item(lane, { at: TEST_NOW + 1 });
      await put(first, second, elsewhere);
      const claimed = await claim(lane, TEST_NOW + 1);
      expect(claimed.map(({ effects }) => effects.map(({ version }) => version))).toEqual([[1], [1]]);
      const [one, two] = claimed as [Message, Message];
      await settle(lane, TEST_NOW + 2, [failed(one, TEST_NOW + 1_000), delivered(two)]);
      expect(await claim(lane, TEST_NOW + 999)).toEqual([]);
      const [again, ...others] = await claim(lane, TEST_NOW + 1_000);
      expect([again?.id, others]).toEqual([one.id, []]);
      await settle(lane, TEST_NOW + 1_001, [failed(again as Message, null)]);
      // Set aside, it holds nobody up.
      const [later] = await claim(lane, TEST_NOW + 1_002);
      expect(later?.effects.map(({ version }) => version)).toEqual([2]);
      await settle(lane, TEST_NOW + 1_003, [delivered(later as Message)]);
      expect(await stateOf(lane)).toMatchObject({
        waiting: 0,
        parked: 1,
        delivered: 2,
        lastError: 'http500',
      });
      await storage.write((writer) => resumeLane(writer, lane, TEST_NOW + 2_000));
      const [resumed] = await claim(lane, TEST_NOW + 2_000);
      expect(resumed).toMatchObject({ id: one.id, attempt: 3 });
    });

    it('puts together what waits, up to what one message takes', async () => {
      const lane = newLane();
      await put(...Array.from({ length: 5 }, (_, n) => item(lane, { at: TEST_NOW + n })));
      const [first] = await claim(lane, TEST_NOW + 10, ROBOT);
      expect(first?.effects).toHaveLength(3);
      await settle(lane, TEST_NOW + 10, [delivered(first as Message)]);
      const [second] = await claim(lane, TEST_NOW + 10, ROBOT);
      expect(second?.effects).toHaveLength(2);
      expect(second?.id).not.toBe(first?.id);
    });

    it('rests where the minute is full, until the first of it is over', async () => {
      const lane = newLane();
      await put(...Array.from({ length: 30 }, () => item(lane)));
      for (let n = 0; n < 4; n += 1) {
        const [message] = await claim(lane, TEST_NOW + n * 100, ROBOT);
        await settle(lane, TEST_NOW + n * 100 + 50, [delivered(message as Message)]);
      }
      expect(await claim(lane, TEST_NOW + 500, ROBOT)).toEqual([]);
      expect(await dueLanes(storage.read, TEST_NOW + 500)).not.toContain(lane);
      expect(await claim(lane, TEST_NOW + 50 + MINUTE - 1, ROBOT)).toEqual([]);
      expect(await claim(lane, TEST_NOW + 50 + MINUTE, ROBOT)).toHaveLength(1);
    });

    it('counts an attempt nobody answered for as long as it may still arrive', async () => {
      const lane = newLane();
      await put(...Array.from({ length: 30 }, () => item(lane)));
      for (let n = 0; n < 4; n += 1) {
        const [message] = await claim(lane, TEST_NOW, ROBOT);
        await settle(lane, TEST_NOW, [
          { message: message as Message, outcome: 'failed', error: 'timeout', again: TEST_NOW + 600_000 },
        ]);
      }
      expect(await claim(lane, TEST_NOW + MINUTE, ROBOT)).toEqual([]);
      expect(await claim(lane, TEST_NOW + 5_000 + MINUTE, ROBOT)).toHaveLength(1);
    });

    it('keeps a minute as long as it is when the clock jumps', async () => {
      const lane = newLane();
      await put(...Array.from({ length: 30 }, () => item(lane)));
      for (let n = 0; n < 4; n += 1) {
        const [message] = await claim(lane, TEST_NOW, ROBOT);
        await settle(lane, TEST_NOW, [delivered(message as Message)]);
      }
      const hour = 3_600_000;
      await storage.write((writer) => shiftWaits(writer, { byMs: hour, bootId: 'boot', sinceMonoMs: 0 }));
      expect(await claim(lane, TEST_NOW + hour + 1_000, ROBOT)).toEqual([]);
      expect(await claim(lane, TEST_NOW + hour + MINUTE, ROBOT)).toHaveLength(1);
    });

    it('is settled by whoever tried last', async () => {
      const lane = newLane();
      await put(item(lane));
      const [late] = await claim(lane);
      const [holder] = await claim(lane, TEST_NOW + 20_000);
      await settle(lane, TEST_NOW + 20_001, [failed(late as Message, null)]);
      expect(await stateOf(lane)).toMatchObject({ waiting: 1, parked: 0 });
      expect(await dueLanes(storage.read, TEST_NOW + 20_001)).not.toContain(lane);
      await settle(lane, TEST_NOW + 20_002, [delivered(holder as Message)]);
      expect(await stateOf(lane)).toMatchObject({ waiting: 0, parked: 0, delivered: 1 });
    });
  });
