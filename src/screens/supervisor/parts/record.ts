/** What happened on a case, read again whenever its row changes. */
import { useEffect, useState } from 'react';
import type { Entry } from '../../shared/api.ts';
import { useDesk } from '../../shared/hooks.ts';

const AGAIN_MS = 2_000;

/** The timeline of a case; null until it was read once. What was read stays while it is read again. */
export function useTimeline(handoff: string, version: number): readonly Entry[] | null {
  const { api } = useDesk();
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const read = await api.timeline(handoff);
        if (isWanted && read !== null) setEntries(read);
      } catch {
        // The wire is cut; the chip says so.
        if (isWanted) again = setTimeout(() => void load(), AGAIN_MS);
      }
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [api, handoff, version]);
  return entries;
}

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
