import { stat } from 'node:fs/promises';
import { SqliteConnection } from './sqlite-connection.ts';

const EVERY_MS = 250;
const BEGIN_AT_BYTES = 4 * 1024 * 1024;
const TRUNCATE_AT_BYTES = 256 * 1024 * 1024;

/**
 * Carries the write-ahead log over into the main file from a connection of its own, so that no commit pays for it.
 * The binding works on a pool thread: the main thread only asks. Stop it before the writer is closed.
 */
export class SqliteCheckpointer {
  readonly #connection: SqliteConnection;
  readonly #wal: string;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #busy = false;

  private constructor(connection: SqliteConnection, file: string) {
    this.#connection = connection;
    this.#wal = `${file}-wal`;
    this.#timer = setInterval(() => {
      if (!this.#busy) this.#running = this.#turn();
    }, EVERY_MS);
    this.#timer.unref();
  }

  static async start(file: string): Promise<SqliteCheckpointer> {
    return new SqliteCheckpointer(await SqliteConnection.open(file, 'write'), file);
  }

  /** Empties the write-ahead log now, waiting for readers; nothing of it stays in the file. */
  async truncate(): Promise<void> {
    await this.#running;
    await this.#connection.all('pragma wal_checkpoint(truncate)');
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await this.#connection.close();
  }

  async #turn(): Promise<void> {
    this.#busy = true;
    try {
      const { size } = await stat(this.#wal).catch(() => ({ size: 0 }));
      if (size >= TRUNCATE_AT_BYTES) await this.#connection.all('pragma wal_checkpoint(truncate)');
      else if (size >= BEGIN_AT_BYTES) await this.#connection.all('pragma wal_checkpoint(passive)');
    } catch {
      // A checkpoint that could not run is tried again at the next turn; no commit depends on it.
    } finally {
      this.#busy = false;
    }
  }
}
