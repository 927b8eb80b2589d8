/**
 * What a truth table is: per command one case in which every sentence is true, and for every sentence what has to be
 * different for that one alone to be false. The refusals stand in the order in which they are told.
 */
import { type Answer, answer, type Workflow } from '../../workflows/answer.ts';
import type { Input, Standing, StateValue } from '../../workflows/standing.ts';

type Fields<T> = { readonly [K in keyof T]?: T[K] | undefined };
type Nested<T> = {
  readonly [K in keyof T]?:
    | (T[K] extends readonly unknown[] ? T[K] : T[K] extends object ? Fields<T[K]> : T[K])
    | undefined;
};
export interface Case<C, I extends Input> {
  /** The state value; a region that is not named stays as it is. */
  readonly at?: StateValue;
  /** What is remembered. */
  readonly knows?: Nested<C>;
  /** What is said with the command, and what was found out about it. */
  readonly says?: Nested<I>;
}

export interface TruthTable<C, I extends Input> {
  readonly fair: Case<C, I>;
  /** Sentence by sentence in the order told: what makes that one false, and no other but those that it cannot but make false too. */
  readonly refusals: readonly (readonly [sentence: string, because: Case<C, I>, andSo?: readonly string[]])[];
}
/** Per command; where a command stands for several ways of saying it, each has a row of its own: `ruleOnHandoff: turn back`. */
export type TruthTables<C, I extends Input> = Readonly<Record<string, TruthTable<C, I>>>;

export interface Machine<C, I extends Input> {
  readonly workflow: Workflow<C, I>;
  /** Where every case starts from. */
  readonly base: Required<Case<C, I>>;
  readonly tables: TruthTables<C, I>;
}
/** One machine's tables, with its own types put aside so that all can be walked over. */
export type AnyMachine = Machine<Record<string, unknown>, Input>;
export const machine = <C, I extends Input>(made: Machine<C, I>): AnyMachine => made as unknown as AnyMachine;

export interface Row {
  readonly workflow: AnyMachine['workflow'];
  readonly command: string;
  readonly sentence: string | null;
  readonly standing: Standing<Record<string, unknown>>;
  readonly input: Input;
  /** Sentences that are false whenever this one is. */
  readonly andSo: readonly string[];
}

type AnyCase = Case<Record<string, unknown>, Input>;
type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** The later over the earlier, two levels deep, so that one field of a hold or one finding can differ. */
const over = (under: Plain, upper: Plain): Plain => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(upper).map(([key, value]) => {
      const below = under[key];
      return [key, isPlain(value) && isPlain(below) ? { ...below, ...value } : value];
    }),
  ),
});
/** A whole other state, or other states of some regions of `open`. */
const atOver = (under: StateValue, upper: StateValue | undefined): StateValue => {
  if (upper === undefined) return under;
  if (typeof upper === 'string' || typeof under === 'string') return upper;
  const [[name, regions] = ['', undefined]] = Object.entries(upper);
  const below = under[name];
  if (!isPlain(regions) || !isPlain(below)) return upper;
  return { [name]: { ...below, ...regions } };
};

export const commandOf = (name: string): string => name.split(':')[0] as string;

/** The row of a case: the base, what makes it fair, and what makes it different, one over the other. */
export function rowOf(
  { workflow, base }: AnyMachine,
  name: string,
  sentence: string | null,
  cases: readonly AnyCase[],
  andSo: readonly string[] = [],
): Row {
  let at = base.at;
  let knows: Plain = base.knows;
  let says: Plain = base.says;
  for (const each of cases) {
    at = atOver(at, each.at);
    knows = over(knows, each.knows ?? {});
    says = over(says, each.says ?? {});
  }
  const input = Object.fromEntries(Object.entries(says).filter(([, value]) => value !== undefined));
  const command = commandOf(name);
  return {
    workflow,
    command,
    sentence,
    standing: { value: at, context: knows },
    input: { ...(input as unknown as Input), type: command },
    andSo,
  };
}

/** Every row: per command the fair one, and one for each sentence. */
export const rowsOf = (made: AnyMachine): Row[] =>
  Object.entries(made.tables).flatMap(([name, { fair, refusals }]) => [
    rowOf(made, name, null, [fair]),
    ...refusals.map(([sentence, because, andSo]) => rowOf(made, name, sentence, [fair, because], andSo)),
  ]);

/** The sentences of a command that are false in a row. */
export const falseIn = ({ workflow, command, standing, input }: Row): string[] =>
  (workflow.rules[command] ?? []).filter(
    (name) => workflow.sentences[name]?.holds(standing, input) === false,
  );

const told = (answered: Answer<unknown>) => (answered.outcome === 'refused' ? answered.because : 'accepted');

/**
 * What is wrong with a row, or null: the fair one is accepted; the other has that one sentence false and is refused by
 * its name. `workflow` may be another than the row's own: one that was broken on purpose.
 */
export function check(row: Row, workflow: AnyMachine['workflow'] = row.workflow): string | null {
  const wanted = row.sentence ?? 'accepted';
  const outcome = told(answer(workflow, row.standing, row.input));
  if (outcome !== wanted) return `${row.command} should be told ${wanted}, and is told ${outcome}`;
  const wrong = falseIn({ ...row, workflow }).filter(
    (name) => name !== row.sentence && !row.andSo.includes(name),
  );
  return wrong.length === 0 ? null : `${row.command}: false besides ${row.sentence}: ${wrong.join(', ')}`;
}
