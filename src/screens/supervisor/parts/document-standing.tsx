/** Where the document is, in the words that the traveller reads too. */
import type { Delivered } from '../../../contract/doors.ts';
import { CARD, stands } from '../../../contract/standings.ts';
import { within } from '../../shared/rows.ts';
import { Status } from '../../shared/ui/status.tsx';
import { useSay } from '../../shared/words/say.ts';

export function DocumentStanding({ of: { row } }: { readonly of: Delivered }) {
  const say = useSay();
  const deposited = within(row, 'context.deposited') === true;
  const standing = CARD.find(
    ({ at }) => stands(row['state'], at) || (deposited && at.endsWith('.deposited')),
  );
  if (standing === undefined) return null;
  const isLate = standing.at.endsWith('returnDue');
  return <Status mood={isLate ? 'late' : 'calm'}>{say(standing)}</Status>;
}
