/** The form of what an office does beside answering; loaded when somebody opens one, or soon after the page. */
import { REFUSAL_REASON_NAMES } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { usePerson } from '../../shared/hooks.ts';
import { TransferForm } from '../office-search/transfer-form.tsx';
import { OFFICE_WORDS } from '../../shared/words/say.ts';

export type Deed =
  | 'reportChange'
  | 'revokeConsent'
  | 'reportNonArrival'
  | 'reportReceptionProblem'
  | 'requestTransfer'
  | 'recordFiling'
  | 'escalateRequest'
  | 'addStatement';

export interface DeedFormProps {
  readonly deed: Deed;
  readonly of: Delivered;
  readonly onClose: () => void;
}

export function DeedForm({ deed, of, onClose }: DeedFormProps) {
  const { scope } = usePerson();
  const shared = { streamId: of.key, basedOn: of.version, onDone: onClose, onCancel: onClose };
  const office = { as: 'fixed', value: scope } as const;
  const words = { as: 'long' } as const;
  const optionalWords = { as: 'long', optional: true } as const;
  switch (deed) {
    case 'reportChange': {
      const fields = formOf('reportChange', {
        office,
        what: { as: 'choice', of: ['zone', 'household', 'capacity', 'other'] },
        words: optionalWords,
      });
      return <CommandForm type="reportChange" fields={fields} {...shared} />;
    }
    case 'revokeConsent': {
      const fields = formOf('revokeConsent', {
        office,
        reason: { as: 'choice', of: REFUSAL_REASON_NAMES },
        words: optionalWords,
      });
      return <CommandForm type="revokeConsent" fields={fields} {...shared} />;
    }
    case 'reportNonArrival': {
      const fields = formOf('reportNonArrival', {
        office,
        calls: { as: 'number', min: 1, max: 99 },
        words: optionalWords,
      });
      return <CommandForm type="reportNonArrival" fields={fields} {...shared} />;
    }
    case 'reportReceptionProblem':
      return (
        <CommandForm
          type="reportReceptionProblem"
          fields={formOf('reportReceptionProblem', { office, words })}
          {...shared}
        />
      );
    case 'requestTransfer':
      return <TransferForm of={of} onClose={onClose} />;
    case 'escalateRequest':
      return (
        <CommandForm
          type="escalateRequest"
          fields={formOf('escalateRequest', { because: optionalWords })}
          {...shared}
        />
      );
    case 'addStatement':
      return (
        <CommandForm
          type="addStatement"
          label={OFFICE_WORDS}
          fields={formOf('addStatement', { words })}
          {...shared}
        />
      );
    default: {
      const fields = formOf('recordFiling', {
        filing: {
          as: 'group',
          of: {
            answer: { as: 'choice', of: ['FILED', 'REFUSED'] },
            // What a commuter claims is shown at the checkpoint, and is not an office's to record.
            residence: { as: 'unasked', optional: true },
            work: { as: 'unasked', optional: true },
          },
        },
      });
      return <CommandForm type="recordFiling" fields={fields} {...shared} />;
    }
  }
}
