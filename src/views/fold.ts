/**
 * Sums over streams, folded from the log by cursor.
 *
 * A sum over streams belongs to no stream's transaction: there all its cases would wait for each other. So it is folded
 * behind them, the rows and the position they were folded to in one transaction, by one node at a time. What a row of
 * the log adds is said by the row, by what was folded before it, and by what its stream has come to, so that the same
 * log folded again gives the same rows.
 */
import {
  clearView,
  lastPosition,
  type LoggedRow,
  readCursor,
  readLog,
  type Reader,
  type Storage,
  takeTurn,
  type ViewKey,
  waitForTurn,
  writeFoldedViews,
  type Writer,
} from '../storage/index.ts';
import type { Json } from '../contract/streams.ts';

/** A row that sums something up, at the position that changed it last. */
export type FoldedPut = ViewKey & {
  readonly audience: readonly string[];
  readonly row: Json;
  readonly version: number;
};

/** One sum: the cursor it is folded by, the views it writes, and what its rows are after some more of the log. */
export interface Fold {
  readonly cursor: string;
  readonly views: readonly string[];
  after(writer: Writer, rows: readonly LoggedRow[]): Promise<readonly FoldedPut[]>;
}

const PAGE = 200;
const OTHER_HAS_IT_MS = 20;

/** How far it is folded. */
export const foldedUpTo = (reader: Reader, { cursor }: Fold): Promise<number> => readCursor(reader, cursor);

/** Folds the next page of the log and gives how many rows that were; 0 where nothing is new, or another node has the turn. */
export async function foldNext(storage: Storage, fold: Fold): Promise<number> {
  // Looking costs a read; a turn costs a commit. So look first.
  if ((await foldedUpTo(storage.read, fold)) >= (await lastPosition(storage.read))) return 0;
  return storage.write(async (writer) => {
    if (!(await takeTurn(writer, fold.cursor))) return 0;
    const rows = await readLog(writer, await foldedUpTo(writer, fold), PAGE);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    await writeFoldedViews(writer, fold.cursor, last.position, await fold.after(writer, rows));
    return rows.length;
  });
}

/**
 * Folds again from the first row, beside a running house or without one, and gives up to which position.
 * While it runs the rows are there as far as they are folded, and say so.
 */
export async function foldAnew(storage: Storage, fold: Fold): Promise<number> {
  await storage.write(async (writer) => {
    await waitForTurn(writer, fold.cursor);
    for (const view of fold.views) await clearView(writer, view);
    await writeFoldedViews(writer, fold.cursor, 0, []);
  });
  const until = await lastPosition(storage.read);
  for (;;) {
    const position = await foldedUpTo(storage.read, fold);
    if (position >= until) return position;
    // Another node may have the turn; what it folds is folded.
    if ((await foldNext(storage, fold)) === 0) await new Promise((next) => setTimeout(next, OTHER_HAS_IT_MS));
  }
}
