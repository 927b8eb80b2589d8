/** The test of the tests: a house that lies is found out, and one that might is not started. */
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { Answered, Command } from '../../src/commands/index.ts';
import { openHouse } from '../../src/house.ts';
import { openStorage, type Place, sequence } from '../../src/storage/index.ts';
import { requirePragmas, SqliteConnection } from '../../src/storage/sqlite-connection.ts';
import { learnAll, openSpine } from '../commands/world.ts';
import { engines, freshFolder, freshPlace, HOUSE_KEY } from '../storage/engines.ts';
import { startPostgres } from '../storage/postgres-server.ts';
import { faultsIn, type Kept } from './checks.ts';
import { Child } from './driver.ts';
import { furnish, type Ground, type Someone } from './ground.ts';

const openStop = (): Command => ({
  type: 'openStop',
  body: { checkpoint: 'K-NORTH', vehicle: 'car', travellers: 1, direction: 'INBOUND' },
  envelope: { commandId: uuid() },
});

/** What the checker of the kills says of one command sent to a house that is killed in the middle of its lie. */
async function foundOut(ground: Ground, mutant: string | null): Promise<string[]> {
  const command = openStop();
  const by = ground.people['wen'] as Someone;
  const heard: Answered[] = [];
  if (mutant !== null) {
    const lying = new Child(ground, mutant);
    await lying.open();
    const first = lying.send({ ...command, by });
    await lying.lying;
    lying.kill();
    await lying.died;
    heard.push(...[await first].filter((one) => one !== null));
  }
  const storage = await openStorage({ place: ground.place, houseKey: HOUSE_KEY, clock: () => Date.now() });
  if (storage.engine === 'postgres') await storage.write((writer) => sequence(writer));
  const spine = openSpine(storage, { now: Date.now() });
  await learnAll(spine, storage);
  const actor = { ...by, covers: new Set(by.covers) };
  // Who was answered has no reason to send again; everybody else has.
  if (heard.length === 0) heard.push(await spine.submit(command, { actor, terminal: null }));
  await spine.close();
  const said: Kept = { command, account: by.account, answers: heard };
  const faults = await faultsIn(storage, [said]);
  const rows = await storage.read
    .selectFrom('journal')
    .select('stream_id')
    .where('command_id', '=', command.envelope.commandId)
    .execute();
  await storage.close();
  return [...faults.map((fault) => fault.split(':')[0] ?? ''), `rows: ${rows.length}`];
}

for (const engine of engines)
  test(`a house that lies is found out on ${engine}`, { timeout: 120_000 }, async () => {
    const ground = await furnish(await freshPlace(engine));
    expect(await foundOut(ground, null)).toEqual(['rows: 1']);
    expect(await foundOut(ground, 'answerBeforeCommit')).toEqual(['acknowledged and lost', 'rows: 0']);
    expect(await foundOut(ground, 'keyAfterCommit')).toEqual(['done more than once', 'rows: 2']);
  });

const openOn = (place: Place) =>
  openHouse({
    place,
    houseKey: HOUSE_KEY,
    witnesses: { secondPerson: () => Promise.resolve(null), pledgeDigest: () => Promise.resolve(null) },
  });

describe.runIf(engines.includes('sqlite'))('SQLite', () => {
  test.each(['off', 'normal'])('is refused with synchronous = %s', async (value) => {
    const connection = await SqliteConnection.open(join(await freshFolder(), 'x.sqlite'), 'write');
    await requirePragmas(connection);
    await connection.all(`pragma synchronous = ${value}`);
    await expect(requirePragmas(connection)).rejects.toMatchObject({
      code: 'notDurable',
      context: { pragma: 'synchronous' },
    });
    await connection.close();
  });
});

describe.runIf(engines.includes('postgres'))('PostgreSQL', () => {
  test.each(['fsync', 'full_page_writes'])(
    'on a server with %s off keeps the house from opening',
    async (setting) => {
      const server = await startPostgres(['-c', `${setting}=off`]);
      try {
        await expect(openOn({ engine: 'postgres', url: server.url })).rejects.toMatchObject({
          code: 'notDurable',
          context: { setting },
        });
      } finally {
        await server.stop();
      }
    },
  );

  test('with synchronous_commit off for its role or session keeps the house from opening', async () => {
    const place = await freshPlace('postgres');
    if (place.engine !== 'postgres') return;
    await expect(
      openOn({ ...place, url: `${place.url}?options=-c%20synchronous_commit%3Doff` }),
    ).rejects.toMatchObject({ code: 'notDurable', context: { setting: 'synchronous_commit' } });
  });
});
