/** The ruling: which of the three, and for "receive" by whom, on what conditions and until when. */
import { CONDITION_NAMES, HEARD_NAMES, type Ruling, RULING_NAMES } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDesk, useDraft, usePerson, useSingle, useStore } from '../../shared/hooks.ts';
import { receivers } from '../../shared/offices-below.ts';
import { disputeIn } from '../../shared/ui/dispute-room.tsx';
import { useIsWithin } from '../../shared/ui/names.ts';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';

const GROUNDS = [
  'firstReceiver',
  'residenceIsShown',
  'homeCannotReceive',
  'noPlace',
  'factsAreUnclear',
  'other',
] as const;

const HEARD = {
  as: 'group',
  of: {
    checkpoint: { as: 'choice', of: HEARD_NAMES, label: CASE.howCheckpointWasHeard },
    office: { as: 'choice', of: HEARD_NAMES, label: CASE.howOfficeWasHeard },
  },
} as const;

export function RuleForm({
  of,
  close,
}: {
  readonly of: Delivered;
  readonly close: (isDone: boolean) => void;
}) {
  const say = useSay();
  const [ruling, choose] = useDraft<Ruling>(`ruling of ${of.key}`, 'receive');
  const receivers = useReceivers();
  const ground = { as: 'choice', of: GROUNDS } as const;
  const clauses = useClauses(of.key);
  const clause =
    clauses.length === 0
      ? ({ as: 'unasked', optional: true } as const)
      : ({
          as: 'pick',
          from: clauses.map((one) => ({ value: one.id, words: one })),
          optional: true,
          hint: CASE.clauseHint,
        } as const);
  const words = { as: 'long', maxLength: 2000 } as const;
  const fields =
    ruling === 'receive'
      ? formOf('ruleOnHandoff', {
          ruling: { as: 'fixed', value: ruling },
          office: { as: 'pick', from: receivers, hint: CASE.officeInScope },
          conditions: { as: 'many', of: CONDITION_NAMES, optional: true },
          until: { as: 'instant', optional: true, hint: CASE.untilHint },
          ground,
          clause,
          heard: HEARD,
          words,
        })
      : formOf('ruleOnHandoff', {
          ruling: { as: 'fixed', value: ruling },
          office: { as: 'unasked', optional: true },
          conditions: { as: 'unasked', optional: true },
          until: { as: 'unasked', optional: true },
          ground,
          clause,
          heard: HEARD,
          words,
        });
  return (
    <>
      <fieldset className="field">
        <legend>{say(CASE.whichRuling)}</legend>
        <div className="choices">
          {RULING_NAMES.map((name) => (
            <label key={name} className={`choice${name === ruling ? ' chosen' : ''}`}>
              <input
                type="radio"
                name={`ruling of ${of.key}`}
                checked={name === ruling}
                onChange={() => choose(name)}
              />
              {say(valueWords(name, 'ruling'))}
            </label>
          ))}
        </div>
      </fieldset>
      <CommandForm
        type="ruleOnHandoff"
        streamId={of.key}
        fields={fields}
        basedOn={of.version}
        {...(clauses[0] === undefined ? {} : { first: { clause: clauses[0].id } })}
        onDone={() => close(true)}
        onCancel={() => close(false)}
      />
    </>
  );
}

/** What a ruling may rest on: the clauses of the measure the case is judged by, its own first. */
function useClauses(handoff: string) {
  const single = useSingle('disputes', handoff);
  return single.state === 'there' ? disputeIn(single.delivered).clauses : [];
}

/** The offices that this supervisor may name, by name. */
function useReceivers() {
  const offices = useStore(useDesk().offices);
  const { scope } = usePerson();
  const isWithin = useIsWithin();
  return receivers(offices).filter(({ value }) => isWithin(value, scope));
}
