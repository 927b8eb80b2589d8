/** How a command that was sent fares: waiting, refused, or nobody knows. What came in between stands at the head of the case. */
import type { CommandState } from '../../shared/forms/use-command.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';

export function Sent({ now }: { readonly now: CommandState }) {
  const say = useSay();
  switch (now.state) {
    case 'refused':
      return (
        <p className="said no" role="alert">
          {now.refusal.message}
          {now.refusal.incident === undefined ? '' : ` ${say(FRAME.incident(now.refusal.incident))}`}
        </p>
      );
    case 'sending':
      return now.tries === 0 ? null : (
        <p className="said wait" role="status">
          {say(FRAME.sendingAgain(now.tries))}
        </p>
      );
    case 'unsent':
      return (
        <p className="said wait" role="status">
          {say(FRAME.unsent)}
        </p>
      );
    default:
      return null;
  }
}
