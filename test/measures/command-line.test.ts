/** `guicheng measure check` and `explain`: what is said, as data and in words, and the exit codes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Config } from '../../src/config.ts';
import { measures } from '../../src/try-measures.ts';
import { BEIJING_TEXT } from './packs.ts';

let folder = '';
const file = async (name: string, text: string) => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** None of these opens a house, so they are given none. */
const NO_HOUSE = {} as Config;
async function run(words: readonly string[], options: Record<string, string> = {}) {
  const lines: string[] = [];
  const data: unknown[] = [];
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await measures(NO_HOUSE, {
    words,
    options,
    say: (line, said) => {
      if (line !== '') lines.push(line);
      if (said !== undefined) data.push(said);
    },
  });
  errors.mockRestore();
  return { code, lines, data };
}

const FACTS = JSON.stringify({
  arrivedAt: '2022-11-08T13:40:00+08:00',
  direction: 'INBOUND',
  healthStatus: { shows: 'GREEN' },
  test: {
    recordedAt: '2022-11-08T13:45:00+08:00',
    result: 'NEGATIVE',
    sampledAt: null,
    receivedAt: null,
    reportedAt: '2022-11-07T14:00:00+08:00',
    samplingMode: 'SINGLE',
    verification: 'SOURCE_QUERIED',
  },
});

describe('check', () => {
  it('0: says that it is good, and how large', async () => {
    const { code, data } = await run(['check', await file('good.json', BEIJING_TEXT)]);
    expect(code).toBe(0);
    expect(data).toEqual([expect.objectContaining({ good: true, id: 'beijing-2022-11', clauses: 11 })]);
  });

  it('1: names every fault with its place', async () => {
    const broken = BEIJING_TEXT.replace('"holdDue": 30', '"holdDue": 31');
    const { code, lines, data } = await run(['check', await file('bad.json', broken)]);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^\/clocks\/holdDue /);
    expect(data).toEqual([expect.objectContaining({ good: false })]);
  });

  it('2: a file that is not there', async () => {
    expect((await run(['check', join(folder, 'none.json')])).code).toBe(2);
  });
});

describe('explain', () => {
  it('0: says in both languages what applies, why, and how much of the test is left', async () => {
    const { code, lines, data } = await run(['explain', 'beijing-2022-11'], {
      facts: await file('facts.json', FACTS),
    });
    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(/到达时尚余1天0小时20分钟/);
    expect(lines.join('\n')).toMatch(/On arrival 1 d 0 h 20 min were left/);
    expect(data).toEqual([
      expect.objectContaining({
        judgement: expect.objectContaining({ clauseId: 'ordinaryEntry', passed: true }),
      }),
    ]);
  });

  it('says it in one language where one is asked for', async () => {
    const { lines } = await run(['explain', 'beijing-2022-11'], {
      facts: await file('facts.json', FACTS),
      language: 'en',
    });
    expect(lines.join('')).not.toMatch(/\p{Script=Han}/u);
  });

  it('1: facts on a day the calendar has not, by their place', async () => {
    const { code, lines } = await run(['explain', 'beijing-2022-11'], {
      facts: await file('never.json', FACTS.replace('2022-11-07T14', '2022-11-31T14')),
    });
    expect(code).toBe(1);
    expect(lines).toEqual(['/test/reportedAt  the calendar has no 2022-11-31T14:00:00+08:00']);
  });

  it.each([
    ['a measure that nobody shipped', ['explain', 'beijing-1999-01'], {}],
    ['a path dressed as a name', ['explain', '../../package'], {}],
    ['no facts', ['explain', 'beijing-2022-11'], {}],
    ['another word', ['judge', 'beijing-2022-11'], {}],
    ['no word at all', [], {}],
    ['a simulation of no time', ['simulate', 'good.json'], {}],
  ] as const)('2: %s', async (_, words, options) => {
    expect((await run([...words], options)).code).toBe(2);
  });
});
