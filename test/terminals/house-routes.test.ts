import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../src/contract/routes.ts';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP } from '../commands/world.ts';
import { type App, openApp } from './app.ts';

let world: App;
beforeAll(async () => {
  world = await openApp();
});
afterAll(() => world.close());

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { operationId?: string; responses: object }>>>
  >;
}

test('every answer carries the headers that keep a browser honest', async () => {
  for (const path of ['/livez', '/api/checkpoint/me', '/nowhere', '/openapi.json']) {
    const { headers } = await world.nobody.get(path);
    expect(headers['content-security-policy'], `of ${path}`).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toMatch(/script-src 'self';/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('every address of the house is described, and nothing that is not one', async () => {
  const answer = await world.nobody.get('/openapi.json');
  const { openapi, paths } = answer.body as unknown as Description;
  expect(openapi).toBe('3.1.0');
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const named = ROUTES.filter(({ path }) => path !== '/docs').map(
    ({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
  );
  expect(described.sort()).toEqual(named.sort());
  const ids = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const reference of answer.text.matchAll(/"\$ref":"([^"]+)"/g))
    expect(reference[1]).toMatch(/^#\/components\//);
});

test('the description reads without the world outside', async () => {
  const page = await world.nobody.get('/docs/');
  expect(page.status).toBe(200);
  for (const [, source = ''] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect(source).toMatch(/^\.\//);
    expect((await world.nobody.get(`/docs/${source.slice(2)}`)).status, `of ${source}`).toBe(200);
  }
  expect(page.headers['content-security-policy']).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe/);
});

test('the house says whether it is alive, and why it is not ready', async () => {
  expect((await world.nobody.get('/livez')).body).toMatchObject({ alive: true });
  expect((await world.nobody.get('/readyz')).body).toEqual({ ready: true, because: [], sources: [] });
});

test('no log line and no metric carries what a person said, who they are, or which case it was', async () => {
  const wen = await world.as('wen');
  const stop = await wen.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    plate: '京CANARY1',
    travellers: 1,
    direction: 'INBOUND',
  });
  const handoff = await wen.did('openHandoff', null, {
    stopId: stop.streamId,
    traveller: 1,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    test: fitTest(world.clock.now),
    ...details('金丝雀'),
  });
  await wen.did('addStatement', handoff.streamId, { words: '金丝雀 canary-words' });
  await wen.get(`/api/checkpoint/handoffs/${handoff.streamId}/timeline?canary-query=1`);
  await wen.get('/api/checkpoint/views/queue?after=canary-after');
  await wen.get('/nowhere/canary-path');
  await wen.post('/api/checkpoint/session', { name: 'canary-name', password: 'canary-password' });
  await wen.post('/api/checkpoint/stops/openStop', '{"canary-json":');
  await world.nobody.get('/api/gate/releases/canary-token');
  await world.nobody.get('/api/%canary');

  const metrics = (await world.nobody.get('/metrics')).text;
  const logged = world.logged.join('\n');
  expect(world.logged.length).toBeGreaterThan(8);
  const secrets = [
    'canary',
    'CANARY',
    '金丝雀',
    '99000018800104001X',
    '唐河镇',
    handoff.streamId,
    stop.streamId,
    wen.account,
    wen.cookie.split('=')[1] ?? 'cookie',
  ];
  for (const secret of secrets) {
    expect(logged, `of ${secret}`).not.toContain(secret);
    expect(metrics, `of ${secret}`).not.toContain(secret);
  }
  expect(metrics).toContain('guicheng_commands_total{command="openStop",outcome="accepted"}');
  expect(metrics).toContain('route="/api/checkpoint/handoffs/:id/timeline"');
  expect(metrics).toContain('route="unknown"');
  expect(metrics).toContain('guicheng_notices{state="parked"} 0');
  expect(metrics).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
  for (const line of world.logged) expect(() => JSON.parse(line) as unknown).not.toThrow();
});
