/** What is said to follow from each answer, call and silence, held against the machine. */
import { describe, expect, test } from 'vitest';
import { RIGHTS } from '../../src/access/index.ts';
import {
  ANSWER_NAMES,
  CALL_OUTCOME_NAMES,
  RUNGS,
  type Answer,
  type Rung,
} from '../../src/contract/answers.ts';
import { type Acting, type Heard, nextStep, PLACES } from '../../src/contract/next-steps.ts';
import type { Role } from '../../src/contract/roles.ts';
import { standingOf, WHO_ACTS } from '../../src/contract/standings.ts';
import { acceptable, answers } from '../../workflows/answer.ts';
import type { HandoffStanding } from '../../workflows/handoff-context.ts';
import { timersOf } from '../../workflows/handoff-timers.ts';
import { handoff } from '../../workflows/index.ts';
import { isIn } from '../../workflows/standing.ts';
import { command } from './moves.ts';
import { standingAfter } from './region-table.ts';
import {
  aCallIsRecorded,
  accepts,
  aPoppedUpTravellerIsStopped,
  asksForTheStreetOffice,
  fallsDue,
  type Happening,
  needsMoreInformation,
  refuses,
  RIVER_STREET,
  saysNotOurs,
  saysYouReleaseIThenTake,
  theSevenFieldsAreRecorded,
  wenAsksWillowLane,
  wenReadsTheCardAndHandsItBack,
  WILLOW_LANE,
} from './world.ts';

const SAYS: Readonly<Record<Answer, (office: string) => Happening>> = {
  accept: accepts,
  refuse: refuses,
  conditional: saysYouReleaseIThenTake,
  notOurs: saysNotOurs,
  needsStreetOffice: asksForTheStreetOffice,
  needMoreInformation: needsMoreInformation,
};
const ASKED = [
  aPoppedUpTravellerIsStopped,
  theSevenFieldsAreRecorded,
  wenReadsTheCardAndHandsItBack,
  wenAsksWillowLane,
];
const CLIMB: Readonly<Record<Rung, readonly Happening[]>> = {
  community: [],
  streetOffice: [fallsDue('requestDue')],
  supervisor: [fallsDue('requestDue'), fallsDue('rungDue')],
};
const WHO_ANSWERS: Readonly<Record<Rung, string>> = {
  community: WILLOW_LANE,
  streetOffice: RIVER_STREET,
  supervisor: RIVER_STREET,
};
const ROLE: Readonly<Record<Acting, Role>> = {
  officer: 'officer',
  community: 'communityWorker',
  street: 'streetOfficer',
  supervisor: 'supervisor',
  traveller: 'traveller',
};

const HEARD: readonly Heard[] = [...ANSWER_NAMES, ...CALL_OUTCOME_NAMES, 'homeIsSealed', 'silence'];

function happening(heard: Heard, rung: Rung): Happening {
  if (heard === 'silence') return fallsDue(PLACES[rung].clock);
  if (heard === 'homeIsSealed')
    return command('answerCommunity', {
      office: WHO_ANSWERS[rung],
      answer: 'refuse',
      reason: 'homeIsSealed',
      isRegisteredResident: 'yes',
    });
  if (heard in SAYS) return SAYS[heard as Answer](WHO_ANSWERS[rung]);
  return { ...aCallIsRecorded, outcome: heard };
}

const rungAt = (rung: Rung): HandoffStanding => standingAfter([...ASKED, ...CLIMB[rung]]);
const isAt = ({ value }: HandoffStanding, paths: readonly string[]) =>
  paths.some((path) => isIn(value, path));

describe.each(RUNGS)('asked at the rung %s', (rung) => {
  test.each(HEARD)('after %s the request stands where it is said to, and its clock forces it on', (heard) => {
    const { to } = nextStep(heard, rung);
    const after = standingAfter([happening(heard, rung)], handoff, rungAt(rung));
    expect(isAt(after, PLACES[to].at)).toBe(true);
    expect([...timersOf(after)]).toContain(PLACES[to].clock);
    // A clock that runs is heard.
    expect(answers(handoff, after.value, PLACES[to].clock)).toBe(true);
  });

  test.each(HEARD)('after %s whoever acts next can do all that is named', (heard) => {
    const { who, can } = nextStep(heard, rung);
    const after = standingAfter([happening(heard, rung)], handoff, rungAt(rung));
    expect(can.length).toBeGreaterThan(0);
    expect(can.filter((type) => RIGHTS[type][ROLE[who]] === undefined)).toEqual([]);
    const now = acceptable(handoff, after, can);
    expect(can.filter((type) => now[type] !== true)).toEqual([]);
  });

  test.each(HEARD)('after %s it is whom the case itself names, or the officer', (heard) => {
    const { who } = nextStep(heard, rung);
    const after = standingAfter([happening(heard, rung)], handoff, rungAt(rung));
    expect([standingOf(after.value as never).next, WHO_ACTS.officer]).toContain(WHO_ACTS[who]);
  });
});

test('only an acceptance is consent, only a refusal is one, and each is so wherever it leads', () => {
  const led = (to: 'consented' | 'refused') =>
    HEARD.filter((heard) => RUNGS.some((rung) => nextStep(heard, rung).to === to));
  expect(led('consented')).toEqual(['accept']);
  expect(led('refused')).toEqual(['refuse', 'homeIsSealed']);
});

test('silence and calls, however many and in whatever order, end at the desk and never in a yes or a no', () => {
  const decided = ['accepted', 'refused', 'ruled', 'needed', 'cancelled', 'notNeeded'];
  let standing = rungAt('community');
  for (let turn = 0; turn < 8; turn += 1) {
    for (const outcome of CALL_OUTCOME_NAMES)
      standing = standingAfter([{ ...aCallIsRecorded, outcome }], handoff, standing);
    const clock = Object.values(PLACES).find(({ at }) => isAt(standing, at))?.clock;
    standing = standingAfter([fallsDue(clock ?? 'requestDue')], handoff, standing);
    expect(decided.filter((state) => isIn(standing.value, `open.consent.${state}`))).toEqual([]);
    expect(standing.context.consent.office).toBeNull();
  }
  expect(isIn(standing.value, 'open.consent.asked.undecided')).toBe(true);
});

test('each is said as sentences in both languages, and no two rungs share a deadline', () => {
  for (const heard of HEARD)
    for (const rung of RUNGS) {
      const { words } = nextStep(heard, rung);
      expect(words.zh, heard).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(words.en, heard).toMatch(/^[A-Z].*\.$/);
    }
  const said = Object.values(PLACES).map(({ until }) => until('10:42'));
  for (const { zh, en } of said) {
    expect(zh).toMatch(/10:42.*。$/);
    expect(en).toMatch(/10:42.*\.$/);
  }
  expect(new Set(said.map(({ zh }) => zh)).size).toBe(said.length);
});
