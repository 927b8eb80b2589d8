/** The counters, read again every few seconds: they are folded behind the log, and nobody is told of them. */
import { useEffect, useState } from 'react';
import { COUNTS, type CountName, type CountsOfADay, countNamed } from '../../../contract/counts.ts';
import { useDesk } from '../../shared/hooks.ts';

const AGAIN_MS = 3_000;
const PAGE = 200;

export interface Counted {
  readonly days: readonly CountsOfADay[];
  /** How far the record is folded into them. */
  readonly position: number;
}

export function useCounted(): Counted | null {
  const { api } = useDesk();
  const [counted, setCounted] = useState<Counted | null>(null);
  useEffect(() => {
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const days: CountsOfADay[] = [];
        let position = 0;
        for (let after: string | null = null; ; ) {
          const reply = await api.list('counts', after, PAGE);
          if (!reply.ok) break;
          days.push(...reply.value.rows.map(({ row }) => row as unknown as CountsOfADay));
          position = reply.value.position;
          after = reply.value.next;
          if (after === null) break;
        }
        if (isWanted) setCounted({ days, position });
      } catch {
        // The wire is cut; what was read stays, and the chip says so.
      }
      if (isWanted) again = setTimeout(() => void load(), AGAIN_MS);
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [api]);
  return counted;
}

/** One thing that is counted, over some days. */
export interface Tally {
  readonly name: CountName;
  readonly total: number;
  /** By the codes it is told apart by, the most frequent first; one entry without codes where there are none. */
  readonly parts: readonly { readonly codes: readonly string[]; readonly total: number }[];
  readonly byDay: ReadonlyMap<string, number>;
}

/** The tallies of some rows, in the order of the table of counts. */
export function talliesOf(days: readonly CountsOfADay[]): readonly Tally[] {
  const parts = new Map<string, number>();
  const byDay = new Map<CountName, Map<string, number>>();
  for (const { day, counts } of days)
    for (const [name, number] of Object.entries(counts)) {
      const fact = name.split('/')[0] as CountName;
      if (countNamed(name) === null) continue;
      parts.set(name, (parts.get(name) ?? 0) + number);
      const own = byDay.get(fact) ?? new Map<string, number>();
      own.set(day, (own.get(day) ?? 0) + number);
      byDay.set(fact, own);
    }
  return (Object.keys(COUNTS) as CountName[]).flatMap((name) => {
    const own = byDay.get(name);
    if (own === undefined) return [];
    const told = [...parts]
      .filter(([part]) => part === name || part.startsWith(`${name}/`))
      .map(([part, total]) => ({ codes: part.split('/').slice(1), total }))
      .sort((a, b) => b.total - a.total);
    return [{ name, total: [...own.values()].reduce((sum, one) => sum + one, 0), parts: told, byDay: own }];
  });
}

const DAY_MS = 86_400_000;

/** Every day from the first to the last, also those on which nothing happened. */
export function daysBetween(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last) && days.length < 400; at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
