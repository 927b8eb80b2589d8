import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import type { Instant } from '../contract/streams.ts';
import { BlindIndex } from './blind-index.ts';
import type { Engine } from './engine.ts';
import { faultOf } from './faults.ts';
import { type KeySchema, KeyStore } from './keys.ts';
import { migrate, preparePartitions } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { keyMigrations } from './migrations/keys.ts';
import { ensureKeysSchema, openPostgres } from './postgres.ts';
import type { Reader, Schema, Writer } from './schema.ts';
import { SqliteCheckpointer } from './sqlite-checkpointer.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

/** Where things are kept. On SQLite two files; on PostgreSQL two schemas, the keys' one with a role of its own if given. */
export type Place =
  | { readonly engine: 'sqlite'; readonly file: string; readonly keysFile: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly keysUrl?: string };

export interface StorageOptions {
  readonly place: Place;
  /** 32 bytes, from a file or the environment. Kept in memory only. */
  readonly houseKey: Buffer;
  /** Still opens what a rotation that was interrupted has not re-wrapped. */
  readonly formerHouseKey?: Buffer;
  /** The house's clock. On PostgreSQL the database's clock is asked instead. */
  readonly clock: () => Instant;
  /** The name under which this log signs its heads; written once, at the first start. */
  readonly origin?: string;
  /** Connections for readers (default 2) and, on PostgreSQL, for writers (default 8). */
  readonly readers?: number;
  readonly writers?: number;
}

/** An open storage. The type of what is handed in says whether a function may write. */
export interface Storage {
  readonly engine: Engine;
  readonly place: Place;
  readonly read: Reader;
  readonly keys: KeyStore;
  readonly blind: BlindIndex;
  /** Name of this log in its signed heads. */
  readonly origin: string;
  /** Changes whenever history may have been lost: cursors of another epoch are worth nothing. */
  readonly epoch: string;
  /**
   * Runs one transaction. The work awaits nothing but its own statements: on SQLite every other writer waits for it.
   * Nothing is kept if it throws. What a driver throws arrives as a `Fault`.
   */
  write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Now: the database's clock on PostgreSQL, the house's on SQLite. */
  now(): Promise<Instant>;
  /** Leaves no byte of deleted rows in the files: empties the write-ahead logs, rewrites the keys. For erasures. */
  scrub(): Promise<void>;
  /** Waits for what runs, then closes; the second call does nothing more. */
  close(): Promise<void>;
}

/** The databases under a storage, for the few functions of this room that need more than a transaction. */
export interface Databases {
  readonly main: Kysely<Schema>;
  readonly reading: Kysely<Schema>;
  readonly keys: Kysely<KeySchema>;
  scrub(): Promise<void>;
  close(): Promise<void>;
}

const opened = new WeakMap<Storage, Databases>();

/** Inside this room only. */
export function databasesOf(storage: Storage): Databases {
  const databases = opened.get(storage);
  if (!databases) throw new TypeError('This storage was not opened by openStorage');
  return databases;
}

/**
 * Opens the storage, takes its schema to the newest, and gives it an origin and an epoch at the first start.
 * Refuses to start where an acknowledged commit could be lost (`notDurable`), on a newer schema (`schemaIsAhead`),
 * and with a house key that is not the one (`houseKeyIsWrong`).
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { place, clock } = options;
  const databases =
    place.engine === 'sqlite' ? await openSqliteFiles(place, options) : openPostgresPools(place, options);
  try {
    await migrate(databases.main, migrations);
    if (place.engine === 'postgres') await ensureKeysSchema(databases.keys);
    await migrate(databases.keys, keyMigrations, 'key_migrations');
    await preparePartitions(databases.main, clock());
    const meta = await readMeta(databases.main, {
      origin: options.origin ?? `guicheng/${randomUUID()}`,
      epoch: randomUUID(),
      createdAt: String(clock()),
    });
    const keys = new KeyStore(databases.keys, options.houseKey, options.formerHouseKey);
    let closed: Promise<void> | undefined;
    const storage: Storage = {
      engine: place.engine,
      place,
      read: databases.reading,
      keys,
      blind: new BlindIndex(await keys.secret('blindIndex')),
      origin: meta.origin,
      epoch: meta.epoch,
      write: (work) => inTransaction(databases.main, work),
      now: () => (place.engine === 'sqlite' ? Promise.resolve(clock()) : databaseNow(databases.reading)),
      scrub: () => databases.scrub(),
      close: () => (closed ??= databases.close()),
    };
    opened.set(storage, databases);
    return storage;
  } catch (error) {
    await databases.close();
    throw faultOf(error, 'opening the storage');
  }
}

async function inTransaction<T>(db: Kysely<Schema>, work: (writer: Writer) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(work);
  } catch (error) {
    throw faultOf(error, 'writing');
  }
}

async function openSqliteFiles(
  place: Place & { engine: 'sqlite' },
  options: StorageOptions,
): Promise<Databases> {
  for (const file of [place.file, place.keysFile]) await mkdir(dirname(file), { recursive: true });
  const main = new Kysely<Schema>({
    dialect: sqliteDialect(() => SqliteConnection.open(place.file, 'write')),
  });
  const keys = new Kysely<KeySchema>({
    dialect: sqliteDialect(() => SqliteConnection.open(place.keysFile, 'write')),
  });
  // The first statement makes the files, so that readers find one.
  await main.connection().execute(async () => undefined);
  await keys.connection().execute(async () => undefined);
  const reading = new Kysely<Schema>({
    dialect: sqliteDialect(() => SqliteConnection.open(place.file, 'read'), options.readers ?? 2),
  });
  const checkpointers = [
    await SqliteCheckpointer.start(place.file, (work) => main.connection().execute(work)),
    await SqliteCheckpointer.start(place.keysFile, (work) => keys.connection().execute(work)),
  ];
  return {
    main,
    reading,
    keys,
    scrub: async () => {
      await sql`vacuum`.execute(keys);
      for (const checkpointer of checkpointers) await checkpointer.truncate();
    },
    close: async () => {
      for (const checkpointer of checkpointers) await checkpointer.stop();
      for (const db of [reading, keys, main]) await db.destroy();
    },
  };
}

function openPostgresPools(place: Place & { engine: 'postgres' }, options: StorageOptions): Databases {
  const main = openPostgres(place.url, 'write', options.writers ?? 8);
  const reading = openPostgres(place.url, 'read', options.readers ?? 4);
  const keys = openPostgres<KeySchema>(place.keysUrl ?? place.url, 'keys', 4);
  return {
    main,
    reading,
    keys,
    scrub: async () => {
      await sql`vacuum (full) keys`.execute(keys);
      for (const table of ['persons', 'reservations', 'read_back_codes'])
        await sql`vacuum ${sql.table(table)}`.execute(main);
    },
    close: async () => {
      for (const db of [reading, keys, main]) await db.destroy();
    },
  };
}

async function readMeta(
  db: Kysely<Schema>,
  first: Readonly<Record<'origin' | 'epoch' | 'createdAt', string>>,
): Promise<{ origin: string; epoch: string }> {
  await db
    .insertInto('meta')
    .values(Object.entries(first).map(([name, value]) => ({ name, value })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await db.selectFrom('meta').selectAll().execute();
  const values = new Map(rows.map((row) => [row.name, row.value]));
  return { origin: values.get('origin') ?? '', epoch: values.get('epoch') ?? '' };
}

async function databaseNow(db: Kysely<Schema>): Promise<Instant> {
  const { rows } = await sql<{ now: number }>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
  return (rows[0] as { now: number }).now;
}
