/** Offices and people as they are called on a desk; no code and no id stands in front of a person. */
import type { Delivered } from '../../../contract/doors.ts';
import { ROLES } from '../../../contract/roles.ts';
import type { Entry, Named } from '../api.ts';
import { useDesk, useStore } from '../hooks.ts';
import { textIn } from '../rows.ts';
import { DESK } from '../words/desk-words.ts';
import { useSay } from '../words/say.ts';

/** What an office is called. One that the directory does not know (any more) goes by its code, which people know as well. */
export function useOfficeName(): (code: unknown) => string {
  const offices = useStore(useDesk().offices);
  const say = useSay();
  return (code) => {
    if (typeof code !== 'string' || code === '') return say(DESK.none);
    const office = offices.get(code);
    return office === undefined ? code : say(office);
  };
}

/** `温（003）· 北门检查站 检查站民警`; the house and the traveller by what they are. */
export function useWho(): (entry: Pick<Entry, 'who' | 'performedBy'>) => string {
  const nameColleague = useColleague();
  const say = useSay();
  return ({ who, performedBy }) => {
    if (who !== null && who !== undefined) return nameColleague(who);
    return say((performedBy ?? '').startsWith('traveller') ? DESK.theTraveller : DESK.theHouse);
  };
}

export function useColleague(): (who: Named) => string {
  const officeName = useOfficeName();
  const say = useSay();
  return ({ surname, staffNumber, grants }) => {
    const name = say(DESK.withNumber(surname, staffNumber));
    const [grant] = grants;
    if (grant === undefined) return name;
    const office = grant.scope === '*' ? '' : `${officeName(grant.scope)} `;
    return `${name} · ${office}${say(ROLES[grant.role])}`;
  };
}

/** The traveller's name as it was recorded. */
export function usePersonName(): (delivered: Delivered) => string {
  const say = useSay();
  return ({ row }) => {
    const name = textIn(row, 'person.name');
    if (name === '') return say(DESK.unnamed);
    return name === 'erased' ? say(DESK.erased) : name;
  };
}

/** An office and everything above it, as far as the directory goes. */
export function useIsWithin(): (code: string, scope: string) => boolean {
  const offices = useStore(useDesk().offices);
  return (code, scope) => {
    const seen = new Set<string>();
    for (let here: string | undefined = code; here !== undefined && !seen.has(here); ) {
      if (here === scope || scope === '*') return true;
      seen.add(here);
      here = offices.get(here)?.parent;
    }
    return false;
  };
}
