import type { JournalRow } from '../contract/streams.ts';
import { streamKeyText } from './chain.ts';
import { type CommandAnswer, storeAnswers } from './command-ids.ts';
import { appendRows } from './journal.ts';
import { type Effect, enqueueEffects } from './outbox.ts';
import { type PersonIndex, putPersons } from './persons.ts';
import { freeReservations, type Reservation, type ReservationKey, takeReservations } from './reservations.ts';
import type { Writer } from './schema.ts';
import { putHeads, type SnapshotPut } from './streams.ts';
import { cancelTimers, setTimers, type Timer, type TimerKey } from './timers.ts';
import { type ViewPut, type ViewRemove, writeViews } from './views.ts';

/**
 * All that a batch of decided commands leaves behind. What is keyed stands in it once: of several puts of one batch
 * on one key the last, of a set and a later cancel of one timer the cancel.
 */
export interface Writes {
  /** Chained rows (`chainEntry`), each stream's in order. */
  readonly rows?: readonly JournalRow[];
  /** One for every stream that has a row here: what it is after its last row. */
  readonly snapshots?: readonly SnapshotPut[];
  readonly freed?: readonly ReservationKey[];
  readonly taken?: readonly Reservation[];
  readonly cancelled?: readonly TimerKey[];
  readonly timers?: readonly Timer[];
  readonly effects?: readonly Effect[];
  readonly puts?: readonly ViewPut[];
  readonly removes?: readonly ViewRemove[];
  readonly persons?: readonly PersonIndex[];
  readonly answers?: readonly CommandAnswer[];
}

/**
 * Writes a batch, one statement per table. The tables know nothing of each other, so their statements are handed to the
 * engine together, always in the same order, and waited for once.
 * If one fails, the transaction is lost as a whole: replay each command alone to find the one to refuse.
 */
export async function writeBatch(writer: Writer, writes: Writes): Promise<void> {
  const rows = writes.rows ?? [];
  const lastRows = new Map(rows.map((row) => [streamKeyText(row), row]));
  await allDone([
    appendRows(writer, rows),
    putHeads(writer, [...lastRows.values()], writes.snapshots ?? []),
    freeReservations(writer, writes.freed ?? []).then(() => takeReservations(writer, writes.taken ?? [])),
    cancelTimers(writer, writes.cancelled ?? []).then(() => setTimers(writer, writes.timers ?? [])),
    enqueueEffects(writer, writes.effects ?? []),
    writeViews(writer, writes.puts ?? [], writes.removes ?? []),
    putPersons(writer, writes.persons ?? []),
    storeAnswers(writer, writes.answers ?? []),
  ]);
}

/**
 * Waits for all, also where one fails: a transaction must not end while a statement of it still runs. What failed first
 * is told: on PostgreSQL every statement behind it fails as well, and says only that the transaction is over.
 */
async function allDone(running: readonly Promise<void>[]): Promise<void> {
  let failed: { readonly because: unknown } | undefined;
  const note = (because: unknown) => {
    failed ??= { because };
  };
  await Promise.all(running.map((one) => one.catch(note)));
  if (failed !== undefined) throw failed.because;
}
