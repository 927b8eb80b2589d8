/** Builds the screens once for the run, where what they are made of changed since. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STAMP = join(ROOT, 'dist/screens/.tested-from');

export default async function setup(): Promise<void> {
  const now = digest();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return;
  // As it is for its users, whatever the tests' own environment says.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(ROOT, 'src/screens'),
    logLevel: 'warn',
  });
  process.env['NODE_ENV'] = before;
  writeFileSync(STAMP, now);
}

function digest(): string {
  const hash = createHash('sha256');
  const files = ['src/screens', 'src/contract'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
  );
  for (const file of [...files, ...['vite.config.ts', 'package-lock.json'].map((one) => join(ROOT, one))])
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
