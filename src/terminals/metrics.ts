/**
 * What is measured: requests by route template (rate, errors, duration), commands by outcome, how late the loop runs,
 * and how many are connected. No label ever carries an id, a name or a path as it was asked.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CommandType } from '../contract/commands.ts';
import type { Answered } from '../contract/doors.ts';
import type { SourceHealth } from '../contract/sources.ts';

export interface Metrics {
  command(type: CommandType, answered: Answered): void;
  /** A socket was opened (1) or closed (-1). */
  socket(change: 1 | -1): void;
  print(): Promise<string>;
}

const BUCKETS_S = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** How many messages to offices wait, and how many were set aside. */
export type Waiting = () => Promise<{ readonly waiting: number; readonly parked: number }>;

export function openMetrics(
  app: FastifyInstance,
  waiting: Waiting,
  sources: () => readonly SourceHealth[],
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const answered = new Histogram({
    name: 'guicheng_http_seconds',
    help: 'How long answers took, by method, route template and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS_S,
    registers,
  });
  const commands = new Counter({
    name: 'guicheng_commands_total',
    help: 'Commands by type and outcome: accepted, or the code of the refusal.',
    labelNames: ['command', 'outcome'] as const,
    registers,
  });
  const sockets = new Gauge({ name: 'guicheng_feeds', help: 'Live feeds that are open.', registers });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const lag = new Gauge({
    name: 'guicheng_loop_delay_seconds',
    help: 'How late the event loop ran since the last look.',
    labelNames: ['quantile'] as const,
    registers,
  });
  const resident = new Gauge({ name: 'guicheng_resident_bytes', help: 'Memory in use.', registers });
  const connections = new Gauge({ name: 'guicheng_connections', help: 'Open connections.', registers });
  const sourceState = new Gauge({
    name: 'guicheng_source_state',
    help: 'Whether a source of evidence answers: 1 beside the state it is in.',
    labelNames: ['region', 'state'] as const,
    registers,
  });
  const sourceAsked = new Counter({
    name: 'guicheng_source_questions_total',
    help: 'Questions to a source of evidence, by what came of them: found, notFound, or the fault.',
    labelNames: ['region', 'outcome'] as const,
    registers,
  });
  const notices = new Gauge({
    name: 'guicheng_notices',
    help: 'Messages to offices that are not delivered: waiting to be tried, or set aside after too many attempts.',
    labelNames: ['state'] as const,
    registers,
  });
  const look = async () => {
    sourceState.reset();
    sourceAsked.reset();
    for (const { region, state, asked } of sources()) {
      for (const one of ['answering', 'silent', 'trying'] as const)
        sourceState.set({ region, state: one }, one === state ? 1 : 0);
      for (const [outcome, times] of Object.entries(asked)) sourceAsked.inc({ region, outcome }, times);
    }
    const now = await waiting().catch(() => null);
    // A database that does not answer is told of by `/readyz`, and a number of before would be wrong.
    if (now === null) notices.reset();
    else for (const state of ['waiting', 'parked'] as const) notices.set({ state }, now[state]);
    for (const quantile of [50, 99]) lag.set({ quantile: `0.${quantile}` }, delay.percentile(quantile) / 1e9);
    delay.reset();
    resident.set(process.memoryUsage.rss());
    connections.set(
      await new Promise<number>((resolve) =>
        app.server.getConnections((error, count) => resolve(error ? 0 : count)),
      ),
    );
  };
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    answered.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.addHook('onClose', async () => {
    delay.disable();
  });
  return {
    command: (command, given) =>
      commands.inc({ command, outcome: given.outcome === 'accepted' ? 'accepted' : given.code }),
    socket: (change) => sockets.inc(change),
    print: async () => {
      await look();
      return registry.metrics();
    },
  };
}
