import { describe, expect, test } from 'vitest';
import type { Delivered } from '../../src/contract/doors.ts';
import { type Watch, watchAnswers, watchHolds } from '../../src/screens/checkpoint/watch.ts';
import { lastHeard, placeOf, stepAt } from '../../src/screens/checkpoint/case/heard.ts';
import { callsTo, ladderOf, nextNumber } from '../../src/screens/checkpoint/case/ladder.ts';
import type { Entry } from '../../src/screens/shared/api.ts';
import type { Office } from '../../src/screens/shared/desk.ts';
import { pathTo, placedName, receivers, under } from '../../src/screens/shared/offices-below.ts';
import { readPrintedTime } from '../../src/screens/checkpoint/evidence/printed-time.ts';

const beijing = (text: string) => Date.parse(`${text}:00+08:00`);
const NOW = beijing('2022-11-08T10:00');

describe('a time as a proof prints it', () => {
  test.each([
    ['11-07 21:30', '2022-11-07T21:30', 'TIME'],
    ['2022-11-07 21:30', '2022-11-07T21:30', 'TIME'],
    ['11月7日 21：30', '2022-11-07T21:30', 'TIME'],
    ['7 21:30', '2022-11-07T21:30', 'TIME'],
    ['9:05', '2022-11-08T09:05', 'TIME'],
    // Later than now is the time before: of yesterday, of last month, of last year.
    ['21:30', '2022-11-07T21:30', 'TIME'],
    ['30 21:30', '2022-10-30T21:30', 'TIME'],
    ['12-31 08:00', '2021-12-31T08:00', 'TIME'],
    ['11-07', '2022-11-07T00:00', 'DATE'],
  ])('%s is %s', (typed, at, precision) => {
    expect(readPrintedTime(typed, NOW)).toEqual({ at: beijing(at), precision });
  });

  test.each(['', 'yesterday', '13-40 10:00', '2022-02-30', '25:99', '1-2-3-4'])('%j is none', (typed) => {
    expect(readPrintedTime(typed, NOW)).toBeNull();
  });
});

describe('what rings', () => {
  const row = (state: object, context: object, version: number, timers: object = {}) => ({
    view: 'queue' as const,
    key: 'one',
    version,
    row: { state: { open: state }, context, timers, person: { name: '李洁' } } as Delivered['row'],
  });
  const words = (watch: Watch) => watch.arrived.get().map(({ words: { zh } }) => zh);

  test('an answer to question one, and an answer that ends the request', () => {
    const watch = watchAnswers();
    const asked = { consent: { asked: 'community' } };
    watch.look([row(asked, { request: { residentKnown: false } }, 1)]);
    expect(words(watch)).toEqual([]);
    watch.look([row(asked, { request: { residentKnown: true } }, 2)]);
    watch.look([row({ consent: 'accepted' }, { request: { residentKnown: true } }, 3)]);
    expect(words(watch)).toEqual(['社区有答复', '社区有答复']);
  });
  test('a request that goes up is not called an answer', () => {
    const watch = watchAnswers();
    watch.look([row({ consent: { asked: 'community' } }, {}, 1)]);
    watch.look([row({ consent: { asked: 'streetOffice' } }, {}, 2)]);
    expect(words(watch)).toEqual(['征询已转上一级']);
  });
  test('a hold whose review fell due, and not one that is new or was given back', () => {
    const watch = watchHolds();
    const held = { document: { held: 'kept' } };
    const due = (dueAt: number) => ({ holdReviewDue: { dueAt } });
    watch.look([row(held, { hold: { since: 5 } }, 1, due(20))]);
    watch.look([row(held, { hold: { since: 5 } }, 2, due(20))]);
    expect(words(watch)).toEqual([]);
    watch.look([row(held, { hold: { since: 5 } }, 3, due(35))]);
    expect(words(watch)).toEqual(['暂存证件须复核或返还']);
    watch.look([row({ document: 'returned' }, { hold: { since: 5 } }, 4)]);
    watch.look([row(held, { hold: { since: 40 } }, 5, due(55))]);
    expect(words(watch)).toHaveLength(1);
  });
});

describe('the way down to a community', () => {
  const office = (code: string, kind: string, parent?: string, validTo?: number): [string, Office] => [
    code,
    {
      code,
      kind,
      zh: code,
      en: code,
      numbers: [],
      ...(parent === undefined ? {} : { parent }),
      ...(validTo === undefined ? {} : { validTo }),
    },
  ];
  const OFFICES = new Map([
    office('D-2', 'district'),
    office('D-1', 'district'),
    office('S-1', 'streetOffice', 'D-1'),
    office('K-1', 'checkpoint', 'D-1'),
    office('C-2', 'community', 'S-1'),
    office('C-1', 'community', 'S-1'),
    office('C-0', 'community', 'S-1', 1_000),
  ]);
  const codes = (offices: readonly { readonly code: string }[]) => offices.map(({ code }) => code);

  test('each step shows what stands below the one before, and what has ended is not among it', () => {
    expect(codes(under(OFFICES, undefined, 'district', 1_000))).toEqual(['D-1', 'D-2']);
    expect(codes(under(OFFICES, 'D-1', 'streetOffice', 1_000))).toEqual(['S-1']);
    expect(codes(under(OFFICES, 'S-1', 'community', 1_000))).toEqual(['C-1', 'C-2']);
    expect(codes(under(OFFICES, 'S-1', 'community', 999))).toEqual(['C-0', 'C-1', 'C-2']);
  });

  test('a community is said from its district down', () => {
    expect(codes(pathTo('C-1', OFFICES))).toEqual(['D-1', 'S-1', 'C-1']);
    expect(pathTo('C-9', OFFICES)).toEqual([]);
    expect(placedName('C-1', OFFICES)).toEqual({ zh: 'D-1 S-1 C-1', en: 'C-1, S-1, D-1' });
    expect(placedName('', OFFICES)).toEqual({ zh: '', en: '' });
    expect(receivers(OFFICES, 1_000).map(({ value }) => value)).toEqual(['C-1', 'C-2', 'S-1']);
  });
});

describe('what was heard last of an office', () => {
  const entry = (command: string, said: object, minute: number, facts: readonly string[] = []): Entry => ({
    version: minute,
    command,
    facts,
    said: said as Entry['said'],
    occurredAt: NOW + minute * 60_000,
    recordedAt: NOW + minute * 60_000,
  });
  const asked = entry('askCommunity', { community: 'C' }, 1);
  const heard = (...entries: readonly Entry[]) => lastHeard([asked, ...entries])?.heard ?? null;

  test('is an answer, a call that ended, or that the time ran out; a part of an answer is none yet', () => {
    expect(heard()).toBeNull();
    expect(heard(entry('answerCommunity', { isRegisteredResident: 'yes' }, 2))).toBeNull();
    expect(heard(entry('recordCall', { outcome: 'refusedToBeNamed' }, 2))).toBe('refusedToBeNamed');
    expect(heard(entry('recordOralAnswer', { answer: 'conditional' }, 2))).toBe('conditional');
    expect(heard(entry('answerCommunity', { answer: 'refuse', reason: 'noCapacity' }, 2))).toBe('refuse');
    expect(heard(entry('answerCommunity', { answer: 'refuse', reason: 'homeIsSealed' }, 2))).toBe(
      'homeIsSealed',
    );
    expect(heard(entry('dueTimerFired', { timer: 'requestDue' }, 2))).toBe('silence');
    expect(heard(entry('dueTimerFired', { timer: 'stayReviewDue' }, 2))).toBeNull();
  });

  test('is forgotten where the request begins anew, and never what the traveller tried before', () => {
    const call = entry('recordCall', { outcome: 'noAnswer' }, 2);
    expect(heard(call, entry('askCommunity', { community: 'D' }, 3))).toBeNull();
    expect(heard(call, entry('escalateRequest', {}, 3))).toBeNull();
    expect(heard(entry('recordEarlierAttempts', { attempts: 22, answered: 1 }, 2))).toBeNull();
  });

  test('leads where the request stands now, and elsewhere is only kept', () => {
    expect(stepAt('silence', 'streetOffice')?.to).toBe('streetOffice');
    expect(stepAt('silence', 'community')).toBeNull();
    expect(stepAt('refuse', 'streetOffice')).toBeNull();
    expect(stepAt('notOurs', 'community')?.can[0]).toBe('askCommunity');
    expect(placeOf({ open: { consent: { asked: 'undecided' } } })).toBe('supervisor');
    expect(placeOf({ open: { consent: 'needed' } })).toBeNull();
  });
});

describe('the ladder of an office’s numbers', () => {
  const DAY = { number: '1', hours: '08:30-17:30' };
  const NIGHT = { number: '2', hours: '17:30-08:30' };
  const ODD = { number: '3', hours: '' };
  const called = (number: string, outcome = 'noAnswer') =>
    ({ command: 'recordCall', said: { office: 'C', outcome }, number }) as unknown as Entry;
  const next = (at: string, calls: readonly Entry[] = [], cooling: readonly [string, number][] = []) =>
    nextNumber(ladderOf([NIGHT, DAY, ODD], calls, new Map(cooling), beijing(at)))?.number;

  test('follows the hours: on duty now, then whose hours nobody gives, then who is off', () => {
    expect(next('2022-11-08T10:00')).toBe('1');
    expect(next('2022-11-08T17:30')).toBe('2');
    expect(next('2022-11-08T10:00', [called('1')])).toBe('1');
    expect(next('2022-11-08T10:00', [called('1', 'wrongNumber')])).toBe('3');
    expect(next('2022-11-08T10:00', [called('1', 'wrongNumber'), called('3', 'wrongNumber')])).toBe('2');
  });
  test('among those on duty, who was called less is next, in the directory’s order', () => {
    const both = [DAY, { ...DAY, number: '4' }];
    const after = (...calls: readonly Entry[]) =>
      nextNumber(ladderOf(both, calls, new Map(), beijing('2022-11-08T10:00')))?.number;
    expect(after()).toBe('1');
    expect(after(called('1'))).toBe('4');
    expect(after(called('1'), called('4'))).toBe('1');
  });
  test('what cools is last, says until when, and is itself again then', () => {
    const until = beijing('2022-11-08T12:00');
    expect(next('2022-11-08T10:00', [], [['1', until]])).toBe('3');
    expect(next('2022-11-08T12:00', [], [['1', until]])).toBe('1');
    const [, day] = ladderOf([NIGHT, DAY], [], new Map([['1', until]]), beijing('2022-11-08T10:00'));
    expect(day).toMatchObject({ standing: 'cooling', from: until });
  });
  test('hides nothing, and says when who is off comes on again', () => {
    const ladder = ladderOf([NIGHT, DAY, ODD], [], new Map(), beijing('2022-11-08T10:00'));
    expect(ladder.map(({ number, standing }) => [number, standing])).toEqual([
      ['2', 'offDuty'],
      ['1', 'onDuty'],
      ['3', 'hoursUnknown'],
    ]);
    expect(ladder[0]?.from).toBe(beijing('2022-11-08T17:30'));
    expect(nextNumber([])).toBeUndefined();
  });
  test('attempts of the traveller are theirs: they count as no call and give no number', () => {
    const theirs = {
      command: 'recordEarlierAttempts',
      said: { attempts: 22 },
      number: '9',
    } as unknown as Entry;
    expect(callsTo([theirs, called('1')], 'C')).toEqual([called('1')]);
  });
});
