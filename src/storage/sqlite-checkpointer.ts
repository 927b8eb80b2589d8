import { SqliteConnection } from './sqlite-connection.ts';

const EVERY_MS = 250;
/** Pages in the write-ahead log after which it is begun anew. Appending to a file costs a sync more than overwriting it. */
const BEGIN_ANEW_AT_PAGES = 1_000;
const TRUNCATE_AT_PAGES = 65_536;

/** Waits until nobody writes, does the work while nobody can, and lets the next writer on. */
export type WhileNobodyWrites = (work: () => Promise<void>) => Promise<void>;

/**
 * Carries the write-ahead log over into the main file from a connection of its own, so that no commit pays for it.
 * Most of it is carried over while others write; only the rest, a few pages, while nobody does: then the log is whole
 * in the main file, and the next writer begins it anew from its start instead of making it longer.
 * The binding works on a pool thread: the main thread only asks. Stop it before the writer is closed.
 */
export class SqliteCheckpointer {
  readonly #connection: SqliteConnection;
  readonly #whileNobodyWrites: WhileNobodyWrites;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #busy = false;

  private constructor(connection: SqliteConnection, whileNobodyWrites: WhileNobodyWrites) {
    this.#connection = connection;
    this.#whileNobodyWrites = whileNobodyWrites;
    this.#timer = setInterval(() => {
      if (!this.#busy) this.#running = this.#turn();
    }, EVERY_MS);
    this.#timer.unref();
  }

  static async start(file: string, whileNobodyWrites: WhileNobodyWrites): Promise<SqliteCheckpointer> {
    return new SqliteCheckpointer(await SqliteConnection.open(file, 'write'), whileNobodyWrites);
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
      const pages = await this.#carry();
      if (pages < BEGIN_ANEW_AT_PAGES) return;
      await this.#whileNobodyWrites(async () => {
        const left = await this.#carry();
        // A reader that does not end keeps the log from beginning anew; where that lasts, it is waited for.
        if (left >= TRUNCATE_AT_PAGES) await this.#connection.all('pragma wal_checkpoint(truncate)');
      });
    } catch {
      // A checkpoint that could not run is tried again at the next turn; no commit depends on it.
    } finally {
      this.#busy = false;
    }
  }

  /** Carries over what it can; gives how many pages the log has. */
  async #carry(): Promise<number> {
    const [carried] = await this.#connection.all<{ readonly log: number }>('pragma wal_checkpoint(passive)');
    return carried?.log ?? 0;
  }
}
