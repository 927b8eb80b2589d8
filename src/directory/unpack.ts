/**
 * What a ZIP archive unpacks to, found out with a bound before a library is let at it. An archive of a few kilobytes can
 * claim to be gigabytes, or be them and claim to be less: every entry is inflated up to what is left of the bound and
 * must come to exactly what the archive says.
 */
import { inflateRawSync } from 'node:zlib';

export type Unpacked =
  | { readonly is: 'read'; readonly entries: ReadonlyMap<string, Buffer> }
  | { readonly is: 'broken' | 'tooLarge' | 'locked' };

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65_535;
const MOST_FILES = 300;
const STORED = 0;
const DEFLATED = 8;

/** The entries of an archive by name, all of them together within `most` bytes. */
export function unpack(bytes: Uint8Array, most: number): Unpacked {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(file);
  if (end < 0) return { is: 'broken' };
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > MOST_FILES) return { is: 'tooLarge' };
  const entries = new Map<string, Buffer>();
  let left = most;
  for (let n = 0; n < count; n++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) return { is: 'broken' };
    const flags = file.readUInt16LE(at + 8);
    const method = file.readUInt16LE(at + 10);
    const packed = file.readUInt32LE(at + 20);
    const size = file.readUInt32LE(at + 24);
    const nameLength = file.readUInt16LE(at + 28);
    const skip = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    const local = file.readUInt32LE(at + 42);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + skip;
    if ((flags & 1) === 1) return { is: 'locked' };
    if (size > left) return { is: 'tooLarge' };
    // Two entries of one name are read by one reader as the first and by another as the last.
    if (entries.has(name)) return { is: 'broken' };
    if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL) return { is: 'broken' };
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    if (from + packed > file.length) return { is: 'broken' };
    const inside = file.subarray(from, from + packed);
    const unpacked = method === STORED ? inside : method === DEFLATED ? inflated(inside, size) : null;
    if (unpacked === 'tooLarge') return { is: 'tooLarge' };
    if (unpacked?.length !== size) return { is: 'broken' };
    left -= size;
    entries.set(name, unpacked);
  }
  return { is: 'read', entries };
}

function inflated(bytes: Buffer, size: number): Buffer | 'tooLarge' | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : null;
  }
}

/** Where the end record begins, or -1. It stands at the end, before a comment. */
function endOf(file: Buffer): number {
  const first = Math.max(0, file.length - 22 - LONGEST_COMMENT);
  for (let at = file.length - 22; at >= first; at--)
    if (file.readUInt32LE(at) === END && at + 22 + file.readUInt16LE(at + 20) === file.length) return at;
  return -1;
}
