/** What an officer recorded on the telephone in somebody's name, as that worker sees it. Pure. */
import type { Delivered } from '../../../contract/doors.ts';
import type { Json } from '../../../contract/streams.ts';
import { type OfficeWord, wordsIn } from '../case.ts';

/** One answer that may still be disputed by the worker it was recorded for. */
export interface InMyName {
  readonly handoff: string;
  readonly row: Delivered['row'];
  readonly office: string;
  readonly at: number;
  /** Until when it may be disputed; from then on it stands. */
  readonly until: number;
  /** The answer as it was recorded; null where the row has forgotten it. */
  readonly word: OfficeWord | null;
}

interface Open {
  readonly office: string;
  readonly worker: string;
  readonly at: number;
  readonly until: number;
}

const openIn = (row: Delivered['row'], account: string): readonly Open[] =>
  ((row['oral'] as Json as unknown as readonly Open[] | undefined) ?? []).filter(
    ({ worker }) => worker === account,
  );

const isOral = ({ command }: OfficeWord) => command === 'recordOralAnswer';

/** What stands in this worker's name and is open to dispute: what ends first on top. */
export const inMyName = (rows: readonly Delivered[], account: string): readonly InMyName[] =>
  rows
    .flatMap(({ key, row }) =>
      openIn(row, account).map(({ office, at, until }): InMyName => {
        const mine = wordsIn(row).filter(
          (word) => isOral(word) && word.by === account && word.office === office,
        );
        const word =
          mine.filter(({ occurredAt }) => occurredAt === at).pop() ?? mine[mine.length - 1] ?? null;
        return { handoff: key, row, office, at, until, word };
      }),
    )
    .sort((one, other) => one.until - other.until);

export type Became =
  | { readonly became: 'open'; readonly until: number }
  | { readonly became: 'disputed' | 'replaced' | 'stands' };

/** What became of an oral answer in this worker's name; null for any other word. */
export function becameOf(row: Delivered['row'], word: OfficeWord, account: string): Became | null {
  if (!isOral(word) || word.by !== account) return null;
  const after = wordsIn(row).filter(
    ({ version, by, office }) => version > word.version && by === account && office === word.office,
  );
  const next = after.find((one) => isOral(one) || one.command === 'disputeOralAnswer');
  if (next?.command === 'disputeOralAnswer') return { became: 'disputed' };
  if (next !== undefined) return { became: 'replaced' };
  const open = openIn(row, account).find(({ office }) => office === word.office);
  return open === undefined ? { became: 'stands' } : { became: 'open', until: open.until };
}
