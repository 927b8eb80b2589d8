import { sql } from 'kysely';
import type { Instant, StreamKey, StreamKind } from '../contract/streams.ts';
import { engineOf } from './engine.ts';
import { recordset } from './recordset.ts';
import type { Reader, Writer } from './schema.ts';

/** A way to find a stream by something personal, as a keyed digest. Deletable, unlike the journal. */
export interface PersonIndex extends StreamKey {
  /** What was digested: an ID number, a phone, a plate, one token of a name. */
  readonly kind: string;
  readonly digest: string;
  /** Whose it is: erasing this subject takes the row away. */
  readonly subject: string;
}

/** Adds ways to find streams; known ones are passed over. */
export async function putPersons(writer: Writer, persons: readonly PersonIndex[]): Promise<void> {
  if (persons.length === 0) return;
  const rows = persons.map((person) => ({
    kind: person.kind,
    digest: person.digest,
    stream_kind: person.streamKind,
    stream_id: person.streamId,
    subject: person.subject,
  }));
  const columns = {
    kind: 'text',
    digest: 'text',
    stream_kind: 'text',
    stream_id: 'text',
    subject: 'text',
  } as const;
  await sql`insert into persons (kind, digest, stream_kind, stream_id, subject)
    select kind, digest, stream_kind, stream_id, subject
    from ${recordset(engineOf(writer), 'r', columns, rows)} where true on conflict do nothing`.execute(
    writer,
  );
}

/** Takes away the ways of one kind to find a stream, as when a detail was corrected. */
export async function removePersons(writer: Writer, key: StreamKey, kind: string): Promise<void> {
  await writer
    .deleteFrom('persons')
    .where('kind', '=', kind)
    .where('stream_kind', '=', key.streamKind)
    .where('stream_id', '=', key.streamId)
    .execute();
}

/** The streams that carry every one of the digests of a kind, newest first. */
export async function findByPerson(
  reader: Reader,
  kind: string,
  digests: readonly string[],
  limit = 50,
): Promise<StreamKey[]> {
  if (digests.length === 0) return [];
  const wanted = [...new Set(digests)];
  const rows = await reader
    .selectFrom('persons')
    .select(['stream_kind', 'stream_id'])
    .where('kind', '=', kind)
    .where('digest', 'in', wanted)
    .groupBy(['stream_kind', 'stream_id'])
    .having((having) => having.fn.countAll<number>(), '=', wanted.length)
    .orderBy('stream_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ streamKind: row.stream_kind as StreamKind, streamId: row.stream_id }));
}

/** One thing by which a subject is known, of the kinds that were asked for. */
export interface KnownBy {
  readonly kind: string;
  readonly digest: string;
  readonly subject: string;
}

/**
 * Everything of `kinds` by which these subjects are known, and with them whoever shares one of `shared` with them or
 * carries one of the digests.
 */
export async function knownAround(
  reader: Reader,
  kinds: readonly string[],
  shared: readonly string[],
  given: { readonly digests: readonly string[]; readonly subjects: readonly string[] },
): Promise<KnownBy[]> {
  const engine = engineOf(reader);
  const listOf = (alias: string, values: readonly string[]) =>
    recordset(
      engine,
      alias,
      { value: 'text' },
      values.map((value) => ({ value })),
    );
  const isShared = (alias: string) => sql`${sql.ref(`${alias}.kind`)} in (${sql.join(shared)})`;
  const { rows } = await sql<KnownBy>`select p.kind, p.digest, p.subject from persons p
    where p.kind in (${sql.join(kinds)}) and p.subject in (
      select s.value from ${listOf('s', given.subjects)}
      union select b.subject from ${listOf('d', given.digests)} join persons b on ${isShared('b')} and b.digest = d.value
      union select b.subject from ${listOf('o', given.subjects)} join persons a on a.subject = o.value and ${isShared('a')}
        join persons b on ${isShared('b')} and b.digest = a.digest)`.execute(reader);
  return rows;
}

/** A code that was sent to a registered channel, to be read back. Only its keyed digest is kept. */
export interface ReadBackCode extends StreamKey {
  readonly subject: string;
  readonly digest: string;
  readonly expiresAt: Instant;
  readonly triesLeft: number;
}

/** Keeps a code; a newer one takes the older one's place. */
export async function putReadBackCode(writer: Writer, code: ReadBackCode): Promise<void> {
  const row = { digest: code.digest, expires_at: code.expiresAt, tries_left: code.triesLeft };
  await writer
    .insertInto('read_back_codes')
    .values({ stream_kind: code.streamKind, stream_id: code.streamId, subject: code.subject, ...row })
    .onConflict((conflict) => conflict.columns(['stream_kind', 'stream_id', 'subject']).doUpdateSet(row))
    .execute();
}

/** The codes of a stream that can still be tried, without what they are. */
export async function readBackCodesOf(
  reader: Reader,
  { streamKind, streamId }: StreamKey,
  now: Instant,
): Promise<Pick<ReadBackCode, 'subject' | 'expiresAt' | 'triesLeft'>[]> {
  const rows = await reader
    .selectFrom('read_back_codes')
    .select(['subject', 'expires_at', 'tries_left'])
    .where('stream_kind', '=', streamKind)
    .where('stream_id', '=', streamId)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .execute();
  return rows.map(({ subject, expires_at: expiresAt, tries_left: triesLeft }) => ({
    subject,
    expiresAt,
    triesLeft,
  }));
}

/** Uses up one try and says whether the code was right. A right code is gone; an expired or used-up one is never right. */
export async function tryReadBackCode(
  writer: Writer,
  given: StreamKey & { readonly subject: string; readonly digest: string },
  now: Instant,
): Promise<boolean> {
  const right = await writer
    .deleteFrom('read_back_codes')
    .where('stream_kind', '=', given.streamKind)
    .where('stream_id', '=', given.streamId)
    .where('subject', '=', given.subject)
    .where('digest', '=', given.digest)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (Number(right.numDeletedRows) === 1) return true;
  await writer
    .updateTable('read_back_codes')
    .set((set) => ({ tries_left: set('tries_left', '-', 1) }))
    .where('stream_kind', '=', given.streamKind)
    .where('stream_id', '=', given.streamId)
    .where('subject', '=', given.subject)
    .where('tries_left', '>', 0)
    .execute();
  return false;
}

/** Deletes the codes whose time is over. Gives how many. */
export async function forgetReadBackCodes(writer: Writer, now: Instant): Promise<number> {
  const gone = await writer.deleteFrom('read_back_codes').where('expires_at', '<=', now).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
