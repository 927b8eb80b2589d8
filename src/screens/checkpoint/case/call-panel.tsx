/** The telephone: the number from the directory in large figures, a clock for the attempt, and how it ended by a digit. */
import { useEffect, useRef, useState } from 'react';
import { CALL_OUTCOMES } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import type { Entry } from '../../shared/api.ts';
import { houseNow } from '../../shared/clock.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDesk, useDraft, useNow, useStore } from '../../shared/hooks.ts';
import { grouped } from '../../shared/masks.ts';
import { countdown } from '../../shared/time.ts';
import { useSay } from '../../shared/words/say.ts';
import { useKey } from '../keys.tsx';
import { useReach } from '../post/post.ts';
import { isTyping } from '../typing.ts';
import { CHECKPOINT } from '../words.ts';
import { offered } from './act.tsx';
import { callsTo, type DutyNumber, ladderOf, nextNumber } from './ladder.ts';
import { Late, useLate } from './late.tsx';
import { Numbers } from './numbers.tsx';
import { OralAnswer } from './oral-answer.tsx';
import { Sent } from './sent.tsx';
import { isAt, officeOf } from './this-case.ts';
import { AfterCall } from './what-follows.tsx';

/** None of these is an answer; what an identified voice says is recorded below. */
const OUTCOMES = [
  'noAnswer',
  'busy',
  'wrongNumber',
  'hungUp',
  'refusedToBeNamed',
  'spokeUnidentified',
] as const;

interface Calling {
  readonly since: number | null;
  readonly number: string;
  readonly words: string;
}

export function CallPanel({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const office = officeOf(of);
  const found = useStore(useDesk().offices).get(office ?? '');
  const may = offered(of, 'recordCall');
  if (office === null || found === undefined || may === null)
    return (
      <section className="sheet" aria-labelledby="call">
        <h2 id="call">{say(CHECKPOINT.call)}</h2>
        <p className="soft">{say(CHECKPOINT.nobodyToCall)}</p>
      </section>
    );
  return (
    <section className="sheet call" aria-labelledby="call">
      <h2 id="call">
        {say(CHECKPOINT.call)} · {say(found)}
      </h2>
      <Call
        key={office}
        of={of}
        office={office}
        numbers={found.numbers.map((number, i) => ({ number, hours: found.hours?.[i] ?? '' }))}
        calls={callsTo(entries, office)}
      />
      <AfterCall of={of} entries={entries} />
      {isAt(of, 'open.consent.asked') && !isAt(of, 'open.consent.asked.supervisor') ? (
        <OralAnswer key={`oral ${office}`} of={of} office={office} entries={entries} />
      ) : null}
    </section>
  );
}

function Call({
  of,
  office,
  numbers,
  calls,
}: {
  readonly of: Delivered;
  readonly office: string;
  readonly numbers: readonly DutyNumber[];
  readonly calls: readonly Entry[];
}) {
  const say = useSay();
  const attempts = calls.length;
  const { cooling } = useReach(office);
  const clock = useNow();
  const ladder = ladderOf(
    numbers,
    calls,
    new Map(cooling.map(({ number: one, until }) => [one, until])),
    clock,
  );
  const next = nextNumber(ladder)?.number ?? '';
  const [calling, put, forget] = useDraft<Calling>(`calling ${of.key} ${office}`, {
    since: null,
    number: next,
    words: '',
  });
  const { now, send } = useCommand('recordCall', of.key);
  // Whoever chose a number calls that one; after each call the next of the ladder is offered.
  const [chosen, choose] = useState<{ readonly number: string; readonly after: number } | null>(null);
  const since = calling.since;
  const late = useLate(`call ${of.key} ${office}`);
  /** A call that was made before it could be entered has no clock, only its end. */
  const isCalling = since !== null || late.isEarlier;
  const number = since === null ? (chosen?.after === attempts ? chosen.number : next) : calling.number;
  const start = () => put({ since: houseNow(), number, words: '' });
  const end = async (outcome: (typeof OUTCOMES)[number]) => {
    if (!isCalling || now.state === 'sending' || !late.isSound()) return;
    const seconds = since === null ? 0 : Math.max(0, Math.round((houseNow() - since) / 1000));
    const words = calling.words.trim();
    const sent = await send(
      { office, number, outcome, seconds, ...(words === '' ? {} : { words }) },
      late.sent(),
    );
    if (sent.outcome !== 'accepted') return;
    forget();
    late.forget();
  };
  useKey('F4', { label: CHECKPOINT.keyCall, run: isCalling ? () => undefined : start });
  // The digits end the call wherever the focus is, but never while somebody types one.
  const ending = useRef(end);
  ending.current = end;
  useEffect(() => {
    if (!isCalling) return;
    const listen = (event: KeyboardEvent) => {
      const outcome = OUTCOMES[Number(event.key) - 1];
      if (outcome === undefined || event.ctrlKey || event.altKey || event.metaKey || isTyping(event)) return;
      event.preventDefault();
      void ending.current(outcome);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [isCalling]);

  return (
    <>
      <p className="hint">{say(CHECKPOINT.ringHint)}</p>
      <p className="number">{grouped(number)}</p>
      <Numbers
        ladder={ladder}
        chosen={number}
        next={next}
        isShut={since !== null}
        onChoose={(one) => choose({ number: one, after: attempts })}
      />
      {isCalling ? (
        <>
          <p className="call-clock" role="timer">
            {say(CHECKPOINT.attempt(attempts + 1))}{' '}
            {since === null ? null : <b>{countdown(Math.max(clock, since), since)}</b>}
          </p>
          <label className="field">
            <span className="label">{say(CHECKPOINT.saidOnCall)}</span>
            <textarea
              className="input"
              rows={2}
              maxLength={2000}
              value={calling.words}
              onChange={(event) => put({ ...calling, words: event.target.value })}
            />
          </label>
          <fieldset className="field">
            <legend>{say(CHECKPOINT.endedHow)}</legend>
            <div className="outcomes">
              {OUTCOMES.map((outcome, i) => (
                <button
                  key={outcome}
                  type="button"
                  className="button"
                  aria-disabled={now.state === 'sending'}
                  onClick={() => void end(outcome)}
                >
                  <kbd>{i + 1}</kbd> {say(CALL_OUTCOMES[outcome])}
                </button>
              ))}
            </div>
          </fieldset>
          <button
            type="button"
            className="button plain"
            onClick={() => {
              forget();
              late.forget();
            }}
          >
            {say(CHECKPOINT.notCalling)}
          </button>
        </>
      ) : (
        <p>
          <button type="button" className="button" onClick={start}>
            {say(CHECKPOINT.startCall)} · {say(CHECKPOINT.attempt(attempts + 1))} <kbd>F4</kbd>
          </button>
        </p>
      )}
      {since === null ? <Late of={late} /> : null}
      <Sent now={now} />
    </>
  );
}
