/** A command on its way through the spine, and the answers it can get. */
import type { Actor } from '../access/index.ts';
import type { CommandType } from '../contract/commands.ts';
import type { Envelope } from '../contract/command-table.ts';
import type { RefusalCode } from '../contract/refusals.ts';
import type { RetentionClass, StreamKey, StreamKind } from '../contract/streams.ts';

/** Who sends it, as the door found out. */
export interface By {
  readonly actor: Actor;
  readonly terminal: string | null;
}

/** What somebody asks of the house. `streamId` is absent where the command starts its stream. */
export interface Command {
  readonly type: CommandType;
  readonly streamId?: string;
  /** Only the house may name a kind of stream other than the command's own: a due timer belongs to the stream that set it. */
  readonly streamKind?: StreamKind;
  readonly body: Readonly<Record<string, unknown>>;
  readonly envelope: Envelope;
}

/** The answer, given after commit and never before. The same command sent again gets the same answer. */
export type Answered =
  | { readonly outcome: 'accepted'; readonly streamId: string; readonly version: number }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly field?: string };

/** A personal field of the body, in memory only until its batch has its keys. */
export interface PlainPart {
  readonly field: string;
  readonly retention: RetentionClass;
  readonly text: string;
}

/** A command made ready: shape checked, rights checked, personal parts apart, and what had to be looked up at hand. */
export interface Prepared {
  readonly command: Command;
  readonly by: By;
  /** The stream the command is for; its id was made here where it starts one. */
  readonly key: StreamKey;
  /** Further streams it writes to, all or none. */
  readonly touches: readonly StreamKey[];
  /** Coded fields alone: what may stand in the journal. */
  readonly coded: Readonly<Record<string, unknown>>;
  readonly parts: readonly PlainPart[];
  /** The whole body, personal fields included. Never written, never logged. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly bodyDigest: string;
  readonly secondPerson: string | null;
  /** The digest of the pledge's text as it would be shown now, where the command is a signature. */
  readonly pledgeDigest: string | null;
  /** Streams of `touches` were found in this state; another set means prepare again. */
  readonly now: number;
}
