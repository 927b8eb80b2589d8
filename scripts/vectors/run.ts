/**
 * Runs every case found below a folder, whatever the suites are named or how deep they lie:
 * `rule.json` beside `tests/` is a rule, `input/` beside `output/` is canonical JSON, a JSON file with a test context is a
 * certificate. Files of another kind are passed by.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isCertificateCase, runCertificateCase } from './certificate-cases.ts';
import { readJson, runCanonical, runRule } from './other-cases.ts';
import type { CaseOutcome } from './outcome.ts';

export function* runVectors(root: string, folder = root): Generator<CaseOutcome> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => inOrder(a.name, b.name));
  const names = new Set(entries.map(({ name }) => name));
  const name = relative(root, folder) || '.';
  if (names.has('rule.json') && names.has('tests')) {
    yield* runRule(folder, name);
    return;
  }
  if (names.has('input') && names.has('output')) {
    yield* runCanonical(folder, name);
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      yield* runVectors(root, path);
    else if (entry.isFile() && entry.name.endsWith('.json')) {
      const found = readOrFault(path);
      if ('fault' in found && found.text.includes('"TESTCTX"'))
        yield {
          suite: 'certificates',
          name: relative(root, path),
          about: '',
          stages: [{ stage: 'JSON', expected: 'readable', got: found.fault, passed: false }],
        };
      else if ('value' in found && isCertificateCase(found.value))
        yield runCertificateCase(relative(root, path), found.value);
    }
  }
}

const inOrder = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

function readOrFault(
  path: string,
): { readonly value: unknown } | { readonly fault: string; readonly text: string } {
  try {
    return { value: readJson(path) };
  } catch (error) {
    return {
      fault: error instanceof Error ? error.message : String(error),
      text: readFileSync(path, 'utf8'),
    };
  }
}
