/** What an office reads off the row of a case: where it stands for this office, what was said, on what terms. */
import type { CommandType } from '../../contract/commands.ts';
import type { Delivered } from '../../contract/doors.ts';
import { stands } from '../../contract/standings.ts';
import type { Json } from '../../contract/streams.ts';
import type { TimerName } from '../../contract/timers.ts';
import { dueOf, textIn, within } from '../shared/rows.ts';

/** Where a case stands, as this office has to do with it. */
export type Phase =
  | 'toAnswer'
  | 'goneUp'
  | 'toAcknowledge'
  | 'toTakeOver'
  | 'consented'
  | 'expected'
  | 'inCare'
  | 'missing'
  | 'other';

export interface Named {
  readonly surname: string;
  readonly staffNumber: string;
}

/** One thing an office said, as the house delivers it. */
export interface OfficeWord {
  readonly version: number;
  readonly command: CommandType;
  readonly office: string;
  readonly by: string;
  readonly occurredAt: number;
  readonly facts: readonly string[];
  readonly said: { readonly [field: string]: Json };
  readonly words: string | null;
  readonly who: Named | null;
}

export interface Terms {
  readonly office: string;
  readonly how: 'accepted' | 'ruled';
  readonly conditions: readonly string[];
  readonly observationDays: number | null;
  readonly until: number | null;
}

type Row = Delivered['row'];

export const wordsIn = (row: Row): readonly OfficeWord[] =>
  (row['officeWords'] as unknown as readonly OfficeWord[] | undefined) ?? [];

export const termsIn = (row: Row): Terms | null => (row['terms'] as unknown as Terms | null) ?? null;

export const nameIn = (row: Row): string => textIn(row, 'person.name');
export const addressIn = (row: Row): string => textIn(row, 'person.returnAddress.text');
export const isErased = (row: Row): boolean => textIn(row, 'person.name') === 'erased';

export function phaseOf(row: Row, office: string): Phase {
  const state = row['state'];
  const is = (path: string) => stands(state, path);
  const at = (path: string) => within(row, path) === office;
  if (at('care.transferTo')) return 'toTakeOver';
  if (at('care.ruledOffice')) return 'toAcknowledge';
  if (is('open.consent.ruled.receive.awaiting') && at('consent.office')) return 'toAcknowledge';
  if (is('open.consent.asked')) {
    if (at('request.streetOffice')) return is('open.consent.asked.streetOffice') ? 'toAnswer' : 'goneUp';
    if (at('request.community')) return is('open.consent.asked.community') ? 'toAnswer' : 'goneUp';
  }
  if (is('open') && at('consent.office') && (is('open.consent.accepted') || is('open.consent.ruled.receive')))
    return 'consented';
  if (at('care.office')) {
    if (is('released.onTheWay') || is('released.overdue')) return 'expected';
    if (is('released.received')) return 'inCare';
    if (is('released.notArrived')) return 'missing';
  }
  return 'other';
}

const CLOCKS: Readonly<Record<Phase, readonly TimerName[]>> = {
  toAnswer: ['requestDue', 'rungDue'],
  goneUp: ['rungDue', 'rulingDue'],
  toAcknowledge: ['acknowledgeDue'],
  toTakeOver: ['transferDue'],
  consented: ['consentLapses'],
  expected: ['arrivalDue', 'nonArrivalDue'],
  inCare: [],
  missing: ['nonArrivalDue'],
  other: [],
};

/** The clock of what this office is waited for, or waits for. */
export function clockOf(row: Row, phase: Phase): number | null {
  for (const timer of CLOCKS[phase]) {
    const due = dueOf(row, timer);
    if (due !== null) return due;
  }
  return null;
}

/** What this office answered to question one of the request that is open now. */
export function firstReplyOf(row: Row, office: string): 'yes' | 'notSure' | null {
  if (within(row, 'request.residentKnown') !== true) return null;
  const said = wordsIn(row)
    .filter((word) => word.office === office)
    .map((word) => word.said['isRegisteredResident'])
    .filter((reply) => reply === 'yes' || reply === 'notSure');
  return said[said.length - 1] ?? null;
}

/** The last whole answer of this office, if it gave one. */
export function lastAnswerOf(row: Row, office: string): OfficeWord | null {
  const said = wordsIn(row).filter((word) => word.office === office);
  // What was recorded in somebody's name and disputed by them is no answer of theirs.
  const answers = said.filter(
    (word) =>
      typeof word.said['answer'] === 'string' &&
      !(
        word.command === 'recordOralAnswer' &&
        said.some(
          ({ command, by, version }) =>
            command === 'disputeOralAnswer' && by === word.by && version > word.version,
        )
      ),
  );
  return answers[answers.length - 1] ?? null;
}

/** Rows in the order of their clocks, what has none last. */
export const byClock = (rows: readonly Delivered[], phase: Phase): readonly Delivered[] =>
  [...rows].sort(
    (one, other) => (clockOf(one.row, phase) ?? Infinity) - (clockOf(other.row, phase) ?? Infinity),
  );

/** Who came in the same vehicle, side by side; in the order of the first of each. */
export function byStop(rows: readonly Delivered[]): readonly (readonly Delivered[])[] {
  const stops = new Map<string, Delivered[]>();
  for (const row of rows) {
    const stop = textIn(row.row, 'stop') || row.key;
    stops.set(stop, [...(stops.get(stop) ?? []), row]);
  }
  return [...stops.values()];
}
