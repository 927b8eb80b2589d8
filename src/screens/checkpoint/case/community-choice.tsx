/**
 * The community that is to receive. What the directory says fits the address is shown with its district and street office,
 * because one name stands in two districts; nothing is chosen by itself, and where nothing fits one goes down by district.
 */
import { useId, useState } from 'react';
import type { Candidate } from '../../../contract/directory.ts';
import { useDesk, useStore } from '../../shared/hooks.ts';
import { useFound } from '../../shared/found.ts';
import { type OfficesByCode, pathTo, placedName, under } from '../../shared/offices-below.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';

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
  const offices = useStore(useDesk().offices);
  const found = useFound(address);
  const [street, setStreet] = useState<string | null>(null);
  const candidates = found.state === 'found' ? found.candidates : [];
  const near =
    found.state === 'found' ? found.near.filter((code) => offices.get(code)?.kind === 'streetOffice') : [];
  const isAmong = candidates.some(({ code }) => code === chosen);
  return (
    <fieldset className="field" data-field="community">
      <legend>{say(CHECKPOINT.chooseCommunity)}</legend>
      {found.state === 'unreachable' ? <p className="hint">{say(CHECKPOINT.cannotLookUp)}</p> : null}
      {found.state === 'found' && candidates.length === 0 ? (
        <p className="hint" role="status">
          {say(CHECKPOINT.noCandidate)}
        </p>
      ) : null}
      {candidates.length === 0 ? null : (
        <div className="choices tight">
          {candidates.map((candidate) => (
            <label
              key={candidate.code}
              className={`choice candidate${chosen === candidate.code ? ' chosen' : ''}`}
            >
              <input
                type="radio"
                name={id}
                checked={chosen === candidate.code}
                onChange={() => onChoose(candidate.code)}
              />
              <span>
                <Where of={candidate.code} offices={offices} />
                <small className="soft"> {say(becauseWords(candidate))}</small>
              </span>
            </label>
          ))}
        </div>
      )}
      {found.state === 'found' && found.more ? (
        <p className="hint">{say(CHECKPOINT.moreCandidates)}</p>
      ) : null}
      {near.map((code) => (
        <button key={code} type="button" className="button" onClick={() => setStreet(code)}>
          {say(CHECKPOINT.chooseWithin(placedName(code, offices)))}
        </button>
      ))}
      <DownTo
        key={street ?? ''}
        from={street}
        offices={offices}
        chosen={isAmong ? '' : chosen}
        onChoose={onChoose}
      />
    </fieldset>
  );
}

/** 海淀区 八里庄街道 核二院社区: the community last and strong, what stands above it before. */
function Where({ of, offices }: { readonly of: string; readonly offices: OfficesByCode }) {
  const say = useSay();
  const path = pathTo(of, offices);
  return (
    <>
      <span>{path.slice(0, -1).map((office) => `${say(office)} `)}</span>
      <strong>{path.slice(-1).map((office) => say(office))}</strong>
    </>
  );
}

function becauseWords({ because, matched }: Candidate): Said {
  switch (because) {
    case 'compound':
      return CHECKPOINT.byCompound(matched);
    case 'range':
      return CHECKPOINT.byRange(matched);
    case 'street':
      return CHECKPOINT.byStreet(matched);
    case 'formerName':
      return CHECKPOINT.byFormerName(matched);
    case 'partial':
      return CHECKPOINT.byPart(matched);
    default:
      return CHECKPOINT.byName;
  }
}

/** Down to a community step by step: district, street office, community. It works by the names that are at hand, also without a net. */
function DownTo({
  from,
  offices,
  chosen,
  onChoose,
}: {
  readonly from: string | null;
  readonly offices: OfficesByCode;
  readonly chosen: string;
  readonly onChoose: (code: string) => void;
}) {
  const say = useSay();
  const start = pathTo(from ?? chosen, offices).map(({ code }) => code);
  const districts = under(offices, undefined, 'district');
  // Where there is one to choose, it is chosen: it decides nothing yet.
  const [district, setDistrict] = useState(
    start[0] ?? (districts.length === 1 ? districts[0]?.code : undefined) ?? '',
  );
  const [street, setStreet] = useState(start[1] ?? '');
  const streets = district === '' ? [] : under(offices, district, 'streetOffice');
  const communities = street === '' ? [] : under(offices, street, 'community');
  const step = (
    name: string,
    words: Said,
    among: readonly { readonly code: string; readonly zh: string; readonly en: string }[],
    value: string,
    choose: (code: string) => void,
  ) => (
    <label className="inline-field" data-step={name}>
      <span className="hint">{say(words)}</span>
      <select
        className="input"
        value={value}
        disabled={among.length === 0}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{say(FRAME.choose)}</option>
        {among.map((office) => (
          <option key={office.code} value={office.code}>
            {say(office)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="down-to">
      {step('district', CHECKPOINT.district, districts, district, (code) => {
        setDistrict(code);
        setStreet('');
        if (chosen !== '') onChoose('');
      })}
      {step('street', CHECKPOINT.street, streets, street, (code) => {
        setStreet(code);
        if (chosen !== '') onChoose('');
      })}
      {step('community', CHECKPOINT.community, communities, chosen, onChoose)}
    </div>
  );
}
