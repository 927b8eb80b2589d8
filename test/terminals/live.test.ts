import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type App, type Client, cookieOf, openApp, PASSWORD } from './app.ts';

let world: App;
let port: number;
beforeAll(async () => {
  world = await openApp();
  await world.app.listen({ port: 0, host: '127.0.0.1' });
  port = (world.app.server.address() as { port: number }).port;
});
afterAll(() => world.close());

interface Feed {
  readonly socket: WebSocket;
  readonly frames: Record<string, unknown>[];
  readonly closed: Promise<{ code: number; afterMs: number }>;
  until(what: (frame: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
}

const origin = () => `http://127.0.0.1:${port}`;

function listen(
  cookie: string,
  asked: Record<string, string> = {},
  headers: Record<string, string> = { origin: origin() },
): Feed {
  const query = `?${new URLSearchParams({ epoch: world.house.storage.epoch, ...asked }).toString()}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live${query}`, {
    headers: { cookie, ...headers },
  });
  const frames: Record<string, unknown>[] = [];
  const waiting: (() => void)[] = [];
  const begun = performance.now();
  socket.on('message', (data: Buffer) => {
    frames.push(...(JSON.parse(data.toString()) as Record<string, unknown>[]));
    for (const wake of waiting.splice(0)) wake();
  });
  const closed = new Promise<{ code: number; afterMs: number }>((resolve) => {
    socket.on('close', (code) => resolve({ code, afterMs: performance.now() - begun }));
    socket.on('unexpected-response', (_request, response) => {
      resolve({ code: response.statusCode ?? 0, afterMs: 0 });
      socket.terminate();
    });
    socket.on('error', () => {});
  });
  return {
    socket,
    frames,
    closed,
    until: async (what) => {
      for (;;) {
        const found = frames.find(what);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
    },
  };
}

const openStop = (who: Client) =>
  who.did('openStop', null, { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' });
const upTo = (frame: Record<string, unknown>) => frame['kind'] === 'upTo';
/** A session of one's own, so that ending it disturbs nobody. */
const freshCookie = async (name: string, terminal = 'checkpoint') =>
  cookieOf(
    await world.inject({
      method: 'POST',
      url: `/api/${terminal}/session`,
      headers: { origin: 'http://localhost:80' },
      payload: { name: `${name}.test`, password: PASSWORD },
    }),
  );

describe('the live feed', () => {
  test('tells what changes to those it concerns', async () => {
    const wen = await world.as('wen');
    const feed = listen(await freshCookie('bai'), { views: 'stops,queue' });
    await feed.until(upTo);
    const { streamId } = await openStop(wen);
    const put = await feed.until(
      ({ kind, delivered }) => kind === 'put' && (delivered as { key: string }).key === streamId,
    );
    expect(put['delivered']).toMatchObject({ view: 'stops' });
    feed.socket.close();
  });

  test('tells again from where the client says', async () => {
    const feed = listen(await freshCookie('bai'), { views: 'stops' });
    const first = await feed.until(upTo);
    await openStop(await world.as('wen'));
    await feed.until(({ kind }) => kind === 'put');
    feed.frames.length = 0;
    feed.socket.send(JSON.stringify({ cursor: first['position'] }));
    const told = await feed.until(({ kind }) => kind === 'put');
    expect(Number(told['position'])).toBeGreaterThan(Number(first['position']));
    feed.socket.close();
  });

  test('tells whoever knows no epoch to load, and then goes on from where they say', async () => {
    const feed = listen(await freshCookie('bai'), { views: 'stops', epoch: '' });
    expect(await feed.until(({ kind }) => kind === 'reload')).toMatchObject({
      epoch: world.house.storage.epoch,
    });
    feed.socket.send(JSON.stringify({ cursor: 0 }));
    await feed.until(upTo);
    feed.socket.close();
  });

  test.each([
    ['broken JSON', '{"cursor":'],
    ['an unknown field', '{"cursor":1,"x":1}'],
    ['a cursor that is none', '{"cursor":-1}'],
    ['something else', '"hello"'],
    ['bytes', Buffer.from([0, 255, 1])],
  ])('answers %s with an error, closes with 4400, and the house lives', async (_what, said) => {
    const feed = listen(await freshCookie('bai'), { views: 'stops' });
    await feed.until(upTo);
    feed.socket.send(said);
    expect(await feed.until(({ kind }) => kind === 'error')).toMatchObject({
      error: { code: 'bodyIsMalformed' },
    });
    expect((await feed.closed).code).toBe(4400);
    expect((await world.nobody.get('/livez')).status).toBe(200);
  });

  test('takes no frame that is too large', async () => {
    const feed = listen(await freshCookie('bai'), { views: 'stops' });
    await feed.until(upTo);
    feed.socket.send(`"${'x'.repeat(10_000)}"`);
    expect((await feed.closed).code).toBe(1009);
    expect((await world.nobody.get('/livez')).status).toBe(200);
  });

  test('opens for nobody without a session, from a foreign page, or for another role’s view', async () => {
    expect((await listen('').closed).code).toBe(401);
    const cookie = await freshCookie('bai');
    expect((await listen(cookie, {}, { origin: 'https://evil.example' }).closed).code).toBe(403);
    expect((await listen(cookie, {}, {}).closed).code).toBe(403);
    expect((await listen(cookie, { views: 'accounts' }).closed).code).toBe(403);
    expect((await listen(cookie, { views: 'nothing' }).closed).code).toBe(400);
    expect((await listen(cookie, { cursor: 'x' }).closed).code).toBe(400);
  });

  test('leaves no connection behind where it was refused', async () => {
    const open = () =>
      new Promise<number>((resolve) => world.app.server.getConnections((_, count) => resolve(count)));
    const before = await open();
    for (let refused = 0; refused < 5; refused += 1) await listen('').closed;
    await expect.poll(open).toBeLessThanOrEqual(before);
  });

  test('closes when the account is disabled', async () => {
    const feed = listen(await freshCookie('ma'), { views: 'stops' });
    await feed.until(upTo);
    await (await world.as('first')).did('disableAccount', world.people.get('ma') ?? '', { why: 'left' });
    expect((await feed.closed).code).toBe(4401);
  });

  test('closes when the person signs out, and when the session is over', async () => {
    const cookie = await freshCookie('bai');
    const feed = listen(cookie, { views: 'stops' });
    await feed.until(upTo);
    await world.holding(cookie, 'checkpoint').delete('/api/checkpoint/session');
    expect((await feed.closed).code).toBe(4401);

    const idle = listen(await freshCookie('bai'), { views: 'stops' });
    await idle.until(upTo);
    world.clock.now += 15 * 60_000;
    expect((await idle.closed).code).toBe(4401);
  });
});
