/**
 * What a region's table is, and how a cell of it is tried.
 *
 * A table is written by hand from the design: every state × every command that touches the region, with no cell left out
 * (`Record` without `Partial`: a missing cell does not compile). A state's name may carry its circumstances in brackets,
 * `refused (by the street office)`: the same state, come to by another way. A column's name says the command, and after a colon
 * what was said with it.
 */
import { answer, initialStanding } from '../../workflows/answer.ts';
import type { HandoffContext, HandoffInput, HandoffStanding } from '../../workflows/handoff-context.ts';
import type { SentenceName } from '../../workflows/handoff-sentences.ts';
import { handoff } from '../../workflows/index.ts';
import { isIn } from '../../workflows/standing.ts';
import { type Handoffs, type Happening, pathIn, said } from './world.ts';

type Plain<State extends string> = State extends `${infer Name} (${string})` ? Name : State;
type Closing = 'released' | 'cleared' | 'turnedBack' | 'withdrawn' | 'referred';
export type Outcome<State extends string> =
  | 'stays'
  | `becomes ${Plain<State>}`
  | `case becomes ${Closing}`
  | `refused: ${SentenceName | 'notInThisState' | 'handoffIsClosed'}`;
export type Cells<State extends string, Column extends string> = Readonly<
  Record<State, Readonly<Record<Column, Outcome<State>>>>
>;

export interface ColumnOf {
  /** How the case was opened and stood before, where it is not as `Table.from` says. */
  readonly from?: readonly Happening[];
  /** What comes just before; where it is refused already, that refusal is the outcome. */
  readonly lead?: readonly Happening[];
  readonly command: Happening;
}

export interface Table<State extends string, Column extends string> {
  /** Where the region stands in the state value, `open.document`; empty for the whole case. */
  readonly region: string;
  readonly from: readonly Happening[];
  /** What happens, after `from`, until the region stands in this state. */
  readonly states: Readonly<Record<State, readonly Happening[]>>;
  readonly columns: Readonly<Record<Column, ColumnOf>>;
  readonly cells: Cells<State, Column>;
  /** States that are passed through within one step and never rested in. */
  readonly passing?: readonly string[];
}
/** A table whose states and columns are only strings: what the tests walk over. */
export type AnyTable = Table<string, string>;

/** One cell, ready to be tried: where the case stands, what is said, and what the design says comes of it. */
export interface Cell {
  readonly region: string;
  readonly state: string;
  readonly column: string;
  readonly expected: string;
  readonly standing: HandoffStanding;
  readonly input: HandoffInput | null;
  /** The refusal of what came before, where it was refused. */
  readonly refused: string | null;
}

/** What is left of a state's name without the circumstances in brackets. */
export const plain = (state: string): string => state.replace(/ \(.*\)$/, '');

/** Where a case stands after all of this. Throws where any of it is refused: then the table itself is wrong. */
export function standingAfter(
  happenings: readonly Happening[],
  workflow: Handoffs = handoff,
  start: HandoffStanding = initialStanding<HandoffContext>(handoff),
): HandoffStanding {
  let standing = start;
  for (const happening of happenings) {
    const input = said(happening, standing);
    const answered = answer(workflow, standing, input);
    if (answered.outcome === 'refused')
      throw new Error(
        `${input.type} cannot happen: ${answered.because}, at ${JSON.stringify(standing.value)}.`,
      );
    standing = answered.standing;
  }
  return standing;
}

/** Every cell of a table, each with its standing reached by commands. */
export function cellsOf(table: AnyTable): readonly Cell[] {
  const reached = new Map<readonly Happening[], Map<string, HandoffStanding>>();
  const reach = (from: readonly Happening[], state: string): HandoffStanding => {
    const known = reached.get(from) ?? new Map<string, HandoffStanding>();
    reached.set(from, known);
    let standing = known.get(state);
    if (standing === undefined) {
      standing = standingAfter([...from, ...(table.states[state] ?? [])]);
      if (pathIn(standing.value, table.region) !== plain(state))
        throw new Error(`What should lead to ${state} leads to ${pathIn(standing.value, table.region)}.`);
      known.set(state, standing);
    }
    return standing;
  };
  return Object.entries(table.cells).flatMap(([state, row]) =>
    Object.entries(row).map(([column, expected]): Cell => {
      const { from = table.from, lead = [], command } = table.columns[column] as ColumnOf;
      let standing = reach(from, state);
      const cell = { region: table.region, state, column, expected };
      for (const happening of lead) {
        const answered = answer(handoff, standing, said(happening, standing));
        if (answered.outcome === 'refused')
          return { ...cell, standing, input: null, refused: answered.because };
        standing = answered.standing;
      }
      return { ...cell, standing, input: said(command, standing), refused: null };
    }),
  );
}

/** What comes of a cell, in the words of the tables. */
export function outcomeOf({ region, standing, input, refused }: Cell, workflow: Handoffs = handoff): string {
  if (input === null) return `refused: ${refused}`;
  const answered = answer(workflow, standing, input);
  if (answered.outcome === 'refused') return `refused: ${answered.because}`;
  const { value } = answered.standing;
  if (region !== '' && !isIn(value, 'open')) return `case becomes ${pathIn(value, '').split('.')[0]}`;
  const before = pathIn(standing.value, region);
  const now = pathIn(value, region);
  return before === now ? 'stays' : `becomes ${now}`;
}
