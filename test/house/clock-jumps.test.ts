/** Waits hold over jumps of the wall clock: by the monotonic clock within one boot, by the wall clock after a restart. */
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { foldRow, runningVersion } from '../../src/commands/index.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import { ClockWatch } from '../../src/effects/index.ts';
import { type House, openHouse } from '../../src/house.ts';
import {
  openStorage,
  type Place,
  readLog,
  readRows,
  takeClockJump,
  timersOf,
  verify,
  verifyReplay,
} from '../../src/storage/index.ts';
import { MINUTE, openWorld, START, type World } from '../commands/world.ts';
import { engines, freshPlace, HOUSE_KEY, openTestStorage } from '../storage/engines.ts';

const SEED = Number(process.env['SEED'] ?? 20_221_108);
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Both clocks, moved by hand: time passes on both, a jump moves the wall alone. */
class Clocks {
  mono = 1_000;
  ahead = START - 1_000;
  readonly wall = () => this.mono + this.ahead;
  readonly monotonic = () => this.mono;
  jump(ms: number): void {
    this.ahead += ms;
  }
}

interface Ground {
  readonly place: Place;
  readonly people: World['people'];
  readonly by: World['by'];
}

async function furnish(place: Place): Promise<Ground> {
  const storage = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => START });
  const world = await openWorld(storage);
  await world.close();
  await storage.close();
  return { place, people: world.people, by: world.by };
}

async function open({ place, people, by }: Ground, clocks: Clocks) {
  const faults: unknown[] = [];
  const house = await openHouse({
    place,
    houseKey: HOUSE_KEY,
    manualClock: clocks.wall,
    monotonicClock: clocks.monotonic,
    handlers: { drawReceipt: () => Promise.resolve(), drawRefusalNotice: () => Promise.resolve() },
    witnesses: {
      secondPerson: () => Promise.resolve(people.get('bai') ?? null),
      pledgeDigest: () => Promise.resolve(null),
    },
    onFault: (error) => faults.push(error),
  });
  const did = async (who: string, type: CommandType, streamId: string | null, body: object = {}) => {
    const answered = await house.submit(
      {
        type,
        ...(streamId === null ? {} : { streamId }),
        body: body as Record<string, unknown>,
        envelope: {
          commandId: uuid({ msecs: clocks.wall() }),
          stepUp: 'second-person-is-bai-at-this-terminal',
        },
      },
      by(who),
    );
    if (answered.outcome === 'refused') throw new Error(`${type}: ${answered.code} ${answered.field ?? ''}`);
    return answered.streamId;
  };
  return { house, did, faults };
}

/** A traveller whose card is held from now on. */
async function heldCard({ did }: Awaited<ReturnType<typeof open>>): Promise<string> {
  const stop = { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' };
  const stopId = await did('wen', 'openStop', null, stop);
  const healthStatus = { shows: 'POPUP', kind: 3 };
  const handoff = await did('wen', 'openHandoff', null, { stopId, traveller: 1, healthStatus });
  await did('wen', 'holdDocument', handoff, {
    ground: 'healthStatusPoppedUp',
    legalBasis: 'popup3',
    words: '弹窗三，核对身份',
  });
  return handoff;
}

/** When each firing of a timer was recorded, on the monotonic clock. */
async function firings({ storage }: House, handoff: string, timer: string): Promise<number[]> {
  const rows = await readRows(storage.read, { streamKind: 'handoff', streamId: handoff });
  return rows
    .filter(({ command }) => command.type === 'dueTimerFired' && command['timer'] === timer)
    .map(({ monoMs }) => monoMs);
}

async function jumpsOf({ storage }: House) {
  const rows = await readLog(storage.read, 0);
  return rows.filter(({ row }) => row.command.type === 'recordClockJump').map(({ row }) => row);
}

/** Whole numbers by chance, the same for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

describe('the watch over a wall clock', () => {
  test('tells a jump from a small step, adds small steps up, and is not misled by a reading that took long', () => {
    const clocks = new Clocks();
    const watch = new ClockWatch(clocks.wall, clocks.monotonic);
    watch.read();
    const step = (ms: number) => {
      clocks.mono += 1_000;
      clocks.jump(ms);
      watch.read();
    };
    for (let second = 0; second < 100; second += 1) step(second % 2 === 0 ? 1_900 : -1_900);
    watch.saw(clocks.wall(), clocks.mono - 60_000, clocks.mono);
    clocks.mono += 60_000;
    watch.read();
    expect(watch.unsettled).toBeUndefined();
    step(1_500);
    expect(watch.unsettled).toBeUndefined();
    step(1_500);
    expect(watch.unsettled).toEqual({ byMs: 3_000, monoMs: clocks.mono, wallMs: clocks.wall() });
    watch.settled();
    step(-2_001);
    step(DAY);
    expect(watch.unsettled?.byMs).toBe(-2_001);
    watch.settled();
    expect(watch.unsettled?.byMs).toBe(DAY);
    watch.settled();
    expect(watch.unsettled).toBeUndefined();
  });
});

for (const engine of engines)
  describe(`jumps of the clock, on ${engine}`, () => {
    test('a hold is reviewed and capped when its time has passed, however often the wall clock jumps', {
      timeout: 120_000,
    }, async () => {
      const clocks = new Clocks();
      const ground = await furnish(await freshPlace(engine));
      const opened = await open(ground, clocks);
      const { house } = opened;
      const random = randomFrom(SEED);
      const sizes = [-2 * HOUR, DAY, 2 * DAY - 1, -DAY, 3_000, -2_500, 2_001];
      const handoff = await heldCard(opened);
      const from = clocks.mono;
      const due = {
        holdReviewDue: [15, 30, 60, 90, 120],
        holdCapDue: [120],
        stayReviewDue: [30, 60, 90, 120],
      };
      let jumped = 0;
      for (const minutes of [15, 30, 60, 90, 120]) {
        // Two jumps on the way, at any moment, and one right before the instant.
        const steps = [random(300), 400 + random(300)].map((part) => (minutes - 15) * MINUTE + part * 1_000);
        for (const at of [...steps, minutes * MINUTE - 1_000]) {
          clocks.mono = Math.max(clocks.mono, from + at);
          await house.settle();
          clocks.mono += 5;
          clocks.jump(sizes[random(sizes.length)] ?? 0);
          jumped += 1;
          await house.settle();
        }
        const count = async (timer: keyof typeof due) => (await firings(house, handoff, timer)).length;
        const before = (timer: keyof typeof due) => due[timer].filter((one) => one < minutes).length;
        for (const timer of ['holdReviewDue', 'holdCapDue', 'stayReviewDue'] as const)
          expect(await count(timer), `${timer} before minute ${minutes}, SEED=${SEED}`).toBe(before(timer));
        clocks.mono = from + minutes * MINUTE + 900;
        await house.settle();
        for (const timer of ['holdReviewDue', 'holdCapDue', 'stayReviewDue'] as const)
          expect(await count(timer), `${timer} at minute ${minutes}, SEED=${SEED}`).toBe(
            due[timer].filter((one) => one <= minutes).length,
          );
      }
      const rows = await jumpsOf(house);
      expect(rows.map(({ performedBy }) => performedBy)).toEqual(rows.map(() => 'house'));
      expect(rows).toHaveLength(jumped);
      const all = await readRows(house.storage.read, { streamKind: 'handoff', streamId: handoff });
      const times = all.map(({ recordedAt }) => recordedAt);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(
        (await verify(house.storage.read, { origin: house.storage.origin, checkpoints: [], verifiers: [] }))
          .exit,
      ).toBe(3);
      expect((await verifyReplay(house.storage.read, runningVersion, foldRow)).first).toBeNull();
      expect(opened.faults).toEqual([]);
      await house.close();
    });

    test('a jump is one row that says how far and which way, and what is shown of a wait moves with it', async () => {
      const clocks = new Clocks();
      const ground = await furnish(await freshPlace(engine));
      const opened = await open(ground, clocks);
      const { house } = opened;
      const handoff = await heldCard(opened);
      const key = { streamKind: 'handoff', streamId: handoff } as const;
      const told: string[] = [];
      const { position } = await house.views.list(ground.by('wen').actor, 'queue', null, 50);
      house.views.listen(ground.by('wen').actor, ['queue'], position, house.storage.epoch, (all) =>
        told.push(...all.map(({ kind }) => kind)),
      );
      const before = new Map(
        (await timersOf(house.storage.read, key)).map(({ name, dueAt }) => [name, dueAt]),
      );
      const shown = async () =>
        (await house.views.one(ground.by('wen').actor, 'queue', handoff))?.row['timers'] as Record<
          string,
          { dueAt: number }
        >;
      clocks.mono += 1_000;
      clocks.jump(2_000);
      await house.settle();
      expect(await jumpsOf(house)).toEqual([]);
      // What was too little to be a jump is part of the next.
      clocks.jump(-3 * HOUR - 2_000);
      await house.settle();
      // No change says what moved, so the screens are told to look again.
      await expect.poll(() => told.at(-1)).toBe('reload');
      const [jump] = await jumpsOf(house);
      expect(jump?.command).toMatchObject({
        type: 'recordClockJump',
        wallMs: -3 * HOUR,
        monoMs: clocks.mono,
      });
      expect(jump?.facts).toEqual([{ type: 'clockJumped' }]);
      const after = new Map(
        (await timersOf(house.storage.read, key)).map(({ name, dueAt }) => [name, dueAt]),
      );
      // The end of an announcement is an instant that its issuer named.
      expect(after.get('announcementEnds')).toBe(before.get('announcementEnds'));
      for (const name of ['holdReviewDue', 'holdCapDue', 'stayReviewDue']) {
        expect(after.get(name), name).toBe((before.get(name) ?? 0) - 3 * HOUR);
        expect((await shown())[name]?.dueAt, name).toBe(after.get(name));
      }
      await house.close();
    });

    test('what is set by the new time is not moved again, and after a restart the wall clock counts', async () => {
      const clocks = new Clocks();
      const ground = await furnish(await freshPlace(engine));
      const first = await open(ground, clocks);
      // The clock jumps, and before anybody has looked at it a hold begins: its reviews are counted by the new time.
      clocks.jump(6 * HOUR);
      const handoff = await heldCard(first);
      await first.house.settle();
      expect(await jumpsOf(first.house)).toHaveLength(1);
      const key = { streamKind: 'handoff', streamId: handoff } as const;
      const dueAt = async (house: House) =>
        (await timersOf(house.storage.read, key)).find(({ name }) => name === 'holdReviewDue')?.dueAt;
      expect(await dueAt(first.house)).toBe(clocks.wall() + 15 * MINUTE);
      await first.house.close();

      clocks.jump(14 * MINUTE);
      const second = await open(ground, clocks);
      await second.house.settle();
      expect(await jumpsOf(second.house)).toHaveLength(1);
      expect(await firings(second.house, handoff, 'holdReviewDue')).toEqual([]);
      clocks.mono += MINUTE;
      await second.house.settle();
      expect(await firings(second.house, handoff, 'holdReviewDue')).toHaveLength(1);
      await second.house.close();
    });

    test('a firing that comes before its time is refused and comes again', async () => {
      const clocks = new Clocks();
      const opened = await open(await furnish(await freshPlace(engine)), clocks);
      const { house } = opened;
      const handoff = await heldCard(opened);
      const key = { streamKind: 'handoff', streamId: handoff } as const;
      const timer = (await timersOf(house.storage.read, key)).find(({ name }) => name === 'holdReviewDue');
      const body = { timer: 'holdReviewDue', setByVersion: timer?.setByVersion };
      const fire = (atWall: number) =>
        house.submit(
          {
            type: 'dueTimerFired',
            streamId: handoff,
            body,
            envelope: { commandId: uuid({ msecs: atWall }) },
          },
          { actor: { account: 'house', role: 'house', scope: '*', covers: new Set(['*']) }, terminal: null },
        );
      clocks.mono += 15 * MINUTE - 1;
      expect(await fire(clocks.wall())).toEqual({ outcome: 'refused', code: 'timerIsDue' });
      clocks.mono += 1;
      await house.settle();
      expect(await firings(house, handoff, 'holdReviewDue')).toEqual([clocks.mono]);
      expect(await fire(clocks.wall())).toEqual({ outcome: 'refused', code: 'timerIsOvertaken' });
      await house.close();
    });

    test('what fell due while the house was down for months still fires', async () => {
      const clocks = new Clocks();
      const ground = await furnish(await freshPlace(engine));
      const first = await open(ground, clocks);
      const handoff = await heldCard(first);
      await first.house.close();
      clocks.jump(90 * DAY);
      const second = await open(ground, clocks);
      await second.house.settle();
      expect(await firings(second.house, handoff, 'holdCapDue')).toHaveLength(1);
      await second.house.close();
    });
  });

test.runIf(engines.includes('postgres'))(
  'a jump of the database’s clock that every node sees is written down by one of them',
  async () => {
    const storage = await openTestStorage('postgres');
    const take = (bootId: string, byMs: number, at: number) =>
      storage.write((writer) => takeClockJump(writer, { bootId, byMs, at }));
    const both = await Promise.all([take('boot-1', DAY, START), take('boot-2', DAY + 300, START + 250)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    const [mine, other] = both[0] ? ['boot-1', 'boot-2'] : ['boot-2', 'boot-1'];
    // Tried again by whoever took it, it is theirs still; another jump, or the same one later, is a new one.
    expect(await take(mine ?? '', DAY, START + 500)).toBe(true);
    expect(await take(other ?? '', -DAY, START + 1_000)).toBe(true);
    expect(await take(mine ?? '', -DAY, START + 20_000)).toBe(true);
  },
);
