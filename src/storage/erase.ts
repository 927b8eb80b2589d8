import { open, readFile } from 'node:fs/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Instant, Json } from '../contract/streams.ts';
import type { Storage } from './open-storage.ts';
import type { Writer } from './schema.ts';

/** What erasing one subject took away. */
export interface Erased {
  readonly keys: number;
  /** Ways to find the person and to sign in as them, reservations, codes and links of theirs. */
  readonly rows: number;
  /** Rows of views, changes and outbox whose sealed parts were emptied. They show "erased". */
  readonly emptied: number;
}

/** One line of the erasures file: an opaque id and when. The file names nobody. */
export interface Erasure {
  readonly subject: string;
  readonly at: Instant;
}

/**
 * Erases one subject: destroys the keys of all that was sealed for them, deletes every keyed digest of theirs and what
 * they sign in by, and
 * leaves no byte of either in the files. Journal, log and chains stay as they are and still verify: they hold
 * ciphertext that nobody can open.
 * The erasure is first written to a file that outlives the database, because a backup brings the keys back; `restore`
 * replays that file. On PostgreSQL the server's own WAL archive and replicas are the operator's to expire.
 */
export async function eraseSubject(
  storage: Storage,
  erasuresFile: string,
  erasure: Erasure,
): Promise<Erased> {
  await appendDurably(erasuresFile, `\n${JSON.stringify({ subject: erasure.subject, at: erasure.at })}\n`);
  return eraseNow(storage, erasure);
}

/** Erases again everybody in the erasures file, after a restore. Gives how many lines were replayed. */
export async function replayErasures(storage: Storage, erasuresFile: string): Promise<number> {
  const erasures = await readErasures(erasuresFile);
  for (const erasure of erasures) await eraseNow(storage, erasure);
  return erasures.length;
}

/** The lines of the erasures file; a last line that was torn by a crash was never acknowledged and is passed over. */
export async function readErasures(erasuresFile: string): Promise<Erasure[]> {
  const text = await readFile(erasuresFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Erasure];
    } catch {
      return [];
    }
  });
}

async function eraseNow(storage: Storage, { subject, at }: Erasure): Promise<Erased> {
  const { keyIds } = await storage.keys.destroy(subject, at);
  const { rows, emptied } = await storage.write(async (writer) => ({
    rows: await deleteRowsOf(writer, subject),
    emptied: await emptyParts(writer, new Set(keyIds)),
  }));
  await storage.scrub();
  return { keys: keyIds.length, rows, emptied };
}

async function deleteRowsOf(writer: Writer, subject: string): Promise<number> {
  let deleted = 0;
  for (const table of ['persons', 'reservations', 'read_back_codes'] as const) {
    const gone = await writer.deleteFrom(table).where('subject', '=', subject).executeTakeFirst();
    deleted += Number(gone.numDeletedRows);
  }
  // A person of staff signs in by their account, a traveller by a link to their case and then as `traveller:<case>`.
  for (const table of ['sign_ins', 'passwords', 'second_factors', 'sessions', 'step_ups'] as const) {
    const gone = await writer
      .deleteFrom(table)
      .where('account', 'in', [subject, `traveller:${subject}`])
      .executeTakeFirst();
    deleted += Number(gone.numDeletedRows);
  }
  // A release stays good at the gate for the few hours it is; it names nobody.
  const links = await writer
    .deleteFrom('links')
    .where('subject', '=', subject)
    .where('purpose', '!=', 'release')
    .executeTakeFirst();
  return deleted + Number(links.numDeletedRows);
}

/** Where sealed parts are kept besides the journal. */
const COPIES = [
  { table: 'views', json: 'row', key: ['view', 'key'] },
  { table: 'outbox', json: 'sealed_parts', key: ['stream_kind', 'stream_id', 'version', 'n'] },
] as const;

async function emptyParts(writer: Writer, keyIds: ReadonlySet<string>): Promise<number> {
  if (keyIds.size === 0) return 0;
  let emptied = 0;
  for (const { table, json, key } of COPIES) {
    const holds = sql.join(
      [...keyIds].map((id): RawBuilder<unknown> => sql`${sql.ref(json)} like ${`%${id}%`}`),
      sql` or `,
    );
    const { rows } = await sql<Record<string, string | number>>`
      select ${sql.join([...key, json].map((column) => sql.ref(column)))} from ${sql.table(table)} where ${holds}`.execute(
      writer,
    );
    for (const row of rows) {
      const same = sql.join(
        key.map((column) => sql`${sql.ref(column)} = ${row[column]}`),
        sql` and `,
      );
      const left = JSON.stringify(withoutSealed(JSON.parse(String(row[json])) as Json, keyIds));
      await sql`update ${sql.table(table)} set ${sql.ref(json)} = ${left} where ${same}`.execute(writer);
      emptied += 1;
    }
  }
  return emptied;
}

/** The same value with the sealed text of those keys taken out. */
function withoutSealed(value: Json, keyIds: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((part) => withoutSealed(part as Json, keyIds));
  if (value === null || typeof value !== 'object') return value;
  const object = value as Readonly<Record<string, Json>>;
  if (
    typeof object['keyId'] === 'string' &&
    typeof object['sealed'] === 'string' &&
    keyIds.has(object['keyId'])
  )
    return { ...object, sealed: '' };
  return Object.fromEntries(
    Object.entries(object).map(([name, part]) => [name, withoutSealed(part, keyIds)]),
  );
}

async function appendDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
