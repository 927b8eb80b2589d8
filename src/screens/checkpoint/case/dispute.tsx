/** The dispute about this case: what each side said, beside each other, and the checkpoint's own word to it. */
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useSingle } from '../../shared/hooks.ts';
import { disputeIn, FoldedRoom, openQuestions } from '../../shared/ui/dispute-room.tsx';
import { DISPUTE } from '../../shared/words/dispute-words.ts';
import { ActWithForm } from './act.tsx';

const STATEMENT = formOf('addStatement', { words: { as: 'long', maxLength: 2000 } });

export function DisputeHere({ of }: { readonly of: Delivered }) {
  const single = useSingle('disputes', of.key);
  if (single.state !== 'there') return null;
  const room = disputeIn(single.delivered);
  if (room.since === null) return null;
  const isAsked = room.isOpen && openQuestions(room, 'checkpoint').length > 0;
  return (
    <div className="across">
      <FoldedRoom
        of={room}
        isAsked={isAsked}
        under={{
          checkpoint: room.isOpen ? (
            <ActWithForm
              of={of}
              type="addStatement"
              fields={STATEMENT}
              label={isAsked ? DISPUTE.answer : DISPUTE.add}
              isPrimary={isAsked}
            />
          ) : null,
        }}
      />
    </div>
  );
}
