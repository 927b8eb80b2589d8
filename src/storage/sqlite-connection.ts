import { Database, type RunResult, type Statement } from 'sqlite3';
import { Fault } from './faults.ts';

// SQLite's own numbers: the binding's types name them where the module does not.
const OPEN_READONLY = 1;
const OPEN_READWRITE = 2;
const OPEN_CREATE = 4;

const CACHED_STATEMENTS = 256;

/**
 * One connection to one SQLite file, with its prepared statements kept.
 * Statements of one connection are awaited one after the other by whoever borrowed it: the binding's own
 * `serialize` does not order prepared statements.
 */
export class SqliteConnection {
  readonly #db: Database;
  readonly #statements = new Map<string, Statement>();

  private constructor(db: Database) {
    this.#db = db;
  }

  /** Opens a file and makes it as durable as the disk. Refuses (`notDurable`) when a pragma does not read back. */
  static async open(file: string, mode: 'write' | 'read'): Promise<SqliteConnection> {
    const flags = mode === 'write' ? OPEN_READWRITE | OPEN_CREATE : OPEN_READONLY;
    const db = await new Promise<Database>((resolve, reject) => {
      const opened: Database = new Database(file, flags, (error) =>
        error ? reject(error) : resolve(opened),
      );
    });
    const connection = new SqliteConnection(db);
    try {
      await setPragmas(connection, mode);
      await requirePragmas(connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
    return connection;
  }

  /** Runs a statement and gives its rows. */
  async all<R>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    const statement = await this.#prepared(sql);
    const bound = parameters.map(bindable);
    return new Promise((resolve, reject) => {
      statement.all(bound, (error: Error | null, rows?: R[]) =>
        error ? reject(error) : resolve(rows ?? []),
      );
    });
  }

  /** Runs a statement that gives no rows. */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<{ changes: number; lastId: number }> {
    const statement = await this.#prepared(sql);
    const bound = parameters.map(bindable);
    return new Promise((resolve, reject) => {
      statement.run(bound, function done(this: RunResult, error: Error | null) {
        if (error) reject(error);
        else resolve({ changes: this.changes, lastId: this.lastID });
      });
    });
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values())
      await new Promise<void>((resolve) => {
        statement.finalize(() => resolve());
      });
    this.#statements.clear();
    await new Promise<void>((resolve, reject) => {
      this.#db.close((error) => (error ? reject(error) : resolve()));
    });
  }

  async #prepared(sql: string): Promise<Statement> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = await new Promise<Statement>((resolve, reject) => {
      const prepared: Statement = this.#db.prepare(sql, (error) =>
        error ? reject(error) : resolve(prepared),
      );
    });
    // One that is used again is put back last, so the first is the one unused for longest or nearly so.
    const oldest =
      this.#statements.size >= CACHED_STATEMENTS ? this.#statements.entries().next().value : undefined;
    if (oldest) {
      this.#statements.delete(oldest[0]);
      oldest[1].finalize();
    }
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** What every connection must read back, whoever compiled the binding and with which defaults. */
const REQUIRED = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
  secure_delete: 1,
  recursive_triggers: 1,
} as const;

/** Reads the pragmas back and refuses (`notDurable`) the first one that is not as required. */
export async function requirePragmas(connection: Pick<SqliteConnection, 'all'>): Promise<void> {
  for (const [pragma, required] of Object.entries(REQUIRED)) {
    const [row] = await connection.all<Record<string, string | number>>(`pragma ${pragma}`);
    const found = row ? (Object.values(row)[0] ?? null) : null;
    if (found !== required) throw new Fault('notDurable', { pragma, required, found });
  }
}

async function setPragmas(connection: SqliteConnection, mode: 'write' | 'read'): Promise<void> {
  // The wait comes first, because to go over to WAL takes a lock; the rest after it, because WAL changes `synchronous`.
  await connection.all('pragma busy_timeout = 5000');
  if (mode === 'write') await connection.all('pragma journal_mode = wal');
  await connection.all('pragma synchronous = full');
  await connection.all('pragma foreign_keys = on');
  await connection.all('pragma secure_delete = on');
  // Without it, INSERT OR REPLACE deletes the old row past the append-only triggers.
  await connection.all('pragma recursive_triggers = on');
  // A batch touches a few megabytes of pages; with the 2 MB of the default they would be written twice.
  if (mode === 'write') await connection.all('pragma cache_size = -65536');
  // Checkpoints are the business of a connection of their own.
  await connection.all('pragma wal_autocheckpoint = 0');
}

/** The binding binds bigint as NULL, NaN as NULL, an object as "[object Object]": convert or refuse. */
function bindable(value: unknown): string | number | null | Buffer {
  if (value === null || typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) {
    if (!Number.isInteger(number) || Number.isSafeInteger(number)) return number;
  }
  throw new Fault('valueIsNotStorable', { holds: `a parameter of type ${typeof value}` });
}
