/**
 * Duty hours as offices write them, read into days and minutes of Beijing's clock. Pure.
 *
 *   08:30-17:30 · 每天 00:00-24:00 · 周一至周五 08:30-17:30 · 周六、周日 9:00-12:00 · 工作日 8:00-18:00 · Mon-Fri 08:30-17:30
 *
 * A span whose end is not after its start goes on into the next day.
 */

export interface DutyHours {
  /** Monday is 1, Sunday 7; in order, each once. */
  readonly days: readonly number[];
  /** Minutes since midnight: 0 to 1439. */
  readonly from: number;
  /** Minutes since midnight: 1 to 1440. */
  readonly to: number;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const CHINESE = '一二三四五六日';
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const NAMED = new Map<string, readonly number[]>([
  ['', EVERY_DAY],
  ['每天', EVERY_DAY],
  ['每日', EVERY_DAY],
  ['全天', EVERY_DAY],
  ['daily', EVERY_DAY],
  ['工作日', [1, 2, 3, 4, 5]],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['周末', [6, 7]],
  ['weekends', [6, 7]],
]);
const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
const MIDNIGHT = 24 * 60;

/** The hours, or null where they are not written in one of the ways above. */
export function readDutyHours(text: string): DutyHours | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const [, dayWords = '', fromHour, fromMinute, toHour, toMinute] =
    /^(.*?)\s*(\d{1,2}):(\d{2})\s*[-–—~至]\s*(\d{1,2}):(\d{2})$/.exec(plain) ?? [];
  const from = minutesOf(fromHour, fromMinute);
  const to = minutesOf(toHour, toMinute);
  const days = daysOf(dayWords.trim());
  if (from === null || to === null || days === null || from === MIDNIGHT || to === 0 || from === to)
    return null;
  return { days, from, to };
}

/** The hours in words that `readDutyHours` reads back the same. */
export function dutyHoursText({ days, from, to }: DutyHours): string {
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const which = days.length === 7 ? '' : `${days.map((day) => `周${CHINESE[day - 1]}`).join('、')} `;
  return `${which}${clock(from)}-${clock(to)}`;
}

/** Whether an instant lies within the hours, by Beijing's clock; the end does not belong to them. */
export function isWithinHours({ days, from, to }: DutyHours, at: number): boolean {
  const local = at + BEIJING_MS;
  const minute = Math.floor((local % DAY_MS) / 60_000);
  const day = ((Math.floor(local / DAY_MS) + 3) % 7) + 1;
  const dayBefore = day === 1 ? 7 : day - 1;
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  return (days.includes(day) && minute >= from) || (days.includes(dayBefore) && minute < to);
}

/** The first instant from `at` on that lies within the hours. */
export function nextWithinHours(hours: DutyHours, at: number): number {
  if (isWithinHours(hours, at)) return at;
  const midnight = Math.floor((at + BEIJING_MS) / DAY_MS) * DAY_MS - BEIJING_MS;
  // Whichever day of the week they begin on, they have begun again a week from now.
  for (let day = 0; day < 8; day += 1) {
    const begins = midnight + day * DAY_MS + hours.from * 60_000;
    if (begins > at && isWithinHours(hours, begins)) return begins;
  }
  return at;
}

/** Whether hours in words say so of an instant; hours that nobody can read say nothing. */
export function isOnDutyAt(hours: string, at: number): boolean {
  const read = readDutyHours(hours);
  return read !== null && isWithinHours(read, at);
}

function minutesOf(hour: string | undefined, minute: string | undefined): number | null {
  if (hour === undefined || minute === undefined || Number(minute) > 59) return null;
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= MIDNIGHT ? minutes : null;
}

function daysOf(words: string): readonly number[] | null {
  const named = NAMED.get(words);
  if (named !== undefined) return named;
  const days = new Set<number>();
  for (const part of words.split(/[、,，\s]+/)) {
    const [first = '', last = first, ...more] = part.split(/[-–~至到]/);
    const [from, to] = [dayOf(first), dayOf(last)];
    if (from === null || to === null || more.length > 0) return null;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return [...days].sort((one, other) => one - other);
}

function dayOf(word: string): number | null {
  const english = ENGLISH.findIndex(
    (day) => word.startsWith(day) || (word.length === 2 && day.startsWith(word)),
  );
  if (/^[a-z]+$/.test(word)) return english < 0 ? null : english + 1;
  const [, name = ''] = /^(?:周|星期|礼拜)?([一二三四五六日天])$/.exec(word) ?? [];
  const chinese = CHINESE.indexOf(name === '天' ? '日' : name);
  return name === '' || chinese < 0 ? null : chinese + 1;
}
