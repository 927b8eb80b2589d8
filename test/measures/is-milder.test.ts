import { describe, expect, it } from 'vitest';
import type { ArrivalFacts, Measure } from '../../src/contract/measures.ts';
import { isMilder, judgeArrival, readFacts } from '../../src/measures/index.ts';
import { altered, BEIJING_TEXT, beijing } from './packs.ts';

const older = beijing();
const everyFacts: readonly ArrivalFacts[] = older.examples
  .map(({ facts }) => readFacts(facts, '').facts)
  .filter((facts) => facts !== null);

/** A newer measure; only judged by, so its examples need not come out. */
const newer = (alter: (measure: Measure) => void): Measure => altered(BEIJING_TEXT, alter);
const milder = (to: Measure, facts: ArrivalFacts): boolean =>
  isMilder(older, to, judgeArrival(older, facts).clauseId, facts);
const clause = (measure: Measure, id: string) => {
  const found = measure.clauses.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const poppedUp: ArrivalFacts = {
  arrivedAt: Date.UTC(2022, 10, 8, 5, 40),
  direction: 'INBOUND',
  ageYears: null,
  test: null,
  healthStatus: { shows: 'POPUP', kind: 3 },
  itinerary: { shows: 'GREEN' },
  filing: null,
};

describe('a newer measure asks no more', () => {
  it('when nothing changed, for every traveller of the examples', () => {
    for (const facts of everyFacts) expect(milder(older, facts)).toBe(true);
  });

  it('when a test may be older', () => {
    const later = newer(({ test }) => (test.hours = 72));
    for (const facts of everyFacts) expect(milder(later, facts)).toBe(true);
  });

  it('when it counts from the report, which is later than the sampling', () => {
    const fromSampling = newer(({ test }) => (test.anchor = 'SAMPLED'));
    expect(isMilder(fromSampling, older, 'popup3', { ...poppedUp, test: null })).toBe(true);
  });

  it('when pop-up 3 is treated like green', () => {
    const later = newer((measure) => {
      const { needs } = clause(measure, 'popup3');
      measure.clauses[3] = { ...clause(measure, 'popup3'), needs: { test: needs.test ?? ['fit'] } };
    });
    expect(milder(later, poppedUp)).toBe(true);
  });

  it('when a document can no longer be held', () => {
    expect(
      milder(
        newer((m) => (clause(m, 'popup3').mayHold = { allowed: false })),
        poppedUp,
      ),
    ).toBe(true);
  });

  it('when nothing is asked at all, though a positive test stays positive', () => {
    const later = newer((measure) => {
      for (const one of measure.clauses) one.needs = {};
    });
    for (const facts of everyFacts) expect(milder(later, facts)).toBe(true);
  });
});

describe('a newer measure asks more', () => {
  const stricter: Record<string, (measure: Measure) => void> = {
    'when a test must be younger': ({ test }) => (test.hours = 24),
    'when it counts from sampling': ({ test }) => (test.anchor = 'SAMPLED'),
    'when it wants a signature': ({ test }) => (test.minimumVerification = 'SIGNATURE_VALID'),
    'when it takes single samples alone': ({ test }) => (test.samplingModes = ['SINGLE']),
    'when it closes the exception': (m) => (clause(m, 'popup3').needs.healthStatus = ['green']),
    'when it wants a filing too': (m) => (clause(m, 'popup3').needs.filing = ['filed']),
  };
  for (const [when, alter] of Object.entries(stricter)) {
    it(`asks more ${when}`, () => expect(milder(newer(alter), poppedUp)).toBe(false));
  }

  it('of somebody with a positive test, whom the older measure asked for none', () => {
    const leaving: ArrivalFacts = {
      ...poppedUp,
      direction: 'OUTBOUND',
      test: {
        recordedAt: poppedUp.arrivedAt,
        result: 'POSITIVE',
        sampledAt: null,
        receivedAt: null,
        reportedAt: null,
        samplingMode: 'SINGLE',
        verification: 'SOURCE_QUERIED',
      },
    };
    const later = newer((measure) => (clause(measure, 'leaving').needs = { test: ['fit'] }));
    expect(milder(older, leaving)).toBe(true);
    expect(milder(later, leaving)).toBe(false);
  });

  it('when it would undo what is satisfied already', () => {
    const facts = everyFacts.find(
      (one) =>
        judgeArrival(older, one).passed &&
        judgeArrival(
          newer(({ test }) => (test.hours = 24)),
          one,
        ).passed,
    );
    if (facts === undefined) throw new Error('no example passes under both');
    expect(
      milder(
        newer(({ test }) => (test.hours = 24)),
        facts,
      ),
    ).toBe(true);
    expect(
      milder(
        newer(({ test }) => (test.hours = 1)),
        facts,
      ),
    ).toBe(false);
  });

  it('when a document may be held that could not be, or for longer', () => {
    const sooner = newer(({ clocks }) => (clocks.holdCapDue = 60));
    expect(isMilder(sooner, older, 'popup3', poppedUp)).toBe(false);
    const shorter = newer(({ clocks }) => (clocks.holdDue = 15));
    const clauseId = 'popup3';
    expect(isMilder(shorter, older, clauseId, poppedUp)).toBe(false);
    expect(isMilder(older, shorter, clauseId, poppedUp)).toBe(true);
    const never = newer((m) => (clause(m, 'popup3').mayHold = { allowed: false }));
    expect(isMilder(never, older, clauseId, poppedUp)).toBe(false);
  });

  it('in one region and less in another is not milder', () => {
    const mixed = newer((measure) => {
      measure.test.hours = 24;
      const { needs } = clause(measure, 'popup3');
      Reflect.deleteProperty(needs, 'itinerary');
    });
    expect(milder(mixed, poppedUp)).toBe(false);
  });
});
