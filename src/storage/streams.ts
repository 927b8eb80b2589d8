import { sql } from 'kysely';
import type { Instant, Snapshot, StreamKey, StreamKind } from '../contract/streams.ts';
import { bulkStatement } from './bulk-statement.ts';
import { canonicalSnapshot, sha256Hex, streamKeyText } from './chain.ts';
import { Fault } from './faults.ts';
import type { Reader, Writer } from './schema.ts';

/** Where a stream stands after its last row. */
export interface StreamHead extends StreamKey {
  readonly version: number;
  readonly lastHash: string;
  readonly lastRecordedAt: Instant;
  /** From the last journal row, never from the head itself. A cached snapshot must have this hash. */
  readonly snapshotHash: string;
  /** Null when the caller said that it has this version already. */
  readonly snapshot: Snapshot | null;
}

/** A stream to load. `cachedVersion`: the caller holds the snapshot of that version and needs it only if newer. */
export interface StreamWanted extends StreamKey {
  readonly cachedVersion?: number;
}

/** What `lockStreams` found. Streams that do not exist yet are absent. */
export interface LockedStreams {
  /** The database's clock on PostgreSQL; null on SQLite, where the house's clock is now. */
  readonly now: Instant | null;
  /** By `streamKeyText`. */
  readonly streams: ReadonlyMap<string, StreamHead>;
}

/**
 * Locks streams, ascending by key, until the transaction ends, and loads them in the same statement.
 * A snapshot that is not the one its last row vouches for is a fault (`snapshotIsNotTheLastRows`), never a decision.
 */
export async function lockStreams(writer: Writer, wanted: readonly StreamWanted[]): Promise<LockedStreams> {
  return load(writer, wanted, true);
}

/** Loads streams without locking, for those who only look. */
export async function readStreams(
  reader: Reader,
  wanted: readonly StreamWanted[],
): Promise<ReadonlyMap<string, StreamHead>> {
  return (await load(reader, wanted, false)).streams;
}

/** A stream's new snapshot, to be kept beside its head. */
export interface SnapshotPut extends StreamKey {
  readonly snapshot: Snapshot;
}

/** The part of a journal row that becomes the head of its stream. */
export interface HeadRow extends StreamKey {
  readonly streamMonth: number;
  readonly version: number;
  readonly hash: string;
  readonly recordedAt: Instant;
  readonly snapshotHash: string;
}

/** Moves streams to their last rows. Refuses a snapshot that is not the one the last row vouches for. */
export async function putHeads(
  writer: Writer,
  lastRows: readonly HeadRow[],
  snapshots: readonly SnapshotPut[],
): Promise<void> {
  if (lastRows.length === 0) return;
  const byKey = new Map(snapshots.map((put) => [streamKeyText(put), put.snapshot]));
  const rows = lastRows.map((row) => {
    const snapshot = byKey.get(streamKeyText(row));
    const { text, hash } = snapshot ? canonicalSnapshot(snapshot) : { text: '', hash: '' };
    if (hash !== row.snapshotHash) throw snapshotFault(row);
    return {
      stream_kind: row.streamKind,
      stream_id: row.streamId,
      stream_month: row.streamMonth,
      version: row.version,
      last_hash: row.hash,
      last_recorded_at: row.recordedAt,
      machine_version: (snapshot as Snapshot).machineVersion,
      snapshot: text,
    };
  });
  await upsertHeads(writer, rows);
}

const upsertHeads = bulkStatement(
  {
    stream_kind: 'text',
    stream_id: 'text',
    stream_month: 'int',
    version: 'int',
    last_hash: 'text',
    last_recorded_at: 'int',
    machine_version: 'int',
    snapshot: 'text',
  },
  (rows) => sql`
    insert into streams (stream_kind, stream_id, stream_month, version, last_hash, last_recorded_at,
                         machine_version, snapshot)
    select stream_kind, stream_id, stream_month, version, last_hash, last_recorded_at, machine_version, snapshot
    from ${rows} where true
    on conflict (stream_kind, stream_id) do update set version = excluded.version, last_hash = excluded.last_hash,
      last_recorded_at = excluded.last_recorded_at, machine_version = excluded.machine_version,
      snapshot = excluded.snapshot`,
);

interface Found {
  now: number | null;
  stream_kind: StreamKind | null;
  stream_id: string;
  stream_month: number;
  version: number;
  last_hash: string;
  last_recorded_at: number;
  snapshot: string | null;
  snapshot_hash: string | null;
}

const selectLocked = selectStreams(true);
const selectFree = selectStreams(false);

function selectStreams(lock: boolean) {
  return bulkStatement({ stream_kind: 'text', stream_id: 'text', cached: 'int' }, (keys, engine) => {
    const found = sql`
      select s.stream_kind, s.stream_id, s.stream_month, s.version, s.last_hash, s.last_recorded_at,
             case when s.version = r.cached then null else s.snapshot end as snapshot
      from ${keys} join streams s on s.stream_kind = r.stream_kind and s.stream_id = r.stream_id`;
    const lastRow = sql`left join journal j on j.stream_month = f.stream_month and j.stream_kind = f.stream_kind
      and j.stream_id = f.stream_id and j.version = f.version`;
    if (engine === 'sqlite')
      return sql<Found>`select null as now, f.*, j.snapshot_hash from (${found}) f ${lastRow}`;
    return sql<Found>`
      with f as (${found} order by s.stream_kind, s.stream_id ${lock ? sql`for update of s` : sql``})
      select t.now, f.*, j.snapshot_hash
      from (select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now) t
      left join f on true ${lastRow}`;
  });
}

async function load(reader: Reader, wanted: readonly StreamWanted[], lock: boolean): Promise<LockedStreams> {
  const unique = new Map(wanted.map((key) => [streamKeyText(key), key]));
  const keys = [...unique.values()].map((key) => ({
    stream_kind: key.streamKind,
    stream_id: key.streamId,
    cached: key.cachedVersion ?? 0,
  }));
  const { rows } = await (lock ? selectLocked : selectFree)(reader, keys);
  const streams = new Map<string, StreamHead>();
  for (const row of rows) {
    if (row.stream_kind === null) continue;
    const key: StreamKey = { streamKind: row.stream_kind, streamId: row.stream_id };
    const snapshotHash = row.snapshot_hash ?? (await lastSnapshotHash(reader, key, row));
    if (row.snapshot !== null && sha256Hex(row.snapshot) !== snapshotHash) throw snapshotFault(key);
    streams.set(streamKeyText(key), {
      ...key,
      version: row.version,
      lastHash: row.last_hash,
      lastRecordedAt: row.last_recorded_at,
      snapshotHash,
      snapshot: row.snapshot === null ? null : (JSON.parse(row.snapshot) as Snapshot),
    });
  }
  return { now: rows[0]?.now ?? null, streams };
}

/**
 * Whoever waited for the lock on PostgreSQL sees the new head, but the journal as it was when the statement began;
 * a statement of its own sees the row.
 */
async function lastSnapshotHash(
  reader: Reader,
  key: StreamKey,
  head: { stream_month: number; version: number },
): Promise<string> {
  const row = await reader
    .selectFrom('journal')
    .select('snapshot_hash')
    .where('stream_month', '=', head.stream_month)
    .where('stream_kind', '=', key.streamKind)
    .where('stream_id', '=', key.streamId)
    .where('version', '=', head.version)
    .executeTakeFirst();
  if (!row) throw new Fault('chainIsBroken', { stream: streamKeyText(key), version: head.version });
  return row.snapshot_hash;
}

function snapshotFault(key: StreamKey): Fault {
  return new Fault('snapshotIsNotTheLastRows', { stream: streamKeyText(key) });
}
