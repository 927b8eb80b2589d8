/** A commuter's claim: lodged with its proofs, decided by name, or taken back by the traveller. */
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { CHECKPOINT } from '../words.ts';
import { Act, ActWithForm, offered } from './act.tsx';

const LODGE = formOf('recordFiling', {
  filing: {
    as: 'group',
    of: {
      answer: { as: 'fixed', value: 'CLAIMED' },
      residence: {
        as: 'choice',
        of: ['HOUSEHOLD_REGISTER', 'TITLE_DEED', 'LEASE', 'COMMITTEE_CERTIFICATE'],
      },
      work: { as: 'choice', of: ['WORK_PROOF', 'STUDENT_CARD', 'DRIVES_A_PUPIL'] },
    },
  },
});
const DECIDE = formOf('decideClaim', {
  decision: { as: 'choice', of: ['grant', 'refuse'] },
  because: { as: 'long', maxLength: 2000 },
});

export function ClaimActs({ of }: { readonly of: Delivered }) {
  // Only where a claim waits: elsewhere there is nothing to decide, and nothing to say about it.
  const waits = offered(of, 'decideClaim') === true;
  if (waits)
    return (
      <p>
        <ActWithForm type="decideClaim" of={of} fields={DECIDE} isPrimary />
        <Act
          type="recordFiling"
          of={of}
          label={CHECKPOINT.takeClaimBack}
          body={{ filing: { answer: 'CLAIM_TAKEN_BACK' } }}
        />
      </p>
    );
  if (offered(of, 'recordFiling') !== true) return null;
  return (
    <p>
      <ActWithForm type="recordFiling" of={of} fields={LODGE} label={CHECKPOINT.lodgeClaim} />
    </p>
  );
}
