/** The clock of a wait, with what it counts said beside it. */
import type { Delivered } from '../../../contract/doors.ts';
import { useNow } from '../../shared/hooks.ts';
import { Due } from '../../shared/ui/due.tsx';
import { type Said, useSay } from '../../shared/words/say.ts';
import { clockOf, type Phase } from '../case.ts';
import { COMMUNITY } from '../words.ts';

const COUNTS: Readonly<Partial<Record<Phase, Said>>> = {
  consented: COMMUNITY.heldFor,
  expected: COMMUNITY.dueIn,
};

export function Clock({ row, phase }: { readonly row: Delivered['row']; readonly phase: Phase }) {
  const say = useSay();
  const now = useNow();
  const at = clockOf(row, phase);
  if (at === null) return null;
  return (
    <span className="clock">
      <span className="small soft">{say(at < now ? COMMUNITY.late : (COUNTS[phase] ?? COMMUNITY.left))}</span>{' '}
      <Due at={at} />
    </span>
  );
}
