/**
 * A source that failed several times in a row is left alone for a while, so that nobody waits for it in vain and it has
 * the peace to recover. Then one question is let through to find out; the others go on being answered "no answer".
 *
 *   answering ──3 failures──▶ silent ──rest over──▶ trying ──answered──▶ answering
 *                                ▲                     │
 *                                └──── rests longer ───┘ failed
 *
 * In memory alone: a house that was started again knows nothing, and asks.
 */
const FAILURES = 3;
const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 60_000;

export type BreakerState = 'answering' | 'silent' | 'trying';

export class Breaker {
  readonly #monotonic: () => number;
  #failures = 0;
  #restMs = FIRST_REST_MS;
  #restsUntil = 0;
  #state: BreakerState = 'answering';

  /** `monotonic`: milliseconds that only grow. */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Whether one may ask now. Whoever is let through while it is `trying` must say how it went. */
  mayAsk(): boolean {
    if (this.#state === 'answering') return true;
    if (this.#state === 'trying' || this.#monotonic() < this.#restsUntil) return false;
    this.#state = 'trying';
    return true;
  }

  answered(): void {
    this.#state = 'answering';
    this.#failures = 0;
    this.#restMs = FIRST_REST_MS;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#state === 'trying') this.#restMs = Math.min(LONGEST_REST_MS, this.#restMs * 2);
    else if (this.#state === 'silent' || this.#failures < FAILURES) return;
    this.#state = 'silent';
    this.#restsUntil = this.#monotonic() + this.#restMs;
  }
}
