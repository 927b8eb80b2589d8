import { expect, test } from 'vitest';
import { details, openWorld, stopOne } from '../commands/world.ts';
import { openTestStorage } from '../storage/engines.ts';
import { readViews } from '../../src/storage/index.ts';

test('a ruling stays before those who rule until the office has acknowledged it', async () => {
  const world = await openWorld(await openTestStorage('sqlite'));
  const { handoff } = await stopOne(world, details());
  const awaits = async () => {
    const [put] = await readViews(world.storage.read, [{ view: 'handoff', key: handoff }]);
    return put?.audience.includes('awaitingRuling/D-EAST');
  };
  await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
  expect(await awaits()).toBe(false);
  await world.did('wen', 'escalateRequest', handoff);
  const { version } = await world.did('wen', 'escalateRequest', handoff);
  expect(await awaits()).toBe(true);
  const ruling = {
    ruling: 'receive',
    office: 'S-RIVER',
    ground: 'firstReceiver',
    heard: { checkpoint: 'inWriting', office: 'inWriting' },
    words: '由街道接收',
  };
  await world.did('chen', 'ruleOnHandoff', handoff, ruling, { basedOn: version });
  expect(await awaits()).toBe(true);
  await world.did('river', 'acknowledgeRuling', handoff, { office: 'S-RIVER' });
  expect(await awaits()).toBe(false);
  await world.close();
});
