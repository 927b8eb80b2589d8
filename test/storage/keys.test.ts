import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  BlindIndex,
  findByPerson,
  type KeyPurpose,
  KeyStore,
  openPart,
  openStorage,
  putPersons,
  putReadBackCode,
  type SealPlace,
  type Storage,
  sealPart,
  tryReadBackCode,
} from '../../src/storage/index.ts';
import { houseKeyId } from '../../src/storage/keys.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { engines, freshPlace, HOUSE_KEY, openTestStorage, TEST_NOW } from './engines.ts';
import { newHandoff, nextRow, uuidV7 } from './samples.ts';
import { appendRows } from '../../src/storage/index.ts';

const HOUR_MS = 3_600_000;

for (const engine of engines)
  describe(`a key store on ${engine}`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await openTestStorage(engine);
    });
    const purpose = (more: Partial<KeyPurpose> = {}): KeyPurpose => ({
      subject: uuidV7(),
      handoff: uuidV7(),
      retentionClass: 'identity',
      ...more,
    });

    it('gives the same key for the same subject, handoff and class, and another for any other', async () => {
      const one = purpose();
      const others = [
        { ...one, subject: 'x' },
        { ...one, handoff: 'x' },
        { ...one, retentionClass: 'health' as const },
      ];
      const made = await storage.keys.makeKeys([one, ...others, one], TEST_NOW);
      expect(made[0]).toEqual(made[4]);
      expect(new Set(made.map((key) => key.key.toString('hex'))).size).toBe(4);
      expect((await storage.keys.makeKeys([one], TEST_NOW))[0]).toEqual(made[0]);
      expect(made[0]?.key).toHaveLength(32);
    });

    it('gives two nodes that ask at the same time one key', async () => {
      const second = await openTestStorage(engine, { place: storage.place });
      const purposes = Array.from({ length: 8 }, () => purpose());
      const [here, there] = await Promise.all([
        storage.keys.makeKeys(purposes, TEST_NOW),
        second.keys.makeKeys(purposes.toReversed(), TEST_NOW),
      ]);
      expect(there.toReversed()).toEqual(here);
    });

    it('has made a key durable before anybody seals with it', async () => {
      const [made] = await storage.keys.makeKeys([purpose()], TEST_NOW);
      const second = await openTestStorage(engine, { place: storage.place });
      expect((await second.keys.byId([made?.keyId ?? ''])).get(made?.keyId ?? '')).toEqual(made?.key);
    });

    it('sweeps a key that no row came to use within an hour, and keeps one that a row uses', async () => {
      const [used, unused] = await storage.keys.makeKeys([purpose(), purpose()], TEST_NOW);
      const key = newHandoff();
      await storage.write((writer) =>
        appendRows(writer, [
          nextRow(key, null, { sealedParts: [{ field: 'name', keyId: used?.keyId ?? '', sealed: 'AA==' }] }),
        ]),
      );
      await storage.keys.sweep(storage.read, TEST_NOW + HOUR_MS - 1);
      expect((await storage.keys.byId([used?.keyId ?? '', unused?.keyId ?? ''])).size).toBe(2);
      await storage.keys.sweep(storage.read, TEST_NOW + HOUR_MS);
      expect([...(await storage.keys.byId([used?.keyId ?? '', unused?.keyId ?? ''])).keys()]).toEqual([
        used?.keyId,
      ]);
      expect(await storage.keys.sweep(storage.read, TEST_NOW + 9 * HOUR_MS)).toBe(0);
    });

    it('does not sweep a key that was asked for again, for a row that is about to come', async () => {
      const wanted = purpose();
      const [first] = await storage.keys.makeKeys([wanted], TEST_NOW);
      await storage.keys.makeKeys([wanted], TEST_NOW + HOUR_MS - 1);
      await storage.keys.sweep(storage.read, TEST_NOW + HOUR_MS + 1);
      expect((await storage.keys.byId([first?.keyId ?? ''])).size).toBe(1);
    });

    it('destroys the keys of one subject and of nobody else', async () => {
      const person = purpose();
      const made = await storage.keys.makeKeys(
        [person, { ...person, retentionClass: 'health' }, purpose({ handoff: person.handoff })],
        TEST_NOW,
      );
      const destroyed = await storage.keys.destroy(person.subject, TEST_NOW);
      expect(new Set(destroyed.keyIds)).toEqual(new Set(made.slice(0, 2).map((key) => key.keyId)));
      expect(destroyed.handoffs).toEqual([person.handoff]);
      const left = await storage.keys.byId(made.map((key) => key.keyId));
      expect([...left.keys()]).toEqual([made[2]?.keyId]);
    });

    it('destroys the keys of one class when its time is over, and no other and no younger one', async () => {
      const note = () => purpose({ retentionClass: 'note' });
      const old = await storage.keys.makeKeys([note(), purpose()], TEST_NOW - HOUR_MS);
      const young = await storage.keys.makeKeys([note()], TEST_NOW);
      expect(await storage.keys.destroyAged('note', TEST_NOW - HOUR_MS, TEST_NOW)).toBe(1);
      const left = await storage.keys.byId([...old, ...young].map((key) => key.keyId));
      expect(new Set(left.keys())).toEqual(new Set([old[1]?.keyId, young[0]?.keyId]));
      expect(await storage.keys.destroyAged('note', TEST_NOW - HOUR_MS, TEST_NOW)).toBe(0);
    });

    it('keeps every key and every digest through a rotation, after which the old house key opens nothing', async () => {
      const place = await freshPlace(engine);
      const before = await openTestStorage(engine, { place });
      const purposes = Array.from({ length: 30 }, () => purpose());
      const made = await before.keys.makeKeys(purposes, TEST_NOW);
      const digest = before.blind.digest('idNumber', '11010519491231002X');
      const next = Buffer.alloc(32, 9);
      expect(await before.keys.rewrap(next)).toBe(30);
      expect(await before.keys.makeKeys(purposes, TEST_NOW)).toEqual(made);
      await before.close();
      const after = await openTestStorage(engine, { place, houseKey: next });
      expect(await after.keys.makeKeys(purposes, TEST_NOW)).toEqual(made);
      expect(after.blind.digest('idNumber', '11010519491231002X')).toBe(digest);
      const old = openStorage({ place, houseKey: HOUSE_KEY, clock: () => TEST_NOW });
      await expect(old).rejects.toMatchObject({ code: 'houseKeyIsWrong' });
    });

    it('does not open a wrapped key that was moved to another row', async () => {
      const [one, two] = await storage.keys.makeKeys([purpose(), purpose()], TEST_NOW);
      const { keys } = databasesOf(storage);
      const stolen = await keys
        .selectFrom('keys')
        .select('wrapped')
        .where('key_id', '=', one?.keyId ?? '')
        .executeTakeFirstOrThrow();
      await keys
        .updateTable('keys')
        .set(stolen)
        .where('key_id', '=', two?.keyId ?? '')
        .execute();
      // Another node, which does not have the right key in memory from a moment ago.
      const other = await openTestStorage(engine, { place: storage.place });
      await expect(other.keys.byId([two?.keyId ?? ''])).rejects.toMatchObject({ code: 'keyDoesNotOpen' });
    });

    it('finds a stream by every token of a name, and not by some of them', async () => {
      const digest = (token: string) => storage.blind.digest('nameToken', token);
      const index = (token: string, key = newHandoff()) => ({
        kind: 'nameToken',
        digest: digest(token),
        ...key,
        subject: 's',
      });
      const key = newHandoff();
      await storage.write((writer) =>
        putPersons(writer, [index('王', key), index('芳', key), index('王', key), index('王')]),
      );
      expect(await findByPerson(storage.read, 'nameToken', [digest('王'), digest('芳')])).toEqual([key]);
      expect(await findByPerson(storage.read, 'nameToken', [digest('王')])).toHaveLength(2);
      expect(await findByPerson(storage.read, 'phone', [digest('王')])).toEqual([]);
    });

    it('takes a read-back code once, in time, and within its tries', async () => {
      const code = {
        ...newHandoff(),
        subject: 'account-he',
        digest: 'right',
        expiresAt: TEST_NOW + 1,
        triesLeft: 2,
      };
      const attempt = (digest: string, now = TEST_NOW) =>
        storage.write((writer) => tryReadBackCode(writer, { ...code, digest }, now));
      const put = () => storage.write((writer) => putReadBackCode(writer, code));
      await put();
      expect([await attempt('wrong'), await attempt('right'), await attempt('right')]).toEqual([
        false,
        true,
        false,
      ]);
      await put();
      expect([await attempt('wrong'), await attempt('wrong'), await attempt('right')]).toEqual([
        false,
        false,
        false,
      ]);
      await put();
      expect(await attempt('right', TEST_NOW + 1)).toBe(false);
    });
  });

describe('a sealed part', () => {
  const place: SealPlace = { ...newHandoff(), commandId: uuidV7(), field: 'name' };
  const key = { keyId: 'key-1', key: Buffer.alloc(32, 1) };
  const keys = new Map([[key.keyId, key.key]]);

  it('opens in its place, and never reads the same twice', () => {
    const parts = [sealPart(key, place, '王芳 𬱖'), sealPart(key, place, '王芳 𬱖')];
    expect(parts.map((part) => openPart(keys, place, part))).toEqual([
      { outcome: 'open', text: '王芳 𬱖' },
      { outcome: 'open', text: '王芳 𬱖' },
    ]);
    expect(parts[0]?.sealed).not.toBe(parts[1]?.sealed);
  });

  it('says erased when its key is gone', () => {
    expect(openPart(new Map(), place, sealPart(key, place, 'x'))).toEqual({ outcome: 'erased' });
  });

  it.each<[string, Partial<SealPlace>]>([
    ['stream', { streamId: uuidV7() }],
    ['kind of stream', { streamKind: 'stop' }],
    ['command', { commandId: uuidV7() }],
  ])('does not open in another %s', (_, elsewhere) => {
    const part = sealPart(key, place, 'x');
    expect(() => openPart(keys, { ...place, ...elsewhere }, part)).toThrow('sealDoesNotOpen');
  });

  it('does not open under another field or key id, nor when one bit is changed', () => {
    const part = sealPart(key, place, 'x');
    expect(() => openPart(keys, place, { ...part, field: 'phone' })).toThrow('sealDoesNotOpen');
    expect(() => openPart(new Map([['key-2', key.key]]), place, { ...part, keyId: 'key-2' })).toThrow(
      'sealDoesNotOpen',
    );
    const bytes = Buffer.from(part.sealed, 'base64');
    for (let i = 0; i < bytes.length; i += 1) {
      const bent = Buffer.from(bytes);
      bent[i] = (bent[i] as number) ^ 1;
      expect(() => openPart(keys, place, { ...part, sealed: bent.toString('base64') })).toThrow(
        'sealDoesNotOpen',
      );
    }
  });
});

describe('a blind index', () => {
  it('gives one digest per kind and value, and another under another root', () => {
    const index = new BlindIndex(Buffer.alloc(32, 1));
    expect(index.digest('phone', '13800138000')).toBe(index.digest('phone', '13800138000'));
    expect(index.digest('idNumber', '13800138000')).not.toBe(index.digest('phone', '13800138000'));
    expect(new BlindIndex(Buffer.alloc(32, 2)).digest('phone', '1')).not.toBe(index.digest('phone', '1'));
  });
});

describe('a house key', () => {
  it('is 32 bytes long or refused, and its name does not give it away', () => {
    expect(() => houseKeyId(Buffer.alloc(16))).toThrow('houseKeyIsWrong');
    expect(houseKeyId(HOUSE_KEY)).not.toContain(HOUSE_KEY.toString('hex').slice(0, 8));
  });

  it('is never written down', async () => {
    const storage = await openTestStorage('sqlite', {
      houseKey: Buffer.from('a house key of thirty-two bytes!'),
    });
    await storage.keys.makeKeys([{ subject: 's', handoff: 'h', retentionClass: 'identity' }], TEST_NOW);
    await storage.scrub();
    const { place } = storage;
    if (place.engine !== 'sqlite') throw new Error('not SQLite');
    expect((await readFile(place.keysFile)).includes('a house key of thirty')).toBe(false);
    expect(storage.keys).toBeInstanceOf(KeyStore);
  });
});
