/** The two prints that are reviewed as diffs: what every command does, and who may try it. */
import { RIGHTS } from '../src/access/index.ts';
import { COMMAND_TYPES, type CommandType, commandRow } from '../src/contract/commands.ts';
import { FOLLOWS } from '../src/contract/facts.ts';
import { ROLE_NAMES } from '../src/contract/roles.ts';
import { commandPath } from '../src/contract/routes.ts';
import { TIMER_NAMES, TIMERS, type TimerName } from '../src/contract/timers.ts';
import { NOBODY } from '../workflows/handoff-context.ts';
import { holder } from '../workflows/holder.ts';
import type { Input, StateValue } from '../workflows/standing.ts';
import { workflowOf } from '../workflows/index.ts';
import type { Workflow } from '../workflows/answer.ts';

interface Node {
  readonly on?: Readonly<Record<string, unknown>>;
  readonly states?: Readonly<Record<string, Node>>;
}

interface Transition {
  readonly target?: string;
  readonly actions?: unknown;
}

type AnyWorkflow = Workflow<Record<string, unknown>, Input>;

const asList = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** Every state of a machine that answers this event, with where each branch leads and the facts that follow. */
function answersTo(
  workflow: AnyWorkflow,
  type: string,
): { state: string; leads: string[]; facts: string[] }[] {
  const found: { state: string; leads: string[]; facts: string[] }[] = [];
  const visit = (node: Node, path: string): void => {
    const on = node.on?.[type];
    if (on !== undefined) {
      const branches = asList(on).map(
        (branch): Transition => (typeof branch === 'string' ? { target: branch } : (branch as Transition)),
      );
      const facts = branches.flatMap(({ actions }) =>
        asList(actions).flatMap((action) => {
          const params = (action as { params?: { fact?: string } }).params;
          return params?.fact === undefined ? [] : [params.fact];
        }),
      );
      found.push({
        state: path || workflow.name,
        leads: branches.flatMap(({ target }) => (target === undefined ? [] : [target])),
        facts,
      });
    }
    for (const [name, child] of Object.entries(node.states ?? {}))
      visit(child, path === '' ? name : `${path}.${name}`);
  };
  visit(workflow.machine.config as Node, '');
  return found;
}

const line = (name: string, value: string) => (value === '' ? '' : `  ${name.padEnd(12)}${value}\n`);
const unique = (list: readonly string[]) => [...new Set(list)];

function printAnswers(workflow: AnyWorkflow, type: string, own: string | null): string {
  const answers = answersTo(workflow, type);
  const facts = unique([...(own === null ? [] : [own]), ...answers.flatMap(({ facts }) => facts)]);
  return [
    ...answers.map(({ state, leads }) =>
      line('answered in', leads.length === 0 ? state : `${state} ─▶ ${unique(leads).join(', ')}`),
    ),
    line(
      'sentences',
      (workflow.rules[type] ?? [])
        .map((name) => (workflow.sentences[name]?.kind === 'input' ? `${name}*` : name))
        .join(', '),
    ),
    line('facts', facts.join(', ')),
    line('effects', unique(facts.flatMap((fact) => FOLLOWS[fact] ?? [])).join(', ')),
  ].join('');
}

/** Who holds the responsibility in a state of the handoff, by its path. */
function partyIn(path: string): string {
  const value = path
    .split('.')
    .reduceRight<StateValue | undefined>(
      (below, step) => (below === undefined ? step : { [step]: below }),
      undefined,
    );
  const care = { ...NOBODY.care, office: 'the office' };
  return holder({ value: value ?? 'open', context: { ...NOBODY, care } }).party;
}

/** Who holds the responsibility after the command, over every state that answers it. */
function holdersAfter(workflow: AnyWorkflow, type: string): string {
  if (workflow.name !== 'handoff') return '';
  const inside = (state: string, leads: readonly string[]) =>
    leads.map((target) => {
      const path = target.replace(/^#(handoff\.)?/, '');
      return /^(open|released|cleared|turnedBack|withdrawn|referred)\b/.test(path) ? path : state;
    });
  return unique(
    answersTo(workflow, type)
      .flatMap(({ state, leads }) => (leads.length === 0 ? [state] : inside(state, leads)))
      .map(partyIn),
  ).join(', ');
}

function printCommand(type: CommandType): string {
  const row = commandRow(type);
  const roles = Object.entries(RIGHTS[type]).map(([role, reach]) => `${role} (${reach})`);
  return [
    `${type}  ${row.zh} · ${row.en}\n`,
    line('stream', row.starts ? `${row.stream}, started here` : row.stream),
    ...row.at.map((terminal) => line('route', `POST ${commandPath(terminal, type)}`)),
    line('roles', roles.join(', ')),
    line('second', row.secondPerson ? 'a second person proves themselves first' : ''),
    line('rests on', (row.dependsOn ?? []).join(', ')),
    printAnswers(workflowOf(row.stream), type, row.fact),
    line('holder', holdersAfter(workflowOf(row.stream), type)),
  ].join('');
}

/** What every command does: route, roles, states that answer it, sentences, facts, effects; and every timer. */
export function walkPrint(): string {
  return [
    'What every command does. Made by `npm run walk -- --write` from the tables and machines; do not edit.\n',
    'A sentence with * needs the command itself; the others are told beforehand, in `allowed`.\n\n',
    COMMAND_TYPES.map(printCommand).join('\n'),
    '\nTimers\n\n',
    TIMER_NAMES.map((timer: TimerName) =>
      [
        `${timer}  ${TIMERS[timer].zh} · ${TIMERS[timer].en}\n`,
        ...(['handoff', 'shift', 'announcement'] as const).map((kind) =>
          printAnswers(workflowOf(kind), timer, null),
        ),
      ].join(''),
    ).join('\n'),
  ].join('');
}

/** Role × command × reach. */
export function rolesPrint(): string {
  const width = Math.max(...COMMAND_TYPES.map((type) => type.length)) + 2;
  const roles = ROLE_NAMES;
  const rows = COMMAND_TYPES.map(
    (type) =>
      type.padEnd(width) + roles.map((role) => (RIGHTS[type][role] ?? '·').padEnd(role.length + 2)).join(''),
  );
  return [
    'Who may try which command, and over what. Made by `npm run walk -- --write` from src/access/table.ts; do not edit.\n',
    'own: in one’s own scope · asked: what one’s office was asked about, has in care or was named for · any: the whole house\n\n',
    `${''.padEnd(width)}${roles.map((role) => role.padEnd(role.length + 2)).join('')}\n`,
    `${rows.map((row) => row.trimEnd()).join('\n')}\n`,
  ].join('');
}
