/** `guicheng import-directory`, as the operator runs it: from a file to a proposal, or to every fault of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { readConfig } from '../../src/config.ts';
import { importDirectory } from '../../src/import-directory.ts';
import { openHouse } from '../../src/house.ts';
import { houseKeys } from '../../src/house-key.ts';
import { freshFolder } from '../storage/engines.ts';

const DIVISIONS = new URL('../../divisions/beijing-2023-06-30.csv', import.meta.url);
let config: Config;
let folder: string;

beforeAll(async () => {
  folder = await freshFolder();
  const read = readConfig({ DATA_DIR: join(folder, 'data') });
  if (!read.isGood) throw new Error(JSON.stringify(read.bad));
  ({ config } = read);
});

async function run(file: string, options: Record<string, boolean> = {}) {
  const lines: string[] = [];
  const data: unknown[] = [];
  const exit = await importDirectory(config, {
    words: [file],
    options,
    say: (line, one) => {
      lines.push(line);
      if (one !== undefined) data.push(one);
    },
  });
  return { exit, said: lines.join('\n'), data };
}

test('a file with faults is refused with each of them by line and column, and nothing is proposed', async () => {
  const file = join(folder, 'faulty.csv');
  writeFileSync(file, 'code,zh\n110105,朝阳区\n1.1E+17,甲社区\n110105015,\n');
  const { exit, said } = await run(file);
  expect(exit).toBe(1);
  expect(said).toMatch(/3, 代码 Code: .*科学计数法.* rounded this number.* \[1\.1E\+17\]/);
  expect(said).toMatch(/4, 名称 Name: 缺少名称。 The name is missing\./);
  expect(said).toContain('2 faults in 3 rows; not one line of it is taken.');
});

test('a whole city is looked at without a word said, and then proposed, step by step', async () => {
  const file = join(folder, 'beijing.csv');
  writeFileSync(file, readFileSync(DIVISIONS));
  const looked = await run(file, { 'dry-run': true });
  expect([looked.exit, looked.said.includes('Nothing was proposed.')]).toEqual([0, true]);
  const { exit, said, data } = await run(file);
  expect(exit).toBe(0);
  expect(said).toMatch(/s {2}7900 rows are sound: 7900 new, 0 changed, 0 ended, 0 as they are\./);
  expect(data.at(-1)).toMatchObject({ outcome: 'accepted', version: 1, counts: { added: 7_900 } });
  const { warning: _, ...keys } = houseKeys(config);
  const house = await openHouse({
    place: config.place,
    ...keys,
    witnesses: { secondPerson: () => Promise.resolve(null) },
  });
  // One person proposed it; another has to approve it before it is anybody's directory.
  expect(house.spine.registry.offices.size).toBe(0);
  await house.close();
});
