import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { TERMINAL_OF, type Role } from '../../src/contract/roles.ts';
import { firstAdministrators } from '../../src/terminals/index.ts';
import { sequence, verify } from '../../src/storage/index.ts';
import {
  details,
  fitTest,
  GREEN_ITINERARY,
  MEASURE_TEXT,
  OFFICES,
  POPPED_UP,
  STAFF,
  START,
  YES,
} from '../commands/world.ts';
import { engines } from '../storage/engines.ts';
import { type App, type Client, cookieOf, openApp, PASSWORD } from './app.ts';

/** Signs somebody in by name over HTTP. */
async function signIn(world: App, name: string, role: Role): Promise<Client> {
  const terminal = TERMINAL_OF[role];
  if (terminal === null) throw new Error(`${role} has no terminal.`);
  const answer = await world
    .holding('', terminal)
    .post(`/api/${terminal}/session`, { name, password: PASSWORD });
  expect(answer.status, `it said ${answer.text}`).toBe(200);
  return world.holding(cookieOf(answer), terminal, (answer.body as unknown as { account: string }).account);
}

for (const engine of engines)
  describe(`over HTTP alone, on ${engine}`, () => {
    test('an empty house comes to its first release and arrival', { timeout: 60_000 }, async () => {
      const world = await openApp({ engine, isEmpty: true });
      const links = await firstAdministrators(world.house, world.auth);
      expect(links.map(({ name }) => name)).toEqual(['admin-1', 'admin-2']);
      for (const { link } of links)
        expect((await world.nobody.post('/api/enrolment', { link, password: PASSWORD })).status).toBe(200);
      expect(
        (await world.nobody.post('/api/enrolment', { link: links[0]?.link, password: PASSWORD })).status,
      ).toBe(404);
      expect(await firstAdministrators(world.house, world.auth)).toEqual([]);
      const one = await signIn(world, 'admin-1', 'administrator');
      const two = await signIn(world, 'admin-2', 'administrator');

      const directory = await one.did('importDirectory', null, { entries: OFFICES });
      await two.did('approveChange', directory.streamId);

      const accounts = new Map<string, string>();
      for (const [name, role, scope] of STAFF) {
        const { streamId } = await one.did('createAccount', null, {
          role,
          scope,
          staffNumber: `00${name.length}`,
          surname: name,
          signIn: `${name}.test`,
        });
        accounts.set(name, streamId);
        const made = await one.post(`/api/admin/accounts/${streamId}/enrolment-link`);
        const { link } = made.body as unknown as { link: string };
        expect((await world.nobody.post('/api/enrolment', { link, password: PASSWORD })).status).toBe(200);
        const early = await world.nobody.post(`/api/${TERMINAL_OF[role]}/session`, {
          name: `${name}.test`,
          password: PASSWORD,
        });
        expect(early.status, 'before the second administrator confirmed').toBe(401);
        await two.did('confirmAccount', streamId);
      }
      await one.did(
        'registerChannel',
        accounts.get('willow') ?? '',
        { channel: { kind: 'sms', address: '19900000000' } },
        { second: 'admin-2' },
      );

      const measure = await one.did('proposeMeasure', null, { text: MEASURE_TEXT });
      await two.did('approveMeasure', measure.streamId);
      const announcement = {
        number: '演示〔2022〕1号',
        issuer: '东河区防控办（虚构）',
        legalBasis: '虚构依据',
        measure: 'beijing-2022-11',
        measureVersion: 1,
        area: ['D-EAST'],
        from: START - 86_400_000,
        to: START + 30 * 86_400_000,
        content: '虚构公告，仅用于测试。',
      };
      expect((await one.command('recordAnnouncement', null, announcement)).body.error?.code).toBe(
        'secondPersonIsProved',
      );
      await one.did('recordAnnouncement', null, announcement, { second: 'admin-2' });

      const wen = await signIn(world, 'wen.test', 'officer');
      const willow = await signIn(world, 'willow.test', 'communityWorker');
      const stop = await wen.did('openStop', null, {
        checkpoint: 'K-NORTH',
        vehicle: 'car',
        travellers: 1,
        direction: 'INBOUND',
      });
      const { streamId: handoff } = await wen.did('openHandoff', null, {
        stopId: stop.streamId,
        traveller: 1,
        healthStatus: POPPED_UP,
        itinerary: GREEN_ITINERARY,
        test: fitTest(world.clock.now),
        ...details(),
        community: 'C-WILLOW',
        phone: '19900000001',
      });
      await wen.did('readDocument', handoff);
      const asked = await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
      const answered = await willow.did(
        'answerCommunity',
        handoff,
        { office: 'C-WILLOW', answer: 'accept', ...YES, conditions: ['sealedBuilding'] },
        { basedOn: asked.version },
      );
      await wen.did('acknowledgeConditions', handoff);
      const shown = await wen.get(`/api/checkpoint/handoffs/${handoff}/pledge-text`);
      expect(shown.status, `it said ${shown.text}`).toBe(200);
      const { text, digest } = shown.body as unknown as { text: string; digest: string };
      expect(text).toContain('承诺');
      const signed = await wen.did(
        'signPledge',
        handoff,
        { textDigest: digest, language: 'zh-CN', strokes: '[]', witness: wen.account },
        { basedOn: answered.version },
      );
      await wen.did('releaseTraveller', handoff, {}, { basedOn: signed.version });
      await willow.did('confirmArrival', handoff, { office: 'C-WILLOW' });

      const timeline = await wen.get(`/api/checkpoint/handoffs/${handoff}/timeline`);
      const { entries } = timeline.body as unknown as { entries: { command: string }[] };
      expect(entries.map(({ command }) => command)).toContain('confirmArrival');
      if (engine === 'postgres')
        while ((await world.house.storage.write((writer) => sequence(writer))).rows > 0);
      const checked = await verify(world.house.storage.read, {
        origin: world.house.storage.origin,
        checkpoints: [],
        verifiers: [],
      });
      expect(checked.breaks).toBe(0);
      await world.close();
    });

    test('two accounts cannot have one sign-in name, and the same command again finds its account', async () => {
      const world = await openApp({ engine });
      const first = await world.as('first');
      const body = {
        role: 'officer',
        scope: 'K-NORTH',
        staffNumber: '7',
        surname: '七',
        signIn: 'seven.test',
      };
      const commandId = uuid({ msecs: world.clock.now });
      const made = await first.did('createAccount', null, body, { commandId });
      expect(await first.did('createAccount', null, body, { commandId })).toEqual(made);
      expect((await first.command('createAccount', null, body)).body.error?.code).toBe('signInNameIsFree');
      await world.close();
    });
  });

test('the links of the first two are made anew until they are used, and older ones are void', async () => {
  const world = await openApp({ isEmpty: true });
  const [before] = await firstAdministrators(world.house, world.auth);
  const [after] = await firstAdministrators(world.house, world.auth);
  const used = await world.nobody.post('/api/enrolment', { link: before?.link, password: PASSWORD });
  expect(used.body.error?.code).toBe('thingIsKnown');
  expect((await world.nobody.post('/api/enrolment', { link: after?.link, password: PASSWORD })).status).toBe(
    200,
  );
  expect((await firstAdministrators(world.house, world.auth)).map(({ name }) => name)).toEqual(['admin-2']);
  world.clock.now += 86_400_001;
  expect(world.logged.join()).not.toContain(after?.link);
  await world.close();
});
