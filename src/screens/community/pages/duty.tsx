/** The street officer registers somebody on duty at one of their communities, until a time. */
import { useState } from 'react';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDesk, useNow, usePerson, useStore } from '../../shared/hooks.ts';
import { toField } from '../../shared/time.ts';
import { useSay } from '../../shared/words/say.ts';
import { COMMUNITY } from '../words.ts';

const USUAL_SHIFT_MS = 12 * 3_600_000;

export function DutyPage() {
  const say = useSay();
  const { scope } = usePerson();
  const offices = useStore(useDesk().offices);
  const now = useNow(60_000);
  const [done, setDone] = useState(0);
  const fields = formOf('registerOnDuty', {
    office: {
      as: 'pick',
      label: COMMUNITY.dutyFor,
      from: [...offices.values()]
        .filter(({ code, parent }) => code === scope || parent === scope)
        .map(({ code: value, ...words }) => ({ value, words })),
    },
    surname: { as: 'text', maxLength: 60 },
    staffNumber: { as: 'text', maxLength: 40 },
    channel: {
      as: 'group',
      label: COMMUNITY.dutyChannel,
      hint: COMMUNITY.dutyChannelHint,
      of: {
        kind: { as: 'choice', of: ['sms', 'wecom', 'dingtalk', 'landline'] },
        address: { as: 'text', maxLength: 200 },
      },
    },
    until: { as: 'instant', label: COMMUNITY.dutyUntil },
  });
  return (
    <div className="narrow stack">
      <h1>{say(COMMUNITY.dutyTitle)}</h1>
      <p className="soft">{say(COMMUNITY.dutyHint)}</p>
      {done === 0 ? null : (
        <p className="said" role="status">
          {say(COMMUNITY.dutyDone)}
        </p>
      )}
      <div className="sheet">
        <CommandForm
          key={done}
          type="registerOnDuty"
          streamId={null}
          fields={fields}
          first={{ until: toField(now + USUAL_SHIFT_MS) }}
          onDone={() => setDone(done + 1)}
        />
      </div>
    </div>
  );
}
