/** The rows of an XLSX workbook, with what a person would not see: formulas, merged cells, numbers instead of text. */
import { readSheet as readCells } from 'read-excel-file/universal';
import { broken, type Cell, MOST_CELLS, MOST_ROWS, type Row, type Sheet, type SheetFault } from './sheet.ts';
import { unpack } from './unpack.ts';

/** What the sheet is called where a workbook has several. */
export const SHEET_NAMES: readonly string[] = ['名录', 'directory', 'Directory'];

const MOST_UNPACKED = 48 * 1024 * 1024;
const NOT_READ = {
  locked: 'fileIsLocked',
  tooLarge: 'fileUnpacksTooLarge',
  broken: 'fileIsNotRead',
} as const;
const MOST_FAULTS = 1_000;
const LONGEST_TAG = 4_000;

export async function readXlsx(bytes: Uint8Array): Promise<Sheet> {
  const archive = unpack(bytes, MOST_UNPACKED);
  if (archive.is !== 'read') return broken(NOT_READ[archive.is]);
  const { entries } = archive;
  // A document type can name entities that grow without end; no spreadsheet has one.
  for (const [name, content] of entries)
    if (/\.(xml|rels)$/.test(name) && content.includes('<!DOCTYPE')) return broken('fileIsNotRead');
  const sheets = sheetsOf(entries);
  if (sheets === null || sheets.length === 0) return broken('fileIsNotRead');
  const chosen = sheets.length === 1 ? sheets[0] : sheets.find(({ name }) => SHEET_NAMES.includes(name));
  if (chosen === undefined)
    return broken(
      'sheetIsNotNamed',
      sheets
        .map(({ name }) => name)
        .join('、')
        .slice(0, 200),
    );
  const xml = entries.get(chosen.path)?.toString('utf8');
  if (xml === undefined) return broken('fileIsNotRead');
  const { lines, columns } = reachOf(xml);
  if (lines > MOST_ROWS) return broken('rowsAreTooMany');
  if (columns > MOST_CELLS) return broken('columnsAreTooMany');
  const faults = hiddenFaults(xml);
  const copy = new Uint8Array(bytes);
  let cells: readonly (readonly unknown[])[];
  try {
    cells = await readCells(copy.buffer, chosen.name, {
      parseNumber: (number: string) => ({ number }) as never,
    });
  } catch {
    return broken('fileIsNotRead');
  }
  const rows = cells.flatMap((row, i): Row[] => {
    const line = i + 1;
    const read = row.map((value, cell): Cell => {
      const kept = cellOf(value);
      if (kept === undefined) faults.push({ line, cell, code: 'cellIsNoText' });
      return kept ?? null;
    });
    return read.every((one) => one === null) ? [] : [{ line, cells: read }];
  });
  return rows.length === 0 && faults.length === 0
    ? broken('fileIsEmpty')
    : { rows, faults: faults.slice(0, MOST_FAULTS) };
}

/** A cell as it stands; undefined for what is no text and no number. A date is the day it says. */
function cellOf(value: unknown): Cell | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'number' in value) return { number: String(value.number) };
  return undefined;
}

/** Formulas and merged cells: a reader of values sees neither. */
function hiddenFaults(xml: string): SheetFault[] {
  const faults: SheetFault[] = [];
  for (const { index } of xml.matchAll(/<(?:\w{1,20}:)?f[\s/>]/g)) {
    if (faults.length >= MOST_FAULTS) break;
    const before = xml.slice(Math.max(0, index - LONGEST_TAG), index);
    faults.push({ ...placeOf(before.slice(before.lastIndexOf(' r="'))), code: 'cellIsAFormula' });
  }
  for (const [, reference = ''] of xml.matchAll(
    /<(?:\w{1,20}:)?mergeCell\s[^>]{0,200}?ref="([^"]{1,40})"/g,
  )) {
    if (faults.length >= MOST_FAULTS) break;
    faults.push({ ...placeOf(` r="${reference}`), code: 'cellsAreMerged', value: reference });
  }
  return faults;
}

/** Where a reference such as `B12` lies. */
function placeOf(text: string): { line: number; cell?: number } {
  const [, letters = '', line = ''] = /^ r="([A-Z]{1,3})(\d{1,7})/.exec(text) ?? [];
  return letters === '' ? { line: 0 } : { line: Number(line), cell: columnOf(letters) };
}

/** The column of its letters, from 0. */
const columnOf = (letters: string) =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** How far down and to the right the sheet speaks of anything: one cell far away makes a reader fill all before it. */
function reachOf(xml: string): { lines: number; columns: number } {
  let lines = 0;
  let counted = 0;
  let columns = 0;
  for (const [, line] of xml.matchAll(/<(?:\w{1,20}:)?row(?:\s[^>]{0,400}?\br="(\d{1,9})")?[\s/>]?/g)) {
    counted += 1;
    lines = Math.max(lines, counted, Number(line ?? 0));
    if (lines > MOST_ROWS) break;
  }
  for (const [, letters = '', line] of xml.matchAll(/\sr="([A-Z]{1,3})(\d{1,9})"/g)) {
    columns = Math.max(columns, columnOf(letters) + 1);
    lines = Math.max(lines, Number(line));
    if (lines > MOST_ROWS || columns > MOST_CELLS) break;
  }
  return { lines, columns };
}

/** The sheets of the workbook in their order, with the files they are kept in. */
function sheetsOf(entries: ReadonlyMap<string, Buffer>): { name: string; path: string }[] | null {
  const workbook = entries.get('xl/workbook.xml')?.toString('utf8');
  const links = entries.get('xl/_rels/workbook.xml.rels')?.toString('utf8');
  if (workbook === undefined || links === undefined) return null;
  const targets = new Map(
    [...links.matchAll(/<(?:\w{1,20}:)?Relationship\s[^>]*>/g)].map(([link]) => [
      attribute(link, 'Id'),
      attribute(link, 'Target'),
    ]),
  );
  return [...workbook.matchAll(/<(?:\w{1,20}:)?sheet\s[^>]*>/g)].map(([sheet]) => {
    const target = targets.get(attribute(sheet, '(?:\\w+:)id')) ?? '';
    return {
      name: attribute(sheet, 'name'),
      path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    };
  });
}

function attribute(tag: string, name: string): string {
  const [, value = ''] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replaceAll('&amp;', '&');
}
