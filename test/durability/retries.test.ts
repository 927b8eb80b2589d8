/** Who sends a command again is told what was decided, whatever changed in between. */
import { expect, test } from 'vitest';
import { Spine } from '../../src/commands/index.ts';
import { sequence } from '../../src/storage/index.ts';
import { engines, openTestStorage } from '../storage/engines.ts';
import { learnAll, MINUTE, openWorld, PLEDGE_DIGEST, stopOne } from '../commands/world.ts';
import { SILENT_SOURCES } from '../sources/silent.ts';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';

for (const engine of engines) {
  test(`a late entry sent again after its quarter of an hour is answered as before on ${engine}`, async () => {
    const world = await openWorld(await openTestStorage(engine));
    const { handoff } = await stopOne(world);
    const commandId = uuid({ msecs: world.clock.now });
    const occurredAt = world.clock.now - 14 * MINUTE;
    const send = () => world.send('wen', 'addStatement', handoff, { words: '说' }, { commandId, occurredAt });
    const first = await send();
    expect(first.outcome).toBe('accepted');
    world.clock.now += 2 * MINUTE;
    expect(await send()).toEqual(first);
    const other = uuid({ msecs: world.clock.now });
    expect(
      await world.send('wen', 'addStatement', handoff, { words: '说' }, { commandId: other, occurredAt }),
    ).toEqual({ outcome: 'refused', code: 'lateEntryHasAReason' });
    await world.close();
  });

  test(`a command whose second person was proved once is answered as before on ${engine}`, async () => {
    const storage = await openTestStorage(engine);
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world);
    const left = new Set(['token-used-up-at-the-first-look']);
    const spine = new Spine({
      connected: SILENT_SOURCES.regions,
      storage,
      clock: () => world.clock.now,
      clockIsManual: true,
      monotonic: () => 0,
      witnesses: {
        secondPerson: (token) =>
          Promise.resolve(left.delete(token) ? (world.people.get('bai') ?? null) : null),
        pledgeDigest: () => Promise.resolve(PLEDGE_DIGEST),
      },
    });
    if (engine === 'postgres') await storage.write((writer) => sequence(writer));
    await learnAll(spine, storage);
    const [commandId, another] = [uuid({ msecs: world.clock.now }), uuid({ msecs: world.clock.now })];
    const hold = (id: string) =>
      spine.submit(
        {
          type: 'holdDocument',
          streamId: handoff,
          body: { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
          envelope: { commandId: id, stepUp: 'token-used-up-at-the-first-look' },
        },
        world.by('wen'),
      );
    const first = await hold(commandId);
    expect(first.outcome).toBe('accepted');
    expect(await hold(commandId)).toEqual(first);
    expect(await hold(another)).toEqual({ outcome: 'refused', code: 'secondPersonIsProved' });
    await spine.close();
    await world.close();
  });

  test(`an honest retry is answered also beside a dishonest one on ${engine}`, async () => {
    const world = await openWorld(await openTestStorage(engine));
    const { handoff } = await stopOne(world);
    const commandId = uuid({ msecs: world.clock.now });
    const say = (words: string) => world.send('wen', 'addStatement', handoff, { words }, { commandId });
    const first = await say('原话');
    const [other, same, again] = await Promise.all([say('改口'), say('原话'), say('原话')]);
    expect(other).toEqual({ outcome: 'refused', code: 'commandIdIsNew' });
    expect([same, again]).toEqual([first, first]);
    await world.close();
  });
}

test.runIf(engines.includes('postgres'))(
  'a database that goes away costs an answer, never an error of our own',
  async () => {
    const storage = await openTestStorage('postgres');
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world);
    const { place } = storage;
    if (place.engine !== 'postgres') return;
    const name = new URL(place.url).pathname.slice(1);
    const client = new Client({ connectionString: place.url.replace(/\/[^/]*$/, '/postgres') });
    await client.connect();
    await client.query(`alter database ${name} allow_connections false`);
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const commandIds = [uuid({ msecs: world.clock.now }), uuid({ msecs: world.clock.now })];
    const [withdraw, say] = [
      () => world.send('wen', 'clearTraveller', handoff, {}, { commandId: commandIds[0] ?? '' }),
      () => world.send('wen', 'addStatement', handoff, { words: '说' }, { commandId: commandIds[1] ?? '' }),
    ];
    expect(await withdraw()).toEqual({ outcome: 'refused', code: 'houseIsReady' });
    expect(await say()).toEqual({ outcome: 'refused', code: 'houseIsReady' });
    await client.query(`alter database ${name} allow_connections true`);
    await client.end();
    expect((await withdraw()).outcome).toBe('refused');
    expect((await say()).outcome).toBe('accepted');
    await world.close();
  },
);
