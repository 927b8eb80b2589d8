/** Given what happened, when this happens, then that is so. A story is data, so that a broken machine can be told it too. */
import type { TimerName } from '../../src/contract/timers.ts';
import { answer, initialStanding } from '../../workflows/answer.ts';
import type { HandoffContext, HandoffStanding } from '../../workflows/handoff-context.ts';
import { RUNS_WHILE, type RunsWhile, timersOf } from '../../workflows/handoff-timers.ts';
import { type Holder, holder } from '../../workflows/holder.ts';
import { handoff } from '../../workflows/index.ts';
import { isIn } from '../../workflows/standing.ts';
import { type Handoffs, type Happening, ownFact, said } from './world.ts';

export interface Outcome {
  /** Everything that became true, the command's own fact first. */
  readonly facts?: readonly string[];
  /** The states the case stands in; several, because regions stand at once. */
  readonly standing?: readonly string[];
  readonly holder?: Holder['party'] | `office ${string}` | `officer ${string}`;
  /** The clocks that run now, all of them. */
  readonly timers?: readonly TimerName[];
  /** What is remembered, field by field: `care.office`. */
  readonly knows?: Readonly<Record<string, unknown>>;
  /** Or: the command is refused, and why. */
  readonly refused?: string;
}

export interface Story {
  readonly title: string;
  readonly given: readonly Happening[];
  readonly when: Happening;
  readonly outcome: Outcome;
}

/** `given(…).when(…).then(…)`: the three parts of a story, in the order in which it is told. */
export const story = (title: string) => ({
  given: (...given: readonly Happening[]) => ({
    when: (when: Happening) => ({
      // oxlint-disable-next-line unicorn/no-thenable -- Given, when, then: nobody awaits a story.
      then: (outcome: Outcome): Story => ({ title, given, when, outcome }),
    }),
  }),
});

const named = (standing: HandoffStanding): string[] => {
  const carries = holder(standing);
  if (carries.party === 'office') return ['office', `office ${carries.office}`];
  if (carries.party === 'checkpoint') return ['checkpoint', `officer ${carries.officer}`];
  return [carries.party];
};
const field = (context: HandoffContext, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | null)?.[step], context);
const list = (names: Iterable<string>) => [...names].toSorted().join(', ');

/** What is not as the story says, in words; empty where everything is. */
export function faultsOf(
  { given, when, outcome }: Story,
  workflow: Handoffs = handoff,
  clocks: readonly RunsWhile[] = RUNS_WHILE,
): string[] {
  let standing = initialStanding<HandoffContext>(handoff);
  for (const happening of given) {
    const input = said(happening, standing);
    const answered = answer(workflow, standing, input);
    if (answered.outcome === 'refused') return [`Before it, ${input.type} is refused: ${answered.because}.`];
    standing = answered.standing;
  }
  const input = said(when, standing);
  const answered = answer(workflow, standing, input);
  if (answered.outcome === 'refused')
    return answered.because === outcome.refused ? [] : [`${input.type} is refused: ${answered.because}.`];
  if (outcome.refused !== undefined) return [`${input.type} is accepted, not refused: ${outcome.refused}.`];
  const now = answered.standing;
  const facts = [ownFact(input), ...answered.facts];
  const timers = timersOf(now, clocks);
  return [
    ...(outcome.facts !== undefined && list(facts) !== list(outcome.facts)
      ? [`What became true is ${list(facts)}.`]
      : []),
    ...(outcome.standing ?? [])
      .filter((path) => !isIn(now.value, path))
      .map((path) => `It does not stand in ${path}, but at ${JSON.stringify(now.value)}.`),
    ...(outcome.holder !== undefined && !named(now).includes(outcome.holder)
      ? [`The responsibility is with: ${named(now).join(', ')}.`]
      : []),
    ...(outcome.timers !== undefined && list(timers) !== list(outcome.timers)
      ? [`The clocks that run are ${list(timers)}.`]
      : []),
    ...Object.entries(outcome.knows ?? {})
      .filter(([path, value]) => JSON.stringify(field(now.context, path)) !== JSON.stringify(value))
      .map(([path]) => `${path} is ${JSON.stringify(field(now.context, path))}.`),
  ];
}
