/**
 * Who is signed in at this page.
 *
 * `away`: the session ended while the page was open. The page stays as it is, with everything typed, until the same person
 * signs in again; somebody else begins anew.
 */
import type { Static } from 'typebox';
import type { CommandType } from '../../contract/commands.ts';
import type { PLAIN_ROUTES } from '../../contract/plain-routes.ts';
import type { Terminal } from '../../contract/roles.ts';
import { setHouseTime } from './clock.ts';
import { Store } from './store.ts';
import { call, type Reply } from './wire.ts';

export type Person = Static<(typeof PLAIN_ROUTES)['me']['answer']>;
export type Claim = Static<(typeof PLAIN_ROUTES)['signIn']['body']>;

export type There =
  | { readonly state: 'asking' }
  | { readonly state: 'nobody' }
  | { readonly state: 'there'; readonly person: Person }
  | { readonly state: 'away'; readonly person: Person };

export class Session {
  readonly terminal: Terminal;
  readonly store = new Store<There>({ state: 'asking' });

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  /** Finds out whether somebody is signed in here already. Throws `Unreachable`. */
  async ask(): Promise<void> {
    const reply = await call<Person>('GET', `/api/${this.terminal}/me`);
    if (reply.ok) this.#there(reply.value);
    else this.store.set({ state: 'nobody' });
  }

  /** Signs somebody in; a "no" is given back to be shown. Throws `Unreachable`. */
  async signIn(claim: Claim): Promise<Reply<Person>> {
    const reply = await call<Person>('POST', `/api/${this.terminal}/session`, claim);
    if (reply.ok) this.#there(reply.value);
    return reply;
  }

  #there(person: Person): void {
    setHouseTime(person.now);
    this.store.set({ state: 'there', person });
  }

  async signOut(): Promise<void> {
    await call('DELETE', `/api/${this.terminal}/session`);
    this.store.set({ state: 'nobody' });
  }

  /** The house said that nobody is signed in any more. */
  lost(): void {
    const now = this.store.get();
    if (now.state === 'there') this.store.set({ state: 'away', person: now.person });
  }

  /** Waits for somebody to sign in again; true if it is the same person in the same role. */
  async isBack(person: Person): Promise<boolean> {
    const { person: now } = await this.store.until(
      (there): there is Extract<There, { state: 'there' }> => there.state === 'there',
    );
    return now.account === person.account && now.role === person.role && now.scope === person.scope;
  }

  /** A second person proves themselves for one command; the token goes with it once, within two minutes. */
  proveSecond(
    claim: Pick<Claim, 'name' | 'password' | 'totp'>,
    forCommand: CommandType,
    streamId: string | null,
  ): Promise<Reply<{ readonly token: string; readonly expiresAt: number }>> {
    return call('POST', `/api/${this.terminal}/step-up`, {
      ...claim,
      forCommand,
      ...(streamId === null ? {} : { streamId }),
    });
  }
}
