/**
 * Exhaustive breadth-first exploration to the fixed point, with no limit on depth.
 *
 * Evidence states are folded into their classes (met, unmet, pending, and each state that stops), because no
 * sentence tells two states of one class apart; `fold.test.ts` holds that to be so.
 */
import type { AnyMachineSnapshot } from 'xstate';
import { EVIDENCE_REGIONS } from '../../src/contract/measures.ts';
import { initialStanding, restore, standingOf, take, whyNot } from '../../workflows/answer.ts';
import type { HandoffContext, HandoffInput, HandoffStanding } from '../../workflows/handoff-context.ts';
import { handoff } from '../../workflows/index.ts';
import { childOf } from '../../workflows/standing.ts';
import { type Explored, movesFrom, OFFICER, opening } from './moves.ts';

export interface Step {
  readonly from: number;
  readonly input: HandoffInput;
  readonly to: number;
  readonly facts: readonly string[];
}

export interface Exploration {
  readonly standings: readonly HandoffStanding[];
  readonly steps: readonly Step[];
  /** How each standing was first reached. */
  readonly path: (index: number) => string;
}

/** Which class a handoff stands in: what its sentences can tell apart, and nothing they cannot. */
export function fold({ value, context }: HandoffStanding): string {
  const open = typeof value === 'object' ? value['open'] : undefined;
  if (open === undefined || typeof open === 'string')
    return JSON.stringify([
      value,
      context.papersPending,
      context.deposited,
      context.care.problem,
      context.care.ruledOffice !== null,
      context.care.transferTo !== null,
      ...proceedings(context),
    ]);
  const evidence = EVIDENCE_REGIONS.map((region) => {
    const name = childOf(value, `open.${region}`);
    return name === 'stops' ? childOf(value, `open.${region}.stops`) : name;
  });
  const document = childOf(value, 'open.document');
  const { request, hold, consent } = context;
  return JSON.stringify([
    evidence,
    document === 'held'
      ? childOf(value, 'open.document.held')
      : document === 'deposited'
        ? 'deposited'
        : 'free',
    open['consent'],
    open['pledge'],
    open['stay'],
    context.proposal?.regions ?? null,
    context.announcementEnded,
    context.mayHold,
    context.detailsStand,
    context.offeredTo !== null,
    hold.capReached,
    request.rung,
    request.community !== null,
    request.notOurs,
    request.askedAgain,
    consent.office === null ? null : consent.conditions,
    ...proceedings(context),
  ]);
}

/**
 * What is open to dispute, who decides, and whether an appeal is open: nothing where none of it ever was. Every ruling of the
 * moves is the officer's, so that a case they decide is like one that is nobody's yet.
 */
const proceedings = ({ request, oral, appeal }: HandoffContext) => {
  const decider = request.decider === OFFICER ? null : request.decider;
  return oral.length === 0 && appeal === null && decider === null
    ? []
    : [
        oral.map(({ office, answer, decides }) => [
          office === request.streetOffice,
          answer === 'notOurs',
          decides,
        ]),
        appeal?.of ?? null,
        appeal?.isOverdue ?? null,
        decider,
      ];
};

/** Explores everything that can be reached by a handoff whose clause asks for these regions. */
export function explore(
  explored: Explored,
  check: (standing: HandoffStanding, step?: Step) => void,
): Exploration {
  const snapshots: (AnyMachineSnapshot | null)[] = [];
  const standings: HandoffStanding[] = [];
  const cameFrom: (Step | null)[] = [];
  const known = new Map<string, number>();
  const steps: Step[] = [];

  const reach = (snapshot: AnyMachineSnapshot): number => {
    const standing = standingOf<HandoffContext>(snapshot);
    const key = fold(standing);
    let index = known.get(key);
    if (index === undefined) {
      index = standings.length;
      known.set(key, index);
      standings.push(standing);
      snapshots.push(snapshot);
    }
    return index;
  };

  const start = restore(handoff, initialStanding<HandoffContext>(handoff));
  reach(take(handoff, start, opening(explored.asked, {}, explored.without?.includes('details'))).snapshot);
  cameFrom.push(null);
  for (let from = 0; from < standings.length; from += 1) {
    const snapshot = snapshots[from] as AnyMachineSnapshot;
    const standing = standings[from] as HandoffStanding;
    check(standing);
    for (const input of movesFrom(standing, explored)) {
      if (whyNot(handoff, standing, input) !== null) continue;
      const { snapshot: next, facts, taken } = take(handoff, snapshot, input);
      if (!taken) continue;
      const to = reach(next);
      const step = { from, input, to, facts };
      if (to === cameFrom.length) cameFrom.push(step);
      steps.push(step);
      check(standings[to] as HandoffStanding, step);
    }
    snapshots[from] = null;
  }
  const path = (index: number): string => {
    const words: string[] = [];
    for (let step = cameFrom[index]; step; step = cameFrom[step.from])
      words.unshift(`${step.input.type}${step.input.answer ? `(${step.input.answer})` : ''}`);
    return words.join(' → ');
  };
  return { standings, steps, path };
}
