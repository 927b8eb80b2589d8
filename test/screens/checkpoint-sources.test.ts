/** The sources at the checkpoint, with the real simulator: asked at a key, waited for, answered, silent, and well again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSources } from '../../src/evidence/sources/index.ts';
import { good } from '../../src/simulator/people.ts';
import { openSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { details, START } from '../commands/world.ts';
import { KEY, settingsOf } from '../sources/house.ts';
import { expectAccessible, type HouseInBrowser, openCase, openInBrowser, PHONE } from './house.ts';

let house: HouseInBrowser;
let simulator: Simulator;
const monotonic = { now: 0 };
beforeAll(async () => {
  simulator = await openSimulator({ port: 0, key: KEY, clock: () => house?.app.clock.now ?? START });
  const sources = openSources(settingsOf(simulator, { name: '核酸查询系统（模拟）', timeoutMs: 2_000 }), {
    wall: () => house?.app.clock.now ?? START,
    monotonic: () => monotonic.now,
  });
  house = await openInBrowser({ house: { sources } });
});
afterAll(async () => {
  await house.close();
  await simulator.close();
});

async function caseWithoutTest(number: string, name: string): Promise<string> {
  const streamId = await openCase(house, {
    ...details(name, number),
  });
  return streamId;
}
const document = (number: string) => ({ type: 'CN_RIC', number });

test('the source is asked at a key, and its answer is said with how far it verifies', {
  timeout: 90_000,
}, async () => {
  const number = '990000188001010013';
  const handoff = await caseWithoutTest(number, '李洁');
  simulator.know(document(number), good('test', document(number), house.app.clock.now));
  const { page, context } = await house.at('checkpoint', 'wen');
  await page.goto(`/desk/checkpoint#/queue/${handoff}?step=test`);
  await page.getByRole('button', { name: '查询来源 · 核酸' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('F7');
  await page.getByText('来源已应答').waitFor();
  await page.getByText('核验程度：已查询来源。').waitFor();
  await page.locator('[data-step="test"] .status.good').first().waitFor();
  await expectAccessible(page);
  await context.close();
});

test('a source that does not answer is said plainly, to the officer and to the traveller, and can be asked again', {
  timeout: 120_000,
}, async () => {
  const number = '990000188001020019';
  const handoff = await caseWithoutTest(number, '王芳');
  simulator.fail('slow', 'test');
  const { page, context } = await house.at('checkpoint', 'wen');
  await page.goto(`/desk/checkpoint#/queue/${handoff}?step=test`);
  const button = page.getByRole('button', { name: '查询来源 · 核酸' });
  await button.click();
  await page.getByText('起等待应答').waitFor();
  await page.getByText('规定时间内没有应答').first().waitFor();
  await page.getByText('不算阴性，也不对当事人不利', { exact: false }).waitFor();
  await expectAccessible(page);

  const { link } = await house.app.auth.links.traveller(handoff, number.slice(-4));
  const traveller = await house.open(`/t/${link}`, PHONE);
  await traveller.page.locator('#lastFour').fill(number.slice(-4));
  await traveller.page.keyboard.press('Enter');
  await traveller.page.locator('#systems').getByText('这不对您不利', { exact: false }).waitFor();
  await expectAccessible(traveller.page);
  await traveller.context.close();

  // Twice more, and it is left alone; whoever looks sees so, whatever page they are on.
  simulator.fail('error', 'test');
  for (const more of ['990000188001030014', '99000018800104001X']) {
    const other = await caseWithoutTest(more, '赵敏');
    await (await house.app.as('wen')).did('askSource', other, { region: 'test' });
    await house.app.house.settle();
  }
  await page.goto('/desk/checkpoint#/shift');
  await page.getByText('核酸查询系统（模拟）无应答').waitFor();
  await expectAccessible(page);

  simulator.fail(null);
  simulator.know(document(number), good('test', document(number), house.app.clock.now));
  monotonic.now += 60_000;
  await page.goto(`/desk/checkpoint#/queue/${handoff}?step=test`);
  await button.click();
  await page.getByText('来源已应答').waitFor();
  await expect.poll(() => page.getByText('核酸查询系统（模拟）无应答').count(), { timeout: 30_000 }).toBe(0);
  await context.close();
});
