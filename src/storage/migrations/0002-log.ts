import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** The log that orders all streams, its tree, and the signed heads of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  await tables.create(
    'log',
    `position INT primary key check (position > 0), stream_month INT not null, stream_kind TEXT not null,
     stream_id TEXT not null, version INT not null, leaf_hash TEXT not null, unique (stream_id, version, stream_kind)`,
  );
  await tables.create(
    'tiles',
    'level INT not null, tile INT not null, hash TEXT not null, primary key (level, tile)',
    'narrow',
  );
  await tables.create(
    'checkpoints',
    'size INT primary key, root TEXT not null, note TEXT not null, signed_at INT not null',
  );
  for (const table of ['log', 'tiles', 'checkpoints']) await tables.appendOnly(table);
  if (tables.engine === 'sqlite') {
    // On SQLite writers take turns, so a row gets its position in the statement that writes it: none can lack one.
    await tables.run(`create trigger journal_row_is_logged after insert on journal begin
      insert into log (position, stream_month, stream_kind, stream_id, version, leaf_hash)
      values ((select coalesce(max(position), 0) + 1 from log),
              new.stream_month, new.stream_kind, new.stream_id, new.version, new.hash); end`);
    await tables.run(`create trigger journal_row_uses_keys after insert on journal when new.sealed_parts <> '[]' begin
      insert into key_uses (key_id) select value ->> 'keyId' from json_each(new.sealed_parts)
      where true on conflict do nothing; end`);
  } else {
    // On PostgreSQL a position taken inside a transaction could become visible after a higher one.
    await tables.create(
      'unsequenced',
      `id INT generated always as identity primary key, stream_month INT not null, stream_kind TEXT not null,
       stream_id TEXT not null, version INT not null, leaf_hash TEXT not null`,
    );
  }
}
