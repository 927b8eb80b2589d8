import {
  SAMPLING_MODES,
  VERIFICATION_LEVELS,
  type ArrivalFacts,
  type Clause,
  type Measure,
} from '../contract/measures.ts';
import { type Judged, judgeStates, judgeUnderClause, shownStatesOf } from './judge-arrival.ts';
import { clauseOf } from './load-measure.ts';

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
  const asksForATest = judgeStates(newer, judged).needs.test;
  return (
    (!asksForATest || takesEveryTestOf(older, newer)) &&
    asksNoMoreThan(older, newer, clauseId, judged, judged)
  );
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
      (region !== 'test' || takesEveryTestOf(older, newer))
    );
  };
  const regions = ['test', 'healthStatus', 'itinerary', 'consent', 'pledge', 'filing'] as const;
  return regions.every(asksNoMore) && holdsNoMore(older, newer, before.mayHold, after.mayHold);
}

/** Whether every test that is fit in the older measure is fit in the newer one. */
function takesEveryTestOf({ test: old }: Measure, { test: now }: Measure): boolean {
  return (
    now.hours >= old.hours &&
    (now.rapidCounts === true || old.rapidCounts !== true) &&
    (now.anchor === old.anchor || now.anchor === 'REPORTED') &&
    includesAll(
      now.samplingModes,
      SAMPLING_MODES.filter((mode) => old.samplingModes.includes(mode)),
    ) &&
    VERIFICATION_LEVELS.indexOf(now.minimumVerification) >=
      VERIFICATION_LEVELS.indexOf(old.minimumVerification)
  );
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
