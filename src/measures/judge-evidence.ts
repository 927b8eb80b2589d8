/** One piece of evidence at a time. Whose it is was settled before; of another person's only its fault comes here. */
import { NOT_VERIFIED } from '../contract/certificate-words.ts';
import {
  VERIFICATION_LEVELS,
  type Anchor,
  type ClaimVerdict,
  type FilingEvidence,
  type FilingState,
  type HealthStatusEvidence,
  type HealthStatusState,
  type ItineraryEvidence,
  type ItineraryState,
  type Measure,
  type TestEvidence,
  type TestState,
  type UnfitClass,
  type Window,
} from '../contract/measures.ts';
import type { Instant } from '../contract/streams.ts';
import { earliest, endOfWindow, latest } from './windows.ts';

/** How a test is counted: from which printed time, and for how long. */
export interface Counted {
  readonly anchor: Anchor;
  readonly good: Window;
}

/** The measure's own way of counting: rolling hours, half-open. */
export function ordinaryCounting({ test }: Measure): Counted {
  return { anchor: test.anchor, good: { count: test.hours, unit: 'hours', boundary: 'halfOpen' } };
}

/**
 * Judges a test as of `arrivedAt`, which is frozen: nobody expires while waiting.
 *
 * A negative result is fit if and only if its anchor plus the measure's hours lies after `arrivedAt` (half-open:
 * exactly 48 h is too old) and its anchor is not after `evidence.recordedAt`, so that a test taken on the spot,
 * after arrival, counts. A positive result is positive however it was seen: doubt about a proof must not hide it.
 * A source that does not answer is never read as negative.
 */
export function judgeTest(
  measure: Measure,
  evidence: TestEvidence | null,
  arrivedAt: Instant,
  counted: Counted = ordinaryCounting(measure),
): TestState {
  if (evidence === null) return { state: 'needed' };
  const { fault } = evidence;
  // A positive result that was signed for this person comes without its fault: such a doubt must not hide it.
  if (fault !== undefined && !NOT_VERIFIED.includes(fault)) return unfit(fault);
  switch (evidence.result) {
    case 'SOURCE_UNAVAILABLE':
      return { state: 'unavailable' };
    case 'POSITIVE':
      return { state: 'positive' };
    case 'PENDING_REVIEW':
      return { state: 'underReview' };
    case 'SAMPLED_PENDING':
      return { state: 'sampledPending' };
    case 'INVALID':
      return unfit('invalidSample');
    case 'NEGATIVE':
      return judgeNegative(measure, evidence, arrivedAt, counted);
  }
}

/** Nothing shown is `needed`; a source that does not answer is `unavailable`, never green. */
export function judgeHealthStatus(evidence: HealthStatusEvidence | null): HealthStatusState {
  if (evidence === null) return { state: 'needed' };
  switch (evidence.shows) {
    case 'GREEN':
      return { state: 'green' };
    case 'YELLOW':
      return { state: 'yellow' };
    case 'RED':
      return { state: 'red' };
    case 'SOURCE_UNAVAILABLE':
      return { state: 'unavailable' };
    case 'POPUP':
      return { state: 'poppedUp', detail: { kind: evidence.kind } };
  }
}

/** The itinerary code (telecom, national) is another code than the Health Kit, and is judged apart from it. */
export function judgeItinerary(evidence: ItineraryEvidence | null): ItineraryState {
  if (evidence === null) return { state: 'needed' };
  switch (evidence.shows) {
    case 'GREEN':
      return { state: 'green' };
    case 'NOT_GREEN':
      return { state: 'notGreen' };
    case 'SOURCE_UNAVAILABLE':
      return { state: 'unavailable' };
    case 'NOT_SHOWN':
      return { state: 'needed' };
  }
}

/** A claim stays a claim until an officer decides it: no passing of time grants or refuses one. */
export function judgeFiling(evidence: FilingEvidence | null, verdict?: ClaimVerdict): FilingState {
  if (evidence === null) return { state: 'needed' };
  switch (evidence.answer) {
    case 'FILED':
      return { state: 'filed' };
    case 'REFUSED':
      return { state: 'refused' };
    case 'CLAIM_TAKEN_BACK':
      return { state: 'needed' };
    case 'CLAIMED':
      return verdict === undefined ? { state: 'claimed' } : judgeClaim(verdict);
  }
}

/** What a claim has come to. */
export function judgeClaim(verdict: ClaimVerdict): FilingState {
  return { state: verdict === 'grant' ? 'granted' : 'refused' };
}

type TimeName = 'sampledAt' | 'receivedAt' | 'reportedAt';

/**
 * Which printed time counts. Where the one asked for is not printed, the nearest that is printed stands in:
 * under REPORTED that is an earlier one, which is stricter; under SAMPLED a later one, as official practice had it.
 */
const PREFERENCE: Record<Anchor, readonly TimeName[]> = {
  SAMPLED: ['sampledAt', 'receivedAt', 'reportedAt'],
  REPORTED: ['reportedAt', 'receivedAt', 'sampledAt'],
};

function judgeNegative(
  measure: Measure,
  evidence: TestEvidence,
  arrivedAt: Instant,
  { anchor: preferred, good }: Counted,
): TestState {
  const countedFrom = PREFERENCE[preferred].find((name) => evidence[name] !== null);
  const anchor = countedFrom === undefined ? null : evidence[countedFrom];
  if (countedFrom === undefined || anchor === null) return unfit('showsNoTime');
  if (timesContradict(evidence)) return unfit('timesContradict');
  if (isFromTheFuture(evidence)) return unfit('future');
  if (!isVerifiedEnough(measure, evidence)) return unfit(evidence.fault ?? 'notVerifiedEnough');
  if (!measure.test.samplingModes.includes(evidence.samplingMode)) return unfit('samplingModeNotAccepted');
  if (evidence.method === 'RAPID' && measure.test.rapidCounts !== true) return unfit('methodNotAccepted');
  const anchorAt = earliest(anchor);
  const fitUntil = endOfWindow(good, anchorAt);
  if (fitUntil <= arrivedAt) return unfit('expired');
  return {
    state: 'fit',
    detail: { countedFrom, anchorAt, fitUntil, dateOnly: anchor.precision === 'DATE' },
  };
}

function unfit(unfitClass: UnfitClass): TestState {
  return { state: 'unfit', detail: { class: unfitClass } };
}

/** Sampled, received, reported must be possible in that order; two days that may overlap do not contradict. */
function timesContradict({ sampledAt, receivedAt, reportedAt }: TestEvidence): boolean {
  const printed = [sampledAt, receivedAt, reportedAt].filter((time) => time !== null);
  return printed.some((time, n) => printed.slice(n + 1).some((later) => earliest(time) > latest(later)));
}

function isFromTheFuture({ sampledAt, receivedAt, reportedAt, recordedAt }: TestEvidence): boolean {
  return [sampledAt, receivedAt, reportedAt].some((time) => time !== null && earliest(time) > recordedAt);
}

function isVerifiedEnough(measure: Measure, evidence: TestEvidence): boolean {
  const strength = VERIFICATION_LEVELS.indexOf(evidence.verification);
  return strength <= VERIFICATION_LEVELS.indexOf(measure.test.minimumVerification);
}
