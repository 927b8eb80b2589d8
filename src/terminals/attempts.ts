/** Keeps what was refused because somebody was not who they had to be, before they are told so; and shows it to the auditor. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { isAnAttempt, type RefusedAttempt } from '../contract/attempts.ts';
import { COMMANDS } from '../contract/commands.ts';
import { PLAIN_ROUTES } from '../contract/plain-routes.ts';
import type { Actor } from '../contract/roles.ts';
import { VIEWS } from '../contract/views.ts';
import type { Auth } from './auth.ts';
import type { TerminalsConfig } from './config.ts';
import { plainRoute } from './plain-route.ts';
import { Refused } from './refused.ts';
import { visitorOf } from './who-is-there.ts';

const PAGE = 100;
/** How many pages are looked through for one that is in the auditor's scope. */
const MOST_PAGES = 50;

/** Registers the hook. What cannot be kept is logged and never turns a refusal into a fault. */
export function keepAttempts(app: FastifyInstance, auth: Auth): void {
  app.decorateRequest('refusedAbout', null);
  let nth = 0;
  app.addHook('onSend', async (request) => {
    const attempt = attemptOf(request, auth.now(), nth);
    if (attempt === null) return;
    nth += 1;
    try {
      await auth.rows.putRefusedAttempt(attempt);
    } catch (error) {
      request.log.error({ err: error }, 'refusedAttemptIsNotKept');
    }
  });
}

function attemptOf(request: FastifyRequest, now: number, nth: number): RefusedAttempt | null {
  const { refusedWith, refusedAbout, visitor, device, params } = request;
  const { operationId } = (request.routeOptions.schema ?? {}) as { operationId?: string };
  if (refusedWith === null || operationId === undefined || !isAnAttempt(refusedWith)) return null;
  const actor = visitor?.actor ?? device;
  // A page asks for what may not be there, and a stray address says nothing of anyone.
  if (refusedWith === 'thingIsKnown' && (actor === null || request.method === 'GET')) return null;
  return {
    // In the order in which they were made, also within one millisecond.
    id: uuid({ msecs: now, seq: nth % 2 ** 32 }),
    at: now,
    actor: actor?.account ?? null,
    about: refusedAbout,
    role: actor?.role ?? null,
    scope: actor?.scope ?? null,
    terminal: visitor?.terminal ?? request.routeOptions.config.terminal ?? null,
    tried: operationId,
    subject: (params as { id?: string } | undefined)?.id ?? null,
    refusal: refusedWith,
  };
}

export function attemptRoutes(app: FastifyInstance, auth: Auth, { colleagues }: TerminalsConfig): void {
  plainRoute(app, 'refusedAttempts', async ({ request, query }) => {
    const { actor } = visitorOf(request);
    if (actor.role !== 'auditor') throw new Refused('roleMayTry');
    const attempts: RefusedAttempt[] = [];
    let before = query['before'] ?? null;
    for (let page = 0; page < MOST_PAGES && attempts.length < PAGE; page += 1) {
      const found = await auth.rows.refusedAttempts(before, PAGE);
      attempts.push(...found.filter((attempt) => isInScope(actor, attempt, auth)));
      before = found.length < PAGE ? null : (found.at(-1)?.id ?? null);
      if (before === null) break;
    }
    const names = await colleagues(
      attempts.flatMap(({ actor: by, about }) => [by, about].filter(isSomebody)),
    );
    const named = (account: string | null) => (account === null ? null : (names.get(account) ?? null));
    return {
      attempts: attempts.map((attempt) => ({
        ...attempt,
        words: wordsOf(attempt.tried),
        who: named(attempt.actor),
        whom: named(attempt.about),
      })),
      before,
    };
  });
}

const isSomebody = (account: string | null): account is string => account !== null;

/** `checkpoint.recordCall` as the contract says it. */
function wordsOf(tried: string): { zh: string; en: string } {
  const [first = '', name = first] = tried.split('.');
  const rows: Readonly<Record<string, { zh: string; en: string }>> = {
    ...VIEWS,
    ...PLAIN_ROUTES,
    ...COMMANDS,
  };
  const { zh, en } = rows[name] ?? { zh: tried, en: tried };
  return { zh, en };
}

/**
 * An attempt of nobody known, or of a traveller, whose scope is their own case, may concern everybody; of anybody else,
 * whoever watches over their place.
 */
function isInScope({ covers }: Actor, { role, scope, about }: RefusedAttempt, { people }: Auth): boolean {
  const scopes = [
    ...(scope === null || role === 'traveller' ? [] : [scope]),
    ...(about === null ? [] : (people.person(about)?.grants ?? []).map((grant) => grant.scope)),
  ];
  return scopes.length === 0 || scopes.some((one) => one === '*' || covers.has(one));
}
