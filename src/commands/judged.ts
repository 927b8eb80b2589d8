/**
 * What was shown, judged by the measure that is pinned: region by region, on top of what was known.
 *
 * Synchronous, like every finding: it runs inside the transaction, against the very state that is decided on.
 */
import type { CommandType } from '../contract/commands.ts';
import {
  type ArrivalFacts,
  type ClaimVerdict,
  type EvidenceRegion,
  EVIDENCE_REGIONS,
  type Judgement,
  type Measure,
  type ShownStates,
  type TestEvidence,
  type UnfitClass,
} from '../contract/measures.ts';
import { SOURCE_CLOCK_MS, type SourceFault } from '../contract/sources.ts';
import {
  ageAtMost,
  carriedOver,
  isExemptByAge,
  judgeClaim,
  judgeFiling,
  judgeHealthStatus,
  judgeItinerary,
  judgeStates,
  ofBadge,
  ofHistory,
  testStatesOf,
} from '../measures/index.ts';
import type { HandoffContext, HandoffStanding, Judged } from '../../workflows/handoff-context.ts';
import { isIn } from '../../workflows/standing.ts';
import { ageAtArrival } from './age-at-arrival.ts';
import { isExplained } from './contradictions.ts';
import { announcedMeasure, type Found, NOTHING_SHOWN } from './found.ts';
import { identifies } from './identity-fields.ts';
import type { Registry } from './registry.ts';

export const SHOWS: Partial<Record<CommandType, EvidenceRegion>> = {
  recordTest: 'test',
  recordHealthStatus: 'healthStatus',
  recordItinerary: 'itinerary',
  recordFiling: 'filing',
  decideClaim: 'filing',
};

type InForce = ReturnType<Registry['inForce']>;

export function judgedFor(given: Found, inForce: InForce): Judged | null {
  const { type, body, standing, registry, now } = given;
  const { context } = standing;
  if (type === 'openHandoff') {
    if (inForce === undefined) return null;
    const { announcement, measure } = inForce;
    const shown = shownBy(given, measure, NOTHING_SHOWN, EVIDENCE_REGIONS);
    return {
      ...judge(measure, given, shown),
      known: knownBy(given, EVIDENCE_REGIONS),
      measure: measure.id,
      measureVersion: measure.version,
      announcement: announcement.id,
    };
  }
  if (type === 'applyAnnouncementEnd' || (type === 'dueTimerFired' && body['timer'] === 'announcementEnds'))
    return nothingNeeded(standing);
  const measure = registry.measure(context.measure, context.measureVersion);
  if (measure === undefined) return null;
  const known = context.shown ?? NOTHING_SHOWN;
  if (identifies(type)) return judgedByAge(given, measure);
  if (type === 'recordLateResult') return judgedLate(given, measure);
  if (type === 'applyMilderMeasure') {
    const newer = announcedMeasure(registry, String(body['announcement']), now);
    if (newer === undefined) return null;
    return {
      ...judge(newer.measure, given, carriedOver(measure, newer.measure, context.clause, known)),
      measure: newer.measure.id,
      measureVersion: newer.measure.version,
      announcement: newer.announcement.id,
    };
  }
  const region =
    SHOWS[type] ??
    (type === 'correctEvidence' || type === 'recordSourceAnswer'
      ? (body['region'] as EvidenceRegion)
      : undefined);
  if (region === undefined) return null;
  const { shown, ...more } =
    type === 'recordSourceAnswer'
      ? answeredBy(given, measure, known, region)
      : { shown: shownBy(given, measure, known, [region]), known: knownBy(given, [region]) };
  const judged = context.announcementEnded ? nothingNeeded(standing, shown) : judge(measure, given, shown);
  return { ...judged, ...more };
}

/** What a result is worth that came after the end: on record for whom it is told to. It moves nothing and recalls nobody. */
function judgedLate(given: Found, measure: Measure): Judged {
  const before = { ...(given.standing.context.shown ?? NOTHING_SHOWN), test: NOTHING_SHOWN.test };
  return { states: {}, shown: shownBy(given, measure, before, ['test']) };
}

/** Another document may say that a test is asked of this traveller, or of a child no more; nothing else that is shown changes by it. */
function judgedByAge(given: Found, measure: Measure): Judged | null {
  const { context, value } = given.standing;
  const changes = isExemptByAge(measure, ageOf(given)) !== context.exemptByAge;
  return changes && isIn(value, 'open') && !context.announcementEnded
    ? judge(measure, given, context.shown ?? NOTHING_SHOWN)
    : null;
}

/** How old the traveller was at the arrival; where the command does not say it, no more than what the case remembers by its measure. */
export function ageOf({ type, documents, body, standing, stop, registry, now, at }: Found): number | null {
  const { context } = standing;
  const arrivedAt = context.arrivedAt || (stop?.context.arrivedAt ?? at);
  const isUnder14 = (body['isUnder14'] as boolean | undefined) ?? context.isUnder14;
  const age = documents === null ? null : ageAtArrival(documents, { arrivedAt, isUnder14, now });
  // Who was exempt stays so under a milder measure, though the document that said it was erased since.
  if (age !== null || (documents !== null && identifies(type))) return age;
  const pinned = registry.measure(context.measure, context.measureVersion);
  return pinned === undefined ? null : ageAtMost(pinned, context);
}

/** How far what the body shows was verified. What nobody could find out is not known. */
function knownBy(given: Found, regions: readonly EvidenceRegion[]): HandoffContext['known'] {
  const { body, now } = given;
  return Object.fromEntries(
    regions
      .filter((region) => body[region] !== undefined)
      .map((region) => [
        region,
        isOutage(body[region])
          ? null
          : { at: now, level: region === 'test' ? testEvidence(given).verification : 'VISUAL_ONLY' },
      ]),
  );
}

const isOutage = (evidence: unknown) =>
  Object.values(evidence as Readonly<Record<string, unknown>>).includes('SOURCE_UNAVAILABLE');

/**
 * What a source's answer does to what is shown.
 *
 * An outage, and an answer that contradicts itself, are no knowledge: they make `unavailable` what nobody knew, and leave
 * the rest standing. An answer that is older than what is known and says otherwise never makes anything better; where
 * it speaks against something good, that is in doubt and no longer met, until somebody looks again. A test that stops the
 * case always does.
 */
function answeredBy(
  given: Found,
  measure: Measure,
  known: ShownStates,
  region: EvidenceRegion,
): Pick<Judged, 'known' | 'says' | 'why' | 'differs' | 'disbelieved'> & { shown: ShownStates } {
  const { body, standing, now } = given;
  const evidence = body[region];
  const before = known[region];
  const wasUnknown = before.state === 'needed' || before.state === 'unavailable';
  const unavailable = (why: SourceFault | undefined, disbelieved?: UnfitClass) => ({
    shown: wasUnknown ? withoutAnswer(known, region) : known,
    says: 'unavailable' as const,
    ...(why === undefined ? {} : { why }),
    ...(disbelieved === undefined ? {} : { disbelieved }),
  });
  const asOf = (body['asOf'] as number | undefined) ?? now;
  if (asOf > now + SOURCE_CLOCK_MS) return unavailable('fromTheFuture');
  if (evidence === undefined && body['why'] === undefined) return { shown: known, says: 'notFound' };
  if (evidence === undefined || isOutage(evidence))
    return unavailable(body['why'] as SourceFault | undefined);
  const shown = shownBy(given, measure, known, [region]);
  const after = shown[region];
  const lie = lieOf(after);
  if (lie !== null) return unavailable('contradictsItself', lie);
  const differs = !wasUnknown && !isUnproved(before) && !sameState(before, after);
  const knownSince = standing.context.known[region]?.at ?? 0;
  const stops = after.state === 'positive' || after.state === 'underReview';
  if (differs && !stops && asOf < knownSince) {
    const inDoubt = isGood(before) && !isGood(after);
    return {
      shown: inDoubt ? withoutAnswer(known, region) : known,
      ...(inDoubt ? { known: { [region]: null } } : {}),
      says: 'kept',
      differs: true,
    };
  }
  return {
    shown,
    known: { [region]: { at: Math.max(asOf, knownSince), level: 'SOURCE_QUERIED' } },
    says: 'found',
    differs,
  };
}

/** Nothing of this region can be relied on, whatever a test would have counted as. */
function withoutAnswer(known: ShownStates, region: EvidenceRegion): ShownStates {
  const { countedAs, ...rest } = known;
  const others = region === 'test' || countedAs === undefined ? rest : known;
  return { ...others, [region]: { state: 'unavailable' } as const };
}

type Shown = ShownStates[EvidenceRegion];
const isGood = ({ state }: Shown) => state === 'fit' || state === 'green' || state === 'filed';
const classOf = (shown: Shown) =>
  shown.state === 'unfit' || shown.state === 'poppedUp' ? shown.detail : undefined;
const sameState = (one: Shown, other: Shown) =>
  one.state === other.state && JSON.stringify(classOf(one)) === JSON.stringify(classOf(other));
/** Times that cannot be: a source that sends them is not to be believed in anything else it says. */
const LIES: readonly UnfitClass[] = ['future', 'timesContradict', 'showsNoTime'];
const lieOf = (shown: Shown): UnfitClass | null =>
  shown.state === 'unfit' && LIES.includes(shown.detail.class) ? shown.detail.class : null;
/** Shown, but not verified far enough: nothing that a source could speak against. */
const isUnproved = (shown: Shown) => shown.state === 'unfit' && shown.detail.class === 'notVerifiedEnough';

/** What the body shows, region by region, on top of what was known. */
export function shownBy(
  given: Found,
  measure: Measure,
  known: ShownStates,
  regions: readonly EvidenceRegion[],
): ShownStates {
  const { type, body, standing, stop, at } = given;
  const arrivedAt = standing.context.arrivedAt || (stop?.context.arrivedAt ?? at);
  const shown: { -readonly [R in keyof ShownStates]: ShownStates[R] } = { ...known };
  const learn = (circumstances: NonNullable<ShownStates['circumstances']>) => {
    if (Object.keys(circumstances).length > 0)
      shown.circumstances = { ...shown.circumstances, ...circumstances };
  };
  if (regions.includes('test') && body['test'] !== undefined) {
    const { test, countedAs } = testStatesOf(measure, testEvidence(given), arrivedAt);
    shown.test = unlessUsedByAnother(given, withoutInstants(test));
    if (countedAs !== undefined)
      shown.countedAs = Object.fromEntries(
        Object.entries(countedAs).map(([name, state]) => [
          name,
          unlessUsedByAnother(given, withoutInstants(state)),
        ]),
      );
  }
  if (regions.includes('healthStatus') && body['healthStatus'] !== undefined) {
    const healthStatus = body['healthStatus'] as ArrivalFacts['healthStatus'];
    shown.healthStatus = judgeHealthStatus(healthStatus);
    // Only a badge that was looked for is judged: a status seen later without a word of it changes nothing.
    if (healthStatus?.badge !== undefined) learn(ofBadge(measure, healthStatus));
  }
  if (regions.includes('itinerary') && body['itinerary'] !== undefined) {
    const itinerary = body['itinerary'] as ArrivalFacts['itinerary'];
    shown.itinerary = judgeItinerary(itinerary);
    if (itinerary?.history !== undefined) learn(ofHistory(measure, itinerary, arrivedAt));
  }
  // A confirmed positive test is taken back by a correction of two persons; whatever else is shown stays beside it.
  if (known.test.state === 'positive' && type !== 'correctEvidence') {
    shown.test = known.test;
    if (known.countedAs !== undefined) shown.countedAs = known.countedAs;
  }
  if (regions.includes('filing') && body['filing'] !== undefined)
    shown.filing = judgeFiling(body['filing'] as ArrivalFacts['filing']);
  if (type === 'decideClaim') shown.filing = judgeClaim(body['decision'] as ClaimVerdict);
  return shown;
}

/** How far a test was verified: an officer can say how they looked at it; the stronger levels need a source or a signature. */
function testEvidence({ body, actor, now, certificate }: Found): TestEvidence {
  if (certificate !== null) return { ...certificate, recordedAt: now };
  const {
    seen,
    testId: _,
    picture: __,
    ...test
  } = body['test'] as Omit<TestEvidence, 'recordedAt' | 'verification'> & {
    seen: TestEvidence['verification'];
    testId?: string;
    picture?: string;
  };
  const strongest = actor.role === 'adapter' || actor.role === 'house';
  const verification =
    strongest || seen === 'VISUAL_ONLY' || seen === 'LAB_PHONE_CONFIRMED' ? seen : 'VISUAL_ONLY';
  return { ...test, verification, recordedAt: now };
}

/** A report that is another person's is none of this one, until somebody looked into it. A result that stops the case does so whoever shows it. */
function unlessUsedByAnother({ alike, standing }: Found, state: ShownStates['test']): ShownStates['test'] {
  const other = alike.bearers['test'];
  const counts = state.state === 'fit' || state.state === 'unfit' || state.state === 'sampledPending';
  if (other === undefined || !counts) return state;
  return isExplained(standing.context.contradictions, 'sameProofForTwoPeople', other)
    ? state
    : { state: 'unfit', detail: { class: 'usedByAnother' } };
}

/** The same state without the instants of the proof: those are the traveller's own and stay sealed. */
function withoutInstants(state: ShownStates['test']): ShownStates['test'] {
  return state.state === 'fit' ? { ...state, detail: { ...state.detail, anchorAt: 0, fitUntil: 0 } } : state;
}

function judge(measure: Measure, given: Found, shown: ShownStates): Judged {
  const { standing, stop } = given;
  const direction = stop?.context.direction ?? standing.context.direction;
  const ageYears = ageOf(given);
  const judgement = judgeStates(measure, { direction, ageYears, shown });
  const states = statesOf(judgement);
  return {
    clause: judgement.clauseId,
    mayHold: judgement.mayHold,
    exemptByAge: isExemptByAge(measure, ageYears),
    shown,
    states,
    groundLapsed: Object.values(states).every((state) => state === 'notNeeded' || state.startsWith('met.')),
  };
}

/** What is waited for: a result, an officer's decision. */
const PENDING: ReadonlySet<string> = new Set(['sampledPending', 'claimed']);

/** The judgement as the machine's regions call it: `class.state`. */
export function statesOf(judgement: Judgement): Record<string, string> {
  return Object.fromEntries(
    Object.entries(judgement.states).map(([region, { state, satisfies }]) => {
      if (state === 'notNeeded' || region === 'consent' || region === 'pledge') return [region, state];
      if (state === 'positive' || state === 'underReview') return [region, `stops.${state}`];
      if (satisfies) return [region, `met.${state}`];
      return [region, PENDING.has(state) ? `pending.${state}` : `unmet.${state}`];
    }),
  );
}

/** No measure is in force any more: nothing is needed, but a test that stops stays what it is. */
function nothingNeeded({ value }: HandoffStanding, shown?: ShownStates): Judged {
  const stops = isIn(value, 'open.test.stops');
  const states = Object.fromEntries(
    ['test', 'healthStatus', 'itinerary', 'filing', 'consent', 'pledge'].map((region) => [
      region,
      'notNeeded',
    ]),
  );
  if (shown?.test.state === 'positive' || shown?.test.state === 'underReview')
    states['test'] = `stops.${shown.test.state}`;
  else if (stops && shown === undefined) delete states['test'];
  return { states, groundLapsed: true, mayHold: false, ...(shown === undefined ? {} : { shown }) };
}
