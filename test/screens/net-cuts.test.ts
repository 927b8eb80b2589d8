import { afterAll, beforeAll, expect, test } from 'vitest';
import { idNumberOf } from '../../src/demo/district.ts';
import { type HouseInBrowser, openInBrowser } from './house.ts';
import {
  type AtPoint,
  type Desks,
  oneComesHome,
  oneIsRuledOn,
  openDesks,
  type Point,
  POINTS,
} from './scene.ts';

let house: HouseInBrowser;
let desks: Desks;
/** How long each chip took to say that the net is cut. */
const told = new Map<Point, number>();

beforeAll(async () => {
  house = await openInBrowser();
  desks = await openDesks(house);
});
afterAll(() => house.close());

/** Cuts the net of whoever acts now: the chip says so within three seconds, and what was typed stands before and after. */
const cut: AtPoint = async (point, { page, context }, typed) => {
  const before = await typed?.inputValue();
  expect(before, point).not.toBe('');
  await context.setOffline(true);
  const cutAt = performance.now();
  await page.locator('[data-connection="offline"]').waitFor();
  told.set(point, performance.now() - cutAt);
  expect(await typed?.inputValue(), point).toBe(before);
  await context.setOffline(false);
  await page.locator('[data-connection="online"]').waitFor();
  expect(await typed?.inputValue(), point).toBe(before);
};

test('the scene goes to its end though the net is cut at ten points of it, and nothing typed is lost', {
  timeout: 90_000,
}, async () => {
  await oneComesHome(
    house,
    desks,
    { name: '李洁', number: idNumberOf(1), address: '柳巷一号院三号楼', community: '柳巷社区' },
    cut,
  );
  await oneIsRuledOn(
    desks,
    { name: '同事', number: idNumberOf(2), address: '白杨路二号院', community: '白杨社区' },
    cut,
  );
  expect([...told.keys()].sort()).toEqual([...POINTS].sort());
});

test.each(POINTS)('the chip told the truth within three seconds when %s', (point) => {
  expect(told.get(point)).toBeLessThan(3_000);
});
