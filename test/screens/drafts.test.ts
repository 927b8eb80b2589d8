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

test('what is typed outlives a reload, is kept in no clear word, and goes when it was sent', async () => {
  const { page, context } = await house.at('checkpoint', 'wen');
  await page.goto('/desk/checkpoint#/new');
  await page.getByLabel('车牌').fill('京A00000');
  await page.waitForFunction(() => Object.keys(sessionStorage).length > 0);
  // The pause after the last keystroke, before it is kept.
  await page.waitForTimeout(400);
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  expect(kept).not.toContain('A00000');
  await page.reload();
  await page.getByLabel('车牌').waitFor();
  expect(await page.getByLabel('车牌').inputValue()).toBe('京A00000');
  await page.getByLabel('其中直接通行').fill('1');
  await page.locator('form button[type="submit"]').click();
  await page.getByRole('heading', { name: '未结束的停车', level: 1 }).waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  await context.close();
});
