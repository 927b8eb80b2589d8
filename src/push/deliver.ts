/**
 * Delivery: a kept row as one viewer may see it.
 *
 * Personal parts are opened here and nowhere earlier: names and addresses for those who handle the case, document and
 * telephone numbers masked unless the viewer opened them with a purpose that stands in the journal. A community sees no
 * health status before it has answered whether this is its resident.
 */
import { RIGHTS } from '../access/index.ts';
import { COMMAND_TYPES, type CommandType, commandRow } from '../contract/commands.ts';
import type { Delivered } from '../contract/doors.ts';
import { maskNumber } from '../contract/papers.ts';
import type { Actor } from '../contract/roles.ts';
import type { Json, StreamKind } from '../contract/streams.ts';
import type { ViewName } from '../contract/views.ts';
import { openPart, readRows, type Storage, type ViewPut } from '../storage/index.ts';
import type { KeptPart, ShownRow } from '../views/index.ts';
import { entriesOf } from './entries.ts';
import { asJson, type Colleague, colleaguesOf } from './people.ts';
import { type ClausesOf, roomOf } from './room.ts';

type Row = { readonly [field: string]: Json };

/** Said in place of a part whose key is gone. */
const ERASED = 'erased';

/** Which personal parts a role is shown at all. */
const PARTS: Readonly<Partial<Record<Actor['role'], readonly string[]>>> = {
  officer: ['name', 'document', 'further', 'phone', 'returnAddress', 'previousAddress', 'plate', 'note'],
  dutySuperior: ['name', 'document', 'further', 'phone', 'returnAddress', 'previousAddress', 'plate', 'note'],
  communityWorker: ['name', 'returnAddress', 'phone', 'note'],
  streetOfficer: ['name', 'returnAddress', 'phone', 'note'],
  supervisor: ['name', 'document', 'further', 'returnAddress'],
  reviewer: ['name', 'document'],
  administrator: ['staffNumber', 'surname', 'signIn'],
  traveller: ['name', 'document', 'returnAddress'],
};

/** Delivers rows of one view to one viewer. `opened` names the fields they opened with a purpose, by row. */
export async function deliver(
  storage: Storage,
  viewer: Actor,
  view: ViewName,
  puts: readonly ViewPut[],
  clausesOf: ClausesOf,
  opened: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Promise<Delivered[]> {
  const shown = BY_NAME.has(view) ? NAMED : (PARTS[viewer.role] ?? []);
  const rows = puts.map((put) => put.row as unknown as ShownRow);
  const isOffice = OFFICE_ROLES.has(viewer.role);
  const words = rows.map((row) => (isOffice ? wordsOf(viewer, view, row) : []));
  const oral = rows.map((row) => oralTo(viewer, row));
  const keyIds = rows.flatMap(({ sealed }, index) => [
    ...shown.flatMap((field) => sealed[field]?.keyId ?? []),
    ...(words[index] ?? []).flatMap((word) => word.words?.keyId ?? []),
  ]);
  const [keys, colleagues] = await Promise.all([
    storage.keys.byId([...new Set(keyIds)]),
    // The traveller sees which office acts; accounts are the house's own affair.
    colleaguesOf(
      storage,
      viewer.role === 'traveller'
        ? []
        : [
            ...(isOffice ? [...rows.map(officerOf), ...words.flat().map(({ by }) => by)] : []),
            ...(view === 'overlaps' ? rows.flatMap(accountsIn) : []),
            ...rows.map(deciderOf),
            ...oral.flat().map(({ worker }) => worker),
          ],
    ),
  ]);
  const rooms =
    view === 'disputes'
      ? await Promise.all(puts.map((put) => roomOf(storage, viewer, put, clausesOf)))
      : null;
  const histories = WITH_HISTORY.has(view) ? await historiesOf(storage, viewer, puts) : null;
  return puts.map((put, index) => {
    const row = rows[index] as ShownRow;
    const said = (words[index] ?? []).map(({ words: part, ...word }) => ({
      ...word,
      who: asJson(colleagues.get(word.by)),
      words: part === null ? null : openKept(keys, put, part),
    })) as unknown as Json;
    const person: Record<string, Json> = {};
    for (const field of shown) {
      const part = row.sealed[field];
      if (part === undefined) continue;
      const whole = openKept(keys, put, part);
      person[field] = opened.get(put.key)?.has(field) === true ? whole : masked(field, whole);
    }
    const { key, version } = put;
    // What an office said is its own to read whatever became of the case; the case itself is not.
    const inTheirName = (oral[index] ?? []).map((one) => ({
      ...one,
      who: asJson(colleagues.get(one.worker)),
    }));
    const spoken: Row = inTheirName.length === 0 ? {} : { oral: inTheirName };
    if (view === 'officeAnswers')
      return { view, key, version, row: { id: row.id, person, officeWords: said, ...spoken } };
    if (rooms !== null) {
      const allowed = allowedTo(viewer, put.streamKind, row);
      const room = rooms[index] as unknown as Row;
      return {
        view,
        key,
        version,
        row: { id: row.id, recordedAt: row.recordedAt, allowed, person, ...room },
      };
    }
    const more: Row = {
      ...(isOffice ? { officeWords: said, officerWho: asJson(colleagues.get(officerOf(row) ?? '')) } : {}),
      ...(view === 'overlaps'
        ? { people: accountsIn(row).map((account) => asJson(colleagues.get(account))) }
        : {}),
      ...deciderIn(viewer, row, colleagues),
      ...spoken,
    };
    const history = histories === null ? {} : { history: histories[index] ?? [] };
    return {
      view,
      key,
      version,
      row: { ...visible(viewer, put, row), ...more, person, ...history },
    };
  });
}

/** Views whose rows are nothing without who did it, why and when. */
const WITH_HISTORY: ReadonlySet<ViewName> = new Set(['openings', 'pledgeReviews', 'overlaps']);

/** What happened on each stream, told of all of them at once. */
async function historiesOf(storage: Storage, viewer: Actor, puts: readonly ViewPut[]): Promise<Json[]> {
  const rows = await Promise.all(puts.map((put) => readRows(storage.read, put)));
  const entries = await entriesOf(storage, viewer, rows.flat());
  let from = 0;
  return rows.map(({ length }) => entries.slice(from, (from += length)));
}

const OFFICE_ROLES: ReadonlySet<string> = new Set(['communityWorker', 'streetOfficer']);
/** Views that name a case and say nothing else of the person. */
const BY_NAME: ReadonlySet<ViewName> = new Set(['officeAnswers', 'disputes']);
const NAMED: readonly string[] = ['name', 'returnAddress'];

const officerOf = ({ context }: ShownRow): string | null => {
  const officer = (context as Row | null)?.['officer'];
  return typeof officer === 'string' ? officer : null;
};

/** Whom an overlap is about. */
const accountsIn = ({ context }: ShownRow): readonly string[] =>
  (context as unknown as { readonly accounts: readonly string[] }).accounts;

/** What the viewer's own office said; on the page of a case, what every office said that was asked about it. */
function wordsOf(viewer: Actor, view: ViewName, { officeWords = [] }: ShownRow) {
  return view === 'handoffPage' ? officeWords : officeWords.filter(({ office }) => office === viewer.scope);
}

// ── Who decides, and what was recorded in somebody's name ──────────────────────────────────────────────────

interface Oral {
  readonly office: string;
  readonly worker: string;
  readonly answer: string | null;
  readonly at: number;
  readonly decides: boolean;
}

const contextOf = ({ context }: ShownRow) =>
  (context ?? {}) as {
    readonly request?: { readonly decider?: string | null };
    readonly oral?: readonly Oral[];
  };
const deciderOf = (row: ShownRow): string | null => contextOf(row).request?.decider ?? null;

/**
 * What may still be disputed, each with its own end: an office sees what stands in its own workers' names, the desks see
 * all of it. Not told apart by account: a change is delivered once to everybody who is told the same (`feed.ts`).
 */
function oralTo({ role, scope }: Actor, row: ShownRow) {
  const { oral = [] } = contextOf(row);
  if (role === 'traveller') return [];
  // One clock runs, for the oldest; every other has as long from its own beginning.
  const lead = (row.timers['oralAnswerDue']?.dueAt ?? 0) - (oral[0]?.at ?? 0);
  return oral
    .filter(({ office }) => !OFFICE_ROLES.has(role) || office === scope)
    .map((one) => ({ ...one, until: one.at + lead }));
}

/** Who is to rule, by name: for everybody but the traveller, who sees which desk it is. */
function deciderIn(
  { role }: Actor,
  row: ShownRow,
  colleagues: ReadonlyMap<string, Colleague>,
): { readonly deciderWho?: Json } {
  const decider = deciderOf(row);
  return decider === null || role === 'traveller' ? {} : { deciderWho: asJson(colleagues.get(decider)) };
}

function openKept(keys: ReadonlyMap<string, Buffer>, put: ViewPut, part: KeptPart): Json {
  if (part.sealed === '') return ERASED;
  const { commandId, ...sealed } = part;
  const opened = openPart(keys, { streamKind: put.streamKind, streamId: put.streamId, commandId }, sealed);
  return opened.outcome === 'erased' ? ERASED : (JSON.parse(opened.text) as Json);
}

function masked(field: string, value: Json): Json {
  if (value === ERASED) return value;
  if (field === 'document') return maskedDocument(value);
  if (field === 'further') return (value as readonly Json[]).map(maskedDocument);
  return field === 'phone' ? maskNumber(String(value)) : value;
}

/** Its machine-readable lines carry the number too, and so stay away. */
function maskedDocument(value: Json): Json {
  const { mrz: _, ...document } = value as { readonly [field: string]: Json };
  const { number } = document;
  return typeof number === 'string' ? { ...document, number: maskNumber(number) } : document;
}

/** The coded part of a row that this viewer may see. */
function visible(viewer: Actor, put: ViewPut, row: ShownRow): Row {
  const allowed = allowedTo(viewer, put.streamKind, row);
  const base: Row = {
    id: row.id,
    holder: row.holder,
    timers: Object.fromEntries(
      Object.entries(row.timers).map(([name, { dueAt, setByVersion }]) => [name, { dueAt, setByVersion }]),
    ),
    allowed,
    recordedAt: row.recordedAt,
  };
  // Who passes and who has a case, and whose shift it is: counts, ids and instants, nothing of anybody.
  if (put.streamKind === 'stop' || put.streamKind === 'shift')
    return { ...base, state: row.state, said: row.said, context: row.context };
  if (put.streamKind === 'account') return { ...base, state: row.state, said: row.said, ...accountSees(row) };
  if (put.streamKind === 'overlap') return { ...base, state: row.state, context: row.context };
  if (put.streamKind !== 'handoff')
    return { ...base, state: row.state, said: row.said, proposedBy: proposerOf(row) };
  const context = row.context as { readonly request: { readonly residentKnown: boolean } } & Row;
  if (viewer.role === 'communityWorker' || viewer.role === 'streetOfficer')
    return {
      ...base,
      ...officeSees(row.state, context, context.request.residentKnown),
      terms: (row.terms ?? null) as unknown as Json,
    };
  if (viewer.role === 'traveller') return { ...base, state: row.state, ...travellerSees(context) };
  return { ...base, state: row.state, context: row.context, needs: row.needs ?? [] };
}

/** `acceptable` cut to what this role may try, so that no rule is written twice. */
function allowedTo(
  { role }: Actor,
  kind: StreamKind,
  { acceptable, otherwise }: ShownRow,
): Readonly<Record<string, true | string>> {
  return Object.fromEntries(triedBy(role, kind).map((type) => [type, acceptable[type] ?? otherwise]));
}

const tried = new Map<string, readonly CommandType[]>();

/** The commands that a role may try on a stream of this kind that is there. */
function triedBy(role: Actor['role'], kind: StreamKind): readonly CommandType[] {
  const name = `${role} ${kind}`;
  let types = tried.get(name);
  if (types === undefined) {
    types = COMMAND_TYPES.filter(
      (type) =>
        commandRow(type).stream === kind &&
        commandRow(type).starts !== true &&
        RIGHTS[type][role] !== undefined,
    );
    tried.set(name, types);
  }
  return types;
}

/** What an account may act as, and who made it: whoever confirms it must be another. */
function accountSees({ context }: ShownRow): Row {
  const { grants, createdBy } = context as { readonly grants: Json; readonly createdBy: Json };
  return { grants, createdBy };
}

/** Who handed in what waits for a second person's approval; null where nothing does. */
const proposerOf = ({ context }: ShownRow): Json =>
  (context as { readonly proposedBy?: string } | null)?.proposedBy ?? null;

/** What an office sees: its request and its answer at once, the status only after question one. */
function officeSees(state: Json, context: Row, residentKnown: boolean): Row {
  const open = (state as { open?: Row }).open;
  const status =
    residentKnown && open !== undefined
      ? {
          healthStatus: open['healthStatus'] ?? null,
          test: open['test'] ?? null,
          filing: open['filing'] ?? null,
        }
      : {};
  const shown = context['shown'] as Row | null | undefined;
  const visibleState: Json =
    open === undefined ? state : { open: { consent: open['consent'] ?? null, ...status } };
  return {
    state: visibleState,
    request: context['request'] ?? null,
    consent: context['consent'] ?? null,
    care: context['care'] ?? null,
    checkpoint: context['checkpoint'] ?? null,
    officer: context['officer'] ?? null,
    arrivedAt: context['arrivedAt'] ?? null,
    // Who came in one vehicle is answered side by side.
    stop: context['stop'] ?? null,
    isUnder14: context['isUnder14'] ?? false,
    guardian: context['guardian'] ?? null,
    ...(residentKnown && shown !== null && shown !== undefined
      ? { shownStatus: shown['healthStatus'] ?? null }
      : {}),
  };
}

/** Which desk decides is theirs to know; by which account is not. */
function withoutDecider(request: Json | undefined): Json {
  const { decider: _, ...rest } = (request ?? {}) as Row;
  return rest;
}

/** What the traveller sees: everything about their own wait, nothing about the people who work on it. */
function travellerSees(context: Row): Row {
  const {
    checkpoint,
    arrivedAt,
    clause,
    measure,
    announcement,
    consent,
    request,
    detailsStand,
    deposited,
    sources,
    isUnder14,
    guardian,
    appeal,
  } = context;
  const shown = context['shown'] as { readonly test: Row } | null | undefined;
  return Object.fromEntries(
    Object.entries({
      checkpoint,
      arrivedAt,
      clause,
      measure,
      announcement,
      consent,
      request: withoutDecider(request),
      detailsStand,
      deposited,
      isUnder14,
      guardian,
      appeal,
      // What their own test was found to be, and as what it does not count.
      test: shown?.test,
      sources,
    }).filter(([, value]) => value !== undefined),
  ) as Row;
}
