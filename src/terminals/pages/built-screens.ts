/** The screens as they were built to `dist/screens`: the manifest says which files a terminal's page begins with. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Served, served } from './files.ts';

const FOLDER = 'dist/screens';
const MANIFEST = 'manifest.json';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly isEntry?: boolean;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

export interface BuiltScreens {
  /** What the page of a terminal loads first; null for a terminal without a screen. */
  entry(terminal: string): { readonly scripts: readonly string[]; readonly styles: readonly string[] } | null;
  /** A built file by its name; null where there is none. */
  asset(file: string): Served | null;
}

/** Null where the screens were not built beside the program. */
export function builtScreens(): BuiltScreens | null {
  const folder = builtFolder();
  if (folder === null) return null;
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Record<string, Chunk>;
  const chunks = Object.values(manifest);
  const names = new Set(chunks.flatMap(({ file, css = [] }) => [file, ...css]));
  const assets = new Map<string, Served>();
  return {
    entry: (terminal) => {
      const entry = chunks.find(({ name, isEntry }) => isEntry === true && name === terminal);
      if (entry === undefined) return null;
      return {
        scripts: [`/screens/${entry.file}`],
        styles: stylesOf(manifest, entry).map((file) => `/screens/${file}`),
      };
    },
    asset: (name) => {
      const file = `assets/${name}`;
      const type = TYPES[extname(name)];
      if (!names.has(file) || type === undefined) return null;
      let asset = assets.get(file);
      if (asset === undefined) assets.set(file, (asset = served(readFileSync(join(folder, file)), type)));
      return asset;
    },
  };
}

/** The style sheets of a chunk and of everything it loads with it, in the order they are written. */
function stylesOf(manifest: Readonly<Record<string, Chunk>>, entry: Chunk): string[] {
  const seen = new Set<Chunk>();
  const visit = (chunk: Chunk | undefined): string[] => {
    if (chunk === undefined || seen.has(chunk)) return [];
    seen.add(chunk);
    return [...(chunk.imports ?? []).flatMap((name) => visit(manifest[name])), ...(chunk.css ?? [])];
  };
  return [...new Set(visit(entry))];
}

function builtFolder(): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const built = join(folder, FOLDER);
    if (existsSync(join(built, MANIFEST))) return built;
    if (folder === dirname(folder)) return null;
  }
}
