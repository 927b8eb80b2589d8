/** Random walks over the handoff: deep standings that a short exploration comes to late. */
import { initialStanding, restore, standingOf, take, whyNot } from '../../workflows/answer.ts';
import type { HandoffContext, HandoffInput, HandoffStanding } from '../../workflows/handoff-context.ts';
import { handoff } from '../../workflows/index.ts';
import { isIn } from '../../workflows/standing.ts';
import { type Explored, movesFrom, opening } from './moves.ts';
import { type Chance } from './random.ts';
import {
  acceptsByPhone,
  aReadBackCodeIsSentTo,
  aSourceSaysTheTestIs,
  RIVER_STREET,
  WILLOW_LANE,
} from './world.ts';

/** What ends a case, or leaves little of it: rare, so that walks are long and varied. */
const RARE: readonly string[] = [
  'announcementEnds',
  'requestDeparture',
  'releaseTraveller',
  'clearTraveller',
  'turnTravellerBack',
  'withdrawTraveller',
  'takeOverHandoff',
  'referTraveller',
];

/** What the exploration leaves out because it leads nowhere new. */
const more: readonly HandoffInput[] = [
  aReadBackCodeIsSentTo(WILLOW_LANE),
  acceptsByPhone(WILLOW_LANE),
  acceptsByPhone(RIVER_STREET),
  aSourceSaysTheTestIs('met.fit'),
];

/** Walks so many steps, and begins anew now and then. */
export function walk(
  steps: number,
  by: Chance,
  explored: Explored,
  see: (
    from: HandoffStanding | null,
    input: HandoffInput,
    to: HandoffStanding,
    facts: readonly string[],
  ) => void,
): void {
  const start = restore(handoff, initialStanding<HandoffContext>(handoff));
  const first = opening(explored.asked);
  let snapshot = start;
  for (let step = 0; step < steps; step += 1) {
    const from = snapshot === start ? null : standingOf<HandoffContext>(snapshot);
    const moves =
      from === null
        ? [first]
        : [...movesFrom(from, explored), ...more].filter(
            (move) =>
              whyNot(handoff, from, move) === null && (!RARE.includes(move.type) || by.below(30) === 0),
          );
    const input = by.oneOf(moves);
    const { snapshot: next, facts } = take(handoff, snapshot, input);
    see(from, input, standingOf<HandoffContext>(next), facts);
    snapshot = by.below(isIn(next.value, 'open') ? 60 : 6) === 0 ? start : next;
  }
}
