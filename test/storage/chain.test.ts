import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonical,
  canonicalSnapshot,
  chainEntry,
  hashOfRow,
  instantOfUuidV7,
  NO_HASH,
  streamMonthOf,
} from '../../src/storage/index.ts';
import { recordset } from '../../src/storage/recordset.ts';
import { TEST_NOW } from './engines.ts';
import { counted, newHandoff, nextRow, uuidV7 } from './samples.ts';

const SEED = Number(process.env['SEED'] ?? 20_221_127);
const RUNS = process.env['EXAM'] ? 5000 : 200;

describe('the canonical spelling of a value', () => {
  const vectors = process.env['CANONICAL_JSON_VECTORS'] ?? '';

  it.runIf(existsSync(join(vectors, 'input')) && vectors !== '')(
    'is byte for byte that of the published vectors',
    () => {
      const names = readdirSync(join(vectors, 'input'));
      expect(names.length).toBeGreaterThan(3);
      for (const name of names) {
        const input = JSON.parse(readFileSync(join(vectors, 'input', name), 'utf8')) as unknown;
        expect(canonical(input)).toBe(readFileSync(join(vectors, 'output', name), 'utf8').trimEnd());
      }
    },
  );

  it('orders keys by UTF-16, spells numbers as ECMAScript does, and escapes no more than it must', () => {
    // From RFC 8785, 3.2.2 and 3.2.3.
    expect(
      canonical({
        numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
        literals: [null, true, false],
      }),
    ).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}');
    expect(
      canonical({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }),
    ).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
    expect(canonical('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
    expect(canonical(-0)).toBe('0');
  });

  it('is the same for the same value, however its keys were written, and reads back as that value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        fc.pre(!/\\ud[89a-f]/i.test(JSON.stringify(plain)));
        const text = canonical(plain);
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonical(reversed(plain))).toBe(text);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it.each<[string, unknown]>([
    ['undefined', { a: undefined }],
    ['undefined in a list', [undefined]],
    ['NaN', [Number.NaN]],
    ['an infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a function', { a: () => 1 }],
    ['a lone surrogate', { a: 'x\ud800' }],
    ['half a pair the wrong way round', '\ude00\ud83d'],
    ['a key with a lone surrogate', { '\udfff': 1 }],
    ['an object that writes itself', { toJSON: () => 1 }],
  ])('is refused to %s', (_, value) => {
    expect(() => canonical(value)).toThrow('valueIsNotStorable');
  });
});

describe('a chained row', () => {
  const row = nextRow(newHandoff(), null);

  it('has the hash of its own canonical form, after one zero byte', () => {
    const { hash, ...rest } = row;
    expect(hash).toBe(
      createHash('sha256')
        .update(`\0${canonical(rest)}`)
        .digest('hex'),
    );
    expect(row.prevHash).toBe(NO_HASH);
  });

  it('has another hash when any one of its fields is another', () => {
    for (const field of Object.keys(row) as (keyof typeof row)[]) {
      if (field === 'hash') continue;
      const value = row[field];
      const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}x` : ['x'];
      expect(hashOfRow({ ...row, [field]: other })).not.toBe(row.hash);
    }
  });

  it('takes no notice of what a row is not', () => {
    expect(hashOfRow({ ...row, extra: 1 } as typeof row)).toBe(row.hash);
    expect(chainEntry({ ...row, extra: 1 } as typeof row, NO_HASH)).toEqual(row);
  });

  it('names its snapshot by machine, version, value and context alone', () => {
    expect(canonicalSnapshot({ ...counted(1), extra: 1 } as ReturnType<typeof counted>)).toEqual(
      canonicalSnapshot(counted(1)),
    );
    expect(canonicalSnapshot(counted(1)).hash).not.toBe(canonicalSnapshot(counted(2)).hash);
  });
});

describe('the month of a stream', () => {
  it('is that of its id in UTC, never of a clock', () => {
    expect(streamMonthOf(uuidV7(Date.UTC(2022, 10, 30, 23, 59, 59, 999)))).toBe(202_211);
    expect(streamMonthOf(uuidV7(Date.UTC(2022, 11, 1)))).toBe(202_212);
    expect(instantOfUuidV7(uuidV7(TEST_NOW))).toBe(TEST_NOW);
  });

  it('is refused to anything that is no UUIDv7 in lower case', () => {
    for (const id of ['', 'x', uuidV7().toUpperCase(), '9f1b3a52-7e0d-4c3a-9a43-0f3b7c1d2e4f'])
      expect(() => streamMonthOf(id)).toThrow('UUIDv7');
  });
});

describe('a set of rows in one parameter', () => {
  it('refuses NUL and lone surrogates, but not the text of their escapes', () => {
    const make = (text: string) => recordset('sqlite', 'r', { a: 'text' }, [{ a: text }]);
    for (const text of ['\u0000', 'a\u0000', '\\\u0000', '\ud83d', '\ude00'])
      expect(() => make(text)).toThrow('valueIsNotStorable');
    for (const text of ['\\u0000', '\\\\u0000', '{"a":"\\u0000"}', '\\ud800', '😀'])
      expect(() => make(text)).not.toThrow();
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, reversed(part)]),
  );
}
