/** Plates: found whichever way they were typed, named where their form is known, and never a reason to stop anything. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalPlate, type PlateKind, plateKind, plateSaid } from '../../src/contract/plate.ts';

test.each<[string, PlateKind | null]>([
  ['京A12345', 'ordinary'],
  ['京A·1234B', 'ordinary'],
  ['粤Z1234港', 'crossBorder'],
  ['粤Z1234澳', 'crossBorder'],
  ['京A1234挂', 'trailer'],
  ['京A1234学', 'learner'],
  ['京A1234警', 'police'],
  ['京AD12345', 'newEnergySmall'],
  ['沪AF12345', 'newEnergySmall'],
  ['京AA12345', 'newEnergySmall'],
  ['京A12345D', 'newEnergyLarge'],
  ['京A12345K', 'newEnergyLarge'],
  ['京A1234应急', 'emergency'],
  ['使123456', 'diplomatic'],
  ['沪12345领', 'diplomatic'],
  ['WJ京12345', 'armedPolice'],
  ['VA12345', 'military'],
  ['京A临12345', 'temporary'],
  // I and O are never used, 琼 is a province and 台 is none, and six signs are no plate.
  ['京AI2345', null],
  ['京O12345', null],
  ['京A1234O', null],
  ['台A12345', null],
  ['京A1234', null],
  ['京AL12345', null],
  ['演A00001', null],
  ['ABC-123', null],
])('%s: %s', (plate, kind) => expect(plateKind(plate)).toBe(kind));

test('dots, blanks, dashes, small letters and full width are the keyboard’s', () => {
  for (const typed of ['京A·D1234', '京a•d1234', ' 京A D1234', '京Ａ-Ｄ１２３４', '京A.D1234', '京A–D1234'])
    expect(normalPlate(typed)).toBe('京AD1234');
});

test('normal is normal, and whatever is typed is said something of but an empty one', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20, unit: 'binary' }), (plate) => {
      const normal = normalPlate(plate);
      expect(normalPlate(normal)).toBe(normal);
      expect(plateSaid(plate) === null).toBe(normal === '');
    }),
  );
  expect(plateSaid('演A00001')).toMatchObject({ isKnown: false });
  expect(plateSaid('京A12345')).toMatchObject({ isKnown: true, zh: '普通号牌' });
});
