/**
 * What stands in the log: structured, by route template, never a body, a query string, a path as it was asked, or a name.
 */
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { TerminalsConfig } from './config.ts';

/** Fastify's logger, told to keep silent about everything a person sent. */
export function loggerFor({
  level,
  stream,
}: TerminalsConfig['log']): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    serializers: {
      req: () => ({}),
      res: () => ({}),
      err: causesOf,
    },
    ...(stream === undefined ? {} : { stream }),
  };
}

/** One line for each answer. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { visitor } = request;
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(visitor === null ? {} : { terminal: visitor.terminal, role: visitor.actor.role }),
        ...(request.refusedWith === null ? {} : { refused: request.refusedWith }),
      },
      'answered',
    );
  });
}

const DEEPEST = 12;

interface Causes {
  type: string;
  message: string;
  stack: string;
  [field: string]: unknown;
}

/**
 * An error and everything that caused it. The message of a Fault is a code and coded context; any other message may
 * quote what somebody typed, so only where it was thrown is kept of it.
 */
export function causesOf(error: unknown): Causes {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const isFault = error.name === 'Fault';
  return {
    type: error.name,
    ...('code' in error ? { code: error.code } : {}),
    message: isFault ? error.message : '',
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, DEEPEST)
      .map((line) => line.trim())
      .join('\n'),
    ...(error.cause === undefined ? {} : { cause: causesOf(error.cause) }),
  };
}
