/** The rule engine, as far as this house leans on it, and the public rules it was made for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, isCertLogicExpression, type CertLogicExpression } from 'certlogic-js';
import { describe, expect, it } from 'vitest';

describe('why no instant reaches a rule (docs/decisions/0003)', () => {
  it('a day alone begins at midnight UTC, eight hours late for Asia/Shanghai', () => {
    const rule = {
      'not-before': [{ plusTime: [{ var: 'at' }, 0, 'day'] }, { plusTime: ['2022-11-08', 0, 'day'] }],
    };
    expect(evaluate(rule as CertLogicExpression, { at: '2022-11-08T00:00:00+08:00' })).toBe(false);
  });

  it('a misspelt name reads as null and says nothing', () => {
    const rule: CertLogicExpression = { '===': [{ var: 'healthStatus.colour' }, 'green'] };
    expect(evaluate(rule, { healthStatus: { state: 'green' } })).toBe(false);
  });

  it('the hours of plusTime cannot come from a measure’s settings', () => {
    const rule = {
      plusTime: ['2022-11-08T00:00:00Z', { var: 'hours' }, 'hour'],
    } as unknown as CertLogicExpression;
    expect(() => evaluate(rule, { hours: 48 })).toThrow('must be an integer');
  });

  it('a time without an offset is taken as UTC', () => {
    const rule: CertLogicExpression = {
      after: [
        { plusTime: ['2022-11-08T00:00:00', 0, 'hour'] },
        { plusTime: ['2022-11-08T00:00:00+08:00', 0, 'hour'] },
      ],
    };
    expect(evaluate(rule, {})).toBe(true);
  });
});

const folder = join(process.env['GUICHENG_VECTORS'] ?? '', 'rules');
const isThere = process.env['GUICHENG_VECTORS'] !== undefined && existsSync(folder);

interface RuleCase {
  readonly name: string;
  readonly payload: unknown;
  readonly external: unknown;
  readonly expected: boolean;
}

describe.skipIf(!isThere)('the public business rules of the EU certificate', () => {
  const rules = isThere
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('rule.json'))
    : [];

  it('are there', () => expect(rules.length).toBeGreaterThan(40));

  for (const path of rules.sort()) {
    it(`${path.replace(/[\\/]rule\.json$/, '')} gives the published verdicts`, () => {
      const { Logic } = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { Logic: unknown };
      if (!isCertLogicExpression(Logic)) throw new Error('not CertLogic');
      const tests = join(folder, path, '..', 'tests');
      for (const file of readdirSync(tests)) {
        const one = JSON.parse(readFileSync(join(tests, file), 'utf8')) as RuleCase;
        const verdict: unknown = evaluate(Logic, { payload: one.payload, external: one.external });
        expect(verdict, `${file}: ${one.name}`).toBe(one.expected);
      }
    });
  }
});
