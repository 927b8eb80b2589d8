import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { SqliteConnection } from './sqlite-connection.ts';

/**
 * Kysely over the `sqlite3` binding. One connection for a writer, several for readers.
 * A transaction begins IMMEDIATE, so that two writers wait for each other instead of failing half-way;
 * a migration is one transaction, so that a failed one leaves nothing behind.
 * `open` is called once per connection and gives it with its pragmas set and read back.
 */
export function sqliteDialect(open: () => Promise<SqliteConnection>, connections = 1): Dialect {
  return {
    createAdapter: () => new TransactionalDdlAdapter(),
    createDriver: () => new SqliteDriver(open, connections),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #open: () => Promise<SqliteConnection>;
  readonly #size: number;
  readonly #all: KyselyConnection[] = [];
  readonly #free: KyselyConnection[] = [];
  readonly #waiting: ((connection: KyselyConnection) => void)[] = [];

  constructor(open: () => Promise<SqliteConnection>, size: number) {
    this.#open = open;
    this.#size = size;
  }

  async init(): Promise<void> {
    while (this.#all.length < this.#size) this.#all.push(new KyselyConnection(await this.#open()));
    this.#free.push(...this.#all);
  }

  // The mutex: a connection is lent to one caller at a time, in the order they asked.
  async acquireConnection(): Promise<KyselyConnection> {
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next(connection as KyselyConnection);
    else this.#free.push(connection as KyselyConnection);
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    } catch (error) {
      // A full disk or a failed write makes SQLite roll back by itself; then there is nothing left to do.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
    }
  }

  async destroy(): Promise<void> {
    for (const connection of this.#all) await connection.sqlite.close();
  }
}

class KyselyConnection implements DatabaseConnection {
  readonly sqlite: SqliteConnection;

  constructor(sqlite: SqliteConnection) {
    this.sqlite = sqlite;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (RETURNS_ROWS.test(query.sql)) return { rows: await this.sqlite.all<R>(query.sql, query.parameters) };
    const { changes, lastId } = await this.sqlite.run(query.sql, query.parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastId) };
  }

  // Stepping a statement while others run on the same connection is where this binding goes wrong: pages instead.
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not offered on SQLite: read by pages');
  }
}

// Values travel as parameters, so the word `returning` can only be the clause.
const RETURNS_ROWS = /^\s*(?:select|with|values|pragma|explain)\b|\breturning\b/i;
