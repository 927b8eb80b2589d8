/** A command that needs nothing said: one tap, and how it went beside it. */
import type { Body } from '../../shared/api.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, useSay } from '../../shared/words/say.ts';

type Tapped = 'confirmArrival' | 'acknowledgeRuling' | 'acceptTransfer';

export function OneTap<T extends Tapped>({
  type,
  streamId,
  body,
  words,
}: {
  readonly type: T;
  readonly streamId: string;
  readonly body: Body<T>;
  readonly words: Said;
}) {
  const say = useSay();
  const { now, send, stop } = useCommand(type, streamId);
  const isSending = now.state === 'sending';
  return (
    <div className="one-tap">
      <button
        type="button"
        className="button primary whole"
        aria-disabled={isSending}
        onClick={() => {
          if (!isSending) void send(body);
        }}
      >
        {say(isSending ? FRAME.sending : words)}
      </button>
      {now.state === 'refused' ? (
        <p className="said no" role="alert">
          {now.refusal.message}
        </p>
      ) : null}
      {now.state === 'sending' && now.tries > 0 ? (
        <div className="said wait" role="status">
          <p>{say(FRAME.sendingAgain(now.tries))}</p>
          <button type="button" className="button" onClick={stop}>
            {say(FRAME.stopTrying)}
          </button>
        </div>
      ) : null}
      {now.state === 'unsent' ? (
        <p className="said wait" role="status">
          {say(FRAME.unsent)}
        </p>
      ) : null}
    </div>
  );
}
