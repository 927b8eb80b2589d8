/**
 * The form of a command, from its description: labels over fields, what is wrong at the top and at the field, nothing typed
 * lost by an update, a conflict, a sign-in or a reload.
 */
import { type FormEvent, useId, useRef, useState } from 'react';
import type { CommandType } from '../../../contract/commands.ts';
import type { Body, Outcome } from '../api.ts';
import { COMMAND_FACTS } from '../command-facts.ts';
import { SecondPerson } from '../frame/second-person.tsx';
import { useDraft } from '../hooks.ts';
import { FRAME } from '../words/frame-words.ts';
import { fieldWords, type Said, useSay } from '../words/say.ts';
import { Conflict } from './conflict.tsx';
import type { AnyFields, FormOf } from './describe.ts';
import { FieldView } from './field-view.tsx';
import { readForm, type Typed } from './read.ts';
import { useCommand } from './use-command.ts';

export interface CommandFormProps<T extends CommandType> {
  readonly type: T;
  /** Null where the command begins its stream. */
  readonly streamId: string | null;
  readonly fields: FormOf<T>;
  /** The version of the row this form was opened on. */
  readonly basedOn?: number;
  /** What stands in the fields before anything is typed, by path. */
  readonly first?: Typed;
  /** What is wrong with what was typed beyond being missing, by path: said at the field, and nothing is sent. */
  readonly check?: (typed: Typed) => Readonly<Record<string, Said>>;
  readonly onDone?: (outcome: Extract<Outcome, { outcome: 'accepted' }>) => void;
  readonly onCancel?: () => void;
}

export function CommandForm<T extends CommandType>({
  type,
  streamId,
  fields,
  basedOn,
  first = {},
  check,
  onDone,
  onCancel,
}: CommandFormProps<T>) {
  const facts = COMMAND_FACTS[type];
  const say = useSay();
  const id = useId();
  const summary = useRef<HTMLDivElement>(null);
  const [typed, put, forget] = useDraft<Typed>(`${type} ${streamId ?? ''}`, first);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [base, setBase] = useState(basedOn);
  const [wantsSecond, setWantsSecond] = useState(false);
  const { now, send, stop } = useCommand(type, streamId);
  const described = fields as unknown as AnyFields;
  const remarks = check?.(typed) ?? {};
  const isSending = now.state === 'sending';

  const dispatch = async (stepUp?: string) => {
    const outcome = await send(readForm(described, typed).body as Body<T>, {
      ...(facts.rests === true && base !== undefined ? { basedOn: base } : {}),
      ...(stepUp === undefined ? {} : { stepUp }),
    });
    if (outcome.outcome === 'accepted') {
      forget();
      onDone?.(outcome);
    }
    if (outcome.outcome === 'refused' && outcome.refusal.field !== undefined)
      setWrong([outcome.refusal.field]);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    const missing = [...new Set([...readForm(described, typed).wrong, ...Object.keys(remarks)])];
    setWrong(missing);
    if (missing.length > 0) summary.current?.focus();
    else if (facts.secondPerson === true) setWantsSecond(true);
    else void dispatch();
  };

  return (
    <>
      <form onSubmit={submit} noValidate aria-labelledby={`${id}title`}>
        <h2 id={`${id}title`}>{say(facts)}</h2>
        <div ref={summary} tabIndex={-1}>
          {wrong.length > 0 && now.state !== 'refused' ? (
            <div className="said no" role="alert">
              <h3>{say(FRAME.checkForm)}</h3>
              <ul>
                {wrong.map((path) => (
                  <li key={path}>
                    <a
                      href={`#${id}${path}`}
                      onClick={(event) => {
                        // The address behind the # is the page's own.
                        event.preventDefault();
                        document.getElementById(`${id}${path}`)?.focus();
                      }}
                    >
                      {say(fieldWords(path.split('.').pop() ?? path, type))}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          {now.state === 'refused' ? (
            <p className="said no" role="alert">
              {now.refusal.message}
              {now.refusal.incident === undefined ? '' : ` ${say(FRAME.incident(now.refusal.incident))}`}
            </p>
          ) : null}
        </div>
        {now.state === 'conflict' && streamId !== null ? (
          <Conflict handoff={streamId} since={now.since} onRead={setBase} />
        ) : null}
        {Object.entries(described).map(([name, field]) => (
          <FieldView
            key={name}
            id={id}
            path={name}
            command={type}
            field={field}
            typed={typed}
            wrong={wrong}
            remarks={remarks}
            onTyped={(path, value) => put({ ...typed, [path]: value })}
          />
        ))}
        {isSending && now.tries > 0 ? (
          <p className="said wait" role="status">
            {say(FRAME.sendingAgain(now.tries))}
          </p>
        ) : null}
        {now.state === 'unsent' ? (
          <p className="said wait" role="status">
            {say(FRAME.unsent)}
          </p>
        ) : null}
        <div className="buttons">
          <button type="submit" className="button primary" aria-disabled={isSending}>
            {say(isSending ? FRAME.sending : facts)}
          </button>
          {isSending && now.tries > 0 ? (
            <button type="button" className="button" onClick={stop}>
              {say(FRAME.stopTrying)}
            </button>
          ) : null}
          {onCancel === undefined || isSending ? null : (
            <button type="button" className="button" onClick={onCancel}>
              {say(FRAME.cancel)}
            </button>
          )}
        </div>
      </form>
      {wantsSecond ? (
        <SecondPerson
          command={type}
          streamId={facts.starts === true ? null : streamId}
          onCancel={() => setWantsSecond(false)}
          onProved={(token) => {
            setWantsSecond(false);
            void dispatch(token);
          }}
        />
      ) : null}
    </>
  );
}
