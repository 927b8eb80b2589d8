import { sql } from 'kysely';
import type { StreamKey, StreamKind } from '../contract/streams.ts';
import { engineOf } from './engine.ts';
import { recordset } from './recordset.ts';
import type { Reader, Writer } from './schema.ts';

/** What only one may have: an open handoff of a person, a test. */
export interface ReservationKey {
  readonly kind: string;
  /** Made by the blind index: never the thing itself. */
  readonly keyedDigest: string;
}

/** A reservation, the stream that holds it, and whose it is, so that erasing a person takes it away. */
export interface Reservation extends ReservationKey, StreamKey {
  readonly subject: string | null;
}

/** Those of the given keys that are taken, and by which stream. */
export async function findReservations(
  reader: Reader,
  keys: readonly ReservationKey[],
): Promise<Reservation[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{
    kind: string;
    keyed_digest: string;
    stream_kind: StreamKind;
    stream_id: string;
    subject: string | null;
  }>`select t.* from ${keyset(reader, keys)}
     join reservations t on t.kind = r.kind and t.keyed_digest = r.keyed_digest`.execute(reader);
  return rows.map((row) => ({
    kind: row.kind,
    keyedDigest: row.keyed_digest,
    streamKind: row.stream_kind,
    streamId: row.stream_id,
    subject: row.subject,
  }));
}

/** Takes reservations. One that is taken is a fault (`uniqueIsTaken`, table `reservations`) and ends the transaction. */
export async function takeReservations(writer: Writer, taken: readonly Reservation[]): Promise<void> {
  if (taken.length === 0) return;
  const rows = taken.map((one) => ({
    kind: one.kind,
    keyed_digest: one.keyedDigest,
    stream_kind: one.streamKind,
    stream_id: one.streamId,
    subject: one.subject,
  }));
  const columns = {
    kind: 'text',
    keyed_digest: 'text',
    stream_kind: 'text',
    stream_id: 'text',
    subject: 'text',
  } as const;
  await sql`insert into reservations (kind, keyed_digest, stream_kind, stream_id, subject)
    select kind, keyed_digest, stream_kind, stream_id, subject
    from ${recordset(engineOf(writer), 'r', columns, rows)} order by kind, keyed_digest`.execute(writer);
}

/** Frees reservations; those that nobody holds are passed over. */
export async function freeReservations(writer: Writer, keys: readonly ReservationKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`delete from reservations where (kind, keyed_digest) in
    (select kind, keyed_digest from ${keyset(writer, keys)})`.execute(writer);
}

/** Frees one reservation, where this stream holds it. */
export async function freeReservation(writer: Writer, held: StreamKey & ReservationKey): Promise<void> {
  await writer
    .deleteFrom('reservations')
    .where('kind', '=', held.kind)
    .where('keyed_digest', '=', held.keyedDigest)
    .where('stream_kind', '=', held.streamKind)
    .where('stream_id', '=', held.streamId)
    .execute();
}

function keyset(reader: Reader, keys: readonly ReservationKey[]) {
  return recordset(
    engineOf(reader),
    'r',
    { kind: 'text', keyed_digest: 'text' },
    keys.map((key) => ({ kind: key.kind, keyed_digest: key.keyedDigest })),
  );
}

/** Frees what one stream holds of the given kinds: nothing of a closed case is reserved any more. */
export async function freeReservationsOf(
  writer: Writer,
  held: readonly (StreamKey & { readonly kind: string })[],
): Promise<void> {
  if (held.length === 0) return;
  const rows = held.map(({ streamKind, streamId, kind }) => ({
    stream_kind: streamKind,
    stream_id: streamId,
    kind,
  }));
  await sql`delete from reservations where (stream_kind, stream_id, kind) in
    (select stream_kind, stream_id, kind from ${recordset(
      engineOf(writer),
      'r',
      { stream_kind: 'text', stream_id: 'text', kind: 'text' },
      rows,
    )})`.execute(writer);
}
