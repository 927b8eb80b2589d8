/**
 * A directory as people keep it, in a spreadsheet: one office a line, read into entries, and what is wrong said by line.
 * Pure. What is said here spares a way to the house and back; the house checks all of it again.
 */
import type { Said } from '../../shared/words/say.ts';
import { ADMIN } from '../words.ts';

export interface OfficeEntry {
  readonly code: string;
  readonly kind: 'checkpoint' | 'community' | 'streetOffice' | 'district';
  readonly parent?: string;
  readonly zh: string;
  readonly en?: string;
  readonly numbers: { readonly number: string; readonly hours?: string }[];
  readonly compounds?: string[];
}

export interface Fault {
  readonly line: number;
  readonly words: Said;
}

const KINDS: Readonly<Record<string, OfficeEntry['kind']>> = {
  district: 'district',
  区: 'district',
  streetoffice: 'streetOffice',
  街道办事处: 'streetOffice',
  街道: 'streetOffice',
  community: 'community',
  社区: 'community',
  checkpoint: 'checkpoint',
  检查站: 'checkpoint',
};
const KIND_WORDS = { district: '区', streetOffice: '街道办事处', community: '社区', checkpoint: '检查站' };
const CODE = /^[0-9A-Z-]{2,24}$/;
const NUMBER = /^[+0-9][0-9 -]{2,24}$/;

export function readDirectory(
  text: string,
  known: ReadonlySet<string>,
): { readonly entries: readonly OfficeEntry[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const read: { readonly line: number; readonly entry: OfficeEntry }[] = [];
  for (const [index, row] of text.split(/\r\n|\n|\r/).entries()) {
    const line = index + 1;
    const cells = cellsOf(row);
    if (cells.every((cell) => cell === '') || isHead(cells)) continue;
    const { entry, wrong } = entryOf(cells);
    for (const words of wrong) faults.push({ line, words });
    if (entry !== null) read.push({ line, entry });
  }
  const codes = new Set<string>();
  for (const { line, entry } of read) {
    if (codes.has(entry.code)) faults.push({ line, words: ADMIN.codeStandsTwice });
    codes.add(entry.code);
  }
  for (const { line, entry } of read)
    if (entry.parent !== undefined && !codes.has(entry.parent) && !known.has(entry.parent))
      faults.push({ line, words: ADMIN.parentIsUnknown });
  return {
    entries: read.map(({ entry }) => entry),
    faults: faults.sort((a, b) => a.line - b.line),
  };
}

/** The line that `readDirectory` reads an office from. */
export function lineOf({ code, kind, parent, zh, en, numbers, compounds }: OfficeEntry): string {
  return [
    code,
    KIND_WORDS[kind],
    parent ?? '',
    zh,
    en ?? '',
    numbers.map(({ number, hours }) => (hours === undefined ? number : `${number}@${hours}`)).join(';'),
    (compounds ?? []).join(';'),
  ]
    .map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

function entryOf(cells: readonly string[]): {
  readonly entry: OfficeEntry | null;
  readonly wrong: readonly Said[];
} {
  const [code = '', kindCell = '', parent = '', zh = '', en = '', numberCell = '', compoundCell = ''] = cells;
  if (cells.length < 4) return { entry: null, wrong: [ADMIN.columnsMissing] };
  const kind = KINDS[kindCell.toLowerCase()];
  const numbers = listOf(numberCell).map((one) => {
    const [number = '', hours] = one.split('@').map((part) => part.trim());
    return hours === undefined || hours === '' ? { number } : { number, hours };
  });
  const compounds = listOf(compoundCell);
  const wrong = [
    ...(CODE.test(code) ? [] : [ADMIN.codeIsWrong]),
    ...(kind === undefined ? [ADMIN.kindIsUnknown] : []),
    ...(zh === '' ? [ADMIN.nameIsMissing] : []),
    ...(numbers.every(({ number }) => NUMBER.test(number)) ? [] : [ADMIN.numberIsWrong]),
  ];
  if (kind === undefined || wrong.length > 0) return { entry: null, wrong };
  return {
    entry: {
      code,
      kind,
      ...(parent === '' ? {} : { parent }),
      zh,
      ...(en === '' ? {} : { en }),
      numbers,
      ...(compounds.length === 0 ? {} : { compounds }),
    },
    wrong,
  };
}

const listOf = (cell: string): string[] =>
  cell
    .split(/[;；]/)
    .map((one) => one.trim())
    .filter(Boolean);

const isHead = ([code = '', kind = '']: readonly string[]): boolean =>
  !CODE.test(code) && /^(种类|kind)$/i.test(kind);

/** The cells of a line: tabs as a spreadsheet copies them, else commas (Western or Chinese), quotes around a comma. */
function cellsOf(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] ?? '';
    if (char === '"') {
      if (isQuoted && line[i + 1] === '"') {
        cell += '"';
        i++;
      } else isQuoted = !isQuoted;
    } else if (!isQuoted && (char === ',' || char === '，')) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

/** What entries would change: which offices are new, which become something else, and which stay as they are. */
export function changeOf(entry: OfficeEntry, now: OfficeEntry | undefined): 'added' | 'changed' | 'same' {
  if (now === undefined) return 'added';
  return lineOf(entry) === lineOf(now) ? 'same' : 'changed';
}
