/** The pledge: the conditions explained, the exact text shown, signed on this screen or on the traveller's phone, or declined. */
import { useEffect, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import type { Entry } from '../../shared/api.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDesk, useDraft, usePerson } from '../../shared/hooks.ts';
import { textIn, within } from '../../shared/rows.ts';
import type { SignedStrokes } from '../../shared/signature.ts';
import { SignatureView } from '../../shared/signature-view.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { Act, ActWithForm, offered } from './act.tsx';
import { termsIn } from './history.ts';
import { noteConflict, restsOn } from './overtaken.ts';
import { Sent } from './sent.tsx';

type PledgeLanguage = 'zh-CN' | 'en';
interface Shown {
  readonly text: string;
  readonly digest: string;
}
const NO_STROKES: SignedStrokes = [];

export function PledgeStep({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const { account } = usePerson();
  const maySign = offered(of, 'signPledge');
  const { conditions, observationDays } = termsIn(entries);
  const areShown = textIn(of.row, 'context.consent.conditions') === 'shown';
  const decline = formOf('declinePledge', {
    because: { as: 'long', optional: true },
    witness: { as: 'fixed', value: account },
    witnessCode: { as: 'unasked', optional: true },
  });
  return (
    <>
      {conditions.length === 0 && observationDays === null ? null : (
        <div className="said">
          <h3>{say(CHECKPOINT.conditions)}</h3>
          <ul className="plain-list">
            {conditions.map((one) => (
              <li key={one}>{say(valueWords(one))}</li>
            ))}
            {observationDays === null ? null : <li>{say(CHECKPOINT.observation(observationDays))}</li>}
          </ul>
          {areShown ? (
            <Act
              of={of}
              type="acknowledgeConditions"
              body={{ readAloud: true }}
              label={CHECKPOINT.acknowledge}
              isPrimary
            />
          ) : null}
        </div>
      )}
      {maySign === true ? (
        <Signing of={of} />
      ) : maySign === null ? null : (
        <p className="why">{say(maySign)}</p>
      )}
      <div className="acts">
        <ActWithForm of={of} type="declinePledge" fields={decline} />
      </div>
    </>
  );
}

function Signing({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { api } = useDesk();
  const { account } = usePerson();
  const [language, setLanguage] = useState<PledgeLanguage>('zh-CN');
  const [shown, setShown] = useState<Shown | null>(null);
  const [refused, setRefused] = useState('');
  const [strokes, put, forget] = useDraft<SignedStrokes>(`strokes ${of.key}`, NO_STROKES);
  const { now, send } = useCommand('signPledge', of.key);

  useEffect(() => {
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      const reply = await api
        .get<Shown>(`handoffs/${of.key}/pledge-text?language=${language}`)
        .catch(() => null);
      if (!isWanted) return;
      if (reply === null) again = setTimeout(() => void load(), 2_000);
      else if (reply.ok) {
        setShown(reply.value);
        setRefused('');
      } else setRefused(reply.refusal.message);
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
    // The text may change with every step of the case; what is signed is what is shown.
  }, [api, of.key, of.version, language]);

  const guardian = textIn(of.row, 'context.guardian');
  const isUnder14 = within(of.row, 'context.isUnder14') === true;
  const sign = async () => {
    if (shown === null || strokes.length === 0) return;
    const sent = await send(
      {
        textDigest: shown.digest,
        language,
        strokes: JSON.stringify(strokes),
        witness: account,
        ...(isUnder14 && guardian !== '' ? { guardian } : {}),
      },
      { basedOn: restsOn(of) },
    );
    noteConflict(of.key, sent);
    if (sent.outcome === 'accepted') forget();
  };

  return (
    <div data-signing>
      <div className="line">
        <h3>{say(CHECKPOINT.pledgeText)}</h3>
        <select
          className="input small"
          aria-label={say(CHECKPOINT.pledgeIn)}
          value={language}
          onChange={(event) => setLanguage(event.target.value as PledgeLanguage)}
        >
          <option value="zh-CN">中文</option>
          <option value="en">English</option>
        </select>
      </div>
      {refused === '' ? null : <p className="why">{refused}</p>}
      <div
        className="pledge"
        lang={language}
        tabIndex={0}
        role="region"
        aria-label={say(CHECKPOINT.pledgeText)}
      >
        {shown === null ? say(FRAME.loading) : shown.text}
      </div>
      <h3>{say(CHECKPOINT.signHere)}</h3>
      <SignatureView strokes={strokes} onChange={put} />
      <p className="hint">{say(CHECKPOINT.yourWitness)}</p>
      <Sent now={now} />
      <p className="act">
        <button
          type="button"
          className={`button${strokes.length === 0 ? '' : ' primary'}`}
          data-act="signPledge"
          aria-disabled={strokes.length === 0 || shown === null || now.state === 'sending'}
          {...(strokes.length === 0 ? { 'aria-describedby': 'draw-first' } : {})}
          onClick={() => void sign()}
        >
          {say(now.state === 'sending' ? FRAME.sending : CHECKPOINT.sign)}
        </button>
        {strokes.length === 0 ? (
          <span className="why" id="draw-first">
            {say(CHECKPOINT.drawFirst)}
          </span>
        ) : null}
      </p>
    </div>
  );
}
