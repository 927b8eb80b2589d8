/** What a custody receipt promises, it promises by the measure: a measure may only shorten, and then the paper says so. */
import { expect, test } from 'vitest';
import type { Measure } from '../../src/contract/measures.ts';
import { makerOf, openCase } from '../../src/effects/index.ts';
import { details, MINUTE, openWorld, stopOne } from '../commands/world.ts';
import { engines, openTestStorage } from '../storage/engines.ts';

test.each(engines)(
  'a receipt prints when the card is due back as the measure says, on %s',
  async (engine) => {
    const storage = await openTestStorage(engine);
    const world = await openWorld(storage);
    const { registry } = world.spine;
    const { handoff } = await stopOne(world, details());
    await world.did(
      'wen',
      'holdDocument',
      handoff,
      { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
      { second: 'bai' },
    );
    const file = await openCase(storage, handoff);
    const held = file.rows.find(({ command }) => command.type === 'holdDocument');
    if (held === undefined) throw new Error('Nothing is held.');
    const receipt = async (clocks: Partial<Measure['clocks']>, capAt?: number) => {
      const lookups = {
        office: (code: string) => registry.office(code),
        staff: () => Promise.resolve({ surname: '文', staffNumber: '990001' }),
        announcement: (id: string) => registry.announcements.get(id),
        measure: (id: string, version: number) => {
          const measure = registry.measure(id, version);
          return measure && { ...measure, clocks: { ...measure.clocks, ...clocks } };
        },
        verifyAt: '',
      };
      const made = await makerOf({ storage, lookups }, file);
      if (made === null) throw new Error('The case has no row.');
      const { maker } = made;
      const { keeping } = await maker.custodyReceipt(maker.frame('1', 'zh-CN', held.recordedAt), held, capAt);
      return keeping.kind === 'hold'
        ? [keeping.returnDueAt - held.occurredAt, keeping.capAt - held.occurredAt].map((ms) => ms / MINUTE)
        : [];
    };
    expect(await receipt({})).toEqual([30, 120]);
    expect(await receipt({ holdDue: 20, holdCapDue: 45 })).toEqual([20, 45]);
    // A second hold of the same stop has only what is left: the running clock knows.
    expect(await receipt({}, held.occurredAt + 50 * MINUTE)).toEqual([30, 50]);
  },
);
