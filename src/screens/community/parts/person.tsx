/** For whom: the name and the building, as large as they are needed for question one. */
import type { Delivered } from '../../../contract/doors.ts';
import { within } from '../../shared/rows.ts';
import { Status } from '../../shared/ui/status.tsx';
import { useSay } from '../../shared/words/say.ts';
import { addressIn, isErased, nameIn } from '../case.ts';
import { COMMUNITY } from '../words.ts';

/** The name as it is said of somebody on a page. */
export function useNameOf(): (row: Delivered['row']) => string {
  const say = useSay();
  return (row) => (isErased(row) ? say(COMMUNITY.erased) : nameIn(row) || say(COMMUNITY.noName));
}

export function Person({ row, level }: { readonly row: Delivered['row']; readonly level: 1 | 2 | 3 }) {
  const say = useSay();
  const nameOf = useNameOf();
  const Heading = `h${level}` as const;
  return (
    <div className="person">
      <Heading className="name">{nameOf(row)}</Heading>
      {isErased(row) ? null : <p className="address">{addressIn(row) || say(COMMUNITY.noAddress)}</p>}
      {within(row, 'isUnder14') === true ? <Status mood="calm">{say(COMMUNITY.under14)}</Status> : null}
    </div>
  );
}
