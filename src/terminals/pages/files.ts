/** The few files the pages are made of, read once. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FOLDER = 'src/screens/plain';

export interface Served {
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/** A file of the screens, from the sources as from `dist`. */
export function screenFile(name: string, type: string): Served {
  const bytes = readFileSync(join(screensFolder(), name));
  return served(name.endsWith('.js') ? Buffer.from(squeezed(bytes.toString())) : bytes, type);
}

/** A script without its comments and indentation. No text in our scripts goes over a line's end, so nothing else changes. */
function squeezed(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(\/\/|\/\*|\*( |\/|$))/.test(line))
    .join('\n');
}

/** A file as it is sent: whole and squeezed, with the mark it is known by. */
export function served(bytes: Buffer, type: string): Served {
  return {
    type,
    bytes,
    gzipped: gzipSync(bytes, { level: 9 }),
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}

function screensFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER, 'enrol.js'))) return join(folder, FOLDER);
    if (folder === dirname(folder)) throw new Error(`${FOLDER} is not beside the program.`);
  }
}
