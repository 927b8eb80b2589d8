/** The directory as the doors are given it: built on what the house looks up, and anew for each state of the directory. */
import { createHash } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import type { DirectoryChange, OfficeChange, OfficeEntry } from '../contract/directory.ts';
import type { Directory } from '../contract/doors.ts';
import { changesOf } from './changes.ts';
import { Places } from './places.ts';
import { previewOf } from './preview.ts';
import type { StaffAt } from './read-directory.ts';
import { broken, type Sheet } from './sheet.ts';
import { templateFile } from './template.ts';

export interface DirectoryOptions {
  readonly version: () => string;
  readonly office: (code: string) => OfficeEntry | undefined;
  readonly offices: () => Iterable<OfficeEntry>;
  /** Everything that was put in force about an office, oldest first. */
  readonly historyOf: (code: string) => readonly (Omit<
    OfficeChange,
    'change' | 'after' | 'before' | 'fields'
  > & {
    readonly office: OfficeEntry;
  })[];
  readonly childrenOf: (code: string | null) => readonly OfficeEntry[];
  readonly now: () => number;
  /** Who works at an office, by staff number. */
  readonly staffOf: (office: string) => Promise<ReadonlyMap<string, string>>;
  /** Starts a thread on a script of this room. */
  readonly startThread: (script: URL, data: unknown) => Worker;
}

/** A file that is read for longer is given up. */
const PATIENCE_MS = 20_000;
const SHOWN_FAULTS = 1_000;
const DAY_MS = 86_400_000;

export function openDirectory(options: DirectoryOptions): Directory {
  const { version, office, offices, historyOf, childrenOf, now } = options;
  let places: { readonly of: string; readonly index: Places } | null = null;
  const placesNow = (): Places => {
    // Rows begin and end at midnight, so an index is good for a day at most.
    const of = `${version()} ${Math.floor((now() + DAY_MS / 3) / DAY_MS)}`;
    if (places?.of !== of) places = { of, index: new Places(offices(), now()) };
    return places.index;
  };
  return {
    version,
    preview: async (file) => {
      const sheet = await readApart(file, options.startThread);
      const staff = await staffNamedIn(sheet, options.staffOf);
      const { rows, faults, changes } = previewOf(sheet, office, staff);
      const counts = { added: 0, changed: 0, ended: 0, same: 0 };
      for (const { change } of changes) counts[change] += 1;
      return {
        digest: createHash('sha256').update(file).digest('hex'),
        rows,
        faults: faults.slice(0, SHOWN_FAULTS),
        faultsInAll: faults.length,
        counts,
        changes: changes.filter(({ change }) => change !== 'same'),
      };
    },
    changes: (entries): readonly DirectoryChange[] => changesOf(entries, office),
    history: (code) =>
      historyOf(code)
        .flatMap(({ office: after, recordedAt, proposedBy, approvedBy }, i, known) =>
          changesOf([after], () => known[i - 1]?.office).map((change) => ({
            ...change,
            recordedAt,
            proposedBy,
            approvedBy,
          })),
        )
        .toReversed(),
    find: (address, within) => ({
      ...placesNow().find(address, within),
      below: childrenOf(within)
        .filter(({ kind }) => kind !== 'checkpoint')
        .map(({ code }) => code)
        .sort(),
    }),
    template: templateFile,
  };
}

/** The accounts behind the staff numbers of a rota. An office is looked up once, and only where a rota speaks of it. */
async function staffNamedIn(sheet: Sheet, staffOf: DirectoryOptions['staffOf']): Promise<StaffAt> {
  const hasRota =
    sheet.rows[0]?.cells.some((cell) => typeof cell === 'string' && /值班表|rota/i.test(cell)) === true;
  if (!hasRota) return () => undefined;
  const known = new Map<string, ReadonlyMap<string, string>>();
  for (const { cells } of sheet.rows.slice(1)) {
    const [code] = cells;
    const office = typeof code === 'string' ? code : (code?.number ?? '');
    if (office !== '' && !known.has(office)) known.set(office, await staffOf(office));
  }
  return (office, staffNumber) => known.get(office)?.get(staffNumber);
}

/** Reads a file on a thread of its own, which is ended whatever becomes of it. */
function readApart(file: Uint8Array, startThread: DirectoryOptions['startThread']): Promise<Sheet> {
  const script = new URL(
    import.meta.url.endsWith('.ts') ? './read-worker.ts' : './read-worker.js',
    import.meta.url,
  );
  return new Promise((resolve) => {
    const worker = startThread(script, new Uint8Array(file));
    const end = (sheet: Sheet) => {
      clearTimeout(patience);
      void worker.terminate();
      resolve(sheet);
    };
    const patience = setTimeout(() => end(broken('fileIsNotRead')), PATIENCE_MS);
    worker.once('message', (sheet: Sheet) => end(sheet));
    worker.once('error', () => end(broken('fileIsNotRead')));
    worker.once('exit', () => end(broken('fileIsNotRead')));
  });
}
