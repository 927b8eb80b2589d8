/** How a command that was sent fares: waiting, refused, overtaken by something else, or nobody knows. */
import { Conflict } from '../../shared/forms/conflict.tsx';
import type { CommandState } from '../../shared/forms/use-command.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';

export function Sent({
  now,
  handoff,
  onRead,
}: {
  readonly now: CommandState;
  readonly handoff: string;
  /** The person has read what came in between. */
  readonly onRead: (version: number) => void;
}) {
  const say = useSay();
  switch (now.state) {
    case 'refused':
      return (
        <p className="said no" role="alert">
          {now.refusal.message}
          {now.refusal.incident === undefined ? '' : ` ${say(FRAME.incident(now.refusal.incident))}`}
        </p>
      );
    case 'conflict':
      return <Conflict handoff={handoff} since={now.since} onRead={onRead} />;
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
