/** What a case remembers of what cannot both be so. */
import type { Contradiction, Raised, Settlement } from '../src/contract/contradictions.ts';

/** How many a case remembers; whoever looks at so many knows that something is wrong. */
export const CONTRADICTIONS_KEPT = 24;

/** Whether a contradiction is this one. */
export const isThat = (one: Raised, what: string | undefined, other: string | null | undefined): boolean =>
  one.what === what && one.other === (other ?? null);

/**
 * What is remembered after some were found; the same list where nothing is new. One with another case is looked at once.
 * One within this case alone may come again with the next proof, and is then open again.
 */
export function afterRaised(
  known: readonly Contradiction[],
  raised: readonly Raised[],
): readonly Contradiction[] {
  let after = known;
  for (const { what, other } of raised) {
    const was = after.find((one) => isThat(one, what, other));
    if (was !== undefined && (was.settled === null || other !== null)) continue;
    const others = after.filter((one) => one !== was);
    if (others.length < CONTRADICTIONS_KEPT) after = [...others, { what, other, settled: null }];
  }
  return after;
}

export const afterSettled = (
  known: readonly Contradiction[],
  what: string | undefined,
  other: string | null | undefined,
  settled: Settlement,
): readonly Contradiction[] => known.map((one) => (isThat(one, what, other) ? { ...one, settled } : one));
