/**
 * The whole house with its doors, in memory of nobody but this test: `inject` it, or have it listen.
 * The people are those of `test/commands/world.ts`; each has signed in through the real door with a real password.
 */
import { Writable } from 'node:stream';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { v7 as uuid } from 'uuid';
import { commandRow, type CommandType } from '../../src/contract/commands.ts';
import { type Role, TERMINAL_OF, type Terminal } from '../../src/contract/roles.ts';
import { commandPath } from '../../src/contract/routes.ts';
import type { House } from '../../src/house.ts';
import { type DoorsOptions, openDoors } from '../../src/open-doors.ts';
import type { Engine } from '../../src/storage/index.ts';
import { type Auth, PER_MINUTE, type TerminalsConfig } from '../../src/terminals/index.ts';
import { nameDigest } from '../../src/terminals/identify.ts';
import { digestOf } from '../../src/terminals/tokens.ts';
import { LIST_KEY } from '../evidence/issuers.ts';
import { openWorld, START, type World } from '../commands/world.ts';
import { freshPlace, HOUSE_KEY } from '../storage/engines.ts';

export const PASSWORD = 'willows bend in the wind';
export const ORIGIN = 'http://localhost:80';
/** The password's hash, made once with the house's own cost. */
const PASSWORD_HASH = new (await import('../../src/terminals/passwords.ts')).Passwords().hash(PASSWORD);

export interface Answer {
  readonly status: number;
  // Whatever JSON came back; tests say what they expect of it.
  readonly body: Record<string, never> & {
    readonly error?: { code: string; message: string; field?: string };
  };
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
}

export interface Sent {
  readonly commandId?: string;
  readonly basedOn?: number;
  readonly occurredAt?: number;
  /** Who proves themselves as the second person, through the real step-up. */
  readonly second?: string;
  readonly stepUp?: string;
}

/** Somebody who is signed in, or nobody. */
export interface Client {
  readonly account: string;
  readonly terminal: Terminal;
  readonly cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Sends a command to its own address at this person's terminal. */
  command(type: CommandType, streamId: string | null, body?: object, sent?: Sent): Promise<Answer>;
  /** The same, expected to be accepted. */
  did(
    type: CommandType,
    streamId: string | null,
    body?: object,
    sent?: Sent,
  ): Promise<{ streamId: string; version: number }>;
}

export interface App {
  readonly app: FastifyInstance;
  readonly house: House;
  readonly auth: Auth;
  readonly clock: { now: number };
  /** Everything that was logged, line by line. */
  readonly logged: string[];
  /** People of the world by short name; empty where the house was opened empty. */
  readonly people: ReadonlyMap<string, string>;
  /** Signs somebody in, once. */
  as(name: string): Promise<Client>;
  nobody: Client;
  inject(options: InjectOptions): Promise<Answer>;
  /** A client that holds a cookie already. */
  holding(cookie: string, terminal: Terminal, account?: string): Client;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly engine?: Engine;
  /** Without people: as at the first start. */
  readonly isEmpty?: boolean;
  readonly terminals?: Partial<TerminalsConfig>;
  /** What the house is opened with beside its place and clock. */
  readonly house?: Partial<DoorsOptions['house']>;
}

export async function openApp({
  engine = 'sqlite',
  isEmpty = false,
  terminals = {},
  house: more = {},
}: AppOptions = {}): Promise<App> {
  const clock = { now: START };
  const logged: string[] = [];
  const doors = await openDoors({
    house: {
      place: await freshPlace(engine),
      houseKey: HOUSE_KEY,
      trustKey: LIST_KEY.publicKey,
      manualClock: () => clock.now,
      ...more,
      onFault: (error) => {
        if (process.env['SHOW_FAULTS']) console.error(error);
      },
    },
    terminals: {
      version: '0.0.0-test',
      isSecure: false,
      origins: [],
      log: { level: 'info', stream: linesInto(logged) },
      perMinute: { session: PER_MINUTE.session * 100, address: PER_MINUTE.address * 100 },
      ...terminals,
    },
  });
  const { house, auth, app } = doors;
  const people = isEmpty ? new Map<string, string>() : await furnish(house, auth, clock);
  const inject = async (options: InjectOptions): Promise<Answer> => {
    const { statusCode, headers, body } = await app.inject(options);
    const isJson = String(headers['content-type'] ?? '').includes('json');
    return {
      status: statusCode,
      headers,
      text: body,
      body: (isJson && body !== '' ? JSON.parse(body) : {}) as Answer['body'],
    };
  };
  const holding: App['holding'] = (cookie, terminal, account = '') => {
    const headers = { origin: ORIGIN, ...(cookie === '' ? {} : { cookie }) };
    const client: Client = {
      account,
      terminal,
      cookie,
      get: (url, more = {}) => inject({ method: 'GET', url, headers: { ...headers, ...more } }),
      post: (url, body = {}, more = {}) =>
        inject({ method: 'POST', url, headers: { ...headers, ...more }, payload: body as object }),
      delete: (url) => inject({ method: 'DELETE', url, headers }),
      command: async (type, streamId, body = {}, { second, ...sent } = {}) => {
        const path = commandPath(terminal, type).replace(':id', streamId ?? '');
        const stepUp = second === undefined ? {} : { stepUp: await prove(client, second, type, streamId) };
        return client.post(path, { body, commandId: uuid({ msecs: clock.now }), ...sent, ...stepUp });
      },
      did: async (type, streamId, body, sent) => {
        const answer = await client.command(type, streamId, body, sent);
        if (answer.status !== 200) throw new Error(`${type} was refused: ${answer.status} ${answer.text}`);
        return answer.body as unknown as { streamId: string; version: number };
      },
    };
    return client;
  };
  const prove = async (client: Client, name: string, forCommand: CommandType, streamId: string | null) => {
    const answer = await client.post(`/api/${client.terminal}/step-up`, {
      name: signInName(name),
      password: PASSWORD,
      forCommand,
      ...(streamId === null || commandRow(forCommand).starts === true ? {} : { streamId }),
    });
    if (answer.status !== 200) throw new Error(`${name} could not prove themselves: ${answer.text}`);
    return (answer.body as unknown as { token: string }).token;
  };
  const signedIn = new Map<string, Promise<Client>>();
  const signIn = async (name: string): Promise<Client> => {
    const account = people.get(name) ?? '';
    const role = house.spine.registry.accounts.get(account)?.grants[0]?.role as Role;
    const terminal = TERMINAL_OF[role] as Terminal;
    const answer = await holding('', terminal).post(`/api/${terminal}/session`, {
      name: signInName(name),
      password: PASSWORD,
    });
    if (answer.status !== 200) throw new Error(`${name} could not sign in: ${answer.text}`);
    return holding(cookieOf(answer), terminal, account);
  };
  return {
    app,
    house,
    auth,
    clock,
    logged,
    people,
    as: (name) => {
      const known = signedIn.get(name) ?? signIn(name);
      signedIn.set(name, known);
      return known;
    },
    nobody: holding('', 'checkpoint'),
    inject,
    holding,
    close: () => doors.close(),
  };
}

/** The sign-in name of somebody of the world. */
export const signInName = (name: string) => (/^admin-\d$/.test(name) ? name : `${name}.test`);

/** The cookie an answer sets, as a browser sends it back. */
export function cookieOf({ headers }: Answer): string {
  const set = headers['set-cookie'];
  return String(Array.isArray(set) ? set[0] : set).split(';')[0] ?? '';
}

/** The people of the world, each with the test's password. */
async function furnish(house: House, auth: Auth, clock: { now: number }): Promise<World['people']> {
  const world = await openWorld(house.storage, clock);
  const { people } = world;
  await world.close();
  await house.settle();
  const hash = await PASSWORD_HASH;
  for (const [name, account] of people) {
    await auth.rows.putSignIn(nameDigest(auth.rows, signInName(name)), account);
    const { link } = await auth.links.enrolment(account);
    await auth.rows.enrol(digestOf(link), hash, clock.now);
  }
  return people;
}

function linesInto(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      done();
    },
  });
}
