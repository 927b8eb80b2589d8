/** One office as a line of a directory file, under its head: what a form of one office is typed into. Pure. */
import type { OfficeEntry } from '../../../contract/directory.ts';
import { COLUMNS, type Column } from '../../../contract/directory-words.ts';

/** Without the rota, whose people are known here by their accounts alone: what a file does not speak of stays as it is. */
const SHOWN: readonly Column[] = [
  'code',
  'kind',
  'parent',
  'zh',
  'en',
  'numbers',
  'compounds',
  'ranges',
  'formerNames',
  'committee',
  'validFrom',
  'validTo',
];
const KINDS = { district: '区', streetOffice: '街道办事处', community: '社区', checkpoint: '检查站' };
const COMMITTEES = { residents: '居委会', village: '村委会', other: '其他' };
const BEIJING_MS = 8 * 3_600_000;

/** The head and the line. */
export function linesOf(office: OfficeEntry): string {
  const head = SHOWN.map((column) => COLUMNS[column].zh).join(',');
  return `${head}\n${SHOWN.map((column) => quoted(cellOf(office, column))).join(',')}`;
}

/** What stands in one column, as a file spells it. */
export function cellOf(office: OfficeEntry, column: string): string {
  switch (column) {
    case 'kind':
      return KINDS[office.kind];
    case 'committee':
      return office.committee === undefined ? '' : COMMITTEES[office.committee];
    case 'numbers':
      return office.numbers
        .map(({ number, hours }) => (hours === undefined ? number : `${number}@${hours}`))
        .join('；');
    case 'ranges':
      return (office.ranges ?? []).map(rangeText).join('；');
    case 'compounds':
    case 'formerNames':
      return (office[column] ?? []).join('；');
    case 'rota':
      return (office.rota ?? []).map(({ hours, number = '' }) => `${hours} ${number}`.trim()).join('；');
    case 'validFrom':
    case 'validTo': {
      const at = office[column];
      return at === undefined ? '' : new Date(at + BEIJING_MS).toISOString().slice(0, 10);
    }
    case 'code':
    case 'parent':
    case 'zh':
    case 'en':
      return office[column] ?? '';
    default:
      return '';
  }
}

function rangeText({ zh, from, to, side }: NonNullable<OfficeEntry['ranges']>[number]): string {
  if (from === undefined) return zh;
  const which = side === undefined ? '' : side === 'odd' ? '单 ' : '双 ';
  return `${zh} ${which}${from === to ? from : `${from}-${to ?? from}`}号`;
}

const quoted = (cell: string) => (/[",，\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
