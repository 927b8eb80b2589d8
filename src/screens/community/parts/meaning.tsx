/** What receiving means, what it does not mean, and until when: read before the third question is answered. */
import type { Delivered } from '../../../contract/doors.ts';
import { useNow } from '../../shared/hooks.ts';
import { dueOf } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { useSay } from '../../shared/words/say.ts';
import { COMMUNITY } from '../words.ts';

export function Meaning({ row }: { readonly row: Delivered['row'] }) {
  const say = useSay();
  const now = useNow(60_000);
  const ends = dueOf(row, 'announcementEnds');
  return (
    <dl className="meaning">
      <dt>{say(COMMUNITY.means)}</dt>
      <dd>{say(COMMUNITY.meansText)}</dd>
      <dt>{say(COMMUNITY.meansNot)}</dt>
      <dd>{say(COMMUNITY.meansNotText)}</dd>
      <dt>{say(COMMUNITY.untilWhen)}</dt>
      <dd>
        {say(COMMUNITY.untilText)}
        {ends === null ? '' : ` ${say(COMMUNITY.measureEnds(clockTime(ends, now)))}`}
      </dd>
    </dl>
  );
}
