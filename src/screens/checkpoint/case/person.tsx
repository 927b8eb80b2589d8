/** Who it is, as far as it is shown: names at once, numbers masked until they are opened with a purpose. */
import { useEffect, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { useDesk } from '../../shared/hooks.ts';
import { grouped } from '../../shared/masks.ts';
import { textIn, within } from '../../shared/rows.ts';
import { fieldWords, useSay, valueWords } from '../../shared/words/say.ts';
import { Dialog } from '../dialog.tsx';
import { CHECKPOINT } from '../words.ts';

/** The house opens it for ten minutes; a little later it is asked again and says no more. */
const OPEN_MS = 10 * 60_000 + 1_000;
/** What is masked, and so can be opened. */
const OPENED = ['document', 'further', 'phone'] as const;
const OPEN = formOf('openPersonalData', {
  fields: { as: 'many', of: OPENED },
  purpose: {
    as: 'choice',
    of: ['identityCheck', 'contact', 'reception', 'review', 'complaint', 'correction'],
  },
});

/** The other documents of the same person, each with its kind. */
function useFurther({ row }: Delivered): readonly string[] {
  const say = useSay();
  const further = within(row, 'person.further');
  return Array.isArray(further)
    ? further.map((one) => `${say(valueWords(textIn(one, 'type')))} ${grouped(textIn(one, 'number'))}`)
    : [];
}

export function PersonData({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { feed } = useDesk();
  const [isOpening, setIsOpening] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  // What the feed brings is masked again; what was opened is asked for again with it.
  useEffect(() => {
    if (!wasOpened) return;
    void feed.refresh('handoffPage', of.key);
    const hiding = setTimeout(() => {
      setWasOpened(false);
      void feed.refresh('handoffPage', of.key);
    }, OPEN_MS);
    return () => clearTimeout(hiding);
  }, [feed, of.key, of.version, wasOpened]);
  const further = useFurther(of);
  const number = textIn(of.row, 'person.document.number');
  const type = textIn(of.row, 'person.document.type');
  const facts = [
    ['document', number === '' ? (type === '' ? '' : say(valueWords(type))) : grouped(number)],
    ...further.map((shown) => ['further', shown] as const),
    ['phone', grouped(textIn(of.row, 'person.phone'))],
    ['returnAddress', textIn(of.row, 'person.returnAddress.text')],
    ['previousAddress', textIn(of.row, 'person.previousAddress.text')],
  ].filter(([, value]) => value !== '');
  return (
    <div className="person">
      <dl className="facts">
        {facts.map(([field = '', value = '']) => (
          <div key={`${field} ${value}`}>
            <dt>{say(fieldWords(field))}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="button plain" onClick={() => setIsOpening(true)}>
        {say(CHECKPOINT.openData)}
      </button>
      {isOpening ? (
        <Dialog label={say(CHECKPOINT.openData)} onClose={() => setIsOpening(false)}>
          <p className="said">{say(CHECKPOINT.openDataHint)}</p>
          <CommandForm
            type="openPersonalData"
            streamId={of.key}
            fields={OPEN}
            first={{ fields: ['document'], purpose: 'identityCheck' }}
            onDone={() => {
              setIsOpening(false);
              setWasOpened(true);
              void feed.refresh('handoffPage', of.key);
            }}
          />
        </Dialog>
      ) : null}
    </div>
  );
}
