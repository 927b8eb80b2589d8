/** The shifts of this very office: one's own, one's colleagues', and the notes that nobody has confirmed yet. */
import type { Delivered } from '../../../contract/doors.ts';
import { stands } from '../../../contract/standings.ts';
import { useList, usePerson } from '../../shared/hooks.ts';
import { textIn } from '../../shared/rows.ts';

export interface ShiftsHere {
  readonly isLoaded: boolean;
  readonly mine: Delivered | null;
  readonly others: readonly Delivered[];
  /** Notes for whoever comes next, oldest first. */
  readonly notes: readonly Delivered[];
}

export function useShifts(): ShiftsHere {
  const { account, scope } = usePerson();
  const { isLoaded, rows } = useList('shifts');
  const here = rows.filter(({ row }) => textIn(row, 'context.place') === scope);
  const running = here.filter(({ row }) => stands(row['state'], 'running'));
  const isMine = ({ row }: Delivered) => isBy(row, account);
  return {
    isLoaded,
    mine: running.find(isMine) ?? null,
    others: running.filter((one) => !isMine(one)),
    notes: here.filter(({ row }) => stands(row['state'], 'noteLeft')),
  };
}

export const isBy = (row: Delivered['row'], account: string): boolean =>
  textIn(row, 'context.officer') === account;
