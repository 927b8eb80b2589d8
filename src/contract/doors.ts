/**
 * What the house hands to its doors, and what a door hands in.
 *
 * Terminals know HTTP and these promises; everything behind them they do not know.
 */
import type { Envelope } from './command-table.ts';
import type { CommandType } from './commands.ts';
import type { Candidate, DirectoryChange, DirectoryFault, OfficeChange } from './directory.ts';
import type { FiguresAsked, FiguresShown, LikeAsked, LikeShown } from './fairness.ts';
import type { RefusalCode } from './refusals.ts';
import type { Actor } from './roles.ts';
import type { Json, StreamKind } from './streams.ts';
import type { ViewName } from './views.ts';

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
  | {
      readonly outcome: 'refused';
      readonly code: RefusalCode;
      readonly field?: string;
      readonly openCase?: OpenCase;
    };

/** The case a refusal speaks of: its id and the checkpoint it lies at, and nothing of the person. */
export type OpenCase = {
  readonly handoff: string;
  readonly checkpoint: string;
};

/** One row of a view as one viewer may see it: masked, opened, and with `allowed` cut to their role. */
export interface Delivered {
  readonly view: ViewName;
  readonly key: string;
  readonly version: number;
  readonly row: { readonly [field: string]: Json };
}

/** A page of a view. `next` continues it; `position` is how far the log had been read, and where a feed may go on from. */
export interface Page {
  readonly rows: readonly Delivered[];
  readonly next: string | null;
  readonly position: number;
}

/** What a viewer hears of a change. A row that leaves their audience is removed there. */
export type Told =
  | { readonly kind: 'put'; readonly position: number; readonly delivered: Delivered }
  | { readonly kind: 'remove'; readonly position: number; readonly view: ViewName; readonly key: string }
  /** Everything up to this position was told. */
  | { readonly kind: 'upTo'; readonly position: number; readonly epoch: string }
  /** History may have been lost: throw away what you hold and load again. */
  | { readonly kind: 'reload'; readonly epoch: string; readonly position: number };

/** What a socket carries: what is told, and every second that the house is there and what time it is, so that silence means a cut wire. */
export type Heard = Told | { readonly kind: 'here'; readonly at: number };

/** A running feed of one viewer. */
export interface Listening {
  stop(): void;
}

/** Looking: lists, single rows, the timeline of one handoff, and the live feed. All within the viewer's scope. */
export interface Views {
  /** `under` keeps the directory's entries to those right below one office; an empty one to those below none. */
  list(viewer: Actor, view: ViewName, after: string | null, limit: number, under?: string): Promise<Page>;
  /** One row, or null where there is none or the viewer may not know of it (404 `thingIsKnown`). */
  one(viewer: Actor, view: ViewName, key: string): Promise<Delivered | null>;
  /**
   * What happened on one handoff, oldest first: facts, both times, persons by surname and staff number, and for those
   * who decide and review the words that were said. Null as above.
   */
  timeline(viewer: Actor, handoff: string): Promise<readonly { readonly [field: string]: Json }[] | null>;
  /** What was handed in whole: the text of a measure or of a list of issuers, the newest entries of a change of the directory. Null as above. */
  handedIn(
    viewer: Actor,
    view: 'measures' | 'trustLists' | 'directoryChanges',
    key: string,
  ): Promise<Json | null>;
  /**
   * Tells everything after `cursor` to this viewer, oldest first, until stopped. What was committed together is told
   * together, and who is told the same is told the very same list.
   */
  listen(
    viewer: Actor,
    views: readonly ViewName[],
    cursor: number,
    epoch: string,
    tell: (told: readonly Told[]) => void,
  ): Listening;
}

/** What a file would change of the directory, and all that is wrong with it. With one fault there is no change. */
export interface DirectoryPreview {
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  readonly rows: number;
  /** The first faults by line, and how many there are. */
  readonly faults: readonly DirectoryFault[];
  readonly faultsInAll: number;
  readonly counts: Readonly<Record<DirectoryChange['change'], number>>;
  /** Without what stays as it is. */
  readonly changes: readonly DirectoryChange[];
}

/** An address held against the directory. Nothing is chosen. */
export interface AddressFound {
  readonly candidates: readonly Candidate[];
  readonly more: boolean;
  /** Districts and street offices the address names. */
  readonly near: readonly string[];
  /** What stands right below `within`, or the districts: the way down where no candidate fits. */
  readonly below: readonly string[];
}

/** The directory beside its list: reading a file, comparing, and finding the community of an address. */
export interface Directory {
  /** The journal row the directory in force was last changed by; another one after every approval. */
  readonly version: () => string;
  preview(file: Uint8Array): Promise<DirectoryPreview>;
  /** What entries change of the directory as it stands now, in their order. */
  changes(entries: readonly DirectoryChange['after'][]): readonly DirectoryChange[];
  /** What was put in force about an office, the newest first; empty for one that nobody knows. */
  history(office: string): readonly OfficeChange[];
  find(address: string, within: string | null): AddressFound;
  /** An empty file to fill in, with its columns, as XLSX. */
  template(): Promise<Uint8Array>;
}

/** How alike the offices answer, within what the viewer covers. */
export interface Fairness {
  /** Null where `under` is not theirs. */
  figures(viewer: Actor, asked: FiguresAsked): Promise<FiguresShown | null>;
  /** Cases of one car, or of the same facts, that were answered differently or ended differently. */
  alike(viewer: Actor, asked: LikeAsked): Promise<LikeShown>;
}

/** Everything a terminal is given. */
export interface Doors {
  submit(command: Command, by: By): Promise<Answered>;
  readonly views: Views;
  readonly directory: Directory;
  readonly fairness: Fairness;
}
