import { createHash, generateKeyPairSync } from 'node:crypto';
import { appendFile, copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Json, StreamKey } from '../../src/contract/streams.ts';
import {
  backup,
  eraseSubject,
  findByPerson,
  findReservations,
  type KeyPurpose,
  openPart,
  type Place,
  parkedEffects,
  readErasures,
  readRows,
  readViews,
  restore,
  type Storage,
  sealPart,
  sequence,
  signHead,
  verify,
  writeBatch,
} from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { engines, freshFolder, freshPlace, HOUSE_KEY, openTestStorage, TEST_NOW } from './engines.ts';
import { counted, newHandoff, nextRow, uuidV7, writeStream } from './samples.ts';

const NAME = '王芳-whose-name-is-found-nowhere';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

for (const engine of engines) {
  describe(`erasing a person on ${engine}`, () => {
    it('leaves nothing of theirs that opens or finds them, and everything of everybody else', async () => {
      const storage = await openTestStorage(engine);
      const file = join(await freshFolder(), 'erasures.jsonl');
      const [gone, stays] = [await writePerson(storage, 'person-1'), await writePerson(storage, 'person-2')];
      expect(await namesOf(storage, gone.key)).toEqual([NAME, NAME]);
      const erased = await eraseSubject(storage, file, { subject: 'person-1', at: TEST_NOW });
      expect(erased).toEqual({ keys: 1, rows: 3, emptied: 2 });
      expect(await namesOf(storage, gone.key)).toEqual(['erased', 'erased']);
      expect(await namesOf(storage, stays.key)).toEqual([NAME, NAME]);
      expect(await findByPerson(storage.read, 'name', [gone.digest])).toEqual([]);
      expect(await findByPerson(storage.read, 'name', [stays.digest])).toEqual([stays.key]);
      expect(await findReservations(storage.read, [gone.reservation, stays.reservation])).toHaveLength(1);
      expect(await readErasures(file)).toEqual([{ subject: 'person-1', at: TEST_NOW }]);
      expect(await parkedEffects(storage.read)).toEqual([]);
    });

    it('breaks no chain', async () => {
      const storage = await openTestStorage(engine);
      await writePerson(storage, 'person-1');
      const before = await verify(storage.read, { origin: '', checkpoints: [], verifiers: [] });
      await eraseSubject(storage, join(await freshFolder(), 'e'), { subject: 'person-1', at: TEST_NOW });
      expect(await verify(storage.read, { origin: '', checkpoints: [], verifiers: [] })).toEqual(before);
      expect(before.breaks).toBe(0);
    });

    it('may be asked for again, and of somebody nobody knows', async () => {
      const storage = await openTestStorage(engine);
      const file = join(await freshFolder(), 'erasures.jsonl');
      await writePerson(storage, 'person-1');
      await eraseSubject(storage, file, { subject: 'person-1', at: TEST_NOW });
      await appendFile(file, '{"subject":"torn');
      await eraseSubject(storage, file, { subject: 'person-1', at: TEST_NOW });
      const nobody = await eraseSubject(storage, file, { subject: 'nobody', at: TEST_NOW });
      expect(nobody).toEqual({ keys: 0, rows: 0, emptied: 0 });
      expect((await readErasures(file)).map((line) => line.subject)).toEqual([
        'person-1',
        'person-1',
        'nobody',
      ]);
    });
  });

  describe(`a backup on ${engine}`, () => {
    const options = async (place: Place, erasuresFile?: string) => ({
      place,
      houseKey: HOUSE_KEY,
      clock: () => TEST_NOW,
      erasuresFile: erasuresFile ?? join(await freshFolder(), 'erasures.jsonl'),
      anchors: { checkpoints: [] as string[], verifiers: [{ name: 'test.example/log', publicKey }] },
    });

    it('taken while people write comes back whole, under a new epoch, without those erased since', async () => {
      const storage = await openTestStorage(engine);
      const erasuresFile = join(await freshFolder(), 'erasures.jsonl');
      const gone = await writePerson(storage, 'person-1');
      const stays = await writePerson(storage, 'person-2');
      await sequenced(storage);
      const signed = await storage.write((writer) => signHead(writer, storage.origin, privateKey, TEST_NOW));
      const folder = await freshFolder();
      const writing = Promise.all(Array.from({ length: 10 }, () => writeStream(storage, newHandoff(), 3)));
      await backup(storage, folder, () => TEST_NOW);
      await writing;
      await eraseSubject(storage, erasuresFile, { subject: 'person-1', at: TEST_NOW });

      const place = await freshPlace(engine);
      const wanted = await options(place, erasuresFile);
      const back = await restore(folder, {
        ...wanted,
        anchors: { ...wanted.anchors, checkpoints: [signed.note] },
      });
      await sequenced(back.storage);
      expect(back.erasures).toBe(1);
      expect(back.verification.breaks).toBe(0);
      expect(back.verification.anchoredUpTo).toBe(2);
      expect(back.storage.origin).toBe(storage.origin);
      expect(back.storage.epoch).not.toBe(storage.epoch);
      expect(await namesOf(back.storage, gone.key)).toEqual(['erased', 'erased']);
      expect(await namesOf(back.storage, stays.key)).toEqual([NAME, NAME]);
      expect(await findByPerson(back.storage.read, 'name', [gone.digest])).toEqual([]);
      expect(back.storage.blind.digest('name', NAME)).toBe(storage.blind.digest('name', NAME));
      await writeStream(back.storage, newHandoff(), 2);
      await back.storage.close();
    });

    it('is refused into a place that holds anything, and from a folder that is no backup', async () => {
      const storage = await openTestStorage(engine);
      await writePerson(storage, 'person-1');
      const folder = await freshFolder();
      await backup(storage, folder, () => TEST_NOW);
      await expect(backup(storage, folder, () => TEST_NOW)).rejects.toMatchObject({
        code: 'folderIsNotEmpty',
      });
      await expect(restore(folder, await options(storage.place))).rejects.toMatchObject({
        code: 'folderIsNotEmpty',
      });
      await expect(
        restore(await freshFolder(), await options(await freshPlace(engine))),
      ).rejects.toMatchObject({
        code: 'backupIsUnusable',
      });
    });

    it('is refused when its keys are older than its rows, by the clock or by what is missing', async () => {
      const storage = await openTestStorage(engine);
      const [early, late] = [await freshFolder(), await freshFolder()];
      await backup(storage, early, () => TEST_NOW);
      await writePerson(storage, 'person-1');
      await backup(storage, late, () => TEST_NOW);
      const keys = engine === 'sqlite' ? 'keys.sqlite' : 'keys.jsonl';
      await copyFile(join(early, keys), join(late, keys));
      await expect(restore(late, await options(await freshPlace(engine)))).rejects.toMatchObject({
        code: engine === 'sqlite' ? 'backupIsUnusable' : 'backupIsUnusable',
        context: { why: 'keysAreLost' },
      });
      const manifest = JSON.parse(await readFile(join(late, 'manifest.json'), 'utf8')) as Record<
        string,
        Json
      >;
      await writeFile(
        join(late, 'manifest.json'),
        JSON.stringify({ ...manifest, keysTakenAt: TEST_NOW - 1 }),
      );
      await expect(restore(late, await options(await freshPlace(engine)))).rejects.toMatchObject({
        context: { why: 'keysAreOlder' },
      });
    });

    it.runIf(engine === 'postgres')('that was cut short is refused', async () => {
      const storage = await openTestStorage(engine);
      await writePerson(storage, 'person-1');
      const folder = await freshFolder();
      await backup(storage, folder, () => TEST_NOW);
      const lines = (await readFile(join(folder, 'main.jsonl'), 'utf8')).trimEnd().split('\n');
      for (const cut of [lines.slice(0, -1), lines.toSpliced(3, 1)]) {
        await writeFile(join(folder, 'main.jsonl'), `${cut.join('\n')}\n`);
        await expect(restore(folder, await options(await freshPlace(engine)))).rejects.toMatchObject({
          context: { why: 'copyIsCutShort' },
        });
      }
    });
  });
}

describe.runIf(engines.includes('sqlite'))('the files of SQLite', () => {
  it('hold no plain text ever, and no digest and no key of somebody who was erased', async () => {
    const storage = await openTestStorage('sqlite');
    const { place } = storage;
    if (place.engine !== 'sqlite') throw new Error('not SQLite');
    const { digest } = await writePerson(storage, 'person-1');
    const { keys } = databasesOf(storage);
    const { wrapped } = await keys.selectFrom('keys').select('wrapped').executeTakeFirstOrThrow();
    const found = async (needle: string) => {
      const files = [place.file, place.keysFile].flatMap((file) => [file, `${file}-wal`]);
      const held = await Promise.all(files.map(async (file) => (await readFile(file)).includes(needle)));
      return held.some(Boolean);
    };
    expect(await found(NAME)).toBe(false);
    expect([await found(digest), await found(wrapped)]).toEqual([true, true]);
    await eraseSubject(storage, join(await freshFolder(), 'e'), { subject: 'person-1', at: TEST_NOW });
    expect([await found(digest), await found(wrapped), await found(NAME)]).toEqual([false, false, false]);
    expect((await stat(`${place.file}-wal`)).size).toBe(0);
  });

  it('of an earlier life are not played into a copy that is put in their place', async () => {
    const storage = await openTestStorage('sqlite');
    await writeStream(storage, newHandoff(), 2);
    const folder = await freshFolder();
    await backup(storage, folder, () => TEST_NOW);
    const place = await freshPlace('sqlite');
    if (place.engine !== 'sqlite') throw new Error('not SQLite');
    await writeFile(`${place.file}-wal`, 'left behind');
    const back = await restore(folder, {
      place,
      houseKey: HOUSE_KEY,
      clock: () => TEST_NOW,
      erasuresFile: join(folder, 'none'),
      anchors: { checkpoints: [], verifiers: [] },
    });
    expect(back.verification).toMatchObject({ exit: 3, rows: 2 });
    await back.storage.close();
  });
});

/** A handoff whose row, view and outbox hold the person's name sealed, and who can be found by it. */
async function writePerson(storage: Storage, subject: string) {
  const key = newHandoff();
  const commandId = uuidV7();
  const purpose: KeyPurpose = { subject, handoff: key.streamId, retentionClass: 'identity' };
  const [sealingKey] = await storage.keys.makeKeys([purpose], TEST_NOW);
  if (!sealingKey) throw new Error('no key');
  const part = sealPart(sealingKey, { ...key, commandId, field: 'name' }, NAME);
  const digest = storage.blind.digest('name', `${NAME} ${subject}`);
  const reservation = {
    kind: 'openHandoff',
    keyedDigest: createHash('sha256').update(subject).digest('hex'),
    ...key,
    subject,
  };
  await storage.write((writer) =>
    writeBatch(writer, {
      rows: [nextRow(key, null, { commandId, sealedParts: [part] })],
      snapshots: [{ ...key, snapshot: counted(1) }],
      taken: [reservation],
      effects: [
        { ...key, version: 1, n: 0, type: 'notifyCommunity', params: {}, sealedParts: [part], at: TEST_NOW },
      ],
      puts: [
        {
          ...key,
          version: 1,
          view: 'queue',
          key: key.streamId,
          audience: ['x'],
          row: { commandId, name: { ...part } },
        },
      ],
      persons: [
        { kind: 'name', digest, ...key, subject },
        { kind: 'phone', digest, ...key, subject },
      ],
    }),
  );
  return { key, digest, reservation };
}

/** The name as the journal and as the view give it. */
async function namesOf(storage: Storage, key: StreamKey): Promise<string[]> {
  const [row] = await readRows(storage.read, key);
  const [view] = await readViews(storage.read, [{ view: 'queue', key: key.streamId }]);
  const shown = view?.row as { commandId: string; name: { field: string; keyId: string; sealed: string } };
  const keys = await storage.keys.byId([shown.name.keyId]);
  return [row?.sealedParts[0] ?? shown.name, shown.name].map((part) => {
    const opened = openPart(keys, { ...key, commandId: shown.commandId }, part);
    return opened.outcome === 'open' ? opened.text : 'erased';
  });
}

async function sequenced(storage: Storage): Promise<void> {
  if (storage.engine === 'postgres') await storage.write((writer) => sequence(writer));
  await sql`select 1`.execute(storage.read);
}
