/** Pieces onto pages: what belongs together keeps with what follows, and nothing is drawn outside the margins. */
import type { Head } from '../../templates/index.ts';
import type { Language } from '../contract/measures.ts';
import { COLOR, type Format, styles } from './look.ts';
import type { Piece, Sheet } from './piece.ts';
import type { Setter } from './typeset.ts';

/** Where a piece came to stand. */
export interface Placed {
  readonly piece: Piece;
  /** Page of the file, from 0. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

/** One page: which copy it belongs to, and which page of that copy it is. */
export interface Page {
  readonly head: Head;
  readonly of: number;
  readonly number: number;
  readonly height: number;
}

/** Whether each copy stands on a page of its own. */
export const fitsOnePageEach = (pages: readonly Page[]) => pages.every(({ of }) => of === 1);

/** Places pieces from top to bottom. A piece that keeps with the next goes over together with it. */
export function place(pieces: readonly Piece[], format: Format): { pages: Page[]; placed: Placed[] } {
  const placed: Placed[] = [];
  const heads: Head[] = [];
  const { margin } = format;
  const bottom = (format.height ?? Infinity) - margin.bottom;
  const ends: number[] = [];
  let y = 0;

  const begin = (head: Head) => {
    heads.push(head);
    y = margin.top;
  };
  pieces.forEach((piece, at) => {
    if (piece.head !== null) begin(piece.head);
    const head = heads.at(-1);
    if (head === undefined) throw new Error('A paper begins with its head.');
    const isTop = y === margin.top;
    let needed = piece.height + (isTop ? 0 : piece.gap);
    for (let next = at; pieces[next]?.keep === true; next += 1) {
      const following = pieces[next + 1];
      if (following === undefined || following.head !== null) break;
      needed += following.gap + following.height;
    }
    if (y + needed > bottom && !isTop) begin(head);
    const top = y === margin.top ? y : y + piece.gap;
    placed.push({ piece, page: heads.length - 1, x: margin.side, y: top });
    y = top + piece.height;
    ends[heads.length - 1] = y;
  });

  let of = 0;
  const counted = heads.map((head, at) => {
    of = heads[at - 1] === head ? of + 1 : 1;
    return { head, number: of, height: format.height ?? (ends[at] ?? 0) + margin.bottom };
  });
  return {
    placed,
    pages: counted.map((page) => ({
      ...page,
      of: counted.filter(({ head }) => head === page.head).length,
    })),
  };
}

/** The foot of a page: which paper, which number, which page of how many. */
export function drawFoot(setter: Setter, sheet: Sheet, page: Page, format: Format, language: Language) {
  const { quiet } = styles(format.scale);
  const width = format.width - 2 * format.margin.side;
  const count =
    language === 'en' ? `Page ${page.number} of ${page.of}` : `第 ${page.number} 页，共 ${page.of} 页`;
  const y = page.height - format.margin.bottom + (format.height === null ? 8 : 18);
  sheet.rect(format.margin.side, y, width, 0.5).fillColor(COLOR.rule).fill();
  const counted = setter.lines(count, quiet, width);
  const countWidth = Math.max(...counted.map((line) => line.width));
  const [foot] = setter.lines(page.head.foot, quiet, width - countWidth - 8);
  if (foot !== undefined) setter.draw([foot], quiet, format.margin.side, y + 4);
  setter.draw(counted, quiet, format.margin.side, y + 4, { to: width, by: 'right' });
}
