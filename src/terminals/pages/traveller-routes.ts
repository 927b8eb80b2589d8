/** The traveller's page over HTTP: opened by the link and the last four characters, read, and answered by plain forms. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isCommandType } from '../../contract/commands.ts';
import type { Dispute } from '../../contract/dispute.ts';
import type { Delivered, Doors } from '../../contract/doors.ts';
import { type RefusalWords, refusalWords } from '../../contract/refusals.ts';
import type { Actor } from '../../contract/roles.ts';
import type { Json } from '../../contract/streams.ts';
import type { Auth } from '../auth.ts';
import { accepted, send } from '../command-routes.ts';
import type { TerminalsConfig } from '../config.ts';
import type { Language } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { plainRoute } from '../plain-route.ts';
import { Refused } from '../refused.ts';
import { LONGEST_MS } from '../sessions.ts';
import { digestOf } from '../tokens.ts';
import { COOKIE } from '../who-is-there.ts';
import { errorPage, languageFor, type SendPage } from './answering.ts';
import type { BuiltScreens } from './built-screens.ts';
import { type Html, saying } from './html.ts';
import { publicOffice } from './public-record.ts';
import { type Fields, type NotTaken, SENT } from './traveller-forms.ts';
import {
  ASKED_AGAIN,
  askPage,
  type Guardian,
  minePage,
  NOT_RIGHT,
  NOT_WHOLE,
  TOO_OFTEN,
} from './traveller-page.ts';

const TOKEN = /^[A-Za-z0-9_-]{40,60}$/;

export interface TravellerGiven {
  readonly doors: Doors;
  readonly auth: Auth;
  readonly config: TerminalsConfig;
  readonly metrics: Metrics;
  readonly screens: BuiltScreens | null;
  /** The style of the pages, to which the traveller's script adds its own. */
  readonly pageStyles: readonly string[];
  readonly send: SendPage;
}

export function travellerRoutes(pages: FastifyInstance, given: TravellerGiven): void {
  const { doors, auth, config, metrics, screens, pageStyles, send: sendPage } = given;

  const show = (request: FastifyRequest, reply: FastifyReply, body: Html, isMine = false) => {
    const language = languageFor(request);
    const entry = isMine ? (screens?.entry('traveller') ?? null) : null;
    const page = sendPage(reply, {
      language,
      title: saying(language)('我的进度', 'My case'),
      look: 'calm',
      body,
      ...(entry === null
        ? {}
        : { scripts: entry.scripts, styles: [...new Set([...pageStyles, ...entry.styles])] }),
    });
    // A form that is sent without a script says where it comes from only under this rule; the address still goes nowhere else.
    void reply.header('referrer-policy', 'same-origin');
    return page;
  };

  /** Part of a link is no link; whoever stands at a roadside is told what to do. */
  const notWhole = (request: FastifyRequest, reply: FastifyReply) => {
    const language = languageFor(request);
    void reply.code(404);
    return show(request, reply, errorPage(language, NOT_WHOLE[language]));
  };

  const ask = (request: FastifyRequest, reply: FastifyReply, token: string, refused: RefusalWords | null) => {
    if (refused !== null) void reply.code(refused.status);
    return show(request, reply, askPage(languageFor(request), token, refused));
  };

  /** The case as it stands now, with what was just done or not taken. */
  const showMine = async (
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
    actor: Actor,
    { done = null, notTaken = null }: { done?: string | null; notTaken?: NotTaken | null },
  ) => {
    const language = languageFor(request);
    const delivered = await doors.views.one(actor, 'travellerPage', actor.scope);
    const timeline = await doors.views.timeline(actor, actor.scope);
    const room = await doors.views.one(actor, 'disputes', actor.scope);
    if (delivered === null || timeline === null) throw new Refused('thingIsKnown');
    const { row } = delivered;
    const dispute = (room?.row ?? null) as unknown as Dispute | null;
    const officeOrNone = (code: string | null) => (code === null ? null : publicOffice(doors, code));
    const checkpoint = await publicOffice(doors, String(row['checkpoint'] ?? ''));
    const receives = ((row['consent'] ?? {}) as { readonly [field: string]: Json })['office'];
    return show(
      request,
      reply,
      minePage({
        language,
        token,
        delivered,
        timeline,
        checkpoint,
        dispute,
        desk: await officeOrNone(dispute?.desk ?? null),
        receiver: await officeOrNone(dispute?.outcome?.office ?? null),
        office: await officeOrNone(typeof receives === 'string' ? receives : null),
        district: await officeOrNone(checkpoint?.parent ?? null),
        pledge: await pledgeFor(config, actor, language),
        guardian: await guardianOf(doors, actor, row),
        now: auth.now(),
        done,
        notTaken,
      }),
      true,
    );
  };

  plainRoute(pages, 'travellerPage', async ({ request, reply, token }) => {
    if (!TOKEN.test(token)) return notWhole(request, reply);
    const actor = await travellerBehind(request, auth, token);
    if (actor === null) return ask(request, reply, token, null);
    const { done } = request.query as { readonly done?: string };
    return showMine(request, reply, token, actor, { done: done ?? null });
  });

  plainRoute(pages, 'travellerAnswers', async ({ request, reply, token, body }) => {
    if (!TOKEN.test(token)) return notWhole(request, reply);
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
      return await reply.redirect(`/t/${token}?lang=${languageFor(request)}`, 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code !== 'slower' && error.code !== 'signInFailed') throw error;
      if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
      request.refusedWith = error.code;
      return ask(request, reply, token, error.code === 'slower' ? TOO_OFTEN : NOT_RIGHT);
    }
  });

  plainRoute(pages, 'travellerSends', async ({ request, reply, token, command, body: fields }) => {
    if (!TOKEN.test(token)) return notWhole(request, reply);
    const bodyOf = isCommandType(command) ? SENT[command] : undefined;
    if (!isCommandType(command) || bodyOf === undefined) throw new Refused('thingIsKnown');
    const actor = await travellerBehind(request, auth, token);
    if (actor === null) return ask(request, reply, token, ASKED_AGAIN);
    try {
      const answered = await send(doors, auth, actor, 'traveller', {
        type: command,
        streamId: actor.scope,
        body: bodyOf(fields, (await auth.witnessCodes.showing(actor.scope)) ?? actor.scope),
        envelope: { commandId: fields['commandId'] ?? '', basedOn: Number(fields['basedOn']) },
      });
      metrics.command(command, answered);
      accepted(answered);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      request.refusedWith = error.code;
      const words = refusalWords(error.code);
      void reply.code(words.status);
      return showMine(request, reply, token, actor, { notTaken: { command, words, typed: typedIn(fields) } });
    }
    return reply
      .header('cache-control', 'no-store')
      .redirect(`/t/${token}?lang=${languageFor(request)}&done=${command}#said`, 303);
  });
}

/** What a person typed, without what the page itself had put into the form, and without the code, which is shown anew. */
function typedIn({ commandId: _, basedOn: __, witnessCode: ___, strokes: ____, ...typed }: Fields): Fields {
  return typed;
}

/** The guardian who signs for a child: named by surname alone, for the page is the child's. */
async function guardianOf(doors: Doors, actor: Actor, row: Delivered['row']): Promise<Guardian | null> {
  const { isUnder14, guardian } = row;
  if (isUnder14 !== true || typeof guardian !== 'string') return null;
  const theirs: Actor = { ...actor, account: `traveller:${guardian}`, scope: guardian };
  const person = (await doors.views.one(theirs, 'travellerPage', guardian))?.row['person'];
  const { name } = (person ?? {}) as { readonly name?: Json };
  return { handoff: guardian, named: typeof name === 'string' ? `${Array.from(name)[0] ?? ''}**` : '**' };
}

async function pledgeFor(config: TerminalsConfig, actor: Actor, language: Language) {
  const shown = await config.pledgeText(actor, actor.scope, language === 'en' ? 'en' : 'zh-CN');
  return shown === 'notYet' ? null : shown;
}

/** The traveller, if they have come in by this very link. */
async function travellerBehind(
  { visitor }: FastifyRequest,
  auth: Auth,
  token: string,
): Promise<Actor | null> {
  if (visitor === null || visitor.actor.role !== 'traveller') return null;
  const link = await auth.rows.findLink(digestOf(token), 'traveller', auth.now());
  return link !== null && link.subject === visitor.actor.scope ? visitor.actor : null;
}
