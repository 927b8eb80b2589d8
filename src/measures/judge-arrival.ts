/** From what is shown to the clause that applies, and from the clause to how each region stands. */
import { CERTIFICATE_FAULTS, type CertificateFault } from '../contract/certificate-words.ts';
import type {
  ArrivalFacts,
  Because,
  Clause,
  Direction,
  JudgedStates,
  Judgement,
  Measure,
  Proposal,
  ShownStates,
  TestEvidence,
  UnfitClass,
} from '../contract/measures.ts';
import type { Instant } from '../contract/streams.ts';
import { judgeCircumstances } from './judge-circumstances.ts';
import { judgeFiling, judgeHealthStatus, judgeItinerary, judgeTest } from './judge-evidence.ts';
import { applies } from './rule.ts';

/** What a clause is chosen and weighed by, beside the shown states. */
export interface Judged {
  readonly direction: Direction;
  readonly ageYears: number | null;
  readonly shown: ShownStates;
}

/** Judges everything known of one traveller, as of their arrival. */
export function judgeArrival(measure: Measure, facts: ArrivalFacts): Judgement {
  return judgeStates(measure, {
    direction: facts.direction,
    ageYears: facts.ageYears,
    shown: shownStatesOf(measure, facts),
  });
}

/** Each piece of evidence judged by itself. */
export function shownStatesOf(measure: Measure, facts: ArrivalFacts): ShownStates {
  return {
    ...testStatesOf(measure, facts.test, facts.arrivedAt),
    healthStatus: judgeHealthStatus(facts.healthStatus),
    itinerary: judgeItinerary(facts.itinerary),
    filing: judgeFiling(facts.filing, facts.claim),
    ...(measure.circumstances === undefined ? {} : { circumstances: judgeCircumstances(measure, facts) }),
  };
}

/** The test in the measure's own way of counting, and in each of its others. */
export function testStatesOf(
  measure: Measure,
  evidence: TestEvidence | null,
  arrivedAt: Instant,
): Pick<ShownStates, 'test' | 'countedAs'> {
  const { countings } = measure;
  return {
    test: judgeTest(measure, evidence, arrivedAt),
    ...(countings === undefined
      ? {}
      : {
          countedAs: Object.fromEntries(
            countings.map((counting) => [counting.id, judgeTest(measure, evidence, arrivedAt, counting)]),
          ),
        }),
  };
}

/** The test as a clause reads it. */
export function testUnder({ countsTestAs }: Clause, { test, countedAs }: ShownStates): ShownStates['test'] {
  return (countsTestAs === undefined ? undefined : countedAs?.[countsTestAs]) ?? test;
}

/**
 * Chooses the clause that applies and weighs every region under it.
 * In a loaded measure exactly one clause applies to any states; anything else is a bug and throws.
 */
export function judgeStates(measure: Measure, judged: Judged): Judgement {
  const applying = clausesThatApply(measure, judged.direction, judged.shown);
  const [clause] = applying;
  if (clause === undefined || applying.length > 1) {
    const ids = applying.map(({ id }) => id).join(', ') || 'no clause';
    throw new Error(`In ${measure.id} exactly one clause must apply, but what applies is: ${ids}.`);
  }
  return weigh(measure, clause, judged);
}

/** Weighs the regions under a clause chosen before: a handoff is pinned to its clause until its status changes. */
export function judgeUnderClause(measure: Measure, clauseId: string, judged: Judged): Judgement {
  const clause = measure.clauses.find(({ id }) => id === clauseId);
  if (clause === undefined) throw new Error(`${measure.id} has no clause ${clauseId}.`);
  return weigh(measure, clause, judged);
}

export function clausesThatApply(
  measure: Measure,
  direction: Direction,
  shown: ShownStates,
): readonly Clause[] {
  return measure.clauses.filter((clause) => applies(clause.appliesWhen, direction, shown));
}

/** Whether a test is asked of somebody of this age at all; of nobody whose age is not known. */
export function isExemptByAge({ test: { exemptUpToYears } }: Measure, ageYears: number | null): boolean {
  return exemptUpToYears !== null && ageYears !== null && ageYears <= exemptUpToYears;
}

/** All that a case remembers of an age, as the oldest that it may be; null where nothing is remembered. */
export function ageAtMost(
  { test }: Measure,
  { exemptByAge }: { readonly exemptByAge: boolean },
): number | null {
  return exemptByAge ? test.exemptUpToYears : null;
}

function weigh(measure: Measure, clause: Clause, { shown, ageYears }: Judged): Judgement {
  const { needs } = clause;
  const isExempt = needs.test !== undefined && isExemptByAge(measure, ageYears);
  const states: JudgedStates = {
    test: weighTest(
      isExempt ? undefined : needs.test,
      testUnder(clause, shown),
      isExempt ? 'exemptByAge' : 'notAsked',
    ),
    healthStatus: weighHealthStatus(needs.healthStatus, shown.healthStatus),
    itinerary: clause.bar === undefined ? weighItinerary(needs.itinerary, shown.itinerary) : standsInTheWay,
    consent: needs.consent ? { state: 'needed', satisfies: false, because: 'consentIsNeeded' } : notAsked,
    pledge: needs.pledge ? { state: 'needed', satisfies: false, because: 'pledgeIsNeeded' } : notAsked,
    filing: weighFiling(needs.filing, shown.filing),
  };
  const passed = Object.values(states).every(({ satisfies }) => satisfies);
  return {
    measureId: measure.id,
    measureVersion: measure.version,
    clauseId: clause.id,
    route: clause.route,
    needs: {
      test: needs.test !== undefined && !isExempt,
      healthStatus: needs.healthStatus !== undefined,
      itinerary: needs.itinerary !== undefined || clause.bar !== undefined,
      consent: needs.consent !== undefined,
      pledge: needs.pledge !== undefined,
      filing: needs.filing !== undefined,
    },
    states,
    passed,
    mayHold: !passed && clause.mayHold.allowed && !stops(states.test.state),
    proposals: passed ? [] : proposalsFor(clause, states),
  };
}

const standsInTheWay = { state: 'barred', satisfies: false, because: 'stayStandsInTheWay' } as const;
const notAsked = { state: 'notNeeded', satisfies: true, because: 'notAsked' } as const;

/** The states that take a traveller out of this flow to the health authority, whatever else is asked. */
function stops(state: JudgedStates['test']['state']): boolean {
  return state === 'positive' || state === 'underReview';
}

function proposalsFor(clause: Clause, states: JudgedStates): Proposal[] {
  if (stops(states.test.state)) return ['referTraveller'];
  const { state, satisfies } = states.test;
  const useful: Partial<Record<Proposal, boolean>> = {
    testOnTheSpot: !satisfies && state !== 'sampledPending',
    waitForResult: !satisfies && state === 'sampledPending',
    recordFiling: !states.filing.satisfies && states.filing.state !== 'claimed',
    decideClaim: states.filing.state === 'claimed',
    askSourceAgain: [states.test, states.healthStatus, states.itinerary].some(
      (region) => region.state === 'unavailable',
    ),
  };
  return clause.whileUnmet.filter((proposal) => useful[proposal] ?? true);
}

const TEST_BECAUSE: Record<Exclude<ShownStates['test']['state'], 'unfit'>, Because> = {
  needed: 'notShown',
  fit: 'asAsked',
  underReview: 'resultIsUnderReview',
  positive: 'resultIsPositive',
  unavailable: 'sourceDoesNotAnswer',
  sampledPending: 'resultIsPending',
};

/** What is wrong with a scanned certificate is its own reason. */
const FAULT_BECAUSE = Object.fromEntries(CERTIFICATE_FAULTS.map((fault) => [fault, fault])) as {
  [F in CertificateFault]: F;
};
const UNFIT_BECAUSE: Record<UnfitClass, Because> = {
  usedByAnother: 'testIsUsedByAnother',
  ...FAULT_BECAUSE,
  invalidSample: 'sampleIsInvalid',
  showsNoTime: 'testShowsNoTime',
  timesContradict: 'testTimesContradict',
  future: 'testIsFromTheFuture',
  notVerifiedEnough: 'testIsNotVerifiedEnough',
  samplingModeNotAccepted: 'samplingModeIsNotAccepted',
  methodNotAccepted: 'methodIsNotAccepted',
  expired: 'testHasExpired',
};

function weighTest(
  satisfying: Clause['needs']['test'],
  shown: ShownStates['test'],
  whyNotNeeded: Because,
): JudgedStates['test'] {
  const because = shown.state === 'unfit' ? UNFIT_BECAUSE[shown.detail.class] : TEST_BECAUSE[shown.state];
  if (stops(shown.state)) return { ...shown, satisfies: false, because };
  if (satisfying === undefined) return { state: 'notNeeded', satisfies: true, because: whyNotNeeded };
  const satisfies = satisfying.some((state) => state === shown.state);
  return { ...shown, satisfies, because };
}

const STATUS_BECAUSE: Record<ShownStates['healthStatus']['state'], Because> = {
  needed: 'notShown',
  green: 'statusIsGreen',
  yellow: 'statusIsYellow',
  red: 'statusIsRed',
  poppedUp: 'statusIsPoppedUp',
  unavailable: 'sourceDoesNotAnswer',
};

function weighHealthStatus(
  satisfying: Clause['needs']['healthStatus'],
  shown: ShownStates['healthStatus'],
): JudgedStates['healthStatus'] {
  if (satisfying === undefined) return notAsked;
  const said = shown.state === 'poppedUp' ? `poppedUp(${shown.detail.kind})` : shown.state;
  const satisfies = satisfying.some((state) => state === said);
  if (!satisfies) return { ...shown, satisfies, because: STATUS_BECAUSE[shown.state] };
  return { ...shown, satisfies, because: shown.state === 'poppedUp' ? 'byExceptionRoute' : 'asAsked' };
}

const ITINERARY_BECAUSE: Record<ShownStates['itinerary']['state'], Because> = {
  needed: 'notShown',
  green: 'asAsked',
  notGreen: 'itineraryIsNotGreen',
  unavailable: 'sourceDoesNotAnswer',
};

function weighItinerary(
  satisfying: Clause['needs']['itinerary'],
  shown: ShownStates['itinerary'],
): JudgedStates['itinerary'] {
  if (satisfying === undefined) return notAsked;
  const satisfies = satisfying.some((state) => state === shown.state);
  return { ...shown, satisfies, because: ITINERARY_BECAUSE[shown.state] };
}

const FILING_BECAUSE: Record<ShownStates['filing']['state'], Because> = {
  needed: 'notShown',
  filed: 'filingIsNotEnough',
  refused: 'filingIsRefused',
  claimed: 'claimIsPending',
  granted: 'asAsked',
};

function weighFiling(
  satisfying: Clause['needs']['filing'],
  shown: ShownStates['filing'],
): JudgedStates['filing'] {
  if (satisfying === undefined) return notAsked;
  const satisfies = satisfying.some((state) => state === shown.state);
  return { ...shown, satisfies, because: satisfies ? 'asAsked' : FILING_BECAUSE[shown.state] };
}
