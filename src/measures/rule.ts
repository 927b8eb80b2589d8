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
  type Direction,
  type MeasureFault,
  type ShownStates,
} from '../contract/measures.ts';

/** What a rule may read, and every value that it can find there. A pop-up's kind and a class are null elsewhere. */
export const RULE_INPUTS: Readonly<Record<string, readonly (string | number)[]>> = {
  direction: DIRECTIONS,
  'test.state': [...PLAIN_TEST_STATES, 'fit', 'unfit'],
  'test.class': UNFIT_CLASSES,
  'healthStatus.state': [...PLAIN_HEALTH_STATUS_STATES, 'poppedUp'],
  'healthStatus.kind': POPUP_KINDS,
  'itinerary.state': ITINERARY_STATES,
  'filing.state': FILING_STATES,
};

/** Whether a rule says yes to these states. */
export function applies(rule: unknown, direction: Direction, shown: ShownStates): boolean {
  const answer: unknown = evaluate(rule as CertLogicExpression, inputsOf(direction, shown));
  if (typeof answer !== 'boolean') throw new Error('A rule must answer yes or no.');
  return answer;
}

function inputsOf(direction: Direction, { test, healthStatus, itinerary, filing }: ShownStates) {
  return {
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

/**
 * What is wrong with a rule, each with its place.
 *
 * Narrower than CertLogic on purpose: a name it does not know reads as null there, silently, and a misspelt
 * state is never equal to anything. So only the operators that decide are allowed, a name must be an input,
 * and a value must be one that this input can have.
 */
export function faultsOfRule(rule: unknown, path: string): MeasureFault[] {
  const faults = faultsWithin(rule, path, 0);
  if (faults.length === 0 && !isCertLogicExpression(rule))
    return [{ path, message: 'is not a CertLogic expression' }];
  return faults;
}

const DEEPEST = 16;

function faultsWithin(rule: unknown, path: string, depth: number): MeasureFault[] {
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
  const each = () => listed.flatMap((operand, n) => faultsWithin(operand, `${at}/${n}`, depth + 1));
  switch (operator) {
    case 'and':
      return listed.length < 2 ? fault('needs at least two conditions', at) : each();
    case '!':
      return listed.length === 1 ? each() : fault('needs exactly one condition', at);
    case 'if':
      return listed.length === 3 ? each() : fault('needs a condition, a then and an else', at);
    case '===':
    case 'in':
      return faultsOfComparison(operator, listed, at);
    default:
      return fault(
        `has the operator ${JSON.stringify(operator)}, but a rule is made of and, !, if, === and in`,
      );
  }
}

function faultsOfComparison(operator: '===' | 'in', operands: unknown[], path: string): MeasureFault[] {
  const [left, right] = operands;
  if (operands.length !== 2) return [{ path, message: 'needs exactly two sides' }];
  const name = inputNameOf(left);
  if (name === null)
    return [{ path: `${path}/0`, message: 'must read an input: { "var": "healthStatus.state" }' }];
  const domain = Object.hasOwn(RULE_INPUTS, name) ? RULE_INPUTS[name] : undefined;
  if (domain === undefined) {
    return [
      {
        path: `${path}/0/var`,
        message: `reads ${JSON.stringify(name)}, which is none of ${Object.keys(RULE_INPUTS).join(', ')}`,
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
