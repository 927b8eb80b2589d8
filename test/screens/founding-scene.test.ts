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
  ['with a mouse', mouse, '李洁', '周岚'],
  ['by keyboard alone', keyboard, '李静', '周楠'],
  ['by touch alone', finger, '李婧', '周澜'],
])('the founding scene goes to its end %s', { timeout: 180_000 }, async (_, hands, name, other) => {
  const scene = sceneOf([mouse, keyboard, finger].indexOf(hands) + 1, name, other);
  const desks = await openDesks(house, hands);
  await foundingScene(house, desks, hands, scene, brought);
  await closeDesks(desks);
  expect(lost).toEqual([]);

  // What the house knows of it afterwards: two passed and left no name, two were received, and nothing is kept.
  const { row: stop } = await one('stops', ({ person }) => person?.plate === scene.plate);
  expect(stop).toMatchObject({ state: 'closed', context: { handedOff: [1, 2] } });
  expect([...(stop.context?.passed ?? [])].sort()).toEqual([3, 4]);
  for (const [person, office] of [
    [name, 'C-WILLOW'],
    [other, 'C-POPLAR'],
  ] as const) {
    const { row } = await one('handoffPage', (of) => of.person?.name === person);
    expect(row).toMatchObject({ state: { released: 'received' }, holder: { party: 'office', office } });
  }
  expect(await rowsOf('openHolds')).toEqual([]);
});

interface Row {
  readonly person?: { readonly name?: string; readonly plate?: string };
  readonly context?: { readonly passed?: readonly number[] };
}
interface Told {
  readonly row: Row;
}
async function rowsOf(view: string): Promise<readonly Told[]> {
  const { body } = await (await house.app.as('wen')).get(`/api/checkpoint/views/${view}?limit=200`);
  return (body as unknown as { rows: readonly Told[] }).rows;
}
async function one(view: string, fits: (row: Row) => boolean): Promise<Told> {
  const found = (await rowsOf(view)).filter(({ row }) => fits(row));
  expect(found).toHaveLength(1);
  return found[0] as Told;
}
