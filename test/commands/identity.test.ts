/** Who somebody is, as the house takes it down: refused by name where it cannot be, kept normalised, and one person by any of their documents. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eraseSubject, openPart, readRows, readStreams, type Storage } from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import { engines, openTestStorage } from '../storage/engines.ts';
import { details, fitTest, openWorld, stopOne, type World } from './world.ts';

const CARD = { type: 'CN_RIC', number: '99000018800104001X' };
const PASSPORT = { type: 'CN_PASSPORT', number: 'E00000001' };
const ON_FOOT = { checkpoint: 'K-NORTH', vehicle: 'onFoot', travellers: 1, direction: 'INBOUND' };
const UTO = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';

const contextOf = async (storage: Storage, streamId: string) => {
  const [head] = [...(await readStreams(storage.read, [{ streamKind: 'handoff', streamId }])).values()];
  return head?.snapshot?.context as unknown as HandoffContext;
};

/** What is sealed in a case, opened: every part of every row. */
async function partsOf(storage: Storage, streamId: string): Promise<Record<string, unknown>> {
  const rows = await readRows(storage.read, { streamKind: 'handoff', streamId });
  const keys = await storage.keys.byId(
    rows.flatMap(({ sealedParts }) => sealedParts.map(({ keyId }) => keyId)),
  );
  return Object.fromEntries(
    rows.flatMap((row) =>
      row.sealedParts.map((part) => {
        const opened = openPart(keys, row, part);
        return [part.field, opened.outcome === 'open' ? (JSON.parse(opened.text) as unknown) : 'erased'];
      }),
    ),
  );
}

const openOne = async (world: World, body: object) => {
  const { streamId: stopId } = await world.did('wen', 'openStop', null, ON_FOOT);
  return world.send('wen', 'openHandoff', null, { stopId, traveller: 1, ...body });
};

describe('a number that cannot be one is refused by the name of what is wrong with it', () => {
  test.each([
    [{ type: 'CN_RIC', number: '990000188001040010' }, 'documentCheckDigitIsRight'],
    [{ type: 'CN_RIC', number: '990000188002300019' }, 'documentDateIsReal'],
    [{ type: 'CN_RIC', number: '990000209901010010' }, 'documentDateIsPast'],
    [{ type: 'CN_RIC', number: '9900001880010' }, 'documentNumberIsWhole'],
    [{ type: 'CN_RIC', number: '810000199408230021' }, 'documentKindFits'],
    [{ type: 'CN_RIC', number: '110105491231002' }, 'documentIsStillIssued'],
    [{ type: 'CN_RIC' }, 'documentNumberIsGiven'],
    [{ type: 'CN_RIC', asPrinted: true }, 'documentNumberIsGiven'],
    [{ type: 'FPR_2017', number: 'KAZ110090123106' }, 'documentCheckDigitIsRight'],
    [{ type: 'HKM_TRAVEL', number: 'X00000000' }, 'documentNumberHasItsForm'],
    [{ type: 'PASSPORT', number: 'L898902C3', mrz: UTO.replace('C36', 'C37') }, 'documentCheckDigitIsRight'],
    [{ type: 'PASSPORT', number: 'L898902C4', mrz: UTO }, 'documentZoneIsTheNumbers'],
  ])('%j: %s', async (document, code) => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world, details());
    expect(await openOne(world, { document })).toEqual({
      outcome: 'refused',
      code,
      field: 'document.number',
    });
    for (const type of ['recordDetails', 'readDocument'] as const)
      expect(await world.send('wen', type, handoff, { further: [PASSPORT, document] })).toEqual({
        outcome: 'refused',
        code,
        field: 'further.1.number',
      });
    expect(await world.send('wen', 'correctDetails', handoff, { document, because: '…' })).toMatchObject({
      code,
    });
  });

  test('recorded as it is printed on a worn card, it is taken and alarms', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const worn = { type: 'CN_RIC', number: '990000188001040010', asPrinted: true };
    const answered = await openOne(world, { ...details(), document: worn });
    expect(answered.outcome).toBe('accepted');
    const id = answered.outcome === 'accepted' ? answered.streamId : '';
    expect((await contextOf(storage, id)).contradictions).toEqual([
      { what: 'numberIsUnsound', other: null, settled: null },
    ]);
    // Said of a number that is right, it says nothing.
    const { handoff } = await stopOne(world, { ...details('王芳'), document: { ...CARD, asPrinted: true } });
    expect((await contextOf(storage, handoff)).contradictions).toEqual([]);
  });

  test('the specimen’s zone is taken, and nobody there needs a document', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    for (const document of [{ type: 'PASSPORT', number: 'L898902C3', mrz: UTO }, { type: 'NONE' }])
      expect((await openOne(world, { document })).outcome).toBe('accepted');
    expect(await openOne(world, { further: [{ type: 'NONE' }] })).toMatchObject({
      code: 'bodyIsMalformed',
      field: 'further.0.type',
    });
    expect(await openOne(world, { name: '\u200B ' })).toMatchObject({
      code: 'bodyIsMalformed',
      field: 'name',
    });
  });
});

for (const engine of engines)
  describe(`what is kept, on ${engine}`, () => {
    test.each([
      ['买买提•艾力', '买买提·艾力'],
      ['𠀀𪛟\u{31350}\u{2EBF0}㐀', '𠀀𪛟\u{31350}\u{2EBF0}㐀'],
      ['\uF900', '\uF900'],
      ['ANNA MARIA ERIKSSON', 'ANNA MARIA ERIKSSON'],
      ['𠀀'.repeat(100), '𠀀'.repeat(100)],
    ])('%s is kept as %s, code point by code point, and as it was typed', async (typed, kept) => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { handoff } = await stopOne(world, { ...details(), name: typed });
      const parts = await partsOf(storage, handoff);
      expect(parts['name']).toBe(kept);
      expect(parts['nameAsTyped']).toBe(typed === kept ? undefined : typed);
    });

    test('a number is kept without what keyboards and printers add', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { handoff } = await stopOne(world, {
        ...details(),
        document: { type: 'CN_RIC', number: '９９００００ 18800104-001ｘ' },
      });
      expect((await partsOf(storage, handoff))['document']).toEqual(CARD);
    });
  });

test('a plate is kept as it is found, and none stops anybody', async () => {
  const storage = await openTestStorage('sqlite');
  const world = await openWorld(storage);
  for (const [typed, kept] of [
    ['京a·d12345', '京AD12345'],
    ['不认识的牌', '不认识的牌'],
    ['··', '··'],
  ]) {
    const { streamId } = await world.did('wen', 'openStop', null, {
      ...ON_FOOT,
      vehicle: 'car',
      plate: typed,
    });
    const [row] = await readRows(storage.read, { streamKind: 'stop', streamId });
    const [part] = row?.sealedParts ?? [];
    if (row === undefined || part === undefined) throw new Error('No plate was kept.');
    expect(openPart(await storage.keys.byId([part.keyId]), row, part)).toEqual({
      outcome: 'open',
      text: JSON.stringify(kept),
    });
  }
});

describe('one person’s several documents', () => {
  const both = { ...details(), further: [PASSPORT] };

  test('name one case: whoever shows another of them has an open case already', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    await stopOne(world, both);
    for (const document of [CARD, PASSPORT])
      expect(await openOne(world, { ...details(), document })).toMatchObject({
        code: 'personHasNoOtherCase',
      });
    expect(
      await openOne(world, {
        ...details(),
        document: { type: 'OTHER', number: 'A-000001' },
        further: [PASSPORT],
      }),
    ).toMatchObject({ code: 'personHasNoOtherCase' });
  });

  test('shown later, they are linked then; and the passport alone finds the report of the card', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const report = { test: fitTest(world.clock.now, 'T-000001') };
    const { handoff } = await stopOne(world, { ...details(), ...report });
    await world.did('wen', 'readDocument', handoff, { further: [PASSPORT] });
    await world.did('wen', 'requestDeparture', handoff, { wish: 'leave', askedBy: 'traveller' });
    await world.did('wen', 'withdrawTraveller', handoff);
    const { handoff: next } = await stopOne(world, { ...details(), document: PASSPORT, ...report });
    expect(await contextOf(storage, next)).toMatchObject({
      contradictions: [],
      shown: { test: { state: 'fit' } },
    });
  });

  test('each of them bears one name', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world, both);
    const { handoff: other } = await stopOne(world, { ...details('王芳'), document: PASSPORT });
    expect((await contextOf(storage, other)).contradictions).toEqual([
      { what: 'numberBearsAnotherName', other: handoff, settled: null },
    ]);
  });

  test('erasing the person takes all of them away', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world, both);
    const left = async () => {
      const { main } = databasesOf(storage);
      const persons = await main
        .selectFrom('persons')
        .select('kind')
        .where('subject', '=', handoff)
        .execute();
      const reserved = await main
        .selectFrom('reservations')
        .select('kind')
        .where('subject', '=', handoff)
        .execute();
      return [...persons, ...reserved].map(({ kind }) => kind).toSorted();
    };
    expect(await left()).toEqual(['document', 'further', 'name', 'openCase', 'openCase']);
    const folder = await mkdtemp(join(tmpdir(), 'erasures-'));
    await eraseSubject(storage, join(folder, 'erasures'), { subject: handoff, at: world.clock.now });
    await rm(folder, { recursive: true });
    expect(await left()).toEqual([]);
    expect(await partsOf(storage, handoff)).toMatchObject({
      document: 'erased',
      further: 'erased',
      name: 'erased',
    });
  });
});
