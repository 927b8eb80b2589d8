/** Another office is asked to take over: found by search, with words where there are any. */
import { type FormEvent, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { COMMAND_FACTS } from '../../shared/command-facts.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { useDraft, usePerson } from '../../shared/hooks.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { fieldWords, useSay } from '../../shared/words/say.ts';
import { Sent } from '../parts/sent.tsx';
import { COMMUNITY } from '../words.ts';
import { OfficeSearch } from './office-search.tsx';
import { SEARCH } from './search-words.ts';

const NOTHING = { to: '', words: '' };

export function TransferForm({
  of: { key, version },
  onClose,
}: {
  readonly of: Delivered;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const { scope } = usePerson();
  const [typed, put, forget] = useDraft(`transfer ${key}`, NOTHING);
  const { now, send, stop } = useCommand('requestTransfer', key);
  const [isMissing, setIsMissing] = useState(false);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (now.state === 'sending') return;
    setIsMissing(typed.to === '');
    if (typed.to === '') {
      document.getElementById('transfer-to')?.focus();
      return;
    }
    const words = typed.words.trim();
    const outcome = await send(
      { office: scope, to: typed.to, ...(words === '' ? {} : { words }) },
      { basedOn: version },
    );
    if (outcome.outcome !== 'accepted') return;
    forget();
    onClose();
  };
  return (
    <form noValidate onSubmit={(event) => void ask(event)}>
      <h3>{say(COMMAND_FACTS.requestTransfer)}</h3>
      <p className="hint">{say(SEARCH.transferHint)}</p>
      <div className="field">
        <label className="label" htmlFor="transfer-to">
          {say(SEARCH.to)}
        </label>
        {isMissing ? (
          <p className="wrong" role="alert">
            {say(SEARCH.missing)}
          </p>
        ) : null}
        <OfficeSearch
          id="transfer-to"
          chosen={typed.to}
          isWrong={isMissing}
          except={scope}
          kinds={['community', 'streetOffice']}
          onChoose={(to) => {
            put({ ...typed, to });
            setIsMissing(false);
          }}
        />
      </div>
      <div className="field">
        <label className="label" htmlFor="transfer-words">
          {say(fieldWords('words', 'requestTransfer'))}
          <span className="hint"> {say(FRAME.optional)}</span>
        </label>
        <textarea
          id="transfer-words"
          className="input"
          rows={3}
          maxLength={2000}
          value={typed.words}
          onChange={(event) => put({ ...typed, words: event.target.value })}
        />
      </div>
      <Sent now={now} onStop={stop} />
      <div className="buttons">
        <button type="submit" className="button primary" aria-disabled={now.state === 'sending'}>
          {say(now.state === 'sending' ? FRAME.sending : COMMAND_FACTS.requestTransfer)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say(COMMUNITY.back)}
        </button>
      </div>
    </form>
  );
}
