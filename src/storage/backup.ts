import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../contract/streams.ts';
import { replayErasures } from './erase.ts';
import { Fault } from './faults.ts';
import { lastPosition } from './journal.ts';
import { copyOut, restoreCopy } from './logical-copy.ts';
import { databasesOf, openStorage, type Storage, type StorageOptions } from './open-storage.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { type Anchors, type Verification, verify } from './verify.ts';

/** What a backup says about itself. */
export interface BackupManifest {
  readonly format: 1;
  readonly engine: Storage['engine'];
  readonly origin: string;
  readonly epoch: string;
  /** The log's last position when the copy began. */
  readonly position: number;
  readonly mainTakenAt: Instant;
  /** Never before `mainTakenAt`: every row of the main copy finds its key in the keys' copy. */
  readonly keysTakenAt: Instant;
}

/**
 * Copies a running storage into an empty folder: the main database first, the keys after it, then a manifest, each
 * on the disk before the next. Writers are not stopped. The keys are wrapped: the copy is worth nothing without the
 * house key, which is to be kept elsewhere.
 * On SQLite each copy is a database file (VACUUM INTO); on PostgreSQL a file of JSON lines read in one snapshot. An
 * operator who wants point-in-time recovery there uses the server's own WAL archiving (`pg_basebackup`) for the
 * database and the schema `guicheng_keys` together, and calls `restore`'s second half by `adoptRestored`.
 */
export async function backup(storage: Storage, folder: string, now: () => Instant): Promise<BackupManifest> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Fault('folderIsNotEmpty', {});
  const { engine, origin, epoch } = storage;
  const position = await lastPosition(storage.read);
  const mainTakenAt = now();
  await copyMain(storage, folder);
  const keysTakenAt = now();
  await copyKeys(storage, folder);
  const manifest: BackupManifest = { format: 1, engine, origin, epoch, position, mainTakenAt, keysTakenAt };
  await writeDurably(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await syncPath(folder);
  return manifest;
}

export interface RestoreOptions extends StorageOptions {
  /** Lines of everybody who was erased, before or after the copy was taken. */
  readonly erasuresFile: string;
  /** Signed heads from outside, to hold the copy against. */
  readonly anchors: Omit<Anchors, 'origin'>;
}

export interface Restored {
  readonly storage: Storage;
  readonly erasures: number;
  readonly verification: Verification;
}

/**
 * Brings a copy back into an empty place, under a new epoch, without anybody who was erased, and verifies it.
 * Refuses (`backupIsUnusable`) keys older than the main copy or rows whose keys are lost, and (`folderIsNotEmpty`) a
 * place that holds anything. The verification is the caller's to read: a broken copy is opened too, to be looked at.
 */
export async function restore(folder: string, options: RestoreOptions): Promise<Restored> {
  const manifest = await readManifest(folder);
  const { place } = options;
  if (manifest.engine !== place.engine)
    throw new Fault('backupIsUnusable', { copyOf: manifest.engine, into: place.engine });
  if (manifest.keysTakenAt < manifest.mainTakenAt)
    throw new Fault('backupIsUnusable', { why: 'keysAreOlder' });
  if (place.engine === 'sqlite') {
    await placeFile(join(folder, MAIN_FILE), place.file);
    await placeFile(join(folder, KEYS_FILE), place.keysFile);
  } else await restoreCopy(place, { main: join(folder, MAIN_LINES), keys: join(folder, KEYS_LINES) });
  return adoptRestored(options);
}

/** The second half of a restore, for a database that was brought back by other means: new epoch, erasures, verification. */
export async function adoptRestored(options: RestoreOptions): Promise<Restored> {
  const before = await openStorage(options);
  try {
    await before.write((writer) =>
      writer.updateTable('meta').set({ value: randomUUID() }).where('name', '=', 'epoch').execute(),
    );
    await requireAllKeys(before);
  } finally {
    await before.close();
  }
  const storage = await openStorage(options);
  const erasures = await replayErasures(storage, options.erasuresFile);
  const verification = await verify(storage.read, { origin: storage.origin, ...options.anchors });
  return { storage, erasures, verification };
}

const MAIN_FILE = 'main.sqlite';
const KEYS_FILE = 'keys.sqlite';
const MAIN_LINES = 'main.jsonl';
const KEYS_LINES = 'keys.jsonl';

async function copyMain(storage: Storage, folder: string): Promise<void> {
  if (storage.place.engine === 'sqlite') await vacuumInto(storage.place.file, join(folder, MAIN_FILE));
  else await copyOut(databasesOf(storage).main, 'main', join(folder, MAIN_LINES));
}

async function copyKeys(storage: Storage, folder: string): Promise<void> {
  if (storage.place.engine === 'sqlite') await vacuumInto(storage.place.keysFile, join(folder, KEYS_FILE));
  else await copyOut(databasesOf(storage).keys, 'keys', join(folder, KEYS_LINES));
}

async function vacuumInto(file: string, copy: string): Promise<void> {
  const connection = await SqliteConnection.open(file, 'write');
  try {
    await connection.run('vacuum into ?', [copy]);
  } finally {
    await connection.close();
  }
  await syncPath(copy);
}

async function placeFile(copy: string, file: string): Promise<void> {
  if (await exists(file)) throw new Fault('folderIsNotEmpty', {});
  // A write-ahead log that was left behind would be played into the copy.
  for (const left of [`${file}-wal`, `${file}-shm`]) await rm(left, { force: true });
  await mkdir(join(file, '..'), { recursive: true });
  await copyFile(copy, file);
  await syncPath(file);
}

/** Every key that a row uses is here, or was destroyed on purpose. */
async function requireAllKeys(storage: Storage): Promise<void> {
  let after = '';
  for (;;) {
    const uses = await storage.read
      .selectFrom('key_uses')
      .select('key_id')
      .where('key_id', '>', after)
      .orderBy('key_id')
      .limit(500)
      .execute();
    const last = uses.at(-1);
    if (!last) return;
    const lost = await storage.keys.unknown(uses.map((use) => use.key_id));
    if (lost.length > 0) throw new Fault('backupIsUnusable', { why: 'keysAreLost', atLeast: lost.length });
    after = last.key_id;
  }
}

async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as BackupManifest;
    if (manifest.format === 1) return manifest;
  } catch (error) {
    throw new Fault('backupIsUnusable', { why: 'noManifest' }, error);
  }
  throw new Fault('backupIsUnusable', { why: 'unknownFormat' });
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
