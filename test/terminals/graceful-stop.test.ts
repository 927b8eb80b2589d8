import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { commandPath } from '../../src/contract/routes.ts';
import { openStorage, readLog } from '../../src/storage/index.ts';
import { HOUSE_KEY } from '../storage/engines.ts';
import { openApp } from './app.ts';

test('what was answered while the house stopped is kept, the rest was told no, and sockets heard goodbye', async () => {
  const world = await openApp();
  await world.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = world.app.server.address() as { port: number };
  const wen = await world.as('wen');
  const origin = `http://127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live`, {
    headers: { cookie: wen.cookie, origin },
  });
  const goodbye = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  await new Promise((resolve) => {
    socket.on('message', resolve);
  });

  const answered: string[] = [];
  const refused: number[] = [];
  const clock = { isOver: false };
  const client = async () => {
    while (!clock.isOver) {
      try {
        const response = await fetch(`${origin}${commandPath('checkpoint', 'openStop')}`, {
          method: 'POST',
          headers: { cookie: wen.cookie, origin, 'content-type': 'application/json' },
          body: JSON.stringify({
            commandId: uuid({ msecs: world.clock.now }),
            body: { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' },
          }),
        });
        const body = (await response.json()) as { streamId?: string };
        if (response.status === 200 && body.streamId !== undefined) answered.push(body.streamId);
        else refused.push(response.status);
      } catch {
        // Nobody listens any more, or the connection was closed before an answer: nothing was promised.
        if (!clock.isOver) await new Promise((next) => setTimeout(next, 5));
      }
    }
  };
  const clients = Array.from({ length: 12 }, client);
  while (answered.length < 100) await new Promise((next) => setTimeout(next, 5));
  const { place } = world.house.storage;
  await world.close();
  clock.isOver = true;
  await Promise.all(clients);
  expect(await goodbye).toBe(1001);
  expect(refused.every((status) => status === 503)).toBe(true);

  const storage = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => world.clock.now });
  const kept = new Set<string>();
  for (let after = 0; ; ) {
    const rows = await readLog(storage.read, after);
    if (rows.length === 0) break;
    for (const { row, position } of rows) {
      kept.add(row.streamId);
      after = position;
    }
  }
  await storage.close();
  expect(answered.filter((streamId) => !kept.has(streamId))).toEqual([]);
});
