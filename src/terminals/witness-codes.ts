/**
 * Witness codes: six figures on the officer's terminal, typed by the traveller on their own phone. They say that both
 * stand at the same counter: without them a link alone could sign in a stranger's hand.
 */
import { randomInt } from 'node:crypto';
import type { AuthRows } from '../contract/auth-rows.ts';

const GOOD_FOR_MS = 10 * 60_000;
const TRIES = 5;
const FIGURES = 6;

export interface ShownCode {
  readonly code: string;
  readonly expiresAt: number;
}

export class WitnessCodes {
  readonly #rows: AuthRows;
  readonly #now: () => number;

  constructor(rows: AuthRows, now: () => number) {
    this.#rows = rows;
    this.#now = now;
  }

  /** A new code of this officer for one handoff, good for ten minutes. An older one is void from now on, whoever showed it. */
  async show(handoff: string, account: string): Promise<ShownCode> {
    const code = String(randomInt(10 ** FIGURES)).padStart(FIGURES, '0');
    const expiresAt = this.#now() + GOOD_FOR_MS;
    await this.#rows.putLink(
      {
        digest: this.#place(handoff),
        purpose: 'witness',
        subject: handoff,
        expiresAt,
        detail: `${account} ${this.#digest(handoff, code)}`,
      },
      true,
    );
    return { code, expiresAt };
  }

  /** On whose terminal a code is shown for this handoff now; null where on none. Uses up no try and says nothing of the code. */
  async showing(handoff: string): Promise<string | null> {
    const known = await this.#rows.findLink(this.#place(handoff), 'witness', this.#now());
    return known?.detail.split(' ')[0] ?? null;
  }

  /** Who showed this code for this handoff; null where nobody did, it is over, or five tries were used up. */
  async shownBy(handoff: string, code: string): Promise<string | null> {
    const place = this.#place(handoff);
    const known = await this.#rows.findLink(place, 'witness', this.#now());
    if (known === null) return null;
    if (!(await this.#rows.countTry(place, this.#now(), GOOD_FOR_MS, TRIES))) return null;
    const [account = '', digest] = known.detail.split(' ');
    return digest === this.#digest(handoff, code) ? account : null;
  }

  /** One code at a time for each handoff: its row is found without knowing the code, so that wrong ones are counted. */
  #place(handoff: string): string {
    return this.#rows.digest('witness', handoff);
  }

  #digest(handoff: string, code: string): string {
    return this.#rows.digest('witness', `${handoff} ${code}`);
  }
}
