/**
 * Codes that are said over a telephone, read off a creased sheet and typed with a thumb.
 *
 * Sixteen letters and figures that sound apart over a bad line in Mandarin and in English and look apart in print; the last
 * of a code checks the others, so that a mishearing is told from a guess. Without imports: the screens read it too.
 */
export const SPOKEN_SYMBOLS = '234678AFHKMQRWXY';

/** How many symbols a code has before the one that checks them. */
export const SPOKEN_LENGTHS = {
  /** Read back by a worker: 24 bits, five tries, ten minutes. */
  readBack: 6,
  /** On a release slip: 44 bits, good until the arrival. */
  release: 11,
} as const;
export type SpokenCode = keyof typeof SPOKEN_LENGTHS;

const check = (symbols: readonly number[]) =>
  symbols.reduce((sum, symbol, place) => (sum + symbol * (2 * place + 1)) % SPOKEN_SYMBOLS.length, 0);

/** The code of these numbers from 0 to 15, with the symbol that checks them. */
export function spokenCode(symbols: readonly number[]): string {
  return [...symbols, check(symbols)].map((symbol) => SPOKEN_SYMBOLS[symbol]).join('');
}

/**
 * What was heard, scanned or typed, in one spelling; null where it is no code of its kind, or its last symbol says that it was
 * misheard. Case, width, spaces and hyphens do not matter. Nothing is looked up for it, so no try is used up.
 */
export function heardCode(kind: SpokenCode, heard: string): string | null {
  const code = heard.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const symbols = Array.from(code, (symbol) => SPOKEN_SYMBOLS.indexOf(symbol));
  const last = symbols.pop();
  const isWhole = symbols.length === SPOKEN_LENGTHS[kind] && last !== undefined && !symbols.includes(-1);
  return isWhole && check(symbols) === last ? code : null;
}

/** A code as it is printed and read out: `7KQ2-MX4A-W83H`. */
export const inFours = (code: string): string => code.replace(/.{4}(?=.)/g, '$&-');
