/** What a source sent, read with suspicion: it is an answer only if it is signed, to this query, of this person, and of now. */
import { Compile } from 'typebox/compile';
import {
  SOURCE_CLOCK_MS,
  type SourceAnswer,
  SourceAnswerSchema,
  type SourceFault,
  type SourceQuery,
  type SourceSaid,
} from '../../contract/sources.ts';
import { isSame, personDigest, signAnswer } from './signing.ts';

export interface Reading {
  readonly key: Buffer;
  readonly query: SourceQuery;
  /** How old a source's own knowledge may be. */
  readonly staleAfterMs: number;
  readonly now: number;
}

const shape = Compile(SourceAnswerSchema);

export function readAnswer(
  { key, query, staleAfterMs, now }: Reading,
  sent: { readonly body: string; readonly signature: string },
): SourceSaid {
  if (!isSame(sent.signature, signAnswer(key, query.query, sent.body))) return unavailable('unsigned');
  const answer = parse(sent.body);
  if (answer === null) return unavailable('garbled');
  if (answer.query !== query.query || answer.region !== query.region) return unavailable('anotherQuery');
  if (!isSame(answer.person, personDigest(key, query.query, query.document)))
    return unavailable('anotherPerson');
  if (answer.asOf > now + SOURCE_CLOCK_MS) return unavailable('fromTheFuture');
  if (answer.asOf < now - staleAfterMs) return unavailable('stale');
  const { asOf } = answer;
  if (!answer.found) return { outcome: 'notFound', asOf };
  switch (answer.region) {
    case 'test':
      return { outcome: 'found', asOf, evidence: { test: answer.test } };
    case 'healthStatus':
      return { outcome: 'found', asOf, evidence: { healthStatus: answer.healthStatus } };
    case 'itinerary':
      return { outcome: 'found', asOf, evidence: { itinerary: answer.itinerary } };
  }
}

const unavailable = (why: SourceFault): SourceSaid => ({ outcome: 'unavailable', why });

function parse(body: string): SourceAnswer | null {
  try {
    const answer: unknown = JSON.parse(body);
    return shape.Check(answer) ? answer : null;
  } catch {
    return null;
  }
}
