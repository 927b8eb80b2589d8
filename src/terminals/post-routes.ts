/** What a post is told beside its rows: who works where, what is in force, how offices are reached, what a scan is worth. */
import type { FastifyInstance } from 'fastify';
import type { ScannedCertificate } from '../contract/certificates.ts';
import type { Clause, Words } from '../contract/measures.ts';
import type { Role } from '../contract/roles.ts';
import type { TryAsked } from '../contract/trying-measures.ts';
import { VIEWS } from '../contract/views.ts';
import type { TerminalsConfig } from './config.ts';
import { plainRoute } from './plain-route.ts';
import { Refused } from './refused.ts';
import { visitorOf } from './who-is-there.ts';

export function postRoutes(
  app: FastifyInstance,
  {
    staffAt,
    readBackCodes,
    inForceAt,
    tryMeasure,
    checkTrustList,
    readTrustList,
    channelStates,
    sources,
    verifyCertificate,
  }: TerminalsConfig,
): void {
  plainRoute(app, 'channelStates', async ({ request }) => {
    const { actor } = visitorOf(request);
    if (!(VIEWS.channels.roles as readonly string[]).includes(actor.role)) throw new Refused('roleMayTry');
    return { channels: await channelStates((office) => actor.covers.has(office)) };
  });

  plainRoute(app, 'staff', async ({ query }) => staffAt(query['office'] ?? ''));

  plainRoute(app, 'readBackCodes', async ({ request, id }) => {
    const codes = await readBackCodes(visitorOf(request).actor, id);
    if (codes === null) throw new Refused('thingIsKnown');
    return { codes };
  });

  plainRoute(app, 'verifyCertificate', async ({ request, id, body }) => {
    const { actor } = visitorOf(request);
    const found = await verifyCertificate(actor, id, body as unknown as ScannedCertificate);
    if (found === null) throw new Refused('thingIsKnown');
    return found;
  });

  plainRoute(app, 'sources', async () => ({
    sources: sources().map(({ region, name, state, silentSince }) => ({ region, name, state, silentSince })),
  }));

  plainRoute(app, 'tryMeasure', async ({ request, terminal, body }) => {
    const { actor } = visitorOf(request);
    if (!mayTry(actor.role)) throw new Refused('roleMayTry');
    const asked = body as unknown as TryAsked;
    if (asked.time !== undefined && asked.time.from >= asked.time.to) throw new Refused('periodIsSound');
    const tried = await tryMeasure(asked, { actor, terminal });
    if ('outcome' in tried) throw new Refused(tried.code);
    return tried;
  });

  plainRoute(app, 'checkTrustList', async ({ body }) => checkTrustList(body['text'] ?? ''));

  plainRoute(app, 'readTrustList', async ({ request, id }) => {
    const read = await readTrustList(visitorOf(request).actor, id);
    if (read === null) throw new Refused('thingIsKnown');
    return read;
  });

  plainRoute(app, 'measureInForce', async ({ request }) => {
    const found = inForceAt(visitorOf(request).actor.scope);
    if (found === null) return { inForce: null };
    const { announcement, measure } = found;
    return {
      inForce: {
        announcement: announcement.number,
        measure: measure.id,
        measureVersion: measure.version,
        minimumVerification: measure.test.minimumVerification,
        clauses: measure.clauses.map(clauseOf),
      },
    };
  });
}

/** Those who may simulate: a draft is their affair, and its sums. */
const mayTry = (role: Role) => role === 'administrator' || role === 'supervisor';

const clauseOf = ({ id, title, why, mayHold }: Clause) => ({
  id,
  title: worded(title),
  why: worded(why),
  hold: mayHold.allowed
    ? { legalBasis: worded(mayHold.legalBasis), contestedBecause: worded(mayHold.contestedBecause) }
    : null,
});

const worded = (words: Words) => ({ zh: words['zh-CN'], en: words.en });
