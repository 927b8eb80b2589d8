/**
 * The world with a second district beside it, so that everybody has an "other": another checkpoint, another community,
 * another street office, another district, another traveller. All made by commands; sessions are begun without typing.
 */
import type { AddressInfo } from 'node:net';
import type { InjectOptions } from 'fastify';
import { v7 as uuid } from 'uuid';
import { WebSocket } from 'ws';
import { commandRow, type CommandType } from '../../src/contract/commands.ts';
import { type Role, TERMINAL_OF, type Terminal } from '../../src/contract/roles.ts';
import { commandPath } from '../../src/contract/routes.ts';
import { HOUSE } from '../../src/house.ts';
import { Passwords } from '../../src/terminals/passwords.ts';
import { digestOf } from '../../src/terminals/tokens.ts';
import { details, fitTest, GREEN_ITINERARY, POPPED_UP, YES } from '../commands/world.ts';
import { type Answer, type App, type AppOptions, openApp, ORIGIN, PASSWORD } from '../terminals/app.ts';
import { SILENT_SOURCES } from '../sources/silent.ts';
import { runOut } from '../storage/run-out.ts';

/** How somebody shows who they are: a cookie, a key, or nothing. */
export type Proof = Readonly<Record<string, string>>;

export interface Sending {
  readonly second?: string;
  readonly basedOn?: number;
  readonly commandId?: string;
}

export interface Done {
  readonly streamId: string;
  readonly version: number;
}

export interface Town {
  readonly app: App;
  readonly now: number;
  /** An account's id by its short name. */
  account(name: string): string;
  /** The proof of somebody by short name, at the terminal of their role. */
  proof(name: string): Promise<Proof>;
  /** The proof of the traveller of one handoff. */
  travellerOf(handoff: string): Promise<Proof>;
  readonly gate: Proof;
  readonly adapter: Proof;
  ask(proof: Proof, options: InjectOptions): Promise<Answer>;
  /** Where the house listens. */
  port(): Promise<number>;
  /** Opens the live feed, or gives the status it is refused with. */
  live(proof: Proof, query?: string): Promise<WebSocket | number>;
  /** The shift of somebody, begun once. */
  shift(name: string, place: string): Promise<string>;
  /** A second person's token for one command on one stream. */
  token(name: string, type: CommandType, streamId: string | null): Promise<string>;
  /** How many tokens were given out. */
  tokens(): number;
  /** Sends a command as somebody, expected to be taken. */
  did(name: string, type: CommandType, streamId: string | null, body?: object, more?: Sending): Promise<Done>;
  /** What the house does by itself. */
  byHouse(type: CommandType, streamId: string, body: object): Promise<void>;
  /** Lets a clock of a handoff run out. */
  fire(handoff: string, timer: string): Promise<void>;
  version(handoff: string): Promise<number>;
  /** A number that was not given out before. */
  fresh(): number;
  close(): Promise<void>;
}

const numbers = (n: number) => [{ number: `010-1000000${n}` }];
const WEST = [
  { code: 'D-WEST', kind: 'district', zh: '西山区', numbers: numbers(1) },
  { code: 'K-WEST', kind: 'checkpoint', parent: 'D-WEST', zh: '西门检查站', numbers: numbers(2) },
  { code: 'S-HILL', kind: 'streetOffice', parent: 'D-WEST', zh: '坡上街道', numbers: numbers(3) },
  { code: 'C-PINE', kind: 'community', parent: 'S-HILL', zh: '松林社区', numbers: numbers(4) },
];

/** Who there is beside the people of the world. */
const STAFF: readonly [string, Role, string][] = [
  ['shan', 'officer', 'K-NORTH'],
  ['jin', 'communityWorker', 'C-WILLOW'],
  // Who leave notes at the end of their shifts, and do nothing else.
  ['yan', 'officer', 'K-NORTH'],
  ['ning', 'communityWorker', 'C-WILLOW'],
  ['gone', 'officer', 'K-NORTH'],
  ['han', 'officer', 'K-WEST'],
  ['luo', 'dutySuperior', 'K-WEST'],
  ['pine', 'communityWorker', 'C-PINE'],
  ['hill', 'streetOfficer', 'S-HILL'],
  ['xi', 'supervisor', 'D-WEST'],
  ['rui', 'reviewer', 'D-EAST'],
  ['ren', 'reviewer', 'D-WEST'],
  ['an', 'auditor', 'D-EAST'],
  ['ao', 'auditor', 'D-WEST'],
];

export async function openTown(options: AppOptions = {}): Promise<Town> {
  const app = await openApp({ ...options, house: { sources: SILENT_SOURCES, ...options.house } });
  const { auth, house, clock } = app;
  const { registry } = house.spine;
  const people = new Map(app.people);
  const account = (name: string) => {
    const id = people.get(name);
    if (id === undefined) throw new Error(`Nobody is called ${name}.`);
    return id;
  };
  const sessionOf = async (id: string, role: Role, scope: string): Promise<Proof> => {
    const terminal = TERMINAL_OF[role] as Terminal;
    const { token } = await auth.sessions.begin(id, terminal, { role, scope });
    return { cookie: `guicheng=${token}` };
  };
  const roleOf = (name: string) => {
    const grant = registry.accounts.get(account(name))?.grants[0];
    if (grant === undefined) throw new Error(`${name} holds nothing.`);
    return grant;
  };
  const proofs = new Map<string, Promise<Proof>>();
  const proof: Town['proof'] = (name) => {
    const known = proofs.get(name) ?? sessionOf(account(name), roleOf(name).role, roleOf(name).scope);
    proofs.set(name, known);
    return known;
  };
  const ask: Town['ask'] = (shown, { headers, ...options }) =>
    app.inject({ ...options, headers: { origin: ORIGIN, ...shown, ...headers } });
  let tokens = 0;
  const token: Town['token'] = async (name, type, streamId) => {
    tokens += 1;
    const started = commandRow(type).starts === true;
    return (await auth.stepUps.prove(account(name), type, started ? null : streamId)).token;
  };
  const did: Town['did'] = async (name, type, streamId, body = {}, { second, ...more } = {}) => {
    const terminal = TERMINAL_OF[roleOf(name).role] as Terminal;
    const answer = await ask(await proof(name), {
      method: 'POST',
      url: commandPath(terminal, type).replace(':id', streamId ?? ''),
      payload: {
        body,
        commandId: uuid({ msecs: clock.now }),
        ...more,
        ...(second === undefined ? {} : { stepUp: await token(second, type, streamId) }),
      },
    });
    if (answer.status !== 200)
      throw new Error(`${type} by ${name} was refused: ${answer.status} ${answer.text}`);
    return answer.body as unknown as Done;
  };
  const byHouse: Town['byHouse'] = async (type, streamId, body) => {
    const answered = await house.submit(
      {
        type,
        streamId,
        body: body as Readonly<Record<string, unknown>>,
        envelope: { commandId: uuid({ msecs: clock.now }) },
      },
      HOUSE,
    );
    if (answered.outcome === 'refused') throw new Error(`${type} by the house was refused: ${answered.code}`);
  };
  const page = async (handoff: string) => {
    const row = await house.storage.read
      .selectFrom('views')
      .select(['row'])
      .where('view', '=', 'handoff')
      .where('key', '=', handoff)
      .executeTakeFirstOrThrow();
    return JSON.parse(row.row) as {
      version: number;
      timers: Readonly<Record<string, { setByVersion: number }>>;
    };
  };
  let listening: Promise<number> | undefined;
  const listen = async () => {
    await app.app.listen({ port: 0, host: '127.0.0.1' });
    return (app.app.server.address() as AddressInfo).port;
  };
  const port = () => {
    listening ??= listen();
    return listening;
  };
  const live: Town['live'] = async (shown, query = '') => {
    const host = `127.0.0.1:${await port()}`;
    const socket = new WebSocket(`ws://${host}/api/live${query}`, {
      headers: { ...shown, origin: `http://${host}` },
    });
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(socket));
      socket.on('error', reject);
      socket.on('unexpected-response', (_, response) => {
        resolve(response.statusCode ?? 0);
        socket.terminate();
      });
    });
  };
  const shifts = new Map<string, Promise<Done>>();
  const shift: Town['shift'] = async (name, place) => {
    const begun =
      shifts.get(name) ?? did(name, 'startShift', null, { place, until: clock.now + 8 * 3_600_000 });
    shifts.set(name, begun);
    return (await begun).streamId;
  };
  let given = 0;
  const town: Town = {
    app,
    now: clock.now,
    account,
    proof,
    travellerOf: (handoff) => sessionOf(`traveller:${handoff}`, 'traveller', handoff),
    gate: { authorization: `Bearer ${await auth.makeDeviceKey('gate-1', 'gate', '*')}` },
    adapter: { authorization: `Bearer ${await auth.makeDeviceKey('source-1', 'adapter', '*')}` },
    ask,
    port,
    live,
    shift,
    token,
    tokens: () => tokens,
    did,
    byHouse,
    fire: async (handoff, timer) => {
      if (!(await runOut(house.storage, handoff, timer, clock.now)))
        throw new Error(`${timer} does not run.`);
      await house.settle();
    },
    version: async (handoff) => (await page(handoff)).version,
    fresh: () => {
      given += 1;
      return given;
    },
    close: () => app.close(),
  };
  await furnish(town, people);
  return town;
}

async function furnish(town: Town, people: Map<string, string>): Promise<void> {
  const { app } = town;
  const did: Town['did'] = (...sent) => town.did(...sent);
  const directory = await did('first', 'importDirectory', null, { entries: WEST });
  await did('second', 'approveChange', directory.streamId);
  const hash = await new Passwords().hash(PASSWORD);
  for (const [name, role, scope] of STAFF) {
    const { streamId } = await did('first', 'createAccount', null, newAccount(name, role, scope));
    people.set(name, streamId);
    await did('second', 'confirmAccount', streamId);
    const { link } = await app.auth.links.enrolment(streamId);
    await app.auth.rows.enrol(digestOf(link), hash, town.now);
  }
  await did('first', 'recordAnnouncement', null, announcement(town, ['D-WEST']), { second: 'second' });
  await town.proof('gone');
  await did('first', 'disableAccount', town.account('gone'), { why: 'left' });
}

export const newAccount = (name: string, role: Role = 'officer', scope = 'K-NORTH') => ({
  role,
  scope,
  staffNumber: `S-${name}`,
  surname: name,
  signIn: `${name}.test`,
});

export const announcement = (town: Town, area: readonly string[]) => ({
  number: `演示〔2022〕${town.fresh() + 1}号`,
  issuer: '防控办（虚构）',
  legalBasis: '虚构依据',
  measure: 'beijing-2022-11',
  measureVersion: 1,
  area,
  from: town.now - 86_400_000,
  to: town.now + 30 * 86_400_000,
  content: '虚构公告，仅用于测试。',
});

/** A stop at a checkpoint, with nobody's case yet. */
export const stop = async (town: Town, who = 'wen', travellers = 1): Promise<string> =>
  (
    await town.did(who, 'openStop', null, {
      checkpoint: who === 'han' ? 'K-WEST' : 'K-NORTH',
      vehicle: 'car',
      travellers,
      direction: 'INBOUND',
    })
  ).streamId;

/** What a traveller shows who lacks nothing but a community's consent; each of them another person. */
export const shown = (town: Town) => ({
  traveller: 1,
  healthStatus: POPPED_UP,
  itinerary: GREEN_ITINERARY,
  test: fitTest(town.now),
  ...details(),
  document: { type: 'PASSPORT', number: `E${10_000_000 + town.fresh()}` },
});

/** Brings a new case somewhere and gives its handoff. */
export type Way = (town: Town) => Promise<string>;

const YES_TO_ALL = { answer: 'accept', ...YES, conditions: ['sealedBuilding'] };
const WORDS = '随口说的一句话';

export const opened: Way = async (town) =>
  (await town.did('wen', 'openHandoff', null, { stopId: await stop(town), ...shown(town) })).streamId;

/** The same in the other district. */
export const openedFar: Way = async (town) =>
  (await town.did('han', 'openHandoff', null, { stopId: await stop(town, 'han'), ...shown(town) })).streamId;

export const askedFar: Way = async (town) => {
  const handoff = await openedFar(town);
  await town.did('han', 'askCommunity', handoff, { community: 'C-PINE' });
  return handoff;
};

/** A case that goes on from another by one command. */
const then =
  (
    before: Way,
    who: string,
    type: CommandType,
    body: object | ((town: Town, handoff: string) => object | Promise<object>) = {},
    second?: string,
  ): Way =>
  async (town) => {
    const handoff = await before(town);
    await town.did(who, type, handoff, typeof body === 'function' ? await body(town, handoff) : body, {
      ...(second === undefined ? {} : { second }),
      ...(commandRow(type).dependsOn === undefined ? {} : { basedOn: await town.version(handoff) }),
    });
    return handoff;
  };

export const held = then(
  opened,
  'wen',
  'holdDocument',
  { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
  'bai',
);
export const leaving = then(held, 'wen', 'requestDeparture', {
  wish: 'leave',
  askedBy: 'officerForTraveller',
});
export const deposited = then(leaving, 'wen', 'depositDocument', { why: 'travellerLeft' }, 'lu');
export const handedOver = then(opened, 'wen', 'handOverHold', (town) => ({ to: town.account('bai') }));
export const asked = then(opened, 'wen', 'askCommunity', { community: 'C-WILLOW' });
export const coded: Way = then(asked, 'wen', 'issueReadBackCode', (town) => ({
  office: 'C-WILLOW',
  worker: town.account('willow'),
}));
export const askedStreet = then(asked, 'wen', 'escalateRequest', { because: WORDS });
export const accepted = then(asked, 'willow', 'answerCommunity', { office: 'C-WILLOW', ...YES_TO_ALL });
export const refusedByCommunity = then(asked, 'willow', 'answerCommunity', {
  office: 'C-WILLOW',
  answer: 'refuse',
  reason: 'noCapacity',
  isRegisteredResident: 'yes',
});
export const askedAbove = then(askedStreet, 'wen', 'escalateRequest', { because: WORDS });
export const ruled = then(askedAbove, 'chen', 'ruleOnHandoff', {
  ruling: 'receive',
  office: 'C-WILLOW',
  ground: 'residence',
  heard: { checkpoint: 'inWriting', office: 'inWriting' },
  words: WORDS,
});
export const conditionsKnown = then(accepted, 'wen', 'acknowledgeConditions', { readAloud: true });

/** The signature under the pledge as it is shown now. */
export async function signature(town: Town, handoff: string): Promise<object> {
  const shown = await town.app.house.showPledge(handoff, 'zh-CN');
  return {
    textDigest: shown?.digest ?? 'd'.repeat(64),
    language: 'zh-CN',
    strokes: '[[1,2],[3,4]]',
    witness: town.account('bai'),
  };
}
/** On their own phone the traveller types the six figures that the witness shows. */
export async function codeShown(town: Town, handoff: string, terminal: Terminal): Promise<object> {
  if (terminal !== 'traveller') return {};
  const { code } = await town.app.auth.witnessCodes.show(handoff, town.account('bai'));
  return { witnessCode: code };
}
export const signed = then(conditionsKnown, 'wen', 'signPledge', signature);
export const released = then(signed, 'wen', 'releaseTraveller');
export const received = then(released, 'willow', 'confirmArrival', { office: 'C-WILLOW' });
export const moving = then(received, 'willow', 'requestTransfer', { office: 'C-WILLOW', to: 'C-POPLAR' });
export const overdue: Way = async (town) => {
  const handoff = await released(town);
  await town.fire(handoff, 'arrivalDue');
  return handoff;
};
export const missing = then(overdue, 'willow', 'reportNonArrival', {
  office: 'C-WILLOW',
  calls: 3,
  words: WORDS,
});
export const proposed = then(opened, 'chen', 'proposeException', {
  regions: ['pledge'],
  ground: 'medical',
  words: WORDS,
});
export const referred = then(opened, 'wen', 'referTraveller', { kind: 'emergency', to: '120' });
/** A test whose report is older than its sample. */
export const contradicted = then(opened, 'wen', 'recordTest', (town) => ({
  test: {
    ...fitTest(town.now),
    sampledAt: { at: town.now - 3_600_000, precision: 'TIME' },
    reportedAt: { at: town.now - 7_200_000, precision: 'TIME' },
  },
}));
export const withdrawn: Way = then(
  then(opened, 'wen', 'requestDeparture', { wish: 'leave', askedBy: 'officerForTraveller' }),
  'wen',
  'withdrawTraveller',
);
export const flagged = then(released, 'chen', 'flagPledge', { why: 'textDiffers', words: WORDS });
/** Nothing but a test was needed, and it is there. */
export const nothingNeeded: Way = async (town) =>
  (
    await town.did('wen', 'openHandoff', null, {
      stopId: await stop(town),
      traveller: 1,
      healthStatus: { shows: 'GREEN' },
      test: fitTest(town.now),
    })
  ).streamId;

/** Somebody registered on duty at a second community under the number of a first; gives what the house noted of it. */
export const overlap: Way = async (town) => {
  const staffNumber = `W-${town.fresh()}`;
  for (const office of ['C-WILLOW', 'C-POPLAR'])
    await town.did('river', 'registerOnDuty', null, {
      office,
      staffNumber,
      surname: '周',
      channel: { kind: 'sms', address: `1990001${String(town.fresh()).padStart(4, '0')}` },
      until: town.now + 8 * 3_600_000,
    });
  await town.app.house.settle();
  const rows = await town.app.house.storage.read
    .selectFrom('views')
    .select('key')
    .where('view', '=', 'overlap')
    .orderBy('key', 'desc')
    .execute();
  const [newest] = rows;
  if (newest === undefined) throw new Error('Nothing was noted.');
  return newest.key;
};
