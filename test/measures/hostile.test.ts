/** Drafts that somebody broke, by accident or on purpose: every one is refused with a place, or loads; none is a crash. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMeasure, readFactsText } from '../../src/measures/index.ts';
import type { Measure } from '../../src/contract/measures.ts';
import { altered, faultsOf } from './packs.ts';

const TEXT = readFileSync(new URL('../../workflows/measures/beijing-2021-11.json', import.meta.url), 'utf8');
const OCTOBER = readFileSync(
  new URL('../../workflows/measures/beijing-2022-10.json', import.meta.url),
  'utf8',
);

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
/** Walks down by these numbers, and does something to what it comes to. */
function hit(root: Node, way: readonly number[], what: (parent: Node, key: string) => void): void {
  let at = root;
  for (const [n, step] of way.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return;
    const next = at[key];
    if (n === way.length - 1 || !isNode(next)) {
      what(at, key);
      return;
    }
    at = next;
  }
}
const HOSTILE = [
  null,
  '',
  'constructor',
  '__proto__',
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  { var: 'constructor' },
  '\u0000',
] as const;

describe('a draft that was broken', () => {
  it('is refused with a place in it, or loads; and is never a crash', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('delete', 'replace', 'repeat'),
        fc.constantFrom(...HOSTILE),
        (way, how, value) => {
          const draft = JSON.parse(TEXT) as Node;
          hit(draft, way, (parent, key) => {
            if (how === 'delete') Reflect.deleteProperty(parent, key);
            else if (how === 'replace') parent[key] = value;
            else if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
          });
          const answer = loadMeasure(JSON.stringify(draft));
          if (answer.loaded) return;
          expect(answer.faults.length).toBeGreaterThan(0);
          for (const { path, message } of answer.faults) {
            expect(path === '' || path.startsWith('/')).toBe(true);
            expect(message.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '1',
    '{"id":1}',
    '\u0000',
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  ])('that is no measure at all (%#) is refused', (text) => {
    expect(loadMeasure(text).loaded).toBe(false);
    expect(readFactsText(text).read).toBe(false);
  });
});

const clause = (measure: Measure, id: string) => {
  const found = measure.clauses.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
type Break = readonly [title: string, path: string, text: string, alter: (measure: Measure) => void];
const loose = (value: unknown) => value as Node;

/** What only the newer words of a measure can get wrong: what was done, and where the fault must be named. */
const BROKEN: readonly Break[] = [
  [
    'a bar that names no circumstance',
    '/clauses/0/bar',
    TEXT,
    (m) => (clause(m, 'countyWithCases').bar = 'nowhere'),
  ],
  [
    'a bar on somebody it is not about',
    '/clauses/1/bar',
    TEXT,
    (m) =>
      Object.assign(clause(m, 'insideTheCity'), {
        bar: 'countyWithCases',
        route: 'noEntry',
        whileUnmet: ['waitForLift'],
      }),
  ],
  [
    'a way of counting that is none',
    '/clauses/3/countsTestAs',
    TEXT,
    (m) => (clause(m, 'commuter').countsTestAs = 'weekly'),
  ],
  [
    'a circumstance that nothing reads',
    '/circumstances/4/id',
    TEXT,
    (m) => {
      const [first] = m.circumstances ?? [];
      if (first !== undefined) m.circumstances?.push({ ...first, id: 'unread' });
    },
  ],
  [
    'a circumstance twice',
    '/circumstances/1/id',
    TEXT,
    (m) => (loose(m.circumstances?.[1])['id'] = 'countyWithCases'),
  ],
  [
    'a rule that reads a circumstance nobody defined',
    '/clauses/0/appliesWhen/and/2/===/0/var',
    TEXT,
    (m) =>
      (clause(m, 'countyWithCases').appliesWhen = {
        and: [true, true, { '===': [{ var: 'circumstance.moon' }, 'yes'] }],
      }),
  ],
  [
    'a circumstance compared with what it can never be',
    '/clauses/0/appliesWhen/and/0/===/1',
    TEXT,
    (m) =>
      (clause(m, 'countyWithCases').appliesWhen = {
        and: [{ '===': [{ var: 'circumstance.countyWithCases' }, 'maybe'] }, true],
      }),
  ],
  [
    'a window of no days',
    '/circumstances/0/within/days',
    TEXT,
    (m) => (loose(loose(m.circumstances?.[0])['within'])['days'] = 0),
  ],
  [
    'a trait that no place has',
    '/circumstances/0/in/0',
    TEXT,
    (m) => (loose(m.circumstances?.[0])['in'] = ['HAUNTED']),
  ],
  ['claims without a clock', '/clocks/claimDue', TEXT, (m) => Reflect.deleteProperty(m.clocks, 'claimDue')],
  ['a claim that may wait two days', '/clocks/claimDue', TEXT, (m) => (m.clocks.claimDue = 2880)],
  [
    'a claim that nobody is to decide',
    '/clauses/2/whileUnmet',
    TEXT,
    (m) => (clause(m, 'commuterClaim').whileUnmet = ['turnTravellerBack', 'testOnTheSpot']),
  ],
  [
    'a claim that satisfies by being lodged',
    '/clauses/2/needs/filing/0',
    TEXT,
    (m) => (loose(clause(m, 'commuterClaim').needs)['filing'] = ['claimed']),
  ],
  [
    'an entry by consent without a pledge',
    '/clauses/8/needs/pledge',
    readFileSync(new URL('../../workflows/measures/beijing-2022-11-22.json', import.meta.url), 'utf8'),
    (m) => Reflect.deleteProperty(clause(m, 'popup3').needs, 'pledge'),
  ],
  [
    'a duty over before it may be done',
    '/duties/2/due',
    OCTOBER,
    (m) => (loose(m.duties?.[2])['due'] = { count: 12, unit: 'hours', boundary: 'halfOpen' }),
  ],
  [
    'a duty whose source nobody listed',
    '/duties/0/citations/0/source',
    OCTOBER,
    (m) => (loose(m.duties?.[0]?.citations[0])['source'] = 'hearsay'),
  ],
  ['a duty twice', '/duties/1/id', OCTOBER, (m) => (loose(m.duties?.[1])['id'] = m.duties?.[0]?.id)],
  [
    'a lift that waits for a window that lifts nothing',
    '/clauses/0/lift/at',
    TEXT,
    (m) => (loose(clause(m, 'countyWithCases').lift)['by'] = ['AUTHORITY_SCREENING']),
  ],
  [
    'an example that lifts on another day',
    '/examples/4/expect/liftsAt',
    TEXT,
    (m) => (loose(m.examples[4]?.expect)['liftsAt'] = '2021-12-22T00:00:00+08:00'),
  ],
  [
    'an example whose circumstance is another',
    '/examples/4/expect/circumstances/countyWithCases',
    TEXT,
    (m) => (loose(loose(m.examples[4]?.expect)['circumstances'])['countyWithCases'] = 'no'),
  ],
  [
    'an example on a day the calendar has not',
    '/examples/4/facts/itinerary/history/stays/0/from',
    TEXT,
    (m) => {
      const stay = m.examples[4]?.facts.itinerary?.history?.stays[0];
      if (stay !== undefined) stay.from = '2021-11-31';
    },
  ],
];

describe('a broken measure of the newer kind is refused, and the fault is named where it is', () => {
  it.each(BROKEN)('%s: at %s', (_, path, text, alter) => {
    expect(faultsOf(altered(text, alter)).map((fault) => fault.path)).toContain(path);
  });

  it('more cases than anybody could read are refused, and not tried', () => {
    const many = altered(TEXT, (m) => {
      const [first] = m.circumstances ?? [];
      if (first === undefined) throw new Error('none');
      const ids = Array.from({ length: 8 }, (_, n) => `more${n}`);
      m.circumstances?.push(...ids.map((id) => ({ ...first, id })));
      const rule = clause(m, 'ordinaryEntry').appliesWhen as { and: unknown[] };
      rule.and.push(...ids.map((id) => ({ '===': [{ var: `circumstance.${id}` }, 'yes'] })));
    });
    expect(
      faultsOf(many)
        .map(({ message }) => message)
        .join(),
    ).toMatch(/more than 50000 cases/);
  });
});
