/**
 * A file of rows, as somebody's spreadsheet saved it: XLSX, or text between commas or tabs in UTF-8, UTF-16 or GB18030.
 *
 * Nothing is guessed right: a number that a spreadsheet rounded, a formula, a merged cell is a fault with its place. What
 * a file may cost is bounded before it is unpacked.
 */
import type { DirectoryFault, DirectoryFaultCode } from '../contract/directory.ts';
import { MOST_ENTRIES } from '../contract/directory.ts';
import { readXlsx } from './xlsx.ts';

/** A cell as it stands: text, or a number exactly as the file spells it. */
export type Cell = string | { readonly number: string } | null;

/** A row with the line it stands on: of a sheet its row, of a text its first line. From 1. */
export interface Row {
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  readonly rows: readonly Row[];
  readonly faults: readonly SheetFault[];
}

/** A fault of the file itself; `cell` counts columns from 0. */
export type SheetFault = Omit<DirectoryFault, 'column'> & { readonly cell?: number };

export const LONGEST_FILE = 4 * 1024 * 1024;
export const MOST_ROWS = MOST_ENTRIES + 1;
const LONGEST_CELL = 20_000;
export const MOST_CELLS = 40;

/** Reads a file, whatever it is called. Never throws for what is in it: what cannot be read is a fault. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length === 0) return broken('fileIsEmpty');
  if (bytes.length > LONGEST_FILE) return broken('fileIsTooLarge');
  const starts = (...signature: readonly number[]) => signature.every((byte, i) => bytes[i] === byte);
  if (starts(0x50, 0x4b)) return readXlsx(bytes);
  // The old binary format; a workbook with a password is wrapped in it as well.
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    return broken(includesUtf16(bytes, 'EncryptedPackage') ? 'fileIsLocked' : 'fileIsOldExcel');
  const text = decode(bytes);
  return text === null ? broken('encodingIsNotRead') : readText(text);
}

export const broken = (code: DirectoryFaultCode, value?: string): Sheet => ({
  rows: [],
  faults: [{ line: 0, code, ...(value === undefined ? {} : { value }) }],
});

/** Rows of text: tabs as a spreadsheet copies them, else commas (Western or Chinese); quotes may hold all of these and line ends. */
export function readText(text: string): Sheet {
  if (text.trim() === '') return broken('fileIsEmpty');
  const isTabbed = (/^[^\n\r]*/.exec(text)?.[0] ?? '').includes('\t');
  const parts = (char: string) => (isTabbed ? char === '\t' : char === ',' || char === '，');
  const rows: Row[] = [];
  const faults: SheetFault[] = [];
  let cells: string[] = [];
  let cell = '';
  let quotedSince = 0;
  let line = 1;
  let begins = 1;
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    const wide = cells.length > MOST_CELLS || cells.some(({ length }) => length > LONGEST_CELL);
    if (wide) faults.push({ line: begins, code: 'cellIsTooLong' });
    else if (cells.some((one) => one !== '')) rows.push({ line: begins, cells });
    cells = [];
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    const isEnd = char === '\n' || (char === '\r' && text[i + 1] !== '\n');
    if (isEnd) line += 1;
    if (quotedSince > 0) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quotedSince = 0;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quotedSince = line;
    } else if (isEnd) {
      endRow();
      begins = line;
      if (rows.length > MOST_ROWS) return broken('rowsAreTooMany');
    } else if (parts(char)) endCell();
    else if (char !== '\r') cell += char;
  }
  // What a quote swallowed is no row: all that follows it would be wrong.
  if (quotedSince > 0) return { rows, faults: [...faults, { line: quotedSince, code: 'quoteIsOpen' }] };
  endRow();
  return rows.length > MOST_ROWS ? broken('rowsAreTooMany') : { rows, faults };
}

function decode(bytes: Uint8Array): string | null {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  for (const encoding of marked === null ? ['utf-8', 'gb18030'] : [marked])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Text has no such characters; what has them is some other kind of file.
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      return /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text) ? null : text;
    } catch {
      continue;
    }
  return null;
}

function includesUtf16(bytes: Uint8Array, words: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from(words, 'utf16le'),
  );
}
