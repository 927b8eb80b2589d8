/** Who came in the same vehicle: each is recorded alone, and the same can be answered for all. */
import type { Delivered } from '../../../contract/doors.ts';
import { linkTo } from '../../shared/router.ts';
import { useSay } from '../../shared/words/say.ts';
import { addressIn } from '../case.ts';
import type { Draft } from '../draft.ts';
import { COMMUNITY } from '../words.ts';
import { useNameOf } from './person.tsx';

export function Together({
  others,
  draft,
  onChange,
}: {
  readonly others: readonly Delivered[];
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  const say = useSay();
  const nameOf = useNameOf();
  return (
    <fieldset className="ask">
      <legend className="over">{say(COMMUNITY.sameForAll)}</legend>
      <p className="hint">{say(COMMUNITY.togetherHint)}</p>
      <div className="choices down">
        {others.map(({ key, row }) => {
          const isWith = draft.along.includes(key);
          return (
            <div key={key} className="with">
              <label className={`choice wide${isWith ? ' chosen' : ''}`}>
                <input
                  type="checkbox"
                  checked={isWith}
                  onChange={() =>
                    onChange({
                      along: isWith ? draft.along.filter((one) => one !== key) : [...draft.along, key],
                    })
                  }
                />
                <span>
                  <b>{nameOf(row)}</b> <span className="soft small">{addressIn(row)}</span>
                </span>
              </label>
              <a href={linkTo(['request', key])} className="small">
                {say(COMMUNITY.openTheirs)}
              </a>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
