/** From the address to the community at the checkpoint: both 八里庄, by keys and by touch, and an address that fits nothing. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { details, fitTest } from '../commands/world.ts';
import { expectAccessible, type HouseInBrowser, openCase, openInBrowser } from './house.ts';

const office = (code: string, kind: string, parent: string | null, zh: string, more: object = {}) => ({
  code,
  kind,
  ...(parent === null ? {} : { parent }),
  zh,
  numbers: [{ number: `000-5500${code.replaceAll(/\D/g, '').slice(-4).padStart(4, '0')}` }],
  ...more,
});
/** The two streets of one name, as they stand in Beijing; their communities are invented. */
const EIGHT_LI = [
  office('110105', 'district', null, '朝阳区'),
  office('110108', 'district', null, '海淀区'),
  office('110105015', 'streetOffice', '110105', '八里庄街道'),
  office('110108005', 'streetOffice', '110108', '八里庄街道'),
  office('110105015991', 'community', '110105015', '甲泉社区居委会', { compounds: ['一号院', '甲泉家园'] }),
  office('110108005991', 'community', '110108005', '乙泉社区居委会', {
    compounds: ['一号院'],
    ranges: [{ zh: '乙泉路', from: 1, to: 99, side: 'odd' }],
    formerNames: ['旧泉居委会'],
  }),
];

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
  const [first, second] = [await house.app.as('first'), await house.app.as('second')];
  const { streamId } = await first.did('importDirectory', null, { entries: EIGHT_LI });
  await second.did('approveChange', streamId);
});
afterAll(() => house.close());

const choice = (page: Page) => page.locator('[data-field="community"]');
const radios = (page: Page) => choice(page).locator('label.candidate');
const select = (page: Page, step: string) => choice(page).locator(`[data-step="${step}"] select`);

/** A case that waits for a community to be asked. */
async function caseOf(name: string, number: string): Promise<string> {
  const wen = await house.app.as('wen');
  const streamId = await openCase(house, {
    test: fitTest(house.app.clock.now),
    ...details(name, number),
  });
  await wen.did('readDocument', streamId);
  return streamId;
}

async function newStop(options = {}): Promise<Page> {
  const { page } = await house.at('checkpoint', 'wen', options);
  page.setDefaultTimeout(10_000);
  await page.evaluate(() => {
    location.hash = '#/new';
  });
  await choice(page).waitFor();
  return page;
}

test('one name in two districts is shown twice, and chosen by keys', async () => {
  const page = await newStop({ viewport: { width: 1024, height: 768 } });
  await page.getByLabel('返京地址').fill('一号院3号楼');
  await expect
    .poll(() => radios(page).allInnerTexts())
    .toEqual([
      '朝阳区 八里庄街道 甲泉社区居委会 小区：一号院',
      '海淀区 八里庄街道 乙泉社区居委会 小区：一号院',
    ]);
  // Nothing is chosen by itself.
  expect(await choice(page).locator('input:checked').count()).toBe(0);
  await expectAccessible(page);
  await radios(page).first().locator('input').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  expect(await radios(page).nth(1).locator('input').isChecked()).toBe(true);
  // Said with its district it is found alone.
  await page.getByLabel('返京地址').fill('海淀区八里庄街道乙泉路7号');
  await expect
    .poll(() => radios(page).allInnerTexts())
    .toEqual(['海淀区 八里庄街道 乙泉社区居委会 街巷门牌：乙泉路']);
  await page.getByLabel('返京地址').fill('旧泉');
  await expect
    .poll(() => radios(page).allInnerTexts())
    .toEqual(['海淀区 八里庄街道 乙泉社区居委会 曾用名：旧泉居委会']);
  await page.context().close();
});

test('a street that stands twice leads down to its communities, by touch', async () => {
  const page = await newStop({ viewport: { width: 1024, height: 768 }, hasTouch: true });
  await page.getByLabel('返京地址').fill('八里庄街道');
  await choice(page).getByRole('button', { name: '在 海淀区 八里庄街道 中选择' }).tap();
  expect(await choice(page).getByRole('button', { name: '在 朝阳区 八里庄街道 中选择' }).count()).toBe(1);
  expect(await select(page, 'district').inputValue()).toBe('110108');
  expect(await select(page, 'street').inputValue()).toBe('110108005');
  await select(page, 'community').selectOption({ label: '乙泉社区居委会' });
  expect(await select(page, 'community').inputValue()).toBe('110108005991');
  await page.context().close();
});

test('what fits nothing says so, and the way down by district stands there', async () => {
  const page = await newStop();
  await page.getByLabel('返京地址').fill('没有这个地方');
  await choice(page).getByText('名录中没有与地址相符的社区。').waitFor();
  expect(await radios(page).count()).toBe(0);
  await select(page, 'district').selectOption({ label: '朝阳区' });
  await select(page, 'street').selectOption({ label: '八里庄街道' });
  await select(page, 'community').selectOption({ label: '甲泉社区居委会' });
  await expectAccessible(page);
  // Without a net the names at hand still lead there.
  await page.context().setOffline(true);
  await page.getByLabel('返京地址').fill('乙泉路7号');
  await choice(page).getByText('暂时不能按地址查找').waitFor();
  expect(await select(page, 'community').inputValue()).toBe('110105015991');
  await page.context().close();
});

test('what is not yes and not no says what follows: who, how, until when; and a named community is asked in one act', async () => {
  const wen = await house.app.as('wen');
  const handoff = await caseOf('李洁', '990000188001010013');
  await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
  const { page, context } = await house.at('checkpoint', 'wen', { viewport: { width: 1024, height: 768 } });
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  const follows = page.getByRole('region', { name: '接下来' });
  await follows.getByText(/社区须在 \d\d:\d\d 前答复；到时仍未答复的，自动转街道办事处。/).waitFor();

  const { version } = await wen.did('recordCall', handoff, {
    office: 'C-WILLOW',
    number: '010-00000005',
    outcome: 'refusedToBeNamed',
    words: '会集中处理',
  });
  await follows.getByText('对方不愿表明身份，所说不算答复').waitFor();
  await page.locator('.call').getByText('对方不愿表明身份，所说不算答复').waitFor();
  expect(await follows.innerText()).toContain('检查站民警可办：发送回读码');

  const willow = await house.app.as('willow');
  await willow.did(
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'conditional', isRegisteredResident: 'yes', words: '你要放我就收' },
    { basedOn: version },
  );
  await follows.getByText('附条件的话既不是同意，也不是拒绝').waitFor();
  expect(await follows.innerText()).toContain('社区可办：答复');
  await expectAccessible(page);

  await willow.did(
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'notOurs', isRegisteredResident: 'no', suggestion: 'C-POPLAR' },
    { basedOn: version + 1 },
  );
  await follows.getByText('非其居民，不算拒绝').waitFor();
  await follows.getByRole('button', { name: '改征询 东河区 河沿街道 白杨社区' }).click();
  await page.locator('.call h2', { hasText: '白杨社区' }).waitFor();
  // Another question, and nothing heard of it yet.
  await follows.getByText('非其居民').waitFor({ state: 'detached' });
  await follows.getByText(/社区须在/).waitFor();
  await context.close();
});

test('who is on duty now is called first; every number says where it stands, and what the traveller tried gives none', async () => {
  const numbers = [
    { number: '000-55001001', hours: '17:30-08:30' },
    { number: '000-55001002', hours: '周一至周五 08:30-17:30' },
    { number: '000-55001003', hours: '00:00-24:00' },
  ];
  const [first, second] = [await house.app.as('first'), await house.app.as('second')];
  const changed = async (more: readonly object[]) => {
    const { streamId } = await first.did('importDirectory', null, {
      entries: [
        office('110105015992', 'community', '110105015', '丙泉社区居委会', {
          numbers: [...numbers, ...more],
        }),
      ],
    });
    await second.did('approveChange', streamId);
  };
  await changed([]);
  await changed([{ number: '000-55001004', hours: '00:00-24:00' }]);
  const handoff = await caseOf('王平', '990000188001010021');
  const wen = await house.app.as('wen');
  await wen.did('recordEarlierAttempts', handoff, {
    attempts: 22,
    answered: 1,
    words: '她自己拨了 000-55009999',
  });
  await wen.did('askCommunity', handoff, { community: '110105015992' });
  const { page, context } = await house.at('checkpoint', 'wen', { viewport: { width: 1024, height: 768 } });
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  const called = page.locator('.call > .number');
  const rows = page.locator('.numbers label');
  await expect.poll(() => rows.count()).toBe(4);
  // A Tuesday at ten: the night number waits, the newest one cools, and both say until when.
  await expect
    .poll(() => rows.allInnerTexts().then((texts) => texts.map((text) => text.replaceAll(/\s+/g, ' '))))
    .toEqual([
      '000-55001001 值班时间 17:30-08:30 · 不在值班时间，可能无人接听；17:30 起值班',
      '000-55001002 下一个拨 值班时间 周一至周五 08:30-17:30 · 正在值班',
      '000-55001003 值班时间 00:00-24:00 · 正在值班',
      expect.stringMatching(/^000-55001004 值班时间 00:00-24:00 · 号码刚变更，冷静期至 2022-11-09 10:0\d$/),
    ]);
  const next = async (number: string, outcome: string) => {
    await expect.poll(() => called.innerText()).toBe(number);
    await page.keyboard.press('F4');
    await page.getByRole('timer').waitFor();
    await page.keyboard.press(outcome);
    await page.getByRole('timer').waitFor({ state: 'detached' });
  };
  await next('000-55001002', '1');
  await next('000-55001003', '3');
  // A wrong number is not called again while another is on duty.
  await next('000-55001002', '1');
  await expect.poll(() => called.innerText()).toBe('000-55001002');
  await rows.filter({ hasText: '000-55001002' }).getByText('已拨 2 次').waitFor();
  await rows.filter({ hasText: '000-55001003' }).getByText('本案中已登记为号码有误').waitFor();
  expect(await page.locator('.call').innerText()).not.toContain('000-55009999');
  await expectAccessible(page);
  await context.close();
});
