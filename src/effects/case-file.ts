/** A handoff's journal with its sealed parts opened: what papers and channels are made from. Lives for one effect. */
import type { JournalRow } from '../contract/streams.ts';
import { openPart, readRows, type Storage } from '../storage/index.ts';

export interface CaseFile {
  readonly id: string;
  readonly rows: readonly JournalRow[];
  /** The newest value of a personal field, as it was entered; undefined where it never was, or is erased. */
  latest<T>(field: string): T | undefined;
  /** A personal field of one row. */
  said<T>(row: JournalRow, field: string): T | undefined;
  /** The newest row of a command. */
  last(command: string): JournalRow | undefined;
}

/** Reads and opens a case, up to a version where one is given: a paper shows what was so when it was called for. */
export async function openCase(
  storage: Storage,
  id: string,
  upTo = Number.POSITIVE_INFINITY,
): Promise<CaseFile> {
  const rows = (await readRows(storage.read, { streamKind: 'handoff', streamId: id })).filter(
    ({ version }) => version <= upTo,
  );
  const keys = await storage.keys.byId([
    ...new Set(rows.flatMap(({ sealedParts }) => sealedParts.map(({ keyId }) => keyId))),
  ]);
  const said = <T>(row: JournalRow, field: string): T | undefined => {
    const part = row.sealedParts.find((one) => one.field === field);
    if (part === undefined) return undefined;
    const opened = openPart(keys, row, part);
    return opened.outcome === 'open' ? (JSON.parse(opened.text) as T) : undefined;
  };
  const newestFirst = rows.toReversed();
  return {
    id,
    rows,
    said,
    latest: <T>(field: string) => {
      for (const row of newestFirst) {
        const value = said<T>(row, field);
        if (value !== undefined) return value;
      }
      return undefined;
    },
    last: (command) => newestFirst.find((row) => row.command.type === command),
  };
}
