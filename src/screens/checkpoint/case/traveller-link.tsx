/** The traveller's own page: a link as a QR code on this screen, and the six figures that say both stand at one counter. */
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { useDesk, useNow } from '../../shared/hooks.ts';
import { Qr } from '../../shared/qr.tsx';
import { textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { Due } from '../../shared/ui/due.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { Dialog } from '../dialog.tsx';
import { CHECKPOINT } from '../words.ts';

interface Link {
  readonly link: string;
  readonly expiresAt: number;
}
interface WitnessCode {
  readonly code: string;
  readonly expiresAt: number;
}

export function TravellerLink({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        {say(CHECKPOINT.link)}
      </button>
      {isOpen ? (
        <Dialog label={say(CHECKPOINT.link)} onClose={() => setIsOpen(false)}>
          <h2>{say(CHECKPOINT.link)}</h2>
          <p className="hint">{say(CHECKPOINT.linkHint)}</p>
          <MakeLink of={of} />
          <ShowCode of={of} />
        </Dialog>
      ) : null}
    </>
  );
}

/** What is asked of the house at a press: the answer, or what it said instead. */
function useAsking<T>(path: string): readonly [T | null, string, (body: object) => void] {
  const { api } = useDesk();
  const say = useSay();
  const [answer, setAnswer] = useState<T | null>(null);
  const [wrong, setWrong] = useState('');
  const ask = async (body: object) => {
    const reply = await api.post<T>(path, body).catch(() => null);
    if (reply?.ok === true) setAnswer(reply.value);
    setWrong(reply === null ? say(FRAME.houseUnreachable) : reply.ok ? '' : reply.refusal.message);
  };
  return [answer, wrong, (body) => void ask(body)];
}

function MakeLink({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(60_000);
  const known = textIn(of.row, 'person.document.number').slice(-4);
  const [lastFour, setLastFour] = useState(/^[0-9A-Za-z]{4}$/.test(known) ? known : '');
  const [made, wrong, make] = useAsking<Link>(`handoffs/${of.key}/traveller-link`);
  if (made !== null) {
    const address = `${location.origin}/t/${made.link}`;
    return (
      <div className="link">
        <Qr text={address} label={say(CHECKPOINT.qrOfLink)} size={240} />
        <p className="soft">{say(CHECKPOINT.linkUntil(clockTime(made.expiresAt, now)))}</p>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make({ lastFour });
      }}
    >
      <label className="field">
        <span className="label">{say(CHECKPOINT.lastFour)}</span>
        <input
          className="input code"
          autoComplete="off"
          maxLength={4}
          required
          pattern="[0-9A-Za-z]{4}"
          value={lastFour}
          onChange={(event) => setLastFour(event.target.value.toUpperCase())}
        />
      </label>
      {wrong === '' ? null : (
        <p className="said no" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" className="button primary">
        {say(CHECKPOINT.makeLink)}
      </button>
    </form>
  );
}

function ShowCode({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const [shown, wrong, show] = useAsking<WitnessCode>(`handoffs/${of.key}/witness-code`);
  return (
    <div className="witness">
      <h3>{say(CHECKPOINT.witnessCode)}</h3>
      <p className="hint">{say(CHECKPOINT.witnessHint)}</p>
      {shown === null ? (
        <button type="button" className="button" onClick={() => show({})}>
          {say(CHECKPOINT.showCode)}
        </button>
      ) : (
        <p className="number" role="status">
          {shown.code.replace(/^(\d{3})/, '$1 ')} <Due at={shown.expiresAt} />
        </p>
      )}
      {wrong === '' ? null : (
        <p className="said no" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
