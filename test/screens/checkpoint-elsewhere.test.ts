/** What did not begin here and now: a case that is open at another checkpoint, and what happened before it could be entered. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { details, MINUTE } from '../commands/world.ts';
import { PASSWORD, signInName } from '../terminals/app.ts';
import { toField } from '../../src/screens/shared/time.ts';
import { expectAccessible, type HouseInBrowser, openCase, openInBrowser } from './house.ts';

const BOOTH = { viewport: { width: 1024, height: 768 } };

const NUMBER = '990000188001010013';

let house: HouseInBrowser;
const cases: Record<string, string> = {};
beforeAll(async () => {
  house = await openInBrowser();
  cases['elsewhere'] = await caseAt(NUMBER, '李洁');
  cases['read'] = await caseAt('990000188001010021', '王平');
  cases['held'] = await caseAt('99000018800101003X', '赵安');
});
afterAll(() => house.close());

async function caseAt(number: string, name: string): Promise<string> {
  const streamId = await openCase(house, {
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

test('a person whose case is open elsewhere: the officer reads where, takes it over with the other’s consent, and goes on', {
  timeout: 60_000,
}, async () => {
  const there = cases['elsewhere'] ?? '';
  const { page, context } = await house.at('checkpoint', 'ma', BOOTH);
  await page.goto('/desk/checkpoint#/new');
  await page.getByLabel('证件号码').fill(NUMBER);
  await page.getByLabel('姓名', { exact: true }).fill('李洁');
  await page.locator('form.new-stop button[type="submit"]').click();
  const elsewhere = page.locator('[data-elsewhere]');
  await elsewhere.getByText(`北门检查站，案号 ${there.slice(-6).toUpperCase()}`).waitFor();
  // Nothing of the person stands there, and nothing that was typed is gone.
  expect(await elsewhere.innerText()).not.toContain('李');
  expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('李洁');
  await expectAccessible(page);
  await elsewhere.getByRole('button', { name: '异站接管' }).click();
  await proveSecond(page, 'bai');
  await page.waitForURL(/#\/queue\//);
  await page.locator('.steps').waitFor();
  const wen = await house.app.as('wen');
  expect(JSON.stringify((await wen.get(`/api/checkpoint/views/handoffPage/${there}`)).body)).toContain(
    '"withdrawn"',
  );
  await context.close();
});

test('a document that was read while the net was down is entered with its time and why, and the timeline says both', {
  timeout: 60_000,
}, async () => {
  const handoff = cases['read'] ?? '';
  house.app.clock.now += 60 * MINUTE;
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}?step=document`);
  const earlier = page.locator('.step-body details.earlier');
  await earlier.locator('summary').click();
  const at = toField(house.app.clock.now - 40 * MINUTE);
  await earlier.getByLabel('何时发生（北京时间）').fill(at);
  // Older than a quarter of an hour: it is not sent without its reason, and the time stays through a reload.
  await page.getByRole('button', { name: '查验并当场返还' }).click();
  await earlier.getByText('请填写此项').waitFor();
  await expect
    .poll(() =>
      page.evaluate(() => Object.keys(sessionStorage).some((name) => name.startsWith('draft late '))),
    )
    .toBe(true);
  await page.reload();
  await expect.poll(() => earlier.getByLabel('何时发生（北京时间）').inputValue()).toBe(at);
  await earlier.getByRole('radio', { name: '断网或停电' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: '查验并当场返还' }).click();
  const line = page.locator('.time-line li').filter({ hasText: '查验并当场返还' });
  await line.getByText(/补录/).waitFor();
  expect(await line.locator('time').first().innerText()).toBe(at.slice(11));
  // What was used up is not offered again.
  await expect.poll(() => page.locator('details.earlier[open]').count()).toBe(0);
  await context.close();
});

test('a hold is entered late by its form', { timeout: 60_000 }, async () => {
  const handoff = cases['held'] ?? '';
  house.app.clock.now += 30 * MINUTE;
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}?step=document`);
  await page.getByRole('button', { name: '暂存证件', exact: true }).click();
  const window = page.locator('.dialog');
  await window.getByText('健康宝弹窗', { exact: true }).click();
  await window.locator('details.earlier summary').click();
  await window.getByLabel('何时发生（北京时间）').fill(toField(house.app.clock.now - 5 * MINUTE));
  await expectAccessible(page);
  await window.locator('button[type="submit"]').click();
  await proveSecond(page, 'bai');
  const line = page.locator('.time-line li').filter({ hasText: '暂存证件' });
  await line.getByText(/补录/).waitFor();
  expect(await page.locator('.dialog').count()).toBe(0);
  await context.close();
});
