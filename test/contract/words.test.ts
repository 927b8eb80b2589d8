/** What people read in forms and timelines: every code that can stand there has words in zh-CN and en. */
import { describe, expect, test } from 'vitest';
import { COMMAND_TYPES, commandRow } from '../../src/contract/commands.ts';
import { FOLLOWING_FACTS } from '../../src/contract/facts.ts';
import { CONTRADICTIONS, SETTLEMENTS } from '../../src/contract/contradictions.ts';
import { FACTS, FIELDS, type Said, VALUES } from '../../src/contract/form-words.ts';

/** What is said of coded values, at every desk. */
const SAID: Readonly<Record<string, Said>> = { ...VALUES, ...CONTRADICTIONS, ...SETTLEMENTS };

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

/** Every field a schema can hold, and every code that can stand in one. */
function spoken(schema: Schema, name = ''): { fields: string[]; codes: (readonly [string, string])[] } {
  const found: { fields: string[]; codes: (readonly [string, string])[] } = { fields: [], codes: [] };
  const take = ({ fields, codes }: ReturnType<typeof spoken>) => {
    found.fields.push(...fields);
    found.codes.push(...codes);
  };
  for (const code of [schema.const, ...(schema.enum ?? [])])
    if (typeof code === 'string') found.codes.push([name, code]);
  for (const one of schema.anyOf ?? []) take(spoken(one, name));
  if (schema.items !== undefined) take(spoken(schema.items, name));
  for (const [field, one] of Object.entries(schema.properties ?? {})) {
    found.fields.push(field);
    take(spoken(one, field));
  }
  return found;
}

const isSaid = (said: Said | undefined) => said !== undefined && said.zh !== '' && said.en !== '';

describe.each(COMMAND_TYPES.filter((type) => commandRow(type).at.length > 0))('%s', (type) => {
  const { fields, codes } = spoken(commandRow(type).body);

  test('every field and every choice has words in zh-CN and en', () => {
    expect(fields.filter((name) => !isSaid(FIELDS[`${type}.${name}`] ?? FIELDS[name]))).toEqual([]);
    expect(codes.filter(([name, code]) => !isSaid(SAID[`${name}.${code}`] ?? SAID[code]))).toEqual([]);
  });
});

test('every fact that follows from a rule has words', () => {
  expect(Object.keys(FACTS).sort()).toEqual([...FOLLOWING_FACTS].sort());
});
