/** Every view at every terminal that shows it: a page of rows, or one row by its key. */
import type { FastifyInstance } from 'fastify';
import type { Doors } from '../contract/doors.ts';
import { ROUTES } from '../contract/routes.ts';
import { Id, OfficeCode, strict, Type } from '../contract/schema.ts';
import { type ViewName, VIEWS } from '../contract/views.ts';
import { Refused } from './refused.ts';
import { ERRORS, NO_QUERY } from './shapes.ts';
import { visitorOf } from './who-is-there.ts';

const Delivered = strict({
  view: Type.String(),
  key: Type.String(),
  version: Type.Integer(),
  row: Type.Record(Type.String(), Type.Unknown()),
});
const Page = strict({
  rows: Type.Array(Delivered),
  next: Type.Union([Type.String(), Type.Null()]),
  position: Type.Integer(),
});
/** What may be asked of a list. It goes on after a key: an office's code, or the id of a stream. */
const askedOf = (view: ViewName) =>
  strict({
    after: Type.Optional(view === 'directoryEntries' ? OfficeCode : Id),
    limit: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,2}$' })),
    // What stands right below one office; `--` for what stands below none.
    ...(view === 'directoryEntries' ? { under: Type.Optional(OfficeCode) } : {}),
  });

/** What no office is called. */
const TOP = '--';
const USUAL_PAGE = 50;
const LONGEST_PAGE = 200;

export function viewRoutes(app: FastifyInstance, { views }: Doors): void {
  for (const route of ROUTES) {
    if (route.kind !== 'view') continue;
    const { view, terminal, path, one } = route;
    const words = { summary: `${VIEWS[view].zh} · ${VIEWS[view].en}`, tags: [terminal] };
    const config = { terminal, needs: 'session' } as const;
    const mayLook = (role: string) => (VIEWS[view].roles as readonly string[]).includes(role);
    if (one)
      app.get<{ Params: { key: string } }>(path, {
        config,
        schema: {
          ...words,
          operationId: `${terminal}.${view}.one`,
          params: strict({ key: Type.String({ minLength: 1, maxLength: 200 }) }),
          querystring: NO_QUERY,
          response: { 200: Delivered, ...ERRORS },
        },
        handler: async (request) => {
          const { actor } = visitorOf(request);
          if (!mayLook(actor.role)) throw new Refused('roleMayTry');
          const delivered = await views.one(actor, view, request.params.key);
          if (delivered === null) throw new Refused('thingIsKnown');
          return delivered;
        },
      });
    else
      app.get<{ Querystring: { after?: string; limit?: string; under?: string } }>(path, {
        config,
        schema: {
          ...words,
          operationId: `${terminal}.${view}`,
          querystring: askedOf(view),
          response: { 200: Page, ...ERRORS },
        },
        handler: async (request) => {
          const { actor } = visitorOf(request);
          if (!mayLook(actor.role)) throw new Refused('roleMayTry');
          const { after, limit, under } = request.query;
          const size = Math.min(Number(limit ?? USUAL_PAGE), LONGEST_PAGE);
          return views.list(actor, view, after ?? null, size, under === TOP ? '' : under);
        },
      });
  }
}
