/** Each answer that was recorded on the telephone in one's name: whole, with its clock, and disputed by two taps. */
import { useEffect, useRef, useState } from 'react';
import { QUESTIONS } from '../../../contract/answers.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDesk, useDraft, useList, useNow, usePerson, useStore } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Due } from '../../shared/ui/due.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { fieldWords, useSay, valueWords } from '../../shared/words/say.ts';
import { addressIn } from '../case.ts';
import { useNameOf } from '../parts/person.tsx';
import { Sent } from '../parts/sent.tsx';
import { COMMUNITY } from '../words.ts';
import { type InMyName, inMyName } from './oral.ts';
import { ORAL } from './oral-words.ts';
import './oral.css';

/** On the first page, or on the page of one case. */
export function InYourName({ handoff }: { readonly handoff?: string }) {
  const say = useSay();
  const { account } = usePerson();
  const { rows } = useList('handoffPage');
  const open = inMyName(rows, account).filter((one) => handoff === undefined || one.handoff === handoff);
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="in-your-name">
      <h2 id="in-your-name" className="over">
        {say(ORAL.title)} <span className="soft">{open.length}</span>
      </h2>
      <p className="small soft">{say(ORAL.hint)}</p>
      <ul className="cards">
        {open.map((one) => (
          <li key={`${one.handoff} ${one.office}`} className="ask oral">
            <OneAnswer of={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneAnswer({ of: { handoff, row, office, at, until, word } }: { readonly of: InMyName }) {
  const say = useSay();
  const nameOf = useNameOf();
  const now = useNow(60_000);
  const offices = useStore(useDesk().offices);
  const checkpoint = offices.get(textIn(row, 'checkpoint'));
  const said = word?.said ?? {};
  const line = (name: string, value: string) => (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
  const conditions = Array.isArray(said['conditions']) ? said['conditions'] : [];
  return (
    <>
      <p className="head-line">
        <a className="name-link" href={linkTo(['request', handoff])}>
          {nameOf(row)}
        </a>
        <span className="clock">
          <span className="small soft">{say(ORAL.until)}</span> <Due at={until} />
        </span>
      </p>
      <p className="small soft">{addressIn(row)}</p>
      {word === null ? (
        <p>{say(ORAL.forgotten)}</p>
      ) : (
        <dl className="facts">
          {typeof said['answer'] === 'string'
            ? line(say(ORAL.answer), say(valueWords(said['answer'], 'answer')))
            : null}
          {QUESTIONS.map((question) => {
            const reply = said[question];
            return typeof reply === 'string' ? (
              <div key={question} className="question">
                {line(say(fieldWords(question)), say(valueWords(reply, question)))}
              </div>
            ) : null;
          })}
          {typeof said['reason'] === 'string'
            ? line(say(fieldWords('reason')), say(valueWords(said['reason'], 'reason')))
            : null}
          {conditions.length === 0
            ? null
            : line(say(COMMUNITY.terms), conditions.map((one) => say(valueWords(String(one)))).join('；'))}
          {typeof said['observationDays'] === 'number'
            ? line(say(COMMUNITY.observationDays), say(COMMUNITY.days(said['observationDays'])))
            : null}
        </dl>
      )}
      {word?.words === undefined || word.words === null ? null : (
        <blockquote lang="zh-CN">
          {word.words === 'erased' ? say(COMMUNITY.erased) : `“${word.words}”`}
        </blockquote>
      )}
      <dl className="facts">
        {line(say(ORAL.recordedBy), checkpoint === undefined ? '' : say(checkpoint))}
        {line(say(ORAL.at), clockTime(at, now))}
      </dl>
      <Dispute handoff={handoff} office={office} />
    </>
  );
}

/** The first tap says that it is not so; the second sends it, with words where there are any. */
function Dispute({ handoff, office }: { readonly handoff: string; readonly office: string }) {
  const say = useSay();
  const { now, send, stop } = useCommand('disputeOralAnswer', handoff);
  const [words, putWords, forget] = useDraft(`dispute ${handoff} ${office}`, '');
  const [isOpen, setIsOpen] = useState(words !== '');
  const field = useRef<HTMLTextAreaElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isOpen && !isFirst.current) field.current?.focus();
    isFirst.current = false;
  }, [isOpen]);
  const dispute = async () => {
    if (now.state === 'sending') return;
    const said = words.trim();
    const outcome = await send({ office, ...(said === '' ? {} : { words: said }) });
    if (outcome.outcome === 'accepted') forget();
  };
  if (!isOpen)
    return (
      <button type="button" className="button whole" onClick={() => setIsOpen(true)}>
        {say(ORAL.dispute)}
      </button>
    );
  const id = `dispute-${handoff}`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void dispute();
      }}
    >
      <div className="field">
        <label className="label" htmlFor={id}>
          {say(ORAL.words)}
          <span className="hint"> {say(FRAME.optional)}</span>
        </label>
        <p className="hint" id={`${id}-hint`}>
          {say(ORAL.consequence)}
        </p>
        <textarea
          ref={field}
          id={id}
          className="input"
          rows={3}
          maxLength={2000}
          aria-describedby={`${id}-hint`}
          value={words}
          onChange={(event) => putWords(event.target.value)}
        />
      </div>
      <Sent now={now} onStop={stop} />
      <div className="buttons">
        <button type="submit" className="button primary grave" aria-disabled={now.state === 'sending'}>
          {say(now.state === 'sending' ? FRAME.sending : ORAL.send)}
        </button>
        <button type="button" className="button" onClick={() => setIsOpen(false)}>
          {say(COMMUNITY.back)}
        </button>
      </div>
    </form>
  );
}
