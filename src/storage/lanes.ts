/**
 * Lanes of the outbox: effects that go out to one receiver, as messages.
 *
 * A message is one effect, or several put together; it keeps its id through every attempt, also over a kill, so that a
 * receiver knows a repetition. Of one stream nothing overtakes what is still tried; what was set aside holds nobody up.
 * One process works on a lane at a time. Where a receiver takes only so many messages a minute, every attempt is written
 * down before it is made, with the instant by which it is surely over: the limit outlives whoever was about to keep it.
 */
import { sql } from 'kysely';
import type { Instant } from '../contract/streams.ts';
import { engineOf } from './engine.ts';
import { type DueEffect, type EffectRow, effectOf } from './outbox.ts';
import type { Reader, Writer } from './schema.ts';

/** A receiver counts any minute; ours is a second longer, for clocks that do not run alike. */
export const MINUTE_MS = 61_000;

/** How a lane is worked on. */
export interface LaneTerms {
  /** Effects that travel in one message at most. */
  readonly together: number;
  /** Messages that are under way at once. With a limit a minute: one. */
  readonly atOnce: number;
  /** Attempts in any minute; null where the receiver sets none. */
  readonly perMinute: number | null;
  /** By then every attempt that begins now is over, answered or not. */
  readonly overAfterMs: number;
  /** How long nobody else works on the lane. Longer than an attempt and what is written about it. */
  readonly leaseMs: number;
}

/** One message, lent for one attempt. */
export interface Message {
  readonly id: string;
  readonly lane: string;
  /** The first is 1. */
  readonly attempt: number;
  /** In the order they came in. */
  readonly effects: readonly DueEffect[];
}

/** What came of an attempt. `again`: when it is tried next; null sets it aside. */
export type Tried =
  | { readonly message: Message; readonly outcome: 'delivered' }
  /** Nobody wants it there any more: the receiver is none of ours now. */
  | { readonly message: Message; readonly outcome: 'dropped' }
  | {
      readonly message: Message;
      readonly outcome: 'failed';
      readonly error: string;
      readonly again: Instant | null;
    };

/** How a lane stands, for whoever keeps it. */
export interface LaneState {
  readonly lane: string;
  readonly waiting: number;
  /** When the next of what waits is tried, at the earliest. */
  readonly nextAt: Instant | null;
  readonly parked: number;
  readonly delivered: number;
  readonly deliveredAt: Instant | null;
  readonly failedAt: Instant | null;
  readonly lastError: string | null;
}

/** Lanes in which something can go out now, and that neither rest nor are worked on. */
export async function dueLanes(reader: Reader, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ lane: string }>`
    select k.lane from (select distinct lane from outbox where lane <> '' and state = 'waiting') k
    left join lanes l on l.lane = k.lane
    where coalesce(l.paused_until, 0) <= ${now} and coalesce(l.leased_until, 0) <= ${now}
      and exists (select 1 from outbox o where o.lane = k.lane and o.state = 'waiting' and o.next_at <= ${now}
        and (o.message is not null or not exists (select 1 from outbox e where e.stream_kind = o.stream_kind
          and e.stream_id = o.stream_id and e.lane = o.lane and e.state = 'waiting' and e.message is not null)))
    order by k.lane`.execute(reader);
  return rows.map(({ lane }) => lane);
}

/**
 * Lends the next messages of a lane: those to be tried again first, then new ones of what came in, oldest first.
 * None where somebody else works on it, where it rests, or where the minute is full; then it rests until there is room.
 */
export async function claimMessages(
  writer: Writer,
  lane: string,
  now: Instant,
  { together, atOnce, perMinute, overAfterMs, leaseMs }: LaneTerms,
  newId: (first: DueEffect) => string,
): Promise<Message[]> {
  await sql`insert into lanes (lane, leased_until, paused_until, failures, delivered)
    values (${lane}, 0, 0, 0, 0) on conflict (lane) do nothing`.execute(writer);
  const skip = engineOf(writer) === 'postgres' ? sql`for update skip locked` : sql``;
  const free = await sql<{ lane: string }>`select lane from lanes where lane = ${lane}
    and leased_until <= ${now} and paused_until <= ${now} ${skip}`.execute(writer);
  if (free.rows.length === 0) return [];
  const most = perMinute === null ? atOnce : 1;
  if (perMinute !== null) {
    await sql`delete from lane_sends where lane = ${lane} and over_by <= ${now - MINUTE_MS}`.execute(writer);
    const sent = await writer
      .selectFrom('lane_sends')
      .select('over_by')
      .where('lane', '=', lane)
      .orderBy('over_by', 'desc')
      .limit(perMinute)
      .execute();
    const oldest = sent[perMinute - 1];
    if (oldest !== undefined) {
      await pause(writer, lane, oldest.over_by + MINUTE_MS);
      return [];
    }
  }
  const again = await sql<{ message: string }>`
    select message from outbox
    where lane = ${lane} and state = 'waiting' and message is not null
    group by message having min(next_at) <= ${now} order by min(next_at), message limit ${most}`.execute(
    writer,
  );
  const ids = again.rows.map(({ message }) => message);
  if (ids.length < most)
    ids.push(...(await newMessages(writer, lane, now, together, most - ids.length, newId)));
  if (ids.length === 0) return [];
  const { rows } = await sql<EffectRow & { message: string }>`
    update outbox set attempts = attempts + 1
    where lane = ${lane} and state = 'waiting' and message in (${sql.join(ids)})
    returning stream_kind, stream_id, version, n, effect, params, sealed_parts, next_at, attempts, lane, message`.execute(
    writer,
  );
  await writer
    .updateTable('lanes')
    .set({ leased_until: now + leaseMs })
    .where('lane', '=', lane)
    .execute();
  const messages = ids.map((id): Message => {
    const effects = rows
      .filter(({ message }) => message === id)
      .map(effectOf)
      .sort((a, b) =>
        a.streamId < b.streamId ? -1 : a.streamId > b.streamId ? 1 : a.version - b.version || a.n - b.n,
      );
    return { id, lane, attempt: Math.max(...effects.map(({ attempts }) => attempts)), effects };
  });
  if (perMinute !== null)
    for (const { id, attempt } of messages)
      await writer
        .insertInto('lane_sends')
        .values({ lane, message: id, attempt, over_by: now + overAfterMs })
        .execute();
  return messages;
}

/** Puts what waits and was never tried into new messages, and gives their ids. */
async function newMessages(
  writer: Writer,
  lane: string,
  now: Instant,
  together: number,
  most: number,
  newId: (first: DueEffect) => string,
): Promise<string[]> {
  // Put together, all of a stream that waits travels at once; alone, each waits for the one before it.
  const before = together > 1 ? sql`e.message is not null` : sql`(e.version, e.n) < (o.version, o.n)`;
  const { rows } = await sql<EffectRow>`
    select stream_kind, stream_id, version, n, effect, params, sealed_parts, next_at, attempts, lane
    from outbox o
    where lane = ${lane} and state = 'waiting' and message is null and next_at <= ${now}
      and not exists (select 1 from outbox e where e.stream_kind = o.stream_kind and e.stream_id = o.stream_id
        and e.lane = o.lane and e.state = 'waiting' and ${before})
    order by next_at, version, n limit ${together > 1 ? together : most}`.execute(writer);
  const fresh = rows.map(effectOf);
  const groups = together > 1 ? (fresh.length === 0 ? [] : [fresh]) : fresh.map((effect) => [effect]);
  const ids: string[] = [];
  for (const group of groups) {
    const id = newId(group[0] as DueEffect);
    ids.push(id);
    for (const { streamKind, streamId, version, n } of group)
      await writer
        .updateTable('outbox')
        .set({ message: id })
        .where('stream_kind', '=', streamKind)
        .where('stream_id', '=', streamId)
        .where('version', '=', version)
        .where('n', '=', n)
        .execute();
  }
  return ids;
}

/**
 * Writes down what came of the messages of a lane, and lets go of it. What was delivered leaves the outbox; here and
 * nowhere earlier. `restUntil`: the receiver wants to be left alone, or failed so often in a row that it is.
 */
export async function settleMessages(
  writer: Writer,
  lane: string,
  now: Instant,
  tried: readonly Tried[],
  restUntil: Instant,
): Promise<void> {
  let delivered = 0;
  let isMine = false;
  for (const one of tried) {
    const { id, attempt, effects } = one.message;
    // What was given up without an answer may still arrive: its place in the minute is kept as it was laid down.
    const mayArrive = one.outcome === 'failed' && one.error === 'timeout' ? sql`and over_by < ${now}` : sql``;
    await sql`update lane_sends set over_by = ${now}
      where lane = ${lane} and message = ${id} and attempt = ${attempt} ${mayArrive}`.execute(writer);
    // Whoever's lease ran out settles nothing: another has tried it since.
    const mine = writer
      .selectFrom('outbox')
      .select('version')
      .where('lane', '=', lane)
      .where('message', '=', id)
      .where('attempts', '=', attempt);
    if ((await mine.limit(1).execute()).length === 0) continue;
    isMine = true;
    if (one.outcome !== 'failed') {
      if (one.outcome === 'delivered') delivered += effects.length;
      await writer.deleteFrom('outbox').where('lane', '=', lane).where('message', '=', id).execute();
    } else
      await writer
        .updateTable('outbox')
        .set({
          ...(one.again === null ? { state: 'parked' as const } : { next_at: one.again }),
          last_error: one.error,
        })
        .where('lane', '=', lane)
        .where('message', '=', id)
        .execute();
  }
  if (!isMine) return;
  const failed = tried.findLast((one) => one.outcome === 'failed');
  await sql`update lanes set leased_until = 0, paused_until = ${restUntil},
    failures = ${delivered > 0 || failed === undefined ? sql`0` : sql`failures + 1`}, delivered = delivered + ${delivered},
    delivered_at = ${delivered > 0 ? now : sql`delivered_at`},
    failed_at = ${failed === undefined ? sql`failed_at` : now},
    last_error = ${failed === undefined ? sql`last_error` : failed.error}
    where lane = ${lane}`.execute(writer);
}

/** How many attempts in a row a lane has seen fail. */
export async function failuresInARow(reader: Reader, lane: string): Promise<number> {
  const row = await reader.selectFrom('lanes').select('failures').where('lane', '=', lane).executeTakeFirst();
  return row?.failures ?? 0;
}

/** Gives what was set aside in a lane another chance, at once, in the messages it was in. */
export async function resumeLane(writer: Writer, lane: string, now: Instant): Promise<void> {
  await writer
    .updateTable('outbox')
    .set({ state: 'waiting', next_at: now })
    .where('lane', '=', lane)
    .where('state', '=', 'parked')
    .execute();
  await pause(writer, lane, 0);
}

/** How lanes stand; those that nothing ever went through have no row. */
export async function laneStates(reader: Reader): Promise<LaneState[]> {
  const { rows } = await sql<{
    lane: string;
    waiting: number;
    oldest: number | null;
    parked: number;
    delivered: number | null;
    delivered_at: number | null;
    failed_at: number | null;
    last_error: string | null;
  }>`
    select k.lane, coalesce(q.waiting, 0) as waiting, q.oldest, coalesce(q.parked, 0) as parked,
           l.delivered, l.delivered_at, l.failed_at, l.last_error
    from (select lane from lanes union select lane from outbox where lane <> '') k
    left join lanes l on l.lane = k.lane
    left join (select lane, count(*) filter (where state = 'waiting') as waiting,
                      min(case when state = 'waiting' then next_at end) as oldest,
                      count(*) filter (where state = 'parked') as parked
               from outbox where lane <> '' group by lane) q on q.lane = k.lane
    order by k.lane`.execute(reader);
  return rows.map((row) => ({
    lane: row.lane,
    waiting: row.waiting,
    nextAt: row.oldest,
    parked: row.parked,
    delivered: row.delivered ?? 0,
    deliveredAt: row.delivered_at,
    failedAt: row.failed_at,
    lastError: row.last_error,
  }));
}

async function pause(writer: Writer, lane: string, until: Instant): Promise<void> {
  await writer.updateTable('lanes').set({ paused_until: until }).where('lane', '=', lane).execute();
}
