/** How it is told that something malformed did no harm: a refusal in words, and as many rows afterwards as before. */
import { sql } from 'kysely';
import { REFUSALS, type RefusalCode } from '../../src/contract/refusals.ts';
import type { Answer } from '../terminals/app.ts';
import type { Sending } from './faults.ts';
import type { Proof, Town } from './town.ts';

/** What grows by itself: the tree over the log is worked out from it. */
const BY_ITSELF: readonly string[] = ['tiles', 'checkpoints'];

export type Counts = Readonly<Record<string, number>>;

/** How many rows there are of everything, but for refusals that were kept and proofs that a test had given out. */
export async function counts(town: Town): Promise<Counts> {
  const { read } = town.app.house.storage;
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    read,
  );
  const all: Record<string, number> = {};
  for (const { name } of tables.rows) {
    // Kept for the auditor: that somebody was refused is not something they did.
    if (name === 'refused_attempts') continue;
    if (BY_ITSELF.includes(name)) continue;
    const { n } = await read
      .selectFrom(name as 'journal')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .$if(name === 'command_ids', (rows) => rows.where('refused' as never, '=', 0 as never))
      .executeTakeFirstOrThrow();
    all[name] = name === 'step_ups' ? n - town.tokens() : n;
  }
  return all;
}

export const grown = (before: Counts, after: Counts) =>
  Object.keys(after)
    .filter((name) => after[name] !== before[name])
    .map((name) => `${name} ${before[name]} → ${after[name]}`)
    .join(', ');

/** Waits until papers are drawn and effects are carried out. */
export async function quiet(town: Town): Promise<void> {
  let before = '';
  for (let tries = 0; tries < 100; tries++) {
    await town.app.house.settle();
    const now = JSON.stringify(await counts(town));
    if (now === before) return;
    before = now;
    await new Promise((next) => setTimeout(next, 700));
  }
}

const isCode = (code: string | undefined): code is RefusalCode =>
  code !== undefined && Object.hasOwn(REFUSALS, code);

/** What is wrong with an answer to something malformed; null where it is as it should be. */
export function wrongIn(
  { status, body, headers, text }: Answer,
  expected?: readonly string[],
): string | null {
  const code = body.error?.code;
  if (status < 400 || status >= 500) return `answered ${status}: ${text.slice(0, 300)}`;
  if (!String(headers['content-type']).startsWith('application/json')) return `said ${text.slice(0, 200)}`;
  if (!isCode(code)) return `an unknown refusal: ${text.slice(0, 200)}`;
  if (REFUSALS[code].status !== status) return `${code} with ${status}`;
  if (Object.keys(body).join() !== 'error') return `more than an error: ${text.slice(0, 200)}`;
  if (expected !== undefined && !expected.includes(code))
    return `${code}, where ${expected.join(' or ')} was due`;
  return null;
}

/** The request and what was wrong with its answer, to be read by whoever has to mend it. */
export const told = (path: string, fault: string, { method, url, payload }: Sending, wrong: string) =>
  `${path} ${fault}: ${wrong}\n    ${method} ${url} ${payload.length > 600 ? `${payload.slice(0, 600)}… (${payload.length})` : payload}`;

const AT_THE_DOOR: readonly string[] = ['notSignedIn', 'roleMayTry', 'originIsOurs', 'slower'];

/**
 * Sends things and counts them. Whatever is sent is also sent by a stranger: only where the stranger is told to sign in,
 * and the sender is told something else, did it get past the session check.
 */
export class Asker {
  readonly codes = new Map<string, number>();
  sent = 0;
  past = 0;
  readonly #town: Town;
  /** Whether a stranger is sent away before anything of the request is looked at. */
  readonly #strangers: boolean;

  constructor(town: Town, { strangers }: { readonly strangers: boolean }) {
    this.#town = town;
    this.#strangers = strangers;
  }

  async ask(proof: Proof, { code: _, ...sending }: Sending): Promise<Answer> {
    const answer = await this.#town.ask(proof, sending);
    const code = answer.body.error?.code ?? String(answer.status);
    this.sent += 1;
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
    if (!this.#strangers || AT_THE_DOOR.includes(code)) return answer;
    const stranger = await this.#town.ask({}, sending);
    if (stranger.body.error?.code === 'notSignedIn') this.past += 1;
    return answer;
  }

  get summary(): string {
    const codes = [...this.codes].toSorted(([, a], [, b]) => b - a).map(([code, n]) => `${code} ${n}`);
    return `${this.sent} sent, ${this.past} past the session check: ${codes.join(', ')}`;
  }
}
