/** Who asks, for whom, and how long there is: the checkpoint, the officer by surname and staff number, the name and the building. */
import type { Delivered } from '../../../contract/doors.ts';
import { useDesk, useNow, useStore } from '../../shared/hooks.ts';
import { shortId } from '../../shared/ids.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime, lasting } from '../../shared/time.ts';
import { useSay } from '../../shared/words/say.ts';
import type { Named, Phase } from '../case.ts';
import { COMMUNITY } from '../words.ts';
import { Clock } from './clock.tsx';
import { Person } from './person.tsx';

export function Head({ row, phase }: { readonly row: Delivered['row']; readonly phase: Phase }) {
  const say = useSay();
  const now = useNow(10_000);
  const offices = useStore(useDesk().offices);
  const checkpoint = offices.get(textIn(row, 'checkpoint'));
  const number = checkpoint?.numbers[0];
  const officer = row['officerWho'] as unknown as Named | null | undefined;
  const since = numberIn(row, 'arrivedAt');
  const isAsking = phase === 'toAnswer' || phase === 'goneUp';
  const isWaiting = isAsking || phase === 'toAcknowledge' || phase === 'consented';
  return (
    <header className="sheet head">
      <p className="head-line">
        <b>{checkpoint === undefined ? '' : say(isAsking ? COMMUNITY.asks(say(checkpoint)) : checkpoint)}</b>
        <Clock row={row} phase={phase} />
      </p>
      <Person row={row} level={1} />
      <div className="who">
        <p>
          {officer === null || officer === undefined
            ? null
            : say(COMMUNITY.officerNamed(officer.surname, officer.staffNumber))}
        </p>
        {number === undefined ? null : (
          <a className="call" href={`tel:${number}`}>
            {say(COMMUNITY.dutyNumber(number))}
          </a>
        )}
        <p className="soft small">
          {since === null || !isWaiting
            ? ''
            : `${say(COMMUNITY.waitsSince(clockTime(since, now), say(lasting(now - since))))} · `}
          {say(COMMUNITY.caseIs(shortId(textIn(row, 'id'))))}
        </p>
      </div>
    </header>
  );
}
