/** The requests this office has to answer, the one that is due first on top. */
import { useList } from '../../shared/hooks.ts';
import { standingIn, textIn } from '../../shared/rows.ts';
import { Due } from '../../shared/ui/due.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { COMMUNITY } from '../words.ts';

export function RequestsPage() {
  const { rows, isLoaded } = useList('requests');
  const say = useSay();
  return (
    <div className="narrow stack">
      <h1>{say(COMMUNITY.requests)}</h1>
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && rows.length === 0 ? <p className="soft">{say(FRAME.nothingHere)}</p> : null}
      <ul className="stack">
        {rows.map((row) => {
          const standing = standingIn(row);
          return (
            <li key={row.key} className="sheet">
              <h2>{textIn(row.row, 'person.name')}</h2>
              <p>
                {say(standing)} <Due at={standing.due} />
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
