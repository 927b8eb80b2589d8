/**
 * What can be done with a thing, and what cannot and why: both come with its row.
 * One act is open at a time; which one stands in the address, so that a list can lead straight to it.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CommandType } from '../../../contract/commands.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { COMMAND_FACTS } from '../command-facts.ts';
import { CommandForm, type CommandFormProps } from '../forms/command-form.tsx';
import type { FormOf } from '../forms/describe.ts';
import { usePlace } from '../hooks.ts';
import { filterBy } from '../router.ts';
import { allowedIn } from '../rows.ts';
import { DESK } from '../words/desk-words.ts';
import { refusalSaid, type Said, useSay } from '../words/say.ts';

export interface Act {
  readonly type: CommandType;
  /** True, or the code of the refusal. */
  readonly allowed: true | string;
  /** The form that is shown when it is chosen. */
  readonly form: (close: (isDone: boolean) => void) => ReactNode;
  /** Where the command's own word does not say enough. */
  readonly words?: Said;
  /** Done before anything else here. */
  readonly isFirst?: boolean;
}

/** An act of one command on this row, where its role may try it. */
export function actOn<T extends CommandType>(
  row: Delivered,
  type: T,
  fields: FormOf<T>,
  more: Partial<Omit<CommandFormProps<T>, 'type' | 'fields'>> & Pick<Act, 'words' | 'isFirst'> = {},
): readonly Act[] {
  const allowed = allowedIn(row, type);
  const { words, isFirst, ...props } = more;
  return allowed === undefined
    ? []
    : [
        {
          type,
          allowed,
          ...(words === undefined ? {} : { words }),
          ...(isFirst === undefined ? {} : { isFirst }),
          form: (close) => (
            <CommandForm
              type={type}
              streamId={row.key}
              fields={fields}
              basedOn={row.version}
              {...props}
              onDone={(outcome) => {
                props.onDone?.(outcome);
                close(true);
              }}
              onCancel={() => close(false)}
            />
          ),
        },
      ];
}

export function Acts({ of }: { readonly of: readonly Act[] }) {
  const say = useSay();
  const { query } = usePlace();
  const [done, setDone] = useState<Said | null>(null);
  const shown = useRef<HTMLDivElement>(null);
  const open = of.find(({ type }) => type === query.get('act'));
  const opened = open?.type;
  useEffect(() => {
    if (opened !== undefined) shown.current?.focus();
  }, [opened]);
  const possible = of.filter(({ allowed }) => allowed === true);
  const shut = of.filter(({ allowed }) => allowed !== true);
  const wordsOf = ({ type, words }: Act) => say(words ?? COMMAND_FACTS[type]);
  return (
    <section aria-labelledby="acts" className="sheet">
      <h2 id="acts">{say(DESK.acts)}</h2>
      <p role="status" className={done === null ? 'unseen' : 'said'}>
        {done === null ? '' : say(DESK.done(say(done)))}
      </p>
      {possible.length === 0 && open === undefined ? <p className="soft">{say(DESK.shutAll)}</p> : null}
      <div className="buttons">
        {possible.map((act) => (
          <button
            key={act.type}
            type="button"
            className={`button${act.isFirst === true ? ' primary' : ''}`}
            aria-pressed={act.type === opened}
            onClick={() => {
              setDone(null);
              filterBy({ act: act.type === opened ? '' : act.type });
            }}
          >
            {wordsOf(act)}
          </button>
        ))}
      </div>
      {open === undefined ? null : (
        <div className="opened" ref={shown} tabIndex={-1}>
          {open.allowed === true ? null : (
            <p className="said wait" role="alert">
              {say(refusalSaid(open.allowed))}
            </p>
          )}
          {open.form((isDone) => {
            if (isDone) setDone(open.words ?? COMMAND_FACTS[open.type]);
            filterBy({ act: '' });
          })}
        </div>
      )}
      {shut.length === 0 ? null : (
        <details className="shut">
          <summary>{say(DESK.shut)}</summary>
          <dl>
            {shut.map((act) => (
              <div key={act.type}>
                <dt>{wordsOf(act)}</dt>
                <dd>{say(refusalSaid(String(act.allowed)))}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}
