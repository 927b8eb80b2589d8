/**
 * What the simulator knows of people: invented, and the same for the same seed and document every time it is asked.
 * Nobody is in it; whatever number it is asked about, it makes somebody up.
 */
import { createHash } from 'node:crypto';
import type { Static } from '../contract/schema.ts';
import type { SourceEvidence, SourceRegion, SourceTestSchema } from '../contract/sources.ts';

export interface Document {
  readonly type: string;
  readonly number: string;
}

type Test = Static<typeof SourceTestSchema>;
const HOUR_MS = 3_600_000;

/** A number from 0 to 99 that belongs to this person, region and seed. */
function lot(seed: string, region: SourceRegion, { type, number }: Document): number {
  const digest = createHash('sha256').update(`${seed}/${region}/${type}/${number}`).digest();
  return digest.readUInt32BE(0) % 100;
}

/** What is known of this person; null where nothing is. `now` is when it is asked: proofs are so old, not of a fixed day. */
export function knownOf(
  seed: string,
  region: SourceRegion,
  document: Document,
  now: number,
): SourceEvidence | null {
  const n = lot(seed, region, document);
  switch (region) {
    case 'test':
      if (n < 76) return { test: testOf(document, now, 'NEGATIVE', 10) };
      if (n < 84) return { test: testOf(document, now, 'NEGATIVE', 60) };
      if (n < 88) return { test: testOf(document, now, 'SAMPLED_PENDING', 3) };
      if (n < 91) return { test: testOf(document, now, 'POSITIVE', 8) };
      if (n < 93) return { test: testOf(document, now, 'PENDING_REVIEW', 8) };
      return null;
    case 'healthStatus':
      if (n < 62) return { healthStatus: { shows: 'GREEN' } };
      if (n < 92) return { healthStatus: { shows: 'POPUP', kind: ((n % 5) + 1) as 1 | 2 | 3 | 4 | 5 } };
      if (n < 96) return { healthStatus: { shows: 'YELLOW' } };
      if (n < 97) return { healthStatus: { shows: 'RED' } };
      return null;
    case 'itinerary':
      if (n < 88) return { itinerary: { shows: 'GREEN' } };
      if (n < 97) return { itinerary: { shows: 'NOT_GREEN' } };
      return null;
  }
}

/** The best there is to say: what a source would be most dangerous to say wrongly. */
export function good(region: SourceRegion, document: Document, now: number): SourceEvidence {
  switch (region) {
    case 'test':
      return { test: testOf(document, now, 'NEGATIVE', 10) };
    case 'healthStatus':
      return { healthStatus: { shows: 'GREEN' } };
    case 'itinerary':
      return { itinerary: { shows: 'GREEN' } };
  }
}

/** A test that was reported so many hours ago, and sampled ten hours before that. */
export function testOf(
  { type, number }: Document,
  now: number,
  result: Test['result'],
  reportedHoursAgo: number,
): Test {
  const reported = now - reportedHoursAgo * HOUR_MS;
  const time = (at: number) => ({ at, precision: 'TIME' as const });
  const isPending = result === 'SAMPLED_PENDING';
  return {
    result,
    sampledAt: time(isPending ? reported : reported - 10 * HOUR_MS),
    receivedAt: null,
    reportedAt: isPending ? null : time(reported),
    samplingMode: 'SINGLE',
    testId: `SIM-${createHash('sha256').update(`${type}/${number}/${result}`).digest('hex').slice(0, 16)}`,
  };
}
