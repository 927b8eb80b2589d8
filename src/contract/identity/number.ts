/** A number as it is kept: full-width characters are the keyboard's, blanks and dashes the printer's, small letters nobody's. */
export const normalNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}()]/gu, '')
    .toUpperCase();
