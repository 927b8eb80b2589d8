/** Whom this office receives: who is on the way, whom it agreed to and who is not released yet, who arrived. */
import type { Delivered } from '../../../contract/doors.ts';
import { useList, usePerson } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, useSay } from '../../shared/words/say.ts';
import { byClock, type Phase, phaseOf, termsIn } from '../case.ts';
import { OneTap } from '../parts/one-tap.tsx';
import { TermsShown } from '../parts/terms.tsx';
import { COMMUNITY } from '../words.ts';
import { Card } from './requests.tsx';

const LATER: readonly (readonly [Phase, Said])[] = [
  ['missing', COMMUNITY.missing],
  ['consented', COMMUNITY.consented],
  ['inCare', COMMUNITY.inCare],
];

export function ArrivalsPage() {
  const expected = useList('expectedArrivals');
  const cases = useList('handoffPage');
  const { scope } = usePerson();
  const say = useSay();
  const isLoaded = expected.isLoaded && cases.isLoaded;
  // Two lists follow the same feed; whoever is on the way stands once, whichever of them heard first.
  const onTheWay = new Set(expected.rows.map(({ key }) => key));
  const sections: readonly (readonly [Phase, Said, readonly Delivered[]])[] = [
    ['expected', COMMUNITY.expected, byClock(expected.rows, 'expected')],
    ...LATER.map(
      ([phase, title]) =>
        [
          phase,
          title,
          byClock(
            cases.rows.filter(({ key, row }) => !onTheWay.has(key) && phaseOf(row, scope) === phase),
            phase,
          ),
        ] as const,
    ),
  ];
  const isEmpty = sections.every(([, , rows]) => rows.length === 0);
  return (
    <div className="narrow stack">
      <h1>{say(COMMUNITY.arrivals)}</h1>
      <a className="button whole" href={linkTo(['slip'])}>
        {say(COMMUNITY.slip)}
      </a>
      {isLoaded ? null : <p role="status">{say(FRAME.loading)}</p>}
      {isLoaded && isEmpty ? (
        <div className="empty">
          <p>{say(COMMUNITY.nobodyExpected)}</p>
        </div>
      ) : null}
      {sections.map(([phase, title, rows]) =>
        rows.length === 0 ? null : (
          <section key={phase} aria-labelledby={phase}>
            <h2 id={phase} className="over">
              {say(title)} <span className="soft">{rows.length}</span>
            </h2>
            <ul className="cards">
              {rows.map((one) => (
                <li key={one.key} className="arrival">
                  <Card of={one} phase={phase} />
                  <TermsShown terms={termsIn(one.row)} />
                  {phase === 'expected' ? (
                    <OneTap
                      type="confirmArrival"
                      streamId={one.key}
                      body={{ office: scope }}
                      words={COMMUNITY.confirmArrival}
                    />
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
      {cases.hasMore ? <p className="soft">{say(FRAME.hasMore)}</p> : null}
    </div>
  );
}
