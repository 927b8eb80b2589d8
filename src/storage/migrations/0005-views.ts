import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** Every view in one table, who may see its rows, and what changed for whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  const quoted = tables.engine === 'sqlite' ? '"row"' : 'row';
  await tables.create(
    'views',
    `view TEXT not null, key TEXT not null, stream_kind TEXT not null, stream_id TEXT not null,
     version INT not null, audience TEXT not null, ${quoted} TEXT not null, primary key (view, key)`,
  );
  await tables.create(
    'view_audiences',
    'audience TEXT not null, view TEXT not null, key TEXT not null, primary key (audience, view, key)',
    'narrow',
  );
  await tables.run('create index view_audiences_of_row on view_audiences (view, key)');
  // No position: a change is found through its journal row's place in the log, on both engines alike.
  await tables.create(
    'changes',
    `stream_kind TEXT not null, stream_id TEXT not null, version INT not null, view TEXT not null, key TEXT not null,
     ${quoted} TEXT, audience_before TEXT not null, audience_after TEXT not null,
     primary key (stream_id, version, view, key, stream_kind)`,
    'narrow',
  );
  await tables.create('cursors', 'name TEXT primary key, position INT not null', 'narrow');
}
