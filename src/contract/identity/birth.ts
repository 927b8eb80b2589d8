/** Dates as documents print them. A day is a day of the calendar, and the zone is always Beijing's. */

const BEIJING_MS = 8 * 3_600_000;

/** The day in Beijing, `YYYY-MM-DD`. */
export const dayOf = (now: number): string => new Date(now + BEIJING_MS).toISOString().slice(0, 10);

/** `19491231` → `1949-12-31`; null where the calendar has no such day. */
export function realDay(digits: string): string | null {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  const at = new Date(`${day}T00:00:00Z`);
  return digits.length === 8 && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
}

/** Whole years on the day of `now`. */
export function ageOn(bornOn: string, now: number): number {
  const today = dayOf(now);
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** The days that `YYMMDD` may stand for: those of this century that are not in the future, and those of the last. */
export const possibleDays = (digits: string, now: number): readonly string[] =>
  ['20', '19'].flatMap((century) => {
    const day = realDay(century + digits);
    return day === null || day > dayOf(now) ? [] : [day];
  });
