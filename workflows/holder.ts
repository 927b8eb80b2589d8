/** Who carries the responsibility now. Total: every reachable standing has exactly one holder (invariant I13). */
import type { HandoffStanding } from './handoff-context.ts';
import { isIn } from './standing.ts';

export type Holder =
  | { readonly party: 'checkpoint'; readonly checkpoint: string; readonly officer: string }
  | { readonly party: 'office'; readonly office: string }
  | { readonly party: 'authority' }
  | { readonly party: 'traveller' };

/**
 * The checkpoint, by its duty officer, until closing; after release the office that consented or that a ruling named;
 * referred: the checkpoint until the authority acknowledges; otherwise the traveller, with no duty of any office.
 */
export function holder({ value, context }: HandoffStanding): Holder {
  const checkpoint: Holder = {
    party: 'checkpoint',
    checkpoint: context.checkpoint,
    officer: context.officer,
  };
  if (isIn(value, 'released.notArrived.settled')) return { party: 'traveller' };
  if (isIn(value, 'released')) {
    if (context.care.office === null)
      throw new Error('A released traveller is in nobody’s care (invariant I19).');
    return { party: 'office', office: context.care.office };
  }
  if (isIn(value, 'referred'))
    return isIn(value, 'referred.acknowledged') ? { party: 'authority' } : checkpoint;
  if (isIn(value, 'cleared') || isIn(value, 'turnedBack') || isIn(value, 'withdrawn'))
    return { party: 'traveller' };
  return checkpoint;
}
