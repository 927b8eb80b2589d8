import { afterAll, beforeAll, expect, test } from 'vitest';
import { finger, type Hands, keyboard, lost, mouse } from './hands.ts';
import { type HouseInBrowser, openInBrowser } from './house.ts';
import { channels, closeDesks, foundingScene, openDesks, sceneOf } from './scene.ts';

let house: HouseInBrowser;
const { brought, house: channel } = channels();
beforeAll(async () => {
  house = await openInBrowser({ house: channel });
});
afterAll(() => house.close());

test.each<[string, Hands, string, string]>([
  // `net-cuts.test.ts` goes the whole of it with a mouse on every run.
  ...(process.env['EXAM']
    ? [['with a mouse', mouse, '李洁', '周岚'] as [string, Hands, string, string]]
    : []),
  ['by keyboard alone', keyboard, '李静', '周楠'],
  ['by touch alone', finger, '李婧', '周澜'],
])('the founding scene goes to its end %s', { timeout: 180_000 }, async (_, hands, name, other) => {
  const scene = sceneOf([mouse, keyboard, finger].indexOf(hands) + 1, name, other);
  const desks = await openDesks(house, hands);
  await foundingScene(house, desks, hands, scene, brought);
  expect(lost).toEqual([]);

  // What the house knows of it afterwards, as the officer is told: both were received, and nothing is kept.
  const rowsOf = (view: string) =>
    desks.officer.page.evaluate(async (address) => {
      const answer = await fetch(address);
      return ((await answer.json()) as { rows: readonly { readonly row: Row }[] }).rows;
    }, `/api/checkpoint/views/${view}?limit=200`);
  const rows = await rowsOf('handoffPage');
  for (const [person, office] of [
    [name, 'C-WILLOW'],
    [other, 'C-POPLAR'],
  ] as const)
    expect(rows.find(({ row }) => row.person?.name === person)?.row).toMatchObject({
      state: { released: 'received' },
      holder: { party: 'office', office },
    });
  expect(await rowsOf('openHolds')).toEqual([]);
  await closeDesks(desks);
});

interface Row {
  readonly person?: { readonly name?: string };
}
