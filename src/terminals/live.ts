/**
 * The live feed: a socket that tells its viewer what changed.
 *
 * Each frame is a list of what `contract/doors.ts` calls `Told`, all that was committed together; a client may say
 * `{ "cursor": n }` to be told again from there, and nothing else. It is closed when the session ends, when the client
 * reads too slowly or asks too often, and when it stops answering.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Doors, Heard, Listening, Told } from '../contract/doors.ts';
import { PLAIN_ROUTES } from '../contract/plain-routes.ts';
import { VIEW_NAMES, VIEWS, type ViewName } from '../contract/views.ts';
import type { Auth } from './auth.ts';
import { PING_MS, type TerminalsConfig } from './config.ts';
import { errorFrame, type Language, languageOf } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { Refused } from './refused.ts';
import type { Visitor } from './sessions.ts';
import { ERRORS } from './shapes.ts';
import { Tries } from './tries.ts';
import { originIsOurs, visitorOf } from './who-is-there.ts';

const LOOK_MS = 500;
/** A screen that hears nothing for a little over two of these says that it is offline. */
const HERE_MS = 1_000;
/** A client that has this much unread is asked to come again. */
const MOST_UNREAD = 1024 * 1024;
/** How often a minute a session may have things told again: a page has reason to once, when it loaded. */
const ASKS_A_MINUTE = 30;
/** How long it may still read why it was closed. */
const GOODBYE_MS = 3_000;
const CLOSED = {
  sessionEnded: [4401, 'the session ended'],
  malformed: [4400, 'not understood'],
  tooSlow: [4408, 'read too slowly'],
  tooOften: [4429, 'asked too often'],
} as const;

interface Open {
  readonly socket: WebSocket;
  readonly digest: string;
  answeredPing: boolean;
}

export function liveRoute(
  app: FastifyInstance,
  doors: Doors,
  auth: Auth,
  config: TerminalsConfig,
  metrics: Metrics,
): void {
  const open = new Set<Open>();
  const asks = new Tries(ASKS_A_MINUTE, 60_000, auth.now);
  const row = PLAIN_ROUTES.live;

  app.route<{ Querystring: { cursor?: string; epoch?: string; views?: string } }>({
    method: 'GET',
    url: row.path,
    websocket: true,
    config: { terminal: null, needs: row.needs },
    schema: {
      summary: `${row.zh} · ${row.en}`,
      operationId: 'live',
      tags: ['house'],
      querystring: row.query,
      response: ERRORS,
    },
    preHandler: async (request) => {
      // A socket is opened by GET, which any page may send with our cookie where SameSite is not known.
      if (!originIsOurs(request, config)) throw new Refused('originIsOurs');
      viewsOf(request.query.views, visitorOf(request));
    },
    handler: (socket, request) => {
      const visitor = visitorOf(request);
      const one: Open = { socket, digest: visitor.digest, answeredPing: true };
      open.add(one);
      metrics.socket(1);
      const feed = speak(socket, request, doors, visitor, asks);
      socket.on('pong', () => {
        one.answeredPing = true;
      });
      socket.on('error', (error) => request.log.debug({ err: error }, 'a socket failed'));
      socket.on('close', () => {
        feed.stop();
        if (open.delete(one)) metrics.socket(-1);
      });
    },
  });

  let isLooking = false;
  const look = setInterval(() => {
    if (isLooking || open.size === 0) return;
    isLooking = true;
    endOver(auth, open)
      .catch((error: unknown) => app.log.error({ err: error }, 'sessions of sockets could not be looked at'))
      .finally(() => {
        isLooking = false;
      });
  }, LOOK_MS);
  const ping = setInterval(() => {
    for (const one of open) {
      if (one.answeredPing) one.socket.ping();
      else one.socket.terminate();
      one.answeredPing = false;
    }
  }, config.pingEveryMs ?? PING_MS);
  const here = setInterval(() => {
    if (open.size === 0) return;
    const frame = JSON.stringify([{ kind: 'here', at: auth.now() } satisfies Heard]);
    // A client that does not read needs no news of the time.
    for (const { socket } of open)
      if (socket.readyState === socket.OPEN && socket.bufferedAmount === 0) socket.send(frame);
  }, HERE_MS);
  app.addHook('preClose', async () => {
    clearInterval(look);
    clearInterval(here);
    clearInterval(ping);
  });
}

/** Closes the sockets whose session is over. */
async function endOver(auth: Auth, open: ReadonlySet<Open>): Promise<void> {
  // Whoever comes in while this is asked was not asked about.
  const asked = [...open];
  const still = await auth.sessions.stillThere([...new Set(asked.map(({ digest }) => digest))]);
  for (const { socket, digest } of asked) if (!still.has(digest)) socket.close(...CLOSED.sessionEnded);
}

/** Begins telling, and begins again from where the client says. */
function speak(
  socket: WebSocket,
  request: FastifyRequest<{ Querystring: { cursor?: string; epoch?: string; views?: string } }>,
  doors: Doors,
  visitor: Visitor,
  asks: Tries,
): Listening {
  const { cursor = '0', views } = request.query;
  let { epoch = '' } = request.query;
  const wanted = viewsOf(views, visitor);
  const language: Language = languageOf(request);
  const tell = (told: readonly Told[]) => {
    // Whoever was told to load again, and did, goes on in the new epoch by saying from where.
    for (const one of told) if (one.kind === 'reload') ({ epoch } = one);
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNREAD) {
      socket.close(...CLOSED.tooSlow);
      // What it did not read it will not read now either.
      setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
      return;
    }
    socket.send(frameOf(told), { binary: false });
  };
  const listenFrom = (from: number) => doors.views.listen(visitor.actor, wanted, from, epoch, tell);
  let listening = listenFrom(Number(cursor));
  let isOver = false;
  const end = (refused: unknown, [code, why]: readonly [number, string]) => {
    isOver = true;
    socket.send(errorFrame(refused, language));
    socket.close(code, why);
  };
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isOver) return;
    const from = isBinary ? null : cursorIn(data.toString());
    listening.stop();
    if (from === null) {
      end(new Refused('bodyIsMalformed'), CLOSED.malformed);
      return;
    }
    try {
      asks.count(visitor.digest);
      listening = listenFrom(from);
    } catch (refused) {
      end(refused, CLOSED.tooOften);
    }
  });
  return { stop: () => listening.stop() };
}

const frames = new WeakMap<readonly Told[], Buffer>();

/** The bytes of a frame. Who is told the same list is sent the same bytes. */
function frameOf(told: readonly Told[]): Buffer {
  let frame = frames.get(told);
  if (frame === undefined) frames.set(told, (frame = Buffer.from(JSON.stringify(told))));
  return frame;
}

function cursorIn(text: string): number | null {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null || Object.keys(said).length !== 1) return null;
    const { cursor } = said as { cursor?: unknown };
    return typeof cursor === 'number' && Number.isSafeInteger(cursor) && cursor >= 0 ? cursor : null;
  } catch {
    return null;
  }
}

/** The views asked for; all that this role may see at this terminal where none is named. */
function viewsOf(asked: string | undefined, { actor, terminal }: Visitor): readonly ViewName[] {
  const mine = VIEW_NAMES.filter(
    (view) =>
      (VIEWS[view].roles as readonly string[]).includes(actor.role) &&
      (VIEWS[view].at as readonly string[]).includes(terminal),
  );
  if (asked === undefined || asked === '') return mine;
  const names = asked.split(',');
  if (names.some((name) => !(VIEW_NAMES as readonly string[]).includes(name)))
    throw new Refused('bodyIsMalformed', { field: 'views' });
  if (names.some((name) => !(mine as readonly string[]).includes(name))) throw new Refused('roleMayTry');
  return names as ViewName[];
}
