import type { Kysely, Migration } from 'kysely';
import { Tables } from './table.ts';

async function keyStore(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  await tables.create(
    'keys',
    `key_id TEXT primary key, subject TEXT not null, handoff TEXT not null, retention_class TEXT not null,
     house_key_id TEXT not null, wrapped TEXT not null, asked_at INT not null, used INT not null,
     unique (subject, handoff, retention_class)`,
  );
  await tables.run('create index keys_of_handoff on keys (handoff, retention_class)');
  await tables.run('create index keys_not_used on keys (asked_at) where used = 0');
  await tables.create(
    'destroyed',
    `key_id TEXT primary key, subject TEXT not null, handoff TEXT not null, destroyed_at INT not null`,
    'narrow',
  );
  await tables.run('create index destroyed_of_subject on destroyed (subject)');
  await tables.create(
    'secrets',
    'name TEXT primary key, house_key_id TEXT not null, wrapped TEXT not null',
    'narrow',
  );
}

/** The steps of the key store's own schema. Apart from the main ones: it is another database. */
export const keyMigrations: Readonly<Record<string, Migration>> = {
  '0001-key-store': { up: keyStore },
};
