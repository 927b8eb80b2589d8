/**
 * CBOR (RFC 8949) as far as a certificate needs it, and no further.
 *
 * Strict where it is read by strangers: what is cut, padded, nested beyond `DEEPEST`, keyed twice or longer than its own
 * bytes is a fault. Nothing is made before its bytes are there, so what is read is never larger than what was given.
 */

export type Cbor = null | boolean | number | string | Buffer | readonly Cbor[] | CborMap | Tagged;
export type CborMap = ReadonlyMap<number | string, Cbor>;
export interface Tagged {
  readonly tag: number;
  readonly value: Cbor;
}

/** What was given is not CBOR as it is asked for here. */
export class CborFault extends Error {}

const DEEPEST = 16;
const BREAK = Symbol('break');

/** Reads exactly one value; throws `CborFault` on anything else. */
export function readCbor(bytes: Buffer): Cbor {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (!reader.isAtEnd) throw new CborFault('something follows the value');
  return value;
}

export const isMap = (value: Cbor | undefined): value is CborMap => value instanceof Map;
export const isTagged = (value: Cbor | undefined): value is Tagged =>
  typeof value === 'object' && value !== null && 'tag' in value;

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  value(depth: number): Cbor {
    const value = this.#item(depth);
    if (value === BREAK) throw new CborFault('an end without a beginning');
    return value;
  }

  #item(depth: number): Cbor | typeof BREAK {
    if (depth > DEEPEST) throw new CborFault('nested too deeply');
    const first = this.#take(1).readUInt8();
    const [major, more] = [first >> 5, first & 31];
    if (major === 7) return this.#simple(more);
    const length = more === 31 ? null : this.#argument(more);
    switch (major) {
      case 0:
        return known(length);
      case 1:
        return -1 - known(length);
      case 2:
        return length === null ? Buffer.concat(this.#pieces(2)) : this.#take(length);
      case 3:
        return length === null ? this.#pieces(3).map(textOf).join('') : textOf(this.#take(length));
      case 4:
        return this.#array(length, depth);
      case 5:
        return this.#map(length, depth);
      default:
        return { tag: known(length), value: this.value(depth + 1) };
    }
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new CborFault('cut short');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  #argument(more: number): number {
    if (more < 24) return more;
    if (more > 27) throw new CborFault('a length of no known form');
    const bytes = this.#take(2 ** (more - 24));
    const value = bytes.length === 8 ? Number(bytes.readBigUInt64BE()) : bytes.readUIntBE(0, bytes.length);
    if (!Number.isSafeInteger(value)) throw new CborFault('a number too large');
    return value;
  }

  /** The pieces of a string of unstated length: each of the same kind, none of them in pieces again. */
  #pieces(major: number): Buffer[] {
    const pieces: Buffer[] = [];
    for (;;) {
      const first = this.#take(1).readUInt8();
      if (first === 0xff) return pieces;
      if (first >> 5 !== major || (first & 31) === 31) throw new CborFault('a piece of another kind');
      pieces.push(this.#take(this.#argument(first & 31)));
    }
  }

  #array(length: number | null, depth: number): Cbor[] {
    const items: Cbor[] = [];
    for (;;) {
      if (items.length === length) return items;
      const item = this.#item(depth + 1);
      if (item !== BREAK) items.push(item);
      else if (length === null) return items;
      else throw new CborFault('ends too soon');
    }
  }

  #map(length: number | null, depth: number): CborMap {
    const map = new Map<number | string, Cbor>();
    for (;;) {
      if (map.size === length) return map;
      const key = this.#item(depth + 1);
      if (key === BREAK && length === null) return map;
      if (typeof key !== 'string' && typeof key !== 'number') throw new CborFault('a key of another kind');
      if (map.has(key)) throw new CborFault('a key that stands twice');
      map.set(key, this.value(depth + 1));
    }
  }

  #simple(more: number): Cbor | typeof BREAK {
    switch (more) {
      case 20:
        return false;
      case 21:
        return true;
      // What is undefined is not there either.
      case 22:
      case 23:
        return null;
      case 25:
        return halfFloat(this.#take(2).readUInt16BE());
      case 26:
        return this.#take(4).readFloatBE();
      case 27:
        return this.#take(8).readDoubleBE();
      case 31:
        return BREAK;
      default:
        throw new CborFault('a value of no known kind');
    }
  }
}

function known(length: number | null): number {
  if (length === null) throw new CborFault('a number without an end');
  return length;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new CborFault('text that is none');
  }
}

function halfFloat(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent === 31
        ? fraction === 0
          ? Number.POSITIVE_INFINITY
          : Number.NaN
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits >> 15 === 1 ? -size : size;
}
