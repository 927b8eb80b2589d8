import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type HouseInBrowser, openInBrowser, PHONE, signIn } from './house.ts';
import { openWays, type Ways } from './community-ways.ts';

let house: HouseInBrowser;
let ways: Ways;
/** One worker's phone for the whole file. */
let page: Page;
beforeAll(async () => {
  house = await openInBrowser();
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
const button = (name: string) => page.getByRole('button', { name, exact: true });
const stateOf = async (handoff: string) => (await ways.row(handoff)).state as { open?: { consent: unknown } };
const wordsOf = async (handoff: string) => {
  const { body } = await ways.willow.get(`/api/community/views/officeAnswers/${handoff}`);
  return (
    body as unknown as { row: { officeWords: { command: string; said: object; words: string | null }[] } }
  ).row.officeWords;
};

test('one vehicle is answered side by side, each person on their own record, the same for all', async () => {
  const [one = '', other = ''] = await ways.asked('王丽', '王小满');
  await goTo(page, '/requests');
  await page.getByText('同一停车 · 2 人').waitFor();
  await page.getByRole('link', { name: /王丽/ }).tap();
  await page.getByLabel(/王小满/).tap();
  await button('是，本单位居民').tap();
  await page.getByRole('heading', { name: '王小满' }).waitFor();
  await page.getByText('填写接收条件').tap();
  await page.getByLabel('楼栋封控：可进不可出').tap();
  await page.getByLabel('7 天').tap();
  await page.getByLabel('已知悉').tap();
  await button('同意接收（2 人）').tap();
  await page.getByRole('heading', { name: '已同意接收' }).waitFor();
  await page.getByText('楼栋封控：可进不可出').waitFor();
  for (const handoff of [one, other]) {
    expect((await stateOf(handoff)).open?.consent).toBe('accepted');
    expect(await wordsOf(handoff)).toMatchObject([
      { said: { isRegisteredResident: 'yes' } },
      { said: { answer: 'accept', conditions: ['sealedBuilding'], observationDays: 7 } },
    ]);
  }
  // What was agreed to can be taken back before the release, with a reason.
  await button('撤回同意').tap();
  await page.getByLabel('接收能力不足').tap();
  await page.locator('form button[type="submit"]').tap();
  await page
    .getByText('已转上一级')
    .or(page.getByRole('heading', { name: '本单位已经答复' }))
    .first()
    .waitFor();
  expect((await stateOf(one)).open?.consent).toEqual({ asked: 'streetOffice' });
});

test('not ours goes with the right office by name, and the status was never seen', async () => {
  const [handoff = ''] = await ways.asked('郑志远');
  await goTo(page, `/request/${handoff}`);
  await button('不是').tap();
  // Found by what it is called, among thousands; district and street stand with it.
  await page.getByLabel('可能是哪个社区的').fill('白杨');
  await button('东河区 河沿街道 白杨社区').tap();
  await page.getByText('已选：东河区 河沿街道 白杨社区').waitFor();
  await button('提交答复').tap();
  await page.getByRole('status').getByText('非本社区居民').waitFor();
  expect(await wordsOf(handoff)).toMatchObject([
    { said: { answer: 'notOurs', isRegisteredResident: 'no', suggestion: 'C-POPLAR' } },
  ]);
  expect(await page.content()).not.toContain('弹窗');
});

test('a refusal wants a coded reason, and words where the reason is another', async () => {
  const [handoff = ''] = await ways.asked('宋海燕');
  await goTo(page, `/request/${handoff}`);
  await button('是，本单位居民').tap();
  await button('不同意接收').tap();
  await button('提交答复').tap();
  await page.getByRole('alert').getByText('请选择一个理由').waitFor();
  await page.getByLabel('其他（须说明）').tap();
  await button('提交答复').tap();
  await page.getByRole('alert').getByText('请写下来').waitFor();
  await page.getByLabel('请说明').fill('产权有争议，房屋已查封');
  await button('提交答复').tap();
  await page.getByRole('heading', { name: '社区不同意接收，等待检查站决定' }).waitFor();
  expect((await stateOf(handoff)).open?.consent).toBe('refused');
});

test('more information and the street office are answers too', async () => {
  const [first = '', second = ''] = await ways.asked('何子涵', '何春生');
  await goTo(page, `/request/${first}`);
  await button('需要更多情况').tap();
  await page.getByLabel('需要知道什么').fill('几号楼几单元');
  await button('提交答复').tap();
  await page.getByRole('status').getByText('“几号楼几单元”').waitFor();
  expect((await stateOf(first)).open?.consent).toEqual({ asked: 'community' });
  await goTo(page, `/request/${second}`);
  await button('请街道定夺').tap();
  await button('提交答复').tap();
  await page.getByText('征询还在继续').waitFor();
  expect((await stateOf(second)).open?.consent).toEqual({ asked: 'streetOffice' });
});

test('a ruling is acknowledged by one tap', async () => {
  const handoff = await ways.ruled('罗桂兰');
  await goTo(page, '/requests');
  await page.getByText('裁定由本单位接收，等待签收').waitFor();
  await page.getByRole('link', { name: /罗桂兰/ }).tap();
  await button('签收裁定').tap();
  await page.getByRole('heading', { name: '已签收，等待放行' }).waitFor();
  expect((await stateOf(handoff)).open?.consent).toEqual({ ruled: { receive: 'acknowledged' } });
});

test('an arrival is expected with its terms, confirmed by a tap, and handed on to another office', async () => {
  await ways.released('梁文博', { conditions: ['homeObservation'], observationDays: 14 });
  await goTo(page, '/arrivals');
  const card = page.getByRole('listitem').filter({ hasText: '梁文博' });
  await card.getByText('居家观察').waitFor();
  await card.getByText('14 天').waitFor();
  await card.getByRole('link').tap();
  await page.getByText('报告未到 到达时限未过。').waitFor();
  // The number is masked until somebody says what for; then it can be dialled.
  await page.getByText('19* **** **01').waitFor();
  await button('显示号码').tap();
  const call = page.getByRole('link', { name: '199 0000 0001' });
  await call.waitFor();
  expect(await call.getAttribute('href')).toBe('tel:19900000001');
  await button('确认到达').tap();
  await page.getByRole('heading', { name: '已确认到达' }).waitFor();

  await button('报告接收困难').tap();
  await page.getByLabel('说明').fill('楼栋管控升级');
  await page.locator('form button[type="submit"]').tap();
  await page.locator('.word').getByText('“楼栋管控升级”').waitFor();
  await button('申请转接').tap();
  await page.locator('form button.primary[type="submit"]').tap();
  await page.getByRole('alert').getByText('请选择要转接的单位').waitFor();
  await page.getByLabel(/转接给/).fill('没有这个社区');
  await page.getByText('名录中没有相符的单位').waitFor();
  await page.getByLabel(/转接给/).fill('白杨');
  await expectAccessible(page);
  await button('东河区 河沿街道 白杨社区').tap();
  await page.locator('#transfer-words').fill('搬到女儿家');
  await page.locator('form button.primary[type="submit"]').tap();
  await page.getByText('已申请转接给东河区 河沿街道 白杨社区').waitFor();
  const poplar = await house.at('community', 'poplar', PHONE);
  await poplar.page.getByText('其他单位请求转接给本单位').waitFor();
  await poplar.page.getByRole('link', { name: /梁文博/ }).tap();
  // Who asks, on what terms, until when, what was still open, and the words they were asked with.
  await poplar.page.getByText('东河区 河沿街道 柳巷社区请求把此人转来').waitFor();
  await poplar.page.getByText('原单位报告过接收困难').waitFor();
  await poplar.page.getByText('“搬到女儿家”').waitFor();
  await poplar.page.getByText('“楼栋管控升级”').waitFor();
  await poplar.page.getByText('居家观察').waitFor();
  await poplar.page.locator('.head time').first().waitFor();
  await poplar.page.getByRole('button', { name: '接受转接' }).tap();
  await poplar.page.getByRole('heading', { name: '已确认到达' }).waitFor();
  await poplar.context.close();
});

test('the record is exported as a sheet of text and as CSV, and no address carries any of it', async () => {
  const [handoff = ''] = await ways.asked('唐思源');
  const words = '=1+1，证件号 99000018800104001X，"引号"';
  await ways.willow.did(
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'conditional', isRegisteredResident: 'yes', words },
    { basedOn: (await ways.row(handoff)).version },
  );
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  // More than a zip library would do without a worker, which no page may have.
  const [long = ''] = await ways.asked('冯国强');
  for (let n = 0; n < 39; n++)
    await ways.willow.did('addStatement', long, { words: `${n} ${'长'.repeat(1_990)}` });
  await ways.willow.did('addStatement', long, { words: '99000018800104001X' });
  await goTo(page, '/answers');
  await page.getByText(`“${words}”`).waitFor();
  await button('我答复的').tap();
  const saved = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), button(name).tap()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const sheet = await saved('导出 Excel 表格');
  expect(sheet.name).toMatch(/^答复记录-柳巷社区-\d{4}-\d\d-\d\d\.xlsx$/);
  const inside = unzipSync(sheet.bytes);
  const texts = strFromU8(inside['xl/sharedStrings.xml'] ?? new Uint8Array());
  expect(texts).toContain('=1+1，证件号 99000018800104001X');
  expect(texts).toContain('唐思源');
  expect(texts).toContain('>99000018800104001X<');
  expect(texts.length).toBeGreaterThan(39 * 1_990);
  const second = strFromU8(inside['xl/worksheets/sheet2.xml'] ?? new Uint8Array());
  expect(second).toContain('pane');
  // Every cell is text: none a number, none a formula.
  expect(second.match(/<c [^>]*[^/]>/g)?.filter((cell) => !cell.includes('t="s"'))).toEqual([]);
  expect(second).not.toContain('<f>');

  const csv = await saved('导出 CSV');
  const text = csv.bytes.toString('utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text).toContain(`"'=1+1，证件号 99000018800104001X，""引号"""`);
  expect(text).toContain('"\t99000018800104001X"');
  expect(addresses.filter((address) => /唐|%E5%94%90|99000018800104001X/.test(address))).toEqual([]);
});

test('a street officer registers somebody on duty, who can then answer by telephone', async () => {
  const street = await house.at('community', 'river', PHONE);
  await goTo(street.page, '/duty');
  await expectAccessible(street.page);
  await street.page.getByLabel('当班单位').selectOption({ label: '白杨社区' });
  await street.page.getByLabel('姓', { exact: true }).fill('韩');
  await street.page.getByLabel('工号').fill('000123');
  await street.page.getByLabel('短信').tap();
  await street.page.getByLabel('号码或地址').fill('19900000009');
  await street.page.locator('form button[type="submit"]').tap();
  await street.page.getByText('已登记当班').waitFor();
  const { accounts } = house.app.house.spine.registry;
  expect(
    [...accounts.values()].some(
      ({ grants, status }) => status === 'active' && grants[0]?.scope === 'C-POPLAR' && grants.length === 1,
    ),
  ).toBe(true);
  await street.context.close();
  // A worker has no such page.
  await goTo(page, '/duty');
  await page.getByRole('heading', { name: '待答复', level: 1 }).waitFor();
});

test('a missing arrival is reported once it is overdue, with the calls that were made', async () => {
  const handoff = await ways.released('谢一凡');
  house.app.clock.now += 241 * 60_000;
  await house.app.house.settle();
  // Four hours later everybody's session has ended as well.
  await page.getByRole('dialog').waitFor();
  await signIn(page, 'willow');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await goTo(page, `/request/${handoff}`);
  await button('报告未到').tap();
  await page.getByLabel('已拨打次数').fill('3');
  await page.getByLabel('说明').fill('门口没有人');
  await page.locator('form button[type="submit"]').tap();
  await page.getByRole('heading', { name: '未到达' }).waitFor();
  await button('确认到达').tap();
  await page.getByRole('heading', { name: '已确认到达' }).waitFor();
  await page.getByText('“门口没有人”').waitFor();
  expect(await page.getByText('报告未到').count()).toBe(1);
});
