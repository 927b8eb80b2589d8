import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { details, fitTest, YES } from '../commands/world.ts';
import { type HouseInBrowser, openCase, openInBrowser } from './house.ts';

/** The booth's own screen. */
const BOOTH = { viewport: { width: 1024, height: 768 } };
/** Passes its check digit and is nobody's, as are those of `person`. */
const NUMBER = '990000188001010013';

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
});
afterAll(() => house.close());

/** Counts what an officer does: a press, a key that triggers, a field filled by one scan or typing. */
class Hands {
  actions = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(key: string): Promise<void> {
    this.actions += 1;
    await this.#page.keyboard.press(key);
  }

  /** Moving the focus triggers nothing and costs no action; it has to be possible by Tab alone. */
  async tabTo(target: Locator): Promise<void> {
    await target.first().waitFor();
    for (let steps = 0; steps < 120; steps++) {
      if (await target.first().evaluate((element) => element === document.activeElement)) return;
      await this.#page.keyboard.press('Tab');
    }
    throw new Error('The keyboard does not come there.');
  }

  async fill(target: Locator, text: string): Promise<void> {
    await this.tabTo(target);
    this.actions += 1;
    await this.#page.keyboard.insertText(text);
  }

  async choose(target: Locator): Promise<void> {
    await this.tabTo(target);
    await this.press('Space');
  }

  async go(target: Locator): Promise<void> {
    await this.tabTo(target);
    await this.press('Enter');
  }

  /** A gun types 12 ms apart and ends with Enter. */
  async scan(text: string): Promise<void> {
    this.actions += 1;
    await scan(this.#page, text);
  }

  /** The traveller's own hand; the officer holds the board out. */
  async letSign(): Promise<void> {
    this.actions += 1;
    await draw(this.#page);
  }
}

/** Keys as a gun sends them: by code, in one go; with an input method on they come as `Process`. */
async function scan(page: Page, text: string, isComposing = false): Promise<void> {
  await page.evaluate(
    ({ keys, composing }) => {
      const target = document.activeElement ?? document.body;
      const send = (code: string, key: string) =>
        target.dispatchEvent(
          new KeyboardEvent('keydown', {
            code,
            key: composing ? 'Process' : key,
            isComposing: composing,
            bubbles: true,
            cancelable: true,
          }),
        );
      for (const key of keys) send(/\d/.test(key) ? `Digit${key}` : `Key${key}`, key);
      send('Enter', 'Enter');
    },
    { keys: Array.from(text), composing: isComposing },
  );
}

async function draw(page: Page): Promise<void> {
  const canvas = page.locator('.signature canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('There is no place to sign.');
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 12; i++)
    await page.mouse.move(box.x + 20 + i * 12, box.y + box.height / 2 + (i % 2 === 0 ? 12 : -12));
  await page.mouse.up();
}

/** A case that stands at the door of the community, made without a screen. */
async function caseAt(more: object = {}): Promise<string> {
  const wen = await house.app.as('wen');
  const streamId = await openCase(house, {
    test: fitTest(house.app.clock.now),
    ...more,
  });
  await wen.did('readDocument', streamId);
  return streamId;
}

async function acceptedBy(handoff: string, more: object = {}): Promise<void> {
  await (await house.app.as('wen')).did('askCommunity', handoff, { community: 'C-WILLOW' });
  await (await house.app.as('willow')).did(
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'accept', ...YES, ...more },
    { basedOn: await versionOf(handoff) },
  );
}

const versionOf = async (handoff: string): Promise<number> =>
  (
    (await (await house.app.as('wen')).get(`/api/checkpoint/views/handoffPage/${handoff}`))
      .body as unknown as { version: number }
  ).version;

const NUMBERS = ['990000188001010021', '99000018800101003X', '990000188001010048'] as const;
const person = (n: 0 | 1 | 2) => ({
  ...details(`试${n}`, NUMBERS[n]),
  returnAddress: { text: '柳巷一号院' },
});

test('a whole good case takes fourteen actions at most, by the keyboard alone', async () => {
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  const hands = new Hands(page);
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await page.getByRole('heading', { name: '待办', level: 1 }).waitFor();

  await hands.scan(NUMBER);
  await page.getByRole('heading', { name: '登记停车', level: 1 }).waitFor();
  expect(await field('证件号码').inputValue()).toBe(NUMBER);
  await hands.fill(field('姓名'), '李洁');
  await hands.fill(field('返京地址'), '柳巷一号院三号楼');
  await hands.choose(page.locator('[data-field="community"] input[type="radio"]'));
  await hands.fill(field('返京前住址'), '唐河镇幸福路九号');
  await hands.choose(page.getByRole('radio', { name: '绿（未见异常）' }));
  // Within a row of choices the arrows move and choose at once.
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('radio', { name: '弹窗三' }).isChecked()).toBe(true);
  await hands.choose(page.getByRole('group', { name: '行程码' }).getByRole('radio', { name: '绿' }));
  await hands.choose(page.getByRole('radio', { name: '阴性 · 已电话核实' }));
  await hands.fill(field('核酸时间'), '11-08 01:00');
  await hands.go(page.getByRole('button', { name: '立案、查验返还、征询柳巷社区' }));

  await page.getByText('等待社区答复').first().waitFor();
  const handoff = (await page.evaluate(() => location.hash)).split('/')[2]?.split('?')[0] ?? '';
  await (await house.app.as('willow')).did(
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'accept', ...YES, conditions: ['sealedBuilding'] },
    { basedOn: await versionOf(handoff) },
  );

  await hands.go(page.getByRole('button', { name: '已说明，当事人知悉' }));
  await page.locator('.pledge', { hasText: '承诺' }).waitFor();
  await hands.letSign();
  await hands.go(page.getByRole('button', { name: '签署承诺书' }));
  await page.locator('[data-step="release"].shown').waitFor();
  await hands.press('F10');
  await page.getByText('已放行').first().waitFor();
  expect(hands.actions).toBeLessThanOrEqual(14);

  // The papers that were drawn on the way can be opened and printed.
  await house.app.house.settle();
  await page.getByRole('link', { name: '打开打印' }).first().waitFor();
  const paper = await page.getByRole('link', { name: '打开打印' }).first().getAttribute('href');
  const printed = await page.evaluate(
    async (href) => (await fetch(href)).headers.get('content-type'),
    paper ?? '',
  );
  expect(printed).toBe('application/pdf');
  await context.close();
});

describe('a scanned document', () => {
  test('comes through a Chinese input method, and leaves what was being typed alone', async () => {
    const { page, context } = await house.at('checkpoint', 'bai', BOOTH);
    await page.goto('/desk/checkpoint#/new');
    await page.getByLabel('姓名', { exact: true }).fill('赵');
    await page.getByLabel('姓名', { exact: true }).focus();
    await scan(page, NUMBER, true);
    await expect.poll(() => page.getByLabel('证件号码').inputValue()).toBe(NUMBER);
    expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('赵');
    await context.close();
  });

  test('is held to its check digit when it is typed by hand', async () => {
    const { page, context } = await house.at('checkpoint', 'bai', BOOTH);
    await page.goto('/desk/checkpoint#/new');
    await page.getByLabel('证件号码').fill('990000188001010019');
    await page.getByText('第 18 位校验码与前面各位不符，请逐位核对。').waitFor();
    expect(await page.getByLabel('证件号码').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('证件号码').fill(NUMBER);
    await page.getByText('校验位正确').waitFor();
    await context.close();
  });
});

test('the net is cut while somebody types: nothing is lost, and what was sent arrives once', async () => {
  const handoff = await caseAt(person(0));
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  await page.getByText('其他办理').click();
  await page.getByRole('button', { name: '陈述申辩' }).click();
  await page.getByRole('textbox').first().fill('家中有单独');
  await context.setOffline(true);
  await page.locator('[data-connection="offline"]').waitFor();
  await page.getByRole('textbox').first().fill('家中有单独房间，请求复核');
  // Closing the window loses nothing either.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '陈述申辩' }).click();
  expect(await page.getByRole('textbox').first().inputValue()).toBe('家中有单独房间，请求复核');
  await page.locator('.dialog button[type="submit"]').click();
  await page.getByText('仍在重试').waitFor();
  await context.setOffline(false);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('.time-line').getByText('家中有单独房间，请求复核').waitFor();
  expect(await page.locator('.time-line').getByText('家中有单独房间，请求复核').count()).toBe(1);
  await context.close();
});

test('something came in between: the screen says what changed and by whom, and goes on from there', async () => {
  const handoff = await caseAt(person(1));
  await acceptedBy(handoff);
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  await page.locator('.signature canvas').waitFor();
  await draw(page);
  // The community moves first, while this screen hears nothing of it.
  await page.route(
    '**/api/**',
    async (route) => {
      if (!route.request().url().endsWith('signPledge')) return route.continue();
      await (await house.app.as('willow')).did('revokeConsent', handoff, {
        office: 'C-WILLOW',
        reason: 'noCapacity',
      });
      return route.continue();
    },
    { times: 20 },
  );
  await page.getByRole('button', { name: '签署承诺书' }).click();
  const said = page.getByRole('alert').filter({ hasText: '期间情况已有变化' }).first();
  await said.waitFor();
  await said.getByText('撤回同意').waitFor();
  await said.getByText('willow').waitFor();
  await said.getByRole('button', { name: '已看过，按现在的情况' }).click();
  await said.waitFor({ state: 'detached' });
  expect(await page.getByText('不能签署或放行').first().isVisible()).toBe(true);
  await context.close();
});

test('a signature stands after the board is turned, resized and loaded again', async () => {
  const handoff = await caseAt(person(2));
  await acceptedBy(handoff);
  const { page, context } = await house.at('checkpoint', 'wen', BOOTH);
  await page.goto(`/desk/checkpoint#/queue/${handoff}`);
  await page.locator('.signature canvas').waitFor();
  await draw(page);
  const strokes = async (): Promise<string> => {
    await page.locator('.signature canvas').waitFor();
    return page.locator('.signature [role="status"]').innerText();
  };
  expect(await strokes()).toContain('1');
  const inked = () =>
    page.locator('.signature canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
        0,
        0,
        canvas.width,
        canvas.height,
      );
      return data.some((value, i) => i % 4 === 3 && value > 0);
    });
  await page.setViewportSize({ width: 768, height: 1024 });
  await expect.poll(inked).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(inked).toBe(true);
  // The pause after the last stroke, before it is kept.
  await page.waitForFunction(() =>
    Object.keys(sessionStorage).some((name) => name.startsWith('draft strokes')),
  );
  await page.reload();
  expect(await strokes()).toContain('1');
  await expect.poll(inked).toBe(true);
  const before = await versionOf(handoff);
  await page.getByRole('button', { name: '签署承诺书' }).click();
  await page.getByText('承诺书已签').first().waitFor();
  expect(await versionOf(handoff)).toBeGreaterThan(before);
  await context.close();
});
