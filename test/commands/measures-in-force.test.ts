/** Measures beyond the founding one, in force and carried out by commands; and a draft tried on what is then on record. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handoffsOf, simulate } from '../../src/commands/index.ts';
import { checkOf17, icaoCheck } from '../../src/contract/identity/check-digit.ts';
import type { Measure } from '../../src/contract/measures.ts';
import type { House } from '../../src/house.ts';
import { loadMeasure } from '../../src/measures/index.ts';
import {
  eraseSubject,
  openStorage,
  readLog,
  readRows,
  readStreams,
  type Storage,
} from '../../src/storage/index.ts';
import { tryOn } from '../../src/try-measures.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
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
async function underMeasure(id: string, text = textOf(id)): Promise<Place> {
  const clock = { now: START };
  const storage = await openStorage({
    place: await freshPlace('sqlite'),
    houseKey: HOUSE_KEY,
    clock: () => clock.now,
    origin: 'test.example/measures',
  });
  const world = await openWorld(storage, clock);
  if (id !== 'beijing-2022-11' || text !== MEASURE_TEXT) {
    const { version: measureVersion } = loaded(text);
    for (const { id: announcement } of world.spine.registry.announcements.values())
      await world.did('first', 'endAnnouncement', announcement, { why: 'replaced' }, { second: 'second' });
    const { streamId } = await world.did('first', 'proposeMeasure', null, { text });
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
        measureVersion,
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

/** The founding measure, under which children up to this age are asked for no test. */
const exempting = (years: number | null, version = 2) => {
  const founding = loaded(MEASURE_TEXT);
  const measure = {
    ...founding,
    version,
    test: { ...founding.test, exemptUpToYears: years },
    // Its one example of a child says that nobody is exempt.
    examples: founding.examples.filter(({ facts }) => facts.ageYears === undefined),
  };
  return JSON.stringify(measure);
};
/** A number of an area that does not exist, born on this day. */
const bornOn = (day: string) => {
  const seventeen = `990000${day.replaceAll('-', '')}001`;
  return { type: 'CN_RIC', number: `${seventeen}${checkOf17(seventeen)}` };
};
/** The machine-readable lines of a passport of nobody's: Utopia's, born on this day. */
const passportOf = (born: string) => {
  const number = `L00000000${icaoCheck('L00000000')}`;
  const [birth, expiry] = [born, '301231'].map((day) => `${day}${icaoCheck(day)}`);
  const personal = `${'<'.repeat(14)}<`;
  const whole = icaoCheck(`${number}${birth}${expiry}${personal}`);
  const names = 'P<UTOWANG<<XIAOAN'.padEnd(44, '<');
  return {
    type: 'PASSPORT',
    number: 'L00000000',
    mrz: `${names}${number}UTO${birth}F${expiry}${personal}${whole}`,
  };
};

describe('children up to three are asked for no test', () => {
  let place: Place;
  beforeAll(async () => {
    place = await underMeasure('beijing-2022-11', exempting(3));
  }, 60_000);
  afterAll(() => place.close());
  const shown = { healthStatus: POPPED_UP, itinerary: GREEN_ITINERARY };
  const isExempt = (handoff: string) => stands(place, handoff, 'open.test.notNeeded');
  const contextOf = async (handoff: string) => {
    const key = { streamKind: 'handoff', streamId: handoff } as const;
    const [head] = [...(await readStreams(place.storage.read, [key])).values()];
    return head?.snapshot?.context as unknown as HandoffContext;
  };

  test.each([
    ['of two', '2020-06-01', true],
    ['who turns four tomorrow', '2018-11-09', true],
    ['who turns four today', '2018-11-08', false],
    ['of thirty', '1992-01-01', false],
  ])('a traveller %s, by the number of the card', async (_, born, exempt) => {
    const handoff = await arrives(place, { ...shown, document: bornOn(born) });
    expect(await isExempt(handoff)).toBe(exempt);
  });

  test('without a document nobody is a child; the document brings it, and a correction takes it back', async () => {
    const guardian = await arrives(place, { ...shown, test: fitTest(place.world.clock.now) });
    const child = await arrives(place, { ...shown, isUnder14: true });
    await place.world.did('wen', 'tieToGuardian', child, { guardian });
    expect(await stands(place, child, 'open.test.unmet.needed')).toBe(true);
    await place.world.did('wen', 'recordDetails', child, { name: '王小安', document: bornOn('2020-06-02') });
    expect(await isExempt(child)).toBe(true);
    await place.world.did('wen', 'correctDetails', child, {
      document: bornOn('2018-06-02'),
      because: '录入有误',
    });
    expect(await stands(place, child, 'open.test.unmet.needed')).toBe(true);
    await place.world.did('wen', 'correctDetails', child, {
      document: bornOn('2020-06-02'),
      because: '录入有误',
    });
    expect(await isExempt(child)).toBe(true);
    await place.world.did('wen', 'correctDetails', child, {
      document: { type: 'NONE' },
      because: '证件不是本人的',
    });
    expect(await stands(place, child, 'open.test.unmet.needed')).toBe(true);
  });

  test('what comes later is judged by it: a status, a name put right, a test that is too old; a positive one stops', async () => {
    const child = await arrives(place, { document: bornOn('2020-06-03') });
    await place.world.did('wen', 'recordHealthStatus', child, { healthStatus: POPPED_UP });
    await place.world.did('wen', 'recordItinerary', child, { itinerary: GREEN_ITINERARY });
    await place.world.did('wen', 'correctDetails', child, { name: '王小安', because: '同音字' });
    expect(await isExempt(child)).toBe(true);
    const now = place.world.clock.now;
    await place.world.did('wen', 'recordTest', child, { test: fitTest(now - 10 * DAY) });
    expect(await isExempt(child)).toBe(true);
    await place.world.did('wen', 'recordTest', child, { test: { ...fitTest(now), result: 'POSITIVE' } });
    expect(await stands(place, child, 'open.test.stops.positive')).toBe(true);
    await place.world.did('wen', 'correctDetails', child, {
      document: bornOn('1990-06-03'),
      because: '录入有误',
    });
    expect(await stands(place, child, 'open.test.stops.positive')).toBe(true);
  });

  test('reading the card says it too, and another document beside it leaves it so', async () => {
    const child = await arrives(place, shown);
    await place.world.did('wen', 'readDocument', child, { document: bornOn('2020-06-04') });
    expect(await isExempt(child)).toBe(true);
    await place.world.did('wen', 'readDocument', child, {
      further: [{ type: 'OTHER', number: 'HK-1234567' }],
    });
    expect(await isExempt(child)).toBe(true);
  });

  test('a passport leaves the century open, until somebody enters that they are under 14', async () => {
    const child = await arrives(place, { ...shown, document: passportOf('200605') });
    expect(await isExempt(child)).toBe(false);
    await place.world.did('wen', 'recordDetails', child, { isUnder14: true });
    expect(await isExempt(child)).toBe(true);
    await place.world.did('wen', 'recordDetails', child, { isUnder14: false });
    expect(await isExempt(child)).toBe(false);
  });

  test('the case remembers that, and neither the age nor the day', async () => {
    const child = await arrives(place, { ...shown, document: bornOn('2020-06-06') });
    const context = await contextOf(child);
    expect(context.exemptByAge).toBe(true);
    expect(JSON.stringify(context)).not.toMatch(/2020|20200606|ageYears/);
    const rows = await readRows(place.storage.read, { streamKind: 'handoff', streamId: child });
    expect(JSON.stringify(rows.map(({ command, facts }) => [command, facts]))).not.toMatch(/0606|ageYears/);
  });

  test('a milder measure judges by its own limit, from the document, and one with a lower limit is not milder', async () => {
    const six = await arrives(place, { ...shown, document: bornOn('2016-06-07') });
    const two = await arrives(place, { ...shown, document: bornOn('2020-06-07') });
    const announce = async (text: string) => {
      const measure = await place.world.did('first', 'proposeMeasure', null, { text });
      await place.world.did('second', 'approveMeasure', measure.streamId);
      const { streamId } = await place.world.did(
        'first',
        'recordAnnouncement',
        null,
        {
          number: `演示〔2022〕${loaded(text).version}号`,
          issuer: '东河区防控办（虚构）',
          legalBasis: '虚构依据',
          measure: 'beijing-2022-11',
          measureVersion: loaded(text).version,
          area: ['D-EAST'],
          from: place.world.clock.now - HOUR,
          to: place.world.clock.now + DAY,
          content: '虚构公告，仅用于测试。',
        },
        { second: 'second' },
      );
      return streamId;
    };
    const upToOne = await announce(exempting(1, 3));
    expect(await decides(place, 'lu', 'applyMilderMeasure', two, { announcement: upToOne })).toMatchObject({
      code: 'newMeasureIsMilder',
    });
    const upToSix = await announce(exempting(6, 4));
    for (const handoff of [six, two]) {
      const answered = await decides(place, 'lu', 'applyMilderMeasure', handoff, { announcement: upToSix });
      expect(answered).toMatchObject({ outcome: 'accepted' });
      expect(await isExempt(handoff)).toBe(true);
    }
  });

  test('a draft without the exemption asks them for a test, and one with it is tried on the documents', async () => {
    const other = await underMeasure('beijing-2022-11', exempting(3));
    for (const born of ['2020-06-08', '2019-06-08', '1990-06-08'])
      await arrives(other, { ...shown, healthStatus: { shows: 'GREEN' }, document: bornOn(born) });
    const all = await handoffsOf(other.storage, { from: START - DAY, to: START + DAY }, () => true);
    const on = (years: number | null) =>
      simulate(other.storage, other.world.spine.registry, loaded(exempting(years)), all);
    expect(await on(3)).toMatchObject({ handoffs: 3, same: 3 });
    expect(await on(null)).toMatchObject({ handoffs: 3, same: 1, stricter: 2 });
    expect(await on(2)).toMatchObject({ handoffs: 3, same: 2, stricter: 1 });
    await other.close();
  }, 60_000);
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

  test('a handoff whose proofs are erased is counted and not judged; one that never had any is judged as it stands', async () => {
    const other = await underMeasure('beijing-2022-11');
    await arrives(other, { healthStatus: { shows: 'GREEN' }, test: fitTest(other.world.clock.now) });
    const gone = await arrives(other, {
      healthStatus: { shows: 'GREEN' },
      test: fitTest(other.world.clock.now),
    });
    await arrives(other, {});
    const folder = await mkdtemp(join(tmpdir(), 'erasures-'));
    await eraseSubject(other.storage, join(folder, 'erasures'), {
      subject: gone,
      at: other.world.clock.now,
    });
    await rm(folder, { recursive: true });
    const all = await handoffsOf(other.storage, { from: START - DAY, to: START + DAY }, () => true);
    expect(await simulate(other.storage, other.world.spine.registry, loaded(MEASURE_TEXT), all)).toEqual({
      handoffs: 3,
      same: 2,
      milder: 0,
      stricter: 0,
      otherwise: 0,
      erased: 1,
      changes: [],
    });
    await other.close();
  }, 60_000);

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
