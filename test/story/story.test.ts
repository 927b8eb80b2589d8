import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundingScene } from '../../scripts/story/founding-scene.ts';
import { nobodyRules, positiveWhileHeld } from '../../scripts/story/others.ts';
import { Stage } from '../../scripts/story/stage.ts';
import { engines } from '../storage/engines.ts';

for (const engine of engines)
  describe(`the stories, over HTTP and websocket, on ${engine}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.open(engine, (line) => {
        // `npm run story` tells what the tests only check.
        if (process.env['TELL']) process.stdout.write(`${line}\n`);
      });
    });
    afterAll(() => stage.close());
    test('the founding scene goes as it should have gone', { timeout: 180_000 }, () =>
      expect(foundingScene(stage)).resolves.toBeUndefined(),
    );
    test(
      'a positive test while a card is held is a referral, and the card goes back',
      { timeout: 60_000 },
      () => expect(positiveWhileHeld(stage)).resolves.toBeUndefined(),
    );
    test('nobody rules, the traveller leaves, the card comes back', { timeout: 60_000 }, () =>
      expect(nobodyRules(stage)).resolves.toBeUndefined(),
    );
  });
