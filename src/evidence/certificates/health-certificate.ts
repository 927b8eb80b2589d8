/**
 * The health certificate inside the envelope: its shape in the schema's versions 1.0 to 1.3.
 *
 * Shape alone. What a code means for a traveller (which test, which result) is `verify.ts`; whether the codes are those of
 * the value sets is asked only where a code claims to be of one: an empty one says that nothing was stated.
 */
import { COUNTRIES } from './countries.ts';
import type { Usage } from './issuer-key.ts';

export interface NamesShown {
  readonly fn?: string;
  readonly fnt?: string;
  readonly gn?: string;
  readonly gnt?: string;
}

export interface TestShown {
  readonly tg: string;
  readonly tt: string;
  readonly sc: string;
  readonly tr: string;
  readonly ci: string;
  readonly co: string;
  readonly is: string;
  readonly tc?: string;
  readonly nm?: string;
  readonly ma?: string;
}

export interface HealthCertificate {
  readonly ver: string;
  readonly nam: NamesShown;
  /** `YYYY-MM-DD`, or a part of it: a month or day that is not known is left out or `00`. Empty where nothing is known. */
  readonly dob: string;
  readonly kind: Usage;
  /** The entry, whatever it is about; where there are several, the last. */
  readonly entry: { readonly ci: string; readonly co: string; readonly tg: string };
  /** The same, where it is a test; where there are several, the last. */
  readonly test: TestShown | null;
}

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const VERSIONS = /^1\.[0-3]\.\d{1,3}$/;
/** The first issuers wrote midnight after a day. */
const BIRTH = /^((19|20)\d\d(-\d\d){0,2}(T00:00:00)?)?$/;
const STANDARDISED = /^[A-Z<]*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?$/i;

const text =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most;
const code = text(80);
const dose: Check = (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 100;
const day: Check = (value) => typeof value === 'string' && DAY.test(value.slice(0, 10)) && isDay(value);
const instant: Check = (value) => typeof value === 'string' && INSTANT.test(value) && isDay(value);
const country: Check = (value) => typeof value === 'string' && (value === '' || COUNTRIES.has(value));
/** A device of the common list has a number of at most four digits, and the list ends long before 5000. */
const device: Check = (value) => text(80)(value) && !(/^\d+$/.test(value as string) && Number(value) >= 5000);
/** An organisation of the EMA has at least nine digits. */
const holder: Check = (value) => text(80)(value) && !/^ORG-\d{0,8}$/.test(value as string);

const COMMON: Readonly<Record<string, Check>> = { tg: code, co: country, is: code, ci: code };
const ENTRIES: Readonly<
  Record<'t' | 'v' | 'r', { usage: Usage; required: Record<string, Check>; optional: Record<string, Check> }>
> = {
  t: {
    usage: 'test',
    required: { ...COMMON, tt: code, sc: instant, tr: code },
    optional: { nm: code, ma: device, tc: text(160), dr: text(80) },
  },
  v: {
    usage: 'vaccination',
    required: { ...COMMON, vp: code, mp: code, ma: holder, dn: dose, sd: dose, dt: day },
    optional: {},
  },
  r: { usage: 'recovery', required: { ...COMMON, fr: day, df: day, du: day }, optional: {} },
};

/** Null where it is none of the known shapes. `issuedAt`: nobody is born after it. */
export function readHealthCertificate(value: unknown, issuedAt: number): HealthCertificate | null {
  if (!isFields(value)) return null;
  const { ver, nam, dob } = value;
  if (typeof ver !== 'string' || !VERSIONS.test(ver)) return null;
  if (!isFields(nam) || !namesAreSound(nam)) return null;
  if (typeof dob !== 'string' || !BIRTH.test(dob) || !birthIsSound(dob.slice(0, 10), issuedAt)) return null;
  const groups = (['t', 'v', 'r'] as const).filter((group) => !isNothing(value[group]));
  const [group] = groups;
  if (group === undefined || groups.length > 1) return null;
  const entries = value[group];
  // Until 1.3 a group could hold several.
  if (
    !Array.isArray(entries) ||
    entries.length === 0 ||
    entries.length > (ver.startsWith('1.3') ? 1 : MOST_ENTRIES)
  )
    return null;
  const { usage, required, optional } = ENTRIES[group];
  const isSound = (entry: unknown): entry is Fields =>
    isFields(entry) &&
    Object.entries(required).every(([name, check]) => check(entry[name])) &&
    Object.entries(optional).every(([name, check]) => isNothing(entry[name]) || check(entry[name]));
  if (!entries.every(isSound)) return null;
  const entry = group === 't' ? lastSampled(entries) : entries.at(-1);
  return {
    ver,
    nam,
    dob: dob.slice(0, 10),
    kind: usage,
    entry: entry as unknown as HealthCertificate['entry'],
    test: group === 't' ? (entry as unknown as TestShown) : null,
  };
}

const MOST_ENTRIES = 10;
const isNothing = (value: unknown) => value === undefined || value === null;
const lastSampled = (tests: readonly Fields[]) =>
  [...tests]
    .sort((a, b) => (sampledAt(a as unknown as TestShown) ?? 0) - (sampledAt(b as unknown as TestShown) ?? 0))
    .at(-1);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A surname or a given name stands in its standardised form, and none is given without one that says it. */
function namesAreSound(nam: Fields): boolean {
  const said = (name: string) => isNothing(nam[name]) || code(nam[name]);
  const standardised = (name: string) => typeof nam[name] === 'string' && STANDARDISED.test(nam[name]);
  const hasEmptyForm = (name: string) =>
    nam[`${name}t`] === '' && typeof nam[name] === 'string' && nam[name] !== '';
  return (
    ['fn', 'gn', 'fnt', 'gnt'].every(said) &&
    ['fnt', 'gnt'].every((name) => isNothing(nam[name]) || standardised(name)) &&
    (standardised('fnt') || standardised('gnt')) &&
    !hasEmptyForm('fn') &&
    !hasEmptyForm('gn')
  );
}

function birthIsSound(dob: string, issuedAt: number): boolean {
  const [year, month = '00', date = '00'] = dob.split('-');
  if (year === undefined || year === '') return true;
  if (Number(month) > 12 || (month === '00' && date !== '00')) return false;
  if (date !== '00' && !isDay(dob)) return false;
  return Date.parse(`${year}-${month === '00' ? '01' : month}-${date === '00' ? '01' : date}`) <= issuedAt;
}

/** A day the calendar has. */
function isDay(value: string): boolean {
  const written = value.slice(0, 10);
  const at = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === written;
}

/** The earliest instant a sampling time can mean. Without an offset it is taken where the day begins first (UTC+14). */
export function sampledAt({ sc }: Pick<TestShown, 'sc'>): number | null {
  const offset = /(Z|[+-]\d{2}(:?\d{2})?)$/i.exec(sc.slice(10))?.[0];
  if (offset === undefined) return instantOf(`${sc}+14:00`);
  const [sign, hours, minutes] = [offset[0], offset.slice(1, 3), offset.slice(3).replace(':', '')];
  return instantOf(
    `${sc.slice(0, -offset.length)}${/z/i.test(offset) ? 'Z' : `${sign}${hours}:${minutes === '' ? '00' : minutes}`}`,
  );
}

function instantOf(iso: string): number | null {
  const at = Date.parse(iso.toUpperCase());
  return Number.isNaN(at) ? null : at;
}
