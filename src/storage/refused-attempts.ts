/** Attempts that were refused, as the doors hand them in. Added and, when they are old, taken away; never changed. */
import type { RefusedAttempt } from '../contract/attempts.ts';
import type { Instant } from '../contract/streams.ts';
import type { Reader, Writer } from './schema.ts';

/** A month more than a year. */
const KEPT_MS = 396 * 86_400_000;

export async function putRefusedAttempt(
  writer: Writer,
  { id: attempt_id, ...attempt }: RefusedAttempt,
): Promise<void> {
  await writer
    .insertInto('refused_attempts')
    .values({ attempt_id, ...attempt })
    .execute();
}

/** The attempts before one, the newest first. */
export async function refusedAttempts(
  reader: Reader,
  before: string | null,
  limit: number,
): Promise<RefusedAttempt[]> {
  const rows = await reader
    .selectFrom('refused_attempts')
    .selectAll()
    .$if(before !== null, (query) => query.where('attempt_id', '<', before ?? ''))
    .orderBy('attempt_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ attempt_id: id, ...attempt }) => ({ id, ...attempt }));
}

/** Forgets attempts older than a year and a month, at most `limit`. Gives how many. */
export async function forgetRefusedAttempts(writer: Writer, now: Instant, limit: number): Promise<number> {
  const old = await writer
    .selectFrom('refused_attempts')
    .select('attempt_id')
    .where('at', '<', now - KEPT_MS)
    .orderBy('attempt_id')
    .limit(limit)
    .execute();
  if (old.length === 0) return 0;
  await writer
    .deleteFrom('refused_attempts')
    .where(
      'attempt_id',
      'in',
      old.map(({ attempt_id }) => attempt_id),
    )
    .execute();
  return old.length;
}
