import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** What falls due, and what has to be done in the world. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  await tables.create(
    'timers',
    `stream_kind TEXT not null, stream_id TEXT not null, name TEXT not null, due_at INT not null,
     set_by_version INT not null, attempts INT not null, leased_until INT not null,
     primary key (stream_kind, stream_id, name)`,
    'narrow',
  );
  await tables.run('create index timers_due on timers (due_at)');
  await tables.create(
    'outbox',
    `stream_kind TEXT not null, stream_id TEXT not null, version INT not null, n INT not null,
     effect TEXT not null, params TEXT not null, sealed_parts TEXT not null, state TEXT not null,
     attempts INT not null, next_at INT not null, leased_until INT not null, last_error TEXT,
     primary key (stream_kind, stream_id, version, n)`,
    'narrow',
  );
  await tables.run(`create index outbox_due on outbox (next_at) where state = 'waiting'`);
}
