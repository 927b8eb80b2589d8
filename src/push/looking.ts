/** Looking: lists, single rows and timelines, each within the viewer's scope. */
import type { OfficeEntry } from '../contract/directory.ts';
import type { Delivered, Page, Views } from '../contract/doors.ts';
import type { Actor } from '../contract/roles.ts';
import type { StreamKind } from '../contract/streams.ts';
import { type ViewName, VIEWS } from '../contract/views.ts';
import { lastPosition, listView, readRows, readViews, type Storage, type ViewPut } from '../storage/index.ts';
import { countedUpTo } from '../views/index.ts';
import { deliver } from './deliver.ts';
import { entriesOf, toldTo } from './entries.ts';
import type { Feed } from './feed.ts';
import { selectionFor } from './selection.ts';

const LONGEST_PAGE = 200;
/** How long personal data stays open after it was opened with a purpose. */
const OPEN_MS = 10 * 60_000;

/** What is handed in whole and kept in the journal alone: which command brings it, and in which field. */
const HANDED_IN: Readonly<
  Record<
    Parameters<Views['handedIn']>[1],
    { readonly streamKind: StreamKind; readonly commands: readonly string[]; readonly field: string }
  >
> = {
  measures: { streamKind: 'measure', commands: ['proposeMeasure'], field: 'text' },
  trustLists: { streamKind: 'trustList', commands: ['proposeTrustList'], field: 'text' },
  directoryChanges: {
    streamKind: 'directory',
    commands: ['importDirectory', 'changeDirectory'],
    field: 'entries',
  },
};

/** What is not made of streams' rows: the directory and the counters. */
export interface Tables {
  /** The offices in force; the same list for as long as nothing changed. */
  readonly offices: () => readonly OfficeEntry[];
}

export function lookingAt(storage: Storage, feed: Feed, tables: Tables, now: () => number): Views {
  const one: Views['one'] = async (viewer, view, key) => {
    if (view === 'directoryEntries') return officeRows(tables).byCode.get(key) ?? null;
    if (view === 'counts') return oneCount(storage, viewer, key);
    const selection = selectionFor(viewer, view);
    if (selection === null) return null;
    const [put] = await readViews(storage.read, [{ view: selection.kind, key }]);
    if (put === undefined || !put.audience.includes(selection.audience)) return null;
    const opened = new Map([[key, await openedFields(storage, viewer, put, now())]]);
    return (await deliver(storage, viewer, view, [put], feed.clausesOf, opened))[0] ?? null;
  };
  return {
    one,
    list: async (viewer, view, after, limit, under): Promise<Page> => {
      const position = await lastPosition(storage.read);
      const size = Math.min(Math.max(1, limit), LONGEST_PAGE);
      if (view === 'directoryEntries')
        return pageOf(officesAfter(officeRows(tables), under, after ?? '', size + 1), size, position);
      if (view === 'counts') return countsPage(storage, viewer, after ?? '', size);
      const selection = selectionFor(viewer, view);
      if (selection === null) return { rows: [], next: null, position };
      const puts = await listView(storage.read, selection.kind, [selection.audience], after ?? '', size + 1);
      const rows = await deliver(storage, viewer, view, puts.slice(0, size), feed.clausesOf);
      return { rows, next: puts.length > size ? (rows.at(-1)?.key ?? null) : null, position };
    },
    timeline: async (viewer, handoff) => {
      const view: ViewName = viewer.role === 'traveller' ? 'travellerPage' : 'handoffPage';
      if ((await one(viewer, view, handoff)) === null) return null;
      const rows = await readRows(storage.read, { streamKind: 'handoff', streamId: handoff });
      return entriesOf(storage, viewer, toldTo(viewer, rows));
    },
    handedIn: async (viewer, view, key) => {
      if ((await one(viewer, view, key)) === null) return null;
      const { streamKind, commands, field } = HANDED_IN[view];
      const rows = await readRows(storage.read, { streamKind, streamId: key });
      return rows.findLast(({ command }) => commands.includes(command.type))?.command[field] ?? null;
    },
    listen: (viewer, views, cursor, epoch, tell) => feed.listen(viewer, views, cursor, epoch, tell),
  };
}

function pageOf(rows: readonly Delivered[], size: number, position: number): Page {
  return {
    rows: rows.slice(0, size),
    next: rows.length > size ? (rows[size - 1]?.key ?? null) : null,
    position,
  };
}

// ── Counters ────────────────────────────────────────────────────────────────────────────────────────────

/** Whose counters a viewer sees: every office within their scope, as the directory stands now. */
const countsFor = ({ covers }: Actor) => [...covers].map((office) => `counts/${office}`);

/** A page of counters, from oldest day to newest. Its position is how far they are folded, not how far the log goes. */
async function countsPage(storage: Storage, viewer: Actor, after: string, size: number): Promise<Page> {
  if (!(VIEWS.counts.roles as readonly string[]).includes(viewer.role))
    return { rows: [], next: null, position: 0 };
  const position = await countedUpTo(storage.read);
  const puts = await listView(storage.read, 'counts', countsFor(viewer), after, size + 1);
  return pageOf(puts.map(countsRow), size, position);
}

async function oneCount(storage: Storage, viewer: Actor, key: string): Promise<Delivered | null> {
  const [put] = await readViews(storage.read, [{ view: 'counts', key }]);
  const mayLook = (VIEWS.counts.roles as readonly string[]).includes(viewer.role);
  if (put === undefined || !mayLook) return null;
  const mine = new Set(countsFor(viewer));
  return put.audience.some((one) => mine.has(one)) ? countsRow(put) : null;
}

const countsRow = ({ key, version, row }: ViewPut): Delivered => ({
  view: 'counts',
  key,
  version,
  row: row as Delivered['row'],
});

interface OfficeRows {
  /** By code, in order. */
  readonly all: readonly Delivered[];
  readonly byCode: ReadonlyMap<string, Delivered>;
  /** By the code above; under an empty one those that stand under none. */
  readonly under: ReadonlyMap<string, readonly Delivered[]>;
}

const OFFICE_ROWS = new WeakMap<readonly OfficeEntry[], OfficeRows>();

/** The directory as rows, made once for each list of it. */
function officeRows(tables: Tables): OfficeRows {
  const offices = tables.offices();
  let rows = OFFICE_ROWS.get(offices);
  if (rows === undefined) {
    const all = offices
      .map(
        (office): Delivered => ({
          view: 'directoryEntries',
          key: office.code,
          version: 1,
          row: office as unknown as Delivered['row'],
        }),
      )
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const under = new Map<string, Delivered[]>();
    for (const row of all) {
      const above = String(row.row['parent'] ?? '');
      const siblings = under.get(above);
      if (siblings === undefined) under.set(above, [row]);
      else siblings.push(row);
    }
    rows = {
      all,
      byCode: new Map(all.map((row) => [row.key, row])),
      under,
    };
    OFFICE_ROWS.set(offices, rows);
  }
  return rows;
}

function officesAfter(
  rows: OfficeRows,
  under: string | undefined,
  after: string,
  limit: number,
): readonly Delivered[] {
  const among = under === undefined ? rows.all : (rows.under.get(under) ?? []);
  let [from, to] = [0, among.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((among[middle]?.key ?? '') > after) to = middle;
    else from = middle + 1;
  }
  return among.slice(from, from + limit);
}

/** The fields this viewer opened with a purpose a short while ago. Every opening is a row of the trust file. */
async function openedFields(
  storage: Storage,
  viewer: Actor,
  put: ViewPut,
  now: number,
): Promise<ReadonlySet<string>> {
  if (put.streamKind !== 'handoff') return new Set();
  const rows = await readRows(storage.read, { streamKind: 'trust', streamId: put.streamId });
  return new Set(
    rows
      .filter(
        ({ command, performedBy, recordedAt }) =>
          command.type === 'openPersonalData' && performedBy === viewer.account && recordedAt > now - OPEN_MS,
      )
      .flatMap(({ command }) => command['fields'] as string[]),
  );
}
