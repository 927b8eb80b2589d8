/**
 * Counters by office and day, folded from the log by cursor.
 *
 * A sum over streams belongs to no stream's transaction: a checkpoint's counter there would make all its cases wait for
 * each other. So it is folded behind them, the counters and the position they were folded to in one transaction, by one
 * node at a time. What counts where is said by the row and by what never changes of its stream, so that the same log
 * folded again gives the same rows.
 */
import { COUNTS, type CountName, type CountRow, dayInBeijing } from '../contract/counts.ts';
import type { JournalRow, StreamKey } from '../contract/streams.ts';
import {
  clearView,
  lastPosition,
  type LoggedRow,
  readCursor,
  readLog,
  readStreams,
  readViews,
  type Reader,
  type Storage,
  streamKeyText,
  takeTurn,
  waitForTurn,
  writeFoldedViews,
  type Writer,
} from '../storage/index.ts';

const VIEW = 'counts';
const PAGE = 200;
const OTHER_HAS_IT_MS = 20;

/** How far the counters are folded. */
export const countedUpTo = (reader: Reader): Promise<number> => readCursor(reader, VIEW);

/** One thing that is counted: at which office, on which day, under which name. */
export interface Counted {
  readonly office: string;
  readonly day: string;
  readonly name: string;
}

/** What one row adds. `checkpoint` is where its stream lies. */
export function countedBy(row: JournalRow, checkpoint: string): Counted[] {
  const day = dayInBeijing(row.occurredAt);
  return row.facts.flatMap(({ type }) => {
    if (!Object.hasOwn(COUNTS, type)) return [];
    const count: CountRow = COUNTS[type as CountName];
    if (count.stream !== row.streamKind) return [];
    const codes = (count.by ?? [])
      .map((field) => row.command[field])
      .filter((code) => typeof code === 'string');
    const name = [type, ...codes].join('/');
    const other = count.office === undefined ? undefined : row.command[count.office];
    const offices = new Set([checkpoint, ...(typeof other === 'string' ? [other] : [])]);
    return [...offices].map((office) => ({ office, day, name }));
  });
}

/** Folds the next page of the log into the counters and gives how many rows that were; 0 where nothing is new. */
export async function foldCounts(storage: Storage): Promise<number> {
  // Looking costs a read; a turn costs a commit. So look first.
  if ((await countedUpTo(storage.read)) >= (await lastPosition(storage.read))) return 0;
  return storage.write(async (writer) => {
    if (!(await takeTurn(writer, VIEW))) return 0;
    const rows = await readLog(writer, await countedUpTo(writer), PAGE);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    await writeFoldedViews(writer, VIEW, last.position, await countersAfter(writer, rows));
    return rows.length;
  });
}

/**
 * Folds the counters again from the first row, beside a running house or without one, and gives up to which position.
 * While it runs they are there as far as they are folded, and say so.
 */
export async function rebuildCounts(storage: Storage): Promise<number> {
  await storage.write(async (writer) => {
    await waitForTurn(writer, VIEW);
    await clearView(writer, VIEW);
    await writeFoldedViews(writer, VIEW, 0, []);
  });
  const until = await lastPosition(storage.read);
  for (;;) {
    const position = await countedUpTo(storage.read);
    if (position >= until) return position;
    // Another node may have the turn; what it folds is folded.
    if ((await foldCounts(storage)) === 0) await new Promise((next) => setTimeout(next, OTHER_HAS_IT_MS));
  }
}

async function countersAfter(writer: Writer, rows: readonly LoggedRow[]) {
  const checkpoints = await checkpointsOf(writer, rows);
  const added = new Map<string, { office: string; day: string; version: number; names: string[] }>();
  for (const { row, position } of rows)
    for (const { office, day, name } of countedBy(row, checkpoints.get(streamKeyText(row)) ?? '')) {
      if (office === '') continue;
      const key = `${day}.${office}`;
      const names = added.get(key)?.names ?? [];
      names.push(name);
      added.set(key, { office, day, version: position, names });
    }
  const kept = await readViews(
    writer,
    [...added.keys()].map((key) => ({ view: VIEW, key })),
  );
  const before = new Map(
    kept.map(({ key, row }) => [key, (row as unknown as { counts: Record<string, number> }).counts]),
  );
  return [...added].map(([key, { office, day, version, names }]) => {
    const counts: Record<string, number> = { ...before.get(key) };
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
    const sorted = Object.fromEntries(
      Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)),
    );
    return {
      view: VIEW,
      key,
      version,
      audience: [`${VIEW}/${office}`],
      row: { day, office, counts: sorted },
    };
  });
}

/** Where the streams of some rows lie: a case stays at the checkpoint that opened it. */
async function checkpointsOf(
  reader: Reader,
  rows: readonly LoggedRow[],
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, StreamKey>();
  for (const { row } of rows)
    if (row.streamKind === 'handoff' || row.streamKind === 'stop') keys.set(streamKeyText(row), row);
  const heads = await readStreams(reader, [...keys.values()]);
  return new Map(
    [...heads].map(([text, head]) => [
      text,
      (head.snapshot?.context as { readonly checkpoint?: string } | undefined)?.checkpoint ?? '',
    ]),
  );
}
