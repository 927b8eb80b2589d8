/** What a post is told beside its rows: who works at an office, and what is in force here. Asked once a page. */
import type { Static } from 'typebox';
import type { PLAIN_ROUTES } from '../../../contract/plain-routes.ts';
import type { Api } from '../../shared/api.ts';
import { useDesk, useStore } from '../../shared/hooks.ts';
import { Store } from '../../shared/store.ts';

export type Colleague = Static<(typeof PLAIN_ROUTES)['staff']['answer']>['staff'][number];
export type InForce = Static<(typeof PLAIN_ROUTES)['measureInForce']['answer']>['inForce'];

const staffByOffice = new Map<string, Store<readonly Colleague[]>>();
const inForce = new Store<InForce | undefined>(undefined);
const NOBODY = new Store<readonly Colleague[]>([]);

const AGAIN_MS = 2_000;

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

function staffStore(api: Api, office: string | null): Store<readonly Colleague[]> {
  if (office === null || office === '') return NOBODY;
  let store = staffByOffice.get(office);
  if (store === undefined) {
    const fresh = new Store<readonly Colleague[]>([]);
    staffByOffice.set(office, fresh);
    void ask<{ readonly staff: readonly Colleague[] }>(
      api,
      `staff?office=${encodeURIComponent(office)}`,
      ({ staff }) => fresh.set(staff),
    );
    store = fresh;
  }
  return store;
}

/** Who works at an office; nobody until it is known, and for no office. */
export const useStaff = (office: string | null): readonly Colleague[] =>
  useStore(staffStore(useDesk().api, office));

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
