/** What a draft of a measure would have said of handoffs that are on record. Only sums leave this file. */
import type { Actor } from '../access/index.ts';
import type { DocumentShown } from '../contract/identity/document-key.ts';
import type { EvidenceRegion, Measure, ShownStates } from '../contract/measures.ts';
import { EVIDENCE_REGIONS } from '../contract/measures.ts';
import type { Changed, Simulation } from '../contract/trying-measures.ts';
import { OUTCOMES, type Outcome } from '../contract/trying-words.ts';
import type { JournalRow } from '../contract/streams.ts';
import { judgeStates } from '../measures/index.ts';
import { openPart, readLog, readRows, type Storage } from '../storage/index.ts';
import type { HandoffContext, HandoffStanding, Judged } from '../../workflows/handoff-context.ts';
import { NOBODY } from '../../workflows/handoff-context.ts';
import { ageAtArrival } from './age-at-arrival.ts';
import { evidenceKept } from './certificates.ts';
import { type Found, NOTHING_SHOWN } from './found.ts';
import { shownBy, SHOWS, statesOf } from './judged.ts';
import { documentsIn, identifies } from './identity-fields.ts';
import type { Registry } from './registry.ts';

/** The handoffs of travellers who arrived in this time at one of these checkpoints, in the order in which they were opened. */
export async function handoffsOf(
  storage: Storage,
  { from, to }: { readonly from: number; readonly to: number },
  isCovered: (checkpoint: string) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after = 0; ; ) {
    const rows = await readLog(storage.read, after);
    if (rows.length === 0) return found;
    for (const { position, row } of rows) {
      after = position;
      if (row.streamKind !== 'handoff' || row.command.type !== 'openHandoff') continue;
      const { open } = row.command as unknown as Recorded;
      const arrivedAt = open?.arrivedAt ?? row.occurredAt;
      if (arrivedAt >= from && arrivedAt < to && isCovered(open?.checkpoint ?? '')) found.push(row.streamId);
    }
  }
}

/**
 * Judges each of these handoffs anew by the draft, from the proofs as they were entered, and compares with what the
 * measure it was pinned to said last. The proofs are opened for it, and the documents where the draft exempts by age;
 * whoever calls has written that down before.
 * A handoff whose proofs are erased is counted and not judged; what never became a handoff left nothing to judge.
 */
export async function simulate(
  storage: Storage,
  registry: Registry,
  draft: Measure,
  handoffs: readonly string[],
): Promise<Simulation> {
  const changed = new Map<string, Changed>();
  const sums = { handoffs: 0, same: 0, milder: 0, stricter: 0, otherwise: 0, erased: 0 };
  for (const id of handoffs) {
    const rows = await readRows(storage.read, { streamKind: 'handoff', streamId: id });
    const told = await retell(storage, registry, draft, rows);
    sums.handoffs += 1;
    if (told === null) {
      sums.erased += 1;
      continue;
    }
    const { was, would } = told;
    const isSame = was.clause === would.clause && was.outcome === would.outcome;
    const key = JSON.stringify([was, would]);
    const before = changed.get(key);
    const way = wayOf(was.outcome, would.outcome, isSame);
    sums[way] += 1;
    if (!isSame) changed.set(key, { was, would, way, handoffs: (before?.handoffs ?? 0) + 1 });
  }
  return {
    ...sums,
    changes: [...changed.values()].sort(
      (a, b) => b.handoffs - a.handoffs || order(a).localeCompare(order(b)),
    ),
  };
}

const order = ({ was, would }: Changed) => `${was.clause} ${would.clause} ${was.outcome} ${would.outcome}`;

function wayOf(was: Outcome, would: Outcome, isSame: boolean): 'same' | 'milder' | 'stricter' | 'otherwise' {
  if (isSame) return 'same';
  const step = OUTCOMES.indexOf(would) - OUTCOMES.indexOf(was);
  // Whoever is referred is referred under any measure; the clause beside it may differ.
  if (step === 0 || was === 'referred' || would === 'referred') return 'otherwise';
  return step < 0 ? 'milder' : 'stricter';
}

interface Told {
  readonly clause: string;
  readonly outcome: Outcome;
}

async function retell(
  storage: Storage,
  registry: Registry,
  draft: Measure,
  rows: readonly JournalRow[],
): Promise<{ readonly was: Told; readonly would: Told } | null> {
  const isOpened = (field: string) =>
    PROOFS.has(field) || (draft.test.exemptUpToYears !== null && DOCUMENTS.has(field));
  const parts = rows.flatMap(({ sealedParts }) =>
    sealedParts.filter(({ field }) => isOpened(field)).map(({ keyId }) => keyId),
  );
  const keys = await storage.keys.byId([...new Set(parts)]);
  let was: Told | null = null;
  let known: ShownStates = NOTHING_SHOWN;
  let context: HandoffContext = NOBODY;
  let person: Person = {};
  let lastAt = 0;
  for (const row of rows) {
    const command = row.command as unknown as Recorded;
    if (row.command.type === 'openHandoff')
      context = { ...NOBODY, ...command.open, direction: command.open?.direction ?? 'INBOUND' };
    const { judged } = command;
    if (judged?.clause !== undefined) was = { clause: judged.clause, outcome: outcomeOf(judged.states) };
    const body: Record<string, unknown> = { ...command };
    for (const part of row.sealedParts) {
      if (!isOpened(part.field)) continue;
      const opened = openPart(keys, row, part);
      if (opened.outcome === 'erased') return null;
      body[part.field] = JSON.parse(opened.text);
    }
    if (identifies(row.command.type as Found['type'])) {
      person = { ...person, ...personSaid(body) };
      lastAt = row.recordedAt;
    }
    // What a source said that was not believed, or came too late, changed nothing then and changes nothing now.
    if (judged?.says !== undefined && judged.says !== 'found') continue;
    const regions = regionsOf(row, command);
    if (regions.length === 0) continue;
    const standing: HandoffStanding = { value: 'new', context };
    const seen: Found = {
      type: row.command.type as Found['type'],
      standing,
      stop: null,
      body,
      actor: row.command.type === 'recordSourceAnswer' ? SOURCE : OFFICER,
      secondPerson: row.secondPerson,
      registry,
      now: row.recordedAt,
      at: context.arrivedAt,
      codeWasRight: false,
      pledgeDigest: null,
      codeShownBy: null,
      certificate: evidenceKept(body['test']),
      documents: null,
      alike: NOTHING_ALIKE,
      family: new Map(),
      // Nobody is asked anew: what a source answered is played again as it was recorded.
      connected: new Set(),
      hasDocument: false,
      onShift: [],
    };
    known = asFoundThen(shownBy(seen, draft, known, regions), judged);
  }
  if (was === null) return null;
  const { arrivedAt, direction } = context;
  const { isUnder14 = false } = person;
  const ageYears = ageAtArrival(documentsIn({ ...person }), { arrivedAt, isUnder14, now: lastAt });
  const judgement = judgeStates(draft, { direction, ageYears, shown: known });
  return { was, would: { clause: judgement.clauseId, outcome: outcomeOf(statesOf(judgement)) } };
}

interface Person {
  readonly document?: DocumentShown;
  readonly further?: readonly DocumentShown[];
  readonly isUnder14?: boolean;
}

/** Only what a row says: what it leaves out stays as it was. */
const personSaid = ({ document, further, isUnder14 }: Readonly<Record<string, unknown>>): Person =>
  Object.fromEntries(
    Object.entries({ document, further, isUnder14 }).filter(([, said]) => said !== undefined),
  );

/** What was found of the proof and not in it: that it is another person's. No measure changes that. */
function asFoundThen(shown: ShownStates, judged: Judged | undefined): ShownStates {
  const then = judged?.shown?.test;
  return then?.state === 'unfit' && then.detail.class === 'usedByAnother' ? { ...shown, test: then } : shown;
}

interface Recorded {
  readonly judged?: Judged;
  readonly open?: Pick<HandoffContext, 'stop' | 'checkpoint' | 'arrivedAt' | 'direction'>;
  readonly region?: EvidenceRegion;
}

const PROOFS: ReadonlySet<string> = new Set(EVIDENCE_REGIONS);
const DOCUMENTS: ReadonlySet<string> = new Set(['document', 'further']);
const NOTHING_ALIKE: Found['alike'] = { bearers: {} } as Found['alike'];
const actor = (role: Actor['role']): Actor => ({ account: '', role, scope: '*', covers: new Set() });
const SOURCE = actor('adapter');
const OFFICER = actor('officer');

function regionsOf({ command: { type } }: JournalRow, { region }: Recorded): readonly EvidenceRegion[] {
  if (type === 'openHandoff') return EVIDENCE_REGIONS;
  if ((type === 'correctEvidence' || type === 'recordSourceAnswer') && region !== undefined) return [region];
  const own = SHOWS[type as Found['type']];
  return own === undefined ? [] : [own];
}

/** Where a traveller stands by what is judged: what follows in the case is people's and not the measure's. */
function outcomeOf(states: Judged['states']): Outcome {
  if (states.test?.startsWith('stops.') === true) return 'referred';
  if (states.consent === 'needed') return 'asksTheCommunity';
  const isMet = EVIDENCE_REGIONS.every((region) => {
    const state = states[region];
    return state === undefined || state === 'notNeeded' || state.startsWith('met.');
  });
  return isMet ? 'drivesOn' : 'isUnmet';
}
