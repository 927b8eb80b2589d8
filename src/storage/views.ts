import { sql } from 'kysely';
import type { Json, StreamKey, StreamKind } from '../contract/streams.ts';
import { bulkStatement } from './bulk-statement.ts';
import { engineOf } from './engine.ts';
import { recordset } from './recordset.ts';
import type { Reader, Writer } from './schema.ts';

/** One row of one view. */
export interface ViewKey {
  readonly view: string;
  readonly key: string;
}

/** A row as its stream makes it. `row` keeps personal parts sealed. `audience` names those who may list it. */
export interface ViewPut extends ViewKey, StreamKey {
  readonly version: number;
  readonly audience: readonly string[];
  readonly row: Json;
}

/** A row that is gone, and the version that took it away. */
export interface ViewRemove extends ViewKey, StreamKey {
  readonly version: number;
}

/** A change as the log orders it: who could list the row before it, and who can after it. */
export interface ViewChange extends ViewKey, StreamKey {
  readonly position: number;
  readonly version: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Changes of some positions, and the rows they changed as they are now. A row that is gone is absent. */
export interface ViewChanges {
  readonly changes: readonly ViewChange[];
  /** By `viewKeyText`. What they are now may be newer than the last change here: it is told again, and that is harmless. */
  readonly rows: ReadonlyMap<string, ViewPut>;
  /** Whoever goes on from here misses nothing and hears of no change twice, if all is whole. */
  readonly upTo: number;
  /** Nothing after the position that was asked for has been pruned. */
  readonly isWhole: boolean;
}

/** `view/key`: a row as the key of a Map. */
export function viewKeyText({ view, key }: ViewKey): string {
  return `${view}/${key}`;
}

/** Writes rows of views and their changes, each row at most once per transaction. Gone rows may be unknown ones. */
export async function writeViews(
  writer: Writer,
  puts: readonly ViewPut[],
  removes: readonly ViewRemove[],
): Promise<void> {
  if (puts.length + removes.length === 0) return;
  const rows = [
    ...puts.map((put) => ({
      ...columnsOf(put),
      audience: audienceText(put.audience),
      row: JSON.stringify(put.row),
    })),
    ...removes.map((remove) => ({ ...columnsOf(remove), audience: '[]', row: null })),
  ];
  const { rows: told } = await insertChanges(writer, rows);
  if (puts.length > 0) await upsertViews(writer, rows.slice(0, puts.length));
  if (removes.length > 0) await deleteRows(writer, removes);
  await moveAudiences(writer, told);
}

/**
 * Writes rows that sum over streams, folded from the log, and the position up to which they are folded, together.
 * They send no changes: the screen that shows them shows the position.
 */
export async function writeFoldedViews(
  writer: Writer,
  cursor: string,
  position: number,
  puts: readonly (ViewKey & {
    readonly audience: readonly string[];
    readonly row: Json;
    /** The position that changed the row last; the one folded to where none is given. */
    readonly version?: number;
  })[],
): Promise<void> {
  await writer
    .insertInto('cursors')
    .values({ name: cursor, position })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ position }))
    .execute();
  if (puts.length === 0) return;
  const before = new Map(
    (await readViews(writer, puts)).map((row) => [`${row.view} ${row.key}`, row.audience]),
  );
  await upsertViews(
    writer,
    puts.map((put) => ({
      ...put,
      stream_kind: '',
      stream_id: '',
      version: put.version ?? position,
      audience: audienceText(put.audience),
      row: JSON.stringify(put.row),
    })),
  );
  await moveAudiences(
    writer,
    puts.map((put) => ({
      view: put.view,
      key: put.key,
      audience_before: audienceText(before.get(`${put.view} ${put.key}`) ?? []),
      audience_after: audienceText(put.audience),
    })),
  );
}

/** Puts other words into rows that are there, for the same stream and audience. Nobody is told: who shows them looks again. */
export async function replaceRows(writer: Writer, puts: readonly ViewPut[]): Promise<void> {
  if (puts.length === 0) return;
  await upsertViews(
    writer,
    puts.map((put) => ({
      ...columnsOf(put),
      audience: audienceText(put.audience),
      row: JSON.stringify(put.row),
    })),
  );
}

/** One node at a time folds: the turn lasts until the transaction ends. False where another has it. SQLite has one writer anyway. */
export async function takeTurn(writer: Writer, cursor: string): Promise<boolean> {
  if (engineOf(writer) === 'sqlite') return true;
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext(${`guicheng fold ${cursor}`})) as mine`.execute(writer);
  return rows[0]?.mine === true;
}

/** The same turn, waited for. */
export async function waitForTurn(writer: Writer, cursor: string): Promise<void> {
  if (engineOf(writer) === 'sqlite') return;
  await sql`select pg_advisory_xact_lock(hashtext(${`guicheng fold ${cursor}`}))`.execute(writer);
}

/** The position a fold or a consumer has reached; 0 before the first. */
export async function readCursor(reader: Reader, name: string): Promise<number> {
  const row = await reader
    .selectFrom('cursors')
    .select('position')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.position ?? 0;
}

/** The given rows, as far as they exist. */
export async function readViews(reader: Reader, keys: readonly ViewKey[]): Promise<ViewPut[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<ViewRow>`select v.* from ${keyset(reader, keys)}
    join views v on v.view = r.view and v.key = r.key`.execute(reader);
  return rows.map(viewOf);
}

/** The rows of a view that any of the audiences may see, by key, after a key. */
export async function listView(
  reader: Reader,
  view: string,
  audiences: readonly string[],
  after = '',
  limit = 100,
): Promise<ViewPut[]> {
  if (audiences.length === 0) return [];
  const rows = await reader
    .selectFrom('views as v')
    .selectAll('v')
    .where('v.view', '=', view)
    .where('v.key', 'in', (query) =>
      query
        .selectFrom('view_audiences as a')
        .select('a.key')
        .where('a.view', '=', view)
        .where('a.audience', 'in', [...audiences])
        .where('a.key', '>', after)
        .orderBy('a.key')
        .limit(limit * audiences.length),
    )
    .orderBy('v.key')
    .limit(limit)
    .execute();
  return rows.map(viewOf);
}

/** The cursor up to which changes are no longer kept. */
export const CHANGES_FLOOR = 'changes are gone';

/** What a view’s rows say whose keys lie from one text until before another, whoever may see them: for sums, never for a list. */
export async function readViewRange(
  reader: Reader,
  view: string,
  from: string,
  until: string,
): Promise<Json[]> {
  const found: Json[] = [];
  for (let after: string | null = null; ; ) {
    // A page at a time, so that nobody waits for a long one.
    const rows: { key: string; row: string | null }[] = await reader
      .selectFrom('views')
      .select(['key', 'row'])
      .where('view', '=', view)
      .where('key', after === null ? '>=' : '>', after ?? from)
      .where('key', '<', until)
      .orderBy('key')
      .limit(RANGE_PAGE)
      .execute();
    for (const { row } of rows) found.push(JSON.parse(row ?? 'null') as Json);
    after = rows.at(-1)?.key ?? null;
    if (rows.length < RANGE_PAGE) return found;
  }
}
const RANGE_PAGE = 1_000;

/** The changes after a position, for at most `limit` positions. */
export async function readChanges(reader: Reader, after: number, limit = 256): Promise<ViewChanges> {
  const { rows } = await sql<ChangeRow>`
    select l.position, l.stream_kind, l.stream_id, l.version, c.view, c.key, c.audience_before, c.audience_after,
      coalesce((select position from cursors where name = ${CHANGES_FLOOR}), 0) as floor
    from (select * from log where position > ${after} order by position limit ${limit}) l
    left join changes c on c.stream_id = l.stream_id and c.version = l.version and c.stream_kind = l.stream_kind
    order by l.position, c.view, c.key`.execute(reader);
  const changes: ViewChange[] = [];
  for (const row of rows) {
    if (row.view === null) continue;
    changes.push({
      position: row.position,
      view: row.view,
      key: row.key,
      streamKind: row.stream_kind,
      streamId: row.stream_id,
      version: row.version,
      before: JSON.parse(row.audience_before) as string[],
      after: JSON.parse(row.audience_after) as string[],
    });
  }
  const keys = [...new Map(changes.map((change) => [viewKeyText(change), change])).values()];
  const now = await readViews(reader, keys);
  return {
    changes,
    rows: new Map(now.map((put) => [viewKeyText(put), put])),
    upTo: rows.at(-1)?.position ?? after,
    isWhole: (rows[0]?.floor ?? 0) <= after,
  };
}

/** Takes all rows of a view away, so that it can be made again from the log. */
export async function clearView(writer: Writer, view: string): Promise<void> {
  await writer.deleteFrom('views').where('view', '=', view).execute();
  await writer.deleteFrom('view_audiences').where('view', '=', view).execute();
}

const ROW = sql.ref('row');
const COLUMNS = {
  view: 'text',
  key: 'text',
  stream_kind: 'text',
  stream_id: 'text',
  version: 'int',
  audience: 'text',
  row: 'text',
} as const;

interface Told extends ViewKey {
  readonly audience_before: string;
  readonly audience_after: string;
}

interface ViewRow {
  view: string;
  key: string;
  stream_kind: string;
  stream_id: string;
  version: number;
  audience: string;
  row: string | null;
}

interface ChangeRow extends Told {
  position: number;
  floor: number;
  stream_kind: StreamKind;
  stream_id: string;
  version: number;
  view: string;
}

const { row: _, ...CHANGE_COLUMNS } = COLUMNS;

const insertChanges = bulkStatement(
  CHANGE_COLUMNS,
  (rows) => sql<Told>`
    insert into changes (stream_kind, stream_id, version, view, key, audience_before, audience_after)
    select r.stream_kind, r.stream_id, r.version, r.view, r.key, coalesce(v.audience, '[]'), r.audience
    from ${rows} left join views v on v.view = r.view and v.key = r.key where true
    returning view, key, audience_before, audience_after`,
);

const upsertViews = bulkStatement(
  COLUMNS,
  (rows) => sql`
    insert into views (view, key, stream_kind, stream_id, version, audience, ${ROW})
    select view, key, stream_kind, stream_id, version, audience, ${ROW} from ${rows} where true
    on conflict (view, key) do update set stream_kind = excluded.stream_kind, stream_id = excluded.stream_id,
      version = excluded.version, audience = excluded.audience, ${ROW} = excluded.${ROW}`,
);

async function deleteRows(writer: Writer, keys: readonly ViewKey[]): Promise<void> {
  await sql`delete from views where (view, key) in
    (select view, key from ${keyset(writer, keys)})`.execute(writer);
}

// Audiences change seldom, so most transactions write nothing here.
async function moveAudiences(writer: Writer, told: readonly Told[]): Promise<void> {
  const lost: { audience: string; view: string; key: string }[] = [];
  const won: typeof lost = [];
  for (const { view, key, audience_before, audience_after } of told) {
    if (audience_before === audience_after) continue;
    const before = JSON.parse(audience_before) as string[];
    const after = JSON.parse(audience_after) as string[];
    for (const audience of before) if (!after.includes(audience)) lost.push({ audience, view, key });
    for (const audience of after) if (!before.includes(audience)) won.push({ audience, view, key });
  }
  const columns = { audience: 'text', view: 'text', key: 'text' } as const;
  if (lost.length > 0)
    await sql`delete from view_audiences where (audience, view, key) in
      (select audience, view, key from ${recordset(engineOf(writer), 'r', columns, lost)})`.execute(writer);
  if (won.length > 0)
    await sql`insert into view_audiences (audience, view, key) select audience, view, key
      from ${recordset(engineOf(writer), 'r', columns, won)} where true on conflict do nothing`.execute(
      writer,
    );
}

function keyset(reader: Reader, keys: readonly ViewKey[]) {
  return recordset(
    engineOf(reader),
    'r',
    { view: 'text', key: 'text' },
    keys.map(({ view, key }) => ({ view, key })),
  );
}

function columnsOf(row: ViewKey & StreamKey & { version: number }) {
  return {
    view: row.view,
    key: row.key,
    stream_kind: row.streamKind,
    stream_id: row.streamId,
    version: row.version,
  };
}

function viewOf(row: ViewRow): ViewPut {
  return {
    view: row.view,
    key: row.key,
    streamKind: row.stream_kind as StreamKind,
    streamId: row.stream_id,
    version: row.version,
    audience: JSON.parse(row.audience) as string[],
    row: JSON.parse(row.row ?? 'null') as Json,
  };
}

function audienceText(audience: readonly string[]): string {
  return JSON.stringify([...new Set(audience)].sort());
}
