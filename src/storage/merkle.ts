import { createHash } from 'node:crypto';

/** A hash of the tree, hex. Leaves arrive hashed already: a journal row's hash is its leaf hash (RFC 6962, 2.1). */
export type Hash = string;

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Hash = createHash('sha256').digest('hex');

/** The hash over two subtrees. */
export function hashOfNode(left: Hash, right: Hash): Hash {
  return createHash('sha256').update('\u0001').update(left, 'hex').update(right, 'hex').digest('hex');
}

/**
 * The right edge of a tree: enough to append leaves and to say the root, in memory that grows with the logarithm
 * of the size. It remembers no leaf.
 */
export class Frontier {
  #size = 0;
  /** Roots of the full subtrees, largest first: one for each bit of the size. */
  readonly #peaks: Hash[] = [];

  /** The frontier of the first `size` leaves, from the roots of their full subtrees, largest first. */
  static of(size: number, peaks: readonly Hash[]): Frontier {
    const frontier = new Frontier();
    frontier.#size = size;
    frontier.#peaks.push(...peaks);
    return frontier;
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Hash): void {
    let node = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2))
      node = hashOfNode(this.#peaks.pop() as Hash, node);
    this.#peaks.push(node);
    this.#size += 1;
  }

  root(): Hash {
    return rootOfPeaks(this.#peaks);
  }
}

/** The root of a tree, from the roots of its full subtrees, largest first. */
export function rootOfPeaks(peaks: readonly Hash[]): Hash {
  if (peaks.length === 0) return EMPTY_ROOT;
  return peaks.reduceRight((right, left) => hashOfNode(left, right));
}

/**
 * Gives the hash of the full subtree over the leaves [`start`, `start + width`); `width` is a power of two that
 * divides `start`. A store that keeps some inner nodes answers without reading the leaves.
 */
export type SubtreeHash = (start: number, width: number) => Promise<Hash>;

/** The full subtrees that the leaves [`start`, `end`) fall into, from the left. */
export function fullSubtrees(start: number, end: number): { start: number; width: number }[] {
  const parts: { start: number; width: number }[] = [];
  let at = start;
  while (at < end) {
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) width *= 2;
    parts.push({ start: at, width });
    at += width;
  }
  return parts;
}

/** The root over the first `size` leaves. */
export async function rootAt(subtree: SubtreeHash, size: number): Promise<Hash> {
  return range(subtree, 0, size);
}

/** Proves that leaf `index` (from 0) stands in the tree of `size` leaves: the hashes beside its path, from the leaf up. */
export async function inclusionProof(subtree: SubtreeHash, index: number, size: number): Promise<Hash[]> {
  requireWithin(index, size);
  return path(subtree, index, 0, size);
}

/** Proves that the tree of `older` leaves is the beginning of the tree of `newer` leaves. */
export async function consistencyProof(subtree: SubtreeHash, older: number, newer: number): Promise<Hash[]> {
  if (older < 0 || older > newer) throw new RangeError('The older tree is not larger than the newer');
  return older === 0 || older === newer ? [] : subproof(subtree, older, 0, newer, true);
}

/** Checks an inclusion proof against a root that was learnt elsewhere. False for anything that does not fit. */
export function isIncluded(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let node = leaf;
  let at = index;
  let last = size - 1;
  for (const beside of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = hashOfNode(beside, node);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else node = hashOfNode(node, beside);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && node === root;
}

/** Checks a consistency proof between two roots that were learnt elsewhere. False for anything that does not fit. */
export function isConsistent(
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (older.size > newer.size || older.size < 0) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root === newer.root;
  if (older.size === 0) return proof.length === 0 && older.root === EMPTY_ROOT;
  let at = older.size - 1;
  let last = newer.size - 1;
  while (at % 2 === 1) {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  const rest = [...proof];
  // An older tree that is one full subtree is its own first hash.
  const first = at === 0 && isPowerOfTwo(older.size) ? older.root : rest.shift();
  if (first === undefined) return false;
  let oldNode = first;
  let newNode = first;
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldNode = hashOfNode(beside, oldNode);
      newNode = hashOfNode(beside, newNode);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else newNode = hashOfNode(newNode, beside);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && oldNode === older.root && newNode === newer.root;
}

async function range(subtree: SubtreeHash, start: number, end: number): Promise<Hash> {
  const peaks: Hash[] = [];
  for (const part of fullSubtrees(start, end)) peaks.push(await subtree(part.start, part.width));
  return rootOfPeaks(peaks);
}

async function path(subtree: SubtreeHash, index: number, start: number, end: number): Promise<Hash[]> {
  if (end - start === 1) return [];
  const middle = start + largestPowerBelow(end - start);
  return index < middle
    ? [...(await path(subtree, index, start, middle)), await range(subtree, middle, end)]
    : [...(await path(subtree, index, middle, end)), await range(subtree, start, middle)];
}

async function subproof(
  subtree: SubtreeHash,
  older: number,
  start: number,
  end: number,
  whole: boolean,
): Promise<Hash[]> {
  if (older === end) return whole ? [] : [await range(subtree, start, end)];
  const middle = start + largestPowerBelow(end - start);
  return older <= middle
    ? [...(await subproof(subtree, older, start, middle, whole)), await range(subtree, middle, end)]
    : [...(await subproof(subtree, older, middle, end, false)), await range(subtree, start, middle)];
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function isPowerOfTwo(size: number): boolean {
  let power = 1;
  while (power < size) power *= 2;
  return power === size;
}

function requireWithin(index: number, size: number): void {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError('No such leaf in this tree');
}
