/** How alike the offices answer: their figures, and like cases that did not go alike. */
import type { Role } from '../../../contract/roles.ts';
import { dayInBeijing } from '../../../contract/counts.ts';
import { useNow, usePerson, usePlace } from '../../shared/hooks.ts';
import { linkTo } from '../../shared/router.ts';
import { useFilter } from '../../shared/ui/filters.tsx';
import { type Said, useSay } from '../../shared/words/say.ts';
import { COMPARISON } from '../comparison-words.ts';
import { FiguresTable } from '../parts/figures-table.tsx';
import { LikeCases } from '../parts/like-cases.tsx';
import { Overlaps, OverlapsBeside } from '../parts/overlaps.tsx';

const WEEK_MS = 6 * 86_400_000;

interface Period {
  readonly from: string;
  readonly to: string;
}

/** The parts of the page by their name in the address, and who reads them. The first has none. */
const PARTS: readonly {
  readonly path: string;
  readonly name: Said;
  readonly roles: readonly Role[];
  readonly Part: (period: Period) => React.ReactNode;
}[] = [
  { path: '', name: COMPARISON.figures, roles: ['supervisor', 'reviewer', 'auditor'], Part: FiguresTable },
  { path: 'alike', name: COMPARISON.alike, roles: ['supervisor', 'reviewer'], Part: LikeCases },
  { path: 'overlaps', name: COMPARISON.overlaps, roles: ['supervisor', 'auditor'], Part: Overlaps },
];

export function ComparisonPage() {
  const say = useSay();
  const { role } = usePerson();
  const { path } = usePlace();
  const chosen = useFilter();
  const now = useNow(60_000);
  const to = chosen('to') || dayInBeijing(now);
  const from = chosen('from') || dayInBeijing(Date.parse(to) - WEEK_MS);
  const parts = PARTS.filter(({ roles }) => roles.includes(role));
  const here = parts.find((part) => part.path === (path[1] ?? '')) ?? parts[0];
  if (here === undefined) return null;
  return (
    <>
      <h1>{say(COMPARISON.comparison)}</h1>
      <nav className="parts" aria-label={say(COMPARISON.parts)}>
        {parts.map((part) => (
          <a
            key={part.path}
            href={linkTo(['comparison', part.path].filter(Boolean), {
              from: chosen('from'),
              to: chosen('to'),
            })}
            aria-current={part === here ? 'page' : undefined}
          >
            {say(part.name)}
          </a>
        ))}
      </nav>
      <here.Part from={from} to={to} />
    </>
  );
}

/** Beside the page's name: how many overlaps nobody has settled, for those who are told of them. */
export function ComparisonBeside() {
  return usePerson().role === 'reviewer' ? null : <OverlapsBeside />;
}
