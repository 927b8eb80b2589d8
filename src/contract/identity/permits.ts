/** The travel permits of Hong Kong, Macao and Taiwan. Neither carries a check digit, so only their form can be wrong. */
import { fault, type NumberChecked, place, sound, unsound } from './remark.ts';

/** H or M, eight figures that stay with a person for life, and on some cards two that count how often it was replaced. */
export const HOME_RETURN = /^[HM]\d{8}(?:\d{2})?$/;
/** Eight figures on the card; the older booklet has ten and a letter. */
export const TAIWAN_PERMIT = /^(?:\d{8}|\d{10}[A-Z])$/;

/** The part of a home-return permit's number that stays. */
export const HOME_RETURN_STAYS = 9;

export const checkHomeReturn = (number: string): NumberChecked =>
  checkForm(number, HOME_RETURN, [9, 11], (i) => (i === 0 ? /[HM]/ : /\d/));

export const checkTaiwanPermit = (number: string): NumberChecked =>
  checkForm(number, TAIWAN_PERMIT, [8, 11], (i) => (i === 10 ? /[A-Z]/ : /\d/));

function checkForm(
  number: string,
  form: RegExp,
  lengths: readonly number[],
  characterAt: (index: number) => RegExp,
): NumberChecked {
  if (form.test(number)) return sound;
  const wrong = Array.from(number).findIndex((one, i) => !characterAt(i).test(one));
  if (wrong !== -1) return unsound(fault('documentNumberHasItsForm', place(wrong + 1), number[wrong] ?? ''));
  return unsound(fault('documentNumberIsWhole', place(1, number.length), lengths.join(' 或 ')));
}
