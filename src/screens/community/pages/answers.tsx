/** What this office said, its own copy: newest first, one's own or everybody's, and to take along as a file. */
import { useState } from 'react';
import { useDesk, useList, useNow, usePerson, usePlace, useStore } from '../../shared/hooks.ts';
import { filterBy, linkTo } from '../../shared/router.ts';
import { clockTime } from '../../shared/time.ts';
import { Status } from '../../shared/ui/status.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { addressIn } from '../case.ts';
import { useNameOf } from '../parts/person.tsx';
import { becameOf } from '../oral/oral.ts';
import { ORAL } from '../oral/oral-words.ts';
import { Word } from '../parts/word.tsx';
import { linesOf, type Line } from '../record.ts';
import { COMMUNITY } from '../words.ts';

export function AnswersPage() {
  const { rows, isLoaded, hasMore } = useList('officeAnswers');
  const person = usePerson();
  const { query } = usePlace();
  const say = useSay();
  const isMine = query.get('by') === 'me';
  const lines = linesOf(rows).filter(({ word }) => !isMine || word.by === person.account);
  return (
    <div className="narrow stack">
      <h1>{say(COMMUNITY.answers)}</h1>
      <div className="choices" role="group" aria-label={say(COMMUNITY.aboutFilter)}>
        {([false, true] as const).map((mine) => (
          <button
            key={String(mine)}
            type="button"
            className={`choice${isMine === mine ? ' chosen' : ''}`}
            aria-pressed={isMine === mine}
            onClick={() => filterBy({ by: mine ? 'me' : '' })}
          >
            {say(mine ? COMMUNITY.mine : COMMUNITY.whole)}
          </button>
        ))}
      </div>
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && lines.length === 0 ? (
        <div className="empty">
          <p>{say(COMMUNITY.nothingSaid)}</p>
        </div>
      ) : null}
      {lines.length === 0 ? null : <Export lines={lines} isMine={isMine} />}
      <ul className="cards">
        {lines.map((line) => (
          <li key={`${line.handoff} ${line.word.version}`} className="sheet">
            <OneLine line={line} />
          </li>
        ))}
      </ul>
      {hasMore ? <p className="soft">{say(FRAME.hasMore)}</p> : null}
    </div>
  );
}

function OneLine({ line }: { readonly line: Line }) {
  const nameOf = useNameOf();
  const say = useSay();
  const { account } = usePerson();
  const now = useNow(60_000);
  const became = becameOf(line.row, line.word, account);
  return (
    <Word word={line.word}>
      {became === null ? null : (
        <p>
          <Status mood={became.became === 'open' || became.became === 'disputed' ? 'soon' : 'calm'}>
            {say(
              became.became === 'open' ? ORAL.openUntil(clockTime(became.until, now)) : ORAL[became.became],
            )}
          </Status>
        </p>
      )}
      <p>
        <a className="name-link" href={linkTo(['request', line.handoff])}>
          {nameOf(line.row)}
        </a>{' '}
        <span className="soft small">{addressIn(line.row)}</span>
      </p>
    </Word>
  );
}

/** The file is made here and now; the library for it is loaded only when somebody wants one. */
function Export({ lines, isMine }: { readonly lines: readonly Line[]; readonly isMine: boolean }) {
  const say = useSay();
  const { scope } = usePerson();
  const offices = useStore(useDesk().offices);
  const [said, setSaid] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const make = async (as: 'xlsx' | 'csv') => {
    if (isBusy) return;
    setIsBusy(true);
    setSaid('');
    try {
      const { exportRecord } = await import('../export.ts');
      const office = offices.get(scope);
      const file = await exportRecord(as, {
        lines,
        say,
        offices,
        office: office === undefined ? scope : say(office),
        filter: say(isMine ? COMMUNITY.mine : COMMUNITY.whole),
      });
      setSaid(say(COMMUNITY.exported(file)));
    } catch (error) {
      // For whoever opens the console; the person is told in words.
      console.error(error);
      setSaid(say(COMMUNITY.exportFailed));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <section className="export" aria-label={say(COMMUNITY.exportXlsx)}>
      <div className="buttons">
        <button type="button" className="button" aria-disabled={isBusy} onClick={() => void make('xlsx')}>
          {say(COMMUNITY.exportXlsx)}
        </button>
        <button type="button" className="button" aria-disabled={isBusy} onClick={() => void make('csv')}>
          {say(COMMUNITY.exportCsv)}
        </button>
      </div>
      <p className="hint soft small">{say(COMMUNITY.exportHint)}</p>
      <p role="status">{said}</p>
    </section>
  );
}
