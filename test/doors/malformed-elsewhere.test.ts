/**
 * The same for everything that is no command: signing in, links, papers, lists, pages, and what is said on the feed.
 *
 * The short form sends eight of these to each address, `EXAM=1` three hundred; `SEED` sends the same again.
 */
import { Compile } from 'typebox/compile';
import { v7 as uuid } from 'uuid';
import type { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlainName, plainRow } from '../../src/contract/plain-routes.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import { type Route, ROUTES } from '../../src/contract/routes.ts';
import { VIEWS } from '../../src/contract/views.ts';
import { PASSWORD } from '../terminals/app.ts';
import { chance } from './chance.ts';
import { BODY_FAULTS, type Chance, type Fault, oddId, pick, type Sending, type Sound } from './faults.ts';
import * as ways from './town.ts';
import { openTown, type Proof, type Town } from './town.ts';
import { Asker, counts, grown, quiet, told, wrongIn } from './unharmed.ts';

const EXAM = process.env['EXAM'] === '1';
const SEED = Number(process.env['SEED'] ?? 20_221_127);
const EACH = EXAM ? 300 : 8;

type Addressed = Exclude<Route, { kind: 'command' }>;

/** Devices send commands, a traveller's page answers in HTML, a socket has a test of its own, the documentation is not ours. */
const ELSEWHERE: readonly string[] = [
  'docs',
  'sourceAnswer',
  'lateResult',
  'travellerPage',
  'travellerAnswers',
  'travellerSends',
  'live',
];
const ADDRESSES = ROUTES.filter(
  (route): route is Addressed =>
    route.kind === 'view' || (route.kind === 'plain' && !ELSEWHERE.includes(route.name)),
);

/** A good request to one address: who sends it, the ids in its path, and what may be asked of it. */
interface SoundLook extends Sound {
  readonly proof: Proof;
  /** Ids in the address, and for each some that are another's. */
  readonly ids: readonly { readonly id: string; readonly foreign: readonly string[] }[];
  readonly query: Readonly<Record<string, readonly string[]>>;
}

/** Who comes to each terminal. */
const AT: Readonly<Record<Exclude<Terminal, 'traveller' | 'gate'>, readonly string[]>> = {
  checkpoint: ['wen', 'lu'],
  community: ['willow'],
  supervisor: ['chen', 'an'],
  admin: ['second'],
};

/** Values of a page's query that are none; a cursor is a key that a page gave before. */
const BAD_LIMITS = ['', '0', '-1', '1.5', '1e2', 'x', '1000', ' 1', '٣', '0x10', '%00', '10%0a'];
const BAD_CURSORS = [
  '',
  '%00',
  'x',
  '-1.5',
  '..%2f',
  "'%20or%201=1--",
  '%ed%a0%80',
  '长',
  'x'.repeat(201),
  'null',
];

let town: Town;
let released: string;
let far: string;
let papers: Readonly<Record<string, string>>;

beforeAll(async () => {
  town = await openTown();
  [released, far] = await Promise.all([ways.released(town), ways.askedFar(town)]);
  await town.did('wen', 'openPersonalData', released, { fields: ['document'], purpose: 'identityCheck' });
  await ways.held(town);
  await quiet(town);
  const rows = await town.app.house.storage.read
    .selectFrom('papers')
    .select(['stream_id', 'paper_id'])
    .execute();
  papers = Object.fromEntries(rows.map(({ stream_id, paper_id }) => [stream_id, paper_id]));
}, 120_000);
afterAll(() => town?.close());

/** What is good to send to an address, as far as anything is sent. */
async function soundAt(route: Addressed): Promise<SoundLook> {
  const { path, method } = route;
  const known = ROUTES.filter((one) => one.path === path).map((one) => one.method as string);
  const sound = {
    method,
    url: path,
    sent: async () => ({}),
    otherMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !known.includes(one)),
    isWellShaped: () => true,
    proof: await proofAt(route),
    ids: [],
    query: {},
  } satisfies SoundLook;
  if (route.kind === 'view') {
    if (!route.one) return { ...sound, query: { limit: BAD_LIMITS, after: BAD_CURSORS } };
    const key = route.view === 'directoryEntries' ? 'K-NORTH' : released;
    // Whoever sees the whole house sees every account.
    const foreign = route.terminal === 'admin' ? [uuid()] : [far, uuid()];
    return { ...sound, url: path.replace(':key', key), ids: [{ id: key, foreign }] };
  }
  const body = bodyOf(route.name);
  const { body: shape, bodyLimit: takes } = plainRow(route.name);
  const whole = {
    ...sound,
    takes,
    ...(body === null || shape === undefined
      ? {}
      : { sent: async () => body, isWellShaped: (sent: unknown) => Compile(shape).Check(sent) }),
  };
  const id = { id: released, foreign: [far, uuid()] };
  switch (route.name) {
    case 'enrolmentLink':
      return {
        ...whole,
        url: path.replace(':id', town.account('wen')),
        ids: [{ id: town.account('wen'), foreign: [released, uuid()] }],
      };
    case 'timeline':
    case 'travellerLink':
    case 'witnessCode':
    case 'readBackCodes':
    case 'verifyCertificate':
      return { ...whole, url: path.replace(':id', released), ids: [id] };
    case 'pledgeText':
      return {
        ...whole,
        url: path.replace(':id', released),
        ids: [id],
        query: { language: ['', 'fr', 'zh', 'EN', 'zh-CN,en', '%00'] },
      };
    case 'paper': {
      const mine = papers[released] ?? '';
      const others = Object.entries(papers).flatMap(([handoff, paper]) =>
        handoff === released ? [] : [paper],
      );
      return {
        ...whole,
        url: path.replace(':id', released).replace(':paper', mine),
        ids: [id, { id: mine, foreign: [...others, uuid()] }],
      };
    }
    case 'release':
      // Whatever token it is given, it says whether it is good; only what is too long to be one is no address.
      return { ...whole, url: path.replace(':token', 'x'.repeat(101)) };
    default:
      return whole;
  }
}

/** What is sent where something is sent beside a command. What devices send is a command and stands there. */
function bodyOf(name: PlainName): Record<string, unknown> | null {
  const claim = { name: 'bai.test', password: PASSWORD };
  const link = 'x'.repeat(43);
  const bodies: Partial<Record<PlainName, Record<string, unknown>>> = {
    signIn: { ...claim, totp: '000000', role: 'officer', scope: 'K-NORTH' },
    travellerSignIn: { link, lastFour: '1234' },
    stepUp: { ...claim, totp: '000000', forCommand: 'holdDocument', streamId: released },
    beginSecondFactor: { password: PASSWORD },
    confirmSecondFactor: { totp: '000000' },
    travellerLink: { lastFour: '1234' },
    verifyCertificate: { certificate: 'HC1:', compared: 'byLooking' },
    enrolmentLink: {},
    enrol: { link, password: PASSWORD },
    directoryPreview: { file: Buffer.from('code,zh\n990101,云河区').toString('base64') },
    checkTrustList: { text: '{}' },
    releaseSlip: { code: '2222-2222-2222' },
    communitySearch: { address: '柳巷一号院', within: 'S-RIVER' },
  };
  return bodies[name] ?? null;
}

/** Somebody at this terminal who may look at what is asked for. */
function proofAt(route: Addressed): Promise<Proof> {
  const { terminal } = route;
  if (terminal === 'traveller') return town.travellerOf(released);
  if (terminal === null || terminal === 'gate') return Promise.resolve(town.gate);
  const may: readonly string[] | null = route.kind === 'view' ? VIEWS[route.view].roles : null;
  const name = AT[terminal].find((one) => may?.includes(roleOf(one)) !== false);
  if (name === undefined) throw new Error(`Nobody at ${terminal} sees ${route.path}.`);
  return town.proof(name);
}

const roleOf = (name: string) =>
  town.app.house.spine.registry.accounts.get(town.account(name))?.grants[0]?.role ?? '';

const asked = ({ method, url }: Sound, more: Partial<Sending>): Sending => ({
  method,
  url,
  payload: '',
  headers: {},
  ...more,
});

/** What can be wrong with an address and what is asked of it. */
const OF_AN_ADDRESS: Readonly<Record<string, Fault<SoundLook>>> = {
  malformedId: async (sound, next) => {
    if (sound.ids.length === 0) return null;
    const { id } = pick(next, sound.ids);
    return sending(sound, { url: sound.url.replace(id, oddId(id, next)), code: ['thingIsKnown'] });
  },
  foreignId: async (sound, next) => {
    if (sound.ids.length === 0) return null;
    const { id, foreign } = pick(next, sound.ids);
    return sending(sound, { url: sound.url.replace(id, pick(next, foreign)), code: ['thingIsKnown'] });
  },
  oddQuery: async (sound, next) => {
    const names = Object.keys(sound.query);
    if (names.length === 0) return null;
    const name = pick(next, names);
    const odd = next() < 0.5 ? pick(next, sound.query[name] as readonly string[]) : noise(next);
    return badly(sound, `${name}=${odd}`);
  },
  queryTwice: async (sound, next) => {
    const names = Object.keys(sound.query);
    if (names.length === 0) return null;
    const name = pick(next, names);
    return badly(sound, pick(next, [`${name}=1&${name}=2`, `${name}[]=1`, `${name}[a]=1`, `${name}.a=1`]));
  },
  // A page takes no notice of what a chat puts behind its link; where the id is none, that is said first.
  unknownQuery: async (sound, next) =>
    !sound.url.startsWith('/api/') || /:|xxxx/.test(sound.url)
      ? null
      : badly(sound, pick(next, ['nonsense=1', '__proto__=1', 'constructor[prototype]=1', '=', 'limits=1'])),
};

/** What no session is asked for: there is nothing at this address, whoever asks. */
const OF_NO_ADDRESS: typeof OF_AN_ADDRESS = {
  unknownAddress: async (sound, next) =>
    sending(sound, {
      url: `${sound.url}${pick(next, ['/x', '/', '%00', ';a=1', '/..%2f', '.json'])}`,
      code: ['thingIsKnown'],
    }),
  unknownMethod: async (sound, next) =>
    sending(sound, { method: pick(next, sound.otherMethods), code: ['thingIsKnown'] }),
};

/** Some characters that are no key, no number and no language. */
const noise = (next: Chance) =>
  encodeURIComponent(
    Array.from({ length: 1 + Math.floor(next() * 40) }, () =>
      String.fromCodePoint(
        pick(next, [0x21, 0xa1, 0x4e00, 0x1f600, 0x200b, 0x202e]) + Math.floor(next() * 14),
      ),
    ).join(''),
  );

const badly = (sound: Sound, query: string) =>
  sending(sound, { url: `${sound.url}?${query}`, code: ['bodyIsMalformed'] });

/** A good request with something of it changed. */
async function sending(sound: Sound, more: Partial<Sending>): Promise<Sending> {
  const isSent = sound.method === 'POST';
  return asked(sound, {
    ...(isSent
      ? { payload: JSON.stringify(await sound.sent()), headers: { 'content-type': 'application/json' } }
      : {}),
    ...more,
  });
}

/** Which faults an address is shown this time: one of each that makes it another address, and as many as there may be of its own. */
async function* faultsFor(n: number, sound: SoundLook, hasBody: boolean) {
  const next: Chance = chance(SEED + n);
  for (const [fault, make] of Object.entries(OF_NO_ADDRESS)) {
    const one = await make(sound, next);
    if (one !== null) yield { fault, sending: one, isOurs: false };
  }
  const faults = Object.entries<Fault<SoundLook>>(
    hasBody ? { ...OF_AN_ADDRESS, ...BODY_FAULTS } : OF_AN_ADDRESS,
  );
  for (let at = 0, shown = 0; shown < EACH && at < EACH * 5; at++) {
    const [fault, make] = faults[(n * 7 + at) % faults.length] as (typeof faults)[number];
    const one = await make(sound, next);
    if (one === null) continue;
    shown += 1;
    yield { fault, sending: one, isOurs: true };
  }
}

describe('whatever else is sent', () => {
  test('a request that is good but for one thing is refused in words, and nothing is written', {
    timeout: 900_000,
  }, async () => {
    const wrong: string[] = [];
    const signedIn = new Asker(town, { strangers: true });
    const strangers = new Asker(town, { strangers: false });
    let before = await counts(town);
    for (const [n, route] of ADDRESSES.entries()) {
      const sound = await soundAt(route);
      before = await counts(town);
      const row = route.kind === 'plain' ? plainRow(route.name) : null;
      const hasBody = row?.body !== undefined;
      for await (const { fault, sending: one, isOurs } of faultsFor(n, sound, hasBody)) {
        // There is nobody to be signed in as where there is nothing, or where anybody may come.
        const asker = isOurs && row?.needs !== 'nobody' ? signedIn : strangers;
        const because = wrongIn(await asker.ask(sound.proof, one), one.code);
        if (because !== null) wrong.push(told(`${route.method} ${route.path}`, fault, one, because));
      }
      const after = await counts(town);
      if (JSON.stringify(after) !== JSON.stringify(before))
        wrong.push(`${route.method} ${route.path} wrote: ${grown(before, after)}`);
    }
    console.log(
      `seed ${SEED}, signed in: ${signedIn.summary}\nseed ${SEED}, by anybody: ${strangers.summary}`,
    );
    expect(wrong.join('\n'), `seed ${SEED}`).toBe('');
    expect(signedIn.past / signedIn.sent).toBeGreaterThan(0.8);
  });

  test('what is well made and not true is refused by its name', { timeout: 120_000 }, async () => {
    const { links } = town.app.auth;
    const bai = { name: 'bai.test', password: PASSWORD };
    const travellers = (await links.traveller(released, '1234')).link;
    const enrolment = (await links.enrolment(town.account('bai'))).link;
    const unknown = 'x'.repeat(43);
    const bare = (await town.did('wen', 'openHandoff', null, { stopId: await ways.stop(town), traveller: 1 }))
      .streamId;
    const wen = await town.proof('wen');
    const second = await town.proof('second');
    const list: readonly [Proof, string, string, object | null, string][] = [
      [{}, 'POST', '/api/checkpoint/session', { ...bai, password: 'another' }, 'signInFailed'],
      [{}, 'POST', '/api/checkpoint/session', { ...bai, name: 'nobody.test' }, 'signInFailed'],
      [{}, 'POST', '/api/checkpoint/session', { ...bai, name: 'gone.test' }, 'signInFailed'],
      [{}, 'POST', '/api/checkpoint/session', { ...bai, role: 'dutySuperior' }, 'roleMayTry'],
      [{}, 'POST', '/api/checkpoint/session', { ...bai, scope: 'K-SOUTH' }, 'roleMayTry'],
      [{}, 'POST', '/api/admin/session', bai, 'roleMayTry'],
      [{}, 'POST', '/api/traveller/session', { link: unknown, lastFour: '1234' }, 'signInFailed'],
      [{}, 'POST', '/api/traveller/session', { link: enrolment, lastFour: '1234' }, 'signInFailed'],
      [{}, 'POST', '/api/traveller/session', { link: travellers, lastFour: '4321' }, 'signInFailed'],
      [{}, 'POST', '/api/enrolment', { link: unknown, password: PASSWORD }, 'thingIsKnown'],
      [{}, 'POST', '/api/enrolment', { link: travellers, password: PASSWORD }, 'thingIsKnown'],
      [
        wen,
        'POST',
        '/api/checkpoint/step-up',
        { ...bai, password: 'another', forCommand: 'holdDocument', streamId: released },
        'signInFailed',
      ],
      [wen, 'POST', '/api/checkpoint/second-factor', { password: 'another' }, 'signInFailed'],
      [wen, 'POST', '/api/checkpoint/second-factor/confirm', { totp: '000000' }, 'signInFailed'],
      [wen, 'GET', `/api/checkpoint/handoffs/${bare}/pledge-text`, null, 'detailsAreComplete'],
      [second, 'POST', `/api/admin/accounts/${town.account('gone')}/enrolment-link`, {}, 'accountIsDisabled'],
    ];
    const before = await counts(town);
    const answers = await Promise.all(
      list.map(async ([proof, method, url, payload, code]) => ({
        url,
        code,
        wrong: wrongIn(
          await town.ask(proof, {
            method,
            url,
            ...(payload === null ? {} : { payload }),
          }),
          [code],
        ),
      })),
    );
    expect(answers.filter(({ wrong }) => wrong !== null)).toEqual([]);
    expect(await counts(town)).toEqual(before);
  });

  test('whatever is posted at a traveller’s page, a page or a refusal comes back', {
    timeout: 60_000,
  }, async () => {
    const { link } = await town.app.auth.links.traveller(far, '1234');
    const before = await counts(town);
    const FORM = 'application/x-www-form-urlencoded';
    const posted: readonly [string, string, number][] = [
      [FORM, '', 401],
      [FORM, 'lastFour=', 401],
      [FORM, 'lastFour=4321', 401],
      [FORM, 'lastFour=%00', 400],
      [FORM, 'lastFour=1234&nonsense=1', 400],
      [FORM, `lastFour=${'x'.repeat(41)}`, 400],
      [FORM, `lastFour=${'x'.repeat(5_000)}`, 413],
      [FORM, '__proto__=1', 400],
      ['application/json', '{"lastFour":', 400],
      ['application/json', '{"lastFour":["1234"]}', 400],
      ['application/json', '{"lastFour":null}', 400],
      ['application/xml', '<a/>', 415],
      ['text/plain', 'lastFour=1234', 415],
    ];
    const answers = await Promise.all(
      posted.map(async ([type, payload]): Promise<[string, string, number]> => {
        const { status } = await town.ask(
          {},
          { method: 'POST', url: `/t/${link}`, payload, headers: { 'content-type': type } },
        );
        return [type, payload, status];
      }),
    );
    expect(answers).toEqual(posted);
    for (const token of ['x', '%00', '..%2f', 'x'.repeat(101), `${link}x`])
      for (const method of ['GET', 'POST'] as const) {
        const { status } = await town.ask(
          {},
          { method, url: `/t/${token}`, headers: { 'content-type': FORM } },
        );
        expect([401, 404], `${method} /t/${token}`).toContain(
          status === 200 && token.length > 40 ? 404 : status,
        );
      }
    expect(await counts(town)).toEqual(before);
  });
});

/** What a socket is told, and how it is closed. */
interface Heard {
  readonly frames: readonly { readonly kind: string; readonly error?: { readonly code: string } }[];
  readonly closed: number;
}

/** Says something on a fresh socket and waits until it is closed, or too long. */
async function saying(what: (socket: WebSocket) => void): Promise<Heard> {
  const socket = await town.live(await town.proof('wen'), `?cursor=0&epoch=${town.app.house.storage.epoch}`);
  if (typeof socket === 'number') throw new Error(`The feed was refused with ${socket}.`);
  const frames: Heard['frames'][number][] = [];
  socket.on('message', (data: Buffer) => frames.push(...(JSON.parse(data.toString()) as Heard['frames'])));
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    setTimeout(() => resolve(0), 30_000).unref();
  });
  what(socket);
  const code = await closed;
  socket.terminate();
  return { frames, closed: code };
}

const TEXTS: readonly string[] = [
  '',
  ' ',
  'x',
  '{',
  '{"cursor":}',
  'null',
  '[]',
  '7',
  '"cursor"',
  '{}',
  '{"cursor":"1"}',
  '{"cursor":-1}',
  '{"cursor":1.5}',
  '{"cursor":1e300}',
  '{"cursor":9007199254740993}',
  '{"cursor":null}',
  '{"cursor":[1]}',
  '{"cursor":1,"views":"accounts"}',
  '{"__proto__":{"cursor":1}}',
  '{"constructor":1}',
  '{"cursor":1}{"cursor":2}',
  `${'['.repeat(2_000)}${']'.repeat(2_000)}`,
  '{"cursor":"\\ud800"}',
  '\u0000',
];

const QUERIES: readonly [string, number][] = [
  ['?views=nonsense', 400],
  ['?views=queue,nonsense', 400],
  ['?views=__proto__', 400],
  ['?views=queue,', 400],
  [`?views=${'queue,'.repeat(100)}`, 400],
  ['?views=accounts', 403],
  ['?views=queue,requests', 403],
  ['?cursor=x', 400],
  ['?cursor=-1', 400],
  ['?cursor=1e3', 400],
  ['?cursor=', 400],
  ['?cursor=1234567890123456', 400],
  ['?cursor=1&cursor=2', 400],
  ['?cursor[a]=1', 400],
  ['?nonsense=1', 400],
  ['?epoch=%00', 400],
  [`?epoch=${'x'.repeat(65)}`, 400],
];

describe('whatever is said on the feed', () => {
  test('a frame that is not understood is told so, and the socket is closed', {
    timeout: 300_000,
  }, async () => {
    const next = chance(SEED);
    const texts = EXAM
      ? Array.from({ length: 300 }, () => {
          const text = TEXTS[Math.floor(next() * TEXTS.length)] as string;
          return `${text.slice(0, Math.floor(next() * text.length))}${String.fromCharCode(33 + Math.floor(next() * 90))}`;
        })
      : TEXTS;
    const wrong: string[] = [];
    const before = await counts(town);
    await Promise.all(
      texts
        .flatMap((text) => [
          { name: text, say: (socket: WebSocket) => socket.send(text) },
          ...(text.length % 7 === 3
            ? [{ name: `binary ${text}`, say: (socket: WebSocket) => socket.send(Buffer.from(text)) }]
            : []),
        ])
        .concat([
          { name: 'a good frame in bytes', say: (socket) => socket.send(Buffer.from('{"cursor":0}')) },
        ])
        .map(async ({ name, say }) => {
          const { frames, closed } = await saying(say);
          const error = frames.find(({ kind }) => kind === 'error')?.error;
          if (closed !== 4400 || error?.code !== 'bodyIsMalformed')
            wrong.push(`${name.slice(0, 100)}: closed with ${closed}, ${JSON.stringify(error)}`);
        }),
    );
    expect(wrong, `seed ${SEED}`).toEqual([]);
    expect(await counts(town)).toEqual(before);
  });

  test('a frame that is too large closes its socket and no other', { timeout: 60_000 }, async () => {
    const listening = await town.live(await town.proof('wen'));
    for (const size of [5_000, 1_000_000]) {
      const { closed } = await saying((socket) => socket.send(`{"cursor":${' '.repeat(size)}1}`));
      expect([1006, 1009]).toContain(closed);
    }
    expect(typeof listening === 'number' ? 0 : listening.readyState).toBe(1);
    if (typeof listening !== 'number') listening.terminate();
  });

  test('whoever asks for everything again and again is told to be slower, and nobody else', {
    timeout: 60_000,
  }, async () => {
    const others = await town.live(await town.proof('chen'));
    const { frames, closed } = await saying((socket) => {
      for (let n = 0; n < 40; n++) socket.send('{"cursor":0}');
    });
    expect(closed).toBe(4429);
    expect(frames.find(({ kind }) => kind === 'error')?.error?.code).toBe('slower');
    expect(typeof others === 'number' ? 0 : others.readyState).toBe(1);
    if (typeof others !== 'number') others.terminate();
    town.app.clock.now += 60_000;
  });

  test('what cannot be asked for is refused before there is a socket', { timeout: 60_000 }, async () => {
    const proof = await town.proof('wen');
    const answers = await Promise.all(
      QUERIES.map(async ([query]): Promise<[string, number]> => {
        const answer = await town.live(proof, query);
        if (typeof answer === 'number') return [query, answer];
        answer.terminate();
        return [query, 101];
      }),
    );
    expect(answers).toEqual(QUERIES);
  });

  test('an epoch that is not ours says: load again', { timeout: 60_000 }, async () => {
    for (const query of ['?cursor=0&epoch=nonsense', '?cursor=999999999999999&epoch=nonsense']) {
      const socket = await town.live(await town.proof('wen'), query);
      if (typeof socket === 'number') throw new Error(`The feed was refused with ${socket}.`);
      // Every second the house says, also to whoever has to load again, that somebody is there.
      const first = await new Promise<string>((resolve) => {
        socket.on('message', (data: Buffer) => {
          if (!data.toString().includes('"here"')) resolve(data.toString());
        });
      });
      expect(JSON.parse(first)).toMatchObject([{ kind: 'reload', position: 0 }]);
      socket.terminate();
    }
  });
});
