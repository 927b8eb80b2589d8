/**
 * A sentence or a guard that nothing would miss is not needed, or not proven. Each is taken out, one at a time,
 * and the tables, the stories or the truth tables must turn red.
 */
import { and, createMachine, or } from 'xstate';
import { describe, expect, test } from 'vitest';
import { TIMER_NAMES } from '../../src/contract/timers.ts';
import { RUNS_WHILE } from '../../workflows/handoff-timers.ts';
import { handoff } from '../../workflows/index.ts';
import { cellsOf, outcomeOf } from './region-table.ts';
import { STORIES } from './stories.ts';
import { faultsOf } from './story.ts';
import { cellsOfExceptions, cellsOfTheLaw, TABLES } from './tables.ts';
import { type AnyMachine, check, rowsOf } from './truth-table.ts';
import { HANDOFF_TRUTHS } from './truths-handoff.ts';
import { TRUTHS } from './truths-house.ts';
import type { Handoffs } from './world.ts';

describe.each(TRUTHS)('$workflow.name, with one sentence taken out', ({ workflow, ...made }) => {
  const rows = rowsOf({ workflow, ...made }).filter(({ sentence }) => sentence !== null);
  test.each(rows.map((row) => [`${row.command} without ${row.sentence}`, row] as const))('%s', (_, row) => {
    const { command, sentence } = row;
    const rules = {
      ...workflow.rules,
      [command]: workflow.rules[command]?.filter((name) => name !== sentence) ?? [],
    };
    expect(check(row)).toBeNull();
    expect(check(row, { ...workflow, rules })).not.toBeNull();
  });
});

type Config = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];
const isConfig = (node: unknown): node is Config => typeof node === 'object' && node !== null;

/** The paths of everything below a configuration that is picked. */
function placesOf(node: unknown, picked: (node: Config) => boolean, path: Path = []): Path[] {
  if (!isConfig(node)) return [];
  const below = Object.entries(node).flatMap(([key, child]) =>
    placesOf(child, picked, [...path, Array.isArray(node) ? Number(key) : key]),
  );
  return picked(node) ? [path, ...below] : below;
}

/** The configuration with one place changed; everything else is shared. */
function changedAt(node: unknown, [step, ...rest]: Path, change: (node: Config) => unknown): unknown {
  if (step === undefined) return change(node as Config);
  if (Array.isArray(node))
    return node.flatMap((child: unknown, index): unknown[] => {
      if (index !== step) return [child];
      const changed = changedAt(child, rest, change);
      return changed === undefined ? [] : [changed];
    });
  const config = node as Config;
  const changed = changedAt(config[step], rest, change);
  const { [step]: _, ...others } = config;
  return changed === undefined ? others : { ...config, [step]: changed };
}

const { config, implementations } = handoff.machine;
/** A handoff whose machine is drawn otherwise. A circle that would never end is cut and counts as red. */
const withConfig = (changed: unknown, guards: object = implementations.guards): Handoffs => ({
  ...handoff,
  machine: createMachine(
    { ...(changed as object), options: { maxIterations: 200 } } as never,
    { ...implementations, guards } as never,
  ) as never,
});

type Guard = Parameters<typeof and>[0][number];
interface Combined {
  readonly name: string;
  readonly guards?: readonly Guard[];
}
/** A guard put together of several (`and`, `or`), once without each of them. */
function withoutAPart(guard: unknown): { readonly left: string; readonly guard: Guard }[] {
  const { name, guards = [] } = guard as Combined;
  if (guards.length < 2) return [];
  const joined = (parts: readonly Guard[]): Guard =>
    name === 'and' ? and(parts as never) : or(parts as never);
  return guards.flatMap((part, index) => [
    { left: `${name} without part ${index + 1}`, guard: joined(guards.filter((_, at) => at !== index)) },
    ...withoutAPart(part).map(({ left, guard: less }) => ({
      left: `${name}, ${left}`,
      guard: joined(guards.map((each, at) => (at === index ? less : each))),
    })),
  ]);
}

const CELLS = [...Object.values(TABLES).flatMap(cellsOf), ...cellsOfTheLaw(), ...cellsOfExceptions()];
const ROWS = rowsOf(HANDOFF_TRUTHS);

/** The first thing that turns red, or null where nothing would miss what was taken out; its own region is asked first. */
function turnsRed(workflow: Handoffs, path: Path = []): string | null {
  const region = path
    .slice(0, 4)
    .filter((step) => step !== 'states')
    .join('.');
  const [near, far] = [
    CELLS.filter((cell) => cell.region === region),
    CELLS.filter((cell) => cell.region !== region),
  ];
  const attempt = (name: string, holds: () => boolean): string | null => {
    try {
      return holds() ? null : name;
    } catch (error) {
      return `${name} (${String(error)})`;
    }
  };
  for (const cell of [...near, ...far]) {
    const red = attempt(
      `${cell.region}: ${cell.state}, ${cell.column}`,
      () => outcomeOf(cell, workflow) === cell.expected,
    );
    if (red !== null) return red;
  }
  for (const told of STORIES) {
    const red = attempt(told.title, () => faultsOf(told, workflow).length === 0);
    if (red !== null) return red;
  }
  for (const row of ROWS) {
    const red = attempt(
      `${row.command}, ${row.sentence}`,
      () => check(row, workflow as unknown as AnyMachine['workflow']) === null,
    );
    if (red !== null) return red;
  }
  return null;
}

describe('the handoff, with one guard taken out', () => {
  test('is red nowhere while it is whole', () => {
    expect(turnsRed(withConfig(config))).toBeNull();
  });

  const guarded = placesOf(config, (node) => 'guard' in node).map((path) => ({ path, name: path.join('.') }));
  test.each(guarded.map(({ name, path }) => [name, path] as const))('%s', (_, path) => {
    const less = changedAt(config, path, ({ guard: _, ...rest }) => rest);
    expect(turnsRed(withConfig(less), path)).not.toBeNull();
  });
  const combined = guarded.flatMap(({ path, name }) =>
    placesOf(config, (node) => 'guard' in node)
      .filter((each) => each.join('.') === name)
      .flatMap(() => {
        const at = path.reduce<unknown>((node, step) => (node as Config)[step as keyof Config], config);
        return withoutAPart((at as Config)['guard']).map((part) => ({ path, name, ...part }));
      }),
  );
  test.each(combined.map((each) => [`${each.name}: ${each.left}`, each] as const))(
    '%s',
    (_, { path, guard }) => {
      expect(
        turnsRed(withConfig(changedAt(config, path, (rest) => ({ ...rest, guard }))), path),
      ).not.toBeNull();
    },
  );

  const named = Object.entries(implementations.guards).flatMap(([name, guard]) =>
    withoutAPart(guard).map((part) => ({ name, ...part })),
  );
  const titled = named.map((each) => [`${each.name}: ${each.left}`, each] as const);
  test.each(titled)('%s', (_, { name, guard }) => {
    expect(turnsRed(withConfig(config, { ...implementations.guards, [name]: guard }))).not.toBeNull();
  });
  test('of every kind there is one at least', () => {
    expect([guarded.length > 90, combined.length >= 2, named.length >= 4]).toEqual([true, true, true]);
  });
});

describe('the handoff, with one branch taken out', () => {
  const branches = placesOf(config, (node) => 'guard' in node || 'target' in node).map((path) => ({
    path,
    name: path.join('.'),
  }));
  test.each(branches.map(({ name, path }) => [name, path] as const))('%s', (_, path) => {
    expect(turnsRed(withConfig(changedAt(config, path, () => undefined)), path)).not.toBeNull();
  });
});

describe('the clocks, with one place or one condition taken out', () => {
  const without = <T>(list: readonly T[], one: T): readonly T[] => list.filter((each) => each !== one);
  const fewer = RUNS_WHILE.flatMap((row) => {
    const { timer, in: states = [], unless = [], when: _, ...rest } = row;
    const others = RUNS_WHILE.filter((each) => each !== row);
    return [
      ...states.map(
        (path) => [`${timer} in ${path}`, [...others, { ...row, in: without(states, path) }]] as const,
      ),
      ...unless.map(
        (path) =>
          [`${timer} unless ${path}`, [...others, { ...row, unless: without(unless, path) }]] as const,
      ),
      ...(row.when === undefined
        ? []
        : [
            [
              `${timer} whatever is remembered, in ${states.join() || 'every state'}`,
              [...others, { ...rest, timer, ...(states.length > 0 ? { in: states } : {}), unless }],
            ] as const,
          ]),
    ];
  });
  test.each(fewer)('%s', (_, clocks) => {
    expect(STORIES.some((told) => faultsOf(told, handoff, clocks).length > 0)).toBe(true);
  });
  test('of every clock', () => {
    expect(new Set(RUNS_WHILE.map(({ timer }) => timer)).size).toBe(TIMER_NAMES.length);
  });
});
