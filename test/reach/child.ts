/** Started by a test: a whole house on a clock that is told to it, to be killed at its work. */
import { sql } from 'kysely';
import { openHouse } from '../../src/house.ts';
import type { Place, Storage } from '../../src/storage/index.ts';

import { PLEDGE_DIGEST } from '../commands/world.ts';
import type { Order, Told } from './wire.ts';

let now = Number(process.env['NOW']);
const mutant = process.env['MUTANT'] ?? '';
const place = JSON.parse(process.env['PLACE'] ?? 'null') as Place;
const tell = (told: Told) => process.send?.(told);

const house = await openHouse({
  place,
  houseKey: Buffer.alloc(32, 7),
  manualClock: () => now,
  witnesses: {
    secondPerson: (token) => Promise.resolve(token.replace(/^second-person-is-/, '')),
    pledgeDigest: () => Promise.resolve(PLEDGE_DIGEST),
  },
  handlers: Object.fromEntries(
    ['sendReadBackCode', 'drawRefusalNotice'].map((name) => [name, () => Promise.resolve()]),
  ),
  publicUrl: 'https://guicheng.example',
  gateway: { url: `${process.env['RECEIVER']}/gateway`, secret: process.env['SECRET'] ?? '' },
  answerWithinMs: Number(process.env['ANSWER_MS']),
  onFault: (error) => {
    if (process.env['SHOW_FAULTS']) console.error(error);
  },
});
if (mutant === 'forgetsTheLimit') await forget(house.storage);
if (mutant === 'deletesFirst') deleteBeforeSending(house.storage);

process.on('message', (order: Order) => {
  if ('command' in order) {
    const { by, command, n } = order;
    const actor = { ...by, covers: new Set(by.covers) };
    void house.submit(command, { actor, terminal: 'terminal-1' }).then(
      (answered) => tell({ n, answered }),
      () => tell({ n, threw: true }),
    );
  } else if ('tick' in order) {
    now = order.tick;
    void house.settle().then(
      () => tell({ ticked: now }),
      () => tell({ ticked: now }),
    );
  } else void house.close().then(() => process.exit(0));
});
tell({ ready: true });

/** A house that keeps its robots' limit in its head alone. */
async function forget(storage: Storage): Promise<void> {
  await storage.write(async (writer) => {
    await sql`delete from lane_sends`.execute(writer);
    await sql`update lanes set paused_until = 0, leased_until = 0`.execute(writer);
  });
}

/** A house that takes a message for delivered before anybody has said so. */
function deleteBeforeSending(storage: Storage): void {
  const really = globalThis.fetch;
  globalThis.fetch = async (...args) => {
    await storage.write((writer) => sql`delete from outbox where message is not null`.execute(writer));
    return really(...args);
  };
}
