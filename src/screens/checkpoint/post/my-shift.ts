/** The shift of whoever is signed in, where one runs. */
import type { Delivered } from '../../../contract/doors.ts';
import { useList, usePerson } from '../../shared/hooks.ts';
import { textIn } from '../../shared/rows.ts';

export function useMyShift(): { readonly isLoaded: boolean; readonly shift: Delivered | null } {
  const { account } = usePerson();
  const { isLoaded, rows } = useList('shifts');
  return {
    isLoaded,
    shift: rows.find(({ row }) => textIn(row, 'context.officer') === account) ?? null,
  };
}
