/**
 * What is shown: rows of streams and their audiences.
 *
 * This room knows what a row holds and who may list it. It must never decide anything, open anything sealed,
 * or know how a row travels.
 */
export { audienceElsewhere, handoffAudience, type ShownHandoff } from './audience.ts';
export { type Counted, countedBy, countedUpTo, foldCounts, rebuildCounts } from './counts.ts';
export {
  casesBetween,
  comparedUpTo,
  figuresBetween,
  foldFairness,
  type KeptCase,
  rebuildFairness,
} from './fairness.ts';
export { disputeAfter, type DisputeKept } from './dispute.ts';
export { type OfficeWord, type SaidHere, type Terms, termsAfter, wordsAfter } from './office-words.ts';
export { lastAnswer, type Question, waitOf } from './questions.ts';
export { type KeptPart, keepParts, type ShownRow, viewOf } from './rows.ts';
