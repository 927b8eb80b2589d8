/** How every paper looks: its sheet or roll, its colours, its kinds of writing. Every measure here is in points. */
import type { Style } from './typeset.ts';

/** A sheet or a roll: `height` null means as long as it gets. */
export interface Format {
  readonly width: number;
  readonly height: number | null;
  readonly margin: { readonly side: number; readonly top: number; readonly bottom: number };
  readonly scale: number;
  readonly columns: 1 | 2;
}

const MM = 72 / 25.4;
export const FORMATS = {
  A4: {
    width: 595.28,
    height: 841.89,
    margin: { side: 22 * MM, top: 16 * MM, bottom: 18 * MM },
    scale: 1,
    columns: 2,
  },
  roll80: {
    width: 80 * MM,
    height: null,
    margin: { side: 4 * MM, top: 5 * MM, bottom: 12 * MM },
    scale: 0.9,
    columns: 1,
  },
} as const satisfies Record<string, Format>;

export const COLOR = {
  ink: '#16202A',
  quiet: '#5B6770',
  accent: '#1F4E5F',
  tint: '#EEF3F5',
  rule: '#C9D2D7',
} as const;

export const styles = (scale: number) => {
  const style = (size: number, weight: Style['weight'], color: string, leading: number): Style => ({
    size: size * scale,
    weight,
    color,
    leading,
  });
  return {
    organ: style(10.5, 'regular', COLOR.quiet, 1.4),
    title: style(24, 'bold', COLOR.ink, 1.3),
    headLine: style(8.5, 'regular', COLOR.quiet, 1.5),
    mark: style(9, 'bold', COLOR.accent, 1.4),
    code: style(9, 'bold', COLOR.ink, 1.3),
    codeLabel: style(7.5, 'regular', COLOR.quiet, 1.3),
    summaryTitle: style(9.5, 'bold', COLOR.accent, 1.4),
    summary: style(11, 'bold', COLOR.ink, 1.5),
    heading: style(11.5, 'bold', COLOR.accent, 1.4),
    body: style(10, 'regular', COLOR.ink, 1.55),
    small: style(9, 'regular', COLOR.ink, 1.45),
    strong: style(10, 'bold', COLOR.ink, 1.55),
    quiet: style(8, 'regular', COLOR.quiet, 1.5),
    label: style(8.5, 'regular', COLOR.quiet, 1.55),
    value: style(10, 'regular', COLOR.ink, 1.45),
    cell: style(9, 'regular', COLOR.ink, 1.45),
    cellTitle: style(8.5, 'bold', COLOR.accent, 1.45),
  };
};
