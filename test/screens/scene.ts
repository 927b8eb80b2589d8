/**
 * The founding scene through the screens alone: an officer's booth, two communities' phones, a supervisor's desk and the
 * traveller's own phone, all open at once. `at` is told of each point where somebody has just typed or is about to act.
 */
import { decodeQR } from 'qr/decode.js';
import type { Locator, Page } from 'playwright-core';
import { type At, type HouseInBrowser, PHONE } from './house.ts';

export const POINTS = [
  'the officer has typed who was stopped',
  'the officer is about to open the case',
  'the community has the request before it',
  'the traveller has drawn a signature',
  'the traveller has typed a statement',
  'the officer is about to release',
  'the community is about to confirm the arrival',
  'the other community has typed its words',
  'the officer has typed why it goes up',
  'the supervisor has typed the ruling',
] as const;
export type Point = (typeof POINTS)[number];

/** What happens at a point of the scene: whose context it is, and the field whose words must not be lost. */
export type AtPoint = (point: Point, there: At, typed?: Locator) => Promise<void>;

interface Person {
  readonly name: string;
  readonly number: string;
  readonly address: string;
  readonly community: string;
}

export interface Desks {
  readonly officer: At;
  readonly willow: At;
  readonly poplar: At;
  readonly supervisor: At;
}

export async function openDesks(house: HouseInBrowser): Promise<Desks> {
  const [officer, willow, poplar, supervisor] = await Promise.all([
    house.at('checkpoint', 'wen', { viewport: { width: 1024, height: 768 } }),
    house.at('community', 'willow', PHONE),
    house.at('community', 'poplar', PHONE),
    house.at('supervisor', 'chen', { viewport: { width: 1024, height: 768 } }),
  ]);
  // What is not there within some seconds is not coming.
  for (const { page } of [officer, willow, poplar, supervisor]) page.setDefaultTimeout(8_000);
  return { officer, willow, poplar, supervisor };
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const goTo = (page: Page, hash: string) =>
  page.evaluate((address) => {
    location.hash = address;
  }, hash);

/** One is received, signs on their own phone and comes home. */
export async function oneComesHome(
  house: HouseInBrowser,
  { officer, willow }: Desks,
  person: Person,
  at: AtPoint,
): Promise<void> {
  await stop(officer, person, at);
  const asks = willow.page.getByRole('link', { name: person.name });
  await asks.waitFor();
  await at('the community has the request before it', willow);
  await asks.tap();
  await button(willow.page, '是，本单位居民').tap();
  await willow.page.getByText('健康宝显示弹窗三').waitFor();
  await willow.page.getByLabel('已知悉').tap();
  await button(willow.page, '同意接收').tap();
  await willow.page.getByRole('heading', { name: '已同意接收' }).waitFor();

  await button(officer.page, '当事人链接').click();
  await button(officer.page, '生成链接').click();
  const link = await readCode(officer.page.locator('.dialog svg[role="img"]'));
  const phone = await house.open(new URL(link).pathname, PHONE);
  await phone.page.locator('#lastFour').fill(person.number.slice(-4));
  await button(phone.page, '查看').tap();
  await phone.page.locator('#signPledge canvas').waitFor();
  await phone.page.locator('summary', { hasText: '陈述申辩' }).tap();
  const statement = phone.page.locator('#addStatement-words');
  await statement.fill('家里有老人要照顾');
  await at('the traveller has typed a statement', phone, statement);
  await button(phone.page, '记入案卷').tap();
  await phone.page.getByText('您的陈述已记入案卷。').waitFor();
  await draw(phone.page);
  await at('the traveller has drawn a signature', phone, phone.page.locator('input[name="strokes"]'));
  await button(officer.page, '出示见证码').click();
  const shown = await officer.page.locator('.witness [role="status"]').innerText();
  await phone.page.locator('#signPledge-code').fill(shown.replace(/\s/g, '').slice(0, 6));
  await button(phone.page, '签署承诺书').tap();
  await phone.page.getByText('承诺书已签署。').waitFor();

  await officer.page.keyboard.press('Escape');
  await officer.page.getByText('承诺书已签，等待放行').first().waitFor();
  await at('the officer is about to release', officer);
  await officer.page.keyboard.press('F10');
  await phone.page.getByRole('heading', { name: '已放行，在途' }).waitFor();

  await goTo(willow.page, '#/arrivals');
  await willow.page.getByText(person.name).first().waitFor();
  await at('the community is about to confirm the arrival', willow);
  await button(willow.page, '确认到达').tap();
  await phone.page.getByRole('heading', { name: '已到达，由接收单位负责' }).waitFor();
  await phone.context.close();
}

/** The other community says 你要放我就收, which is no consent: it climbs to a supervisor, who rules. */
export async function oneIsRuledOn(
  { officer, poplar, supervisor }: Desks,
  person: Person,
  at: AtPoint,
): Promise<void> {
  await stop(officer, person, null);
  await poplar.page.getByRole('link', { name: person.name }).tap();
  await button(poplar.page, '是，本单位居民').tap();
  await button(poplar.page, '有话要说，附条件').tap();
  const words = poplar.page.getByLabel('原话');
  await words.fill('你要放我就收');
  await at('the other community has typed its words', poplar, words);
  await button(poplar.page, '提交答复').tap();
  await officer.page.getByText('你要放我就收').first().waitFor();

  for (const rung of ['等待街道办事处答复', '等待督办裁定']) {
    await officer.page.locator('[data-act="escalateRequest"]').click();
    const because = officer.page.locator('.dialog textarea');
    await because.fill('社区未作明确答复');
    if (rung === '等待督办裁定') await at('the officer has typed why it goes up', officer, because);
    await officer.page.locator('.dialog button[type="submit"]').click();
    await officer.page.getByText(rung).first().waitFor();
  }

  const { page } = supervisor;
  await goTo(page, '#/rulings');
  await page.locator('tr[data-row-key]', { hasText: person.name }).getByRole('link').click();
  await page.getByText('你要放我就收', { exact: true }).first().waitFor();
  await button(page, '裁定').click();
  await page.getByLabel('单位').selectOption({ label: person.community });
  await page.getByLabel('首接负责').check();
  const ruling = page.getByLabel('说明');
  await ruling.fill('首接负责，由社区接收');
  await at('the supervisor has typed the ruling', supervisor, ruling);
  await page.getByRole('region', { name: '办理' }).locator('form button[type="submit"]').click();
  await page.getByText('已办理：裁定').waitFor();

  await button(poplar.page, '签收裁定').tap();
  await officer.page.locator('.signature canvas').waitFor();
  await draw(officer.page);
  await button(officer.page, '签署承诺书').click();
  await officer.page.getByText('承诺书已签，等待放行').first().waitFor();
  await officer.page.keyboard.press('F10');
  await officer.page.getByText('已放行').first().waitFor();
  await goTo(poplar.page, '#/arrivals');
  await button(poplar.page, '确认到达').tap();
  await poplar.page.getByText('已到达').first().waitFor();
}

/** The officer opens the case of one stopped person and asks their community, all on one form. */
async function stop(officer: At, person: Person, at: AtPoint | null): Promise<void> {
  const { page } = officer;
  await page.keyboard.press('F2');
  await page.getByRole('heading', { name: '登记停车', level: 1 }).waitFor();
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await field('证件号码').fill(person.number);
  await field('姓名').fill(person.name);
  if (at !== null) await at('the officer has typed who was stopped', officer, field('姓名'));
  await field('返京地址').fill(person.address);
  await page.locator('[data-field="community"]').getByRole('radio', { name: person.community }).check();
  await field('返京前住址').fill('唐河镇幸福路九号');
  await page.getByRole('radio', { name: '弹窗三' }).check();
  await page.getByRole('group', { name: '行程码' }).locator('input[value="GREEN"]').check();
  await page.getByRole('radio', { name: '阴性 · 已电话核实' }).check();
  await field('核酸时间').fill('11-08 01:00');
  if (at !== null) await at('the officer is about to open the case', officer, field('返京地址'));
  await page.getByRole('button', { name: `征询${person.community}` }).click();
  await page.getByText('等待社区答复').first().waitFor();
}

async function draw(page: Page): Promise<void> {
  const pad = page.locator('.signature canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('There is no place to sign.');
  const at = (x: number, y: number) =>
    page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 6 });
  await at(0.2, 0.3);
  await page.mouse.down();
  await at(0.5, 0.7);
  await at(0.8, 0.2);
  await page.mouse.up();
}

/** Reads a code as a camera does: by its dark and light squares. */
async function readCode(svg: Locator): Promise<string> {
  await svg.waitFor();
  const { size, path } = await svg.evaluate((drawn) => ({
    size: Number(drawn.getAttribute('viewBox')?.split(' ')[2]),
    path: drawn.querySelector('path')?.getAttribute('d') ?? '',
  }));
  const scale = 4;
  const data = new Uint8Array(size * size * scale * scale * 4).fill(255);
  for (const [, x = '', y = ''] of path.matchAll(/M(\d+) (\d+)h1/g))
    for (let n = 0; n < scale * scale; n += 1) {
      const at =
        ((Number(y) * scale + Math.floor(n / scale)) * size * scale + Number(x) * scale + (n % scale)) * 4;
      data.fill(0, at, at + 3);
    }
  return decodeQR({ width: size * scale, height: size * scale, data });
}
