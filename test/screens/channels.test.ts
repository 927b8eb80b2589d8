/** How offices are reached, as those see it who set it up, who watch over it, and who wait for an answer. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Failure, openReceiver, type Receiver } from '../../src/receiver/receiver.ts';
import { PASSWORD, signInName } from '../terminals/app.ts';
import { MINUTE } from '../commands/world.ts';
import { openWays } from './community-ways.ts';
import { expectAccessible, type HouseInBrowser, openInBrowser } from './house.ts';

let house: HouseInBrowser;
let receiver: Receiver;
let failing: Failure | null = null;
beforeAll(async () => {
  receiver = await openReceiver({ port: 0, secret: 'a secret that nobody else has', failing: () => failing });
  house = await openInBrowser();
});
afterAll(async () => {
  await house.close();
  await receiver.close();
});

const goTo = (page: Page, address: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, address);
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
const send = (page: Page) => page.locator('main form button[type="submit"]').last().click();
const slowly = { timeout: 60_000 };

test('a robot is registered by two, tried out, seen to fail by the supervisor, and sent to again', {
  timeout: 240_000,
}, async () => {
  const { page, context } = await house.at('admin', 'first', { viewport: { width: 1024, height: 768 } });
  page.setDefaultTimeout(40_000);
  await goTo(page, '#/channels');
  await heading(page, '单位渠道').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '登记单位渠道' }).click();
  await page.getByLabel('企业微信群机器人', { exact: true }).check();
  await page.getByLabel('单位', { exact: true }).selectOption({ label: '柳巷社区' });
  const address = page.getByLabel('地址或值班号码');
  await address.fill('http://robots.example/cgi-bin/webhook/send?key=try');
  await send(page);
  const prove = async () => {
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[autocomplete="username"]').fill(signInName('second'));
    await dialog.locator('input[autocomplete="current-password"]').fill(PASSWORD);
    await dialog.locator('input[autocomplete="current-password"]').press('Enter');
    await dialog.waitFor({ state: 'detached' });
  };
  await prove();
  await page.getByText('地址不符合该渠道的格式').waitFor();
  await address.fill(`${receiver.url}/cgi-bin/webhook/send?key=try`);
  await send(page);
  await prove();
  await heading(page, /柳巷社区/).waitFor();
  await page.getByText('地址和密钥已加密保存').waitFor();
  expect(await page.content()).not.toContain('webhook/send');

  await page.getByRole('button', { name: '发送试用消息' }).click();
  await send(page);
  await expect.poll(() => receiver.arrivals.map(({ text }) => text).join(), slowly).toContain('试用消息');
  await page.locator('.standing').getByText('正常', { exact: true }).waitFor(slowly);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Last delivered').waitFor();
  await expectAccessible(page);
  await context.close();

  // The receiver takes nothing: what is told to the office waits, and both desks say so.
  failing = 'error';
  house.app.clock.now += 1_000;
  const ways = await openWays(house.app);
  const [handoff] = await ways.asked('金燕');
  const supervisor = await house.at('supervisor', 'chen');
  supervisor.page.setDefaultTimeout(40_000);
  await goTo(supervisor.page, '#/channels');
  await supervisor.page.getByText('未送达，正在重试').first().waitFor(slowly);
  await expectAccessible(supervisor.page);
  await goTo(supervisor.page, `#/case/${handoff}`);
  await supervisor.page.getByText('未送达，将再试').first().waitFor(slowly);
  failing = null;
  // On a clock that stands still nothing is tried again until it is moved.
  house.app.clock.now += 120_000;
  await supervisor.page.getByText('企业微信群机器人 · 待答复 · 第 2 次').first().waitFor(slowly);
  await expectAccessible(supervisor.page);

  // What was tried twelve times is set aside, and stands on the board of what is overdue until somebody sends it again.
  failing = 'error';
  await ways.asked('金莲');
  for (let passed = 0; passed < 90; passed += 6) {
    house.app.clock.now += 6 * MINUTE;
    await house.app.house.settle();
    await supervisor.page.evaluate(() => fetch('/api/supervisor/me'));
  }
  failing = null;
  await goTo(supervisor.page, '#/overdue');
  const aside = supervisor.page.getByRole('region', { name: '已搁置、待重发的消息' });
  await aside.getByText('条已搁置').waitFor(slowly);
  await expectAccessible(supervisor.page);
  await aside.getByRole('link', { name: '柳巷社区' }).click();
  await heading(supervisor.page, /柳巷社区/).waitFor();
  await supervisor.context.close();

  const officer = await house.at('checkpoint', 'wen');
  officer.page.setDefaultTimeout(40_000);
  await goTo(officer.page, `#/queue/${handoff}`);
  await officer.page.getByRole('heading', { name: '联系记录' }).waitFor();
  await officer.page.locator('.attempts').getByText('已送达').first().waitFor();
  await officer.context.close();
});
