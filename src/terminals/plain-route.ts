/** Registers the plain rows of the contract: an address, its shapes and who must be there come from the row alone. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type PlainName, plainRow } from '../contract/plain-routes.ts';
import type { Terminal } from '../contract/roles.ts';
import { ROUTES } from '../contract/routes.ts';
import { Id, strict, type TSchema, Type } from '../contract/schema.ts';
import { ERRORS, NO_QUERY } from './shapes.ts';

/** What a handler is given: what was sent, held against the row's shapes already. */
export interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The route's terminal; routes of no terminal never ask for it. */
  readonly terminal: Terminal;
  readonly id: string;
  readonly token: string;
  readonly paper: string;
  readonly command: string;
  readonly file: string;
  readonly body: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
}

export function plainRoute(
  app: FastifyInstance,
  name: PlainName,
  handle: (asked: Asked) => Promise<unknown>,
): void {
  const row = plainRow(name);
  for (const route of ROUTES) {
    if (route.kind !== 'plain' || route.name !== name) continue;
    const { path, method, terminal } = route;
    app.route({
      method,
      url: path,
      config: { terminal, needs: row.needs },
      ...(row.bodyLimit === undefined ? {} : { bodyLimit: row.bodyLimit }),
      schema: {
        summary: `${row.zh} · ${row.en}`,
        operationId: terminal === null ? name : `${terminal}.${name}`,
        tags: [terminal ?? 'house'],
        ...paramsOf(path),
        // What is passed on in a chat comes back with parameters of the chat's own: pages take no notice of them.
        ...(row.query === undefined && !path.startsWith('/api/')
          ? {}
          : { querystring: row.query ?? NO_QUERY }),
        ...(row.body === undefined ? {} : { body: row.body }),
        response: { ...(row.answer === undefined ? {} : { 200: row.answer }), ...ERRORS },
      },
      handler: async (request, reply) => {
        const params = request.params as Partial<Record<keyof typeof PARAMS, string>>;
        return handle({
          request,
          reply,
          terminal: terminal as Terminal,
          id: params.id ?? '',
          token: params.token ?? '',
          paper: params.paper ?? '',
          command: params.command ?? '',
          file: params.file ?? '',
          body: (request.body ?? {}) as Record<string, string>,
          query: request.query as Record<string, string>,
        });
      },
    });
  }
}

const PARAMS = {
  id: Id,
  paper: Id,
  token: Type.String({ minLength: 1, maxLength: 100 }),
  file: Type.String({ minLength: 1, maxLength: 100 }),
  command: Type.String({ pattern: '^[a-zA-Z]{1,40}$' }),
} as const;

function paramsOf(path: string): { params?: TSchema } {
  const named = Object.entries(PARAMS).filter(([name]) => path.split('/').includes(`:${name}`));
  return named.length === 0 ? {} : { params: strict(Object.fromEntries(named)) };
}
