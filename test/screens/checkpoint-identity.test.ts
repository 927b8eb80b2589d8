/** Who somebody is, at the booth: read from a passport, held to its check digits in words, and what cannot both be so looked into. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP } from '../commands/world.ts';
import { expectAccessible, type HouseInBrowser, openInBrowser, show } from './house.ts';

const BOOTH = { viewport: { width: 1024, height: 768 } };
const NUMBER = '990000188001010013';
const WRONG = '990000188001010019';
const UTO = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
] as const;

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
});
afterAll(() => house.close());

/** A reader types every key at once and ends with Enter; the signs are those of a US layout. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((typed) => {
    const keyOf = (one: string) => {
      if (/[A-Z]/.test(one)) return { code: `Key${one}`, shiftKey: true };
      return one === '<' ? { code: 'Comma', shiftKey: true } : { code: `Digit${one}`, shiftKey: false };
    };
    for (const key of [...Array.from(typed, keyOf), { code: 'Enter', shiftKey: false }])
      dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }));
  }, text);
}

async function caseOf(number: string, name: string, more: object = {}): Promise<string> {
  const officer = await house.app.as('wen');
  const { streamId: stopId } = await officer.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    plate: '京A·D10001',
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
    ...more,
  });
  return streamId;
}

/** In both languages, by day and by night; in Chinese by day again afterwards. */
async function expectAccessibleInAll(page: Page): Promise<void> {
  for (const [language, look] of [
    ['zh', 'night'],
    ['en', 'night'],
    ['en', 'day'],
    ['zh', 'day'],
  ] as const) {
    await show(page, language, look);
    await expectAccessible(page);
  }
}

test('a passport is read line by line: kind, number and name are filled in, and Utopia is no refusal', {
  timeout: 60_000,
}, async () => {
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto('/desk/checkpoint#/queue');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  for (const line of UTO) await scan(page, line);
  await expect.poll(() => page.getByLabel('证件号码').inputValue()).toBe('L898902C3');
  expect(await page.locator('select').filter({ hasText: '外国护照' }).first().inputValue()).toBe('PASSPORT');
  expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('ERIKSSON ANNA MARIA');
  await page.locator('[data-warning="countryIsUnknown"]').waitFor();
  expect(await page.locator('[data-fault]').count()).toBe(0);
  await expectAccessible(page);
  await context.close();
});

test('what is wrong with a number is said beside it; as printed on a worn card it is recorded, and looked into by name', {
  timeout: 90_000,
}, async () => {
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto('/desk/checkpoint#/new');
  const number = page.getByLabel('证件号码');
  await number.fill('990000188002300019');
  await page.getByText('第 7–14 位“18800230”不是真实的日期。').waitFor();
  await number.fill('99000018800');
  // Half a number is no fault while somebody types it.
  expect(await page.locator('[data-fault]').count()).toBe(0);
  await number.fill(WRONG);
  await page.getByText('第 18 位校验码与前面各位不符，请逐位核对。').waitFor();
  await page.getByLabel('姓名', { exact: true }).fill('买买提•艾力');
  await page.getByRole('button', { name: '立案' }).click();
  await page.getByRole('alert').getByText('证件号码').waitFor();
  await page.getByText('证件上确是如此（磨损或印错），照录并提示核实').click();
  await page.getByRole('button', { name: '添加同一人的另一证件' }).click();
  await page.getByLabel('证件号码').nth(1).fill('E00000001');
  await expectAccessibleInAll(page);
  await page.getByRole('button', { name: '立案' }).click();
  const alarm = page.locator('[data-contradiction="numberIsUnsound"]');
  await alarm.waitFor();
  await page.getByRole('heading', { name: '买买提·艾力' }).waitFor();
  await page.getByText('中国护照 E').waitFor();
  await alarm.getByRole('button', { name: '填写核实结果' }).press('Enter');
  await alarm.getByText('已核实，情况属实', { exact: true }).click();
  await alarm.getByRole('textbox').fill('证件磨损，已读取芯片，与本人相符。');
  await expectAccessibleInAll(page);
  await alarm.getByRole('button', { name: '核实矛盾' }).click();
  await page.getByRole('heading', { name: '已核实' }).waitFor();
  await context.close();
});

test('one number under two names is an alarm on both cases, at the booth and at the supervisor’s desk', {
  timeout: 90_000,
}, async () => {
  const first = await caseOf(NUMBER, '李洁');
  const second = await caseOf(NUMBER, '王芳');
  const { page, context } = await house.at('checkpoint', 'bai', BOOTH);
  for (const handoff of [second, first]) {
    await page.goto(`/desk/checkpoint#/queue/${handoff}`);
    await page.locator('[data-contradiction="numberBearsAnotherName"]').waitFor({ timeout: 30_000 });
  }
  // A passport that is shown later is linked to the case, and a slip in it is said at once.
  await page.getByRole('button', { name: '添加同一人的另一证件' }).click();
  const window = page.getByRole('dialog', { name: '同一人的另一证件' });
  await window.getByLabel('证件号码').fill('EO0000001');
  await window.getByText('第 2 位“O”不是此类证件号码会有的字符。').waitFor();
  for (const line of UTO) await scan(page, line);
  await expect.poll(() => window.getByLabel('证件号码').inputValue()).toBe('L898902C3');
  await expectAccessible(page);
  await window.getByRole('button', { name: '关联到本案' }).click();
  await page.getByText('外国护照 L').waitFor();
  // Corrected by hand, the number is held to its check digit at its field.
  await page.getByText('其他办理').click();
  await page.getByRole('button', { name: '更正信息' }).click();
  const form = page.getByRole('dialog', { name: '更正信息' });
  await form.getByText('居民身份证', { exact: true }).click();
  await form.getByLabel('号码', { exact: true }).first().fill(WRONG);
  await form.getByText('第 18 位校验码与前面各位不符，请逐位核对。').waitFor();
  await page.keyboard.press('Escape');
  // Found by the plate, however it is typed.
  await page.goto('/desk/checkpoint#/stops');
  await page.getByLabel('查找车牌').fill('京a d1000');
  await page.getByText('京AD10001').first().waitFor();
  await page.getByLabel('查找车牌').fill('京B');
  await page.getByText('没有这样的车牌。').waitFor();
  await context.close();
  const desk = await house.at('supervisor', 'chen', { viewport: { width: 1280, height: 900 } });
  await desk.page.goto(`/desk/supervisor#/case/${first}`);
  await desk.page.locator('[data-contradiction="numberBearsAnotherName"]').waitFor();
  await expectAccessible(desk.page);
  await desk.page.getByRole('link', { name: /所涉另案/ }).click();
  await desk.page.getByRole('heading', { name: '王芳' }).waitFor();
  await desk.page.goto('/desk/supervisor#/cases?alarm=contradiction');
  await desk.page.getByText('王芳').first().waitFor();
  expect(await desk.page.getByRole('link', { name: /王芳/ }).count()).toBe(1);
  await desk.context.close();
});
