import { describe, expect, test } from 'vitest';
import {
  byDuty,
  dutyHoursText,
  isOnDutyAt,
  isWithinHours,
  readDutyHours,
} from '../../src/contract/duty-hours.ts';

const ALL = [1, 2, 3, 4, 5, 6, 7];
const WORK = [1, 2, 3, 4, 5];
const beijing = (text: string) => Date.parse(`${text}:00+08:00`);

describe('duty hours as offices write them', () => {
  test.each([
    ['00:00-24:00', ALL, 0, 1440],
    ['每天 00:00-24:00', ALL, 0, 1440],
    ['周一至周五 08:30-17:30', WORK, 510, 1050],
    ['星期一到星期五 8:30—17:30', WORK, 510, 1050],
    ['周六、周日 9:00-12:00', [6, 7], 540, 720],
    ['周末9:00~12:00', [6, 7], 540, 720],
    ['工作日 8:00-18:00', WORK, 480, 1080],
    ['Mon-Fri 08:30-17:30', WORK, 510, 1050],
    ['Sat, Sun 09:00-12:00', [6, 7], 540, 720],
    ['周五至周一 20:00-08:00', [1, 5, 6, 7], 1200, 480],
    ['周一、周三 08:00-09:00', [1, 3], 480, 540],
    ['０８：３０－１７：３０', ALL, 510, 1050],
  ])('%s', (text, days, from, to) => {
    expect(readDutyHours(text)).toEqual({ days, from, to });
  });

  test.each([
    '',
    '白天',
    '8-17',
    '25:00-26:00',
    '08:00-08:00',
    '周八 08:00-09:00',
    '24:00-08:00',
    '08:60-09:00',
  ])('%j says no hours', (text) => {
    expect(readDutyHours(text)).toBeNull();
  });

  test('are said in words that read back the same', () => {
    for (const text of ['00:00-24:00', '周一至周五 08:30-17:30', '周五至周一 20:00-08:00']) {
      const hours = readDutyHours(text);
      expect(hours).not.toBeNull();
      if (hours !== null) expect(readDutyHours(dutyHoursText(hours))).toEqual(hours);
    }
  });

  test('a span over midnight belongs to the day it began on; an end does not belong to it', () => {
    const night = readDutyHours('周五 20:00-08:00') ?? { days: [], from: 0, to: 0 };
    // The 11th of November 2022 was a Friday.
    expect(isWithinHours(night, beijing('2022-11-11T19:59'))).toBe(false);
    expect(isWithinHours(night, beijing('2022-11-11T20:00'))).toBe(true);
    expect(isWithinHours(night, beijing('2022-11-12T07:59'))).toBe(true);
    expect(isWithinHours(night, beijing('2022-11-12T08:00'))).toBe(false);
    expect(isWithinHours(night, beijing('2022-11-11T07:00'))).toBe(false);
  });

  test('who answers now is rung first, whose hours nobody can read next, who does not answer last', () => {
    const day = { number: '1', hours: '周一至周五 08:30-17:30' };
    const night = { number: '2', hours: '17:30-08:30' };
    const odd = { number: '3', hours: '随时' };
    const order = (at: string) => byDuty([day, night, odd], beijing(at)).map(({ number }) => number);
    expect(order('2022-11-08T10:00')).toEqual(['1', '3', '2']);
    expect(order('2022-11-08T22:00')).toEqual(['2', '3', '1']);
    expect([day, night, odd].map(({ hours }) => isOnDutyAt(hours, beijing('2022-11-08T10:00')))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
