import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { Fault, lastPosition, openStorage, passesByItself, readRows } from '../../src/storage/index.ts';
import { faultOf } from '../../src/storage/faults.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { requirePragmas, SqliteConnection } from '../../src/storage/sqlite-connection.ts';
import { engines, freshFolder, freshPlace, HOUSE_KEY, openTestStorage, TEST_NOW } from './engines.ts';
import { startPostgres } from './postgres-server.ts';
import { newHandoff, submitSample, writeStream } from './samples.ts';

describe.runIf(engines.includes('sqlite'))('SQLite', () => {
  it('is as durable as the disk on every connection, writers and readers alike', async () => {
    const storage = await openTestStorage('sqlite');
    const { main, reading, keys } = databasesOf(storage);
    for (const db of [main, reading, reading, keys]) {
      const found: Record<string, unknown> = {};
      for (const pragma of ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'secure_delete']) {
        const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${pragma}`).execute(db);
        found[pragma] = Object.values(rows[0] ?? {})[0];
      }
      expect(found).toEqual({
        journal_mode: 'wal',
        synchronous: 2,
        foreign_keys: 1,
        busy_timeout: 5000,
        secure_delete: 1,
      });
    }
  });

  it.each([
    ['synchronous', 'normal'],
    ['synchronous', 'off'],
    ['foreign_keys', 'off'],
    ['busy_timeout', '0'],
    ['secure_delete', 'off'],
    ['recursive_triggers', 'off'],
  ])('refuses a connection on which %s reads back as %s', async (pragma, value) => {
    const connection = await SqliteConnection.open(join(await freshFolder(), 'x.sqlite'), 'write');
    await requirePragmas(connection);
    await connection.all(`pragma ${pragma} = ${value}`);
    await expect(requirePragmas(connection)).rejects.toMatchObject({
      code: 'notDurable',
      context: { pragma },
    });
    await connection.close();
  });

  it('refuses to start on a file that cannot have a write-ahead log', async () => {
    await expect(SqliteConnection.open(':memory:', 'write')).rejects.toMatchObject({
      code: 'notDurable',
      context: { pragma: 'journal_mode', found: 'memory' },
    });
  });

  it('converts what the binding would bend, or refuses it', async () => {
    const connection = await SqliteConnection.open(join(await freshFolder(), 'x.sqlite'), 'write');
    const back = async (value: unknown) =>
      (await connection.all<{ v: unknown }>('select ? as v', [value]))[0]?.v;
    expect(await back(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991);
    expect(await back(true)).toBe(1);
    expect(await back(1_669_539_600_123)).toBe(1_669_539_600_123);
    expect(await back(null)).toBeNull();
    for (const value of [
      2n ** 60n,
      2 ** 60,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      new Date(),
      {},
      [],
      undefined,
    ])
      await expect(back(value)).rejects.toMatchObject({ code: 'valueIsNotStorable' });
    await connection.close();
  });

  it('lets two hundred writers change one row one after the other', async () => {
    const storage = await openTestStorage('sqlite');
    const key = newHandoff();
    await writeStream(storage, key, 1);
    await Promise.all(Array.from({ length: 200 }, () => submitSample(storage, key)));
    expect((await readRows(storage.read, key)).map((row) => row.version)).toEqual(
      Array.from({ length: 201 }, (_, i) => i + 1),
    );
  });

  it('keeps nothing half-written when the disk is full, lives on, and goes on when there is room', async () => {
    const storage = await openTestStorage('sqlite');
    const { main } = databasesOf(storage);
    await writeStream(storage, newHandoff(), 1);
    const limit = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(main);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(main);
    await limit((rows[0]?.page_count ?? 0) + 4);
    const big = newHandoff();
    const full = await writeStream(storage, big, 400).catch((error: unknown) => error);
    expect(full).toMatchObject({ code: 'storageIsFull' });
    expect(passesByItself(full)).toBe(true);
    expect(await readRows(storage.read, big)).toEqual([]);
    expect(await lastPosition(storage.read)).toBe(1);
    await limit(1_000_000);
    await writeStream(storage, big, 400);
    expect(await lastPosition(storage.read)).toBe(401);
  });

  it('says busy when another process holds the file for too long', async () => {
    const place = await freshPlace('sqlite');
    const storage = await openTestStorage('sqlite', { place });
    const other = await SqliteConnection.open(place.engine === 'sqlite' ? place.file : '', 'write');
    await sql`pragma busy_timeout = 50`.execute(databasesOf(storage).main);
    await other.all('begin immediate');
    await expect(writeStream(storage, newHandoff(), 1)).rejects.toMatchObject({ code: 'storageIsBusy' });
    await other.all('rollback');
    await other.close();
    await writeStream(storage, newHandoff(), 1);
  });

  it('loses no acknowledged row when the process is killed while it writes', async () => {
    const folder = await freshFolder();
    const rounds = process.env['EXAM'] ? 20 : 2;
    for (let round = 0; round < rounds; round += 1) {
      const acknowledged = await writeUntilKilled(folder, 300 + round * 50);
      const storage = await openStorage({
        place: { engine: 'sqlite', file: join(folder, 'main.sqlite'), keysFile: join(folder, 'keys.sqlite') },
        houseKey: HOUSE_KEY,
        clock: () => TEST_NOW,
      });
      for (const id of acknowledged)
        expect(await readRows(storage.read, { streamKind: 'handoff', streamId: id })).toHaveLength(1);
      expect(acknowledged.length).toBeGreaterThan(0);
      await storage.close();
    }
  });

  it.runIf(spawnSync('strace', ['-V']).status === 0)(
    'calls for the disk once for every commit it acknowledges',
    async () => {
      const trace = join(await freshFolder(), 'trace');
      const acknowledged = await writeUntilKilled(
        await freshFolder(),
        2500,
        ['strace', '-f', '--seccomp-bpf', '-y', '-e', 'trace=fsync,fdatasync', '-o', trace],
        100,
      );
      const { stdout } = await promisify(execFile)('grep', ['-cE', 'sync\\(.*main\\.sqlite-wal>', trace]);
      expect(Number(stdout)).toBeGreaterThanOrEqual(acknowledged.length);
      expect(acknowledged.length).toBeGreaterThan(20);
    },
  );
});

describe('a schema', () => {
  it.each(engines)('that is newer than the program is refused on %s', async (engine) => {
    const place = await freshPlace(engine);
    const storage = await openTestStorage(engine, { place });
    await sql`insert into migrations (name, timestamp) values ('9999-from-the-future', '2099')`.execute(
      databasesOf(storage).main,
    );
    await storage.close();
    await expect(openTestStorage(engine, { place })).rejects.toMatchObject({ code: 'schemaIsAhead' });
  });

  it.each(engines)('is made once when several nodes start at the same time on %s', async (engine) => {
    const place = await freshPlace(engine);
    const first = engine === 'sqlite' ? [await openTestStorage(engine, { place })] : [];
    const nodes = [...first, ...(await Promise.all([1, 2, 3].map(() => openTestStorage(engine, { place }))))];
    expect(new Set(nodes.map((node) => node.epoch)).size).toBe(1);
    expect(new Set(nodes.map((node) => node.blind.digest('x', 'y'))).size).toBe(1);
  });
});

describe.runIf(engines.includes('postgres'))('PostgreSQL', () => {
  it('is refused when the server or the role may lose a commit', async () => {
    const server = await startPostgres(['-c', 'fsync=off']);
    const open = (url: string) =>
      openStorage({ place: { engine: 'postgres', url }, houseKey: HOUSE_KEY, clock: () => TEST_NOW });
    try {
      await expect(open(server.url)).rejects.toMatchObject({
        code: 'notDurable',
        context: { setting: 'fsync' },
      });
    } finally {
      await server.stop();
    }
    const place = await freshPlace('postgres');
    if (place.engine !== 'postgres') return;
    await expect(open(`${place.url}?options=-c%20synchronous_commit%3Doff`)).rejects.toMatchObject({
      code: 'notDurable',
      context: { setting: 'synchronous_commit' },
    });
  });

  it('keeps a month in a partition of its own, and any other month as well', async () => {
    const storage = await openTestStorage('postgres');
    const old = newHandoff(Date.UTC(2020, 0, 5));
    await writeStream(storage, newHandoff(), 1);
    await writeStream(storage, old, 2);
    const { rows } = await sql<{ place: string; rows: number }>`
      select tableoid::regclass::text as place, count(*) as rows from journal group by 1 order by 1`.execute(
      storage.read,
    );
    expect(rows).toEqual([
      { place: 'journal_202211', rows: 1 },
      { place: 'journal_rest', rows: 2 },
    ]);
    expect(await readRows(storage.read, old)).toHaveLength(2);
  });

  it('tells the time itself', async () => {
    const storage = await openTestStorage('postgres');
    expect(Math.abs((await storage.now()) - Date.now())).toBeLessThan(5000);
    expect(await (await openTestStorage('sqlite')).now()).toBe(TEST_NOW);
  });
});

describe('a fault', () => {
  it('tells nothing that stood in a column', () => {
    const told = Object.assign(new Error('duplicate key value violates unique constraint'), {
      severity: 'ERROR',
      code: '23505',
      table: 'persons',
      detail: 'Key (kind, digest)=(phone, 13800138000) already exists.',
    });
    const fault = faultOf(told, 'writing');
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ code: 'uniqueIsTaken', context: { table: 'persons' } });
    expect(JSON.stringify([fault, (fault as Fault).cause])).not.toContain('13800138000');
  });

  it('is not made of an error of our own', () => {
    const bug = new TypeError('a bug');
    expect(faultOf(bug, 'writing')).toBe(bug);
  });
});

/** Starts a process that writes streams one after the other, kills it, and gives the ids it had acknowledged. */
async function writeUntilKilled(
  folder: string,
  afterMs: number,
  under: string[] = [],
  most = 1_000_000,
): Promise<string[]> {
  const { spawn } = await import('node:child_process');
  const command = [
    ...under,
    process.execPath,
    '--import',
    'tsx',
    join(import.meta.dirname, 'write-for-ever.ts'),
    folder,
    String(most),
  ];
  const child = spawn(command[0] as string, command.slice(1), {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let text = '';
  child.stdout.setEncoding('utf8');
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (part: string) => {
      if (text === '') setTimeout(resolve, afterMs);
      text += part;
    });
    void ended.then(() => resolve());
  });
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
  return text.split('\n').slice(0, -1);
}
