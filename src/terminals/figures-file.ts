/** Figures as a file that a spreadsheet opens: RFC 4180, with the mark by which spreadsheets know UTF-8. */
import { ANSWERS, REFUSAL_REASONS } from '../contract/answers.ts';
import { answersIn, type FiguresShown, QUESTION_FIGURES, type QuestionFigure } from '../contract/fairness.ts';

interface Said {
  readonly zh: string;
  readonly en: string;
}
type Row = FiguresShown['rows'][number];
type Cell = string | number | null;

const FIGURES = Object.keys(QUESTION_FIGURES) as QuestionFigure[];
const REASONS = Object.keys(REFUSAL_REASONS) as (keyof typeof REFUSAL_REASONS)[];
const ANSWER_NAMES = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];

const COLUMNS = (language: keyof Said): readonly (readonly [Said, (row: Row) => Cell])[] => [
  [{ zh: '代码', en: 'code' }, ({ office }) => office],
  [{ zh: '单位', en: 'office' }, ({ named }) => named.map((name) => name[language]).join(' ')],
  ...FIGURES.map((name) => [QUESTION_FIGURES[name], ({ counts }: Row) => counts[name]] as const),
  ...ANSWER_NAMES.map(
    (name) => [ANSWERS[name], ({ answers }: Row) => answersIn(answers, name).total] as const,
  ),
  ...REASONS.map(
    (reason) =>
      [
        {
          zh: `${ANSWERS.refuse.zh}：${REFUSAL_REASONS[reason].zh}`,
          en: `${ANSWERS.refuse.en}: ${REFUSAL_REASONS[reason].en}`,
        },
        ({ answers }: Row) => answers[`refuse/${reason}`] ?? 0,
      ] as const,
  ),
  [{ zh: '答复用时中位数（秒）', en: 'median wait (seconds)' }, ({ wait }) => wait?.seconds ?? null],
  [{ zh: '据以计算的答复数', en: 'waits it rests on' }, ({ wait }) => wait?.of ?? 0],
];

export function figuresFile({ from, to, rows }: FiguresShown, language: keyof Said): string {
  const columns = COLUMNS(language);
  const period = language === 'zh' ? ['自', '至'] : ['from', 'to'];
  const lines = [
    [...period, ...columns.map(([name]) => name[language])],
    ...rows.map((row) => [from, to, ...columns.map(([, cell]) => cell(row))]),
  ];
  return `\uFEFF${lines.map((line) => `${line.map(cellText).join(',')}\r\n`).join('')}`;
}

/** A spreadsheet takes words that begin so for something to be worked out. */
const COMPUTED = /^[=+\-@\t\r]/;

function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const plain = COMPUTED.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
