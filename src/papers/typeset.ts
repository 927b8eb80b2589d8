/** Text into lines: faces chosen per character, breaks by UAX 14, a word longer than the line broken by force. */
import LineBreaker from 'linebreak';
import type { Language } from '../contract/measures.ts';
import { codePointName, runsOf, type Faces, type Run, type Weight } from './fonts.ts';

export interface Style {
  readonly size: number;
  readonly weight: Weight;
  readonly color: string;
  /** Baseline to baseline, as a multiple of the size. */
  readonly leading: number;
}

export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

/** A replaced character is smaller than its neighbours and stands in a frame, so that nobody takes it for the name. */
const MARK = { scale: 0.8, pad: 0.22, rule: 0.6, color: '#9B2D1F' } as const;

const markWidth = (run: Run, size: number) =>
  run.face.width(codePointName(run.text), size * MARK.scale) + 4 * size * MARK.scale * MARK.pad;

const measure = (runs: readonly Run[], size: number) =>
  runs.reduce((sum, run) => sum + (run.missing ? markWidth(run, size) : run.face.width(run.text, size)), 0);

export class Setter {
  readonly missing = new Set<string>();
  readonly #ink: PDFKit.PDFDocument;
  readonly #faces: Faces[Language];
  readonly #widths = { regular: new Map<string, number>(), bold: new Map<string, number>() };

  constructor(ink: PDFKit.PDFDocument, faces: Faces[Language]) {
    this.#ink = ink;
    this.#faces = faces;
  }

  /** Breaks text into lines no wider than `width`. A line feed begins a new line; empty text is one empty line. */
  lines(text: string, style: Style, width: number): Line[] {
    return text.split('\n').flatMap((paragraph) => this.#paragraph(paragraph, style, width));
  }

  /** Whether some character of the text will have to be replaced. */
  hasMissing(text: string): boolean {
    return runsOf(text.replaceAll(/\s/g, ' '), this.#faces.regular).some(({ missing }) => missing);
  }

  /** Widths grow with the size, so one entry per weight serves every size; most entries are single Hanzi. */
  width(text: string, style: Style): number {
    const widths = this.#widths[style.weight];
    let perPoint = widths.get(text);
    if (perPoint === undefined) {
      perPoint = measure(runsOf(text, this.#faces[style.weight]), 1);
      widths.set(text, perPoint);
    }
    return perPoint * style.size;
  }

  height(lines: readonly Line[], style: Style): number {
    return lines.length * style.size * style.leading;
  }

  /** Draws lines with the top of the first at `y`; `align` against the width they were broken for. */
  draw(
    lines: readonly Line[],
    style: Style,
    x: number,
    y: number,
    align?: { to: number; by: 'right' | 'center' },
  ) {
    const step = style.size * style.leading;
    // The ascent of the faces differs; the letters stand in the middle of their line by the capital's height instead.
    const first = y + step / 2 + style.size * 0.36;
    lines.forEach((line, at) => {
      const room = align === undefined ? 0 : (align.to - line.width) * (align.by === 'right' ? 1 : 0.5);
      this.#drawLine(line, style, x + room, first + at * step);
    });
  }

  #paragraph(paragraph: string, style: Style, width: number): Line[] {
    const lines: Line[] = [];
    let line = '';
    const close = () => {
      const runs = runsOf(line.trimEnd(), this.#faces[style.weight]);
      lines.push({ runs, width: measure(runs, style.size) });
      line = '';
    };
    let used = 0;
    for (const piece of pieces(paragraph.replaceAll('\t', ' '))) {
      const needed = this.width(piece.trimEnd(), style);
      if (line !== '' && used + needed > width) {
        close();
        used = 0;
      }
      if (needed <= width) {
        line += piece;
        used += this.width(piece, style);
        continue;
      }
      for (const character of piece) {
        const wide = this.width(character, style);
        if (line !== '' && used + wide > width) {
          close();
          used = 0;
        }
        line += character;
        used += wide;
      }
    }
    close();
    return lines;
  }

  #drawLine(line: Line, style: Style, x: number, baseline: number) {
    let at = x;
    for (const run of line.runs) {
      at += run.missing ? this.#drawMark(run, style, at, baseline) : this.#drawRun(run, style, at, baseline);
    }
  }

  #drawRun(run: Run, style: Style, x: number, baseline: number): number {
    this.#ink
      .font(run.face.id)
      .fontSize(style.size)
      .fillColor(style.color)
      .text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    return run.face.width(run.text, style.size);
  }

  #drawMark(run: Run, style: Style, x: number, baseline: number): number {
    const name = codePointName(run.text);
    this.missing.add(name);
    const small = style.size * MARK.scale;
    const pad = small * MARK.pad;
    const width = run.face.width(name, small);
    this.#ink
      .font(run.face.id)
      .fontSize(small)
      .lineWidth(MARK.rule)
      .strokeColor(MARK.color)
      .rect(x + pad, baseline - small * 0.95, width + 2 * pad, small * 1.25)
      .stroke()
      .fillColor(MARK.color)
      .text(name, x + 2 * pad, baseline, { lineBreak: false, baseline: 'alphabetic' });
    return markWidth(run, style.size);
  }
}

/** The stretches of a paragraph between which a line may end. */
function* pieces(paragraph: string): Generator<string> {
  const breaker = new LineBreaker(paragraph);
  let from = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    if (next.position < paragraph.length && holds(paragraph, next.position)) continue;
    yield paragraph.slice(from, next.position);
    from = next.position;
  }
}

/** Where the standard would allow a break and a reader would stumble: within a web address, between a number and its unit. */
function holds(paragraph: string, at: number): boolean {
  if (paragraph[at - 1] === '/') return true;
  return (
    /\d ?$/.test(paragraph.slice(Math.max(0, at - 2), at)) &&
    /^[年月日时分天个项条款类版号元]/.test(paragraph.slice(at))
  );
}
