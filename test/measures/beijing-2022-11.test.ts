import { CERTIFICATE_FAULTS } from '../../src/contract/certificate-words.ts';
import { describe, expect, it } from 'vitest';
import {
  type Clock,
  CLOCK_BOUNDS,
  CLOCKS,
  UNFIT_CLASSES,
  type Measure,
} from '../../src/contract/measures.ts';
import { faultsOfExample, judgeArrival, judgeStates } from '../../src/measures/index.ts';
import { everyCombination } from '../../src/measures/rule.ts';
import { altered, BEIJING_TEXT, beijing, EXIT_TEXT, faultsOf, mustLoad } from './packs.ts';

const PACKS = { 'beijing-2022-11': BEIJING_TEXT, 'an invented measure on leaving': EXIT_TEXT };

for (const [name, text] of Object.entries(PACKS)) {
  const measure = mustLoad(text);

  describe(`${name}: worked examples`, () => {
    for (const [n, example] of measure.examples.entries()) {
      it(`${n + 1}. ${example.name.en}`, () => {
        expect(faultsOfExample(measure, example, `/examples/${n}`)).toEqual([]);
      });
    }
  });

  describe(`${name}: nothing in it is idle`, () => {
    for (const [n, clause] of measure.clauses.entries()) {
      it(`${clause.id} is reached by an example`, () => {
        expect(measure.examples.map((example) => example.expect.clause)).toContain(clause.id);
      });
      for (const path of conditionsOf(clause.appliesWhen)) {
        it(`${clause.id} without its condition at ${path.join('/') || 'the top'} is refused`, () => {
          const broken = altered(text, (copy) => forget(copy, n, path));
          expect(faultsOf(broken)).not.toEqual([]);
        });
      }
      for (const [region, states] of Object.entries(clause.needs)) {
        it(`${clause.id} without its need of ${region} is refused`, () => {
          const broken = altered(text, (copy) =>
            Reflect.deleteProperty(copy.clauses[n]?.needs ?? {}, region),
          );
          expect(faultsOf(broken)).not.toEqual([]);
        });
        for (const state of states) {
          it(`${clause.id} no longer satisfied by ${region} ${state} is refused`, () => {
            const broken = altered(text, (copy) => {
              const needs = copy.clauses[n]?.needs as Record<string, string[]>;
              needs[region] = states.filter((kept) => kept !== state);
            });
            expect(faultsOf(broken)).not.toEqual([]);
          });
        }
      }
      for (const proposal of clause.whileUnmet) {
        // A proposal that is only useful while a source is silent cannot always be shown by an example.
        if (proposal === 'askSourceAgain' || proposal === 'waitForResult') continue;
        it(`${clause.id} without proposing ${proposal} turns an example red`, () => {
          const broken = altered(text, (copy) => {
            const whileUnmet = copy.clauses[n]?.whileUnmet;
            whileUnmet?.splice(whileUnmet.indexOf(proposal), 1);
          });
          expect(faultsOf(broken)).not.toEqual([]);
        });
      }
    }
  });
}

describe('beijing-2022-11: its settings are pinned by examples', () => {
  const settings: Record<string, (test: Measure['test']) => void> = {
    'an hour more': (test) => (test.hours += 1),
    'an hour less': (test) => (test.hours -= 1),
    'the other anchor': (test) => (test.anchor = 'SAMPLED'),
    'a screenshot is enough': (test) => (test.minimumVerification = 'VISUAL_ONLY'),
    'a telephone call is not enough': (test) => (test.minimumVerification = 'SIGNATURE_VALID'),
    'every pool is accepted': (test) => test.samplingModes.push('POOL_LARGER'),
    'infants are exempt': (test) => (test.exemptUpToYears = 3),
  };
  for (const [what, alter] of Object.entries(settings)) {
    it(`${what}: an example turns red`, () => {
      expect(faultsOf(altered(BEIJING_TEXT, ({ test }) => alter(test)))).not.toEqual([]);
    });
  }
  for (const mode of beijing().test.samplingModes) {
    it(`sampling mode ${mode} no longer accepted: an example turns red`, () => {
      const broken = altered(BEIJING_TEXT, ({ test }) => {
        test.samplingModes = test.samplingModes.filter((kept) => kept !== mode);
      });
      expect(faultsOf(broken)).not.toEqual([]);
    });
  }
  it('no hold under pop-up 3: an example turns red', () => {
    const broken = altered(BEIJING_TEXT, ({ clauses }) => {
      for (const clause of clauses) clause.mayHold = { allowed: false };
    });
    expect(faultsOf(broken)).not.toEqual([]);
  });
});

describe('beijing-2022-11: what it promises', () => {
  const measure = beijing();

  it('has at least forty worked examples', () => {
    expect(measure.examples.length).toBeGreaterThanOrEqual(40);
  });

  // What is wrong with a scanned certificate, and whose report it is, are found out before any measure is asked.
  const foundBefore: readonly string[] = [...CERTIFICATE_FAULTS, 'usedByAnother'];
  const ofMeasures = UNFIT_CLASSES.filter((one) => !foundBefore.includes(one));
  for (const unfitClass of ofMeasures) {
    it(`has an example of a test that is unfit as ${unfitClass}`, () => {
      const said = measure.examples.map(({ expect: { states } }) => states.test);
      expect(said).toContain(`!unfit(${unfitClass})`);
    });
  }

  it('admits nobody whose status is a pop-up, yellow, red, silent or unseen on what is shown alone', () => {
    for (const { direction, shown } of everyCombination(ALL)) {
      if (direction === 'OUTBOUND' || shown.healthStatus.state === 'green') continue;
      const judgement = judgeStates(measure, { direction, shown, ageYears: null });
      expect({ ...shown, passed: judgement.passed }).toEqual({ ...shown, passed: false });
    }
  });

  it('lets nobody pass with a positive test or one under review, and proposes the health authority alone', () => {
    for (const { direction, shown } of everyCombination(ALL)) {
      if (shown.test.state !== 'positive' && shown.test.state !== 'underReview') continue;
      const judgement = judgeStates(measure, { direction, shown, ageYears: null });
      expect(judgement.passed).toBe(false);
      expect(judgement.mayHold).toBe(false);
      expect(judgement.proposals).toEqual(['referTraveller']);
    }
  });

  it('allows a document to be held under pop-up 3 alone', () => {
    const holding = everyCombination(ALL)
      .map(({ direction, shown }) => judgeStates(measure, { direction, shown, ageYears: null }))
      .filter(({ mayHold }) => mayHold);
    expect(new Set(holding.map(({ clauseId }) => clauseId))).toEqual(new Set(['popup3']));
  });

  it('asks for consent and pledge on the exception route alone, and always for both', () => {
    for (const { direction, shown } of everyCombination(ALL)) {
      const { needs, route } = judgeStates(measure, { direction, shown, ageYears: null });
      expect(needs.consent).toBe(route === 'exception');
      expect(needs.pledge).toBe(needs.consent);
    }
  });

  it('proposes something wherever something is unmet', () => {
    for (const { direction, shown } of everyCombination(ALL)) {
      const { passed, proposals } = judgeStates(measure, { direction, shown, ageYears: null });
      expect(proposals.length === 0).toBe(passed);
    }
  });

  it('lets pop-up 4 be lifted by the nightly comparison and by nothing else', () => {
    const clause = measure.clauses.find(({ id }) => id === 'popup4');
    expect(clause?.lift?.by).toEqual(['NIGHTLY_COMPARISON']);
    expect(clause?.lift?.ownTestLifts).toBe('throughNightlyComparison');
  });

  it('judges the same facts the same, however often and whatever came in between', () => {
    const facts = { direction: 'INBOUND', ageYears: null, arrivedAt: 1_667_886_000_000 } as const;
    const nothing = { test: null, healthStatus: null, itinerary: null, filing: null };
    const first = judgeArrival(measure, { ...facts, ...nothing });
    judgeArrival(measure, { ...facts, ...nothing, healthStatus: { shows: 'GREEN' } });
    expect(judgeArrival(measure, { ...facts, ...nothing })).toEqual(first);
  });

  const LEFT_TO_THE_HOUSE: readonly Clock[] = ['claimDue', 'oralAnswerDue', 'appealDue'];
  for (const clock of CLOCKS.filter((name) => !LEFT_TO_THE_HOUSE.includes(name))) {
    it(`keeps ${clock} within its bounds`, () => {
      expect(measure.clocks[clock]).toBeGreaterThanOrEqual(CLOCK_BOUNDS[clock].least);
      expect(measure.clocks[clock]).toBeLessThanOrEqual(CLOCK_BOUNDS[clock].most);
    });
  }
});

const ALL = new Set(['direction', 'test', 'healthStatus', 'itinerary', 'filing']);

/** Where the single conditions of a rule stand: every comparison and every negation. */
function conditionsOf(rule: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof rule !== 'object' || rule === null) return [];
  const [entry] = Object.entries(rule);
  if (entry === undefined) return [];
  const [operator, operands] = entry as [string, unknown[]];
  if (operator === '===' || operator === 'in') return [path];
  const inner = operands.flatMap((operand, n) => conditionsOf(operand, [...path, operator, String(n)]));
  return operator === '!' ? [path, ...inner] : inner;
}

/** Puts `true` in the place of one condition. */
function forget(measure: Measure, clause: number, path: readonly string[]): void {
  const holder = measure.clauses[clause] as unknown as Record<string, unknown>;
  const steps = ['appliesWhen', ...path];
  const last = steps.pop() ?? '';
  let node = holder;
  for (const step of steps) node = node[step] as Record<string, unknown>;
  node[last] = true;
}
