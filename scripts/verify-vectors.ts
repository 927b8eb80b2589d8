/**
 * `npm run verify-vectors -- DIR [--quiet]`: the outside suites that lie below a folder, run against the product.
 *
 * Per case, every stage with what was expected and what was got; `--quiet` leaves out the cases that passed. The last line is
 * `N passed, N failed`. Ends with 1 where one failed, with 2 where the folder cannot be read or holds no case.
 */
import { isGood, isUntried } from './vectors/outcome.ts';
import { runVectors } from './vectors/run.ts';

const [folder, ...options] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Name a folder: npm run verify-vectors -- DIR\n');
  process.exit(2);
}
const isQuiet = options.includes('--quiet');
const short = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}…` : text);

let [passed, failed, untried] = [0, 0, 0];
try {
  for (const outcome of runVectors(folder)) {
    const good = isGood(outcome);
    if (isUntried(outcome)) untried++;
    else if (good) passed++;
    else failed++;
    if (good && isQuiet && outcome.stages.every(({ passed: is }) => is === true)) continue;
    const verdict = isUntried(outcome) ? 'untried' : good ? 'passed' : 'FAILED';
    process.stdout.write(
      `${verdict}  ${outcome.suite}  ${outcome.name}${outcome.about === '' ? '' : `  (${short(outcome.about)})`}\n`,
    );
    for (const { stage, expected, got, passed: is } of outcome.stages)
      if (!isQuiet || is !== true)
        process.stdout.write(
          `  ${is === null ? '–' : is ? '✓' : '✗'} ${stage}: expected ${short(expected)}, got ${short(got)}\n`,
        );
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
if (untried > 0)
  process.stdout.write(`${untried} untried: they hold nothing that a stage could be tried on\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : passed === 0 ? 2 : 0);
