/** The two suites beside the certificates: rules in CertLogic, and JSON in its one spelling. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CertLogicExpression, evaluate } from 'certlogic-js';
import { canonical } from '../../src/storage/canonical.ts';
import type { CaseOutcome } from './outcome.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Every test of one rule: its logic, over the payload and what stands outside it, gives the expected verdict. */
export function runRule(folder: string, name: string): CaseOutcome[] {
  const { Logic: logic } = readJson(join(folder, 'rule.json')) as { Logic: CertLogicExpression };
  return filesIn(join(folder, 'tests')).map((file) => {
    const test = readJson(join(folder, 'tests', file)) as Fields;
    const { payload, external, expected } = test;
    return {
      suite: 'rules',
      name: `${name}/tests/${file}`,
      about: String(test['name'] ?? ''),
      stages: [outcomeOf('verdict', expected, () => evaluate(logic, { payload, external }))],
    };
  });
}

/** `input/X.json` is written as `output/X.json`, byte for byte; and as `outhex/X.txt`, where that is there. */
export function runCanonical(folder: string, name: string): CaseOutcome[] {
  return filesIn(join(folder, 'input')).map((file) => {
    const written = () =>
      Buffer.from(canonical(readJson(join(folder, 'input', file))), 'utf8').toString('hex');
    const hex = readOr(join(folder, 'outhex', file.replace(/\.json$/, '.txt')))?.toString('utf8');
    const stages = [
      outcomeOf('bytes', readFileSync(join(folder, 'output', file)).toString('hex'), written),
      ...(hex === undefined ? [] : [outcomeOf('hex', hex.replaceAll(/\s/g, ''), written)]),
    ];
    return { suite: 'canonical-json', name: `${name}/input/${file}`, about: '', stages };
  });
}

function outcomeOf(stage: string, expected: unknown, run: () => unknown) {
  try {
    const got = run();
    return { stage, expected: String(expected), got: String(got), passed: got === expected };
  } catch (error) {
    return { stage, expected: String(expected), got: `threw ${String(error)}`, passed: false };
  }
}

export const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));

const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();

function readOr(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
