import { describe, expect, test } from 'vitest';
import {
  dutyHoursText,
  isOnDutyAt,
  isWithinHours,
  nextWithinHours,
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

  test('whoever is off duty comes on again at the first instant of the next span', () => {
    const next = (hours: string, at: string) => {
      const read = readDutyHours(hours);
      return read === null
        ? null
        : new Date(nextWithinHours(read, beijing(at)) + 8 * 3_600_000).toISOString();
    };
    // Tuesday, Friday and Saturday in November 2022.
    expect(next('周一至周五 08:30-17:30', '2022-11-08T07:00')).toMatch(/^2022-11-08T08:30/);
    expect(next('周一至周五 08:30-17:30', '2022-11-08T10:00')).toMatch(/^2022-11-08T10:00/);
    expect(next('周一至周五 08:30-17:30', '2022-11-08T17:30')).toMatch(/^2022-11-09T08:30/);
    expect(next('周一至周五 08:30-17:30', '2022-11-11T18:00')).toMatch(/^2022-11-14T08:30/);
    expect(next('周五 20:00-08:00', '2022-11-12T07:59')).toMatch(/^2022-11-12T07:59/);
    expect(next('周五 20:00-08:00', '2022-11-12T08:00')).toMatch(/^2022-11-18T20:00/);
    expect(next('17:30-08:30', '2022-11-08T10:00')).toMatch(/^2022-11-08T17:30/);
    expect(isOnDutyAt('17:30-08:30', beijing('2022-11-08T10:00'))).toBe(false);
    expect(isOnDutyAt('随时', beijing('2022-11-08T10:00'))).toBe(false);
  });
});
