/** Links and what they open, the words of a pledge, the timeline of a handoff, and what devices send. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CommandType } from '../contract/commands.ts';
import type { OfficeEntry } from '../contract/directory.ts';
import type { Doors } from '../contract/doors.ts';
import { heardCode } from '../contract/spoken-codes.ts';
import type { Auth } from './auth.ts';
import { accepted, partsOf, send, type SentBody } from './command-routes.ts';
import type { TerminalsConfig } from './config.ts';
import { confirmFirstAdministrator } from './first-administrators.ts';
import type { Metrics } from './metrics.ts';
import { plainRoute } from './plain-route.ts';
import { Refused } from './refused.ts';
import { visitorOf } from './who-is-there.ts';

const PAPER_CSP = "frame-ancestors 'self'";

export function linkRoutes(
  app: FastifyInstance,
  doors: Doors,
  auth: Auth,
  config: TerminalsConfig,
  metrics: Metrics,
): void {
  const { links, people } = auth;

  plainRoute(app, 'timeline', async ({ request, id }) => {
    const entries = await doors.views.timeline(visitorOf(request).actor, id);
    if (entries === null) throw new Refused('thingIsKnown');
    return { entries };
  });

  plainRoute(app, 'pledgeText', async ({ request, id, query }) => {
    const language = query['language'] === 'en' ? 'en' : 'zh-CN';
    const shown = await config.pledgeText(visitorOf(request).actor, id, language);
    if (shown === null) throw new Refused('thingIsKnown');
    if (shown === 'notYet') throw new Refused('detailsAreComplete');
    return { text: shown.text, digest: shown.digest };
  });

  plainRoute(app, 'measureText', async ({ request, id }) => {
    const text = await doors.views.handedIn(visitorOf(request).actor, 'measures', id);
    if (text === null) throw new Refused('thingIsKnown');
    return { text };
  });

  plainRoute(app, 'directoryChange', async ({ request, id }) => {
    const entries = await doors.views.handedIn(visitorOf(request).actor, 'directoryChanges', id);
    if (entries === null) throw new Refused('thingIsKnown');
    return { changes: doors.directory.changes(entries as unknown as readonly OfficeEntry[]) };
  });

  plainRoute(app, 'officeHistory', async ({ query }) => ({
    history: doors.directory.history(query['office'] ?? ''),
  }));

  plainRoute(app, 'directoryPreview', async ({ body }) =>
    doors.directory.preview(Buffer.from(body['file'] ?? '', 'base64')),
  );

  plainRoute(app, 'directoryTemplate', async ({ reply }) => {
    void reply
      .serializer((value: unknown) => value as string)
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', 'attachment; filename="directory.xlsx"');
    return Buffer.from(await doors.directory.template());
  });

  plainRoute(app, 'communitySearch', async ({ body }) =>
    doors.directory.find(body['address'] ?? '', body['within'] ?? null),
  );

  plainRoute(app, 'paper', async ({ request, reply, id, paper }) => {
    const found = await config.paper(visitorOf(request).actor, id, paper);
    if (found === null) throw new Refused('thingIsKnown');
    void reply
      .serializer((value: unknown) => value as string)
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${found.kind}.pdf"`)
      // Our own pages show it beside the record; nobody else's may.
      .header('content-security-policy', PAPER_CSP)
      .header('x-frame-options', 'SAMEORIGIN');
    return found.bytes;
  });

  plainRoute(app, 'travellerLink', async ({ request, id, body }) => {
    const seen = await doors.views.one(visitorOf(request).actor, 'handoffPage', id);
    if (seen === null) throw new Refused('thingIsKnown');
    return links.traveller(id, body['lastFour'] ?? '');
  });

  plainRoute(app, 'witnessCode', async ({ request, id }) => {
    const { actor } = visitorOf(request);
    const seen = await doors.views.one(actor, 'handoffPage', id);
    if (seen === null) throw new Refused('thingIsKnown');
    return auth.witnessCodes.show(id, actor.account);
  });

  plainRoute(app, 'enrolmentLink', async ({ id }) => {
    const person = people.person(id);
    if (person === undefined) throw new Refused('thingIsKnown');
    if (person.status === 'disabled') throw new Refused('accountIsDisabled');
    return links.enrolment(id);
  });

  plainRoute(app, 'enrol', async ({ body }) => {
    const account = await links.enrol(body['link'] ?? '', body['password'] ?? '');
    await confirmFirstAdministrator(doors, people, account, auth.now());
    return { done: true };
  });

  plainRoute(app, 'release', async ({ request, token }) => {
    const code = heardCode('release', token);
    const release = code === null ? null : await links.release(code, askerOf(request));
    if (release === null || release.until <= auth.now()) return { valid: false };
    // A slip is used up by the arrival, whoever confirmed it: a copy shown afterwards is good for nothing.
    const letGo = await config.letGo(release.handoff);
    if (letGo?.isAwaited !== true) return { valid: false };
    const { handoff, ...words } = release;
    // Only a gate confirms arrivals, and it must say whose, and for whom.
    const whose = request.device?.role === 'gate' ? { handoff, office: letGo.office } : {};
    return { valid: true, ...words, ...whose };
  });

  plainRoute(app, 'releaseSlip', async ({ request, body }) => {
    const { covers } = visitorOf(request).actor;
    const code = heardCode('release', body['code'] ?? '');
    if (code === null) return { slip: 'misread' };
    const release = await links.release(code, askerOf(request));
    const letGo = release === null ? null : await config.letGo(release.handoff);
    if (release === null || letGo === null) return { slip: 'unknown' };
    const { checkpoint, releasedAt, arrivedAt, office, isAwaited } = letGo;
    const { handoff, until } = release;
    // Whose care it is not learns who expects the traveller, and nothing by which to find out more.
    const isTheirs = covers.has(office);
    const told = { checkpoint, releasedAt };
    if (!isAwaited)
      return {
        slip: 'usedUp',
        ...told,
        ...(isTheirs ? { handoff, ...(arrivedAt === null ? {} : { arrivedAt }) } : {}),
      };
    const slip = until > auth.now() ? 'good' : 'overdue';
    return { slip, ...told, until, office, ...(isTheirs ? { handoff } : {}) };
  });

  const fromDevices = { sourceAnswer: 'recordSourceAnswer', lateResult: 'recordLateResult' } as const;
  for (const [name, type] of Object.entries(fromDevices) as [keyof typeof fromDevices, CommandType][])
    plainRoute(app, name, async ({ request, id }) => {
      const { device } = request;
      if (device === null) throw new Refused('notSignedIn');
      const sent = request.body as SentBody;
      const answered = await send(doors, auth, device, null, { type, streamId: id, ...partsOf(sent) });
      metrics.command(type, answered);
      return accepted(answered);
    });
}

/** Whose guesses they are: somebody’s or some device’s own, and those of an address where nobody is known. */
const askerOf = ({ visitor, device, ip }: FastifyRequest) =>
  visitor?.actor.account ?? device?.account ?? `address ${ip}`;
