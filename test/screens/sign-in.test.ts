import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Terminal } from '../../src/contract/roles.ts';
import { fitTest, GREEN_ITINERARY, POPPED_UP } from '../commands/world.ts';
import {
  CHIP_MS,
  cutNet,
  expectAccessible,
  type HouseInBrowser,
  openInBrowser,
  PHONE,
  signIn,
} from './house.ts';

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
});
afterAll(() => house.close());

const DOORS: readonly (readonly [Terminal, string, string, string])[] = [
  ['checkpoint', 'wen', '待办', 'Queue'],
  ['community', 'willow', '待答复', 'Requests'],
  ['supervisor', 'chen', '待裁定', 'Awaiting a ruling'],
  ['admin', 'first', '账号', 'Accounts'],
];

describe.each(DOORS)('the %s terminal', (terminal, name, zh, en) => {
  test('lets somebody in to its live list, in both languages, by day and by night, without barriers', async () => {
    const { page, context } = await house.at(terminal, name, terminal === 'community' ? PHONE : {});
    await page.getByRole('heading', { name: zh, level: 1 }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    await expectAccessible(page);
    if (terminal === 'community') await page.getByRole('button', { name: '菜单' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: en, level: 1 }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.getByLabel('Day or night').selectOption('night');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await context.close();
  });

  test('says no in words to a wrong password, and keeps the name that was typed', async () => {
    const { page, context } = await house.open(`/desk/${terminal}`);
    await page.locator('input[autocomplete="username"]').fill('nobody.test');
    await page.locator('input[autocomplete="current-password"]').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('账号或口令不正确').waitFor();
    expect(await page.locator('input[autocomplete="username"]').inputValue()).toBe('nobody.test');
    await expectAccessible(page);
    await context.close();
  });
});

test('a list follows what happens elsewhere', async () => {
  const { page, context } = await house.at('checkpoint', 'wen');
  const rows = page.locator('.waiting');
  const before = await rows.count();
  const bai = await house.app.as('bai');
  const { streamId } = await bai.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  await bai.did('openHandoff', null, {
    stopId: streamId,
    traveller: 1,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    test: fitTest(house.app.clock.now),
  });
  await rows.nth(before).waitFor();
  expect(await rows.count()).toBe(before + 1);
  await context.close();
});

test('the chip says within three seconds that the net is cut, and comes back without a reload', async () => {
  const { page, context } = await house.at('checkpoint', 'wen');
  expect(await cutNet({ page, context })).toBeLessThan(CHIP_MS);
  await context.setOffline(false);
  await page.locator('[data-connection="online"]').waitFor();
  await context.close();
});

test('a session that ended is signed in again over the page', async () => {
  const { page, context } = await house.at('checkpoint', 'wen');
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await house.app.holding(cookie, 'checkpoint').delete('/api/checkpoint/session');
  await page.getByRole('dialog').waitFor();
  expect(await page.getByRole('heading', { name: '待办', level: 1 }).count()).toBe(1);
  await expectAccessible(page);
  await signIn(page, 'wen');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('[data-connection="online"]').waitFor();
  await context.close();
});
