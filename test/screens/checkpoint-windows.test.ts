/** Every window of the checkpoint's screen, in both languages, by day and by night, without barriers; `npm run exam` in all four. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandType } from '../../src/contract/commands.ts';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP, YES } from '../commands/world.ts';
import {
  type At,
  expectAccessible,
  type HouseInBrowser,
  LOOKS,
  openInBrowser,
  show,
  TWO_LOOKS,
} from './house.ts';

const BOOTH = { viewport: { width: 1024, height: 768 } };
const WINDOW = '.dialog';

let house: HouseInBrowser;
const cases: Record<string, string> = {};
beforeAll(async () => {
  house = await openInBrowser({ house: { sendToChannel: () => Promise.resolve() } });
  const { app } = house;
  const [wen, bai, willow] = [await app.as('wen'), await app.as('bai'), await app.as('willow')];
  const { streamId: stopId } = await wen.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'coach',
    travellers: 7,
    direction: 'INBOUND',
  });
  const open = async (name: string, traveller: number, number: string) => {
    const { streamId } = await wen.did('openHandoff', null, {
      stopId,
      traveller,
      healthStatus: POPPED_UP,
      itinerary: GREEN_ITINERARY,
      test: fitTest(app.clock.now),
      ...details('李洁', number),
    });
    cases[name] = streamId;
    return streamId;
  };
  const hold = (handoff: string) =>
    wen.did(
      'holdDocument',
      handoff,
      { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
      { second: 'bai' },
    );
  const ask = async (handoff: string) => {
    await wen.did('readDocument', handoff);
    return wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
  };
  await open('opened', 1, '990000188001010013');
  await hold(await open('held', 2, '990000188001010021'));
  await ask(await open('asked', 3, '99000018800101003X'));
  const accepted = await open('accepted', 4, '990000188001010048');
  const { version } = await ask(accepted);
  await willow.did(
    'answerCommunity',
    accepted,
    { office: 'C-WILLOW', answer: 'accept', ...YES },
    { basedOn: version },
  );
  const deposited = await open('deposited', 5, '990000188001010056');
  await hold(deposited);
  await wen.did('depositDocument', deposited, { why: 'travellerLeft' }, { second: 'lu' });
  const referred = await open('referred', 6, '990000188001010064');
  await wen.did('referTraveller', referred, { kind: 'emergency', to: '120' });
  const offered = await open('offered', 7, '990000188001010072');
  await wen.did('handOverHold', offered, { to: bai.account });
  await app.house.settle();
});
afterAll(() => house.close());

/** Which window is opened at which case, by which step. */
const WINDOWS: readonly (readonly [at: string, type: CommandType])[] = [
  ['opened?step=document', 'holdDocument'],
  ['opened?step=document', 'recordNoDocument'],
  ['held?step=document', 'depositDocument'],
  ['deposited?step=document', 'collectDocument'],
  ['asked?step=community', 'escalateRequest'],
  ['asked?step=community', 'cancelRequest'],
  ['asked?step=community', 'recordEarlierAttempts'],
  ['accepted?step=community', 'reportChange'],
  ['accepted?step=pledge', 'declinePledge'],
  ['opened?step=release', 'turnTravellerBack'],
  ['opened?step=release', 'referTraveller'],
  ['opened', 'markNeed'],
  ['opened', 'addStatement'],
  ['opened', 'fileComplaint'],
  ['opened', 'requestDeparture'],
  ['opened', 'recordDetails'],
  ['opened', 'correctDetails'],
  ['opened', 'tieToGuardian'],
  ['opened', 'handOverHold'],
];

/** Somebody at the booth, whose page looks so. */
async function at(name: string, [language, look]: (typeof LOOKS)[number]): Promise<At> {
  const opened = await house.at('checkpoint', name, BOOTH);
  opened.page.setDefaultTimeout(10_000);
  await show(opened.page, language, look);
  return opened;
}

const goTo = async (page: Page, at: string) => {
  const [name = '', query] = at.split('?');
  const hash = `#/queue/${cases[name] ?? ''}${query === undefined ? '' : `?${query}`}`;
  await page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
};

const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/** Opens it, looks at it, and closes it with nothing sent. */
async function looksInto(page: Page, open: () => Promise<void>): Promise<void> {
  await open();
  await page.locator(WINDOW).last().waitFor();
  await expectAccessible(page, WINDOW);
  await page.keyboard.press('Escape');
  await page.locator(WINDOW).waitFor({ state: 'detached' });
}

test.each(process.env['EXAM'] ? LOOKS : TWO_LOOKS)(
  'of a case, in %s by %s',
  { timeout: 90_000 },
  async (...looks) => {
    const { page, context } = await at('wen', looks);
    for (const [at, type] of WINDOWS) {
      await goTo(page, at);
      const button = page.locator(`[data-act="${type}"]`);
      const others = page.locator('details.others:not([open]) > summary');
      await page.locator('.others').waitFor();
      if (!at.includes('?') && (await others.count()) > 0) await others.click();
      await looksInto(page, () => button.click());
    }
    await goTo(page, 'opened?step=evidence');
    await looksInto(page, () =>
      page
        .locator('button.plain', { hasText: /^(更正|Correct)/ })
        .first()
        .click(),
    );
    // The window above the window: the second officer who proves themselves.
    await goTo(page, 'opened?step=document');
    await page.locator('[data-act="holdDocument"]').click();
    await page.locator(`${WINDOW} input[type="radio"]`).first().check();
    await page.locator(`${WINDOW} button[type="submit"]`).click();
    await page.locator(`${WINDOW} input[autocomplete="current-password"]`).waitFor();
    await expectAccessible(page);
    expect(await isWide(page)).toBe(false);
    await context.close();
  },
);

test.each(TWO_LOOKS)('of the holds and the shift, in %s by %s', { timeout: 60_000 }, async (...looks) => {
  const superior = await at('lu', looks);
  await superior.page.goto('/desk/checkpoint#/holds');
  for (const type of ['reviewHold', 'orderReturn', 'collectDocument'])
    await looksInto(superior.page, () => superior.page.locator(`[data-act="${type}"]`).first().click());
  await goTo(superior.page, 'referred?step=release');
  await looksInto(superior.page, () => superior.page.locator('[data-act="acknowledgeReferral"]').click());
  await superior.context.close();

  // Whoever is offered a case; whoever is on duty and cannot end the shift yet, and reads why.
  const bai = await at('bai', looks);
  await bai.page.goto('/desk/checkpoint#/shift');
  await bai.page.locator('[data-act="acceptHold"]').waitFor();
  await expectAccessible(bai.page);
  expect(await isWide(bai.page)).toBe(false);
  await bai.context.close();
});

test.each(TWO_LOOKS)('of an answer by telephone, in %s by %s', { timeout: 60_000 }, async (...looks) => {
  const { page, context } = await at('wen', looks);
  await goTo(page, 'asked');
  await page.locator('.oral').waitFor();
  if ((await page.locator('.oral[open]').count()) === 0) {
    await page.locator('.oral summary').click();
    await page.locator('[data-act="issueReadBackCode"]').click();
  }
  await page.locator('.oral input.code').waitFor();
  await page.locator('.oral input[type="checkbox"]').check();
  await page.locator('.oral input[type="radio"]').first().check();
  await expectAccessible(page);
  expect(await isWide(page)).toBe(false);
  await context.close();
});
