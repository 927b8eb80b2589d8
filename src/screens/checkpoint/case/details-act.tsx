/** The seven fields of the pledge that the traveller gives: recorded, or corrected with a reason. Only what is filled in is sent. */
import type { Delivered } from '../../../contract/doors.ts';
import { DOCUMENT_TYPES } from '../../../contract/documents.ts';
import { checkDocument } from '../../../contract/identity/check-document.ts';
import { houseNow } from '../../shared/clock.ts';
import { formOf, type FormOf } from '../../shared/forms/describe.ts';
import type { Typed } from '../../shared/forms/read.ts';
import type { Said } from '../../shared/words/say.ts';
import { CHECKPOINT } from '../words.ts';
import { ActWithForm } from './act.tsx';

const REASONS = ['home', 'work', 'school', 'treatment', 'family', 'other'] as const;
const address = {
  as: 'group',
  of: { division: { as: 'unasked', optional: true }, text: { as: 'text', maxLength: 200 } },
  optional: true,
} as const;
const RECORD: FormOf<'recordDetails'> = {
  name: { as: 'text', maxLength: 100, optional: true },
  document: {
    as: 'group',
    of: {
      type: { as: 'choice', of: DOCUMENT_TYPES },
      number: { as: 'documentNumber', maxLength: 44, optional: true },
      mrz: { as: 'unasked', optional: true },
      asPrinted: { as: 'flag', label: CHECKPOINT.asPrinted, optional: true },
    },
    optional: true,
  },
  further: { as: 'unasked', optional: true },
  returnAddress: address,
  community: { as: 'office', kinds: ['community'], optional: true },
  addressConfirmed: { as: 'flag', optional: true },
  previousAddress: address,
  returnReason: { as: 'choice', of: REASONS, optional: true },
  returnReasonWords: { as: 'text', maxLength: 200, optional: true },
  phone: { as: 'phone', optional: true },
  isUnder14: { as: 'flag', optional: true },
};
const CORRECT = formOf('correctDetails', { ...RECORD, because: { as: 'long' } });

/** The first thing that cannot be right about the number, said at its field before anything is sent. */
function numberRemark(typed: Typed): Readonly<Record<string, Said>> {
  const type = DOCUMENT_TYPES.find((one) => one === typed['document.type']);
  const number = typed['document.number'];
  if (
    type === undefined ||
    typeof number !== 'string' ||
    number === '' ||
    typed['document.asPrinted'] === true
  )
    return {};
  const [fault] = checkDocument({ type, number }, houseNow()).faults;
  return fault === undefined ? {} : { 'document.number': fault };
}

export function DetailsAct({
  of,
  type,
}: {
  readonly of: Delivered;
  readonly type: 'recordDetails' | 'correctDetails';
}) {
  return type === 'recordDetails' ? (
    <ActWithForm of={of} type="recordDetails" fields={RECORD} check={numberRemark} />
  ) : (
    <ActWithForm of={of} type="correctDetails" fields={CORRECT} check={numberRemark} />
  );
}
