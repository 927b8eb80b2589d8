/**
 * An answer by telephone: the worker is identified by a code read back from their registered channel, the recording notice is
 * read out, and the three questions are put one after the other.
 */
import {
  ANSWERS,
  CONDITION_NAMES,
  QUESTIONS,
  REFUSAL_REASONS,
  REPLIES,
  type Reply,
} from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import type { Body } from '../../shared/api.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDraft } from '../../shared/hooks.ts';
import { dueOf } from '../../shared/rows.ts';
import { Due } from '../../shared/ui/due.tsx';
import { fieldWords, useSay, valueWords } from '../../shared/words/say.ts';
import { Choices } from '../evidence/fields.tsx';
import { useStaff } from '../post/post.ts';
import { CHECKPOINT } from '../words.ts';
import { offered } from './act.tsx';
import { noteConflict, restsOn } from './overtaken.ts';
import { Sent } from './sent.tsx';

type Oral = Body<'recordOralAnswer'>;

interface Typed {
  readonly worker: string;
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
  worker: '',
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

export function OralAnswer({ of, office }: { readonly of: Delivered; readonly office: string }) {
  const say = useSay();
  const workers = useStaff(office)
    .filter(({ hasChannel }) => hasChannel)
    .sort((one, other) => Number(other.isOnDuty) - Number(one.isOnDuty));
  const [typed, put, forget] = useDraft<Typed>(`oral answer ${of.key} ${office}`, NOTHING);
  const code = useCommand('issueReadBackCode', of.key);
  const oral = useCommand('recordOralAnswer', of.key);
  const worker = typed.worker === '' && workers.length === 1 ? (workers[0]?.account ?? '') : typed.worker;
  const isIssued = dueOf(of.row, 'readBackCodeDue') !== null;
  const may = offered(of, 'issueReadBackCode');
  const { replies } = typed;
  /** The next question is put when the one before it was answered with yes. */
  const put3 = QUESTIONS.filter((_, i) => QUESTIONS.slice(0, i).every((before) => replies[before] === 'yes'));

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
  };

  return (
    <details className="oral" open={isIssued}>
      <summary>{say(CHECKPOINT.identify)}</summary>
      {workers.length === 0 ? (
        <p className="why">{say(CHECKPOINT.noWorker)}</p>
      ) : (
        <label className="field">
          <span className="label">{say(CHECKPOINT.whichWorker)}</span>
          <select
            className="input"
            value={worker}
            onChange={(event) => put({ ...typed, worker: event.target.value })}
          >
            <option value="">—</option>
            {workers.map(({ account, surname, staffNumber, isOnDuty }) => (
              <option key={account} value={account}>
                {surname} {staffNumber} {isOnDuty ? say(CHECKPOINT.isOnDuty) : ''}
              </option>
            ))}
          </select>
        </label>
      )}
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
          <p role="status">
            {say(CHECKPOINT.codeSent)} <Due at={dueOf(of.row, 'readBackCodeDue')} />
          </p>
          <label className="field">
            <span className="label">{say(CHECKPOINT.readBack)}</span>
            <input
              className="input code"
              autoComplete="off"
              value={typed.code}
              onChange={(event) => put({ ...typed, code: event.target.value })}
            />
          </label>
          <label className={`choice${typed.notice ? ' chosen' : ''}`}>
            <input
              type="checkbox"
              checked={typed.notice}
              onChange={(event) => put({ ...typed, notice: event.target.checked })}
            />
            {say(CHECKPOINT.noticeRead)}
          </label>
          {put3.map((question) => (
            <Choices
              key={question}
              label={fieldWords(question)}
              options={REPLY_OPTIONS}
              chosen={replies[question] ?? ''}
              onChoose={(reply) => put({ ...typed, replies: { ...replies, [question]: reply as Reply } })}
            />
          ))}
          {replies.isRegisteredResident === undefined ? null : (
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
