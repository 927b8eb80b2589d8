/** What is placed on a page whole: a piece is never cut, and says its height before it is placed. */
import type { Head } from '../../templates/index.ts';

/** What is drawn on. */
export type Sheet = PDFKit.PDFDocument;

/** The kinds of structure that a reading machine is told. */
export type Tag = 'H1' | 'H2' | 'P' | 'L' | 'Table' | 'Figure' | 'Sect';

export interface Piece {
  readonly height: number;
  /** Room above it, unless it begins a page. */
  readonly gap: number;
  /** Stays on the page of the piece that follows. */
  readonly keep: boolean;
  /** Begins a sheet of its own. */
  readonly head: Head | null;
  readonly tag: Tag;
  /** Its words, for tests and for those who cannot see a figure. */
  readonly words: string;
  draw(sheet: Sheet, x: number, y: number): void;
}
