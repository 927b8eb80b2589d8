/** What a document is known by again: its kind and its number, as far as both stay with a person. */
import type { DOCUMENT_TYPES } from '../documents.ts';
import { upgraded } from './eighteen.ts';
import { normalNumber } from './number.ts';
import { HOME_RETURN, HOME_RETURN_STAYS } from './permits.ts';

/** A document as somebody showed it. */
export interface DocumentShown {
  readonly type: (typeof DOCUMENT_TYPES)[number];
  readonly number?: string;
  /** The machine-readable lines of a passport, where they were read. */
  readonly mrz?: string;
  /** The number is wrong, and stands so on the document. */
  readonly asPrinted?: true;
}

/** A number of no known scheme that is shorter is no number: 无, 不详, a dash. */
const SHORTEST_OTHER = 6;

/** The same text for the same document, however it was typed; null where it has no number that tells it apart. */
export function documentKey({ type, number = '' }: DocumentShown): string | null {
  const normal = normalNumber(number);
  if (type === 'NONE' || normal === '' || (type === 'OTHER' && normal.length < SHORTEST_OTHER)) return null;
  return `${type}:${whatStays(type, normal)}`;
}

/** A replaced permit counts up, and an old card's number got longer; the person is the same. */
function whatStays(type: DocumentShown['type'], number: string): string {
  if (type === 'HKM_TRAVEL' && HOME_RETURN.test(number)) return number.slice(0, HOME_RETURN_STAYS);
  return type === 'CN_RIC' ? (upgraded(number) ?? number) : number;
}
