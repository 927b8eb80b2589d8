/**
 * The live feed: backfill from the viewer's cursor, cut over, then live.
 *
 * Order is the log's, never arrival's: a wake is only a hint, and everybody reads from their own cursor, so nothing is
 * missed and nothing told twice. What was read lately is kept once for all listeners.
 */
import type { Listening, Told } from '../contract/doors.ts';
import type { Actor } from '../contract/roles.ts';
import type { ViewName } from '../contract/views.ts';
import { readChanges, type Storage, type ViewChanges, viewKeyText, type ViewPut } from '../storage/index.ts';
import { deliver } from './deliver.ts';
import type { ClausesOf } from './room.ts';
import { selectionFor } from './selection.ts';

/** How many positions stay in memory for listeners that are nearly up to date. */
const KEPT = 4_096;
const PAGE = 256;
/** The longest a change waits where no wake came, for instance from another node. */
const POLL_MS = 200;
/** How long commits wait to be told together. */
const MERGE_MS = 15;

interface Read extends ViewChanges {
  readonly after: number;
  /** What was already made of it, by whose it is: everybody of one role who looks at the same is told the same. */
  readonly lists: Map<string, Promise<readonly Told[]>>;
  readonly told: Map<string, Promise<readonly Told[]>>;
}

export class Feed {
  readonly #storage: Storage;
  readonly #onFault: (error: unknown) => void;
  readonly #listeners = new Set<Listener>();
  readonly #recent: Read[] = [];
  readonly #reading = new Map<number, Promise<Read>>();
  #merging: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** What the clauses of a measure are called, as the house has learned them. */
  readonly clausesOf: ClausesOf;

  constructor(storage: Storage, onFault: (error: unknown) => void, clausesOf: ClausesOf = () => []) {
    this.#storage = storage;
    this.#onFault = onFault;
    this.clausesOf = clausesOf;
  }

  /** A hint that the log has grown. */
  wake(): void {
    // What is committed within a tick is told together.
    this.#merging ??= setTimeout(() => {
      this.#merging = undefined;
      for (const listener of this.#listeners) listener.wake();
    }, MERGE_MS);
  }

  listen(
    viewer: Actor,
    views: readonly ViewName[],
    cursor: number,
    epoch: string,
    tell: (told: readonly Told[]) => void,
  ): Listening {
    const listener = new Listener(this, viewer, views, cursor, epoch, tell);
    this.#listeners.add(listener);
    this.#poll();
    listener.wake();
    return { stop: () => this.#forget(listener) };
  }

  /** Has everybody load again: what they hold was put otherwise, and no change says how. */
  reload(): void {
    for (const listener of this.#listeners) listener.reload();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#merging);
    for (const listener of this.#listeners) listener.stop();
    this.#listeners.clear();
  }

  get storage(): Storage {
    return this.#storage;
  }

  fault(error: unknown): void {
    this.#onFault(error);
  }

  /** The changes after a cursor, from memory where another listener has just read them. */
  after(cursor: number): Promise<Read> {
    const known = this.#recent.find(({ after }) => after === cursor);
    if (known !== undefined) return Promise.resolve(known);
    let reading = this.#reading.get(cursor);
    if (reading === undefined) {
      reading = this.#read(cursor).finally(() => this.#reading.delete(cursor));
      this.#reading.set(cursor, reading);
    }
    return reading;
  }

  async #read(cursor: number): Promise<Read> {
    const found = await readChanges(this.#storage.read, cursor, PAGE);
    const read: Read = { after: cursor, ...found, lists: new Map(), told: new Map() };
    if (read.upTo > cursor && read.isWhole) {
      this.#recent.push(read);
      if (this.#recent.length > KEPT / PAGE) this.#recent.shift();
    }
    return read;
  }

  #forget(listener: Listener): void {
    listener.stop();
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) clearTimeout(this.#timer);
  }

  #poll(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#listeners.size === 0) return;
    this.#timer = setTimeout(() => {
      this.wake();
      this.#poll();
    }, POLL_MS);
    this.#timer.unref();
  }
}

/** One viewer's place in the log. */
class Listener {
  readonly #feed: Feed;
  readonly #viewer: Actor;
  readonly #selections: readonly { view: ViewName; kind: string; audience: string }[];
  readonly #epoch: string;
  readonly #tell: (told: readonly Told[]) => void;
  /** The same for all who are told the same. */
  readonly #whose: string;
  #cursor: number;
  #running = false;
  #again = false;
  #stopped = false;
  #mustReload = false;

  constructor(
    feed: Feed,
    viewer: Actor,
    views: readonly ViewName[],
    cursor: number,
    epoch: string,
    tell: (told: readonly Told[]) => void,
  ) {
    this.#feed = feed;
    this.#viewer = viewer;
    this.#selections = views.flatMap((view) => {
      const selection = selectionFor(viewer, view);
      return selection === null ? [] : [{ view, ...selection }];
    });
    this.#cursor = cursor;
    this.#epoch = epoch;
    this.#tell = tell;
    this.#whose = this.#selections.map(({ view, audience }) => whose(viewer, view, audience)).join();
  }

  wake(): void {
    this.#again = true;
    if (!this.#running) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
  }

  reload(): void {
    this.#mustReload = true;
    this.wake();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      const { epoch } = this.#feed.storage;
      if (this.#epoch !== epoch) this.#tellToReload();
      while (this.#again && !this.#stopped) {
        this.#again = false;
        for (;;) {
          const read = await this.#feed.after(this.#cursor);
          if (this.#stopped) break;
          if (!read.isWhole || this.#mustReload) {
            this.#tellToReload();
            break;
          }
          const { upTo } = read;
          if (upTo === this.#cursor) break;
          const told = await this.#toldOf(read, epoch);
          if (this.#stopped) break;
          this.#cursor = upTo;
          this.#tell(told);
        }
      }
    } catch (error) {
      this.#feed.fault(error);
    } finally {
      this.#running = false;
    }
  }

  /** The last word of this listening: whoever has loaded again says from where they go on. */
  #tellToReload(): void {
    this.#stopped = true;
    this.#tell([{ kind: 'reload', epoch: this.#feed.storage.epoch, position: 0 }]);
  }

  #toldOf(read: Read, epoch: string): Promise<readonly Told[]> {
    return once(read.told, this.#whose, async () => {
      const lists = await Promise.all(
        this.#selections.map((selection) =>
          once(read.lists, whose(this.#viewer, selection.view, selection.audience), () =>
            toldOfList(this.#feed, this.#viewer, selection, read),
          ),
        ),
      );
      const told = lists.flat().sort((one, other) => (one.position ?? 0) - (other.position ?? 0));
      return [...told, { kind: 'upTo', position: read.upTo, epoch }];
    });
  }
}

const whose = ({ role }: Actor, view: ViewName, audience: string) => `${role} ${view} ${audience}`;

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let making = made.get(key);
  if (making === undefined) made.set(key, (making = make()));
  return making;
}

/** A viewer holds rows, not their history: of all changes of a row they are told what it is now, or that they lost it. */
async function toldOfList(
  { storage, clausesOf }: Feed,
  viewer: Actor,
  { view, kind, audience }: { readonly view: ViewName; readonly kind: string; readonly audience: string },
  { changes, rows }: ViewChanges,
): Promise<readonly Told[]> {
  const mine = changes.filter(
    (change) => change.view === kind && (change.before.includes(audience) || change.after.includes(audience)),
  );
  const told: Told[] = [];
  const puts: ViewPut[] = [];
  const positions = new Map<string, number>();
  for (const change of new Map(mine.map((one) => [one.key, one])).values()) {
    positions.set(change.key, change.position);
    const put = rows.get(viewKeyText(change));
    if (put?.audience.includes(audience) === true) puts.push(put);
    else told.push({ kind: 'remove', position: change.position, view, key: change.key });
  }
  for (const delivered of await deliver(storage, viewer, view, puts, clausesOf))
    told.push({ kind: 'put', position: positions.get(delivered.key) ?? 0, delivered });
  return told;
}
