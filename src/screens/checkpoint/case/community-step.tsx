/** The community: asked by choice, its answers, passed up, taken back. */
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import type { Entry } from '../../shared/api.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDesk, useDraft, useStore } from '../../shared/hooks.ts';
import { placedName } from '../../shared/offices-below.ts';
import { textIn } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { ActWithForm, offered } from './act.tsx';
import { CommunityChoice } from './community-choice.tsx';
import { Sent } from './sent.tsx';
import { isAt, officeOf } from './this-case.ts';
import { WhatFollows } from './what-follows.tsx';

const ESCALATE = formOf('escalateRequest', { because: { as: 'long', optional: true } });
const CANCEL = formOf('cancelRequest', { because: { as: 'long' } });
const EARLIER = formOf('recordEarlierAttempts', {
  attempts: { as: 'number', min: 1, max: 999 },
  answered: { as: 'number', min: 0, max: 999 },
  words: { as: 'long', optional: true },
});

export function CommunityStep({
  of,
  entries,
}: {
  readonly of: Delivered;
  readonly entries: readonly Entry[];
}) {
  const may = offered(of, 'askCommunity');
  const office = officeOf(of);
  const change = formOf('reportChange', {
    office: { as: 'fixed', value: office ?? '' },
    what: { as: 'choice', of: ['zone', 'household', 'capacity', 'other'] },
    words: { as: 'long', optional: true },
  });
  const isAsked = isAt(of, 'open.consent.asked');
  const say = useSay();
  return (
    <>
      <WhatFollows of={of} entries={entries} />
      {may === true ? <Ask of={of} /> : may === null || isAsked ? null : <p className="why">{say(may)}</p>}
      <div className="acts">
        <ActWithForm of={of} type="escalateRequest" fields={ESCALATE} />
        <ActWithForm of={of} type="cancelRequest" fields={CANCEL} />
        <ActWithForm of={of} type="reportChange" fields={change} />
        <ActWithForm of={of} type="recordEarlierAttempts" fields={EARLIER} />
      </div>
    </>
  );
}

interface Typed {
  readonly community: string;
  readonly somethingChanged: boolean;
}

function Ask({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const offices = useStore(useDesk().offices);
  const address = textIn(of.row, 'person.returnAddress.text');
  const [typed, put, forget] = useDraft<Typed>(`ask ${of.key}`, { community: '', somethingChanged: false });
  const [isMissing, setIsMissing] = useState(false);
  const { now, send } = useCommand('askCommunity', of.key);
  const isAgain = isAt(of, 'open.consent.refused');
  const ask = async () => {
    setIsMissing(typed.community === '');
    if (typed.community === '') return;
    const { outcome } = await send({
      community: typed.community,
      ...(typed.somethingChanged ? { somethingChanged: true } : {}),
    });
    if (outcome === 'accepted') forget();
  };
  return (
    <div data-ask>
      {address === '' ? null : (
        <p>
          <span className="soft">{say(CHECKPOINT.address)}</span> {address}
        </p>
      )}
      <CommunityChoice
        address={address}
        chosen={typed.community}
        onChoose={(community) => put({ ...typed, community })}
      />
      {isAgain ? (
        <label className="choice">
          <input
            type="checkbox"
            checked={typed.somethingChanged}
            onChange={(event) => put({ ...typed, somethingChanged: event.target.checked })}
          />
          {say(CHECKPOINT.somethingChanged)}
        </label>
      ) : null}
      {isMissing ? (
        <p className="wrong" role="alert">
          {say(FRAME.fillIn)}
        </p>
      ) : null}
      <Sent now={now} />
      <p>
        <button
          type="button"
          className="button primary"
          data-act="askCommunity"
          aria-disabled={now.state === 'sending'}
          onClick={() => void ask()}
        >
          {say(CHECKPOINT.askIt(say(placedName(typed.community, offices))))}
        </button>
      </p>
    </div>
  );
}
