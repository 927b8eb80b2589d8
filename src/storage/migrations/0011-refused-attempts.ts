import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** Attempts that were refused because somebody was not who they had to be. Deleted by age, never changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  await tables.create(
    'refused_attempts',
    `attempt_id TEXT primary key, at INT not null, actor TEXT, about TEXT, role TEXT, scope TEXT, terminal TEXT,
     tried TEXT not null, subject TEXT, refusal TEXT not null`,
    'narrow',
  );
}
