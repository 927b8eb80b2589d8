/**
 * The answer: question one by name and address alone; then the status, what receiving means, and the other two questions.
 * The plain case is three taps. For several people of one stop each is answered alone, and the same can be said for all.
 */
import { useEffect, useRef, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { useDraft, useNow, usePerson } from '../../shared/hooks.ts';
import { fromField } from '../../shared/time.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { useAnswering } from '../answering.ts';
import { firstReplyOf } from '../case.ts';
import { consentOf, type Draft, type Kind, NOTHING_YET, otherAnswerOf } from '../draft.ts';
import { COMMUNITY } from '../words.ts';
import { Health } from './health.tsx';
import { Meaning } from './meaning.tsx';
import { OtherAnswers } from './other-answers.tsx';
import { Results } from './results.tsx';
import { TermsForm } from './terms.tsx';
import { Together } from './together.tsx';

const BEFORE_ONE: readonly Kind[] = ['needMoreInformation', 'needsStreetOffice'];
const AFTER_ONE: readonly Kind[] = [
  'refuse',
  'conditional',
  'needMoreInformation',
  'needsStreetOffice',
  'notOurs',
];

interface Props {
  readonly of: Delivered;
  /** Who else of the same stop this office is asked about. */
  readonly others: readonly Delivered[];
}

export function Answer({ of, others }: Props) {
  const { role, scope } = usePerson();
  const [draft, put, forget] = useDraft<Draft>(`answer ${of.key}`, NOTHING_YET);
  const answering = useAnswering();
  const change = (changed: Partial<Draft>) => put({ ...draft, ...changed });
  const people = [of, ...others.filter(({ key }) => draft.along.includes(key))];
  for (const { key, version } of people) answering.lookedAt(key, version);
  const first = people.every(({ row }) => firstReplyOf(row, scope) === 'yes')
    ? 'yes'
    : people.every(({ row }) => firstReplyOf(row, scope) !== null)
      ? 'notSure'
      : null;
  const kinds = (first === null ? BEFORE_ONE : AFTER_ONE).filter(
    (kind) => kind !== 'needsStreetOffice' || role === 'communityWorker',
  );
  const keys = people.map(({ key }) => key);
  const sendOther = async () => {
    if (await answering.send(keys, otherAnswerOf(draft, scope, first))) forget();
  };
  const accept = async () => {
    if (await answering.send(keys, consentOf(draft, scope))) forget();
  };
  const sayFirst = async (isRegisteredResident: 'yes' | 'notSure') => {
    await answering.send(
      people.filter(({ row }) => firstReplyOf(row, scope) === null).map(({ key }) => key),
      { office: scope, isRegisteredResident },
    );
  };
  const results = <Results people={people} answering={answering} />;
  return (
    <div className="stack">
      {others.length === 0 ? null : <Together others={others} draft={draft} onChange={change} />}
      {first === null ? (
        <First
          isHidden={draft.kind !== null}
          isSending={answering.isSending}
          onSaid={(reply) => void sayFirst(reply)}
          onNotOurs={() => change({ kind: 'notOurs' })}
        />
      ) : (
        <Rest
          people={people}
          first={draft.isSureNow ? 'yes' : first}
          draft={draft}
          isSending={answering.isSending}
          onChange={change}
          onAccept={() => void accept()}
        />
      )}
      {results}
      <OtherAnswers
        kinds={kinds}
        draft={draft}
        people={people.length}
        isSending={answering.isSending}
        onChange={change}
        onSend={() => void sendOther()}
      />
    </div>
  );
}

/** Question one. Answering it is all that can be done before the status is known. */
function First({
  isHidden,
  isSending,
  onSaid,
  onNotOurs,
}: {
  readonly isHidden: boolean;
  readonly isSending: boolean;
  readonly onSaid: (reply: 'yes' | 'notSure') => void;
  readonly onNotOurs: () => void;
}) {
  const say = useSay();
  if (isHidden) return null;
  return (
    <section className="ask" aria-labelledby="question-one">
      <h2 id="question-one">
        <Step n={1} /> {say(COMMUNITY.firstQuestion)}
      </h2>
      <p className="hint">{say(COMMUNITY.firstHint)}</p>
      <div className="ways">
        <button
          type="button"
          className="button primary"
          aria-disabled={isSending}
          onClick={() => {
            if (!isSending) onSaid('yes');
          }}
        >
          {say(isSending ? FRAME.sending : COMMUNITY.yesOurs)}
        </button>
        <div className="two">
          <button
            type="button"
            className="button"
            aria-disabled={isSending}
            onClick={() => {
              if (!isSending) onSaid('notSure');
            }}
          >
            {say(COMMUNITY.notSure)}
          </button>
          <button type="button" className="button" onClick={onNotOurs}>
            {say(COMMUNITY.notOurs)}
          </button>
        </div>
      </div>
    </section>
  );
}

/** Status, meaning, question two, terms, question three. */
function Rest({
  people,
  first,
  draft,
  isSending,
  onChange,
  onAccept,
}: {
  readonly people: readonly Delivered[];
  readonly first: 'yes' | 'notSure';
  readonly draft: Draft;
  readonly isSending: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
  readonly onAccept: () => void;
}) {
  const say = useSay();
  const now = useNow(10_000);
  const status = useRef<HTMLHeadingElement>(null);
  const aware = useRef<HTMLInputElement>(null);
  const [isTried, setIsTried] = useState(false);
  // The answer to question one opened this: whoever reads by ear or by keyboard goes on here.
  useEffect(() => status.current?.focus(), []);
  const until = fromField(draft.until);
  const isPast = until !== null && until <= now;
  const because =
    first !== 'yes' ? COMMUNITY.firstAnswerOne : !draft.isAware ? COMMUNITY.firstAnswerTwo : null;
  if (draft.kind !== null) return null;
  return (
    <>
      <section className="ask done" aria-label={say(COMMUNITY.firstQuestion)}>
        <p>
          <Step n={1} isDone={first === 'yes'} />{' '}
          {say(first === 'yes' ? COMMUNITY.saidYes : COMMUNITY.saidNotSure)}
        </p>
        {first === 'yes' ? null : (
          <button type="button" className="button" onClick={() => onChange({ isSureNow: true })}>
            {say(COMMUNITY.nowYes)}
          </button>
        )}
      </section>
      <section className="ask" aria-labelledby="question-two">
        <h2 id="question-two" ref={status} tabIndex={-1}>
          <Step n={2} isDone={draft.isAware} /> {say(COMMUNITY.secondQuestion)}
        </h2>
        <Health people={people} />
        <label className={`choice wide${draft.isAware ? ' chosen' : ''}`}>
          <input
            ref={aware}
            type="checkbox"
            checked={draft.isAware}
            onChange={(event) => onChange({ isAware: event.target.checked })}
          />
          {say(COMMUNITY.aware)}
        </label>
      </section>
      <section className="ask" aria-labelledby="question-three">
        <h2 id="question-three">
          <Step n={3} /> {say(COMMUNITY.thirdQuestion)}
        </h2>
        <Meaning row={(people[0] as Delivered).row} />
        <TermsForm draft={draft} onChange={onChange} />
        {isTried && because !== null ? (
          <p className="said wait" role="alert">
            {say(because)}
          </p>
        ) : null}
        <button
          type="button"
          className="button primary whole"
          aria-disabled={isSending || because !== null || isPast}
          aria-describedby={because === null ? undefined : 'accept-shut'}
          onClick={() => {
            if (isSending || isPast) return;
            setIsTried(true);
            if (because === null) onAccept();
            else aware.current?.focus();
          }}
        >
          {say(
            isSending
              ? FRAME.sending
              : people.length > 1
                ? COMMUNITY.acceptAll(people.length)
                : COMMUNITY.accept,
          )}
        </button>
        {because === null || isTried ? null : (
          <p id="accept-shut" className="hint soft shut">
            {say(because)}
          </p>
        )}
      </section>
    </>
  );
}

function Step({ n, isDone = false }: { readonly n: 1 | 2 | 3; readonly isDone?: boolean }) {
  return (
    <span className={`step${isDone ? ' is-done' : ''}`} aria-hidden="true">
      {isDone ? (
        <svg width="14" height="14" viewBox="0 0 16 16">
          <path d="M3 8.5l3.5 3.5L13 4.5" fill="none" stroke="currentColor" strokeWidth="2.5" />
        </svg>
      ) : (
        n
      )}
    </span>
  );
}
