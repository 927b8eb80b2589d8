import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** Everything about a person that is not sealed stands here, in rows that can be deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  await tables.create(
    'persons',
    `kind TEXT not null, digest TEXT not null, stream_kind TEXT not null, stream_id TEXT not null,
     subject TEXT not null, primary key (kind, digest, stream_kind, stream_id)`,
    'narrow',
  );
  await tables.run('create index persons_of_subject on persons (subject)');
  await tables.create(
    'read_back_codes',
    `stream_kind TEXT not null, stream_id TEXT not null, subject TEXT not null, digest TEXT not null,
     expires_at INT not null, tries_left INT not null, primary key (stream_kind, stream_id, subject)`,
    'narrow',
  );
  await tables.run('create index read_back_codes_of_subject on read_back_codes (subject)');
}
