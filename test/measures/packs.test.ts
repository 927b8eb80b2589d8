/** The shipped packs as they follow one another: every day of the rules is described, and each change is seen on its day. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ArrivalFacts, Measure } from '../../src/contract/measures.ts';
import { judgeArrival } from '../../src/measures/index.ts';
import { readInstant } from '../../src/measures/shanghai-time.ts';
import { mustLoad } from './packs.ts';

const FOLDER = new URL('../../workflows/measures/', import.meta.url);
const TEXTS = new Map(
  readdirSync(FOLDER).map((file) => [
    file.replace(/\.json$/, ''),
    readFileSync(new URL(file, FOLDER), 'utf8'),
  ]),
);
const ALL: readonly Measure[] = [...TEXTS.values()].map(mustLoad);
const packOf = (id: string): Measure => {
  const found = ALL.find((measure) => measure.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
/** Entering Beijing from the first 48-hour rule on, by the day each began. */
const ENTERING = ALL.filter(
  ({ id, describes }) => id !== 'beijing-exit-2022' && describes.from >= '2021-11-17',
).sort((a, b) => a.describes.from.localeCompare(b.describes.from));
const inForceOn = (day: string): Measure => {
  const found = ENTERING.find(({ describes }) => describes.from <= day && day < describes.to);
  if (found === undefined) throw new Error(`Nothing describes ${day}.`);
  return found;
};

const at = (written: string): number => {
  const instant = readInstant(written);
  if (instant === null) throw new Error(written);
  return instant;
};
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Arrives at noon of this day, green, with a test so many hours old. */
function traveller(day: string, hoursOld: number, more: Partial<ArrivalFacts> = {}): ArrivalFacts {
  const arrivedAt = at(`${day}T12:00:00+08:00`);
  return {
    arrivedAt,
    direction: 'INBOUND',
    ageYears: null,
    test: {
      recordedAt: arrivedAt,
      result: 'NEGATIVE',
      sampledAt: null,
      receivedAt: null,
      reportedAt: { at: arrivedAt - hoursOld * HOUR, precision: 'TIME' },
      samplingMode: 'SINGLE',
      verification: 'SOURCE_QUERIED',
    },
    healthStatus: { shows: 'GREEN' },
    itinerary: null,
    filing: null,
    ...more,
  };
}
const badge = (between: 'HEBEI' | 'TIANJIN'): Partial<ArrivalFacts> => ({
  healthStatus: { shows: 'GREEN', badge: { between } },
});
const stayedDaysAgo = (day: string, ago: number, is: 'COUNTY_WITH_CASES' | 'LAND_BORDER_COUNTY') => {
  const then = at(day) - ago * DAY;
  return {
    itinerary: {
      shows: 'NOT_SHOWN' as const,
      history: { stays: [{ from: then, to: then, is: [is] }], events: [] },
    },
  };
};
const passes = (day: string, hoursOld: number, more?: Partial<ArrivalFacts>) =>
  judgeArrival(inForceOn(day), traveller(day, hoursOld, more)).passed;

describe('the shipped packs', () => {
  it.each([...TEXTS])('%s loads, with every worked example as written, under its own name', (name, text) => {
    expect(mustLoad(text).id).toBe(name);
  });

  it('describe every day from the first 48-hour rule to the end of all of them, and no day twice', () => {
    expect(ENTERING[0]?.describes.from).toBe('2021-11-17');
    for (const [n, { id, describes }] of ENTERING.entries()) {
      const next = ENTERING[n + 1];
      if (next !== undefined) expect([id, describes.to]).toEqual([id, next.describes.from]);
    }
    expect(ENTERING.at(-1)?.id).toBe('china-2023-01');
  });

  it('say what is uncertain, in every one of them', () => {
    for (const { id, notes } of ALL) expect([id, notes.length > 0]).toEqual([id, true]);
  });
});

describe('what changed, on the day it changed', () => {
  it.each([
    ['2022-05-04', 24 * 14, true],
    ['2022-05-05', 24 * 14, false],
    ['2022-05-05', 24 * 7, true],
    ['2022-06-05', 24 * 7, true],
    ['2022-06-06', 24 * 7, false],
    ['2022-06-06', 71, true],
    ['2022-06-06', 72, false],
  ])('a commuter from Hebei on %s with a test of %i hours passes: %s', (day, hours, does) => {
    expect(passes(day, hours, badge('HEBEI'))).toBe(does);
  });

  it.each([
    ['2022-05-18', 24 * 7, true],
    ['2022-05-19', 24 * 7, false],
    ['2022-05-19', 47, true],
    ['2022-05-19', 48, false],
  ])('a commuter from Tianjin on %s with a test of %i hours passes: %s', (day, hours, does) => {
    expect(passes(day, hours, badge('TIANJIN'))).toBe(does);
  });

  it.each([
    ['2022-07-05', 14, false],
    ['2022-07-05', 15, true],
    ['2022-07-06', 8, true],
    ['2022-07-06', 7, false],
  ])('on %s, who was in a county with cases %i days before passes: %s', (day, ago, does) => {
    expect(passes(day, 10, stayedDaysAgo(day, ago, 'COUNTY_WITH_CASES'))).toBe(does);
  });

  it('a land-border county is spoken of until 5 July 2022, and bars nobody', () => {
    const clauseOn = (day: string) =>
      judgeArrival(inForceOn(day), traveller(day, 10, stayedDaysAgo(day, 3, 'LAND_BORDER_COUNTY')));
    expect(clauseOn('2022-07-05')).toMatchObject({ clauseId: 'landBorderCounty', passed: true });
    expect(clauseOn('2022-07-06')).toMatchObject({ clauseId: 'ordinaryEntry', passed: true });
  });

  it('pop-up 3 has a way in from November 2022 on, and none before', () => {
    const routeOn = (day: string) =>
      judgeArrival(inForceOn(day), traveller(day, 10, { healthStatus: { shows: 'POPUP', kind: 3 } })).route;
    expect(routeOn('2022-10-31')).toBe('noEntry');
    expect(routeOn('2022-11-01')).toBe('exception');
    expect(routeOn('2022-12-06')).toBe('exception');
    expect(routeOn('2022-12-07')).toBe('ordinary');
  });

  it('from 7 December 2022 nothing is asked; a positive test still goes to the health authority', () => {
    expect(passes('2022-12-06', 100)).toBe(false);
    expect(passes('2022-12-07', 100, { test: null, healthStatus: null })).toBe(true);
    const sick = traveller('2022-12-07', 1);
    const positive = {
      ...sick,
      test: sick.test === null ? null : { ...sick.test, result: 'POSITIVE' as const },
    };
    expect(judgeArrival(packOf('china-2022-12'), positive).proposals).toEqual(['referTraveller']);
  });
});

describe('leaving Beijing', () => {
  const leaving = packOf('beijing-exit-2022');
  it('asks the destination community for a yellow traveller, and no pledge', () => {
    const { needs, route } = judgeArrival(
      leaving,
      traveller('2022-09-14', 10, { direction: 'OUTBOUND', healthStatus: { shows: 'YELLOW' } }),
    );
    expect(route).toBe('exception');
    expect(needs).toMatchObject({ consent: true, pledge: false, filing: true, test: true });
  });
});
