import { afterAll, beforeAll, expect, test } from 'vitest';
import { finger } from './hands.ts';
import { CHIP_MS, cutNet, type HouseInBrowser, openInBrowser } from './house.ts';
import { type AtPoint, channels, foundingScene, openDesks, type Point, POINTS, sceneOf } from './scene.ts';

let house: HouseInBrowser;
const { brought, house: channel } = channels();
/** How long each chip took to say that the net is cut. */
const told = new Map<Point, number>();

beforeAll(async () => {
  house = await openInBrowser({ house: channel });
});
afterAll(() => house.close());

/** Cuts the net of whoever acts now: the chip says so, and what was typed stands before and after. */
const cut: AtPoint = async (point, there, typed) => {
  const before = await typed?.inputValue();
  expect(before, point).not.toBe('');
  told.set(point, await cutNet(there));
  expect(await typed?.inputValue(), point).toBe(before);
  await there.context.setOffline(false);
  await there.page.locator('[data-connection="online"]').waitFor();
  expect(await typed?.inputValue(), point).toBe(before);
};

test('the scene goes to its end though the net is cut at ten points of it, and nothing typed is lost', {
  timeout: 240_000,
}, async () => {
  const desks = await openDesks(house, finger);
  await foundingScene(house, desks, finger, sceneOf(1, '李洁', '周岚'), brought, cut);
  expect([...told.keys()].sort()).toEqual([...POINTS].sort());
});

test.each(POINTS)('the chip told the truth within three seconds when %s', (point) => {
  expect(told.get(point)).toBeLessThan(CHIP_MS);
});
