/** A file held against the directory in force: what it would change, and everything that is wrong with it. Nothing is half taken. */
import type { Column, DirectoryChange, DirectoryFault, OfficeEntry } from '../contract/directory.ts';
import { changesOf } from './changes.ts';
import { readDirectory, type StaffAt } from './read-directory.ts';
import type { Sheet } from './sheet.ts';
import { faultsAmong, type InForce } from './sound.ts';

export interface Preview {
  /** How many rows the file has, the head apart. */
  readonly rows: number;
  readonly faults: readonly DirectoryFault[];
  /** What would change; empty where anything is wrong. */
  readonly changes: readonly DirectoryChange[];
}

/** The preview of a sheet. Where there is one fault there is no change: a file is taken whole or not at all. */
export function previewOf(sheet: Sheet, now: InForce, staff: StaffAt): Preview {
  const { rows, read, columns, faults } = readDirectory(sheet, staff);
  const entries = read.map(({ entry }) => withWhatItLeaves(entry, columns, now));
  const unfit = faultsAmong(entries, now).flatMap((of, i) =>
    of
      // Said already where it was read, at the second line of the two.
      .filter(({ code }) => code !== 'codeStandsTwice' && code !== 'periodIsWrong')
      .map((fault): DirectoryFault => ({ line: read[i]?.line ?? 0, ...fault })),
  );
  // A line that could not be read is missed by those below it; saying so of each would hide the one fault that counts.
  const isPartial = faults.length > 0;
  const told = isPartial ? unfit.filter(({ code }) => code !== 'parentIsUnknown') : unfit;
  const all = [...faults, ...told].toSorted((one, other) => one.line - other.line);
  return { rows, faults: all, changes: all.length > 0 ? [] : changesOf(entries, now) };
}

const FIELD_OF: Partial<Record<Column, keyof OfficeEntry>> = {
  en: 'en',
  numbers: 'numbers',
  compounds: 'compounds',
  ranges: 'ranges',
  formerNames: 'formerNames',
  rota: 'rota',
  validFrom: 'validFrom',
  validTo: 'validTo',
};

/** A list of names must not take anybody's numbers away: a column that is not there leaves what stands. */
function withWhatItLeaves(entry: OfficeEntry, columns: ReadonlySet<Column>, now: InForce): OfficeEntry {
  const before = now(entry.code);
  if (before === undefined) return entry;
  const kept = Object.entries(FIELD_OF)
    .filter(([column, field]) => !columns.has(column as Column) && before[field] !== undefined)
    .map(([, field]) => [field, before[field]]);
  const committee = columns.has('committee') ? {} : { committee: entry.committee ?? before.committee };
  return Object.fromEntries(
    Object.entries({ ...entry, ...committee, ...Object.fromEntries(kept) }).filter(
      ([, value]) => value !== undefined,
    ),
  ) as unknown as OfficeEntry;
}
