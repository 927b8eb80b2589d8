import { beforeEach, describe, expect, test } from 'vitest';
import { listView, openPart, readRows, tidy } from '../../src/storage/index.ts';
import { openTestStorage } from '../storage/engines.ts';
import { openWorld, type World } from './world.ts';

const DAY = 86_400_000;
const NOTE = '三号楼 501 的老人不会用手机，先打她女儿的电话';

describe('a shift that ends with a note', () => {
  let world: World;
  let shift: string;
  const places = async (tag: string) =>
    (await listView(world.storage.read, 'shift', [tag], '', 9)).map(({ key }) => key);

  beforeEach(async () => {
    world = await openWorld(await openTestStorage('sqlite'));
    const { streamId: birch } = await world.did('first', 'createAccount', null, {
      role: 'communityWorker',
      scope: 'C-WILLOW',
      staffNumber: '0041',
      surname: '桦',
      signIn: 'birch.test',
    });
    await world.did('second', 'confirmAccount', birch);
    world.people.set('birch', birch);
    ({ streamId: shift } = await world.did('willow', 'startShift', null, {
      place: 'C-WILLOW',
      until: world.clock.now + 8 * 3_600_000,
    }));
  });

  test('leaves it standing for the office, sealed, and its author is off duty', async () => {
    await world.did('willow', 'endShift', shift, { note: NOTE });
    expect(await places('shift/C-WILLOW')).toEqual([shift]);
    expect(await places(`onShift/${world.people.get('willow')}`)).toEqual([]);
    const [view] = await listView(world.storage.read, 'shift', ['shift/C-WILLOW'], '', 1);
    const rows = await readRows(world.storage.read, { streamKind: 'shift', streamId: shift });
    expect(JSON.stringify([view, rows])).not.toContain('老人');
    // The next shift of the same person begins beside it.
    await world.did('willow', 'startShift', null, {
      place: 'C-WILLOW',
      until: world.clock.now + 8 * 3_600_000,
    });
    expect(await places('shift/C-WILLOW')).toHaveLength(2);
  });

  test('opens for thirty days, and never after', async () => {
    await world.did('willow', 'endShift', shift, { note: NOTE });
    const opened = async () => {
      const [, row] = await readRows(world.storage.read, { streamKind: 'shift', streamId: shift });
      const [part] = row?.sealedParts ?? [];
      if (row === undefined || part === undefined) throw new Error('Nothing is sealed here.');
      return openPart(await world.storage.keys.byId([part.keyId]), row, part);
    };
    const tidied = () => tidy(world.storage, world.clock.now, { hours: 1, rows: 1 });
    world.clock.now += 29 * DAY;
    expect(await tidied()).toMatchObject({ notes: 0 });
    expect(await opened()).toMatchObject({ outcome: 'open', text: JSON.stringify(NOTE) });
    world.clock.now += DAY;
    expect(await tidied()).toMatchObject({ notes: 1 });
    expect(await opened()).toMatchObject({ outcome: 'erased' });
    // Whoever has not read it by then may still confirm that it was there.
    expect(await world.send('birch', 'confirmShiftNote', shift)).toMatchObject({ outcome: 'accepted' });
  });

  test('is confirmed once, by somebody else of that very office', async () => {
    await world.did('willow', 'endShift', shift, { note: NOTE });
    expect(await world.send('willow', 'confirmShiftNote', shift)).toMatchObject({
      code: 'noteIsForSomebodyElse',
    });
    expect(await world.send('river', 'confirmShiftNote', shift)).toMatchObject({
      code: 'noteIsForYourOffice',
    });
    expect(await world.send('poplar', 'confirmShiftNote', shift)).toMatchObject({ code: 'thingIsKnown' });
    const both = await Promise.all([
      world.send('birch', 'confirmShiftNote', shift),
      world.send('birch', 'confirmShiftNote', shift),
    ]);
    expect(both.map((one) => ('code' in one ? one.code : one.outcome)).sort()).toEqual([
      'accepted',
      'notInThisState',
    ]);
    expect(await places('shift/C-WILLOW')).toEqual([]);
  });

  test('without one there is nothing to confirm', async () => {
    await world.did('willow', 'endShift', shift);
    expect(await places('shift/C-WILLOW')).toEqual([]);
    expect(await world.send('birch', 'confirmShiftNote', shift)).toMatchObject({ code: 'notInThisState' });
  });
});
