/** The supervisor's terminal, on a real house and in a real browser: what is read, ruled, approved, reviewed and counted. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkOf17 } from '../../src/contract/identity/check-digit.ts';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP, YES } from '../commands/world.ts';
import { type App, PASSWORD } from '../terminals/app.ts';
import { expectAccessible, type HouseInBrowser, openInBrowser } from './house.ts';

const OLD_BOOTH = { viewport: { width: 1024, height: 768 } };
const OFFICER_SAYS = '家中有单独房间，随行老人需照顾';
const OFFICE_SAYS = '你要放我就收';
const STREET_SAYS = '楼栋已封，无处安置';

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
});
afterAll(() => house.close());

const at: HouseInBrowser['at'] = (...asked) => house.at(...asked);

/** The number of the n-th person: it passes its check digit and is nobody's. */
const numberOf = (n: number) => {
  const body = `99000018800101${String(n).padStart(3, '0')}`;
  return body + checkOf17(body);
};

let people = 0;
/** A case at North Gate with a name of its own. */
async function opened(app: App, more: object = {}): Promise<{ handoff: string; name: string }> {
  const wen = await app.as('wen');
  people += 1;
  const name = `李洁${people}`;
  const document = { type: 'CN_RIC', number: numberOf(people) };
  const stop = await wen.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  const { streamId: handoff } = await wen.did('openHandoff', null, {
    stopId: stop.streamId,
    traveller: 1,
    ...details(name),
    document,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    test: fitTest(app.clock.now),
    ...more,
  });
  return { handoff, name };
}

/** A dispute that climbed to the supervisor, with words of both sides. */
async function disputed(app: App) {
  const { handoff, name } = await opened(app);
  const [wen, willow, river] = [await app.as('wen'), await app.as('willow'), await app.as('river')];
  const asked = await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
  await willow.did(
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'conditional', isRegisteredResident: 'yes', words: OFFICE_SAYS },
    { basedOn: asked.version },
  );
  await wen.did('addStatement', handoff, { words: OFFICER_SAYS });
  const climbed = await wen.did('escalateRequest', handoff);
  await river.did(
    'answerCommunity',
    handoff,
    { office: 'S-RIVER', answer: 'refuse', reason: 'other', isRegisteredResident: 'yes', words: STREET_SAYS },
    { basedOn: climbed.version },
  );
  await wen.did('escalateRequest', handoff);
  return { handoff, name };
}

/** A pledge that was signed, and its paper drawn. */
async function pledged(app: App) {
  const { handoff, name } = await opened(app);
  const [wen, willow] = [await app.as('wen'), await app.as('willow')];
  const asked = await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
  const { version } = await willow.did(
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'accept', ...YES },
    { basedOn: asked.version },
  );
  const shown = await wen.get(`/api/checkpoint/handoffs/${handoff}/pledge-text`);
  await wen.did(
    'signPledge',
    handoff,
    {
      textDigest: (shown.body as unknown as { digest: string }).digest,
      language: 'zh-CN',
      strokes: '[{"points":[{"x":1,"y":2},{"x":30,"y":9}]}]',
      witness: app.people.get('wen') ?? '',
    },
    { basedOn: version },
  );
  await app.house.settle();
  return { handoff, name };
}

const goTo = (page: Page, address: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, address);
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

/** Where the page that is shown is wider than the screen, in both languages by day and by night; axe is asked each time. */
async function misfits(page: Page, zh: string, en: string): Promise<string[]> {
  const wide: string[] = [];
  const look = page.getByLabel(/昼夜|Day or night/);
  await heading(page, zh).waitFor();
  for (const [language, title] of [
    ['zh', zh],
    ['en', en],
  ] as const) {
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    await heading(page, title).waitFor();
    for (const light of ['day', 'night']) {
      await look.selectOption(light);
      await expectAccessible(page);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
        wide.push(`${title} by ${light}`);
    }
  }
  await look.selectOption('day');
  await page.getByRole('button', { name: '中文' }).click();
  return wide;
}

test('a ruling is made after reading what both sides said, verbatim and with who said it', async () => {
  const { handoff, name } = await disputed(house.app);
  const { page, context } = await at('supervisor', 'chen', OLD_BOOTH);
  const row = page.locator('tr[data-row-key]').filter({ hasText: name });
  await row.getByText('裁定', { exact: true }).waitFor();
  await row.getByRole('link').click();
  const room = page.getByRole('region', { name: '争议' });
  const side = (name: string) => room.locator(`[data-side="${name}"]`);
  const [checkpoint, office] = [side('checkpoint'), side('office')];
  await checkpoint.getByText(OFFICER_SAYS, { exact: true }).waitFor();
  await office.getByText(OFFICE_SAYS, { exact: true }).waitFor();
  expect(await office.textContent()).toContain('willow（006）');
  expect(await office.getByText(STREET_SAYS, { exact: true }).count()).toBe(1);
  expect(await checkpoint.textContent()).toContain('wen（003）');

  // It is taken up by name; a side is asked, and what it answers comes in by itself.
  await room.getByText('东河区督办员，尚无人受理').waitFor();
  await room.getByRole('button', { name: '受理，由我裁定' }).click();
  await room.locator('strong', { hasText: 'chen（004） · 东河区' }).waitFor();
  await checkpoint.getByRole('button', { name: '请其陈述' }).click();
  await checkpoint.getByLabel('请其说明的问题').fill('房间能否单独隔离');
  await checkpoint.locator('form button[type="submit"]').click();
  await checkpoint.getByText('等待陈述').waitFor();
  await (await house.app.as('wen')).did('addStatement', handoff, { words: '有独立卫生间，可以' });
  await checkpoint.getByText('有独立卫生间，可以', { exact: true }).waitFor();
  await checkpoint.getByText('已陈述').waitFor();
  await expectAccessible(page);

  await room.getByRole('button', { name: '作出裁定' }).click();
  const form = page.getByRole('region', { name: '办理' }).locator('form');
  await form.getByLabel('单位').selectOption({ label: '东河区 河沿街道' });
  await form.getByLabel('首接负责').check();
  await form.getByLabel('居家观察').check();
  // The clause of the case is chosen beforehand.
  expect(await form.locator('select[id$="clause"]').inputValue()).toBe('popup3');
  await form.getByRole('group', { name: '检查站一方' }).getByLabel('书面').check();
  await form.getByRole('group', { name: '社区一方' }).getByLabel('电话').check();
  await form.getByLabel('说明').fill('由街道接收并安排');
  await form.locator('button[type="submit"]').click();
  await page.getByText('已办理：裁定').waitFor();
  await page.getByText('已裁定由河沿街道接收，尚未签收').waitFor();
  const ruled = room.getByRole('region', { name: '裁定结果' });
  await ruled.getByText('检查站：书面；社区与街道：电话').waitFor();
  await ruled.getByText('由街道接收并安排', { exact: true }).waitFor();
  // It waits for the acknowledgement, and the desk may rule anew.
  await page.getByRole('button', { name: '另行裁定' }).waitFor();
  await goTo(page, '#/rulings?what=acknowledgement');
  await row.getByText('裁定待签收').waitFor();
  await (await house.app.as('river')).did('acknowledgeRuling', handoff, { office: 'S-RIVER' });
  await row.waitFor({ state: 'detached' });
  await context.close();
});

test('an exception is proposed at one terminal and approved by another supervisor at theirs', async () => {
  const { handoff, name } = await opened(house.app, { itinerary: { shows: 'SOURCE_UNAVAILABLE' } });
  const [chen, dong] = [await at('supervisor', 'chen'), await at('supervisor', 'dong')];
  await goTo(chen.page, `#/case/${handoff}`);
  await chen.page.getByRole('button', { name: '提请例外' }).click();
  await chen.page.getByLabel('行程码').check();
  await chen.page.getByLabel('来源故障').check();
  await chen.page.getByLabel('说明').fill('查询系统故障，有纸质行程证明');
  await chen.page.getByRole('region', { name: '办理' }).locator('form button[type="submit"]').click();
  await chen.page.getByText('这是您提请的').waitFor();
  // Whoever proposed it does not approve it, and reads why.
  expect(await chen.page.getByRole('button', { name: '批准例外' }).count()).toBe(0);
  await chen.page.getByText('现在不能办理的，及原因').click();
  await chen.page.getByText('批准人不能是提请人。').waitFor();

  const row = dong.page.locator('tr[data-row-key]').filter({ hasText: name });
  await row.getByText('例外待另一人批准').waitFor();
  await row.getByRole('link').click();
  await dong.page
    .getByRole('region', { name: '待批准的例外' })
    .getByText('查询系统故障，有纸质行程证明', { exact: true })
    .waitFor();
  await dong.page.getByRole('button', { name: '批准例外' }).click();
  await dong.page.getByRole('region', { name: '办理' }).locator('form button[type="submit"]').click();
  await dong.page.getByText('已办理：批准例外').waitFor();
  // The first supervisor's page follows.
  await chen.page.getByText('这是您提请的').waitFor({ state: 'detached' });
  await chen.page.getByRole('region', { name: '各项要求' }).getByText('已免除').waitFor();
  await chen.context.close();
  await dong.context.close();
});

test('a pledge is reviewed and flagged beside its paper, and its sample says so', async () => {
  const { handoff, name } = await pledged(house.app);
  const { page, context } = await at('supervisor', 'chen', OLD_BOOTH);
  await goTo(page, '#/pledges?review=unreviewed');
  const row = page.locator('tr[data-row-key]').filter({ hasText: name });
  await row.getByRole('link').click();
  const paper = page.locator('.paper iframe');
  await paper.waitFor();
  const address = (await paper.getAttribute('src'))?.split('#')[0] ?? '';
  const bytes = await page.evaluate(async (url) => {
    const response = await fetch(url);
    return [
      response.status,
      response.headers.get('content-type'),
      response.headers.get('x-frame-options'),
      (await response.text()).slice(0, 5),
    ];
  }, address);
  expect(bytes).toEqual([200, 'application/pdf', 'SAMEORIGIN', '%PDF-']);

  await page.getByRole('button', { name: '复核承诺书' }).click();
  await page.getByLabel('无问题').check();
  await page.getByRole('region', { name: '办理' }).locator('form button[type="submit"]').click();
  const reviews = page.getByRole('region', { name: '复核记录' });
  await reviews.getByText('无问题').waitFor();
  await page.getByRole('button', { name: '标记问题' }).click();
  await page.getByLabel('签署过早').check();
  await page.getByLabel('说明').fill('签署时间早于宣读');
  await page.getByRole('region', { name: '办理' }).locator('form button[type="submit"]').click();
  await reviews.getByText('签署时间早于宣读', { exact: true }).waitFor();
  expect(await reviews.textContent()).toContain('chen（004）');

  await goTo(page, '#/samples');
  await page.getByRole('button', { name: '新的抽查' }).click();
  await page.getByLabel('数量').fill('200');
  await page.getByLabel('抽样种子').fill('autumn-7');
  await page.getByLabel('自', { exact: true }).fill('2022-11-08T00:00');
  await page.getByLabel('至', { exact: true }).fill('2022-11-09T00:00');
  await page.locator('form button[type="submit"]').click();
  await page.getByRole('heading', { name: '抽查结果单' }).waitFor();
  await row.getByText('已标记问题').waitFor();
  await page.getByText('已复核 1 / 1').waitFor();

  await goTo(page, '#/pledges?review=flagged');
  await row.getByRole('link').click();
  await page.getByRole('button', { name: '处理标记' }).click();
  await page.getByLabel('不成立').check();
  await page.getByLabel('说明').fill('已核对录音');
  await page.getByRole('region', { name: '办理' }).locator('form button[type="submit"]').click();
  await reviews.getByText('已核对录音', { exact: true }).waitFor();
  expect(
    (await (await house.app.as('chen')).get(`/api/supervisor/views/pledgeReviews/${handoff}`)).status,
  ).toBe(200);
  await context.close();
});

test('a number that is masked opens with a purpose, and everybody reads who opened it', async () => {
  const { handoff } = await pledged(house.app);
  const { page, context } = await at('supervisor', 'chen');
  await goTo(page, `#/case/${handoff}`);
  await page.getByText(/990000 \*\*\*\* \*\*\*\*/).waitFor();
  await page.getByRole('button', { name: '查看证件号码' }).click();
  await page.getByLabel('复核', { exact: true }).check();
  await page.getByRole('region', { name: '办理' }).locator('form button[type="submit"]').click();
  await page.getByText(/990000 1880 0101 00/).waitFor();
  const openings = page.getByRole('region', { name: '谁看过个人信息' });
  await openings.getByText('证件 · 复核').waitFor();
  expect(await openings.textContent()).toContain('chen（004）');
  await context.close();
});

test('a hold is ordered back from its list, by the keyboard alone', async () => {
  const { handoff, name } = await opened(house.app);
  const wen = await house.app.as('wen');
  await wen.did(
    'holdDocument',
    handoff,
    { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
    { second: 'bai' },
  );
  const { page, context } = await at('supervisor', 'dong', OLD_BOOTH);
  const press = async (wanted: string) => {
    for (let n = 0; n < 80; n++) {
      const here = await page.evaluate(() => {
        const { activeElement: at } = document;
        return at === null || at === document.body
          ? ''
          : `${at.getAttribute('aria-label') ?? ''} ${at.textContent ?? ''} ${at.id}`;
      });
      if (here.includes(wanted)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${wanted}.`);
  };
  await press('在存证件');
  await page.keyboard.press('Enter');
  await page.locator('tr[data-row-key]').filter({ hasText: name }).waitFor();
  await press('责令返还');
  await page.keyboard.press('Enter');
  await page.getByLabel('理由').waitFor();
  await press('because');
  await page.keyboard.type('无暂存必要');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('已办理：责令返还').waitFor();
  await page.getByText('暂存在检查站，应当立即返还').waitFor();
  const seen = await (await house.app.as('dong')).get(`/api/supervisor/views/openHolds/${handoff}`);
  expect(JSON.stringify(seen.body)).toContain('returnDue');
  await context.close();
});

test('the counts agree with what was done, and lead to the lists behind them', async () => {
  const { page, context } = await at('supervisor', 'chen', OLD_BOOTH);
  await house.app.house.settle();
  await goTo(page, '#/counts');
  const table = page.getByRole('region', { name: '统计项目' });
  const total = (what: string) => table.locator('tr').filter({ hasText: what }).locator('td').innerText();
  await expect.poll(() => total('立案').catch(() => ''), { timeout: 15_000 }).toBe(String(people));
  expect(await total('签署承诺书')).toBe('2');
  expect(await total('裁定接收')).toBe('1');
  expect(await total('批准例外')).toBe('1');
  expect(await page.locator('svg.chart').getAttribute('aria-label')).toContain(`共 ${people} 次`);
  const days = page.getByRole('region', { name: '按日：立案' }).locator('tbody td');
  expect((await days.allInnerTexts()).reduce((sum, one) => sum + Number(one), 0)).toBe(people);
  await table
    .getByRole('link', { name: String(people), exact: true })
    .first()
    .click();
  await heading(page, '案件').waitFor();
  await expect.poll(() => page.locator('tr[data-row-key]').count()).toBe(people);
  expect(new URL(page.url()).hash).toContain('from=2022-11-02');
  await context.close();
});

test('the auditor reads who opened what, why and when, and nothing else', async () => {
  const { app } = house;
  const { handoff } = await opened(app);
  await (await app.as('wen')).did('openPersonalData', handoff, {
    fields: ['document'],
    purpose: 'identityCheck',
  });
  const [first, second] = [await app.as('first'), await app.as('second')];
  const { streamId: account } = await first.did('createAccount', null, {
    role: 'auditor',
    scope: 'D-EAST',
    staffNumber: '320',
    surname: '沈',
    signIn: 'shen.test',
  });
  await second.did('confirmAccount', account);
  const { link } = await app.auth.links.enrolment(account);
  await app.nobody.post('/api/enrolment', { link, password: PASSWORD });

  const { page, context } = await at('supervisor', 'shen', OLD_BOOTH);
  const row = page.locator('tr[data-row-key]').filter({ hasText: '核对身份' });
  expect(await row.textContent()).toContain('wen（003）');
  expect(await row.textContent()).toContain('证件');
  expect(await row.textContent()).toContain('2022-11-08 10:00:00');
  // Without the count that stands beside what waits there.
  const links = await page.getByRole('navigation').getByRole('link').allInnerTexts();
  expect(links.map((text) => text.replace(/\s*\d+$/, ''))).toEqual([
    '个人信息查看记录',
    '被拒绝的尝试',
    '公平比对',
  ]);
  await page.getByLabel('为什么').selectOption({ label: '处理投诉' });
  await page.getByText('没有符合筛选条件的记录').waitFor();
  expect(await misfits(page, '个人信息查看记录', 'Openings of personal data')).toEqual([]);

  // Whoever was not who they had to be stands there too: a worker of another community, and a failed sign-in.
  const poplar = await app.as('poplar');
  await poplar.command('confirmArrival', handoff, { office: 'C-WILLOW' });
  await app.nobody.post('/api/checkpoint/session', { name: 'wen.test', password: '不对的口令' });
  await goTo(page, '#/refused');
  const wrong = page.locator('tr[data-row-key]').filter({ hasText: '账号或口令不正确' });
  expect(await wrong.first().textContent()).toContain('以 wen（003）');
  const foreign = page.locator('tr[data-row-key]').filter({ hasText: '确认到达' });
  expect(await foreign.first().textContent()).toContain('poplar（016）');
  expect(await misfits(page, '被拒绝的尝试', 'Refused attempts')).toEqual([]);
  await context.close();
});

test('a measure on record is read out in words, clause by clause', async () => {
  const { page, context } = await at('supervisor', 'chen', OLD_BOOTH);
  await goTo(page, '#/measures');
  await page.getByRole('link', { name: '北京进京查验措施' }).first().click();
  await page.getByRole('heading', { name: '条款' }).waitFor();
  await page.getByText('一般进京').first().waitFor();
  expect(await misfits(page, '措施规则', 'Measures')).toEqual([]);
  await page.getByRole('link', { name: '返回' }).click();
  await page.getByRole('heading', { name: '已登记的规则' }).waitFor();
  await context.close();
});

test('offices are compared, by the keyboard alone: figures, like cases, and who answers for several', async () => {
  const { app } = house;
  const [wen, willow, poplar, river] = await Promise.all(
    ['wen', 'willow', 'poplar', 'river'].map((name) => app.as(name)),
  );
  if (wen === undefined || willow === undefined || poplar === undefined || river === undefined) return;
  const car = await wen.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 2,
    direction: 'INBOUND',
  });
  const answers = [
    ['C-WILLOW', willow, { answer: 'accept', ...YES }],
    ['C-POPLAR', poplar, { answer: 'refuse', isRegisteredResident: 'yes', reason: 'noCapacity' }],
  ] as const;
  for (const [n, [office, worker, body]] of answers.entries()) {
    people += 1;
    const { streamId } = await wen.did('openHandoff', null, {
      stopId: car.streamId,
      traveller: n + 1,
      ...details(`何山${people}`),
      document: { type: 'CN_RIC', number: numberOf(people) },
      healthStatus: POPPED_UP,
      itinerary: GREEN_ITINERARY,
      test: fitTest(app.clock.now),
    });
    const { version } = await wen.did('askCommunity', streamId, { community: office });
    await worker.did('answerCommunity', streamId, { office, ...body }, { basedOn: version });
  }
  await river.did('registerOnDuty', null, {
    office: 'C-POPLAR',
    // Of a worker of Willow Lane.
    staffNumber: '006',
    surname: '周',
    channel: { kind: 'sms', address: '19900000009' },
    until: app.clock.now + 8 * 3_600_000,
  });
  await app.house.settle();

  const { page, context } = await at('supervisor', 'chen', OLD_BOOTH);
  await goTo(page, '#/comparison');
  const table = page.getByRole('region', { name: '各社区答复情况' });
  const rowOf = (name: string) => table.getByRole('row').filter({ hasText: name });
  await rowOf('白杨社区').getByText('接收能力不足 1').waitFor();
  const refused = table.getByRole('button', { name: '不同意' });
  await refused.press('Enter');
  await page.waitForURL(/order=refused/);
  expect(await table.getByRole('columnheader', { name: '不同意' }).getAttribute('aria-sort')).toBe(
    'descending',
  );
  await expect.poll(() => table.locator('tbody tr').first().textContent()).toContain('白杨社区');
  const file = await page.request.get(
    `${new URL(page.url()).origin}${(await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')) ?? ''}`,
  );
  expect([file.status(), (await file.text()).includes('白杨社区')]).toEqual([200, true]);
  await rowOf('白杨社区').getByRole('link').first().press('Enter');
  await heading(page, '案件').waitFor();

  await goTo(page, '#/comparison/alike');
  const group = page.getByRole('region', { name: /^同车 2 人/ });
  await group.getByRole('heading', { name: /^同意接收 → 在办/ }).waitFor();
  await group.getByText(/^白杨社区：不同意接收（接收能力不足）/).waitFor();
  expect(await misfits(page, '公平比对', 'Comparison')).toEqual([]);
  await goTo(page, '#/comparison/alike?of=facts');
  await page
    .getByRole('region', { name: /^条件相同/ })
    .first()
    .waitFor();
  expect(await misfits(page, '公平比对', 'Comparison')).toEqual([]);
  await page.locator('.alike a[href^="#/case/"]').first().press('Enter');
  await page.getByRole('region', { name: '办理' }).waitFor();

  await goTo(page, '#/comparison/overlaps');
  const one = page.getByRole('region', { name: '同一工号登记在多个社区' });
  await one.getByText('当班登记').waitFor();
  expect(await one.textContent()).toContain('willow（006）');
  await one.getByRole('button', { name: '填写核实结果' }).press('Enter');
  expect(await misfits(page, '公平比对', 'Comparison')).toEqual([]);
  await one.getByLabel('已核实，情况属实').press('Space');
  await one.getByLabel('理由').fill('借调顶班，街道已确认');
  await one.locator('form button[type="submit"]').press('Enter');
  await one.getByText(/^chen（004）.*核实$/).waitFor();
  expect(await one.locator('blockquote').textContent()).toBe('借调顶班，街道已确认');
  await context.close();
});

describe('every page at 1024 px, in both languages, by day and by night, without barriers', () => {
  test('the lists', async () => {
    const { page, context } = await at('supervisor', 'chen', OLD_BOOTH);
    for (const [path, zh, en] of [
      ['rulings', '待裁定', 'Awaiting a ruling'],
      ['overdue', '逾期', 'Overdue'],
      ['holds', '在存证件', 'Open holds'],
      ['pledges', '承诺书登记', 'Pledges'],
      ['samples', '抽查', 'Dip samples'],
      ['cases', '案件', 'Cases'],
      ['counts', '统计', 'Counts'],
      ['comparison', '公平比对', 'Comparison'],
      ['measures', '措施规则', 'Measures'],
    ] as const) {
      await goTo(page, `#/${path}`);
      expect(await misfits(page, zh, en)).toEqual([]);
    }
    await context.close();
  });

  test('a case with its ruling open, and a pledge with its flag open', async () => {
    const { page, context } = await at('supervisor', 'chen', OLD_BOOTH);
    const ruling = await disputed(house.app);
    await goTo(page, `#/case/${ruling.handoff}?act=ruleOnHandoff`);
    await page.getByText(OFFICE_SAYS, { exact: true }).first().waitFor();
    const caseTitle = (name: string, number: string) =>
      `${name} ${number} ${ruling.handoff.slice(-6).toUpperCase()}`;
    expect(await misfits(page, caseTitle(ruling.name, '案号'), caseTitle(ruling.name, 'Case'))).toEqual([]);
    const pledge = await pledged(house.app);
    await goTo(page, `#/pledge/${pledge.handoff}?act=flagPledge`);
    await page.locator('.paper iframe').waitFor();
    const short = pledge.handoff.slice(-6).toUpperCase();
    expect(await misfits(page, `${pledge.name} 案号 ${short}`, `${pledge.name} Case ${short}`)).toEqual([]);
    await context.close();
  });
});
