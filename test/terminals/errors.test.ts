import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REFUSALS } from '../../src/contract/refusals.ts';
import { Fault } from '../../src/storage/index.ts';
import { type Answer, type App, type Client, openApp, ORIGIN } from './app.ts';

let world: App;
let wen: Client;
beforeAll(async () => {
  world = await openApp();
  wen = await world.as('wen');
});
afterAll(() => world.close());

const stop = { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' };
const raw = (payload: string, type = 'application/json', url = '/api/checkpoint/stops/openStop') =>
  world.inject({
    method: 'POST',
    url,
    headers: { origin: ORIGIN, cookie: wen.cookie, 'content-type': type },
    payload,
  });
const opened = () => wen.did('openStop', null, stop);
const sent = (body: object, more: object = {}) => ({
  body,
  commandId: uuid({ msecs: world.clock.now }),
  ...more,
});

const CASES: Readonly<Record<string, [number, keyof typeof REFUSALS, () => Promise<Answer>]>> = {
  'broken JSON': [400, 'bodyIsMalformed', () => raw('{"body":')],
  'no body at all': [400, 'bodyIsMalformed', () => raw('')],
  'a body that is no object': [400, 'bodyIsMalformed', () => raw('[1]')],
  'a prototype in the body': [400, 'bodyIsMalformed', () => raw('{"__proto__":{"x":1},"body":{}}')],
  'an unknown field beside the body': [
    400,
    'bodyIsMalformed',
    () => wen.post('/api/checkpoint/stops/openStop', sent(stop, { x: 1 })),
  ],
  'an unknown field in the body': [
    400,
    'bodyIsMalformed',
    () => wen.command('openStop', null, { ...stop, x: 1 }),
  ],
  'a command id that is none': [
    400,
    'bodyIsMalformed',
    () => wen.command('openStop', null, stop, { commandId: 'x' }),
  ],
  'nobody signed in': [
    401,
    'notSignedIn',
    () => world.nobody.post('/api/checkpoint/stops/openStop', sent(stop)),
  ],
  'a cookie of nobody': [
    401,
    'notSignedIn',
    () => world.holding(`guicheng=${'A'.repeat(43)}`, 'checkpoint').get('/api/checkpoint/me'),
  ],
  'another role’s terminal': [403, 'roleMayTry', () => wen.get('/api/admin/views/accounts')],
  'another role’s command': [
    403,
    'roleMayTry',
    () => wen.command('reviewHold', uuid(), { verdict: 'keep', because: 'x' }),
  ],
  'a foreign origin': [
    403,
    'originIsOurs',
    () => wen.post('/api/checkpoint/stops/openStop', sent(stop), { origin: 'https://evil.example' }),
  ],
  'an unknown route': [404, 'thingIsKnown', () => wen.get('/api/checkpoint/nothing')],
  'a known route by another method': [404, 'thingIsKnown', () => wen.get('/api/checkpoint/stops/openStop')],
  'an address that does not decode': [404, 'thingIsKnown', () => wen.get('/api/%zz')],
  'an id that is none': [404, 'thingIsKnown', () => wen.command('closeStop', 'nonsense')],
  'a thing that is not there': [
    404,
    'thingIsKnown',
    () => wen.command('closeStop', uuid({ msecs: world.clock.now })),
  ],
  'another checkpoint’s thing': [
    404,
    'thingIsKnown',
    async () => (await world.as('ma')).command('closeStop', (await opened()).streamId),
  ],
  'a state that does not allow it': [
    409,
    'everyTravellerHasAnOutcome',
    async () => wen.command('closeStop', (await opened()).streamId),
  ],
  'a body over the limit': [
    413,
    'bodyIsSmallEnough',
    () => raw(JSON.stringify(sent({ x: 'x'.repeat(70_000) }))),
  ],
  'something else than JSON': [415, 'bodyIsJson', () => raw('<a/>', 'application/xml')],
  'a form of a foreign page': [415, 'bodyIsJson', () => raw('a=b', 'application/x-www-form-urlencoded')],
  'plain text': [415, 'bodyIsJson', () => raw('{}', 'text/plain')],
  'a command id of long ago': [
    422,
    'commandIdIsOfToday',
    () => wen.command('openStop', null, stop, { commandId: uuid({ msecs: 0 }) }),
  ],
  'no word on what it rests on': [
    428,
    'saysWhatItRestsOn',
    () => wen.command('releaseTraveller', uuid({ msecs: world.clock.now }), {}),
  ],
};

test.each(Object.entries(CASES))('%s is answered in words', async (_what, [status, code, ask]) => {
  const answer = await ask();
  expect([answer.status, answer.body.error?.code], `it said ${answer.text}`).toEqual([status, code]);
  expect(answer.body.error?.message).toBe(REFUSALS[code].zh);
  expect(answer.headers['content-language']).toBe('zh-CN');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect((await world.nobody.get('/livez')).status).toBe(200);
});

test('English is spoken to those who ask for it first', async () => {
  const ask = async (language: string) =>
    (await world.nobody.get('/api/checkpoint/me', { 'accept-language': language })).body.error?.message;
  expect(await ask('en')).toBe(REFUSALS.notSignedIn.en);
  expect(await ask('en-GB,zh;q=0.5')).toBe(REFUSALS.notSignedIn.en);
  expect(await ask('zh-CN,en;q=0.9')).toBe(REFUSALS.notSignedIn.zh);
  expect(await ask('en;q=0.1, zh')).toBe(REFUSALS.notSignedIn.zh);
  expect(await ask('fr')).toBe(REFUSALS.notSignedIn.zh);
  expect(await ask(';;q=,,')).toBe(REFUSALS.notSignedIn.zh);
});

test('the first field that is wrong is named, and nothing that was typed is repeated', async () => {
  const answer = await wen.command('openStop', null, { ...stop, vehicle: '京A·canary' });
  expect(answer.body.error?.field).toBe('vehicle');
  expect(answer.text).not.toContain('canary');
});

test('a fault is 503, a bug is 500, each with an incident that stands in the log; the house lives', async () => {
  const broken = await openApp();
  const bai = await broken.as('bai');
  const breakWith = (error: Error) => {
    broken.house.views.list = async () => {
      throw error;
    };
    return bai.get('/api/checkpoint/views/queue');
  };
  const full = await breakWith(new Fault('storageIsFull', {}));
  expect([full.status, full.body.error?.code]).toEqual([503, 'storageIsFull']);
  expect(full.headers['retry-after']).toBeDefined();
  const lost = await breakWith(new Fault('storageIsLost', {}));
  expect([lost.status, lost.body.error?.code]).toEqual([503, 'houseIsReady']);
  const bug = await breakWith(new TypeError('canary 李洁'));
  expect(bug.status).toBe(500);
  expect(bug.text).not.toContain('canary');
  const { incident } = bug.body.error as unknown as { incident: string };
  const line = broken.logged.find((one) => one.includes(incident) && one.includes('"level":50')) ?? '';
  expect(line).toContain('TypeError');
  expect(line).not.toContain('canary');
  expect((await bai.get('/api/checkpoint/me')).status).toBe(200);
  await broken.close();
});

test('who asks too often is asked to wait, and honest work never is', async () => {
  const strict = await openApp({ terminals: { perMinute: { session: 100, address: 30 } } });
  const bai = await strict.as('bai');
  const statuses = [];
  for (let asked = 0; asked < 120; asked += 1) statuses.push((await bai.get('/api/checkpoint/me')).status);
  expect(statuses.indexOf(429)).toBe(100);
  expect(
    (await (await strict.as('lu')).get('/api/checkpoint/me')).status,
    'another at the same address',
  ).toBe(200);
  const lost = [];
  for (let asked = 0; asked < 40; asked += 1) lost.push((await strict.nobody.get('/nowhere')).status);
  expect(lost).toContain(429);
  expect((await strict.nobody.get('/livez')).status).toBe(200);
  await strict.close();
});
