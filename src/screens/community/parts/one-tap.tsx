/** A command that needs nothing said: one tap, and how it went beside it. */
import type { Body } from '../../shared/api.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, useSay } from '../../shared/words/say.ts';
import { Sent } from './sent.tsx';

type Tapped = 'confirmArrival' | 'acknowledgeRuling' | 'acceptTransfer' | 'confirmShiftNote';

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
      <Sent now={now} onStop={stop} />
    </div>
  );
}
