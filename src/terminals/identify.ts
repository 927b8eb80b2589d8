/** Who is it? A sign-in name, a password, and a code where the account has a second factor. */
import { generateSecret, generateURI, verify } from 'otplib';
import type { AuthRows } from '../contract/auth-rows.ts';
import type { Terminal } from '../contract/roles.ts';
import type { Passwords } from './passwords.ts';
import type { People, Person } from './people.ts';
import { Refused } from './refused.ts';
import { Tries } from './tries.ts';

export interface Claim {
  readonly name: string;
  readonly password: string;
  readonly totp?: string;
}

/** Where a claim is made: the terminal, and the address it comes from. */
export interface Door {
  readonly terminal: Terminal;
  readonly address: string;
}

const TRIES_A_MINUTE = 5;
const MINUTE_MS = 60_000;
/** A code of the step before or after is taken too: clocks at a roadside differ. */
const TOLERANCE_S = 30;

export class Identifier {
  readonly #rows: AuthRows;
  readonly #people: People;
  readonly #passwords: Passwords;
  readonly #now: () => number;
  readonly #tries: Tries;

  constructor(rows: AuthRows, people: People, passwords: Passwords, now: () => number) {
    this.#rows = rows;
    this.#people = people;
    this.#passwords = passwords;
    this.#now = now;
    this.#tries = new Tries(TRIES_A_MINUTE, MINUTE_MS, now);
  }

  /**
   * Gives the active account behind a claim. Every "no" is the same `signInFailed` and takes as long, so that nobody
   * learns which names there are; refused `slower` after five wrong ones in a minute at one terminal and address.
   */
  async identify(claim: Claim, door: Door): Promise<Person> {
    const digest = nameDigest(this.#rows, claim.name);
    const key = `${digest} ${door.terminal} ${door.address}`;
    this.#tries.count(key);
    const account = (await this.#rows.findSignIn(digest)) ?? '';
    const hash = await this.#rows.findPassword(account);
    const isRight = await this.#passwords.verify(hash, claim.password);
    const person = this.#people.person(account);
    const about = account === '' ? {} : { about: account };
    if (!isRight || person?.status !== 'active') throw new Refused('signInFailed', about);
    const factor = await this.#rows.findSecondFactor(account);
    if (factor?.confirmed === true && !(await this.#codeIsRight(account, claim.totp)))
      throw new Refused('signInFailed', { field: 'totp', ...about });
    this.#tries.forget(key);
    return person;
  }

  /** Begins a second factor for somebody who gives their password again. It is asked for once a code of it was given. */
  async beginSecondFactor(account: string, password: string): Promise<{ secret: string; uri: string }> {
    this.#tries.count(`factor ${account}`);
    if (!(await this.#passwords.verify(await this.#rows.findPassword(account), password)))
      throw new Refused('signInFailed', { about: account });
    this.#tries.forget(`factor ${account}`);
    const secret = generateSecret();
    await this.#rows.putSecondFactor(account, secret);
    return { secret, uri: generateURI({ issuer: 'Guicheng', label: account.slice(0, 8), secret }) };
  }

  async confirmSecondFactor(account: string, code: string): Promise<void> {
    this.#tries.count(`factor ${account}`);
    if (!(await this.#codeIsRight(account, code))) throw new Refused('signInFailed', { about: account });
    this.#tries.forget(`factor ${account}`);
  }

  async #codeIsRight(account: string, code: string | undefined): Promise<boolean> {
    const factor = await this.#rows.findSecondFactor(account);
    if (factor === null || code === undefined) return false;
    const found = await verify({
      secret: factor.secret,
      token: code,
      epoch: Math.floor(this.#now() / 1000),
      epochTolerance: TOLERANCE_S,
    });
    // A code is good once; a bystander who saw it has nothing.
    return found.valid && 'timeStep' in found && this.#rows.useTimeStep(account, found.timeStep);
  }
}

/** What is kept of a sign-in name. */
export function nameDigest(rows: AuthRows, name: string): string {
  return rows.digest('signIn', name.normalize('NFKC').trim().toLowerCase());
}
