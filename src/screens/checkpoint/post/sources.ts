/** Which sources can be asked here, and whether they answer. */
import { useEffect } from 'react';
import type { Static } from 'typebox';
import type { PLAIN_ROUTES } from '../../../contract/plain-routes.ts';
import type { Api } from '../../shared/api.ts';
import { useDesk, useStore } from '../../shared/hooks.ts';
import { Store } from '../../shared/store.ts';

export type SourceSeen = Static<(typeof PLAIN_ROUTES)['sources']['answer']>['sources'][number];

const EVERY_MS = 10_000;
const sources = new Store<readonly SourceSeen[]>([]);
let lookers = 0;
let looking: ReturnType<typeof setInterval> | undefined;

/**
 * Nobody to ask until it is known. Asked for when a page opens, and once more whenever an answer came to a case (`since`,
 * its instant). In between the house itself says how they are, to nobody in particular: a screen that looks by itself
 * must not keep somebody signed in who has left.
 */
export function useSources(since: number | null = null): readonly SourceSeen[] {
  const { api } = useDesk();
  useEffect(() => {
    void look(api);
  }, [api, since]);
  useEffect(() => {
    lookers += 1;
    looking ??= setInterval(() => void lookAgain(), EVERY_MS);
    return () => {
      lookers -= 1;
      if (lookers > 0) return;
      clearInterval(looking);
      looking = undefined;
    };
  }, []);
  return useStore(sources);
}

/** A net that is cut is said elsewhere. */
async function look(api: Api): Promise<void> {
  const reply = await api.get<{ readonly sources: readonly SourceSeen[] }>('sources').catch(() => null);
  if (reply?.ok === true) sources.set(reply.value.sources);
}

async function lookAgain(): Promise<void> {
  if (sources.get().length === 0) return;
  const told = await fetch('/readyz', { credentials: 'omit' })
    .then((answer) => answer.json() as Promise<{ readonly sources?: readonly Omit<SourceSeen, 'name'>[] }>)
    .catch(() => null);
  const states = new Map((told?.sources ?? []).map((one) => [one.region, one]));
  sources.set(sources.get().map((one) => ({ ...one, ...states.get(one.region) })));
}
