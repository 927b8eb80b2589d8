/** The shift of whoever is signed in, where one runs. */
import type { Delivered } from '../../../contract/doors.ts';
import { stands } from '../../../contract/standings.ts';
import { useList, usePerson } from '../../shared/hooks.ts';
import { textIn } from '../../shared/rows.ts';

/** One that ended with a note stands in the list until somebody has read it. */
export const isRunning = (row: Delivered['row']): boolean => stands(row['state'], 'running');

export function useMyShift(): { readonly isLoaded: boolean; readonly shift: Delivered | null } {
  const { account } = usePerson();
  const { isLoaded, rows } = useList('shifts');
  return {
    isLoaded,
    shift: rows.find(({ row }) => isRunning(row) && textIn(row, 'context.officer') === account) ?? null,
  };
}
