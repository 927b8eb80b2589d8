/** What a slip is worth, in plain words: good here, good elsewhere, past its time, used up, unknown, misread. */
import type { ReactNode } from 'react';
import { useDesk, useNow, useSingle, useStore } from '../../shared/hooks.ts';
import { placedName } from '../../shared/offices-below.ts';
import { linkTo } from '../../shared/router.ts';
import { clockTime } from '../../shared/time.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, useSay } from '../../shared/words/say.ts';
import { phaseOf, termsIn } from '../case.ts';
import { OneTap } from '../parts/one-tap.tsx';
import { Person } from '../parts/person.tsx';
import { TermsShown } from '../parts/terms.tsx';
import { COMMUNITY } from '../words.ts';
import type { Slip } from './asking.ts';
import { SLIP } from './slip-words.ts';

type Standing = Extract<Slip, { readonly until: number }>;
type Told = Extract<Slip, { readonly checkpoint: string }>;

export function Found({ slip }: { readonly slip: Slip }) {
  switch (slip.slip) {
    case 'misread':
      return <Box mood="wait" title={SLIP.misread} hint={SLIP.misreadHint} />;
    case 'unknown':
      return <Box mood="no" title={SLIP.unknown} hint={SLIP.unknownHint} />;
    case 'usedUp':
      return (
        <Box mood="no" title={SLIP.usedUp} hint={SLIP.usedUpHint}>
          <Facts slip={slip} />
          {slip.handoff === undefined ? null : <TheCase handoff={slip.handoff} />}
        </Box>
      );
    default:
      return slip.handoff === undefined ? (
        <Elsewhere slip={slip} />
      ) : (
        <Here slip={slip} handoff={slip.handoff} />
      );
  }
}

function Box({
  mood,
  title,
  hint,
  children,
}: {
  readonly mood: 'good' | 'wait' | 'no';
  readonly title: Said;
  readonly hint?: Said;
  readonly children?: ReactNode;
}) {
  const say = useSay();
  return (
    <section className={`ask slip ${mood}`}>
      <h2>{say(title)}</h2>
      {hint === undefined ? null : <p>{say(hint)}</p>}
      {children}
    </section>
  );
}

/** Who let somebody go, when, and until when it is good. */
function Facts({ slip }: { readonly slip: Told }) {
  const say = useSay();
  const now = useNow(60_000);
  const offices = useStore(useDesk().offices);
  const checkpoint = offices.get(slip.checkpoint);
  const time = (at: number) => <time dateTime={new Date(at).toISOString()}>{clockTime(at, now)}</time>;
  return (
    <dl className="facts">
      <dt>{say(SLIP.releasedBy)}</dt>
      <dd>
        {checkpoint === undefined ? slip.checkpoint : say(checkpoint)} <Numbers of={checkpoint?.numbers} />
      </dd>
      <dt>{say(SLIP.releasedAt)}</dt>
      <dd>{time(slip.releasedAt)}</dd>
      {'until' in slip ? (
        <>
          <dt>{say(SLIP.until)}</dt>
          <dd>{time(slip.until)}</dd>
        </>
      ) : slip.arrivedAt === undefined ? null : (
        <>
          <dt>{say(SLIP.arrivedAt)}</dt>
          <dd>{time(slip.arrivedAt)}</dd>
        </>
      )}
    </dl>
  );
}

const Numbers = ({ of = [] }: { readonly of?: readonly string[] | undefined }) => (
  <>
    {of.map((number) => (
      <a key={number} className="call number" href={`tel:${number}`}>
        {number}
      </a>
    ))}
  </>
);

const TheCase = ({ handoff }: { readonly handoff: string }) => {
  const say = useSay();
  return (
    <p>
      <a className="call" href={linkTo(['request', handoff])}>
        {say(SLIP.theCase)}
      </a>
    </p>
  );
};

/** Expected here: who it is, on what terms, and the one tap. Whoever else confirms meanwhile is seen at once. */
function Here({ slip, handoff }: { readonly slip: Standing; readonly handoff: string }) {
  const say = useSay();
  const single = useSingle('handoffPage', handoff);
  if (single.state === 'loading') return <p>{say(FRAME.loading)}</p>;
  if (single.state === 'absent')
    return <Box mood="wait" title={COMMUNITY.notYoursNow} hint={COMMUNITY.notYoursHint} />;
  const { row } = single.delivered;
  const hasArrived = phaseOf(row, slip.office) === 'inCare';
  return (
    <Box
      mood="good"
      title={hasArrived ? SLIP.arrived : slip.slip === 'good' ? SLIP.good : SLIP.overdue}
      {...(hasArrived ? { hint: SLIP.arrivedHint } : slip.slip === 'good' ? {} : { hint: SLIP.overdueHint })}
    >
      <Person row={row} level={3} />
      <Facts slip={slip} />
      <TermsShown terms={termsIn(row)} />
      {hasArrived ? (
        <TheCase handoff={handoff} />
      ) : (
        <OneTap
          type="confirmArrival"
          streamId={handoff}
          body={{ office: slip.office }}
          words={COMMUNITY.confirmArrival}
        />
      )}
    </Box>
  );
}

/** Expected by another office: which, where, and how it is reached. Nothing of the person. */
function Elsewhere({ slip }: { readonly slip: Standing }) {
  const say = useSay();
  const offices = useStore(useDesk().offices);
  const numbers = offices.get(slip.office)?.numbers ?? [];
  return (
    <Box
      mood="wait"
      title={slip.slip === 'good' ? SLIP.elsewhere : SLIP.elsewhereOverdue}
      hint={SLIP.elsewhereHint}
    >
      <dl className="facts">
        <dt>{say(SLIP.expectedBy)}</dt>
        <dd>{say(placedName(slip.office, offices))}</dd>
        <dt>{say(SLIP.itsPhone)}</dt>
        <dd>{numbers.length === 0 ? say(SLIP.noPhone) : <Numbers of={numbers} />}</dd>
      </dl>
      <Facts slip={slip} />
    </Box>
  );
}
