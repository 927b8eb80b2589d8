/**
 * Passwords, as argon2id hashes (19 MiB, two passes, one lane).
 *
 * Hashing shares the pool of threads with SQLite: eight at once cut commits from thousands a second to thirty. So two
 * run at a time, a bounded line waits, and whoever comes beyond it is asked to come again.
 */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Refused } from './refused.ts';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const LONGEST_LINE = 64;

export class Passwords {
  readonly #line: (() => void)[] = [];
  readonly #nobodys: Promise<string>;
  #running = 0;

  constructor() {
    this.#nobodys = this.#inTurn(() => hash(randomBytes(32), COST));
  }

  /** A hash to keep. */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /** Whether the password is the one. Without a hash to hold it against it takes as long, and is false. */
  async verify(kept: string | null, password: string): Promise<boolean> {
    const against = kept ?? (await this.#nobodys);
    const right = await this.#inTurn(() => verify(against, password.normalize('NFKC')));
    return right && kept !== null;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#line.length >= LONGEST_LINE) throw new Refused('houseIsReady', { retryAfter: 2 });
      await new Promise<void>((next) => this.#line.push(next));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
