/** Another document of the same person, shown later: read by gun, pasted or typed, and linked to the case. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { DOCUMENT_TYPES } from '../../../contract/documents.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { documentIn } from '../../../contract/identity/scanned.ts';
import { houseNow } from '../../shared/clock.ts';
import { useCommand } from '../../shared/forms/use-command.ts';
import { within } from '../../shared/rows.ts';
import { captureScans } from '../../shared/scanner.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { Dialog } from '../dialog.tsx';
import { joinZone } from '../scans.ts';
import {
  DocumentField,
  documentOf,
  type DocumentTyped,
  isTaken,
  NO_DOCUMENT,
} from '../stop/document-field.tsx';
import { CHECKPOINT } from '../words.ts';
import { offered } from './act.tsx';

const TYPES = DOCUMENT_TYPES.filter((type) => type !== 'NONE');

export function FurtherDocument({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  if (offered(of, 'recordDetails') !== true) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        {say(CHECKPOINT.addDocument)}
      </button>
      {isOpen ? (
        <Dialog label={say(CHECKPOINT.furtherDocument)} onClose={() => setIsOpen(false)}>
          <FurtherForm of={of} onDone={() => setIsOpen(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

function FurtherForm({ of, onDone }: { readonly of: Delivered; readonly onDone: () => void }) {
  const say = useSay();
  const id = useId();
  const [typed, setTyped] = useState<DocumentTyped>({ ...NO_DOCUMENT, type: 'CN_PASSPORT' });
  const [isWrong, setIsWrong] = useState(false);
  const { now, send } = useCommand('recordDetails', of.key);
  const put = useRef(setTyped);
  useEffect(
    () =>
      captureScans(
        joinZone((text) => {
          const found = documentIn(text, houseNow());
          if (found === null) return;
          const { name: _, ...shown } = found;
          put.current({ ...NO_DOCUMENT, ...shown });
        }),
      ),
    [],
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isFit = isTaken(typed, houseNow());
    setIsWrong(!isFit);
    if (!isFit || now.state === 'sending') return;
    const outcome = await send({ further: [documentOf(typed, houseNow()).document] });
    if (outcome.outcome === 'accepted') onDone();
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <p className="said">
        {say(
          Array.isArray(within(of.row, 'person.further'))
            ? CHECKPOINT.furtherReplaces
            : CHECKPOINT.furtherHint,
        )}
      </p>
      <DocumentField
        id={id}
        typed={typed}
        types={TYPES}
        isWrong={isWrong}
        onTyped={(change) => setTyped({ ...typed, ...change })}
      />
      {now.state === 'refused' ? (
        <p className="said no" role="alert">
          {now.refusal.message}
        </p>
      ) : null}
      <div className="buttons">
        <button type="submit" className="button primary" aria-disabled={now.state === 'sending'}>
          {say(now.state === 'sending' ? FRAME.sending : CHECKPOINT.linkDocument)}
        </button>
      </div>
    </form>
  );
}
