/** The traveller's telephone: masked until somebody says what for, and dialled by a tap. */
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { houseNow } from '../../shared/clock.ts';
import { useDesk } from '../../shared/hooks.ts';
import { newId } from '../../shared/ids.ts';
import { grouped } from '../../shared/masks.ts';
import { textIn } from '../../shared/rows.ts';
import { useSay } from '../../shared/words/say.ts';
import { COMMUNITY } from '../words.ts';

export function Phone({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { api, feed } = useDesk();
  const [no, setNo] = useState('');
  const number = textIn(of.row, 'person.phone');
  if (number === '' || number === 'erased') return null;
  const isMasked = number.includes('*');
  const show = async () => {
    setNo('');
    const outcome = await api.send(
      'openPersonalData',
      of.key,
      { fields: ['phone'], purpose: 'contact' },
      { commandId: newId(houseNow()) },
    );
    if (outcome.outcome === 'accepted') await feed.refresh('handoffPage', of.key);
    if (outcome.outcome === 'refused') setNo(outcome.refusal.message);
  };
  return (
    <section aria-labelledby="phone">
      <h2 id="phone" className="over">
        {say(COMMUNITY.phone)}
      </h2>
      <p>
        {isMasked ? (
          <>
            <span className="number">{grouped(number)}</span>{' '}
            <button type="button" className="button" onClick={() => void show()}>
              {say(COMMUNITY.showPhone)}
            </button>
          </>
        ) : (
          <a className="call" href={`tel:${number}`}>
            {grouped(number)}
          </a>
        )}
      </p>
      <p className="hint soft small">{say(COMMUNITY.showPhoneHint)}</p>
      {no === '' ? null : (
        <p className="said no" role="alert">
          {no}
        </p>
      )}
    </section>
  );
}
