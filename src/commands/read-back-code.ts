/**
 * The one-time code that a worker reads back over the telephone.
 *
 * Six letters and figures that sound apart over a bad line in Mandarin and in English, and one that checks them, so that
 * a mishearing is told from a guess. 16^6 codes, five tries, ten minutes.
 */
import { randomInt } from 'node:crypto';

const SYMBOLS = '234678AFHKMQRWXY';
const LENGTH = 6;

const check = (symbols: readonly number[]) =>
  symbols.reduce((sum, symbol, place) => (sum + symbol * (2 * place + 1)) % SYMBOLS.length, 0);

/** A fresh code. */
export function newReadBackCode(): string {
  const symbols = Array.from({ length: LENGTH }, () => randomInt(SYMBOLS.length));
  return [...symbols, check(symbols)].map((symbol) => SYMBOLS[symbol]).join('');
}

/** What was heard, in one spelling, or null where the check character says that it was misheard: no try is used up. */
export function heardCode(heard: string): string | null {
  const code = heard.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  const symbols = Array.from(code, (symbol) => SYMBOLS.indexOf(symbol));
  const last = symbols.pop();
  const isWhole = symbols.length === LENGTH && last !== undefined && !symbols.includes(-1);
  return isWhole && check(symbols) === last ? code : null;
}
