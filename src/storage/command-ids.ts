import { sql } from 'kysely';
import type { Instant, Json } from '../contract/streams.ts';
import { bulkStatement } from './bulk-statement.ts';
import { engineOf } from './engine.ts';
import { Fault } from './faults.ts';
import { recordset } from './recordset.ts';
import type { Reader, Writer } from './schema.ts';
import { COMMAND_ID_DAYS, dayOfCommandId } from './uuid-v7.ts';

const DAY_MS = 86_400_000;

/** A command that wants to run. `bodyDigest` is keyed, so that the body cannot be guessed from it. */
export interface CommandClaim {
  readonly actor: string;
  readonly commandId: string;
  readonly bodyDigest: string;
}

/**
 * What a claim came to. `claimed`: run it, and keep its answer before the transaction ends.
 * `answered`: it ran before. `otherBody`: the id stands for another command, refuse.
 * `twin`: the same command stands earlier in this very batch, at `of`; it gets that one's answer.
 */
export type ClaimResult =
  | { readonly outcome: 'claimed' }
  | { readonly outcome: 'answered'; readonly answer: Json }
  | { readonly outcome: 'otherBody' }
  | { readonly outcome: 'twin'; readonly of: number };

/** The answer to a claimed command. `refused` answers are kept 24 hours, the others 30 days. */
export interface CommandAnswer {
  readonly actor: string;
  readonly commandId: string;
  readonly answer: Json;
  readonly refused: boolean;
}

/**
 * Claims command ids, before anything else in the transaction: a twin on another node waits here until this one ends.
 * Gives one result per claim, in their order. Ids must have been judged by `commandIdIsTooOld` and `…IsAhead`.
 */
export async function claimCommandIds(
  writer: Writer,
  claims: readonly CommandClaim[],
  now: Instant,
): Promise<ClaimResult[]> {
  const first = new Map<string, number>();
  const results = claims.map((claim, i): ClaimResult => {
    const text = claimText(claim);
    const of = first.get(text);
    if (of === undefined) {
      first.set(text, i);
      return { outcome: 'claimed' };
    }
    return claims[of]?.bodyDigest === claim.bodyDigest ? { outcome: 'twin', of } : { outcome: 'otherBody' };
  });
  // Ascending by key, like every lock: two batches never wait for each other crosswise.
  const wanted = [...first.keys()].sort().map((text) => claims[first.get(text) as number] as CommandClaim);
  if (wanted.length === 0) return results;
  const inserted = await insertClaims(
    writer,
    wanted.map((claim) => ({
      day: dayOfCommandId(claim.commandId),
      actor: claim.actor,
      command_id: claim.commandId,
      body_digest: claim.bodyDigest,
      claimed_at: now,
    })),
  );
  if (inserted.rows.length === wanted.length) return results;
  const claimed = new Set(inserted.rows.map((row) => `${row.actor} ${row.command_id}`));
  const known = wanted.filter((claim) => !claimed.has(claimText(claim)));
  const stored = await readStored(writer, known);
  // One with another body than the first of its id in the batch may still be the very one that is kept.
  return results.map((result, i) => {
    const claim = claims[i] as CommandClaim;
    const kept = stored.get(claimText(claim));
    if (kept === undefined || result.outcome === 'twin') return result;
    if (kept.body_digest !== claim.bodyDigest) return { outcome: 'otherBody' };
    if (kept.answer === null) throw new Fault('commandHasNoAnswer');
    return { outcome: 'answered', answer: JSON.parse(kept.answer) as Json };
  });
}

/** The answer this very command was given before, or null: asked where it would now be refused for another reason. */
export async function findAnswer(reader: Reader, claim: CommandClaim): Promise<Json | null> {
  const stored = (await readStored(reader, [claim])).get(claimText(claim));
  return stored === undefined || stored.answer === null || stored.body_digest !== claim.bodyDigest
    ? null
    : (JSON.parse(stored.answer) as Json);
}

/** Keeps the answers of claimed commands, in the transaction that claimed them. */
export async function storeAnswers(writer: Writer, answers: readonly CommandAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map((given) => ({
    day: dayOfCommandId(given.commandId),
    actor: given.actor,
    command_id: given.commandId,
    answer: JSON.stringify(given.answer),
    refused: given.refused ? 1 : 0,
  }));
  await updateAnswers(writer, rows);
}

/**
 * Forgets refusals after 24 hours and all answers after 30 days, at most `limit` of each. Gives how many.
 * To be run about once an hour, until it gives less than the limit.
 */
export async function forgetCommandIds(writer: Writer, now: Instant, limit = 1_000): Promise<number> {
  const lastDay = Math.floor(now / DAY_MS) - COMMAND_ID_DAYS;
  const { numAffectedRows: old = 0n } = await sql`
    delete from command_ids where (day, actor, command_id) in (
      select day, actor, command_id from command_ids where day <= ${lastDay} limit ${limit})`.execute(writer);
  const { numAffectedRows: refused = 0n } = await sql`
    delete from command_ids where (day, actor, command_id) in (
      select day, actor, command_id from command_ids
      where refused = 1 and claimed_at <= ${now - DAY_MS} limit ${limit})`.execute(writer);
  return Number(old) + Number(refused);
}

const insertClaims = bulkStatement(
  { day: 'int', actor: 'text', command_id: 'text', body_digest: 'text', claimed_at: 'int' },
  (rows) => sql<{ actor: string; command_id: string }>`
    insert into command_ids (day, actor, command_id, body_digest, answer, refused, claimed_at)
    select day, actor, command_id, body_digest, null, 0, claimed_at from ${rows} where true
    order by day, actor, command_id on conflict do nothing returning actor, command_id`,
);

const updateAnswers = bulkStatement(
  { day: 'int', actor: 'text', command_id: 'text', answer: 'text', refused: 'int' },
  (rows) => sql`update command_ids set answer = r.answer, refused = r.refused from ${rows}
    where command_ids.day = r.day and command_ids.actor = r.actor and command_ids.command_id = r.command_id`,
);

interface Stored {
  actor: string;
  command_id: string;
  body_digest: string;
  answer: string | null;
}

async function readStored(reader: Reader, claims: readonly CommandClaim[]): Promise<Map<string, Stored>> {
  const rows = claims.map((claim) => ({
    day: dayOfCommandId(claim.commandId),
    actor: claim.actor,
    command_id: claim.commandId,
  }));
  const { rows: found } = await sql<Stored>`
    select c.actor, c.command_id, c.body_digest, c.answer
    from ${recordset(engineOf(reader), 'r', { day: 'int', actor: 'text', command_id: 'text' }, rows)}
    join command_ids c on c.day = r.day and c.actor = r.actor and c.command_id = r.command_id`.execute(
    reader,
  );
  return new Map(found.map((row) => [`${row.actor} ${row.command_id}`, row]));
}

function claimText(claim: Pick<CommandClaim, 'actor' | 'commandId'>): string {
  return `${claim.actor} ${claim.commandId}`;
}
