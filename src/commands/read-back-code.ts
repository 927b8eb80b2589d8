/** The one-time code that a worker reads back over the telephone: 16^6 codes, five tries, ten minutes. */
import { randomInt } from 'node:crypto';
import { SPOKEN_LENGTHS, SPOKEN_SYMBOLS, spokenCode } from '../contract/spoken-codes.ts';

/** A fresh code. */
export function newReadBackCode(): string {
  return spokenCode(Array.from({ length: SPOKEN_LENGTHS.readBack }, () => randomInt(SPOKEN_SYMBOLS.length)));
}
