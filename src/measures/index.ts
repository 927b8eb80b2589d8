/**
 * Which rules: load a measure, check it, evaluate it, explain it. Pure.
 *
 *   text → loadMeasure → Measure ┐
 *                                ├→ judgeArrival → Judgement → explain → sentences with their sources
 *   facts, with their instants ──┘
 *
 * This room knows measures and nothing else. It must never know a clock, a file, a person, or what is in force:
 * text and instants are handed in, and whether a measure is in force is an announcement's affair.
 */
export { dutiesOf, liftsAt, type DutyDue } from './afterwards.ts';
export { carriedOver, isMilder, isMilderOnStates } from './is-milder.ts';
export {
  ageAtMost,
  isExemptByAge,
  judgeArrival,
  judgeStates,
  judgeUnderClause,
  shownStatesOf,
  testStatesOf,
  type Judged,
} from './judge-arrival.ts';
export { judgeCircumstances, ofBadge, ofHistory } from './judge-circumstances.ts';
export { judgeClaim, judgeFiling, judgeHealthStatus, judgeItinerary, judgeTest } from './judge-evidence.ts';
export { clauseOf, loadMeasure, type LoadedMeasure } from './load-measure.ts';
export { explain } from './explain.ts';
export { faultsOfExample, readFacts } from './examples.ts';
export { type FactsRead, readFactsText } from './read-facts.ts';
export { readInstant } from './shanghai-time.ts';
