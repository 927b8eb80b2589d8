/**
 * What a journal row is, for ever.
 *
 * Every change of the house is one row in one stream; every stream is a chain.
 * A persisted name here is never renamed: it gets a successor.
 */

/** The kinds of streams. Closed: a new kind needs a machine in `workflows/index.ts`. */
export const STREAM_KINDS = [
  'handoff',
  'stop',
  'shift',
  'directory',
  'account',
  'measure',
  'announcement',
  'trustList',
  'trust',
  'channel',
  'overlap',
] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/** UUIDv7 of the stream's first row. A trust stream carries the id of the handoff it watches over. */
export type StreamId = string;

/** Which stream. `streamMonth` (YYYYMM, UTC) is worked out from the id and belongs to every key. */
export interface StreamKey {
  readonly streamKind: StreamKind;
  readonly streamId: StreamId;
}

/** Epoch milliseconds, UTC. */
export type Instant = number;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A fact: what is now true because a command was accepted. Coded fields only, never personal data. */
export interface Fact {
  readonly type: string;
  readonly [field: string]: Json;
}

/**
 * The machine's whole input: type, coded fields, and what prepare judged.
 * It holds no personal part, so that replay works after erasure.
 */
export interface MachineInput {
  readonly type: string;
  readonly [field: string]: Json;
}

/**
 * The fields of a machine's input that the spine itself writes, over whatever the body says. So no body has a field of
 * one of these names: what was said in it would never reach the journal (`test/contract/tables.test.ts`).
 */
export const SPINE_FIELDS = [
  'type',
  'by',
  'second',
  'at',
  'found',
  'judged',
  'open',
  'nextOffice',
  'nextOfficer',
  'nextDecider',
  'directory',
  'contradictions',
  'stillOpen',
  'handoff',
  'ward',
] as const;
/** What the spine adds to the coded fields of a body. Another name is written nowhere. */
export type SpineInput = Readonly<Partial<Record<(typeof SPINE_FIELDS)[number], unknown>>>;

/** One personal field, sealed. The plain text is found nowhere in the journal. */
export interface SealedPart {
  /** Path of the field in the command's body, e.g. `name` or `answers.0.words`. */
  readonly field: string;
  readonly keyId: string;
  /** Base64 of nonce (12 bytes), AES-256-GCM ciphertext, tag (16 bytes). */
  readonly sealed: string;
}

/** How long a class of personal data may be kept is a rule of the house, so each class has its own key. */
export const RETENTION_CLASSES = [
  'identity',
  'health',
  'contact',
  'words',
  'staff',
  'paper',
  'note',
] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** What belongs to no case, and so is erased with none, goes by its age. A note of one shift to the next may speak of anybody. */
export const KEPT_MS = { note: 30 * 86_400_000 } as const satisfies Partial<Record<RetentionClass, number>>;

/** A row before it is chained: everything but the hashes and the version. */
export interface JournalEntry extends StreamKey {
  readonly version: number;
  readonly command: MachineInput;
  readonly commandId: string;
  readonly facts: readonly Fact[];
  readonly factVersion: number;
  /** When it happened. Never in the future; earlier than `recordedAt` for entries made after an outage. */
  readonly occurredAt: Instant;
  /** `max(now, last recordedAt of the stream)`. */
  readonly recordedAt: Instant;
  /** The account that did it; `house` for timers and effects. */
  readonly performedBy: string;
  /** The account that entered it. */
  readonly recordedBy: string;
  readonly secondPerson: string | null;
  readonly terminal: string | null;
  readonly bootId: string;
  readonly monoMs: number;
  readonly announcementId: string | null;
  readonly measureId: string | null;
  readonly machineVersion: number;
  /** SHA-256 (hex) of the RFC 8785 form of {machine, machineVersion, value, context} after this row. */
  readonly snapshotHash: string;
  readonly sealedParts: readonly SealedPart[];
}

/** A row as kept. `hash = SHA-256(0x00 ‖ RFC 8785 of the row without hash)`, hex; `prevHash` of version 1 is 64 zeros. */
export interface JournalRow extends JournalEntry {
  readonly streamMonth: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** What a machine is after its last row. A cache: its hash must match that row's `snapshotHash`. */
export interface Snapshot {
  readonly machine: string;
  readonly machineVersion: number;
  readonly value: Json;
  readonly context: Json;
}
