import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, inject } from 'vitest';
import {
  type Engine,
  openStorage,
  type Place,
  type Storage,
  type StorageOptions,
} from '../../src/storage/index.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's PostgreSQL answers, if `postgres-server.ts` is a global setup of the run. */
    postgresUrl?: string;
  }
}

/** Every engine the contract is kept on. `ENGINES=sqlite` narrows. */
export const engines: readonly Engine[] = (process.env['ENGINES'] ?? 'sqlite,postgres').split(
  ',',
) as Engine[];

/** The house key of every test storage. */
export const HOUSE_KEY = Buffer.alloc(32, 7);

/** The clock of every test storage, unless it is given another: it stands still. */
export const TEST_NOW = Date.UTC(2022, 10, 27, 9, 0, 0);

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A fresh place to keep things in, gone after the test file: two files, or a database on the run's PostgreSQL. */
export async function freshPlace(engine: Engine): Promise<Place> {
  if (engine === 'sqlite') {
    const folder = await freshFolder();
    return { engine, file: join(folder, 'main.sqlite'), keysFile: join(folder, 'keys.sqlite') };
  }
  const name = `t${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await onPostgres(`create database ${name}`);
  closing.push(() => onPostgres(`drop database if exists ${name} with (force)`));
  return { engine, url: (await postgresUrl()).replace(/\/[^/]*$/, `/${name}`) };
}

/** A folder that is gone after the test file. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guicheng-test-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A fresh, empty storage, closed after the test file. Handing in a `place` opens a second node on the same data. */
export async function openTestStorage(
  engine: Engine,
  options: Partial<StorageOptions> = {},
): Promise<Storage> {
  const storage = await openStorage({
    place: options.place ?? (await freshPlace(engine)),
    houseKey: HOUSE_KEY,
    clock: () => TEST_NOW,
    origin: 'test.example/log',
    ...options,
  });
  closing.push(() => storage.close());
  return storage;
}

async function onPostgres(statement: string): Promise<void> {
  const client = new Client({ connectionString: await postgresUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

let ownServer: ReturnType<typeof startPostgres> | undefined;

/** The run's PostgreSQL; without one, a PostgreSQL of this test file. */
async function postgresUrl(): Promise<string> {
  const shared = inject('postgresUrl');
  if (shared) return shared;
  if (!ownServer) {
    ownServer = startPostgres();
    closing.unshift(async () => (await ownServer)?.stop());
  }
  return (await ownServer).url;
}
