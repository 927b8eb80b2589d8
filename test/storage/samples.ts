import { randomBytes } from 'node:crypto';
import type {
  Instant,
  JournalEntry,
  JournalRow,
  Json,
  SealedPart,
  Snapshot,
  StreamKey,
} from '../../src/contract/streams.ts';
import {
  canonicalSnapshot,
  chainEntry,
  claimCommandIds,
  lockStreams,
  NO_HASH,
  type Storage,
  streamKeyText,
  type Writes,
  writeBatch,
} from '../../src/storage/index.ts';
import { TEST_NOW } from './engines.ts';

/** A UUIDv7 of an instant. */
export function uuidV7(at: Instant = TEST_NOW): string {
  const hex = at.toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A new handoff. */
export function newHandoff(at: Instant = TEST_NOW): StreamKey {
  return { streamKind: 'handoff', streamId: uuidV7(at) };
}

/** What the sample machine is: it counts its rows. */
export function counted(count: number): Snapshot {
  return { machine: 'handoff', machineVersion: 1, value: { document: 'held' }, context: { count } };
}

/** A row on top of another. */
export function nextRow(
  key: StreamKey,
  before: Pick<JournalRow, 'version' | 'hash'> | null,
  more: Partial<JournalEntry> & { sealedParts?: readonly SealedPart[] } = {},
): JournalRow {
  const version = (before?.version ?? 0) + 1;
  return chainEntry(
    {
      ...key,
      version,
      command: { type: 'holdDocument', ground: 'waitingForAnswer', reason: null },
      commandId: uuidV7(),
      facts: [{ type: 'documentHeld', minutes: 30, at: TEST_NOW }],
      factVersion: 1,
      occurredAt: TEST_NOW - 60_000,
      recordedAt: TEST_NOW,
      performedBy: 'account-wen',
      recordedBy: 'account-wen',
      secondPerson: 'account-li',
      terminal: 'north-gate-1',
      bootId: 'boot-1',
      monoMs: 12_345,
      announcementId: null,
      measureId: 'beijing-2022-11',
      machineVersion: 1,
      snapshotHash: canonicalSnapshot(counted(version)).hash,
      sealedParts: [],
      ...more,
    },
    before?.hash ?? NO_HASH,
  );
}

/** A stream with so many rows, and nothing else written. */
export async function writeStream(storage: Storage, key: StreamKey, rows: number): Promise<JournalRow[]> {
  const written: JournalRow[] = [];
  for (let i = 0; i < rows; i += 1) written.push(nextRow(key, written.at(-1) ?? null));
  await storage.write((writer) =>
    writeBatch(writer, { rows: written, snapshots: [{ ...key, snapshot: counted(rows) }] }),
  );
  return written;
}

/** Adds one row to a stream as submit does: claim, lock, decide, write, answer. */
export async function submitSample(
  storage: Storage,
  key: StreamKey,
  more: { commandId?: string; actor?: string; body?: Json; writes?: Writes; pauseMs?: number } = {},
): Promise<Json> {
  const { commandId = uuidV7(), actor = 'account-wen' } = more;
  return storage.write(async (writer) => {
    const bodyDigest = storage.blind.digestOfBody(more.body ?? {});
    const [claim] = await claimCommandIds(writer, [{ actor, commandId, bodyDigest }], TEST_NOW);
    if (claim?.outcome === 'answered') return claim.answer;
    if (claim?.outcome !== 'claimed') return { refused: claim?.outcome ?? null };
    const { streams } = await lockStreams(writer, [key]);
    const head = streams.get(streamKeyText(key));
    if (more.pauseMs) await new Promise((resolve) => setTimeout(resolve, more.pauseMs));
    const row = nextRow(key, head ? { version: head.version, hash: head.lastHash } : null, { commandId });
    const answer = { streamId: key.streamId, version: row.version };
    await writeBatch(writer, {
      rows: [row],
      snapshots: [{ ...key, snapshot: counted(row.version) }],
      answers: [{ actor, commandId, answer, refused: false }],
      ...more.writes,
    });
    return answer;
  });
}
