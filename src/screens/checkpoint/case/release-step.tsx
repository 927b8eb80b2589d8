/** How the case ends: released, cleared, turned back with what was thought of first, referred; or the traveller leaves. */
import { ALTERNATIVE_NAMES } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { Act, ActWithForm } from './act.tsx';
import { familyOf } from './this-case.ts';

const REFER = formOf('referTraveller', {
  kind: { as: 'choice', of: ['healthAuthority', 'emergency'] },
  to: { as: 'text', maxLength: 80 },
  words: { as: 'long', optional: true },
});
const ACKNOWLEDGE = formOf('acknowledgeReferral', { acknowledgedBy: { as: 'text', maxLength: 80 } });
const TURNED_AWAY = formOf('reportTurnedAwayAtDoor', { words: { as: 'long', optional: true } });

export function ReleaseStep({ of }: { readonly of: Delivered }) {
  const family = familyOf(of);
  const together = family.length === 0 ? {} : { together: [...family] };
  const turnBack = formOf('turnTravellerBack', {
    reason: {
      as: 'choice',
      of: ['requirementUnmet', 'communityRefused', 'ruledTurnBack', 'noDecisionInTime', 'pledgeDeclined'],
    },
    alternatives: { as: 'many', of: ALTERNATIVE_NAMES },
    together:
      family.length === 0
        ? { as: 'unasked', optional: true }
        : { as: 'fixed', value: [...family], optional: true },
    words: { as: 'long', optional: true },
  });
  return (
    <div className="acts">
      <Act of={of} type="releaseTraveller" body={together} isPrimary />
      <Act of={of} type="clearTraveller" body={together} />
      <ActWithForm of={of} type="turnTravellerBack" fields={turnBack} isGrave />
      <ActWithForm of={of} type="referTraveller" fields={REFER} isGrave />
      <ActWithForm of={of} type="acknowledgeReferral" fields={ACKNOWLEDGE} />
      <Act of={of} type="withdrawTraveller" body={{}} />
      <ActWithForm of={of} type="reportTurnedAwayAtDoor" fields={TURNED_AWAY} />
    </div>
  );
}
