/**
 * An answer by telephone: the worker is identified by a code read back from their registered channel, the recording notice is
 * read out, and the three questions are put one after the other.
 */
import { useState } from 'react';
import {
  ANSWERS,
  CONDITION_NAMES,
  QUESTIONS,
  REFUSAL_REASONS,
  REPLIES,
  type Reply,
} from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { SPOKEN } from '../../../contract/telephone.ts';
import type { Body, Entry } from '../../shared/api.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDraft } from '../../shared/hooks.ts';
import { dueOf } from '../../shared/rows.ts';
import { fieldWords, useSay, valueWords } from '../../shared/words/say.ts';
import { Choices } from '../evidence/fields.tsx';
import { useReach } from '../post/post.ts';
import { CHECKPOINT } from '../words.ts';
import { offered } from './act.tsx';
import { noteConflict, restsOn } from './overtaken.ts';
import { about, CodeLeft, Notice } from './read-out.tsx';
import { Sent } from './sent.tsx';
import { NO_VOICE, UNREGISTERED, type Voice, WhichVoice } from './which-voice.tsx';

type Oral = Body<'recordOralAnswer'>;

interface Typed {
  readonly voice: Voice;
  readonly code: string;
  readonly notice: boolean;
  readonly replies: Readonly<Partial<Record<(typeof QUESTIONS)[number], Reply>>>;
  readonly answer: string;
  readonly reason: string;
  readonly conditions: NonNullable<Oral['conditions']>;
  readonly days: string;
  readonly words: string;
}
const NOTHING: Typed = {
  voice: NO_VOICE,
  code: '',
  notice: false,
  replies: {},
  answer: '',
  reason: '',
  conditions: [],
  days: '',
  words: '',
};

const ANSWER_OPTIONS = Object.entries(ANSWERS).map(([value, words]) => ({ value, words }));
const REASON_OPTIONS = Object.entries(REFUSAL_REASONS).map(([value, words]) => ({ value, words }));
const DAYS_OPTIONS = [
  { value: '', words: CHECKPOINT.noObservation },
  ...[3, 7, 14].map((days) => ({ value: String(days), words: CHECKPOINT.days(days) })),
];
const REPLY_OPTIONS = REPLIES.map((value) => ({ value, words: valueWords(value) }));

/** The next question is put once the one before it was not answered with no: then what is left is moot. */
const putAfter = (replies: Typed['replies']) =>
  QUESTIONS.filter((_, i) =>
    QUESTIONS.slice(0, i).every((before) => replies[before] === 'yes' || replies[before] === 'notSure'),
  );

export function OralAnswer({
  of,
  office,
  entries,
}: {
  readonly of: Delivered;
  readonly office: string;
  readonly entries: readonly Entry[];
}) {
  const say = useSay();
  const workers = useReach(office)
    .staff.filter(({ hasChannel }) => hasChannel)
    .sort((one, other) => Number(other.isOnDuty) - Number(one.isOnDuty));
  const [typed, put, forget] = useDraft<Typed>(`oral answer ${of.key} ${office}`, NOTHING);
  const code = useCommand('issueReadBackCode', of.key);
  const oral = useCommand('recordOralAnswer', of.key);
  const [tries, setTries] = useState(0);
  const only = workers.length === 1 ? (workers[0]?.account ?? '') : '';
  const voice = typed.voice.worker === '' ? { ...typed.voice, worker: only } : typed.voice;
  const worker = voice.worker === UNREGISTERED ? '' : voice.worker;
  const isIssued = dueOf(of.row, 'readBackCodeDue') !== null;
  const may = offered(of, 'issueReadBackCode');
  const { replies } = typed;
  const put3 = typed.notice ? putAfter(replies) : [];

  const record = async () => {
    const sent = await oral.send(
      {
        office,
        worker,
        code: typed.code.trim(),
        recordingNoticeRead: typed.notice,
        ...Object.fromEntries(
          put3.flatMap((one) => (replies[one] === undefined ? [] : [[one, replies[one]]])),
        ),
        ...(typed.answer === '' ? {} : { answer: typed.answer as NonNullable<Oral['answer']> }),
        ...(typed.answer === 'refuse' && typed.reason !== ''
          ? { reason: typed.reason as NonNullable<Oral['reason']> }
          : {}),
        ...(typed.answer === 'accept' && typed.conditions.length > 0
          ? { conditions: [...typed.conditions] }
          : {}),
        ...(typed.answer === 'accept' && typed.days !== '' ? { observationDays: Number(typed.days) } : {}),
        ...(typed.words.trim() === '' ? {} : { words: typed.words.trim() }),
      },
      { basedOn: restsOn(of) },
    );
    noteConflict(of.key, sent);
    if (sent.outcome === 'accepted') forget();
    else setTries(tries + 1);
  };

  return (
    <details className="oral" open={isIssued}>
      <summary>{say(CHECKPOINT.identify)}</summary>
      <WhichVoice
        office={office}
        workers={workers}
        voice={voice}
        entries={entries}
        onVoice={(chosen) => put({ ...typed, voice: chosen })}
      />
      {may === true && worker !== '' ? (
        <button
          type="button"
          className="button"
          data-act="issueReadBackCode"
          aria-disabled={code.now.state === 'sending'}
          onClick={() => void code.send({ office, worker })}
        >
          {say(CHECKPOINT.sendCode)}
        </button>
      ) : may === true || may === null ? null : (
        <p className="why">{say(may)}</p>
      )}
      <Sent now={code.now} />
      {isIssued ? (
        <>
          <CodeLeft of={of} worker={worker} tries={tries} />
          <Notice isRead={typed.notice} onRead={(notice) => put({ ...typed, notice })} />
          <label className="field">
            <span className="label">{say(CHECKPOINT.readBack)}</span>
            <input
              className="input code"
              autoComplete="off"
              value={typed.code}
              onChange={(event) => put({ ...typed, code: event.target.value })}
            />
          </label>
          {typed.notice ? null : <p className="hint">{say(CHECKPOINT.noticeFirst)}</p>}
          {put3.map((question) => (
            <Choices
              key={question}
              label={SPOKEN[question](about(of))}
              options={REPLY_OPTIONS}
              chosen={replies[question] ?? ''}
              onChoose={(reply) => put({ ...typed, replies: { ...replies, [question]: reply as Reply } })}
            />
          ))}
          {!typed.notice || replies.isRegisteredResident === undefined ? null : (
            <Choices
              label={fieldWords('answer')}
              options={ANSWER_OPTIONS}
              chosen={typed.answer}
              onChoose={(answer) => put({ ...typed, answer })}
            />
          )}
          {typed.answer === 'refuse' ? (
            <Choices
              label={fieldWords('reason')}
              options={REASON_OPTIONS}
              chosen={typed.reason}
              onChoose={(reason) => put({ ...typed, reason })}
            />
          ) : null}
          {typed.answer === 'accept' ? <Terms typed={typed} onTyped={put} /> : null}
          <label className="field">
            <span className="label">{say(fieldWords('words'))}</span>
            <textarea
              className="input"
              rows={2}
              value={typed.words}
              onChange={(event) => put({ ...typed, words: event.target.value })}
            />
          </label>
          <Sent now={oral.now} />
          <button
            type="button"
            className="button primary"
            data-act="recordOralAnswer"
            aria-disabled={oral.now.state === 'sending'}
            onClick={() => void record()}
          >
            {say(CHECKPOINT.oralAnswer)}
          </button>
        </>
      ) : null}
    </details>
  );
}

/** On what terms they receive: asked on the telephone too, because the traveller hears them before anything is signed. */
function Terms({ typed, onTyped }: { readonly typed: Typed; readonly onTyped: (typed: Typed) => void }) {
  const say = useSay();
  const { conditions } = typed;
  return (
    <>
      <fieldset className="field">
        <legend>{say(CHECKPOINT.conditions)}</legend>
        <div className="choices tight">
          {CONDITION_NAMES.map((one) => {
            const has = conditions.includes(one);
            return (
              <label key={one} className={`choice${has ? ' chosen' : ''}`}>
                <input
                  type="checkbox"
                  checked={has}
                  onChange={() =>
                    onTyped({
                      ...typed,
                      conditions: has ? conditions.filter((other) => other !== one) : [...conditions, one],
                    })
                  }
                />
                {say(valueWords(one))}
              </label>
            );
          })}
        </div>
      </fieldset>
      <Choices
        label={fieldWords('observationDays')}
        options={DAYS_OPTIONS}
        chosen={typed.days}
        onChoose={(days) => onTyped({ ...typed, days })}
      />
    </>
  );
}
