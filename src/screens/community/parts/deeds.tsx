/** What else can be done here: what is open as buttons, what is shut with the reason written on it. */
import { useEffect, useRef, useState } from 'react';
import { REFUSAL_REASON_NAMES } from '../../../contract/answers.ts';
import type { Delivered } from '../../../contract/doors.ts';
import { COMMAND_FACTS } from '../../shared/command-facts.ts';
import { CommandForm } from '../../shared/forms/command-form.tsx';
import { formOf } from '../../shared/forms/describe.ts';
import { useDesk, usePerson, useStore } from '../../shared/hooks.ts';
import { receivers } from '../../shared/offices-below.ts';
import { allowedIn, within } from '../../shared/rows.ts';
import { OFFICE_WORDS, refusalSaid, useSay } from '../../shared/words/say.ts';
import type { Phase } from '../case.ts';
import { COMMUNITY } from '../words.ts';

type Deed =
  | 'reportChange'
  | 'revokeConsent'
  | 'reportNonArrival'
  | 'reportReceptionProblem'
  | 'requestTransfer'
  | 'recordFiling'
  | 'escalateRequest'
  | 'addStatement';

/** What an office may want to do, by where the case stands for it. Whether it may is the house's to say. */
const WANTED: Readonly<Record<Phase, readonly Deed[]>> = {
  toAnswer: ['escalateRequest', 'recordFiling', 'addStatement'],
  goneUp: ['recordFiling', 'addStatement'],
  toAcknowledge: ['reportReceptionProblem', 'addStatement'],
  toTakeOver: ['addStatement'],
  consented: ['reportChange', 'revokeConsent', 'recordFiling', 'addStatement'],
  expected: ['reportNonArrival', 'reportReceptionProblem', 'requestTransfer', 'addStatement'],
  inCare: ['reportReceptionProblem', 'requestTransfer', 'addStatement'],
  missing: ['reportReceptionProblem', 'addStatement'],
  other: ['addStatement'],
};

export function Deeds({ of, phase }: { readonly of: Delivered; readonly phase: Phase }) {
  const say = useSay();
  const { role } = usePerson();
  const [chosen, setChosen] = useState<Deed | null>(null);
  const opened = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen !== null) opened.current?.focus();
  }, [chosen]);
  const filing = within(of.row, 'state.open.filing');
  const wantsFiling = filing !== undefined && filing !== 'notNeeded';
  const wanted = WANTED[phase].filter(
    (deed) =>
      allowedIn(of, deed) !== undefined &&
      (deed !== 'recordFiling' || wantsFiling) &&
      // A community lets the street office decide by an answer, which says so.
      (deed !== 'escalateRequest' || role === 'streetOfficer'),
  );
  const shut = wanted.filter((deed) => allowedIn(of, deed) !== true);
  if (wanted.length === 0) return null;
  return (
    <section aria-labelledby="deeds">
      <h2 id="deeds" className="over">
        {say(COMMUNITY.whatElse)}
      </h2>
      {chosen === null ? (
        <>
          <div className="ways">
            {wanted
              .filter((deed) => !shut.includes(deed))
              .map((deed) => (
                <button key={deed} type="button" className="button" onClick={() => setChosen(deed)}>
                  {say(nameOf(deed))}
                </button>
              ))}
          </div>
          {shut.length === 0 ? null : (
            <ul className="shut-list" aria-label={say(COMMUNITY.shutNow)}>
              {shut.map((deed) => (
                <li key={deed} className="soft small">
                  <b>{say(nameOf(deed))}</b> {say(refusalSaid(String(allowedIn(of, deed))))}
                </li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <div className="ask" ref={opened} tabIndex={-1}>
          <DeedForm deed={chosen} of={of} onClose={() => setChosen(null)} />
        </div>
      )}
    </section>
  );
}

const nameOf = (deed: Deed) => (deed === 'addStatement' ? OFFICE_WORDS : COMMAND_FACTS[deed]);

function DeedForm({
  deed,
  of,
  onClose,
}: {
  readonly deed: Deed;
  readonly of: Delivered;
  readonly onClose: () => void;
}) {
  const { scope } = usePerson();
  const offices = useStore(useDesk().offices);
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
    case 'requestTransfer': {
      const fields = formOf('requestTransfer', {
        office,
        to: {
          as: 'pick',
          from: receivers(offices).filter(({ value }) => value !== scope),
        },
        words: optionalWords,
      });
      return <CommandForm type="requestTransfer" fields={fields} {...shared} />;
    }
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
