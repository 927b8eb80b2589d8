import type { Migration } from 'kysely';
import * as streamsAndJournal from './0001-streams-and-journal.ts';
import * as log from './0002-log.ts';
import * as commandsAndReservations from './0003-commands-and-reservations.ts';
import * as timersAndOutbox from './0004-timers-and-outbox.ts';
import * as views from './0005-views.ts';
import * as persons from './0006-persons.ts';
import * as auth from './0007-auth.ts';
import * as papers from './0008-papers.ts';
import * as changesWithoutRows from './0009-changes-without-rows.ts';
import * as lanes from './0010-lanes.ts';
import * as refusedAttempts from './0011-refused-attempts.ts';

/** Every step the schema ever took, in order. A step that was released is never edited: add the next one. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-streams-and-journal': streamsAndJournal,
  '0002-log': log,
  '0003-commands-and-reservations': commandsAndReservations,
  '0004-timers-and-outbox': timersAndOutbox,
  '0005-views': views,
  '0006-persons': persons,
  '0007-auth': auth,
  '0008-papers': papers,
  '0009-changes-without-rows': changesWithoutRows,
  '0010-lanes': lanes,
  '0011-refused-attempts': refusedAttempts,
};
