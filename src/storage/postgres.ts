import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
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
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
        oid === INT8 ? wholeNumber : parserOf(oid, format),
    },
  });
  // A connection that breaks while idle, or between two statements of a transaction, says so in an event besides
  // failing the next statement. Without a listener the event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<S>({ dialect: new PostgresDialect({ pool, onCreateConnection: requireDurability }) });
}

/** Settings under which an acknowledged commit may be gone after a power cut. */
const UNSAFE: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Reads the server's settings back on every new connection and refuses the first that may lose a commit. */
async function requireDurability(connection: DatabaseConnection): Promise<void> {
  for (const [setting, unsafe] of Object.entries(UNSAFE)) {
    const { rows } = await connection.executeQuery<Record<string, string>>(
      CompiledQuery.raw(`show ${setting}`),
    );
    const found = rows[0]?.[setting] ?? null;
    if (found === null || found === unsafe) throw new Fault('notDurable', { setting, found });
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
