/** Who asks: the checkpoint, its duty number, the officer by surname and staff number; and since when somebody waits there. */
import type { Delivered } from '../../../contract/doors.ts';
import { useDesk, useNow, useStore } from '../../shared/hooks.ts';
import { shortId } from '../../shared/ids.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime, lasting } from '../../shared/time.ts';
import { useSay } from '../../shared/words/say.ts';
import type { Named } from '../case.ts';
import { COMMUNITY } from '../words.ts';

export function WhoAsks({ row }: { readonly row: Delivered['row'] }) {
  const say = useSay();
  const now = useNow(10_000);
  const offices = useStore(useDesk().offices);
  const checkpoint = offices.get(textIn(row, 'checkpoint'));
  const officer = row['officerWho'] as unknown as Named | null | undefined;
  const since = numberIn(row, 'arrivedAt');
  return (
    <section aria-labelledby="who-asks">
      <h2 id="who-asks" className="over">
        {say(COMMUNITY.whoAsks)}
      </h2>
      <dl className="facts">
        <dt>{say(COMMUNITY.checkpoint)}</dt>
        <dd>{checkpoint === undefined ? '—' : say(checkpoint)}</dd>
        {checkpoint?.numbers[0] === undefined ? null : (
          <>
            <dt>{say(COMMUNITY.dutyNumber)}</dt>
            <dd>
              <a className="call" href={`tel:${checkpoint.numbers[0]}`}>
                {checkpoint.numbers[0]}
              </a>
            </dd>
          </>
        )}
        {officer === null || officer === undefined ? null : (
          <>
            <dt>{say(COMMUNITY.officer)}</dt>
            <dd>{say(COMMUNITY.officerNamed(officer.surname, officer.staffNumber))}</dd>
          </>
        )}
        {since === null ? null : (
          <>
            <dt>{say(COMMUNITY.stoppedAt)}</dt>
            <dd>
              <time dateTime={new Date(since).toISOString()}>{clockTime(since, now)}</time>
              <span className="soft"> · {say(lasting(now - since))}</span>
            </dd>
          </>
        )}
        <dt>{say(COMMUNITY.caseNumber)}</dt>
        <dd>{shortId(textIn(row, 'id'))}</dd>
      </dl>
    </section>
  );
}
