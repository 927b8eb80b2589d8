/**
 * The machine-readable zone of a passport: ICAO 9303 TD3, two lines of 44, five check digits (a library reads them).
 * A state nobody knows is a warning: the specimen's Utopia is as sound as any.
 */
import { parse } from 'mrz';
import type { Said } from '../form-words.ts';
import { dayOf, possibleDays, realDay } from './birth.ts';
import { fault, type Fault, NOWHERE, place, type Warning, warning } from './remark.ts';

export interface Zone {
  readonly number: string;
  /** The issuing state as printed, `<` left out. */
  readonly state: string;
  readonly lastName: string;
  readonly firstName: string;
  /** `YYYY-MM-DD`; null where the century is open or the day is none. */
  readonly bornOn: string | null;
  /** Every day that the two digits of the year may stand for. */
  readonly maybeBornOn: readonly string[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
}

const LINE = 44;
const CHECKED: Readonly<Record<string, Said>> = {
  documentNumberCheckDigit: { zh: '机读码第二行的号码', en: 'the number in the second line' },
  birthDateCheckDigit: { zh: '机读码第二行的出生日期', en: 'the date of birth in the second line' },
  expirationDateCheckDigit: { zh: '机读码第二行的有效期', en: 'the date of expiry in the second line' },
  personalNumberCheckDigit: { zh: '机读码第二行的个人号码', en: 'the personal number in the second line' },
  compositeCheckDigit: { zh: '机读码第二行的全部内容', en: 'the whole of the second line' },
};

/** The two lines of a zone, however they were typed, pasted or scanned; null where it is not two lines of 44. */
export function zoneLines(text: string): readonly [string, string] | null {
  const signs = text.normalize('NFKC').toUpperCase().replaceAll(/[«‹]/g, '<').replaceAll(/\s/g, '');
  return signs.length === 2 * LINE && /^P[A-Z<]/.test(signs) && /^[A-Z0-9<]+$/.test(signs)
    ? [signs.slice(0, LINE), signs.slice(LINE)]
    : null;
}

/** Reads a zone. Null where it is none at all; a zone with wrong check digits is read, with its faults. */
export function readZone(text: string, now: number): Zone | null {
  const lines = zoneLines(text);
  if (lines === null) return null;
  const [, second] = lines;
  const { details, fields } = parse([...lines]);
  const faults: Fault[] = [];
  const warnings: Warning[] = [];
  for (const { field, valid, start, end, ranges } of details) {
    const checked = CHECKED[String(field)];
    const raw = lines[ranges[0]?.line ?? 0]?.slice(start, end) ?? '';
    if (checked !== undefined && !valid)
      faults.push(fault('documentCheckDigitIsRight', place(start + 1, end), checked));
    if (field === 'issuingState' && !valid) warnings.push(warning('countryIsUnknown', place(3, 5), raw));
    if (field === 'documentCode' && !valid) warnings.push(warning('zoneIsNoPassports', place(1, 2), raw));
  }
  const born = second.slice(13, 19);
  // A day that is not known is printed as fillers.
  const days = possibleDays(born, now);
  if (days.length === 0 && !born.includes('<')) faults.push(fault('documentDateIsReal', place(14, 19), born));
  const expires = realDay(`20${second.slice(21, 27)}`);
  if (expires !== null && expires < dayOf(now))
    warnings.push(warning('documentHasExpired', place(22, 27), expires));
  const [bornOn = null] = days.length === 1 ? days : [];
  return {
    number: second.slice(0, 9).replaceAll('<', ''),
    state: lines[0].slice(2, 5).replaceAll('<', ''),
    lastName: fields.lastName ?? '',
    firstName: fields.firstName ?? '',
    bornOn,
    maybeBornOn: days,
    faults,
    warnings,
  };
}

/** What a zone has wrong with it, also where it is none. */
export const zoneFaults = (text: string, number: string, now: number): readonly Fault[] => {
  const zone = readZone(text, now);
  if (zone === null) return [fault('documentZoneIsWhole', NOWHERE)];
  return zone.number === number ? zone.faults : [...zone.faults, fault('documentZoneIsTheNumbers', NOWHERE)];
};
