/**
 * Every "no" of the house: its code, its status, and the sentence a person reads, in zh-CN and en.
 *
 * A refusal is expected, a value, part of the contract. The name of a sentence of the machines that is false is its code.
 * Statuses: 400 the form is wrong, 401 nobody is signed in, 403 not your role, 404 not to be known of, 409 not in this
 * state, 412 something came in between, 413 and 415 the body, 422 the meaning is wrong, 428 say what you read, 429 slower,
 * 503 not now.
 */
import { CASE_REFUSALS } from './case-refusals.ts';
import { HOUSE_REFUSALS } from './house-refusals.ts';
import type { RefusalWords } from './refusal-words.ts';

export type { RefusalWords };

export const REFUSALS = { ...CASE_REFUSALS, ...HOUSE_REFUSALS } as const;
export type RefusalCode = keyof typeof REFUSALS;
export const REFUSAL_CODES = Object.keys(REFUSALS) as RefusalCode[];

/** The row of a refusal by its code. Unknown codes are a bug of the house, not of the caller. */
export function refusalWords(code: string): RefusalWords {
  const words = (REFUSALS as Readonly<Record<string, RefusalWords>>)[code];
  if (words === undefined) throw new Error(`No refusal is called ${code}.`);
  return words;
}
