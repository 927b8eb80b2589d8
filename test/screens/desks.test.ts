/** The parts of the supervisor's and the administrator's screens that need no page. */
import { describe, expect, test } from 'vitest';
import { drawSample } from '../../src/contract/sample.ts';
import { ADMIN } from '../../src/screens/admin/words.ts';
import { DESK } from '../../src/screens/shared/words/desk-words.ts';
import { CASE } from '../../src/screens/supervisor/case-words.ts';
import { SUPERVISOR } from '../../src/screens/supervisor/words.ts';

type Word = { zh: string; en: string } | ((...given: never[]) => { zh: string; en: string });

test('every word is said in both languages, and no English word holds a Chinese character', () => {
  for (const word of [SUPERVISOR, CASE, ADMIN, DESK].flatMap((of): Word[] => Object.values(of))) {
    const said =
      typeof word === 'function'
        ? (word as unknown as (...given: number[]) => { zh: string; en: string })(1, 2, 3, 4, 5)
        : word;
    expect(said.en).not.toMatch(/\p{Script=Han}/u);
    expect(said.zh).not.toBe('');
    expect(said.en).not.toBe('');
  }
});

describe('a dip sample', () => {
  const population = Array.from({ length: 100 }, (_, n) => ({ key: `case-${n}`, at: n }));
  const drawn = (seed: string, size = 10) =>
    drawSample(population, { seed, size, from: 0, to: 50 }).drawn.map(({ key }) => key);

  test('is the same for everybody who has the seed, and another for another seed', () => {
    expect(drawn('autumn')).toEqual(drawn('autumn'));
    expect(drawn('autumn')).not.toEqual(drawn('winter'));
    expect(new Set(drawn('autumn')).size).toBe(10);
  });

  test('is drawn from the period alone, and never asks for more than there is', () => {
    const { of } = drawSample(population, { seed: 'x', size: 10, from: 10, to: 20 });
    expect(of.map(({ at }) => at)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(drawn('x', 200)).toHaveLength(50);
  });

  test('a larger one holds the smaller, and everybody is drawn about as often', () => {
    expect(drawn('y', 20).slice(0, 10)).toEqual(drawn('y', 10));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 1_000; seed++)
      for (const key of drawn(`seed ${seed}`)) times.set(key, (times.get(key) ?? 0) + 1);
    // 200 expected for each of the fifty.
    expect(Math.min(...times.values())).toBeGreaterThan(140);
    expect(Math.max(...times.values())).toBeLessThan(260);
    expect(times.size).toBe(50);
  });
});
