/**
 * Blocks into pieces. What a piece holds is broken into lines once, here, and drawn where `pages.ts` places it.
 * Every measure here is in points.
 */
import type { Block, Field, Head, SignPlace } from '../../templates/index.ts';
import type { Language } from '../contract/measures.ts';
import { COLOR, type Format, styles } from './look.ts';
import type { Piece, Tag } from './piece.ts';
import { drawQr } from './qr.ts';
import { drawStrokes } from './strokes.ts';
import type { Line, Setter, Style } from './typeset.ts';

export class Layout {
  readonly #setter: Setter;
  readonly #format: Format;
  readonly #language: Language;
  readonly #styles: ReturnType<typeof styles>;
  readonly #width: number;
  #labelWidth = 0;

  constructor(setter: Setter, format: Format, language: Language) {
    this.#setter = setter;
    this.#format = format;
    this.#language = language;
    this.#styles = styles(format.scale);
    this.#width = format.width - 2 * format.margin.side;
  }

  pieces(blocks: readonly Block[]): Piece[] {
    const labels = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
    const widest = Math.max(0, ...labels.map(({ label }) => this.#setter.width(label, this.#styles.label)));
    // One column of labels down the whole paper, so that the values stand under each other.
    this.#labelWidth = Math.min(widest + 10, this.#width * (this.#format.columns === 1 ? 0.31 : 0.23));
    return blocks.flatMap((block, at) => {
      const pieces = this.#block(block);
      // A signature never stands alone on a page: something of what is signed is above it.
      const isBeforePlaces = blocks[at + 1]?.kind === 'places';
      return pieces.map((piece, nth) =>
        isBeforePlaces && nth === pieces.length - 1 ? { ...piece, keep: true } : piece,
      );
    });
  }

  /** The line at the end of a copy on which characters were replaced. */
  missingNote(): Piece[] {
    return this.#block({
      kind: 'paragraph',
      tone: 'quiet',
      text:
        this.#language === 'en'
          ? 'A frame with U+… stands for a character that no font here holds. The character itself is in the record; compare it with the document.'
          : '加框的 U+… 代表字库中没有的字。该字已如实记入案卷，请与证件核对。',
    });
  }

  #block(block: Block): Piece[] {
    switch (block.kind) {
      case 'head':
        return [this.#head(block)];
      case 'summary':
        return [this.#summary(block)];
      case 'heading':
        return [this.#textPiece(block.text, this.#styles.heading, { gap: 12, keep: true, tag: 'H2' })];
      case 'paragraph':
        return [
          this.#textPiece(
            block.text,
            { plain: this.#styles.body, strong: this.#styles.strong, quiet: this.#styles.quiet }[block.tone],
            { gap: 6, keep: block.tone === 'strong', tag: 'P' },
          ),
        ];
      case 'fields':
        return this.#fields(block.fields);
      case 'clauses':
        return block.items.map((item, at) => this.#clause(`${at + 1}.`, item, block.tone));
      case 'table':
        return this.#table(block);
      case 'box':
        return block.text === null ? [this.#emptyBox(block)] : this.#box(block.title, block.text);
      case 'places':
        return this.#places(block.places);
      default:
        return block satisfies never;
    }
  }

  #head(head: Head): Piece {
    const { organ, title, headLine, mark, code, codeLabel } = this.#styles;
    const scale = this.#format.scale;
    const side = (head.code.isLarge ? 100 : 62) * scale;
    const codeWidth = Math.max(side, this.#setter.width(head.code.words, code));
    const left = this.#width - codeWidth - 14 * scale;
    const setMark = head.copyMark === null ? [] : this.#setter.lines(head.copyMark, mark, left);
    const stack: [Line[], Style, number][] = [
      [setMark, mark, setMark.length === 0 ? 0 : 4 * scale],
      [this.#setter.lines(head.organ, organ, left), organ, 1 * scale],
      [this.#setter.lines(head.title, title, left), title, 3 * scale],
      ...head.lines.map((line): [Line[], Style, number] => [
        this.#setter.lines(line, headLine, left),
        headLine,
        0,
      ]),
    ];
    const leftHeight = stack.reduce(
      (sum, [lines, style, gap]) => sum + this.#setter.height(lines, style) + gap,
      0,
    );
    const label = this.#setter.lines(head.code.label, codeLabel, codeWidth);
    const words = this.#setter.lines(head.code.words, code, codeWidth + 1);
    const rightHeight = side + this.#setter.height(label, codeLabel) + this.#setter.height(words, code);
    const body = Math.max(leftHeight, rightHeight);
    const height = body + 9 * scale;
    return {
      height,
      gap: 0,
      keep: true,
      head,
      tag: 'H1',
      words: [head.copyMark, head.organ, head.title, ...head.lines, head.code.label, head.code.words].join(
        ' ',
      ),
      draw: (sheet, x, y) => {
        let top = y;
        for (const [lines, style, gap] of stack) {
          this.#setter.draw(lines, style, x, top);
          top += this.#setter.height(lines, style) + gap;
        }
        const codeLeft = x + this.#width - codeWidth;
        drawQr(sheet, head.code.qr, x + this.#width - side, y - 2, side);
        this.#setter.draw(label, codeLabel, codeLeft, y + side, { to: codeWidth, by: 'right' });
        const under = y + side + this.#setter.height(label, codeLabel);
        this.#setter.draw(words, code, codeLeft, under, { to: codeWidth, by: 'right' });
        sheet
          .rect(x, y + height - 1.4, this.#width, 1.4)
          .fillColor(COLOR.accent)
          .fill();
      },
    };
  }

  #summary({ title, lines }: Extract<Block, { kind: 'summary' }>): Piece {
    const { summaryTitle, summary } = this.#styles;
    const scale = this.#format.scale;
    const pad = 10 * scale;
    const indent = 17 * scale;
    const inner = this.#width - 2 * pad - 3;
    const setTitle = this.#setter.lines(title, summaryTitle, inner);
    const items = lines.map((line, at) => ({
      number: this.#setter.lines(`${at + 1}.`, summary, indent),
      text: this.#setter.lines(line, summary, inner - indent),
    }));
    const itemGap = 2.5 * scale;
    const height =
      2 * pad +
      this.#setter.height(setTitle, summaryTitle) +
      items.reduce((sum, { text }) => sum + itemGap + this.#setter.height(text, summary), 0);
    return {
      height,
      gap: 11 * scale,
      keep: false,
      head: null,
      tag: 'Sect',
      words: [title, ...lines].join(' '),
      draw: (sheet, x, y) => {
        sheet.rect(x, y, this.#width, height).fillColor(COLOR.tint).fill();
        sheet.rect(x, y, 3, height).fillColor(COLOR.accent).fill();
        let top = y + pad;
        this.#setter.draw(setTitle, summaryTitle, x + 3 + pad, top);
        top += this.#setter.height(setTitle, summaryTitle);
        for (const { number, text } of items) {
          top += itemGap;
          this.#setter.draw(number, summary, x + 3 + pad, top);
          this.#setter.draw(text, summary, x + 3 + pad + indent, top);
          top += this.#setter.height(text, summary);
        }
      },
    };
  }

  #textPiece(text: string, style: Style, more: { gap: number; keep: boolean; tag: Tag }): Piece {
    const lines = this.#setter.lines(text, style, this.#width);
    return {
      height: this.#setter.height(lines, style),
      gap: more.gap * this.#format.scale,
      keep: more.keep,
      head: null,
      tag: more.tag,
      words: text,
      draw: (_sheet, x, y) => {
        this.#setter.draw(lines, style, x, y);
      },
    };
  }

  #clause(number: string, text: string, tone: 'plain' | 'small'): Piece {
    const body = tone === 'small' ? this.#styles.small : this.#styles.body;
    const indent = 17 * this.#format.scale;
    const setNumber = this.#setter.lines(number, body, indent);
    const lines = this.#setter.lines(text, body, this.#width - indent);
    return {
      height: this.#setter.height(lines, body),
      gap: (tone === 'small' ? 2 : 3) * this.#format.scale,
      keep: false,
      head: null,
      tag: 'L',
      words: `${number} ${text}`,
      draw: (_sheet, x, y) => {
        this.#setter.draw(setNumber, body, x, y);
        this.#setter.draw(lines, body, x + indent, y);
      },
    };
  }

  #fields(fields: readonly Field[]): Piece[] {
    const rows: Field[][] = [];
    for (const field of fields) {
      const last = rows.at(-1);
      const joins =
        this.#format.columns === 2 &&
        field.width === 'half' &&
        last?.length === 1 &&
        last[0]?.width === 'half';
      if (joins) last.push(field);
      else rows.push([field]);
    }
    // A few rows read as one thing and stay on one page.
    const together = rows.length <= 6;
    return rows.flatMap((row, at) => {
      const [only] = row;
      if (row.length === 1 && only !== undefined && only.value !== null && only.value.length > LONG_VALUE) {
        return this.#longField(only, only.value, rows[at - 1] === undefined);
      }
      return [{ ...this.#fieldRow(row, rows[at - 1]), keep: together && at < rows.length - 1 }];
    });
  }

  #fieldRow(row: readonly Field[], above: readonly Field[] | undefined): Piece {
    const { label, value } = this.#styles;
    const scale = this.#format.scale;
    const between = 16 * scale;
    const pad = 2.4 * scale;
    const column = row.length === 1 ? this.#width : (this.#width - between) / 2;
    const cells = row.map((field, at) => {
      const own = this.#setter.width(field.label, label) + 10 * scale;
      const labelWidth = at === 0 ? this.#labelWidth : Math.min(Math.max(own, column * 0.26), column * 0.45);
      const valueWidth = column - labelWidth;
      return {
        labelWidth,
        valueWidth,
        label: this.#setter.lines(field.label, label, labelWidth - 6 * scale),
        value: field.value === null ? null : this.#setter.lines(field.value, value, valueWidth),
      };
    });
    const writing = 25 * scale;
    const height = Math.max(
      ...cells.map((cell) =>
        Math.max(
          this.#setter.height(cell.label, label),
          cell.value === null ? writing : this.#setter.height(cell.value, value),
        ),
      ),
    );
    return {
      height: height + 2 * pad,
      // What is printed keeps clear of the line above it that is to be written on.
      gap: above === undefined ? 4 * scale : isToWrite(above) && !isToWrite(row) ? 9 * scale : 0,
      keep: false,
      head: null,
      tag: 'P',
      words: row.map((field) => `${field.label} ${field.value ?? ''}`).join(' '),
      draw: (sheet, x, y) => {
        cells.forEach((cell, at) => {
          const left = x + at * (column + between);
          const isEmpty = cell.value === null;
          const labelTop = isEmpty
            ? y + pad + height - this.#setter.height(cell.label, label)
            : y + pad + 0.8;
          this.#setter.draw(cell.label, label, left, labelTop);
          if (cell.value !== null) this.#setter.draw(cell.value, value, left + cell.labelWidth, y + pad);
          sheet
            .rect(left, y + height + 2 * pad - 0.5, column, 0.5)
            .fillColor(isEmpty ? COLOR.quiet : COLOR.rule)
            .fill();
        });
      },
    };
  }

  /** A value of many lines goes over the page in stretches; a reader keeps the column, and loses no line. */
  #longField(field: Field, text: string, isFirst: boolean): Piece[] {
    const { label, value } = this.#styles;
    const scale = this.#format.scale;
    const pad = 2.4 * scale;
    const setLabel = this.#setter.lines(field.label, label, this.#labelWidth - 6 * scale);
    const stretches = inStretches(this.#setter.lines(text, value, this.#width - this.#labelWidth));
    return stretches.map((lines, at) => {
      const isLast = at === stretches.length - 1;
      const top = at === 0 ? pad : 0;
      const height = top + this.#setter.height(lines, value) + (isLast ? pad : 0);
      return {
        height,
        gap: isFirst && at === 0 ? 4 * scale : 0,
        keep: false,
        head: null,
        tag: 'P',
        words: wordsOf(lines, at === 0 ? field.label : null),
        draw: (sheet, x, y) => {
          if (at === 0) this.#setter.draw(setLabel, label, x, y + pad + 0.8);
          this.#setter.draw(lines, value, x + this.#labelWidth, y + top);
          if (!isLast) return;
          sheet
            .rect(x, y + height - 0.5, this.#width, 0.5)
            .fillColor(COLOR.rule)
            .fill();
        },
      };
    });
  }

  #table({ columns, rows }: Extract<Block, { kind: 'table' }>): Piece[] {
    const { cell, cellTitle } = this.#styles;
    const scale = this.#format.scale;
    const pad = 4 * scale;
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (this.#width * share) / shares);
    const row = (words: readonly string[], style: Style, isTitle: boolean): Piece => {
      const cells = words.map((text, at) => this.#setter.lines(text, style, (widths[at] ?? 0) - 2 * pad));
      const height = Math.max(...cells.map((lines) => this.#setter.height(lines, style))) + 2 * pad;
      return {
        height,
        gap: isTitle ? 5 * scale : 0,
        keep: isTitle,
        head: null,
        tag: 'Table',
        words: words.join(' '),
        draw: (sheet, x, y) => {
          if (isTitle) sheet.rect(x, y, this.#width, height).fillColor(COLOR.tint).fill();
          let left = x;
          cells.forEach((lines, at) => {
            this.#setter.draw(lines, style, left + pad, y + pad);
            left += widths[at] ?? 0;
          });
          sheet
            .rect(x, y + height - 0.5, this.#width, 0.5)
            .fillColor(COLOR.rule)
            .fill();
        },
      };
    };
    return [
      row(
        columns.map(({ title }) => title),
        cellTitle,
        true,
      ),
      ...rows.map((words) => row(words, cell, false)),
    ];
  }

  #emptyBox({ title, lines }: Extract<Block, { kind: 'box' }>): Piece {
    const { label } = this.#styles;
    const scale = this.#format.scale;
    const pad = 7 * scale;
    const setTitle = this.#setter.lines(title, label, this.#width - 2 * pad);
    const line = 20 * scale;
    const height = 2 * pad + this.#setter.height(setTitle, label) + lines * line;
    return {
      height,
      gap: 11 * scale,
      keep: false,
      head: null,
      tag: 'P',
      words: title,
      draw: (sheet, x, y) => {
        sheet.lineWidth(0.7).strokeColor(COLOR.quiet).rect(x, y, this.#width, height).stroke();
        this.#setter.draw(setTitle, label, x + pad, y + pad);
        const under = y + pad + this.#setter.height(setTitle, label);
        for (let at = 1; at < lines; at += 1) {
          sheet
            .rect(x + pad, under + at * line, this.#width - 2 * pad, 0.4)
            .fillColor(COLOR.rule)
            .fill();
        }
      },
    };
  }

  /** Words in a frame; the frame of a long text is open where it goes over the page. */
  #box(title: string, text: string): Piece[] {
    const { label, body } = this.#styles;
    const scale = this.#format.scale;
    const pad = 7 * scale;
    const setTitle = this.#setter.lines(title, label, this.#width - 2 * pad);
    const stretches = inStretches(this.#setter.lines(text, body, this.#width - 2 * pad));
    return stretches.map((lines, at) => {
      const [isFirst, isLast] = [at === 0, at === stretches.length - 1];
      const above = isFirst ? pad + this.#setter.height(setTitle, label) : 0;
      const height = above + this.#setter.height(lines, body) + (isLast ? pad : 0);
      return {
        height,
        gap: isFirst ? 11 * scale : 0,
        keep: false,
        head: null,
        tag: 'P',
        words: wordsOf(lines, isFirst ? title : null),
        draw: (sheet, x, y) => {
          const right = x + this.#width;
          sheet.lineWidth(0.7).strokeColor(COLOR.quiet);
          sheet
            .moveTo(x, y)
            .lineTo(x, y + height)
            .moveTo(right, y)
            .lineTo(right, y + height);
          if (isFirst) sheet.moveTo(x, y).lineTo(right, y);
          if (isLast) sheet.moveTo(x, y + height).lineTo(right, y + height);
          sheet.stroke();
          if (isFirst) this.#setter.draw(setTitle, label, x + pad, y + pad);
          this.#setter.draw(lines, body, x + pad, y + above);
        },
      };
    });
  }

  #places(places: readonly SignPlace[]): Piece[] {
    const inRow = this.#format.columns === 1 ? 1 : Math.min(places.length, 4);
    const rows: SignPlace[][] = [];
    for (let at = 0; at < places.length; at += inRow) rows.push(places.slice(at, at + inRow));
    return rows.map((row, at) => this.#placeRow(row, inRow, at === 0));
  }

  #placeRow(row: readonly SignPlace[], inRow: number, isFirst: boolean): Piece {
    const { label, quiet } = this.#styles;
    const scale = this.#format.scale;
    const between = 16 * scale;
    const width = (this.#width - (inRow - 1) * between) / inRow;
    const area = 50 * scale;
    const cells = row.map((place) => ({
      place,
      label: this.#setter.lines(place.label, label, width),
      under: place.under.map((text) => this.#setter.lines(text, quiet, width)),
    }));
    const labelHeight = Math.max(...cells.map((cell) => this.#setter.height(cell.label, label)));
    const underHeight = Math.max(
      ...cells.map(({ under }) => under.reduce((sum, lines) => sum + this.#setter.height(lines, quiet), 0)),
    );
    return {
      height: labelHeight + area + 4 * scale + underHeight,
      gap: (isFirst ? 16 : 10) * scale,
      keep: false,
      head: null,
      tag: 'Figure',
      words: row.map((place) => [place.label, ...place.under].join(' ')).join(' '),
      draw: (sheet, x, y) => {
        cells.forEach((cell, at) => {
          const left = x + at * (width + between);
          const top = y + labelHeight;
          this.#setter.draw(cell.label, label, left, y);
          if (cell.place.kind === 'stamp') {
            const radius = Math.min(area / 2 + 3 * scale, width / 2) - 1;
            sheet.save().lineWidth(0.7).strokeColor(COLOR.rule).dash(3, { space: 2.5 });
            sheet.circle(left + radius + 1, top + radius + 5 * scale, radius).stroke();
            sheet.undash().restore();
            return;
          }
          if (cell.place.strokes !== null) {
            drawStrokes(sheet, cell.place.strokes, { x: left, y: top + 3, width, height: area - 6 });
          }
          sheet
            .rect(left, top + area, width, 0.7)
            .fillColor(COLOR.quiet)
            .fill();
          let under = top + area + 4 * scale;
          for (const lines of cell.under) {
            this.#setter.draw(lines, quiet, left, under);
            under += this.#setter.height(lines, quiet);
          }
        });
      },
    };
  }
}

/** Beyond this many characters a value may go over the page. */
const LONG_VALUE = 300;
const STRETCH = 6;

/** Lines in sixes, the last of up to eleven, so that no page begins or ends with one line of a long text. */
function inStretches(lines: readonly Line[]): Line[][] {
  const stretches: Line[][] = [];
  for (let at = 0; at < lines.length; at += STRETCH) {
    const isLast = lines.length - at < 2 * STRETCH;
    stretches.push(lines.slice(at, isLast ? undefined : at + STRETCH));
    if (isLast) break;
  }
  return stretches;
}

const wordsOf = (lines: readonly Line[], before: string | null) =>
  [...(before === null ? [] : [before]), ...lines.flatMap(({ runs }) => runs.map(({ text }) => text))].join(
    ' ',
  );

const isToWrite = (row: readonly Field[]) => row.some(({ value }) => value === null);
