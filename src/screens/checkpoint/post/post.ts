/** What a post is told beside its rows: who works at an office, and what is in force here. Asked once a page. */
import { useEffect } from 'react';
import type { Static } from 'typebox';
import type { PLAIN_ROUTES } from '../../../contract/plain-routes.ts';
import type { Api } from '../../shared/api.ts';
import { useDesk, useStore } from '../../shared/hooks.ts';
import { Store } from '../../shared/store.ts';

export type Colleague = Static<(typeof PLAIN_ROUTES)['staff']['answer']>['staff'][number];
export type InForce = Static<(typeof PLAIN_ROUTES)['measureInForce']['answer']>['inForce'];

/** Who works at an office, and which of its contacts were changed so lately that they cool. */
export type Reach = Static<(typeof PLAIN_ROUTES)['staff']['answer']>;

const reachByOffice = new Map<string, Store<Reach>>();
const inForce = new Store<InForce | undefined>(undefined);
const NOBODY = new Store<Reach>({ staff: [], cooling: [] });

const AGAIN_MS = 2_000;
const NOW_AND_THEN_MS = 30_000;

/** Asks until it is answered; a net that is cut costs patience. */
async function ask<T>(api: Api, path: string, tell: (answer: T) => void): Promise<void> {
  for (;;) {
    const reply = await api.get<T>(path).catch(() => null);
    if (reply?.ok === true) {
      tell(reply.value);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

const staffOf = (office: string) => `staff?office=${encodeURIComponent(office)}`;

function reachStore(api: Api, office: string | null): Store<Reach> {
  if (office === null || office === '') return NOBODY;
  let store = reachByOffice.get(office);
  if (store === undefined) {
    const fresh = new Store<Reach>(NOBODY.get());
    reachByOffice.set(office, fresh);
    void ask<Reach>(api, staffOf(office), (reach) => fresh.set(reach));
    store = fresh;
  }
  return store;
}

/** How an office is reached; nobody until it is known, and for no office. */
export const useReach = (office: string | null): Reach => useStore(reachStore(useDesk().api, office));

/** Who works at an office; nobody until it is known, and for no office. */
export const useStaff = (office: string | null): readonly Colleague[] => useReach(office).staff;

/** Asks again and again how an office is reached: quickly while somebody is waited for there. */
export function useRenewed(office: string, isAwaited: boolean): void {
  const { api } = useDesk();
  useEffect(() => {
    const renew = async () => {
      const reply = await api.get<Reach>(staffOf(office));
      if (reply.ok) reachStore(api, office).set(reply.value);
    };
    // What does not arrive now is asked again.
    const asking = setInterval(
      () => void renew().catch(() => undefined),
      isAwaited ? AGAIN_MS : NOW_AND_THEN_MS,
    );
    return () => clearInterval(asking);
  }, [api, office, isAwaited]);
}

let isAsked = false;

/** The measure in force here: undefined until it is known, null where none is. */
export function useInForce(): InForce | undefined {
  const { api } = useDesk();
  if (!isAsked) {
    isAsked = true;
    void ask<{ readonly inForce: InForce }>(api, 'measure-in-force', (answer) => inForce.set(answer.inForce));
  }
  return useStore(inForce);
}

export const nameOf = (colleagues: readonly Colleague[], account: string | null): string | null => {
  const found = colleagues.find((one) => one.account === account);
  return found === undefined ? null : `${found.surname} ${found.staffNumber}`;
};
