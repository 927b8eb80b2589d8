/** On what terms somebody is received: stated with the answer, and shown wherever somebody is expected. */
import { CONDITION_NAMES } from '../../../contract/answers.ts';
import { useNow } from '../../shared/hooks.ts';
import { clockTime, fromField, toField } from '../../shared/time.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import type { Terms } from '../case.ts';
import type { Draft } from '../draft.ts';
import { COMMUNITY } from '../words.ts';

const DAYS = [3, 7, 14] as const;

/** The conditions as they are stated: ticked and tapped; only a date is typed. */
export function TermsForm({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  const say = useSay();
  const now = useNow(10_000);
  const until = fromField(draft.until);
  return (
    <details
      className="terms"
      open={draft.termsOpen}
      onToggle={(event) => onChange({ termsOpen: event.currentTarget.open })}
    >
      <summary>{say(COMMUNITY.someTerms)}</summary>
      <p className="hint soft">{say(COMMUNITY.termsHint)}</p>
      <fieldset className="field">
        <legend>{say(COMMUNITY.terms)}</legend>
        <div className="choices down">
          {CONDITION_NAMES.map((condition) => {
            const has = draft.conditions.includes(condition);
            return (
              <label key={condition} className={`choice${has ? ' chosen' : ''}`}>
                <input
                  type="checkbox"
                  checked={has}
                  onChange={() =>
                    onChange({
                      conditions: has
                        ? draft.conditions.filter((one) => one !== condition)
                        : [...draft.conditions, condition],
                    })
                  }
                />
                {say(valueWords(condition))}
              </label>
            );
          })}
        </div>
      </fieldset>
      <fieldset className="field">
        <legend>{say(COMMUNITY.observationDays)}</legend>
        <div className="choices">
          {[null, ...DAYS].map((days) => (
            <label key={days} className={`choice${draft.days === days ? ' chosen' : ''}`}>
              <input
                type="radio"
                name="observation-days"
                checked={draft.days === days}
                onChange={() => onChange({ days })}
              />
              {say(days === null ? COMMUNITY.none : COMMUNITY.days(days))}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label className="label" htmlFor="held-until">
          {say(COMMUNITY.holdsUntil)}
          <span className="hint"> {say(FRAME.optional)}</span>
        </label>
        <p className="hint" id="held-until-hint">
          {say(COMMUNITY.untilUsual)}
        </p>
        {until !== null && until <= now ? (
          <p className="wrong" id="held-until-wrong">
            {say(COMMUNITY.untilPast)}
          </p>
        ) : null}
        <input
          id="held-until"
          className="input"
          type="datetime-local"
          aria-describedby="held-until-hint"
          min={toField(now)}
          value={draft.until}
          onChange={(event) => onChange({ until: event.target.value })}
        />
      </div>
    </details>
  );
}

/** The terms as they stand. */
export function TermsShown({ terms }: { readonly terms: Terms | null }) {
  const say = useSay();
  const now = useNow(60_000);
  if (terms === null) return null;
  const { conditions, observationDays, until } = terms;
  if (conditions.length === 0 && observationDays === null && until === null) return null;
  return (
    <dl className="facts">
      {conditions.length === 0 ? null : (
        <>
          <dt>{say(COMMUNITY.terms)}</dt>
          <dd>
            {conditions.map((condition) => (
              <span key={condition} className="line">
                {say(valueWords(condition))}
              </span>
            ))}
          </dd>
        </>
      )}
      {observationDays === null ? null : (
        <>
          <dt>{say(COMMUNITY.observationDays)}</dt>
          <dd>{say(COMMUNITY.days(observationDays))}</dd>
        </>
      )}
      {until === null ? null : (
        <>
          <dt>{say(COMMUNITY.holdsUntil)}</dt>
          <dd>
            <time dateTime={new Date(until).toISOString()}>{clockTime(until, now)}</time>
          </dd>
        </>
      )}
    </dl>
  );
}
