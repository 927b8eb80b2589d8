/** The community that is to receive, chosen from the directory: those that fit the address first, then all. Nothing is chosen by itself. */
import { useId } from 'react';
import { useDesk, useList, useStore } from '../../shared/hooks.ts';
import { textIn, within } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { candidatesFor, type Listed } from './candidates.ts';

export function useDirectory(): readonly Listed[] {
  return useList('directoryEntries').rows.map(({ key, row }) => {
    const compounds = within(row, 'compounds');
    return {
      code: key,
      kind: textIn(row, 'kind'),
      zh: textIn(row, 'zh'),
      compounds: Array.isArray(compounds) ? compounds.map(String) : [],
    };
  });
}

export function CommunityChoice({
  address,
  chosen,
  onChoose,
}: {
  readonly address: string;
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
}) {
  const say = useSay();
  const id = useId();
  const directory = useDirectory();
  const offices = useStore(useDesk().offices);
  const candidates = candidatesFor(address, directory);
  const nameOf = (code: string) => {
    const office = offices.get(code);
    return office === undefined ? code : say(office);
  };
  const isAmong = candidates.some(({ code }) => code === chosen);
  return (
    <fieldset className="field" data-field="community">
      <legend>{say(CHECKPOINT.chooseCommunity)}</legend>
      {address.trim() !== '' && candidates.length === 0 ? (
        <p className="hint">{say(CHECKPOINT.noCandidate)}</p>
      ) : null}
      {candidates.length === 0 ? null : (
        <div className="choices tight">
          {candidates.map(({ code, because }) => (
            <label key={code} className={`choice${chosen === code ? ' chosen' : ''}`}>
              <input type="radio" name={id} checked={chosen === code} onChange={() => onChoose(code)} />
              <span>
                {nameOf(code)} <small className="soft">{say(because)}</small>
              </span>
            </label>
          ))}
        </div>
      )}
      <label className="inline-field">
        <span className="hint">{say(CHECKPOINT.allCommunities)}</span>
        <select
          className="input"
          value={isAmong ? '' : chosen}
          onChange={(event) => onChoose(event.target.value)}
        >
          <option value="">{say(FRAME.choose)}</option>
          {directory
            .filter(({ kind }) => kind === 'community')
            .map(({ code }) => (
              <option key={code} value={code}>
                {nameOf(code)}
              </option>
            ))}
        </select>
      </label>
    </fieldset>
  );
}
