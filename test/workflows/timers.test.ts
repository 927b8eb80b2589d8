import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CLOCKS, type Clocks } from '../../src/contract/measures.ts';
import { TIMER_NAMES, type TimerName } from '../../src/contract/timers.ts';
import { answer, answers } from '../../workflows/answer.ts';
import type { HandoffInput, HandoffStanding } from '../../workflows/handoff-context.ts';
import { dueAt, RESTARTS, timersOf } from '../../workflows/handoff-timers.ts';
import { handoff } from '../../workflows/index.ts';
import { isIn } from '../../workflows/standing.ts';
import { explore } from './explore.ts';
import { chance, seedOf } from './random.ts';
import { standingAfter } from './region-table.ts';
import { TABLES } from './tables.ts';
import { walk } from './walk.ts';
import {
  after,
  aPoppedUpTravellerIsStopped,
  aReadBackCodeIsSentTo,
  aTravellerIsStopped,
  aSecondSupervisorApproves,
  accepts,
  acceptsByPhone,
  anExceptionIsProposedFor,
  disputesWhatWasPutDown,
  fallsDue,
  POPLAR_COURT,
  RIVER_STREET,
  said,
  saysNotOurs,
  saysYouReleaseIThenTakeByPhone,
  theDeskRulesReceiveBy,
  theOfficeReportsAProblem,
  theOfficeReportsThemMissing,
  theSevenFieldsAreRecorded,
  theTravellerDeclinesToSign,
  theTravellerSigns,
  type Happening,
  WILLOW_LANE,
  wenAsks,
  wenAsksWillowLane,
  wenHoldsTheCard,
  wenHoldsTheCardOnANewGround,
  wenOffersTheCaseToShen,
  wenReleases,
  wenReturnsTheCard,
} from './world.ts';

const MINUTE_MS = 60_000;
const minutes = (count: number) => count * MINUTE_MS;
const PACK = new URL('../../workflows/measures/beijing-2022-11.json', import.meta.url);
const clocks: Clocks = {
  ...(JSON.parse(readFileSync(PACK, 'utf8')) as { readonly clocks: Clocks }).clocks,
  claimDue: 1440,
  oralAnswerDue: 600,
  appealDue: 720,
};
/** The longest that any measure may set: reviews at 15 and 30 minutes and then each 30, the cap at 120. */
const LONGEST: Clocks = { ...clocks, holdDue: 30, holdReviewDue: 30, holdCapDue: 120, stayReviewDue: 60 };
const ENDS_AT = minutes(100_000);

const due = (timer: TimerName, { context }: HandoffStanding, atMinutes: number, by: Clocks = LONGEST) =>
  dueAt(timer, context, by, minutes(atMinutes), ENDS_AT) / MINUTE_MS;

describe('every clock that runs is heard where it runs out', () => {
  const seen = new Map<string, HandoffStanding>();
  const remember = (standing: HandoffStanding) =>
    seen.set(JSON.stringify([standing.value, [...timersOf(standing)].toSorted()]), standing);
  explore({ asked: ['test'], without: ['handOvers'] }, remember);
  explore({ asked: ['filing'], without: ['handOvers'] }, remember);
  explore({ asked: ['consent'], without: ['exceptions', 'handOvers', 'details'] }, remember);
  for (const one of ['disputes', 'appeals'] as const)
    explore(
      { asked: ['consent'], without: ['documents', 'exceptions', 'handOvers', 'details'], with: [one] },
      remember,
    );
  walk(2_000, chance(seedOf('walks of the clocks')), { asked: ['test', 'consent', 'pledge'] }, (_, __, to) =>
    remember(to),
  );
  for (const { from, states } of Object.values(TABLES))
    for (const happenings of Object.values(states)) remember(standingAfter([...from, ...happenings]));
  // A code changes no state, so no table leads to it.
  remember(
    standingAfter([aPoppedUpTravellerIsStopped, wenAsksWillowLane, aReadBackCodeIsSentTo(WILLOW_LANE)]),
  );

  test('in everything explored', () => {
    const unheard = new Set<string>();
    let clocksSeen = 0;
    for (const standing of seen.values())
      for (const timer of timersOf(standing)) {
        clocksSeen += 1;
        if (!answers(handoff, standing.value, timer))
          unheard.add(`${timer} at ${JSON.stringify(standing.value)}`);
      }
    expect([...unheard]).toEqual([]);
    expect(clocksSeen).toBeGreaterThan(1_000);
  });

  test('and what it says is taken: a clock that runs out is never refused', () => {
    const refused = new Set<string>();
    for (const standing of seen.values())
      for (const timer of timersOf(standing)) {
        const answered = answer(handoff, standing, said(fallsDue(timer), standing));
        if (answered.outcome === 'refused') refused.add(`${timer}: ${answered.because}`);
      }
    expect([...refused]).toEqual([]);
  });

  test('every kind of clock runs somewhere', () => {
    const running = new Set([...seen.values()].flatMap((standing) => [...timersOf(standing)]));
    expect(TIMER_NAMES.filter((timer) => !running.has(timer))).toEqual([]);
  });

  test('no clock is heard where it does not run', () => {
    const stray = new Set<string>();
    for (const standing of seen.values())
      for (const timer of TIMER_NAMES) {
        if (!answers(handoff, standing.value, timer) || timersOf(standing).has(timer)) continue;
        // A clock that was overtaken is refused by its version; these are heard wherever they could be late.
        const late: readonly TimerName[] = [
          'papersDue',
          'handOverDue',
          'announcementEnds',
          'readBackCodeDue',
          'acknowledgeDue',
          'transferDue',
          'consentLapses',
          'oralAnswerDue',
          'appealDue',
        ];
        if (!late.includes(timer)) stray.add(`${timer} at ${JSON.stringify(standing.value)}`);
      }
    expect([...stray]).toEqual([]);
  });

  const missingWithARuling = [
    aTravellerIsStopped(['consent']),
    wenAsksWillowLane,
    accepts(WILLOW_LANE),
    wenReleases,
    theOfficeReportsAProblem,
    theDeskRulesReceiveBy(RIVER_STREET),
    fallsDue('arrivalDue'),
    theOfficeReportsThemMissing,
  ];
  test('also for who is reported missing while a ruling awaits its office', () => {
    const standing = standingAfter(missingWithARuling);
    expect([...timersOf(standing)].toSorted()).toEqual(['acknowledgeDue', 'nonArrivalDue', 'papersDue']);
    expect([...timersOf(standing)].filter((timer) => !answers(handoff, standing.value, timer))).toEqual([]);
  });
});

describe('a hold is reviewed at half of its time, at its end, and then again and again', () => {
  const held = standingAfter([aPoppedUpTravellerIsStopped, after(7, wenHoldsTheCard)]);
  test.each([
    ['taken at 13:07, it is first looked at after 15 minutes', 7, 22],
    ['set anew a little later, it is still after 15 minutes', 10, 22],
    ['looked at then, it is next at 30 minutes', 22, 37],
    ['looked at late, it is still at 30 minutes', 30, 37],
    ['at 30 minutes, it is next half an hour later', 37, 67],
    ['and half an hour later again', 67, 97],
    ['also when the alarm came late', 70, 100],
  ])('%s', (_, at, next) => {
    expect(due('holdReviewDue', held, at)).toBe(next);
  });
  test('a measure may only make it shorter', () => {
    const shorter = { ...LONGEST, holdDue: 10, holdReviewDue: 5 };
    expect([7, 12, 17, 22].map((at) => due('holdReviewDue', held, at, shorter))).toEqual([12, 17, 22, 27]);
  });
  test('while the return is due, the reviews go on', () => {
    const returnDue = standingAfter([fallsDue('holdCapDue')], handoff, held);
    expect(timersOf(returnDue).has('holdReviewDue')).toBe(true);
    expect(timersOf(returnDue).has('holdCapDue')).toBe(false);
  });
});

describe('the cap counts all the time a card was kept at one stop', () => {
  const first = standingAfter([aPoppedUpTravellerIsStopped, after(0, wenHoldsTheCard)]);
  const back = standingAfter([after(50, wenReturnsTheCard)], handoff, first);
  const second = standingAfter([after(60, wenHoldsTheCardOnANewGround)], handoff, back);
  const third = standingAfter(
    [after(100, wenReturnsTheCard), after(100, { ...wenHoldsTheCardOnANewGround, ground: 'testUnfit' })],
    handoff,
    second,
  );
  test('the first hold may last two hours', () => {
    expect(due('holdCapDue', first, 0)).toBe(120);
  });
  test('after fifty minutes of it, a second has seventy left', () => {
    expect(second.context.hold.keptMs).toBe(minutes(50));
    expect(due('holdCapDue', second, 60)).toBe(130);
  });
  test('and a third thirty', () => {
    expect(third.context.hold.keptMs).toBe(minutes(90));
    expect(due('holdCapDue', third, 100)).toBe(130);
  });
  test('where nothing is left, it is due at once and not in the past', () => {
    expect(
      due(
        'holdCapDue',
        { ...second, context: { ...second.context, hold: { ...second.context.hold, keptMs: minutes(500) } } },
        60,
      ),
    ).toBe(60);
  });
  test('a clock that was turned back takes no kept time away', () => {
    const backwards = standingAfter([after(-5, wenReturnsTheCard)], handoff, first);
    expect(backwards.context.hold.keptMs).toBe(0);
  });
});

describe('somebody looks after the waiting traveller, counted from the arrival', () => {
  const waiting = standingAfter([aPoppedUpTravellerIsStopped]);
  test.each([
    [0, 60],
    [59, 60],
    [60, 120],
    [61, 120],
    [179, 180],
    [-3, 60],
  ])('at minute %i, the next time is at minute %i', (at, next) => {
    expect(due('stayReviewDue', waiting, at)).toBe(next);
  });
  test('whatever was waited for in between', () => {
    const later = standingAfter(
      [theSevenFieldsAreRecorded, after(61, wenAsksWillowLane), fallsDue('requestDue')],
      handoff,
      waiting,
    );
    expect(due('stayReviewDue', later, 100)).toBe(120);
  });
});

describe('the other clocks run from when they are set, for the time the measure gives', () => {
  const standing = standingAfter([aPoppedUpTravellerIsStopped]);
  const special: readonly TimerName[] = ['announcementEnds', 'holdReviewDue', 'holdCapDue', 'stayReviewDue'];
  test.each(TIMER_NAMES.filter((timer) => !special.includes(timer)))('%s', (timer) => {
    expect(due(timer, standing, 11, clocks)).toBe(11 + (clocks[timer as keyof Clocks] ?? Number.NaN));
  });
  test('the announcement ends when it says', () => {
    expect(dueAt('announcementEnds', standing.context, clocks, 0, ENDS_AT)).toBe(ENDS_AT);
  });
  test('every wait that a measure times is a clock of the house, but the time of a hold, which two clocks share', () => {
    expect(CLOCKS.filter((clock) => !(TIMER_NAMES as readonly string[]).includes(clock))).toEqual([
      'holdDue',
    ]);
  });
  test('no clock falls due in the past', () => {
    const held = standingAfter([after(3, wenHoldsTheCard)], handoff, standing);
    for (const at of [3, 20, 40, 200, 4_000])
      for (const timer of TIMER_NAMES)
        expect([timer, at, due(timer, held, at, clocks) >= at]).toEqual([timer, at, true]);
  });
});

describe('each word in somebody’s name is open to dispute as long as the others', () => {
  const at = (minute: number, happening: HandoffInput) => after(minute, happening);
  const spoken = standingAfter([
    aTravellerIsStopped(['consent']),
    wenAsksWillowLane,
    at(10, saysYouReleaseIThenTakeByPhone(WILLOW_LANE)),
    fallsDue('requestDue'),
    at(30, saysYouReleaseIThenTakeByPhone(RIVER_STREET)),
  ]);
  test('the clock is that of the oldest', () => {
    expect(spoken.context.oral.map((one) => one.office)).toEqual([WILLOW_LANE, RIVER_STREET]);
    expect(due('oralAnswerDue', spoken, 30, clocks)).toBe(610);
  });
  test('and then that of the next', () => {
    const stands = standingAfter([fallsDue('oralAnswerDue')], handoff, spoken);
    expect(due('oralAnswerDue', stands, 610, clocks)).toBe(630);
    const disputed = standingAfter([disputesWhatWasPutDown(WILLOW_LANE)], handoff, spoken);
    expect(due('oralAnswerDue', disputed, 40, clocks)).toBe(630);
    expect(RESTARTS.disputeOralAnswer).toContain('oralAnswerDue');
  });
  test('what the same worker says anew has its own time', () => {
    const anew = standingAfter([at(50, acceptsByPhone(WILLOW_LANE))], handoff, spoken);
    expect(anew.context.oral.map((one) => one.office)).toEqual([RIVER_STREET, WILLOW_LANE]);
    expect(due('oralAnswerDue', anew, 50, clocks)).toBe(630);
    expect(RESTARTS.recordOralAnswer).toContain('oralAnswerDue');
  });
  test('a measure that says nothing of it gives a day', () => {
    const { oralAnswerDue: _, appealDue: __, ...older } = clocks;
    expect(due('oralAnswerDue', spoken, 30, older)).toBe(10 + 1440);
    expect(due('appealDue', spoken, 30, older)).toBe(30 + 1440);
  });
});

describe('a consent lapses while a pledge is waited for', () => {
  const asked = [aPoppedUpTravellerIsStopped, theSevenFieldsAreRecorded, wenAsksWillowLane];
  const until = (minute: number) => ({ ...accepts(WILLOW_LANE), until: minutes(minute) });
  const lapses = (...happenings: readonly Happening[]) =>
    due('consentLapses', standingAfter([...asked, ...happenings]), 100, { ...LONGEST, consentLapses: 240 });
  test('after the measure’s time, where the office said nothing else', () => {
    expect(lapses(accepts(WILLOW_LANE))).toBe(340);
  });
  test('earlier, where the office said until when', () => {
    expect(lapses(until(180))).toBe(180);
  });
  test('never later than the measure says, and never in the past', () => {
    expect(lapses(until(9_000))).toBe(340);
    expect(lapses(until(20))).toBe(100);
  });
  test('a ruling’s time is kept like an office’s', () => {
    const ruled = { ...theDeskRulesReceiveBy(RIVER_STREET), until: minutes(180) };
    expect(lapses(fallsDue('requestDue'), fallsDue('rungDue'), ruled)).toBe(180);
  });
  test.each([
    ['signed', [theTravellerSigns]],
    ['declined', [theTravellerDeclinesToSign]],
    ['waived', [anExceptionIsProposedFor('pledge'), aSecondSupervisorApproves]],
  ] as const)('not beside a pledge that is %s', (state, happenings) => {
    const standing = standingAfter([...asked, accepts(WILLOW_LANE), ...happenings]);
    expect(isIn(standing.value, `open.pledge.${state}`)).toBe(true);
    expect(timersOf(standing).has('consentLapses')).toBe(false);
  });
});

describe('a clock starts again where the wait starts again', () => {
  const asked = standingAfter([aPoppedUpTravellerIsStopped, wenAsksWillowLane]);
  test('a second code has its own time', () => {
    const sent = standingAfter([aReadBackCodeIsSentTo(WILLOW_LANE)], handoff, asked);
    expect(timersOf(sent).has('readBackCodeDue')).toBe(true);
    expect(RESTARTS.issueReadBackCode).toContain('readBackCodeDue');
  });
  test('a ruling made anew has its own time, to be acknowledged and to be used', () => {
    const anew = standingAfter(
      [
        fallsDue('requestDue'),
        fallsDue('rungDue'),
        theDeskRulesReceiveBy(RIVER_STREET),
        theDeskRulesReceiveBy(WILLOW_LANE),
      ],
      handoff,
      asked,
    );
    const running = timersOf(anew);
    expect(RESTARTS.ruleOnHandoff?.filter((timer) => running.has(timer))).toEqual([
      'acknowledgeDue',
      'consentLapses',
    ]);
  });
  test('another community, and another officer to hand over to, have their own time too', () => {
    const anew: readonly (readonly [keyof typeof RESTARTS, TimerName, readonly Happening[]])[] = [
      ['askCommunity', 'requestDue', [saysNotOurs(WILLOW_LANE), wenAsks(POPLAR_COURT)]],
      ['handOverHold', 'handOverDue', [wenOffersTheCaseToShen, wenOffersTheCaseToShen]],
    ];
    for (const [type, timer, happenings] of anew) {
      expect(timersOf(standingAfter(happenings, handoff, asked)).has(timer)).toBe(true);
      expect(RESTARTS[type]).toContain(timer);
    }
  });
  test('only clocks that run after the command are started again by it', () => {
    for (const [type, timers] of Object.entries(RESTARTS))
      for (const timer of timers)
        expect([type, (TIMER_NAMES as readonly string[]).includes(timer)]).toEqual([type, true]);
  });
});
