/**
 * The numbers of 18: six of an area, eight of a birth, three of a serial, one of a check (GB 11643-1999).
 * Resident cards, the residence permits of Hong Kong, Macao and Taiwan, and the foreigner's card of 2023, which differ in
 * their first six.
 */
import { type Said, VALUES } from '../form-words.ts';
import { dayOf, realDay } from './birth.ts';
import { checkOf17 } from './check-digit.ts';
import { fault, type Fault, type NumberChecked, place, unsound, type Warning, warning } from './remark.ts';

export type EighteenType = 'CN_RIC' | 'HKM_RESIDENCE' | 'TW_RESIDENCE' | 'FPR_2023';

/** Provinces by their first two digits (GB/T 2260). Cards keep the code of their first issue, so an unknown one is no fault. */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71)/;

/** Which of the four a number is by its first six; what begins with 9 and names no province and country is a citizen's of an unknown area. */
export function kindOf(number: string): EighteenType {
  if (/^8[12]0000/.test(number)) return 'HKM_RESIDENCE';
  if (number.startsWith('830000')) return 'TW_RESIDENCE';
  if (number.startsWith('9') && PROVINCES.test(number.slice(1)) && isCountry(number.slice(3, 6)))
    return 'FPR_2023';
  return 'CN_RIC';
}

/** ISO 3166-1 numbers lie between Afghanistan (004) and Zambia (894). */
const isCountry = (code: string) => code >= '004' && code <= '894';

export function checkEighteen(type: EighteenType, number: string, now: number): NumberChecked {
  if (number.length !== 18) return unsound(fault('documentNumberIsWhole', place(1, number.length), '18'));
  const wrong = Array.from(number).findIndex((one, i) => !(i === 17 ? /[0-9X]/ : /[0-9]/).test(one));
  if (wrong !== -1) return unsound(fault('documentNumberHasItsForm', place(wrong + 1), number[wrong] ?? ''));
  const faults: Fault[] = [];
  const warnings: Warning[] = [];
  const kind = kindOf(number);
  // A foreigner's card of an unknown province or country is still one: its holder's own kind is believed.
  if (kind !== type && !(type === 'FPR_2023' && number.startsWith('9')))
    faults.push(fault('documentKindFits', place(1, 6), VALUES[kind] as Said));
  else if (type === 'CN_RIC' && !PROVINCES.test(number))
    warnings.push(warning('areaIsUnknown', place(1, 6), number.slice(0, 6)));
  else if (type === 'FPR_2023') {
    if (!PROVINCES.test(number.slice(1)))
      warnings.push(warning('areaIsUnknown', place(2, 3), number.slice(1, 3)));
    if (!isCountry(number.slice(3, 6)))
      warnings.push(warning('countryIsUnknown', place(4, 6), number.slice(3, 6)));
  }
  const printed = number.slice(6, 14);
  const bornOn = realDay(printed);
  if (bornOn === null) faults.push(fault('documentDateIsReal', place(7, 14), printed));
  else if (bornOn > dayOf(now)) faults.push(fault('documentDateIsPast', place(7, 14), bornOn));
  if (checkOf17(number) !== number[17]) faults.push(fault('documentCheckDigitIsRight', place(18)));
  return { faults, warnings, bornOn: faults.length === 0 ? bornOn : null };
}

/** Serials of the first generation that were kept for those who had turned a hundred. */
const CENTENARIANS = /^99[6-9]$/;

/** The 18 characters of a first-generation number of 15; null where it is none. */
export function upgraded(number: string): string | null {
  if (!/^\d{15}$/.test(number)) return null;
  const century = CENTENARIANS.test(number.slice(12)) ? '18' : '19';
  const longer = `${number.slice(0, 6)}${century}${number.slice(6)}`;
  return realDay(longer.slice(6, 14)) === null ? null : `${longer}${checkOf17(longer)}`;
}

/** A resident card's number. One of the first generation is told what it is today: the card itself is invalid since 2013. */
export function checkResidentCard(number: string, now: number): NumberChecked {
  const longer = upgraded(number);
  return longer === null
    ? checkEighteen('CN_RIC', number, now)
    : unsound(fault('documentIsStillIssued', place(1, 15), longer));
}
