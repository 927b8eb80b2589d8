import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issue, makeIssuer, testCertificate } from '../../src/demo/laboratory.ts';
import { details } from '../commands/world.ts';
import { listBody } from '../evidence/issuers.ts';
import { expectAccessible, type HouseInBrowser, openCase, openInBrowser } from './house.ts';

const BOOTH = { viewport: { width: 1024, height: 768 } };
const HOUR = 3_600_000;

let house: HouseInBrowser;
let issuer: ReturnType<typeof makeIssuer>;
const now = () => Math.floor(house.app.clock.now / 1000) * 1000;

beforeAll(async () => {
  house = await openInBrowser();
  issuer = makeIssuer({ from: now() - 100 * HOUR, to: now() + 100 * HOUR });
  const first = await house.app.as('first');
  const second = await house.app.as('second');
  const body = listBody({ issuedAt: now(), issuers: [{ issuer }] });
  const { streamId } = await first.did('proposeTrustList', null, body);
  await second.did('approveTrustList', streamId);
});
afterAll(() => house.close());

const codeOf = (id: string, result?: string) =>
  issue(
    issuer,
    testCertificate({
      name: { fn: 'Wang', fnt: 'WANG', gn: 'Xiaoli', gnt: 'XIAOLI' },
      birth: '1990-01-02',
      sampledAt: new Date(now() - 5 * HOUR).toISOString(),
      id,
      ...(result === undefined ? {} : { result }),
    }),
    { issuedAt: now() - 4 * HOUR, expiresAt: now() + 100 * HOUR },
  );

async function caseOf(name: string, number: string): Promise<string> {
  const wen = await house.app.as('wen');
  const streamId = await openCase(house, {
    ...details(name, number),
  });
  // The step of the test lies open once the document is handed back.
  await wen.did('readDocument', streamId);
  return streamId;
}

/** As a barcode gun sends it on a keyboard whose input method is Chinese: by key, every letter swallowed by the method. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((letters) => {
    const SIGNS: Record<string, [string, boolean]> = {
      ' ': ['Space', false],
      $: ['Digit4', true],
      '%': ['Digit5', true],
      '*': ['Digit8', true],
      '+': ['Equal', true],
      '-': ['Minus', false],
      '.': ['Period', false],
      '/': ['Slash', false],
      ':': ['Semicolon', true],
    };
    const target = document.activeElement ?? document.body;
    const send = (code: string, shiftKey: boolean) =>
      target.dispatchEvent(
        new KeyboardEvent('keydown', {
          code,
          key: 'Process',
          isComposing: true,
          shiftKey,
          bubbles: true,
          cancelable: true,
        }),
      );
    for (const letter of letters) {
      const [code, isShifted] =
        SIGNS[letter] ?? (/\d/.test(letter) ? [`Digit${letter}`, false] : [`Key${letter}`, true]);
      send(code, isShifted);
    }
    send('Enter', false);
  }, text);
}

/** Keys that a busy machine sends too slowly are a person's to the reader, and scanned again, as at a booth. */
async function scanUntil(page: Page, text: string, verdict: string): Promise<void> {
  const found = page.locator(`[data-step="test"] [data-verdict="${verdict}"]`);
  for (let tries = 0; ; tries++) {
    await scan(page, text);
    const isThere = await found.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    if (tries === 8) throw new Error(`No verdict ${verdict} after ${tries + 1} scans.`);
  }
}

test('a certificate is scanned with a Chinese input method on: verdict and rule are read before it is recorded', {
  timeout: 90_000,
}, async () => {
  const handoff = await caseOf('WANG XIAO LI', '990000199001020012');
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  const step = page.locator('[data-step="test"]');
  await step.getByRole('heading', { name: '扫描健康证书' }).waitFor();
  await scanUntil(page, codeOf('URN:UVCI:01:XX:1'), 'isGood');
  const found = step.locator('[data-verdict="isGood"]');
  await found.getByText('证书签名有效，系本人').waitFor();
  await found.getByText('48小时').first().waitFor();
  await found.getByText('WANG XIAOLI').waitFor();
  // Asking recorded nothing.
  expect(await page.locator('.time-line').getByText('登记核酸').count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await found.getByText('The signature holds').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '中文', exact: true }).click();
  await step.getByRole('button', { name: '登记这份证书' }).click();
  await step.getByText('符合', { exact: true }).first().waitFor();
  await context.close();
});

test('a name in another writing is compared by looking; a positive result says what follows', {
  timeout: 90_000,
}, async () => {
  const handoff = await caseOf('王小丽', '990000199001020039');
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  const step = page.locator('[data-step="test"]');
  await step.getByRole('heading', { name: '扫描健康证书' }).waitFor();
  await scanUntil(page, codeOf('URN:UVCI:01:XX:2'), 'personIsNotCompared');
  await step.getByRole('button', { name: '已当面核对，系本人' }).click();
  await step.locator('[data-verdict="isGood"]').waitFor();
  await scanUntil(page, codeOf('URN:UVCI:01:XX:3', '260373001'), 'personIsNotCompared');
  await step.getByRole('button', { name: '已当面核对，系本人' }).click();
  await step.getByText('不予劝返，移交卫生健康部门').first().waitFor();
  await scanUntil(page, 'HC1:THIS IS NO CERTIFICATE', 'cannotBeRead');
  await step.getByText('无法读取').waitFor();
  expect(await step.getByRole('button', { name: /登记/ }).count()).toBe(0);
  await context.close();
});
