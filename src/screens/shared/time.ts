/** Instants in words: Beijing time wherever the screen stands, and both times where something was recorded later than it happened. */
import type { Said } from '../../contract/form-words.ts';

const BEIJING = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

interface Parts {
  readonly day: string;
  readonly minute: string;
  readonly second: string;
}

function partsOf(at: number): Parts {
  const parts = new Map(BEIJING.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (name: string) => parts.get(name as Intl.DateTimeFormatPartTypes) ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minute: `${part('hour')}:${part('minute')}`,
    second: part('second'),
  };
}

/** `10:42` on the day of `now`, `2022-11-08 10:42` on any other. */
export function clockTime(at: number, now: number): string {
  const { day, minute } = partsOf(at);
  return day === partsOf(now).day ? minute : `${day} ${minute}`;
}

/** `2022-11-08 10:42:07` */
export function wholeTime(at: number): string {
  const { day, minute, second } = partsOf(at);
  return `${day} ${minute}:${second}`;
}

/** Whether a thing was recorded so much later than it happened that both times are said. */
export const timesDiffer = (occurredAt: number, recordedAt: number): boolean =>
  Math.abs(recordedAt - occurredAt) >= 60_000;

/** `4 分` · `1 小时 05 分` · `3 天`, for a wait or what is left of it. */
export function lasting(ms: number): Said {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60), minutes % 60];
  if (days >= 2) return { zh: `${days} 天`, en: `${days} days` };
  if (hours === 0) return { zh: `${rest} 分`, en: `${rest} min` };
  const padded = String(rest).padStart(2, '0');
  return { zh: `${hours} 小时 ${padded} 分`, en: `${hours} h ${padded} min` };
}

/** What a clock shows that runs towards an instant: `07:12` before it, `−03:20` after. Hours where there are any. */
export function countdown(until: number, now: number): string {
  const left = until - now;
  const seconds = Math.floor(Math.abs(left) / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = [Math.floor((seconds % 3600) / 60), seconds % 60].map(two).join(':');
  const hours = Math.floor(seconds / 3600);
  return `${left < 0 ? '−' : ''}${hours > 0 ? `${hours}:` : ''}${clock}`;
}

/** An instant typed in a field of Beijing time (`2022-11-08T10:42`), and back. China keeps one offset all year. */
const OFFSET_MS = 8 * 3_600_000;
export const toField = (at: number): string => new Date(at + OFFSET_MS).toISOString().slice(0, 16);
export function fromField(text: string): number | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}:00Z`) : Number.NaN;
  return Number.isNaN(at) ? null : at - OFFSET_MS;
}
