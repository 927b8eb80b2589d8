/**
 * The address behind the `#`: which page, and how its list is filtered, so that a link says all of it.
 * Nothing of it reaches the server or its logs.
 */
import { Store } from './store.ts';

export interface Place {
  /** `['cases', '…id…']` of `#/cases/…id…?state=open`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export const place = new Store<Place>(read());
addEventListener('hashchange', () => place.set(read()));

/** The address of a place, for a link. */
export function linkTo(path: readonly string[], query: Readonly<Record<string, string>> = {}): string {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${asked === '' ? '' : `?${asked}`}`;
}

export function goTo(path: readonly string[], query: Readonly<Record<string, string>> = {}): void {
  location.hash = linkTo(path, query);
}

/** Changes the filters of this page in its address, without a step in the history. An empty value goes. */
export function filterBy(change: Readonly<Record<string, string>>): void {
  const { path, query } = place.get();
  history.replaceState(null, '', linkTo(path, { ...Object.fromEntries(query), ...change }));
  place.set(read());
}

function read(): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return {
    path: path.split('/').filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(query),
  };
}
