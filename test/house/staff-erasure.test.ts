/** Staff are subjects too: what names a person of staff goes when two administrators say so; what they did stays. */
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { Answered } from '../../src/contract/doors.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import { foldRow, runningVersion } from '../../src/commands/index.ts';
import { openHouse } from '../../src/house.ts';
import {
  authRows,
  backup,
  openStorage,
  restore,
  type Storage,
  verify,
  verifyReplay,
} from '../../src/storage/index.ts';
import { openWorld, START } from '../commands/world.ts';
import { engines, freshFolder, freshPlace, HOUSE_KEY } from '../storage/engines.ts';

const held = { ground: 'healthStatusPoppedUp', legalBasis: 'popup3', words: '弹窗三，核对身份' };
const HOUR = 3_600_000;

/** A house in which Officer Bai has held a card, with a receipt that bears his name, and can sign in. */
async function open(engine: (typeof engines)[number]) {
  const place = await freshPlace(engine);
  const folder = await freshFolder();
  const clock = { now: START };
  const before = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => clock.now });
  const world = await openWorld(before, clock);
  await world.close();
  await before.close();
  const account = (name: string) => world.people.get(name) ?? '';
  let second = account('second');
  const erasuresFile = `${folder}/erasures.jsonl`;
  const house = await openHouse({
    place,
    houseKey: HOUSE_KEY,
    manualClock: () => clock.now,
    erasuresFile,
    witnesses: { secondPerson: () => Promise.resolve(second) },
  });
  const send = (
    who: string,
    type: CommandType,
    streamId: string | null,
    body: object = {},
  ): Promise<Answered> =>
    house.submit(
      {
        type,
        ...(streamId === null ? {} : { streamId }),
        body: body as Record<string, unknown>,
        envelope: {
          commandId: uuid({ msecs: clock.now }),
          stepUp: 'proof-of-the-second-person-at-the-terminal',
        },
      },
      world.by(who),
    );
  const did = async (who: string, type: CommandType, streamId: string | null, body: object = {}) => {
    const answered = await send(who, type, streamId, body);
    if (answered.outcome === 'refused') throw new Error(`${type}: ${answered.code} ${answered.field ?? ''}`);
    return answered.streamId;
  };
  await did('first', 'registerChannel', account('bai'), { channel: { kind: 'sms', address: '19900000001' } });
  const stop = { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' };
  const stopId = await did('bai', 'openStop', null, stop);
  const healthStatus = { shows: 'POPUP', kind: 3 };
  const handoff = await did('bai', 'openHandoff', null, { stopId, traveller: 1, healthStatus });
  second = account('wen');
  await did('bai', 'holdDocument', handoff, held);
  second = account('second');
  const rows = authRows(house.storage);
  const name = rows.digest('signIn', 'bai.test');
  await rows.putSignIn(name, account('bai'));
  await rows.putLink(
    {
      digest: 'link',
      purpose: 'enrolment',
      subject: account('bai'),
      expiresAt: clock.now + HOUR,
      detail: '',
    },
    true,
  );
  await rows.enrol('link', 'argon2-of-a-password', clock.now);
  await rows.putSecondFactor(account('bai'), 'OTPSECRET');
  await rows.putSession({
    digest: 'session',
    account: account('bai'),
    terminal: 'checkpoint',
    role: 'officer',
    scope: 'K-NORTH',
    begunAt: clock.now,
    seenAt: clock.now,
  });
  return { house, world, clock, account, send, did, handoff, folder, erasuresFile, name };
}

async function paperOf(storage: Storage, handoff: string): Promise<string> {
  const row = await storage.read
    .selectFrom('papers')
    .select('paper_id')
    .where('stream_id', '=', handoff)
    .executeTakeFirstOrThrow();
  return row.paper_id;
}

/** Every text of every table that could hold something of the person. */
async function dump(storage: Storage): Promise<string> {
  const tables = [
    'views',
    'changes',
    'outbox',
    'sign_ins',
    'passwords',
    'second_factors',
    'sessions',
    'links',
  ] as const;
  const rows = await Promise.all(tables.map((table) => storage.read.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}

const shownTo = (world: Awaited<ReturnType<typeof openWorld>>) => world.by('first').actor;

for (const engine of engines)
  describe(`the erasure of an account, on ${engine}`, () => {
    test('takes name, number, channel and sign-in, and leaves the record whole and the papers readable', {
      timeout: 60_000,
    }, async () => {
      const { house, world, clock, account, send, did, handoff, folder, erasuresFile, name } =
        await open(engine);
      const bai = account('bai');
      await house.settle();
      const paper = await paperOf(house.storage, handoff);
      const before = await house.paper(handoff, paper);
      expect(before?.bytes.length).toBeGreaterThan(1_000);
      const shown = async () => (await house.views.one(shownTo(world), 'accounts', bai))?.row['person'];
      expect(await shown()).toEqual({ staffNumber: '003', surname: 'bai', signIn: 'bai.test' });

      const erase = () => send('first', 'eraseAccount', bai, { ground: 'personAsked' });
      expect(await erase()).toEqual({ outcome: 'refused', code: 'notInThisState' });
      await did('first', 'disableAccount', bai, { why: 'left' });
      // Whoever holds a case holds it by name.
      expect(await erase()).toEqual({ outcome: 'refused', code: 'nothingIsLeftInTheirName' });
      await did('wen', 'returnDocument', handoff, { strokes: '[[1,2],[3,4]]' });
      await did('wen', 'requestDeparture', handoff, { wish: 'leave', askedBy: 'officerForTraveller' });
      await did('wen', 'withdrawTraveller', handoff);
      await house.settle();
      await backup(house.storage, `${folder}/copy`, () => clock.now);
      expect(await send('wen', 'eraseAccount', bai, { ground: 'personAsked' })).toEqual({
        outcome: 'refused',
        code: 'roleMayTry',
      });
      expect(await erase()).toMatchObject({ outcome: 'accepted' });
      await house.settle();
      expect(await erase()).toEqual({ outcome: 'refused', code: 'personIsErased' });

      expect(await shown()).toEqual({
        staffNumber: 'erased',
        surname: 'erased',
        signIn: 'erased',
      });
      const rows = authRows(house.storage);
      expect(await rows.findSignIn(name)).toBeNull();
      expect(await rows.findPassword(bai)).toBeNull();
      expect(await rows.findSecondFactor(bai)).toBeNull();
      expect(await rows.findSessions(['session'])).toEqual([]);
      // The name is free for somebody else, and of nobody else is anything gone.
      expect(await rows.putSignIn(name, account('ma'))).toBe(true);
      expect((await house.views.one(shownTo(world), 'accounts', account('wen')))?.row['person']).toEqual({
        staffNumber: '003',
        surname: 'wen',
        signIn: 'wen.test',
      });
      // What was issued was issued: the same bytes, with the name of whoever signed for it.
      expect((await house.paper(handoff, paper))?.bytes.equals(before?.bytes ?? Buffer.alloc(0))).toBe(true);
      const anchors = { origin: house.storage.origin, checkpoints: [], verifiers: [] };
      expect((await verify(house.storage.read, anchors)).breaks).toBe(0);
      expect((await verifyReplay(house.storage.read, runningVersion, foldRow)).first).toBeNull();
      await house.close();

      // A copy from before brings nobody back.
      const back = await restore(`${folder}/copy`, {
        place: await freshPlace(engine),
        houseKey: HOUSE_KEY,
        clock: () => clock.now,
        erasuresFile,
        anchors: { checkpoints: [], verifiers: [] },
      });
      expect(back.erasures).toBe(1);
      expect(await authRows(back.storage).findSignIn(name)).toBeNull();
      expect(await authRows(back.storage).findPassword(bai)).toBeNull();
      const keys = await back.storage.keys.byId(
        (
          await back.storage.read.selectFrom('journal').selectAll().where('stream_id', '=', bai).execute()
        ).flatMap(({ sealed_parts }) =>
          (JSON.parse(sealed_parts) as { keyId: string }[]).map(({ keyId }) => keyId),
        ),
      );
      expect(keys.size).toBe(0);
      expect(back.verification.breaks).toBe(0);
      await back.storage.close();
    });

    test('the erasure of a traveller takes their link and their sessions with it, and nobody else’s', async () => {
      const { house, clock, did, handoff } = await open(engine);
      const rows = authRows(house.storage);
      const link = (digest: string, subject: string, purpose: 'traveller' | 'release') => ({
        digest,
        purpose,
        subject,
        expiresAt: clock.now + 100 * HOUR,
        detail: rows.digest('lastFour', '001X'),
      });
      const session = (digest: string, who: string) => ({
        digest,
        account: `traveller:${who}`,
        terminal: 'traveller' as const,
        role: 'traveller' as const,
        scope: who,
        begunAt: clock.now,
        seenAt: clock.now,
      });
      const other = uuid();
      await rows.putLink(link('mine', handoff, 'traveller'), true);
      await rows.putLink(link('gate', handoff, 'release'), true);
      await rows.putLink(link('theirs', other, 'traveller'), true);
      await rows.putSession(session('my-session', handoff));
      await rows.putSession(session('their-session', other));
      await did('wen', 'returnDocument', handoff, { strokes: '[[1,2],[3,4]]' });
      await did('wen', 'requestDeparture', handoff, { wish: 'leave', askedBy: 'officerForTraveller' });
      await did('wen', 'withdrawTraveller', handoff);
      await house.settle();
      await did('first', 'erasePerson', handoff, { ground: 'retentionEnded' });
      await house.settle();
      expect(await rows.findLink('mine', 'traveller', clock.now)).toBeNull();
      expect(await rows.findLink('gate', 'release', clock.now)).not.toBeNull();
      expect(await rows.findLink('theirs', 'traveller', clock.now)).not.toBeNull();
      expect(
        (await rows.findSessions(['session', 'my-session', 'their-session']))
          .map(({ digest }) => digest)
          .sort(),
      ).toEqual(['session', 'their-session']);
      expect(await dump(house.storage)).not.toContain(`traveller:${handoff}`);
      await house.close();
    });
  });
