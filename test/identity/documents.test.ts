/** Every kind of document of DOMAIN §2.1: its outside vectors, made-up numbers, and every slip its check digit can find. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAULT_NAMES } from '../../src/contract/identity/remark.ts';
import { ageOn, possibleDays, realDay } from '../../src/contract/identity/birth.ts';
import { checkOf17, icaoCheck } from '../../src/contract/identity/check-digit.ts';
import { checkDocument } from '../../src/contract/identity/check-document.ts';
import { type DocumentShown, documentKey } from '../../src/contract/identity/document-key.ts';
import { upgraded } from '../../src/contract/identity/eighteen.ts';
import { readZone, zoneLines } from '../../src/contract/identity/mrz.ts';
import { normalNumber } from '../../src/contract/identity/number.ts';
import { documentIn } from '../../src/contract/identity/scanned.ts';
import { REFUSALS } from '../../src/contract/refusals.ts';

const NOW = Date.UTC(2022, 10, 8, 2);
type Type = DocumentShown['type'];
const check = (type: Type, number: string) => checkDocument({ type, number }, NOW);
const faults = (type: Type, number: string) => check(type, number).faults.map(({ what }) => what);
const warnings = (type: Type, number: string) => check(type, number).warnings.map(({ what }) => what);

/** The ICAO specimen: Utopia, Anna Maria Eriksson. */
const UTO = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
] as const;
const UTO_TEXT = UTO.join('\n');

describe('the vectors of the domain', () => {
  test.each<[Type, string, string | null]>([
    ['CN_RIC', '11010519491231002X', '1949-12-31'],
    ['CN_RIC', '440524188001010014', '1880-01-01'],
    ['HKM_RESIDENCE', '810000199408230021', '1994-08-23'],
    ['TW_RESIDENCE', '830000199201300022', '1992-01-30'],
    ['FPR_2023', '932682198501010017', '1985-01-01'],
    ['FPR_2017', 'KAZ110090123105', '1990-12-31'],
    ['HKM_TRAVEL', 'H1234567800', null],
    ['HKM_TRAVEL', 'M12345678', null],
    ['TW_TRAVEL', '01234567', null],
    ['TW_TRAVEL', '0123456789A', null],
    ['CN_PASSPORT', 'E12345678', null],
    ['CN_PASSPORT', 'EA1234567', null],
    ['CN_PASSPORT', 'G12345678', null],
    ['CN_PASSPORT', 'DE1234567', null],
    ['CN_PASSPORT', 'SE1234567', null],
    ['CN_PASSPORT', 'PE1234567', null],
    ['CN_PASSPORT', 'S1234567', null],
    ['CN_PASSPORT', 'D1234567', null],
    ['CN_PASSPORT', 'P1234567', null],
    ['CN_PASSPORT', '141234567', null],
    ['CN_PASSPORT', 'K12345678', null],
    ['CN_PASSPORT', 'MA1234567', null],
    ['PASSPORT', 'L898902C3', null],
    ['OTHER', '军字第0012345号', null],
  ])('%s %s is sound', (type, number, bornOn) => {
    expect(check(type, number)).toMatchObject({ isSound: true, faults: [], number, bornOn });
  });

  test.each<[Type, string, string]>([
    ['CN_RIC', '110101199003074515', 'documentCheckDigitIsRight'],
    ['CN_RIC', '1101011990030745', 'documentNumberIsWhole'],
    ['CN_RIC', '1101O1199003074514', 'documentNumberHasItsForm'],
    ['CN_RIC', '11010519491231002Y', 'documentNumberHasItsForm'],
    ['CN_RIC', '810000199408230021', 'documentKindFits'],
    ['CN_RIC', '830000199201300022', 'documentKindFits'],
    ['CN_RIC', '932682198501010017', 'documentKindFits'],
    ['HKM_RESIDENCE', '11010519491231002X', 'documentKindFits'],
    ['TW_RESIDENCE', '810000199408230021', 'documentKindFits'],
    ['FPR_2023', '11010519491231002X', 'documentKindFits'],
    ['CN_RIC', '110105491231002', 'documentIsStillIssued'],
    ['FPR_2017', 'KAZ110090123106', 'documentCheckDigitIsRight'],
    ['FPR_2017', 'KAZ1100901231', 'documentNumberIsWhole'],
    ['FPR_2017', 'K4Z110090123105', 'documentNumberHasItsForm'],
    ['HKM_TRAVEL', 'T12345678', 'documentNumberHasItsForm'],
    ['HKM_TRAVEL', 'H1234567', 'documentNumberIsWhole'],
    ['HKM_TRAVEL', 'H1234567801234', 'documentNumberIsWhole'],
    ['TW_TRAVEL', '0123456', 'documentNumberIsWhole'],
    ['TW_TRAVEL', '01234567890', 'documentNumberHasItsForm'],
    ['CN_PASSPORT', 'EI1234567', 'documentNumberHasItsForm'],
    ['CN_PASSPORT', 'EO1234567', 'documentNumberHasItsForm'],
    ['CN_PASSPORT', 'X12345678', 'documentNumberHasItsForm'],
    ['CN_PASSPORT', 'E1234567', 'documentNumberHasItsForm'],
    ['CN_PASSPORT', 'E123456', 'documentNumberIsWhole'],
    ['PASSPORT', 'L8989<2C3', 'documentNumberHasItsForm'],
    ['OTHER', '9'.repeat(31), 'documentNumberIsWhole'],
    ['CN_RIC', '', 'documentNumberIsGiven'],
  ])('%s %s is refused: %s', (type, number, what) => {
    expect(faults(type, number)).toEqual([what]);
  });

  test('the first generation is told what it is today, for old files alone', () => {
    expect(upgraded('110105491231002')).toBe('11010519491231002X');
    expect(check('CN_RIC', '110105491231002').faults[0]?.zh).toContain('11010519491231002X');
    // Kept for those who had turned a hundred.
    expect(upgraded('110105991231997')?.slice(6, 10)).toBe('1899');
    expect(upgraded('110105490230002')).toBeNull();
    expect(documentKey({ type: 'CN_RIC', number: '110105491231002' })).toBe(
      documentKey({ type: 'CN_RIC', number: '11010519491231002X' }),
    );
  });

  test('no document needs no number, and every fault is a refusal with its words', () => {
    expect(checkDocument({ type: 'NONE' }, NOW)).toMatchObject({ isSound: true, age: null });
    expect(FAULT_NAMES.filter((name) => !(name in REFUSALS))).toEqual([]);
  });
});

const two = (n: number) => String(n).padStart(2, '0');
const numberFrom = (area: string, day: string, serial: number) => {
  const body = `${area}${day}${String(serial).padStart(3, '0')}`;
  return body + checkOf17(body);
};
const day = fc
  .date({ min: new Date('1880-01-01T00:00:00Z'), max: new Date('2022-11-08T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const resident = fc
  .tuple(fc.constantFrom('110105', '650102', '990000', '110203', '540102'), day, fc.nat(999))
  .map(([area, born, serial]) => numberFrom(area, born, serial));
const foreigner2017 = fc
  .tuple(fc.constantFrom('KAZ', 'UTO', 'USA'), fc.integer({ min: 1000, max: 9999 }), day, fc.nat(9))
  .map(([country, area, born, serial]) => {
    const body = `${country}${area}${born.slice(2)}${serial}`;
    return body + icaoCheck(body);
  });

/** Every text in which one figure differs, and every one in which two neighbours changed places. */
function slips(number: string, figures: string): { changed: string[]; swapped: string[] } {
  const changed = Array.from(number).flatMap((one, at) =>
    Array.from(figures).flatMap((other) =>
      other === one ? [] : [number.slice(0, at) + other + number.slice(at + 1)],
    ),
  );
  const swapped = Array.from(number).flatMap((one, at) => {
    const next = number[at + 1];
    return next === undefined || next === one
      ? []
      : [number.slice(0, at) + next + one + number.slice(at + 2)];
  });
  return { changed, swapped };
}

describe('the check digits find what they can find', () => {
  test('MOD 11-2 finds every wrong figure and every two neighbours that changed places', () => {
    fc.assert(
      fc.property(resident, (number) => {
        expect(faults('CN_RIC', number)).toEqual([]);
        const { changed, swapped } = slips(number, '0123456789X');
        for (const wrong of [...changed, ...swapped])
          expect([wrong, check('CN_RIC', wrong).isSound]).toEqual([wrong, false]);
      }),
      { numRuns: 60 },
    );
  });

  test('7-3-1 finds every wrong figure, and every change of places but of figures five apart', () => {
    fc.assert(
      fc.property(foreigner2017, (number) => {
        expect(faults('FPR_2017', number)).toEqual([]);
        const { changed, swapped } = slips(number.slice(3), '0123456789');
        for (const wrong of changed)
          expect([wrong, check('FPR_2017', number.slice(0, 3) + wrong).isSound]).toEqual([wrong, false]);
        for (const wrong of swapped) {
          const rest = number.slice(3);
          const at = Array.from(wrong).findIndex((one, i) => one !== rest[i]);
          const differ = Math.abs(Number(wrong[at]) - Number(wrong[at + 1]));
          // Weights differ by 4, 2 or 6, so ten divides their product with five; the last place carries the sum itself.
          const mayPass = differ === 5 || at === rest.length - 2;
          if (!mayPass)
            expect([wrong, check('FPR_2017', number.slice(0, 3) + wrong).isSound]).toEqual([wrong, false]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a check digit says which place it is at, and never what it should be', () => {
    const [fault] = check('CN_RIC', '110101199003074515').faults;
    expect(fault).toMatchObject({ place: { from: 18, to: 18 } });
    expect(fault?.zh).toBe('第 18 位校验码与前面各位不符，请逐位核对。');
    expect(fault?.zh.replaceAll('18', '')).not.toMatch(/\d/);
  });
});

describe('a day is a day of the calendar, and not to come', () => {
  test('every day from 1800 to 2100 as the calendar has it', () => {
    const wrong: string[] = [];
    for (let year = 1800; year <= 2100; year += 1)
      for (let month = 0; month <= 13; month += 1)
        for (let date = 0; date <= 32; date += 1) {
          const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
          const days = [0, 31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0][month] ?? 0;
          const wanted = date >= 1 && date <= days;
          const digits = `${year}${two(month)}${two(date)}`;
          if ((realDay(digits) !== null) !== wanted) wrong.push(digits);
        }
    expect(wrong).toEqual([]);
  });
  test.each([
    ['19900230', 'documentDateIsReal'],
    ['19990229', 'documentDateIsReal'],
    ['19901301', 'documentDateIsReal'],
    ['19900000', 'documentDateIsReal'],
    ['20221109', 'documentDateIsPast'],
    ['20991231', 'documentDateIsPast'],
  ])('%s: %s', (born, what) => {
    const found = check('CN_RIC', numberFrom('110105', born, 2));
    expect(found.faults).toMatchObject([{ what, place: { from: 7, to: 14 } }]);
  });
  test('today is Beijing’s', () => {
    const born = numberFrom('110105', '20221109', 2);
    const lateEvening = Date.UTC(2022, 10, 8, 16, 30);
    expect(checkDocument({ type: 'CN_RIC', number: born }, lateEvening)).toMatchObject({
      isSound: true,
      age: 0,
    });
  });
  test('whole years, on the birthday itself too', () => {
    expect(ageOn('2008-11-08', NOW)).toBe(14);
    expect(ageOn('2008-11-09', NOW)).toBe(13);
    expect(ageOn('2004-02-29', Date.UTC(2022, 1, 28, 12))).toBe(17);
  });
  test('two figures of a year say nothing where both centuries are possible', () => {
    expect(possibleDays('901231', NOW)).toEqual(['1990-12-31']);
    expect(possibleDays('101231', NOW)).toEqual(['2010-12-31', '1910-12-31']);
    expect(possibleDays('900230', NOW)).toEqual([]);
  });
});

describe('what is typed', () => {
  test('small letters, blanks, dashes and full-width figures are put right', () => {
    expect(normalNumber(' １１０１０５－19491231 002ｘ ')).toBe('11010519491231002X');
    expect(normalNumber('0123456789(A)')).toBe('0123456789A');
  });
  test('an unknown or abolished area is a warning, never a refusal', () => {
    expect(warnings('CN_RIC', '99000018800104001X')).toEqual(['areaIsUnknown']);
    expect(faults('CN_RIC', '99000018800104001X')).toEqual([]);
    // 通县, abolished: its province is one of today's.
    expect(check('CN_RIC', numberFrom('110203', '19491231', 2))).toMatchObject({
      isSound: true,
      warnings: [],
    });
    expect(warnings('FPR_2023', numberFrom('990000', '19850101', 1))).toEqual([
      'areaIsUnknown',
      'countryIsUnknown',
    ]);
    expect(warnings('PASSPORT', 'ABCDE123456')).toEqual(['numberIsLong']);
  });
  test('a permit that was replaced is the same person’s', () => {
    expect(documentKey({ type: 'HKM_TRAVEL', number: 'h1234567800' })).toBe(
      documentKey({ type: 'HKM_TRAVEL', number: 'H12345678' }),
    );
  });
  test('what is no number tells nobody apart', () => {
    for (const number of ['无', '不详', '--', '12345'])
      expect(documentKey({ type: 'OTHER', number })).toBeNull();
    expect(documentKey({ type: 'NONE' })).toBeNull();
    expect(documentKey({ type: 'OTHER', number: '军字第0012345号' })).not.toBeNull();
  });
});

describe('the machine-readable zone', () => {
  test('Utopia’s specimen is sound; that nobody knows Utopia is a warning', () => {
    expect(readZone(UTO_TEXT, NOW)).toMatchObject({
      number: 'L898902C3',
      state: 'UTO',
      lastName: 'ERIKSSON',
      firstName: 'ANNA MARIA',
      bornOn: '1974-08-12',
      faults: [],
    });
    expect(readZone(UTO_TEXT, NOW)?.warnings.map(({ what }) => what)).toEqual([
      'countryIsUnknown',
      'documentHasExpired',
    ]);
    expect(checkDocument({ type: 'PASSPORT', number: 'L898902C3', mrz: UTO_TEXT }, NOW)).toMatchObject({
      isSound: true,
      bornOn: '1974-08-12',
      age: 48,
    });
  });

  test.each([
    ['number', 9, 'documentNumber', 10],
    ['birth', 19, 'birthDate', 20],
    ['expiry', 27, 'expirationDate', 28],
    ['personal number', 42, 'personalNumber', 43],
    ['composite', 43, 'composite', 44],
  ])('the check digit of the %s is told by its place', (_, at, __, from) => {
    const second = UTO[1];
    const wrong = second.slice(0, at) + String((Number(second[at]) + 1) % 10) + second.slice(at + 1);
    const { faults: found = [] } = readZone(`${UTO[0]}\n${wrong}`, NOW) ?? {};
    expect(found.map(({ place }) => place.from)).toContain(from);
    expect(found[0]).toMatchObject({ what: 'documentCheckDigitIsRight' });
    expect(found[0]?.zh).toContain('机读码第二行');
  });

  test('every wrong character of what the check digits cover is found', () => {
    const second = UTO[1];
    const unfound: string[] = [];
    for (const at of Array.from(second).keys()) {
      const covered = at < 10 || (at >= 13 && at < 20) || at >= 21;
      for (const other of covered ? '0123456789' : '') {
        // Where both have the same value, as A and 0 of ten, no check digit can tell.
        if (icaoValue(other) % 10 === icaoValue(second[at] ?? '') % 10) continue;
        const wrong = second.slice(0, at) + other + second.slice(at + 1);
        if (readZone(`${UTO[0]}${wrong}`, NOW)?.faults.length === 0) unfound.push(wrong);
      }
    }
    expect(unfound).toEqual([]);
  });

  test('lines are read however they are broken, in full width or with guillemets; anything else is no zone', () => {
    for (const text of [
      UTO.join(''),
      UTO.join(' '),
      UTO.join('\r\n'),
      UTO_TEXT.toLowerCase(),
      UTO_TEXT.replaceAll('<', '＜'),
    ])
      expect(zoneLines(text)).toEqual([...UTO]);
    for (const text of ['', UTO[0], `${UTO_TEXT}<`, UTO_TEXT.replace('P<', 'I<'), UTO_TEXT.replace('<', '!')])
      expect(zoneLines(text)).toBeNull();
    expect(checkDocument({ type: 'PASSPORT', number: 'L898902C3', mrz: UTO[0] }, NOW).faults).toMatchObject([
      { what: 'documentZoneIsWhole' },
    ]);
    expect(checkDocument({ type: 'PASSPORT', number: 'L898902C4', mrz: UTO_TEXT }, NOW).faults).toMatchObject(
      [{ what: 'documentZoneIsTheNumbers' }],
    );
  });
});
const icaoValue = (one: string) => (one === '<' ? 0 : Number.parseInt(one, 36));

describe('what a reader hands in', () => {
  test.each<[string, Type]>([
    ['11010519491231002X', 'CN_RIC'],
    ['99000018800104001x', 'CN_RIC'],
    ['810000199408230021', 'HKM_RESIDENCE'],
    ['830000199201300022', 'TW_RESIDENCE'],
    ['932682198501010017', 'FPR_2023'],
    ['KAZ110090123105', 'FPR_2017'],
    ['H1234567800', 'HKM_TRAVEL'],
    ['H12345678', 'HKM_TRAVEL'],
    ['E12345678', 'CN_PASSPORT'],
    ['XX1234567', 'PASSPORT'],
  ])('%s is a document: %s', (text, type) => {
    expect(documentIn(text, NOW)).toEqual({ type, number: normalNumber(text) });
  });
  test.each(['110101199003074515', '01234567', '110105491231002', 'T-000001', '', 'HC1:NCFOXN'])(
    '%s is none',
    (text) => expect(documentIn(text, NOW)).toBeNull(),
  );
  test('two lines are a passport, with the name it bears; a Chinese one is told by its state', () => {
    expect(documentIn(UTO_TEXT, NOW)).toEqual({
      type: 'PASSPORT',
      number: 'L898902C3',
      mrz: UTO_TEXT,
      name: 'ERIKSSON ANNA MARIA',
    });
    expect(documentIn(UTO_TEXT.replace('<UTO', '<CHN'), NOW)?.type).toBe('CN_PASSPORT');
  });
  test('nothing that is scanned throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120, unit: 'binary' }), (text) => {
        expect(documentIn(text, NOW)?.type).not.toBe('NONE');
        expect(checkDocument({ type: 'PASSPORT', number: text, mrz: text }, NOW).isSound).toBe(false);
      }),
    );
  });
});
