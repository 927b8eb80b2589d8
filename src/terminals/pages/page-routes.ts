/** The pages: front, desks, enrolling, and the traveller's own. All else they need is the interface everybody uses. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Doors } from '../../contract/doors.ts';
import type { PlainName } from '../../contract/plain-routes.ts';
import { refusalWords } from '../../contract/refusals.ts';
import type { Json } from '../../contract/streams.ts';
import type { Auth } from '../auth.ts';
import type { TerminalsConfig } from '../config.ts';
import { answerError, type Language, languageOf } from '../errors.ts';
import { plainRoute } from '../plain-route.ts';
import { Refused } from '../refused.ts';
import { LONGEST_MS } from '../sessions.ts';
import { digestOf } from '../tokens.ts';
import { COOKIE } from '../who-is-there.ts';
import { type Served, screenFile, wordsFile } from './files.ts';
import { builtScreens } from './built-screens.ts';
import { deskPage, enrolPage, frontPage, screenPage, unbuiltPage } from './front-page.ts';
import { type Html, html, type Page, pageOf, saying } from './html.ts';
import { announcementsInForce, publicOffice, publicOffices } from './public-record.ts';
import { askPage, minePage, NOT_RIGHT, NOT_WHOLE, TOO_OFTEN } from './traveller-page.ts';

/** Stricter than the house's own: a page has its style and its script from a file, and nothing else. */
const PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Ant Design sets its styles from its script; nothing else may. */
const STYLED_CSP = PAGE_CSP.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
/** A paper stands in the page beside its record. */
const WITH_PAPERS_CSP = `${STYLED_CSP}; frame-src 'self'`;
const STYLED: ReadonlySet<string> = new Set(['checkpoint', 'supervisor', 'admin']);
const TOKEN = /^[A-Za-z0-9_-]{40,60}$/;

const FILES: readonly [PlainName, string, string][] = [
  ['screenStyle', 'plain.css', 'text/css; charset=utf-8'],
  ['screenMark', 'mark.svg', 'image/svg+xml'],
  ['deskScript', 'desk.js', 'text/javascript; charset=utf-8'],
  ['formsScript', 'forms.js', 'text/javascript; charset=utf-8'],
  ['enrolScript', 'enrol.js', 'text/javascript; charset=utf-8'],
];

export async function pageRoutes(
  app: FastifyInstance,
  doors: Doors,
  auth: Auth,
  config: TerminalsConfig,
): Promise<void> {
  for (const [name, file, type] of FILES) fileRoute(app, name, screenFile(file, type));
  fileRoute(app, 'screenWords', wordsFile());
  const screens = builtScreens();
  plainRoute(app, 'screenAsset', async ({ request, reply, file }) => {
    const asset = screens?.asset(file) ?? null;
    if (asset === null) throw new Refused('thingIsKnown');
    // The name says what is in it, so a file never changes under its name.
    void reply.header('cache-control', 'public, max-age=31536000, immutable');
    return sendFile(request, reply, asset);
  });
  plainRoute(app, 'officeNames', async () => ({
    offices: (await publicOffices(doors)).map(({ code, kind, parent, zh, en, numbers }) => ({
      code,
      kind,
      ...(parent === null ? {} : { parent }),
      zh,
      en,
      numbers,
    })),
  }));
  await app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4096 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    const isDemonstration = config.demonstration === true;
    // What is refused is said in words on a page; what failed is answered and logged as everywhere.
    pages.setErrorHandler(async (error: Error, request, reply) => {
      if (!(error instanceof Refused)) return answerError(error, request, reply);
      const language = languageFor(request);
      const words = refusalWords(error.code);
      if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
      request.refusedWith = error.code;
      headers(reply);
      return reply.code(words.status).send(
        pageOf({
          language,
          title: saying(language)('归程', 'Guicheng'),
          look: 'calm',
          isDemonstration,
          body: errorPage(language, words[language]),
        }),
      );
    });
    const send = (reply: FastifyReply, page: Omit<Page, 'isDemonstration'>) => {
      headers(reply);
      return pageOf({ ...page, isDemonstration });
    };

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
      if (entry === null)
        return send(reply, { language, title, look: 'calm', body: unbuiltPage(language, terminal) });
      const page = send(reply, { language, title, look: 'screen', ...entry, body: screenPage() });
      if (STYLED.has(terminal))
        void reply.header(
          'content-security-policy',
          terminal === 'supervisor' ? WITH_PAPERS_CSP : STYLED_CSP,
        );
      return page;
    });

    plainRoute(pages, 'plainDeskPage', async ({ request, reply, terminal }) =>
      send(reply, {
        language: languageFor(request),
        title: '归程',
        look: 'desk',
        scripts: ['/plain/desk.js'],
        body: deskPage(terminal),
      }),
    );

    plainRoute(pages, 'enrolPage', async ({ request, reply }) =>
      send(reply, {
        language: languageFor(request),
        title: '启用账号',
        look: 'calm',
        scripts: ['/plain/enrol.js'],
        body: enrolPage(),
      }),
    );

    const travellers = (request: FastifyRequest, reply: FastifyReply, body: Html) => {
      const language = languageFor(request);
      const title = saying(language)('我的进度', 'My case');
      const page = send(reply, { language, title, look: 'calm', body });
      // A form that is sent without a script says where it comes from only under this rule; the address still goes nowhere else.
      void reply.header('referrer-policy', 'same-origin');
      return page;
    };

    /** Part of a link is no link; whoever stands at a roadside is told what to do. */
    const notWhole = (request: FastifyRequest, reply: FastifyReply) => {
      const language = languageFor(request);
      void reply.code(404);
      return travellers(request, reply, errorPage(language, NOT_WHOLE[language]));
    };

    plainRoute(pages, 'travellerPage', async ({ request, reply, token }) => {
      if (!TOKEN.test(token)) return notWhole(request, reply);
      const language = languageFor(request);
      const handoff = await handoffBehind(request, auth, token);
      if (handoff === null) return travellers(request, reply, askPage(language, token, null));
      const { actor } = handoff;
      const delivered = await doors.views.one(actor, 'travellerPage', actor.scope);
      const timeline = await doors.views.timeline(actor, actor.scope);
      if (delivered === null || timeline === null) throw new Refused('thingIsKnown');
      const { row } = delivered;
      const checkpoint = await publicOffice(doors, String(row['checkpoint'] ?? ''));
      const consent = (row['consent'] ?? {}) as { readonly [field: string]: Json };
      const receives = consent['office'];
      return travellers(
        request,
        reply,
        minePage({
          language,
          token,
          delivered,
          timeline,
          checkpoint,
          office: typeof receives === 'string' ? await publicOffice(doors, receives) : null,
          district: checkpoint?.parent == null ? null : await publicOffice(doors, checkpoint.parent),
          now: auth.now(),
        }),
      );
    });

    plainRoute(pages, 'travellerAnswers', async ({ request, reply, token, body }) => {
      if (!TOKEN.test(token)) return notWhole(request, reply);
      const language = languageFor(request);
      try {
        const handoff = await auth.links.openTravellers(token, (body['lastFour'] ?? '').trim());
        const grant = { role: 'traveller', scope: handoff } as const;
        const begun = await auth.sessions.begin(`traveller:${handoff}`, 'traveller', grant);
        if (request.visitor !== null) await auth.sessions.end(request.visitor.digest);
        reply.setCookie(COOKIE, begun.token, {
          path: '/',
          httpOnly: true,
          sameSite: 'strict',
          secure: config.isSecure,
          maxAge: LONGEST_MS / 1000,
        });
        void reply.header('cache-control', 'no-store');
        return await reply.redirect(`/t/${token}?lang=${language}`, 303);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (error.code !== 'slower' && error.code !== 'signInFailed') throw error;
        const words = error.code === 'slower' ? TOO_OFTEN : NOT_RIGHT;
        if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
        request.refusedWith = error.code;
        void reply.code(words.status);
        return travellers(request, reply, askPage(language, token, words));
      }
    });
  });
}

/** The visitor, if they have come in by this very link. */
async function handoffBehind({ visitor }: FastifyRequest, auth: Auth, token: string) {
  if (visitor === null || visitor.actor.role !== 'traveller') return null;
  const link = await auth.rows.findLink(digestOf(token), 'traveller', auth.now());
  return link !== null && link.subject === visitor.actor.scope ? visitor : null;
}

/** The language that was asked for in the address, and otherwise the browser's. */
function languageFor(request: FastifyRequest): Language {
  const { lang } = request.query as { readonly lang?: string };
  return lang === 'en' || lang === 'zh' ? lang : languageOf(request);
}

function headers(reply: FastifyReply): void {
  void reply
    .serializer((value: unknown) => value as string)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', PAGE_CSP)
    .header('cache-control', 'no-store');
}

function errorPage(language: Language, sentence: string): Html {
  const say = saying(language);
  return html`<main class="sheet narrow"><h1>${sentence}</h1>
<p>${say('需要帮助：', 'Help: ')}<a href="tel:12345">12345</a></p>
<p><a href="/">${say('回到首页', 'To the front page')}</a></p></main>`;
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
