import { sql } from 'kysely';
import type { JournalRow } from '../contract/streams.ts';
import { engineOf } from './engine.ts';
import { rowOf } from './journal.ts';
import type { JournalColumns, Reader } from './schema.ts';
import { instantOfUuidV7, streamMonthOf } from './uuid-v7.ts';

const PAGE = 500;

/** A journal row with all that has to agree with it, read in one statement. */
export interface JournalPageRow {
  readonly key: string;
  readonly version: number;
  readonly hash: string;
  /** Null when what is kept is no row any more. */
  readonly row: JournalRow | null;
  readonly monthOfId: number | null;
  readonly position: number | null;
  readonly leafHash: string | null;
  /** It is committed and waits for its position. */
  readonly waiting: boolean;
  readonly headVersion: number | null;
  readonly headHash: string | null;
  /** The head's snapshot, if this row is the one it says it stands at. */
  readonly snapshot: string | null;
}

/** All rows, stream by stream, each stream's in order. Reads by pages, in memory that does not grow. */
export async function* journalPages(reader: Reader): AsyncGenerator<JournalPageRow> {
  const waiting =
    engineOf(reader) === 'postgres'
      ? sql`exists (select 1 from unsequenced u where u.stream_id = j.stream_id and u.version = j.version
              and u.stream_kind = j.stream_kind)`
      : sql`false`;
  let after: [number, string, string, number] = [0, '', '', 0];
  for (;;) {
    const { rows } = await sql<PageRow>`
      select j.*, l.position, l.leaf_hash, ${waiting} as waiting, s.version as head_version, s.last_hash as head_hash,
             case when s.version = j.version then s.snapshot end as snapshot
      from (select * from journal where (stream_month, stream_kind, stream_id, version) > (${sql.join(after)})
            order by stream_month, stream_kind, stream_id, version limit ${PAGE}) j
      left join log l on l.stream_id = j.stream_id and l.version = j.version and l.stream_kind = j.stream_kind
      left join streams s on s.stream_kind = j.stream_kind and s.stream_id = j.stream_id
      order by j.stream_month, j.stream_kind, j.stream_id, j.version`.execute(reader);
    for (const row of rows) yield pageRowOf(row);
    const last = rows.at(-1);
    if (!last) return;
    after = [last.stream_month, last.stream_kind, last.stream_id, last.version];
  }
}

interface PageRow extends JournalColumns {
  position: number | null;
  leaf_hash: string | null;
  waiting: boolean | number;
  head_version: number | null;
  head_hash: string | null;
  snapshot: string | null;
}

function pageRowOf(row: PageRow): JournalPageRow {
  return {
    key: `${row.stream_kind}/${row.stream_id}`,
    version: row.version,
    hash: row.hash,
    row: readable(row),
    monthOfId: instantOfUuidV7(row.stream_id) === null ? null : streamMonthOf(row.stream_id),
    position: row.position,
    leafHash: row.leaf_hash,
    waiting: Boolean(row.waiting),
    headVersion: row.head_version,
    headHash: row.head_hash,
    snapshot: row.snapshot,
  };
}

function readable(row: JournalColumns): JournalRow | null {
  try {
    return rowOf(row);
  } catch {
    return null;
  }
}
