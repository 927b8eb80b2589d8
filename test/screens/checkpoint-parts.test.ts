import { describe, expect, test } from 'vitest';
import type { Delivered } from '../../src/contract/doors.ts';
import { type Watch, watchAnswers, watchHolds } from '../../src/screens/checkpoint/watch.ts';
import { candidatesFor } from '../../src/screens/checkpoint/case/candidates.ts';
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

describe('the communities an address may belong to', () => {
  const DIRECTORY = [
    { code: 'C-1', kind: 'community', zh: '柳巷社区', compounds: ['柳巷一号院', '柳巷二号院'] },
    { code: 'C-2', kind: 'community', zh: '白杨社区', compounds: ['一号院'] },
    { code: 'S-1', kind: 'streetOffice', zh: '柳巷街道', compounds: [] },
  ];
  const codes = (address: string) => candidatesFor(address, DIRECTORY).map(({ code }) => code);

  test('a compound goes before a shorter one, and both are shown', () => {
    expect(codes('柳巷 一号院 3号楼')).toEqual(['C-1', 'C-2']);
  });
  test('a name is enough, and a street office is no community', () => {
    expect(codes('云河区柳巷 8 号')).toEqual(['C-1']);
  });
  test('what fits nothing gives nothing, and nothing is ever made up', () => {
    expect(codes('麦田')).toEqual([]);
    expect(codes('  ')).toEqual([]);
  });
});
