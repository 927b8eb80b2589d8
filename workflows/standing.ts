/**
 * What every machine of the house has in common.
 *
 * A machine knows no clock, makes no id and does no I/O: instants and ids arrive in the input.
 * Structure (which state answers which command, and where it leads) is the XState machine's;
 * permission (which sentences must be true) is the rule table's, so that the name of the
 * first sentence that is false is the refusal the caller gets.
 */

export type StateValue = string | { readonly [region: string]: StateValue | undefined };

/** Where a stream stands: the machine's state value and its context. Plain data, restored from a snapshot. */
export interface Standing<C> {
  readonly value: StateValue;
  readonly context: C;
}

/** What reaches a machine. `by` and `second` are account ids, `at` the instant of the act; all are handed in. */
export interface Input {
  readonly type: string;
  readonly by: string;
  readonly second?: string | null;
  readonly at: number;
}

/** Whether the machine stands in the state with this path, e.g. `isIn(value, 'open.consent.accepted')`. */
export function isIn(value: StateValue, path: string): boolean {
  let here: StateValue | undefined = value;
  const steps = path.split('.');
  for (const [index, step] of steps.entries()) {
    if (typeof here === 'string') return here === step && index === steps.length - 1;
    if (here === undefined || !Object.hasOwn(here, step)) return false;
    here = here[step];
  }
  return true;
}

/** The name of the child state under a path, or null where the machine does not stand there. */
export function childOf(value: StateValue, path: string): string | null {
  let here: StateValue | undefined = value;
  for (const step of path.split('.')) {
    if (here === undefined || typeof here === 'string') return null;
    here = here[step];
  }
  if (here === undefined) return null;
  return typeof here === 'string' ? here : (Object.keys(here)[0] ?? null);
}

/** A sentence that is true when the command is allowed. Its name, where it is false, is the refusal. */
export interface Sentence<C, I extends Input> {
  /** `state` sentences read the standing alone and count in `allowed`; `input` sentences need the command. */
  readonly kind: 'state' | 'input';
  readonly holds: (standing: Standing<C>, input: I) => boolean;
}
