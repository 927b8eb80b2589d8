import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  appendRows,
  lockStreams,
  readLog,
  readRows,
  readStreams,
  type Storage,
  sequence,
  streamKeyText,
  writeBatch,
} from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { engines, openTestStorage } from './engines.ts';
import { counted, newHandoff, nextRow, submitSample, writeStream } from './samples.ts';

for (const engine of engines)
  describe(`a journal on ${engine}`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await openTestStorage(engine);
    });

    it('gives back every row exactly as it was written, instants to the millisecond', async () => {
      const key = newHandoff();
      const row = nextRow(key, null, {
        command: { type: 'addStatement', 中文: '𬱖', nested: { b: [1.5, -0.25, 1e21, 5e-324], a: null } },
        occurredAt: 1_669_539_600_123,
        recordedAt: 9_007_199_254_740_991,
        facts: [],
        secondPerson: null,
        terminal: null,
        announcementId: 'an "announcement" \\u0000 名',
        sealedParts: [{ field: 'name', keyId: 'key-1', sealed: 'AAAA' }],
      });
      await storage.write((writer) =>
        writeBatch(writer, { rows: [row], snapshots: [{ ...key, snapshot: counted(1) }] }),
      );
      expect(await readRows(storage.read, key)).toEqual([row]);
      const head = (await readStreams(storage.read, [key])).get(streamKeyText(key));
      expect(head).toEqual({
        ...key,
        version: 1,
        lastHash: row.hash,
        lastRecordedAt: 9_007_199_254_740_991,
        snapshotHash: row.snapshotHash,
        snapshot: counted(1),
      });
    });

    it('writes a batch of many streams and versions at once, and orders it without a gap', async () => {
      const before = await logged(storage);
      const keys = Array.from({ length: 20 }, () => newHandoff());
      const rows = keys.flatMap((key) => {
        const first = nextRow(key, null);
        return [first, nextRow(key, first)];
      });
      await storage.write((writer) =>
        writeBatch(writer, { rows, snapshots: keys.map((key) => ({ ...key, snapshot: counted(2) })) }),
      );
      const log = (await logged(storage)).slice(before.length);
      expect(log.map((entry) => entry.position)).toEqual(rows.map((_, i) => before.length + i + 1));
      expect(log.map((entry) => entry.row.hash)).toEqual(rows.map((row) => row.hash));
    });

    it('takes no version twice', async () => {
      const key = newHandoff();
      const [row] = await writeStream(storage, key, 1);
      const rival = nextRow(key, null, { terminal: 'another' });
      expect(rival.version).toBe(row?.version);
      await expect(storage.write((writer) => appendRows(writer, [rival]))).rejects.toMatchObject({
        code: 'uniqueIsTaken',
        context: { table: 'journal' },
      });
    });

    it.each([
      ['edited', 'update journal set terminal = null'],
      ['deleted', 'delete from journal'],
      ['edited in the log', `update log set leaf_hash = ''`],
      ['deleted from the log', 'delete from log'],
    ])('refuses to be %s', async (_, statement) => {
      await writeStream(storage, newHandoff(), 1);
      await logged(storage);
      await expect(storage.write((writer) => sql.raw(statement).execute(writer))).rejects.toMatchObject({
        code: 'isAppendOnly',
      });
    });

    it('refuses to be replaced or emptied past its triggers', async () => {
      const statements =
        engine === 'sqlite'
          ? [
              'insert or replace into journal select * from journal',
              'insert or replace into log select * from log',
            ]
          : ['truncate journal', 'truncate log', 'truncate journal_rest'];
      for (const statement of statements)
        await expect(storage.write((writer) => sql.raw(statement).execute(writer))).rejects.toMatchObject({
          code: 'isAppendOnly',
        });
    });

    it('refuses a snapshot that its last row does not vouch for, on writing and on loading', async () => {
      const key = newHandoff();
      await expect(
        storage.write((writer) =>
          writeBatch(writer, { rows: [nextRow(key, null)], snapshots: [{ ...key, snapshot: counted(7) }] }),
        ),
      ).rejects.toMatchObject({ code: 'snapshotIsNotTheLastRows' });
      await writeStream(storage, key, 2);
      await databasesOf(storage)
        .main.updateTable('streams')
        .set({ snapshot: JSON.stringify(counted(3)) })
        .where('stream_id', '=', key.streamId)
        .execute();
      await expect(storage.write((writer) => lockStreams(writer, [key]))).rejects.toMatchObject({
        code: 'snapshotIsNotTheLastRows',
      });
    });

    it('does not send a snapshot again to somebody who holds it', async () => {
      const key = newHandoff();
      await writeStream(storage, key, 2);
      const text = streamKeyText(key);
      const wanted = (cachedVersion: number) => readStreams(storage.read, [{ ...key, cachedVersion }]);
      expect((await wanted(2)).get(text)?.snapshot).toBeNull();
      expect((await wanted(1)).get(text)?.snapshot).toEqual(counted(2));
      expect((await readStreams(storage.read, [newHandoff()])).size).toBe(0);
    });

    it('lets commands on one stream that arrive together follow each other, each on the version before it', async () => {
      const key = newHandoff();
      await writeStream(storage, key, 1);
      const answers = await Promise.all(Array.from({ length: 12 }, () => submitSample(storage, key)));
      expect(answers.map((answer) => (answer as { version: number }).version).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 12 }, (_, i) => i + 2),
      );
      const rows = await readRows(storage.read, key);
      for (const [i, row] of rows.entries()) expect(row.prevHash).toBe(rows[i - 1]?.hash ?? '0'.repeat(64));
    });

    it('keeps nothing of a transaction that fails at its end', async () => {
      const key = newHandoff();
      await expect(
        storage.write(async (writer) => {
          await appendRows(writer, [nextRow(key, null)]);
          throw new Error('decided otherwise');
        }),
      ).rejects.toThrow('decided otherwise');
      expect(await readRows(storage.read, key)).toEqual([]);
    });

    it('refuses to keep what the engines would keep differently', async () => {
      const key = newHandoff();
      for (const terminal of ['a\u0000b', '\ud800'])
        await expect(
          storage.write((writer) => appendRows(writer, [{ ...nextRow(key, null), terminal }])),
        ).rejects.toMatchObject({ code: 'valueIsNotStorable' });
      await expect(
        storage.write((writer) => appendRows(writer, [{ ...nextRow(key, null), monoMs: 1.5 }])),
      ).rejects.toMatchObject({ code: 'valueIsNotStorable' });
    });

    it('lets readers read and never write', async () => {
      const { reading } = databasesOf(storage);
      await expect(sql`delete from cursors`.execute(reading)).rejects.toThrow(/read-?only/);
    });
  });

async function logged(storage: Storage) {
  if (storage.engine === 'postgres') await storage.write((writer) => sequence(writer));
  return readLog(storage.read, 0);
}
