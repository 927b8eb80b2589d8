import { sql } from 'kysely';
import type { JournalRow, StreamKey, StreamKind } from '../contract/streams.ts';
import { bulkStatement } from './bulk-statement.ts';
import type { JournalColumns, Reader, Writer } from './schema.ts';
import { streamMonthOf } from './uuid-v7.ts';

/** A row and its place in the order of all rows. Positions count from 1 without a gap. */
export interface LoggedRow {
  readonly position: number;
  readonly row: JournalRow;
}

/** The rows of one stream, in order, after a version. */
export async function readRows(
  reader: Reader,
  key: StreamKey,
  after = 0,
  limit = 1000,
): Promise<JournalRow[]> {
  const rows = await reader
    .selectFrom('journal')
    .selectAll()
    .where('stream_month', '=', streamMonthOf(key.streamId))
    .where('stream_kind', '=', key.streamKind)
    .where('stream_id', '=', key.streamId)
    .where('version', '>', after)
    .orderBy('version')
    .limit(limit)
    .execute();
  return rows.map(rowOf);
}

/** The rows of all streams in the order of the log, after a position. A reader that goes on from here misses nothing. */
export async function readLog(reader: Reader, after: number, limit = 1000): Promise<LoggedRow[]> {
  const rows = await reader
    .selectFrom('log as l')
    .innerJoin('journal as j', (join) =>
      join
        .onRef('j.stream_month', '=', 'l.stream_month')
        .onRef('j.stream_kind', '=', 'l.stream_kind')
        .onRef('j.stream_id', '=', 'l.stream_id')
        .onRef('j.version', '=', 'l.version'),
    )
    .selectAll('j')
    .select('l.position')
    .where('l.position', '>', after)
    .orderBy('l.position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ position: row.position, row: rowOf(row) }));
}

/** The position of the newest row in the log; 0 for an empty one. */
export async function lastPosition(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('log')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}

/**
 * Appends chained rows, in one statement. The log (on PostgreSQL: the queue of rows without position yet) and the
 * record of the keys in use move with them. A version that is taken is a fault (`uniqueIsTaken`, table `journal`).
 */
export async function appendRows(writer: Writer, rows: readonly JournalRow[]): Promise<void> {
  if (rows.length === 0) return;
  await insertRows(writer, rows.map(columnsOf));
}

const COLUMNS = {
  stream_month: 'int',
  stream_kind: 'text',
  stream_id: 'text',
  version: 'int',
  command: 'text',
  command_id: 'text',
  facts: 'text',
  fact_version: 'int',
  occurred_at: 'int',
  recorded_at: 'int',
  performed_by: 'text',
  recorded_by: 'text',
  second_person: 'text',
  terminal: 'text',
  boot_id: 'text',
  mono_ms: 'int',
  announcement_id: 'text',
  measure_id: 'text',
  machine_version: 'int',
  snapshot_hash: 'text',
  sealed_parts: 'text',
  prev_hash: 'text',
  hash: 'text',
} as const satisfies Record<keyof JournalColumns, 'int' | 'text'>;

const COLUMN_LIST = sql.join(Object.keys(COLUMNS).map((column) => sql.ref(column)));

const insertRows = bulkStatement(COLUMNS, (rows, engine) =>
  engine === 'sqlite'
    ? sql`insert into journal (${COLUMN_LIST}) select ${COLUMN_LIST} from ${rows}`
    : sql`with entries as materialized (select * from ${rows}),
        kept as (insert into journal (${COLUMN_LIST}) select ${COLUMN_LIST} from entries),
        keyed as (
          insert into key_uses (key_id)
          select distinct part ->> 'keyId' from entries, json_array_elements(sealed_parts::json) as part
          where sealed_parts <> '[]' order by 1 on conflict do nothing)
        insert into unsequenced (stream_month, stream_kind, stream_id, version, leaf_hash)
        select stream_month, stream_kind, stream_id, version, hash from entries`,
);

function columnsOf(row: JournalRow): JournalColumns {
  return {
    stream_month: row.streamMonth,
    stream_kind: row.streamKind,
    stream_id: row.streamId,
    version: row.version,
    command: JSON.stringify(row.command),
    command_id: row.commandId,
    facts: JSON.stringify(row.facts),
    fact_version: row.factVersion,
    occurred_at: row.occurredAt,
    recorded_at: row.recordedAt,
    performed_by: row.performedBy,
    recorded_by: row.recordedBy,
    second_person: row.secondPerson,
    terminal: row.terminal,
    boot_id: row.bootId,
    mono_ms: row.monoMs,
    announcement_id: row.announcementId,
    measure_id: row.measureId,
    machine_version: row.machineVersion,
    snapshot_hash: row.snapshotHash,
    sealed_parts: JSON.stringify(row.sealedParts),
    prev_hash: row.prevHash,
    hash: row.hash,
  };
}

/** A kept row in the words of the contract. Throws when its JSON was damaged. */
export function rowOf(row: JournalColumns): JournalRow {
  return {
    streamMonth: row.stream_month,
    streamKind: row.stream_kind as StreamKind,
    streamId: row.stream_id,
    version: row.version,
    command: JSON.parse(row.command) as JournalRow['command'],
    commandId: row.command_id,
    facts: JSON.parse(row.facts) as JournalRow['facts'],
    factVersion: row.fact_version,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    performedBy: row.performed_by,
    recordedBy: row.recorded_by,
    secondPerson: row.second_person,
    terminal: row.terminal,
    bootId: row.boot_id,
    monoMs: row.mono_ms,
    announcementId: row.announcement_id,
    measureId: row.measure_id,
    machineVersion: row.machine_version,
    snapshotHash: row.snapshot_hash,
    sealedParts: JSON.parse(row.sealed_parts) as JournalRow['sealedParts'],
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
