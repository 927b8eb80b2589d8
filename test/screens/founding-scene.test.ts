import { afterAll, beforeAll, expect, test } from 'vitest';
import { idNumberOf } from '../../src/demo/district.ts';
import { type HouseInBrowser, openInBrowser } from './house.ts';
import { type Desks, oneComesHome, oneIsRuledOn, openDesks } from './scene.ts';

let house: HouseInBrowser;
let desks: Desks;
beforeAll(async () => {
  house = await openInBrowser();
  desks = await openDesks(house);
});
afterAll(() => house.close());

const uncut = () => Promise.resolve();

test('one is received by their community, signs on their own phone, and comes home', async () => {
  await oneComesHome(
    house,
    desks,
    { name: '李洁', number: idNumberOf(1), address: '柳巷一号院三号楼', community: '柳巷社区' },
    uncut,
  );
  expect(await stateOf('李洁')).toContain('received');
});

test('“你要放我就收” is no consent: it climbs, a supervisor rules, and the office named receives', async () => {
  await oneIsRuledOn(
    desks,
    { name: '同事', number: idNumberOf(2), address: '白杨路二号院', community: '白杨社区' },
    uncut,
  );
  expect(await stateOf('同事')).toContain('received');
});

/** How the case of somebody stands, as their checkpoint is told. */
async function stateOf(name: string): Promise<string> {
  const { body } = await (await house.app.as('wen')).get('/api/checkpoint/views/handoffPage?limit=200');
  const { rows } = body as unknown as { rows: { row: { person: { name?: string }; state: unknown } }[] };
  return JSON.stringify(rows.find(({ row }) => row.person.name === name)?.row.state);
}
