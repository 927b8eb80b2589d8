/** The connection, said plainly: by a sign, a word, and only then a colour. */
import { clockTime } from '../time.ts';
import { useConnection, useNow } from '../hooks.ts';
import { useSay } from '../words/say.ts';
import { FRAME } from '../words/frame-words.ts';

export function ConnectionChip() {
  const connection = useConnection();
  const say = useSay();
  const now = useNow(10_000);
  const said =
    connection.state === 'offline'
      ? FRAME.offlineSince(clockTime(connection.since, now))
      : FRAME[connection.state];
  return (
    <span className={`chip ${connection.state}`} role="status" data-connection={connection.state}>
      <span className="dot" aria-hidden="true" />
      {say(said)}
    </span>
  );
}
