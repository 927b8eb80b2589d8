/** What no other file looks at: pages reached late or seldom, in both languages, by day and by night, without barriers. */
import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idNumberOf } from '../../src/demo/district.ts';
import { details, fitTest, GREEN_ITINERARY, MEASURE_TEXT, POPPED_UP, YES } from '../commands/world.ts';
import { PASSWORD, signInName } from '../terminals/app.ts';
import {
  expectAccessible,
  type HouseInBrowser,
  LOOKS,
  openInBrowser,
  PHONE,
  show,
  TWO_LOOKS,
} from './house.ts';

const OLD_BOOTH = { viewport: { width: 1024, height: 768 } };

/** `npm run exam` looks at all four. */
const SHOWN = process.env['EXAM'] ? LOOKS : TWO_LOOKS;

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
});
afterAll(() => house.close());

const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/** Where a page of a desk is wider than the screen, in every look; axe is asked each time. */
async function misfits(page: Page, hash: string, until: string, press = ''): Promise<string[]> {
  const wide: string[] = [];
  await page.evaluate((wanted) => {
    location.hash = wanted;
  }, hash);
  if (press !== '') await page.getByRole('button', { name: press }).click();
  await page.locator(until).first().waitFor();
  for (const [language, look] of SHOWN) {
    await show(page, language, look);
    await page.locator(until).first().waitFor();
    await expectAccessible(page);
    if (await isWide(page)) wide.push(`${hash} in ${language} by ${look}`);
  }
  return wide;
}

/** A case of its own, as far as the community's yes. */
let persons = 40;
async function caseOf() {
  const { app } = house;
  const [wen, willow] = [await app.as('wen'), await app.as('willow')];
  const { streamId: stopId } = await wen.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  const number = idNumberOf((persons += 1));
  const { streamId: handoff } = await wen.did('openHandoff', null, {
    stopId,
    traveller: 1,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    test: fitTest(app.clock.now),
    ...details('李洁', number),
  });
  await wen.did('readDocument', handoff);
  const asked = await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
  const accept = () =>
    willow.did(
      'answerCommunity',
      handoff,
      { office: 'C-WILLOW', answer: 'accept', ...YES },
      { basedOn: asked.version },
    );
  return { handoff, lastFour: number.slice(-4), wen, accept };
}

test('the administrator’s measure as it is read out, and each form', { timeout: 60_000 }, async () => {
  const { page, context } = await house.at('admin', 'first', OLD_BOOTH);
  page.setDefaultTimeout(10_000);
  const { rows } = (await (await house.app.as('first')).get('/api/admin/views/announcements'))
    .body as unknown as { rows: { key: string }[] };
  expect(await misfits(page, '#/accounts', 'main form', '创建账号')).toEqual([]);
  expect(await misfits(page, '#/announcements', '.narrow.sheet input', '登记公告')).toEqual([]);
  await page.locator('.narrow.sheet input[type="checkbox"]').first().check();
  await page.locator('main form').waitFor();
  await expectAccessible(page);
  expect(await misfits(page, `#/announcements/${rows[0]?.key ?? ''}`, 'main h1')).toEqual([]);
  expect(await misfits(page, '#/measures', 'li.sheet a')).toEqual([]);
  await page.locator('li.sheet a').first().click();
  expect(await misfits(page, new URL(page.url()).hash, '.clause')).toEqual([]);
  expect(await misfits(page, '#/measures/propose', 'input[type="file"]')).toEqual([]);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'pack.json', mimeType: 'application/json', buffer: Buffer.from(MEASURE_TEXT) });
  await page.locator('.clause').first().waitFor();
  await expectAccessible(page);
  expect(await misfits(page, '#/directory/import', 'textarea')).toEqual([]);
  await page.locator('textarea').fill('C-ELM,社区,S-NOWHERE,榆钱社区');
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.locator('textarea').fill('C-ELM,社区,S-RIVER,榆钱社区,Elm Seed,010-00000007');
  await page.locator('main form button[type="submit"]').last().click();
  await page.locator('main h1').waitFor();
  expect(
    await misfits(page, '#/directory', 'main a[href^="#/directory/change/"], main a[href*="change"]'),
  ).toEqual([]);
  await page.locator('main a[href*="change"]').first().click();
  expect(await misfits(page, new URL(page.url()).hash, 'main table')).toEqual([]);
  await context.close();
});

test('the sheet of a dip sample', { timeout: 60_000 }, async () => {
  const { page, context } = await house.at('supervisor', 'chen', OLD_BOOTH);
  page.setDefaultTimeout(10_000);
  const chen = await house.app.as('chen');
  const { streamId } = await chen.did('openSample', null, {
    size: 5,
    seed: 'winter-1',
    from: house.app.clock.now - 86_400_000,
    to: house.app.clock.now,
  });
  expect(await misfits(page, `#/samples/${streamId}`, 'main h1')).toEqual([]);
  await context.close();
});

test('the page of a traveller whose case is closed: released, turned back, left', {
  timeout: 90_000,
}, async () => {
  const [released, turnedBack, left] = [await caseOf(), await caseOf(), await caseOf()];
  const { version } = await released.accept();
  const text = await released.wen.get(`/api/checkpoint/handoffs/${released.handoff}/pledge-text`);
  const signed = await released.wen.did(
    'signPledge',
    released.handoff,
    {
      textDigest: (text.body as unknown as { digest: string }).digest,
      language: 'zh-CN',
      strokes: '[{"points":[{"x":1,"y":2},{"x":30,"y":9}]}]',
      witness: released.wen.account,
    },
    { basedOn: version },
  );
  await released.wen.did('releaseTraveller', released.handoff, {}, { basedOn: signed.version });
  await turnedBack.wen.did('cancelRequest', turnedBack.handoff, { because: '不再等候' });
  const unmet = await turnedBack.wen.did('recordItinerary', turnedBack.handoff, {
    itinerary: { shows: 'NOT_GREEN' },
  });
  await turnedBack.wen.did(
    'turnTravellerBack',
    turnedBack.handoff,
    { reason: 'requirementUnmet', alternatives: ['testOnTheSpot'] },
    { basedOn: unmet.version },
  );
  await left.wen.did('requestDeparture', left.handoff, { wish: 'leave', askedBy: 'traveller' });
  await left.wen.did('withdrawTraveller', left.handoff, {});
  await house.app.house.settle();
  for (const { handoff, lastFour, wen } of [released, turnedBack, left]) {
    const { body } = await wen.post(`/api/checkpoint/handoffs/${handoff}/traveller-link`, { lastFour });
    const { link } = body as unknown as { link: string };
    for (const [language, look] of SHOWN) {
      const { page, context } = await house.open(`/t/${link}?lang=${language}`, {
        ...PHONE,
        colorScheme: look === 'day' ? 'light' : 'dark',
      });
      await page.locator('#lastFour').fill(lastFour);
      await page.locator('form button').click();
      await page.locator('#mine').waitFor();
      await expectAccessible(page);
      expect(await isWide(page)).toBe(false);
      await context.close();
    }
  }
});

test('the front page, enrolling, and signing in with a second factor', { timeout: 60_000 }, async () => {
  const { app } = house;
  const dong = await app.as('dong');
  const begun = await dong.post('/api/supervisor/second-factor', { password: PASSWORD });
  const { secret } = begun.body as unknown as { secret: string };
  const totp = await generate({ secret, epoch: Math.floor(app.clock.now / 1000) });
  await dong.post('/api/supervisor/second-factor/confirm', { totp });
  for (const [language, look] of SHOWN) {
    const colorScheme = look === 'day' ? 'light' : 'dark';
    for (const path of ['/', '/enrol', '/t/short']) {
      const { page, context } = await house.open(`${path}?lang=${language}`, { ...PHONE, colorScheme });
      await expectAccessible(page);
      expect(await isWide(page)).toBe(false);
      await context.close();
    }
    const { page, context } = await house.open(`/desk/supervisor?lang=${language}`, { colorScheme });
    await page.locator('input[autocomplete="username"]').fill(signInName('dong'));
    await page.locator('input[autocomplete="current-password"]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('input[autocomplete="one-time-code"]').waitFor();
    await expectAccessible(page);
    await context.close();
  }
});
