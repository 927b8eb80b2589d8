/**
 * How a machine answers a command: refused by name, or accepted with where it stands now and what became true.
 *
 * Pure: nothing is executed. First structure (does any state here answer this command?), then the sentences in their
 * order, then the transition. So `notInThisState` is said only where no state answers, and otherwise the caller is
 * told the first sentence that is false.
 */
import { type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine, transition } from 'xstate';
import type { Input, Sentence, Standing, StateValue } from './standing.ts';

/** A machine with everything the house needs to know of it. */
export interface Workflow<C, I extends Input> {
  readonly name: string;
  /** Rises with every change of state, sentence or context: replay by another version proves nothing. */
  readonly version: number;
  readonly machine: AnyStateMachine;
  readonly sentences: Readonly<Record<string, Sentence<C, I>>>;
  readonly rules: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Makes a standing that an older version left one of this; absent where there never was an older one. */
  readonly migrate?: (standing: Standing<C>, from: number) => Standing<C>;
  /** What is said where no state answers. */
  readonly refusalAt: (value: StateValue) => string;
}

export type Answer<C> =
  | { readonly outcome: 'refused'; readonly because: string }
  | { readonly outcome: 'accepted'; readonly standing: Standing<C>; readonly facts: readonly string[] };

/** Answers one command. `standing` is null for a stream that does not exist yet. */
export function answer<C, I extends Input>(
  workflow: Workflow<C, I>,
  standing: Standing<C> | null,
  input: I,
): Answer<C> {
  const here = standing ?? initialStanding(workflow);
  const refusal = whyNot(workflow, here, input);
  if (refusal !== null) return { outcome: 'refused', because: refusal };
  const { snapshot, facts, taken } = take(workflow, restore(workflow, here), input);
  // Structure answers by name, yet every branch asked for something else: a second wish to stay, say.
  if (!taken) return { outcome: 'refused', because: workflow.refusalAt(here.value) };
  return { outcome: 'accepted', standing: standingOf(snapshot), facts };
}

/** The first reason against, or null. Input sentences count only where `input` is given. */
export function whyNot<C, I extends Input>(
  workflow: Workflow<C, I>,
  standing: Standing<C>,
  input: I | { readonly type: string },
  isAnswered = answers(workflow, standing.value, input.type),
): string | null {
  if (!isAnswered) return workflow.refusalAt(standing.value);
  for (const name of workflow.rules[input.type] ?? []) {
    const sentence = workflow.sentences[name];
    if (sentence === undefined) throw new Error(`No sentence is called ${name}.`);
    if (sentence.kind === 'input' && !('by' in input)) continue;
    if (!sentence.holds(standing, input as I)) return name;
  }
  return null;
}

/** What the state alone would say to those of these commands that it answers: true, or the refusal they would get. */
export function acceptable<C, I extends Input>(
  workflow: Workflow<C, I>,
  standing: Standing<C>,
  types: readonly string[],
): Readonly<Record<string, true | string>> {
  const answeredHere = answeredTypes(workflow.machine, standing.value);
  return Object.fromEntries(
    types
      .filter((type) => answeredHere.has(type))
      .map((type) => [type, whyNot(workflow, standing, { type }, true) ?? true]),
  );
}

/** Whether any state here answers this command, sentences apart. */
export function answers(
  workflow: { readonly machine: AnyStateMachine },
  value: StateValue,
  type: string,
): boolean {
  return answeredTypes(workflow.machine, value).has(type);
}

const answered = new WeakMap<AnyStateMachine, Map<string, ReadonlySet<string>>>();

/** Every event type that some state of this value answers; worked out once per value. */
function answeredTypes(machine: AnyStateMachine, value: StateValue): ReadonlySet<string> {
  let known = answered.get(machine);
  if (known === undefined) answered.set(machine, (known = new Map<string, ReadonlySet<string>>()));
  const key = JSON.stringify(value);
  let types = known.get(key);
  if (types === undefined) {
    types = new Set(typesIn(machine.config as StateNodeConfig, value));
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, types);
  }
  return types;
}

const REMEMBERED = 50_000;

interface StateNodeConfig {
  readonly type?: string;
  readonly on?: Readonly<Record<string, unknown>>;
  readonly states?: Readonly<Record<string, StateNodeConfig>>;
}

function typesIn(node: StateNodeConfig | undefined, value: StateValue | undefined): string[] {
  if (node === undefined) return [];
  const own = Object.keys(node.on ?? {});
  if (value === undefined) return own;
  if (typeof value === 'string') return [...own, ...typesIn(node.states?.[value], undefined)];
  return [...own, ...Object.entries(value).flatMap(([child, below]) => typesIn(node.states?.[child], below))];
}

/** Where a stream stands before its first row. */
export function initialStanding<C>({ machine }: { readonly machine: AnyStateMachine }): Standing<C> {
  let standing = initial.get(machine);
  if (standing === undefined) {
    standing = standingOf(machine.getInitialSnapshot(inertScope(machine)) as AnyMachineSnapshot);
    initial.set(machine, standing);
  }
  return standing as Standing<C>;
}

const initial = new WeakMap<AnyStateMachine, Standing<unknown>>();

export function standingOf<C>(snapshot: AnyMachineSnapshot): Standing<C> {
  const standing = { value: snapshot.value as StateValue, context: snapshot.context as C };
  madeFrom.set(standing, snapshot);
  return standing;
}

/** The snapshot a standing was read off: whoever still holds the standing need not have it made again. */
const madeFrom = new WeakMap<Standing<unknown>, AnyMachineSnapshot>();

/**
 * A snapshot of this standing. XState puts a missing region's first state in its place without a word, and a kept card
 * would be forgotten: so what it made of the value must be the value, or this throws.
 */
export function restore<C>(
  workflow: { readonly machine: AnyStateMachine; readonly name: string },
  standing: Standing<C>,
): AnyMachineSnapshot {
  const known = madeFrom.get(standing);
  if (known !== undefined && known.machine === workflow.machine) return known;
  const { value, context } = standing;
  const snapshot = workflow.machine.resolveState({ value, context }) as AnyMachineSnapshot;
  if (
    !isOneOf(workflow.machine.config as StateNodeConfig, value) ||
    !isSameValue(snapshot.value as StateValue, value)
  )
    throw new Error(`A kept state of ${workflow.name} is not one of its states.`);
  return snapshot;
}

function isSameValue(one: StateValue | undefined, other: StateValue | undefined): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  const regions = Object.keys(one);
  return (
    regions.length === Object.keys(other).length &&
    regions.every((region) => isSameValue(one[region], other[region]))
  );
}

/** Whether every compound state stands in one of its children, and every parallel one in all of them. */
function isOneOf(node: StateNodeConfig | undefined, value: StateValue | undefined): boolean {
  if (node === undefined) return false;
  const children = Object.keys(node.states ?? {});
  if (value === undefined || typeof value === 'string')
    return value === undefined ? children.length === 0 : isOneOf(node.states?.[value], undefined);
  const standing = Object.keys(value);
  const right = node.type === 'parallel' ? standing.length === children.length : standing.length === 1;
  // A region without states of its own stands as an empty value.
  return (
    (right || children.length === 0) &&
    standing.every((child) => isOneOf(node.states?.[child], isEmpty(value[child]) ? undefined : value[child]))
  );
}

const isEmpty = (value: StateValue | undefined) =>
  typeof value === 'object' && Object.keys(value).length === 0;

/** Takes a transition by the machine alone, sentences apart. */
export function take(
  workflow: { readonly machine: AnyStateMachine },
  snapshot: AnyMachineSnapshot,
  input: Input,
) {
  const scope = inertScope(workflow.machine);
  const facts: string[] = [];
  let acted = false;
  scope.actionExecutor = (action) => {
    acted = true;
    if (action.type === 'fact') facts.push((action.params as { fact: string }).fact);
  };
  const next = workflow.machine.transition(snapshot as never, input, scope) as AnyMachineSnapshot;
  return { snapshot: next, facts, taken: acted || next !== snapshot };
}

const scopes = new WeakMap<AnyStateMachine, AnyActorScope>();

/**
 * The inert scope a pure transition runs in, made once per machine and reused: making one costs several times
 * the transition itself. `test/workflows/engine.test.ts` holds every reused transition against the public `transition`.
 */
function inertScope(machine: AnyStateMachine): AnyActorScope {
  let scope = scopes.get(machine);
  if (scope === undefined) {
    let caught: AnyActorScope | undefined;
    const catcher = {
      getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }) as const,
      getPersistedSnapshot: (snapshot: unknown) => snapshot as never,
      transition: <S>(snapshot: S, _: unknown, given: AnyActorScope): S => {
        caught = given;
        return snapshot;
      },
    };
    transition(catcher as never, { status: 'active' } as never, { type: 'catch' } as never);
    if (caught === undefined) throw new Error('XState handed no actor scope to its logic.');
    scope = caught;
    scopes.set(machine, scope);
  }
  return scope;
}
