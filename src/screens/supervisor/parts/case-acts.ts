/** What a supervisor can do on a case: one form an act, each described once. */
import { createElement } from 'react';
import { SECOND_LOOK_NAMES, WAIVABLE } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { usePerson } from '../../shared/hooks.ts';
import { allowedIn, textIn } from '../../shared/rows.ts';
import { type Act, actOn } from '../../shared/ui/acts.tsx';
import { CASE } from '../case-words.ts';
import { RuleForm } from './rule-form.tsx';
import { awaitedIn } from './what.ts';

const WORDS = { as: 'long', maxLength: 2000 } as const;
const OPTIONAL_WORDS = { ...WORDS, optional: true } as const;

const PROPOSE = formOf('proposeException', {
  regions: { as: 'many', of: WAIVABLE, hint: CASE.exceptionHint },
  ground: { as: 'choice', of: ['outage', 'hardship', 'treatment', 'other'] },
  words: WORDS,
});
const APPROVE = formOf('approveException', { words: OPTIONAL_WORDS });
const ORDER_RETURN = formOf('orderReturn', { because: WORDS });
const ESCALATE = formOf('escalateRequest', { because: OPTIONAL_WORDS });
const CLOSE_NON_ARRIVAL = formOf('closeNonArrival', {
  reason: { as: 'choice', of: ['foundElsewhere', 'leftTheCity', 'inHospital', 'wrongContact', 'other'] },
  words: WORDS,
});
const ACKNOWLEDGE_REFERRAL = formOf('acknowledgeReferral', { acknowledgedBy: { as: 'text', maxLength: 80 } });
const TAKE_OVER = formOf('takeOverHandoff', { toCheckpoint: { as: 'office', kinds: ['checkpoint'] } });
const LOOK_AGAIN = formOf('lookAgain', {
  outcome: { as: 'choice', of: SECOND_LOOK_NAMES },
  words: WORDS,
});
const TURNED_AWAY = formOf('reportTurnedAwayAtDoor', { words: OPTIONAL_WORDS });

/** The acts on the case itself, what is awaited first. */
export function useCaseActs(row: Delivered): readonly Act[] {
  const { account } = usePerson();
  const awaited = new Set(awaitedIn(row).map(({ name }) => name));
  const ruling = allowedIn(row, 'ruleOnHandoff');
  const isMine = textIn(row.row, 'context.proposal.by') === account;
  const rule: readonly Act[] =
    ruling === undefined
      ? []
      : [
          {
            type: 'ruleOnHandoff',
            allowed: ruling,
            isFirst: awaited.has('ruling') || awaited.has('nobodyRuled') || awaited.has('problem'),
            ...(awaited.has('acknowledgement') ? { words: CASE.ruleAnew } : {}),
            form: (close) => createElement(RuleForm, { of: row, close }),
          },
        ];
  const approve = actOn(row, 'approveException', APPROVE, { isFirst: true }).map((act) =>
    // Said beforehand: the one who proposed it reads who is to approve it instead.
    isMine && act.allowed === true ? { ...act, allowed: 'approverIsAnother' } : act,
  );
  return [
    ...rule,
    ...approve,
    ...actOn(row, 'orderReturn', ORDER_RETURN),
    ...actOn(row, 'proposeException', PROPOSE),
    ...actOn(row, 'escalateRequest', ESCALATE),
    ...actOn(row, 'closeNonArrival', CLOSE_NON_ARRIVAL, { isFirst: true }),
    ...actOn(row, 'acknowledgeReferral', ACKNOWLEDGE_REFERRAL, { isFirst: true }),
    ...actOn(row, 'takeOverHandoff', TAKE_OVER),
    ...actOn(row, 'reportTurnedAwayAtDoor', TURNED_AWAY),
    ...actOn(row, 'lookAgain', LOOK_AGAIN, { isFirst: awaited.has('appeal') }),
  ];
}
