import { afterAll, beforeAll, expect, test } from 'vitest';
import { details, fitTest, GREEN_ITINERARY, MINUTE, POPPED_UP, YES } from '../commands/world.ts';
import { idNumberOf } from '../../src/demo/district.ts';
import { type App, cookieOf, openApp } from './app.ts';

let world: App;
let persons = 0;
beforeAll(async () => {
  world = await openApp();
});
afterAll(() => world.close());

/** A case whose pledge can be signed, and its traveller signed in by the link. */
async function readyCase() {
  const wen = await world.as('wen');
  const stop = await wen.did('openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  const number = idNumberOf((persons += 1));
  const { streamId: handoff } = await wen.did('openHandoff', null, {
    stopId: stop.streamId,
    traveller: 1,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    test: fitTest(world.clock.now),
    ...details('李洁', number),
  });
  const asked = await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
  const { version } = await (await world.as('willow')).did(
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'accept', ...YES },
    { basedOn: asked.version },
  );
  const lastFour = number.slice(-4);
  const made = await wen.post(`/api/checkpoint/handoffs/${handoff}/traveller-link`, { lastFour });
  const { link } = made.body as unknown as { link: string };
  const signedIn = await world.nobody.post('/api/traveller/session', { link, lastFour });
  const traveller = world.holding(cookieOf(signedIn), 'traveller');
  const text = await traveller.get(`/api/traveller/handoffs/${handoff}/pledge-text`);
  const { digest } = text.body as unknown as { digest: string };
  const sign = async (more: object) =>
    traveller.command(
      'signPledge',
      handoff,
      { textDigest: digest, language: 'zh-CN', strokes: '[]', witness: wen.account, ...more },
      { basedOn: version },
    );
  const show = async (name = 'wen') => {
    const shown = await (await world.as(name)).post(`/api/checkpoint/handoffs/${handoff}/witness-code`);
    return (shown.body as unknown as { code: string }).code;
  };
  return { handoff, sign, show, bai: (await world.as('bai')).account };
}

const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const isRefused = (answer: { status: number; body: { error?: { code?: string } } }) =>
  expect([answer.status, answer.body.error?.code]).toEqual([422, 'witnessIsOnDuty']);

test('a link alone signs nothing: the code must be there, be right, be this case’s, and be this witness’s', async () => {
  const [one, other] = [await readyCase(), await readyCase()];
  isRefused(await one.sign({}));
  isRefused(await one.sign({ witnessCode: '123456' }));
  const code = await one.show();
  isRefused(await one.sign({ witnessCode: another(code) }));
  isRefused(await one.sign({ witnessCode: code, witness: one.bai }));
  isRefused(await other.sign({ witnessCode: code }));
  expect((await one.sign({ witnessCode: code })).status).toBe(200);
});

test('a code is good for ten minutes, and only until another is shown', async () => {
  const { sign, show } = await readyCase();
  const first = await show();
  const second = await show();
  if (first !== second) isRefused(await sign({ witnessCode: first }));
  world.clock.now += 10 * MINUTE;
  isRefused(await sign({ witnessCode: second }));
  expect((await sign({ witnessCode: await show() })).status).toBe(200);
});

test('five tries use a code up, right or wrong', async () => {
  const { sign, show } = await readyCase();
  const code = await show();
  for (let tries = 0; tries < 5; tries += 1) isRefused(await sign({ witnessCode: another(code) }));
  isRefused(await sign({ witnessCode: code }));
  expect((await sign({ witnessCode: await show() })).status).toBe(200);
});
