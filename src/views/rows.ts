/**
 * What a stream shows of itself: one row per stream, and who may list it.
 *
 * A list on a screen is a selection of these rows by audience (`queue/…`, `requests/…`), so a command writes one row
 * however many lists it moves through. Personal parts stay sealed in the row; they are opened at delivery.
 */
import type { Json, SealedPart, StreamKey } from '../contract/streams.ts';
import type { ShownClock, ViewPut } from '../storage/index.ts';
import type { DisputeKept } from './dispute.ts';
import type { OfficeWord, Terms } from './office-words.ts';

/** A sealed part with what is needed to open it again. */
export interface KeptPart extends SealedPart {
  readonly commandId: string;
}

/** What every row carries, whatever its stream. */
export interface ShownRow {
  readonly id: string;
  readonly version: number;
  readonly state: Json;
  readonly context: Json;
  /** Command → true, or the refusal it would get: advice from the state alone, as of `machineVersion`. */
  readonly acceptable: Readonly<Record<string, true | string>>;
  /** The refusal of every command that `acceptable` does not name: no state here answers it. */
  readonly otherwise: string;
  readonly machineVersion: number;
  readonly holder: Json;
  readonly timers: Readonly<Record<string, ShownClock>>;
  readonly sealed: Readonly<Record<string, KeptPart>>;
  /** What was said of it in coded fields, newest last; empty for a handoff, whose context says it. */
  readonly said: Readonly<Record<string, Json>>;
  /** What puts this person first (`markNeed`), each once; never a requirement. Absent where nothing was marked. */
  readonly needs?: readonly string[];
  /** What offices said about a handoff, oldest first; rows of before this was kept have none. */
  readonly officeWords?: readonly OfficeWord[];
  /** On what terms the traveller is received, where somebody does. */
  readonly terms?: Terms | null;
  /** Whether the request of a handoff is a dispute, and whose; rows of before this was kept have none. */
  readonly dispute?: DisputeKept | null;
  readonly recordedAt: number;
}

/** Parts that are kept in the row: what lists and pages name a case by. Words and papers stay in the journal. */
const SHOWN_PARTS: ReadonlySet<string> = new Set([
  'name',
  'document',
  'further',
  'plate',
  'phone',
  'returnAddress',
  'previousAddress',
  'healthStatus',
  'test',
  'itinerary',
  'filing',
  'staffNumber',
  'surname',
  'signIn',
  'note',
]);

/** The sealed parts a row shows after a command: the newest of each field. */
export function keepParts(
  before: Readonly<Record<string, KeptPart>>,
  parts: readonly SealedPart[],
  commandId: string,
): Readonly<Record<string, KeptPart>> {
  const shown = parts.filter(({ field }) => SHOWN_PARTS.has(field));
  if (shown.length === 0) return before;
  return { ...before, ...Object.fromEntries(shown.map((part) => [part.field, { ...part, commandId }])) };
}

/** The row of a stream as storage keeps it. */
export function viewOf(key: StreamKey, row: ShownRow, audience: readonly string[]): ViewPut {
  return {
    ...key,
    view: key.streamKind,
    key: key.streamId,
    version: row.version,
    audience,
    row: row as unknown as Json,
  };
}
