/** A clock that runs towards an instant: calm, soon (five minutes), late. */
import { useNow } from '../hooks.ts';
import { countdown } from '../time.ts';
import { Status } from './status.tsx';

const SOON_MS = 5 * 60_000;

export function Due({ at }: { readonly at: number | null }) {
  const now = useNow();
  if (at === null) return null;
  return (
    <Status mood={at < now ? 'late' : at - now < SOON_MS ? 'soon' : 'calm'}>
      <time dateTime={new Date(at).toISOString()}>{countdown(at, now)}</time>
    </Status>
  );
}
