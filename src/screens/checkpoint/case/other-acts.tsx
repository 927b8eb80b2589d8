/** What is not a step: the traveller's own words and wishes, and what keeps the case in order. */
import type { Delivered } from '../../../contract/doors.ts';
import { APPEALED_NAMES, NEED_NAMES } from '../../../contract/answers.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useList, usePerson } from '../../shared/hooks.ts';
import { textIn, within } from '../../shared/rows.ts';
import { useSay } from '../../shared/words/say.ts';
import { useStaff } from '../post/post.ts';
import { CHECKPOINT } from '../words.ts';
import { Act, ActWithForm } from './act.tsx';
import { DetailsAct } from './details-act.tsx';
import { nameIn } from './this-case.ts';

const STATEMENT = formOf('addStatement', { words: { as: 'long' } });
const COMPLAINT = formOf('fileComplaint', {
  about: { as: 'choice', of: ['hold', 'wait', 'decision', 'conduct', 'data', 'other'] },
  words: { as: 'long' },
});
const APPEAL = formOf('fileAppeal', {
  of: { as: 'choice', of: APPEALED_NAMES },
  words: { as: 'long', maxLength: 2000 },
});
const NEED = formOf('markNeed', { need: { as: 'choice', of: NEED_NAMES } });
const LET_GO = formOf('takeOverHandoff', { toCheckpoint: { as: 'office', kinds: ['checkpoint'] } });
const LEAVE = formOf('requestDeparture', {
  wish: { as: 'choice', of: ['leave', 'stay'] },
  askedBy: { as: 'choice', of: ['traveller', 'officerForTraveller'] },
  words: { as: 'long', optional: true },
});

export function OtherActs({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { account, scope } = usePerson();
  const queue = useList('queue').rows;
  const announcements = useList('announcements').rows;
  const colleagues = useStaff(scope).filter((one) => one.account !== account);
  const stop = textIn(of.row, 'context.stop');
  const guardians = formOf('tieToGuardian', {
    guardian: {
      as: 'pick',
      from: queue
        .filter(({ key, row }) => key !== of.key && textIn(row, 'context.stop') === stop)
        .map((one) => ({ value: one.key, words: nameIn(one) })),
    },
  });
  const handOver = formOf('handOverHold', {
    to: {
      as: 'pick',
      from: colleagues.map((one) => {
        const name = `${one.surname} ${one.staffNumber}`;
        return { value: one.account, words: { zh: name, en: name } };
      }),
    },
  });
  const milder = formOf('applyMilderMeasure', {
    announcement: {
      as: 'pick',
      from: announcements.map(({ key, row }) => {
        const number = String(within(row, 'said.number') ?? '');
        return { value: key, words: { zh: number, en: number } };
      }),
    },
  });
  return (
    <details className="sheet others">
      <summary>{say(CHECKPOINT.other)}</summary>
      <h3>{say(CHECKPOINT.ofTheTraveller)}</h3>
      <div className="acts">
        <ActWithForm of={of} type="markNeed" fields={NEED} />
        <ActWithForm of={of} type="addStatement" fields={STATEMENT} />
        <ActWithForm of={of} type="fileComplaint" fields={COMPLAINT} />
        <ActWithForm of={of} type="fileAppeal" fields={APPEAL} />
        <ActWithForm of={of} type="requestDeparture" fields={LEAVE} />
      </div>
      <h3>{say(CHECKPOINT.ofTheCase)}</h3>
      <div className="acts">
        <DetailsAct of={of} type="recordDetails" />
        <DetailsAct of={of} type="correctDetails" />
        <ActWithForm of={of} type="tieToGuardian" fields={guardians} />
        <ActWithForm of={of} type="handOverHold" fields={handOver} />
        <Act of={of} type="acceptHold" body={{}} />
        <ActWithForm of={of} type="takeOverHandoff" fields={LET_GO} label={CHECKPOINT.letGo} />
        <ActWithForm of={of} type="applyMilderMeasure" fields={milder} />
      </div>
    </details>
  );
}
