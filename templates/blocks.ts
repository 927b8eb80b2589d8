/**
 * What a paper is made of. A template turns facts into these; it knows no PDF, no font, no millimetre.
 *
 * The room knows wording and order. It must never know a clock, a key, a file, or how a block is drawn.
 */
import type { Strokes } from '../src/contract/papers.ts';

/** A label and what stands beside it. `null`: an empty line to write on. */
export interface Field {
  readonly label: string;
  readonly value: string | null;
  /** Two half fields that follow each other share a row. */
  readonly width: 'half' | 'full';
}

/** A place to sign or to stamp, with what is already known of it. */
export interface SignPlace {
  readonly kind: 'signature' | 'stamp';
  readonly label: string;
  /** Printed under the line: a name, a staff number, a date. */
  readonly under: readonly string[];
  readonly strokes: Strokes | null;
}

/** Begins a sheet, and a new count of pages: copies are torn apart, so each counts its own. */
export interface Head {
  readonly kind: 'head';
  readonly organ: string;
  readonly title: string;
  readonly copyMark: string | null;
  /** `编号 …`, `日期 …`: short lines under the title. */
  readonly lines: readonly string[];
  /** `isLarge`: a machine reads it through a car window. */
  readonly code: {
    readonly label: string;
    readonly words: string;
    readonly qr: string;
    readonly isLarge: boolean;
  };
  /** Each copy should stand on one page, set a little smaller if need be. */
  readonly onePage: boolean;
  /** For the foot of each page: title and number. */
  readonly foot: string;
}

export type Block =
  | Head
  /** The lines that a tired reader should at least read. */
  | { readonly kind: 'summary'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone: 'plain' | 'strong' | 'quiet' }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'clauses'; readonly items: readonly string[]; readonly tone: 'plain' | 'small' }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly title: string; readonly share: number }[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Set apart: words, or `lines` empty lines to write on. */
  | { readonly kind: 'box'; readonly title: string; readonly text: string | null; readonly lines: number }
  | { readonly kind: 'places'; readonly places: readonly SignPlace[] };

/** Turns facts into blocks. `code` gives the check code of a number that stands on the paper. */
export type Template<Facts> = (facts: Facts, code: (number: string) => string) => readonly Block[];

/** The words of blocks in reading order, line by line: what a screen shows, a voice reads and a signature covers. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'head':
      return [
        ...(block.copyMark === null ? [] : [block.copyMark]),
        block.organ,
        block.title,
        ...block.lines,
        block.code.label,
        block.code.words,
      ];
    case 'summary':
      return [block.title, ...block.lines.map((line, at) => `${at + 1}. ${line}`)];
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'fields':
      return block.fields.map(({ label, value }) => (value === null ? label : `${label} ${value}`));
    case 'clauses':
      return block.items.map((item, at) => `${at + 1}. ${item}`);
    case 'table':
      return [block.columns.map(({ title }) => title).join(' '), ...block.rows.map((row) => row.join(' '))];
    case 'box':
      return [block.title, ...(block.text === null ? [] : [block.text])];
    case 'places':
      return block.places.flatMap(({ label, under }) => [label, ...under]);
    default:
      return block satisfies never;
  }
}
