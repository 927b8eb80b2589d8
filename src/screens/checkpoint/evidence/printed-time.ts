/** A time as a proof prints it, typed the quick way: `21:30`, `7 21:30`, `11-07 21:30`, `2022-11-07`; Beijing time. */
import { fromField, toField } from '../../shared/time.ts';

export interface PrintedTime {
  readonly at: number;
  readonly precision: 'DATE' | 'TIME';
}

const HOUR = /(\d{1,2}):(\d{2})$/;

/**
 * The time meant by what was typed, as of now; null where it cannot be read. What is left out is taken from today, and a
 * time that would lie in the future is the one before: proofs are of the past.
 */
export function readPrintedTime(typed: string, now: number): PrintedTime | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[年月./]/g, '-')
    .replace(/[日T]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const hour = HOUR.exec(text);
  const day = text.replace(HOUR, '').trim();
  const numbers = day === '' ? [] : day.split('-').map(Number);
  if (text === '' || numbers.length > 3 || numbers.some((one) => !Number.isInteger(one))) return null;
  const [thisYear = 0, thisMonth = 0, today = 0] = toField(now).slice(0, 10).split('-').map(Number);
  const [year, month, date] = [
    numbers[numbers.length - 3] ?? thisYear,
    numbers[numbers.length - 2] ?? thisMonth,
    numbers[numbers.length - 1] ?? today,
  ];
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = hour === null ? '00:00' : `${two(Number(hour[1]))}:${two(Number(hour[2]))}`;
  const instant = (y: number, m: number, d: number): number | null => {
    const field = `${y}-${two(m)}-${two(d)}T${clock}`;
    const at = fromField(field);
    // A day that is none, as the 31st of a short month, would be read as the next.
    return at !== null && toField(at) === field ? at : null;
  };
  const at = instant(year, month, date);
  if (at === null) return null;
  const precision = hour === null ? 'DATE' : 'TIME';
  if (at <= now || numbers.length === 3) return { at, precision };
  const before =
    numbers.length === 0
      ? at - 86_400_000
      : numbers.length === 1
        ? instant(month === 1 ? year - 1 : year, month === 1 ? 12 : month - 1, date)
        : instant(year - 1, month, date);
  return before === null ? null : { at: before, precision };
}
