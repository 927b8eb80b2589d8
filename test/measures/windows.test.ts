/** Windows and their edges: half-open or inclusive, the day of arrival excluded, leap days, Asia/Shanghai whatever the machine says. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Circumstance, History, Measure, Window } from '../../src/contract/measures.ts';
import { ofHistory } from '../../src/measures/index.ts';
import { DAY_MS, HOUR_MS, readInstant, startOfDay } from '../../src/measures/shanghai-time.ts';
import { daysBefore, endOfWindow, nextComparison, startOfDayAfter } from '../../src/measures/windows.ts';
import { beijing } from './packs.ts';

const at = (written: string): number => {
  const instant = readInstant(written);
  if (instant === null) throw new Error(written);
  return instant;
};
/** Any instant from 2019 to 2029, leap days and turns of the year among them. */
const instants = fc.integer({ min: at('2019-01-01'), max: at('2029-12-31') });
const counts = fc.integer({ min: 1, max: 60 });

describe('a window of hours', () => {
  it.each([
    ['halfOpen', false],
    ['inclusive', true],
  ] as const)('%s: at exactly so many hours it is good: %s', (boundary, good) => {
    fc.assert(
      fc.property(instants, counts, (from, count) => {
        const end = endOfWindow({ count, unit: 'hours', boundary }, from);
        const edge = from + count * HOUR_MS;
        expect(edge < end).toBe(good);
        expect(edge - 1 < end).toBe(true);
        expect(edge + 1 < end).toBe(false);
      }),
    );
  });
});

describe('a window of days', () => {
  it('is the same whatever hour of the day it is counted from, and ends at midnight in Asia/Shanghai', () => {
    fc.assert(
      fc.property(instants, counts, fc.integer({ min: 0, max: DAY_MS - 1 }), (from, count, later) => {
        const window: Window = { count, unit: 'days', boundary: 'inclusive' };
        const end = endOfWindow(window, startOfDay(from) + later);
        expect(end).toBe(endOfWindow(window, from));
        expect(startOfDay(end)).toBe(end);
        expect(end).toBe(endOfWindow({ ...window, boundary: 'halfOpen' }, from) + DAY_MS);
      }),
    );
  });

  it.each([
    ['2020-02-15T20:00:00+08:00', 14, '2020-03-01'],
    ['2021-02-15T20:00:00+08:00', 14, '2021-03-02'],
    ['2021-12-20T00:00:00+08:00', 14, '2022-01-04'],
  ])('from %s, %i days inclusive are over at 00:00 of %s', (from, count, end) => {
    expect(endOfWindow({ count, unit: 'days', boundary: 'inclusive' }, at(from))).toBe(at(end));
  });
});

describe('the days before the day of arrival', () => {
  it('are so many whole days, and that day is none of them', () => {
    fc.assert(
      fc.property(instants, counts, (arrivedAt, days) => {
        const { from, until } = daysBefore({ days, dayOfArrival: 'excluded' }, arrivedAt);
        expect(until).toBe(startOfDay(arrivedAt));
        expect(until - from).toBe(days * DAY_MS);
        const included = daysBefore({ days, dayOfArrival: 'included' }, arrivedAt);
        expect(included).toEqual({ from, until: until + DAY_MS });
      }),
    );
  });

  it('asked on 8 September, seven of them are 1 September 00:00 to 7 September 24:00', () => {
    expect(daysBefore({ days: 7, dayOfArrival: 'excluded' }, at('2022-09-08T09:30:00+08:00'))).toEqual({
      from: at('2022-09-01'),
      until: at('2022-09-08'),
    });
  });

  it('reach over a leap day', () => {
    const { from } = daysBefore({ days: 14, dayOfArrival: 'excluded' }, at('2024-03-10T00:00:00+08:00'));
    expect(from).toBe(at('2024-02-25'));
  });
});

describe('what lifts', () => {
  it('24:00 is 00:00 of the next day, and always still to come', () => {
    fc.assert(
      fc.property(instants, (when) => {
        const next = nextComparison(when);
        expect(next).toBeGreaterThan(when);
        expect(next - when).toBeLessThanOrEqual(DAY_MS);
        expect(startOfDay(next)).toBe(next);
      }),
    );
  });

  it('entered on the 1st at any hour: early on the 23rd', () => {
    for (const hour of ['00:00:00', '12:00:00', '23:59:59'])
      expect(startOfDayAfter(at(`2022-03-01T${hour}+08:00`), 22)).toBe(at('2022-03-23'));
  });
});

// ── Circumstances ──

const measureWith = (circumstance: Circumstance): Measure => ({
  ...beijing(),
  circumstances: [circumstance],
});
const judge = (circumstance: Circumstance, history: History | undefined, arrivedAt: number) =>
  ofHistory(
    measureWith(circumstance),
    history === undefined ? null : { shows: 'NOT_SHOWN', history },
    arrivedAt,
  )[circumstance.id];
const says = { 'zh-CN': '情形', en: 'It is so.' };
const counties = (days: number): Circumstance => ({
  id: 'countyWithCases',
  says,
  kind: 'stayed',
  in: ['COUNTY_WITH_CASES'],
  within: { days, dayOfArrival: 'excluded' },
});

describe('a stay', () => {
  it('counts from so many days before the arrival to the day before it, by calendar days alone', () => {
    fc.assert(
      fc.property(
        instants,
        counts,
        fc.integer({ min: 0, max: 80 }),
        fc.integer({ min: 0, max: 20 }),
        (arrivedAt, days, lastAgo, length) => {
          const last = startOfDay(arrivedAt) - lastAgo * DAY_MS + HOUR_MS;
          const history: History = {
            stays: [{ from: last - length * DAY_MS, to: last, is: ['COUNTY_WITH_CASES'] }],
            events: [],
          };
          const firstAgo = lastAgo + length;
          const lies = firstAgo >= 1 && lastAgo <= days;
          expect(judge(counties(days), history, arrivedAt)).toBe(lies ? 'yes' : 'no');
        },
      ),
    );
  });

  it('nobody spoke of is neither a yes nor a no', () => {
    expect(judge(counties(14), undefined, at('2022-01-01'))).toBe('unknown');
  });

  it('of four hours or less does not count where only longer ones do', () => {
    const longer: Circumstance = { ...counties(14), longerThanHours: 4 } as Circumstance;
    const of = (hours: number): History => ({
      stays: [{ from: at('2022-01-01'), to: at('2022-01-01'), is: ['COUNTY_WITH_CASES'], hours }],
      events: [],
    });
    expect(judge(longer, of(4), at('2022-01-03'))).toBe('no');
    expect(judge(longer, of(4.5), at('2022-01-03'))).toBe('yes');
  });
});

describe('days spent in one kind of place alone', () => {
  const lowRisk: Circumstance = {
    id: 'lowRisk',
    says,
    kind: 'stayedOnly',
    in: ['BEIJING', 'HEBEI'],
    and: ['LOW_RISK'],
    within: { days: 14, dayOfArrival: 'excluded' },
  };
  const arrivedAt = at('2020-05-20T10:00:00+08:00');
  const stay = (from: string, to: string, ...is: History['stays'][number]['is']) => ({
    from: at(from),
    to: at(to),
    is,
  });
  it('have to be accounted for, every one of them', () => {
    const whole = [stay('2020-05-06', '2020-05-19', 'HEBEI', 'LOW_RISK')];
    const gap = [
      stay('2020-05-06', '2020-05-12', 'HEBEI', 'LOW_RISK'),
      stay('2020-05-14', '2020-05-19', 'BEIJING', 'LOW_RISK'),
    ];
    expect(judge(lowRisk, { stays: whole, events: [] }, arrivedAt)).toBe('yes');
    expect(judge(lowRisk, { stays: gap, events: [] }, arrivedAt)).toBe('unknown');
  });
  it('are not, with one day elsewhere or one day of higher risk', () => {
    const base = stay('2020-05-06', '2020-05-19', 'HEBEI', 'LOW_RISK');
    for (const other of [
      stay('2020-05-06', '2020-05-06', 'ELSEWHERE', 'LOW_RISK'),
      stay('2020-05-19', '2020-05-19', 'HEBEI', 'MEDIUM_RISK'),
    ])
      expect(judge(lowRisk, { stays: [base, other], events: [] }, arrivedAt)).toBe('no');
    const before = stay('2020-05-05', '2020-05-05', 'ELSEWHERE', 'HIGH_RISK');
    expect(judge(lowRisk, { stays: [base, before], events: [] }, arrivedAt)).toBe('yes');
  });
});

describe('something that began', () => {
  const isolated: Circumstance = {
    id: 'isolated',
    says,
    kind: 'lasts',
    since: ['CONFIRMED', 'NAMED_A_CLOSE_CONTACT'],
    until: ['ISOLATION_ENDED'],
  };
  it('lasts until the last end that came after it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 100 })), { maxLength: 8 }),
        (happened) => {
          const arrivedAt = at('2022-09-14T12:00:00+08:00');
          const history: History = {
            stays: [],
            events: happened.map(([begins, ago]) => ({
              event: begins ? 'NAMED_A_CLOSE_CONTACT' : 'ISOLATION_ENDED',
              at: { at: arrivedAt - ago * HOUR_MS, precision: 'TIME' },
            })),
          };
          const begun = Math.min(Infinity, ...happened.filter(([begins]) => begins).map(([, ago]) => ago));
          const ended = Math.min(Infinity, ...happened.filter(([begins]) => !begins).map(([, ago]) => ago));
          const lasts = begun !== Infinity && begun < ended;
          // The same instant for both: ended.
          expect(judge(isolated, history, arrivedAt)).toBe(lasts ? 'yes' : 'no');
        },
      ),
    );
  });
});
