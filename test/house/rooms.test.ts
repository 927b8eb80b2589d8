import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Who may import whom. What is not named is an arrow that breaks the house. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/contract': [],
  workflows: ['src/contract'],
  templates: ['src/contract'],
  'src/access': ['src/contract'],
  'src/screens': ['src/contract'],
  'src/demo': ['src/contract', 'src/evidence'],
  'src/measures': ['src/contract'],
  'src/evidence': ['src/contract'],
  'src/directory': ['src/contract'],
  'src/storage': ['src/contract'],
  'src/views': ['src/contract', 'src/storage'],
  'src/push': ['src/contract', 'src/access', 'src/storage', 'src/views'],
  'src/papers': ['src/contract', 'templates'],
  'src/commands': [
    'src/contract',
    'src/access',
    'workflows',
    'src/directory',
    'src/measures',
    'src/evidence',
    'src/storage',
    'src/views',
  ],
  'src/effects': ['src/contract', 'src/storage', 'src/papers'],
  'src/receiver': ['src/contract'],
  'src/terminals': ['src/contract'],
  'src/simulator': ['src/contract', 'src/evidence'],
};

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const roomOf = (path: string) =>
  Object.keys(MAY_IMPORT).find((room) => path === room || path.startsWith(`${room}/`)) ?? path;

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function arrows(): { from: string; to: string; file: string }[] {
  return ['src', 'workflows', 'templates']
    .flatMap((top) => sources(join(ROOT, top)))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s+'(\.[^']+)'/g)].map((match) => ({
        file: relative(ROOT, file),
        from: roomOf(relative(ROOT, file)),
        to: roomOf(relative(ROOT, resolve(dirname(file), match[1] ?? ''))),
      })),
    );
}

/** The files that stand at the top of `src` and wire the rooms together; nobody imports them. */
const WIRES = [
  'src/main.ts',
  'src/house.ts',
  'src/import-directory.ts',
  'src/open-doors.ts',
  'src/config.ts',
  'src/serve.ts',
  'src/demonstrate.ts',
  'src/operate.ts',
  'src/try-measures.ts',
  'src/trust-lists.ts',
  'src/house-key.ts',
  'src/version.ts',
  'src/asked.ts',
  'src/simulate.ts',
  'src/sources-file.ts',
];

test('no arrow breaks the house', () => {
  const broken = arrows().filter(
    ({ from, to }) => from !== to && !WIRES.includes(from) && !(MAY_IMPORT[from] ?? []).includes(to),
  );
  expect(broken.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
});

test('nobody imports the house, main or the terminals', () => {
  const broken = arrows().filter(
    ({ from, to }) => from !== to && !WIRES.includes(from) && [...WIRES, 'src/terminals'].includes(to),
  );
  expect(broken.map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
});

test('workflows know no time, and nobody but storage opens a database', () => {
  const says = (top: string, word: RegExp) =>
    sources(join(ROOT, top)).filter((file) =>
      word.test(readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
  expect(says('workflows', /Date\.now|new Date|performance\.now|setTimeout|randomUUID|Math\.random/)).toEqual(
    [],
  );
  const databases = says('src', /from '(sqlite3|pg|kysely)'/).map((file) => roomOf(relative(ROOT, file)));
  expect(databases.filter((room) => room !== 'src/storage')).toEqual([]);
});
