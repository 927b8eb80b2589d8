import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import { Fault } from './faults.ts';
import type { Schema } from './schema.ts';

const INT8 = 20;
/** The schema that holds the key store, apart from the rest. */
const KEYS_SCHEMA = 'guicheng_keys';
const OPTIONS = {
  write: '',
  read: '-c default_transaction_read_only=on',
  keys: `-c search_path=${KEYS_SCHEMA}`,
} as const;

/**
 * A pool of connections to PostgreSQL; `read` ones cannot write.
 * Refuses to give a connection (`notDurable`) on a server or a role that may lose a commit.
 * Integers of eight bytes are read as numbers, and refused where a number could not hold them.
 */
export function openPostgres<S = Schema>(
  url: string,
  mode: 'write' | 'read' | 'keys',
  connections: number,
): Kysely<S> {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    application_name: `guicheng-${mode}`,
    options: OPTIONS[mode],
    // The pool's own hook: Kysely's keeps a refused connection for ever, and closing would wait for it.
    verify: (client, done) => {
      void (async () => done(await requireDurability(client)))();
    },
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
        oid === INT8 ? wholeNumber : parserOf(oid, format),
    },
  });
  // A connection that breaks while idle, or between two statements of a transaction, says so in an event besides
  // failing the next statement. Without a listener the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<S>({ dialect: new PostgresDialect({ pool }) });
}

/** Settings under which an acknowledged commit may be gone after a power cut. */
const UNSAFE: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Reads the server's settings back on every new connection; gives the reason to refuse it, or nothing. */
async function requireDurability(client: PoolClient): Promise<Error | undefined> {
  try {
    for (const [setting, unsafe] of Object.entries(UNSAFE)) {
      const { rows } = await client.query<Record<string, string>>(`show ${setting}`);
      const found = rows[0]?.[setting] ?? null;
      if (found === null || found === unsafe) return new Fault('notDurable', { setting, found });
    }
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

// The types of `pg` know only the type ids it came with; a server has more.
const parserOf = types.getTypeParser as (
  oid: number,
  format?: 'text' | 'binary',
) => (text: string) => unknown;

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Fault('valueIsNotStorable', { holds: 'an integer past 2^53' });
  return number;
}

/** Makes the key store's schema where it is missing; a role that may not make one can be given it beforehand. */
export async function ensureKeysSchema<S>(keys: Kysely<S>): Promise<void> {
  await keys.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('guicheng key store'))`.execute(trx);
    const { rows } = await sql`select 1 from pg_namespace where nspname = ${KEYS_SCHEMA}`.execute(trx);
    if (rows.length === 0) await sql`create schema ${sql.ref(KEYS_SCHEMA)}`.execute(trx);
  });
}
