/** The administrator's terminal, on a real house and in real browsers: nothing here is one person's work. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIssuer } from '../../src/demo/laboratory.ts';
import { templateFile } from '../../src/directory/template.ts';
import { reportOf } from '../../src/screens/admin/parts/fault-report.ts';
import { linesOf } from '../../src/screens/admin/parts/directory-line.ts';
import { MEASURE_TEXT } from '../commands/world.ts';
import { listText } from '../evidence/issuers.ts';
import { PASSWORD, signInName } from '../terminals/app.ts';
import { expectAccessible, type HouseInBrowser, openInBrowser, signIn } from './house.ts';

/** How the old binary format begins. */
const OLD_EXCEL = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
const HOUR = 3_600_000;
const OLD_BOOTH = { viewport: { width: 1024, height: 768 } };

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
});
afterAll(() => house.close());

const at: HouseInBrowser['at'] = (...asked) => house.at(...asked);
const goTo = (page: Page, address: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, address);
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const heading2 = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 });
const send = (page: Page) => page.locator('main form button[type="submit"]').last().click();

/** The second administrator proves themselves where the first one sits. */
async function prove(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[autocomplete="username"]').fill(signInName(name));
  await dialog.locator('input[autocomplete="current-password"]').fill(PASSWORD);
  await dialog.locator('input[autocomplete="current-password"]').press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

test('an account is made by one, confirmed by another, enrolled by its link and signed in', async () => {
  const [first, second] = [await at('admin', 'first', OLD_BOOTH), await at('admin', 'second')];
  await first.page.getByRole('button', { name: '创建账号' }).click();
  await first.page.getByLabel('督办员', { exact: true }).check();
  await first.page.getByLabel('管辖单位').selectOption({ label: '东河区' });
  await first.page.getByLabel('工号', { exact: true }).fill('777');
  await first.page.getByLabel('姓', { exact: true }).fill('梅');
  await first.page.getByLabel('登录名', { exact: true }).fill('mei.test');
  await send(first.page);
  await heading(first.page, '梅（777）').waitFor();
  await first.page.getByText('这是您创建的账号').waitFor();
  // Who made it does not confirm it, and reads why.
  await first.page.getByText('现在不能办理的，及原因').click();
  await first.page.getByText('确认人不能是创建人。').waitFor();
  await first.page.getByRole('button', { name: '生成启用链接' }).click();
  const address = await first.page.locator('output.address').innerText();
  expect(address).toMatch(/\/enrol#[A-Za-z0-9_-]{40,60}$/);

  const row = second.page.locator('tr[data-row-key]').filter({ hasText: '梅（777）' });
  await row.getByText('待另一人确认').waitFor();
  await row.getByRole('link').click();
  await second.page.getByRole('button', { name: '确认账号' }).click();
  await send(second.page);
  await second.page.getByText('已办理：确认账号').waitFor();
  // The first one's page follows.
  await first.page.getByText('这是您创建的账号').waitFor({ state: 'detached' });

  const mei = await house.open(new URL(address).pathname + new URL(address).hash);
  for (const id of ['#first', '#again']) await mei.page.locator(id).fill(PASSWORD);
  await mei.page.locator('#enrol button').click();
  await mei.page.getByText('已启用').waitFor();
  await mei.page.goto('/desk/supervisor');
  await signIn(mei.page, 'mei');
  await heading(mei.page, '待裁定').waitFor();

  // A further role takes a second person, and the page says what they act as now.
  await first.page.getByRole('button', { name: '授予角色' }).click();
  await first.page.getByLabel('审计员', { exact: true }).check();
  await first.page.getByLabel('管辖单位').selectOption({ label: '东河区' });
  await send(first.page);
  await prove(first.page, 'second');
  await first.page.getByText('审计员 · 东河区').waitFor();
  for (const { context } of [first, second, mei]) await context.close();
});

test('an announcement is recorded by two, and ended by two', async () => {
  const { page, context } = await at('admin', 'first', OLD_BOOTH);
  await goTo(page, '#/announcements');
  await page.getByRole('button', { name: '登记公告' }).click();
  await page.getByLabel('东河区').check();
  await page.getByLabel('公告文号').fill('演示〔2022〕9号');
  await page.getByLabel('发布机关').fill('东河区防控办（虚构）');
  await page.getByLabel('法律依据').fill('虚构依据');
  await page.getByLabel('自', { exact: true }).fill('2022-11-08T08:00');
  await page.getByLabel('至', { exact: true }).fill('2022-11-20T08:00');
  await page.getByLabel('公告内容').fill('虚构公告，仅用于测试。');
  await send(page);
  await prove(page, 'second');
  await heading(page, '演示〔2022〕9号').waitFor();
  await page.getByText('现行有效').waitFor();
  const { rows } = (await (await house.app.as('first')).get('/api/admin/views/announcements'))
    .body as unknown as {
    rows: { row: { said: { number: string; measure: string; area: string[] } } }[];
  };
  expect(rows.map(({ row: { said } }) => [said.number, said.measure, said.area])).toContainEqual([
    '演示〔2022〕9号',
    'beijing-2022-11',
    ['D-EAST'],
  ]);

  await page.getByRole('button', { name: '终止公告' }).click();
  await page.getByLabel('以新换旧').check();
  await send(page);
  await prove(page, 'second');
  await page.getByText('已终止', { exact: true }).waitFor();
  await context.close();
});

test('a change of the directory is read line by line, previewed, and put in force by another', async () => {
  const [first, second] = [await at('admin', 'first', OLD_BOOTH), await at('admin', 'second')];
  await goTo(first.page, '#/directory/import');
  const rows = first.page.getByLabel('或粘贴名录内容，每行一个单位');
  await rows.fill('代码,种类,上级,中文名\nC-ELM,社区,S-NOWHERE,榆钱社区\nc-oak,村里,S-RIVER,\n');
  const alert = first.page.getByRole('alert');
  await alert.getByText('第 3 行').first().waitFor();
  expect(await alert.locator('li').allInnerTexts()).toEqual([
    '第 3 行 代码 代码须为 2 至 24 位大写字母、数字或短横。 现为“c-oak”',
    '第 3 行 种类 种类须为 区、街道办事处、社区 或 检查站。 现为“村里”',
    '第 3 行 名称 缺少名称。',
  ]);
  // With a fault in it nothing is offered to be sent; the report can be handed back.
  expect(await first.page.locator('main form').count()).toBe(0);
  const [report] = await Promise.all([
    first.page.waitForEvent('download'),
    first.page.getByRole('button', { name: '下载错误清单（CSV）' }).click(),
  ]);
  expect(report.suggestedFilename()).toBe('directory-faults.csv');
  await rows.fill(
    'C-ELM,社区,S-RIVER,榆钱社区,Elm Seed community,010-00000007@00:00-24:00,榆钱一号院\nC-WILLOW,社区,S-RIVER,柳巷新社区,,010-00000005\nC-POPLAR,社区,S-RIVER,白杨社区,,010-00000006',
  );
  await first.page.getByText('新增 1 个，修改 1 个，终止 0 个，不变 1 个').waitFor();
  await first.page.getByText('原为 柳巷社区').waitFor();
  await send(first.page);

  await goTo(second.page, '#/directory');
  const pending = second.page.getByRole('region', { name: '待批准的变更' });
  await pending.getByRole('link', { name: /first/ }).click();
  await second.page.getByText('新增 1 个，修改 1 个，终止 0 个，不变 0 个').waitFor();
  await second.page.getByRole('button', { name: '批准变更' }).click();
  await send(second.page);
  await second.page.getByText('已办理：批准变更').waitFor();
  await goTo(first.page, '#/directory');
  await first.page
    .getByRole('region', { name: '单位' })
    .getByText('榆钱社区', { exact: true })
    .first()
    .waitFor();
  expect(house.app.house.spine.registry.office('C-WILLOW')?.zh).toBe('柳巷新社区');
  // Who changed what, when, and approved by whom, stands with the office.
  await first.page
    .getByRole('region', { name: '单位' })
    .getByRole('link', { name: '变更记录 柳巷新社区' })
    .click();
  await first.page.getByRole('heading', { name: /柳巷新社区 变更记录/ }).waitFor();
  const changes = first.page.locator('.timeline > li');
  expect(await changes.count()).toBe(2);
  expect(await changes.first().innerText()).toMatch(/修改.*first（005） 提出，second（006） 批准/);
  await changes.first().getByText('原为 柳巷社区').waitFor();
  expect(await changes.last().innerText()).toMatch(/新增/);
  for (const { context } of [first, second]) await context.close();
});

test('a workbook is chosen, its sheet found among others, previewed, and set aside for another file', async () => {
  const { page, context } = await at('admin', 'first', OLD_BOOTH);
  await goTo(page, '#/directory/import');
  const file = page.getByLabel('选择文件（XLSX 或 CSV）');
  await file.setInputFiles({
    name: '名录.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await templateFile()),
  });
  await page.getByText('新增 3 个，修改 0 个，终止 0 个，不变 0 个').waitFor();
  await page.getByText('柳巷 1-99号；河沿路 双 2-40号').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: '不用这个文件' }).click();
  await file.setInputFiles({ name: 'old.xls', mimeType: 'application/vnd.ms-excel', buffer: OLD_EXCEL });
  await page.getByRole('alert').getByText('这是旧版 Excel 文件（XLS）。请另存为 XLSX。').waitFor();
  expect(await page.locator('main form').count()).toBe(0);
  await expectAccessible(page);
  await context.close();
});

test('a measure is read out in words before it is proposed, and approved by another', async () => {
  const [first, second] = [await at('admin', 'first'), await at('admin', 'second', OLD_BOOTH)];
  await goTo(first.page, '#/measures/propose');
  await first.page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'pack.json', mimeType: 'application/json', buffer: Buffer.from(MEASURE_TEXT) });
  await first.page.getByText('弹窗三例外通道（社区接收）').first().waitFor();
  await send(first.page);
  await heading(first.page, '措施规则').waitFor();

  await goTo(second.page, '#/measures');
  const line = second.page.locator('li.sheet').filter({ hasText: '待另一人批准' });
  await line.getByRole('link', { name: '北京进京查验措施（2022年11月上中旬）' }).click();
  await second.page.getByRole('button', { name: '批准措施规则' }).click();
  await send(second.page);
  await second.page.getByText('已办理：批准措施规则').waitFor();
  await goTo(second.page, '#/measures');
  await expect.poll(() => second.page.getByText('已批准', { exact: true }).count()).toBe(2);
  for (const { context } of [first, second]) await context.close();
});

test('a list of issuers is checked before it is sent, approved by another, and read out as the one that stands', async () => {
  const [first, second] = [await at('admin', 'first', OLD_BOOTH), await at('admin', 'second', OLD_BOOTH)];
  const now = Math.floor(house.app.clock.now / 1000) * 1000;
  const issuer = makeIssuer({ usages: ['test'], from: now - 1000 * HOUR, to: now + 1000 * HOUR });
  const text = listText({
    number: 12,
    issuedAt: now - HOUR,
    issuers: [{ issuer }],
    revoked: ['0f'.repeat(16)],
  });
  const file = (content: string) => ({
    name: 'list.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
  await goTo(first.page, '#/issuers');
  await first.page.getByText('还没有信任列表。').waitFor();
  await first.page.getByRole('link', { name: '提交信任列表' }).click();
  const input = first.page.getByLabel('已签名的信任列表（JSON）');
  // Changed since it was signed: named in words, and nothing is offered to be sent.
  await input.setInputFiles(file(text.replace('"goodForHours":48', '"goodForHours":168')));
  const alert = first.page.getByRole('alert');
  await alert.getByText('签名不成立').waitFor();
  expect(await alert.locator('li').allInnerTexts()).toEqual([
    '/signature 签名不成立：文件未签名、签名后改动过，或不是用约定的密钥签的。',
  ]);
  expect(await first.page.locator('main form').count()).toBe(0);
  await expectAccessible(first.page);
  await input.setInputFiles(file(text));
  await alert.waitFor({ state: 'detached' });
  await heading2(first.page, '信任列表第 12 号').waitFor();
  await expectAccessible(first.page);
  await send(first.page);
  await heading(first.page, '签发机构').waitFor();
  await first.page.getByRole('link', { name: '信任列表第 12 号' }).click();
  await first.page.getByText('这是您提出的').waitFor();

  await goTo(second.page, '#/issuers');
  await second.page
    .getByRole('region', { name: '待批准的信任列表' })
    .getByRole('link', { name: '信任列表第 12 号' })
    .click();
  await second.page.getByRole('button', { name: '批准信任列表' }).click();
  await send(second.page);
  await second.page.getByText('已办理：批准信任列表').waitFor();
  expect(house.app.house.spine.registry.trustList?.number).toBe(12);

  await goTo(second.page, '#/issuers');
  const stands = second.page.getByRole('region', { name: '现行信任列表' });
  await stands.getByText('现行', { exact: true }).waitFor();
  for (const [term, value] of [
    ['提出', /^first（\d+），/],
    ['批准', /^second（\d+），/],
    ['签发机构数', /^1$/],
    ['已吊销证书数', /^1$/],
  ] as const)
    expect(
      await stands
        .locator('dl div')
        .filter({ has: second.page.getByText(term, { exact: true }) })
        .locator('dd')
        .innerText(),
    ).toMatch(value);
  await expectAccessible(second.page);
  // The same number again is none: another list stands by it.
  await goTo(first.page, '#/issuers/propose');
  await first.page.getByLabel('已签名的信任列表（JSON）').setInputFiles(file(text));
  await first.page.getByRole('alert').getByText('已有同号或更新的信任列表。').waitFor();
  expect(await first.page.locator('main form').count()).toBe(0);
  for (const { context } of [first, second]) await context.close();
});

describe('every page at 1024 px, in both languages, by day and by night, without barriers', () => {
  const account = () => `#/account/${house.app.people.get('wen') ?? ''}?act=registerChannel`;
  test.each([
    [() => '#/accounts', '账号', 'Accounts'],
    [account, 'wen（003）', 'wen (003)'],
    [() => '#/directory', '名录', 'Directory'],
    [() => '#/directory/office/C-POPLAR', '白杨社区 变更记录', 'History of'],
    [() => '#/directory/import?office=C-POPLAR', '导入或修改名录', 'Import or change'],
    [() => '#/measures', '措施规则', 'Measures'],
    [() => '#/issuers', '签发机构', 'Issuers'],
    [() => '#/issuers/propose', '提交信任列表', 'Propose a list of issuers'],
    [() => '#/announcements', '公告', 'Announcements'],
  ])('%#', async (address, zh, en) => {
    const { page, context } = await at('admin', 'second', OLD_BOOTH);
    await goTo(page, address());
    const look = page.getByLabel(/昼夜|Day or night/);
    for (const [language, title] of [
      ['zh', zh],
      ['en', en],
    ] as const) {
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      await heading(page, title).waitFor();
      for (const light of ['day', 'night']) {
        await look.selectOption(light);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      }
    }
    await context.close();
  });
});

describe('a directory as a person changes it', () => {
  test('one office stands under its head as a file says it', () => {
    expect(
      linesOf({
        code: 'C-ELM',
        kind: 'community',
        parent: 'S-RIVER',
        zh: '榆钱社区',
        en: 'Elm, Seed',
        committee: 'residents',
        numbers: [{ number: '010-1234567', hours: '08:00-20:00' }, { number: '010-7654321' }],
        compounds: ['一号院', '二号院'],
        ranges: [{ zh: '榆钱路', from: 1, to: 99, side: 'odd' }, { zh: '小巷' }],
        validTo: Date.UTC(2026, 0, 30, 16),
      }).split('\n'),
    ).toEqual([
      '代码,种类,上级代码,名称,英文名,值班电话,小区,街巷门牌,曾用名,委员会,生效日期,终止日期',
      'C-ELM,社区,S-RIVER,榆钱社区,"Elm, Seed",010-1234567@08:00-20:00；010-7654321,一号院；二号院,榆钱路 单 1-99号；小巷,,居委会,,2026-01-31',
    ]);
  });

  test('the report says each fault in both languages, and no cell of it is a formula', () => {
    const lines = reportOf([
      { line: 7, column: 'zh', code: 'nameIsTooLong', value: '=HYPERLINK("x")' },
      { line: 0, column: null, code: 'fileIsEmpty' },
    ]).split('\r\n');
    expect(lines[1]).toBe(`7,名称,名称过长。,"'=HYPERLINK(""x"")",7,Name,The name is too long.`);
    expect(lines[2]).toBe('0,,文件里没有内容。,,0,,There is nothing in the file.');
  });
});
