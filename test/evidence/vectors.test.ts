/** The outside suites, where they are there: `../shared/vectors`, or the folder that GUICHENG_VECTORS names. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isGood, isUntried } from '../../scripts/vectors/outcome.ts';
import { runVectors } from '../../scripts/vectors/run.ts';

const folder =
  process.env['GUICHENG_VECTORS'] ?? fileURLToPath(new URL('../../../shared/vectors', import.meta.url));
const isThere = existsSync(folder);
if (!isThere) process.stdout.write(`1 test not run: the outside vectors are not at ${folder}\n`);

test.skipIf(!isThere)(
  'every outside case comes out as its suite expects',
  () => {
    const outcomes = [...runVectors(folder)];
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.filter((one) => !isGood(one) && !isUntried(one))).toEqual([]);
  },
  120_000,
);
