/** The dispute on a case's page: taken up by name, a side asked for its word in its own column, and the way to the ruling. */
import { useState } from 'react';
import type { Party } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useSingle } from '../../shared/hooks.ts';
import { filterBy } from '../../shared/router.ts';
import { allowedIn } from '../../shared/rows.ts';
import { DisputeRoom, disputeIn } from '../../shared/ui/dispute-room.tsx';
import { refusalSaid, useSay } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';

const TAKE_UP = formOf('takeUpDispute', {});

export function DisputeOfCase({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const single = useSingle('disputes', of.key);
  if (single.state !== 'there' || disputeIn(single.delivered).since === null) return null;
  const takeUp = allowedIn(of, 'takeUpDispute');
  const mayAsk = allowedIn(of, 'askForStatement') === true;
  const mayRule = allowedIn(of, 'ruleOnHandoff') === true;
  const ask = (party: Party) => (mayAsk ? <Ask of={of} party={party} /> : null);
  return (
    <DisputeRoom
      of={disputeIn(single.delivered)}
      under={{ checkpoint: ask('checkpoint'), office: ask('office'), traveller: ask('traveller') }}
    >
      {takeUp === true || mayRule ? (
        <div className="room-acts">
          {takeUp === true ? (
            <CommandForm
              type="takeUpDispute"
              streamId={of.key}
              fields={TAKE_UP}
              basedOn={of.version}
              label={CASE.takeUp}
            />
          ) : takeUp === undefined ? null : (
            <p className="soft">{say(refusalSaid(takeUp))}</p>
          )}
          {mayRule ? (
            <button
              type="button"
              className={`button${takeUp === true ? '' : ' primary'}`}
              onClick={() => filterBy({ act: 'ruleOnHandoff' })}
            >
              {say(CASE.toRule)}
            </button>
          ) : null}
        </div>
      ) : null}
    </DisputeRoom>
  );
}

/** One side is asked, in words, below what it has said. */
function Ask({ of, party }: { readonly of: Delivered; readonly party: Party }) {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen)
    return (
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        {say(CASE.askSide)}
      </button>
    );
  return (
    <CommandForm
      type="askForStatement"
      streamId={of.key}
      fields={formOf('askForStatement', {
        of: { as: 'fixed', value: party },
        words: { as: 'long', maxLength: 2000 },
      })}
      onDone={() => setIsOpen(false)}
      onCancel={() => setIsOpen(false)}
    />
  );
}
