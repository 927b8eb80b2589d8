import { sql } from 'kysely';
import type { StreamKey, StreamKind } from '../contract/streams.ts';
import { recordset } from './recordset.ts';
import type { Writer } from './schema.ts';

/** What one turn of the sequencer did. `waiting`: another node holds the turn. */
export interface Sequenced {
  readonly outcome: 'moved' | 'waiting';
  readonly rows: number;
}

/**
 * Gives committed rows their positions, on PostgreSQL: moves at most `limit` from the queue to the log.
 * One node at a time does it; the others are told `waiting`. Positions are contiguous, and no row of a stream comes
 * before the row it builds on. All in one transaction: a node that dies in the middle has moved nothing.
 * On SQLite rows have their positions from the start; there is nothing to call.
 */
export async function sequence(writer: Writer, limit = 1000): Promise<Sequenced> {
  const lock = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('guicheng sequencer')) as mine`.execute(writer);
  if (lock.rows[0]?.mine !== true) return { outcome: 'waiting', rows: 0 };
  const { rows: waiting } = await sql<Waiting>`
    select u.*, (u.version = 1 or exists (select 1 from log l where l.stream_id = u.stream_id
      and l.version = u.version - 1 and l.stream_kind = u.stream_kind)) as follows
    from unsequenced u order by u.id limit ${limit}`.execute(writer);
  const ready = inStreamOrder(waiting);
  if (ready.length === 0) return { outcome: 'moved', rows: 0 };
  await sql`with moved as (
      select u.*, r.ord from ${recordset(
        'postgres',
        'r',
        { id: 'int', ord: 'int' },
        ready.map((row, ord) => ({ id: row.id, ord })),
      )} join unsequenced u on u.id = r.id),
    taken as (delete from unsequenced u using moved m where u.id = m.id)
    insert into log (position, stream_month, stream_kind, stream_id, version, leaf_hash)
    select (select coalesce(max(position), 0) from log) + 1 + ord,
           stream_month, stream_kind, stream_id, version, leaf_hash
    from moved`.execute(writer);
  return { outcome: 'moved', rows: ready.length };
}

/** How many committed rows wait for a position. Zero means that the log is complete. */
export async function unsequencedRows(writer: Pick<Writer, 'selectFrom'>): Promise<number> {
  const row = await writer
    .selectFrom('unsequenced')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .executeTakeFirst();
  return row?.rows ?? 0;
}

interface Waiting {
  id: number;
  stream_kind: StreamKind;
  stream_id: string;
  version: number;
  leaf_hash: string;
  /** The row before it has its position already, or there is none before it. */
  follows: boolean;
}

/**
 * The queue's order is already each stream's order, because a stream is locked until its writer commits. This holds
 * back any row for which it were not so, rather than trusting it.
 */
function inStreamOrder(waiting: readonly Waiting[]): Waiting[] {
  const reached = new Map<string, number>();
  return waiting.filter((row) => {
    const key = keyText({ streamKind: row.stream_kind, streamId: row.stream_id });
    const follows = row.follows || reached.get(key) === row.version - 1;
    if (follows) reached.set(key, row.version);
    return follows;
  });
}

function keyText(key: StreamKey): string {
  return `${key.streamKind}/${key.streamId}`;
}
