/**
 * Prints what every command does, from the tables and machines themselves.
 *
 * `npm run walk` prints docs/walk.txt; `npm run walk -- --roles` docs/roles.txt; `npm run walk -- --mermaid` the machines
 * for ARCHITECTURE.md; `--write` writes both files. A test holds the committed prints against these.
 */
import { writeFileSync } from 'node:fs';
import { machinesAsMermaid } from './mermaid.ts';
import { rolesPrint, walkPrint } from './prints.ts';

const asked = new Set(process.argv.slice(2));
if (asked.has('--write')) {
  writeFileSync(new URL('../docs/walk.txt', import.meta.url), walkPrint());
  writeFileSync(new URL('../docs/roles.txt', import.meta.url), rolesPrint());
} else if (asked.has('--mermaid')) process.stdout.write(machinesAsMermaid());
else process.stdout.write(asked.has('--roles') ? rolesPrint() : walkPrint());
