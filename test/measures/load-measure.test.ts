import { describe, expect, it } from 'vitest';
import type { Clause, Example, Measure } from '../../src/contract/measures.ts';
import { loadMeasure } from '../../src/measures/index.ts';
import { altered, BEIJING_TEXT, EXIT_TEXT, faultsOf } from './packs.ts';

type Loose = Record<string, unknown>;

const loose = (value: unknown): Loose => value as Loose;
const clause = (measure: Measure, id: string): Clause => {
  const found = measure.clauses.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const example = (measure: Measure, n: number): Example => {
  const found = measure.examples[n];
  if (found === undefined) throw new Error(String(n));
  return found;
};
const ORDINARY = 0;
const POPUP1 = 1;
const POPUP3 = 3;

/** One break each: what was done, where the fault must be named, and how the pack is broken. */
const BROKEN: readonly [title: string, path: string, alter: (measure: Measure) => void][] = [
  ['no id', '/id', (m) => Reflect.deleteProperty(m, 'id')],
  ['an id with a space', '/id', (m) => (m.id = 'beijing 2022')],
  ['version zero', '/version', (m) => (m.version = 0)],
  ['a version with a fraction', '/version', (m) => (m.version = 1.5)],
  ['a field nobody knows', '/colour', (m) => (loose(m)['colour'] = 'green')],
  ['a title without English', '/title/en', (m) => Reflect.deleteProperty(m.title, 'en')],
  ['a title whose Chinese is English', '/title/zh-CN', (m) => (m.title['zh-CN'] = 'Entry')],
  ['a title whose English is Chinese', '/title/en', (m) => (m.title.en = '进京')],
  ['another time zone', '/timeZone', (m) => (loose(m)['timeZone'] = 'Europe/Berlin')],
  ['a month with 31 days that has 30', '/describes/to', (m) => (m.describes.to = '2022-11-31')],
  ['a period that ends before it begins', '/describes/to', (m) => (m.describes.to = '2022-10-01')],
  ['a clock missing', '/clocks/holdDue', (m) => Reflect.deleteProperty(m.clocks, 'holdDue')],
  ['a clock unknown', '/clocks/lunchDue', (m) => (loose(m.clocks)['lunchDue'] = 30)],
  ['a hold due in 31 minutes', '/clocks/holdDue', (m) => (m.clocks.holdDue = 31)],
  ['a hold capped at 121 minutes', '/clocks/holdCapDue', (m) => (m.clocks.holdCapDue = 121)],
  ['a departure due in 6 minutes', '/clocks/departureDue', (m) => (m.clocks.departureDue = 6)],
  ['a read-back code good for 11 minutes', '/clocks/readBackCodeDue', (m) => (m.clocks.readBackCodeDue = 11)],
  [
    'a review later than the hold may last',
    '/clocks/holdReviewDue',
    (m) => Object.assign(m.clocks, { holdDue: 20, holdCapDue: 20 }),
  ],
  ['a clock in words', '/clocks/rungDue', (m) => (loose(m.clocks)['rungDue'] = 'soon')],
  ['a hold due after its cap', '/clocks/holdDue', (m) => (m.clocks.holdCapDue = 20)],
  ['a ladder longer than the hold may last', '/clocks/holdCapDue', (m) => (m.clocks.holdCapDue = 40)],
  ['an anchor nobody knows', '/test/anchor', (m) => (loose(m.test)['anchor'] = 'RECEIVED')],
  ['no sampling mode', '/test/samplingModes', (m) => (m.test.samplingModes = [])],
  ['a test rule without a source', '/test/citations', (m) => (m.test.citations = [])],
  [
    'a source nobody listed',
    '/clauses/0/citations/0/source',
    (m) => (clause(m, 'ordinaryEntry').citations[0] = { source: 'hearsay', says: m.title }),
  ],
  ['a source twice', '/sources/1/id', (m) => (loose(m.sources[1])['id'] = m.sources[0]?.id)],
  ['a source on no date', '/sources/0/date', (m) => (loose(m.sources[0])['date'] = '2021-13-01')],
  ['a clause twice', '/clauses/1/id', (m) => (clause(m, 'popup1').id = 'ordinaryEntry')],
  ['no clause at all', '/clauses', (m) => (m.clauses = [])],
  [
    'a state that does not exist',
    '/clauses/0/needs/test/0',
    (m) => (loose(clause(m, 'ordinaryEntry').needs)['test'] = ['fine']),
  ],
  [
    'a silent source that satisfies',
    '/clauses/0/needs/healthStatus/1',
    (m) => (loose(clause(m, 'ordinaryEntry').needs)['healthStatus'] = ['green', 'unavailable']),
  ],
  [
    'a positive test that satisfies',
    '/clauses/0/needs/test/1',
    (m) => (loose(clause(m, 'ordinaryEntry').needs)['test'] = ['fit', 'positive']),
  ],
  [
    'a region that does not exist',
    '/clauses/0/needs/face',
    (m) => (loose(clause(m, 'ordinaryEntry').needs)['face'] = ['matched']),
  ],
  [
    'consent that a call satisfies',
    '/clauses/3/needs/consent/1',
    (m) => (loose(clause(m, 'popup3').needs)['consent'] = ['accepted', 'conditional']),
  ],
  [
    'a source nothing cites',
    '/sources/15/id',
    (m) =>
      m.sources.push({ id: 'idle', title: m.title, publishedBy: m.title, date: '2022', trust: 'repost' }),
  ],
  [
    'consent without a pledge',
    '/clauses/3/needs/pledge',
    (m) => Reflect.deleteProperty(clause(m, 'popup3').needs, 'pledge'),
  ],
  [
    'a proposal where nothing is asked',
    '/clauses/10/whileUnmet',
    (m) => clause(m, 'leaving').whileUnmet.push('showStatus'),
  ],
  [
    'a rule with two operators at once',
    '/clauses/10/appliesWhen',
    (m) => (loose(clause(m, 'leaving').appliesWhen)['!'] = [false]),
  ],
  [
    'a pledge without consent',
    '/clauses/3/needs/consent',
    (m) => Reflect.deleteProperty(clause(m, 'popup3').needs, 'consent'),
  ],
  [
    'a pledge that could never be signed, because nobody is asked for a consent',
    '/clauses/0/needs/pledge',
    (m) => (clause(m, 'ordinaryEntry').needs.pledge = ['signed']),
  ],
  [
    'a pop-up admitted without the exception route',
    '/clauses/1/needs/healthStatus',
    (m) => (clause(m, 'popup1').needs.healthStatus = ['poppedUp(1)']),
  ],
  [
    'an operator that lifts a pop-up',
    '/clauses/1/lift/by/0',
    (m) => (loose(clause(m, 'popup1').lift)['by'] = ['OPERATOR']),
  ],
  [
    'an own test that lifts without the comparison',
    '/clauses/1/lift/by',
    (m) => (loose(clause(m, 'popup1').lift)['ownTestLifts'] = 'throughNightlyComparison'),
  ],
  [
    'a hold without a legal basis',
    '/clauses/3/mayHold/legalBasis',
    (m) => Reflect.deleteProperty(clause(m, 'popup3').mayHold, 'legalBasis'),
  ],
  [
    'turning back as the only proposal',
    '/clauses/0/whileUnmet',
    (m) => (clause(m, 'ordinaryEntry').whileUnmet = ['turnTravellerBack']),
  ],
  [
    'asking a community where no consent is needed',
    '/clauses/0/whileUnmet',
    (m) => clause(m, 'ordinaryEntry').whileUnmet.push('askCommunity'),
  ],
  [
    'a rule that reads what is not handed in',
    '/clauses/0/appliesWhen/===/0/var',
    (m) => (clause(m, 'ordinaryEntry').appliesWhen = { '===': [{ var: 'ethnicity' }, 'any'] }),
  ],
  [
    'a rule that reads what JavaScript would find on any object',
    '/clauses/0/appliesWhen/===/0/var',
    (m) => (clause(m, 'ordinaryEntry').appliesWhen = { '===': [{ var: 'constructor' }, 'x'] }),
  ],
  [
    'a rule with a misspelt state',
    '/clauses/0/appliesWhen/and/1/===/1',
    (m) =>
      (clause(m, 'ordinaryEntry').appliesWhen = {
        and: [
          { '===': [{ var: 'direction' }, 'INBOUND'] },
          { '===': [{ var: 'healthStatus.state' }, 'GREEN'] },
        ],
      }),
  ],
  [
    'a rule that counts hours by itself',
    '/clauses/0/appliesWhen',
    (m) =>
      (clause(m, 'ordinaryEntry').appliesWhen = {
        after: [{ plusTime: [{ var: 'test.anchorAt' }, 48, 'hour'] }, { var: 'arrivedAt' }],
      }),
  ],
  [
    'a rule that is a word',
    '/clauses/0/appliesWhen',
    (m) => (clause(m, 'ordinaryEntry').appliesWhen = 'always'),
  ],
  [
    'an and of one',
    '/clauses/0/appliesWhen/and',
    (m) => (clause(m, 'ordinaryEntry').appliesWhen = { and: [{ '===': [{ var: 'direction' }, 'INBOUND'] }] }),
  ],
  [
    'two clauses for one traveller',
    '/clauses/0/appliesWhen',
    (m) =>
      (clause(m, 'ordinaryEntry').appliesWhen = {
        and: [
          { '===': [{ var: 'direction' }, 'INBOUND'] },
          { in: [{ var: 'healthStatus.state' }, ['green', 'yellow']] },
        ],
      }),
  ],
  ['a clause for nobody', '/clauses/1/appliesWhen', (m) => m.clauses.splice(POPUP1, 0, neverTrue(m))],
  ['a status no clause speaks of', '/clauses', (m) => m.clauses.splice(POPUP1, 1)],
  ['a way in called none', '/clauses/0/route', (m) => (clause(m, 'ordinaryEntry').route = 'noEntry')],
  ['no way in called a way', '/clauses/1/route', (m) => (clause(m, 'popup1').route = 'ordinary')],
  [
    'an example at a time that never was',
    '/examples/0/facts/arrivedAt',
    (m) => (example(m, 0).facts.arrivedAt = '2022-11-31T10:00:00+08:00'),
  ],
  [
    'an example in another zone',
    '/examples/0/facts/arrivedAt',
    (m) => (example(m, 0).facts.arrivedAt = '2022-11-08T10:00:00Z'),
  ],
  [
    'an example outside the days described',
    '/examples/0/facts/arrivedAt',
    (m) => (example(m, 0).facts.arrivedAt = '2022-12-08T10:00:00+08:00'),
  ],
  [
    'an example that does not come out',
    '/examples/0/expect/passed',
    (m) => (example(m, 0).expect.passed = false),
  ],
  [
    'an example named like another',
    '/examples/1/name/en',
    (m) => (example(m, 1).name.en = example(m, 0).name.en),
  ],
  [
    'a clause without an example',
    '/clauses/3/id',
    (m) => (m.examples = m.examples.filter(({ expect: { clause: id } }) => id !== 'popup3')),
  ],
];

/** A clause that asks for a pop-up of two kinds at once. */
function neverTrue(measure: Measure): Clause {
  return {
    ...clause(measure, 'popup1'),
    id: 'never',
    appliesWhen: {
      and: [{ '===': [{ var: 'healthStatus.kind' }, 1] }, { '===': [{ var: 'healthStatus.kind' }, 2] }],
    },
  };
}

describe('a broken measure is refused, and the fault is named where it is', () => {
  it('the clauses stand where these tests look for them', () => {
    const { clauses } = altered(BEIJING_TEXT, () => undefined);
    expect([ORDINARY, POPUP1, POPUP3].map((n) => clauses[n]?.id)).toEqual([
      'ordinaryEntry',
      'popup1',
      'popup3',
    ]);
  });

  for (const [title, path, alter] of BROKEN) {
    it(`${title}: at ${path}`, () => {
      const faults = faultsOf(altered(BEIJING_TEXT, alter));
      expect(faults.map((fault) => fault.path)).toContain(path);
      for (const fault of faults) expect(fault.message).not.toBe('');
    });
  }

  it('text that is not JSON', () => {
    expect(loadMeasure('{')).toMatchObject({ loaded: false, faults: [{ path: '' }] });
  });

  it('JSON that is not a measure', () => {
    for (const text of ['null', '[]', '"beijing"', '{}']) expect(loadMeasure(text).loaded).toBe(false);
  });

  it('names every fault at once, not the first alone', () => {
    const broken = altered(BEIJING_TEXT, (m) => {
      m.id = 'A B';
      m.clocks.holdCapDue = 500;
      m.test.samplingModes = [];
    });
    expect(faultsOf(broken).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/id', '/clocks/holdCapDue', '/test/samplingModes']),
    );
  });

  it('a rule nested beyond reason is a fault, not a crash', () => {
    let rule: unknown = true;
    for (let depth = 0; depth < 200; depth += 1) rule = { '!': [rule] };
    const faults = faultsOf(altered(BEIJING_TEXT, (m) => (clause(m, 'ordinaryEntry').appliesWhen = rule)));
    expect(faults.some(({ message }) => message.includes('deeply'))).toBe(true);
  });
});

describe('a whole measure', () => {
  it('loads, and comes out as it went in', () => {
    for (const text of [BEIJING_TEXT, EXIT_TEXT]) {
      const answer = loadMeasure(text);
      expect(answer).toEqual({ loaded: true, measure: JSON.parse(text) });
    }
  });
});
