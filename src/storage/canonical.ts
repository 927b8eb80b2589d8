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
  refuseWhatJsonBends(value, '$');
  return serialize(value) as string;
}

// No half of a surrogate pair without the other. Node has it; the library of types for ES2023 does not name it yet.
const isWellFormed = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed();

function refuseWhatJsonBends(value: unknown, path: string): void {
  switch (typeof value) {
    case 'boolean':
      return;
    case 'string':
      if (!isWellFormed(value)) throw notStorable(path, 'a lone surrogate');
      return;
    case 'number':
      if (!Number.isFinite(value)) throw notStorable(path, 'a number that is not finite');
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i += 1) refuseWhatJsonBends(value[i], `${path}.${i}`);
        return;
      }
      refuseObject(value, path);
      return;
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw notStorable(path, `a value of type ${typeof value}`);
  }
}

function refuseObject(value: object, path: string): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notStorable(path, 'an object with a class');
  if ('toJSON' in value) throw notStorable(path, 'an object that writes itself');
  for (const [key, part] of Object.entries(value)) {
    if (!isWellFormed(key)) throw notStorable(path, 'a key with a lone surrogate');
    refuseWhatJsonBends(part, `${path}.${key}`);
  }
}

function notStorable(path: string, holds: string): Fault {
  return new Fault('valueIsNotStorable', { path, holds });
}
