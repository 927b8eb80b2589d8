/** The figures of each community, or of all below an office, in the order that stands in the address. */
import type { Static } from 'typebox';
import { REFUSAL_REASONS } from '../../../contract/answers.ts';
import {
  answersIn,
  FEW,
  FIGURE_ORDERS,
  type FigureOrder,
  type FigureSums,
  MOST_DAYS,
  type OfficeFigures,
} from '../../../contract/fairness.ts';
import type { PLAIN_ROUTES } from '../../../contract/plain-routes.ts';
import { useDesk, usePerson, usePlace, useSettings, useStore } from '../../shared/hooks.ts';
import { placedName } from '../../shared/offices-below.ts';
import { filterBy, linkTo } from '../../shared/router.ts';
import { Filters, useFilter } from '../../shared/ui/filters.tsx';
import { useIsWithin } from '../../shared/ui/names.ts';
import { FRAME } from '../../shared/words/frame-words.ts';
import { type Said, type Say, useSay } from '../../shared/words/say.ts';
import { COMPARISON } from '../comparison-words.ts';
import { SUPERVISOR } from '../words.ts';
import { useLooked } from './looked.ts';

type Shown = Static<(typeof PLAIN_ROUTES)['communityFigures']['answer']>;
type Row = OfficeFigures;

const PAGE = 200;

/** From asking to answering, to the second as it is on record. */
export function waitWords(seconds: number): Said {
  const whole = Math.round(seconds);
  return whole < 60
    ? COMPARISON.seconds(whole)
    : COMPARISON.minutes(Math.floor(whole / 60), String(whole % 60).padStart(2, '0'));
}

const share = (n: number, { counts: { asked } }: FigureSums, say: Say) =>
  asked === 0 ? n : say(COMPARISON.share(n, Math.round((100 * n) / asked)));

/** What each column says of a row. */
const COLUMNS: Readonly<Record<FigureOrder, (row: FigureSums, say: Say) => React.ReactNode>> = {
  asked: ({ counts }) => counts.asked,
  inTime: (row, say) => share(row.counts.inTime, row, say),
  silent: (row, say) => share(row.counts.silent, row, say),
  refused: ({ answers }, say) => {
    const { total, reasons } = answersIn(answers, 'refuse');
    return (
      <>
        {total}
        {reasons.map(([reason, number]) => (
          <small key={reason} className="soft reason">
            {say(REFUSAL_REASONS[reason as keyof typeof REFUSAL_REASONS])} {number}
          </small>
        ))}
      </>
    );
  },
  conditional: ({ answers }) => answersIn(answers, 'conditional').total,
  ruledAgainst: ({ counts }) => counts.ruledAgainst,
  callsInVain: ({ counts }, say) =>
    counts.calls === 0 ? 0 : say(COMPARISON.ofCalls(counts.callsInVain, counts.calls)),
  wait: ({ wait }, say) =>
    wait === null ? (
      '—'
    ) : (
      <>
        {say(waitWords(wait.seconds))}{' '}
        <small className="soft reason">{say(COMPARISON.restsOn(wait.of))}</small>
      </>
    ),
};

export function FiguresTable({ from, to }: { readonly from: string; readonly to: string }) {
  const say = useSay();
  const chosen = useFilter();
  const { language } = useSettings();
  const query = new URLSearchParams({ from, to });
  for (const name of ['under', 'level', 'order', 'rising'])
    if (chosen(name) !== '') query.set(name, chosen(name));
  const after = Number(chosen('after') || 0);
  if (after > 0) query.set('after', String(after));
  const { seen, refused } = useLooked<Shown>(`community-figures?${query.toString()}`);
  const filters = useFigureFilters();
  const rows = seen?.rows ?? [];
  const file = new URLSearchParams(query);
  file.delete('after');
  file.set('language', language === 'en' ? 'en' : 'zh-CN');
  return (
    <>
      <Filters of={filters} shown={rows.length} all={seen?.offices ?? 0} />
      <p className="soft">{say(COMPARISON.figuresHint)}</p>
      <p className="soft above">{say(COMPARISON.fewHint(FEW))}</p>
      {refused === null ? null : <p className="said no">{refused.message}</p>}
      {seen === null && refused === null ? <p role="status">{say(FRAME.loading)}</p> : null}
      {seen === null ? null : (
        <>
          {seen.from === from ? null : (
            <p className="said">{say(COMPARISON.periodCut(seen.from, MOST_DAYS))}</p>
          )}
          {rows.length === 0 ? (
            <p className="said">{say(COMPARISON.nothingAsked)}</p>
          ) : (
            <section className="sheet wide" aria-label={say(COMPARISON.figures)}>
              <Table rows={rows} all={seen.all} period={{ from: seen.from, to: seen.to }} />
              <Pages after={after} of={seen.offices} />
            </section>
          )}
          <p>
            <a className="button" href={`/api/supervisor/community-figures/file?${file.toString()}`} download>
              {say(COMPARISON.file)}
            </a>
          </p>
          <p className="soft">
            {say(COMPARISON.askedOf(seen.onRecord, seen.communities))} ·{' '}
            {say(COMPARISON.comparedUpTo(seen.position))}
          </p>
        </>
      )}
    </>
  );
}

/** By what figures are narrowed, and what a row is. */
function useFigureFilters() {
  const say = useSay();
  const { scope } = usePerson();
  const offices = useStore(useDesk().offices);
  const isWithin = useIsWithin();
  const below = [...offices.values()].filter(
    ({ code, kind }) =>
      (kind === 'streetOffice' || kind === 'district') && code !== scope && isWithin(code, scope),
  );
  const isMany = below.some(({ kind }) => kind === 'district');
  return [
    {
      name: 'under',
      label: say(COMPARISON.under),
      none: say(COMPARISON.wholeScope),
      options: below
        .map(({ code }): [string, string] => [code, say(placedName(code, offices))])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    },
    {
      name: 'level',
      label: say(COMPARISON.level),
      none: say(COMPARISON.eachCommunity),
      options: [
        ['streetOffice', say(COMPARISON.eachStreet)] as const,
        ...(isMany ? [['district', say(COMPARISON.eachDistrict)] as const] : []),
      ],
    },
    { name: 'from', label: say(SUPERVISOR.from) },
    { name: 'to', label: say(SUPERVISOR.until) },
  ];
}

function Table({
  rows,
  all,
  period,
}: {
  readonly rows: readonly Row[];
  readonly all: FigureSums;
  readonly period: Readonly<Record<string, string>>;
}) {
  const say = useSay();
  const chosen = useFilter();
  const { query } = usePlace();
  const { role } = usePerson();
  const { language } = useSettings();
  const order = (chosen('order') || 'asked') as FigureOrder;
  const isRising = chosen('rising') === 'yes';
  const isSummed = chosen('level') !== '';
  return (
    <table className="plain figures">
      <thead>
        <tr>
          <th scope="col">{say(COMPARISON.office)}</th>
          {FIGURE_ORDERS.map((name) => (
            <th
              key={name}
              scope="col"
              className="number"
              aria-sort={name === order ? (isRising ? 'ascending' : 'descending') : undefined}
            >
              <button
                type="button"
                className="as-link"
                aria-pressed={name === order}
                title={say(COMPARISON.orderBy(say(COMPARISON[name])))}
                onClick={() =>
                  filterBy({ order: name, rising: name === order && !isRising ? 'yes' : '', after: '' })
                }
              >
                {say(COMPARISON[name])}
                {name === order ? <span aria-hidden="true">{isRising ? ' ↑' : ' ↓'}</span> : null}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.office}>
            <th scope="row">
              <Name row={row} language={language} into={isSummed ? into(query, row.office) : null} />
              <small className="soft reason">{restOf(row, say)}</small>
            </th>
            {FIGURE_ORDERS.map((name) => (
              <td key={name} className="number">
                {name === 'asked' && role !== 'auditor' && !isSummed && row.counts.asked > 0 ? (
                  <a href={linkTo(['cases'], { office: row.office, ...period })}>{row.counts.asked}</a>
                ) : (
                  COLUMNS[name](row, say)
                )}
                {name === 'asked' && row.counts.asked > 0 && row.counts.asked < FEW ? (
                  <small className="soft reason">{say(COMPARISON.few)}</small>
                ) : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say(COMPARISON.inAll)}</th>
          {FIGURE_ORDERS.map((name) => (
            <td key={name} className="number">
              {COLUMNS[name](all, say)}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** From the sum of an office to the communities in it. */
const into = (query: URLSearchParams, office: string) =>
  linkTo(['comparison'], { ...Object.fromEntries(query), under: office, level: '', after: '' });

function Name({
  row: { named },
  language,
  into,
}: {
  readonly row: Row;
  readonly language: keyof Said;
  readonly into: string | null;
}) {
  const own = named[named.length - 1]?.[language] ?? '';
  const above = named.slice(0, -1).map((name) => name[language]);
  return (
    <>
      {into === null ? own : <a href={into}>{own}</a>}
      {above.length === 0 ? null : <small className="soft reason">{above.join(' ')}</small>}
    </>
  );
}

/** What became of the other questions, so that the figures of a row add up, and what came later. */
function restOf({ counts }: Row, say: Say): string {
  const { asked, inTime, silent, passedUp, withdrawn, afterwards, disputed } = counts;
  const waiting = asked - inTime - silent - passedUp - withdrawn;
  return (
    [
      [passedUp, COMPARISON.passedUp],
      [withdrawn, COMPARISON.withdrawn],
      [waiting, COMPARISON.waiting],
      [afterwards, COMPARISON.afterwards],
      [disputed, COMPARISON.disputed],
    ] as const
  )
    .flatMap(([number, words]) => (number > 0 ? [say(words(number))] : []))
    .join(' · ');
}

function Pages({ after, of }: { readonly after: number; readonly of: number }) {
  const say = useSay();
  const { path, query } = usePlace();
  if (of <= PAGE) return null;
  const to = (first: number) =>
    linkTo(path, { ...Object.fromEntries(query), after: first <= 0 ? '' : String(first) });
  return (
    <p className="buttons">
      {after > 0 ? (
        <a className="button" href={to(after - PAGE)}>
          {say(COMPARISON.before)}
        </a>
      ) : null}
      {after + PAGE < of ? (
        <a className="button" href={to(after + PAGE)}>
          {say(COMPARISON.next)}
        </a>
      ) : null}
    </p>
  );
}
