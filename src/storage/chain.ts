import { createHash } from 'node:crypto';
import type { JournalEntry, JournalRow, Snapshot, StreamKey } from '../contract/streams.ts';
import { canonical } from './canonical.ts';
import { streamMonthOf } from './uuid-v7.ts';

/** What the first row of a stream names as the row before it. */
export const NO_HASH = '0'.repeat(64);

/** `kind/id`: a stream as the key of a Map, and the order in which streams are locked. */
export function streamKeyText(key: StreamKey): string {
  return `${key.streamKind}/${key.streamId}`;
}

/** SHA-256 (hex) of `0x00 ‖ RFC 8785(row without hash)`: the row's hash, and its leaf in the log's tree (RFC 6962). */
export function hashOfRow(row: Omit<JournalRow, 'hash'>): string {
  return createHash('sha256')
    .update('\0')
    .update(canonical(fieldsOf(row)))
    .digest('hex');
}

/** Chains one entry onto the row before it. Pure: nothing is written. */
export function chainEntry(entry: JournalEntry, prevHash: string): JournalRow {
  const row = fieldsOf({ ...entry, streamMonth: streamMonthOf(entry.streamId), prevHash });
  return { ...row, hash: hashOfRow(row) };
}

interface Kept {
  readonly text: string;
  readonly hash: string;
}

const kept = new WeakMap<Snapshot, Kept>();

/** A snapshot as it is kept, and the hash that its last row carries as `snapshotHash`. Worked out once for each. */
export function canonicalSnapshot(snapshot: Snapshot): Kept {
  const known = kept.get(snapshot);
  if (known !== undefined) return known;
  const { machine, machineVersion, value, context } = snapshot;
  const text = canonical({ machine, machineVersion, value, context });
  const made = { text, hash: sha256Hex(text) };
  kept.set(snapshot, made);
  return made;
}

/** SHA-256 (hex) of a text in UTF-8. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

// Named one by one, so that a property somebody adds to an entry can never slip into the hash.
function fieldsOf(row: Omit<JournalRow, 'hash'>): Omit<JournalRow, 'hash'> {
  return {
    streamMonth: row.streamMonth,
    streamKind: row.streamKind,
    streamId: row.streamId,
    version: row.version,
    command: row.command,
    commandId: row.commandId,
    facts: row.facts,
    factVersion: row.factVersion,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    performedBy: row.performedBy,
    recordedBy: row.recordedBy,
    secondPerson: row.secondPerson,
    terminal: row.terminal,
    bootId: row.bootId,
    monoMs: row.monoMs,
    announcementId: row.announcementId,
    measureId: row.measureId,
    machineVersion: row.machineVersion,
    snapshotHash: row.snapshotHash,
    sealedParts: row.sealedParts,
    prevHash: row.prevHash,
  };
}
