/** Whether a command has the shape the contract gives it. Compiled once; unknown fields are refused, never dropped. */
import { Compile } from 'typebox/compile';
import { Envelope } from '../contract/command-table.ts';
import { COMMAND_TYPES, type CommandType, commandRow } from '../contract/commands.ts';
import { retentionOf, type TSchema } from '../contract/schema.ts';
import type { PlainPart } from './command.ts';

interface Checker {
  Check(value: unknown): boolean;
  Errors(value: unknown): readonly { instancePath: string; params: unknown }[];
}

const envelope: Checker = Compile(Envelope);
const bodies = new Map<CommandType, Checker>();

function bodyChecker(type: CommandType): Checker {
  let checker = bodies.get(type);
  if (checker === undefined) {
    checker = Compile(commandRow(type).body);
    bodies.set(type, checker);
  }
  return checker;
}

/** The path of the first field that is wrong, as the form names it, or null where all is right. */
export function faultInBody(type: CommandType, body: unknown): string | null {
  return faultIn(bodyChecker(type), body);
}

/** The same for what travels round the body. */
export function faultInEnvelope(value: unknown): string | null {
  return faultIn(envelope, value);
}

function faultIn(checker: Checker, value: unknown): string | null {
  if (checker.Check(value)) return null;
  const [first] = checker.Errors(value);
  if (first === undefined) return '';
  const params = first.params as { requiredProperties?: string[]; additionalProperties?: string[] };
  const named = params.requiredProperties?.[0] ?? params.additionalProperties?.[0];
  return [first.instancePath.replace(/^\//, '').replaceAll('/', '.'), named].filter(Boolean).join('.');
}

/** Parts the personal fields from the coded ones, by the marks the contract gives them. */
export function splitBody(
  type: CommandType,
  body: Readonly<Record<string, unknown>>,
): { coded: Record<string, unknown>; parts: PlainPart[] } {
  const properties =
    (commandRow(type).body as TSchema & { properties?: Record<string, TSchema> }).properties ?? {};
  const coded: Record<string, unknown> = {};
  const parts: PlainPart[] = [];
  for (const [field, value] of Object.entries(body)) {
    const retention = properties[field] === undefined ? undefined : retentionOf(properties[field]);
    if (retention === undefined) coded[field] = value;
    else parts.push({ field, retention, text: JSON.stringify(value) });
  }
  return { coded, parts };
}

/** Compiles every shape now, so that the first command of a day is not the slow one. */
export function compileShapes(): void {
  for (const type of COMMAND_TYPES) bodyChecker(type);
}
