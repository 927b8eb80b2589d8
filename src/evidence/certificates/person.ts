/**
 * Whether a certificate is that of the person who stands there.
 *
 * A certificate prints a name and a birth date and no number of a document, so both must agree. Names are compared in the
 * letters of the machine-readable zone (ICAO 9303): a Chinese name in one part or two, in either order; middle names that one
 * side leaves out; letters with marks written out or left bare. Where the writing differs so that nothing can be compared,
 * the answer says so, and an officer looks.
 */
import type { HealthCertificate, NamesShown } from './health-certificate.ts';

export interface PersonRecorded {
  /** As recorded, in whatever writing; several where several are known. */
  readonly names: readonly string[];
  /** `YYYY-MM-DD`; null where no document tells it. */
  readonly birth: string | null;
}

export type PersonMatch = 'same' | 'another' | 'notCompared';

export function matchPerson(
  { nam, dob }: Pick<HealthCertificate, 'nam' | 'dob'>,
  { names, birth }: PersonRecorded,
): PersonMatch {
  const born = compareBirth(dob, birth);
  const named = names.map((name) => compareName(nam, name));
  if (born === 'another') return 'another';
  if (named.includes('same')) return born === 'same' ? 'same' : 'notCompared';
  return named.length > 0 && named.every((one) => one === 'another') ? 'another' : 'notCompared';
}

/** A year alone fits too many. */
function compareBirth(shown: string, recorded: string | null): 'same' | 'another' | 'notCompared' {
  const known = shown.split('-').filter((part) => part !== '' && part !== '00');
  if (recorded === null || known.length === 0) return 'notCompared';
  const parts = recorded.split('-');
  if (known.some((part, n) => part !== parts[n])) return 'another';
  return known.length >= 2 ? 'same' : 'notCompared';
}

type NameMatch = 'same' | 'another' | 'notCompared';

const CHINESE = /\p{Script=Han}/u;
const LATIN = /^[\p{Script=Latin}\p{M}\p{P}\p{Z}\s·•‧]*$/u;

function compareName(nam: NamesShown, recorded: string): NameMatch {
  const name = recorded.normalize('NFKC').trim();
  if (CHINESE.test(name)) {
    const shown = bare(`${nam.fn ?? ''}${nam.gn ?? ''}`);
    if (!CHINESE.test(shown)) return 'notCompared';
    const other = bare(`${nam.gn ?? ''}${nam.fn ?? ''}`);
    return [shown, other].includes(bare(name)) ? 'same' : 'another';
  }
  if (!LATIN.test(name)) return 'notCompared';
  const [surnames, givenNames] = [tokens(nam.fnt), tokens(nam.gnt)];
  if (name === '' || surnames.length + givenNames.length === 0) return 'notCompared';
  const found = spellings(name).map((spelling) => compareTokens(tokens(spelling), surnames, givenNames));
  return found.includes('same') ? 'same' : found.includes('notCompared') ? 'notCompared' : 'another';
}

/** Without spaces and the dots between the parts of a transcribed name. */
const bare = (text: string) => text.normalize('NFKC').replaceAll(/[\s\p{P}]/gu, '');

const tokens = (text: string | undefined): string[] =>
  (text ?? '').split(/[^A-Z]+/).filter((token) => token !== '');

/** Letters that stand for two, as ICAO 9303 part 3 writes them out. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Æ: 'AE',
  Å: 'AA',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  Ü: 'UE',
  ẞ: 'SS',
  Þ: 'TH',
  Ð: 'D',
  Đ: 'D',
  Ł: 'L',
  Ħ: 'H',
  Ŋ: 'N',
  Ĳ: 'IJ',
  ı: 'I',
};
const BARE: Readonly<Record<string, string>> = { ...WRITTEN_OUT, Ä: 'A', Å: 'A', Ö: 'O', Ø: 'O', Ü: 'U' };
/** The ü of pinyin, as passports write it (YU) and as keyboards do (V). */
const PINYIN = ['YU', 'V'].map((written): Readonly<Record<string, string>> => ({ ...BARE, Ü: written }));

/** The ways a name in Latin letters can stand in a machine-readable zone. */
function spellings(name: string): string[] {
  const upper = name.normalize('NFC').replaceAll('ß', 'ẞ').toUpperCase();
  return [WRITTEN_OUT, BARE, ...PINYIN].map((table) =>
    upper
      .replaceAll(/[^\x20-~]/gu, (letter) => table[letter] ?? letter)
      .normalize('NFD')
      // An apostrophe is left out and parts nothing.
      .replaceAll(/[\p{M}'’ʼ]/gu, '')
      .replaceAll(/[^A-Z]+/g, ' '),
  );
}

function compareTokens(
  recorded: readonly string[],
  surnames: readonly string[],
  givenNames: readonly string[],
): NameMatch {
  const shown = [...surnames, ...givenNames];
  const written = recorded.join('');
  if (written === shown.join('') || written === [...givenNames, ...surnames].join('')) return 'same';
  if (isSameBag(recorded, shown)) return 'same';
  const isIn = (some: readonly string[], all: readonly string[]) => some.every((one) => all.includes(one));
  const [first] = givenNames;
  // Middle names that one side leaves out: whole surname and first given name stand on both.
  if (first !== undefined && surnames.length > 0 && isIn([...surnames, first], recorded)) {
    if (isIn(recorded, shown) || isIn(shown, recorded)) return 'same';
  }
  return recorded.some((one) => shown.includes(one)) ? 'notCompared' : 'another';
}

function isSameBag(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && [...left].sort().join(' ') === [...right].sort().join(' ');
}
