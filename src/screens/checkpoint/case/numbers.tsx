/** An office's duty numbers, all of them: where each stands now, why one is not called first, and when it can be. */
import { useId } from 'react';
import { useNow } from '../../shared/hooks.ts';
import { grouped } from '../../shared/masks.ts';
import { clockTime } from '../../shared/time.ts';
import { type Said, useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import type { NumberStanding } from './ladder.ts';

function standingWords({ standing, from }: NumberStanding, now: number): Said {
  const time = from === null ? '' : clockTime(from, now);
  switch (standing) {
    case 'onDuty':
      return CHECKPOINT.onDutyNow;
    case 'hoursUnknown':
      return CHECKPOINT.hoursUnknown;
    case 'offDuty':
      return CHECKPOINT.offDuty(time);
    case 'foundWrong':
      return CHECKPOINT.foundWrong;
    case 'cooling':
      return CHECKPOINT.coolingNumber(time);
  }
}

function Standing({ of }: { readonly of: NumberStanding }) {
  const say = useSay();
  const now = useNow(10_000);
  const said = [
    ...(of.hours === '' ? [] : [CHECKPOINT.dutyHours(of.hours)]),
    standingWords(of, now),
    ...(of.tries === 0 ? [] : [CHECKPOINT.triedTimes(of.tries)]),
  ];
  return <>{said.map(say).join(' · ')}</>;
}

export function Numbers({
  ladder,
  chosen,
  next,
  isShut,
  onChoose,
}: {
  readonly ladder: readonly NumberStanding[];
  readonly chosen: string;
  readonly next: string;
  /** A call runs, and its number with it. */
  readonly isShut: boolean;
  readonly onChoose: (number: string) => void;
}) {
  const say = useSay();
  const id = useId();
  const [only, ...others] = ladder;
  if (only === undefined) return null;
  if (others.length === 0)
    return (
      <p className={only.standing === 'onDuty' || only.standing === 'hoursUnknown' ? 'hint' : 'said wait'}>
        <Standing of={only} />
      </p>
    );
  return (
    <fieldset className="field numbers">
      <legend className="hint">{say(CHECKPOINT.whichNumber)}</legend>
      <div className="choices tight">
        {ladder.map((one) => (
          <label key={one.number} className={`choice candidate${chosen === one.number ? ' chosen' : ''}`}>
            <input
              type="radio"
              name={id}
              checked={chosen === one.number}
              disabled={isShut}
              onChange={() => onChoose(one.number)}
            />
            <span>
              <b>{grouped(one.number)}</b>
              {one.number === next ? <small className="soft"> {say(CHECKPOINT.callThisNext)}</small> : null}
              <br />
              <small className="soft">
                <Standing of={one} />
              </small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
