/** Every answer but the plain yes: chosen by a tap, and said in a form of its own kind. */
import { useEffect, useId, useRef, useState } from 'react';
import { REFUSAL_REASON_NAMES, REFUSAL_REASONS } from '../../../contract/answers.ts';
import { usePerson } from '../../shared/hooks.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, useSay } from '../../shared/words/say.ts';
import { type Draft, type Kind, missingIn } from '../draft.ts';
import { later } from '../later.tsx';
import { COMMUNITY } from '../words.ts';

const OfficeSearch = later(async () => (await import('../office-search/office-search.tsx')).OfficeSearch);

const KINDS: Readonly<Record<Kind, Said>> = {
  refuse: COMMUNITY.refuse,
  conditional: COMMUNITY.conditional,
  needMoreInformation: COMMUNITY.moreInformation,
  needsStreetOffice: COMMUNITY.streetOffice,
  notOurs: COMMUNITY.notOursAnswer,
};
const HINTS: Readonly<Partial<Record<Kind, Said>>> = {
  conditional: COMMUNITY.conditionalHint,
  needsStreetOffice: COMMUNITY.streetHint,
  notOurs: COMMUNITY.notOursHint,
};
const WORDS: Readonly<Partial<Record<Kind, Said>>> = {
  refuse: COMMUNITY.wordsRefuse,
  conditional: COMMUNITY.wordsConditional,
  needMoreInformation: COMMUNITY.wordsMoreInformation,
  needsStreetOffice: COMMUNITY.wordsStreet,
};

interface Props {
  readonly kinds: readonly Kind[];
  readonly draft: Draft;
  readonly people: number;
  readonly isSending: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
  readonly onSend: () => void;
}

export function OtherAnswers(props: Props) {
  const { kinds, draft, onChange } = props;
  const say = useSay();
  if (draft.kind !== null) return <OtherForm key={draft.kind} {...props} kind={draft.kind} />;
  return (
    <section aria-labelledby="other-answers">
      <h2 id="other-answers" className="over">
        {say(COMMUNITY.otherAnswers)}
      </h2>
      <div className="ways">
        {kinds.map((kind) => (
          <button key={kind} type="button" className="button" onClick={() => onChange({ kind })}>
            {say(KINDS[kind])}
          </button>
        ))}
      </div>
    </section>
  );
}

function OtherForm({ kind, draft, people, isSending, onChange, onSend }: Props & { readonly kind: Kind }) {
  const say = useSay();
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [isTried, setIsTried] = useState(false);
  const missing = isTried ? missingIn(draft) : null;
  const words = kind === 'refuse' && draft.reason === 'other' ? COMMUNITY.wordsOther : WORDS[kind];
  const isOptional = kind === 'needsStreetOffice' || (kind === 'refuse' && draft.reason !== 'other');
  const hint = HINTS[kind];
  useEffect(() => title.current?.focus(), []);
  return (
    <form
      className="ask"
      noValidate
      aria-labelledby={`${id}title`}
      onSubmit={(event) => {
        event.preventDefault();
        if (isSending) return;
        const lacks = missingIn(draft);
        setIsTried(true);
        if (lacks === null) onSend();
        else document.getElementById(`${id}${lacks}`)?.focus();
      }}
    >
      <h2 id={`${id}title`} ref={title} tabIndex={-1}>
        {say(KINDS[kind])}
      </h2>
      {hint === undefined ? null : (
        <p className={kind === 'conditional' ? 'said wait' : 'hint'}>{say(hint)}</p>
      )}
      {kind === 'refuse' ? (
        <fieldset
          className="field"
          {...(missing === 'reason' ? { 'aria-describedby': `${id}reason-wrong` } : {})}
        >
          <legend>{say(COMMUNITY.reason)}</legend>
          {missing === 'reason' ? (
            <p className="wrong" id={`${id}reason-wrong`} role="alert">
              {say(COMMUNITY.chooseReason)}
            </p>
          ) : null}
          <div className="choices down">
            {REFUSAL_REASON_NAMES.map((reason, i) => (
              <label key={reason} className={`choice${draft.reason === reason ? ' chosen' : ''}`}>
                <input
                  {...(i === 0 ? { id: `${id}reason` } : {})}
                  type="radio"
                  name={`${id}reason`}
                  checked={draft.reason === reason}
                  onChange={() => onChange({ reason })}
                />
                {say(REFUSAL_REASONS[reason])}
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      {kind === 'notOurs' ? <Suggestion id={`${id}suggestion`} draft={draft} onChange={onChange} /> : null}
      {words === undefined ? null : (
        <div className="field">
          <label className="label" htmlFor={`${id}words`}>
            {say(words)}
            {isOptional ? <span className="hint"> {say(FRAME.optional)}</span> : null}
          </label>
          {missing === 'words' ? (
            <p className="wrong" id={`${id}words-wrong`} role="alert">
              {say(COMMUNITY.wordsMissing)}
            </p>
          ) : null}
          <textarea
            id={`${id}words`}
            className="input"
            rows={3}
            maxLength={2000}
            required={!isOptional}
            aria-invalid={missing === 'words'}
            {...(missing === 'words' ? { 'aria-describedby': `${id}words-wrong` } : {})}
            value={draft.words}
            onChange={(event) => onChange({ words: event.target.value })}
          />
        </div>
      )}
      <div className="buttons">
        <button
          type="submit"
          className={`button primary${kind === 'refuse' ? ' grave' : ''}`}
          aria-disabled={isSending}
        >
          {say(isSending ? FRAME.sending : people > 1 ? COMMUNITY.sendAll(people) : COMMUNITY.send)}
        </button>
        <button type="button" className="button" onClick={() => onChange({ kind: null })}>
          {say(COMMUNITY.back)}
        </button>
      </div>
    </form>
  );
}

/** Which office it may be, found by name or address; the checkpoint asks it. */
function Suggestion({
  id,
  draft,
  onChange,
}: {
  readonly id: string;
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  const say = useSay();
  const { scope } = usePerson();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {say(COMMUNITY.suggestion)}
        <span className="hint"> {say(FRAME.optional)}</span>
      </label>
      <OfficeSearch
        id={id}
        chosen={draft.suggestion}
        except={scope}
        kinds={['community']}
        onChoose={(suggestion) => onChange({ suggestion })}
      />
    </div>
  );
}
