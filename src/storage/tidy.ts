/** What the house clears away by itself, and makes room for, so that it may stay up for years. */
import { type Instant, KEPT_MS } from '../contract/streams.ts';
import { forgetCommandIds } from './command-ids.ts';
import { preparePartitions } from './migrate.ts';
import { databasesOf, type Storage } from './open-storage.ts';
import { forgetReadBackCodes } from './persons.ts';
import { forgetRefusedAttempts } from './refused-attempts.ts';
import { type FeedKept, pruneChanges } from './prune-changes.ts';

/** How much goes in one transaction: others write in between. */
const STEP = 500;

/** What one turn cleared away. */
export interface Tidied {
  readonly commandIds: number;
  readonly readBackCodes: number;
  readonly keys: number;
  /** Notes of one shift to the next that open no more. */
  readonly notes: number;
  readonly refusedAttempts: number;
  /** Changes up to this position of the log are gone. */
  readonly changesUpTo: number;
}

/**
 * To be run about once an hour. Gives the months to come their partitions on PostgreSQL; forgets command ids after 30 days
 * and refusals after 24 hours, refused attempts after over a year, codes that lapsed, keys that no row came to use, and
 * changes that no screen needs; destroys the keys of notes after 30 days. Sessions, step-ups and links are the doors' to
 * forget. Done twice, or on two nodes at once, it comes to the same.
 */
export async function tidy(storage: Storage, now: Instant, feed: FeedKept): Promise<Tidied> {
  await preparePartitions(databasesOf(storage).main, now);
  const commandIds = await inSteps(() => storage.write((writer) => forgetCommandIds(writer, now, STEP)));
  const readBackCodes = await storage.write((writer) => forgetReadBackCodes(writer, now));
  const keys = await inSteps(() => storage.keys.sweep(storage.read, now, STEP));
  const notes = await inSteps(() => storage.keys.destroyAged('note', now - KEPT_MS.note, now, STEP));
  const refusedAttempts = await inSteps(() =>
    storage.write((writer) => forgetRefusedAttempts(writer, now, STEP)),
  );
  return {
    commandIds,
    readBackCodes,
    keys,
    notes,
    refusedAttempts,
    changesUpTo: await pruneChanges(storage, now, feed),
  };
}

async function inSteps(step: () => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const done = await step();
    all += done;
    if (done < STEP) return all;
  }
}
