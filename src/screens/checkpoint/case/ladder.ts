/** The ladder of an office's duty numbers, and how far down it this case has come. */
import type { Entry } from '../../shared/api.ts';

/** The calls to an office in this case, oldest first. */
export const callsTo = (entries: readonly Entry[], office: string | null): readonly Entry[] =>
  entries.filter(({ command, said }) => command === 'recordCall' && said['office'] === office);

/** The next rung of an office's ladder of numbers: the one that was called least, in the order of the directory. */
export function nextNumber(numbers: readonly string[], calls: readonly Entry[]): string {
  const times = (number: string) => calls.filter((call) => call.number === number).length;
  return numbers.reduce((next, number) => (times(number) < times(next) ? number : next), numbers[0] ?? '');
}
