import { readFileSync } from 'node:fs';
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { COMMAND_TYPES, type CommandType, commandRow } from '../../src/contract/commands.ts';
import { REFUSAL_CODES, REFUSALS } from '../../src/contract/refusals.ts';
import { Id } from '../../src/contract/schema.ts';
import { VIEWS } from '../../src/contract/views.ts';
import {
  actionsOf,
  collect,
  type Field,
  fieldsOf,
  fromField,
  inOrder,
  leavesOf,
  leftOf,
  timeOf,
  toField,
  uuid7,
  type Values,
} from '../../src/screens/plain/forms.js';
import { FOLLOWING_FACTS } from '../../src/contract/facts.ts';
import { words } from '../../src/terminals/pages/files.ts';
import { FACTS, FIELDS, GROUPS, VALUES } from '../../src/contract/form-words.ts';

const STAFF = ['checkpoint', 'community', 'supervisor', 'admin'];
const AT_DESKS = COMMAND_TYPES.filter((type) => commandRow(type).at.some((at) => STAFF.includes(at)));
const WORDS = words();
const NOW = Date.UTC(2022, 10, 8, 2, 0, 0);

describe('ids', () => {
  const isId = Compile(Id);

  test('are UUIDv7 as the contract wants them, and say their time', () => {
    for (const at of [0, 1, NOW, Date.UTC(2026, 0, 1), 2 ** 48 - 1]) {
      const id = uuid7(at);
      expect(isId.Check(id), id).toBe(true);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
    }
  });

  test('keep the version and the variant whatever chance says, and differ', () => {
    expect(uuid7(NOW, (bytes) => bytes.fill(0))).toMatch(/-7000-8000-0{12}$/);
    expect(uuid7(NOW, (bytes) => bytes.fill(255))).toMatch(/-7fff-bfff-f{12}$/);
    expect(new Set(Array.from({ length: 10_000 }, () => uuid7(NOW))).size).toBe(10_000);
  });
});

describe('times', () => {
  test('are Beijing’s, there and back', () => {
    expect(toField(NOW)).toBe('2022-11-08T10:00');
    expect(fromField('2022-11-08T10:00')).toBe(NOW);
    expect(fromField('')).toBe(null);
    expect(fromField('2022-13-40T99:99')).toBe(null);
    expect(timeOf(NOW)).toBe('11-08 10:00');
    expect(timeOf(NOW, NOW + 60_000)).toBe('10:00');
    expect(timeOf(NOW, NOW + 86_400_000)).toBe('11-08 10:00');
  });

  test('left and over are said in words', () => {
    expect(leftOf(NOW + 65_000, NOW, 'zh')).toBe('剩 01:05');
    expect(leftOf(NOW - 65_000, NOW, 'en')).toBe('01:05 over');
    expect(leftOf(NOW + 3_900_000, NOW, 'zh')).toBe('剩 1 时 05 分');
    expect(leftOf(NOW + 3 * 86_400_000, NOW, 'en')).toBe('3 d left');
  });

  test('a list begins with a child, then with what is due soonest; the announcement’s end is no clock', () => {
    const row = (key: string, dueAt: number | null, isUnder14 = false) => ({
      key,
      row: {
        context: { isUnder14 },
        timers: { announcementEnds: { dueAt: 1 }, ...(dueAt === null ? {} : { requestDue: { dueAt } }) },
      },
    });
    const rows = [row('a', null), row('b', 30), row('c', 20), row('d', 90, true)];
    expect(inOrder(rows).map(({ key }) => key)).toEqual(['d', 'c', 'b', 'a']);
  });
});

test('every refusal that can stand in `allowed` is a disabled action with its sentence, in both languages', () => {
  for (const code of REFUSAL_CODES)
    for (const lang of ['zh', 'en'] as const) {
      const [action] = actionsOf(WORDS, { releaseTraveller: code }, 'checkpoint', lang);
      expect(action).toMatchObject({ possible: false, code, sentence: REFUSALS[code][lang] });
    }
  expect(actionsOf(WORDS, { releaseTraveller: true }, 'checkpoint', 'en')).toEqual([
    { type: 'releaseTraveller', name: 'Release', possible: true, code: null, sentence: null },
  ]);
  expect(actionsOf(WORDS, { releaseTraveller: true }, 'community', 'en')).toEqual([]);
});

// ── Forms ───────────────────────────────────────────────────────────────────────────────────────────────

/** The paths of all that a schema can hold, found without the forms. */
function pathsOf(schema: Schema, path = ''): string[] {
  const inner = (schema.anyOf ?? []).flatMap((one) => pathsOf(one, path));
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const below = pathsOf(one, at);
    return below.length === 0 ? [at] : below;
  });
  return [...new Set([...inner, ...own])];
}
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}

const OFFICE = 'C-WILLOW';
const ENTRIES = JSON.stringify([{ code: OFFICE, kind: 'community', zh: '柳巷社区', numbers: [] }]);

/** Something that may be typed into a field. */
function typed({ kind, name, options, pattern, least = 1, most }: Field): string | readonly string[] {
  if (kind === 'choice') return String(options?.[0]);
  if (kind === 'choices') return [String(options?.[0])];
  if (kind === 'flag') return 'yes';
  if (kind === 'instant') return '2022-11-08T10:00';
  if (kind === 'number') return String(most === undefined ? least : Math.min(Math.max(1, least), most));
  if (kind === 'json') return ENTRIES;
  if (kind === 'strokes') return JSON.stringify([{ points: [{ x: 1, y: 2, time: 0, pressure: 0.5 }] }]);
  if (kind === 'digest') return 'd'.repeat(64);
  const tries = [OFFICE, uuid7(NOW), '990000', '123456', '010-00000005', 'staff.one', '4711', '*', '回家了'];
  const found = tries.find((one) => pattern === undefined || new RegExp(pattern, 'u').test(one));
  if (found === undefined) throw new Error(`Nothing to type into ${name}: ${pattern}`);
  if (kind !== 'lines') return found;
  return ['together', 'regions'].includes(name) ? uuid7(NOW) : OFFICE;
}

const filled = (fields: readonly Field[], only: (field: Field) => boolean): Values =>
  Object.fromEntries(
    leavesOf(fields)
      .filter(only)
      .map((field) => [field.path, typed(field)]),
  );

describe.each(AT_DESKS)('the form of %s', (type) => {
  const { body } = commandRow(type);
  const fields = fieldsOf(body);
  const isBody = Compile(body);

  test('has a field for everything its schema can hold', () => {
    const paths = leavesOf(fields).map(({ path }) => path);
    // A list of entries is one field; what an entry holds is its own affair.
    const wanted = pathsOf(body as Schema).filter((path) => !path.startsWith('entries.'));
    expect([...new Set(paths)].sort()).toEqual([...wanted].sort());
  });

  test('filled in whole it is what the command wants', () => {
    const { body: made, wrong } = collect(
      fields,
      filled(fields, ({ onlyIf, path }) => onlyIf === undefined && path !== ''),
    );
    expect(wrong).toBe(null);
    expect([...isBody.Errors(made)]).toEqual([]);
  });

  test('left empty it names its first field, or is whole', () => {
    const { body: made, wrong } = collect(fields, {});
    if (wrong === null) expect([...isBody.Errors(made)]).toEqual([]);
    else expect(leavesOf(fields).map(({ path }) => path)).toContain(wrong.path);
  });

  test('every field and every choice has words in zh-CN and en', () => {
    const groups = (all: readonly Field[]): Field[] =>
      all.flatMap((field) => [field, ...groups(field.fields ?? [])]);
    for (const { name, options = [] } of groups(fields)) {
      const said = FIELDS[`${type}.${name}`] ?? FIELDS[name];
      expect(said?.zh, name).toMatch(/./);
      expect(said?.en, name).toMatch(/./);
      for (const option of options) {
        const value = VALUES[`${name}.${option}`] ?? VALUES[option];
        expect(value?.zh, `${name}.${option}`).toMatch(/./);
        expect(value?.en, `${name}.${option}`).toMatch(/./);
      }
    }
  });
});

test('a pop-up asks for its kind, and a colour does not', () => {
  const fields = fieldsOf(commandRow('recordHealthStatus').body);
  const shown = (values: Values) => collect(fields, values);
  expect(shown({ 'healthStatus.shows': 'POPUP', 'healthStatus.kind': '3' })).toEqual({
    body: { healthStatus: { shows: 'POPUP', kind: 3 } },
    wrong: null,
  });
  expect(shown({ 'healthStatus.shows': 'POPUP' }).wrong).toMatchObject({ path: 'healthStatus.kind' });
  expect(shown({ 'healthStatus.shows': 'GREEN', 'healthStatus.kind': '3' })).toEqual({
    body: { healthStatus: { shows: 'GREEN' } },
    wrong: null,
  });
});

test('a time that is not printed is null, and one without its precision is asked about', () => {
  const fields = fieldsOf(commandRow('recordTest').body);
  const base = { 'test.result': 'NEGATIVE', 'test.samplingMode': 'SINGLE', 'test.seen': 'VISUAL_ONLY' };
  expect(collect(fields, base).body).toMatchObject({ test: { sampledAt: null, reportedAt: null } });
  expect(collect(fields, { ...base, 'test.sampledAt.at': '2022-11-08T10:00' }).wrong).toMatchObject({
    path: 'test.sampledAt.precision',
  });
});

test('every command of a desk is within reach: from a row, from the file, or as something to begin', () => {
  const fromRows = new Set(['handoff', 'stop', 'account', 'measure', 'announcement']);
  const fromFile = new Set(['trust']);
  const alwaysThere = new Set(['shift', 'directory']);
  for (const type of AT_DESKS) {
    const { stream, starts } = commandRow(type);
    expect(
      starts === true || fromRows.has(stream) || fromFile.has(stream) || alwaysThere.has(stream),
      type,
    ).toBe(true);
    expect(WORDS.commands[type]?.body).toBe(commandRow(type).body);
  }
  expect(Object.keys(WORDS.views)).toEqual(Object.keys(VIEWS));
});

test('every command of a case stands in one group of buttons', () => {
  const grouped = GROUPS.flatMap(({ of }) => of);
  expect(new Set(grouped).size).toBe(grouped.length);
  const atCases = AT_DESKS.filter((type) => {
    const { stream, starts } = commandRow(type);
    return stream === 'handoff' && starts !== true;
  });
  expect([...grouped].sort()).toEqual([...atCases].sort());
});

test('every fact that follows from a rule has words', () => {
  expect(Object.keys(FACTS).sort()).toEqual([...FOLLOWING_FACTS].sort());
});

test('the desk names no command that is not one', () => {
  const script = readFileSync(new URL('../../src/screens/plain/desk.js', import.meta.url), 'utf8');
  const named = [...script.matchAll(/^ {2}\['[\w.]+', '(\w+)'\],$/gm)].map(([, type]) => type as CommandType);
  expect(named.length).toBeGreaterThan(8);
  for (const type of named) expect(COMMAND_TYPES).toContain(type);
});
