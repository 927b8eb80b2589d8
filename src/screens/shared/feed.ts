/**
 * The page's one live store: rows by view, kept up to date by `/api/live`.
 *
 *   connecting ─▶ catching up ─▶ online
 *        ▲                          │ nothing heard for `SILENCE_MS`, or the socket closed
 *        └───── back-off ── offline ◀┘
 *
 * The house says something at least every second (`here`), so silence means that the net is cut: the chip tells the
 * truth within three seconds. After a break the feed goes on from its cursor; only where the epoch changed, or a list was
 * never loaded, is anything loaded (again). A row that leaves the viewer's audience is removed.
 */
import type { Delivered, Heard, Told } from '../../contract/doors.ts';
import type { ViewName } from '../../contract/views.ts';
import type { Api } from './api.ts';
import { houseNow, setHouseTime } from './clock.ts';
import { Store } from './store.ts';
import { Unreachable } from './wire.ts';

export type Connection =
  | { readonly state: 'online' }
  | { readonly state: 'catchingUp' }
  /** No word from the house since then, by the house's clock. */
  | { readonly state: 'offline'; readonly since: number };

export interface List {
  /** False until the list was loaded once; afterwards it stays true, also offline. */
  readonly isLoaded: boolean;
  /** There are more rows than are held. */
  readonly hasMore: boolean;
  readonly rows: readonly Delivered[];
}

export type Single =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly delivered: Delivered }
  /** Not there, or not to be known of by this viewer (any more). */
  | { readonly state: 'absent' };

const SILENCE_MS = 2_200;
const LOOK_MS = 250;
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5_000;
const PAGE = 200;
/** The most rows a list holds; a screen that needs more asks for less (filters, pages). */
const MOST_ROWS = 2_000;
const SESSION_ENDED = 4401;

const NOTHING: List = { isLoaded: false, hasMore: false, rows: [] };
const LOADING: Single = { state: 'loading' };

interface HeldList {
  readonly store: Store<List>;
  readonly rows: Map<string, Delivered>;
  /** What was told while the list was being loaded, to be done again on top of it. */
  meanwhile: Told[] | null;
  /** The loading under way, and the position it will have read at; whoever asks for another waits for this one. */
  loading: Promise<number> | null;
}

export class Feed {
  readonly connection = new Store<Connection>({ state: 'catchingUp' });
  readonly #api: Api;
  readonly #onSessionEnded: () => void;
  readonly #lists = new Map<ViewName, HeldList>();
  readonly #singles = new Map<
    string,
    { readonly view: ViewName; readonly key: string; readonly store: Store<Single> }
  >();
  #socket: WebSocket | null = null;
  #cursor: number | null = null;
  #epoch = '';
  #heardAt = 0;
  #heardAtHouse = houseNow();
  #failures = 0;
  #isRunning = false;
  #isLoading = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;

  constructor(api: Api, onSessionEnded: () => void) {
    this.#api = api;
    this.#onSessionEnded = onSessionEnded;
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#failures = 0;
    this.#look = setInterval(() => this.#lookAtSilence(), LOOK_MS);
    addEventListener('online', this.#hurry);
    this.#connect();
  }

  /** Stops listening; what is held is kept, and so is the place in the log. */
  stop(): void {
    this.#isRunning = false;
    clearInterval(this.#look);
    clearTimeout(this.#retry);
    removeEventListener('online', this.#hurry);
    this.#socket?.close();
    this.#socket = null;
  }

  /** The rows of a view, loaded at the first asking and followed from then on. */
  list(view: ViewName): Store<List> {
    let held = this.#lists.get(view);
    if (held === undefined) {
      held = { store: new Store(NOTHING), rows: new Map(), meanwhile: null, loading: null };
      this.#lists.set(view, held);
      if (this.#cursor !== null) void this.#loadList(view, held);
      else this.#loadSoon();
    }
    return held.store;
  }

  /** One row, loaded at the first asking and followed from then on. */
  single(view: ViewName, key: string): Store<Single> {
    const name = `${view} ${key}`;
    let held = this.#singles.get(name);
    if (held === undefined) {
      held = { view, key, store: new Store(LOADING) };
      this.#singles.set(name, held);
      if (this.#cursor !== null) void this.#loadSingle(held);
      else this.#loadSoon();
    }
    return held.store;
  }

  /** Loads one row again: after its personal fields were opened, for instance. */
  async refresh(view: ViewName, key: string): Promise<void> {
    const held = this.#singles.get(`${view} ${key}`);
    if (held !== undefined) await this.#loadSingle(held);
  }

  #connect(): void {
    clearTimeout(this.#retry);
    if (!this.#isRunning) return;
    // Without a cursor there is nothing to go on from: an epoch that is none is answered by `reload`.
    const query = new URLSearchParams({
      cursor: String(this.#cursor ?? 0),
      epoch: this.#cursor === null ? '' : this.#epoch,
    });
    const protocol = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${protocol}://${location.host}/api/live?${query.toString()}`);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket === socket) for (const heard of JSON.parse(String(data)) as Heard[]) this.#hear(heard);
    });
    socket.addEventListener('open', () => {
      if (this.#socket === socket) this.connection.set({ state: 'catchingUp' });
    });
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.#lose(code);
    });
  }

  #lose(code: number): void {
    this.#socket = null;
    this.#say();
    if (!this.#isRunning) return;
    if (code === SESSION_ENDED) {
      this.#onSessionEnded();
      return;
    }
    // A socket that never opened may have been refused for want of a session; asking tells which.
    if (this.#failures > 0) void this.#api.get('me').catch(() => undefined);
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2));
  }

  #lookAtSilence(): void {
    if (this.#socket === null || performance.now() - this.#heardAt <= SILENCE_MS) return;
    // A cut wire says no goodbye, and closing the socket would wait for one.
    const silent = this.#socket;
    this.#lose(0);
    silent.close();
  }

  readonly #hurry = () => {
    if (this.#socket !== null) return;
    this.#failures = 0;
    this.#connect();
  };

  #hear(told: Heard): void {
    this.#heardAt = performance.now();
    this.#failures = 0;
    if (told.kind === 'here') {
      setHouseTime(told.at);
      this.#heardAtHouse = told.at;
    }
    if (told.kind === 'reload') {
      this.#epoch = told.epoch;
      this.#cursor = null;
      void this.#loadAll();
    }
    if (told.kind === 'put' || told.kind === 'remove') this.#apply(told);
    if (told.kind === 'upTo' && this.#cursor !== null) {
      this.#cursor = told.position;
      this.connection.set({ state: 'online' });
    }
    // Whoever missed nothing is told nothing but that somebody is there.
    if (told.kind === 'here' && (this.#cursor !== null || this.#looksAtNothing()))
      this.connection.set({ state: 'online' });
  }

  #looksAtNothing(): boolean {
    return this.#lists.size === 0 && this.#singles.size === 0;
  }

  /** The first thing that is looked at on a page that looked at nothing. What is asked for together is loaded together. */
  #loadSoon(): void {
    if (this.#isLoading || this.#epoch === '') return;
    this.#isLoading = true;
    queueMicrotask(() => void this.#loadAll());
  }

  #say(): void {
    if (this.connection.get().state !== 'offline')
      this.connection.set({ state: 'offline', since: this.#heardAtHouse });
  }

  /** Loads everything that is looked at, and then hears on from where the first of it was read. */
  async #loadAll(): Promise<void> {
    const socket = this.#socket;
    if (this.#looksAtNothing() || socket === null) {
      this.#isLoading = false;
      return;
    }
    this.#isLoading = true;
    this.connection.set({ state: 'catchingUp' });
    try {
      // A single row does not say how far the log was read; a look at its list does.
      const views = new Set([...this.#singles.values()].map(({ view }) => view));
      const positions = await Promise.all([
        ...[...views].map((view) => this.#positionOf(view)),
        ...[...this.#lists].map(([view, held]) => this.#loadList(view, held)),
      ]);
      await Promise.all([...this.#singles.values()].map((held) => this.#loadSingle(held)));
      if (this.#socket !== socket) return;
      const least = Math.min(...positions);
      this.#cursor = Number.isFinite(least) ? least : 0;
      socket.send(JSON.stringify({ cursor: this.#cursor }));
      // What was asked for while the rest was loading.
      for (const [view, held] of this.#lists) if (!held.store.get().isLoaded) void this.#loadList(view, held);
      for (const held of this.#singles.values())
        if (held.store.get().state === 'loading') void this.#loadSingle(held);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      socket.close();
    } finally {
      this.#isLoading = false;
    }
  }

  async #positionOf(view: ViewName): Promise<number> {
    const reply = await this.#api.list(view, null, 1);
    return reply.ok ? reply.value.position : 0;
  }

  #loadList(view: ViewName, held: HeldList): Promise<number> {
    held.loading ??= this.#readList(view, held).finally(() => {
      held.loading = null;
    });
    return held.loading;
  }

  async #readList(view: ViewName, held: HeldList): Promise<number> {
    const missed: Told[] = [];
    held.meanwhile = missed;
    const rows: Delivered[] = [];
    let position = Number.POSITIVE_INFINITY;
    let after: string | null = null;
    try {
      do {
        const reply = await this.#api.list(view, after, PAGE);
        if (!reply.ok) {
          // What is held stays when the session ends; a list that this person may not see is empty.
          if (reply.refusal.status !== 403) throw new Unreachable(reply.refusal.code);
          break;
        }
        rows.push(...reply.value.rows);
        position = Math.min(position, reply.value.position);
        after = reply.value.next;
      } while (after !== null && rows.length < MOST_ROWS);
    } catch (error) {
      held.meanwhile = null;
      if (this.#cursor === null) throw error;
      // A list of its own is asked for again when the wire is back.
      this.#cursor = null;
      this.#epoch = '';
      this.#socket?.close();
      return position;
    }
    held.rows.clear();
    for (const row of rows) held.rows.set(row.key, row);
    held.meanwhile = null;
    for (const told of missed) if (told.position > position) change(held.rows, told);
    held.store.set({ isLoaded: true, hasMore: after !== null, rows: [...held.rows.values()] });
    return position;
  }

  async #loadSingle(held: { readonly view: ViewName; readonly key: string; readonly store: Store<Single> }) {
    try {
      const reply = await this.#api.one(held.view, held.key);
      if (reply.ok) {
        const now = held.store.get();
        if (now.state !== 'there' || now.delivered.version <= reply.value.version)
          held.store.set({ state: 'there', delivered: reply.value });
      } else if (reply.refusal.status === 404 || reply.refusal.status === 403)
        held.store.set({ state: 'absent' });
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    }
  }

  #apply(told: Extract<Told, { kind: 'put' | 'remove' }>): void {
    const view = told.kind === 'put' ? told.delivered.view : told.view;
    const key = told.kind === 'put' ? told.delivered.key : told.key;
    const list = this.#lists.get(view);
    if (list !== undefined) {
      list.meanwhile?.push(told);
      if (list.store.get().isLoaded && change(list.rows, told))
        list.store.set({ ...list.store.get(), rows: [...list.rows.values()] });
    }
    const single = this.#singles.get(`${view} ${key}`)?.store;
    if (single === undefined) return;
    if (told.kind === 'remove') single.set({ state: 'absent' });
    else {
      const now = single.get();
      if (now.state !== 'there' || now.delivered.version <= told.delivered.version)
        single.set({ state: 'there', delivered: told.delivered });
    }
  }
}

/** Does what was told to the rows held; false where they are newer than it. */
function change(rows: Map<string, Delivered>, told: Told): boolean {
  if (told.kind === 'remove') return rows.delete(told.key);
  if (told.kind !== 'put') return false;
  const { delivered } = told;
  if ((rows.get(delivered.key)?.version ?? 0) > delivered.version) return false;
  rows.set(delivered.key, delivered);
  return true;
}
