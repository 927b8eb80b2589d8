/** One change of the directory that somebody proposed, against what is in force. */
import type { DirectoryChange as Changes } from '../../../contract/directory.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useNow, usePerson, useSingle } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { numberIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Acts, actOn } from '../../shared/ui/acts.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { DESK } from '../../shared/words/desk-words.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { ChangesTable, countsOf } from '../parts/changes-table.tsx';
import { isPending } from '../parts/offices.ts';
import { useRead } from '../../shared/ui/use-read.ts';
import { usePersonOf } from '../parts/people.ts';
import { ADMIN } from '../words.ts';

const APPROVE = formOf('approveChange', {});

export function DirectoryChange({ of }: { readonly of: string }) {
  const say = useSay();
  const single = useSingle('directoryChanges', of);
  if (single.state === 'loading') return <p role="status">{say(FRAME.loading)}</p>;
  if (single.state === 'absent') return <p className="said">{say(DESK.gone)}</p>;
  return <Change of={single.delivered} />;
}

function Change({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(60_000);
  const personOf = usePersonOf();
  const { account } = usePerson();
  const read = useRead<{ readonly changes: readonly Changes[] }>(`directories/${of.key}/entries`, of.version);
  const isMine = textIn(of.row, 'proposedBy') === account;
  const acts = actOn(of, 'approveChange', APPROVE, { isFirst: true }).map((act) =>
    act.allowed === true && isMine ? { ...act, allowed: 'approverIsNotTheProposer' } : act,
  );
  return (
    <>
      <header className="head">
        <h1>{say(ADMIN.theChange)}</h1>
        <p className="standing">
          <Status mood={isPending(of) ? 'soon' : 'good'}>
            {say(isPending(of) ? ADMIN.measureProposed : ADMIN.inForce)}
          </Status>
          {say(
            ADMIN.proposedBy(
              personOf(textIn(of.row, 'proposedBy')),
              clockTime(numberIn(of.row, 'recordedAt') ?? 0, now),
            ),
          )}
          {isMine && isPending(of) ? <span>{say(ADMIN.youProposedIt)}</span> : null}
        </p>
      </header>
      <div className="stack">
        <Acts of={acts} />
        <section className="sheet" aria-labelledby="preview">
          <h2 id="preview">{say(ADMIN.preview)}</h2>
          {read === null ? (
            <p role="status">{say(FRAME.loading)}</p>
          ) : (
            <ChangesTable changes={read.changes} counts={countsOf(read.changes)} />
          )}
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
