/** The house with its doors: rooms behind, HTTP in front, and who is who between them. */
import type { FastifyInstance } from 'fastify';
import { isOnDutyAt } from './contract/duty-hours.ts';
import type { Actor } from './contract/roles.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { colleaguesOf } from './push/index.ts';
import { authRows, laneStates, readBackCodesOf, readRows, readViews } from './storage/index.ts';
import {
  type Auth,
  type ChannelStateShown,
  type LetGo,
  openAuth,
  openTerminals,
  type People,
  type Person,
  type StaffAt,
  type StaffShown,
  type TerminalsConfig,
} from './terminals/index.ts';
import { handedInTrustList, lookAtTrustList } from './trust-lists.ts';
import { tryDraft } from './try-measures.ts';

export interface DoorsOptions {
  readonly house: Omit<HouseOptions, 'witnesses'>;
  readonly terminals: Omit<
    TerminalsConfig,
    | 'pledgeText'
    | 'paper'
    | 'verifyCertificate'
    | 'letGo'
    | 'notReadyBecause'
    | 'staffAt'
    | 'readBackCodes'
    | 'colleagues'
    | 'inForceAt'
    | 'tryMeasure'
    | 'checkTrustList'
    | 'readTrustList'
    | 'sources'
    | 'channelStates'
  >;
}

export interface OpenDoors {
  readonly house: House;
  readonly auth: Auth;
  readonly app: FastifyInstance;
  /** Stops listening, says goodbye to sockets, finishes what is under way, closes storage. */
  close(): Promise<void>;
}

export async function openDoors({ house: houseOptions, terminals }: DoorsOptions): Promise<OpenDoors> {
  // Nobody can have proved themselves before the doors are open.
  let auth: Auth | null = null;
  const house = await openHouse({
    ...houseOptions,
    witnesses: {
      secondPerson: async (token, type, streamId) =>
        (await auth?.stepUps.secondPerson(token, type, streamId)) ?? null,
      codeShownBy: async (handoff, code) => (await auth?.witnessCodes.shownBy(handoff, code)) ?? null,
    },
  });
  try {
    const clock = houseOptions.manualClock ?? Date.now;
    auth = openAuth(authRows(house.storage), peopleOf(house), clock);
    const maySee = async (viewer: Actor, handoff: string) =>
      (await house.views.one(
        viewer,
        viewer.role === 'traveller' ? 'travellerPage' : 'handoffPage',
        handoff,
      )) !== null;
    const app = await openTerminals(house, auth, {
      ...terminals,
      notReadyBecause: () => notReadyBecause(house),
      pledgeText: async (viewer, handoff, language) => {
        if (!(await maySee(viewer, handoff))) return null;
        const shown = await house.showPledge(handoff, language);
        return shown === null ? 'notYet' : { text: shown.words, digest: shown.digest };
      },
      paper: async (viewer, handoff, paper) =>
        (await maySee(viewer, handoff)) ? house.paper(handoff, paper) : null,
      verifyCertificate: async (viewer, handoff, scanned) =>
        (await maySee(viewer, handoff)) ? house.verifyScanned(handoff, scanned) : null,
      letGo: (handoff) => letGo(house, handoff),
      staffAt: (office) => staffAt(house, office, clock()),
      readBackCodes: async (viewer, handoff) => {
        if (!(await maySee(viewer, handoff))) return null;
        const codes = await readBackCodesOf(
          house.storage.read,
          { streamKind: 'handoff', streamId: handoff },
          clock(),
        );
        return codes.map(({ subject, ...code }) => ({ worker: subject, ...code }));
      },
      colleagues: (accounts) => colleaguesOf(house.storage, accounts),
      sources: () => houseOptions.sources?.health() ?? [],
      channelStates: (isWanted) => channelStates(house, isWanted),
      checkTrustList: (text) => lookAtTrustList(house.spine.registry, text),
      readTrustList: (viewer, id) => handedInTrustList(house, viewer, id),
      tryMeasure: (asked, by) => tryDraft(house, asked, by),
      inForceAt: (place) => house.spine.registry.inForce(place, clock()) ?? null,
    });
    return {
      house,
      auth,
      app,
      close: async () => {
        await app.close();
        await house.close();
      },
    };
  } catch (error) {
    await house.close();
    throw error;
  }
}

function peopleOf({ spine: { registry } }: House): People {
  return {
    person: (account): Person | undefined => registry.accounts.get(account),
    below: (scope) => registry.below(scope),
  };
}

async function staffAt(
  { spine: { registry }, storage }: House,
  office: string,
  now: number,
): ReturnType<StaffAt> {
  const onDuty = new Set(
    (registry.office(office)?.rota ?? [])
      .filter(({ hours }) => isOnDutyAt(hours, now))
      .map(({ account }) => account),
  );
  const there = [...registry.accounts.values()].flatMap(({ id, status, grants, hasChannel, onDutyUntil }) => {
    const isThere = status === 'active' && (onDutyUntil === null || onDutyUntil > now);
    const grant = isThere ? grants.find(({ scope }) => scope === office) : undefined;
    return grant === undefined
      ? []
      : [{ account: id, role: grant.role, hasChannel, isOnDuty: onDuty.has(id) || onDutyUntil !== null }];
  });
  const names = await colleaguesOf(
    storage,
    there.map(({ account }) => account),
  );
  const staff = there.flatMap((one): StaffShown[] => {
    const name = names.get(one.account);
    if (name === undefined) return [];
    const coolsAt = registry.coolsAt({ account: one.account });
    return [
      {
        ...one,
        surname: name.surname,
        staffNumber: name.staffNumber,
        ...(coolsAt > now ? { coolsAt } : {}),
      },
    ];
  });
  const cooling = (registry.office(office)?.numbers ?? [])
    .map(({ number }) => ({ number, until: registry.coolsAt({ office, number }) }))
    .filter(({ until }) => until > now);
  return { staff, cooling };
}

/** How the channels stand that are open, or that something still waits in. */
async function channelStates(
  { spine: { registry }, storage }: House,
  isWanted: (office: string) => boolean,
): Promise<ChannelStateShown[]> {
  const states = new Map((await laneStates(storage.read)).map(({ lane, ...state }) => [lane, state]));
  return [...registry.channels.values()]
    .filter(({ office }) => isWanted(office))
    .flatMap(({ id, isClosed }) => {
      const state = states.get(id) ?? UNUSED;
      return isClosed && state.waiting + state.parked === 0 ? [] : [{ channel: id, ...state }];
    });
}

const UNUSED = {
  waiting: 0,
  parked: 0,
  delivered: 0,
  nextAt: null,
  deliveredAt: null,
  failedAt: null,
  lastError: null,
};

/** Whom a case let go, and whether they are waited for: as long as their arrival can still be confirmed. */
async function letGo({ storage }: House, handoff: string): Promise<LetGo | null> {
  const [put] = await readViews(storage.read, [{ view: 'handoff', key: handoff }]);
  const rows = put === undefined ? [] : await readRows(storage.read, put);
  const release = rows.findLast(({ command }) => command.type === 'releaseTraveller');
  const row = put?.row as unknown as {
    readonly acceptable: Readonly<Record<string, true | string>>;
    readonly context: { readonly checkpoint: string; readonly care: { readonly office: string | null } };
  };
  const office = release === undefined ? null : row.context.care.office;
  if (release === undefined || office === null) return null;
  const arrival = rows.findLast(({ facts }) => facts.some(({ type }) => type === 'arrivalConfirmed'));
  return {
    checkpoint: row.context.checkpoint,
    releasedAt: release.occurredAt,
    arrivedAt: arrival?.occurredAt ?? null,
    office,
    isAwaited: row.acceptable['confirmArrival'] === true,
  };
}

async function notReadyBecause(house: House): Promise<readonly string[]> {
  try {
    await house.storage.read.selectFrom('meta').select('name').limit(1).execute();
    return [];
  } catch {
    return ['The database does not answer.'];
  }
}
