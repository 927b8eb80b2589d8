/**
 * Counters by office and day. What counts where is said by the row and by what never changes of its stream: a case
 * stays at the checkpoint that opened it.
 */
import { COUNTS, type CountName, type CountRow, dayInBeijing } from '../contract/counts.ts';
import type { JournalRow, StreamKey } from '../contract/streams.ts';
import {
  type LoggedRow,
  readStreams,
  readViews,
  type Reader,
  type Storage,
  streamKeyText,
  type Writer,
} from '../storage/index.ts';
import { type Fold, foldAnew, foldedUpTo, foldNext, type FoldedPut } from './fold.ts';

const VIEW = 'counts';

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

const FOLD: Fold = { cursor: VIEW, views: [VIEW], after: countersAfter };
/** How far the counters are folded. */
export const countedUpTo = (reader: Reader): Promise<number> => foldedUpTo(reader, FOLD);
/** Folds the next page of the log into the counters and gives how many rows that were; 0 where nothing is new. */
export const foldCounts = (storage: Storage): Promise<number> => foldNext(storage, FOLD);
/** Folds the counters again from the first row, and gives up to which position. */
export const rebuildCounts = (storage: Storage): Promise<number> => foldAnew(storage, FOLD);

async function countersAfter(writer: Writer, rows: readonly LoggedRow[]): Promise<readonly FoldedPut[]> {
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
