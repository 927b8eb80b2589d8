/**
 * What is taken from XState, held against XState itself: the reused scope of a transition is internal to it, so every
 * transition by it must be what the public functions say. And what no machine here may have: a clock, an end, a process.
 */
import { isDeepStrictEqual } from 'node:util';
import { initialTransition, matchesState, transition } from 'xstate';
import { describe, expect, test } from 'vitest';
import { initialStanding, restore, standingOf, take } from '../../workflows/answer.ts';
import type { HandoffContext, HandoffInput, HandoffStanding } from '../../workflows/handoff-context.ts';
import { handoff, WORKFLOWS, workflowOf } from '../../workflows/index.ts';
import { childOf, type Input, isIn, type StateValue } from '../../workflows/standing.ts';
import type { StreamKind } from '../../src/contract/streams.ts';
import { COMMAND_TYPES } from '../../src/contract/commands.ts';
import { TIMER_NAMES } from '../../src/contract/timers.ts';
import { standingAfter } from './region-table.ts';
import { chance, seedOf } from './random.ts';
import { rowsOf } from './truth-table.ts';
import { TRUTHS } from './truths-house.ts';
import { aPoppedUpTravellerIsStopped, theTravellerAsksToLeave, wenHoldsTheCard } from './world.ts';
import { walk } from './walk.ts';

const KINDS = Object.keys(WORKFLOWS) as StreamKind[];

interface Action {
  readonly type: string;
  readonly params?: unknown;
}
const factsOf = (actions: readonly Action[]) =>
  actions.filter(({ type }) => type === 'fact').map(({ params }) => (params as { fact: string }).fact);

/** What XState's public function says of a step. */
function publicly(machine: Parameters<typeof transition>[0], standing: HandoffStanding, input: Input) {
  const from = restore({ machine: machine as never, name: '' }, standing);
  const [next, actions] = transition(machine, from as never, input as never);
  return {
    ...standingOf<HandoffContext>(next as never),
    facts: factsOf(actions),
    taken: actions.length > 0 || next !== (from as unknown),
  };
}
function reused(
  workflow: { machine: typeof handoff.machine; name: string },
  standing: HandoffStanding,
  input: Input,
) {
  const { snapshot, facts, taken } = take(workflow, restore(workflow, standing), input);
  return { ...standingOf<HandoffContext>(snapshot), facts, taken };
}

describe('a transition by the reused scope is the public transition', () => {
  test.each(KINDS)('where a %s begins', (kind) => {
    const { machine } = workflowOf(kind);
    const [first, actions] = initialTransition(machine);
    expect(initialStanding(workflowOf(kind))).toEqual({ value: first.value, context: first.context });
    expect(actions).toEqual([]);
  });

  test('on thousands of steps of random walks over the handoff', { timeout: 60_000 }, () => {
    const by = chance(seedOf('walks of the engine'));
    const seen: [HandoffStanding, HandoffInput][] = [];
    const explored = { asked: ['test', 'healthStatus', 'itinerary', 'consent', 'pledge'] } as const;
    walk(2_500, by, explored, (from, input) => {
      if (from !== null) seen.push([from, input]);
    });
    expect(seen.length).toBeGreaterThan(2_000);
    const differs = seen.filter(
      ([from, input]) =>
        !isDeepStrictEqual(reused(handoff, from, input), publicly(handoff.machine, from, input)),
    );
    expect(differs).toEqual([]);
  });

  test.each(KINDS)('on every command, wherever the truth tables place a %s', (kind) => {
    const workflow = workflowOf(kind);
    const rows = TRUTHS.filter((made) => made.workflow.machine === workflow.machine).flatMap(rowsOf);
    const standings = [
      ...new Map(rows.map(({ standing }) => [JSON.stringify(standing.value), standing])).values(),
    ];
    expect(standings.length).toBeGreaterThan(0);
    const input = rows[0]?.input as Input;
    const differs: string[] = [];
    for (const standing of [initialStanding(workflow), ...standings] as unknown as HandoffStanding[])
      for (const type of [...COMMAND_TYPES, ...TIMER_NAMES])
        for (const hold of type === 'legalHold' ? [true, false] : [true]) {
          const said = { ...input, type, hold } as Input;
          const here = reused(workflow, standing, said);
          if (!isDeepStrictEqual(here, publicly(workflow.machine, standing, said)))
            differs.push(`${type} at ${JSON.stringify(standing.value)}`);
        }
    expect(differs).toEqual([]);
  });

  test('one transition leaves nothing behind for the next', () => {
    const standing = standingAfter([aPoppedUpTravellerIsStopped, wenHoldsTheCard]);
    const first = reused(handoff, standing, theTravellerAsksToLeave);
    expect(reused(handoff, standing, theTravellerAsksToLeave)).toEqual(first);
    expect(first.facts).toEqual(['returnFellDue']);
  });
});

describe('where a machine stands is read as XState reads it', () => {
  interface Node {
    readonly states?: Readonly<Record<string, Node>>;
  }
  const pathsOf = (node: Node, under: readonly string[] = []): string[][] =>
    Object.entries(node.states ?? {}).flatMap(([name, child]) => [
      [...under, name],
      ...pathsOf(child, [...under, name]),
    ]);
  const nested = (path: readonly string[]): StateValue =>
    path.length === 1 ? (path[0] as string) : { [path[0] as string]: nested(path.slice(1)) };

  test('on random walks, for every path there is', () => {
    const paths = pathsOf(handoff.machine.config as Node);
    const by = chance(seedOf('walks of the reading'));
    const values = new Map<string, StateValue>();
    walk(2_500, by, { asked: ['test', 'consent', 'pledge'] }, (_, __, { value }) =>
      values.set(JSON.stringify(value), value),
    );
    expect(values.size).toBeGreaterThan(200);
    const differs: string[] = [];
    for (const value of values.values())
      for (const path of paths) {
        const name = path.join('.');
        const stands = matchesState(nested(path), value);
        if (isIn(value, name) !== stands) differs.push(`isIn ${name} of ${JSON.stringify(value)}`);
        const parent = path.slice(0, -1).join('.');
        const only = parent !== '' && parent !== 'open' ? childOf(value, parent) : null;
        if (only !== null && matchesState(nested([...path.slice(0, -1), only]), value) === false)
          differs.push(`childOf ${parent} of ${JSON.stringify(value)}`);
        if (parent !== '' && parent !== 'open' && stands && only !== path.at(-1))
          differs.push(`childOf ${parent} is not ${path.at(-1)}`);
      }
    expect(differs).toEqual([]);
  });

  test('and nothing that is not there is read', () => {
    const { value } = standingAfter([aPoppedUpTravellerIsStopped]);
    for (const path of [
      '',
      'opened',
      'open.',
      'open.consent.needed.x',
      'open.toString',
      'released',
      '__proto__',
    ])
      expect([path, isIn(value, path), childOf(value, path)]).toEqual([path, false, null]);
  });
});

describe('no machine knows a clock, an end or a process of its own', () => {
  const forbidden = ['after', 'delay', 'invoke', 'spawn', 'timeout'];
  const thingsIn = (node: unknown, path = ''): string[] => {
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([key, child]) => [
      ...(forbidden.includes(key) || (key === 'type' && child === 'final') ? [`${path}.${key}`] : []),
      ...thingsIn(child, `${path}.${key}`),
    ]);
  };
  test.each(KINDS)('%s', (kind) => {
    const { machine } = workflowOf(kind);
    expect(thingsIn(machine.config)).toEqual([]);
    expect(machine.implementations.delays).toEqual({});
    expect(machine.implementations.actors).toEqual({});
  });
  test('and what is looked for would be found', () => {
    const bad = { states: { a: { after: { 10: 'b' } }, b: { type: 'final' } } };
    expect(thingsIn(bad)).toEqual(['.states.a.after', '.states.b.type']);
  });
});

describe('a standing that is not one of the machine’s is not taken for one', () => {
  const { value, context } = standingAfter([
    aPoppedUpTravellerIsStopped,
    wenHoldsTheCard,
    theTravellerAsksToLeave,
  ]);
  const open = (value as { open: Record<string, StateValue> }).open;
  const { document: _, ...withoutTheDocument } = open;
  const { stay: __, ...withoutTheStay } = open;
  const isTaken = (corrupt: unknown): boolean => {
    try {
      restore(handoff, { value: corrupt as StateValue, context });
      return true;
    } catch {
      return false;
    }
  };

  test.each([
    ['a state there is not', 'nowhere'],
    ['a region there is not', { open: { ...open, soup: 'hot' } }],
    ['a state there is not in a region', { open: { ...open, stay: 'flying' } }],
    ['a state below one that has none', { open: { ...open, stay: { staying: 'sitting' } } }],
    ['nothing', null],
    ['nothing in a region', { open: { ...open, stay: undefined } }],
    // XState puts the first state in the place of whatever is missing.
    ['a case whose held card was lost from the value', { open: withoutTheDocument }],
    ['a case whose wish to leave was lost from the value', { open: withoutTheStay }],
    ['a region of which nothing is said', { open: { ...open, stay: {} } }],
    ['a state that has states, and none of them is named', { open: { ...open, test: 'unmet' } }],
    ['an open case with no regions', 'open'],
    ['a standing of nothing', {}],
    ['a number', 7],
    ['two states at once where there can be one', { open, released: 'onTheWay' }],
    ['two states of a region at once', { open: { ...open, stay: { staying: {}, departing: {} } } }],
  ])('%s', (___, corrupt) => {
    expect(isTaken(corrupt)).toBe(false);
  });

  test('and one that is, is', () => {
    for (const standing of [value, 'new', 'cleared', { released: { notArrived: 'missing' } }])
      expect([standing, isTaken(standing)]).toEqual([standing, true]);
  });
});
