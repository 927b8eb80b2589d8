import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP, YES } from '../commands/world.ts';
import { idNumberOf } from '../../src/demo/district.ts';
import {
  type At,
  CHIP_MS,
  cutNet,
  expectAccessible,
  type HouseInBrowser,
  openInBrowser,
  PHONE,
} from './house.ts';

let house: HouseInBrowser;
beforeAll(async () => {
  house = await openInBrowser();
});
afterAll(() => house.close());

interface Case {
  readonly handoff: string;
  readonly link: string;
  readonly lastFour: string;
}
let persons = 0;

/** A case of its own for each test, as far as the community's yes where it is wanted, and the traveller's link to it. */
async function caseOf(conditions: readonly string[] | null = []): Promise<Case> {
  const { app } = house;
  const wen = await app.as('wen');
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
  await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
  if (conditions !== null) await accept(handoff, conditions);
  const lastFour = number.slice(-4);
  const { body } = await wen.post(`/api/checkpoint/handoffs/${handoff}/traveller-link`, { lastFour });
  return { handoff, link: (body as unknown as { link: string }).link, lastFour };
}

async function accept(handoff: string, conditions: readonly string[] = []): Promise<void> {
  const willow = await house.app.as('willow');
  const { body } = await willow.get(`/api/community/views/handoffPage/${handoff}`);
  await willow.did(
    'answerCommunity',
    handoff,
    {
      office: 'C-WILLOW',
      answer: 'accept',
      ...YES,
      ...(conditions.length === 0 ? {} : { conditions }),
    },
    { basedOn: (body as unknown as { version: number }).version },
  );
}

async function codeFor(handoff: string): Promise<string> {
  const { body } = await (await house.app.as('wen')).post(`/api/checkpoint/handoffs/${handoff}/witness-code`);
  return (body as unknown as { code: string }).code;
}

/** The page of a case, opened as its traveller opens it. */
async function opened(
  { link, lastFour }: Case,
  options: BrowserContextOptions = {},
  lang = 'zh',
): Promise<At> {
  const at = await house.open(`/t/${link}?lang=${lang}`, { ...PHONE, ...options });
  await at.page.locator('#lastFour').fill(lastFour);
  await at.page.locator('form button').click();
  await at.page.locator('#mine').waitFor();
  return at;
}

async function draw(page: Page): Promise<void> {
  const pad = page.locator('#signPledge canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('There is no pad.');
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.7, { steps: 8 });
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.2, { steps: 8 });
  await page.mouse.up();
}

const strokesOf = (page: Page) => page.locator('#signPledge input[name="strokes"]').inputValue();

test('the pledge is read and signed on the phone, with the code the officer shows, by the one command', async () => {
  const one = await caseOf(['homeObservation']);
  const { page, context } = await opened(one);
  await page.getByText('现在还不能签署').waitFor();
  await page.getByRole('button', { name: '我已知悉这些条件' }).click();
  await page.getByText('已记下：您知悉接收条件。').waitFor();

  // Without a signature nothing is sent; with a wrong code it is refused in words and the signature stays.
  await page.locator('#signPledge-code').fill('000000');
  await page.getByRole('button', { name: '签署承诺书' }).click();
  await page.getByText('请先在框内签名。').waitFor();
  await draw(page);
  const drawn = await strokesOf(page);
  await page.getByRole('button', { name: '签署承诺书' }).click();
  await page.getByRole('alert').getByText('六位见证码').waitFor();
  expect(await strokesOf(page)).toBe(drawn);

  // Turned and loaded again: the strokes are equal.
  await page.setViewportSize({ width: 740, height: 360 });
  expect(await strokesOf(page)).toBe(drawn);
  await page.waitForFunction(() => Object.keys(sessionStorage).length > 0);
  await page.reload();
  await page.locator('#signPledge canvas').waitFor();
  expect(await strokesOf(page)).toBe(drawn);

  await page.locator('#signPledge-code').fill(await codeFor(one.handoff));
  await page.getByRole('button', { name: '签署承诺书' }).click();
  await page.getByText('承诺书已签署。').waitFor();
  await page.getByRole('heading', { name: '承诺书已签，等待放行' }).waitFor();
  const wen = await house.app.as('wen');
  const { body } = await wen.get(`/api/checkpoint/handoffs/${one.handoff}/timeline`);
  const { entries } = body as unknown as { entries: { command: string; said: { witness?: string } }[] };
  expect(entries.find(({ command }) => command === 'signPledge')?.said.witness).toBe(wen.account);
  // The copy comes to the page by itself, once it is drawn.
  await house.app.house.settle();
  await page.locator('#papers a', { hasText: '责任承诺书' }).waitFor();
  const paper = await page.locator('#papers a').first().getAttribute('href');
  const copy = await context.request.get(paper ?? '');
  expect(copy.headers()['content-type']).toBe('application/pdf');
  await context.close();
});

test('the page follows what happens, and leaves what is being written where it is', async () => {
  const one = await caseOf(null);
  const { page, context } = await opened(one);
  await page.getByRole('heading', { name: '等待社区答复' }).waitFor();
  await page.getByText('在这里投诉').click();
  await page.locator('#fileComplaint-words').fill('等了很久');
  await accept(one.handoff);
  await page.getByRole('heading', { name: '可以接收，等待签署承诺书' }).waitFor();
  expect(await page.locator('#fileComplaint-words').inputValue()).toBe('等了很久');
  await page.reload();
  await expect.poll(() => page.locator('#fileComplaint-words').inputValue()).toBe('等了很久');
  await page.locator('#about').selectOption('wait');
  await page.getByRole('button', { name: '提交投诉' }).click();
  await page.getByText('投诉已登记').waitFor();
  expect(await page.locator('#story').textContent()).toContain('投诉');
  expect(await page.locator('#fileComplaint-words').inputValue()).toBe('');
  await context.close();
});

test('a form is sent again until the net is back, and is done once; the chip tells the truth', async () => {
  const one = await caseOf(null);
  const { page, context } = await opened(one, {}, 'en');
  await page.getByText('State your case', { exact: true }).click();
  await page.locator('#addStatement-words').fill('My mother is ill.');
  expect(await cutNet({ page, context })).toBeLessThan(CHIP_MS);
  await page.getByRole('button', { name: 'Put it on the record' }).click();
  await page.getByText('It does not get through yet').waitFor();
  await context.setOffline(false);
  await page.getByText('Your statement is on the record.').waitFor();
  await page.locator('[data-connection="online"]').waitFor();
  expect(await page.locator('#story li').filter({ hasText: 'statement' }).count()).toBe(1);
  await context.close();
});

test('without a script everything but signing works', async () => {
  const one = await caseOf();
  const { page, context } = await opened(one, { javaScriptEnabled: false });
  await page.getByText('这部手机的浏览器不能手写签名').waitFor();
  expect(await page.getByRole('button', { name: '签署承诺书' }).isVisible()).toBe(false);
  await page.locator('summary', { hasText: '陈述申辩' }).click();
  await page.locator('#addStatement-words').fill('我母亲病了');
  await page.getByRole('button', { name: '记入案卷' }).click();
  await page.getByText('您的陈述已记入案卷。').waitFor();
  await page.locator('summary', { hasText: '不签署' }).click();
  await page.locator('#declinePledge-because').fill('没有看懂');
  await page.locator('#declinePledge-code').fill('000000');
  await page.getByRole('button', { name: '我不签署' }).click();
  await page.getByRole('alert').getByText('六位见证码').waitFor();
  expect(await page.locator('#declinePledge-because').inputValue()).toBe('没有看懂');
  await page.locator('#declinePledge-code').fill(await codeFor(one.handoff));
  await page.getByRole('button', { name: '我不签署' }).click();
  await page.getByText('已记下：您不签署。').waitFor();
  await page.getByRole('button', { name: '我要离开' }).click();
  await page.getByRole('heading', { name: '您要求离开，正在办理' }).waitFor();
  await page.getByRole('button', { name: '不走了，继续办理' }).click();
  await page.getByRole('button', { name: '我要离开' }).waitFor();
  await page.getByText('再看一次').click();
  await page.locator('#mine').waitFor();
  await context.close();
});

/** A community that will not say yes or no, and a request that is before the supervisor. */
async function disputed(): Promise<Case> {
  const one = await caseOf(null);
  const [wen, willow] = [await house.app.as('wen'), await house.app.as('willow')];
  const { body } = await willow.get(`/api/community/views/handoffPage/${one.handoff}`);
  await willow.did(
    'answerCommunity',
    one.handoff,
    { office: 'C-WILLOW', answer: 'conditional', isRegisteredResident: 'yes', words: '你要放我就收' },
    { basedOn: (body as unknown as { version: number }).version },
  );
  await wen.did('escalateRequest', one.handoff, { because: '社区不表态' });
  await wen.did('escalateRequest', one.handoff);
  return one;
}

test('who decides a dispute until when is read on the phone, something is said to it, and its outcome and that of an appeal come by themselves', async () => {
  const one = await disputed();
  const { page, context } = await opened(one);
  const dispute = page.locator('#dispute');
  await dispute.getByText('东河区督办员', { exact: true }).waitFor();
  await dispute.locator('dt', { hasText: '最迟何时裁定' }).waitFor();
  await page.locator('#addStatement-words').fill('我家就在柳巷一号院，屋里有人照看');
  await page.getByRole('button', { name: '记入案卷' }).click();
  await page.getByText('您的陈述已记入案卷。').waitFor();
  await dispute.locator('.story').getByText('我家就在柳巷一号院，屋里有人照看', { exact: true }).waitFor();
  // The staff's words and names are not on it.
  expect(await page.locator('#mine').textContent()).not.toMatch(/你要放我就收|社区不表态|willow|wen/);
  const chen = await house.app.as('chen');
  const room = await chen.get(`/api/supervisor/views/disputes/${one.handoff}`);
  expect(JSON.stringify(room.body)).toContain('屋里有人照看');
  const { version } = room.body as unknown as { version: number };
  const heard = { checkpoint: 'inWriting', office: 'byPhone' };
  const turnBack = { ruling: 'turnBack', ground: 'noPlace', clause: 'popup3', heard, words: '无处安置' };
  await chen.did('ruleOnHandoff', one.handoff, turnBack, { basedOn: version });
  await dispute.getByText('裁定劝返', { exact: true }).waitFor();
  await dispute.getByText('无接收条件', { exact: true }).waitFor();
  expect(await dispute.textContent()).not.toContain('无处安置');

  // They appeal; somebody else looks again, and the outcome comes with its words.
  await page.locator('summary', { hasText: '提出申诉' }).click();
  await page.locator('#fileAppeal-words').fill('家里有空房间');
  await page.getByRole('button', { name: '提交申诉' }).click();
  await page.getByText('申诉已登记').waitFor();
  const appeal = page.locator('#appeal');
  await appeal.getByText('家里有空房间', { exact: true }).waitFor();
  await expectAccessible(page);
  const dong = await house.app.as('dong');
  await dong.did(
    'lookAgain',
    one.handoff,
    { outcome: 'changed', words: '确有空房间，重新裁定' },
    { basedOn: version + 2 },
  );
  await appeal.getByText('变更', { exact: true }).waitFor();
  await appeal.getByText('确有空房间，重新裁定', { exact: true }).waitFor();
  await dispute.getByText('正在重新裁定', { exact: true }).waitFor();
  await context.close();
});

test('after the closing the link only reads, and takes an appeal', async () => {
  const one = await caseOf(null);
  const wen = await house.app.as('wen');
  await wen.did('requestDeparture', one.handoff, { wish: 'leave', askedBy: 'traveller' });
  await wen.did('withdrawTraveller', one.handoff, {});
  const { page, context } = await opened(one);
  await page.getByRole('heading', { name: '您已离开检查站' }).waitFor();
  expect(await page.locator('form').evaluateAll((forms) => forms.map(({ id }) => id))).toEqual([
    'fileAppeal',
  ]);
  await page.getByText('行政复议').waitFor();
  await context.close();
});

test('the pledge is read aloud in the very words that stand there', async () => {
  const one = await caseOf();
  const { page, context } = await opened(one);
  // The browser of the tests has no voices: what it is asked to say is noted instead.
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    speechSynthesis.speak = ({ text }) => void said.push(text);
  });
  await page.locator('#pledge .aloud').click();
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said).toEqual(await page.locator('.pledge-text p').allTextContents());
  expect(said.join('')).toContain('您可以不签');
  await page.getByRole('button', { name: '停止朗读' }).click();
  await page.locator('#pledge').getByRole('button', { name: '朗读', exact: true }).waitFor();
  await context.close();
});

test('no barriers in either language, by day and by night, asked, waiting, signing and closed', async () => {
  const [waiting, ready, between] = [await caseOf(null), await caseOf(['sealedBuilding']), await disputed()];
  for (const lang of ['zh', 'en'])
    for (const colorScheme of ['light', 'dark'] as const) {
      const ask = await house.open(`/t/${waiting.link}?lang=${lang}`, { ...PHONE, colorScheme });
      await expectAccessible(ask.page);
      await ask.context.close();
      for (const one of [waiting, ready, between]) {
        const { page, context } = await opened(one, { colorScheme }, lang);
        for (const summary of await page.locator('summary').all()) await summary.click();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await context.close();
      }
    }
});
