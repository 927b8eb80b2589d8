/** What waits for this office: the one that is due first on top, and who came in one vehicle side by side. */
import type { Delivered } from '../../../contract/doors.ts';
import { useDesk, useList, usePerson, useStore } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { textIn } from '../../shared/rows.ts';
import { Status } from '../../shared/ui/status.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { useSay } from '../../shared/words/say.ts';
import { byClock, byStop, lastAnswerOf, type Phase, phaseOf } from '../case.ts';
import { Clock } from '../parts/clock.tsx';
import { Person } from '../parts/person.tsx';
import { sayingOf } from '../parts/word.tsx';
import { later } from '../later.tsx';
import { COMMUNITY } from '../words.ts';

const InYourName = later(async () => (await import('../oral/in-your-name.tsx')).InYourName, 'quietly');

const SECTIONS = [
  ['toAnswer', COMMUNITY.toAnswer],
  ['toAcknowledge', COMMUNITY.toAcknowledge],
  ['toTakeOver', COMMUNITY.toTakeOver],
  ['goneUp', COMMUNITY.goneUp],
] as const satisfies readonly (readonly [Phase, { zh: string; en: string }])[];
/** What this office is waited for. */
const OWN: readonly Phase[] = ['toAnswer', 'toAcknowledge', 'toTakeOver'];

export function RequestsPage() {
  const { rows, isLoaded } = useList('requests');
  const { scope } = usePerson();
  const say = useSay();
  return (
    <div className="narrow stack">
      <h1>{say(COMMUNITY.requests)}</h1>
      <InYourName />
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && rows.length === 0 ? (
        <div className="empty">
          <p>{say(COMMUNITY.nothingToAnswer)}</p>
          <p className="soft small">{say(COMMUNITY.newOnesAppear)}</p>
        </div>
      ) : null}
      {SECTIONS.map(([phase, title]) => {
        const here = byClock(
          rows.filter(({ row }) => phaseOf(row, scope) === phase),
          phase,
        );
        if (here.length === 0) return null;
        return (
          <section key={phase} aria-labelledby={phase}>
            <h2 id={phase} className="over">
              {say(title)} <span className="soft">{here.length}</span>
            </h2>
            <ul className="cards">
              {byStop(here).map((people) => (
                <li key={people[0]?.key}>
                  {people.length === 1 ? null : (
                    <p className="small soft same-car">{say(COMMUNITY.sameCar(people.length))}</p>
                  )}
                  {people.map((one) => (
                    <Card key={one.key} of={one} phase={phase} />
                  ))}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

export function Card({ of: { key, row }, phase }: { readonly of: Delivered; readonly phase: Phase }) {
  const say = useSay();
  const { scope } = usePerson();
  const offices = useStore(useDesk().offices);
  const checkpoint = offices.get(textIn(row, 'checkpoint'));
  const answered = phase === 'toAnswer' || phase === 'goneUp' ? lastAnswerOf(row, scope) : null;
  return (
    <a className="card" href={linkTo(['request', key])}>
      <Person row={row} level={3} />
      <p className="card-foot">
        <span className="small soft">{checkpoint === undefined ? '' : say(checkpoint)}</span>
        <Clock row={row} phase={phase} />
      </p>
      {answered === null ? null : (
        <Status mood="calm">{say(COMMUNITY.answeredAlready(say(sayingOf(answered))))}</Status>
      )}
    </a>
  );
}

/** How many wait for this office, beside the page's name. */
export function RequestsBeside() {
  const { rows } = useList('requests');
  const { scope } = usePerson();
  const count = rows.filter(({ row }) => OWN.includes(phaseOf(row, scope))).length;
  return count === 0 ? null : <span className="count">{count}</span>;
}
