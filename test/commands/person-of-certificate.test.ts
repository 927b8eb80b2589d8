import { expect, test } from 'vitest';
import { personIn } from '../../src/commands/index.ts';

const NOW = Date.UTC(2026, 10, 27);

/** A check digit of the machine-readable zone (ICAO 9303). */
const digit = (text: string) =>
  String(
    text.split('').reduce((sum, sign, n) => {
      const value = /\d/.test(sign) ? Number(sign) : sign === '<' ? 0 : sign.charCodeAt(0) - 55;
      return sum + value * ([7, 3, 1][n % 3] ?? 0);
    }, 0) % 10,
  );
const zone = (names: string, number: string, born: string) => {
  const [first, second, third] = [
    `${number}${digit(number)}`,
    `${born}${digit(born)}`,
    `400415${digit('400415')}`,
  ];
  const personal = `${'<'.repeat(14)}0`;
  const line = `${first}D<<${second}F${third}${personal}`;
  return `${`P<D<<${names}`.padEnd(44, '<')}${line}${digit(`${first}${second}${third}${personal}`)}`;
};

test('who a certificate is held against: the name as entered, and the passport’s own lines', () => {
  const mrz = zone('WANG<<XIAOLI', 'C01X00T47', '900102');
  expect(mrz).toHaveLength(88);
  expect(personIn({ name: '王小丽', document: { type: 'PASSPORT', number: 'C01X00T47', mrz } }, NOW)).toEqual(
    {
      names: ['王小丽', 'WANG XIAOLI'],
      birth: '1990-01-02',
    },
  );
  expect(
    personIn({ name: '王小丽', document: { type: 'CN_RIC', number: '990000199001020012' } }, NOW).birth,
  ).toBe('1990-01-02');
  expect(personIn({}, NOW)).toEqual({ names: [], birth: null });
  expect(
    personIn(
      {
        name: 'A',
        document: { type: 'OTHER', number: '1' },
        further: [{ type: 'PASSPORT', number: 'C01X00T47', mrz }],
      },
      NOW,
    ).names,
  ).toEqual(['A', 'WANG XIAOLI']);
});
