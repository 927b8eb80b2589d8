/** Offices are reached at least once, in order, under one id, and never too fast for a robot; however often the house is killed. */
import { expect, test } from 'vitest';
import { engines } from '../storage/engines.ts';
import { run } from './run.ts';

const EXAM = process.env['EXAM'] !== undefined;
const SEED = Number(process.env['SEED'] ?? (EXAM ? Math.floor(Math.random() * 1e9) : 20_221_127));
/** A case comes to fifteen items over seven channels. */
const CASES = EXAM ? 680 : 11;
/** Twenty-seven pieces of news for one robot in half a minute: more than it takes in a whole one. */
const RUSH = 9;
const KILLS = EXAM ? 40 : 2;
const again = (engine: string) =>
  `run again: SEED=${SEED} ENGINES=${engine} ${EXAM ? 'EXAM=1 ' : ''}npx vitest run test/reach/delivery.test.ts`;

/** The lanes themselves are tested on every engine on every run (`test/storage/lanes.test.ts`). */
for (const engine of EXAM ? engines : engines.slice(0, 1))
  test(`offices are reached under faults and kills on ${engine}`, { timeout: 3_600_000 }, async () => {
    const { faults, counts } = await run({ engine, seed: SEED, cases: CASES, kills: KILLS, rush: RUSH });
    console.log(JSON.stringify({ ...counts, again: again(engine) }));
    expect(faults.slice(0, 20)).toEqual([]);
    expect(counts['items']).toBeGreaterThanOrEqual(EXAM ? 10_000 : 250);
    expect(counts['repetitions']).toBeGreaterThan(0);
    // The limit was met, or nothing would be shown by its being kept.
    expect(counts['mostInAMinute']).toBe(20);
  });

test('a house that lets go before anybody has taken a message loses some', { timeout: 600_000 }, async () => {
  const course = { engine: engines[0] ?? 'sqlite', seed: SEED, cases: 12, kills: 1, rush: 0 } as const;
  const { faults } = await run({ ...course, mutant: 'deletesFirst' });
  // Of the same news said twice one may have come: then it is a message too few.
  expect(faults.filter((fault) => /was never delivered|messages for/.test(fault))).not.toEqual([]);
});

test('a house that forgets the limit when it is opened anew exceeds it', { timeout: 600_000 }, async () => {
  const course = { engine: engines[0] ?? 'sqlite', seed: SEED, cases: 0, kills: 0, rush: RUSH } as const;
  const { faults } = await run({ ...course, mutant: 'forgetsTheLimit' });
  expect(faults.filter((fault) => fault.includes('messages in one minute'))).not.toEqual([]);
});
