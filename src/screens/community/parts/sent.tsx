/** How the sending of one command goes, where it does not simply arrive: a "no" in words, waiting for the net, given up. */
import type { CommandState } from '../../shared/forms/use-command.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';

export function Sent({ now, onStop }: { readonly now: CommandState; readonly onStop: () => void }) {
  const say = useSay();
  return (
    <>
      {now.state === 'refused' ? (
        <p className="said no" role="alert">
          {now.refusal.message}
        </p>
      ) : null}
      {now.state === 'sending' && now.tries > 0 ? (
        <div className="said wait" role="status">
          <p>{say(FRAME.sendingAgain(now.tries))}</p>
          <button type="button" className="button" onClick={onStop}>
            {say(FRAME.stopTrying)}
          </button>
        </div>
      ) : null}
      {now.state === 'unsent' ? (
        <p className="said wait" role="status">
          {say(FRAME.unsent)}
        </p>
      ) : null}
    </>
  );
}
