/**
 * The dispute room as one viewer reads it (`contract/dispute.ts`): made of the journal at delivery, where words are
 * sealed, and never kept in the open.
 *
 * Fields are named one by one: what is not named here reaches nobody. Staff read what all sides said of the request; an
 * office reads the words of the checkpoint and of the traveller, who may speak of their health, once it was answered
 * whether this is its resident. The traveller reads their own words, what they were asked, and the outcome.
 */
import type { Appeal, ClauseCalled, Dispute, Outcome, Side, Speaker, Spoken } from '../contract/dispute.ts';
import { commandRow, isCommandType } from '../contract/commands.ts';
import type { Actor } from '../contract/roles.ts';
import { stands } from '../contract/standings.ts';
import type { JournalRow } from '../contract/streams.ts';
import { openPart, readRows, type Storage, type ViewPut } from '../storage/index.ts';
import type { OfficeWord, ShownRow } from '../views/index.ts';
import { type Colleague, colleaguesOf } from './people.ts';

const ANSWER = [
  'answer',
  'isRegisteredResident',
  'reason',
  'suggestion',
  'conditions',
  'observationDays',
  'until',
] as const;

/** What is said in a room: by which command, and which of its coded fields. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  askCommunity: ['community'],
  answerCommunity: ANSWER,
  recordOralAnswer: ANSWER,
  disputeOralAnswer: [],
  escalateRequest: [],
  cancelRequest: [],
  reportChange: ['what'],
  revokeConsent: ['reason'],
  reportReceptionProblem: [],
  addStatement: [],
  takeUpDispute: [],
  askForStatement: ['of'],
  ruleOnHandoff: ['ruling', 'office', 'conditions', 'until', 'ground', 'heard'],
  acknowledgeRuling: [],
  dueTimerFired: ['timer'],
};
/** What may follow from something said, as far as a room tells it. A clock is told of where one of these followed. */
const FOLLOWED: ReadonlySet<string> = new Set([
  'rungAsked',
  'consentGiven',
  'consentRefused',
  'consentLapsed',
  'requestCancelled',
  'answerKeptAsStatement',
  'oralAnswerStands',
  'nobodyDecided',
  'deciderNamed',
  'acknowledgementOverdue',
]);
/** What the traveller reads of it, beside what they said themselves. */
const TO_THE_TRAVELLER: ReadonlySet<string> = new Set(['askForStatement']);
/** The fields that hold what somebody said. */
const WORDS: ReadonlySet<string> = new Set(['words', 'because']);
const ERASED = 'erased';
const OFFICE_ROLES: readonly string[] = ['communityWorker', 'streetOfficer'];

/** The clauses of a measure by their titles; none where the measure is not known. */
export type ClausesOf = (measure: string, version: number) => readonly ClauseCalled[];

interface HandoffSeen {
  readonly measure: string;
  readonly measureVersion: number;
  readonly clause: string;
  readonly checkpoint: string;
  readonly request: { readonly residentKnown: boolean; readonly decider?: string | null };
  readonly care: { readonly problem: boolean };
  /** The one that is open; absent in rows of an older house. */
  readonly appeal?: { readonly isOverdue: boolean } | null;
}

/** The room of one case. */
export async function roomOf(
  storage: Storage,
  viewer: Actor,
  put: ViewPut,
  clausesOf: ClausesOf,
): Promise<Dispute> {
  const shown = put.row as unknown as ShownRow;
  const context = shown.context as unknown as HandoffSeen;
  const rows = await readRows(storage.read, put);
  const isTraveller = viewer.role === 'traveller';
  const isOffice = OFFICE_ROLES.includes(viewer.role);
  const decider = context.request.decider ?? null;
  const told = rows.filter((row) => isSaid(row) || isAppeal(row));
  const byOffice = new Map((shown.officeWords ?? []).map((word) => [word.version, word]));
  const [keys, colleagues] = await Promise.all([
    storage.keys.byId([...new Set(told.flatMap(({ sealedParts }) => sealedParts.map(({ keyId }) => keyId)))]),
    colleaguesOf(
      storage,
      isTraveller
        ? []
        : [
            decider,
            ...told.flatMap(({ version, performedBy }) => [performedBy, byOffice.get(version)?.by ?? null]),
          ],
    ),
  ]);
  const clauses = clausesOf(context.measure, context.measureVersion);
  const speak = { shown, context, keys, colleagues, byOffice, clauses };
  const isFirstQuestionOpen = isOffice && !context.request.residentKnown;
  const from = shown.dispute?.from ?? 1;
  const inRoom = told.filter(
    (row) => isSaid(row) && row.version >= from && (!isTraveller || isForTheTraveller(row)),
  );
  const isWaiting = stands(shown.state, 'open.consent.asked.supervisor');
  const isOverdue = stands(shown.state, 'open.consent.asked.undecided');
  const since = shown.dispute?.since ?? null;
  const isOpen = since !== null && (isWaiting || isOverdue || context.care.problem);
  const deciding = colleagues.get(decider ?? '');
  return {
    since,
    isOpen,
    isOverdue,
    due: isOpen ? (shown.timers['rulingDue']?.dueAt ?? null) : null,
    desk: shown.dispute?.desk ?? null,
    checkpoint: context.checkpoint,
    offices: shown.dispute?.offices ?? [],
    decider: decider === null || deciding === undefined ? null : { account: decider, ...named(deciding) },
    outcome: outcomeOf(rows, from, clauses, isFirstQuestionOpen),
    clauses:
      viewer.role === 'supervisor'
        ? [...clauses].sort((a, b) => Number(b.id === context.clause) - Number(a.id === context.clause))
        : [],
    spoken: inRoom.map((row) => spokenIn(row, speak, isFirstQuestionOpen)),
    appeals: isOffice ? [] : appealsIn(told, speak),
  };
}

interface Speaking {
  readonly shown: ShownRow;
  readonly context: HandoffSeen;
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly colleagues: ReadonlyMap<string, Colleague>;
  readonly byOffice: ReadonlyMap<number, OfficeWord>;
  readonly clauses: readonly ClauseCalled[];
}

const isSaid = ({ command, facts }: JournalRow) =>
  SAID[command.type] !== undefined &&
  (command.type !== 'dueTimerFired' || facts.some(({ type }) => FOLLOWED.has(type)));
const isAppeal = ({ command }: JournalRow) => command.type === 'fileAppeal' || command.type === 'lookAgain';
const isOf = (row: JournalRow, role: 'traveller') => row.performedBy.startsWith(`${role}:`);
const isForTheTraveller = (row: JournalRow) =>
  isOf(row, 'traveller') || (TO_THE_TRAVELLER.has(row.command.type) && row.command['of'] === 'traveller');

function spokenIn(row: JournalRow, speaking: Speaking, isFirstQuestionOpen: boolean): Spoken {
  const { keys, colleagues, byOffice, clauses } = speaking;
  const { version, command, facts, performedBy, occurredAt, recordedAt } = row;
  const word = byOffice.get(version);
  const side = sideOf(row, word, colleagues);
  const said = Object.fromEntries(
    (SAID[command.type] ?? []).flatMap((field) =>
      command[field] === undefined ? [] : [[field, command[field]]],
    ),
  );
  const isKept =
    isFirstQuestionOpen && (side === 'checkpoint' || side === 'traveller') && row.sealedParts.some(isWords);
  const by = word?.by ?? performedBy;
  return {
    version,
    command: command.type,
    side,
    office: officeOf(side, speaking, word),
    who: named(colleagues.get(by)),
    writtenBy: by === performedBy ? null : named(colleagues.get(performedBy)),
    occurredAt,
    recordedAt,
    said,
    clause: clauseIn(row, clauses, isFirstQuestionOpen),
    facts: facts.flatMap(({ type }) => (FOLLOWED.has(type) ? [type] : [])),
    words: isKept ? null : wordsIn(row, keys),
    isKept,
  };
}

function sideOf(
  row: JournalRow,
  word: OfficeWord | undefined,
  colleagues: ReadonlyMap<string, Colleague>,
): Side {
  if (word !== undefined) return 'office';
  if (row.performedBy === 'house') return 'house';
  if (isOf(row, 'traveller')) return 'traveller';
  const { type } = row.command;
  const at: readonly string[] = isCommandType(type) ? commandRow(type).at : [];
  if (at.length === 1 && at[0] === 'supervisor') return 'supervisor';
  const roles = colleagues.get(row.performedBy)?.grants.map(({ role }) => role) ?? [];
  if (at.includes('supervisor') && roles.includes('supervisor')) return 'supervisor';
  return at.includes('community') && roles.every((role) => OFFICE_ROLES.includes(role)) && roles.length > 0
    ? 'office'
    : 'checkpoint';
}

function officeOf(side: Side, { shown, context }: Speaking, word: OfficeWord | undefined): string | null {
  if (side === 'office') return word?.office ?? null;
  if (side === 'checkpoint') return context.checkpoint;
  return side === 'supervisor' ? (shown.dispute?.desk ?? null) : null;
}

/** The clause somebody ruled by. A clause may be called after somebody's status. */
function clauseIn(
  { command }: JournalRow,
  clauses: readonly ClauseCalled[],
  isFirstQuestionOpen: boolean,
): ClauseCalled | null {
  const { clause: id } = command;
  if (typeof id !== 'string' || isFirstQuestionOpen) return null;
  return clauses.find((one) => one.id === id) ?? { id, zh: id, en: id };
}

/** The last ruling on this request. */
function outcomeOf(
  rows: readonly JournalRow[],
  from: number,
  clauses: readonly ClauseCalled[],
  isFirstQuestionOpen: boolean,
): Outcome | null {
  const ruled = rows.findLast(({ command, version }) => version >= from && command.type === 'ruleOnHandoff');
  if (ruled === undefined) return null;
  const { command, version, occurredAt } = ruled;
  const { ruling, ground, office, conditions = [], until = null } = command;
  return {
    version,
    ruling: ruling as Outcome['ruling'],
    ground: String(ground),
    clause: clauseIn(ruled, clauses, isFirstQuestionOpen),
    office: typeof office === 'string' ? office : null,
    conditions: conditions as readonly string[],
    until: until as number | null,
    at: occurredAt,
  };
}

/** Every appeal with the answer that came after it. Looking again where nobody appealed answers none. */
function appealsIn(
  rows: readonly JournalRow[],
  { keys, colleagues, shown, context }: Speaking,
): readonly Appeal[] {
  const due = shown.timers['appealDue']?.dueAt ?? null;
  const isOverdue = context.appeal?.isOverdue === true;
  const appeals: Appeal[] = [];
  for (const row of rows) {
    const { command, version, occurredAt: at } = row;
    const words = wordsIn(row, keys);
    const open = appeals.at(-1);
    if (command.type === 'fileAppeal')
      appeals.push({ version, of: String(command['of']), at, words, due, isOverdue, answer: null });
    if (command.type === 'lookAgain' && open?.answer === null) {
      const outcome = command['outcome'] as NonNullable<Appeal['answer']>['outcome'];
      const who = named(colleagues.get(row.performedBy));
      appeals[appeals.length - 1] = {
        ...open,
        due: null,
        isOverdue: false,
        answer: { outcome, words, at, who },
      };
    }
  }
  return appeals;
}

const isWords = ({ field }: { readonly field: string }) => WORDS.has(field);

function wordsIn(row: JournalRow, keys: ReadonlyMap<string, Buffer>): string | null {
  const part = row.sealedParts.find(isWords);
  if (part === undefined) return null;
  if (part.sealed === '') return ERASED;
  const opened = openPart(keys, row, part);
  return opened.outcome === 'open' ? String(JSON.parse(opened.text)) : ERASED;
}

function named(colleague: Colleague): Speaker;
function named(colleague: Colleague | undefined): Speaker | null;
function named(colleague: Colleague | undefined): Speaker | null {
  return colleague === undefined ? null : { surname: colleague.surname, staffNumber: colleague.staffNumber };
}
