/** Passport numbers as they are typed. A foreign one has no form of its own; its machine-readable lines have (`mrz.ts`). */
import { fault, type NumberChecked, place, sound, unsound, warning } from './remark.ts';

/** Chinese passports of every series; I and O are never used in a second place. */
export const CHINESE_PASSPORT =
  /^(?:E\d{8}|E[A-HJ-NP-Z]\d{7}|G\d{8}|[DSP]E\d{7}|S\d{7,8}|D\d{7}|P\d{7}|1[45]\d{7}|[KH]\d{8}|K[A-HJ-NP-Z]\d{7}|H[A-HJ-NP-Z]\d{7}|MA\d{7})$/;

export function checkChinesePassport(number: string): NumberChecked {
  if (CHINESE_PASSPORT.test(number)) return sound;
  if (number.length < 8 || number.length > 9)
    return unsound(fault('documentNumberIsWhole', place(1, number.length), '8 或 9'));
  const wrong = Array.from(number).findIndex((one, i) => !(i < 2 ? /[A-HJ-NP-Z0-9]/ : /\d/).test(one));
  const at = wrong === -1 ? 0 : wrong;
  return unsound(fault('documentNumberHasItsForm', place(at + 1), number[at] ?? ''));
}

/** TD3 has room for nine. */
const USUAL = 9;

export function checkForeignPassport(number: string): NumberChecked {
  const wrong = Array.from(number).findIndex((one) => !/[A-Z0-9]/.test(one));
  if (wrong !== -1) return unsound(fault('documentNumberHasItsForm', place(wrong + 1), number[wrong] ?? ''));
  return number.length > USUAL
    ? { ...sound, warnings: [warning('numberIsLong', place(1, number.length))] }
    : sound;
}
