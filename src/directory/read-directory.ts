/** Rows of a sheet read into entries of the directory, and every fault with its line and column. Pure. */
import {
  type Column,
  COLUMN_NAMES,
  COLUMNS,
  COMMITTEES,
  type DirectoryFault,
  type DirectoryFaultCode,
  OFFICE_KINDS,
  type OfficeEntry,
  officialCode,
} from '../contract/directory.ts';
import { readDutyHours } from '../contract/duty-hours.ts';
import type { Cell, Row, Sheet } from './sheet.ts';

/** An entry and the line it was read from. */
export interface Read {
  readonly line: number;
  readonly entry: OfficeEntry;
}

export interface ReadDirectory {
  /** How many rows there are, the head apart. */
  readonly rows: number;
  readonly read: readonly Read[];
  /** The columns the file has: what it does not speak of it does not change. */
  readonly columns: ReadonlySet<Column>;
  readonly faults: readonly DirectoryFault[];
}

/** The account of somebody at an office by their staff number; undefined where there is none. */
export type StaffAt = (office: string, staffNumber: string) => string | undefined;

/** Maps, so that no word of a cell is found in an object's own ancestry. */
const KINDS = new Map<string, OfficeEntry['kind']>([
  ...OFFICE_KINDS.map((kind) => [kind.toLowerCase(), kind] as const),
  ['区', 'district'],
  ['街道办事处', 'streetOffice'],
  ['街道', 'streetOffice'],
  ['乡镇', 'streetOffice'],
  ['镇政府', 'streetOffice'],
  ['乡政府', 'streetOffice'],
  ['社区', 'community'],
  ['村', 'community'],
  ['检查站', 'checkpoint'],
]);
const COMMITTEE_OF = new Map<string, NonNullable<OfficeEntry['committee']>>([
  ...COMMITTEES.map((committee) => [committee, committee] as const),
  ['居委会', 'residents'],
  ['村委会', 'village'],
  ['其他', 'other'],
]);

const CODE = /^[0-9A-Z-]{2,24}$/;
const NUMBER = /^[+0-9][0-9 -]{2,24}$/;
const NAME = /^\P{Cc}{1,80}$/u;
const ROUNDED = /^\d(\.\d+)?[eE]\+?\d+$/;
const BEIJING_MS = 8 * 3_600_000;

/** Reads a sheet with or without a head. `staff` finds who is meant by a staff number in a rota. */
export function readDirectory(sheet: Sheet, staff: StaffAt): ReadDirectory {
  const faults: DirectoryFault[] = [];
  const [first, ...rest] = sheet.rows;
  const head = first === undefined ? null : headOf(first);
  const columns = head?.columns ?? COLUMN_NAMES;
  faults.push(
    ...sheet.faults.map(({ cell, ...fault }) => ({
      ...fault,
      column: cell === undefined ? null : (columns[cell] ?? null),
    })),
  );
  if (first === undefined || (head !== null && head.faults.length > 0))
    return { rows: 0, read: [], columns: new Set(), faults: [...faults, ...(head?.faults ?? [])] };
  const read: Read[] = [];
  const codes = new Map<string, number>();
  for (const row of head === null ? sheet.rows : rest) {
    const reading = new Reading(row, columns, staff);
    const entry = reading.entry();
    faults.push(...reading.faults);
    const code = reading.text('code');
    if (code !== '' && codes.has(code))
      faults.push({ line: row.line, column: 'code', code: 'codeStandsTwice', value: code });
    else codes.set(code, row.line);
    if (entry !== null) read.push({ line: row.line, entry });
  }
  const widest = Math.max(...sheet.rows.map(({ cells }) => cells.length));
  return {
    rows: sheet.rows.length - (head === null ? 0 : 1),
    read,
    columns: new Set(columns.slice(0, widest).filter((column) => column !== null)),
    faults: faults.toSorted((one, other) => one.line - other.line),
  };
}

function headOf({ line, cells }: Row): { columns: (Column | null)[]; faults: DirectoryFault[] } | null {
  const names = cells.map((cell) =>
    typeof cell === 'string' ? cell.replaceAll(/[\s*＊_]/g, '').toLowerCase() : '',
  );
  const columns = names.map((name) => COLUMN_NAMES.find((column) => isCalled(column, name)) ?? null);
  // Data can look like one heading by chance, not like two.
  if (columns.filter((column) => column !== null).length < 2) return null;
  const faults: DirectoryFault[] = [];
  const fault = (code: DirectoryFaultCode, column: Column | null, value = '') =>
    faults.push({ line, column, code, ...(value === '' ? {} : { value }) });
  for (const [i, column] of columns.entries()) {
    if (column === null && names[i] !== '') fault('columnIsUnknown', null, textOf(cells[i] ?? null));
    if (column !== null && columns.indexOf(column) < i) fault('columnStandsTwice', column);
  }
  if (!columns.includes('code') || !columns.includes('zh')) fault('columnIsMissing', null);
  return { columns, faults };
}

function isCalled(column: Column, name: string): boolean {
  const { zh, en, also } = COLUMNS[column];
  const plain = (word: string) => word.replaceAll(' ', '').toLowerCase();
  return [column, zh, en, ...also].some((word) => plain(word) === name);
}

const textOf = (cell: Cell) => (typeof cell === 'string' ? cell : (cell?.number ?? '')).slice(0, 200);

/** One row being read: its cells by column, and what was found wrong with them. */
class Reading {
  readonly faults: DirectoryFault[] = [];
  readonly #row: Row;
  readonly #columns: readonly (Column | null)[];
  readonly #staff: StaffAt;

  constructor(row: Row, columns: readonly (Column | null)[], staff: StaffAt) {
    this.#row = row;
    this.#columns = columns;
    this.#staff = staff;
  }

  text(column: Column): string {
    return textOf(this.#cell(column)).normalize('NFC').trim();
  }

  /** The entry, or null where anything is wrong with the row. */
  entry(): OfficeEntry | null {
    const code = this.#code('code');
    if (!CODE.test(code) && this.faults.length === 0) this.#wrong('code', 'codeIsWrong', code);
    const said = officialCode(code);
    const kind = this.#kind(said?.kind);
    const parent = this.#code('parent') || (said?.parent ?? '');
    const zh = this.text('zh');
    if (zh === '') this.#wrong('zh', 'nameIsMissing');
    else if (!NAME.test(zh)) this.#wrong('zh', 'nameIsTooLong', zh);
    const en = this.text('en');
    if (en.length > 120) this.#wrong('en', 'nameIsTooLong', en);
    const committee = this.#committee(said?.committee);
    const numbers = this.#numbers();
    const compounds = this.#names('compounds', 200);
    const formerNames = this.#names('formerNames', 20);
    const ranges = this.#ranges();
    const rota = this.#rota(code);
    const validFrom = this.#day('validFrom');
    const validTo = this.#day('validTo');
    if (validFrom !== undefined && validTo !== undefined && validFrom >= validTo)
      this.#wrong('validTo', 'periodIsWrong');
    if (this.faults.length > 0 || kind === undefined) return null;
    return {
      code,
      kind,
      ...(parent === '' ? {} : { parent }),
      zh,
      ...(en === '' ? {} : { en }),
      ...(kind === 'community' && committee !== undefined ? { committee } : {}),
      ...(formerNames.length === 0 ? {} : { formerNames }),
      numbers,
      ...(compounds.length === 0 ? {} : { compounds }),
      ...(ranges.length === 0 ? {} : { ranges }),
      ...(rota.length === 0 ? {} : { rota }),
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validTo === undefined ? {} : { validTo }),
    };
  }

  #cell(column: Column): Cell {
    const at = this.#columns.indexOf(column);
    return at < 0 ? null : (this.#row.cells[at] ?? null);
  }

  #wrong(column: Column, code: DirectoryFaultCode, value = ''): void {
    const shown = value.slice(0, 80);
    this.faults.push({ line: this.#row.line, column, code, ...(shown === '' ? {} : { value: shown }) });
  }

  /** A code may be kept as a number as long as every digit of it is there. */
  #code(column: 'code' | 'parent'): string {
    const text = this.text(column);
    if (!ROUNDED.test(text)) return text;
    const cell = this.#cell(column);
    const number = Number(text);
    // A sheet may spell a whole number this way; a text that does was rounded by whoever saved it.
    if (cell !== null && typeof cell === 'object' && Number.isSafeInteger(number)) return String(number);
    this.#wrong(column, 'numberIsRounded', text);
    return '';
  }

  #kind(said: OfficeEntry['kind'] | undefined): OfficeEntry['kind'] | undefined {
    const word = this.text('kind');
    const kind = word === '' ? said : KINDS.get(word.toLowerCase());
    // A code that cannot be read says no kind either; one fault is enough.
    if (kind === undefined && (word !== '' || this.faults.length === 0))
      this.#wrong('kind', 'kindIsUnknown', word);
    return kind;
  }

  #committee(said: OfficeEntry['committee']): OfficeEntry['committee'] {
    const word = this.text('committee');
    const committee = word === '' ? said : COMMITTEE_OF.get(word.toLowerCase());
    if (word !== '' && committee === undefined) this.#wrong('committee', 'committeeIsUnknown', word);
    return committee;
  }

  #numbers(): { number: string; hours?: string }[] {
    const cell = this.#cell('numbers');
    if (cell !== null && typeof cell === 'object') {
      this.#wrong('numbers', 'phoneIsANumber', cell.number);
      return [];
    }
    const items = listOf(this.text('numbers'));
    if (items.length > 8) this.#wrong('numbers', 'listIsTooLong');
    return items.flatMap((item) => {
      const [written = '', hours = ''] = item.split('@').map((part) => part.trim());
      const number = written.normalize('NFKC').replaceAll(/[()]/g, '').trim();
      if (!NUMBER.test(number)) this.#wrong('numbers', 'numberIsWrong', item);
      else if (hours !== '' && readDutyHours(hours) === null)
        this.#wrong('numbers', 'hoursAreNotRead', hours);
      return [hours === '' ? { number } : { number, hours }];
    });
  }

  #names(column: 'compounds' | 'formerNames', most: number): string[] {
    const items = [...new Set(listOf(this.text(column)))];
    if (items.length > most) this.#wrong(column, 'listIsTooLong');
    for (const item of items) if (!NAME.test(item)) this.#wrong(column, 'nameIsTooLong', item);
    return items;
  }

  #ranges(): NonNullable<OfficeEntry['ranges']>[number][] {
    const items = listOf(this.text('ranges'));
    if (items.length > 200) this.#wrong('ranges', 'listIsTooLong');
    return items.flatMap((item) => {
      const range = readRange(item);
      if (range === null) this.#wrong('ranges', 'rangeIsNotRead', item);
      return range ?? [];
    });
  }

  #rota(office: string): NonNullable<OfficeEntry['rota']>[number][] {
    const items = listOf(this.text('rota'));
    if (items.length > 60) this.#wrong('rota', 'listIsTooLong');
    return items.flatMap((item) => {
      const [, hours = '', staffNumber = '', number = ''] =
        /^(.*?\d{1,2}:\d{2}\s*[-–~至]\s*\d{1,2}:\d{2})\s+(\S+)(?:\s+(.+))?$/.exec(item.normalize('NFKC')) ??
        [];
      if (readDutyHours(hours) === null || (number !== '' && !NUMBER.test(number))) {
        this.#wrong('rota', 'turnIsNotRead', item);
        return [];
      }
      const account = this.#staff(office, staffNumber);
      if (account === undefined) this.#wrong('rota', 'staffIsUnknown', staffNumber);
      return account === undefined ? [] : [{ hours, account, ...(number === '' ? {} : { number }) }];
    });
  }

  /** The first instant of a day by Beijing's clock. */
  #day(column: 'validFrom' | 'validTo'): number | undefined {
    const text = this.text(column);
    if (text === '') return undefined;
    const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
    const at = Date.UTC(Number(year), Number(month) - 1, Number(day)) - BEIJING_MS;
    const back = new Date(at + BEIJING_MS);
    if (year === undefined || back.getUTCMonth() + 1 !== Number(month) || at < 0) {
      this.#wrong(column, 'dateIsWrong', text);
      return undefined;
    }
    return at;
  }
}

/** `幸福路 1-99号`, `幸福路 单 1-99号`, `幸福路 7号`, or the street alone. */
export function readRange(text: string): NonNullable<OfficeEntry['ranges']>[number] | null {
  const plain = text.normalize('NFKC').trim();
  const [, zh = '', side = '', from = '', to = from] =
    /^(.{1,80}?)(?:\s*(单|双)号?)?\s*(?:(\d{1,5})(?:\s*[-–~至]\s*(\d{1,5}))?\s*号?)$/.exec(plain) ?? [];
  if (from === '') return /^\D{1,80}$/.test(plain) ? { zh: plain } : null;
  if (Number(from) < 1 || Number(to) < Number(from)) return null;
  return {
    zh: zh.trim(),
    from: Number(from),
    to: Number(to),
    ...(side === '单' ? { side: 'odd' as const } : side === '双' ? { side: 'even' as const } : {}),
  };
}

const listOf = (cell: string): string[] =>
  cell
    .split(/[;；\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
