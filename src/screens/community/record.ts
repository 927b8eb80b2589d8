/** The office's record as lines: one for each thing that was said, newest first. */
import type { Delivered } from '../../contract/doors.ts';
import { type OfficeWord, wordsIn } from './case.ts';

export interface Line {
  readonly handoff: string;
  readonly row: Delivered['row'];
  readonly word: OfficeWord;
}

export const linesOf = (rows: readonly Delivered[]): readonly Line[] =>
  rows
    .flatMap(({ key, row }) => wordsIn(row).map((word): Line => ({ handoff: key, row, word })))
    .sort(
      (one, other) => other.word.occurredAt - one.word.occurredAt || other.word.version - one.word.version,
    );
