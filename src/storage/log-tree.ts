import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '../contract/streams.ts';
import { type Checkpoint, signCheckpoint } from './checkpoint-note.ts';
import { engineOf } from './engine.ts';
import { lastPosition } from './journal.ts';
import {
  consistencyProof,
  Frontier,
  fullSubtrees,
  type Hash,
  hashOfNode,
  inclusionProof,
  rootAt,
  type SubtreeHash,
} from './merkle.ts';
import { recordset } from './recordset.ts';
import type { Reader, Writer } from './schema.ts';

/** A tile stands for 256 subtrees of the level below it; level 0 are the leaves themselves. */
const FAN = 256;
const LEVELS = 6;
const TILES_AT_ONCE = 64;

/**
 * Writes the tiles that have become full, at most `TILES_AT_ONCE` of the lowest level, and says whether more wait.
 * With them no root and no proof reads more than a few hundred hashes, however long the log is.
 */
export async function growTree(writer: Writer): Promise<{ readonly more: boolean }> {
  const size = await lastPosition(writer);
  let more = false;
  for (let level = 1; level <= LEVELS; level += 1) {
    const width = FAN ** level;
    const last = await writer
      .selectFrom('tiles')
      .select('tile')
      .where('level', '=', level)
      .orderBy('tile', 'desc')
      .limit(1)
      .executeTakeFirst();
    const from = (last?.tile ?? -1) + 1;
    const full = Math.floor(size / width);
    const to = Math.min(full, from + TILES_AT_ONCE);
    if (to < full) more = true;
    const rows: { level: number; tile: number; hash: Hash }[] = [];
    for (let tile = from; tile < to; tile += 1) {
      const below = await row(writer, level - 1, tile * FAN, FAN);
      // A level below that is itself catching up is waited for.
      if (below.length < FAN) break;
      rows.push({ level, tile, hash: rootOf(below) });
    }
    if (rows.length === 0) break;
    await sql`insert into tiles (level, tile, hash) select level, tile, hash
      from ${recordset(engineOf(writer), 'r', { level: 'int', tile: 'int', hash: 'text' }, rows)}`.execute(
      writer,
    );
  }
  return { more };
}

/** The root over the first `size` rows of the log (default: all). */
export async function readHead(reader: Reader, size?: number): Promise<{ size: number; root: Hash }> {
  const at = size ?? (await lastPosition(reader));
  return { size: at, root: await rootAt(subtreeOf(reader), at) };
}

/** Proves that the row at a position (from 1) is in the log of `size` rows. Check it with `isIncluded(…, position - 1, …)`. */
export async function proveRow(reader: Reader, position: number, size: number): Promise<Hash[]> {
  return inclusionProof(subtreeOf(reader), position - 1, size);
}

/** Proves that the log of `newer` rows only added to the log of `older` rows. Check it with `isConsistent`. */
export async function proveGrowth(reader: Reader, older: number, newer: number): Promise<Hash[]> {
  return consistencyProof(subtreeOf(reader), older, newer);
}

/**
 * Signs the head of the log and keeps the note, to be published where others remember it.
 * Signs nothing that does not continue the last head it signed; gives the last note again if nothing was added.
 */
export async function signHead(
  writer: Writer,
  origin: string,
  privateKey: KeyObject,
  now: Instant,
): Promise<{ readonly checkpoint: Checkpoint; readonly note: string }> {
  const last = await lastCheckpoint(writer);
  const head = await readHead(writer);
  if (last) {
    const before = head.size >= last.size ? await readHead(writer, last.size) : null;
    if (before?.root !== last.root) throw new Error('The log does not continue the last head it signed');
    if (head.size === last.size) return { checkpoint: { origin, ...head }, note: last.note };
  }
  const checkpoint = { origin, ...head };
  const note = signCheckpoint(checkpoint, privateKey);
  await writer
    .insertInto('checkpoints')
    .values({ ...head, note, signed_at: now })
    .execute();
  return { checkpoint, note };
}

/** The newest signed head; null before the first. */
export async function lastCheckpoint(
  reader: Reader,
): Promise<{ size: number; root: Hash; note: string; signedAt: Instant } | null> {
  const row = await reader
    .selectFrom('checkpoints')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { size: row.size, root: row.root, note: row.note, signedAt: row.signed_at } : null;
}

/** Subtrees from the largest tiles that fit, else from the hashes of the level below. */
function subtreeOf(reader: Reader): SubtreeHash {
  return async (start, width) => {
    for (let level = Math.min(LEVELS, Math.floor(Math.log2(width) / 8)); level >= 0; level -= 1) {
      const unit = FAN ** level;
      const hashes = await row(reader, level, start / unit, width / unit);
      if (hashes.length === width / unit) return rootOf(hashes);
    }
    throw new RangeError('The log is shorter than the tree that was asked for');
  };
}

/** Consecutive hashes of one level: tiles, or leaves. Fewer than asked for when they are not there. */
async function row(reader: Reader, level: number, from: number, count: number): Promise<Hash[]> {
  if (level === 0) {
    const leaves = await reader
      .selectFrom('log')
      .select('leaf_hash')
      .where('position', '>', from)
      .where('position', '<=', from + count)
      .orderBy('position')
      .execute();
    return leaves.map((leaf) => leaf.leaf_hash);
  }
  const tiles = await reader
    .selectFrom('tiles')
    .select('hash')
    .where('level', '=', level)
    .where('tile', '>=', from)
    .where('tile', '<', from + count)
    .orderBy('tile')
    .execute();
  return tiles.map((tile) => tile.hash);
}

// The number of hashes is a power of two.
function rootOf(hashes: readonly Hash[]): Hash {
  let nodes = hashes;
  while (nodes.length > 1) {
    const above: Hash[] = [];
    for (let i = 0; i < nodes.length; i += 2) above.push(hashOfNode(nodes[i] as Hash, nodes[i + 1] as Hash));
    nodes = above;
  }
  return nodes[0] as Hash;
}

/** The frontier of the first `size` rows, to go on appending from there without reading them again. */
export async function frontierAt(reader: Reader, size: number): Promise<Frontier> {
  const peaks: Hash[] = [];
  const subtree = subtreeOf(reader);
  for (const part of fullSubtrees(0, size)) peaks.push(await subtree(part.start, part.width));
  return Frontier.of(size, peaks);
}
