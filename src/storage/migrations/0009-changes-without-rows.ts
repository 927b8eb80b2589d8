import { type Kysely, sql } from 'kysely';

/** A change says which row changed and for whom. The row stands in its view: kept in both it was written twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table changes drop column ${sql.ref('row')}`.execute(db);
}
