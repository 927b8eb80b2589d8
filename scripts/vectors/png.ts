/** A PNG as the pixels a code is read from. As much of the format as a picture of a code uses: no animation, no colour profile. */
import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha. */
  readonly data: Uint8ClampedArray;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const LARGEST_SIDE = 10_000;
/** Samples per pixel, by the kind of colour. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Where each pass of an interlaced picture begins and how far apart its pixels lie. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Throws where it is no PNG. */
export function readPng(bytes: Buffer): Picture {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  let [palette, transparency, header] = [Buffer.alloc(0), Buffer.alloc(0), Buffer.alloc(0)];
  const parts: Buffer[] = [];
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') header = Buffer.from(body);
    if (kind === 'PLTE') palette = Buffer.from(body);
    if (kind === 'tRNS') transparency = Buffer.from(body);
    if (kind === 'IDAT') parts.push(body);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, interlaced] = [header.readUInt8(8), header.readUInt8(9), header.readUInt8(12) === 1];
  const samples = SAMPLES[colour];
  if (samples === undefined || width === 0 || width > LARGEST_SIDE || height > LARGEST_SIDE)
    throw new Error('a PNG of no known kind');
  const raw = inflateSync(Buffer.concat(parts), { maxOutputLength: (width + 64) * (height + 64) * 16 });
  const data = new Uint8ClampedArray(width * height * 4);
  const put = (x: number, y: number, values: readonly number[]) => {
    const [first = 0, second = 0, third = 0, fourth = 255] = values;
    const at = (y * width + x) * 4;
    if (colour === 3) {
      data.set(palette.subarray(first * 3, first * 3 + 3), at);
      data[at + 3] = transparency[first] ?? 255;
    } else if (colour === 0 || colour === 4) {
      const grey = depth < 8 ? (first * 255) / (2 ** depth - 1) : first;
      data.set([grey, grey, grey, colour === 4 ? second : 255], at);
    } else data.set([first, second, third, colour === 6 ? fourth : 255], at);
  };
  let from = 0;
  for (const [x0, y0, dx, dy] of interlaced ? PASSES : [[0, 0, 1, 1] as const]) {
    const [columns, rows] = [Math.ceil((width - x0) / dx), Math.ceil((height - y0) / dy)];
    if (columns <= 0 || rows <= 0) continue;
    const stride = Math.ceil((columns * samples * depth) / 8);
    let above: Buffer = Buffer.alloc(stride);
    for (let row = 0; row < rows; row++) {
      const line = unfilter(
        raw.subarray(from + 1, from + 1 + stride),
        above,
        raw[from] ?? 0,
        Math.max(1, (samples * depth) >> 3),
      );
      from += stride + 1;
      above = line;
      for (let column = 0; column < columns; column++)
        put(x0 + column * dx, y0 + row * dy, samplesAt(line, column, samples, depth));
    }
  }
  return { width, height, data };
}

function samplesAt(line: Buffer, column: number, samples: number, depth: number): number[] {
  return Array.from({ length: samples }, (_, n) => {
    const index = column * samples + n;
    if (depth === 16) return line[index * 2] ?? 0;
    if (depth === 8) return line[index] ?? 0;
    const bit = index * depth;
    return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  });
}

function unfilter(line: Buffer, above: Buffer, filter: number, step: number): Buffer {
  const out = Buffer.from(line);
  for (let n = 0; n < out.length; n++) {
    const [left, up, corner] = [out[n - step] ?? 0, above[n] ?? 0, n < step ? 0 : (above[n - step] ?? 0)];
    const guess =
      filter === 1
        ? left
        : filter === 2
          ? up
          : filter === 3
            ? (left + up) >> 1
            : filter === 4
              ? paeth(left, up, corner)
              : 0;
    out[n] = ((out[n] ?? 0) + guess) & 255;
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
