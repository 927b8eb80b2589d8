import { type Kysely, sql } from 'kysely';
import { Tables } from './table.ts';

/** Lanes of the outbox: what goes to one receiver, in order, together, and not faster than that receiver takes it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = new Tables(db);
  const text = tables.engine === 'sqlite' ? 'text' : 'text collate "C"';
  await sql.raw(`alter table outbox add column lane ${text} not null default ''`).execute(db);
  await sql.raw(`alter table outbox add column message ${text}`).execute(db);
  await tables.run('drop index outbox_due');
  await tables.run(`create index outbox_due on outbox (lane, next_at) where state = 'waiting'`);
  await tables.run('create index outbox_messages on outbox (lane, message) where message is not null');
  await tables.create(
    'lanes',
    `lane TEXT not null primary key, leased_until INT not null, paused_until INT not null, failures INT not null,
     delivered INT not null, delivered_at INT, failed_at INT, last_error TEXT`,
    'narrow',
  );
  await tables.create(
    'lane_sends',
    `lane TEXT not null, message TEXT not null, attempt INT not null, over_by INT not null,
     primary key (lane, message, attempt)`,
    'narrow',
  );
  await tables.run('create index lane_sends_over on lane_sends (lane, over_by)');
}
