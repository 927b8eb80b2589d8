import {
  SAMPLING_MODES,
  VERIFICATION_LEVELS,
  type ArrivalFacts,
  type Clause,
  type Measure,
  type ShownStates,
  type Window,
} from '../contract/measures.ts';
import { type Judged, judgeStates, judgeUnderClause, shownStatesOf, testUnder } from './judge-arrival.ts';
import { type Counted, ordinaryCounting } from './judge-evidence.ts';
import { clauseOf } from './load-measure.ts';
import { DAY_MS, HOUR_MS } from './shanghai-time.ts';

/**
 * Whether the newer measure asks no more of this traveller than the clause of the older one they are pinned to.
 *
 * Region by region: what is satisfied or not needed stays so; what is unmet may be asked again only if every state
 * and every test that would have met it still would. A document that could not be held cannot be held now, nor
 * longer. A measure that is milder in one region and stricter in another is not milder.
 */
export function isMilder(older: Measure, newer: Measure, clauseId: string, facts: ArrivalFacts): boolean {
  const { direction, ageYears } = facts;
  return asksNoMoreThan(
    older,
    newer,
    clauseId,
    { direction, ageYears, shown: shownStatesOf(older, facts) },
    { direction, ageYears, shown: shownStatesOf(newer, facts) },
  );
}

/**
 * The same where only the states are at hand, as a handoff keeps them and not the proofs.
 * A test that was judged by the older measure counts in the newer one only if that takes every test the older took.
 */
export function isMilderOnStates(older: Measure, newer: Measure, clauseId: string, judged: Judged): boolean {
  const today = { ...judged, shown: carriedOver(older, newer, clauseId, judged.shown) };
  const { needs, clauseId: now } = judgeStates(newer, today);
  return (
    (!needs.test || takesEveryTestOf(older, clauseId, newer, now)) &&
    asksNoMoreThan(older, newer, clauseId, judged, today)
  );
}

/**
 * What was shown under the older measure, as far as the newer one can use it: the test as the pinned clause counted it,
 * and the circumstances that both measures define alike. Any other is unknown to the newer one, and not guessed.
 */
export function carriedOver(
  older: Measure,
  newer: Measure,
  clauseId: string,
  shown: ShownStates,
): ShownStates {
  const clause = clauseOf(older, clauseId);
  const { healthStatus, itinerary, filing, circumstances = {} } = shown;
  return {
    test: clause === undefined ? shown.test : testUnder(clause, shown),
    healthStatus,
    itinerary,
    filing,
    circumstances: Object.fromEntries(
      Object.entries(circumstances).filter(([id]) => {
        const meant = meaningOf(older, id);
        return meant !== null && meant === meaningOf(newer, id);
      }),
    ),
  };
}

/** What a measure's circumstance is, but for the words it is said in. */
function meaningOf({ circumstances = [] }: Measure, name: string): string | null {
  const found = circumstances.find(({ id }) => id === name);
  return found === undefined ? null : JSON.stringify({ ...found, says: null });
}

function asksNoMoreThan(
  older: Measure,
  newer: Measure,
  clauseId: string,
  then: Judged,
  today: Judged,
): boolean {
  const before = judgeUnderClause(older, clauseId, then);
  const after = judgeStates(newer, today);
  const old = clauseOf(older, clauseId)?.needs ?? {};
  const now = clauseOf(newer, after.clauseId)?.needs ?? {};
  const asksNoMore = (region: keyof Clause['needs']): boolean => {
    if (after.states[region].satisfies) return true;
    // What stops a traveller stops them under any measure, asked or not.
    if (!after.needs[region]) return true;
    if (!before.needs[region]) return false;
    return (
      includesAll(now[region] ?? [], old[region] ?? []) &&
      (region !== 'test' || takesEveryTestOf(older, clauseId, newer, after.clauseId))
    );
  };
  const regions = ['test', 'healthStatus', 'itinerary', 'consent', 'pledge', 'filing'] as const;
  return regions.every(asksNoMore) && holdsNoMore(older, newer, before.mayHold, after.mayHold);
}

/** Whether every test that is fit under the older clause is fit under the newer one. */
function takesEveryTestOf(older: Measure, oldClause: string, newer: Measure, newClause: string): boolean {
  const { test: old } = older;
  const { test: now } = newer;
  const before = countingOf(older, oldClause);
  const after = countingOf(newer, newClause);
  return (
    isAtLeast(after.good, before.good) &&
    (now.rapidCounts === true || old.rapidCounts !== true) &&
    (after.anchor === before.anchor || after.anchor === 'REPORTED') &&
    includesAll(
      now.samplingModes,
      SAMPLING_MODES.filter((mode) => old.samplingModes.includes(mode)),
    ) &&
    VERIFICATION_LEVELS.indexOf(now.minimumVerification) >=
      VERIFICATION_LEVELS.indexOf(old.minimumVerification)
  );
}

function countingOf(measure: Measure, clauseId: string): Counted {
  const name = clauseOf(measure, clauseId)?.countsTestAs;
  return measure.countings?.find(({ id }) => id === name) ?? ordinaryCounting(measure);
}

/** Whether the one window is never over before the other. Calendar days last longer or shorter by the hour they are counted from. */
function isAtLeast(after: Window, before: Window): boolean {
  const length = ({ count, unit, boundary }: Window) => {
    const more = boundary === 'inclusive' ? 1 : 0;
    return unit === 'hours' ? count * HOUR_MS + more : (count + more) * DAY_MS;
  };
  if (after.unit === before.unit) return length(after) >= length(before);
  return after.unit === 'hours'
    ? length(after) >= length(before)
    : length(after) - DAY_MS + 1 >= length(before);
}

function holdsNoMore(older: Measure, newer: Measure, couldHold: boolean, canHold: boolean): boolean {
  if (!canHold) return true;
  const { clocks: old } = older;
  const { clocks: now } = newer;
  return couldHold && now.holdDue <= old.holdDue && now.holdCapDue <= old.holdCapDue;
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}
