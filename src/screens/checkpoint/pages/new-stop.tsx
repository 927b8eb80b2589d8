/** A vehicle, or somebody on foot, is stopped. */
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { usePerson } from '../../shared/hooks.ts';
import { goTo } from '../../shared/router.ts';

export function NewStopPage() {
  const { scope } = usePerson();
  const fields = formOf('openStop', {
    checkpoint: { as: 'fixed', value: scope },
    vehicle: { as: 'choice', of: ['car', 'coach', 'truck', 'onFoot', 'other'] },
    plate: { as: 'text', optional: true },
    travellers: { as: 'number', min: 1, max: 60 },
    direction: { as: 'choice', of: ['INBOUND', 'OUTBOUND'] },
  });
  return (
    <div className="narrow sheet">
      <CommandForm type="openStop" streamId={null} fields={fields} onDone={() => goTo(['queue'])} />
    </div>
  );
}
