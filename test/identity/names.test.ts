/** Names of every script and plane: kept as they are but for the dot and the blanks, compared beyond what is only written otherwise. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HANDOFF_COMMANDS } from '../../src/contract/handoff-commands.ts';
import { nameKey, nameTokens, normalName } from '../../src/contract/identity/name.ts';
import { faultInBody } from '../../src/commands/shape.ts';

const DOTS = ['·', '•', '・', '･', '‧', '⋅', '.'];
/** From every block of ideographs, also the newest (Ext I) that an engine's own tables may not know. */
const RARE = [
  '㐀',
  '䶿',
  '一',
  '鿿',
  '𠀀',
  '𪛟',
  '𪜀',
  '𫝀',
  '𫠠',
  '𬺰',
  '𮯠',
  '\u{2EBF0}',
  '𰀀',
  '\u{31350}',
  '〇',
  '々',
  '\uF900',
  '\u{2F800}',
];
const hanzi = fc.oneof(
  fc.constantFrom(...RARE),
  fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x20000, max: 0x323af }).map((code) => String.fromCodePoint(code)),
);
const part = fc.array(hanzi, { minLength: 1, maxLength: 8 }).map((all) => all.join(''));

describe('the middle dot', () => {
  test.each(DOTS)('%s between Hanzi is U+00B7', (dot) => {
    expect(normalName(`买买提${dot}艾力`)).toBe('买买提\u00B7艾力');
    expect(normalName(`买买提 ${dot} 艾力`)).toBe('买买提\u00B7艾力');
  });
  test('elsewhere a full stop stays what it is', () => {
    expect(normalName('John F. Kennedy')).toBe('John F. Kennedy');
    expect(normalName('J.R.')).toBe('J.R.');
    expect(normalName('王.')).toBe('王.');
  });
  test('between any two Hanzi of any plane, and only once', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom(...DOTS), (parts, dot) => {
        const normal = normalName(parts.join(dot));
        expect(normal).toBe(parts.join('\u00B7'));
        expect(normalName(normal)).toBe(normal);
        expect(nameKey(parts.join(dot))).toBe(nameKey(normal));
      }),
    );
  });
});

describe('what is kept', () => {
  test('no Hanzi becomes another: compatibility ideographs stay, as NFC and NFKC would not have it', () => {
    for (const rare of RARE) expect(Array.from(normalName(`${rare}${rare}`))).toEqual([rare, rare]);
    const [compatible, unified] = ['\uF900', '\u8C48'] as const;
    expect(compatible.normalize('NFC')).toBe(unified);
    expect(normalName(compatible)).toBe(compatible);
    expect(nameKey(compatible)).not.toBe(nameKey(unified));
  });
  test('one character, Latin letters, blanks of every kind', () => {
    expect(normalName(' 王\u3000')).toBe('王');
    expect(normalName('Anna \u00A0 Maria\tEriksson')).toBe('Anna Maria Eriksson');
    expect(normalName('\u200B\uFEFF')).toBe('');
  });
  test('a hundred code points are a name, whatever their plane; one more is none', () => {
    const { body } = HANDOFF_COMMANDS.recordDetails;
    expect(body).toBeDefined();
    for (const one of ['王', '𠀀', '\u{31350}', 'a'])
      expect([
        one,
        faultInBody('recordDetails', { name: one.repeat(100) }),
        faultInBody('recordDetails', { name: one.repeat(101) }),
      ]).toEqual([one, null, 'name']);
  });
});

describe('what is compared', () => {
  test.each([
    ['Müller', 'MÜLLER'],
    ['Mu\u0308ller', 'Müller'],
    ['anna  maria', 'Anna Maria'],
    ['葛\u{E0100}城', '葛城'],
  ])('%s and %s are one name', (one, other) => expect(nameKey(one)).toBe(nameKey(other)));
  test.each([
    ['李洁', '李杰'],
    ['王 芳', '王芳'],
    ['𠀀', '𠀁'],
    ['Anna', 'Ana'],
  ])('%s and %s are two', (one, other) => expect(nameKey(one)).not.toBe(nameKey(other)));
  test('found by each Hanzi, and by each word in letters', () => {
    expect(nameTokens('买买提•艾力')).toEqual(['买', '提', '艾', '力']);
    expect(nameTokens('𠀀𪛟')).toEqual(['𠀀', '𪛟']);
    expect(nameTokens('Anna-Maria Eriksson 王')).toEqual(['ANNA-MARIA', 'ERIKSSON', '王']);
    expect(nameTokens(' ')).toEqual([]);
  });
  test('tokens follow the comparison: one name, the same tokens', () => {
    fc.assert(
      fc.property(part, part, fc.constantFrom(...DOTS), (one, other, dot) => {
        expect(nameTokens(`${one}${dot}${other}`)).toEqual(nameTokens(`${one}·${other}`));
        expect(nameTokens(one + other).join('').length).toBeGreaterThan(0);
      }),
    );
  });
});
