/**
 * The calendar of Asia/Shanghai: eight hours ahead of UTC, without daylight saving since 1991.
 * Plain arithmetic, so that nothing depends on the time-zone data or the settings of the machine it runs on.
 */
import type { Instant } from '../contract/streams.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;

/** 00:00 in Asia/Shanghai of the day that holds `at`. */
export function startOfDay(at: Instant): Instant {
  return Math.floor((at + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
}

/**
 * The instant of `2022-11-08T13:40:00+08:00`, or of 00:00 of `2022-11-08`; null where the calendar has no such time.
 * JavaScript reads 30 February as 2 March, so what was read is written again and compared.
 */
export function readInstant(written: string): Instant | null {
  const isDay = written.length === 10;
  const at = Date.parse(isDay ? `${written}T00:00:00+08:00` : written);
  if (Number.isNaN(at)) return null;
  const again = new Date(at + OFFSET_MS).toISOString();
  return again.startsWith(isDay ? written : written.slice(0, 19)) ? at : null;
}

/** `2022-11-08 13:40`, local time, for people; seconds and milliseconds only where there are any. */
export function sayInstant(at: Instant): string {
  const iso = new Date(at + OFFSET_MS).toISOString();
  const minute = `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
  if (at % 60_000 === 0) return minute;
  return at % 1000 === 0 ? `${minute}${iso.slice(16, 19)}` : `${minute}${iso.slice(16, 23)}`;
}
