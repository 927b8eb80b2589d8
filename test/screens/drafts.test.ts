import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HouseInBrowser, openInBrowser } from './house.ts';

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
});
afterAll(() => house.close());

const keyOf = async (name: string) =>
  ((await (await house.app.as(name)).get('/api/checkpoint/draft-key')).body as unknown as { key: string })
    .key;

test('the key of drafts is one account’s, and is told again to nobody else', async () => {
  const [wen, again, bai] = [await keyOf('wen'), await keyOf('wen'), await keyOf('bai')];
  expect(wen).toMatch(/^[0-9a-f]{64}$/);
  expect(again).toBe(wen);
  expect(bai).not.toBe(wen);
  expect((await house.app.nobody.get('/api/checkpoint/draft-key')).status).toBe(401);
});
