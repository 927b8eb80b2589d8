/** The clock of a wait, with what it counts said beside it. */
import { useNow } from '../../shared/hooks.ts';
import { Due } from '../../shared/ui/due.tsx';
import { useSay } from '../../shared/words/say.ts';
import { COMMUNITY } from '../words.ts';

export function Clock({ at }: { readonly at: number | null }) {
  const say = useSay();
  const now = useNow();
  if (at === null) return null;
  return (
    <span className="clock">
      <span className="small soft">{say(at < now ? COMMUNITY.late : COMMUNITY.left)}</span> <Due at={at} />
    </span>
  );
}
