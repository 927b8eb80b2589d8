/**
 * One office among thousands, found by what it is called or what lies in it. Every one is shown with its district and street,
 * because one name stands in several; nothing is chosen by itself.
 */
import { useState } from 'react';
import { useFound } from '../../shared/found.ts';
import { useDesk, useStore } from '../../shared/hooks.ts';
import { pathTo, placedName } from '../../shared/offices-below.ts';
import { useSay } from '../../shared/words/say.ts';
import { SEARCH } from './search-words.ts';
import './search.css';

const SHORTEST = 2;

export function OfficeSearch({
  id,
  chosen,
  isWrong = false,
  except,
  kinds,
  onChoose,
}: {
  /** Of the field one types in; its label is the form's. */
  readonly id: string;
  readonly chosen: string;
  readonly isWrong?: boolean;
  readonly except: string;
  readonly kinds: readonly ('community' | 'streetOffice')[];
  readonly onChoose: (code: string) => void;
}) {
  const say = useSay();
  const offices = useStore(useDesk().offices);
  const [typed, setTyped] = useState('');
  const isEnough = typed.trim().length >= SHORTEST;
  const found = useFound(isEnough && chosen === '' ? typed : '');
  if (chosen !== '')
    return (
      <div className="chosen-office">
        <p role="status">{say(SEARCH.chosen(say(placedName(chosen, offices))))}</p>
        <button type="button" className="button" onClick={() => onChoose('')}>
          {say(SEARCH.other)}
        </button>
      </div>
    );
  const codes =
    found.state === 'found'
      ? [...new Set([...found.candidates.map(({ code }) => code), ...found.near])].filter(
          (code) => code !== except && (kinds as readonly string[]).includes(offices.get(code)?.kind ?? ''),
        )
      : [];
  return (
    <>
      <p className="hint" id={`${id}-search-hint`}>
        {say(SEARCH.hint)}
      </p>
      <input
        id={id}
        className="input"
        type="search"
        autoComplete="off"
        maxLength={200}
        aria-invalid={isWrong}
        aria-describedby={`${id}-search-hint`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          // Enter looks, as the letters did; it sends no form that is not filled in.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      <p role="status" className="small soft">
        {!isEnough
          ? ''
          : found.state === 'looking'
            ? say(SEARCH.looking)
            : found.state === 'unreachable'
              ? say(SEARCH.unreachable)
              : found.state === 'found' && codes.length === 0
                ? say(SEARCH.none)
                : ''}
      </p>
      {codes.length === 0 ? null : (
        <ul className="found-offices" aria-label={say(SEARCH.found)}>
          {codes.map((code) => {
            const path = pathTo(code, offices);
            return (
              <li key={code}>
                <button type="button" className="button" onClick={() => onChoose(code)}>
                  <span className="soft">{path.slice(0, -1).map((office) => `${say(office)} `)}</span>
                  <b>{path.slice(-1).map((office) => say(office))}</b>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {found.state === 'found' && found.more ? <p className="small soft">{say(SEARCH.more)}</p> : null}
    </>
  );
}
