/** What a list is narrowed by. It stands in the page's address, so that a link shows the same list. */
import { useId } from 'react';
import { usePlace } from '../hooks.ts';
import { filterBy } from '../router.ts';
import { DESK } from '../words/desk-words.ts';
import { type Said, useSay } from '../words/say.ts';

export interface Filter {
  /** Its name in the address. */
  readonly name: string;
  readonly label: string;
  /** What can be chosen; a day where there is nothing to choose from. */
  readonly options?: readonly (readonly [value: string, words: string])[];
  /** What it means that nothing is chosen; “all” where nothing is said. */
  readonly none?: string;
}

/** What is chosen now, by name; empty where nothing is. */
export function useFilter(): (name: string) => string {
  const { query } = usePlace();
  return (name) => query.get(name) ?? '';
}

export function Filters({
  of,
  shown,
  all,
}: {
  readonly of: readonly Filter[];
  /** How many rows fit, of how many. */
  readonly shown: number;
  readonly all: number;
}) {
  const id = useId();
  const say = useSay();
  const chosen = useFilter();
  const isNarrowed = of.some(({ name }) => chosen(name) !== '');
  return (
    <div className="filters" role="search" aria-label={say(DESK.filters)}>
      {of.map(({ name, label, options, none }) => (
        <label key={name} htmlFor={`${id}${name}`}>
          <span>{label}</span>
          {options === undefined ? (
            <input
              id={`${id}${name}`}
              type="date"
              className="input"
              value={chosen(name)}
              onChange={(event) => filterBy({ [name]: event.target.value })}
            />
          ) : (
            <select
              id={`${id}${name}`}
              className="input"
              value={chosen(name)}
              onChange={(event) => filterBy({ [name]: event.target.value })}
            >
              <option value="">{none ?? say(DESK.all)}</option>
              {options.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </label>
      ))}
      <p role="status">{say(DESK.shown(shown, all))}</p>
      {isNarrowed ? (
        <button
          type="button"
          className="button"
          onClick={() => filterBy(Object.fromEntries(of.map(({ name }) => [name, ''])))}
        >
          {say(DESK.clearFilters)}
        </button>
      ) : null}
    </div>
  );
}

/** What an empty list says: that nothing fits, or what it means that there is nothing at all. */
export function useEmptyWords(): (all: number, nothing: Said) => string {
  const say = useSay();
  return (all, nothing) => say(all > 0 ? DESK.nothingFits : nothing);
}
