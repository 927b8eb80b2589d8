/**
 * Sessions: random references, kept as digests. Twelve hours at most, fifteen idle minutes, and over at once when the
 * account is disabled or loses the grant, because both are asked for on every request.
 */
import type { AuthRows, KeptSession } from '../contract/auth-rows.ts';
import type { Actor, Terminal } from '../contract/roles.ts';
import { actorOf, type Grant, type People } from './people.ts';
import { digestOf, newToken } from './tokens.ts';

export const LONGEST_MS = 12 * 3_600_000;
export const IDLE_MS = 15 * 60_000;
/** How long what was read of a session is believed: another node may have ended it since. */
const BELIEVED_MS = 1_000;
/** A session in use writes its row this often, not with every request. */
const TOUCH_MS = 30_000;
const MOST_REMEMBERED = 20_000;

/** Somebody who is signed in: who they are now, and by which session. */
export interface Visitor {
  readonly actor: Actor;
  readonly terminal: Terminal;
  readonly digest: string;
  readonly endsAt: number;
}

interface Remembered {
  session: KeptSession;
  readAt: number;
  seenAt: number;
  writtenAt: number;
}

export class Sessions {
  readonly #rows: AuthRows;
  readonly #people: People;
  readonly #now: () => number;
  readonly #remembered = new Map<string, Remembered>();

  constructor(rows: AuthRows, people: People, now: () => number) {
    this.#rows = rows;
    this.#people = people;
    this.#now = now;
  }

  /** Begins a session and gives its token, which is told once and kept nowhere. */
  async begin(
    account: string,
    terminal: Terminal,
    grant: Grant,
  ): Promise<{ token: string; visitor: Visitor }> {
    const token = newToken();
    const now = this.#now();
    const session: KeptSession = {
      digest: digestOf(token),
      account,
      terminal,
      role: grant.role,
      scope: grant.scope,
      begunAt: now,
      seenAt: now,
    };
    await this.#rows.putSession(session);
    const visitor = this.#visitorOf(session, now);
    if (visitor === null) throw new Error('A session was begun for an account that does not count.');
    return { token, visitor };
  }

  /** Who a token belongs to now, and counts as use of it; null where the session is over or never was. */
  async visitor(token: string): Promise<Visitor | null> {
    const digest = digestOf(token);
    const known = await this.#recall(digest);
    if (known === null) return null;
    const visitor = this.#visitorOf(known.session, known.seenAt);
    if (visitor === null) {
      await this.end(digest);
      return null;
    }
    known.seenAt = this.#now();
    if (known.seenAt - known.writtenAt > TOUCH_MS) {
      known.writtenAt = known.seenAt;
      // A full disk must not sign anybody out: what was seen is remembered here as well.
      await this.#rows.touchSession(digest, known.seenAt).catch(() => {});
    }
    return visitor;
  }

  /** Of these sessions, who is still there. Counts as no use: an open screen does not keep itself awake. */
  async stillThere(digests: readonly string[]): Promise<ReadonlyMap<string, Visitor>> {
    const kept = await this.#rows.findSessions(digests);
    return new Map(
      kept.flatMap((session) => {
        const seenAt = Math.max(session.seenAt, this.#remembered.get(session.digest)?.seenAt ?? 0);
        const visitor = this.#visitorOf(session, seenAt);
        return visitor === null ? [] : [[session.digest, visitor] as const];
      }),
    );
  }

  async end(digest: string): Promise<void> {
    this.#remembered.delete(digest);
    await this.#rows.endSession(digest);
  }

  /** Forgets what nobody can use any more. */
  async tidy(): Promise<void> {
    await this.#rows.forgetStale(this.#now(), this.#now() - LONGEST_MS);
  }

  async #recall(digest: string): Promise<Remembered | null> {
    const known = this.#remembered.get(digest);
    if (known !== undefined && performance.now() - known.readAt < BELIEVED_MS) return known;
    const [session] = await this.#rows.findSessions([digest]);
    if (session === undefined) {
      this.#remembered.delete(digest);
      return null;
    }
    const fresh: Remembered = {
      session,
      readAt: performance.now(),
      seenAt: Math.max(session.seenAt, known?.seenAt ?? 0),
      writtenAt: Math.max(session.seenAt, known?.writtenAt ?? 0),
    };
    this.#remembered.delete(digest);
    this.#remembered.set(digest, fresh);
    if (this.#remembered.size > MOST_REMEMBERED)
      this.#remembered.delete(this.#remembered.keys().next().value as string);
    return fresh;
  }

  #visitorOf(
    { account, terminal, role, scope, begunAt, digest }: KeptSession,
    seenAt: number,
  ): Visitor | null {
    const now = this.#now();
    if (now - begunAt >= LONGEST_MS || now - seenAt >= IDLE_MS) return null;
    const actor = actorOf(this.#people, account, { role, scope });
    return actor === null ? null : { actor, terminal, digest, endsAt: begunAt + LONGEST_MS };
  }
}
