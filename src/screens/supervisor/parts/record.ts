/** What happened on a case, read again whenever its row changes. */
import type { Entry } from '../../shared/api.ts';
import { useRead } from '../../shared/ui/use-read.ts';

/** The timeline of a case; null until it was read once. What was read stays while it is read again. */
export const useTimeline = (handoff: string, version: number): readonly Entry[] | null =>
  useRead<{ readonly entries: readonly Entry[] }>(`handoffs/${handoff}/timeline`, version)?.entries ?? null;

/** Papers as the timeline names them, the newest of each kind last. */
export function papersIn(
  entries: readonly Entry[],
): readonly { readonly id: string; readonly kind: string }[] {
  return entries.flatMap(({ command, said }) =>
    command === 'recordPaper' ? [{ id: String(said['paper']), kind: String(said['kind']) }] : [],
  );
}

/** The newest of some things in their order. */
export const newest = <T>(of: readonly T[], is: (one: T) => boolean): T | undefined =>
  of.filter(is).slice(-1)[0];
