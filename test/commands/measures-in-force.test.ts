/** Measures beyond the founding one, in force and carried out by commands; and a draft tried on what is then on record. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handoffsOf, simulate } from '../../src/commands/index.ts';
import type { Measure } from '../../src/contract/measures.ts';
import type { House } from '../../src/house.ts';
import { loadMeasure } from '../../src/measures/index.ts';
import { openStorage, readLog, readRows, readStreams, type Storage } from '../../src/storage/index.ts';
import { tryOn } from '../../src/try-measures.ts';
import { isIn } from '../../workflows/standing.ts';
import { freshPlace, HOUSE_KEY } from '../storage/engines.ts';
import {
  fitTest,
  GREEN_ITINERARY,
  MEASURE_TEXT,
  openWorld,
  POPPED_UP,
  START,
  type World,
  YES,
} from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const textOf = (id: string) =>
  readFileSync(new URL(`../../workflows/measures/${id}.json`, import.meta.url), 'utf8');
const loaded = (text: string): Measure => {
  const answer = loadMeasure(text);
  if (!answer.loaded) throw new Error(JSON.stringify(answer.faults));
  return answer.measure;
};

interface Place {
  readonly world: World;
  readonly storage: Storage;
  readonly close: () => Promise<void>;
}

/** A house in which this measure is in force, and no other. */
async function underMeasure(id: string): Promise<Place> {
  const clock = { now: START };
  const storage = await openStorage({
    place: await freshPlace('sqlite'),
    houseKey: HOUSE_KEY,
    clock: () => clock.now,
    origin: 'test.example/measures',
  });
  const world = await openWorld(storage, clock);
  if (id !== 'beijing-2022-11') {
    for (const { id: announcement } of world.spine.registry.announcements.values())
      await world.did('first', 'endAnnouncement', announcement, { why: 'replaced' }, { second: 'second' });
    const { streamId } = await world.did('first', 'proposeMeasure', null, { text: textOf(id) });
    await world.did('second', 'approveMeasure', streamId);
    await world.did(
      'first',
      'recordAnnouncement',
      null,
      {
        number: '演示〔2022〕2号',
        issuer: '东河区防控办（虚构）',
        legalBasis: '虚构依据',
        measure: id,
        measureVersion: 1,
        area: ['D-EAST'],
        from: clock.now - DAY,
        to: clock.now + 30 * DAY,
        content: '虚构公告，仅用于测试。',
      },
      { second: 'second' },
    );
  }
  const close = async () => {
    await world.close();
    await storage.close();
  };
  return { world, storage, close };
}

async function arrives(
  { world }: Place,
  shown: object,
  direction: 'INBOUND' | 'OUTBOUND' = 'INBOUND',
): Promise<string> {
  const stop = await world.did('wen', 'openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction,
  });
  return (await world.did('wen', 'openHandoff', null, { stopId: stop.streamId, traveller: 1, ...shown }))
    .streamId;
}
const headOf = async ({ storage }: Place, streamId: string) => {
  const [head] = [...(await readStreams(storage.read, [{ streamKind: 'handoff', streamId }])).values()];
  if (head?.snapshot == null) throw new Error(streamId);
  return { version: head.version, value: head.snapshot.value as never };
};
const stands = async (place: Place, handoff: string, path: string) =>
  isIn((await headOf(place, handoff)).value, path);
const factsOf = async ({ storage }: Place, streamId: string) =>
  (await readRows(storage.read, { streamKind: 'handoff', streamId })).flatMap(({ facts }) =>
    facts.map(({ type }) => type),
  );
/** A command that rests on what was read. */
const decides = async (place: Place, who: string, type: Parameters<World['did']>[1], id: string, body = {}) =>
  place.world.send(who, type, id, body, { basedOn: (await headOf(place, id)).version });

const GREEN = { shows: 'GREEN', badge: null };
const CLAIM = { answer: 'CLAIMED', residence: 'LEASE', work: 'WORK_PROOF' };

describe('a commuter claims at the checkpoint', () => {
  let place: Place;
  beforeAll(async () => {
    place = await underMeasure('beijing-2021-11');
  }, 60_000);
  afterAll(() => place.close());
  const claims = async () => {
    const handoff = await arrives(place, { healthStatus: GREEN, test: fitTest(place.world.clock.now) });
    await place.world.did('wen', 'recordFiling', handoff, { filing: CLAIM });
    return handoff;
  };
  const turnBack = { reason: 'requirementUnmet', alternatives: ['testOnTheSpot'] };

  test('while nobody has decided, they are neither cleared nor turned back, and nothing else is filed over it', async () => {
    const handoff = await claims();
    expect(await stands(place, handoff, 'open.filing.pending.claimed')).toBe(true);
    expect(await decides(place, 'wen', 'clearTraveller', handoff)).toMatchObject({
      code: 'nothingIsRequiredAnyMore',
    });
    expect(await decides(place, 'wen', 'turnTravellerBack', handoff, turnBack)).toMatchObject({
      code: 'noClaimIsPending',
    });
    expect(
      await place.world.send('wen', 'recordFiling', handoff, { filing: { answer: 'REFUSED' } }),
    ).toMatchObject({ code: 'claimIsDecidedFirst' });
  });

  test('after 24 hours those above are told, and silence has decided nothing', async () => {
    const handoff = await claims();
    await place.world.pass(24 * 60 - 1);
    expect(await factsOf(place, handoff)).not.toContain('claimOverdue');
    await place.world.pass(2);
    expect(await factsOf(place, handoff)).toContain('claimOverdue');
    expect(await stands(place, handoff, 'open.filing.pending.claimed')).toBe(true);
  });

  test('granted by an officer with a reason, they are cleared', async () => {
    const handoff = await claims();
    await place.world.did('wen', 'decideClaim', handoff, { decision: 'grant', because: '材料齐全' });
    expect(await stands(place, handoff, 'open.filing.met.granted')).toBe(true);
    expect(await decides(place, 'wen', 'clearTraveller', handoff)).toMatchObject({ outcome: 'accepted' });
  });

  test('refused, or taken back, they are checked as anybody else, and a second decision finds no claim', async () => {
    const refused = await claims();
    await place.world.did('wen', 'decideClaim', refused, { decision: 'refuse', because: '证明不符' });
    const takenBack = await claims();
    await place.world.did('wen', 'recordFiling', takenBack, { filing: { answer: 'CLAIM_TAKEN_BACK' } });
    for (const handoff of [refused, takenBack]) {
      expect(await stands(place, handoff, 'open.filing.notNeeded')).toBe(true);
      expect(
        await place.world.send('wen', 'decideClaim', handoff, { decision: 'grant', because: '…' }),
      ).toMatchObject({ code: 'aClaimIsPending' });
      expect(await decides(place, 'wen', 'clearTraveller', handoff)).toMatchObject({ outcome: 'accepted' });
    }
  });

  test('who was in a county with cases is barred, and no longer once another history is recorded', async () => {
    const now = place.world.clock.now;
    const stays = (ago: number) => ({
      shows: 'NOT_SHOWN',
      history: {
        stays: [{ from: now - ago * DAY, to: now - ago * DAY, is: ['COUNTY_WITH_CASES'] }],
        events: [],
      },
    });
    const handoff = await arrives(place, { healthStatus: GREEN, test: fitTest(now), itinerary: stays(14) });
    expect(await stands(place, handoff, 'open.itinerary.unmet.barred')).toBe(true);
    await place.world.did('wen', 'recordItinerary', handoff, { itinerary: stays(15) });
    expect(await stands(place, handoff, 'open.itinerary.notNeeded')).toBe(true);
    expect(await decides(place, 'wen', 'clearTraveller', handoff)).toMatchObject({ outcome: 'accepted' });
  });

  test('sampled at a service area, the declaration is what is still asked, and the result is not waited for', async () => {
    const sampled = { ...fitTest(place.world.clock.now), result: 'SAMPLED_PENDING', reportedAt: null };
    const handoff = await arrives(place, { healthStatus: GREEN, test: sampled });
    expect(await decides(place, 'wen', 'clearTraveller', handoff)).toMatchObject({ outcome: 'refused' });
    await place.world.did('wen', 'recordFiling', handoff, { filing: { answer: 'FILED' } });
    expect(await stands(place, handoff, 'open.test.met.sampledPending')).toBe(true);
    expect(await decides(place, 'wen', 'clearTraveller', handoff)).toMatchObject({ outcome: 'accepted' });
  });

  test('a test of ten days clears a commuter who shows the badge, and nobody else', async () => {
    const old = { ...fitTest(place.world.clock.now), sampledAt: null };
    const tenDays = { ...old, reportedAt: { at: place.world.clock.now - 10 * DAY, precision: 'TIME' } };
    const commuter = await arrives(place, {
      healthStatus: { shows: 'GREEN', badge: { between: 'HEBEI' } },
      test: tenDays,
    });
    const other = await arrives(place, { healthStatus: GREEN, test: tenDays });
    expect(await decides(place, 'wen', 'clearTraveller', commuter)).toMatchObject({ outcome: 'accepted' });
    expect(await decides(place, 'wen', 'clearTraveller', other)).toMatchObject({ outcome: 'refused' });
  });
});

describe('leaving Beijing with yellow: the same handoff, the other way round', () => {
  test('a fit test, a filing, and the yes of the community they go to; no pledge; and it receives them', async () => {
    const place = await underMeasure('beijing-exit-2022');
    const handoff = await arrives(
      place,
      {
        healthStatus: { shows: 'YELLOW' },
        test: fitTest(place.world.clock.now),
        filing: { answer: 'FILED' },
      },
      'OUTBOUND',
    );
    expect(await decides(place, 'wen', 'releaseTraveller', handoff)).toMatchObject({ code: 'consentStands' });
    await place.world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
    const yes = { office: 'C-WILLOW', answer: 'accept', ...YES };
    expect(await decides(place, 'willow', 'answerCommunity', handoff, yes)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await decides(place, 'wen', 'releaseTraveller', handoff)).toMatchObject({ outcome: 'accepted' });
    expect(await stands(place, handoff, 'released.onTheWay')).toBe(true);
    await place.world.did('willow', 'confirmArrival', handoff, { office: 'C-WILLOW' });
    expect(await stands(place, handoff, 'released.received')).toBe(true);
    await place.close();
  }, 60_000);
});

describe('a draft is tried on what is on record', () => {
  let place: Place;
  beforeAll(async () => {
    place = await underMeasure('beijing-2022-11');
    const now = place.world.clock.now;
    const hoursOld = (hours: number) => ({
      ...fitTest(now),
      sampledAt: null,
      reportedAt: { at: now - hours * HOUR, precision: 'TIME' },
    });
    // Two popped up, of whom one shows no green itinerary; one green with a test of 10 h, two of 50 h; one positive.
    await arrives(place, { healthStatus: POPPED_UP, itinerary: GREEN_ITINERARY, test: hoursOld(10) });
    await arrives(place, { healthStatus: POPPED_UP, itinerary: { shows: 'NOT_GREEN' }, test: hoursOld(10) });
    await arrives(place, { healthStatus: { shows: 'GREEN' }, test: hoursOld(10) });
    await arrives(place, { healthStatus: { shows: 'GREEN' }, test: hoursOld(50) });
    const late = await arrives(place, { healthStatus: { shows: 'GREEN' } });
    await place.world.did('wen', 'recordTest', late, { test: hoursOld(50) });
    await arrives(place, {
      healthStatus: { shows: 'GREEN' },
      test: { ...hoursOld(10), result: 'POSITIVE' },
    });
  }, 60_000);
  afterAll(() => place.close());
  const on = async (draft: Measure, from = START - DAY, to = START + DAY) =>
    simulate(
      place.storage,
      place.world.spine.registry,
      draft,
      await handoffsOf(place.storage, { from, to }, (checkpoint) => checkpoint === 'K-NORTH'),
    );

  test('the measure itself changes nothing', async () => {
    const { changes, ...sums } = await on(loaded(MEASURE_TEXT));
    expect(changes).toEqual([]);
    expect(sums).toEqual({ handoffs: 6, same: 6, milder: 0, stricter: 0, otherwise: 0, erased: 0 });
  });

  test('with tests good for 72 hours, the two of 50 hours drive on', async () => {
    const draft = loaded(MEASURE_TEXT);
    draft.test.hours = 72;
    expect(await on(draft)).toEqual({
      handoffs: 6,
      same: 4,
      milder: 2,
      stricter: 0,
      otherwise: 0,
      erased: 0,
      changes: [
        {
          was: { clause: 'ordinaryEntry', outcome: 'isUnmet' },
          would: { clause: 'ordinaryEntry', outcome: 'drivesOn' },
          way: 'milder',
          handoffs: 2,
        },
      ],
    });
  });

  test('in October 2022 the two popped up had no way in', async () => {
    const { changes, ...sums } = await on(loaded(textOf('beijing-2022-10')));
    expect(sums).toEqual({ handoffs: 6, same: 4, milder: 0, stricter: 2, otherwise: 0, erased: 0 });
    expect(changes).toEqual([
      {
        was: { clause: 'popup3', outcome: 'asksTheCommunity' },
        would: { clause: 'popup3', outcome: 'isUnmet' },
        way: 'stricter',
        handoffs: 2,
      },
    ]);
  });

  test('in December 2022 everybody drives on but the one who is referred', async () => {
    const { changes: _, ...sums } = await on(loaded(textOf('china-2022-12')));
    expect(sums).toEqual({ handoffs: 6, same: 0, milder: 4, stricter: 0, otherwise: 2, erased: 0 });
  });

  test('at other checkpoints there is nothing', async () => {
    const time = { from: START - DAY, to: START + DAY };
    expect(await handoffsOf(place.storage, time, (checkpoint) => checkpoint === 'K-SOUTH')).toEqual([]);
    expect(await handoffsOf(place.storage, time, () => true)).toHaveLength(6);
  });

  test('of another time there is nothing', async () => {
    expect(await on(loaded(MEASURE_TEXT), START - 3 * DAY, START - 2 * DAY)).toMatchObject({ handoffs: 0 });
  });

  test('the opening of the proofs is written down first, by whoever asked, and what leaves are sums', async () => {
    const { spine } = place.world;
    const house = { storage: place.storage, spine, submit: spine.submit.bind(spine) } as unknown as House;
    const time = { from: START - DAY, to: START + DAY };
    const tried = await tryOn(house, loaded(MEASURE_TEXT), MEASURE_TEXT, time, place.world.by('first'));
    expect(tried).toMatchObject({ outcome: 'done', simulation: { handoffs: 6 } });
    const rows = await readLog(place.storage.read, 0, 100_000);
    const last = rows.at(-1)?.row;
    expect(last?.facts).toEqual([{ type: 'measureSimulated' }]);
    expect(last?.command).toMatchObject({ type: 'simulateMeasure', handoffs: 6, measure: 'beijing-2022-11' });
    expect(last?.performedBy).toBe(place.world.people.get('first'));
    // Somebody who may not, opens nothing.
    const refused = await tryOn(house, loaded(MEASURE_TEXT), MEASURE_TEXT, time, place.world.by('wen'));
    expect(refused.outcome).toBe('refused');
    expect(await readLog(place.storage.read, rows.at(-1)?.position ?? 0)).toEqual([]);
  });
});
