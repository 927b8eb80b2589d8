/**
 * Somebody whose case is open already: where it lies, and how it comes here. Another checkpoint's case says its place and
 * number and nothing of the person; it comes over when an officer of that checkpoint lets it go in the second window.
 */
import { useState } from 'react';
import type { OpenCase } from '../../../contract/doors.ts';
import { COMMAND_FACTS } from '../../shared/command-facts.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { SecondPerson } from '../../shared/frame/second-person.tsx';
import { useDesk, usePerson, useStore } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { Sent } from './sent.tsx';

export function OpenElsewhere({
  of: { handoff, checkpoint },
  onTaken,
}: {
  readonly of: OpenCase;
  /** The case there is closed now; what begins here continues it. */
  readonly onTaken?: (handoff: string) => void;
}) {
  const say = useSay();
  const { scope } = usePerson();
  const office = useStore(useDesk().offices).get(checkpoint);
  const { now, send } = useCommand('takeOverHandoff', handoff);
  const [wantsSecond, setWantsSecond] = useState(false);
  const isHere = checkpoint === scope;
  const take = async (stepUp: string) => {
    const sent = await send({ toCheckpoint: scope }, { stepUp });
    if (sent.outcome === 'accepted') onTaken?.(handoff);
  };
  return (
    <div className="said wait" data-elsewhere>
      <p>
        {say(
          CHECKPOINT.openAt(office === undefined ? checkpoint : say(office), handoff.slice(-6).toUpperCase()),
        )}
      </p>
      {isHere ? (
        <p>
          <a className="button" href={linkTo(['queue', handoff])}>
            {say(CHECKPOINT.openThatCase)}
          </a>
        </p>
      ) : now.state === 'accepted' ? (
        <p role="status">{say(CHECKPOINT.takenOver)}</p>
      ) : (
        <>
          <p className="hint">{say(CHECKPOINT.takeOverHint)}</p>
          <button
            type="button"
            className="button"
            data-act="takeOverHandoff"
            aria-disabled={now.state === 'sending'}
            onClick={() => setWantsSecond(true)}
          >
            {say(COMMAND_FACTS.takeOverHandoff)}
          </button>
          <Sent now={now} />
        </>
      )}
      {wantsSecond ? (
        <SecondPerson
          command="takeOverHandoff"
          streamId={handoff}
          onCancel={() => setWantsSecond(false)}
          onProved={(token) => {
            setWantsSecond(false);
            void take(token);
          }}
        />
      ) : null}
    </div>
  );
}
