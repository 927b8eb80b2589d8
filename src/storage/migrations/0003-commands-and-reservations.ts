import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** Which commands were answered and how, and what only one may have. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  await tables.create(
    'command_ids',
    `day INT not null, actor TEXT not null, command_id TEXT not null, body_digest TEXT not null,
     answer TEXT, refused INT not null, claimed_at INT not null, primary key (day, actor, command_id)`,
    'narrow',
  );
  await tables.run('create index command_ids_refused on command_ids (claimed_at) where refused = 1');
  await tables.create(
    'reservations',
    `kind TEXT not null, keyed_digest TEXT not null, stream_kind TEXT not null, stream_id TEXT not null,
     subject TEXT, primary key (kind, keyed_digest)`,
    'narrow',
  );
  await tables.run(
    'create index reservations_of_subject on reservations (subject) where subject is not null',
  );
}
