/** The timeline of the case that is shown, asked for anew whenever the case moves on. */
import { useEffect, useState } from 'react';
import { within } from '../../shared/rows.ts';
import type { Entry } from '../../shared/api.ts';
import { useDesk } from '../../shared/hooks.ts';

export function useHistory(handoff: string, version: number): readonly Entry[] {
  const { api } = useDesk();
  const [known, setKnown] = useState<{ readonly of: string; readonly entries: readonly Entry[] }>({
    of: '',
    entries: [],
  });
  useEffect(() => {
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      const entries = await api.timeline(handoff).catch(() => null);
      if (!isWanted) return;
      if (entries === null) again = setTimeout(() => void load(), 2_000);
      else setKnown({ of: handoff, entries });
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [api, handoff, version]);
  return known.of === handoff ? known.entries : [];
}

/** What the office that receives asked for, by the newest answer or ruling that named conditions. */
export interface Terms {
  readonly conditions: readonly string[];
  readonly observationDays: number | null;
}

export function termsIn(entries: readonly Entry[]): Terms {
  const last = entries
    .filter(({ command, facts }) => facts.includes('consentGiven') || command === 'ruleOnHandoff')
    .slice(-1)[0];
  const said = last?.said;
  const conditions = said?.['conditions'];
  const days = within(said, 'observationDays');
  return {
    conditions: Array.isArray(conditions) ? conditions.map(String) : [],
    observationDays: typeof days === 'number' ? days : null,
  };
}

export interface Paper {
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly isHandedOver: boolean;
}

/** The papers that were drawn, the newest first. */
export function papersIn(entries: readonly Entry[]): readonly Paper[] {
  const handed = new Set(
    entries.filter(({ command }) => command === 'handOverPaper').map(({ said }) => String(said['paper'])),
  );
  return entries
    .filter(({ command }) => command === 'recordPaper')
    .map(({ said, recordedAt }) => ({
      id: String(said['paper']),
      kind: String(said['kind']),
      at: recordedAt,
      isHandedOver: handed.has(String(said['paper'])),
    }))
    .sort((a, b) => b.at - a.at);
}
