import { sql } from 'kysely';
import type { Instant, StreamKey, StreamKind } from '../contract/streams.ts';
import { bulkStatement } from './bulk-statement.ts';
import { engineOf } from './engine.ts';
import type { Reader, Writer } from './schema.ts';

/** One timer of one stream; setting it again moves it. */
export interface TimerKey extends StreamKey {
  readonly name: string;
}

export interface Timer extends TimerKey {
  readonly dueAt: Instant;
  /** The version that set it: whoever fires it names this version and is refused if the stream has moved the timer. */
  readonly setByVersion: number;
}

/** A timer lent to one process until its lease lapses. `attempts` counts the lendings, this one included. */
export interface DueTimer extends Timer {
  readonly attempts: number;
}

/** Sets timers, or moves them. */
export async function setTimers(writer: Writer, timers: readonly Timer[]): Promise<void> {
  if (timers.length === 0) return;
  const rows = timers.map((timer) => ({
    stream_kind: timer.streamKind,
    stream_id: timer.streamId,
    name: timer.name,
    due_at: timer.dueAt,
    set_by_version: timer.setByVersion,
  }));
  await upsertTimers(writer, rows);
}

/** Cancels timers; those that are not set are passed over. A timer that fired is cancelled by the row it caused. */
export async function cancelTimers(writer: Writer, keys: readonly TimerKey[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map((key) => ({ stream_kind: key.streamKind, stream_id: key.streamId, name: key.name }));
  await deleteTimers(writer, rows);
}

/**
 * Lends due timers to the caller, each to one process at a time, oldest first.
 * If the caller dies, they are due again when the lease (`leaseMs`) lapses.
 */
export async function claimDueTimers(
  writer: Writer,
  now: Instant,
  limit: number,
  leaseMs: number,
): Promise<DueTimer[]> {
  const skip = engineOf(writer) === 'postgres' ? sql`for update skip locked` : sql``;
  const { rows } = await sql<TimerRow>`
    update timers set attempts = attempts + 1, leased_until = ${now + leaseMs}
    where (stream_kind, stream_id, name) in (
      select stream_kind, stream_id, name from timers where due_at <= ${now} and leased_until <= ${now}
      order by due_at limit ${limit} ${skip})
    returning stream_kind, stream_id, name, due_at, set_by_version, attempts`.execute(writer);
  return rows.map(timerOf).sort((a, b) => a.dueAt - b.dueAt);
}

/** Takes a fired timer away, unless it was set anew in the meantime. */
export async function completeTimer(writer: Writer, timer: DueTimer): Promise<void> {
  await writer
    .deleteFrom('timers')
    .where('stream_kind', '=', timer.streamKind)
    .where('stream_id', '=', timer.streamId)
    .where('name', '=', timer.name)
    .where('due_at', '=', timer.dueAt)
    .where('set_by_version', '=', timer.setByVersion)
    .execute();
}

/** Makes a lent timer due again at an instant, unless it was set anew or lent to another in the meantime. */
export async function retryTimer(writer: Writer, timer: DueTimer, at: Instant): Promise<void> {
  await writer
    .updateTable('timers')
    .set({ leased_until: at })
    .where('stream_kind', '=', timer.streamKind)
    .where('stream_id', '=', timer.streamId)
    .where('name', '=', timer.name)
    .where('set_by_version', '=', timer.setByVersion)
    .where('attempts', '=', timer.attempts)
    .execute();
}

/** All timers of a stream, soonest first. */
export async function timersOf(reader: Reader, key: StreamKey): Promise<DueTimer[]> {
  const rows = await reader
    .selectFrom('timers')
    .selectAll()
    .where('stream_kind', '=', key.streamKind)
    .where('stream_id', '=', key.streamId)
    .orderBy('due_at')
    .execute();
  return rows.map(timerOf);
}

/** When the next timer falls due; null when none is set. A dispatcher may sleep until then. */
export async function nextTimerAt(reader: Reader): Promise<Instant | null> {
  const row = await reader
    .selectFrom('timers')
    .select('due_at')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

const upsertTimers = bulkStatement(
  { stream_kind: 'text', stream_id: 'text', name: 'text', due_at: 'int', set_by_version: 'int' },
  (rows) => sql`
    insert into timers (stream_kind, stream_id, name, due_at, set_by_version, attempts, leased_until)
    select stream_kind, stream_id, name, due_at, set_by_version, 0, 0 from ${rows} where true
    on conflict (stream_kind, stream_id, name) do update set due_at = excluded.due_at,
      set_by_version = excluded.set_by_version, attempts = 0, leased_until = 0`,
);

const deleteTimers = bulkStatement(
  { stream_kind: 'text', stream_id: 'text', name: 'text' },
  (rows) => sql`delete from timers where (stream_kind, stream_id, name) in
    (select stream_kind, stream_id, name from ${rows})`,
);

interface TimerRow {
  stream_kind: string;
  stream_id: string;
  name: string;
  due_at: number;
  set_by_version: number;
  attempts: number;
}

function timerOf(row: TimerRow): DueTimer {
  return {
    streamKind: row.stream_kind as StreamKind,
    streamId: row.stream_id,
    name: row.name,
    dueAt: row.due_at,
    setByVersion: row.set_by_version,
    attempts: row.attempts,
  };
}
