import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inFours } from '../../src/contract/spoken-codes.ts';
import { openCase } from '../../src/effects/case-file.ts';
import { releaseCodeOf } from '../../src/effects/index.ts';
import { YES } from '../commands/world.ts';
import { colleagueOf, openWays, type Ways } from './community-ways.ts';
import { expectAccessible, type HouseInBrowser, LOOKS, openInBrowser, PHONE, show } from './house.ts';

let house: HouseInBrowser;
let ways: Ways;
/** The codes as workers got them by their registered channels. */
const brought: string[] = [];
/** One worker's phone for the whole file. */
let page: Page;
beforeAll(async () => {
  house = await openInBrowser({
    house: {
      sendToChannel: (_channel, words) => {
        brought.push(words);
        return Promise.resolve();
      },
    },
  });
  ways = await openWays(house.app);
  ({ page } = await house.at('community', 'willow', PHONE));
});
afterAll(() => house.close());

const goTo = async (on: Page, hash: string) => {
  await on.evaluate((to) => {
    location.hash = to;
  }, hash);
  await on.getByRole('heading', { level: 1 }).waitFor();
};
const button = (name: string, on = page) => on.getByRole('button', { name, exact: true });

/** Somebody on the way, and what is printed under the large code of their slip. */
async function onTheWay(name: string): Promise<{ handoff: string; code: string }> {
  const handoff = await ways.released(name);
  const { rows } = house.app.auth;
  const code = releaseCodeOf(await openCase(house.app.house.storage, handoff));
  await expect
    .poll(
      async () => {
        await house.app.house.settle();
        return rows.findLink(rows.digest('release', code), 'release', 0);
      },
      { timeout: 20_000 },
    )
    .not.toBeNull();
  return { handoff, code: inFours(code) };
}

const check = async (code: string, on = page) => {
  await on.getByLabel('放行码').fill(code);
  await button('查验', on).tap();
};
const says = (words: string, on = page) => on.getByRole('status').getByRole('heading', { name: words });

/** What a barcode gun does: the keys of a code on a US layout, and Enter. */
const scan = (on: Page, code: string) =>
  on.evaluate((text) => {
    for (const char of [...text.split(''), 'Enter']) {
      const isDigit = /^\d$/.test(char);
      const key = isDigit ? `Digit${char}` : char === 'Enter' ? char : `Key${char}`;
      const shiftKey = !isDigit && char !== 'Enter';
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { code: key, shiftKey, bubbles: true, cancelable: true }),
      );
    }
  }, code);

test('at the door a slip is typed, says who released whom, and one tap confirms the arrival; a copy is good for nothing', async () => {
  const { code } = await onTheWay('贺知行');
  await goTo(page, '/arrivals');
  await page.getByRole('link', { name: '查验放行单' }).tap();
  await check(code.toLowerCase());
  await says('有效，本单位正在等待此人').waitFor();
  const found = page.getByRole('status').filter({ hasText: '贺知行' });
  await found.getByText('北门检查站').waitFor();
  expect(await found.getByRole('link', { name: '010-00000002' }).getAttribute('href')).toBe(
    'tel:010-00000002',
  );
  for (const [language, look] of LOOKS) {
    await page.getByRole('button', { name: /菜单|Menu/ }).tap();
    await show(page, language, look);
    await page.keyboard.press('Escape');
    await expectAccessible(page);
  }
  await button('确认到达').tap();
  await says('已确认到达').waitFor();
  await button('查验下一张').tap();
  expect(await page.getByLabel('放行码').inputValue()).toBe('');
  await check(code);
  await says('这张放行单已经用过').waitFor();
  await page.getByRole('link', { name: '查看详情' }).waitFor();
  await expectAccessible(page);
});

test('misread, unknown and another office’s are told apart, and of the person nobody else learns anything', async () => {
  const { code } = await onTheWay('向晚晴');
  const poplar = await house.at('community', 'poplar', PHONE);
  await goTo(poplar.page, '/slip');
  await check('7KQ2', poplar.page);
  await says('放行码没有输对', poplar.page).waitFor();
  await check('2222-2222-2222', poplar.page);
  await says('查不到这张放行单', poplar.page).waitFor();
  // A barcode gun types fast and ends with Enter, wherever the focus is; keys that a busy machine sends slowly are a person's.
  await expect
    .poll(async () => {
      await scan(poplar.page, code.replaceAll('-', ''));
      return poplar.page.getByLabel('放行码').inputValue();
    })
    .toBe(code.replaceAll('-', ''));
  await says('放行有效，但等待此人的是别的单位', poplar.page).waitFor();
  await poplar.page.getByText('东河区 河沿街道 柳巷社区').waitFor();
  expect(await poplar.page.content()).not.toContain('向晚晴');
  expect(await button('确认到达', poplar.page).count()).toBe(0);
  await expectAccessible(poplar.page);
  await poplar.context.close();
});

test('one shift leaves what is open and a note, the next one sees both and confirms it', async () => {
  await ways.asked('苏见山');
  const birch = await colleagueOf(house.app, '桦');
  const until = house.app.clock.now + 8 * 3_600_000;
  const theirs = await birch.did('startShift', null, { place: 'C-WILLOW', until });
  await birch.did('endShift', theirs.streamId, { note: '三号楼的钥匙在门卫' });
  // Beside the page's name stands how many notes wait.
  const nav = page.getByRole('navigation').getByRole('link', { name: /班次/ });
  await nav.getByText('1', { exact: true }).waitFor();
  await nav.tap();
  await page.getByRole('heading', { name: '您现在未上岗' }).waitFor();
  const open = page.getByRole('region', { name: /未办结事项/ });
  await open.getByRole('link', { name: /苏见山/ }).waitFor();
  await open.getByText('剩余').first().waitFor();
  await button('上岗').tap();
  await page.getByRole('heading', { name: '您在岗' }).waitFor();
  await page.getByText('三号楼的钥匙在门卫').waitFor();
  await page.getByText('桦（工号 0041）').waitFor();
  await expectAccessible(page);
  await button('已看过，我来接').tap();
  await page.getByText('三号楼的钥匙在门卫').waitFor({ state: 'detached' });

  await button('交班').tap();
  await page.getByLabel(/给接班人的留言/).fill('苏见山的事等街道回话');
  await expectAccessible(page);
  await button('交班下岗').tap();
  await page.getByRole('heading', { name: '已下岗' }).waitFor();
  await page.getByText('您留的话，等接班人确认').waitFor();
  const { body } = await birch.get('/api/community/views/shifts');
  const { rows } = body as unknown as { rows: { key: string; row: { person: { note: string } } }[] };
  expect(rows.map(({ row }) => row.person.note)).toEqual(['苏见山的事等街道回话']);
  await birch.did('confirmShiftNote', rows[0]?.key ?? '');
  await page.getByText('您留的话，等接班人确认').waitFor({ state: 'detached' });
});

test('what an officer recorded in somebody’s name stands before them, and two taps bring it to the supervisor', async () => {
  const [handoff = ''] = await ways.asked('沈怀远');
  const worker = house.app.people.get('willow') ?? '';
  const office = 'C-WILLOW';
  brought.length = 0;
  await ways.wen.did('issueReadBackCode', handoff, { office, worker });
  await expect.poll(() => brought.length, { timeout: 20_000 }).toBe(1);
  await ways.wen.did(
    'recordOralAnswer',
    handoff,
    {
      office,
      worker,
      code: brought[0],
      recordingNoticeRead: true,
      answer: 'accept',
      ...YES,
      conditions: ['homeObservation'],
      words: '行，回来吧',
    },
    { basedOn: (await ways.row(handoff)).version },
  );
  await goTo(page, '/requests');
  const mine = page.getByRole('region', { name: /以您的名义登记了电话答复/ });
  await mine.getByText('沈怀远').waitFor();
  for (const words of ['同意接收', '居家观察', '“行，回来吧”', '北门检查站', '异议期限'])
    await mine.getByText(words).first().waitFor();
  expect(await mine.getByText('是', { exact: true }).count()).toBe(3);
  await goTo(page, '/answers');
  await page.getByText(/前可提出异议/).waitFor();
  await goTo(page, `/request/${handoff}`);
  await mine.waitFor();
  await goTo(page, '/requests');
  await expectAccessible(page);
  await mine.getByRole('button', { name: '与我说的不符' }).tap();
  await expectAccessible(page);
  await mine.getByRole('button', { name: '提出异议', exact: true }).tap();
  await mine.waitFor({ state: 'detached' });
  expect((await ways.row(handoff)).state).toMatchObject({ open: { consent: { asked: 'supervisor' } } });
  await goTo(page, '/answers');
  await page.getByText('您已提出异议').waitFor();

  // The supervisor asks; the room lies open, and what is written there is read by every side.
  await (await house.app.as('chen')).did('askForStatement', handoff, {
    of: 'office',
    words: '当时是谁接的电话',
  });
  await goTo(page, `/request/${handoff}`);
  // What was disputed is no answer of theirs any more.
  expect(await page.getByRole('heading', { name: '本单位已经答复' }).count()).toBe(0);
  const room = page.locator('.room');
  await room.getByText('当时是谁接的电话').waitFor();
  await expectAccessible(page);
  await room.getByRole('textbox').fill('是门卫接的，不是我');
  await room.locator('button[type="submit"]').tap();
  await room.getByText('是门卫接的，不是我').waitFor();
});

test('after an answer that is neither yes nor no it is said who acts next, and until when', async () => {
  const [handoff = ''] = await ways.asked('陆云舒');
  await goTo(page, `/request/${handoff}`);
  await button('是，本单位居民').tap();
  await button('有话要说，附条件').tap();
  await page.getByLabel('原话').fill('你放我就收');
  await button('提交答复').tap();
  await page.getByText('附条件的话既不是同意，也不是拒绝').waitFor();
  await page.getByText(/社区须在 \d\d:\d\d 前答复/).waitFor();
  expect((await ways.row(handoff)).state).toMatchObject({ open: { consent: { asked: 'community' } } });
});
