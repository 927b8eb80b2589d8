import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { JudgementSchema, LANGUAGES, type ArrivalFacts } from '../../src/contract/measures.ts';
import { explain, judgeArrival, judgeStates, readFacts } from '../../src/measures/index.ts';
import { everyCombination } from '../../src/measures/rule.ts';
import { beijing, EXIT_TEXT, mustLoad } from './packs.ts';

const measure = beijing();
const exit = mustLoad(EXIT_TEXT);
const ALL = new Set(['direction', 'test', 'healthStatus', 'itinerary', 'filing']);
const isJudgement = Compile(JudgementSchema);

function factsNamed(name: string): ArrivalFacts {
  const example = measure.examples.find((one) => one.name.en === name);
  const facts = example === undefined ? null : readFacts(example.facts, '').facts;
  if (facts === null) throw new Error(name);
  return facts;
}

describe('an explanation', () => {
  it('tells a popped-up traveller which clause applies, how each item stands, and what lifts the pop-up', () => {
    const facts = factsNamed(
      'Pop-up 3, with test and itinerary code: what is missing is the consent and the pledge',
    );
    const lines = explain(measure, judgeArrival(measure, facts), 'en');
    expect(lines.map(({ about }) => about)).toEqual([
      'clause',
      'test',
      'healthStatus',
      'itinerary',
      'consent',
      'pledge',
      'lift',
    ]);
    expect(lines[1]?.text).toBe(
      'Test: As asked. 48 hours counted from the report time 2022-11-07 20:00: good for an arrival before 2022-11-09 20:00.',
    );
    expect(lines[2]?.text).toContain('not green');
    expect(lines[0]?.citations[0]?.source).toContain('Initium Media');
  });

  it('says in Chinese until when a test would have been good', () => {
    const facts = factsNamed('The proof prints a day only (the 7th): counted from its 00:00, fit on the 8th');
    const lines = explain(measure, judgeArrival(measure, facts), 'zh-CN');
    expect(lines.find(({ about }) => about === 'test')?.text).toBe(
      '核酸检测：符合要求。自报告时间2022-11-07 00:00起算48小时，2022-11-09 00:00之前到达均有效。证明上只有日期，按当日零时起算。',
    );
  });

  it('says of an exempt child that it is exempt', () => {
    const example = exit.examples.find(({ name }) => name.en === 'A child of three is asked for no test');
    const facts = example && readFacts(example.facts, '').facts;
    if (!facts) throw new Error('no such example');
    const texts = explain(exit, judgeArrival(exit, facts), 'en').map(({ text }) => text);
    expect(texts).toContain('Test: Children up to 3 years are exempt.');
  });

  it('stands in both languages with a source for every sentence, whatever is shown', {
    timeout: 120_000,
  }, () => {
    for (const pack of [measure, exit]) {
      for (const { direction, shown } of everyCombination(ALL)) {
        const judgement = judgeStates(pack, { direction, shown, ageYears: null });
        for (const language of LANGUAGES) {
          for (const { text, citations } of explain(pack, judgement, language)) {
            expect(text).not.toMatch(/undefined|null|NaN|\[object/);
            expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh-CN');
            expect(citations.length).toBeGreaterThan(0);
          }
        }
      }
    }
  });

  it('refuses to explain a judgement by another version', () => {
    const judgement = judgeArrival(measure, factsNamed(measure.examples[0]?.name.en ?? ''));
    expect(() => explain({ ...measure, version: 2 }, judgement, 'en')).toThrow('cannot be explained');
  });
});

describe('a judgement', () => {
  it('has the shape of the contract, whatever is shown, and survives JSON', () => {
    for (const pack of [measure, exit]) {
      for (const { direction, shown } of everyCombination(ALL)) {
        const judgement = judgeStates(pack, { direction, shown, ageYears: 3 });
        expect(isJudgement.Errors(judgement)).toEqual([]);
        expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement);
      }
    }
  });

  it('lets no document be held of somebody who may drive on, whatever the clause allows', () => {
    const holding = measure.clauses.find(({ id }) => id === 'popup3')?.mayHold ?? { allowed: false };
    const everywhere = { ...measure, clauses: measure.clauses.map((one) => ({ ...one, mayHold: holding })) };
    const judgements = everyCombination(ALL).map(({ direction, shown }) =>
      judgeStates(everywhere, { direction, shown, ageYears: null }),
    );
    expect(judgements.filter(({ passed, mayHold }) => passed && mayHold)).toEqual([]);
    expect(judgements.filter(({ mayHold }) => mayHold).length).toBeGreaterThan(0);
  });

  it('is a bug, not a guess, where a measure was not loaded and two clauses apply', () => {
    const twice = { ...measure, clauses: [...measure.clauses, ...measure.clauses] };
    const shown = everyCombination(new Set<string>())[0]?.shown;
    if (shown === undefined) throw new Error('no combination');
    expect(() => judgeStates(twice, { direction: 'INBOUND', shown, ageYears: null })).toThrow(
      'exactly one clause',
    );
  });
});
