/** Who may be asked and reached is what the directory says: by two persons, with a day in which an edit can be noticed. */
import { describe, expect, test } from 'vitest';
import { COOLING_MS } from '../../src/contract/directory-words.ts';
import { readRows } from '../../src/storage/index.ts';
import { engines, openTestStorage } from '../storage/engines.ts';
import { details, MINUTE, OFFICES, openWorld, stopOne, type World } from './world.ts';

const WILLOW = OFFICES.find(({ code }) => code === 'C-WILLOW');
const cooling = { outcome: 'refused', code: 'contactHasCooled' };

for (const engine of engines)
  describe(`the directory, on ${engine}`, () => {
    const open = async () => openWorld(await openTestStorage(engine));
    const asked = async (world: World) => {
      const { handoff } = await stopOne(world, details());
      await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
      return handoff;
    };
    const directoryOf = (world: World) => world.spine.registry.directoryVersion.split('@')[0] ?? '';
    const change = async (world: World, entry: object) => {
      await world.did('first', 'changeDirectory', directoryOf(world), { entries: [{ ...WILLOW, ...entry }] });
      return world.did('second', 'approveChange', directoryOf(world));
    };
    const sendCode = (world: World, handoff: string, worker = world.people.get('willow')) =>
      world.send('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker });
    const editChannel = (world: World, name = 'willow') =>
      world.did(
        'first',
        'registerChannel',
        world.people.get(name) ?? '',
        { channel: { kind: 'sms', address: '19900000009' } },
        { second: 'second' },
      );

    test('a channel that was edited identifies nobody for a day, and the day after it does', async () => {
      const world = await open();
      const handoff = await asked(world);
      expect((await sendCode(world, handoff)).outcome).toBe('accepted');
      await editChannel(world);
      expect(await sendCode(world, handoff)).toEqual(cooling);
      world.clock.now += COOLING_MS - 1;
      expect(await sendCode(world, handoff)).toEqual(cooling);
      world.clock.now += 1;
      expect((await sendCode(world, handoff)).outcome).toBe('accepted');
      await world.close();
    });

    test('a number put in place of an office’s own cools; one that stood before may be rung meanwhile', async () => {
      const world = await open();
      const handoff = await asked(world);
      const old = WILLOW?.numbers[0] ?? { number: '' };
      await change(world, { numbers: [old, { number: '000-00000099' }] });
      expect((await sendCode(world, handoff)).outcome).toBe('accepted');
      await change(world, { numbers: [{ number: '000-00000098' }] });
      expect(await sendCode(world, handoff)).toEqual(cooling);
      // The same number, written otherwise, is no edit; and taking an edit back does not bring a cooled number to life again.
      await change(world, { numbers: [{ number: old.number.replace('-', ' ') }] });
      expect(await sendCode(world, handoff)).toEqual(cooling);
      world.clock.now += COOLING_MS;
      expect((await sendCode(world, handoff)).outcome).toBe('accepted');
      await world.close();
    });

    test('a channel that comes with an account counts at once; one registered later cools, the first as well', async () => {
      const world = await open();
      const handoff = await asked(world);
      const hire = async (name: string) => {
        const { streamId } = await world.did('first', 'createAccount', null, {
          role: 'communityWorker',
          scope: 'C-WILLOW',
          staffNumber: '018',
          surname: name,
          signIn: `${name}.test`,
        });
        world.people.set(name, streamId);
        await world.did('second', 'confirmAccount', streamId);
        return streamId;
      };
      const soon = await hire('soon');
      await editChannel(world, 'soon');
      expect((await sendCode(world, handoff, soon)).outcome).toBe('accepted');
      const late = await hire('late');
      world.clock.now += 61 * MINUTE;
      await editChannel(world, 'late');
      expect(await sendCode(world, handoff, late)).toEqual(cooling);
      await world.close();
    });

    test('whom their street office registers on duty is reached at once: that is the quick way out', async () => {
      const world = await open();
      const handoff = await asked(world);
      await editChannel(world);
      const { streamId } = await world.did('river', 'registerOnDuty', null, {
        office: 'C-WILLOW',
        staffNumber: '019',
        surname: '岳',
        channel: { kind: 'sms', address: '19900000008' },
        until: world.clock.now + 8 * 60 * MINUTE,
      });
      expect((await sendCode(world, handoff, streamId)).outcome).toBe('accepted');
      await world.close();
    });

    test('no change of it is one person’s work, and what nobody approved counts for nothing', async () => {
      const world = await open();
      const handoff = await asked(world);
      const entries = [{ ...WILLOW, numbers: [{ number: '000-00000097' }] }];
      await world.did('first', 'changeDirectory', directoryOf(world), { entries });
      expect(await world.send('first', 'approveChange', directoryOf(world))).toEqual({
        outcome: 'refused',
        code: 'approverIsNotTheProposer',
      });
      expect(
        await world.send('wen', 'recordCall', handoff, {
          office: 'C-WILLOW',
          number: '000-00000097',
          outcome: 'noAnswer',
        }),
      ).toEqual({ outcome: 'refused', code: 'numberIsInTheDirectory' });
      await world.close();
    });

    test('only a community that stands today is asked', async () => {
      const world = await open();
      const { handoff } = await stopOne(world, details());
      const no = { outcome: 'refused', code: 'communityIsInTheDirectory' };
      const ask = (community: string) => world.send('wen', 'askCommunity', handoff, { community });
      expect(await ask('C-NOBODY')).toEqual(no);
      expect(await ask('S-RIVER')).toEqual(no);
      await change(world, { validTo: world.clock.now + 60 * MINUTE });
      world.clock.now += 60 * MINUTE;
      expect(await ask('C-WILLOW')).toEqual(no);
      world.clock.now -= 1;
      expect((await ask('C-WILLOW')).outcome).toBe('accepted');
      await world.close();
    });

    test('a request, a call and a code cite the row of the directory they rest on', async () => {
      const world = await open();
      const first = world.spine.registry.directoryVersion;
      const handoff = await asked(world);
      await change(world, { zh: '柳巷新社区' });
      const second = world.spine.registry.directoryVersion;
      expect(second).not.toBe(first);
      await world.did('wen', 'recordCall', handoff, {
        office: 'C-WILLOW',
        number: '010-00000005',
        outcome: 'noAnswer',
      });
      await sendCode(world, handoff);
      const rows = await readRows(world.storage.read, { streamKind: 'handoff', streamId: handoff });
      expect(rows.map(({ command }) => [command.type, command['directory']])).toEqual([
        ['openHandoff', undefined],
        ['askCommunity', first],
        ['recordCall', second],
        ['issueReadBackCode', second],
      ]);
      await world.close();
    });

    test('entries that do not fit together are refused whole', async () => {
      const world = await open();
      const elm = { code: 'C-ELM', kind: 'community', parent: 'S-RIVER', zh: '榆钱社区', numbers: [] };
      for (const wrong of [
        { ...elm, parent: 'S-NOWHERE' },
        { ...elm, parent: 'D-EAST' },
        { ...elm, code: 'S-RIVER' },
        { ...elm, validFrom: 2, validTo: 1 },
      ])
        expect(
          await world.send('first', 'changeDirectory', directoryOf(world), { entries: [elm, wrong] }),
        ).toEqual({ outcome: 'refused', code: 'fileIsGood' });
      expect(world.spine.registry.office('C-ELM')).toBeUndefined();
      await world.close();
    });
  });
