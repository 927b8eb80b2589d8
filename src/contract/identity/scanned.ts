/** What came from a reader, a camera or the clipboard, where it is a document: its kind is read from the number. */
import type { DocumentShown } from './document-key.ts';
import { normalNumber } from './number.ts';
import { checkDocument } from './check-document.ts';
import { kindOf } from './eighteen.ts';
import { readZone, zoneLines } from './mrz.ts';
import { CHINESE_PASSPORT } from './passports.ts';
import { HOME_RETURN } from './permits.ts';

/** A document, and the name its machine-readable lines carry. */
export interface Scanned extends DocumentShown {
  readonly number: string;
  readonly name?: string;
}

/**
 * The document in a text; null where it is none, or its check digit says it is something else. Eight figures alone could be
 * anything, so a Taiwan permit is never guessed.
 */
export function documentIn(text: string, now: number): Scanned | null {
  const lines = zoneLines(text);
  const zone = lines === null ? null : readZone(text, now);
  if (lines !== null && zone !== null)
    return {
      type: zone.state === 'CHN' ? 'CN_PASSPORT' : 'PASSPORT',
      number: zone.number,
      mrz: lines.join('\n'),
      name: [zone.lastName, zone.firstName].filter(Boolean).join(' '),
    };
  const number = normalNumber(text);
  const type = guess(number);
  return type !== null && checkDocument({ type, number }, now).isSound ? { type, number } : null;
}

function guess(number: string): DocumentShown['type'] | null {
  if (/^\d{17}[\dX]$/.test(number)) return kindOf(number);
  if (/^[A-Z]{3}\d{12}$/.test(number)) return 'FPR_2017';
  // H and eight figures are a passport of Hong Kong as well; at a checkpoint the permit is what is shown.
  if (HOME_RETURN.test(number)) return 'HKM_TRAVEL';
  if (CHINESE_PASSPORT.test(number)) return 'CN_PASSPORT';
  return /^[A-Z]{1,2}\d{7,8}$/.test(number) ? 'PASSPORT' : null;
}
