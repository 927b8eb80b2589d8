/** What was heard last of the office that is asked: an answer, how a call ended, or that its time ran out. Pure. */
import { ANSWERS, CALL_OUTCOMES, RUNGS } from '../../../contract/answers.ts';
import { type Heard, nextStep, type NextStep, PLACES, type Place } from '../../../contract/next-steps.ts';
import { stands } from '../../../contract/standings.ts';
import type { Json } from '../../../contract/streams.ts';
import type { Entry } from '../../shared/api.ts';

export interface LastHeard {
  readonly heard: Heard;
  readonly at: number;
  /** Whose it may be, where an office that is not theirs named one. */
  readonly suggestion: string | null;
}

/** Where the request of this case stands; null where none does. */
export const placeOf = (state: Json | undefined): Place | null =>
  (Object.keys(PLACES) as Place[]).find((place) => PLACES[place].at.some((path) => stands(state, path))) ??
  null;

/** What follows from what was heard last, where the request stands now; null where it moved nothing from here. */
export const stepAt = (heard: Heard, place: Place): NextStep | null =>
  RUNGS.map((rung) => nextStep(heard, rung)).find(({ to }) => to === place) ?? null;

const isOf = <T extends string>(list: Readonly<Record<T, unknown>>, value: unknown): value is T =>
  typeof value === 'string' && value in list;

const OF_THE_RUNGS: readonly unknown[] = RUNGS.map((rung) => PLACES[rung].clock);

function heardIn({ command, said }: Entry): Heard | null {
  switch (command) {
    case 'answerCommunity':
    case 'recordOralAnswer':
      if (!isOf(ANSWERS, said['answer'])) return null;
      return said['answer'] === 'refuse' && said['reason'] === 'homeIsSealed'
        ? 'homeIsSealed'
        : said['answer'];
    case 'recordCall':
      return isOf(CALL_OUTCOMES, said['outcome']) ? said['outcome'] : null;
    case 'dueTimerFired':
      return OF_THE_RUNGS.includes(said['timer']) ? 'silence' : null;
    default:
      return null;
  }
}

/** What begins a request anew or moves it by somebody's own hand: nothing follows any more from what was heard before. */
const ANEW: readonly string[] = ['askCommunity', 'escalateRequest', 'ruleOnHandoff', 'revokeConsent'];

export function lastHeard(entries: readonly Entry[]): LastHeard | null {
  let last: LastHeard | null = null;
  for (const entry of entries) {
    if (ANEW.includes(entry.command)) last = null;
    const heard = heardIn(entry);
    if (heard === null) continue;
    const { suggestion } = entry.said;
    last = {
      heard,
      at: entry.occurredAt,
      suggestion: typeof suggestion === 'string' ? suggestion : null,
    };
  }
  return last;
}
