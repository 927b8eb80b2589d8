/** Is the house alive, is it ready, what does it measure, and what can it be asked? */
import type { FastifyInstance } from 'fastify';
import type { TerminalsConfig } from './config.ts';
import type { Metrics } from './metrics.ts';
import { plainRoute } from './plain-route.ts';

export function houseRoutes(app: FastifyInstance, config: TerminalsConfig, metrics: Metrics): void {
  plainRoute(app, 'livez', async () => ({ alive: true, version: config.version }));
  plainRoute(app, 'readyz', async ({ reply }) => {
    const because = await config.notReadyBecause();
    if (because.length > 0) void reply.code(503).header('retry-after', '5');
    // A source that is silent keeps nobody from working: the house is ready, and says what it cannot ask.
    const sources = config
      .sources()
      .map(({ region, state, silentSince }) => ({ region, state, silentSince }));
    return { ready: because.length === 0, because, sources };
  });
  plainRoute(app, 'metrics', async ({ reply }) => {
    void reply.type('text/plain; version=0.0.4; charset=utf-8');
    return metrics.print();
  });
  plainRoute(app, 'openapi', async () => app.swagger());
}
