import { beforeAll, describe, expect, it } from 'vitest';
import {
  claimCommandIds,
  commandIdIsAhead,
  commandIdIsTooOld,
  findReservations,
  forgetCommandIds,
  freeReservations,
  readRows,
  type Reservation,
  type Storage,
  storeAnswers,
  takeReservations,
  writeBatch,
} from '../../src/storage/index.ts';
import { engines, openTestStorage, TEST_NOW } from './engines.ts';
import { counted, newHandoff, nextRow, submitSample, uuidV7 } from './samples.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

for (const engine of engines)
  describe(`a command id on ${engine}`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await openTestStorage(engine);
    });

    it('runs once, and gives a later twin the stored answer', async () => {
      const key = newHandoff();
      const commandId = uuidV7();
      const answer = await submitSample(storage, key, { commandId });
      expect(answer).toEqual({ streamId: key.streamId, version: 1 });
      expect(await submitSample(storage, key, { commandId })).toEqual(answer);
      expect(await readRows(storage.read, key)).toHaveLength(1);
    });

    it('makes a twin that arrives at the same time wait, and gives it the same answer', async () => {
      const second = await openTestStorage(engine, { place: storage.place });
      const key = newHandoff();
      const commandId = uuidV7();
      const answers = await Promise.all(
        [storage, second, storage, second].map((node) => submitSample(node, key, { commandId, pauseMs: 50 })),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
        new Set([JSON.stringify({ streamId: key.streamId, version: 1 })]),
      );
      expect(await readRows(storage.read, key)).toHaveLength(1);
    });

    it('stands for one body only', async () => {
      const key = newHandoff();
      const commandId = uuidV7();
      await submitSample(storage, key, { commandId, body: { ground: 'a' } });
      expect(await submitSample(storage, key, { commandId, body: { ground: 'b' } })).toEqual({
        refused: 'otherBody',
      });
    });

    it('is another command when another person sends it', async () => {
      const commandId = uuidV7();
      await submitSample(storage, newHandoff(), { commandId, actor: 'account-wen' });
      const key = newHandoff();
      const answer = await submitSample(storage, key, { commandId, actor: 'account-li' });
      expect(answer).toEqual({ streamId: key.streamId, version: 1 });
    });

    it('is known within its own batch: a twin points at the first, another body is refused', async () => {
      const claim = { actor: 'account-wen', commandId: uuidV7(), bodyDigest: 'x' };
      const stored = { actor: 'account-wen', commandId: uuidV7(), bodyDigest: 'x' };
      await storage.write(async (writer) => {
        await claimCommandIds(writer, [stored], TEST_NOW);
        await storeAnswers(writer, [{ ...stored, answer: { refused: 'pledgeIsSigned' }, refused: true }]);
      });
      const results = await storage.write((writer) =>
        claimCommandIds(
          writer,
          [stored, claim, claim, { ...claim, bodyDigest: 'y' }, { ...stored, bodyDigest: 'y' }, stored],
          TEST_NOW,
        ),
      );
      expect(results).toEqual([
        { outcome: 'answered', answer: { refused: 'pledgeIsSigned' } },
        { outcome: 'claimed' },
        { outcome: 'twin', of: 1 },
        { outcome: 'otherBody' },
        { outcome: 'otherBody' },
        { outcome: 'twin', of: 0 },
      ]);
    });

    it('is free again when its transaction fails', async () => {
      const claim = { actor: 'account-wen', commandId: uuidV7(), bodyDigest: 'x' };
      const work = storage.write(async (writer) => {
        await claimCommandIds(writer, [claim], TEST_NOW);
        throw new Error('a statement failed');
      });
      await expect(work).rejects.toThrow('a statement failed');
      expect(await storage.write((writer) => claimCommandIds(writer, [claim], TEST_NOW))).toEqual([
        { outcome: 'claimed' },
      ]);
    });

    it('is forgotten after 24 hours if it was refused and after 30 days if not', async () => {
      const fresh = await openTestStorage(engine);
      const at = (commandId: string, refused: boolean) => ({
        actor: 'a',
        commandId,
        bodyDigest: '',
        answer: 1,
        refused,
      });
      const answers = [at(uuidV7(), true), at(uuidV7(), false)];
      await fresh.write(async (writer) => {
        await claimCommandIds(writer, answers, TEST_NOW);
        await storeAnswers(writer, answers);
      });
      const forget = (now: number) => fresh.write((writer) => forgetCommandIds(writer, now));
      expect(await forget(TEST_NOW + DAY_MS - 1)).toBe(0);
      expect(await forget(TEST_NOW + DAY_MS)).toBe(1);
      expect(await forget(TEST_NOW + 29 * DAY_MS)).toBe(0);
      expect(await forget(TEST_NOW + 30 * DAY_MS)).toBe(1);
    });
  });

describe('the age of a command id', () => {
  it('is refused when its answer may be forgotten, and never before', () => {
    const id = uuidV7(TEST_NOW);
    expect(commandIdIsTooOld(id, TEST_NOW + 29 * DAY_MS)).toBe(false);
    expect(commandIdIsTooOld(id, TEST_NOW + 31 * DAY_MS)).toBe(true);
  });

  it('is refused when it is more than a day ahead', () => {
    const id = uuidV7(TEST_NOW);
    expect(commandIdIsAhead(id, TEST_NOW - DAY_MS)).toBe(false);
    expect(commandIdIsAhead(id, TEST_NOW - DAY_MS - 1)).toBe(true);
  });
});

for (const engine of engines)
  describe(`a reservation on ${engine}`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await openTestStorage(engine);
    });
    const reservation = (digest: string): Reservation => ({
      kind: 'openHandoff',
      keyedDigest: digest,
      ...newHandoff(),
      subject: 'person-1',
    });

    it('is had by one stream only, until it is freed', async () => {
      const first = reservation('d1');
      await storage.write((writer) => takeReservations(writer, [first, reservation('d2')]));
      await expect(
        storage.write((writer) => takeReservations(writer, [reservation('d1')])),
      ).rejects.toMatchObject({
        code: 'uniqueIsTaken',
        context: { table: 'reservations' },
      });
      expect(await findReservations(storage.read, [first, { kind: 'testUsed', keyedDigest: 'd1' }])).toEqual([
        first,
      ]);
      await storage.write((writer) => freeReservations(writer, [first]));
      await storage.write((writer) => takeReservations(writer, [reservation('d1')]));
    });

    it('that is taken spoils its whole batch, and each command alone finds the one to refuse', async () => {
      const taken = reservation('d3');
      await storage.write((writer) => takeReservations(writer, [taken]));
      const good = newHandoff();
      const bad = newHandoff();
      const writes = [
        { key: good, taken: reservation('d4') },
        { key: bad, taken: reservation('d3') },
      ].map(({ key, taken: wants }) => ({
        rows: [nextRow(key, null)],
        snapshots: [{ ...key, snapshot: counted(1) }],
        taken: [wants],
      }));
      const together = {
        rows: writes.flatMap((write) => write.rows),
        snapshots: writes.flatMap((write) => write.snapshots),
        taken: writes.flatMap((write) => write.taken),
      };
      await expect(storage.write((writer) => writeBatch(writer, together))).rejects.toMatchObject({
        code: 'uniqueIsTaken',
      });
      expect(await readRows(storage.read, good)).toEqual([]);
      const alone = await Promise.allSettled(
        writes.map((write) => storage.write((writer) => writeBatch(writer, write))),
      );
      expect(alone.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
      expect(await readRows(storage.read, good)).toHaveLength(1);
      expect(await readRows(storage.read, bad)).toEqual([]);
    });
  });
