/** The foreigner's permanent residence card of 2017: nationality (3 letters), area (4), YYMMDD, serial (1), ICAO check. */
import { possibleDays } from './birth.ts';
import { icaoCheck } from './check-digit.ts';
import { fault, type Fault, type NumberChecked, place, unsound } from './remark.ts';

export function checkForeigner2017(number: string, now: number): NumberChecked {
  if (number.length !== 15) return unsound(fault('documentNumberIsWhole', place(1, number.length), '15'));
  const wrong = Array.from(number).findIndex((one, i) => !(i < 3 ? /[A-Z]/ : /[0-9]/).test(one));
  if (wrong !== -1) return unsound(fault('documentNumberHasItsForm', place(wrong + 1), number[wrong] ?? ''));
  const faults: Fault[] = [];
  const printed = number.slice(7, 13);
  const days = possibleDays(printed, now);
  if (days.length === 0) faults.push(fault('documentDateIsReal', place(8, 13), printed));
  if (icaoCheck(number.slice(0, 14)) !== number[14])
    faults.push(fault('documentCheckDigitIsRight', place(15)));
  // Two figures do not tell a child from somebody of a hundred.
  const [bornOn = null] = days.length === 1 && faults.length === 0 ? days : [];
  return { faults, warnings: [], bornOn };
}
