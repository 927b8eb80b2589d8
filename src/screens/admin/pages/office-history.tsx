/** What the directory said of one office over time: what changed, who proposed and who approved it, and from when to when it holds. */
import type { OfficeChange } from '../../../contract/directory.ts';
import { useNow } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { clockTime } from '../../shared/time.ts';
import { Status } from '../../shared/ui/status.tsx';
import { useRead } from '../../shared/ui/use-read.ts';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { Fields, MOODS } from '../parts/changes-table.tsx';
import { usePersonOf } from '../parts/people.ts';
import { ADMIN } from '../words.ts';

export function OfficeHistory({ of }: { readonly of: string }) {
  const say = useSay();
  const read = useRead<{ readonly history: readonly OfficeChange[] }>(
    `office-history?office=${encodeURIComponent(of)}`,
    0,
  );
  const now = read?.history[0]?.after;
  return (
    <>
      <h1>
        {say(now === undefined ? ADMIN.history : ADMIN.historyOf(say({ zh: now.zh, en: now.en ?? now.zh })))}
        <small className="soft"> {of}</small>
      </h1>
      <div className="stack">
        <section className="sheet" aria-label={say(ADMIN.history)}>
          {read === null ? <p role="status">{say(FRAME.loading)}</p> : null}
          {read?.history.length === 0 ? <p className="soft">{say(ADMIN.noHistory)}</p> : null}
          <ol className="timeline">
            {read?.history.map((change) => (
              <Change key={change.recordedAt} of={change} />
            ))}
          </ol>
        </section>
        <p>
          <a className="button" href={linkTo(['directory'])}>
            {say(DESK.back)}
          </a>
        </p>
      </div>
    </>
  );
}

function Change({ of }: { readonly of: OfficeChange }) {
  const say = useSay();
  const now = useNow(60_000);
  const personOf = usePersonOf();
  const { validFrom, validTo } = of.after;
  return (
    <li>
      <p>
        <Status mood={MOODS[of.change]}>{say(ADMIN[of.change])}</Status>{' '}
        <b>{say(ADMIN.putInForce(clockTime(of.recordedAt, now)))}</b>{' '}
        {say(ADMIN.byBoth(personOf(of.proposedBy), personOf(of.approvedBy)))}
      </p>
      <p className="soft">
        {say(
          ADMIN.validity(
            validFrom === undefined ? say(ADMIN.fromTheStart) : clockTime(validFrom, now),
            validTo === undefined ? say(ADMIN.withoutEnd) : clockTime(validTo, now),
          ),
        )}
      </p>
      <Fields of={of} />
    </li>
  );
}
