/**
 * Watches a wall clock against the monotonic one, which no operator and no time server can set.
 *
 * Small steps add up: once the two have come apart by more than a jump since they were last set side by side, that is one.
 * So no wait is ever off by more. A reading that took long says only that the instant lies somewhere in that time, and
 * never looks like a jump by itself.
 */

/** More than this is a jump. */
export const JUMP_MS = 2_000;

export interface ClockJump {
  /** How far the wall clock jumped; below zero, back. */
  readonly byMs: number;
  /** The monotonic clock at the first reading that showed it: what was set from then on was set by the new time. */
  readonly monoMs: number;
  /** The wall clock at that reading. */
  readonly wallMs: number;
}

export class ClockWatch {
  readonly #wall: () => number;
  readonly #monotonic: () => number;
  /** Between which two the wall clock stood ahead of the monotonic one when they were set side by side. */
  #ahead: { readonly least: number; readonly most: number } | null = null;
  readonly #jumps: ClockJump[] = [];

  constructor(wall: () => number, monotonic: () => number) {
    this.#wall = wall;
    this.#monotonic = monotonic;
  }

  /** The wall clock, now. */
  read(): number {
    const from = this.#monotonic();
    const wall = this.#wall();
    this.saw(wall, from, this.#monotonic());
    return wall;
  }

  /** The wall clock as something slower tells it, such as a database. */
  async readFrom(slow: () => Promise<number>): Promise<number> {
    const from = this.#monotonic();
    const wall = await slow();
    this.saw(wall, from, this.#monotonic());
    return wall;
  }

  /** Takes in a reading that was made between two instants of the monotonic clock. */
  saw(wall: number, fromMono: number, toMono: number): void {
    const now = { least: wall - toMono, most: wall - fromMono };
    const before = this.#ahead ?? now;
    const gap = Math.max(now.least - before.most, before.least - now.most);
    const isNearer = now.most - now.least < before.most - before.least;
    if (this.#ahead === null || gap > JUMP_MS || isNearer) this.#ahead = now;
    if (gap <= JUMP_MS) return;
    const byMs = Math.round((now.least + now.most - before.least - before.most) / 2);
    this.#jumps.push({ byMs, monoMs: Math.floor(toMono), wallMs: wall });
  }

  /** The oldest jump that nobody has settled yet. */
  get unsettled(): ClockJump | undefined {
    return this.#jumps[0];
  }

  /** Says that the oldest jump is written down. */
  settled(): void {
    this.#jumps.shift();
  }
}
