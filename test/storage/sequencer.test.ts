import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import {
  appendRows,
  lastPosition,
  readLog,
  type Storage,
  sequence,
  unsequencedRows,
} from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { engines, openTestStorage } from './engines.ts';
import { newHandoff, nextRow, submitSample, writeStream } from './samples.ts';

describe.skipIf(!engines.includes('postgres'))('the order of all rows on postgres', () => {
  it('misses nothing and repeats nothing when a row that was written first commits last', async () => {
    const north = await openTestStorage('postgres');
    const south = await openTestStorage('postgres', { place: north.place });
    const [first, second] = [newHandoff(), newHandoff()];
    const reader = follow(south);
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    let written = (): void => undefined;
    const wrote = new Promise<void>((resolve) => (written = resolve));
    const slow = north.write(async (writer) => {
      await appendRows(writer, [nextRow(first, null)]);
      written();
      await held;
    });
    await wrote;
    await writeStream(south, second, 1);
    await sequenceAll(south);
    expect(await reader.next()).toEqual([second.streamId]);
    commit();
    await slow;
    expect(await reader.next()).toEqual([]);
    await sequenceAll(north);
    expect(await reader.next()).toEqual([first.streamId]);
    expect(await reader.next()).toEqual([]);
  });

  it('is contiguous, holds every row once, and never has a row before the one it builds on', async () => {
    const nodes = [await openTestStorage('postgres')];
    const [main] = nodes as [Storage];
    nodes.push(await openTestStorage('postgres', { place: main.place }));
    const keys = Array.from({ length: 6 }, () => newHandoff());
    for (const key of keys) await writeStream(main, key, 1);
    const reader = follow(main);
    const heard: string[] = [];
    const writing = new AbortController();
    const sequencing = nodes.map(async (node) => {
      while (!writing.signal.aborted) {
        await node.write((writer) => sequence(writer, 5));
        heard.push(...(await reader.rows()));
      }
    });
    const rounds = process.env['EXAM'] ? 100 : 12;
    await Promise.all(
      nodes.flatMap((node) =>
        keys.map(async (key) => {
          for (let i = 0; i < rounds; i += 1) await submitSample(node, key);
        }),
      ),
    );
    writing.abort();
    await Promise.all(sequencing);
    await sequenceAll(main);
    heard.push(...(await reader.rows()));
    const log = await readLog(main.read, 0, 100_000);
    expect(log).toHaveLength(keys.length * (1 + rounds * 2));
    expect(log.map((entry) => entry.position)).toEqual(log.map((_, i) => i + 1));
    const reached = new Map<string, number>();
    for (const { row } of log) {
      expect(row.version).toBe((reached.get(row.streamId) ?? 0) + 1);
      reached.set(row.streamId, row.version);
    }
    expect(heard).toEqual(log.map(({ row }) => `${row.streamId} ${row.version}`));
    expect(await unsequencedRows(main.read)).toBe(0);
  });

  it('goes on where it stopped when a sequencer is killed in the middle of a batch', async () => {
    const storage = await openTestStorage('postgres');
    await writeStream(storage, newHandoff(), 30);
    await storage.write((writer) => sequence(writer, 10));
    let inTheMiddle = (): void => undefined;
    const reached = new Promise<void>((resolve) => (inTheMiddle = resolve));
    const victim = await openTestStorage('postgres', { place: storage.place });
    let pid = 0;
    const killed = victim.write(async (writer) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(writer);
      pid = rows[0]?.pid ?? 0;
      expect(await sequence(writer, 15)).toEqual({ outcome: 'moved', rows: 15 });
      inTheMiddle();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await sequence(writer, 15);
    });
    const gone = killed.catch((error: unknown) => error);
    await reached;
    expect(await storage.write((writer) => sequence(writer))).toEqual({ outcome: 'waiting', rows: 0 });
    await terminate(storage, pid);
    expect(await gone).toMatchObject({ code: 'storageIsLost' });
    expect(await lastPosition(storage.read)).toBe(10);
    expect(await storage.write((writer) => sequence(writer))).toEqual({ outcome: 'moved', rows: 20 });
    expect((await readLog(storage.read, 0)).map((entry) => entry.row.version)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
  });

  it('holds a row back while the one it builds on is not in the log', async () => {
    const storage = await openTestStorage('postgres');
    const [first, second] = await writeStream(storage, newHandoff(), 2);
    const { main } = databasesOf(storage);
    const taken = await main
      .deleteFrom('unsequenced')
      .where('version', '=', 1)
      .returningAll()
      .executeTakeFirstOrThrow();
    expect(await storage.write((writer) => sequence(writer))).toEqual({ outcome: 'moved', rows: 0 });
    const { id: _, ...row } = taken;
    await main
      .insertInto('unsequenced')
      .values(row as typeof taken)
      .execute();
    await sequenceAll(storage);
    expect((await readLog(storage.read, 0)).map((entry) => entry.row.hash)).toEqual([
      first?.hash,
      second?.hash,
    ]);
  });
});

/** A reader of the log with a cursor of its own. */
function follow(storage: Storage) {
  let cursor = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const page = () => {
    const next = turn.then(async () => {
      const log = await readLog(storage.read, cursor, 1000);
      cursor = log.at(-1)?.position ?? cursor;
      return log;
    });
    turn = next;
    return next;
  };
  return {
    next: async () => (await page()).map((entry) => entry.row.streamId),
    rows: async () => (await page()).map((entry) => `${entry.row.streamId} ${entry.row.version}`),
  };
}

async function sequenceAll(storage: Storage): Promise<void> {
  while ((await unsequencedRows(storage.read)) > 0) await storage.write((writer) => sequence(writer));
}

async function terminate(storage: Storage, pid: number): Promise<void> {
  if (storage.place.engine !== 'postgres') return;
  const client = new Client({ connectionString: storage.place.url });
  await client.connect();
  await client.query('select pg_terminate_backend($1)', [pid]);
  await client.end();
}
