/** The faults of a directory file as a file of their own, to hand back to whoever made it. Pure. */
import type { DirectoryFault } from '../../../contract/directory.ts';
import { COLUMNS, DIRECTORY_FAULTS } from '../../../contract/directory-words.ts';

/** One line for each fault, in both languages, as a spreadsheet opens it. */
export function reportOf(faults: readonly DirectoryFault[]): string {
  const rows = [
    ['行', '列', '问题', '原内容', 'Line', 'Column', 'Fault'],
    ...faults.map(({ line, column, code, value = '' }) => {
      const { zh = '', en = '' } = column === null ? {} : COLUMNS[column];
      const words = DIRECTORY_FAULTS[code];
      return [String(line), zh, words.zh, value, String(line), en, words.en];
    }),
  ];
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** What begins like a formula is marked as text: a spreadsheet must not reckon with what somebody else wrote. */
function cell(value: string): string {
  const guarded = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
