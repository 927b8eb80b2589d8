import type { Kysely } from 'kysely';
import { Tables } from './table.ts';

/** The journal (append-only, for ever), the streams' heads, and which sealing keys are in use. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  await tables.create('meta', 'name TEXT primary key, value TEXT not null', 'narrow');
  await tables.create(
    'streams',
    `stream_kind TEXT not null, stream_id TEXT not null, stream_month INT not null, version INT not null,
     last_hash TEXT not null, last_recorded_at INT not null, machine_version INT not null, snapshot TEXT not null,
     primary key (stream_kind, stream_id)`,
  );
  await tables.create(
    'journal',
    `stream_month INT not null, stream_kind TEXT not null, stream_id TEXT not null, version INT not null check (version > 0),
     command TEXT not null, command_id TEXT not null, facts TEXT not null, fact_version INT not null,
     occurred_at INT not null, recorded_at INT not null, performed_by TEXT not null, recorded_by TEXT not null,
     second_person TEXT, terminal TEXT, boot_id TEXT not null, mono_ms INT not null,
     announcement_id TEXT, measure_id TEXT, machine_version INT not null,
     snapshot_hash TEXT not null, sealed_parts TEXT not null, prev_hash TEXT not null, hash TEXT not null,
     primary key (stream_month, stream_kind, stream_id, version)`,
    'partitioned',
  );
  await tables.appendOnly('journal');
  await tables.create('key_uses', 'key_id TEXT primary key', 'narrow');
  if (tables.engine === 'postgres') {
    await tables.run('create table journal_rest partition of journal default');
    // Row triggers come with a partition; this one does not.
    await tables.run(`create trigger journal_no_truncate before truncate on journal_rest
      for each statement execute function refuse_change('journal')`);
  }
}
