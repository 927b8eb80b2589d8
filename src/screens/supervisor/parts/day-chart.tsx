/** Bars by day. The numbers stand in a table beside it, so the chart says in words only what it is and where it peaks. */
import { useSay } from '../../shared/words/say.ts';
import { SUPERVISOR } from '../words.ts';

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [480, 220, 36, 12, 28];

export function DayChart({
  what,
  days,
}: {
  readonly what: string;
  readonly days: readonly (readonly [day: string, number: number])[];
}) {
  const say = useSay();
  const numbers = days.map(([, number]) => number);
  const all = numbers.reduce((sum, one) => sum + one, 0);
  const most = Math.max(0, ...numbers);
  const [when = ''] = days.find(([, number]) => number === most) ?? [];
  const top = niceTop(most);
  const inner = HEIGHT - TOP - BOTTOM;
  const step = (WIDTH - LEFT) / Math.max(1, days.length);
  const bar = Math.min(40, step * 0.7);
  const y = (number: number) => TOP + inner - (number / top) * inner;
  const everyNth = Math.ceil(days.length / 8);
  return (
    <svg
      className="chart"
      role="img"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-label={say(SUPERVISOR.chartSays(what, days.length, most, when, all))}
    >
      {[0, top / 2, top].map((line) => (
        <g key={line}>
          <line x1={LEFT} x2={WIDTH} y1={y(line)} y2={y(line)} className="grid" />
          <text x={LEFT - 6} y={y(line) + 4} textAnchor="end">
            {Number.isInteger(line) ? line : ''}
          </text>
        </g>
      ))}
      {days.map(([day, number], i) => {
        const x = LEFT + i * step + (step - bar) / 2;
        return (
          <g key={day}>
            <rect x={x} y={y(number)} width={bar} height={y(0) - y(number)} rx={2} className="bar" />
            {number > 0 && days.length <= 16 ? (
              <text x={x + bar / 2} y={y(number) - 4} textAnchor="middle">
                {number}
              </text>
            ) : null}
            {i % everyNth === 0 ? (
              <text x={x + bar / 2} y={HEIGHT - 8} textAnchor="middle">
                {day.slice(5)}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

/** The top of the scale: the next 2, 5 or 10 of its size, so that the lines fall on whole numbers. */
function niceTop(most: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return Math.max(2, [1, 2, 5, 10].map((n) => n * size).find((n) => n >= most) ?? most);
}
