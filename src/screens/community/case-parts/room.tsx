/** The dispute room on the community's page: every side's words, and one's own answer below one's side. */
import { useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { disputeIn, FoldedRoom, openQuestions } from '../../shared/ui/dispute-room.tsx';
import { OFFICE_WORDS } from '../../shared/words/say.ts';

const STATEMENT = formOf('addStatement', { words: { as: 'long' } });

export function Room({ of }: { readonly of: Delivered }) {
  const dispute = disputeIn(of);
  const [sent, setSent] = useState(0);
  return (
    <FoldedRoom
      of={dispute}
      isAsked={openQuestions(dispute, 'office').length > 0}
      under={{
        office: (
          <CommandForm
            key={sent}
            type="addStatement"
            label={OFFICE_WORDS}
            streamId={of.key}
            fields={STATEMENT}
            basedOn={of.version}
            onDone={() => setSent(sent + 1)}
          />
        ),
      }}
    />
  );
}
