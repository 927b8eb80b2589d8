import { sql } from 'kysely';
import type { Instant, Json, SealedPart, StreamKey, StreamKind } from '../contract/streams.ts';
import { bulkStatement } from './bulk-statement.ts';
import { engineOf } from './engine.ts';
import type { Reader, Writer } from './schema.ts';

/** The n-th effect of one row. The same on every attempt: the key by which a receiver knows a repetition. */
export interface EffectKey extends StreamKey {
  readonly version: number;
  readonly n: number;
}

/** Something to be done in the world. `params` is coded; what is personal is sealed. */
export interface Effect extends EffectKey {
  readonly type: string;
  readonly params: Json;
  readonly sealedParts: readonly SealedPart[];
  /** Not before this instant. */
  readonly at: Instant;
  /** The receiver whose lane it waits in (`lanes.ts`); absent for what the house does itself. */
  readonly lane?: string;
}

/** An effect lent to one process until its lease lapses. `attempts` counts the lendings, this one included. */
export interface DueEffect extends Effect {
  readonly attempts: number;
}

/** Puts effects into the outbox, in the transaction of the row that asks for them. */
export async function enqueueEffects(writer: Writer, effects: readonly Effect[]): Promise<void> {
  if (effects.length === 0) return;
  const rows = effects.map((effect) => ({
    stream_kind: effect.streamKind,
    stream_id: effect.streamId,
    version: effect.version,
    n: effect.n,
    effect: effect.type,
    params: JSON.stringify(effect.params),
    sealed_parts: JSON.stringify(effect.sealedParts),
    next_at: effect.at,
    lane: effect.lane ?? '',
  }));
  await insertEffects(writer, rows);
}

/** Some of the house's own effects: these by name, or all but these. */
export type Among = { readonly only: readonly string[] } | { readonly but: readonly string[] };
const ALL: Among = { but: [] };

const isAmong = (among: Among) => {
  const [names, not] = 'only' in among ? [among.only, sql``] : [among.but, sql`not`];
  return names.length === 0 && 'but' in among ? sql`` : sql`and effect ${not} in (${sql.join(names)})`;
};

/** Lends effects of the house's own whose time has come, each to one process at a time, oldest first; see `claimDueTimers`. */
export async function claimDueEffects(
  writer: Writer,
  now: Instant,
  limit: number,
  leaseMs: number,
  among: Among = ALL,
): Promise<DueEffect[]> {
  const skip = engineOf(writer) === 'postgres' ? sql`for update skip locked` : sql``;
  const { rows } = await sql<EffectRow>`
    update outbox set attempts = attempts + 1, leased_until = ${now + leaseMs}
    where (stream_kind, stream_id, version, n) in (
      select stream_kind, stream_id, version, n from outbox
      where lane = '' and state = 'waiting' and next_at <= ${now} and leased_until <= ${now} ${isAmong(among)}
      order by next_at, version, n limit ${limit} ${skip})
    returning stream_kind, stream_id, version, n, effect, params, sealed_parts, next_at, attempts`.execute(
    writer,
  );
  return rows.map(effectOf).sort((a, b) => a.at - b.at || a.version - b.version || a.n - b.n);
}

/** When the next effect of the house's own is due; null when none waits. A dispatcher may look before it claims. */
export async function nextEffectAt(reader: Reader, among: Among = ALL): Promise<Instant | null> {
  const { rows } = await sql<{ next_at: Instant }>`
    select next_at from outbox where lane = '' and state = 'waiting' ${isAmong(among)}
    order by next_at limit 1`.execute(reader);
  return rows[0]?.next_at ?? null;
}

/** Takes a done effect out of the outbox. */
export async function completeEffect(writer: Writer, key: EffectKey): Promise<void> {
  await writer
    .deleteFrom('outbox')
    .where('stream_kind', '=', key.streamKind)
    .where('stream_id', '=', key.streamId)
    .where('version', '=', key.version)
    .where('n', '=', key.n)
    .execute();
}

/** Tries a failed effect again at an instant, unless it is lent to another by now. `error` is a code. */
export async function retryEffect(
  writer: Writer,
  effect: DueEffect,
  at: Instant,
  error: string,
): Promise<void> {
  await settle(writer, effect, { state: 'waiting', next_at: at, leased_until: 0, last_error: error });
}

/** Sets an effect aside that fails again and again: the others flow on, and it shows on the supervisor's screen. */
export async function parkEffect(writer: Writer, effect: DueEffect, error: string): Promise<void> {
  await settle(writer, effect, { state: 'parked', leased_until: 0, last_error: error });
}

/** Gives a parked effect another chance, at once. */
export async function resumeEffect(writer: Writer, key: EffectKey, now: Instant): Promise<void> {
  await writer
    .updateTable('outbox')
    .set({ state: 'waiting', next_at: now, leased_until: 0, attempts: 0 })
    .where('stream_kind', '=', key.streamKind)
    .where('stream_id', '=', key.streamId)
    .where('version', '=', key.version)
    .where('n', '=', key.n)
    .where('state', '=', 'parked')
    .execute();
}

/** The effects that were set aside, with the code of their last failure. */
export async function parkedEffects(
  reader: Reader,
  limit = 100,
): Promise<(DueEffect & { lastError: string })[]> {
  const rows = await reader
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'parked')
    .orderBy('next_at')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...effectOf(row), lastError: row.last_error ?? '' }));
}

async function settle(
  writer: Writer,
  effect: DueEffect,
  set: { state: 'waiting' | 'parked'; next_at?: number; leased_until: number; last_error: string },
): Promise<void> {
  await writer
    .updateTable('outbox')
    .set(set)
    .where('stream_kind', '=', effect.streamKind)
    .where('stream_id', '=', effect.streamId)
    .where('version', '=', effect.version)
    .where('n', '=', effect.n)
    .where('attempts', '=', effect.attempts)
    .execute();
}

const insertEffects = bulkStatement(
  {
    stream_kind: 'text',
    stream_id: 'text',
    version: 'int',
    n: 'int',
    effect: 'text',
    params: 'text',
    sealed_parts: 'text',
    next_at: 'int',
    lane: 'text',
  },
  (rows) => sql`
    insert into outbox (stream_kind, stream_id, version, n, effect, params, sealed_parts, state,
                        attempts, next_at, leased_until, last_error, lane)
    select stream_kind, stream_id, version, n, effect, params, sealed_parts, 'waiting', 0, next_at, 0, null, lane
    from ${rows}`,
);

export interface EffectRow {
  stream_kind: string;
  stream_id: string;
  version: number;
  n: number;
  effect: string;
  params: string;
  sealed_parts: string;
  next_at: number;
  attempts: number;
  lane?: string;
}

export function effectOf(row: EffectRow): DueEffect {
  return {
    streamKind: row.stream_kind as StreamKind,
    streamId: row.stream_id,
    version: row.version,
    n: row.n,
    type: row.effect,
    params: JSON.parse(row.params) as Json,
    sealedParts: JSON.parse(row.sealed_parts) as SealedPart[],
    at: row.next_at,
    attempts: row.attempts,
    ...(row.lane === undefined || row.lane === '' ? {} : { lane: row.lane }),
  };
}
