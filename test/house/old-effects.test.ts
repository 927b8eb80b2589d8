/** An effect that waited too long for its command's id to be taken is not done: it fails, is parked, and shows. */
import { expect, test } from 'vitest';
import { type HandlerOptions, handlersOf } from '../../src/effects/index.ts';
import type { DueEffect } from '../../src/storage/index.ts';
import { details, HOUSE, MINUTE, openWorld, stopOne } from '../commands/world.ts';
import { openTestStorage } from '../storage/engines.ts';

const DAY = 24 * 60 * MINUTE;

test('an effect resumed after more than thirty days is never taken for done', async () => {
  const storage = await openTestStorage('sqlite');
  const world = await openWorld(storage);
  await stopOne(world, details());
  const [announcement] = [...world.spine.registry.announcements.keys()];
  const { applyAnnouncementEnd } = handlersOf({
    storage,
    submit: (command, by) => world.spine.submit(command, by),
    house: HOUSE,
  } satisfies Partial<HandlerOptions> as unknown as HandlerOptions);
  const effect = (at: number): DueEffect => ({
    streamKind: 'announcement',
    streamId: announcement ?? '',
    version: 1,
    n: 0,
    type: 'applyAnnouncementEnd',
    params: {},
    sealedParts: [],
    attempts: 1,
    at,
  });
  await expect(applyAnnouncementEnd(effect(world.clock.now - 40 * DAY))).rejects.toThrow(
    'commandIdIsOfToday',
  );
  await expect(applyAnnouncementEnd(effect(world.clock.now))).resolves.toBeUndefined();
});
