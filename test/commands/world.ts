/**
 * A small fixed world: Inspector Wen at North Gate, Willow Lane community under River street office, one district.
 * Everything in it was made by sending commands; nothing is invented behind the spine's back.
 */
import { LIST_KEY } from '../evidence/issuers.ts';
import { readFileSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import type { Role } from '../../src/contract/roles.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import { type Answered, type By, LEARNED_KINDS, personIn, Spine } from '../../src/commands/index.ts';
import type { DocumentShown } from '../../src/contract/identity/document-key.ts';
import { openCase } from '../../src/effects/index.ts';
import {
  claimDueEffects,
  claimDueTimers,
  completeTimer,
  type Effect,
  openPart,
  readLog,
  readRows,
  type Storage,
} from '../../src/storage/index.ts';

export const MEASURE_TEXT = readFileSync(
  new URL('../../workflows/measures/beijing-2022-11.json', import.meta.url),
  'utf8',
);

/** A Tuesday in November 2022, ten in the morning in Beijing. */
export const START = Date.UTC(2022, 10, 8, 2, 0, 0);
export const MINUTE = 60_000;

export const OFFICES = [
  { code: 'D-EAST', kind: 'district', zh: '东河区', numbers: [{ number: '010-00000001' }] },
  {
    code: 'K-NORTH',
    kind: 'checkpoint',
    parent: 'D-EAST',
    zh: '北门检查站',
    numbers: [{ number: '010-00000002' }],
  },
  {
    code: 'K-SOUTH',
    kind: 'checkpoint',
    parent: 'D-EAST',
    zh: '南门检查站',
    numbers: [{ number: '010-00000003' }],
  },
  {
    code: 'S-RIVER',
    kind: 'streetOffice',
    parent: 'D-EAST',
    zh: '河沿街道',
    numbers: [{ number: '010-00000004' }],
  },
  {
    code: 'C-WILLOW',
    kind: 'community',
    parent: 'S-RIVER',
    zh: '柳巷社区',
    numbers: [{ number: '010-00000005' }],
  },
  {
    code: 'C-POPLAR',
    kind: 'community',
    parent: 'S-RIVER',
    zh: '白杨社区',
    numbers: [{ number: '010-00000006' }],
  },
];

/** Who there is: a short name, a role, a scope. */
export const STAFF: readonly [string, Role, string][] = [
  ['wen', 'officer', 'K-NORTH'],
  ['bai', 'officer', 'K-NORTH'],
  ['lu', 'dutySuperior', 'K-NORTH'],
  ['ma', 'officer', 'K-SOUTH'],
  ['willow', 'communityWorker', 'C-WILLOW'],
  ['poplar', 'communityWorker', 'C-POPLAR'],
  ['river', 'streetOfficer', 'S-RIVER'],
  ['chen', 'supervisor', 'D-EAST'],
  ['dong', 'supervisor', 'D-EAST'],
];

export interface World {
  readonly spine: Spine;
  readonly storage: Storage;
  readonly clock: { now: number };
  /** Account ids by short name. */
  readonly people: Map<string, string>;
  readonly by: (name: string) => By;
  /** Sends a command as somebody; a fresh command id unless one is given. */
  readonly send: (
    who: string,
    type: CommandType,
    streamId: string | null,
    body?: object,
    more?: Sending,
  ) => Promise<Answered>;
  /** The same, expected to be accepted; gives the stream and version. */
  readonly did: (
    who: string,
    type: CommandType,
    streamId: string | null,
    body?: object,
    more?: Sending,
  ) => Promise<{ streamId: string; version: number }>;
  /** Moves the clock and fires what falls due on the way, in order. */
  readonly pass: (minutes: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Sending {
  readonly commandId?: string;
  readonly second?: string;
  readonly basedOn?: number;
  readonly occurredAt?: number;
  readonly lateBecause?: 'outage';
}

export const HOUSE: By = {
  actor: { account: 'house', role: 'house', scope: '*', covers: new Set(['*']) },
  terminal: null,
};

/** Opens a spine on a storage; second persons are named in the step-up field itself. */
export function openSpine(storage: Storage, clock: { now: number }): Spine {
  return new Spine({
    storage,
    clock: () => clock.now,
    clockIsManual: true,
    monotonic: () => clock.now - START,
    trustKey: LIST_KEY.publicKey,
    witnesses: {
      secondPerson: (token) => Promise.resolve(token.replace(/^second-person-is-/, '')),
      pledgeDigest: () => Promise.resolve(PLEDGE_DIGEST),
      personOf: async (handoff) => {
        const file = await openCase(storage, handoff);
        const document = file.latest<DocumentShown>('document');
        const further = file.latest<readonly DocumentShown[]>('further');
        return {
          ...personIn({ name: file.latest('name'), document, further }, clock.now),
          ...(document === undefined ? {} : { document }),
          ...(further === undefined ? {} : { further }),
          version: file.rows.at(-1)?.version ?? 0,
        };
      },
    },
    onFault: (error) => {
      if (process.env['SHOW_FAULTS']) console.error(error);
    },
  });
}

export const PLEDGE_DIGEST = 'd'.repeat(64);

/** Has a spine learn what a storage already holds. */
export async function learnAll(spine: Spine, storage: Storage): Promise<void> {
  let after = 0;
  for (;;) {
    const rows = await readLog(storage.read, after);
    for (const { row, position } of rows) {
      if (LEARNED_KINDS.includes(row.streamKind)) spine.registry.learn(row);
      after = position;
    }
    if (rows.length === 0) return;
  }
}

/** Builds the world from nothing. */
export async function openWorld(storage: Storage, clock = { now: START }): Promise<World> {
  const world = enter(openSpine(storage, clock), storage, clock, new Map());
  await furnish(world);
  return world;
}

/** Opens a world that stands already; `people` are its account ids by short name. */
export async function reopenWorld(
  storage: Storage,
  clock: { now: number },
  people: ReadonlyMap<string, string>,
): Promise<World> {
  const world = enter(openSpine(storage, clock), storage, clock, new Map(people));
  await learnAll(world.spine, storage);
  return world;
}

function enter(spine: Spine, storage: Storage, clock: { now: number }, people: Map<string, string>): World {
  const by = (name: string): By => {
    if (name === 'house') return HOUSE;
    const account = people.get(name) ?? name;
    const grant = spine.registry.accounts.get(account)?.grants[0];
    if (grant === undefined) throw new Error(`Nobody is called ${name}.`);
    return {
      actor: { account, role: grant.role, scope: grant.scope, covers: spine.registry.below(grant.scope) },
      terminal: 'terminal-1',
    };
  };
  const send: World['send'] = (who, type, streamId, body = {}, more = {}) => {
    const { second, commandId = uuid({ msecs: clock.now }), ...rest } = more;
    return spine.submit(
      {
        type,
        ...(streamId === null ? {} : { streamId }),
        body: body as Record<string, unknown>,
        envelope: {
          commandId,
          ...rest,
          ...(second === undefined ? {} : { stepUp: `second-person-is-${people.get(second) ?? second}` }),
        },
      },
      by(who),
    );
  };
  const did: World['did'] = async (...args) => {
    const answered = await send(...args);
    if (answered.outcome === 'refused')
      throw new Error(`${args[1]} by ${args[0]} was refused: ${answered.code} ${answered.field ?? ''}`);
    return answered;
  };
  const pass: World['pass'] = async (minutes) => {
    const until = clock.now + minutes * MINUTE;
    for (;;) {
      const [timer] = await storage.write((writer) => claimDueTimers(writer, until, 1, 1));
      if (timer === undefined) break;
      clock.now = Math.max(clock.now, timer.dueAt);
      await send('house', 'dueTimerFired', timer.streamId, {
        timer: timer.name,
        setByVersion: timer.setByVersion,
      });
      await storage.write((writer) => completeTimer(writer, timer));
    }
    clock.now = until;
  };
  return { spine, storage, clock, people, by, send, did, pass, close: () => spine.close() };
}

async function furnish({ did, send, people, spine, clock }: World): Promise<void> {
  const account = (name: string, role: Role, scope: string) => ({
    role,
    scope,
    // One person has one number: workers of two communities never share one.
    staffNumber: `0${name === 'poplar' ? 1 : 0}${name.length}`,
    surname: name,
    signIn: `${name}.test`,
  });
  for (const name of ['first', 'second']) {
    const { streamId } = await did('house', 'createAccount', null, account(name, 'administrator', '*'));
    people.set(name, streamId);
    // The first two come in by their enrolment links; nobody is there yet to confirm them.
    await spine.submit(
      { type: 'confirmAccount', streamId, body: {}, envelope: { commandId: uuid({ msecs: clock.now }) } },
      { ...HOUSE, actor: { ...HOUSE.actor, account: 'enrolment' } },
    );
  }
  const directory = await did('first', 'importDirectory', null, { entries: OFFICES });
  await did('second', 'approveChange', directory.streamId);
  for (const [name, role, scope] of STAFF) {
    const { streamId } = await did('first', 'createAccount', null, account(name, role, scope));
    people.set(name, streamId);
    await did('second', 'confirmAccount', streamId);
  }
  for (const name of ['willow', 'poplar', 'river'])
    await did(
      'first',
      'registerChannel',
      people.get(name) ?? '',
      { channel: { kind: 'sms', address: '19900000000' } },
      { second: 'second' },
    );
  const measure = await did('first', 'proposeMeasure', null, { text: MEASURE_TEXT });
  await did('second', 'approveMeasure', measure.streamId);
  const answered = await send(
    'first',
    'recordAnnouncement',
    null,
    {
      number: '演示〔2022〕1号',
      issuer: '东河区防控办（虚构）',
      legalBasis: '虚构依据',
      measure: 'beijing-2022-11',
      measureVersion: 1,
      area: ['D-EAST'],
      from: clock.now - 86_400_000,
      to: clock.now + 30 * 86_400_000,
      content: '虚构公告，仅用于测试。',
    },
    { second: 'second' },
  );
  if (answered.outcome === 'refused') throw new Error(`The announcement was refused: ${answered.code}`);
}

/** Evidence of the founding scene: pop-up 3, a fit test, a green itinerary. */
export const POPPED_UP = { shows: 'POPUP', kind: 3 } as const;
export const GREEN_ITINERARY = { shows: 'GREEN' } as const;
export const fitTest = (arrivedAt: number, testId?: string) => ({
  result: 'NEGATIVE',
  sampledAt: { at: arrivedAt - 20 * 3_600_000, precision: 'TIME' },
  receivedAt: null,
  reportedAt: { at: arrivedAt - 10 * 3_600_000, precision: 'TIME' },
  samplingMode: 'SINGLE',
  seen: 'LAB_PHONE_CONFIRMED',
  ...(testId === undefined ? {} : { testId }),
});
export const YES = { isRegisteredResident: 'yes', knowsTheStatus: 'yes', acceptsReception: 'yes' } as const;

/** The seven fields as the traveller gives them. The number passes its check digit and is nobody's: born before 1900, no such area. */
export const details = (name = '李洁', number = '99000018800104001X') => ({
  name,
  document: { type: 'CN_RIC', number },
  returnAddress: { division: '990000', text: '柳巷一号院三号楼' },
  previousAddress: { division: '990100', text: '唐河镇幸福路九号' },
  returnReason: 'home',
});

/** A stop with one traveller and their handoff, as far as the door of the community. */
export async function stopOne(
  world: World,
  more: object = {},
  who = 'wen',
): Promise<{ stop: string; handoff: string }> {
  const checkpoint = who === 'ma' ? 'K-SOUTH' : 'K-NORTH';
  const stop = await world.did(who, 'openStop', null, {
    checkpoint,
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  const handoff = await world.did(who, 'openHandoff', null, {
    stopId: stop.streamId,
    traveller: 1,
    healthStatus: POPPED_UP,
    itinerary: GREEN_ITINERARY,
    test: fitTest(world.clock.now),
    ...more,
  });
  return { stop: stop.streamId, handoff: handoff.streamId };
}

/** The code as the worker's registered channel got it: from the outbox, opened with the key. */
export async function codeSent({ storage, clock }: World, handoff: string): Promise<string> {
  const effects: Effect[] = [];
  // Whatever else waits in the outbox comes before it.
  for (let more = -1; more !== 0; ) {
    const lent = await storage.write((writer) => claimDueEffects(writer, clock.now, 100, 1));
    effects.push(...lent);
    more = lent.length;
  }
  const sent = effects
    .filter(({ type, streamId }) => type === 'sendReadBackCode' && streamId === handoff)
    .at(-1);
  const [part] = sent?.sealedParts ?? [];
  if (sent === undefined || part === undefined) throw new Error('No code was sent.');
  const [row] = await readRows(storage.read, sent, sent.version - 1, 1);
  const opened = openPart(
    await storage.keys.byId([part.keyId]),
    { ...sent, commandId: row?.commandId ?? '' },
    part,
  );
  return opened.outcome === 'open' ? (JSON.parse(opened.text) as string) : '';
}
