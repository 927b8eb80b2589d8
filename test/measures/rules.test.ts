/** docs/rules.md stays true: every rule has its row, and every reference in it leads somewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mustLoad } from './packs.ts';

const FOLDER = new URL('../../workflows/measures/', import.meta.url);
const TABLE = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');
const PACKS = new Map(
  readdirSync(FOLDER).map((file) => {
    const measure = mustLoad(readFileSync(new URL(file, FOLDER), 'utf8'));
    return [measure.id, measure] as const;
  }),
);
const ROWS = new Map(
  [...TABLE.matchAll(/^\| (R-\d\d) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, rule = '', words = '', where = '']) => [rule, { words, where }] as const,
  ),
);
const REFERENCES = [...TABLE.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)([/#])([A-Za-z0-9]+)`/g)].map(
  ([written = '', pack = '', kind = '', name = '']) => ({ written, pack, kind, name }),
);

const between = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => `R-${String(from + n).padStart(2, '0')}`);
const RULES = [...between(1, 18), ...between(20, 25), ...between(30, 38), ...between(40, 47)];

describe('docs/rules.md', () => {
  it('has one row for every rule, and no other', () => {
    expect([...ROWS.keys()]).toEqual(RULES);
    expect(TABLE.match(/^\| R-\d\d \|/gm)).toHaveLength(RULES.length);
  });

  it.each(RULES)('%s names a clause, or says why it is no decision', (rule) => {
    const where = ROWS.get(rule)?.where ?? '';
    expect(/`[a-z0-9-]+[/#]/.test(where) || where.startsWith('No decision')).toBe(true);
  });

  it.each(REFERENCES)('$written exists', ({ pack, kind, name }) => {
    const measure = PACKS.get(pack);
    expect(measure?.id).toBe(pack);
    const named =
      kind === '/'
        ? measure?.clauses
        : [...(measure?.circumstances ?? []), ...(measure?.countings ?? []), ...(measure?.duties ?? [])];
    expect(named?.map(({ id }) => id)).toContain(name);
  });

  it.each([...PACKS.keys()])('names %s', (pack) => {
    expect(REFERENCES.map((reference) => reference.pack)).toContain(pack);
  });
});
