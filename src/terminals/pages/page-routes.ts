/** The pages: front, desks, enrolling, and the traveller's own. All else they need is the interface everybody uses. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Doors } from '../../contract/doors.ts';
import type { PlainName } from '../../contract/plain-routes.ts';
import { refusalWords } from '../../contract/refusals.ts';
import type { Auth } from '../auth.ts';
import type { TerminalsConfig } from '../config.ts';
import { answerError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { plainRoute } from '../plain-route.ts';
import { Refused } from '../refused.ts';
import { errorPage, languageFor, PAGE_CSP, sendingPages } from './answering.ts';
import { builtScreens } from './built-screens.ts';
import { type Served, screenFile } from './files.ts';
import { enrolPage, frontPage, screenPage, unbuiltPage } from './front-page.ts';
import { saying } from './html.ts';
import { announcementsInForce, officeNames } from './public-record.ts';
import { travellerRoutes } from './traveller-routes.ts';

/** Ant Design sets its styles from its script; nothing else may. */
const STYLED_CSP = PAGE_CSP.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
/** A paper stands in the page beside its record. */
const WITH_PAPERS_CSP = `${STYLED_CSP}; frame-src 'self'`;
const STYLED: ReadonlySet<string> = new Set(['checkpoint', 'supervisor', 'admin']);

const FILES: readonly [PlainName, string, string][] = [
  ['screenMark', 'mark.svg', 'image/svg+xml'],
  ['enrolScript', 'enrol.js', 'text/javascript; charset=utf-8'],
];

export async function pageRoutes(
  app: FastifyInstance,
  doors: Doors,
  auth: Auth,
  config: TerminalsConfig,
  metrics: Metrics,
): Promise<void> {
  for (const [name, file, type] of FILES) fileRoute(app, name, screenFile(file, type));
  const screens = builtScreens();
  plainRoute(app, 'screenAsset', async ({ request, reply, file }) => {
    const asset = screens?.asset(file) ?? null;
    if (asset === null) throw new Refused('thingIsKnown');
    // The name says what is in it, so a file never changes under its name.
    void reply.header('cache-control', 'public, max-age=31536000, immutable');
    return sendFile(request, reply, asset);
  });
  const names = officeNames(doors);
  plainRoute(app, 'officeNames', async ({ request, reply }) => {
    // Every page begins with it, and for a whole city it is large: a page that has it already is told so.
    void reply.header('cache-control', 'private, no-cache');
    return sendFile(request, reply, await names());
  });
  await app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4096 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    const isDemonstration = config.demonstration === true;
    const pageStyles = screens?.entry('pages')?.styles ?? [];
    const send = sendingPages(isDemonstration, pageStyles);
    // What is refused is said in words on a page; what failed is answered and logged as everywhere.
    pages.setErrorHandler(async (error: Error, request, reply) => {
      if (!(error instanceof Refused)) return answerError(error, request, reply);
      const language = languageFor(request);
      const words = refusalWords(error.code);
      if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
      request.refusedWith = error.code;
      const page = send(reply, {
        language,
        title: saying(language)('归程', 'Guicheng'),
        look: 'calm',
        body: errorPage(language, words[language]),
      });
      return reply.code(words.status).send(page);
    });

    plainRoute(pages, 'frontPage', async ({ request, reply }) => {
      const language = languageFor(request);
      return send(reply, {
        language,
        title: saying(language)('归程', 'Guicheng'),
        look: 'front',
        body: frontPage({
          language,
          announced: await announcementsInForce(doors, auth.now()),
          isDemonstration,
          signIns: isDemonstration ? (config.signIns ?? []) : [],
        }),
      });
    });

    plainRoute(pages, 'deskPage', async ({ request, reply, terminal }) => {
      const language = languageFor(request);
      const entry = screens?.entry(terminal) ?? null;
      const title = saying(language)('归程', 'Guicheng');
      if (entry === null) return send(reply, { language, title, look: 'calm', body: unbuiltPage(language) });
      const page = send(reply, { language, title, look: 'screen', ...entry, body: screenPage() });
      if (STYLED.has(terminal))
        void reply.header(
          'content-security-policy',
          terminal === 'supervisor' ? WITH_PAPERS_CSP : STYLED_CSP,
        );
      return page;
    });

    plainRoute(pages, 'enrolPage', async ({ request, reply }) =>
      send(reply, {
        language: languageFor(request),
        title: '启用账号',
        look: 'calm',
        scripts: ['/plain/enrol.js'],
        body: enrolPage(),
      }),
    );

    travellerRoutes(pages, { doors, auth, config, metrics, screens, pageStyles, send });
  });
}

/** A file: asked for again each time, and sent only where it changed. */
function fileRoute(app: FastifyInstance, name: PlainName, file: Served): void {
  plainRoute(app, name, async ({ request, reply }) => {
    void reply.header('cache-control', 'no-cache');
    return sendFile(request, reply, file);
  });
}

function sendFile(request: FastifyRequest, reply: FastifyReply, { type, bytes, gzipped, etag }: Served) {
  void reply
    .serializer((value: unknown) => value as string)
    .header('etag', etag)
    .header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === etag) {
    void reply.code(304);
    return reply.send();
  }
  void reply.type(type);
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return bytes;
  void reply.header('content-encoding', 'gzip');
  return gzipped;
}
