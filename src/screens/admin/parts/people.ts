/** Who an account is, by what the list of accounts says. */
import type { Delivered } from '../../../contract/doors.ts';
import { type Role, ROLES } from '../../../contract/roles.ts';
import { useList } from '../../shared/hooks.ts';
import { textIn, within } from '../../shared/rows.ts';
import { useOfficeName } from '../../shared/ui/names.ts';
import { DESK } from '../../shared/words/desk-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { ADMIN } from '../words.ts';

export interface Grant {
  readonly role: Role;
  readonly scope: string;
}

export const grantsIn = ({ row }: Delivered): readonly Grant[] =>
  (within(row, 'grants') ?? []) as unknown as readonly Grant[];

/** `温（003）` */
export function useStaffName(): (account: Delivered) => string {
  const say = useSay();
  return ({ row }) => {
    const part = (field: string) => {
      const value = textIn(row, `person.${field}`);
      return value === 'erased' ? say(DESK.erased) : value;
    };
    return say(DESK.withNumber(part('surname'), part('staffNumber')));
  };
}

/** The name behind an account's id; the house for what it made itself. */
export function usePersonOf(): (account: string) => string {
  const { rows } = useList('accounts');
  const staffName = useStaffName();
  const say = useSay();
  const known = new Map(rows.map((row) => [row.key, row]));
  return (account) => {
    const row = known.get(account);
    return row === undefined ? say(ADMIN.house) : staffName(row);
  };
}

export function useGrantWords(): (grant: Grant) => string {
  const say = useSay();
  const officeName = useOfficeName();
  return ({ role, scope }) =>
    `${say(ROLES[role])} · ${scope === '*' ? say(valueWords('*', 'scope')) : officeName(scope)}`;
}

export const ACCOUNT_STATES = {
  proposed: ADMIN.accountProposed,
  active: ADMIN.accountActive,
  disabled: ADMIN.accountDisabled,
  erased: ADMIN.accountErased,
} as const;
export type AccountState = keyof typeof ACCOUNT_STATES;

export const stateOf = ({ row }: Delivered): AccountState =>
  (Object.keys(ACCOUNT_STATES) as AccountState[]).find((state) => row['state'] === state) ?? 'proposed';
