import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Kysely, sql, type Transaction } from 'kysely';
import { Fault, faultOf } from './faults.ts';
import type { KeySchema } from './keys.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { keyMigrations } from './migrations/keys.ts';
import { ensureKeysSchema, openPostgres } from './postgres.ts';

/** Every table of each database on PostgreSQL, and the column that orders it where order matters. */
const TABLES = {
  main: [
    'meta',
    'streams',
    'journal',
    'log',
    'unsequenced',
    'tiles',
    'checkpoints',
    'command_ids',
    'reservations',
    'timers',
    'outbox',
    'lanes',
    'lane_sends',
    'views',
    'view_audiences',
    'changes',
    'cursors',
    'persons',
    'read_back_codes',
    'key_uses',
    // Not sessions and step-ups: nobody stays signed in over a restore.
    'sign_ins',
    'passwords',
    'second_factors',
    'links',
    'device_keys',
    'papers',
    'refused_attempts',
  ],
  keys: ['keys', 'destroyed', 'secrets'],
} as const;

const PAGE = 500;

/**
 * Writes a whole database on PostgreSQL as JSON lines, all of it as it was at one instant, and ends with a line that
 * counts the others, so that a copy that was cut short is known.
 */
export async function copyOut<S>(db: Kysely<S>, part: keyof typeof TABLES, file: string): Promise<void> {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  let lines = 0;
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      for (const table of TABLES[part]) {
        const order = table === 'unsequenced' ? sql`order by id` : sql``;
        await sql`declare copying no scroll cursor for select row_to_json(t) as line from ${sql.table(table)} t ${order}`.execute(
          trx,
        );
        for (;;) {
          const { rows } = await sql<{ line: unknown }>`fetch ${sql.lit(PAGE)} from copying`.execute(trx);
          for (const { line } of rows) {
            lines += 1;
            if (!out.write(`${JSON.stringify([table, line])}\n`)) await once(out, 'drain');
          }
          if (rows.length < PAGE) break;
        }
        await sql`close copying`.execute(trx);
      }
    });
  out.end(`${JSON.stringify(['end', lines])}\n`);
  await once(out, 'close');
  const handle = await open(file, 'r');
  await handle.sync();
  await handle.close();
}

/** Reads both copies into an empty database, each in one transaction. Refuses one that holds anything, or a cut copy. */
export async function restoreCopy(
  place: { readonly url: string; readonly keysUrl?: string },
  files: { readonly main: string; readonly keys: string },
): Promise<void> {
  const main = openPostgres(place.url, 'write', 2);
  const keys = openPostgres<KeySchema>(place.keysUrl ?? place.url, 'keys', 2);
  try {
    await migrate(main, migrations);
    await ensureKeysSchema(keys);
    await migrate(keys, keyMigrations, 'key_migrations');
    await copyIn(main, 'main', files.main);
    await copyIn(keys, 'keys', files.keys);
  } catch (error) {
    throw faultOf(error, 'restoring');
  } finally {
    await keys.destroy();
    await main.destroy();
  }
}

async function copyIn<S>(db: Kysely<S>, part: keyof typeof TABLES, file: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of TABLES[part]) {
      const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
      if (rows.length > 0) throw new Fault('folderIsNotEmpty', { table });
    }
    let lines = 0;
    let ended = false;
    let table = '';
    let page: Record<string, unknown>[] = [];
    for await (const text of createInterface({
      input: createReadStream(file),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      const [name, row] = parseLine(text);
      if (name === 'end') {
        ended = row === lines;
        continue;
      }
      if (name !== table || page.length === PAGE) {
        await insertPage(trx, table, page);
        page = [];
      }
      table = name;
      page.push(row as Record<string, unknown>);
      lines += 1;
    }
    await insertPage(trx, table, page);
    if (!ended) throw new Fault('backupIsUnusable', { why: 'copyIsCutShort', part });
  });
}

async function insertPage<S>(
  trx: Transaction<S>,
  table: string,
  page: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = page;
  if (!first) return;
  if (![...TABLES.main, ...TABLES.keys].includes(table as (typeof TABLES.main)[number]))
    throw new Fault('backupIsUnusable', { why: 'unknownTable' });
  // The queue counts its rows anew; its order is the order of the lines.
  const columns = Object.keys(first).filter((column) => !(table === 'unsequenced' && column === 'id'));
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(page)}::jsonb)`.execute(
    trx,
  );
}

function parseLine(text: string): [string, unknown] {
  try {
    return JSON.parse(text) as [string, unknown];
  } catch (error) {
    throw new Fault('backupIsUnusable', { why: 'copyIsCutShort' }, error);
  }
}
