/** Every page of the community's screen in its main states, in both languages, by day and by night, at 360 px: no barrier, no overflow. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMUNITY } from '../../src/screens/community/words.ts';
import { expectAccessible, type At, type HouseInBrowser, openInBrowser, PHONE } from './house.ts';
import { openWays } from './community-ways.ts';

let house: HouseInBrowser;
let worker: At;
let street: At;
let places: Readonly<Record<string, string>>;

beforeAll(async () => {
  house = await openInBrowser();
  const ways = await openWays(house.app);
  const [asked = '', other = ''] = await ways.asked('李洁', '买买提·吐尔逊');
  const [conditional = ''] = await ways.asked('王丽');
  await ways.willow.did(
    'answerCommunity',
    conditional,
    { office: 'C-WILLOW', answer: 'conditional', isRegisteredResident: 'yes', words: '你要放我就收' },
    { basedOn: (await ways.row(conditional)).version },
  );
  const terms = { conditions: ['sealedBuilding'], observationDays: 7 };
  const consented = await ways.agreed('张建国', terms);
  const released = await ways.released('刘芳', terms);
  const ruled = await ways.ruled('陈晓明');
  places = { asked, other, conditional, consented, released, ruled };
  worker = await house.at('community', 'willow', PHONE);
  street = await house.at('community', 'river', PHONE);
});
afterAll(() => house.close());

const PAGES: readonly (readonly [what: string, who: 'worker' | 'street', hash: string])[] = [
  ['the requests', 'worker', '/requests'],
  ['a request before question one', 'worker', '/request/:asked'],
  ['a request answered on a condition', 'worker', '/request/:conditional'],
  ['a consent', 'worker', '/request/:consented'],
  ['somebody on the way', 'worker', '/request/:released'],
  ['a ruling', 'worker', '/request/:ruled'],
  ['what is not theirs', 'worker', '/request/00000000-0000-7000-8000-000000000000'],
  ['the receptions', 'worker', '/arrivals'],
  ['the record', 'worker', '/answers'],
  ['the street officer’s requests', 'street', '/requests'],
  ['somebody on duty', 'street', '/duty'],
];
const LOOKS = [
  ['zh', 'day'],
  ['zh', 'night'],
  ['en', 'day'],
  ['en', 'night'],
] as const;

const overflowOf = ({ page }: At) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const expectOpenToAll = async (at: At) => {
  await expectAccessible(at.page);
  expect(await overflowOf(at)).toBeLessThanOrEqual(0);
};
const show = async ({ page }: At, language: 'zh' | 'en', look: 'day' | 'night', hash: string) => {
  await page.evaluate(
    ([kept = '', to = '']) => {
      localStorage.setItem('guicheng.settings', kept);
      location.hash = to;
    },
    [JSON.stringify({ language, look, booth: false }), hash],
  );
  await page.reload();
  await page.locator('[data-connection="online"]').waitFor();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
};

describe.each(LOOKS)('in %s by %s', (language, look) => {
  test.each(PAGES)('%s', async (_what, who, hash) => {
    const at = who === 'worker' ? worker : street;
    await show(
      at,
      language,
      look,
      hash.replace(/:(\w+)/, (_, name: string) => places[name] ?? ''),
    );
    await expectAccessible(at.page);
    expect(await overflowOf(at)).toBeLessThanOrEqual(0);
  });

  test('every form and fold of a request', async () => {
    const { page } = worker;
    const word = (said: { zh: string; en: string }) =>
      page.getByRole('button', { name: said[language], exact: true });
    await show(worker, language, look, `/request/${places['conditional'] ?? ''}`);
    await page.getByText(COMMUNITY.someTerms[language]).tap();
    await page.getByText(COMMUNITY.happened[language]).tap();
    await page.locator('.happened li').first().waitFor();
    await expectOpenToAll(worker);
    for (const kind of [COMMUNITY.refuse, COMMUNITY.conditional]) {
      await word(kind).tap();
      await word(COMMUNITY.send).tap();
      await page.getByRole('alert').waitFor();
      await expectOpenToAll(worker);
      await word(COMMUNITY.back).last().tap();
    }
    await word(COMMUNITY.notOursAnswer).tap();
    await expectOpenToAll(worker);
    await word(COMMUNITY.back).last().tap();
    await page.locator('.bar').getByRole('button').tap();
    await expectOpenToAll(worker);
    await page.keyboard.press('Escape');
    expect(await page.locator('.fold').isVisible()).toBe(false);
  });
});

test('no English word of this screen holds a Chinese character, and no word is empty', () => {
  for (const word of Object.values(COMMUNITY)) {
    const said =
      typeof word === 'function'
        ? (word as (one: string, other: string) => { zh: string; en: string })('1', '2')
        : word;
    expect(said.en).not.toMatch(/\p{Script=Han}/u);
    expect(said.zh).toMatch(/[\p{Script=Han}：]/u);
    expect(said.en).not.toBe('');
  }
});
