/** A screen that keeps its rows and its place, and comes back by itself whenever it loses the house. */
import { WebSocket } from 'ws';
import type { Delivered, Heard, Told } from '../../src/contract/doors.ts';
import { VIEWS, VIEW_NAMES, type ViewName } from '../../src/contract/views.ts';
import type { Role, Terminal } from '../../src/contract/roles.ts';
import type { Proof, Town } from './town.ts';

const COME_BACK_MS = 20;

export interface ScreenOptions {
  readonly name: string;
  readonly proof: Proof;
  readonly epoch: string;
  /** Where it looks for the house, asked each time it comes back. */
  readonly port: () => number;
  /** Frames that are lost on this screen alone, to show that a lost frame is noticed. */
  readonly loses?: (told: Told) => boolean;
}

export class Screen {
  readonly name: string;
  readonly proof: Proof;
  /** Row by view and key. */
  readonly rows = new Map<string, Delivered['row']>();
  /** What the house must never do: say a thing again that was acknowledged, or go back. */
  readonly wrong: string[] = [];
  /** How it was closed each time. */
  readonly closed: number[] = [];
  socket: WebSocket | null = null;
  cursor = 0;
  readonly #options: ScreenOptions;
  #isOff = false;

  constructor(options: ScreenOptions) {
    this.name = options.name;
    this.proof = options.proof;
    this.#options = options;
    this.#come();
  }

  /** Switches it off. */
  off(): void {
    this.#isOff = true;
    this.socket?.terminate();
  }

  #come(): void {
    const { proof, epoch, port } = this.#options;
    const host = `127.0.0.1:${port()}`;
    const socket = new WebSocket(`ws://${host}/api/live?cursor=${this.cursor}&epoch=${epoch}`, {
      headers: { ...proof, origin: `http://${host}` },
    });
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      for (const heard of JSON.parse(data.toString()) as Heard[])
        if (heard.kind !== 'here') this.#hear(heard);
    });
    socket.on('error', () => {});
    socket.on('close', (code) => {
      this.closed.push(code);
      if (!this.#isOff) setTimeout(() => this.#come(), COME_BACK_MS);
    });
  }

  #hear(told: Told): void {
    if (this.#options.loses?.(told) === true) return;
    if (told.kind === 'reload') {
      this.wrong.push('it was told to load again, and no history was lost');
      return;
    }
    if (told.position <= this.cursor)
      this.wrong.push(`${told.kind} of ${told.position} after everything up to ${this.cursor}`);
    if (told.kind === 'put')
      this.rows.set(`${told.delivered.view}/${told.delivered.key}`, told.delivered.row);
    else if (told.kind === 'remove') this.rows.delete(`${told.view}/${told.key}`);
    else this.cursor = told.position;
  }
}

/** What a fresh look at every list shows somebody. */
export async function freshLook(
  town: Town,
  { proof }: { readonly proof: Proof },
  role: Role,
  terminal: Terminal,
): Promise<Map<string, Delivered['row']>> {
  const rows = new Map<string, Delivered['row']>();
  const views = VIEW_NAMES.filter(
    (view) =>
      view !== 'directoryEntries' &&
      view !== 'counts' &&
      (VIEWS[view].roles as readonly string[]).includes(role) &&
      (VIEWS[view].at as readonly string[]).includes(terminal),
  );
  for (const view of views)
    for (const one of await wholeList(town, proof, terminal, view)) rows.set(`${view}/${one.key}`, one.row);
  return rows;
}

async function wholeList(
  town: Town,
  proof: Proof,
  terminal: Terminal,
  view: ViewName,
): Promise<readonly Delivered[]> {
  const all: Delivered[] = [];
  for (let after = ''; ; ) {
    const { status, body, text } = await town.ask(proof, {
      method: 'GET',
      url: `/api/${terminal}/views/${view}?limit=200${after === '' ? '' : `&after=${after}`}`,
    });
    if (status !== 200) throw new Error(`${view} was refused: ${text}`);
    const { rows, next } = body as unknown as { rows: Delivered[]; next: string | null };
    all.push(...rows);
    if (next === null) return all;
    after = next;
  }
}

/** How the rows of a screen differ from a fresh look; empty where it holds just that. */
export function differences(
  held: ReadonlyMap<string, unknown>,
  fresh: ReadonlyMap<string, unknown>,
): string[] {
  const keys = [...new Set([...held.keys(), ...fresh.keys()])];
  return keys.flatMap((key) => {
    const [mine, theirs] = [held.get(key), fresh.get(key)];
    if (mine === undefined) return [`${key} is missing`];
    if (theirs === undefined) return [`${key} should be gone`];
    return JSON.stringify(mine) === JSON.stringify(theirs) ? [] : [`${key} is another`];
  });
}
