/**
 * How alike the offices answer, folded from the log: what each case has come to, as codes (`likeCases`), and from that
 * the figures of each office by day (`figures`). A row changes the figures by what its case counts after it and did not
 * before, so an answer that comes late, or is taken back, counts on the day of its question.
 */
import { dayInBeijing } from '../contract/counts.ts';
import {
  CASE_ENDS,
  type CaseEnd,
  type Figures,
  type FiguresOfADay,
  type LikeFacts,
  REACHED_NOBODY,
  sumOf,
} from '../contract/fairness.ts';
import type { ShownStates } from '../contract/measures.ts';
import type { JournalRow, Json, Snapshot } from '../contract/streams.ts';
import {
  type LoggedRow,
  readStreams,
  readViewRange,
  readViews,
  type Reader,
  type Storage,
  streamKeyText,
  type Writer,
} from '../storage/index.ts';
import { type Fold, foldAnew, foldedUpTo, foldNext, type FoldedPut } from './fold.ts';
import { figuresOf, NO_QUESTIONS, type Questions, questionsAfter } from './questions.ts';

const FIGURES = 'figures';
const CASES = 'likeCases';

/** A case as it is compared: where it lies, what it is judged by, what was asked and answered, how it ended. */
export interface KeptCase {
  readonly handoff: string;
  readonly stop: string;
  readonly checkpoint: string;
  readonly arrivedAt: number;
  /** Every office it has to do with now: whoever covers one of them may see the case. */
  readonly places: readonly string[];
  /** Null as long as nothing was judged. */
  readonly facts: LikeFacts | null;
  readonly ended: CaseEnd;
  readonly questions: Questions;
}

const FOLD: Fold = { cursor: 'fairness', views: [FIGURES, CASES], after: fairnessAfter };
/** How far it is folded. */
export const comparedUpTo = (reader: Reader): Promise<number> => foldedUpTo(reader, FOLD);
/** Folds the next page of the log and gives how many rows that were; 0 where nothing is new. */
export const foldFairness = (storage: Storage): Promise<number> => foldNext(storage, FOLD);
/** Folds all of it again from the first row, and gives up to which position. */
export const rebuildFairness = (storage: Storage): Promise<number> => foldAnew(storage, FOLD);

/**
 * The figures of one day, of the offices whose codes begin alike: those of a street office, by the official codes. A
 * city's communities lie in some hundreds of rows a day so, which are read in a moment.
 */
interface KeptFigures {
  readonly day: string;
  readonly offices: Readonly<Record<string, Figures>>;
}
const BEGINNING = 9;
const keyOf = (day: string, office: string) => `${day}.${office.slice(0, BEGINNING)}`;

/** The figures of all offices from one day to another, both among them. */
export async function figuresBetween(reader: Reader, from: string, to: string): Promise<FiguresOfADay[]> {
  const rows = await readViewRange(reader, FIGURES, `${from}.`, `${to}.~`);
  return rows.flatMap((kept) => {
    const { day, offices } = kept as unknown as KeptFigures;
    return Object.entries(offices).map(([office, figures]) => ({ day, office, figures }));
  });
}

/** The cases that were opened from one instant until before another, the oldest first. */
export async function casesBetween(reader: Reader, from: number, until: number): Promise<KeptCase[]> {
  const rows = await readViewRange(reader, CASES, firstId(from), firstId(until));
  return rows as unknown as KeptCase[];
}

/** What sorts before every id that was made at this instant: a UUIDv7 begins with it. */
function firstId(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

async function fairnessAfter(writer: Writer, rows: readonly LoggedRow[]): Promise<readonly FoldedPut[]> {
  const ofCases = rows.filter(({ row }) => row.streamKind === 'handoff');
  const ids = [...new Set(ofCases.map(({ row }) => row.streamId))];
  const known = await readViews(
    writer,
    ids.map((key) => ({ view: CASES, key })),
  );
  const questions = new Map(
    known.map(({ key, row }) => [key, (row as unknown as KeptCase).questions] as const),
  );
  const last = new Map<string, number>();
  const added = new Added();
  for (const { row, position } of ofCases) {
    const before = questions.get(row.streamId) ?? NO_QUESTIONS;
    const after = questionsAfter(before, row);
    questions.set(row.streamId, after);
    last.set(row.streamId, position);
    if (after !== before) {
      added.add(figuresOf(after), 1, position);
      added.add(figuresOf(before), -1, position);
    }
    added.add(callsIn(row), 1, position);
  }
  const heads = await readStreams(
    writer,
    ids.map((streamId) => ({ streamKind: 'handoff' as const, streamId })),
  );
  const cases = ids.flatMap((streamId): FoldedPut[] => {
    const head = heads.get(streamKeyText({ streamKind: 'handoff', streamId }));
    if (head?.snapshot == null) return [];
    const kept = caseOf(streamId, head.snapshot, questions.get(streamId) ?? NO_QUESTIONS);
    const version = last.get(streamId) ?? 0;
    return [{ view: CASES, key: streamId, version, audience: [], row: kept as unknown as Json }];
  });
  return [...cases, ...(await added.rows(writer))];
}

/** A call counts at the office that was called, on its day. */
function callsIn({ command, facts, occurredAt }: JournalRow): ReadonlyMap<string, Figures> {
  const office = command['office'];
  if (!facts.some(({ type }) => type === 'callRecorded') || typeof office !== 'string') return new Map();
  const isInVain = (REACHED_NOBODY as readonly string[]).includes(String(command['outcome']));
  const figures = { calls: 1, ...(isInVain ? { callsInVain: 1 } : {}) };
  return new Map([[`${dayInBeijing(occurredAt)}.${office}`, figures]]);
}

/** What some rows of the log add to the figures, by day and office. */
class Added {
  readonly #byKey = new Map<string, { version: number; day: string; offices: Map<string, Figures[]> }>();

  add(by: ReadonlyMap<string, Figures>, times: 1 | -1, version: number): void {
    for (const [dayAndOffice, figures] of by) {
      const at = dayAndOffice.indexOf('.');
      const [day, office] = [dayAndOffice.slice(0, at), dayAndOffice.slice(at + 1)];
      const key = keyOf(day, office);
      const own = this.#byKey.get(key) ?? { version, day, offices: new Map<string, Figures[]>() };
      this.#byKey.set(key, own);
      own.version = version;
      const signed = Object.fromEntries(
        Object.entries(figures).map(([name, number]) => [name, times * number]),
      );
      own.offices.set(office, [...(own.offices.get(office) ?? []), signed]);
    }
  }

  /** The rows of the figures with it. */
  async rows(writer: Writer): Promise<FoldedPut[]> {
    const keys = [...this.#byKey.keys()].map((key) => ({ view: FIGURES, key }));
    const before = new Map(
      (await readViews(writer, keys)).map(({ key, row }) => [key, (row as unknown as KeptFigures).offices]),
    );
    return [...this.#byKey].map(([key, { version, day, offices }]) => {
      const sums = new Map(Object.entries(before.get(key) ?? {}));
      for (const [office, added] of offices) sums.set(office, sumOf([sums.get(office) ?? {}, ...added]));
      const kept = inOrder([...sums].map(([office, figures]) => [office, sorted(figures)]));
      const row = { day, offices: Object.fromEntries(kept) } satisfies KeptFigures;
      return { view: FIGURES, key, version, audience: [], row };
    });
  }
}

const inOrder = <T>(entries: readonly (readonly [string, T])[]) =>
  [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
/** In one order, and without what came to nothing, so that the same sums are the same text. */
const sorted = (figures: Figures): Figures =>
  Object.fromEntries(inOrder(Object.entries(figures)).filter(([, number]) => number !== 0));

/** What is read of a case. Older machines left contexts in which some of it is missing. */
interface Remembered {
  readonly stop?: string;
  readonly checkpoint?: string;
  readonly arrivedAt?: number;
  readonly measure?: string;
  readonly measureVersion?: number;
  readonly clause?: string;
  readonly direction?: string;
  readonly isUnder14?: boolean;
  readonly shown?: ShownStates | null;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly consent?: Readonly<Record<string, unknown>>;
  readonly care?: Readonly<Record<string, unknown>>;
}

function caseOf(handoff: string, { value, context }: Snapshot, questions: Questions): KeptCase {
  const of = context as Remembered;
  const places = [
    of.checkpoint,
    of.request?.['community'],
    of.request?.['streetOffice'],
    of.request?.['supervisor'],
    of.consent?.['office'],
    of.care?.['office'],
    of.care?.['ruledOffice'],
    of.care?.['transferTo'],
  ].filter((office): office is string => typeof office === 'string' && office !== '');
  const state = typeof value === 'string' ? value : (Object.keys(value ?? {})[0] ?? '');
  return {
    handoff,
    stop: of.stop ?? '',
    checkpoint: of.checkpoint ?? '',
    arrivedAt: of.arrivedAt ?? 0,
    places: [...new Set(places)],
    facts: factsOf(of),
    ended: CASE_ENDS.find((end) => end === state) ?? 'open',
    questions,
  };
}

function factsOf({
  measure = '',
  measureVersion = 0,
  clause = '',
  direction = '',
  isUnder14 = false,
  shown,
}: Remembered): LikeFacts | null {
  if (shown === null || shown === undefined) return null;
  const { test, healthStatus, itinerary, filing, circumstances = {} } = shown;
  const coded = ({ state, detail }: { readonly state: string; readonly detail?: object }) => {
    const { class: unfit, kind } = (detail ?? {}) as { readonly class?: string; readonly kind?: number };
    return [state, unfit ?? kind].filter((part) => part !== undefined).join('.');
  };
  return {
    measure: `${measure}@${measureVersion}`,
    clause,
    direction,
    isUnder14,
    shown: {
      healthStatus: coded(healthStatus),
      test: coded(test),
      itinerary: coded(itinerary),
      filing: coded(filing),
      ...Object.fromEntries(inOrder(Object.entries(circumstances))),
    },
  };
}
