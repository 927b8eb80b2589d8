/** Links: to enrol once, to follow one's own case, to check a release at a gate. Each is a random token, kept as a digest. */
import type { AuthRows } from '../contract/auth-rows.ts';
import type { Passwords } from './passwords.ts';
import { Refused } from './refused.ts';
import { digestOf, newToken } from './tokens.ts';
import { Tries } from './tries.ts';

const DAY_MS = 86_400_000;
const ENROLMENT_MS = DAY_MS;
const TRAVELLER_MS = 30 * DAY_MS;
const TRIES_AN_HOUR = 5;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Of 2^44 codes; what is mistyped is told by its check symbol and is no try. */
const WRONG_CODES_A_MINUTE = 10;

export interface Link {
  readonly link: string;
  readonly expiresAt: number;
}

/** What a release code stands for: no name, no health, only whose case, who let them go, and until when it is good. */
export interface Release {
  readonly handoff: string;
  readonly releasedBy: string;
  readonly until: number;
}

export class Links {
  readonly #rows: AuthRows;
  readonly #passwords: Passwords;
  readonly #now: () => number;
  readonly #wrongCodes: Tries;

  constructor(rows: AuthRows, passwords: Passwords, now: () => number) {
    this.#rows = rows;
    this.#passwords = passwords;
    this.#now = now;
    this.#wrongCodes = new Tries(WRONG_CODES_A_MINUTE, MINUTE_MS, now);
  }

  /** A new link to enrol an account, good once and for a day. An older one is void from now on. */
  async enrolment(account: string): Promise<Link> {
    const link = newToken();
    const expiresAt = this.#now() + ENROLMENT_MS;
    await this.#rows.putLink(
      { digest: digestOf(link), purpose: 'enrolment', subject: account, expiresAt, detail: '' },
      true,
    );
    return { link, expiresAt };
  }

  /** Sets the password of the account behind a link, and gives the account. An unknown or used link is not known of. */
  async enrol(link: string, password: string): Promise<string> {
    const known = await this.#rows.findLink(digestOf(link), 'enrolment', this.#now());
    if (known === null) throw new Refused('thingIsKnown');
    const hash = await this.#passwords.hash(password);
    const account = await this.#rows.enrol(digestOf(link), hash, this.#now());
    if (account === null) throw new Refused('thingIsKnown');
    return account;
  }

  /** A link for the traveller of one handoff; the last four characters of their document go with it, as a keyed digest. */
  async traveller(handoff: string, lastFour: string): Promise<Link> {
    const link = newToken();
    const expiresAt = this.#now() + TRAVELLER_MS;
    await this.#rows.putLink(
      {
        digest: digestOf(link),
        purpose: 'traveller',
        subject: handoff,
        expiresAt,
        detail: this.#lastFour(link, lastFour),
      },
      true,
    );
    return { link, expiresAt };
  }

  /** The handoff behind a traveller's link. Five tries an hour for each link, right or wrong. */
  async openTravellers(link: string, lastFour: string): Promise<string> {
    const digest = digestOf(link);
    const known = await this.#rows.findLink(digest, 'traveller', this.#now());
    if (known === null) throw new Refused('signInFailed');
    if (!(await this.#rows.countTry(digest, this.#now(), HOUR_MS, TRIES_AN_HOUR)))
      throw new Refused('slower', { retryAfter: HOUR_MS / 1000 });
    if (known.detail !== this.#lastFour(link, lastFour)) throw new Refused('signInFailed');
    return known.subject;
  }

  /**
   * What stands behind the code of a release slip, also for a while after its time; null for one that nobody gave out.
   * Each asker may be wrong ten times a minute: refused `slower` beyond. `code` is in its one spelling (`heardCode`).
   */
  async release(code: string, asker: string): Promise<Release | null> {
    this.#wrongCodes.count(asker);
    const known = await this.#rows.findLink(this.#rows.digest('release', code), 'release', 0);
    if (known === null) return null;
    this.#wrongCodes.takeBack(asker);
    return { handoff: known.subject, releasedBy: known.detail, until: known.expiresAt };
  }

  #lastFour(link: string, lastFour: string): string {
    return this.#rows.digest('lastFour', `${digestOf(link)} ${lastFour.toUpperCase()}`);
  }
}
