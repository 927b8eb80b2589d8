/**
 * What happened before it could be entered: after an outage, from a paper form. Folded away where nothing was typed; the
 * time is Beijing's, and from a quarter of an hour on it wants its reason.
 */
import { LATE_MS, LATE_REASONS } from '../../../contract/late-entry.ts';
import type { Envelope } from '../api.ts';
import { houseNow } from '../clock.ts';
import { fromField, toField } from '../time.ts';
import { FRAME } from '../words/frame-words.ts';
import { fieldWords, useSay, valueWords } from '../words/say.ts';
import type { Typed } from './read.ts';

/** The paths they are typed under, beside the fields of the body. */
const [AT, BECAUSE] = ['occurredAt', 'lateBecause'];

type Late = Pick<Envelope, 'occurredAt' | 'lateBecause'>;

const textOf = (typed: Typed, path: string) => (typeof typed[path] === 'string' ? typed[path] : '');

/** What travels with the command, and which of the two must be looked at first; neither where nothing was typed. */
export function lateOf(
  typed: Typed,
  now = houseNow(),
): { readonly sent: Late; readonly wrong: readonly string[] } {
  const text = textOf(typed, AT);
  if (text === '') return { sent: {}, wrong: [] };
  const at = fromField(text);
  if (at === null || at > now) return { sent: {}, wrong: [AT] };
  const because = LATE_REASONS.find((one) => one === typed[BECAUSE]);
  if (now - at <= LATE_MS) return { sent: { occurredAt: at }, wrong: [] };
  return because === undefined
    ? { sent: {}, wrong: [BECAUSE] }
    : { sent: { occurredAt: at, lateBecause: because }, wrong: [] };
}

export function HappenedEarlier({
  id,
  typed,
  wrong = [],
  onTyped,
}: {
  readonly id: string;
  readonly typed: Typed;
  readonly wrong?: readonly string[];
  readonly onTyped: (change: Typed) => void;
}) {
  const say = useSay();
  const now = houseNow();
  const text = textOf(typed, AT);
  const at = fromField(text);
  const isLate = at !== null && now - at > LATE_MS;
  return (
    <details className="earlier" open={text !== '' || wrong.includes(AT)}>
      <summary>{say(FRAME.happenedEarlier)}</summary>
      <div className="field">
        <label className="label" htmlFor={`${id}${AT}`}>
          {say(FRAME.happenedAt)}
        </label>
        {wrong.includes(AT) ? <p className="wrong">{say(FRAME.timeIsPast)}</p> : null}
        <input
          id={`${id}${AT}`}
          className="input"
          type="datetime-local"
          max={toField(now)}
          aria-invalid={wrong.includes(AT)}
          value={text}
          onChange={(event) => onTyped({ [AT]: event.target.value })}
        />
      </div>
      {isLate ? (
        <fieldset className="field">
          <legend>{say(fieldWords(BECAUSE))}</legend>
          {wrong.includes(BECAUSE) ? <p className="wrong">{say(FRAME.fillIn)}</p> : null}
          <div className="choices">
            {LATE_REASONS.map((one, i) => (
              <label key={one} className={`choice${typed[BECAUSE] === one ? ' chosen' : ''}`}>
                <input
                  id={i === 0 ? `${id}${BECAUSE}` : `${id}${BECAUSE}.${one}`}
                  type="radio"
                  name={`${id}${BECAUSE}`}
                  checked={typed[BECAUSE] === one}
                  onChange={() => onTyped({ [BECAUSE]: one })}
                />
                {say(valueWords(one, BECAUSE))}
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
    </details>
  );
}
