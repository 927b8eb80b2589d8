/** The status in plain words, of everybody this answer is for. Stands only after question one, because only then is it sent. */
import type { Delivered } from '../../../contract/doors.ts';
import { useSay } from '../../shared/words/say.ts';
import { statusOf, testOf } from '../status-words.ts';
import { useNameOf } from './person.tsx';

export function Health({ people }: { readonly people: readonly Delivered[] }) {
  const say = useSay();
  const nameOf = useNameOf();
  return (
    <>
      {people.map(({ key, row }) => {
        const status = statusOf(row);
        const test = testOf(row);
        return (
          <div key={key} className="health">
            {people.length === 1 ? null : <h3>{nameOf(row)}</h3>}
            {status === null ? null : (
              <>
                <p className="shown">{say(status.shown)}</p>
                <p>{say(status.means)}</p>
                {status.ends === undefined ? null : <p className="soft">{say(status.ends)}</p>}
              </>
            )}
            {test === null ? null : <p>{say(test)}</p>}
          </div>
        );
      })}
    </>
  );
}
