/** What was typed into a form, read into a command's body; pure, so that it can be tried without a page. */
import { normalNumber } from '../../../contract/identity/number.ts';
import { fromField } from '../time.ts';
import type { AnyField, AnyFields } from './describe.ts';

/** Everything typed, by the path of its field (`document.number`). */
export type Typed = Readonly<Record<string, string | boolean | readonly string[]>>;

export interface Read {
  readonly body: Readonly<Record<string, unknown>>;
  /** The paths of fields that are missing or cannot be read. */
  readonly wrong: readonly string[];
}

export function readForm(fields: AnyFields, typed: Typed, under = ''): Read {
  const body: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const path = under === '' ? name : `${under}.${name}`;
    if (field.as === 'group') {
      const isUntouched =
        field.optional === true &&
        !Object.keys(typed).some((one) => one.startsWith(`${path}.`) && !isEmpty(typed[one]));
      if (isUntouched) continue;
      const inner = readForm(field.of, typed, path);
      body[name] = inner.body;
      wrong.push(...inner.wrong);
      continue;
    }
    const value = readField(field, typed[path]);
    if (value === undefined) {
      if (field.optional !== true || !isEmpty(typed[path])) wrong.push(path);
    } else body[name] = value;
  }
  return { body, wrong };
}

function isEmpty(typed: Typed[string] | undefined): boolean {
  if (typeof typed === 'string') return typed.trim() === '';
  return Array.isArray(typed) ? typed.length === 0 : typed !== true;
}

/** Undefined where nothing readable was typed. */
function readField(field: Exclude<AnyField, { as: 'group' }>, typed: Typed[string] | undefined): unknown {
  if (field.as === 'unasked') return undefined;
  if (field.as === 'fixed') return field.value;
  if (field.as === 'flag') return typed === true ? true : field.optional === true ? undefined : false;
  if (field.as === 'many') return typed === undefined || typed === '' ? [] : typed;
  const text = typeof typed === 'string' ? typed.trim() : '';
  if (field.as === 'lines') {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    return lines.length === 0 ? undefined : lines;
  }
  if (text === '') return undefined;
  switch (field.as) {
    case 'number': {
      const number = Number(text);
      const isIn =
        Number.isFinite(number) && number >= (field.min ?? -Infinity) && number <= (field.max ?? Infinity);
      return isIn ? number : undefined;
    }
    case 'instant':
      return fromField(text) ?? undefined;
    case 'documentNumber':
      return normalNumber(text);
    case 'digits':
    case 'phone':
      return text.normalize('NFKC').replace(/[\s-]/g, '');
    case 'text':
    case 'long':
    case 'office':
    case 'pick':
    case 'choice':
      return text;
    default:
      return undefined;
  }
}
