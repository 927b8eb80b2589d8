/**
 * Sending commands, and looking.
 *
 * A command's id is made when its form opens and kept through every resend, so a bad net costs patience and never a second
 * command. Only an answer of the house ends it: what did not arrive is sent again, what meets an ended session waits for
 * the same person to sign in, and a "no" is a value.
 */
import type { Static } from 'typebox';
import type { COMMANDS as CONTRACT, CommandType } from '../../contract/commands.ts';
import type { Delivered, Page } from '../../contract/doors.ts';
import type { Role, Terminal } from '../../contract/roles.ts';
import type { Json } from '../../contract/streams.ts';
import type { ViewName } from '../../contract/views.ts';
import { COMMAND_FACTS } from './command-facts.ts';
import type { Session } from './session.ts';
import { call, type Refusal, type Reply, Unreachable } from './wire.ts';

/** What a command carries, by the contract. */
export type Body<T extends CommandType> = Static<(typeof CONTRACT)[T]['body']>;

export interface Envelope {
  /** Made when the form opened (`newId`), the same for every resend of the same. */
  readonly commandId: string;
  /** The version of what was read; needed by commands that rest on it. */
  readonly basedOn?: number;
  readonly stepUp?: string;
  readonly occurredAt?: number;
  readonly lateBecause?: 'outage' | 'paperForm' | 'emergency';
}

export interface Sending {
  /** Gives up sending; what was sent already may still arrive, so a new try keeps the id. */
  readonly signal?: AbortSignal;
  /** Told before each wait, with how many tries failed so far. */
  readonly onWaiting?: (tries: number) => void;
}

export type Outcome =
  | { readonly outcome: 'accepted'; readonly streamId: string; readonly version: number }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** Something came in between (412). `since` is the version it was based on; the timeline says what came, and by whom. */
  | { readonly outcome: 'conflict'; readonly refusal: Refusal; readonly since: number }
  /** Given up, or somebody else signed in. Nobody knows whether it arrived; sent again with its id it is answered. */
  | { readonly outcome: 'unsent' };

/** One line of a case's timeline, as the house tells it. */
export interface Entry {
  readonly version: number;
  readonly command: string;
  readonly facts: readonly string[];
  readonly said: { readonly [field: string]: Json };
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly performedBy?: string | null;
  readonly secondPerson?: string | null;
  /** Who did it, as their colleagues may know them; null for the house and the traveller. */
  readonly who?: Named | null;
  readonly second?: Named | null;
  /** The number of the directory that was called, for those who may read it. */
  readonly number?: string;
  /** What was said, for those who may read it. */
  readonly words?: readonly string[];
}

export interface Named {
  readonly surname: string;
  readonly staffNumber: string;
  /** Everything they may act as. */
  readonly grants: readonly { readonly role: Role; readonly scope: string }[];
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

export class Api {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  get terminal(): Terminal {
    return this.#session.terminal;
  }

  async send<T extends CommandType>(
    type: T,
    streamId: string | null,
    body: Body<T>,
    envelope: Envelope,
    { signal, onWaiting }: Sending = {},
  ): Promise<Outcome> {
    const { path, starts } = COMMAND_FACTS[type];
    const stream = starts === true ? '' : `/${streamId ?? ''}`;
    const sender = this.#session.store.get();
    for (let tries = 0; ; tries++) {
      const reply = await this.#try<{ streamId: string; version: number }>(
        'POST',
        `/api/${this.terminal}/${path}${stream}/${type}`,
        { body, ...envelope },
      );
      if (reply !== null && reply.ok) return { outcome: 'accepted', ...reply.value };
      if (reply !== null) {
        const { refusal } = reply;
        if (refusal.code === 'notSignedIn' && 'person' in sender) {
          if (await this.#session.isBack(sender.person)) continue;
          return { outcome: 'unsent' };
        }
        if (refusal.status === 412) return { outcome: 'conflict', refusal, since: envelope.basedOn ?? 0 };
        if (!comesRound(refusal)) return { outcome: 'refused', refusal };
      }
      if (isGivenUp(signal)) return { outcome: 'unsent' };
      onWaiting?.(tries + 1);
      await waitMs(Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS), signal);
      if (isGivenUp(signal)) return { outcome: 'unsent' };
    }
  }

  /** A page of a view. Throws `Unreachable`. */
  list(view: ViewName, after: string | null, limit: number): Promise<Reply<Page>> {
    const query = new URLSearchParams({ limit: String(limit), ...(after === null ? {} : { after }) });
    return this.get(`views/${view}?${query.toString()}`);
  }

  one(view: ViewName, key: string): Promise<Reply<Delivered>> {
    return this.get(`views/${view}/${encodeURIComponent(key)}`);
  }

  /** What happened on a handoff, oldest first. */
  async timeline(handoff: string): Promise<readonly Entry[] | null> {
    const reply = await this.get<{ readonly entries: readonly Entry[] }>(`handoffs/${handoff}/timeline`);
    return reply.ok ? reply.value.entries : null;
  }

  /** Any other address of this terminal. A session that ended is noticed here as everywhere. Throws `Unreachable`. */
  get<T>(path: string): Promise<Reply<T>> {
    return this.#noticed(call<T>('GET', `/api/${this.terminal}/${path}`));
  }

  post<T>(path: string, body: unknown): Promise<Reply<T>> {
    return this.#noticed(call<T>('POST', `/api/${this.terminal}/${path}`, body));
  }

  async #noticed<T>(asked: Promise<Reply<T>>): Promise<Reply<T>> {
    const reply = await asked;
    if (!reply.ok && reply.refusal.code === 'notSignedIn') this.#session.lost();
    return reply;
  }

  /** One try; null where nobody answered. */
  async #try<T>(method: 'POST', path: string, body: unknown): Promise<Reply<T> | null> {
    try {
      return await this.#noticed(call<T>(method, path, body));
    } catch (error) {
      if (error instanceof Unreachable) return null;
      throw error;
    }
  }
}

const isGivenUp = (signal: AbortSignal | undefined) => signal?.aborted === true;

/** Whether the same command may be answered otherwise a moment later. */
const comesRound = ({ code }: Refusal) => code === 'houseIsReady' || code === 'commandIsUnanswered';

function waitMs(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
    // The net is back: there is no reason to wait any longer.
    addEventListener('online', done);
  });
}
