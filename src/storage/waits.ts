/**
 * Waits over a jump of the wall clock: what waits is worked out anew, so that half an hour stays half an hour.
 *
 * Rows of timers hold instants of the wall clock, and so do codes that lapse and effects that wait to be tried again.
 * When the clock jumps they jump with it, in the transaction that writes the jump down. What was set for an instant that
 * somebody named, the end of an announcement or of a shift, stays where it is.
 */
import { sql } from 'kysely';
import type { Instant, StreamKind } from '../contract/streams.ts';
import { engineOf } from './engine.ts';
import type { Writer } from './schema.ts';
import { readViews, replaceRows } from './views.ts';

/** A jump of the clock that the waits of this house were measured by. */
export interface Jump {
  /** How far; below zero, back. */
  readonly byMs: number;
  /** The boot that saw it, and its monotonic clock then: what this boot set later was set by the new time. */
  readonly bootId: string;
  readonly sinceMonoMs: number;
}

/** A clock in the row of a stream. `shifted`: how far it was moved away from the instants the stream remembers. */
export interface ShownClock {
  readonly dueAt: Instant;
  readonly setByVersion: number;
  readonly shifted?: number;
}

/** Moves every wait by a jump, and gives how many timers that were. */
export async function shiftWaits(writer: Writer, { byMs, bootId, sinceMonoMs }: Jump): Promise<number> {
  if (engineOf(writer) === 'postgres')
    await sql`select 1 from streams where (stream_kind, stream_id) in (select stream_kind, stream_id from timers)
      order by stream_kind, stream_id for update`.execute(writer);
  const { rows: moved } = await sql<{ stream_kind: StreamKind; stream_id: string; name: string }>`
    update timers set due_at = due_at + ${byMs},
      leased_until = case when leased_until = 0 then 0 else leased_until + ${byMs} end
    where name <> 'announcementEnds' and stream_kind <> 'shift' and not exists (
      select 1 from journal j where j.stream_kind = timers.stream_kind and j.stream_id = timers.stream_id
        and j.version = timers.set_by_version and j.boot_id = ${bootId} and j.mono_ms >= ${sinceMonoMs})
    returning stream_kind, stream_id, name`.execute(writer);
  await sql`update outbox set next_at = next_at + ${byMs},
    leased_until = case when leased_until = 0 then 0 else leased_until + ${byMs} end`.execute(writer);
  await sql`update lanes set paused_until = case when paused_until = 0 then 0 else paused_until + ${byMs} end,
    leased_until = case when leased_until = 0 then 0 else leased_until + ${byMs} end`.execute(writer);
  // A receiver's minute is as long as before, whatever our clock says of it.
  await sql`update lane_sends set over_by = over_by + ${byMs}`.execute(writer);
  await sql`update read_back_codes set expires_at = expires_at + ${byMs}`.execute(writer);
  const names = new Map<string, Set<string>>();
  for (const { stream_kind, stream_id, name } of moved) {
    const key = `${stream_kind}/${stream_id}`;
    names.set(key, (names.get(key) ?? new Set()).add(name));
  }
  const keys = [...new Map(moved.map((one) => [`${one.stream_kind}/${one.stream_id}`, one])).values()];
  const shown = await readViews(
    writer,
    keys.map(({ stream_kind, stream_id }) => ({ view: stream_kind, key: stream_id })),
  );
  await replaceRows(
    writer,
    shown.map((put) => {
      const row = put.row as unknown as { readonly timers: Readonly<Record<string, ShownClock>> };
      const timers = Object.entries(row.timers).map(([name, clock]) => [
        name,
        names.get(`${put.view}/${put.key}`)?.has(name) === true
          ? { ...clock, dueAt: clock.dueAt + byMs, shifted: (clock.shifted ?? 0) + byMs }
          : clock,
      ]);
      return { ...put, row: { ...row, timers: Object.fromEntries(timers) } };
    }),
  );
  return moved.length;
}

/** How near to each other two boots see the same jump. */
const SAME_WITHIN_MS = 10_000;
const SAME_SIZE_MS = 2_000;

/**
 * Takes a jump of the database's clock for one boot: every node sees it, one writes it down.
 * False where another boot has just taken the same one.
 */
export async function takeClockJump(
  writer: Writer,
  jump: { readonly bootId: string; readonly byMs: number; readonly at: Instant },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('guicheng clock'))`.execute(writer);
  const kept = await writer
    .selectFrom('meta')
    .select('value')
    .where('name', '=', 'clockJump')
    .executeTakeFirst();
  const last = kept === undefined ? null : (JSON.parse(kept.value) as typeof jump);
  const isTheSame =
    last !== null &&
    last.bootId !== jump.bootId &&
    Math.abs(last.at - jump.at) < SAME_WITHIN_MS &&
    Math.abs(last.byMs - jump.byMs) < SAME_SIZE_MS;
  if (isTheSame) return false;
  const value = JSON.stringify(jump);
  await writer
    .insertInto('meta')
    .values({ name: 'clockJump', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return true;
}
