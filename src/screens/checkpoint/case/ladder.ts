/**
 * The ladder of an office's duty numbers, and how far down it this case has come. Pure.
 *
 * Numbers come from the directory alone. Whoever is on duty now is called first, in the directory's order, and who was not
 * called yet before who was; a number that cools, or that was found wrong, is called only where nothing else is left.
 */
import { isWithinHours, nextWithinHours, readDutyHours } from '../../../contract/duty-hours.ts';
import type { Entry } from '../../shared/api.ts';

export interface DutyNumber {
  readonly number: string;
  /** As the directory says them; empty where it says none. */
  readonly hours: string;
}

/** Where a number stands now, the ones to be called first before the others. */
const STANDINGS = ['onDuty', 'hoursUnknown', 'offDuty', 'foundWrong', 'cooling'] as const;

export interface NumberStanding extends DutyNumber {
  readonly standing: (typeof STANDINGS)[number];
  /** When it is answered again, or has cooled; null where nothing ends by itself. */
  readonly from: number | null;
  /** How often it was called in this case. */
  readonly tries: number;
}

/** The calls to an office in this case, oldest first. What the traveller tried before is not among them. */
export const callsTo = (entries: readonly Entry[], office: string | null): readonly Entry[] =>
  entries.filter(({ command, said }) => command === 'recordCall' && said['office'] === office);

/** An office's numbers in the directory's order, each with where it stands at an instant. */
export function ladderOf(
  numbers: readonly DutyNumber[],
  calls: readonly Entry[],
  cooling: ReadonlyMap<string, number>,
  at: number,
): readonly NumberStanding[] {
  return numbers.map((one) => {
    const made = calls.filter(({ number }) => number === one.number);
    const read = readDutyHours(one.hours);
    const coolsAt = cooling.get(one.number) ?? 0;
    const stands = (standing: NumberStanding['standing'], from: number | null = null) => ({
      ...one,
      standing,
      from,
      tries: made.length,
    });
    if (coolsAt > at) return stands('cooling', coolsAt);
    if (made[made.length - 1]?.said['outcome'] === 'wrongNumber') return stands('foundWrong');
    if (read === null) return stands('hoursUnknown');
    return isWithinHours(read, at) ? stands('onDuty') : stands('offDuty', nextWithinHours(read, at));
  });
}

/** The number to be called next; undefined where the directory has none. */
export const nextNumber = (ladder: readonly NumberStanding[]): NumberStanding | undefined =>
  [...ladder].sort(
    (one, other) =>
      STANDINGS.indexOf(one.standing) - STANDINGS.indexOf(other.standing) || one.tries - other.tries,
  )[0];
