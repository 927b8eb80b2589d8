/** Numbers as they are typed and read: grouped for the eye, never shortened by us (the house masks what it sends). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether the 18 characters of an identity number agree with their last (GB 11643). */
export function identityNumberIsSound(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + Number(number[i]) * weight, 0);
  return '10X98765432'[sum % 11] === number[17];
}

/** What was typed or scanned as a document number: full-width digits, blanks and small letters are put right. */
export const documentNumber = (typed: string): string =>
  typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

/** `138 0000 0000`, `110105 1949 1231 002X`; anything else as it is. */
export function grouped(number: string): string {
  if (/^[\d*]{11}$/.test(number)) return number.replace(/^(.{3})(.{4})(.{4})$/, '$1 $2 $3');
  if (/^[\d*]{17}[\dX*]$/.test(number)) return number.replace(/^(.{6})(.{4})(.{4})(.{4})$/, '$1 $2 $3 $4');
  return number;
}
