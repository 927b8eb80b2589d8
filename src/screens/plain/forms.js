/**
 * What the operators' page works out without a page: ids, times, and forms made from the commands' schemas.
 * Nothing here touches the document, so all of it is tested as it is served.
 */

const SHANGHAI_MS = 8 * 3_600_000;
const LAST_INSTANT = 8_640_000_000_000_000;
const LONG_WORDS = 200;

/** A UUIDv7 of this instant: 48 bits of time, then chance, with version and variant in their places. */
export function uuid7(now, chance = (bytes) => crypto.getRandomValues(bytes)) {
  const bytes = chance(new Uint8Array(16));
  for (let i = 5, rest = now; i >= 0; i -= 1, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

// ── Times, always Beijing's ───────────────────────────────────────────────────────────────────────────────

/** `2022-11-08T10:00`, as a time field holds it. */
export function toField(at) {
  return new Date(at + SHANGHAI_MS).toISOString().slice(0, 16);
}

/** The instant a time field means, or null. */
export function fromField(text) {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)
    ? Date.parse(`${text.slice(0, 16)}:00+08:00`)
    : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** `11-08 10:00`; the hour alone where it is today. */
export function timeOf(at, now = null) {
  const text = toField(at);
  return now !== null && text.slice(0, 10) === toField(now).slice(0, 10)
    ? text.slice(11)
    : `${text.slice(5, 10)} ${text.slice(11)}`;
}

/** How long until something is due, in words; what is past says so. */
export function leftOf(dueAt, now, lang) {
  const past = dueAt <= now;
  const seconds = Math.floor(Math.abs(dueAt - now) / 1000);
  const two = (n) => String(n).padStart(2, '0');
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600)];
  const minutes = Math.floor((seconds % 3600) / 60);
  const span =
    days >= 2
      ? lang === 'en'
        ? `${days} d`
        : `${days} 天`
      : hours > 0
        ? lang === 'en'
          ? `${hours} h ${two(minutes)} min`
          : `${hours} 时 ${two(minutes)} 分`
        : `${two(minutes)}:${two(seconds % 60)}`;
  if (lang === 'en') return past ? `${span} over` : `${span} left`;
  return past ? `已过 ${span}` : `剩 ${span}`;
}

// ── Where a case stands ───────────────────────────────────────────────────────────────────────────────────

/** Whether a state lies at a path or below it. */
export function stands(state, path) {
  let here = state;
  for (const step of path.split('.')) {
    if (here === step) here = undefined;
    else if (here !== null && typeof here === 'object' && step in here) here = here[step];
    else return false;
  }
  return true;
}

/** The clocks of a row, the soonest first; the announcement's end is no clock of the case. */
export function clocksOf(row) {
  return Object.entries(row.timers ?? {})
    .filter(([name]) => name !== 'announcementEnds')
    .map(([name, { dueAt }]) => ({ name, dueAt }))
    .sort((one, other) => one.dueAt - other.dueAt);
}

/** Rows as a list shows them: a child first, then whoever is due soonest, then whoever waits longest. */
export function inOrder(rows) {
  const rank = ({ row }) => (row.context?.isUnder14 === true ? 0 : 1);
  const due = ({ row }) => clocksOf(row)[0]?.dueAt ?? Number.MAX_SAFE_INTEGER;
  return [...rows].sort(
    (one, other) => rank(one) - rank(other) || due(one) - due(other) || (one.key < other.key ? -1 : 1),
  );
}

/** Every command of a row for this terminal: whether it is possible now, and if not, the sentence that says why. */
export function actionsOf(words, allowed, terminal, lang) {
  return Object.entries(allowed ?? {})
    .filter(([type]) => words.commands[type]?.at.includes(terminal))
    .map(([type, answer]) => ({
      type,
      name: words.commands[type][lang],
      possible: answer === true,
      code: answer === true ? null : answer,
      sentence: answer === true ? null : (words.refusals[answer]?.[lang] ?? answer),
    }));
}

// ── Forms ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The fields of a command's form, made from its schema. */
export function fieldsOf(body) {
  return fieldsIn(body, '');
}

function fieldsIn(schema, path) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, inner]) =>
    fieldOf(inner, name, path === '' ? name : `${path}.${name}`, required.has(name)),
  );
}

function fieldOf(schema, name, path, required) {
  const field = { name, path, required };
  const choices = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  if (schema.anyOf !== undefined && choices.length === 1)
    return { ...fieldOf(choices[0], name, path, required), required: false, orNull: required };
  if (choices.length > 1 && choices.every(({ type }) => type === 'object')) return variants(choices, field);
  if (choices.length > 1) return { ...field, kind: 'text', longest: 80 };
  if (schema.enum !== undefined) return { ...field, kind: 'choice', options: schema.enum };
  if (schema.type === 'boolean') return { ...field, kind: 'flag' };
  if (schema.type === 'object') return { ...field, kind: 'group', fields: fieldsIn(schema, path) };
  if (schema.type === 'array') {
    const least = schema.minItems ?? 0;
    if (schema.items.enum !== undefined)
      return { ...field, kind: 'choices', options: schema.items.enum, least };
    return { ...field, kind: schema.items.type === 'object' ? 'json' : 'lines', least };
  }
  if (schema.type === 'integer') {
    if (schema.maximum === LAST_INSTANT || name === 'at') return { ...field, kind: 'instant' };
    return { ...field, kind: 'number', least: schema.minimum, most: schema.maximum };
  }
  if (name === 'strokes') return { ...field, kind: 'strokes' };
  if (name === 'textDigest') return { ...field, kind: 'digest' };
  const longest = schema.maxLength ?? 80;
  return { ...field, kind: longest > LONG_WORDS ? 'words' : 'text', longest, pattern: schema.pattern };
}

/** One of several shapes, told apart by the field they share: its choice decides which other fields there are. */
function variants(shapes, field) {
  const [first] = shapes;
  const key = Object.keys(first.properties)[0];
  const said = ({ properties }) => properties[key].enum ?? [properties[key].const];
  return {
    ...field,
    kind: 'group',
    fields: [
      {
        name: key,
        path: `${field.path}.${key}`,
        required: true,
        kind: 'choice',
        options: shapes.flatMap(said),
      },
      ...shapes.flatMap((shape) =>
        fieldsIn(shape, field.path)
          .filter(({ name }) => name !== key)
          .map((one) => ({ ...one, onlyIf: { path: `${field.path}.${key}`, values: said(shape) } })),
      ),
    ],
  };
}

/** Every field that is typed into, whatever group it stands in. */
export function leavesOf(fields) {
  return fields.flatMap((field) => (field.kind === 'group' ? leavesOf(field.fields) : [field]));
}

/**
 * The body that the values mean, and the first field that is missing or cannot be read.
 * `values` holds text by path, a list for several choices. A group nobody touched is left out.
 */
export function collect(fields, values) {
  const body = {};
  let wrong = null;
  for (const field of fields) {
    const read = valueOf(field, values);
    wrong ??= read.wrong;
    if (read.value !== undefined) body[field.name] = read.value;
  }
  return { body, wrong };
}

function valueOf(field, values) {
  if (field.onlyIf !== undefined && !field.onlyIf.values.includes(values[field.onlyIf.path]))
    return { value: undefined, wrong: null };
  if (field.kind === 'group') {
    const touched = leavesOf(field.fields).some(({ path }) => isSaid(values[path]));
    if (touched || (field.required && field.orNull !== true)) {
      const { body, wrong } = collect(field.fields, values);
      return { value: body, wrong };
    }
    return { value: field.orNull === true ? null : undefined, wrong: null };
  }
  const said = values[field.path];
  if (!isSaid(said)) {
    if (field.orNull === true) return { value: null, wrong: null };
    if (field.required && (field.kind === 'choices' || field.kind === 'lines') && field.least === 0)
      return { value: [], wrong: null };
    return { value: undefined, wrong: field.required ? { path: field.path, why: 'missing' } : null };
  }
  const value = parsed(field, said);
  return value === undefined
    ? { value: undefined, wrong: { path: field.path, why: 'unreadable' } }
    : { value, wrong: null };
}

const isSaid = (said) =>
  said !== undefined && said !== null && (Array.isArray(said) ? said.length > 0 : String(said).trim() !== '');

function parsed(field, said) {
  if (field.kind === 'flag') return said === 'yes' ? true : said === 'no' ? false : undefined;
  if (field.kind === 'choice') return field.options.find((one) => String(one) === said);
  if (field.kind === 'choices') return field.options.filter((one) => said.includes(String(one)));
  if (field.kind === 'instant') return fromField(said) ?? undefined;
  if (field.kind === 'number') {
    const number = Number(said);
    return Number.isInteger(number) && number >= (field.least ?? number) && number <= (field.most ?? number)
      ? number
      : undefined;
  }
  if (field.kind === 'lines')
    return Array.isArray(said) ? said : said.split(/[\s,，;；]+/).filter((line) => line !== '');
  if (field.kind === 'json') return json(said);
  const text = String(said).trim();
  if (field.pattern !== undefined && !new RegExp(field.pattern, 'u').test(text)) return undefined;
  return text;
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
