import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { foldRow, runningVersion } from '../../src/commands/index.ts';
import type { JournalRow } from '../../src/contract/streams.ts';
import { canonicalSnapshot, chainEntry } from '../../src/storage/chain.ts';
import {
  appendRows,
  readRows,
  readStreams,
  sequence,
  verify,
  verifyReplay,
  type Storage,
} from '../../src/storage/index.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import { HANDOFF_VERSION } from '../../workflows/handoff.ts';
import { initialStanding } from '../../workflows/answer.ts';
import { handoff as machine } from '../../workflows/index.ts';
import { engines, freshPlace } from '../storage/engines.ts';
import { moveIn } from './older-house.ts';
import { details, PLEDGE_DIGEST, reopenWorld, stopOne, YES } from './world.ts';

const houseOf = (version: number) =>
  fileURLToPath(new URL(`houses/version-${version}.jsonl`, import.meta.url));
/** Every version that was ever kept, and the case in it whose request was taken back. */
const OLDER = [
  { version: 1, cancelled: 'asked again and cancelled' },
  { version: 2, cancelled: 'asked and cancelled' },
] as const;

async function handoffAt(storage: Storage, streamId: string) {
  const [head] = [...(await readStreams(storage.read, [{ streamKind: 'handoff', streamId }])).values()];
  if (head?.snapshot == null) throw new Error('There is no such handoff.');
  return { ...head, snapshot: head.snapshot, context: head.snapshot.context as unknown as HandoffContext };
}
const checked = async (storage: Storage) => ({
  record: (await verify(storage.read, { origin: storage.origin, checkpoints: [], verifiers: [] })).first,
  replay: await verifyReplay(storage.read, runningVersion, foldRow),
});
async function openOlderHouse(engine: (typeof engines)[number], version: number) {
  const { storage, names } = await moveIn(houseOf(version), await freshPlace(engine));
  const clock = { now: names.now };
  const world = await reopenWorld(storage, clock, new Map(Object.entries(names.people)));
  const at = (name: string): string => {
    const id = names.cases[name];
    if (id === undefined) throw new Error(`No case was left: ${name}.`);
    return id;
  };
  const close = async () => {
    await world.close();
    await storage.close();
  };
  return { storage, world, names, at, close };
}

for (const [engine, { version: older, cancelled }] of engines.flatMap((engine) =>
  OLDER.map((house) => [engine, house] as const),
))
  describe(`a house that version ${older} of the handoff left, on ${engine}`, () => {
    test('opens, is whole, and none of its rows is folded by a machine that did not write it', async () => {
      const { storage, names, close } = await openOlderHouse(engine, older);
      const { record, replay } = await checked(storage);
      expect(record).toBeNull();
      expect(replay.first).toBeNull();
      expect(replay.byHashAlone).toBeGreaterThan(100);
      for (const id of Object.values(names.cases))
        expect((await handoffAt(storage, id)).snapshot.machineVersion).toBe(older);
      await close();
    });

    test('goes on: every case takes its next step, and the first is preceded by what was migrated', {
      timeout: 60_000,
    }, async () => {
      const { storage, world, names, at, close } = await openOlderHouse(engine, older);
      const wen = world.people.get('wen') ?? '';
      const rests = async (id: string) => ({ basedOn: (await handoffAt(storage, id)).version });
      const yes = { office: 'C-WILLOW', answer: 'accept', ...YES };
      const sign = { textDigest: PLEDGE_DIGEST, language: 'zh-CN', strokes: '[]', witness: wen };
      await world.did('willow', 'answerCommunity', at('asked'), yes, await rests(at('asked')));
      await world.did('wen', 'askCommunity', at('asked, not theirs'), { community: 'C-POPLAR' });
      await world.did('wen', 'askCommunity', at(cancelled), { community: 'C-WILLOW' });
      await world.did('wen', 'signPledge', at('accepted'), sign, await rests(at('accepted')));
      await world.did('wen', 'releaseTraveller', at('signed'), {}, await rests(at('signed')));
      await world.did('wen', 'returnDocument', at('signed, card held'));
      await world.did('river', 'acknowledgeRuling', at('ruled receive'), { office: 'S-RIVER' });
      const { version, snapshot } = await handoffAt(storage, at('opened'));
      for (const id of Object.values(names.cases)) await world.did('wen', 'addStatement', id, { words: '…' });

      const rows = await readRows(storage.read, { streamKind: 'handoff', streamId: at('opened') }, version);
      expect(rows.map(({ facts }) => facts.map(({ type }) => type))).toEqual([
        ['migrated'],
        ['statementAdded'],
      ]);
      expect(rows.map(({ performedBy, machineVersion }) => [performedBy, machineVersion])).toEqual([
        ['house', HANDOFF_VERSION],
        [wen, HANDOFF_VERSION],
      ]);
      expect(rows[0]?.command).toMatchObject({ type: 'migrateStream', from: older, snapshot });
      // What every migrated case remembers is what this machine remembers, field by field.
      const { context } = initialStanding<HandoffContext>(machine);
      const shape = (thing: object) => Object.keys(thing).toSorted();
      for (const id of Object.values(names.cases)) {
        const now = (await handoffAt(storage, id)).context;
        expect(shape(now)).toEqual(shape(context));
        for (const part of ['hold', 'request', 'consent', 'care'] as const)
          expect([part, ...shape(now[part])]).toEqual([part, ...shape(context[part])]);
      }
      if (engine === 'postgres') await storage.write((writer) => sequence(writer));
      const { record, replay } = await checked(storage);
      expect(record).toBeNull();
      expect(replay.first).toBeNull();
      expect(replay.folded).toBeGreaterThan(Object.keys(names.cases).length * 2);
      // And a new case beside them.
      const { handoff } = await stopOne(world, details());
      expect((await handoffAt(storage, handoff)).version).toBe(1);
      await close();
    });
  });

for (const engine of engines)
  test('what version 1 got wrong is put right: a ruling ends a transfer, a settled arrival ends a ruling, a no stays', {
    timeout: 60_000,
  }, async () => {
    const { storage, world, at, close } = await openOlderHouse(engine, 1);
    const ruledOn = at('received, with a transfer and a ruling');
    // Poplar Court was asked for the transfer that the ruling ended: it has no business with the case any more.
    const accept = await world.send('poplar', 'acceptTransfer', ruledOn, { office: 'C-POPLAR' });
    expect(accept).toEqual({ outcome: 'refused', code: 'thingIsKnown' });
    await world.did('river', 'acknowledgeRuling', ruledOn, { office: 'S-RIVER' });
    expect((await handoffAt(storage, ruledOn)).context.care.office).toBe('S-RIVER');
    const settled = at('missing, settled, while a ruling waits');
    const heard = await world.send('river', 'acknowledgeRuling', settled, { office: 'S-RIVER' });
    expect(heard.outcome).toBe('refused');
    // Its clock was set by the older machine; this one runs it no longer, so it is overtaken and forgets nothing.
    await world.pass(300);
    expect((await handoffAt(storage, at('declined'))).snapshot.value).toMatchObject({
      open: { consent: 'accepted', pledge: 'declined' },
    });
    const { record, replay } = await checked(storage);
    expect([record, replay.first]).toEqual([null, null]);
    await close();
  });

test('a migration from another snapshot than the older row vouches for is found by the replay', async () => {
  const { storage, at, close } = await openOlderHouse('sqlite', 1);
  const key = { streamKind: 'handoff', streamId: at('opened') } as const;
  const last = (await readRows(storage.read, key)).at(-1) as JournalRow;
  const { snapshot } = await handoffAt(storage, at('signed'));
  const command = { type: 'migrateStream', by: 'house', second: null, at: 0, from: 1, snapshot };
  const input = command as unknown as JournalRow['command'];
  const forged = chainEntry(
    {
      ...last,
      version: last.version + 1,
      command: input,
      facts: [{ type: 'migrated' }],
      machineVersion: HANDOFF_VERSION,
      snapshotHash: canonicalSnapshot(foldRow(null, input, key)).hash,
      sealedParts: [],
    },
    last.hash,
  );
  await storage.write((writer) => appendRows(writer, [forged]));
  const replay = await verifyReplay(storage.read, runningVersion, foldRow);
  expect(replay.first).toEqual({ stream: `handoff/${key.streamId}`, version: forged.version });
  await close();
});
