import { sql } from 'kysely';
import type { Instant } from '../contract/streams.ts';
import type { Storage } from './open-storage.ts';
import type { Writer } from './schema.ts';
import { CHANGES_FLOOR } from './views.ts';

/** How much of what changed is kept for a screen that comes back. Whichever bound is reached first holds. */
export interface FeedKept {
  readonly hours: number;
  /** Positions of the log. */
  readonly rows: number;
}

/** Enough for a shift, a night, and the next one; and never more than a database of modest size holds easily. */
export const FEED_KEPT: FeedKept = { hours: 24, rows: 200_000 };

/** How many positions go in one transaction: others write in between. */
const STEP = 500;
const HOUR_MS = 3_600_000;

/**
 * Deletes changes that no screen needs any more, oldest first and in steps, and gives up to which position they are gone.
 * The position moves in the same transaction: a cursor from before it is answered `reload`, never with a gap.
 */
export async function pruneChanges(storage: Storage, now: Instant, kept: FeedKept): Promise<number> {
  const before = now - kept.hours * HOUR_MS;
  for (;;) {
    const step = await storage.write((writer) => pruneStep(writer, before, kept.rows));
    if (step.done) return step.floor;
  }
}

async function pruneStep(
  writer: Writer,
  before: Instant,
  rows: number,
): Promise<{ readonly floor: number; readonly done: boolean }> {
  const { rows: found } = await sql<{ floor: number; last: number }>`
    select coalesce((select position from cursors where name = ${CHANGES_FLOOR}), 0) as floor,
      coalesce((select max(position) from log), 0) as last`.execute(writer);
  const { floor, last } = found[0] as { floor: number; last: number };
  const { rows: step } = await sql<{ position: number }>`
    select l.position from (select * from log where position > ${floor} order by position limit ${STEP}) l
    join journal j on j.stream_month = l.stream_month and j.stream_kind = l.stream_kind
      and j.stream_id = l.stream_id and j.version = l.version
    where j.recorded_at < ${before} or l.position <= ${last - rows}
    order by l.position`.execute(writer);
  // Clocks go back now and then: only what is old without a gap goes.
  const gone = step.findIndex(({ position }, index) => position !== floor + 1 + index);
  const to = floor + (gone === -1 ? step.length : gone);
  if (to === floor) return { floor, done: true };
  await sql`delete from changes where (stream_id, version, stream_kind) in (
    select stream_id, version, stream_kind from log where position > ${floor} and position <= ${to})`.execute(
    writer,
  );
  await writer
    .insertInto('cursors')
    .values({ name: CHANGES_FLOOR, position: to })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ position: to }))
    .execute();
  return { floor: to, done: to - floor < STEP };
}
