/**
 * How alike the offices answer: figures of each office by day, and like cases side by side.
 *
 * Figures are of questions. A question is put to one office on one rung, and everything that becomes of it counts on the
 * day it was put, so that the figures of a period add up. Nothing in them is about anybody: no name, no number, no case.
 * A wait is counted by its seconds (`wait/95`), which loses nothing in adding up: the median over any days and offices
 * is the true one, and no wait says whose it was.
 * Without schemas, so that a browser may load it.
 */
import type { Answer, CALL_OUTCOMES } from './answers.ts';

/** What becomes of a question. The first is all of them; those after it up to `withdrawn` part it, with what still waits. */
export const QUESTION_FIGURES = {
  asked: { zh: '被征询', en: 'asked' },
  inTime: { zh: '时限内答复', en: 'answered in time' },
  silent: { zh: '逾时未答', en: 'clock ran out unanswered' },
  passedUp: { zh: '未答即上报', en: 'passed up unanswered' },
  withdrawn: { zh: '未答即结束', en: 'ended unanswered' },
  afterwards: { zh: '事后补答', en: 'answered afterwards' },
  ruledAgainst: { zh: '裁定改变', en: 'ruled against' },
  disputed: { zh: '对代录提出异议', en: 'disputed what was recorded' },
  calls: { zh: '电话', en: 'calls' },
  callsInVain: { zh: '电话未通', en: 'calls that reached nobody' },
} as const;
export type QuestionFigure = keyof typeof QUESTION_FIGURES;

/** How often one thing was: a figure by its name, an answer as `answer/refuse/noCapacity`, a wait as `wait/<seconds>`. */
export type Figures = Readonly<Record<string, number>>;

/** What an office's questions of one day came to. */
export interface FiguresOfADay {
  /** Of the calendar in Beijing, `YYYY-MM-DD`: when it was asked, or called. */
  readonly day: string;
  readonly office: string;
  readonly figures: Figures;
}

/** Calls that ended so reached nobody. Whoever hangs up, or will not be named, was there. */
export const REACHED_NOBODY: readonly (keyof typeof CALL_OUTCOMES)[] = ['noAnswer', 'busy', 'wrongNumber'];

/** Asking back is no answer: the question goes on waiting for one. */
export const isDeciding = (answer: string): boolean => answer !== ('needMoreInformation' satisfies Answer);

/** Adds up figures. */
export function sumOf(all: Iterable<Figures>): Figures {
  const sum: Record<string, number> = {};
  for (const figures of all)
    for (const [name, number] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + number;
  return sum;
}

/** Questions in which an office said this at least once, by reason where it gave one; the most frequent first. */
export function answersIn(
  answers: Figures,
  answer: Answer,
): { readonly total: number; readonly reasons: readonly (readonly [reason: string, number: number])[] } {
  const said = Object.entries(answers).flatMap(([name, number]): [string, number][] => {
    const [code, reason = ''] = name.split('/');
    return code === answer ? [[reason, number]] : [];
  });
  return {
    total: said.reduce((sum, [, number]) => sum + number, 0),
    reasons: said
      .filter(([reason]) => reason !== '')
      .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)),
  };
}

/** The waits from asking to the first answer, as pairs of seconds and how often, the shortest first. */
const waitsIn = (figures: Figures): (readonly [seconds: number, number: number])[] =>
  Object.entries(figures)
    .filter(([name]) => name.startsWith('wait/'))
    .map(([name, number]): [number, number] => [Number(name.slice('wait/'.length)), number])
    .sort(([one], [other]) => one - other);

/**
 * The median wait in seconds, and how many waits it rests on; null where nobody answered. Of an even number of waits it
 * is the mean of the two in the middle. A question that was never answered has no wait and is not in it.
 */
export function medianWait(figures: Figures): { readonly seconds: number; readonly of: number } | null {
  const waits = waitsIn(figures);
  const of = waits.reduce((sum, [, number]) => sum + number, 0);
  if (of === 0) return null;
  const nth = (n: number) => {
    let passed = 0;
    return waits.find(([, number]) => (passed += number) > n)?.[0] ?? 0;
  };
  return { seconds: (nth(Math.floor((of - 1) / 2)) + nth(Math.floor(of / 2))) / 2, of };
}

/** Figures as they are shown: waits by their median alone. */
export interface FigureSums {
  readonly counts: Readonly<Record<QuestionFigure, number>>;
  /** By answer, and behind a stroke its reason: `refuse/noCapacity`. */
  readonly answers: Figures;
  readonly wait: ReturnType<typeof medianWait>;
}

export function summed(figures: Figures): FigureSums {
  const names = Object.keys(QUESTION_FIGURES) as QuestionFigure[];
  const counts = Object.fromEntries(names.map((name) => [name, figures[name] ?? 0]));
  const answers = Object.entries(figures).flatMap(([name, number]) =>
    name.startsWith('answer/') ? [[name.slice('answer/'.length), number] as const] : [],
  );
  return {
    counts: counts as FigureSums['counts'],
    answers: Object.fromEntries(answers),
    wait: medianWait(figures),
  };
}

/** With fewer questions than this a share says little: one more case would turn it. The page says so and shows them as they are. */
export const FEW = 5;
/** The longest period that is added up at once, in days. */
export const MOST_DAYS = 92;

/** What the offices of one row are: communities each by itself, or added up by who stands above them. */
export const LEVELS = ['community', 'streetOffice', 'district'] as const;
export type Level = (typeof LEVELS)[number];

/** What rows can be put in order by. */
export const FIGURE_ORDERS = [
  'asked',
  'inTime',
  'silent',
  'refused',
  'conditional',
  'ruledAgainst',
  'callsInVain',
  'wait',
] as const;
export type FigureOrder = (typeof FIGURE_ORDERS)[number];

export interface FiguresAsked {
  readonly from: string;
  readonly to: string;
  /** What lies under this office; the viewer's own scope where it is left out. */
  readonly under?: string;
  readonly level: Level;
  readonly order: FigureOrder;
  readonly isRising: boolean;
}

export interface OfficeFigures extends FigureSums {
  readonly office: string;
  /** Its name and those above it, from the district down: a street office of one name stands in two districts. */
  readonly named: readonly { readonly zh: string; readonly en: string }[];
}

export interface FiguresShown {
  /** The period that was added up: the one asked for, or the last days of one that is too long. */
  readonly from: string;
  readonly to: string;
  /** In the order asked for. Offices of which nothing is on record are left out. */
  readonly rows: readonly OfficeFigures[];
  readonly all: FigureSums;
  /** How many communities there are under it, and of how many of them something is on record. */
  readonly communities: number;
  readonly onRecord: number;
  /** How far the record is folded into them. */
  readonly position: number;
}

/** The value rows are put in order by; null where there is none, which comes last either way. */
export function orderValue({ counts, answers, wait }: FigureSums, order: FigureOrder): number | null {
  switch (order) {
    case 'wait':
      return wait?.seconds ?? null;
    case 'refused':
      return answersIn(answers, 'refuse').total;
    case 'conditional':
      return answersIn(answers, 'conditional').total;
    default:
      return counts[order];
  }
}

// ── Like cases ──────────────────────────────────────────────────────────────────────────────────────────────

/** Under which rules a case is judged and what was shown, in codes alone. Cases with the same of it are alike. */
export interface LikeFacts {
  readonly measure: string;
  readonly clause: string;
  readonly direction: string;
  readonly isUnder14: boolean;
  /** Region → state, with the class of what is unfit or the kind of a pop-up behind a point: `poppedUp.3`. */
  readonly shown: Readonly<Record<string, string>>;
}

/** One question as it went. */
export interface LikeQuestion {
  readonly office: string;
  /** The last answer that says something about receiving; null where there is none. */
  readonly answer: string | null;
  readonly reason: string | null;
  /** From asking to the first answer, in seconds. */
  readonly waitS: number | null;
  /** How it ended where nobody answered before. */
  readonly ended: QuestionEnd | null;
}
export const QUESTION_ENDS = ['silent', 'passedUp', 'withdrawn'] as const;
export type QuestionEnd = (typeof QUESTION_ENDS)[number];

export const CASE_ENDS = ['open', 'released', 'cleared', 'turnedBack', 'withdrawn', 'referred'] as const;
export type CaseEnd = (typeof CASE_ENDS)[number];

/** A case beside its like. Nobody’s name is needed to compare. */
export interface LikeCase {
  readonly handoff: string;
  readonly checkpoint: string;
  readonly arrivedAt: number;
  readonly questions: readonly LikeQuestion[];
  readonly ruling: string | null;
  readonly ended: CaseEnd;
  /** Whether its facts are those of the newest case of its group. Cases of one car may differ in them. */
  readonly sameFacts: boolean;
}

/** What the answers and the end of some cases have in common. */
export interface LikeOutcome {
  /** The last that an office said; `silent` where its clock ran out first; null where nobody was asked, or waits. */
  readonly answer: string | null;
  readonly ruling: string | null;
  readonly ended: CaseEnd;
  readonly total: number;
  /** The newest of them, the newest first. */
  readonly cases: readonly LikeCase[];
}

export interface LikeGroup {
  readonly of: 'stop' | 'facts';
  /** Of the newest case; null where nothing was judged. */
  readonly facts: LikeFacts | null;
  /** What the clause of these facts is called; null where nothing was judged, or the measure is not known here. */
  readonly clause: { readonly zh: string; readonly en: string } | null;
  readonly total: number;
  /** At least two that differ in more than that a case is not over yet. The most frequent first. */
  readonly outcomes: readonly LikeOutcome[];
}

export interface LikeAsked {
  readonly from: string;
  readonly to: string;
  readonly of: LikeGroup['of'];
}

export interface LikeShown {
  readonly from: string;
  readonly to: string;
  readonly groups: readonly LikeGroup[];
  /** There are more groups than are shown. */
  readonly more: boolean;
  readonly position: number;
}
