import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rolesPrint, walkPrint } from '../../scripts/prints.ts';
import { RIGHTS } from '../../src/access/index.ts';
import { COMMAND_TYPES, commandRow } from '../../src/contract/commands.ts';
import { EFFECTS, FACT_TYPES, FOLLOWS } from '../../src/contract/facts.ts';
import { REFUSAL_CODES, REFUSALS } from '../../src/contract/refusals.ts';
import { ROLE_NAMES, TERMINAL_OF } from '../../src/contract/roles.ts';
import { ROUTES } from '../../src/contract/routes.ts';
import { PERSONAL, type TSchema } from '../../src/contract/schema.ts';
import { SPINE_FIELDS, STREAM_KINDS } from '../../src/contract/streams.ts';
import { TIMER_NAMES } from '../../src/contract/timers.ts';
import { VIEW_NAMES, VIEWS } from '../../src/contract/views.ts';
import { workflowOf } from '../../workflows/index.ts';

const WORKFLOWS = STREAM_KINDS.map(workflowOf);

describe('the words of the house', () => {
  test('every sentence of every machine has its refusal in zh-CN and en', () => {
    const names = WORKFLOWS.flatMap((workflow) => Object.keys(workflow.sentences));
    expect(names.filter((name) => !(name in REFUSALS))).toEqual([]);
  });

  test('every rule names a sentence that stands, and every sentence is used by a rule', () => {
    for (const { name, rules, sentences } of WORKFLOWS) {
      const used = new Set(Object.values(rules).flat());
      expect(
        [...used].filter((sentence) => sentence !== undefined && !(sentence in sentences)),
        name,
      ).toEqual([]);
      if (!['directory', 'measure', 'announcement', 'trustList'].includes(name))
        expect(
          Object.keys(sentences).filter((sentence) => !used.has(sentence)),
          name,
        ).toEqual([]);
    }
  });

  test('every refusal reads as a sentence in both languages', () => {
    for (const code of REFUSAL_CODES) {
      expect(REFUSALS[code].zh, code).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(REFUSALS[code].en, code).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('every fact a machine states is in the list of facts', () => {
    const stated = [
      ...JSON.stringify(WORKFLOWS.map(({ machine }) => machine.config)).matchAll(/"fact":"(\w+)"/g),
    ].map((match) => match[1]);
    expect(stated.filter((fact) => !FACT_TYPES.includes(fact ?? ''))).toEqual([]);
  });

  test('every effect follows from a fact, and every fact that calls one exists', () => {
    expect(Object.keys(FOLLOWS).filter((fact) => !FACT_TYPES.includes(fact))).toEqual([]);
    const called = new Set(Object.values(FOLLOWS).flat());
    expect(Object.keys(EFFECTS).filter((effect) => !called.has(effect as never))).toEqual([]);
  });
});

describe('the tables agree', () => {
  test('every command is answered by the machine of its stream', () => {
    const anyStream = ['migrateStream', 'dueTimerFired'];
    const unanswered = COMMAND_TYPES.filter(
      (type) =>
        !anyStream.includes(type) &&
        !JSON.stringify(workflowOf(commandRow(type).stream).machine.config).includes(`"${type}":`),
    );
    expect(unanswered).toEqual([]);
  });

  test('every timer is answered by some machine', () => {
    const configs = JSON.stringify(WORKFLOWS.map(({ machine }) => machine.config));
    expect(TIMER_NAMES.filter((timer) => !configs.includes(`"${timer}":`))).toEqual([]);
  });

  test('every terminal that offers a command is the terminal of a role that may try it, and the other way round', () => {
    for (const type of COMMAND_TYPES) {
      const offered = new Set<string>(commandRow(type).at);
      const used = new Set(
        ROLE_NAMES.filter((role) => RIGHTS[type][role] !== undefined).flatMap(
          (role) => TERMINAL_OF[role] ?? [],
        ),
      );
      expect([...used].sort(), type).toEqual([...offered].sort());
    }
  });

  test('every view is shown at the terminals of its roles', () => {
    for (const view of VIEW_NAMES) {
      const terminals = new Set(VIEWS[view].roles.map((role) => TERMINAL_OF[role]));
      expect([...terminals].sort(), view).toEqual([...VIEWS[view].at].sort());
    }
  });

  test('no two routes share an address', () => {
    const addresses = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('no body has a field that the spine itself writes: what it says reaches the journal', () => {
    const overwritten = COMMAND_TYPES.flatMap((type) => {
      const { properties = {} } = commandRow(type).body as TSchema & { properties?: object };
      return SPINE_FIELDS.filter((field) => Object.hasOwn(properties, field)).map(
        (field) => `${type}.${field}`,
      );
    });
    expect(overwritten).toEqual([]);
  });

  test('no free words of a person stand outside a personal field', () => {
    const coded = new Set([
      'number',
      'issuer',
      'legalBasis',
      'content',
      'to',
      'ground',
      'kind',
      'effect',
      'source',
      'timer',
      'text',
      'zh',
      'en',
      'hours',
    ]);
    const open: string[] = [];
    const look = (schema: TSchema, path: string): void => {
      const node = schema as Record<string, unknown>;
      if (node[PERSONAL] !== undefined) return;
      const isFreeText =
        node['type'] === 'string' &&
        node['enum'] === undefined &&
        (node['pattern'] === undefined || String(node['pattern']).includes('u0000'));
      if (isFreeText && !coded.has(path.split('.').at(-1) ?? '')) open.push(path);
      for (const [key, child] of Object.entries((node['properties'] ?? {}) as Record<string, TSchema>))
        look(child, `${path}.${key}`);
    };
    for (const type of COMMAND_TYPES) look(commandRow(type).body, type);
    expect(open).toEqual([]);
  });
});

describe('the committed prints are true', () => {
  const print = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  test('docs/walk.txt is what the machines and tables do', () => expect(print('walk.txt')).toBe(walkPrint()));
  test('docs/roles.txt is who may try what', () => expect(print('roles.txt')).toBe(rolesPrint()));
});
