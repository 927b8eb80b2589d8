/**
 * The look, as values: by day and by night, one accent (pine), cinnabar for what is late or refused.
 *
 * CSS gets them as variables (`virtual:tokens.css`), Ant Design as its theme (`antd-theme.ts`); the contrasts of every
 * pair in `PAIRS` are held to WCAG 2.2 AA by a test. Paper is always day.
 */
export const DAY = {
  ground: '#f4f2ec',
  sheet: '#fdfcf9',
  sunk: '#eae7de',
  ink: '#1a211f',
  soft: '#515b57',
  line: '#cfcabd',
  edge: '#727a75',
  accent: '#0f5847',
  'accent-deep': '#0a4235',
  'on-accent': '#ffffff',
  'accent-wash': '#e0ece6',
  late: '#9c2a1c',
  'late-wash': '#f8e4df',
  'on-late': '#ffffff',
  soon: '#7a4d00',
  'soon-wash': '#f7ebd0',
  good: '#1c6135',
  'good-wash': '#deefe0',
  focus: '#0b4fb3',
  veil: 'rgba(26, 33, 31, 0.45)',
} as const;

export type Colour = keyof typeof DAY;

export const NIGHT: Readonly<Record<Colour, string>> = {
  ground: '#0f1413',
  sheet: '#171e1c',
  sunk: '#202826',
  ink: '#e9ece7',
  soft: '#a9b3ae',
  line: '#35403c',
  edge: '#7c8883',
  accent: '#7fd1b4',
  'accent-deep': '#a4e2cb',
  'on-accent': '#06231b',
  'accent-wash': '#1b3029',
  late: '#ff9d8c',
  'late-wash': '#3a1d18',
  'on-late': '#2a0904',
  soon: '#f0c36a',
  'soon-wash': '#33290f',
  good: '#8fd6a1',
  'good-wash': '#17301d',
  focus: '#9cc4ff',
  veil: 'rgba(0, 0, 0, 0.6)',
};

/** What is written on what, and how strong the contrast must be: 4.5 for words, 3 for edges and signs. */
export const PAIRS: readonly (readonly [over: Colour, under: Colour, least: 3 | 4.5])[] = [
  ...(['ground', 'sheet', 'sunk'] as const).flatMap((under) =>
    (['ink', 'soft', 'accent', 'late', 'soon', 'good'] as const).map((over) => [over, under, 4.5] as const),
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-deep', 4.5],
  ['on-late', 'late', 4.5],
  ['accent', 'accent-wash', 4.5],
  ['ink', 'accent-wash', 4.5],
  ['late', 'late-wash', 4.5],
  ['ink', 'late-wash', 4.5],
  ['soon', 'soon-wash', 4.5],
  ['ink', 'soon-wash', 4.5],
  ['good', 'good-wash', 4.5],
  ['edge', 'sheet', 3],
  ['edge', 'ground', 3],
  ['focus', 'sheet', 3],
  ['focus', 'ground', 3],
];

/** Distances, in steps of four. */
export const SPACE = [4, 8, 12, 16, 24, 32, 48] as const;

/** Sizes of type: from the smallest that is read to the number on a clock. */
export const TYPE = {
  small: '0.875rem',
  text: '1rem',
  strong: '1.125rem',
  title: '1.375rem',
  large: '1.75rem',
} as const;

export const FONT =
  "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, -apple-system, 'Segoe UI', sans-serif";

/** How high a target is: usual, and for gloves in the booth. */
export const TARGETS = { usual: 48, booth: 56 } as const;
export const RADIUS = 6;

const vars = (colours: Readonly<Record<Colour, string>>, scheme: 'light' | 'dark') =>
  `${Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('')}color-scheme:${scheme};`;

/** The style sheet of the tokens. What was switched by hand goes before what the machine prefers; paper before both. */
export function tokensCss(): string {
  const scale = [
    ...SPACE.map((px, i) => `--space-${i + 1}:${px}px;`),
    ...Object.entries(TYPE).map(([name, size]) => `--type-${name}:${size};`),
    `--font:${FONT};`,
    `--target:${TARGETS.usual}px;`,
    `--radius:${RADIUS}px;`,
  ].join('');
  return [
    `:root{${scale}${vars(DAY, 'light')}}`,
    `@media screen and (prefers-color-scheme: dark){:root:not([data-look='day']){${vars(NIGHT, 'dark')}}}`,
    `@media screen{:root[data-look='night']{${vars(NIGHT, 'dark')}}}`,
    `:root[data-booth]{--target:${TARGETS.booth}px;}`,
  ].join('\n');
}
