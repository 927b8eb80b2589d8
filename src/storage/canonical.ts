import canonicalizeModule from 'canonicalize';
import { Fault } from './faults.ts';

// The package is CommonJS and exports the function itself; its types say otherwise.
const serialize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/**
 * The one spelling of a value (RFC 8785): keys in UTF-16 order, no spaces, ECMAScript numbers.
 * Refuses what JSON would drop or bend silently: undefined, NaN, infinities, bigint, dates and other
 * objects with a class, and strings with a lone surrogate.
 */
export function canonical(value: unknown): string {
  const bent = whatJsonBends(value);
  if (bent !== null)
    throw new Fault('valueIsNotStorable', { path: ['$', ...bent.path].join('.'), holds: bent.holds });
  return serialize(value) as string;
}

interface Bent {
  readonly path: readonly (string | number)[];
  readonly holds: string;
}

// No half of a surrogate pair without the other. Node has it; the library of types for ES2023 does not name it yet.
const isWellFormed = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed();

/** The first thing JSON would drop or bend, or null. The path is put together only where there is one to tell. */
function whatJsonBends(value: unknown): Bent | null {
  switch (typeof value) {
    case 'boolean':
      return null;
    case 'string':
      return isWellFormed(value) ? null : here('a lone surrogate');
    case 'number':
      return Number.isFinite(value) ? null : here('a number that is not finite');
    case 'object':
      if (value === null) return null;
      return Array.isArray(value) ? bentInArray(value) : bentInObject(value);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      return here(`a value of type ${typeof value}`);
  }
}

function bentInArray(value: readonly unknown[]): Bent | null {
  for (let i = 0; i < value.length; i += 1) {
    const bent = whatJsonBends(value[i]);
    if (bent !== null) return { ...bent, path: [i, ...bent.path] };
  }
  return null;
}

function bentInObject(value: object): Bent | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return here('an object with a class');
  if ('toJSON' in value) return here('an object that writes itself');
  for (const key of Object.keys(value)) {
    if (!isWellFormed(key)) return here('a key with a lone surrogate');
    const bent = whatJsonBends((value as Record<string, unknown>)[key]);
    if (bent !== null) return { ...bent, path: [key, ...bent.path] };
  }
  return null;
}

const here = (holds: string): Bent => ({ path: [], holds });
