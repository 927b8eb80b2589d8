/** What the disk and the raw library can do here: the measures everything else is a ratio of. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Database } from 'sqlite3';

/** Appends of 4 KiB, each followed by fdatasync, per second. */
export function appendSyncRate(folder: string, ms = 2_000): number {
  const file = join(mkdtempSync(join(folder, 'disk-')), 'append');
  const fd = openSync(file, 'w');
  const page = Buffer.alloc(4096, 1);
  const start = performance.now();
  let writes = 0;
  while (performance.now() - start < ms) {
    writeSync(fd, page);
    fdatasyncSync(fd);
    writes += 1;
  }
  const rate = writes / ((performance.now() - start) / 1000);
  closeSync(fd);
  rmSync(file);
  return rate;
}

/** The raw library: one row and one update of 1.2 kB, each pair a durable transaction, one at a time; per second. */
export async function rawTransactionRate(folder: string, ms = 2_000): Promise<number> {
  const database = new Database(join(mkdtempSync(join(folder, 'raw-')), 'raw.sqlite'));
  const run = (sql: string, ...values: unknown[]) =>
    new Promise<void>((resolve, reject) =>
      database.run(sql, values, (error: Error | null) => (error ? reject(error) : resolve())),
    );
  await run('pragma journal_mode = wal');
  await run('pragma synchronous = full');
  await run('create table event (id integer primary key, body text)');
  await run('create table snapshot (id integer primary key, body text)');
  await run('insert into snapshot values (1, ?)', 'x');
  const body = 'x'.repeat(1200);
  const start = performance.now();
  let transactions = 0;
  while (performance.now() - start < ms) {
    await run('begin immediate');
    await run('insert into event (body) values (?)', body);
    await run('update snapshot set body = ? where id = 1', `${body}${transactions}`);
    await run('commit');
    transactions += 1;
  }
  const rate = transactions / ((performance.now() - start) / 1000);
  await new Promise<void>((resolve) => database.close(() => resolve()));
  return rate;
}
