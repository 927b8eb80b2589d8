/**
 * A button for one command of the case: what it does when pressed, or why it cannot be pressed now.
 *
 * A command with nothing to fill in is sent at once; one with a form opens it in a window. What is not for this point of the
 * case is not offered; what is shut for another reason says the reason beside the button.
 */
import { type ReactNode, useId, useState } from 'react';
import type { CommandType } from '../../../contract/commands.ts';
import type { Delivered } from '../../../contract/doors.ts';
import type { Body } from '../../shared/api.ts';
import { COMMAND_FACTS } from '../../shared/command-facts.ts';
import type { FormOf } from '../../shared/forms/describe.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import type { Typed } from '../../shared/forms/read.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { allowedIn } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { refusalSaid, type Said, useSay } from '../../shared/words/say.ts';
import { Dialog } from '../dialog.tsx';
import { noteConflict, restsOn } from './overtaken.ts';
import { Sent } from './sent.tsx';

/** Said by structure: the command belongs to another point of the case. */
const ELSEWHERE: ReadonlySet<string> = new Set(['notInThisState', 'handoffIsClosed']);

interface Shared {
  readonly of: Delivered;
  readonly label?: Said;
  readonly isPrimary?: boolean;
  readonly isGrave?: boolean;
}

/** Whether a command can be pressed, is shut for a reason, or is not offered here at all. */
export function offered(of: Delivered, type: CommandType): true | Said | null {
  const allowed = allowedIn(of, type);
  if (allowed === true) return true;
  return allowed === undefined || ELSEWHERE.has(allowed) ? null : refusalSaid(allowed);
}

function ActButton({
  type,
  of,
  label,
  isPrimary,
  isGrave,
  isBusy = false,
  onPress,
}: Shared & { readonly type: CommandType; readonly isBusy?: boolean; readonly onPress: () => void }) {
  const say = useSay();
  const id = useId();
  const may = offered(of, type);
  if (may === null) return null;
  const isShut = may !== true;
  const look = isShut ? '' : isPrimary === true ? ' primary' : isGrave === true ? ' grave' : '';
  return (
    <span className="act">
      <button
        type="button"
        className={`button${look}`}
        data-act={type}
        aria-disabled={isShut || isBusy}
        {...(isShut ? { 'aria-describedby': id } : {})}
        onClick={() => {
          if (!isShut && !isBusy) onPress();
        }}
      >
        {say(isBusy ? FRAME.sending : (label ?? COMMAND_FACTS[type]))}
      </button>
      {isShut ? (
        <span className="why" id={id}>
          {say(may)}
        </span>
      ) : null}
    </span>
  );
}

/** Sent as soon as it is pressed. */
export function Act<T extends CommandType>({
  type,
  body,
  onDone,
  ...rest
}: Shared & { readonly type: T; readonly body: Body<T>; readonly onDone?: () => void }) {
  const { of } = rest;
  const { now, send } = useCommand(type, of.key);
  const press = async () => {
    const outcome = await send(body, COMMAND_FACTS[type].rests === true ? { basedOn: restsOn(of) } : {});
    noteConflict(of.key, outcome);
    if (outcome.outcome === 'accepted') onDone?.();
  };
  return (
    <>
      <ActButton type={type} {...rest} isBusy={now.state === 'sending'} onPress={() => void press()} />
      <Sent now={now} />
    </>
  );
}

/** Opens its form in a window. */
export function ActWithForm<T extends CommandType>({
  type,
  fields,
  first,
  check,
  about,
  onDone,
  ...rest
}: Shared & {
  readonly type: T;
  readonly fields: FormOf<T>;
  readonly first?: Typed;
  readonly check?: (typed: Typed) => Readonly<Record<string, Said>>;
  /** Said above the form: what it rests on, what follows from it. */
  readonly about?: ReactNode;
  readonly onDone?: () => void;
}) {
  const { of, label } = rest;
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ActButton type={type} {...rest} onPress={() => setIsOpen(true)} />
      {isOpen ? (
        <Dialog label={say(label ?? COMMAND_FACTS[type])} onClose={() => setIsOpen(false)}>
          {about}
          <CommandForm
            type={type}
            streamId={of.key}
            fields={fields}
            basedOn={of.version}
            {...(first === undefined ? {} : { first })}
            {...(check === undefined ? {} : { check })}
            onDone={() => {
              setIsOpen(false);
              onDone?.();
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}
