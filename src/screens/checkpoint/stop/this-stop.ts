/** What is read from the row of a stop: who drove on, who has a case, and who has no outcome yet. */
import type { Delivered } from '../../../contract/doors.ts';
import { numberIn, within } from '../../shared/rows.ts';

const numbersIn = ({ row }: Delivered, path: string): readonly number[] => {
  const numbers = within(row, path);
  return Array.isArray(numbers) ? numbers.map(Number) : [];
};

export interface Outcomes {
  readonly passed: readonly number[];
  /** The number of a traveller and their case. */
  readonly cases: readonly (readonly [nth: number, handoff: string])[];
  readonly undecided: readonly number[];
}

export function outcomesOf(of: Delivered): Outcomes {
  const passed = numbersIn(of, 'context.passed');
  const handedOff = numbersIn(of, 'context.handedOff');
  const handoffs = within(of.row, 'context.handoffs');
  const people = numberIn(of.row, 'context.travellers') ?? 0;
  return {
    passed,
    cases: handedOff.map((nth, i) => [nth, Array.isArray(handoffs) ? String(handoffs[i]) : ''] as const),
    undecided: Array.from({ length: people }, (_, i) => i + 1).filter(
      (nth) => !passed.includes(nth) && !handedOff.includes(nth),
    ),
  };
}
