import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP, YES } from '../commands/world.ts';
import { expectAccessible, type HouseInBrowser, openInBrowser, show } from './house.ts';

const BOOTH = { viewport: { width: 1024, height: 768 } };

let house: HouseInBrowser;
let page: Page;
const cases: Record<string, string> = {};

beforeAll(async () => {
  house = await openInBrowser();
  const wen = await house.app.as('wen');
  const willow = await house.app.as('willow');
  const open = async (number: string) => {
    const { streamId: stopId } = await wen.did('openStop', null, {
      checkpoint: 'K-NORTH',
      vehicle: 'car',
      plate: '京A00000',
      travellers: 2,
      direction: 'INBOUND',
    });
    const { streamId } = await wen.did('openHandoff', null, {
      stopId,
      traveller: 1,
      healthStatus: POPPED_UP,
      itinerary: GREEN_ITINERARY,
      test: fitTest(house.app.clock.now),
      ...details('李洁', number),
    });
    return streamId;
  };
  const opened = await open('990000188001010013');
  cases['opened'] = opened;
  const held = await open('990000188001010021');
  await wen.did(
    'holdDocument',
    held,
    { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
    { second: 'bai' },
  );
  await wen.did('markNeed', held, { need: 'ill' });
  cases['held'] = held;
  const asked = await open('99000018800101003X');
  await wen.did('readDocument', asked);
  await wen.did('askCommunity', asked, { community: 'C-WILLOW' });
  cases['asked'] = asked;
  const accepted = await open('990000188001010048');
  await wen.did('readDocument', accepted);
  const { version } = await wen.did('askCommunity', accepted, { community: 'C-WILLOW' });
  await willow.did(
    'answerCommunity',
    accepted,
    { office: 'C-WILLOW', answer: 'accept', ...YES },
    { basedOn: version },
  );
  cases['accepted'] = accepted;
  const closed = await open('990000188001010056');
  await wen.did('referTraveller', closed, { kind: 'emergency', to: '120' });
  cases['closed'] = closed;
  await house.app.house.settle();
  ({ page } = await house.at('checkpoint', 'wen', BOOTH));
});
afterAll(() => house.close());

interface State {
  readonly name: string;
  readonly at: () => string;
  /** What is waited for, and done, before it is looked at. */
  readonly until: (page: Page) => Promise<unknown>;
}
const seen = (name: string, at: () => string, shows: string): State => ({
  name,
  at,
  until: (page) => page.locator(shows).first().waitFor(),
});
const ofCase = (name: string, query = '') => `queue/${cases[name] ?? ''}${query}`;

/** The main states of the screen. */
const STATES: readonly State[] = [
  seen('the queue', () => 'queue', '.waiting'),
  seen('a case just opened', () => ofCase('opened'), '.step-body'),
  seen('a document that is held', () => ofCase('held'), '.kept'),
  {
    name: 'a case that is asked for, in a call',
    at: () => ofCase('asked'),
    until: async (page) => {
      await page.locator('.call').waitFor();
      await page.keyboard.press('F4');
      await page.locator('.outcomes').waitFor();
    },
  },
  seen('the community’s step', () => ofCase('opened', '?step=community'), '[data-ask]'),
  seen('the evidence', () => ofCase('opened', '?step=evidence'), '[data-evidence]'),
  seen('a pledge to be signed', () => ofCase('accepted'), '.signature canvas'),
  seen('the ways a case ends', () => ofCase('accepted', '?step=release'), '[data-act="turnTravellerBack"]'),
  seen('a case that is closed', () => ofCase('closed'), '.steps'),
  {
    name: 'a new stop with something missing',
    at: () => 'new',
    until: async (page) => {
      await page.locator('form.new-stop button[type="submit"]').click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  seen('the stops', () => 'stops', 'tbody tr[data-row-key]'),
  seen('the holds', () => 'holds', 'tbody tr[data-row-key]'),
  seen('the shift', () => 'shift', '#in-my-name'),
];

const COMBINATIONS = [
  ['en', 'day'],
  ['en', 'night'],
  ['zh', 'night'],
  ['zh', 'day'],
] as const;

test.each(STATES)('$name has no barriers, in both languages, by day and by night', async ({ at, until }) => {
  await page.goto(`/desk/checkpoint#/${at()}`);
  await until(page);
  for (const [language, look] of COMBINATIONS) {
    await show(page, language, look);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});

test('windows over the page have no barriers', async () => {
  await show(page, 'zh', 'day');
  await page.goto(`/desk/checkpoint#/${ofCase('accepted')}`);
  await page.getByRole('button', { name: '当事人链接' }).click();
  await page.getByRole('button', { name: '生成链接' }).click();
  await page.getByRole('img', { name: '当事人链接的二维码' }).waitFor();
  await page.getByRole('button', { name: '出示见证码' }).click();
  await page.locator('.witness .number').waitFor();
  expect(await page.locator('.witness .number').innerText()).toMatch(/^\d{3} \d{3}/);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '快捷键一览' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '查看完整信息' }).click();
  await expectAccessible(page);
});
