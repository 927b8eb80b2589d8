import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** Papers as they were drawn, sealed under their handoff's key. The digest of the whole file stands in the journal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await new Tables(db).create(
    'papers',
    `paper_id TEXT primary key, stream_kind TEXT not null, stream_id TEXT not null, kind TEXT not null,
     command_id TEXT not null, key_id TEXT not null, sealed TEXT not null, drawn_at INT not null`,
  );
}
