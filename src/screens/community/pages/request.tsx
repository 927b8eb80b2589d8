/** One request on one page: who asks, for whom, the questions, what was said, and what else can be done. */
import { useEffect, useRef } from 'react';
import type { Delivered } from '../../../contract/doors.ts';
import { stands } from '../../../contract/standings.ts';
import { useDesk, useList, usePerson, usePlace, useSingle, useStore } from '../../shared/hooks.ts';
import { placedName } from '../../shared/offices-below.ts';
import { allowedIn, standingIn, textIn, within } from '../../shared/rows.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { refusalSaid, type Said, useSay } from '../../shared/words/say.ts';
import { lastAnswerOf, type Phase, phaseOf, termsIn, wordsIn } from '../case.ts';
import { Answer } from '../parts/answer.tsx';
import { Back } from '../parts/back.tsx';
import { Deeds } from '../parts/deeds.tsx';
import { Happened } from '../parts/happened.tsx';
import { Head } from '../parts/head.tsx';
import { OneTap } from '../parts/one-tap.tsx';
import { Phone } from '../parts/phone.tsx';
import { TermsShown } from '../parts/terms.tsx';
import { Word } from '../parts/word.tsx';
import { later } from '../later.tsx';
import { COMMUNITY } from '../words.ts';

const Room = later(async () => (await import('../case-parts/room.tsx')).Room, 'quietly');
const NextStep = later(async () => (await import('../case-parts/next.tsx')).NextStep, 'quietly');
const InYourName = later(async () => (await import('../oral/in-your-name.tsx')).InYourName, 'quietly');

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
      <Back to="requests" />
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

function Shown({ of }: { readonly of: Delivered }) {
  const say = useSay();
  const { scope } = usePerson();
  const { row, key } = of;
  const phase = phaseOf(row, scope);
  // The last answer to a request that goes on stands above, beside the questions.
  const last = phase === 'toAnswer' || phase === 'goneUp' ? lastAnswerOf(row, scope) : null;
  const words = wordsIn(row).filter(({ version }) => version !== last?.version);
  const room = useSingle('disputes', key);
  const isAfter = phase === 'expected' || phase === 'inCare' || phase === 'missing';
  return (
    <>
      <Head row={row} phase={phase} />
      <InYourName handoff={key} />
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
      {room.state === 'there' ? <Room of={room.delivered} /> : null}
      <Deeds of={of} phase={phase} />
      <Happened handoff={key} version={of.version} />
    </>
  );
}

/** What is said of where a case stands for this office, and what follows. The rest is said as the house says it. */
function saidOf(of: Delivered, phase: Phase): readonly [title: Said, hint?: Said] {
  const isRuled = stands(of.row['state'], 'open.consent.ruled');
  switch (phase) {
    case 'toAcknowledge':
      return [COMMUNITY.ruled, COMMUNITY.ruledHint];
    case 'toTakeOver':
      return [COMMUNITY.toTakeOver];
    case 'consented':
      return isRuled
        ? [COMMUNITY.acknowledged, COMMUNITY.acknowledgedNext]
        : [COMMUNITY.accepted, COMMUNITY.acceptedNext];
    case 'expected':
      return [COMMUNITY.expected, COMMUNITY.overdueHint];
    case 'inCare':
      return [COMMUNITY.arrivedDone];
    case 'missing':
      return [COMMUNITY.missing];
    default:
      return [standingIn(of)];
  }
}

/** What is wanted of this office now; where that changed while somebody looked, it is said. */
function Now({ of, phase }: { readonly of: Delivered; readonly phase: Phase }) {
  const say = useSay();
  const { scope } = usePerson();
  const offices = useStore(useDesk().offices);
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(phase);
  useEffect(() => {
    if (before.current !== phase) title.current?.focus();
    before.current = phase;
  }, [phase]);
  if (phase === 'toAnswer' || phase === 'goneUp') return <ToAnswer of={of} />;
  const { row, key } = of;
  const [words, hint] = saidOf(of, phase);
  const answered = lastAnswerOf(row, scope);
  const body = { office: scope };
  const next = phase === 'toTakeOver' ? '' : textIn(row, 'care.transferTo');
  const hasProblem = within(row, 'care.problem') === true;
  return (
    <section className={`ask${phase === 'consented' || phase === 'inCare' ? ' good' : ''}`}>
      <h2 ref={title} tabIndex={-1}>
        {say(words)}
      </h2>
      {hint === undefined ? null : <p>{say(hint)}</p>}
      {answered === null || !stands(row['state'], 'open') ? null : <NextStep row={row} answer={answered} />}
      {phase === 'toTakeOver' ? (
        <p>{say(COMMUNITY.handedBy(say(placedName(textIn(row, 'care.office'), offices))))}</p>
      ) : null}
      {hasProblem ? (
        <p>{say(phase === 'toTakeOver' ? COMMUNITY.problemComes : COMMUNITY.problemReported)}</p>
      ) : null}
      {next === '' ? null : <p>{say(COMMUNITY.transferAsked(say(placedName(next, offices))))}</p>}
      <TermsShown terms={termsIn(row)} />
      {phase === 'toAcknowledge' ? (
        <OneTap type="acknowledgeRuling" streamId={key} body={body} words={COMMUNITY.acknowledge} />
      ) : null}
      {phase === 'toTakeOver' ? (
        <OneTap type="acceptTransfer" streamId={key} body={body} words={COMMUNITY.takeOver} />
      ) : null}
      {phase === 'expected' || phase === 'missing' ? (
        <OneTap type="confirmArrival" streamId={key} body={body} words={COMMUNITY.confirmArrival} />
      ) : null}
    </section>
  );
}

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
          <NextStep row={of.row} answer={answered} />
          <p>{say(COMMUNITY.mayAnswerAgain)}</p>
        </section>
      )}
      <Answer of={of} others={others} />
    </>
  );
}
