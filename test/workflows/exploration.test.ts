import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TIMER_NAMES } from '../../src/contract/timers.ts';
import type { HandoffStanding } from '../../workflows/handoff-context.ts';
import { timersOf } from '../../workflows/handoff-timers.ts';
import { holder } from '../../workflows/holder.ts';
import { handoff, isClosed } from '../../workflows/index.ts';
import { whyNot } from '../../workflows/answer.ts';
import { isIn } from '../../workflows/standing.ts';
import { type Exploration, explore, type Step } from './explore.ts';
import { type Asked, command, type Explored } from './moves.ts';

/** Words in somebody's name that are disputed, and appeals: no other region tells one from another. */
const DISPUTES: readonly Explored[] = (['disputes', 'appeals'] as const).map((one) => ({
  asked: ['consent'],
  without: ['documents', 'exceptions', 'handOvers', 'details'],
  with: [one],
}));

/**
 * The sets of regions explored on every run. `healthStatus` stands for any region that evidence merely meets or fails:
 * the itinerary is drawn by the same hand (`fold.test.ts`), so a second one adds products, not kinds. A filing is that
 * and a claim that waits for somebody's decision.
 * `npm run exam` explores every set a measure can ask for.
 */
const SHORT: readonly Explored[] = [
  { asked: ['test', 'healthStatus'] },
  { asked: ['filing'] },
  // Exceptions: they are proposed only where a community is to receive. What a test does to a document is explored above.
  { asked: ['test', 'consent'], without: ['documents', 'handOvers', 'details'] },
  { asked: ['consent'] },
  ...DISPUTES,
  { asked: ['consent', 'pledge'], without: ['documents', 'handOvers'] },
  {
    asked: ['test', 'healthStatus', 'consent', 'pledge'],
    without: ['documents', 'exceptions', 'handOvers', 'details'],
  },
];

const EVIDENCE = ['test', 'healthStatus', 'itinerary', 'filing'] as const;
/** Every kind of set: with a test or without, with none, one or two regions that evidence merely meets or fails. */
const KINDS: readonly Asked[] = [
  [],
  ['test'],
  ['healthStatus'],
  ['test', 'healthStatus'],
  ['healthStatus', 'itinerary'],
  ['test', 'healthStatus', 'itinerary'],
];
const FILING: Explored = { asked: ['filing'] };
const LONG: readonly Explored[] = KINDS.flatMap((evidence): Explored[] => [
  { asked: evidence },
  // Waivers side by side are explored with two regions; a third is one more of the same drawing.
  {
    asked: [...evidence, 'consent'],
    without: evidence.length > 2 ? ['handOvers', 'exceptions'] : ['handOvers'],
  },
  {
    asked: [...evidence, 'consent', 'pledge'],
    without: evidence.length > 1 ? ['handOvers', 'exceptions'] : ['handOvers'],
  },
]).concat(FILING, DISPUTES);

const COUNTS = new URL('../../docs/explored.json', import.meta.url);
const committed: Record<string, { states: number; steps: number }> = existsSync(COUNTS)
  ? JSON.parse(readFileSync(COUNTS, 'utf8'))
  : {};

const consentStands = ({ value }: HandoffStanding) =>
  isIn(value, 'open.consent.accepted') || isIn(value, 'open.consent.ruled.receive');
const held = ({ value }: HandoffStanding) => isIn(value, 'open.document.held');
const isTimer = (type: string) => (TIMER_NAMES as readonly string[]).includes(type);

/** What must be so wherever a handoff stands. Each line names the invariant it keeps. */
function standingIsSound(standing: HandoffStanding): string | null {
  const { value } = standing;
  const open = isIn(value, 'open');
  if (holder(standing) === undefined) return 'I13: somebody holds the responsibility';
  if (isIn(value, 'released') && standing.context.care.office === null)
    return 'I19: nobody is released into nobody’s care';
  if (isIn(value, 'open.pledge.signed') && !consentStands(standing))
    return 'I3: a signed pledge rests on a consent';
  if (isIn(value, 'open.test.stops') && (consentStands(standing) || isIn(value, 'open.consent.asked')))
    return 'I6: no request goes on while a test stops the case';
  if (isIn(value, 'open.test.stops') && isIn(value, 'open.pledge.ready'))
    return 'I6: no pledge is ready while a test stops';
  if (
    isIn(value, 'open.consent.notNeeded') &&
    EVIDENCE.some((region) => isIn(value, `open.${region}.waived`))
  )
    return 'a waiver falls with the consent';
  if (isIn(value, 'open.stay.departing') && isIn(value, 'open.consent.asked'))
    return 'leaving ends a pending request';
  if (isIn(value, 'open.stay.departing') && isIn(value, 'open.document.held.kept'))
    return 'I2: who leaves gets the card back';
  if (standing.context.hold.capReached && isIn(value, 'open.document.held.kept'))
    return 'past the cap only the return remains';
  if (open && timersOf(standing).size === 0) return 'I5: every wait has a clock';
  if (open && !timersOf(standing).has('stayReviewDue'))
    return 'I12: somebody looks after the waiting traveller';
  if (held(standing) && !timersOf(standing).has('holdReviewDue')) return 'I2: every hold is reviewed';
  if (held(standing) && whyNot(handoff, standing, command('returnDocument', { second: null })) !== null)
    return 'the card can be given back by one command of one officer alone';
  if (open && whyNot(handoff, standing, command('referTraveller', { kind: 'emergency', to: '120' })) !== null)
    return 'an emergency waits for nothing';
  if (open && whyNot(handoff, standing, command('requestDeparture', { wish: 'leave' })) !== null)
    return 'the traveller may always leave';
  return null;
}

/** What must be so of every step. */
function stepIsSound(from: HandoffStanding, step: Step, to: HandoffStanding): string | null {
  const { type } = step.input;
  const closes = isIn(from.value, 'open') && !isIn(to.value, 'open');
  if (closes && isTimer(type)) return 'I17: no timer decides';
  if (isTimer(type) && held(from) && !held(to)) return 'I17: no timer moves a card';
  if (isTimer(type) && !consentStands(from) && consentStands(to)) return 'I17: no timer consents';
  if (closes && held(from) && !(type === 'referTraveller' && to.context.deposited))
    return 'I1: nobody’s case closes over a kept card';
  if (isClosed(from.value) && isIn(to.value, 'open')) return 'I10: a closed case stays closed';
  if (
    isIn(from.value, 'open.test.stops.positive') &&
    isIn(to.value, 'open') &&
    !isIn(to.value, 'open.test.stops.positive') &&
    type !== 'correctEvidence'
  )
    return 'I6: a positive test is taken back by a correction alone';
  if (
    !isIn(from.value, 'open.consent.accepted') &&
    isIn(to.value, 'open.consent.accepted') &&
    step.input.answer !== 'accept'
  )
    return 'I4, I14: only an accept is consent';
  if (type === 'releaseTraveller') {
    if (!consentStands(from)) return 'I8: nobody is released without a consent';
    if (isIn(from.value, 'open.consent.ruled.receive.awaiting'))
      return 'I8: a ruling is acknowledged before it releases';
    if (
      isIn(from.value, 'open.pledge.ready') ||
      isIn(from.value, 'open.pledge.locked') ||
      isIn(from.value, 'open.pledge.declined')
    )
      return 'I8: nobody is released without the pledge their clause asks for';
    for (const region of EVIDENCE)
      for (const unmet of ['unmet', 'pending', 'stops'])
        if (isIn(from.value, `open.${region}.${unmet}`))
          return `I8: nobody is released while ${region} is ${unmet}`;
  }
  if (type === 'clearTraveller')
    for (const region of EVIDENCE)
      if (isIn(from.value, `open.${region}.waived`)) return 'a waiver never clears';
  const claimed = ({ value }: HandoffStanding) => isIn(value, 'open.filing.pending');
  if (isTimer(type) && type !== 'announcementEnds' && claimed(from) && !claimed(to))
    return 'I17: no timer decides a claim';
  if (type === 'turnTravellerBack' && claimed(from)) return 'I8: nobody is turned back over a pending claim';
  if (type === 'turnTravellerBack' && isIn(from.value, 'open.test.stops'))
    return 'I6: a positive test is referred, never turned back';
  if (
    type === 'turnTravellerBack' &&
    isIn(from.value, 'open.consent.asked') &&
    !isIn(from.value, 'open.consent.asked.undecided')
  )
    return 'I8: nobody is turned back over a pending request';
  return null;
}

/** I18: from every standing that is not the end, somebody can act, and a closing can be reached. */
function strandedStandings({ standings, steps }: Exploration): number[] {
  const backwards = new Map<number, number[]>();
  for (const { from, to, input } of steps)
    if (from !== to && !isTimer(input.type)) backwards.set(to, [...(backwards.get(to) ?? []), from]);
  const reachesAClosing = new Set(
    standings.flatMap(({ value }, index) => (isIn(value, 'open') ? [] : [index])),
  );
  const queue = [...reachesAClosing];
  for (let index = queue.pop(); index !== undefined; index = queue.pop())
    for (const from of backwards.get(index) ?? [])
      if (!reachesAClosing.has(from)) {
        reachesAClosing.add(from);
        queue.push(from);
      }
  return standings.flatMap((_, index) => (reachesAClosing.has(index) ? [] : [index]));
}

describe('everything that can happen to a handoff', () => {
  const counts: typeof committed = { ...committed };
  for (const explored of process.env['EXAM'] ? LONG : SHORT) {
    const name = [
      explored.asked.join('+') || 'nothing',
      ...(explored.without?.length ? [`without ${explored.without.join(', ')}`] : []),
      ...(explored.with?.length ? [`with ${explored.with.join(', ')}`] : []),
    ].join(' ');
    test(`keeps every invariant where the clause asks for ${name}`, { timeout: 1_800_000 }, () => {
      const broken = new Set<string>();
      const seen: HandoffStanding[] = [];
      const result = explore(explored, (standing, step) => {
        if (step === undefined) seen.push(standing);
        const fault =
          step === undefined
            ? standingIsSound(standing)
            : stepIsSound(seen[step.from] as HandoffStanding, step, standing);
        if (fault !== null && broken.size < 5)
          broken.add(`${fault}: ${step?.input.type ?? ''} ${JSON.stringify(standing.value)}`);
      });
      expect([...broken]).toEqual([]);
      expect(strandedStandings(result).slice(0, 3).map(result.path)).toEqual([]);
      const count = { states: result.standings.length, steps: result.steps.length };
      console.log(`explored ${name}: ${count.states} states, ${count.steps} steps`);
      counts[name] = count;
      if (process.env['UPDATE']) {
        writeFileSync(COUNTS, `${JSON.stringify(counts, null, 2)}\n`);
        return;
      }
      // A fall means that something can no longer be reached, or is no longer tried.
      expect(committed[name], 'run with UPDATE=1 and review the difference').toBeDefined();
      expect(count.states).toBeGreaterThanOrEqual(committed[name]?.states ?? 0);
      expect(count.steps).toBeGreaterThanOrEqual(committed[name]?.steps ?? 0);
    });
  }
});
