/** Coded fields of a command in words: what was chosen, which office, until when. Ids are nobody's reading. */
import type { Json } from '../../../contract/streams.ts';
import { TIMERS, type TimerName } from '../../../contract/timers.ts';
import type { Entry } from '../api.ts';
import { useDesk, useStore } from '../hooks.ts';
import { wholeTime } from '../time.ts';
import { FRAME, MARKS } from '../words/frame-words.ts';
import { fieldWords, type Say, useSay, isWorded, valueWords } from '../words/say.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
/** Fields that say something to a machine alone, or what is said elsewhere. */
const UNTOLD: ReadonlySet<string> = new Set([
  'paper',
  'templateVersion',
  'digest',
  'setByVersion',
  'effect',
  'attempts',
  'strokes',
  'traveller',
  'stopId',
  'language',
  'nextOffice',
  'nextOfficer',
  'nextDecider',
]);
const INSTANTS: ReadonlySet<string> = new Set(['until', 'from', 'to', 'reviewAt']);

export function useCoded(): (
  entry: Pick<Entry, 'command' | 'said'>,
) => readonly (readonly [string, string])[] {
  const say = useSay();
  const offices = useStore(useDesk().offices);
  return ({ command, said }) =>
    command === 'recordPaper' || command === 'dueTimerFired'
      ? []
      : Object.entries(said).flatMap(([field, value]) => {
          const words = UNTOLD.has(field) ? '' : wordsOf(field, value, say, offices);
          return words === '' ? [] : [[say(fieldWords(field, command)), words] as const];
        });
}

function wordsOf(
  field: string,
  value: Json,
  say: Say,
  offices: ReadonlyMap<string, { readonly zh: string; readonly en: string }>,
): string {
  if (Array.isArray(value))
    return value
      .map((one: Json) => wordsOf(field, one, say, offices))
      .filter(Boolean)
      .join(say(MARKS.comma));
  if (typeof value === 'boolean') return say(value ? FRAME.yes : FRAME.no);
  if (typeof value === 'number') return INSTANTS.has(field) ? wholeTime(value) : String(value);
  if (typeof value !== 'string' || ID.test(value)) return '';
  const office = offices.get(value);
  if (office !== undefined) return say(office);
  if (isWorded(value, field)) return say(valueWords(value, field));
  // What a person typed; a name that only the code knows is left out.
  return /^[a-z][a-zA-Z0-9]*$/.test(value) ? '' : value;
}

/** Which clock ran out, where a line of the timeline is one. */
export function timerIn({ command, said }: Pick<Entry, 'command' | 'said'>) {
  const name = command === 'dueTimerFired' ? String(said['timer']) : '';
  return name in TIMERS ? TIMERS[name as TimerName] : null;
}
