/** How each requirement of a case stands, by word and sign. */
import type { Delivered } from '../../../contract/doors.ts';
import { REGIONS, STATES } from '../../../contract/form-words.ts';
import type { Json } from '../../../contract/streams.ts';
import { within } from '../../shared/rows.ts';
import { type Mood, Status } from '../../shared/ui/status.tsx';
import { useSay } from '../../shared/words/say.ts';
import { CASE } from '../case-words.ts';

/** `{ met: 'fit' }` → `['met', 'fit']`. */
function stepsOf(state: Json | undefined): readonly string[] {
  if (typeof state === 'string') return [state];
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return [];
  return Object.entries(state).flatMap(([step, inner]) => [step, ...stepsOf(inner)]);
}

const GOOD: ReadonlySet<string> = new Set([
  'met',
  'accepted',
  'signed',
  'acknowledged',
  'returned',
  'readAndReturned',
]);
const BAD: ReadonlySet<string> = new Set(['stops', 'returnDue', 'undecided']);
/** Said by its class alone, and not twice. */
const CLASSES: ReadonlySet<string> = new Set(['met', 'unmet', 'pending', 'stops']);

export function Requirements({ of: { row } }: { readonly of: Delivered }) {
  const say = useSay();
  const regions = Object.keys(REGIONS).flatMap((region) => {
    const steps = stepsOf(within(row, `state.open.${region}`));
    const words = steps
      .filter((step) => !CLASSES.has(step))
      .map((step) => STATES[step])
      .flatMap((word) => (word === undefined || word.zh === '' ? [] : [say(word)]));
    return words.length === 0 ? [] : [{ region, steps, words: words.join(' · ') }];
  });
  if (regions.length === 0) return null;
  return (
    <section aria-labelledby="requirements" className="sheet">
      <h2 id="requirements">{say(CASE.stands)}</h2>
      <dl className="facts">
        {regions.map(({ region, steps, words }) => (
          <div key={region}>
            <dt>{say(REGIONS[region] ?? { zh: region, en: region })}</dt>
            <dd>
              <Status mood={moodOf(steps)}>{words}</Status>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function moodOf(steps: readonly string[]): Mood {
  if (steps.some((step) => BAD.has(step))) return 'late';
  return steps.some((step) => GOOD.has(step)) ? 'good' : 'calm';
}
