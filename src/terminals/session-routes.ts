/** Signing in and out, and proving oneself once more. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { CommandType } from '../contract/commands.ts';
import type { Terminal } from '../contract/roles.ts';
import type { Auth } from './auth.ts';
import type { TerminalsConfig } from './config.ts';
import type { Claim } from './identify.ts';
import { grantsAt } from './people.ts';
import { plainRoute } from './plain-route.ts';
import { Refused } from './refused.ts';
import { LONGEST_MS, type Visitor } from './sessions.ts';
import { COOKIE, visitorOf } from './who-is-there.ts';

export function sessionRoutes(app: FastifyInstance, auth: Auth, config: TerminalsConfig): void {
  const { identifier, sessions, stepUps, links, people, rows } = auth;
  const keep = (reply: FastifyReply, token: string) =>
    reply.setCookie(COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: config.isSecure,
      maxAge: LONGEST_MS / 1000,
    });
  const show = async ({ actor, terminal, endsAt }: Visitor) => {
    const person = people.person(actor.account);
    const { account, role, scope } = actor;
    return {
      account,
      role,
      scope,
      terminal,
      grants: person === undefined ? [{ role, scope }] : grantsAt(person, terminal),
      hasSecondFactor: (await rows.findSecondFactor(account))?.confirmed === true,
      endsAt,
      now: auth.now(),
    };
  };
  /** Whoever was signed in here before is signed out: one booth, one officer. */
  const begin = async (
    reply: FastifyReply,
    before: Visitor | null,
    account: string,
    terminal: Terminal,
    grant: Parameters<typeof sessions.begin>[2],
  ) => {
    const { token, visitor } = await sessions.begin(account, terminal, grant);
    if (before !== null) await sessions.end(before.digest);
    keep(reply, token);
    return show(visitor);
  };

  plainRoute(app, 'signIn', async ({ request, reply, terminal, body }) => {
    const person = await identifier.identify(claimOf(body), { terminal, address: request.ip });
    const grant = grantsAt(person, terminal).find(
      ({ role, scope }) => role === (body['role'] ?? role) && scope === (body['scope'] ?? scope),
    );
    if (grant === undefined) throw new Refused('roleMayTry');
    return begin(reply, request.visitor, person.id, terminal, grant);
  });

  plainRoute(app, 'travellerSignIn', async ({ request, reply, terminal, body }) => {
    const handoff = await links.openTravellers(body['link'] ?? '', body['lastFour'] ?? '');
    const account = `traveller:${handoff}`;
    return begin(reply, request.visitor, account, terminal, { role: 'traveller', scope: handoff });
  });

  plainRoute(app, 'signOut', async ({ request, reply }) => {
    await sessions.end(visitorOf(request).digest);
    reply.clearCookie(COOKIE, { path: '/' });
    return { done: true };
  });

  plainRoute(app, 'me', ({ request }) => show(visitorOf(request)));

  // The same for this account at this terminal each time, and nobody else's: drafts outlive a session, not its owner.
  plainRoute(app, 'draftKey', async ({ request }) => {
    const { actor, terminal } = visitorOf(request);
    return { key: rows.digest('drafts', `${terminal} ${actor.account}`) };
  });

  plainRoute(app, 'stepUp', async ({ request, terminal, body }) => {
    const person = await identifier.identify(claimOf(body), { terminal, address: request.ip });
    return stepUps.prove(person.id, body['forCommand'] as CommandType, body['streamId'] ?? null);
  });

  plainRoute(app, 'beginSecondFactor', ({ request, body }) =>
    identifier.beginSecondFactor(visitorOf(request).actor.account, body['password'] ?? ''),
  );

  plainRoute(app, 'confirmSecondFactor', async ({ request, body }) => {
    await identifier.confirmSecondFactor(visitorOf(request).actor.account, body['totp'] ?? '');
    return { done: true };
  });
}

function claimOf(body: Readonly<Record<string, string>>): Claim {
  const { name = '', password = '', totp } = body;
  return { name, password, ...(totp === undefined ? {} : { totp }) };
}
