/**
 * Journal rows as somebody may read them: what was done, in coded fields, at both times and by whom.
 *
 * Words stay sealed but for those who handle the case at the checkpoint, decide or review: a ruling is made on what both
 * sides said, as they said it, and an officer answers for what a voice on the telephone was told.
 */
import type { Actor } from '../contract/roles.ts';
import type { JournalRow, Json } from '../contract/streams.ts';
import { openPart, type Storage } from '../storage/index.ts';
import { asJson, colleaguesOf } from './people.ts';

type Entry = { readonly [field: string]: Json };

/** Coded fields of a command that a timeline may show; what prepare found and judged stays in the journal. */
const UNSAID: ReadonlySet<string> = new Set([
  'found',
  'judged',
  'open',
  'by',
  'directory',
  'second',
  'at',
  'type',
  'snapshot',
  'textDigest',
  'witnessCode',
  'contradictions',
  // Files that were handed in whole have an address of their own.
  'text',
  'entries',
]);
/** Coded fields that would tell an office or a bystander about somebody's health. */
const HEALTH: ReadonlySet<string> = new Set(['region']);
/** Who of staff it was: the traveller sees which office acted. */
const ACCOUNTS: ReadonlySet<string> = new Set(['nextDecider']);
/** What only those are told who look into it: an alarm is no word about anybody to an office or a bystander. */
const ALARMS: ReadonlySet<string> = new Set([
  'noteContradiction',
  'settleContradiction',
  'contradictionFound',
]);
/** The fields that hold what somebody said. */
const WORDS: readonly string[] = ['words', 'because', 'reason'];
/** Said in place of words whose key is gone. */
const ERASED = 'erased';

const READS_WORDS: readonly Actor['role'][] = ['officer', 'dutySuperior', 'supervisor', 'reviewer'];
const readsWords = ({ role }: Actor) => READS_WORDS.includes(role);

/** The rows that this viewer is told of at all. */
export const toldTo = (viewer: Actor, rows: readonly JournalRow[]): readonly JournalRow[] =>
  readsWords(viewer) ? rows : rows.filter(({ command }) => !ALARMS.has(command.type));

/** The rows of streams of one kind, oldest first, as this viewer reads them. */
export async function entriesOf(
  storage: Storage,
  viewer: Actor,
  rows: readonly JournalRow[],
): Promise<Entry[]> {
  const colleagues =
    viewer.role === 'traveller'
      ? null
      : await colleaguesOf(
          storage,
          rows.flatMap(({ performedBy, secondPerson }) => [performedBy, secondPerson]),
        );
  const parts = readsWords(viewer)
    ? rows.flatMap((row) =>
        row.sealedParts.filter(({ field }) => WORDS.includes(field) || isCalled(row, field)),
      )
    : [];
  const keys = await storage.keys.byId([...new Set(parts.map(({ keyId }) => keyId))]);
  const isOffice = viewer.role === 'communityWorker' || viewer.role === 'streetOfficer';
  return rows.map((row) => {
    const said = Object.fromEntries(
      Object.entries(row.command).filter(
        ([field]) =>
          !UNSAID.has(field) &&
          !(isOffice && HEALTH.has(field)) &&
          !(colleagues === null && ACCOUNTS.has(field)),
      ),
    ) as Record<string, Json>;
    const words = readsWords(viewer) ? wordsOf(row, keys) : [];
    return {
      version: row.version,
      command: row.command.type,
      facts: row.facts.flatMap(({ type }) => (readsWords(viewer) || !ALARMS.has(type) ? [type] : [])),
      said,
      occurredAt: row.occurredAt,
      recordedAt: row.recordedAt,
      // The traveller sees which office acted, on the papers; accounts are the house's own affair.
      ...(colleagues === null
        ? {}
        : {
            performedBy: row.performedBy,
            secondPerson: row.secondPerson,
            who: asJson(colleagues.get(row.performedBy)),
            second: asJson(colleagues.get(row.secondPerson ?? '')),
          }),
      ...numberOf(viewer, row, keys),
      ...(words.length === 0 ? {} : { words }),
    };
  });
}

/** A duty number of the directory, which was called; no number of anybody's own. */
const isCalled = ({ command }: JournalRow, field: string) =>
  command.type === 'recordCall' && field === 'number';

function numberOf(
  viewer: Actor,
  row: JournalRow,
  keys: ReadonlyMap<string, Buffer>,
): { readonly number?: string } {
  const part = row.sealedParts.find(({ field }) => isCalled(row, field));
  if (part === undefined || part.sealed === '' || !readsWords(viewer)) return {};
  const opened = openPart(keys, row, part);
  return opened.outcome === 'open' ? { number: String(JSON.parse(opened.text)) } : {};
}

function wordsOf(row: JournalRow, keys: ReadonlyMap<string, Buffer>): string[] {
  return row.sealedParts
    .filter(({ field }) => WORDS.includes(field))
    .map((part) => {
      if (part.sealed === '') return ERASED;
      const opened = openPart(keys, row, part);
      return opened.outcome === 'open' ? String(JSON.parse(opened.text)) : ERASED;
    });
}
