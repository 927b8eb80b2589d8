/** Work that goes on by itself: run soon after a wake, and at the latest after a while. One turn at a time. */
export class Loop {
  readonly #turn: () => Promise<unknown>;
  readonly #atLatestMs: number;
  readonly #onFault: (error: unknown) => void;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** `turn` does what there is to do. What it throws is told and never ends the loop. */
  constructor(turn: () => Promise<unknown>, atLatestMs: number, onFault: (error: unknown) => void) {
    this.#turn = turn;
    this.#atLatestMs = atLatestMs;
    this.#onFault = onFault;
  }

  /** A hint that there may be something to do. A lost one costs at most the wait. */
  wake(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#running ??= this.#run();
  }

  /** Waits for the turn under way; none follows. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.#turn();
      } catch (error) {
        this.#onFault(error);
      }
    }
    this.#running = null;
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.wake(), this.#atLatestMs);
    this.#timer.unref();
  }
}
