/** How many notes of the last shift wait for somebody, beside the page's name. */
import { usePerson } from '../../shared/hooks.ts';
import { isBy, useShifts } from '../shift/shifts.ts';

export function ShiftBeside() {
  const { account } = usePerson();
  const waiting = useShifts().notes.filter(({ row }) => !isBy(row, account)).length;
  return waiting === 0 ? null : <span className="count">{waiting}</span>;
}
