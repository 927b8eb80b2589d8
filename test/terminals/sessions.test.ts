import { generate } from 'otplib';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE, stopOne } from '../commands/world.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import { type App, cookieOf, openApp, PASSWORD } from './app.ts';

const HOUR = 60 * MINUTE;
let world: App;
beforeAll(async () => {
  world = await openApp();
});
afterAll(() => world.close());

const wrong = 'not the password at all';
const trySignIn = (name: string, password: string, more: object = {}, address = '10.0.0.1') =>
  world.inject({
    method: 'POST',
    url: '/api/checkpoint/session',
    headers: { origin: 'http://localhost:80' },
    remoteAddress: address,
    payload: { name, password, ...more },
  });
/** A session of one's own, apart from the one `as` keeps. */
const freshSession = async (name: string, terminal: Terminal = 'checkpoint') => {
  const answer = await world
    .holding('', terminal)
    .post(`/api/${terminal}/session`, { name: `${name}.test`, password: PASSWORD });
  expect(answer.status, `it said ${answer.text}`).toBe(200);
  return { client: world.holding(cookieOf(answer), terminal, world.people.get(name)), answer };
};

describe('a session', () => {
  test('is a cookie that no script reads and no foreign page sends', async () => {
    const { answer } = await freshSession('bai');
    const [cookie = ''] = [answer.headers['set-cookie']].flat().map(String);
    expect(cookie).toMatch(/^guicheng=[A-Za-z0-9_-]{43}; /);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
    const secure = await openApp({ terminals: { isSecure: true } });
    const over = await secure.nobody.post('/api/checkpoint/session', {
      name: 'wen.test',
      password: PASSWORD,
    });
    expect(String(over.headers['set-cookie'])).toMatch(/Secure/);
    expect(over.headers['strict-transport-security']).toBeDefined();
    await secure.close();
  });

  test('ends after fifteen idle minutes, and not while it is used', async () => {
    const { client } = await freshSession('bai');
    for (let used = 0; used < 3; used += 1) {
      world.clock.now += 14 * MINUTE;
      expect((await client.get('/api/checkpoint/me')).status).toBe(200);
    }
    world.clock.now += 15 * MINUTE;
    expect((await client.get('/api/checkpoint/me')).body.error?.code).toBe('notSignedIn');
    world.clock.now -= 15 * MINUTE;
    expect((await client.get('/api/checkpoint/me')).status, 'what is over stays over').toBe(401);
  });

  test('ends after twelve hours, however much it is used', async () => {
    const { client } = await freshSession('bai');
    const begun = world.clock.now;
    while (world.clock.now - begun < 12 * HOUR - 10 * MINUTE) {
      world.clock.now += 10 * MINUTE;
      expect((await client.get('/api/checkpoint/me')).status).toBe(200);
    }
    world.clock.now += 10 * MINUTE;
    expect((await client.get('/api/checkpoint/me')).status).toBe(401);
    world.clock.now = begun;
  });

  test('ends when its person signs out, and when somebody else signs in over it', async () => {
    const { client } = await freshSession('bai');
    expect((await client.delete('/api/checkpoint/session')).status).toBe(200);
    expect((await client.get('/api/checkpoint/me')).status).toBe(401);
    const { client: second } = await freshSession('bai');
    await second.post('/api/checkpoint/session', { name: 'lu.test', password: PASSWORD });
    expect((await second.get('/api/checkpoint/me')).status).toBe(401);
  });

  test('is over at once when the account is disabled', async () => {
    const { client } = await freshSession('ma');
    expect((await client.get('/api/checkpoint/me')).status).toBe(200);
    const { client: first } = await freshSession('first', 'admin');
    await first.did('disableAccount', client.account, { why: 'left' });
    expect((await client.get('/api/checkpoint/me')).status).toBe(401);
    expect((await trySignIn('ma.test', PASSWORD)).status).toBe(401);
  });

  test('opens the terminal of its role and no other', async () => {
    const { client } = await freshSession('bai');
    expect((await client.get('/api/supervisor/views/overdue')).body.error?.code).toBe('roleMayTry');
    expect((await client.get('/api/checkpoint/views/overdue')).body.error?.code).toBe('roleMayTry');
    const elsewhere = await world.nobody.post('/api/admin/session', { name: 'bai.test', password: PASSWORD });
    expect(elsewhere.body.error?.code).toBe('roleMayTry');
  });
});

describe('a password', () => {
  test('that is wrong, and a name that nobody has, get the same answer in the same time', async () => {
    const time = async (name: string) => {
      const begun = performance.now();
      const answer = await trySignIn(name, wrong, {}, `10.1.0.${Math.floor(Math.random() * 250)}`);
      expect(answer.body.error).toEqual({ code: 'signInFailed', message: '账号或口令不正确。' });
      return performance.now() - begun;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let turn = 0; turn < 15; turn += 1) {
      known.push(await time('wen.test'));
      unknown.push(await time(`nobody${turn}.test`));
      world.clock.now += 20_000;
    }
    const middle = (times: number[]) => times.sort((a, b) => a - b)[7] ?? 0;
    expect(middle(known) / middle(unknown)).toBeGreaterThan(0.25);
    expect(middle(known) / middle(unknown)).toBeLessThan(4);
  });

  test('is guessed five times a minute at most, and nobody else is locked out by it', async () => {
    const statuses = [];
    for (let guess = 0; guess < 8; guess += 1)
      statuses.push((await trySignIn('lu.test', wrong, {}, '10.2.0.1')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const blocked = await trySignIn('lu.test', PASSWORD, {}, '10.2.0.1');
    expect(blocked.body.error?.code).toBe('slower');
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
    expect((await trySignIn('lu.test', PASSWORD, {}, '10.2.0.2')).status, 'at another address').toBe(200);
    expect((await trySignIn('bai.test', PASSWORD, {}, '10.2.0.1')).status, 'another at this one').toBe(200);
    world.clock.now += MINUTE;
    expect((await trySignIn('lu.test', PASSWORD, {}, '10.2.0.1')).status).toBe(200);
  });

  test('is guessed no faster by guessing at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => trySignIn('bai.test', wrong, {}, '10.3.0.1')),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  test('beyond a bounded line of waiting ones is asked to come again, and the house lives', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => trySignIn(`n${index}`, wrong, {}, '10.4.0.1')),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([401, 503]));
    expect(answers.find(({ status }) => status === 503)?.body.error?.code).toBe('houseIsReady');
  });
});

describe('a second factor', () => {
  test('is asked for once it was confirmed, and each code is good once', async () => {
    const { client } = await freshSession('dong', 'supervisor');
    const begun = await client.post('/api/supervisor/second-factor', { password: PASSWORD });
    const { secret } = begun.body as unknown as { secret: string };
    const code = (offset = 0) => generate({ secret, epoch: Math.floor((world.clock.now + offset) / 1000) });
    const totp = await code();
    expect((await client.post('/api/supervisor/second-factor/confirm', { totp: '000000' })).status).toBe(401);
    expect((await client.post('/api/supervisor/second-factor/confirm', { totp })).status).toBe(200);
    const signIn = (more: object) =>
      world.nobody.post('/api/supervisor/session', { name: 'dong.test', password: PASSWORD, ...more });
    expect((await signIn({})).body.error).toMatchObject({ code: 'signInFailed', field: 'totp' });
    expect((await signIn({ totp })).status, 'a code that was used').toBe(401);
    world.clock.now += MINUTE;
    expect((await signIn({ totp: await code() })).status).toBe(200);
  });
});

describe('a step-up', () => {
  const openOne = async () => {
    const { client: wen } = await freshSession('wen');
    const { handoff } = await stopOne({
      clock: world.clock,
      did: (_who: string, type: 'openStop', streamId: string | null, body?: object) =>
        wen.did(type, streamId, body),
    } as never);
    return { wen, handoff };
  };
  const prove = async (wen: App['nobody'], forCommand: string, streamId: string, name = 'bai.test') => {
    const answer = await wen.post('/api/checkpoint/step-up', {
      name,
      password: PASSWORD,
      forCommand,
      streamId,
    });
    expect(answer.status, `it said ${answer.text}`).toBe(200);
    return (answer.body as unknown as { token: string }).token;
  };
  const hold = { ground: 'healthStatusPoppedUp', legalBasis: 'nothing of the kind' };

  test('is good for one command on one stream, once', async () => {
    const { wen, handoff } = await openOne();
    const { handoff: other } = await openOne();
    const code = async (stepUp: string, streamId = handoff) =>
      (await wen.command('holdDocument', streamId, hold, { stepUp })).body.error?.code;
    expect(await code(await prove(wen, 'holdDocument', handoff))).toBe('legalBasisIsNamed');
    expect(await code(await prove(wen, 'depositDocument', handoff)), 'another command').toBe(
      'secondPersonIsProved',
    );
    expect(await code(await prove(wen, 'holdDocument', other)), 'another stream').toBe(
      'secondPersonIsProved',
    );
    expect(await code('A'.repeat(43)), 'made up').toBe('secondPersonIsProved');
    const token = await prove(wen, 'holdDocument', handoff);
    expect(await code(token)).toBe('legalBasisIsNamed');
    expect(await code(token), 'a second time').toBe('secondPersonIsProved');
  });

  test('is good for two minutes', async () => {
    const { wen, handoff } = await openOne();
    const stepUp = await prove(wen, 'holdDocument', handoff);
    world.clock.now += 2 * MINUTE;
    const late = await wen.command('holdDocument', handoff, hold, { stepUp });
    expect(late.body.error?.code).toBe('secondPersonIsProved');
  });

  test('lets the same command be sent again when its answer was lost', async () => {
    const { wen, handoff } = await openOne();
    const stepUp = await prove(wen, 'holdDocument', handoff);
    const commandId = uuid({ msecs: world.clock.now });
    const first = await wen.command('holdDocument', handoff, hold, { stepUp, commandId });
    world.clock.now += 5 * MINUTE;
    const again = await wen.command('holdDocument', handoff, hold, { stepUp, commandId });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
  });

  test('of oneself does not count as another person', async () => {
    const { wen, handoff } = await openOne();
    const stepUp = await prove(wen, 'holdDocument', handoff, 'wen.test');
    const answer = await wen.command('holdDocument', handoff, hold, { stepUp });
    expect(answer.body.error?.code).not.toBeUndefined();
    expect(answer.body.error?.code).not.toBe('secondPersonIsProved');
  });
});

describe('a write from a foreign page', () => {
  test.each([undefined, 'https://evil.example', 'null', 'http://localhost:81', 'not an origin'])(
    'with Origin %s is refused',
    async (origin) => {
      const { client } = await freshSession('bai');
      const answer = await world.inject({
        method: 'POST',
        url: '/api/checkpoint/stops/openStop',
        headers: { cookie: client.cookie, ...(origin === undefined ? {} : { origin }) },
        payload: {},
      });
      expect(answer.body.error?.code).toBe('originIsOurs');
    },
  );
});

describe('a traveller', () => {
  test('comes in by the link and the last four of their document, five tries an hour', async () => {
    const { client: wen } = await freshSession('wen');
    const { handoff } = await stopOne({
      clock: world.clock,
      did: (_who: string, type: 'openStop', streamId: string | null, body?: object) =>
        wen.did(type, streamId, body),
    } as never);
    const made = await wen.post(`/api/checkpoint/handoffs/${handoff}/traveller-link`, { lastFour: '001X' });
    const { link } = made.body as unknown as { link: string };
    const comeIn = (lastFour: string) => world.nobody.post('/api/traveller/session', { link, lastFour });
    expect((await comeIn('0000')).status).toBe(401);
    const inside = await comeIn('001x');
    expect(inside.body).toMatchObject({ role: 'traveller', scope: handoff });
    const traveller = world.holding(cookieOf(inside), 'traveller');
    expect((await traveller.get(`/api/traveller/views/travellerPage/${handoff}`)).status).toBe(200);
    await traveller.did('addStatement', handoff, { words: '我已三天没有回家' });
    const { handoff: other } = await stopOne({
      clock: world.clock,
      did: (_who: string, type: 'openStop', streamId: string | null, body?: object) =>
        wen.did(type, streamId, body),
    } as never);
    expect((await traveller.get(`/api/traveller/views/travellerPage/${other}`)).status).toBe(404);
    expect((await traveller.command('addStatement', other, { words: 'x' })).status).toBe(404);
    for (let more = 0; more < 3; more += 1) expect((await comeIn('0000')).status).toBe(401);
    expect((await comeIn('001X')).body.error?.code).toBe('slower');
    world.clock.now += HOUR;
    expect((await comeIn('001X')).status).toBe(200);
  });
});

describe('a device', () => {
  test('is known by its key, and has no other way in than its own', async () => {
    const key = await world.auth.makeDeviceKey('lab', 'adapter', '*');
    const send = (authorization: string, url = `/api/adapter/handoffs/${uuid()}/recordLateResult`) =>
      world.inject({
        method: 'POST',
        url,
        headers: { authorization },
        payload: { body: {}, commandId: uuid({ msecs: world.clock.now }) },
      });
    expect((await send(`Bearer ${'A'.repeat(43)}`)).status).toBe(401);
    expect((await send(`Bearer ${key}`)).status).toBe(400);
    expect((await send(`Bearer ${key}`, '/api/checkpoint/stops/openStop')).body.error?.code).toBe(
      'roleMayTry',
    );
  });
});
