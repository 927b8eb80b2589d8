import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AnyNode, parse } from 'acorn';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ASSETS = join(ROOT, 'dist/screens/assets');
const files = (ending: string) =>
  readdirSync(ASSETS)
    .filter((name) => name.endsWith(ending))
    .map((name) => [name, readFileSync(join(ASSETS, name), 'utf8')] as const);

/** Syntax of ES2022 that came after Chrome 87, by what it is in the tree. */
const TOO_NEW: readonly (readonly [string, (node: AnyNode) => boolean])[] = [
  ['a static block', ({ type }) => type === 'StaticBlock'],
  ['#x in y', (node) => node.type === 'BinaryExpression' && node.left.type === 'PrivateIdentifier'],
  ['a d or v flag', (node) => node.type === 'Literal' && /[dv]/.test(node.regex?.flags ?? '')],
];

/** What is written in a script that Chrome 87 cannot read. */
function tooNewIn(script: string): string[] {
  const found: string[] = [];
  const visit = (node: AnyNode, isInFunction: boolean) => {
    for (const [name, isIt] of TOO_NEW) if (isIt(node)) found.push(name);
    if (node.type === 'AwaitExpression' && !isInFunction) found.push('await outside of a function');
    const inside = isInFunction || /Function/.test(node.type);
    for (const value of Object.values(node) as unknown[])
      for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
        if (typeof one === 'object' && one !== null && 'type' in one) visit(one as AnyNode, inside);
  };
  visit(parse(script, { ecmaVersion: 2022, sourceType: 'module' }), false);
  return found;
}

describe('what was built', () => {
  test.each(files('.js'))('%s is written for Chrome 87', (_name, script) => {
    expect(tooNewIn(script)).toEqual([]);
  });

  test.each([
    ['class A { static { go() } }', 'a static block'],
    ['class A { #x; has(y) { return #x in y } }', '#x in y'],
    ['await go()', 'await outside of a function'],
    ['/a/d', 'a d or v flag'],
  ])('the check sees %s', (script, what) => {
    expect(tooNewIn(script)).toEqual([what]);
  });

  test.each(files('.css'))('%s has no selector or rule that Chrome 87 throws away', (_name, css) => {
    expect(css.match(/:has\(|:where\(|@layer|@container|color-mix\(|&[ .:>]/g) ?? []).toEqual([]);
  });

  test('no schema library came along', () => {
    for (const [name, script] of files('.js')) {
      expect(script.includes('x-personal'), name).toBe(false);
      expect(script.includes('additionalProperties'), name).toBe(false);
    }
  });

  test('every terminal keeps its budget', () => {
    expect(
      execFileSync(process.execPath, ['--import', 'tsx', 'scripts/sizes.ts'], {
        cwd: ROOT,
        encoding: 'utf8',
      }),
    ).toContain('community');
  });
});
