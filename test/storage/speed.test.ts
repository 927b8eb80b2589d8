import { describe, expect, it } from 'vitest';
import {
  canonicalSnapshot,
  chainEntry,
  claimCommandIds,
  type CommandClaim,
  lockStreams,
  NO_HASH,
  type Storage,
  streamKeyText,
  type Writes,
  writeBatch,
} from '../../src/storage/index.ts';
import { engines, openTestStorage, TEST_NOW } from './engines.ts';
import { newHandoff, uuidV7 } from './samples.ts';

const context = { note: 'x'.repeat(900), count: 0 };
const snapshotOf = (version: number) => ({
  machine: 'handoff',
  machineVersion: 1,
  value: { document: 'held', consent: 'asked' },
  context: { ...context, count: version },
});

/** One batch as submit writes it: claim, lock, chain, one row, head, timer, effect, view and answer per command. */
async function groupCommit(
  storage: Storage,
  keys: readonly { streamKind: 'handoff'; streamId: string }[],
): Promise<void> {
  const claims: CommandClaim[] = keys.map(() => ({
    actor: 'account-wen',
    commandId: uuidV7(),
    bodyDigest: 'd'.repeat(64),
  }));
  await storage.write(async (writer) => {
    await claimCommandIds(writer, claims, TEST_NOW);
    const { streams } = await lockStreams(writer, keys);
    const rows = keys.map((key, i) => {
      const head = streams.get(streamKeyText(key));
      const version = (head?.version ?? 0) + 1;
      return chainEntry(
        {
          ...key,
          version,
          command: { type: 'holdDocument', ground: 'waitingForAnswer' },
          commandId: claims[i]?.commandId ?? '',
          facts: [{ type: 'documentHeld', minutes: 30 }],
          factVersion: 1,
          occurredAt: TEST_NOW,
          recordedAt: TEST_NOW,
          performedBy: 'account-wen',
          recordedBy: 'account-wen',
          secondPerson: null,
          terminal: 'north-1',
          bootId: 'boot',
          monoMs: 1,
          announcementId: null,
          measureId: 'beijing-2022-11',
          machineVersion: 1,
          snapshotHash: canonicalSnapshot(snapshotOf(version)).hash,
          sealedParts: [],
        },
        head?.lastHash ?? NO_HASH,
      );
    });
    const writes: Writes = {
      rows,
      snapshots: rows.map((row) => ({
        streamKind: row.streamKind,
        streamId: row.streamId,
        snapshot: snapshotOf(row.version),
      })),
      timers: rows.map((row) => ({
        streamKind: row.streamKind,
        streamId: row.streamId,
        name: 'requestDue',
        dueAt: TEST_NOW,
        setByVersion: row.version,
      })),
      effects: rows.map((row) => ({
        streamKind: row.streamKind,
        streamId: row.streamId,
        version: row.version,
        n: 0,
        type: 'notify',
        params: {},
        sealedParts: [],
        at: TEST_NOW,
      })),
      puts: rows.map((row) => ({
        streamKind: row.streamKind,
        streamId: row.streamId,
        version: row.version,
        view: 'queue',
        key: row.streamId,
        audience: ['north'],
        row: { version: row.version, state: 'held' },
      })),
      answers: rows.map((row, i) => ({
        actor: 'account-wen',
        commandId: claims[i]?.commandId ?? '',
        answer: { streamId: row.streamId, version: row.version },
        refused: false,
      })),
    };
    await writeBatch(writer, writes);
  });
}

describe.runIf(process.env['EXAM'])('the speed of storage', () => {
  it.each(engines.flatMap((engine) => [1, 16, 64, 256].map((size) => [engine, size] as const)))(
    'on %s, %i commands a commit',
    { timeout: 120_000 },
    async (engine, size) => {
      const storage = await openTestStorage(engine);
      const keys = Array.from(
        { length: 2048 },
        () => newHandoff() as { streamKind: 'handoff'; streamId: string },
      );
      const batch = (i: number) =>
        Array.from({ length: size }, (_, n) => keys[(i * size + n) % keys.length] as (typeof keys)[0]);
      for (let i = 0; i < 20; i += 1) await groupCommit(storage, batch(i));
      const took: number[] = [];
      const from = performance.now();
      for (let i = 20; performance.now() - from < 4000; i += 1) {
        const begun = performance.now();
        await groupCommit(storage, batch(i));
        took.push(performance.now() - begun);
      }
      const perSecond = (took.length * size) / ((performance.now() - from) / 1000);
      took.sort((a, b) => a - b);
      const ms = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(2);
      console.log(
        `${engine} batch ${size}: ${Math.round(perSecond)} commands/s, batch p50 ${ms(0.5)} ms, p99 ${ms(0.99)} ms`,
      );
      expect(perSecond).toBeGreaterThan(0);
    },
  );
});
