/** Timers outlive restarts, fire once and in time, on one node and on two; and no clock takes a stream backwards. */
import { array, assert, asyncProperty, constantFrom, integer, oneof } from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterEach, expect, test, vi } from 'vitest';
import type { CommandType } from '../../src/contract/commands.ts';
import { stands } from '../../src/contract/standings.ts';
import type { Json } from '../../src/contract/streams.ts';
import type { TimerName } from '../../src/contract/timers.ts';
import { type House, type HouseOptions, openHouse } from '../../src/house.ts';
import {
  claimDueTimers,
  openStorage,
  type Place,
  readRows,
  readViews,
  type Storage,
  timersOf,
  unsequencedRows,
  sequence,
} from '../../src/storage/index.ts';
import { EFFECTS } from '../../src/contract/facts.ts';
import {
  codeSent,
  details,
  MINUTE,
  openWorld,
  PLEDGE_DIGEST,
  START,
  stopOne,
  type World,
  YES,
} from '../commands/world.ts';
import { engines, freshPlace, HOUSE_KEY, openTestStorage } from '../storage/engines.ts';
import { recordFaults } from './checks.ts';
import { Child, randomFrom } from './driver.ts';
import { furnish, type Ground, type Someone } from './ground.ts';

const SEED = Number(
  process.env['SEED'] ?? (process.env['EXAM'] ? Math.floor(Math.random() * 1e9) : 20_221_127),
);
const STAY_MS = 15 * MINUTE;
const LEASE_MS = 1_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

afterEach(() => vi.restoreAllMocks());

/** A wall clock of the process that can be set wrong. To be taken in hand before a house opens. */
function wallClock(): { setWrongBy(ms: number): void } {
  const truly = Date.now;
  let wrongBy = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => truly() + wrongBy);
  return {
    setWrongBy: (ms) => {
      wrongBy = ms;
    },
  };
}

function open(place: Place, more: Partial<HouseOptions> = {}): Promise<House> {
  const done = Object.fromEntries(Object.keys(EFFECTS).map((name) => [name, () => Promise.resolve()]));
  return openHouse({
    place,
    houseKey: HOUSE_KEY,
    handlers: done,
    witnesses: { secondPerson: () => Promise.resolve(null), pledgeDigest: () => Promise.resolve(null) },
    ...more,
  });
}

/** A wait: its clock, where the case stands once that ran out, and the clock that runs then. */
type Wait = readonly [timer: TimerName, stands: string, next: TimerName | null];
interface Rung {
  readonly handoff: string;
  readonly waits: readonly Wait[];
}

/** One case at each rung at which somebody is waited for, and the waits it has before it. */
async function ladder(world: World): Promise<Readonly<Record<string, Rung>>> {
  const { did, people } = world;
  const versions = new Map<string, number>();
  let cases = 0;
  const open = async () => {
    cases += 1;
    // No two clocks of different cases run out at once.
    world.clock.now += 7_000;
    const { handoff } = await stopOne(world, details(`旅客${cases}`, numberOf(cases)));
    return handoff;
  };
  const then = async (handoff: string, who: string, type: CommandType, body: object = {}) => {
    const basedOn = versions.get(handoff) ?? 1;
    const { version } = await did(who, type, handoff, body, { basedOn });
    versions.set(handoff, version);
    return handoff;
  };
  const asked = async () => then(await open(), 'wen', 'askCommunity', { community: 'C-WILLOW' });
  const accept = { office: 'C-WILLOW', answer: 'accept', ...YES };
  const released = async () => {
    const handoff = await asked();
    await then(handoff, 'willow', 'answerCommunity', accept);
    await then(handoff, 'wen', 'signPledge', {
      textDigest: PLEDGE_DIGEST,
      language: 'zh-CN',
      strokes: '[]',
      witness: people.get('wen'),
    });
    return then(handoff, 'wen', 'releaseTraveller');
  };

  // Reported missing after their time, so before the others set out.
  const missing = await released();
  const arrival = (await timersOf(world.storage.read, { streamKind: 'handoff', streamId: missing })).find(
    ({ name }) => name === 'arrivalDue',
  );
  await world.pass(((arrival?.dueAt ?? 0) - world.clock.now) / MINUTE);
  await then(missing, 'willow', 'reportNonArrival', { office: 'C-WILLOW', calls: 2 });

  const ruled = await asked();
  await then(ruled, 'wen', 'escalateRequest');
  await then(ruled, 'river', 'escalateRequest');
  await then(ruled, 'chen', 'ruleOnHandoff', {
    ruling: 'receive',
    office: 'S-RIVER',
    ground: 'residence',
    words: '虚构裁定',
    heard: { checkpoint: 'inWriting', office: 'inWriting' },
  });
  const byPhone = await asked();
  const worker = people.get('willow') ?? '';
  await then(byPhone, 'wen', 'issueReadBackCode', { office: 'C-WILLOW', worker });
  await then(byPhone, 'wen', 'recordOralAnswer', {
    ...accept,
    worker,
    code: await codeSent(world, byPhone),
    recordingNoticeRead: true,
  });
  const appealed = await open();
  await then(appealed, 'wen', 'requestDeparture', { wish: 'leave', askedBy: 'traveller' });
  await then(appealed, 'wen', 'withdrawTraveller');
  await then(appealed, 'wen', 'fileAppeal', { of: 'other', words: '请再看一次' });
  const silent = 'open.consent.asked';
  return {
    asked: {
      handoff: await asked(),
      waits: [
        ['requestDue', `${silent}.streetOffice`, 'rungDue'],
        ['rungDue', `${silent}.supervisor`, 'rulingDue'],
        ['rulingDue', `${silent}.undecided`, 'rulingDue'],
        ['rulingDue', `${silent}.undecided`, 'rulingDue'],
      ],
    },
    consented: {
      handoff: await then(await asked(), 'willow', 'answerCommunity', accept),
      waits: [['consentLapses', 'open.consent.needed', 'stayReviewDue']],
    },
    ruled: {
      handoff: ruled,
      waits: [['acknowledgeDue', 'open.consent.ruled.receive.awaiting', 'acknowledgeDue']],
    },
    released: {
      handoff: await released(),
      waits: [
        ['arrivalDue', 'released.overdue', 'nonArrivalDue'],
        ['nonArrivalDue', 'released.overdue', 'nonArrivalDue'],
      ],
    },
    missing: {
      handoff: missing,
      waits: [['nonArrivalDue', 'released.notArrived.missing', 'nonArrivalDue']],
    },
    byPhone: { handoff: byPhone, waits: [['oralAnswerDue', 'open.consent', null]] },
    appealed: { handoff: appealed, waits: [['appealDue', 'withdrawn', 'appealDue']] },
  };
}

/** A number that passes its check digit and is nobody's: no such area, born before 1900. */
function numberOf(n: number): string {
  const digits = `99000018850101${String(n).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
}

/** Travellers whose wait will have lasted so long, after so many milliseconds each, that somebody looks after them. */
async function travellersDue(house: House, ground: Ground, inMs: readonly number[]): Promise<string[]> {
  const { covers, ...wen } = ground.people['wen'] as Someone;
  const by = { actor: { ...wen, covers: new Set(covers) }, terminal: 'terminal-1' };
  const send = async (type: 'openStop' | 'openHandoff', body: object, occurredAt?: number) => {
    const answered = await house.submit(
      {
        type,
        body: body as Record<string, unknown>,
        envelope: {
          commandId: uuid(),
          ...(occurredAt === undefined ? {} : { occurredAt, lateBecause: 'outage' as const }),
        },
      },
      by,
    );
    if (answered.outcome === 'refused') throw new Error(`${type}: ${answered.code} ${answered.field ?? ''}`);
    return answered.streamId;
  };
  const now = Date.now();
  return Promise.all(
    inMs.map(async (ms) => {
      const body = { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' };
      const stopId = await send('openStop', body, now + ms - STAY_MS);
      return send('openHandoff', { stopId, traveller: 1 });
    }),
  );
}

/** How late each timer of the travellers fired, in milliseconds; several for one that fired more than once. */
async function lateness(storage: Storage, handoffs: readonly string[]): Promise<number[][]> {
  return Promise.all(
    handoffs.map(async (streamId) => {
      const rows = await readRows(storage.read, { streamKind: 'handoff', streamId });
      const stop = rows[0]?.command['open'] as { arrivedAt: number } | undefined;
      return rows
        .filter(({ command }) => command.type === 'dueTimerFired' && command['timer'] === 'stayReviewDue')
        .map(({ recordedAt }) => recordedAt - ((stop?.arrivedAt ?? 0) + STAY_MS));
    }),
  );
}

/** A timer fires within a second of when it is due; a machine that has other tests to run is given more. */
const IN_TIME_MS = process.env['EXAM'] ? 1_000 : 5_000;

/** Those that did not fire once and in time, beyond what the machine itself took for the least of its work. */
const inTime = (late: readonly (readonly number[])[], machineMs: number) =>
  late.filter((one) => one.length !== 1 || (one[0] ?? -1) < 0 || (one[0] ?? 0) > IN_TIME_MS + machineMs);

/** Looks at the clock and at the database again and again, and keeps how long that took at worst: 0 on a quiet machine. */
function watchMachine({ storage }: House): () => number {
  const stopping = new AbortController();
  let worst = 0;
  void (async () => {
    while (!stopping.signal.aborted) {
      const from = performance.now();
      await pause(50);
      await storage.write((writer) => writer.selectFrom('meta').select('name').execute());
      worst = Math.max(worst, performance.now() - from - 100);
    }
  })().catch(() => undefined);
  return () => {
    stopping.abort();
    return Math.max(0, worst);
  };
}

for (const engine of engines) {
  test(`timers fire once, within a second, also those due while the house was down, on ${engine}`, {
    timeout: 60_000,
  }, async () => {
    const ground = await furnish(await freshPlace(engine));
    const first = await open(ground.place);
    const machine = [watchMachine(first)];
    const from = Date.now();
    const until = (ms: number) => pause(from + ms - Date.now());
    const due = (house: House, ...at: number[]) =>
      travellersDue(
        house,
        ground,
        at.map((ms) => from + ms - Date.now()),
      );
    const early = await due(first, 2_500, 2_700, 2_900);
    const down = await due(first, 5_200, 5_400);
    const late = await due(first, 9_000, 9_200);
    await until(4_500);
    const slow = machine.map((look) => look());
    await first.close();
    await until(6_000);
    const second = await open(ground.place);
    const ready = Date.now();
    machine.push(watchMachine(second));
    await until(10_800);
    slow.push(machine[1]?.() ?? 0);
    const machineMs = Math.max(...slow);
    expect(inTime(await lateness(second.storage, early), machineMs)).toEqual([]);
    expect(inTime(await lateness(second.storage, late), machineMs)).toEqual([]);
    expect((await lateness(second.storage, down)).map((one) => one.length)).toEqual([1, 1]);
    const rows = await readRows(second.storage.read, { streamKind: 'handoff', streamId: down[0] ?? '' });
    expect((rows.at(-1)?.recordedAt ?? 0) - ready).toBeLessThan(IN_TIME_MS + machineMs);
    expect(await recordFaults(second.storage)).toEqual([]);
    await second.close();
  });

  test(`whoever is waited for, at every rung, the clock fires once over a restart and the next one is set, on ${engine}`, {
    timeout: 60_000,
  }, async () => {
    const clock = { now: START };
    const place = await freshPlace(engine);
    const storage = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => clock.now });
    const world = await openWorld(storage, clock);
    const rungs = await ladder(world);

    const keyOf = (name: string) =>
      ({ streamKind: 'handoff', streamId: rungs[name]?.handoff ?? '' }) as const;
    const timesFired = async ({ read }: Storage, name: string, timer: TimerName) =>
      (await readRows(read, keyOf(name))).filter(
        ({ command }) => command.type === 'dueTimerFired' && command['timer'] === timer,
      ).length;
    const dueOf = async ({ read }: Storage, name: string, timer: TimerName) =>
      (await timersOf(read, keyOf(name))).find((one) => one.name === timer)?.dueAt;
    const left = new Map(Object.entries(rungs).map(([name, { waits }]) => [name, [...waits]]));
    /** Whose clock runs out first: nothing else is passed over. */
    const firstOf = async (kept: Storage) => {
      const waiting = [...left].flatMap(([name, [wait]]) => (wait === undefined ? [] : [{ name, wait }]));
      const due = await Promise.all(
        waiting.map(async (one) => ({ ...one, at: await dueOf(kept, one.name, one.wait[0]) })),
      );
      expect(due.filter(({ at }) => at === undefined)).toEqual([]);
      return due.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0))[0];
    };
    const house = () => open(place, { manualClock: () => clock.now });
    const told = new Map<string, number>();
    let first = await firstOf(storage);
    await world.close();
    await storage.close();

    // By turns time passes while the house is down, while it is up, and while somebody who was killed had the clock in hand.
    for (let turn = 0; first !== undefined; turn += 1) {
      const { name, wait, at = 0 } = first;
      const [timer, stood, next] = wait;
      const count = told.get(`${name} ${timer}`) ?? 0;
      const hasFired = async ({ storage: kept }: House, times: number) =>
        expect([name, timer, await timesFired(kept, name, timer)]).toEqual([name, timer, times]);
      const isUp = turn % 3 === 1;
      const isInHand = turn % 3 === 2;
      clock.now = isUp ? at - 1 : at;
      const there = await house();
      if (isUp || isInHand) {
        await there.settle();
        await hasFired(there, count);
        clock.now = isInHand ? at + LEASE_MS : at;
      }
      await there.settle();
      await there.settle();
      await hasFired(there, count + 1);
      const [put] = await readViews(there.storage.read, [{ view: 'handoff', key: keyOf(name).streamId }]);
      const row = put?.row as { readonly state: Json } | undefined;
      expect([name, timer, stands(row?.state, stood)]).toEqual([name, timer, true]);
      if (next !== null) expect(await dueOf(there.storage, name, next)).toBeGreaterThan(clock.now);
      told.set(`${name} ${timer}`, count + 1);
      left.get(name)?.shift();
      first = await firstOf(there.storage);
      if (turn % 3 === 1)
        await there.storage.write((writer) => claimDueTimers(writer, first?.at ?? 0, 100, LEASE_MS));
      await there.close();
    }

    // Over all of it no clock that was set once fired twice.
    const last = await house();
    await last.settle();
    for (const name of Object.keys(rungs)) {
      const rows = await readRows(last.storage.read, keyOf(name));
      const settings = rows.flatMap(({ command }) =>
        command.type === 'dueTimerFired'
          ? [`${name} ${String(command['timer'])} ${String(command['setByVersion'])}`]
          : [],
      );
      expect(settings).toEqual([...new Set(settings)]);
    }
    expect(await recordFaults(last.storage)).toEqual([]);
    await last.close();
  });

  test(`no stream goes backwards in time, however the clock jumps, on ${engine}`, {
    timeout: 60_000,
  }, async () => {
    const storage = await openTestStorage(engine);
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world);
    const jump = oneof(
      integer({ min: -2 * 60 * MINUTE, max: 2 * 60 * MINUTE }),
      constantFrom(-86_400_000, 86_400_000, -1_000, 1_000, 48 * 3_600_000),
    );
    await assert(
      asyncProperty(array(jump, { minLength: 1, maxLength: 6 }), async (jumps) => {
        for (const by of jumps) {
          world.clock.now = Math.max(START, world.clock.now + by);
          // A command's id is made by the client, whose clock does not jump with the house's.
          await world.send('wen', 'addStatement', handoff, { words: '还在等' });
        }
        const rows = await readRows(storage.read, { streamKind: 'handoff', streamId: handoff });
        const backwards = rows.filter(
          ({ recordedAt, occurredAt }, index) =>
            recordedAt < (rows[index - 1]?.recordedAt ?? 0) || occurredAt > recordedAt,
        );
        expect(backwards).toEqual([]);
      }),
      { seed: SEED, numRuns: process.env['EXAM'] === undefined ? 10 : 60 },
    );
    await world.close();
  });
}

test.runIf(engines.includes('postgres'))(
  'two nodes on one database fire each timer once, and one goes on when the other is killed',
  { timeout: 60_000 },
  async () => {
    const ground = await furnish(await freshPlace('postgres'));
    const [here, there] = [await open(ground.place), new Child(ground)];
    await there.open();
    const random = randomFrom(SEED);
    const machine = watchMachine(here);
    const inMs = Array.from({ length: 60 }, () => 2_500 + Math.floor(random() * 1_500));
    const from = Date.now();
    const both = await travellersDue(here, ground, inMs);
    const alone = await travellersDue(
      here,
      ground,
      [5_500, 7_000, 7_500, 8_000].map((ms) => from + ms - Date.now()),
    );
    await pause(from + 5_480 - Date.now());
    there.kill();
    await there.died;
    await pause(from + 9_500 - Date.now());
    const machineMs = machine();
    expect(inTime(await lateness(here.storage, both), machineMs)).toEqual([]);
    // One that the other had in hand when it was killed waits for its lease.
    const late = await lateness(here.storage, alone);
    expect(late.map((one) => one.length)).toEqual([1, 1, 1, 1]);
    expect(inTime(late.slice(1), machineMs)).toEqual([]);
    expect(late[0]?.[0]).toBeLessThan(1_500 + IN_TIME_MS + machineMs);
    const boots = new Set<string>();
    for (const streamId of both)
      for (const row of await readRows(here.storage.read, { streamKind: 'handoff', streamId }))
        if (row.command.type === 'dueTimerFired') boots.add(row.bootId);
    expect(boots.size).toBe(2);
    while ((await unsequencedRows(here.storage.read)) > 0)
      await here.storage.write((writer) => sequence(writer));
    expect(await recordFaults(here.storage)).toEqual([]);
    await here.close();
  },
);

test.runIf(engines.includes('postgres'))(
  'a node whose clock is an hour off fires nothing early and nothing late, because the database says what time it is',
  { timeout: 60_000 },
  async () => {
    const ground = await furnish(await freshPlace('postgres'));
    const clock = wallClock();
    const house = await open(ground.place);
    const [handoff = ''] = await travellersDue(house, ground, [5_000]);
    clock.setWrongBy(60 * MINUTE);
    await pause(1_500);
    expect(await lateness(house.storage, [handoff])).toEqual([[]]);
    clock.setWrongBy(-60 * MINUTE);
    const machine = watchMachine(house);
    await pause(4_500);
    expect(inTime(await lateness(house.storage, [handoff]), machine())).toEqual([]);
    await house.close();
  },
);

test.runIf(engines.includes('sqlite'))(
  'a wall clock that jumps back loses no timer, and one that jumps ahead fires it once',
  { timeout: 60_000 },
  async () => {
    const ground = await furnish(await freshPlace('sqlite'));
    const clock = wallClock();
    const house = await open(ground.place);
    const handoffs = await travellersDue(house, ground, [1_500, 1_600]);
    clock.setWrongBy(-2 * 60 * MINUTE);
    await pause(500);
    clock.setWrongBy(3_000);
    await pause(700);
    clock.setWrongBy(0);
    await pause(1_500);
    const fired = await lateness(house.storage, handoffs);
    expect(fired.map((one) => one.length)).toEqual([1, 1]);
    for (const streamId of handoffs) {
      const rows = await readRows(house.storage.read, { streamKind: 'handoff', streamId });
      const times = rows.map(({ recordedAt }) => recordedAt);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(await timersOf(house.storage.read, { streamKind: 'handoff', streamId })).not.toEqual([]);
    }
    expect(await recordFaults(house.storage)).toEqual([]);
    await house.close();
  },
);
