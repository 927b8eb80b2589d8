/** Prints what each terminal loads first (gzip), and fails where a budget is overdrawn. Run after `vite build`. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** In kB of gzip. A phone at a kitchen table loads the community's page; the traveller's phone may be ten years old. */
const BUDGETS: Readonly<Record<string, number>> = { community: 130, traveller: 20 };

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly isEntry?: boolean;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

const FOLDER = 'dist/screens';
const manifest = JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')) as Record<string, Chunk>;

function filesOf(chunk: Chunk, seen = new Set<string>()): Set<string> {
  if (seen.has(chunk.file)) return seen;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  for (const name of chunk.imports ?? []) {
    const next = manifest[name];
    if (next !== undefined) filesOf(next, seen);
  }
  return seen;
}

let isOver = false;
for (const chunk of Object.values(manifest).filter(({ isEntry }) => isEntry === true)) {
  const files = [...filesOf(chunk)].filter((file) => existsSync(`${FOLDER}/${file}`));
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(`${FOLDER}/${file}`), { level: 9 }).length,
    0,
  );
  const kB = bytes / 1000;
  const budget = BUDGETS[chunk.name ?? ''];
  const over = budget !== undefined && kB > budget;
  isOver ||= over;
  console.log(
    `${(chunk.name ?? '').padEnd(12)}${kB.toFixed(1).padStart(8)} kB gzip${budget === undefined ? '' : ` of ${budget}`}${over ? '  OVER' : ''}`,
  );
}
process.exitCode = isOver ? 1 : 0;
