import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Instant } from '../contract/streams.ts';
import { engineOf } from './engine.ts';
import { Fault, faultOf } from './faults.ts';

/**
 * Takes a database to the newest schema, in one transaction, whichever node comes first.
 * Refuses (`schemaIsAhead`) a database that a newer Guicheng has already changed.
 */
export async function migrate<S>(
  db: Kysely<S>,
  migrations: Readonly<Record<string, Migration>>,
  name = 'migrations',
): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: name,
    migrationLockTableName: `${name}_lock`,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error instanceof Error && error.message.startsWith('corrupted migrations'))
    throw new Fault('schemaIsAhead', {}, error);
  if (error) throw faultOf(error, 'migrating');
  return (results ?? []).map((result) => result.migrationName);
}

/**
 * Gives this month and the two after it a partition of their own, on PostgreSQL; to be called at the start and daily.
 * A stream of any other month, or of one that began before its partition, is kept in the default partition:
 * slower to take away, never refused.
 */
export async function preparePartitions<S>(db: Kysely<S>, now: Instant): Promise<void> {
  if (engineOf(db) === 'sqlite') return;
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('guicheng partitions'))`.execute(trx);
    for (let ahead = 0; ahead < 3; ahead += 1) {
      const at = new Date(now);
      const month = monthNumber(at.getUTCFullYear(), at.getUTCMonth() + ahead);
      const next = monthNumber(at.getUTCFullYear(), at.getUTCMonth() + ahead + 1);
      const { rows } = await sql<{ free: boolean }>`
        select to_regclass(${`journal_${month}`}) is null
          and not exists (select 1 from journal_rest where stream_month = ${month}) as free`.execute(trx);
      if (rows[0]?.free !== true) continue;
      const name = sql.table(`journal_${month}`);
      await sql`create table ${name} partition of journal
        for values from (${sql.lit(month)}) to (${sql.lit(next)})`.execute(trx);
      // Row triggers come with the partition; this one does not.
      await sql`create trigger journal_no_truncate before truncate on ${name}
        for each statement execute function refuse_change('journal')`.execute(trx);
    }
  });
}

function monthNumber(year: number, monthIndex: number): number {
  return (year + Math.floor(monthIndex / 12)) * 100 + (monthIndex % 12) + 1;
}
