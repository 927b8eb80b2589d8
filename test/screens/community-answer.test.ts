import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HouseInBrowser, openInBrowser, PHONE, signIn } from './house.ts';
import { openWays, type Ways } from './community-ways.ts';

let house: HouseInBrowser;
let ways: Ways;
beforeAll(async () => {
  house = await openInBrowser();
  ways = await openWays(house.app);
});
afterAll(() => house.close());

const WORDS = '你要放我就收';
const at = async (handoff: string) => {
  const opened = await house.at('community', 'willow', PHONE);
  await opened.page.evaluate((hash) => {
    location.hash = hash;
  }, `/request/${handoff}`);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
};
const consentOf = async (handoff: string) => {
  const { state } = await ways.row(handoff);
  return (state as { open: { consent: unknown } }).open.consent;
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Counts what a person does with the page from now on. */
const countActs = (page: Page) =>
  page.evaluate(() => {
    const acts = { taps: 0, keys: 0, typed: 0 };
    (globalThis as unknown as { acts: typeof acts }).acts = acts;
    addEventListener('pointerdown', () => (acts.taps += 1), true);
    addEventListener('keydown', () => (acts.keys += 1), true);
    document.addEventListener('beforeinput', () => (acts.typed += 1), true);
  });
const actsOf = (page: Page) =>
  page.evaluate(
    () => (globalThis as unknown as { acts: { taps: number; keys: number; typed: number } }).acts,
  );

test('the plain case is three taps and nothing typed; the status is sent only after question one', async () => {
  const [handoff = ''] = await ways.asked('李洁');
  const { page, context } = await at(handoff);
  await page.getByText('北门检查站 征询').waitFor();
  await page.getByText('民警 wen · 工号 003').waitFor();
  expect(await page.getByRole('link', { name: '值班电话 010-00000002' }).getAttribute('href')).toBe(
    'tel:010-00000002',
  );
  expect(await page.content()).not.toContain('弹窗');
  await countActs(page);
  await button(page, '是，本单位居民').tap();
  await page.getByText('健康宝显示弹窗三').waitFor();
  await page.getByText('不意味着什么').waitFor();
  await page.getByLabel('已知悉').tap();
  await button(page, '同意接收').tap();
  await page.getByRole('heading', { name: '已同意接收' }).waitFor();
  expect(await actsOf(page)).toEqual({ taps: 3, keys: 0, typed: 0 });
  expect(await consentOf(handoff)).toBe('accepted');
  await context.close();
});

test('the same by keyboard alone, without a pointer', async () => {
  const [handoff = ''] = await ways.asked('王丽');
  const { page, context } = await at(handoff);
  await countActs(page);
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 60; presses++) {
      const focused = await page.evaluate(() => {
        const here = document.activeElement;
        return (here?.closest('label') ?? here)?.textContent?.trim() ?? '';
      });
      if (focused === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard never came to ${name}.`);
  };
  await tabTo('是，本单位居民');
  await page.keyboard.press('Enter');
  await page.getByText('健康宝显示弹窗三').waitFor();
  // The answer to question one leads on: what it opened has the focus, and the next thing is one Tab away.
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('question-two');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await tabTo('同意接收');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '已同意接收' }).waitFor();
  expect((await actsOf(page)).taps).toBe(0);
  expect(await consentOf(handoff)).toBe('accepted');
  await context.close();
});

test('nobody is received by a tap on what is shut: the reason is written there', async () => {
  const [handoff = ''] = await ways.asked('赵芳');
  const { page, context } = await at(handoff);
  await button(page, '不确定').tap();
  await page.getByText('已答：不确定').first().waitFor();
  await page.getByLabel('已知悉').tap();
  // Shut, and tapped all the same.
  await button(page, '同意接收').tap({ force: true });
  await page.getByRole('alert').getByText('第一问答的是“不确定”').waitFor();
  expect(await consentOf(handoff)).toEqual({ asked: 'community' });
  await button(page, '已查实，是本单位居民').tap();
  await button(page, '同意接收').tap();
  await page.getByRole('heading', { name: '已同意接收' }).waitFor();
  await context.close();
});

test('typed words outlive an update, a 412, a session that ended, a sign-out and a reload, and are no consent', async () => {
  const [handoff = ''] = await ways.asked('买买提·吐尔逊');
  const { page, context } = await at(handoff);
  const words = page.getByLabel('原话');
  const isStill = async () => expect(await words.inputValue()).toBe(WORDS);
  await button(page, '是，本单位居民').tap();
  await button(page, '有话要说，附条件').tap();
  await page.getByText('这不算同意').waitFor();
  await words.fill(WORDS);

  // The row changes: the answer rests on none of it.
  await ways.wen.did('recordEarlierAttempts', handoff, { attempts: 3, answered: 0 });
  await isStill();
  // And in a way the answer rests on.
  await ways.wen.did('recordHealthStatus', handoff, { healthStatus: { shows: 'POPUP', kind: 3 } });
  await button(page, '提交答复').tap();
  const conflict = page.getByRole('alert').filter({ hasText: '期间情况已有变化' });
  await conflict.getByText(/登记健康宝状态.*wen 003/).waitFor();
  await isStill();
  await button(page, '已看过，按现在的情况').tap();
  await conflict.waitFor({ state: 'detached' });
  await isStill();

  // The session ends behind the page.
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await house.app.holding(cookie, 'community').delete('/api/community/session');
  await page.getByRole('dialog').waitFor();
  await signIn(page, 'willow');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await isStill();

  // A reload, and then a sign-out by hand, before what was typed last had time to be kept.
  await page.reload();
  await words.waitFor();
  await isStill();
  await button(page, '菜单').tap();
  await button(page, '退出').tap();
  await page.locator('input[autocomplete="username"]').waitFor();
  expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain(WORDS);
  await signIn(page, 'willow');
  await words.waitFor();
  await isStill();

  await button(page, '提交答复').tap();
  const said = page.getByRole('status').filter({ hasText: '本单位已经答复' });
  await said.getByText(`“${WORDS}”`).waitFor();
  await said.getByText('不构成同意接收').waitFor();
  expect(await consentOf(handoff)).toEqual({ asked: 'community' });
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  await context.close();
});

test('somebody else who signs in on the same tab finds nothing of what was typed', async () => {
  const [handoff = ''] = await ways.asked('孙国强');
  const { page, context } = await at(handoff);
  await button(page, '需要更多情况').tap();
  await page.getByLabel('需要知道什么').fill('住几号楼');
  await button(page, '菜单').tap();
  await button(page, '退出').tap();
  await signIn(page, 'river');
  await page.locator('[data-connection="online"]').waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  expect(await page.content()).not.toContain('住几号楼');
  await context.close();
});

test('with the net cut an answer waits, says so, and is given once when it is back', async () => {
  const [handoff = ''] = await ways.asked('周雨桐');
  const { page, context } = await at(handoff);
  const before = (await ways.row(handoff)).version;
  await context.setOffline(true);
  await page.locator('[data-connection="offline"]').waitFor();
  await button(page, '是，本单位居民').tap();
  await page.getByText('不会重复办理').waitFor();
  await context.setOffline(false);
  await page.getByText('健康宝显示弹窗三').waitFor();
  expect((await ways.row(handoff)).version).toBe(before + 1);
  await context.close();
});
