/** Step-ups: somebody proves themselves for one command on one stream, and the command carries the token for it. */
import type { AuthRows } from '../contract/auth-rows.ts';
import type { CommandType } from '../contract/commands.ts';
import type { People } from './people.ts';
import { digestOf, newToken } from './tokens.ts';

const GOOD_FOR_MS = 2 * 60_000;

export class StepUps {
  readonly #rows: AuthRows;
  readonly #people: People;
  readonly #now: () => number;

  constructor(rows: AuthRows, people: People, now: () => number) {
    this.#rows = rows;
    this.#people = people;
    this.#now = now;
  }

  async prove(
    account: string,
    command: CommandType,
    streamId: string | null,
  ): Promise<{ token: string; expiresAt: number }> {
    const token = newToken();
    const provedAt = this.#now();
    await this.#rows.putStepUp({
      digest: digestOf(token),
      account,
      command,
      streamId: streamId ?? '',
      provedAt,
      usedFor: null,
    });
    return { token, expiresAt: provedAt + GOOD_FOR_MS };
  }

  /**
   * Ties a token to the one command id it is used for. False where it was used for another, or two minutes are over.
   * The same command sent again passes, so that a lost answer costs nobody a second proof.
   */
  useFor(token: string, commandId: string): Promise<boolean> {
    return this.#rows.useStepUp(digestOf(token), commandId, this.#now() - GOOD_FOR_MS);
  }

  /** Who proved themselves for this command on this stream, by a token that was tied to it at the door; else null. */
  async secondPerson(token: string, type: CommandType, streamId: string | null): Promise<string | null> {
    const kept = await this.#rows.findStepUp(digestOf(token));
    if (kept === null || kept.usedFor === null) return null;
    if (kept.command !== type || kept.streamId !== (streamId ?? '')) return null;
    return this.#people.person(kept.account)?.status === 'active' ? kept.account : null;
  }
}
