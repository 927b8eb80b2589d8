/**
 * Whether a document's number can be one: its form, its dates, its check digits, for every kind (DOMAIN §2.1).
 *
 * The same check stands in the form, before anything is sent, and in the house, which refuses by the name of the first fault.
 * A number proves nobody's identity: that is for the officer, the photograph and the chip.
 */
import { ageOn } from './birth.ts';
import type { DocumentShown } from './document-key.ts';
import { normalNumber } from './number.ts';
import { checkEighteen, checkResidentCard } from './eighteen.ts';
import { checkForeigner2017 } from './foreigner-2017.ts';
import { readZone, zoneFaults } from './mrz.ts';
import { checkChinesePassport, checkForeignPassport } from './passports.ts';
import { checkHomeReturn, checkTaiwanPermit } from './permits.ts';
import {
  fault,
  type Fault,
  type NumberChecked,
  NOWHERE,
  place,
  sound,
  unsound,
  type Warning,
} from './remark.ts';

export interface DocumentChecked {
  readonly isSound: boolean;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** The number as it is kept. */
  readonly number: string;
  readonly bornOn: string | null;
  /** The days that may be meant where the document leaves the century open; one where it does not, none where it says none. */
  readonly maybeBornOn: readonly string[];
  /** Whole years today. */
  readonly age: number | null;
}

/** How long the number of an unknown scheme may be. */
const LONGEST_OTHER = 30;

const checkOther = (number: string): NumberChecked =>
  number.length > LONGEST_OTHER
    ? unsound(fault('documentNumberIsWhole', place(1, number.length), `至多 ${LONGEST_OTHER}`))
    : sound;

const CHECKS: Readonly<Record<DocumentShown['type'], (number: string, now: number) => NumberChecked>> = {
  CN_RIC: checkResidentCard,
  HKM_RESIDENCE: (number, now) => checkEighteen('HKM_RESIDENCE', number, now),
  TW_RESIDENCE: (number, now) => checkEighteen('TW_RESIDENCE', number, now),
  FPR_2017: checkForeigner2017,
  FPR_2023: (number, now) => checkEighteen('FPR_2023', number, now),
  HKM_TRAVEL: checkHomeReturn,
  TW_TRAVEL: checkTaiwanPermit,
  CN_PASSPORT: checkChinesePassport,
  PASSPORT: checkForeignPassport,
  OTHER: checkOther,
  NONE: () => sound,
};

export function checkDocument(document: DocumentShown, now: number): DocumentChecked {
  const number = normalNumber(document.number ?? '');
  const checked =
    number === '' && document.type !== 'NONE'
      ? unsound(fault('documentNumberIsGiven', NOWHERE))
      : CHECKS[document.type](number, now);
  const zone = document.mrz === undefined ? null : readZone(document.mrz, now);
  const faults = [
    ...checked.faults,
    ...(document.mrz === undefined ? [] : zoneFaults(document.mrz, number, now)),
  ];
  const bornOn = checked.bornOn ?? (faults.length === 0 ? (zone?.bornOn ?? null) : null);
  return {
    isSound: faults.length === 0,
    faults,
    warnings: [...checked.warnings, ...(zone?.warnings ?? [])],
    number,
    bornOn,
    maybeBornOn: bornOn !== null ? [bornOn] : faults.length === 0 ? (zone?.maybeBornOn ?? []) : [],
    age: bornOn === null ? null : ageOn(bornOn, now),
  };
}
