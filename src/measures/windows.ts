/** Every window of a measure, as the instants it begins and ends at. Half-open throughout: `from <= t < until`. */
import type { CalendarWindow, PrintedTime, Window } from '../contract/measures.ts';
import type { Instant } from '../contract/streams.ts';
import { DAY_MS, HOUR_MS, startOfDay } from './shanghai-time.ts';

/**
 * The first instant at which a window counted from `from` is over.
 * Hours roll from the instant itself; days are calendar days after the day that holds it.
 */
export function endOfWindow({ count, unit, boundary }: Window, from: Instant): Instant {
  if (unit === 'hours') return from + count * HOUR_MS + (boundary === 'inclusive' ? 1 : 0);
  return startOfDay(from) + (count + (boundary === 'inclusive' ? 1 : 0)) * DAY_MS;
}

/** The last `days` calendar days before the day that holds `arrivedAt`, with that day or, as a rule, without it. */
export function daysBefore(
  { days, dayOfArrival }: CalendarWindow,
  arrivedAt: Instant,
): { readonly from: Instant; readonly until: Instant } {
  const today = startOfDay(arrivedAt);
  return { from: today - days * DAY_MS, until: dayOfArrival === 'included' ? today + DAY_MS : today };
}

/** 24:00 of the day that holds `at`, which is 00:00 of the next: when the data are compared again. Always later than `at`. */
export function nextComparison(at: Instant): Instant {
  return startOfDay(at) + DAY_MS;
}

/** 00:00 of the day so many days after the one that holds `at`. */
export function startOfDayAfter(at: Instant, days: number): Instant {
  return startOfDay(at) + days * DAY_MS;
}

/** A day alone may be any instant of it: for counting its first is taken, which is the strictest. */
export function earliest({ at, precision }: PrintedTime): Instant {
  return precision === 'DATE' ? startOfDay(at) : at;
}

export function latest({ at, precision }: PrintedTime): Instant {
  return precision === 'DATE' ? startOfDay(at) + DAY_MS - 1 : at;
}
