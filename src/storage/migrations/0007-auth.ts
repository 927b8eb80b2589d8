import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** How people prove who they are. Rows that come and go; none of them is a fact of a case. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  await tables.create('sign_ins', 'name_digest TEXT primary key, account TEXT not null unique', 'narrow');
  await tables.create(
    'passwords',
    'account TEXT primary key, hash TEXT not null, set_at INT not null',
    'narrow',
  );
  await tables.create(
    'second_factors',
    'account TEXT primary key, sealed TEXT not null, confirmed INT not null, last_step INT not null',
    'narrow',
  );
  await tables.create(
    'sessions',
    `digest TEXT primary key, account TEXT not null, terminal TEXT not null, role TEXT not null, scope TEXT not null,
     begun_at INT not null, seen_at INT not null`,
    'narrow',
  );
  await tables.run('create index sessions_of_account on sessions (account)');
  await tables.run('create index sessions_begun on sessions (begun_at)');
  await tables.create(
    'step_ups',
    `digest TEXT primary key, account TEXT not null, command TEXT not null, stream_id TEXT not null,
     proved_at INT not null, used_for TEXT`,
    'narrow',
  );
  await tables.create(
    'links',
    `digest TEXT primary key, purpose TEXT not null, subject TEXT not null, expires_at INT not null,
     detail TEXT not null, tries INT not null, tries_since INT not null`,
    'narrow',
  );
  await tables.run('create index links_of_subject on links (purpose, subject)');
  await tables.create(
    'device_keys',
    'digest TEXT primary key, name TEXT not null unique, role TEXT not null, scope TEXT not null, made_at INT not null',
    'narrow',
  );
}
