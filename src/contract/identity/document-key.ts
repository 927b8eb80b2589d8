/** What a document is known by again: its kind and its number, as far as both stay with a person. */
import type { DOCUMENT_TYPES } from '../documents.ts';

/** A document as somebody showed it. */
export interface DocumentShown {
  readonly type: (typeof DOCUMENT_TYPES)[number];
  readonly number?: string;
}

/** A number as it is kept: full-width characters are the keyboard's, blanks the printer's, small letters nobody's. */
export const normalNumber = (number: string): string =>
  number.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

/** A number of no known scheme that is shorter is no number: 无, 不详, a dash. */
const SHORTEST_OTHER = 6;

/** The same text for the same document, however it was typed; null where it has no number that tells it apart. */
export function documentKey({ type, number = '' }: DocumentShown): string | null {
  const normal = normalNumber(number);
  if (normal === '' || (type === 'OTHER' && normal.length < SHORTEST_OTHER)) return null;
  return `${type}:${normal}`;
}
