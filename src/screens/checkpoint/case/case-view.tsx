/** One case: who it is, where it stands, and its steps. The step where the work is lies open; any other opens at a press. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import type { Entry } from '../../shared/api.ts';
import { filterBy } from '../../shared/router.ts';
import { Conflict } from '../../shared/forms/conflict.tsx';
import { useCommand } from '../../shared/forms/use-command.ts';
import { usePlace } from '../../shared/hooks.ts';
import { shortId } from '../../shared/ids.ts';
import { standingIn, within } from '../../shared/rows.ts';
import { Contradictions } from '../../shared/ui/contradictions.tsx';
import { Due } from '../../shared/ui/due.tsx';
import { Status } from '../../shared/ui/status.tsx';
import { useSay, valueWords } from '../../shared/words/say.ts';
import { useKey } from '../keys.tsx';
import { CHECKPOINT } from '../words.ts';
import { offered } from './act.tsx';
import { CommunityStep } from './community-step.tsx';
import { DocumentStep } from './document-step.tsx';
import { ClaimActs } from './claim-acts.tsx';
import { EvidenceActs } from './evidence-acts.tsx';
import { OtherActs } from './other-acts.tsx';
import { haveRead, noteConflict, restsOn, useOvertaken } from './overtaken.ts';
import { PersonData } from './person.tsx';
import { PledgeStep } from './pledge-step.tsx';
import { ReleaseStep } from './release-step.tsx';
import { Sent } from './sent.tsx';
import { SourceKey, SourceOf } from './source.tsx';
import { currentOf, type Step, STEPS, type StepStanding, stepsOf } from './steps.ts';
import { familyOf, nameIn, needsOf } from './this-case.ts';
import { TravellerLink } from './traveller-link.tsx';

export function CaseView({ of, entries }: { readonly of: Delivered; readonly entries: readonly Entry[] }) {
  const say = useSay();
  const asked = usePlace().query.get('step');
  const steps = stepsOf(of);
  const due = currentOf(steps);
  const [kept, setKept] = useState(due);
  useEffect(() => {
    // What others do never takes away the step in which somebody is typing.
    if (due === kept || isAtWork()) return;
    setKept(due);
    // What somebody had opened, and is done with, is no longer what they look at.
    if (steps.some(({ step, isDone }) => step === asked && isDone)) filterBy({ step: '' });
  }, [due]);
  const current = STEPS.find((step) => step === asked) ?? kept;
  const overtakenSince = useOvertaken(of.key);
  const standing = standingIn(of);
  const show = (step: Step) => {
    setKept(due);
    filterBy({ step: step === due ? '' : step });
  };
  return (
    <article className="case" aria-labelledby="case-name">
      <header className="case-head">
        <div className="line">
          <h1 id="case-name" tabIndex={-1}>
            {say(nameIn(of))} <small className="soft">{shortId(of.key)}</small>
          </h1>
          <TravellerLink of={of} />
        </div>
        <p className="marks">
          {needsOf(of).map((need) => (
            <Status key={need} mood="soon">
              {say(valueWords(need))}
            </Status>
          ))}
          {within(of.row, 'context.isUnder14') === true ? (
            <Status mood="soon">{say(CHECKPOINT.under14)}</Status>
          ) : null}
        </p>
        <p className="standing">
          <b>{say(standing)}</b> <Due at={standing.due} />
          <span className="soft">
            {say(CHECKPOINT.next)} {say(standing.next)}
          </span>
        </p>
        <PersonData of={of} />
      </header>
      <Contradictions of={of} />
      {overtakenSince === null ? null : (
        <Conflict handoff={of.key} since={overtakenSince} onRead={() => haveRead(of.key)} />
      )}
      <ol className="steps" aria-label={say(CHECKPOINT.steps)}>
        {steps.map((step, i) => (
          <StepView
            key={step.step}
            of={step}
            number={i + 1}
            isShown={step.step === current}
            onShow={() => show(step.step)}
          >
            {step.step === current ? <StepBody step={step.step} of={of} entries={entries} /> : null}
          </StepView>
        ))}
      </ol>
      <OtherActs of={of} />
      <SourceKey key={`source ${of.key}`} of={of} />
      <CaseKeys key={of.key} of={of} onShow={(step) => filterBy({ step })} />
    </article>
  );
}

/** Somebody types, draws or has a window open: the page stays as it is under their hands. */
function isAtWork(): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true;
  const at = document.activeElement;
  return (
    at?.closest('.step-body') !== null &&
    at?.matches('input[type="text"], input:not([type]), textarea') === true
  );
}

function StepView({
  of,
  number,
  isShown,
  onShow,
  children,
}: {
  readonly of: StepStanding;
  readonly number: number;
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <li className={`step${isShown ? ' shown' : ''}${of.isDone ? ' done' : ''}`} data-step={of.step}>
      <h2>
        <button type="button" aria-expanded={isShown} onClick={onShow}>
          <span className="step-number" aria-hidden="true">
            {number}
          </span>
          <span className="step-name">{say(of.name)}</span>
          <Status mood={of.mood}>{say(of.words)}</Status>
          {of.due == null ? null : <Due at={of.due} />}
        </button>
      </h2>
      {of.why === null || of.isDone ? null : (
        <p className="why">
          {say(CHECKPOINT.shutBecause)}
          {say(of.why)}
        </p>
      )}
      {isShown ? <div className="step-body">{children}</div> : null}
    </li>
  );
}

function StepBody({
  step,
  of,
  entries,
}: {
  readonly step: Step;
  readonly of: Delivered;
  readonly entries: readonly Entry[];
}) {
  switch (step) {
    case 'document':
      return <DocumentStep of={of} />;
    case 'evidence':
      return (
        <>
          <EvidenceActs of={of} region="healthStatus" />
          <SourceOf of={of} region="healthStatus" />
          <EvidenceActs of={of} region="itinerary" />
          <SourceOf of={of} region="itinerary" />
          <EvidenceActs of={of} region="filing" />
          <ClaimActs of={of} />
        </>
      );
    case 'test':
      return (
        <>
          <EvidenceActs of={of} region="test" />
          <SourceOf of={of} region="test" />
        </>
      );
    case 'community':
      return <CommunityStep of={of} entries={entries} />;
    case 'pledge':
      return <PledgeStep of={of} entries={entries} />;
    case 'release':
      return <ReleaseStep of={of} />;
  }
}

/** The main acts at a key: what is obvious is sent at once, what needs filling in is brought under the cursor. */
function CaseKeys({ of, onShow }: { readonly of: Delivered; readonly onShow: (step: Step) => void }) {
  const giveBack = useCommand('returnDocument', of.key);
  const read = useCommand('readDocument', of.key);
  const release = useCommand('releaseTraveller', of.key);
  const clear = useCommand('clearTraveller', of.key);
  const family = familyOf(of);
  const together = family.length === 0 ? {} : { together: [...family] };
  const go = (step: Step) => () => {
    onShow(step);
    // The step is drawn first.
    setTimeout(() => {
      const place = document.querySelector(`[data-step="${step}"] .step-body`);
      place?.scrollIntoView({ block: 'nearest' });
      place?.querySelector<HTMLElement>('input, textarea, canvas, button')?.focus();
    });
  };
  const mayReturn = offered(of, 'returnDocument');
  const mayRead = offered(of, 'readDocument');
  const mayRelease = offered(of, 'releaseTraveller');
  const mayClear = offered(of, 'clearTraveller');
  const isKept = mayReturn === true;
  useKey('F6', { label: CHECKPOINT.stepTest, run: go('test') });
  useKey('F8', { label: CHECKPOINT.stepPledge, run: go('pledge') });
  useKey('F9', {
    label: isKept ? CHECKPOINT.keyReturn : CHECKPOINT.keyRead,
    run: isKept
      ? () => void giveBack.send({})
      : mayRead === true
        ? () => void read.send({})
        : (mayReturn ?? CHECKPOINT.closed),
  });
  useKey('F10', {
    label: mayRelease !== true && mayClear === true ? CHECKPOINT.keyClear : CHECKPOINT.stepRelease,
    run:
      mayRelease === true
        ? () =>
            void release.send(together, { basedOn: restsOn(of) }).then((sent) => noteConflict(of.key, sent))
        : mayClear === true
          ? () => void clear.send(together)
          : (mayRelease ?? CHECKPOINT.closed),
  });
  return (
    <>
      {[giveBack, read, release, clear].map(({ now }, i) => (
        <Sent key={i} now={now} />
      ))}
    </>
  );
}
