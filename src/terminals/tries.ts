/**
 * How often somebody may still try: a few wrong answers a minute for each name at each terminal and address.
 * Nobody is locked out by another's guesses, because the address is part of the key; kept in memory, for each node.
 */
import { Refused } from './refused.ts';

const MOST_KEYS = 50_000;

export class Tries {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #wrong = new Map<string, number[]>();

  constructor(most: number, windowMs: number, now: () => number) {
    this.#most = most;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Counts one try before it is judged, so that many at once cannot pass together. Refused `slower` beyond the limit. */
  count(key: string): void {
    const now = this.#now();
    const recent = (this.#wrong.get(key) ?? []).filter((at) => at > now - this.#windowMs);
    const [oldest] = recent;
    if (recent.length >= this.#most && oldest !== undefined)
      throw new Refused('slower', { retryAfter: Math.ceil((oldest + this.#windowMs - now) / 1000) });
    this.#wrong.delete(key);
    this.#wrong.set(key, [...recent, now]);
    if (this.#wrong.size > MOST_KEYS) this.#wrong.delete(this.#wrong.keys().next().value as string);
  }

  /** The answer was right, and says nothing of those before it: this one try is not counted. */
  takeBack(key: string): void {
    this.#wrong.set(key, (this.#wrong.get(key) ?? []).slice(0, -1));
  }

  /** The answer was right: what was counted is forgotten. */
  forget(key: string): void {
    this.#wrong.delete(key);
  }
}
