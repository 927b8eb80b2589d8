/** Everything a page of one terminal shares: who is there, sending, the live rows, drafts, sound. Made once a page. */
import type { Static } from 'typebox';
import type { PLAIN_ROUTES } from '../../contract/plain-routes.ts';
import type { Terminal } from '../../contract/roles.ts';
import { Api } from './api.ts';
import { Drafts } from './drafts.ts';
import { Feed } from './feed.ts';
import { Session } from './session.ts';
import { Sound } from './sound.ts';
import { Store } from './store.ts';

export type Office = Static<(typeof PLAIN_ROUTES)['officeNames']['answer']>['offices'][number];

export interface Desk {
  readonly terminal: Terminal;
  readonly session: Session;
  readonly api: Api;
  readonly feed: Feed;
  readonly drafts: Drafts;
  readonly sound: Sound;
  /** The offices by code, as they were when the page began; read again where somebody meets one that is not among them. */
  readonly offices: Store<ReadonlyMap<string, Office>>;
  /** Reads the offices again. A house whose directory is the same says so in a few bytes. */
  readonly renewOffices: () => Promise<void>;
  /** Drafts and offices are there for whoever is signed in. */
  readonly isReady: Store<boolean>;
}

export function openDesk(terminal: Terminal): Desk {
  const session = new Session(terminal);
  const api = new Api(session);
  const desk: Desk = {
    terminal,
    session,
    api,
    feed: new Feed(api, () => session.lost()),
    drafts: new Drafts(),
    sound: new Sound(),
    offices: new Store(new Map<string, Office>()),
    renewOffices: async () => {
      const names = await api.get<{ readonly offices: readonly Office[] }>('office-names');
      if (names.ok) desk.offices.set(new Map(names.value.offices.map((office) => [office.code, office])));
    },
    isReady: new Store(false),
  };
  let whose = '';
  session.store.subscribe(() => {
    const there = session.store.get();
    if (there.state !== 'there') {
      desk.feed.stop();
      return;
    }
    const { account, role, scope } = there.person;
    const now = `${account} ${role} ${scope}`;
    // Rows, drafts and places in the log belong to one person in one role: anybody else begins with a fresh page.
    if (whose !== '' && whose !== now) {
      location.reload();
      return;
    }
    if (whose === '') void makeReady(desk);
    whose = now;
    desk.feed.start();
  });
  return desk;
}

async function makeReady({ api, drafts, renewOffices, isReady }: Desk): Promise<void> {
  for (;;) {
    try {
      const [key] = await Promise.all([api.get<{ readonly key: string }>('draft-key'), renewOffices()]);
      if (key.ok) await drafts.open(key.value.key);
      isReady.set(true);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}
