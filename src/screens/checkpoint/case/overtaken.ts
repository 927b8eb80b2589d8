/**
 * Cases in which something came in between what an officer read and what they sent (412), until they have read what it was.
 * Kept beside the pages, because what came in between often takes the very button away.
 */
import type { Delivered } from '../../../contract/doors.ts';
import type { Outcome } from '../../shared/api.ts';
import { useStore } from '../../shared/hooks.ts';
import { Store } from '../../shared/store.ts';

const overtaken = new Store<ReadonlyMap<string, number>>(new Map());

/** Remembers a conflict; every other outcome passes by. */
export function noteConflict(handoff: string, outcome: Outcome): void {
  if (outcome.outcome === 'conflict') overtaken.set(new Map(overtaken.get()).set(handoff, outcome.since));
}

export function haveRead(handoff: string): void {
  const rest = new Map(overtaken.get());
  rest.delete(handoff);
  overtaken.set(rest);
}

/** The version after which nothing was read yet; null where nothing came in between. */
export const useOvertaken = (handoff: string): number | null => useStore(overtaken).get(handoff) ?? null;

/** What a command rests on: the row that is shown, unless something in it is still to be read. */
export const restsOn = ({ key, version }: Delivered): number => overtaken.get().get(key) ?? version;
