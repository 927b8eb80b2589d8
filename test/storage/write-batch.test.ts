/** The statements of a batch are handed over together: where one fails, that one is told, not those it took with it. */
import { expect, test } from 'vitest';
import { type Effect, timersOf, writeBatch } from '../../src/storage/index.ts';
import { engines, openTestStorage, TEST_NOW } from './engines.ts';
import { newHandoff } from './samples.ts';

test.each(engines)(
  'a batch that fails says which statement failed, and leaves nothing, on %s',
  async (engine) => {
    const storage = await openTestStorage(engine);
    const key = newHandoff();
    const effect: Effect = {
      ...key,
      version: 1,
      n: 0,
      type: 'drawPledge',
      params: {},
      sealedParts: [],
      at: TEST_NOW,
    };
    const batch = {
      // Waited for before the effects in the list, and sent after them.
      taken: [{ ...key, kind: 'hold', keyedDigest: 'd'.repeat(64), subject: key.streamId }],
      timers: [{ ...key, name: 'holdReviewDue', dueAt: TEST_NOW, setByVersion: 1 }],
      effects: [effect],
    };
    await storage.write((writer) => writeBatch(writer, { effects: [effect] }));
    const fault = await storage.write((writer) => writeBatch(writer, batch)).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'uniqueIsTaken', context: { table: 'outbox' } });
    expect(await timersOf(storage.read, key)).toEqual([]);
  },
);
