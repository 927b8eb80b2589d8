/** Opens every door of the house on one HTTP server. It answers `inject` at once and the world once it listens. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { v7 as uuid } from 'uuid';
import type { Doors } from '../contract/doors.ts';
import { attemptRoutes, keepAttempts } from './attempts.ts';
import { comparingRoutes } from './comparing-routes.ts';
import type { Auth } from './auth.ts';
import { commandRoutes } from './command-routes.ts';
import type { TerminalsConfig } from './config.ts';
import { answerError, answerToNoise } from './errors.ts';
import { houseRoutes } from './house-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { postRoutes } from './post-routes.ts';
import { liveRoute } from './live.ts';
import { logAnswers, loggerFor } from './logs.ts';
import { openMetrics } from './metrics.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { Refused } from './refused.ts';
import { sessionRoutes } from './session-routes.ts';
import { checker } from './shapes.ts';
import { viewRoutes } from './view-routes.ts';
import { askWhoIsThere } from './who-is-there.ts';

const BODY_LIMIT = 64 * 1024;
const REQUEST_MS = 30_000;
const GOODBYE_MS = 1_000;
const FRAME_LIMIT = 4 * 1024;
/** The documentation's own pages need no other address, and nobody may frame them. */
const DOCS_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const UNLIMITED = new Set(['/livez', '/readyz', '/metrics']);

export async function openTerminals(
  doors: Doors,
  auth: Auth,
  config: TerminalsConfig,
): Promise<FastifyInstance> {
  const app = Fastify({
    ...(config.tls === undefined ? {} : { https: config.tls }),
    logger: loggerFor(config.log),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    genReqId: () => uuid(),
    requestIdHeader: false,
    trustProxy: config.trustProxy ?? false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    exposeHeadRoutes: false,
    frameworkErrors: (error, request, reply) => {
      void answerError(error, request, reply);
    },
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.write(answerToNoise());
      socket.destroy();
    },
  }) as unknown as FastifyInstance;

  app.setValidatorCompiler(checker);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(answerError);
  app.removeContentTypeParser('text/plain');

  const waiting = async () => {
    const states = await config.channelStates(() => true);
    const sum = (count: 'waiting' | 'parked') => states.reduce((all, state) => all + state[count], 0);
    return { waiting: sum('waiting'), parked: sum('parked') };
  };
  const metrics = openMetrics(app, waiting, config.sources);
  logAnswers(app);
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  await app.register(cookie);
  await app.register(helmet, headersFor(config));
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    if (!isClosing) return;
    void reply.header('connection', 'close');
    throw new Refused('houseIsReady');
  });
  askWhoIsThere(app, auth, config);
  keepAttempts(app, auth);
  await app.register(rateLimit, {
    timeWindow: 60_000,
    max: ({ visitor }) => (visitor === null ? config.perMinute.address : config.perMinute.session),
    keyGenerator: ({ visitor, device, ip }) => visitor?.digest ?? device?.account ?? ip,
    allowList: ({ routeOptions }) => UNLIMITED.has(routeOptions.url ?? ''),
    errorResponseBuilder: (_request, { ttl }) =>
      new Refused('slower', { retryAfter: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
  // An upgrade that was refused leaves a socket that no parser reads: nobody but us would ever close it.
  app.addHook('onSend', async (request, reply) => {
    if (request.headers.upgrade !== undefined)
      reply.raw.once('finish', () => request.raw.socket.destroySoon());
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async () => {
    throw new Refused('thingIsKnown');
  });
  await app.register(websocket, { options: { maxPayload: FRAME_LIMIT }, preClose: sayGoodbye });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Guicheng 归程',
        version: config.version,
        description:
          'Every command is sent once with an id of its own and answered after it is kept. Every “no” has a code and a sentence.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'guicheng' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: ({ schema, url, route }) => ({
      url,
      schema: {
        ...schema,
        // The plugin hides sockets; ours is an address like any other.
        ...(url === '/api/live' ? { hide: false } : {}),
        ...(route.config?.needs === 'session' ? { security: [{ session: [] }] } : {}),
        ...(route.config?.needs === 'key' ? { security: [{ key: [] }] } : {}),
      },
    }),
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: DOCS_CSP });

  await app.register(async (inner) => {
    commandRoutes(inner, doors, auth, metrics);
    viewRoutes(inner, doors);
    sessionRoutes(inner, auth, config);
    attemptRoutes(inner, auth, config);
    comparingRoutes(inner, doors);
    linkRoutes(inner, doors, auth, config, metrics);
    postRoutes(inner, config);
    liveRoute(inner, doors, auth, config, metrics);
    houseRoutes(inner, config, metrics);
    await pageRoutes(inner, doors, auth, config, metrics);
  });
  const tidy = setInterval(() => {
    auth.sessions.tidy().catch((error: unknown) => app.log.error({ err: error }, 'sessions were not tidied'));
  }, 600_000);
  tidy.unref();
  app.addHook('onClose', async () => clearInterval(tidy));
  await app.ready();
  return app;
}

/** Tells every socket that the house closes, and waits no longer than a moment for their goodbye. */
function sayGoodbye(this: FastifyInstance, done: () => void): void {
  const { websocketServer: server } = this;
  for (const socket of server.clients) socket.close(1001, 'the house is closing');
  const impatient = setTimeout(() => {
    for (const socket of server.clients) socket.terminate();
  }, GOODBYE_MS);
  server.close(() => {
    clearTimeout(impatient);
    done();
  });
}

/** What browsers are told to allow: our own things only. Passwords, camera and sockets stay with this origin. */
function headersFor({ isSecure }: TerminalsConfig) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Components set their own styles; no script and no foreign address comes in by a style.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        mediaSrc: ["'self'", 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    hsts: isSecure ? { maxAge: 31_536_000 } : false,
    frameguard: { action: 'deny' as const },
    referrerPolicy: { policy: 'no-referrer' as const },
    crossOriginEmbedderPolicy: false,
  };
}
