import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawSample } from '../../src/commands/draw-sample.ts';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP, YES } from './world.ts';
import { type App, openApp } from '../terminals/app.ts';

describe('a dip sample', () => {
  const population = Array.from({ length: 100 }, (_, n) => ({ key: `case-${n}`, at: n }));
  const drawn = (seed: string, size = 10) =>
    drawSample(population, { seed, size, from: 0, to: 50 }).drawn.map(({ key }) => key);

  test('is the same for everybody who has the seed, and another for another seed', () => {
    expect(drawn('autumn')).toEqual(drawn('autumn'));
    expect(drawn('autumn')).not.toEqual(drawn('winter'));
    expect(new Set(drawn('autumn')).size).toBe(10);
  });

  test('is drawn from the period alone, and never asks for more than there is', () => {
    const { of } = drawSample(population, { seed: 'x', size: 10, from: 10, to: 20 });
    expect(of.map(({ at }) => at)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(drawn('x', 200)).toHaveLength(50);
  });

  test('a larger one holds the smaller, and everybody is drawn about as often', () => {
    expect(drawn('y', 20).slice(0, 10)).toEqual(drawn('y', 10));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 1_000; seed++)
      for (const key of drawn(`seed ${seed}`)) times.set(key, (times.get(key) ?? 0) + 1);
    // 200 expected for each of the fifty.
    expect(Math.min(...times.values())).toBeGreaterThan(140);
    expect(Math.max(...times.values())).toBeLessThan(260);
    expect(times.size).toBe(50);
  });
});

describe('the command that draws', () => {
  let app: App;
  let handoff: string;
  beforeAll(async () => {
    app = await openApp();
    const [wen, willow] = [await app.as('wen'), await app.as('willow')];
    const { streamId: stopId } = await wen.did('openStop', null, {
      checkpoint: 'K-NORTH',
      vehicle: 'car',
      travellers: 1,
      direction: 'INBOUND',
    });
    ({ streamId: handoff } = await wen.did('openHandoff', null, {
      stopId,
      traveller: 1,
      healthStatus: POPPED_UP,
      itinerary: GREEN_ITINERARY,
      test: fitTest(app.clock.now),
      ...details('李洁', '990000188001010013'),
    }));
    await wen.did('readDocument', handoff);
    const asked = await wen.did('askCommunity', handoff, { community: 'C-WILLOW' });
    const { version } = await willow.did(
      'answerCommunity',
      handoff,
      { office: 'C-WILLOW', answer: 'accept', ...YES },
      { basedOn: asked.version },
    );
    const text = await wen.get(`/api/checkpoint/handoffs/${handoff}/pledge-text`);
    await wen.did(
      'signPledge',
      handoff,
      {
        textDigest: (text.body as unknown as { digest: string }).digest,
        language: 'zh-CN',
        strokes: '[{"points":[{"x":1,"y":2},{"x":30,"y":9}]}]',
        witness: wen.account,
      },
      { basedOn: version },
    );
  });
  afterAll(() => app.close());

  interface Kept {
    readonly seed: string;
    readonly population: number;
    readonly members: readonly string[];
  }
  async function drawn(body: object): Promise<Kept> {
    const chen = await app.as('chen');
    const period = { from: app.clock.now - 1_000, to: app.clock.now + 1_000 };
    const { streamId } = await chen.did('openSample', null, { size: 5, ...period, ...body });
    const { body: shown } = await chen.get(`/api/supervisor/views/pledgeReviews/${streamId}`);
    return (shown as unknown as { row: { said: Kept } }).row.said;
  }

  test('keeps whom it drew and from how many, so that a sample can be opened again', async () => {
    expect(await drawn({ seed: 'autumn' })).toMatchObject({
      seed: 'autumn',
      population: 1,
      members: [handoff],
    });
  });

  test('makes a seed where none was given, another each time', async () => {
    const [one, other] = [await drawn({}), await drawn({})];
    expect(one.seed).toMatch(/^[0-9a-f]{12}$/);
    expect(other.seed).not.toBe(one.seed);
    expect(one.members).toEqual([handoff]);
  });

  test('draws nobody from outside the period', async () => {
    expect(await drawn({ to: app.clock.now - 500 })).toMatchObject({ population: 0, members: [] });
  });
});
