/** A stream as the spine holds it while deciding: where it stands, its last hash, its row, its clocks. */
import type { Snapshot, StreamKey, StreamKind } from '../contract/streams.ts';
import type { StreamHead, ViewPut } from '../storage/index.ts';
import { initialStanding } from '../../workflows/answer.ts';
import { workflowOf } from '../../workflows/index.ts';
import type { Standing } from '../../workflows/standing.ts';
import { NO_HASH } from '../storage/index.ts';
import type { ShownRow } from '../views/index.ts';

export interface Live {
  readonly key: StreamKey;
  /** 0 for a stream that has no row yet. */
  readonly version: number;
  readonly lastHash: string;
  readonly lastRecordedAt: number;
  readonly standing: Standing<unknown>;
  /** What an older machine left, where the last row is one's: its standing is migrated, and the row of that is still to be written. */
  readonly older: Snapshot | null;
  readonly row: ShownRow | null;
}

/** A stream before its first row. */
export function newStream(key: StreamKey): Live {
  return {
    key,
    version: 0,
    lastHash: NO_HASH,
    lastRecordedAt: 0,
    standing: initialStanding(workflowOf(key.streamKind)),
    older: null,
    row: null,
  };
}

/** A stream as storage holds it. The head's snapshot has been checked against its last row. */
export function liveOf(head: StreamHead, put: ViewPut | undefined): Live {
  const snapshot = head.snapshot as Snapshot;
  return {
    key: { streamKind: head.streamKind, streamId: head.streamId },
    version: head.version,
    lastHash: head.lastHash,
    lastRecordedAt: head.lastRecordedAt,
    standing: standingNow(head.streamKind, snapshot),
    older: snapshot.machineVersion === workflowOf(head.streamKind).version ? null : snapshot,
    row: (put?.row as unknown as ShownRow | undefined) ?? null,
  };
}

/** The standing of a snapshot, as the running machine knows it. Throws where a newer machine kept it. */
export function standingNow(
  kind: StreamKind,
  { machineVersion, value, context }: Snapshot,
): Standing<unknown> {
  const { name, version, migrate } = workflowOf(kind);
  const kept = { value, context } as Standing<Record<string, unknown>>;
  if (machineVersion === version) return kept;
  if (migrate === undefined) throw new Error(`Nothing is known of version ${machineVersion} of ${name}.`);
  return migrate(kept, machineVersion);
}

/** What is kept of a standing. */
export function snapshotOf(key: StreamKey, { value, context }: Standing<unknown>): Snapshot {
  const { name, version } = workflowOf(key.streamKind);
  return {
    machine: name,
    machineVersion: version,
    value: value as Snapshot['value'],
    context: context as Snapshot['context'],
  };
}
