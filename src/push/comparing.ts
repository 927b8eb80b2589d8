/** Comparing: figures of the offices and like cases side by side, each within the viewer's scope. */
import type { OfficeEntry } from '../contract/directory.ts';
import type { Fairness } from '../contract/doors.ts';
import {
  type Figures,
  type FiguresAsked,
  type Level,
  type LikeCase,
  type LikeGroup,
  type LikeOutcome,
  MOST_DAYS,
  orderValue,
  summed,
  sumOf,
} from '../contract/fairness.ts';
import type { Storage } from '../storage/index.ts';
import {
  casesBetween,
  comparedUpTo,
  figuresBetween,
  type KeptCase,
  lastAnswer,
  waitOf,
} from '../views/index.ts';
import type { Tables } from './looking.ts';

export interface Compared extends Tables {
  /** What a clause is called, in words; null where it is not known. */
  readonly clause: (measure: string, clause: string) => LikeGroup['clause'];
}

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
const MOST_GROUPS = 40;
/** Of one outcome; the number of all of them stands beside it. */
const MOST_CASES = { stop: 12, facts: 3 } as const;

export function comparing(storage: Storage, tables: Compared): Fairness {
  return {
    figures: async (viewer, asked) => {
      const under = asked.under ?? viewer.scope;
      if (!viewer.covers.has(under)) return null;
      const { from, to } = periodOf(asked);
      const position = await comparedUpTo(storage.read);
      const ladder = ladderOf(tables.offices());
      const isHere = (code: string) =>
        ladder.kindOf(code) === 'community' && viewer.covers.has(code) && ladder.isUnder(code, under);
      const onRecord = new Set<string>();
      const byOffice = new Map<string, Figures[]>();
      for (const { office, figures } of await figuresBetween(storage.read, from, to)) {
        if (!isHere(office)) continue;
        onRecord.add(office);
        const at = ladder.at(office, asked.level);
        const known = byOffice.get(at);
        if (known === undefined) byOffice.set(at, [figures]);
        else known.push(figures);
      }
      const rows = [...byOffice].map(([office, days]) => ({
        office,
        named: ladder.named(office),
        ...summed(sumOf(days)),
      }));
      return {
        from,
        to,
        rows: rows.sort(inOrder(asked)),
        all: summed(sumOf([...byOffice.values()].flat())),
        communities: [...viewer.covers].filter(isHere).length,
        onRecord: onRecord.size,
        position,
      };
    },
    alike: async (viewer, asked) => {
      const { from, to } = periodOf(asked);
      const position = await comparedUpTo(storage.read);
      const cases = (await casesBetween(storage.read, startOf(from), startOf(to) + DAY_MS)).filter(
        ({ places }) => places.some((office) => viewer.covers.has(office)),
      );
      const groups = groupsOf(cases, asked.of, tables);
      return { from, to, groups: groups.slice(0, MOST_GROUPS), more: groups.length > MOST_GROUPS, position };
    },
  };
}

/** When a day begins in Beijing. */
const startOf = (day: string): number => Date.parse(day) - BEIJING_MS;

/** The period asked for; of one that is too long its last days. */
function periodOf({ from, to }: { readonly from: string; readonly to: string }) {
  const first = new Date(Date.parse(to) - (MOST_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  return { from: from < first ? first : from, to };
}

function inOrder({ order, isRising }: FiguresAsked) {
  return (one: Row, other: Row): number => {
    const [a, b] = [orderValue(one, order), orderValue(other, order)];
    if (a === null || b === null) return a === b ? byCode(one, other) : a === null ? 1 : -1;
    return (isRising ? a - b : b - a) || other.counts.asked - one.counts.asked || byCode(one, other);
  };
}
type Row = Parameters<typeof orderValue>[0] & { readonly office: string };
const byCode = (one: Row, other: Row) => (one.office < other.office ? -1 : 1);

interface Ladder {
  kindOf(code: string): OfficeEntry['kind'] | undefined;
  isUnder(code: string, above: string): boolean;
  /** The office of this level that a community stands under; itself where there is none. */
  at(code: string, level: Level): string;
  /** Its name and those above it, from the district down. */
  named(code: string): { readonly zh: string; readonly en: string }[];
}

const LADDERS = new WeakMap<readonly OfficeEntry[], Ladder>();

/** Who stands above whom, made once for each list of offices. */
function ladderOf(offices: readonly OfficeEntry[]): Ladder {
  let ladder = LADDERS.get(offices);
  if (ladder === undefined) {
    const entries = new Map(offices.map((office) => [office.code, office]));
    const above = (code: string): OfficeEntry[] => {
      const chain: OfficeEntry[] = [];
      for (
        let entry = entries.get(code);
        entry !== undefined && !chain.includes(entry);
        entry = entries.get(entry.parent ?? '')
      )
        chain.push(entry);
      return chain;
    };
    ladder = {
      kindOf: (code) => entries.get(code)?.kind,
      isUnder: (code, scope) => above(code).some((entry) => entry.code === scope),
      at: (code, level) => above(code).find(({ kind }) => kind === level)?.code ?? code,
      named: (code) => {
        const chain = above(code);
        const upTo = chain.findIndex(({ kind }) => kind === 'district') + 1;
        return chain
          .slice(0, upTo || chain.length)
          .toReversed()
          .map(({ zh, en = zh }) => ({ zh, en }));
      },
    };
    LADDERS.set(offices, ladder);
  }
  return ladder;
}

// ── Like cases ──────────────────────────────────────────────────────────────────────────────────────────────

/** Groups of like cases that did not all go alike, the one with the newest case first. */
function groupsOf(cases: readonly KeptCase[], of: LikeGroup['of'], { clause }: Compared): LikeGroup[] {
  const byKey = new Map<string, KeptCase[]>();
  for (const one of [...cases].sort(
    (a, b) => b.arrivedAt - a.arrivedAt || (a.handoff < b.handoff ? 1 : -1),
  )) {
    const key = of === 'stop' ? one.stop : factsText(one);
    if (key === '' || (of === 'facts' && !isOutcome(one))) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [one]);
    else known.push(one);
  }
  return [...byKey.values()].flatMap((alike) => {
    const outcomes = outcomesOf(alike, MOST_CASES[of]);
    const { facts = null } = alike[0] ?? {};
    const title = facts === null ? null : clause(facts.measure, facts.clause);
    return differ(outcomes) ? [{ of, facts, clause: title, total: alike.length, outcomes }] : [];
  });
}

/** The same text for the same facts: they are written in one order. */
const factsText = ({ facts }: KeptCase): string => (facts === null ? '' : JSON.stringify(facts));

/** Something was answered, or it is over. */
const isOutcome = (one: KeptCase) => one.ended !== 'open' || answerOf(one) !== null;

function answerOf({ questions }: KeptCase): string | null {
  const said = questions.all.flatMap((question) => lastAnswer(question) ?? []);
  const last = said.reduce(
    (newest, answer) => (answer.at >= newest.at ? answer : newest),
    said[0] ?? NOTHING,
  );
  if (last !== NOTHING) return last.answer;
  return questions.all.some(({ ended }) => ended === 'silent') ? 'silent' : null;
}
const NOTHING = { answer: '', reason: null, at: 0, inTime: false, isOral: false };

function outcomesOf(alike: readonly KeptCase[], most: number): LikeOutcome[] {
  const first = alike[0];
  const facts = first === undefined ? '' : factsText(first);
  const byOutcome = new Map<string, LikeOutcome & { readonly cases: LikeCase[] }>();
  for (const one of alike) {
    const outcome = { answer: answerOf(one), ruling: one.questions.ruling, ended: one.ended };
    const key = JSON.stringify(outcome);
    const known = byOutcome.get(key) ?? { ...outcome, total: 0, cases: [] };
    if (known.cases.length < most) known.cases.push(likeCase(one, factsText(one) === facts));
    byOutcome.set(key, { ...known, total: known.total + 1 });
  }
  return [...byOutcome.values()].sort((a, b) => b.total - a.total);
}

/** That one of them is not over yet is no difference. */
function differ(outcomes: readonly LikeOutcome[]): boolean {
  const isMixed = (values: readonly (string | null)[], none: string | null) =>
    new Set(values.filter((value) => value !== none)).size > 1;
  return (
    isMixed(
      outcomes.map(({ answer }) => answer),
      null,
    ) ||
    isMixed(
      outcomes.map(({ ended }) => ended),
      'open',
    ) ||
    isMixed(
      outcomes.map(({ ruling }) => ruling),
      null,
    )
  );
}

const likeCase = (one: KeptCase, sameFacts: boolean): LikeCase => ({
  handoff: one.handoff,
  checkpoint: one.checkpoint,
  arrivedAt: one.arrivedAt,
  questions: one.questions.all.map((question) => {
    const last = lastAnswer(question);
    return {
      office: question.office,
      answer: last?.answer ?? null,
      reason: last?.reason ?? null,
      waitS: waitOf(question),
      ended: question.ended,
    };
  }),
  ruling: one.questions.ruling,
  ended: one.ended,
  sameFacts,
});
