/** The card: read and handed back, kept against a receipt, given back, or kept safe for somebody who left. */
import type { Delivered } from '../../../contract/doors.ts';
import { usePerson } from '../../shared/hooks.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { dueOf, numberIn, textIn } from '../../shared/rows.ts';
import { clockTime } from '../../shared/time.ts';
import { useNow } from '../../shared/hooks.ts';
import { TIMERS } from '../../../contract/timers.ts';
import { Due } from '../../shared/ui/due.tsx';
import { useSay } from '../../shared/words/say.ts';
import { nameOf, useInForce, useStaff } from '../post/post.ts';
import { CHECKPOINT } from '../words.ts';
import { Act, ActWithForm } from './act.tsx';
import { FurtherDocument } from './further-document.tsx';
import { isAt } from './this-case.ts';

const HOLD_GROUNDS = ['healthStatusPoppedUp', 'testUnfit', 'identityUnclear', 'superiorOrder'] as const;
const DEPOSIT = formOf('depositDocument', {
  why: { as: 'choice', of: ['travellerLeft', 'ambulance', 'damaged', 'lost', 'refusedToTake'] },
  words: { as: 'long', optional: true },
});
const COLLECT = formOf('collectDocument', {
  how: { as: 'choice', of: ['inPerson', 'replaced', 'sent'] },
  strokes: { as: 'unasked', optional: true },
});
const NO_DOCUMENT = formOf('recordNoDocument', {
  why: { as: 'choice', of: ['infant', 'lost', 'neverIssued', 'other'] },
  guardian: { as: 'unasked', optional: true },
});
const REVIEW = formOf('reviewHold', {
  verdict: { as: 'choice', of: ['keep', 'return'] },
  because: { as: 'long' },
});
const ORDER = formOf('orderReturn', { because: { as: 'long' } });

export function DocumentStep({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const now = useNow(10_000);
  const { scope } = usePerson();
  const staff = useStaff(scope);
  const clauseId = textIn(of.row, 'context.clause');
  const clause = useInForce()?.clauses.find(({ id }) => id === clauseId);
  const since = numberIn(of.row, 'context.hold.since');
  const isHeld = isAt(of, 'open.document.held');
  const hold = formOf('holdDocument', {
    ground: { as: 'choice', of: HOLD_GROUNDS },
    legalBasis: { as: 'fixed', value: clauseId },
    words: { as: 'long', optional: true },
  });
  const about = (
    <div className="said wait">
      <p>{say(CHECKPOINT.heldHint)}</p>
      {clause?.hold == null ? null : (
        <dl className="facts">
          <dt>{say(CHECKPOINT.legalBasis)}</dt>
          <dd>{say(clause.hold.legalBasis)}</dd>
          <dt>{say(CHECKPOINT.contested)}</dt>
          <dd>{say(clause.hold.contestedBecause)}</dd>
        </dl>
      )}
    </div>
  );
  return (
    <>
      {isHeld ? (
        <dl className="facts kept">
          <dt>{say(CHECKPOINT.since)}</dt>
          <dd>
            {since === null ? null : <time>{clockTime(since, now)}</time>}{' '}
            {say(
              CHECKPOINT.keptBy(
                nameOf(staff, textIn(of.row, 'context.hold.by')) ?? say(CHECKPOINT.colleague),
              ),
            )}
          </dd>
          <dt>{say(TIMERS.holdReviewDue)}</dt>
          <dd>
            <Due at={dueOf(of.row, 'holdReviewDue')} />
          </dd>
          <dt>{say(TIMERS.holdCapDue)}</dt>
          <dd>
            <Due at={dueOf(of.row, 'holdCapDue')} />
          </dd>
        </dl>
      ) : null}
      <div className="acts">
        <Act of={of} type="returnDocument" body={{}} isPrimary />
        <Act of={of} type="readDocument" body={{}} isPrimary={isAt(of, 'open.document.presented')} />
        <ActWithForm of={of} type="reviewHold" fields={REVIEW} />
        <ActWithForm of={of} type="orderReturn" fields={ORDER} />
        <ActWithForm of={of} type="holdDocument" fields={hold} about={about} />
        <ActWithForm of={of} type="recordNoDocument" fields={NO_DOCUMENT} />
        <FurtherDocument of={of} />
        <ActWithForm of={of} type="depositDocument" fields={DEPOSIT} />
        <ActWithForm of={of} type="collectDocument" fields={COLLECT} />
      </div>
    </>
  );
}
