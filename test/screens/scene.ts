/**
 * The founding scene (DOMAIN §1.5) as it should have gone, through the screens alone: an officer's booth, two communities'
 * phones, a supervisor's desk, and the traveller's own phone, all open at once.
 *
 * One car, four people. The driver drives on; so does she whose pop-up is gone. Two carry pop-up 3, and their documents are
 * held by two officers against a receipt. One community is reached by telephone and agrees on a condition; the other says
 * 你要放我就收, which is no consent: the clock carries it up, and a supervisor rules.
 *
 * Who acts, acts with the `Hands` that are given. `at` is told of each point where somebody has just typed or is about to act.
 */
import { decodeQR } from 'qr/decode.js';
import type { Locator, Page } from 'playwright-core';
import { idNumberOf } from '../../src/demo/district.ts';
import { MINUTE } from '../commands/world.ts';
import { PASSWORD, signInName } from '../terminals/app.ts';
import type { Hands } from './hands.ts';
import type { At, HouseInBrowser } from './house.ts';

export const POINTS = [
  'the officer has typed who was stopped',
  'the officer is about to open the case',
  'the officer has typed what the voice said',
  'the officer has typed the code read back',
  'the other community has typed its words',
  'the traveller has typed a statement',
  'the traveller has drawn a signature',
  'the officer is about to release',
  'the supervisor has typed the ruling',
  'the community is about to confirm the arrival',
] as const;
export type Point = (typeof POINTS)[number];

/** What happens at a point of the scene: whose context it is, and the field whose words must not be lost. */
export type AtPoint = (point: Point, there: At, typed?: Locator) => Promise<void>;

export interface Person {
  readonly name: string;
  readonly number: string;
  readonly address: string;
  readonly community: string;
}

/** The two of the car who may not simply drive on. Names and numbers are of this scene alone. */
export interface Scene {
  readonly plate: string;
  readonly li: Person;
  readonly colleague: Person;
}

export const sceneOf = (n: number, name: string, colleague: string): Scene => ({
  plate: `京A0000${n}`,
  li: { name, number: idNumberOf(2 * n), address: '柳巷一号院三号楼', community: '柳巷社区' },
  colleague: {
    name: colleague,
    number: idNumberOf(2 * n + 1),
    address: '白杨路二号院',
    community: '白杨社区',
  },
});

export interface Desks {
  readonly officer: At;
  readonly willow: At;
  readonly poplar: At;
  readonly supervisor: At;
}

/** A house whose registered channels bring their messages here. */
export const channels = () => {
  const brought: string[] = [];
  const sendToChannel = (_channel: unknown, words: string) => {
    brought.push(words);
    return Promise.resolve();
  };
  return { brought, house: { sendToChannel } };
};

export async function openDesks(house: HouseInBrowser, hands: Hands): Promise<Desks> {
  const at = async (terminal: string, name: string, on: Hands['desk']): Promise<At> => {
    const opened = await house.open(`/desk/${terminal}`, on);
    await signInBy(hands, opened.page, name);
    await opened.page.locator('[data-connection="online"]').waitFor();
    return opened;
  };
  const [officer, willow, poplar, supervisor] = await Promise.all([
    at('checkpoint', 'wen', hands.desk),
    at('community', 'willow', hands.phone),
    at('community', 'poplar', hands.phone),
    at('supervisor', 'chen', hands.desk),
  ]);
  return { officer, willow, poplar, supervisor };
}

export async function closeDesks(desks: Desks): Promise<void> {
  await Promise.all(Object.values(desks).map(({ context }: At) => context.close()));
}

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });
const link = (page: Page | Locator, name: string | RegExp) => page.getByRole('link', { name });

async function signInBy(hands: Hands, on: Page | Locator, name: string): Promise<void> {
  await hands.write(on.locator('input[autocomplete="username"]'), signInName(name));
  await hands.write(on.locator('input[autocomplete="current-password"]'), PASSWORD);
  await hands.press(on.locator('form button[type="submit"]'));
}

export async function foundingScene(
  house: HouseInBrowser,
  desks: Desks,
  hands: Hands,
  { plate, li, colleague }: Scene,
  brought: readonly string[],
  at: AtPoint = () => Promise.resolve(),
): Promise<void> {
  const { officer, willow, poplar, supervisor } = desks;
  const { page } = officer;
  const dialog = page.getByRole('dialog').last();
  const step = (name: string) => page.locator(`[data-step="${name}"]`);
  const timeLine = page.locator('.time-line');

  /** Time passes at the house; what falls due on the way fires. */
  const pass = async (minutes: number) => {
    house.app.clock.now += minutes * MINUTE;
    await house.app.house.settle();
  };
  /** Whoever was away for a quarter of an hour signs in again, over the page as they left it. */
  const back = async (there: At, name: string) => {
    const again = there.page.getByRole('dialog');
    await again.waitFor();
    await signInBy(hands, again, name);
    await again.waitFor({ state: 'detached' });
  };
  const to = (there: At, name: string) =>
    hands.press(
      there.page
        .getByRole('navigation', { name: '主导航' })
        .getByRole('link', { name: new RegExp(`^${name}\\s*\\d*$`) }),
    );
  const chosenInQueue = async (name: string) => {
    await hands.press(page.locator('.queue').getByRole('link', { name }));
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  };

  // The shift begins, with a tone.
  await to(officer, '班次');
  await hands.press(button(page, '上岗并试音'));
  await page.getByText('在岗', { exact: true }).waitFor();

  // The car: the driver drives on at once, the first of the two gets a case.
  await hands.main(page, 'F2');
  await page.getByRole('heading', { name: '登记停车', level: 1 }).waitFor();
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await hands.write(field('车牌'), plate);
  await hands.write(field('全车人数'), '4');
  await hands.write(field('其中直接通行'), '1');
  await hands.pick(field('通行依据'), '一般进京');
  await typePerson(li, at);
  await hands.press(page.getByLabel('证件已查验，当场返还'));
  await hands.press(page.getByLabel('立案后立即征询'));
  await at('the officer is about to open the case', officer, field('返京地址'));
  await hands.press(button(page, '立案'));
  await page.getByRole('heading', { name: li.name, level: 1 }).waitFor();

  // The second is read and handed back, and asked about at once.
  await hands.press(page.locator('.car', { hasText: plate }).getByRole('link', { name: '人未登记结果' }));
  await hands.press(link(page.locator('tr', { hasText: plate }), '为第 2 位立案'));
  await page.getByRole('heading', { name: '第 2 位，共 4 位', level: 1 }).waitFor();
  await typePerson(colleague);
  await hands.press(button(page, `立案、查验返还、征询${colleague.community}`));
  await page.getByRole('heading', { name: colleague.name, level: 1 }).waitFor();

  // She whose pop-up is gone drives on.
  await hands.press(page.locator('.car', { hasText: plate }).getByRole('link', { name: '人未登记结果' }));
  const row = page.locator('tr', { hasText: plate });
  await hands.pick(row.getByLabel('通行依据'), '一般进京');
  await hands.press(button(row, '第 3 位通行'));
  await row.getByText('通行 2 人').waitFor();

  // Both documents are held by two officers, with a receipt each.
  await to(officer, '待办');
  for (const { name } of [colleague, li]) {
    await chosenInQueue(name);
    await openStep('document');
    await hands.press(button(page, '暂存证件'));
    await hands.press(dialog.getByLabel('健康宝弹窗'));
    await hands.press(button(dialog, '暂存证件'));
    const second = page.getByRole('dialog', { name: '须由另一人当场验证' });
    await signInBy(hands, second, 'bai');
    await step('document').getByText('暂存').first().waitFor();
    await house.app.house.settle();
    const receipt = page.locator('.papers li', { hasText: '证件暂存收据' });
    await hands.press(button(receipt, '交付文书'));
    await hands.press(dialog.getByLabel('当面交付'));
    await hands.press(button(dialog, '交付文书'));
    await receipt.getByText('已交付').waitFor();
  }

  // What the traveller tried before is theirs; then the community is asked.
  await openStep('community');
  await hands.press(button(page, '登记此前联系'));
  await hands.write(dialog.getByLabel('此前拨打次数'), '22');
  await hands.write(dialog.getByLabel('接通次数'), '1');
  await hands.write(dialog.locator('textarea'), '会集中处理');
  await hands.press(button(dialog, '登记此前联系'));
  await timeLine.getByText('会集中处理').waitFor();
  await hands.press(page.locator('[data-ask]').getByRole('radio', { name: li.community }));
  await hands.press(page.locator('[data-act="askCommunity"]').filter({ hasText: li.community }));
  await page.getByText('等待社区答复').first().waitFor();
  await link(willow.page, li.name).waitFor();

  // Nobody answers, twice; then somebody does, whom nobody knows.
  for (const attempt of [1, 2]) {
    await hands.main(page, 'F4');
    await page.getByRole('timer').waitFor();
    await hands.press(page.locator('.outcomes').getByRole('button', { name: '无人接听' }));
    await page.getByText(`第 ${attempt + 1} 次拨打`).waitFor();
    await pass(1);
  }
  await hands.main(page, 'F4');
  // By its place: a label around a field takes in what is typed there.
  const voice = page.locator('label.field', { hasText: '对方原话（可不填）' }).locator('textarea');
  await hands.write(voice, '那就回来');
  await at('the officer has typed what the voice said', officer, voice);
  await hands.press(page.locator('.outcomes').getByRole('button', { name: '通话但未核实身份' }));
  await timeLine.getByText('那就回来').waitFor();

  // The voice is identified by the code it reads back, and answers the three questions, on a condition.
  await hands.press(page.locator('.oral > summary'));
  const before = brought.length;
  await hands.press(button(page, '发送回读码'));
  const code = field('对方读出的回读码');
  await code.waitFor();
  await house.app.house.settle();
  await hands.write(code, brought[before] ?? '');
  await at('the officer has typed the code read back', officer, code);
  await hands.press(page.getByLabel('已告知对方：通话内容将被记录'));
  for (const question of ['第一问', '第二问', '第三问'])
    await hands.press(
      page.getByRole('group', { name: new RegExp(question) }).getByRole('radio', { name: '是', exact: true }),
    );
  await hands.press(page.getByRole('radio', { name: '同意接收', exact: true }));
  await hands.press(page.getByLabel('楼栋封控：可进不可出'));
  await hands.press(page.getByRole('radio', { name: '7 天' }));
  await hands.press(button(page, '登记口头答复'));
  await page.locator('[data-step="community"]').getByText('同意接收').first().waitFor();

  // Meanwhile the other community says what is no consent.
  await hands.press(link(poplar.page, colleague.name));
  await hands.press(button(poplar.page, '是，本单位居民'));
  await hands.press(button(poplar.page, '有话要说，附条件'));
  const words = poplar.page.getByLabel('原话');
  await hands.write(words, '你要放我就收');
  await at('the other community has typed its words', poplar, words);
  await hands.press(button(poplar.page, '提交答复'));
  await poplar.page.getByText('不构成同意接收').waitFor();

  // The condition is explained before anything is signed, and she signs on her own phone.
  await hands.press(button(page, '已说明，当事人知悉'));
  await page.locator('.pledge', { hasText: '承诺' }).waitFor();
  await hands.press(button(page, '当事人链接'));
  await hands.press(button(dialog, '生成链接'));
  const address = await readCode(dialog.locator('svg[role="img"]'));
  const phone = await house.open(new URL(address).pathname, hands.phone);
  const hers = phone.page;
  await hands.write(hers.locator('#lastFour'), li.number.slice(-4));
  await hands.press(button(hers, '查看'));
  await hers.locator('#signPledge canvas').waitFor();
  await hands.press(hers.locator('summary', { hasText: '陈述申辩' }));
  const statement = hers.locator('#addStatement-words');
  await hands.write(statement, '家里有老人要照顾');
  await at('the traveller has typed a statement', phone, statement);
  await hands.press(button(hers, '记入案卷'));
  await hers.getByText('您的陈述已记入案卷。').waitFor();
  await hands.sign(hers);
  await at('the traveller has drawn a signature', phone, hers.locator('input[name="strokes"]'));
  await hands.press(button(dialog, '出示见证码'));
  const shown = await dialog.locator('.witness [role="status"]').innerText();
  await hands.write(hers.locator('#signPledge-code'), shown.replace(/\s/g, '').slice(0, 6));
  await hands.press(button(hers, '签署承诺书'));
  await hers.getByText('承诺书已签署。').waitFor();
  await hands.press(dialog.locator('.dialog-close'));
  await page.getByText('承诺书已签，等待放行').first().waitFor();

  // Her card comes back before she is released: while it is kept, the release is shut and says so.
  await openStep('release');
  await step('release').getByText('证件仍在暂存，请先返还').first().waitFor();
  await hands.main(page, 'F9');
  await step('document').getByText('已返还').waitFor();
  await at('the officer is about to release', officer);
  await hands.main(page, 'F10');
  await hers.getByRole('heading', { name: '已放行，在途' }).waitFor();
  await phone.context.close();

  // The other request waits, and is called after. Its clock carries it up; the clock of the document rings first.
  await chosenInQueue(colleague.name);
  await timeLine.getByText('你要放我就收').waitFor();
  await pass(7);
  await hands.main(page, 'F4');
  await hands.press(page.locator('.outcomes').getByRole('button', { name: '对方挂断' }));
  await timeLine.getByText('对方挂断').waitFor();
  await pass(7);
  await page.getByText('等待街道办事处答复').first().waitFor();
  const ringing = page.locator('.alarms').getByText('暂存证件须复核或返还');
  await ringing.waitFor();
  await hands.press(page.locator('.alarms').getByRole('button', { name: /知道了/ }));
  await ringing.waitFor({ state: 'detached' });
  await hands.main(page, 'F9');
  await step('document').getByText('已返还').waitFor();
  await pass(8);
  await hands.main(page, 'F4');
  await hands.press(page.locator('.outcomes').getByRole('button', { name: '占线' }));
  await timeLine.getByText('占线').waitFor();
  await pass(8);
  await page.getByText('等待督办裁定').first().waitFor();

  // The supervisor reads both sides and rules; the office named acknowledges.
  await back(supervisor, 'chen');
  await to(supervisor, '待裁定');
  await hands.press(
    supervisor.page.locator('tr[data-row-key]', { hasText: colleague.name }).getByRole('link'),
  );
  await supervisor.page.getByText('你要放我就收', { exact: true }).first().waitFor();
  await hands.press(button(supervisor.page, '裁定'));
  await hands.pick(supervisor.page.getByLabel('单位'), `东河区 河沿街道 ${colleague.community}`);
  await hands.press(supervisor.page.getByLabel('首接负责'));
  for (const side of ['检查站一方', '社区一方'])
    await hands.press(supervisor.page.getByRole('group', { name: side }).getByLabel('书面'));
  const ruling = supervisor.page.getByLabel('说明');
  await hands.write(ruling, '首接负责，由社区接收');
  await at('the supervisor has typed the ruling', supervisor, ruling);
  await hands.press(
    supervisor.page.getByRole('region', { name: '办理' }).locator('form button[type="submit"]'),
  );
  await supervisor.page.getByText('已办理：裁定').waitFor();
  await back(poplar, 'poplar');
  await hands.press(button(poplar.page, '签收裁定'));
  await poplar.page.getByRole('heading', { name: '已签收，等待放行' }).waitFor();

  // The traveller signs at the officer's board, is released, and the stop is closed.
  await openStep('pledge');
  await page.locator('.pledge', { hasText: '承诺' }).waitFor();
  await hands.sign(page);
  await hands.press(button(page, '签署承诺书'));
  await page.getByText('承诺书已签，等待放行').first().waitFor();
  await hands.main(page, 'F10');
  await page.getByText('已放行').first().waitFor();
  await to(officer, '停车');
  await hands.press(button(page.locator('tr', { hasText: plate }), '结束停车'));
  await page.locator('tr', { hasText: plate }).waitFor({ state: 'detached' });
  await to(officer, '班次');
  await hands.press(button(page, '下岗'));
  await page.locator('form.sheet').getByText('您尚未上岗。').waitFor();

  // Both come home.
  await back(willow, 'willow');
  await pass(14);
  for (const [there, { name }] of [
    [willow, li],
    [poplar, colleague],
  ] as const) {
    await to(there, '接收');
    const card = there.page.getByRole('listitem').filter({ hasText: name });
    await button(card, '确认到达').waitFor();
    if (there === willow) await at('the community is about to confirm the arrival', there);
    await hands.press(button(card, '确认到达'));
    await there.page.locator('section[aria-labelledby="inCare"]').getByText(name).waitFor();
  }

  async function openStep(name: string): Promise<void> {
    const head = step(name).getByRole('button').first();
    if ((await head.getAttribute('aria-expanded')) !== 'true') await hands.press(head);
  }

  /** One person's document, fields and evidence, each filled in once. */
  async function typePerson(person: Person, atTyped?: AtPoint): Promise<void> {
    await hands.write(field('证件号码'), person.number);
    await hands.write(field('姓名'), person.name);
    await atTyped?.('the officer has typed who was stopped', officer, field('姓名'));
    await hands.write(field('返京地址'), person.address);
    await hands.press(
      page.locator('[data-field="community"]').getByRole('radio', { name: person.community }),
    );
    await hands.write(field('返京前住址'), '唐河镇幸福路九号');
    await hands.press(page.getByRole('radio', { name: '弹窗三' }));
    await hands.press(page.getByRole('group', { name: '行程码' }).locator('input[value="GREEN"]'));
    await hands.press(page.getByRole('radio', { name: '阴性 · 已电话核实' }));
    await hands.write(field('核酸时间'), '11-08 01:00');
  }
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
