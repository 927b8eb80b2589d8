import type { Kysely, Transaction } from 'kysely';
import type { AuthSchema } from './auth-schema.ts';

/**
 * The tables, once for both engines. JSON is kept as text in both: the bytes that were hashed stay the bytes.
 * Instants are integers (epoch ms).
 */
export interface Schema extends AuthSchema {
  papers: {
    paper_id: string;
    stream_kind: string;
    stream_id: string;
    kind: string;
    command_id: string;
    key_id: string;
    sealed: string;
    drawn_at: number;
  };
  streams: {
    stream_kind: string;
    stream_id: string;
    stream_month: number;
    version: number;
    last_hash: string;
    last_recorded_at: number;
    machine_version: number;
    snapshot: string;
  };
  journal: JournalColumns;
  log: StreamColumns & { position: number; version: number; leaf_hash: string };
  /** PostgreSQL only: rows that wait for their position. */
  unsequenced: StreamColumns & { id: number; version: number; leaf_hash: string };
  tiles: { level: number; tile: number; hash: string };
  checkpoints: { size: number; root: string; note: string; signed_at: number };
  command_ids: {
    day: number;
    actor: string;
    command_id: string;
    body_digest: string;
    answer: string | null;
    refused: number;
    claimed_at: number;
  };
  reservations: {
    kind: string;
    keyed_digest: string;
    stream_kind: string;
    stream_id: string;
    subject: string | null;
  };
  timers: {
    stream_kind: string;
    stream_id: string;
    name: string;
    due_at: number;
    set_by_version: number;
    attempts: number;
    leased_until: number;
  };
  outbox: {
    stream_kind: string;
    stream_id: string;
    version: number;
    n: number;
    effect: string;
    params: string;
    sealed_parts: string;
    state: 'waiting' | 'parked';
    attempts: number;
    next_at: number;
    leased_until: number;
    last_error: string | null;
    /** Which receiver it goes to; empty for what the house does itself. */
    lane: string;
    /** The message it went out in, and goes out in again; null where none was tried. */
    message: string | null;
  };
  /** How a lane stands: who works on it, until when it rests, what came of it last. */
  lanes: {
    lane: string;
    leased_until: number;
    paused_until: number;
    failures: number;
    delivered: number;
    delivered_at: number | null;
    failed_at: number | null;
    last_error: string | null;
  };
  /** Every attempt of the last minutes, written before it was made: a receiver's limit outlives a kill. */
  lane_sends: { lane: string; message: string; attempt: number; over_by: number };
  views: {
    view: string;
    key: string;
    stream_kind: string;
    stream_id: string;
    version: number;
    audience: string;
    row: string;
  };
  view_audiences: { audience: string; view: string; key: string };
  changes: {
    stream_kind: string;
    stream_id: string;
    version: number;
    view: string;
    key: string;
    audience_before: string;
    audience_after: string;
  };
  cursors: { name: string; position: number };
  persons: { kind: string; digest: string; stream_kind: string; stream_id: string; subject: string };
  read_back_codes: {
    stream_kind: string;
    stream_id: string;
    subject: string;
    digest: string;
    expires_at: number;
    tries_left: number;
  };
  key_uses: { key_id: string };
  meta: { name: string; value: string };
}

interface StreamColumns {
  stream_month: number;
  stream_kind: string;
  stream_id: string;
}

export interface JournalColumns extends StreamColumns {
  version: number;
  command: string;
  command_id: string;
  facts: string;
  fact_version: number;
  occurred_at: number;
  recorded_at: number;
  performed_by: string;
  recorded_by: string;
  second_person: string | null;
  terminal: string | null;
  boot_id: string;
  mono_ms: number;
  announcement_id: string | null;
  measure_id: string | null;
  machine_version: number;
  snapshot_hash: string;
  sealed_parts: string;
  prev_hash: string;
  hash: string;
}

/** May read, and nothing else. A `Writer` is also a `Reader`. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'getExecutor'>;

/** An open transaction. Functions that write take one, close over nothing else, and await only its statements. */
export type Writer = Transaction<Schema>;
