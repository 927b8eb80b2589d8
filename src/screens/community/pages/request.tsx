/** One request on one page: who asks, for whom, the questions, what was said, and what else can be done. */
import { useEffect, useRef } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { useList, usePerson, usePlace, useSingle } from '../../shared/hooks.ts';
import { goTo } from '../../shared/router.ts';
import { allowedIn, textIn } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { refusalSaid, type Said, useSay } from '../../shared/words/say.ts';
import { lastAnswerOf, type Phase, phaseOf, termsIn, wordsIn } from '../case.ts';
import { Answer } from '../parts/answer.tsx';
import { Deeds } from '../parts/deeds.tsx';
import { Happened } from '../parts/happened.tsx';
import { Head } from '../parts/head.tsx';
import { OneTap } from '../parts/one-tap.tsx';
import { Phone } from '../parts/phone.tsx';
import { TermsShown } from '../parts/terms.tsx';
import { Word } from '../parts/word.tsx';
import { COMMUNITY } from '../words.ts';

export function RequestPage() {
  const { path } = usePlace();
  const key = path[1] ?? '';
  return <Case key={key} handoff={key} />;
}

function Case({ handoff }: { readonly handoff: string }) {
  const say = useSay();
  const single = useSingle('handoffPage', handoff);
  return (
    <div className="narrow stack">
      <p>
        <button type="button" className="button plain back" onClick={goBack}>
          <span aria-hidden="true">‹</span> {say(COMMUNITY.back)}
        </button>
      </p>
      {single.state === 'loading' ? <p role="status">{say(FRAME.loading)}</p> : null}
      {single.state === 'absent' ? (
        <div className="empty">
          <h1>{say(COMMUNITY.notYoursNow)}</h1>
          <p>{say(COMMUNITY.notYoursHint)}</p>
        </div>
      ) : null}
      {single.state === 'there' ? <Shown of={single.delivered} /> : null}
    </div>
  );
}

/** Back to the list one came from; whoever came by a link goes to the requests. */
function goBack(): void {
  if (history.length > 1) history.back();
  else goTo(['requests']);
}

function Shown({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { scope } = usePerson();
  const { row, key } = of;
  const phase = phaseOf(row, scope);
  // The last answer to a request that goes on stands above, beside the questions.
  const last = phase === 'toAnswer' || phase === 'goneUp' ? lastAnswerOf(row, scope) : null;
  const words = wordsIn(row).filter(({ version }) => version !== last?.version);
  const isAfter = phase === 'expected' || phase === 'inCare' || phase === 'missing';
  return (
    <>
      <Head row={row} phase={phase} />
      <Now of={of} phase={phase} />
      {isAfter ? <Phone of={of} /> : null}
      {words.length === 0 ? null : (
        <section aria-labelledby="said">
          <h2 id="said" className="over">
            {say(COMMUNITY.saidByOffices)}
          </h2>
          {[...words]
            .sort((one, other) => other.version - one.version)
            .map((word) => (
              <Word key={word.version} word={word} withOffice />
            ))}
        </section>
      )}
      <Deeds of={of} phase={phase} />
      <Happened handoff={key} version={of.version} />
    </>
  );
}

const STANDS: Readonly<Partial<Record<Phase, readonly [title: Said, hint: Said]>>> = {
  toAcknowledge: [COMMUNITY.ruled, COMMUNITY.ruledHint],
  consented: [COMMUNITY.accepted, COMMUNITY.acceptedNext],
};

/** What is wanted of this office now; where that changed while somebody looked, it is said. */
function Now({ of, phase }: { readonly of: Delivered; readonly phase: Phase }) {
  const say = useSay();
  const { scope } = usePerson();
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(phase);
  useEffect(() => {
    if (before.current !== phase) title.current?.focus();
    before.current = phase;
  }, [phase]);
  const { row, key } = of;
  const said = STANDS[phase];
  const office = { office: scope };
  if (phase === 'toAnswer' || phase === 'goneUp') return <ToAnswer of={of} />;
  return (
    <section className={`ask${phase === 'consented' || phase === 'inCare' ? ' good' : ''}`}>
      <h2 ref={title} tabIndex={-1}>
        {say(said?.[0] ?? TITLES[phase] ?? COMMUNITY.closedNow)}
      </h2>
      {said === undefined ? null : <p>{say(said[1])}</p>}
      {phase === 'expected' ? <p>{say(COMMUNITY.overdueHint)}</p> : null}
      <TermsShown terms={termsIn(row)} />
      {phase === 'toAcknowledge' ? (
        <OneTap type="acknowledgeRuling" streamId={key} body={office} words={COMMUNITY.acknowledge} />
      ) : null}
      {phase === 'toTakeOver' ? (
        <OneTap type="acceptTransfer" streamId={key} body={office} words={COMMUNITY.takeOver} />
      ) : null}
      {phase === 'expected' || phase === 'missing' ? (
        <OneTap type="confirmArrival" streamId={key} body={office} words={COMMUNITY.confirmArrival} />
      ) : null}
    </section>
  );
}

const TITLES: Readonly<Partial<Record<Phase, Said>>> = {
  toTakeOver: COMMUNITY.toTakeOver,
  expected: COMMUNITY.expected,
  inCare: COMMUNITY.arrivedDone,
  missing: COMMUNITY.missing,
  other: COMMUNITY.refusedNext,
};

function ToAnswer({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { scope } = usePerson();
  const { rows } = useList('requests');
  const stop = textIn(of.row, 'stop');
  const others = rows.filter(
    ({ key, row }) =>
      key !== of.key &&
      textIn(row, 'stop') === stop &&
      ['toAnswer', 'goneUp'].includes(phaseOf(row, scope)) &&
      allowedIn({ ...of, row }, 'answerCommunity') === true,
  );
  const allowed = allowedIn(of, 'answerCommunity');
  if (typeof allowed === 'string')
    return (
      <p className="said wait">
        {say(COMMUNITY.answerShut)}
        {say(refusalSaid(allowed))}
      </p>
    );
  const answered = lastAnswerOf(of.row, scope);
  return (
    <>
      {answered === null ? null : (
        <section className="said wait" role="status" aria-labelledby="answered">
          <h2 id="answered">{say(COMMUNITY.answeredSo)}</h2>
          <Word word={answered} />
          <p>{say(COMMUNITY.mayAnswerAgain)}</p>
        </section>
      )}
      <Answer of={of} others={others} />
    </>
  );
}
