/**
 * What an office is told over a channel: how many cases, what about, since when, and where to look.
 *
 * Case numbers and a link, never anything of anybody: it is made of coded fields alone, so it cannot hold more.
 */
import { type Reaching, REACHES } from '../contract/channels.ts';
import type { Outgoing } from './send.ts';

export interface Told {
  readonly fact: Reaching;
  /** Null for a try-out. */
  readonly handoff: string | null;
  /** When it became true. */
  readonly at: number;
}

/** Numbers named for one fact; the rest is counted. Keeps the text within what a robot takes. */
const NAMED = 2;
/** Kinds of news that have a line of their own; whoever has more opens the terminal. */
const KINDS = 24;
const MINUTE_MS = 60_000;

/** The message of an office about what it is told. `link`: the terminal of that office. */
export function outgoing(
  id: string,
  office: string,
  told: readonly Told[],
  link: string,
  now: number,
  numberOf: (handoff: string) => string,
): Outgoing {
  const first = Math.min(...told.map(({ at }) => at));
  const groups = new Map<Reaching, string[]>();
  for (const { fact, handoff } of told) {
    const numbers = groups.get(fact) ?? [];
    groups.set(fact, numbers);
    if (handoff !== null && !numbers.includes(numberOf(handoff))) numbers.push(numberOf(handoff));
  }
  const cases = new Set(told.flatMap(({ handoff }) => handoff ?? []));
  const [only] = cases;
  const address = cases.size === 1 && only !== undefined ? `${link}${caseAt(link, only)}` : link;
  const lines =
    cases.size === 0
      ? ['【归程】试用消息：本渠道可以收到通知']
      : [
          `【归程】${cases.size} 件有通知，最早 ${ago(now - first)}`,
          ...[...groups]
            .slice(0, KINDS)
            .map(([fact, numbers]) => `${REACHES[fact].zh} ${numbers.length} 件：${some(numbers)}`),
          ...(groups.size > KINDS ? [`另有 ${groups.size - KINDS} 类通知，请打开链接查看`] : []),
        ];
  return {
    id,
    text: [...lines, address, `通知编号 ${id.slice(-8).toUpperCase()}（编号相同为重复送达）`].join('\n'),
    data: {
      type: 'guicheng.notice',
      id,
      office,
      link: address,
      items: told.map(({ fact, handoff, at }) => ({
        fact,
        ...(handoff === null ? {} : { case: numberOf(handoff), handoff }),
        at: new Date(at).toISOString(),
      })),
    },
  };
}

const some = (numbers: readonly string[]) =>
  numbers.length <= NAMED ? numbers.join('、') : `${numbers.slice(0, NAMED).join('、')} 等`;

/** Whole minutes; what is a moment old is "just now". */
function ago(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return '刚刚';
  return minutes < 120 ? `${minutes} 分钟前` : `${Math.floor(minutes / 60)} 小时前`;
}

/** The page of one case at the terminal a link leads to. */
function caseAt(link: string, handoff: string): string {
  if (link.endsWith('/community')) return `#/request/${handoff}`;
  return link.endsWith('/checkpoint') ? `#/queue/${handoff}` : `#/case/${handoff}`;
}
