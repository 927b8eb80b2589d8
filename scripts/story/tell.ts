/** `npm run story`: plays the three stories on a fresh house and exits non-zero at the first difference. `ENGINES=postgres` chooses the engine. */
import type { Engine } from '../../src/storage/index.ts';
import { foundingScene } from './founding-scene.ts';
import { nobodyRules, positiveWhileHeld } from './others.ts';
import { Stage } from './stage.ts';

const engine = (process.env['ENGINES'] ?? 'sqlite') as Engine;
const stage = await Stage.open(engine, (line) => process.stdout.write(`${line}\n`));
try {
  for (const story of [foundingScene, positiveWhileHeld, nobodyRules]) await story(stage);
  process.stdout.write('\nEverything went as told.\n');
} catch (error) {
  process.stdout.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stage.close();
}
