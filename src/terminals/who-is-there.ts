/** Before anything else: does the request come from our own pages, and who sends it? */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Auth } from './auth.ts';
import type { TerminalsConfig } from './config.ts';
import { Refused } from './refused.ts';
import type { Visitor } from './sessions.ts';

export const COOKIE = 'guicheng';

/**
 * Finds out who is there for every request, before its body is read: 403 `originIsOurs` for a write from a foreign page,
 * 401 `notSignedIn` where a session or key is needed and none is good, 403 `roleMayTry` at another role's terminal.
 */
export function askWhoIsThere(app: FastifyInstance, auth: Auth, config: TerminalsConfig): void {
  app.decorateRequest('visitor', null);
  app.decorateRequest('device', null);
  app.decorateRequest('refusedWith', null);
  app.addHook('onRequest', async (request) => {
    const { needs, terminal } = request.routeOptions.config;
    const key = /^Bearer ([A-Za-z0-9_-]{40,60})$/.exec(request.headers.authorization ?? '')?.[1];
    // A key is never sent by a browser on its own, so no foreign page can use it.
    if (key !== undefined) request.device = await auth.device(key);
    else {
      const onlyLooks = request.method === 'GET' || request.method === 'HEAD';
      if (!onlyLooks && !originIsOurs(request, config)) throw new Refused('originIsOurs');
      const token = request.cookies[COOKIE];
      if (token !== undefined) request.visitor = await auth.sessions.visitor(token);
    }
    if (needs === 'key' && request.device === null) throw new Refused('notSignedIn');
    if (needs === 'session') {
      if (request.visitor === null && request.device === null) throw new Refused('notSignedIn');
      if (terminal !== undefined && terminal !== null && terminalOf(request) !== terminal)
        throw new Refused('roleMayTry');
    }
  });
}

const terminalOf = ({ visitor, device }: FastifyRequest) =>
  visitor?.terminal ?? (device?.role === 'gate' ? 'gate' : null);

/** The visitor of a route that needs a session. */
export function visitorOf(request: FastifyRequest): Visitor {
  if (request.visitor === null) throw new Refused('notSignedIn');
  return request.visitor;
}

/** Whether a request was made by a page of ours: its Origin is the address that was asked, or one we were told of. */
export function originIsOurs(request: FastifyRequest, { origins }: TerminalsConfig): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  if (origins.includes(origin)) return true;
  return sameOrigin(origin, `${request.protocol}://${request.host}`);
}

function sameOrigin(one: string, other: string): boolean {
  try {
    return new URL(one).origin === new URL(other).origin;
  } catch {
    return false;
  }
}
