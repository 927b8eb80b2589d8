/**
 * The office's record as a file, made on this machine: nothing of it travels again, and no address carries any of it.
 *
 * A sheet has text in every cell, so that long numbers stay as they are and nothing is taken for a formula. CSV has a byte
 * order mark, and guards what a spreadsheet would reckon with. Loaded only when somebody wants a file.
 */
import type { SheetData } from 'write-excel-file/universal';
import writeXlsxFile from 'write-excel-file/universal';
import { houseNow } from '../shared/clock.ts';
import { shortId } from '../shared/ids.ts';
import { wholeTime } from '../shared/time.ts';
import { type Said, type Say, valueWords } from '../shared/words/say.ts';
import { addressIn, isErased, nameIn } from './case.ts';
import { isConsent, sayingOf } from './parts/word.tsx';
import type { Line } from './record.ts';
import { COMMUNITY } from './words.ts';

export interface Exported {
  readonly lines: readonly Line[];
  readonly say: Say;
  readonly offices: ReadonlyMap<string, Said>;
  readonly office: string;
  readonly filter: string;
}

const COLUMNS: readonly (readonly [words: Said, width: number])[] = [
  [COMMUNITY.colTime, 20],
  [COMMUNITY.caseNumber, 10],
  [COMMUNITY.colName, 14],
  [COMMUNITY.address, 30],
  [COMMUNITY.colWhat, 14],
  [COMMUNITY.colAnswer, 18],
  [COMMUNITY.colConsent, 12],
  [COMMUNITY.colReason, 20],
  [COMMUNITY.colWords, 40],
  [COMMUNITY.terms, 24],
  [COMMUNITY.observationDays, 10],
  [COMMUNITY.suggestion, 18],
  [COMMUNITY.colBy, 12],
  [COMMUNITY.colStaffNumber, 14],
];

/** The record as a table of words: a head, and a line for each thing that was said. */
export function tableOf({ lines, say, offices }: Pick<Exported, 'lines' | 'say' | 'offices'>): string[][] {
  return [
    COLUMNS.map(([words]) => say(words)),
    ...lines.map(({ handoff, row, word }) => {
      const { said, who } = word;
      const coded = (field: string) => {
        const value = said[field];
        return typeof value === 'string' ? say(valueWords(value, field)) : '';
      };
      const conditions = Array.isArray(said['conditions']) ? said['conditions'] : [];
      const named = said['suggestion'] ?? said['to'];
      const office = typeof named === 'string' ? offices.get(named) : undefined;
      const isAnswer = word.command === 'answerCommunity' || word.command === 'recordOralAnswer';
      return [
        wholeTime(word.occurredAt),
        shortId(handoff),
        isErased(row) ? say(COMMUNITY.erased) : nameIn(row),
        isErased(row) ? '' : addressIn(row),
        say(isAnswer ? COMMUNITY.theRequest : sayingOf(word)),
        isAnswer ? say(sayingOf(word)) : '',
        isAnswer && typeof said['answer'] === 'string'
          ? say(isConsent(word) ? COMMUNITY.isConsent : COMMUNITY.isNoConsent)
          : '',
        coded('reason') || coded('what'),
        word.words === 'erased' ? say(COMMUNITY.erased) : (word.words ?? ''),
        conditions.map((one) => say(valueWords(String(one)))).join(' / '),
        typeof said['observationDays'] === 'number' ? String(said['observationDays']) : '',
        office === undefined ? '' : say(office),
        who?.surname ?? '',
        who?.staffNumber ?? '',
      ];
    }),
  ];
}

/** What the file is, for whoever opens it later. */
function aboutOf({ say, office, filter, lines }: Exported, now: number): string[][] {
  return [
    [say(COMMUNITY.aboutOffice), office],
    [say(COMMUNITY.aboutFilter), filter],
    [say(COMMUNITY.aboutRows), String(lines.length)],
    [say(COMMUNITY.aboutMade), wholeTime(now)],
    [say(COMMUNITY.aboutPurposeName), say(COMMUNITY.aboutPurpose)],
  ];
}

/** Characters that no sheet may hold; the rest of a word is kept. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

const cells = (table: readonly (readonly string[])[], isHeaded: boolean): SheetData =>
  table.map((row, i) =>
    row.map((value) => ({
      type: String,
      value: value.replace(FORBIDDEN, ''),
      wrap: true,
      alignVertical: 'top' as const,
      ...(isHeaded && i === 0 ? { fontWeight: 'bold' as const } : {}),
    })),
  );

/** The sheet: what it is on the first page, the record on the second, with its head held fast. */
export function xlsxOf(exported: Exported, now: number): Promise<Blob> {
  const { say } = exported;
  return writeXlsxFile([
    {
      sheet: say(COMMUNITY.sheetAbout),
      data: cells(aboutOf(exported, now), false),
      columns: [{ width: 26 }, { width: 60 }],
    },
    {
      sheet: say(COMMUNITY.sheet),
      data: cells(tableOf(exported), true),
      columns: COLUMNS.map(([, width]) => ({ width })),
      stickyRowsCount: 1,
    },
  ]).toBlob();
}

/** The same lines as CSV (RFC 4180), for whoever asks for it. */
export function csvOf(exported: Exported, now: number): string {
  const table = [...aboutOf(exported, now), [], ...tableOf(exported)];
  return `\ufeff${table.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A spreadsheet reckons with what begins like a formula, and rounds long numbers: both are marked as text. */
function csvCell(value: string): string {
  const guarded = /^[=+\-@\t\r]/.test(value)
    ? `'${value}`
    : /^\d{12,}[\dX]?$/.test(value)
      ? `\t${value}`
      : value;
  return /[",\r\n\t]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Makes the file and hands it to the browser to be kept; gives its name, which names the office and the day, nobody else. */
export async function exportRecord(as: 'xlsx' | 'csv', exported: Exported): Promise<string> {
  const now = houseNow();
  const name = `${exported.say(COMMUNITY.sheet)}-${exported.office}-${wholeTime(now).slice(0, 10)}.${as}`;
  const blob =
    as === 'xlsx'
      ? await xlsxOf(exported, now)
      : new Blob([csvOf(exported, now)], { type: 'text/csv;charset=utf-8' });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return name;
}
