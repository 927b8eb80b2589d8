/** Trying a measure through the real doors: its faults, what it says of some facts, and sums over what is on record. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TryAnswer } from '../../src/contract/trying-measures.ts';
import { readLog } from '../../src/storage/index.ts';
import { MEASURE_TEXT } from '../commands/world.ts';
import { openTown, stop, shown, type Town } from './town.ts';

const DAY = 86_400_000;

let town: Town;
beforeAll(async () => {
  town = await openTown();
  for (let traveller = 0; traveller < 2; traveller += 1)
    await town.did('wen', 'openHandoff', null, { stopId: await stop(town), ...shown(town) });
}, 60_000);
afterAll(() => town.close());

const ask = async (body: unknown, who = 'chen') =>
  town.ask(await town.proof(who), {
    method: 'POST',
    url: '/api/supervisor/measures/try',
    payload: body as object,
  });
const tried = async (body: unknown) => {
  const { status, body: answer } = await ask(body);
  expect(status).toBe(200);
  return answer as unknown as TryAnswer;
};
const facts = (more: object = {}) =>
  JSON.stringify({ direction: 'INBOUND', arrivedAt: '2022-11-08T10:00:00+08:00', ...more });
const lastPosition = async () => (await readLog(town.app.house.storage.read, 0, 100_000)).at(-1)?.position;

describe('a draft that is tried', () => {
  test('without anything beside it, its faults are all that is said', async () => {
    expect(await tried({ text: MEASURE_TEXT })).toMatchObject({
      faults: [],
      id: 'beijing-2022-11',
      version: 1,
      judged: null,
      simulation: null,
    });
    const { faults, judged } = await tried({ text: '{}', facts: facts() });
    expect(faults.length).toBeGreaterThan(0);
    expect(judged).toBeNull();
  });

  test('on some facts, says by which clause, whether they pass, and why in both languages', async () => {
    const before = await lastPosition();
    const { judged, factFaults } = await tried({ text: MEASURE_TEXT, facts: facts() });
    expect(factFaults).toEqual([]);
    expect(judged).toMatchObject({ passed: false });
    expect(judged?.['zh-CN'].map(({ about }) => about)).toContain('test');
    expect(judged?.en.map(({ about }) => about)).toEqual(judged?.['zh-CN'].map(({ about }) => about));
    expect(await lastPosition()).toBe(before);
  });

  test('says of a child of two that the draft exempts, and of one of four that it does not', async () => {
    const draft = JSON.parse(MEASURE_TEXT) as {
      test: { exemptUpToYears: number | null };
      examples: { facts: { ageYears?: number } }[];
    };
    draft.test.exemptUpToYears = 3;
    draft.examples = draft.examples.filter((one) => one.facts.ageYears === undefined);
    const text = JSON.stringify(draft);
    const ofTest = async (ageYears: number) =>
      (await tried({ text, facts: facts({ ageYears, healthStatus: { shows: 'GREEN' } }) })).judged;
    const [two, four] = [await ofTest(2), await ofTest(4)];
    expect([two?.passed, four?.passed]).toEqual([true, false]);
    expect(two?.['zh-CN'].find(({ about }) => about === 'test')?.text).toContain('3岁及以下儿童免查');
  });

  test('on facts that are none, names every fault by its place', async () => {
    for (const wrong of ['no JSON', '{"direction":"UP"}', facts({ ageYears: -1 })]) {
      const { factFaults, judged } = await tried({ text: MEASURE_TEXT, facts: wrong });
      expect(factFaults.length, wrong).toBeGreaterThan(0);
      expect(judged).toBeNull();
    }
  });

  test('on a time, gives sums, and that the proofs were opened is on record', async () => {
    const time = { from: town.now - DAY, to: town.now + DAY };
    const { simulation } = await tried({ text: MEASURE_TEXT, time });
    expect(simulation).toMatchObject({ handoffs: 2, same: 2, erased: 0, changes: [] });
    const last = (await readLog(town.app.house.storage.read, 0, 100_000)).at(-1)?.row;
    expect(last?.command).toMatchObject({ type: 'simulateMeasure', handoffs: 2 });
    const past = await tried({ text: MEASURE_TEXT, time: { from: time.from - 9 * DAY, to: time.from } });
    expect(past.simulation).toMatchObject({ handoffs: 0 });
  });

  test.each([
    ['nothing', {}],
    ['no text', { text: 5 }],
    ['an empty text', { text: '' }],
    ['a field nobody knows', { text: MEASURE_TEXT, force: true }],
    ['half a time', { text: MEASURE_TEXT, time: { from: 0 } }],
    ['a time that is words', { text: MEASURE_TEXT, time: { from: 'today', to: 'tomorrow' } }],
    ['facts that are no text', { text: MEASURE_TEXT, facts: {} }],
  ])('of %s is refused by its shape, and opens nothing', async (_, body) => {
    const before = await lastPosition();
    const answer = await ask(body);
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'bodyIsMalformed' } }]);
    expect(await lastPosition()).toBe(before);
  });
});
