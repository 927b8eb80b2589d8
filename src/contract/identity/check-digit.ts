/** The two check digits that document numbers carry. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last character to 17 digits: ISO 7064 MOD 11-2, as GB 11643-1999 has it. */
export const checkOf17 = (digits: string): string =>
  '10X98765432'[WEIGHTS.reduce((sum, weight, i) => sum + Number(digits[i]) * weight, 0) % 11] ?? '';

/** The digit to a text of digits, capital letters and `<`: ICAO 9303, weights 7, 3, 1. */
export const icaoCheck = (text: string): string =>
  String(Array.from(text).reduce((sum, one, i) => sum + icaoValue(one) * ([7, 3, 1][i % 3] ?? 0), 0) % 10);

/** A = 10 … Z = 35, `<` = 0. */
const icaoValue = (one: string): number => (one === '<' ? 0 : Number.parseInt(one, 36));
