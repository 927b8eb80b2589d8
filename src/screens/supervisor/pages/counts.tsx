/** The counts: what happened how often, a chart of one of them by day, and the way from a number to its cases. */
import { useState } from 'react';
import { COUNTS, type CountName, type CountRow, dayInBeijing } from '../../../contract/counts.ts';
import type { ViewName } from '../../../contract/views.ts';
import { TIMERS, type TimerName } from '../../../contract/timers.ts';
import { useDesk, useNow, useStore } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { Filters, useFilter } from '../../shared/ui/filters.tsx';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Say, useSay, isWorded, valueWords } from '../../shared/words/say.ts';
import { daysBetween, talliesOf, type Tally, useCounted } from '../parts/counted.ts';
import { DayChart } from '../parts/day-chart.tsx';
import { SUPERVISOR } from '../words.ts';

/** The pages of this terminal that show the lists behind the numbers. */
const PAGES: Readonly<Partial<Record<ViewName, string>>> = {
  handoffPage: 'cases',
  openHolds: 'holds',
  awaitingRuling: 'rulings',
  overdue: 'overdue',
  pledges: 'pledges',
};
const WEEK = 6 * 86_400_000;

export function CountsPage() {
  const counted = useCounted();
  const say = useSay();
  const now = useNow(60_000);
  const chosen = useFilter();
  const offices = useStore(useDesk().offices);
  const [shown, show] = useState<CountName>('handoffOpened');
  const last = chosen('to') || dayInBeijing(now);
  const first = chosen('from') || dayInBeijing(Date.parse(last) - WEEK);
  const days = counted?.days ?? [];
  const known = [...new Set(days.map(({ office }) => office))];
  const isCheckpoint = (code: string) => offices.get(code)?.kind === 'checkpoint';
  // A case counts at its checkpoint, and an answer at its office as well: whoever adds both adds it twice.
  const within = days.filter(
    ({ day, office }) =>
      day >= first &&
      day <= last &&
      (chosen('office') === '' ? isCheckpoint(office) : office === chosen('office')),
  );
  const tallies = talliesOf(within);
  const tally = tallies.find(({ name }) => name === shown) ?? tallies[0];
  return (
    <>
      <h1>{say(SUPERVISOR.counts)}</h1>
      <Filters
        of={[
          {
            name: 'office',
            label: say(SUPERVISOR.office),
            options: known.map((code): [string, string] => {
              const office = offices.get(code);
              return [code, office === undefined ? code : say(office)];
            }),
          },
          { name: 'from', label: say(SUPERVISOR.from) },
          { name: 'to', label: say(SUPERVISOR.until) },
        ]}
        shown={tallies.length}
        all={tallies.length}
      />
      <p className="soft above">{say(SUPERVISOR.countsHint)}</p>
      {counted === null ? <p role="status">{say(FRAME.loading)}</p> : null}
      {counted !== null && tally === undefined ? <p className="said">{say(SUPERVISOR.noCounts)}</p> : null}
      {tally === undefined ? null : (
        <div className="columns even">
          <TallyTable of={tallies} shown={tally.name} show={show} query={{ from: first, to: last }} />
          <ByDay of={tally} days={daysBetween(first, last)} />
        </div>
      )}
      {counted === null ? null : <p className="soft">{say(SUPERVISOR.countedUpTo(counted.position))}</p>}
    </>
  );
}

function TallyTable({
  of,
  shown,
  show,
  query,
}: {
  readonly of: readonly Tally[];
  readonly shown: CountName;
  readonly show: (name: CountName) => void;
  readonly query: Readonly<Record<string, string>>;
}) {
  const say = useSay();
  return (
    <section className="sheet" aria-label={say(SUPERVISOR.countOf)}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{say(SUPERVISOR.countOf)}</th>
            <th scope="col" className="number">
              {say(SUPERVISOR.total)}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ name, total, parts }) => {
            const row: CountRow = COUNTS[name];
            const page = row.list === undefined ? undefined : PAGES[row.list];
            return (
              <tr key={name} className={name === shown ? 'chosen' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className="as-link"
                    aria-pressed={name === shown}
                    aria-label={say(SUPERVISOR.showChart(say(row)))}
                    onClick={() => show(name)}
                  >
                    {say(row)}
                  </button>
                  {parts.some(({ codes }) => codes.length > 0) ? (
                    <small className="soft"> {partWords(row, parts, say)}</small>
                  ) : null}
                </th>
                <td className="number">
                  {page === undefined ? total : <a href={linkTo([page], linkQuery(page, query))}>{total}</a>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Lists that are narrowed by the day of arrival are opened on the same days. */
const linkQuery = (page: string, query: Readonly<Record<string, string>>) =>
  page === 'cases' || page === 'pledges' ? query : {};

/** The counts of one fact that are told apart by codes, in words. What only the code has a name for is left out. */
function partWords({ by = [] }: CountRow, parts: Tally['parts'], say: Say): string {
  return parts
    .flatMap(({ codes, total }) => {
      if (codes.length === 0) return [`${say(SUPERVISOR.byHand)} ${total}`];
      const words = codes.map((code, i) => {
        if (code in TIMERS) return say(TIMERS[code as TimerName]);
        return isWorded(code, by[i]) ? say(valueWords(code, by[i])) : '';
      });
      return words.every(Boolean) ? [`${words.join(' ')} ${total}`] : [];
    })
    .join(' · ');
}

function ByDay({ of: { name, byDay }, days }: { readonly of: Tally; readonly days: readonly string[] }) {
  const say = useSay();
  const what = say(COUNTS[name]);
  const numbers = days.map((day): readonly [string, number] => [day, byDay.get(day) ?? 0]);
  return (
    <section className="sheet" aria-labelledby="by-day">
      <h2 id="by-day">{say(SUPERVISOR.byDay(what))}</h2>
      <DayChart what={what} days={numbers} />
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{say(SUPERVISOR.day)}</th>
            <th scope="col" className="number">
              {say(SUPERVISOR.number)}
            </th>
          </tr>
        </thead>
        <tbody>
          {numbers.map(([day, number]) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td className="number">{number}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
