/** What else can be done here: what is open as buttons, what is shut with the reason written on it. */
import { useEffect, useRef, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { COMMAND_FACTS } from '../../shared/command-facts.ts';
import { usePerson } from '../../shared/hooks.ts';
import { allowedIn, within } from '../../shared/rows.ts';
import { OFFICE_WORDS, refusalSaid, useSay } from '../../shared/words/say.ts';
import type { Phase } from '../case.ts';
import { later } from '../later.tsx';
import { COMMUNITY } from '../words.ts';
import type { Deed, DeedFormProps } from './deed-form.tsx';

const DeedForm = later<DeedFormProps>(async () => (await import('./deed-form.tsx')).DeedForm);

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
