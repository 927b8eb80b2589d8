/** The shared stores, as React reads them. */
import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ViewName } from '../../contract/views.ts';
import { houseNow } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Connection, List, Single } from './feed.ts';
import { type Place, place } from './router.ts';
import type { Person } from './session.ts';
import { type Settings, settings } from './settings.ts';
import type { Store } from './store.ts';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('This part of a page stands outside its desk.');
  return desk;
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Who is signed in; the page is shown to nobody else. */
export function usePerson(): Person {
  const there = useStore(useDesk().session.store);
  if (!('person' in there)) throw new Error('Nobody is signed in.');
  return there.person;
}

export const useList = (view: ViewName): List => useStore(useDesk().feed.list(view));
export const useSingle = (view: ViewName, key: string): Single => useStore(useDesk().feed.single(view, key));
export const useConnection = (): Connection => useStore(useDesk().feed.connection);
export const usePlace = (): Place => useStore(place);
export const useSettings = (): Settings => useStore(settings);

/** The house's time, anew every so often. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(houseNow);
  useEffect(() => {
    const ticking = setInterval(() => setNow(houseNow()), everyMs);
    return () => clearInterval(ticking);
  }, [everyMs]);
  return now;
}

/** What is typed under this name, and how to change and forget it. It outlives updates, conflicts, sign-in and reload. */
export function useDraft<T>(
  name: string,
  empty: T,
): readonly [value: T, put: (value: T) => void, forget: () => void] {
  const { drafts } = useDesk();
  const kept = useStore(drafts.of<T>(name));
  const put = useCallback((value: T) => drafts.put(name, value), [drafts, name]);
  const forget = useCallback(() => drafts.forget(name), [drafts, name]);
  return [kept ?? empty, put, forget];
}
