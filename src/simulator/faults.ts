/** The ways in which a source can fail, each with the best thing it could say, so that taking its word would let somebody through. */
import { signAnswer } from '../evidence/sources/index.ts';
import type { SourceQuery } from '../contract/sources.ts';

export const SIMULATED_FAULTS = {
  down: 'the connection is cut without an answer',
  slow: 'a good answer, half a minute late',
  error: 'status 500',
  busy: 'status 503',
  garbage: 'bytes that are no answer, signed',
  huge: 'an answer that does not end',
  cut: 'half an answer, and then the connection is cut',
  stale: 'what was known three days ago',
  future: 'an answer of tomorrow',
  otherPerson: 'the record of another document',
  otherQuery: 'the answer to another question',
  lying: 'an answer that contradicts itself',
  unsigned: 'an answer whose signature is another’s',
  redirect: 'go and ask elsewhere, where a good answer waits',
} as const;
export type SimulatedFault = keyof typeof SIMULATED_FAULTS;
export const SIMULATED_FAULT_NAMES = Object.keys(SIMULATED_FAULTS) as SimulatedFault[];

const DAY_MS = 86_400_000;

/** The body of an answer as this fault bends it. */
export function bend(
  fault: SimulatedFault | null,
  query: SourceQuery,
  answer: Readonly<Record<string, unknown>>,
  now: number,
  personOf: (number: string) => string,
): string {
  switch (fault) {
    case 'garbage':
      return '\u0000阴性 {"result":"NEGATIVE"';
    case 'stale':
      return JSON.stringify({ ...answer, asOf: now - 3 * DAY_MS });
    case 'future':
      return JSON.stringify({ ...answer, asOf: now + DAY_MS });
    case 'otherPerson':
      return JSON.stringify({ ...answer, person: personOf(`${query.document.number}0`) });
    case 'otherQuery':
      return JSON.stringify({ ...answer, query: '00000000-0000-7000-8000-000000000000' });
    case 'lying':
      return JSON.stringify(lie(answer, now));
    default:
      return JSON.stringify(answer);
  }
}

/** Negative of a sample that is not taken yet; green with a pop-up; green of a code that is none. */
function lie(answer: Readonly<Record<string, unknown>>, now: number): Readonly<Record<string, unknown>> {
  const at = (when: number) => ({ at: when, precision: 'TIME' });
  if (answer['region'] === 'test') {
    const test = answer['test'] as object;
    return { ...answer, test: { ...test, sampledAt: at(now + DAY_MS), reportedAt: at(now + 2 * DAY_MS) } };
  }
  if (answer['region'] === 'healthStatus') return { ...answer, healthStatus: { shows: 'GREEN', kind: 3 } };
  return { ...answer, itinerary: { shows: 'GREEN' }, healthStatus: { shows: 'RED' } };
}

/** The signature that goes with it. */
export const signatureFor = (fault: SimulatedFault | null, key: Buffer, query: string, body: string) =>
  fault === 'unsigned' ? signAnswer(Buffer.alloc(32, 1), query, body) : signAnswer(key, query, body);
