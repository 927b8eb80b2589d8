import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JournalRow } from '../../src/contract/streams.ts';
import {
  growTree,
  readLog,
  readRows,
  type Storage,
  sequence,
  signHead,
  type Verification,
  verify,
  verifyReplay,
} from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { engines, openTestStorage, TEST_NOW } from './engines.ts';
import { counted, newHandoff, nextRow, writeStream } from './samples.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ROWS = 5;

for (const engine of engines)
  describe(`verifying on ${engine}`, () => {
    let storage: Storage;
    let streams: JournalRow[][];
    let outside: string;

    /** Three handoffs of five rows each, signed for, and then two rows that nobody outside has seen. */
    const build = async (): Promise<void> => {
      storage = await openTestStorage(engine);
      streams = [];
      for (let i = 0; i < 3; i += 1) streams.push(await writeStream(storage, newHandoff(), ROWS));
      await sequenced(storage);
      outside = (await storage.write((writer) => signHead(writer, storage.origin, privateKey, TEST_NOW)))
        .note;
      streams.push(await writeStream(storage, newHandoff(), 2));
      await sequenced(storage);
    };
    const check = (checkpoints = [outside]): Promise<Verification> =>
      verify(storage.read, {
        origin: storage.origin,
        checkpoints,
        verifiers: [{ name: storage.origin, publicKey }],
      });
    /** What an owner of the database does: takes the triggers away and changes what they like. */
    const meddle = (...statements: string[]) => meddleWith(storage, statements);

    describe('finds an intact record', () => {
      beforeAll(build);

      it('ok as far as somebody outside vouches for it, and says how far', async () => {
        expect(await check()).toMatchObject({ exit: 0, rows: 17, streams: 4, anchoredUpTo: 15, breaks: 0 });
      });

      it('only internally consistent without an outside anchor, in words', async () => {
        const found = await check([]);
        expect(found).toMatchObject({ exit: 3, breaks: 0 });
        expect(found.words).toContain('internally consistent');
      });

      it('incomplete when a checkpoint cannot be used: signed by nobody known, or of another log', async () => {
        expect(await check([outside, 'no note'])).toMatchObject({ exit: 2, unusableCheckpoints: 1 });
        const other = await verify(storage.read, {
          origin: 'other.example/log',
          checkpoints: [outside],
          verifiers: [{ name: storage.origin, publicKey }],
        });
        expect(other.exit).toBe(2);
      });

      it.runIf(engine === 'postgres')('incomplete while committed rows wait for their position', async () => {
        await writeStream(storage, newHandoff(), 1);
        expect(await check()).toMatchObject({ exit: 2, waiting: 1, breaks: 0 });
        await sequenced(storage);
        expect(await check()).toMatchObject({ exit: 0, waiting: 0 });
      });
    });

    describe('finds broken', () => {
      const id = (stream: number) => (streams[stream] as JournalRow[])[0]?.streamId ?? '';
      const at = (stream: number, version: number, table = 'journal') =>
        `${table}.stream_id = '${id(stream)}' and ${table}.version = ${version}`;

      const mutations: Record<string, [() => string[], Partial<Verification['first'] & object>]> = {
        'an edited field': [
          () => [`update journal set terminal = 'x' where ${at(1, 2)}`],
          { kind: 'rowIsChanged', position: 7, version: 2 },
        ],
        'an edited fact': [
          () => [`update journal set facts = '[]' where ${at(0, 5)}`],
          { kind: 'rowIsChanged', position: 5 },
        ],
        'an edited instant': [
          () => [`update journal set occurred_at = occurred_at - 1 where ${at(2, 1)}`],
          { kind: 'rowIsChanged', position: 11 },
        ],
        'a damaged row': [
          () => [`update journal set command = '{' where ${at(0, 2)}`],
          { kind: 'rowIsDamaged', position: 2 },
        ],
        'a row whose hash was changed with it': [
          () => [`update journal set hash = '${'f'.repeat(64)}' where ${at(1, 3)}`],
          { position: 8 },
        ],
        'a deleted row': [
          () => [`delete from journal where ${at(1, 3)}`],
          { position: 8, kind: 'logRowHasNoRow' },
        ],
        'a row deleted with its place in the log': [
          () => [`delete from journal where ${at(1, 3)}`, `delete from log where ${at(1, 3, 'log')}`],
          { kind: 'logHasAGap', position: 8 },
        ],
        'the last row of a stream deleted': [
          () => [`delete from journal where ${at(3, 2)}`, `delete from log where ${at(3, 2, 'log')}`],
          { kind: 'headIsNotTheLastRow' },
        ],
        'a whole stream deleted from the journal': [
          () => [
            `delete from journal where stream_id = '${id(3)}'`,
            `delete from log where stream_id = '${id(3)}'`,
          ],
          { kind: 'headIsNotTheLastRow' },
        ],
        'two rows of a stream that changed places in the log': [
          () => swap(6, 7),
          { kind: 'logIsOutOfOrder' },
        ],
        'two streams that changed places in the log': [() => swap(5, 6), { kind: 'logIsNotTheOneSigned' }],
        'a changed leaf': [
          () => [`update log set leaf_hash = '${'f'.repeat(64)}' where position = 4`],
          { kind: 'logRowIsChanged' },
        ],
        'a row taken out of the log': [
          () => ['delete from log where position = 17'],
          { kind: 'rowIsNotInTheLog' },
        ],
        'a row moved to another month': [
          () => [`update journal set stream_month = 202211 + 1 where ${at(2, 5)}`],
          {},
        ],
        'a changed snapshot': [
          () => [`update streams set snapshot = '{}' where stream_id = '${id(0)}'`],
          { kind: 'snapshotIsNotTheLastRows', version: ROWS },
        ],
        'a head that was turned back': [
          () => [`update streams set version = 4 where stream_id = '${id(0)}'`],
          { kind: 'headIsNotTheLastRow' },
        ],
        'a head without a stream': [
          () => [
            `insert into streams select 'stop', stream_id, stream_month, version, last_hash, last_recorded_at, machine_version, snapshot
                  from streams where stream_id = '${id(0)}'`,
          ],
          { kind: 'headIsNotTheLastRow', stream: expect.stringContaining('stop/') },
        ],
      };
      const swap = (a: number, b: number) => {
        const set = (from: number, to: number) => `update log set position = ${to} where position = ${from}`;
        return [set(a, 1_000_001), set(b, a), set(1_000_001, b)];
      };

      it.each(Object.keys(mutations))('%s', async (name) => {
        const [statements, first] = mutations[name] as (typeof mutations)[string];
        await build();
        await meddle(...statements());
        // Without an anchor: these are found by the record's own consistency alone.
        const found = await check([]);
        expect(found).toMatchObject({ exit: 1 });
        expect(found.first).toMatchObject(first);
      });

      it('an inserted row that continues its stream but stands nowhere in the log', async () => {
        await build();
        const rows = streams[0] as JournalRow[];
        const extra = nextRow(rows[0] as JournalRow, rows.at(-1) as JournalRow);
        await insertRow(storage, extra);
        await meddle(
          engine === 'sqlite' ? `delete from log where ${at(0, 6, 'log')}` : 'delete from unsequenced',
        );
        expect(await check([])).toMatchObject({ exit: 1 });
      });

      it('a tail that was cut everywhere, but only by a signed head from outside', async () => {
        await build();
        await meddle(
          `delete from journal where stream_id = '${id(2)}' and version > 3`,
          `delete from journal where stream_id = '${id(3)}'`,
          'delete from log where position > 13',
          `delete from streams where stream_id = '${id(3)}'`,
          `update streams set version = 3, last_hash = '${(streams[2] as JournalRow[])[2]?.hash}',
             snapshot = '${JSON.stringify({ context: counted(3).context, machine: 'handoff', machineVersion: 1, value: counted(3).value })}'
             where stream_id = '${id(2)}'`,
          'delete from checkpoints',
        );
        expect(await check([])).toMatchObject({ exit: 3, breaks: 0, rows: 13 });
        expect(await check()).toMatchObject({ exit: 1, first: { kind: 'logIsShorterThanSigned' } });
      });

      it('a record that was rewritten and hashed again from the start, but only by a signed head from outside', async () => {
        await build();
        const forged: JournalRow[] = [];
        for (const row of streams[1] as JournalRow[]) {
          const { streamMonth: _m, prevHash: _p, hash: _h, ...entry } = row;
          forged.push(nextRow(row, forged.at(-1) ?? null, { ...entry, secondPerson: 'somebody else' }));
        }
        await meddle(
          ...forged.flatMap((row) => [
            `update journal set second_person = 'somebody else', prev_hash = '${row.prevHash}', hash = '${row.hash}'
               where ${at(1, row.version)}`,
            `update log set leaf_hash = '${row.hash}' where ${at(1, row.version, 'log')}`,
          ]),
          `update streams set last_hash = '${forged.at(-1)?.hash}' where stream_id = '${id(1)}'`,
          'delete from checkpoints',
        );
        expect(await check([])).toMatchObject({ exit: 3, breaks: 0 });
        expect(await check()).toMatchObject({
          exit: 1,
          first: { kind: 'logIsNotTheOneSigned', position: 15 },
        });
      });

      it('a tile of the tree that is not the tree of the log', async () => {
        storage = await openTestStorage(engine);
        await writeStream(storage, newHandoff(), 256);
        await sequenced(storage);
        await storage.write((writer) => growTree(writer));
        expect((await check([])).exit).toBe(3);
        await meddle(`update tiles set hash = '${'f'.repeat(64)}'`);
        expect(await check([])).toMatchObject({ exit: 1, first: { kind: 'treeIsNotTheLogs' } });
      });
    });

    describe('by replay', () => {
      it('folds the rows of the running version, checks older ones by hash alone, and counts both', async () => {
        await build();
        const running = await verifyReplay(
          storage.read,
          () => 1,
          (before) => counted(countOf(before) + 1),
        );
        expect(running).toEqual({ folded: 17, byHashAlone: 0, first: null });
        const newer = await verifyReplay(
          storage.read,
          () => 2,
          () => counted(0),
        );
        expect(newer).toEqual({ folded: 0, byHashAlone: 17, first: null });
      });

      it('names the first row whose snapshot the machine does not come to', async () => {
        const other = await verifyReplay(
          storage.read,
          () => 1,
          (before, _, row) => counted(countOf(before) + (row.version === 4 ? 2 : 1)),
        );
        expect(other.first?.version).toBe(4);
      });
    });
  });

const countOf = (snapshot: { context: unknown } | null) =>
  ((snapshot?.context as { count: number } | undefined) ?? { count: 0 }).count;

async function sequenced(storage: Storage): Promise<void> {
  if (storage.engine === 'postgres') await storage.write((writer) => sequence(writer));
  await readLog(storage.read, 0);
}

async function insertRow(storage: Storage, row: JournalRow): Promise<void> {
  const { appendRows } = await import('../../src/storage/index.ts');
  await storage.write((writer) => appendRows(writer, [row]));
  expect(await readRows(storage.read, row)).toHaveLength(row.version);
}

async function meddleWith(storage: Storage, statements: readonly string[]): Promise<void> {
  const { main } = databasesOf(storage);
  await main.connection().execute(async (db) => {
    const off =
      storage.engine === 'postgres'
        ? ['set session_replication_role = replica']
        : ['journal', 'log', 'tiles', 'checkpoints'].flatMap((table) => [
            `drop trigger if exists ${table}_no_update`,
            `drop trigger if exists ${table}_no_delete`,
          ]);
    for (const statement of [...off, ...statements]) await sql.raw(statement).execute(db);
    if (storage.engine === 'postgres') await sql`set session_replication_role = origin`.execute(db);
  });
}
