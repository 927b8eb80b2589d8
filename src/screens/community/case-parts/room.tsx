/** The dispute room on the community's page: every side's words, and one's own answer below one's side. */
import type { FormEvent } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDraft } from '../../shared/hooks.ts';
import { disputeIn, FoldedRoom, openQuestions } from '../../shared/ui/dispute-room.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { OFFICE_WORDS, useSay } from '../../shared/words/say.ts';
import { Sent } from '../parts/sent.tsx';

export function Room({ of }: { readonly of: Delivered }) {
  const dispute = disputeIn(of);
  return (
    <FoldedRoom
      of={dispute}
      isAsked={openQuestions(dispute, 'office').length > 0}
      under={{ office: <Statement handoff={of.key} /> }}
    />
  );
}

function Statement({ handoff }: { readonly handoff: string }) {
  const say = useSay();
  const { now, send, stop } = useCommand('addStatement', handoff);
  const [words, put, forget] = useDraft(`statement ${handoff}`, '');
  const isEmpty = words.trim() === '';
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (now.state === 'sending' || isEmpty) return;
    if ((await send({ words: words.trim() })).outcome === 'accepted') forget();
  };
  const id = `statement-${handoff}`;
  return (
    <form onSubmit={(event) => void add(event)}>
      <div className="field">
        <label className="label" htmlFor={id}>
          {say(OFFICE_WORDS)}
        </label>
        <textarea
          id={id}
          className="input"
          rows={3}
          maxLength={2000}
          value={words}
          onChange={(event) => put(event.target.value)}
        />
      </div>
      <Sent now={now} onStop={stop} />
      <button type="submit" className="button" aria-disabled={now.state === 'sending' || isEmpty}>
        {say(now.state === 'sending' ? FRAME.sending : OFFICE_WORDS)}
      </button>
    </form>
  );
}
