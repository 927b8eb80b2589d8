import { sql } from 'kysely';
import type { JournalRow, MachineInput, Snapshot, StreamKind } from '../contract/streams.ts';
import { canonicalSnapshot, hashOfRow, NO_HASH, sha256Hex, streamKeyText } from './chain.ts';
import { type CheckpointVerifier, openCheckpoint } from './checkpoint-note.ts';
import { type JournalPageRow, journalPages } from './journal-pages.ts';
import { readHead } from './log-tree.ts';
import { Frontier, type Hash } from './merkle.ts';
import type { Reader } from './schema.ts';

/** What can be wrong with the record, in the words an operator reads. */
export type BreakKind =
  | 'rowIsDamaged'
  | 'rowIsChanged'
  | 'rowIsInTheWrongMonth'
  | 'versionIsMissing'
  | 'chainIsBroken'
  | 'rowIsNotInTheLog'
  | 'logRowIsChanged'
  | 'logRowHasNoRow'
  | 'logHasAGap'
  | 'logIsOutOfOrder'
  | 'headIsNotTheLastRow'
  | 'snapshotIsNotTheLastRows'
  | 'treeIsNotTheLogs'
  | 'logIsNotTheOneSigned'
  | 'logIsShorterThanSigned';

/** One break, with as much of its place as is known. */
export interface Break {
  readonly kind: BreakKind;
  readonly position: number | null;
  readonly stream: string | null;
  readonly version: number | null;
}

/** What the record was held against. */
export interface Anchors {
  readonly origin: string;
  /** Signed heads that were kept outside: by a supervisor's site, on a printed shift sheet. */
  readonly checkpoints: readonly string[];
  readonly verifiers: readonly CheckpointVerifier[];
}

export interface Verification {
  /** 0 ok · 1 broken · 2 incomplete · 3 no outside anchor. */
  readonly exit: 0 | 1 | 2 | 3;
  /** One sentence that says the same. */
  readonly words: string;
  readonly streams: number;
  readonly rows: number;
  readonly head: { readonly size: number; readonly root: Hash };
  /** Rows up to this position are vouched for from outside. */
  readonly anchoredUpTo: number;
  /** Committed rows that have no position yet. */
  readonly waiting: number;
  /** Outside checkpoints that could not be used: not signed by a known key, or of another log. */
  readonly unusableCheckpoints: number;
  readonly breaks: number;
  /** The break with the lowest position, else the first met. */
  readonly first: Break | null;
}

/**
 * Verifies everything that is kept: each row's hash, each stream's chain, journal against log, the log's positions,
 * heads and snapshots, and the log's roots against signed heads that were kept outside.
 * Without such a head it can only say "internally consistent": who owns the database can make it so.
 */
export async function verify(reader: Reader, anchors: Anchors): Promise<Verification> {
  const breaks = new Breaks();
  const { streams, rows, waiting } = await verifyStreams(reader, breaks);
  const outside = anchors.checkpoints.map((note) => openCheckpoint(note, anchors.verifiers));
  const usable = outside.filter((one) => one !== null && one.origin === anchors.origin) as {
    size: number;
    root: Hash;
  }[];
  const kept = await reader.selectFrom('checkpoints').select(['size', 'root']).execute();
  const { head, anchoredUpTo } = await verifyLog(reader, breaks, usable, kept);
  const unusableCheckpoints = outside.length - usable.length;
  const result = {
    streams,
    rows,
    head,
    anchoredUpTo,
    waiting,
    unusableCheckpoints,
    breaks: breaks.count,
    first: breaks.first,
  };
  if (breaks.first) return { exit: 1, words: brokenWords(breaks.first, breaks.count), ...result };
  if (waiting > 0) return { exit: 2, words: `incomplete: ${waiting} rows have no position yet`, ...result };
  if (unusableCheckpoints > 0)
    return { exit: 2, words: `incomplete: ${unusableCheckpoints} checkpoints could not be used`, ...result };
  if (anchoredUpTo === 0)
    return {
      exit: 3,
      words: 'internally consistent; no outside anchor was given, so nobody vouches for it',
      ...result,
    };
  return {
    exit: 0,
    words: `ok: ${rows} rows, vouched for from outside up to position ${anchoredUpTo}`,
    ...result,
  };
}

/** What `verifyReplay` compared. */
export interface Replay {
  /** Rows of the running version, folded again and compared. */
  readonly folded: number;
  /** Rows of older versions, whose hash alone was checked. */
  readonly byHashAlone: number;
  readonly first: { readonly stream: string; readonly version: number } | null;
}

/** Works out what a machine is after one more input; `null` before the first row, and at a row of a new version. */
export type Fold = (before: Snapshot | null, input: MachineInput, row: JournalRow) => Snapshot;

/**
 * Folds every row of the running machines again, and compares with the snapshot hash the row carries.
 * Rows of older versions cannot be folded by newer machines: their hash is checked and they are counted apart.
 */
export async function verifyReplay(
  reader: Reader,
  runningVersion: (kind: StreamKind) => number,
  fold: Fold,
): Promise<Replay> {
  let folded = 0;
  let byHashAlone = 0;
  let first: Replay['first'] = null;
  let stream = '';
  let before: Snapshot | null = null;
  let lastSnapshot = '';
  for await (const { row } of journalPages(reader)) {
    const key = row ? streamKeyText(row) : '';
    if (key !== stream) before = null;
    stream = key;
    if (!row) continue;
    let same = hashOfRow(row) === row.hash;
    if (row.machineVersion === runningVersion(row.streamKind)) {
      folded += 1;
      before = fold(before, row.command, row);
      same &&= canonicalSnapshot(before).hash === row.snapshotHash;
      // What was migrated is what the older machine's last row vouches for.
      if (row.command.type === 'migrateStream')
        same &&= canonicalSnapshot(row.command['snapshot'] as unknown as Snapshot).hash === lastSnapshot;
    } else {
      byHashAlone += 1;
      before = null;
    }
    lastSnapshot = row.snapshotHash;
    if (!same) first ??= { stream, version: row.version };
  }
  return { folded, byHashAlone, first };
}

class Breaks {
  count = 0;
  first: Break | null = null;

  add(kind: BreakKind, place: Partial<Omit<Break, 'kind'>>): void {
    this.count += 1;
    const found: Break = { kind, position: null, stream: null, version: null, ...place };
    const firstAt = this.first?.position ?? Number.POSITIVE_INFINITY;
    if (this.first === null || (found.position ?? Number.POSITIVE_INFINITY) < firstAt) this.first = found;
  }
}

async function verifyStreams(
  reader: Reader,
  breaks: Breaks,
): Promise<{ streams: number; rows: number; waiting: number }> {
  let streams = 0;
  let rows = 0;
  let waiting = 0;
  let last: JournalPageRow | null = null;
  for await (const page of journalPages(reader)) {
    const continues = last !== null && last.key === page.key;
    if (!continues) {
      streams += 1;
      if (last) verifyEnd(last, breaks);
    }
    rows += 1;
    if (page.waiting) waiting += 1;
    verifyRow(page, continues ? last : null, breaks);
    last = page;
  }
  if (last) verifyEnd(last, breaks);
  const { rows: orphans } = await sql<{ stream_kind: string; stream_id: string; version: number }>`
    select s.stream_kind, s.stream_id, s.version from streams s where not exists (
      select 1 from journal j where j.stream_month = s.stream_month and j.stream_kind = s.stream_kind
        and j.stream_id = s.stream_id)`.execute(reader);
  for (const head of orphans)
    breaks.add('headIsNotTheLastRow', {
      stream: `${head.stream_kind}/${head.stream_id}`,
      version: head.version,
    });
  return { streams, rows, waiting };
}

function verifyRow(page: JournalPageRow, before: JournalPageRow | null, breaks: Breaks): void {
  const place = { position: page.position, stream: page.key, version: page.version };
  if (page.version !== (before?.version ?? 0) + 1) breaks.add('versionIsMissing', place);
  if (!page.row) breaks.add('rowIsDamaged', place);
  else {
    if (hashOfRow(page.row) !== page.row.hash) breaks.add('rowIsChanged', place);
    if (page.row.prevHash !== (before ? before.hash : NO_HASH)) breaks.add('chainIsBroken', place);
    if (page.row.streamMonth !== page.monthOfId) breaks.add('rowIsInTheWrongMonth', place);
  }
  if (page.position === null) {
    if (!page.waiting) breaks.add('rowIsNotInTheLog', place);
    return;
  }
  if (page.leafHash !== page.hash) breaks.add('logRowIsChanged', place);
  if (before && (before.position ?? Number.POSITIVE_INFINITY) >= page.position)
    breaks.add('logIsOutOfOrder', place);
}

function verifyEnd(last: JournalPageRow, breaks: Breaks): void {
  const place = { position: last.position, stream: last.key, version: last.version };
  if (last.headVersion !== last.version || last.headHash !== last.hash)
    breaks.add('headIsNotTheLastRow', place);
  else if (last.snapshot === null || sha256Hex(last.snapshot) !== last.row?.snapshotHash)
    breaks.add('snapshotIsNotTheLastRows', place);
}

async function verifyLog(
  reader: Reader,
  breaks: Breaks,
  outside: readonly { size: number; root: Hash }[],
  kept: readonly { size: number; root: Hash }[],
): Promise<{ head: { size: number; root: Hash }; anchoredUpTo: number }> {
  const frontier = new Frontier();
  const wanted = new Map<number, Set<Hash>>();
  for (const { size, root } of [...outside, ...kept])
    wanted.set(size, (wanted.get(size) ?? new Set()).add(root));
  const compare = (): void => {
    for (const root of wanted.get(frontier.size) ?? [])
      if (root !== frontier.root()) breaks.add('logIsNotTheOneSigned', { position: frontier.size });
    wanted.delete(frontier.size);
  };
  compare();
  let expected = 1;
  for (;;) {
    const page = await logPage(reader, expected - 1);
    for (const row of page) {
      const place = {
        position: row.position,
        stream: `${row.stream_kind}/${row.stream_id}`,
        version: row.version,
      };
      if (row.position !== expected) breaks.add('logHasAGap', { ...place, position: expected });
      if (row.found === 0) breaks.add('logRowHasNoRow', place);
      expected = row.position + 1;
      frontier.append(row.leaf_hash);
      compare();
    }
    if (page.length === 0) break;
  }
  for (const size of wanted.keys()) breaks.add('logIsShorterThanSigned', { position: size });
  const head = { size: frontier.size, root: frontier.root() };
  if (breaks.count === 0 && (await readHead(reader, head.size)).root !== head.root)
    breaks.add('treeIsNotTheLogs', { position: head.size });
  return { head, anchoredUpTo: Math.max(0, ...outside.map((one) => one.size)) };
}

async function logPage(reader: Reader, after: number) {
  const { rows } = await sql<{
    position: number;
    stream_kind: string;
    stream_id: string;
    version: number;
    leaf_hash: string;
    found: number;
  }>`select l.position, l.stream_kind, l.stream_id, l.version, l.leaf_hash,
       case when j.version is null then 0 else 1 end as found
     from (select * from log where position > ${after} order by position limit 2000) l
     left join journal j on j.stream_month = l.stream_month and j.stream_kind = l.stream_kind
       and j.stream_id = l.stream_id and j.version = l.version
     order by l.position`.execute(reader);
  return rows;
}

function brokenWords(first: Break, count: number): string {
  const place = [
    first.position === null ? '' : `position ${first.position}`,
    first.stream === null ? '' : `stream ${first.stream}`,
    first.version === null ? '' : `version ${first.version}`,
  ].filter((part) => part !== '');
  return `broken: ${first.kind} at ${place.join(', ')}; ${count} breaks in all`;
}
