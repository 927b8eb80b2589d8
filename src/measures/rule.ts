/**
 * The condition under which a clause applies, in CertLogic.
 *
 * Its inputs are states, never instants: every instant was judged before (docs/decisions/0003), so a rule is a
 * statement over a finite set, and a loader can try all of it.
 */
import { evaluate, isCertLogicExpression, type CertLogicExpression } from 'certlogic-js';
import {
  DIRECTIONS,
  FILING_STATES,
  ITINERARY_STATES,
  PLAIN_HEALTH_STATUS_STATES,
  PLAIN_TEST_STATES,
  POPUP_KINDS,
  UNFIT_CLASSES,
  CIRCUMSTANCE_STATES,
  type CircumstanceState,
  type Direction,
  type MeasureFault,
  type ShownStates,
} from '../contract/measures.ts';

type Inputs = Readonly<Record<string, readonly (string | number)[]>>;

/** What a rule may read, and every value that it can find there. A pop-up's kind and a class are null elsewhere. */
export const RULE_INPUTS: Inputs = {
  direction: DIRECTIONS,
  'test.state': [...PLAIN_TEST_STATES, 'fit', 'unfit'],
  'test.class': UNFIT_CLASSES,
  'healthStatus.state': [...PLAIN_HEALTH_STATUS_STATES, 'poppedUp'],
  'healthStatus.kind': POPUP_KINDS,
  'itinerary.state': ITINERARY_STATES,
  'filing.state': FILING_STATES,
};

const CIRCUMSTANCE = 'circumstance.';

/** The inputs of a measure's rules: those of every measure, and each circumstance that it names. */
export function inputsFor(circumstances: readonly { readonly id: string }[]): Inputs {
  return {
    ...RULE_INPUTS,
    ...Object.fromEntries(circumstances.map(({ id }) => [`${CIRCUMSTANCE}${id}`, CIRCUMSTANCE_STATES])),
  };
}

/** Whether a rule says yes to these states. */
export function applies(rule: unknown, direction: Direction, shown: ShownStates): boolean {
  const answer: unknown = evaluate(rule as CertLogicExpression, inputsOf(direction, shown));
  if (typeof answer !== 'boolean') throw new Error('A rule must answer yes or no.');
  return answer;
}

function inputsOf(
  direction: Direction,
  { test, healthStatus, itinerary, filing, circumstances = {} }: ShownStates,
) {
  return {
    circumstance: new Proxy(circumstances, KNOWN_OR_UNKNOWN),
    direction,
    test: { state: test.state, class: test.state === 'unfit' ? test.detail.class : null },
    healthStatus: {
      state: healthStatus.state,
      kind: healthStatus.state === 'poppedUp' ? healthStatus.detail.kind : null,
    },
    itinerary: { state: itinerary.state },
    filing: { state: filing.state },
  };
}

/** CertLogic reads a name it does not find as null; a circumstance that nobody told of is unknown. */
const KNOWN_OR_UNKNOWN: ProxyHandler<Readonly<Record<string, CircumstanceState>>> = {
  get: (circumstances, id) => (Object.hasOwn(circumstances, id) ? circumstances[String(id)] : 'unknown'),
};

/**
 * What is wrong with a rule, each with its place.
 *
 * Narrower than CertLogic on purpose: a name it does not know reads as null there, silently, and a misspelt
 * state is never equal to anything. So only the operators that decide are allowed, a name must be an input,
 * and a value must be one that this input can have.
 */
export function faultsOfRule(rule: unknown, path: string, inputs: Inputs = RULE_INPUTS): MeasureFault[] {
  const faults = faultsWithin(rule, path, 0, inputs);
  if (faults.length === 0 && !isCertLogicExpression(rule))
    return [{ path, message: 'is not a CertLogic expression' }];
  return faults;
}

const DEEPEST = 16;

function faultsWithin(rule: unknown, path: string, depth: number, inputs: Inputs): MeasureFault[] {
  const fault = (message: string, at = path): MeasureFault[] => [{ path: at, message }];
  if (depth > DEEPEST) return fault('is nested too deeply');
  if (typeof rule === 'boolean') return [];
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) {
    return fault('must be a condition: true, false or one operation');
  }
  const [entry, ...more] = Object.entries(rule);
  if (entry === undefined || more.length > 0) return fault('must have exactly one operator');
  const [operator, operands] = entry as [string, unknown];
  const at = `${path}/${operator}`;
  const listed = Array.isArray(operands) ? (operands as unknown[]) : [];
  const each = () => listed.flatMap((operand, n) => faultsWithin(operand, `${at}/${n}`, depth + 1, inputs));
  switch (operator) {
    case 'and':
      return listed.length < 2 ? fault('needs at least two conditions', at) : each();
    case '!':
      return listed.length === 1 ? each() : fault('needs exactly one condition', at);
    case 'if':
      return listed.length === 3 ? each() : fault('needs a condition, a then and an else', at);
    case '===':
    case 'in':
      return faultsOfComparison(operator, listed, at, inputs);
    default:
      return fault(
        `has the operator ${JSON.stringify(operator)}, but a rule is made of and, !, if, === and in`,
      );
  }
}

function faultsOfComparison(
  operator: '===' | 'in',
  operands: unknown[],
  path: string,
  inputs: Inputs,
): MeasureFault[] {
  const [left, right] = operands;
  if (operands.length !== 2) return [{ path, message: 'needs exactly two sides' }];
  const name = inputNameOf(left);
  if (name === null)
    return [{ path: `${path}/0`, message: 'must read an input: { "var": "healthStatus.state" }' }];
  const domain = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  if (domain === undefined) {
    return [
      {
        path: `${path}/0/var`,
        message: `reads ${JSON.stringify(name)}, which is none of ${Object.keys(inputs).join(', ')}`,
      },
    ];
  }
  if (operator === '===') return faultsOfValue(right, domain, `${path}/1`);
  if (!Array.isArray(right) || right.length === 0)
    return [{ path: `${path}/1`, message: 'must be a list of values' }];
  return (right as unknown[]).flatMap((value, n) => faultsOfValue(value, domain, `${path}/1/${n}`));
}

function inputNameOf(operand: unknown): string | null {
  if (typeof operand !== 'object' || operand === null || Object.keys(operand).length !== 1) return null;
  const name = (operand as Record<string, unknown>)['var'];
  return typeof name === 'string' ? name : null;
}

function faultsOfValue(value: unknown, domain: readonly (string | number)[], path: string): MeasureFault[] {
  if (domain.some((known) => known === value)) return [];
  return [{ path, message: `is ${JSON.stringify(value)}, but can only be one of ${domain.join(', ')}` }];
}

/** The parts of the inputs that these rules read: a loader need only vary these. */
export function partsRead(rules: readonly unknown[]): ReadonlySet<string> {
  const parts = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'var' && typeof value === 'string') parts.add(value.split('.')[0] ?? value);
      else visit(value);
    }
  };
  for (const rule of rules) visit(rule);
  return parts;
}

/** The values that these rules can tell apart of each circumstance they read: those they name, and one for all the others. */
export function circumstancesRead(
  rules: readonly unknown[],
): ReadonlyMap<string, readonly CircumstanceState[]> {
  const named = new Map<string, Set<unknown>>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node) && node.length === 2) {
      const name = inputNameOf(node[0]);
      if (name?.startsWith(CIRCUMSTANCE) === true) {
        const values = named.get(name) ?? new Set();
        for (const value of [node[1] as unknown].flat()) values.add(value);
        named.set(name, values);
      }
    }
    for (const value of Object.values(node)) visit(value);
  };
  for (const rule of rules) visit(rule);
  return new Map(
    [...named].map(([name, values]) => {
      const told = CIRCUMSTANCE_STATES.filter((state) => values.has(state));
      const other = CIRCUMSTANCE_STATES.find((state) => !values.has(state));
      return [name.slice(CIRCUMSTANCE.length), other === undefined ? told : [...told, other]] as const;
    }),
  );
}

/** How many combinations a loader is willing to try; a measure that needs more has rules that nobody could read either. */
export const MOST_COMBINATIONS = 50_000;

/** Every combination of direction, shown states and circumstances that the rules can tell apart; null where there are too many. */
export function everyCase(
  parts: ReadonlySet<string>,
  named: ReadonlySet<unknown>,
  circumstances: ReadonlyMap<string, readonly CircumstanceState[]>,
): { readonly direction: Direction; readonly shown: ShownStates }[] | null {
  const plain = tellingOf(everyCombination(parts), named);
  const size = [...circumstances.values()].reduce((product, { length }) => product * length, plain.length);
  if (size > MOST_COMBINATIONS) return null;
  let told: Readonly<Record<string, CircumstanceState>>[] = [{}];
  for (const [id, states] of circumstances)
    told = told.flatMap((before) => states.map((state) => ({ ...before, [id]: state })));
  return plain.flatMap(({ direction, shown }) =>
    told.map((circumstances) => ({ direction, shown: { ...shown, circumstances } })),
  );
}

/**
 * One of all the combinations that nobody can tell apart: neither a rule nor a list of satisfying states names what
 * they differ in.
 */
function tellingOf<C extends { readonly direction: Direction; readonly shown: ShownStates }>(
  combinations: readonly C[],
  named: ReadonlySet<unknown>,
): readonly C[] {
  const seen = new Map<string, C>();
  for (const combination of combinations) {
    const { direction, test, healthStatus, itinerary, filing } = inputsOf(
      combination.direction,
      combination.shown,
    );
    const looks = [
      direction,
      ...[test.state, test.class, healthStatus.state, healthStatus.kind, itinerary.state, filing.state].map(
        (value) => (named.has(value) ? value : null),
      ),
    ];
    const key = JSON.stringify(looks);
    if (!seen.has(key)) seen.set(key, combination);
  }
  return [...seen.values()];
}

/** Every value that a rule compares with. */
export function valuesNamed(rules: readonly unknown[]): ReadonlySet<unknown> {
  const values = new Set<unknown>();
  const visit = (node: unknown): void => {
    if (typeof node === 'string' || typeof node === 'number') values.add(node);
    else if (typeof node === 'object' && node !== null) for (const value of Object.values(node)) visit(value);
  };
  for (const rule of rules) visit(rule);
  return values;
}

/** Every combination of direction and shown states that differs in one of these parts. */
export function everyCombination(
  parts: ReadonlySet<string>,
): { readonly direction: Direction; readonly shown: ShownStates }[] {
  const of = <T>(part: string, all: readonly T[], first: T): readonly T[] =>
    parts.has(part) ? all : [first];
  const combinations: { direction: Direction; shown: ShownStates }[] = [];
  for (const direction of of('direction', DIRECTIONS, DIRECTIONS[0])) {
    for (const test of of('test', EVERY_TEST, NEEDED)) {
      for (const healthStatus of of('healthStatus', EVERY_HEALTH_STATUS, NEEDED)) {
        for (const itinerary of of('itinerary', EVERY_ITINERARY, NEEDED)) {
          for (const filing of of('filing', EVERY_FILING, NEEDED)) {
            combinations.push({ direction, shown: { test, healthStatus, itinerary, filing } });
          }
        }
      }
    }
  }
  return combinations;
}

const NEEDED = { state: 'needed' } as const;
const EVERY_TEST: readonly ShownStates['test'][] = [
  ...PLAIN_TEST_STATES.map((state) => ({ state })),
  { state: 'fit', detail: { countedFrom: 'reportedAt', anchorAt: 0, fitUntil: 1, dateOnly: false } },
  ...UNFIT_CLASSES.map((unfitClass) => ({ state: 'unfit' as const, detail: { class: unfitClass } })),
];
const EVERY_HEALTH_STATUS: readonly ShownStates['healthStatus'][] = [
  ...PLAIN_HEALTH_STATUS_STATES.map((state) => ({ state })),
  ...POPUP_KINDS.map((kind) => ({ state: 'poppedUp' as const, detail: { kind } })),
];
const EVERY_ITINERARY: readonly ShownStates['itinerary'][] = ITINERARY_STATES.map((state) => ({ state }));
const EVERY_FILING: readonly ShownStates['filing'][] = FILING_STATES.map((state) => ({ state }));
