/** The parts of the screens that need no page. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForm } from '../../src/screens/shared/forms/read.ts';
import { newId } from '../../src/screens/shared/ids.ts';
import { DAY, NIGHT, PAIRS } from '../../src/screens/shared/look/tokens.ts';
import { charOf, ScanReader } from '../../src/screens/shared/scanner.ts';
import { clockTime, countdown, fromField, timesDiffer, toField } from '../../src/screens/shared/time.ts';
import { FRAME, TERMINAL_WORDS } from '../../src/screens/shared/words/frame-words.ts';
import { instantOfUuidV7 } from '../../src/storage/uuid-v7.ts';

describe('the tokens', () => {
  const light = (hex: string) => {
    const [r = 0, g = 0, b = 0] = (hex.slice(1).match(/../g) ?? []).map((pair) => {
      const c = Number.parseInt(pair, 16) / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string) => {
    const [dark = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  test.each(PAIRS)('%s on %s keeps %s : 1 by day and by night', (over, under, least) => {
    expect(contrast(DAY[over], DAY[under])).toBeGreaterThanOrEqual(least);
    expect(contrast(NIGHT[over], NIGHT[under])).toBeGreaterThanOrEqual(least);
  });
});

test('no English word holds a Chinese character, and no word is empty', () => {
  const { language, ...rest } = FRAME;
  expect(language).toEqual({ zh: 'English', en: '中文' });
  for (const word of [...Object.values(rest), ...Object.values(TERMINAL_WORDS)]) {
    const said =
      typeof word === 'function' ? (word as (given: string) => { zh: string; en: string })('1') : word;
    expect(said.en).not.toMatch(/\p{Script=Han}/u);
    expect(said.zh).toMatch(/\p{Script=Han}/u);
    expect(said.en).not.toBe('');
  }
});

test('an id is a UUIDv7 that the house reads its time from', () => {
  const at = Date.UTC(2022, 10, 8, 2, 0, 0, 123);
  expect(instantOfUuidV7(newId(at))).toBe(at);
  expect(newId(at)).not.toBe(newId(at));
});

describe('times', () => {
  const at = Date.UTC(2022, 10, 8, 16, 30);
  test('are Beijing’s', () => {
    expect(clockTime(at, at)).toBe('00:30');
    expect(clockTime(at, at - 3_600_000)).toBe('2022-11-09 00:30');
    expect(fromField(toField(at))).toBe(at);
    expect(fromField('soon')).toBeNull();
  });
  test('count down, and on beyond', () => {
    expect(countdown(at + 432_000, at)).toBe('07:12');
    expect(countdown(at - 200_000, at)).toBe('−03:20');
    expect(countdown(at + 3_725_000, at)).toBe('1:02:05');
  });
  test('are both said from a minute on', () => {
    expect(timesDiffer(at, at + 59_999)).toBe(false);
    expect(timesDiffer(at, at + 60_000)).toBe(true);
  });
});

describe('a barcode gun', () => {
  const codeOf = (char: string): [string, boolean] => {
    for (let i = 0; i < 26; i++) {
      const code = `Key${String.fromCharCode(65 + i)}`;
      if (charOf(code, true) === char) return [code, true];
      if (charOf(code, false) === char) return [code, false];
    }
    return [`Digit${char}`, false];
  };
  const scan = (reader: ScanReader, text: string, gap: number, from = 0) => {
    let at = from;
    for (const char of text) reader.key(...codeOf(char), (at += gap));
    return reader.key('Enter', false, at + gap);
  };
  test('is read by its keys at any speed a gun has', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{6,40}$/), fc.integer({ min: 1, max: 45 }), (text, gap) => {
        expect(scan(new ScanReader(), text, gap)).toBe(text);
      }),
    );
  });
  test('is never taken for a person who types, nor a person for it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{6,40}$/), fc.integer({ min: 80, max: 400 }), (text, gap) => {
        expect(scan(new ScanReader(), text, gap)).toBeNull();
      }),
    );
  });
  test('begins anew after what a person typed before it', () => {
    const reader = new ScanReader();
    for (const [i, code] of ['KeyA', 'KeyB', 'KeyC'].entries()) reader.key(code, false, i * 120);
    expect(scan(reader, '99000018800104001X', 10, 1_000)).toBe('99000018800104001X');
  });
});

describe('a form', () => {
  const fields = {
    words: { as: 'long' },
    until: { as: 'instant', optional: true },
    conditions: { as: 'many', of: ['a', 'b'] },
    document: { as: 'group', of: { number: { as: 'documentNumber' } }, optional: true },
    office: { as: 'fixed', value: 'C-WILLOW' },
  } as const;
  test('is read into a body, and what was left out that may be is left out', () => {
    expect(readForm(fields, { words: ' no room ', conditions: ['a'] })).toEqual({
      body: { words: 'no room', conditions: ['a'], office: 'C-WILLOW' },
      wrong: [],
    });
  });
  test('names what is missing or cannot be read, also inside', () => {
    expect(readForm(fields, { words: ' ', until: 'soon', 'document.number': ' ' }).wrong).toEqual([
      'words',
      'until',
    ]);
    expect(
      readForm({ document: { as: 'group', of: { number: { as: 'documentNumber' } } } }, {}).wrong,
    ).toEqual(['document.number']);
  });
});
