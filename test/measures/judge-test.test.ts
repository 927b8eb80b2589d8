import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Anchor, Measure, PrintedTime, TestEvidence } from '../../src/contract/measures.ts';
import { judgeFiling, judgeHealthStatus, judgeItinerary, judgeTest } from '../../src/measures/index.ts';
import { readInstant, sayInstant, startOfDay } from '../../src/measures/shanghai-time.ts';
import { beijing } from './packs.ts';

const HOUR = 3_600_000;
const BEIJING = beijing();
const measureWith = (anchor: Anchor, hours: number): Measure => ({
  ...BEIJING,
  test: { ...BEIJING.test, anchor, hours },
});

const at = (value: number): PrintedTime => ({ at: value, precision: 'TIME' });
const negative = (times: Partial<TestEvidence>): TestEvidence => ({
  recordedAt: Number.MAX_SAFE_INTEGER,
  result: 'NEGATIVE',
  sampledAt: null,
  receivedAt: null,
  reportedAt: null,
  samplingMode: 'SINGLE',
  verification: 'SOURCE_QUERIED',
  ...times,
});

const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
const anchors = fc.constantFrom<Anchor>('SAMPLED', 'REPORTED');
const hours = fc.integer({ min: 1, max: 336 });
const RUNS = { seed: 20221108, numRuns: 2000 };

describe('a negative test, as of the arrival', () => {
  it('is fit if and only if anchor + hours > arrivedAt and anchor ≤ recordedAt', () => {
    const near = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(
        anchors,
        hours,
        instants,
        near,
        near,
        fc.boolean(),
        (anchor, n, anchorAt, arrival, entry, isClose) => {
          const arrivedAt = anchorAt + n * HOUR + arrival * (isClose ? 1 : HOUR);
          const recordedAt = anchorAt + entry * (isClose ? 1 : HOUR);
          const times = anchor === 'SAMPLED' ? { sampledAt: at(anchorAt) } : { reportedAt: at(anchorAt) };
          const { state } = judgeTest(measureWith(anchor, n), negative({ ...times, recordedAt }), arrivedAt);
          expect(state === 'fit').toBe(anchorAt + n * HOUR > arrivedAt && anchorAt <= recordedAt);
        },
      ),
      RUNS,
    );
  });

  it('once too old stays too old: fit is monotone in arrivedAt', () => {
    fc.assert(
      fc.property(anchors, hours, instants, instants, instants, (anchor, n, anchorAt, one, other) => {
        const [sooner, later] = one < other ? [one, other] : [other, one];
        const evidence = negative({ sampledAt: at(anchorAt), reportedAt: at(anchorAt + HOUR) });
        const isFit = (arrivedAt: number) =>
          judgeTest(measureWith(anchor, n), evidence, arrivedAt).state === 'fit';
        expect(isFit(later) && !isFit(sooner)).toBe(false);
      }),
      RUNS,
    );
  });

  it('says until when: one millisecond before fitUntil is fit, fitUntil itself is not', () => {
    fc.assert(
      fc.property(anchors, hours, instants, fc.boolean(), (anchor, n, anchorAt, isDay) => {
        const measure = measureWith(anchor, n);
        const time: PrintedTime = { at: anchorAt, precision: isDay ? 'DATE' : 'TIME' };
        const evidence = negative({ sampledAt: time, reportedAt: time });
        const judged = judgeTest(measure, evidence, 0);
        if (judged.state !== 'fit') throw new Error(judged.state);
        const { fitUntil, dateOnly } = judged.detail;
        expect(dateOnly).toBe(isDay);
        expect(judgeTest(measure, evidence, fitUntil - 1)).toEqual(judged);
        expect(judgeTest(measure, evidence, fitUntil)).toEqual({
          state: 'unfit',
          detail: { class: 'expired' },
        });
      }),
      RUNS,
    );
  });

  it('a day alone is never read more mildly than any hour of that day', () => {
    fc.assert(
      fc.property(hours, instants, instants, (n, day, arrivedAt) => {
        const measure = measureWith('REPORTED', n);
        const fit = (precision: PrintedTime['precision']) =>
          judgeTest(measure, negative({ reportedAt: { at: day, precision } }), arrivedAt).state === 'fit';
        expect(fit('DATE') && !fit('TIME')).toBe(false);
      }),
      RUNS,
    );
  });

  it('contradicts itself exactly when no order sampled ≤ received ≤ reported is possible', () => {
    const small = fc.option(fc.integer({ min: 0, max: 4 }), { nil: null });
    fc.assert(
      fc.property(small, small, small, (sampled, received, reported) => {
        const base = Date.UTC(2022, 10, 8);
        const time = (value: number | null) => (value === null ? null : at(base + value));
        const printed = [sampled, received, reported].filter((value) => value !== null);
        const evidence = negative({
          sampledAt: time(sampled),
          receivedAt: time(received),
          reportedAt: time(reported),
        });
        const judged = judgeTest(measureWith('REPORTED', 48), evidence, base);
        const inOrder = printed.every((value, n) => n === 0 || value >= (printed[n - 1] ?? value));
        const expected = printed.length === 0 ? 'showsNoTime' : inOrder ? 'fit' : 'timesContradict';
        expect(judged.state === 'unfit' ? judged.detail.class : judged.state).toBe(expected);
      }),
      RUNS,
    );
  });

  it('is not fit because somebody waited: recordedAt never makes a fit test unfit', () => {
    fc.assert(
      fc.property(instants, instants, fc.nat(10 * 24 * HOUR), (anchorAt, arrivedAt, waited) => {
        const measure = measureWith('REPORTED', 48);
        const judge = (recordedAt: number) =>
          judgeTest(measure, negative({ reportedAt: at(anchorAt), recordedAt }), arrivedAt);
        const first = judge(anchorAt);
        expect(judge(anchorAt + waited)).toEqual(first);
      }),
      RUNS,
    );
  });
});

describe('what is no negative result', () => {
  const measure = BEIJING;
  const cases = {
    POSITIVE: 'positive',
    PENDING_REVIEW: 'underReview',
    SAMPLED_PENDING: 'sampledPending',
    SOURCE_UNAVAILABLE: 'unavailable',
  } as const;
  for (const [result, state] of Object.entries(cases)) {
    it(`${result} is ${state}, whatever times it prints and however it was seen`, () => {
      fc.assert(
        fc.property(instants, instants, instants, (sampled, reported, arrivedAt) => {
          const evidence = negative({
            result: result as TestEvidence['result'],
            sampledAt: at(sampled),
            reportedAt: at(reported),
            recordedAt: 0,
            verification: 'VISUAL_ONLY',
            samplingMode: 'POOL_LARGER',
          });
          expect(judgeTest(measure, evidence, arrivedAt)).toEqual({ state });
        }),
        { seed: 20221108, numRuns: 100 },
      );
    });
  }

  it('nothing shown is needed, in every region', () => {
    expect(judgeTest(measure, null, 0)).toEqual({ state: 'needed' });
    expect(judgeHealthStatus(null)).toEqual({ state: 'needed' });
    expect(judgeItinerary(null)).toEqual({ state: 'needed' });
    expect(judgeFiling(null)).toEqual({ state: 'needed' });
  });

  it('a silent source is unavailable, never green', () => {
    expect(judgeHealthStatus({ shows: 'SOURCE_UNAVAILABLE' })).toEqual({ state: 'unavailable' });
    expect(judgeItinerary({ shows: 'SOURCE_UNAVAILABLE' })).toEqual({ state: 'unavailable' });
  });

  it('a pop-up has a kind and no colour', () => {
    expect(judgeHealthStatus({ shows: 'POPUP', kind: 3 })).toEqual({
      state: 'poppedUp',
      detail: { kind: 3 },
    });
  });
});

describe('the calendar of Asia/Shanghai', () => {
  it('begins its day at 16:00 UTC of the day before', () => {
    expect(startOfDay(Date.UTC(2022, 10, 7, 15, 59, 59, 999))).toBe(Date.UTC(2022, 10, 6, 16));
    expect(startOfDay(Date.UTC(2022, 10, 7, 16))).toBe(Date.UTC(2022, 10, 7, 16));
  });

  it('agrees with the time-zone data of the platform', () => {
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const minute = Math.floor(instant / 60_000) * 60_000;
        expect(sayInstant(minute)).toBe(local.format(minute));
      }),
      { seed: 20221108, numRuns: 500 },
    );
  });

  it('knows no 30 February, no 24th hour and no 61st minute', () => {
    expect(readInstant('2022-02-30')).toBe(null);
    expect(readInstant('2022-11-08T24:00:00+08:00')).toBe(null);
    expect(readInstant('2022-11-08T23:61:00+08:00')).toBe(null);
    expect(readInstant('2022-11-08T00:00:00+08:00')).toBe(readInstant('2022-11-08'));
  });
});
