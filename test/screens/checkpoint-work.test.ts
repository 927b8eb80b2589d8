import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newReadBackCode } from '../../src/commands/read-back-code.ts';
import { details, fitTest, GREEN_ITINERARY, MINUTE, POPPED_UP } from '../commands/world.ts';
import { PASSWORD, signInName } from '../terminals/app.ts';
import { expectAccessible, type HouseInBrowser, openInBrowser } from './house.ts';

const BOOTH = { viewport: { width: 1024, height: 768 } };

let house: HouseInBrowser;
/** What the workers' registered channels brought, the newest last. */
const brought: string[] = [];
beforeAll(async () => {
  house = await openInBrowser({
    house: {
      sendToChannel: (_channel, words) => {
        brought.push(words);
        return Promise.resolve();
      },
    },
  });
});
afterAll(() => house.close());

async function caseOf(number: string, name: string, who = 'wen'): Promise<string> {
  const officer = await house.app.as(who);
  const { streamId: stopId } = await officer.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  const { streamId } = await officer.did('openHandoff', null, {
    stopId,
    traveller: 1,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    test: fitTest(house.app.clock.now),
    ...details(name, number),
  });
  return streamId;
}

async function proveSecond(page: Page, name: string): Promise<void> {
  const window = page.getByRole('dialog', { name: '须由另一人当场验证' });
  await window.locator('input[autocomplete="username"]').fill(signInName(name));
  await window.locator('input[autocomplete="current-password"]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

test('a document is held by two officers, reviewed by the superior, and given back at a key', async () => {
  const handoff = await caseOf('990000188001010013', '李洁');
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  await page.getByRole('button', { name: '暂存证件', exact: true }).click();
  // What it rests on, and who disputes that, is said before it is done.
  await page.getByText('此依据有争议').waitFor();
  await page.getByText('健康宝弹窗', { exact: true }).click();
  await page.locator('.dialog button[type="submit"]').click();
  await proveSecond(page, 'bai');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await page.locator('[data-step="document"] > h2', { hasText: '暂存' }).waitFor();

  const superior = await house.at('checkpoint', 'lu', BOOTH);
  await superior.page.goto('/desk/checkpoint#/holds');
  await superior.page.getByRole('button', { name: '复核暂存' }).click();
  await superior.page.getByText('返还', { exact: true }).click();
  await superior.page.getByLabel('理由').fill('已核对身份');
  await superior.page.locator('.dialog button[type="submit"]').click();
  await superior.page.getByRole('dialog').waitFor({ state: 'detached' });
  await superior.context.close();

  // The officer hears of it, and must say so.
  await page.locator('.alarms').getByText('暂存证件须复核或返还').waitFor();
  expect(await page.title()).toMatch(/^\(\d+\) /);
  await page.locator('.alarms').getByRole('button', { name: '知道了' }).click();
  await page.locator('.alarms').waitFor({ state: 'detached' });
  await page.locator('.key', { hasText: '返还证件' }).waitFor();
  await page.keyboard.press('F9');
  await page.locator('[data-step="document"]').getByText('已返还').waitFor();
  await context.close();
});

test('an answer by telephone: nobody, then a voice nobody knows, registered on the spot, and three questions one by one', async () => {
  const handoff = await caseOf('990000188001010021', '王平');
  const wen = await house.app.as('wen');
  await wen.did('readDocument', handoff);
  await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  expect(await page.locator('.call .number').innerText()).toContain('010-00000005');
  await page.keyboard.press('F4');
  await page.getByRole('timer').waitFor();
  await page.keyboard.press('1');
  await page.locator('.time-line').getByText('无人接听').waitFor();
  await page.getByText('第 2 次拨打').waitFor();

  // Whom nobody knows is registered by the street office while they wait, and the page goes on by itself.
  await page.getByText('核实对方身份').click();
  const oral = page.locator('.oral');
  await oral.getByLabel('对方是哪位工作人员').selectOption('名单里没有对方');
  await oral.getByText('另拨河沿街道值班电话').waitFor();
  expect(await oral.locator('.number').innerText()).toContain('010-00000004');
  expect(await oral.getByRole('button', { name: '发送回读码' }).count()).toBe(0);
  const river = await house.app.as('river');
  await river.did('registerOnDuty', null, {
    office: 'C-WILLOW',
    staffNumber: '019',
    surname: '岳',
    channel: { kind: 'sms', address: '19900000008' },
    until: house.app.clock.now + 8 * 60 * MINUTE,
  });
  await oral.getByText('岳 019 已由街道登记，可以发送回读码。').waitFor();
  await oral.getByRole('button', { name: '发送回读码' }).click();
  await expect.poll(() => brought.length).toBe(1);

  // Nothing is put before the notice was read out, and no status before the first question is answered.
  await oral.getByText('还可试 5 次').waitFor();
  expect(await oral.locator('.spoken').innerText()).toContain('这里是北门检查站，我是民警wen');
  expect(await oral.getByRole('group').count()).toBe(0);
  await page.getByText('已告知对方：通话内容将被记录').click();
  const put = (question: string) => oral.getByRole('group', { name: new RegExp(`^${question}`) });
  await put('第一问：王平，报称住柳巷一号院三号楼，是不是你们的居民？').waitFor();
  expect(await oral.innerText()).not.toMatch(/弹窗|核酸/);
  await put('第一问').getByRole('radio', { name: '不确定', exact: true }).check();
  await put('第二问：王平目前的情况是：健康宝弹窗三，核酸符合').waitFor();
  expect(await put('第三问').count()).toBe(0);
  await put('第一问').getByRole('radio', { name: '否', exact: true }).check();
  await put('第二问').waitFor({ state: 'detached' });
  for (const question of ['第一问', '第二问', '第三问'])
    await put(question).getByRole('radio', { name: '是', exact: true }).check();
  await page.getByRole('radio', { name: '同意接收', exact: true }).check();
  await expectAccessible(page);

  // A guess uses up a try; the code that was sent counts.
  await page.getByLabel('对方读出的回读码').fill(newReadBackCode());
  await page.getByRole('button', { name: '登记口头答复' }).click();
  await oral.getByText('还可试 4 次').waitFor();
  await page.getByLabel('对方读出的回读码').fill(brought[0] ?? '');
  await page.getByRole('button', { name: '登记口头答复' }).click();
  await page.locator('[data-step="community"]').getByText('同意接收').first().waitFor();
  await expect.poll(() => page.locator('.time-line').getByText('同意接收成立').count()).toBe(1);
  await context.close();
});

test('a car of three: one drives on at once, one gets a case, one is decided afterwards, and the stop is closed', async () => {
  const { page, context } = await house.at('checkpoint', 'bai', BOOTH);
  await page.getByRole('heading', { name: '待办', level: 1 }).waitFor();
  await page.keyboard.press('F2');
  await page.getByLabel('车牌').fill('京A00009');
  await page.getByLabel('全车人数').fill('3');
  await page.getByLabel('其中直接通行').fill('1');
  await page.getByLabel('证件号码').fill('99000018800101003X');
  await page.getByLabel('姓名', { exact: true }).fill('赵一');
  await page.getByRole('radio', { name: '弹窗三' }).check();
  await page.locator('form.new-stop button[type="submit"]').click();
  await page.getByRole('heading', { name: /赵一/, level: 1 }).waitFor();
  await page.locator('.car', { hasText: '京A00009' }).getByText('1 人未登记结果').click();
  const row = page.locator('tbody tr', { hasText: '京A00009' });
  // Nobody is forgotten: the stop says why it cannot be closed.
  await row.getByText('还有同行人没有结果。').waitFor();
  await row.getByRole('button', { name: '第 2 位通行' }).click();
  await row.getByText('通行 2 人').waitFor();
  await row.getByRole('button', { name: '结束停车' }).click();
  await row.getByRole('alert').getByText('还有未办结的交接').waitFor();
  expect(await row.count()).toBe(1);
  await context.close();
});

test('a shift begins with a tone, and ends when what is left was handed over by name and accepted', async () => {
  const ma = await house.at('checkpoint', 'wen', BOOTH);
  const { page } = ma;
  await page.getByText('声音未开启').waitFor();
  await page.goto('/desk/checkpoint#/shift');
  await page.getByRole('button', { name: '上岗并试音' }).click();
  await page.getByText('在岗', { exact: true }).waitFor();
  await page.getByText('声音未开启').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '下岗' }).click();
  await page.getByRole('alert').getByText('您名下还有未移交的事项').waitFor();

  await page.getByLabel('移交给').selectOption({ index: 1 });
  const rows = page.locator('#in-my-name').locator('..').locator('.rows > li');
  const mine = await rows.count();
  expect(mine).toBeGreaterThan(0);
  for (let i = 0; i < mine; i++) {
    await rows.nth(i).getByRole('button', { name: /移交/ }).click();
    await rows.nth(i).getByText('待其接手').waitFor();
  }
  const to = await page.getByLabel('移交给').inputValue();
  const name = [...house.app.people].find(([, account]) => account === to)?.[0] ?? '';
  const next = await house.at('checkpoint', name, BOOTH);
  await next.page.goto('/desk/checkpoint#/shift');
  for (let left = mine; left > 0; left--) {
    const offered = next.page.locator('#offered').locator('..').locator('.rows > li');
    await expect.poll(() => offered.count()).toBe(left);
    await offered.first().getByRole('button', { name: '接手' }).click();
  }
  await next.context.close();
  await page.getByText('您名下没有未移交的案件。').waitFor();
  await page.getByRole('button', { name: '下岗' }).click();
  await page.getByText('您尚未上岗。').waitFor();
  await ma.context.close();
});

test('an alarm rings when a hold is due, for whoever is at the desk', async () => {
  const handoff = await caseOf('990000188001010048', '钱二');
  const wen = await house.app.as('wen');
  await wen.did(
    'holdDocument',
    handoff,
    { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
    { second: 'bai' },
  );
  const { page, context } = await house.at('checkpoint', 'bai', BOOTH);
  await page.goto('/desk/checkpoint#/holds');
  await page.getByText('钱二').first().waitFor();
  expect(await page.locator('.alarms').getByText('钱二').count()).toBe(0);
  // Whoever is at the desk does something now and then, or the session would end before the hold does.
  for (let passed = 0; passed < 125; passed += 5) {
    house.app.clock.now += 5 * MINUTE;
    await page.evaluate(() => fetch('/api/checkpoint/me'));
  }
  await house.app.house.settle();
  await page.locator('.alarms').getByText('钱二').first().waitFor();
  await page
    .locator('.alarms')
    .getByRole('button', { name: /知道了/ })
    .click();
  await page.locator('.alarms').waitFor({ state: 'detached' });
  await context.close();
});
