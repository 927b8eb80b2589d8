/**
 * The dispatcher of the outbox: every effect at least once, with the same key on every attempt.
 *
 * An effect that fails stays, backs off and counts; one that fails for good is parked and shows on the supervisor's
 * screen. Nothing is only logged.
 */
import {
  claimDueEffects,
  completeEffect,
  type DueEffect,
  type Among,
  nextEffectAt,
  parkEffect,
  retryEffect,
  type Storage,
} from '../storage/index.ts';

const LEASE_MS = 30_000;
const BATCH = 50;
/** Tried so often; then it is set aside for somebody to look at. */
export const ATTEMPTS = 12;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Carries one effect out. Resolves when it is done for good; what it throws is tried again. */
export type Handler = (effect: DueEffect) => Promise<void>;

/** Carries out everything that is due, one after the other, and gives how many effects that were. Effects of no handler are parked. */
export async function dispatchEffects(
  storage: Storage,
  now: number,
  handlers: Handlers,
  among?: Among,
): Promise<number> {
  const due = await claim(storage, now, BATCH, among);
  const endings: Ending[] = [];
  for (const effect of due) endings.push(await carryOut(handlers, effect));
  await writeDown(storage, now, endings);
  return due.length;
}

/**
 * Effects that wait for somebody far away, carried out beside each other, so that a slow one holds up no other and nothing
 * else. At most so many are under way at once.
 */
export class EffectsAside {
  readonly #underWay = new Set<Promise<void>>();
  readonly #atOnce: number;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /**
   * Begins what is due and does not wait for it. `ended` is told of each one's end, for then there may be room for another;
   * `onFault` of what could not even be written down: its lease lapses, and it is tried again.
   */
  async begin(
    storage: Storage,
    now: () => Promise<number>,
    handlers: Handlers,
    among: Among,
    ended: () => void,
    onFault: (error: unknown) => void,
  ): Promise<void> {
    const room = this.#atOnce - this.#underWay.size;
    if (room <= 0) return;
    for (const effect of await claim(storage, await now(), room, among)) {
      const carried = carryOut(handlers, effect)
        .then(async (ending) => writeDown(storage, await now(), [ending]))
        .catch(onFault)
        .finally(() => {
          this.#underWay.delete(carried);
          ended();
        });
      this.#underWay.add(carried);
    }
  }

  /** Waits for everything that is under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}

type Handlers = Readonly<Partial<Record<string, Handler>>>;
interface Ending {
  readonly effect: DueEffect;
  /** The code of the failure; null where it was carried out. */
  readonly failure: string | null;
}

async function claim(storage: Storage, now: number, limit: number, among?: Among): Promise<DueEffect[]> {
  // Looking costs a read; claiming costs a commit. So look first.
  const next = await nextEffectAt(storage.read, among);
  if (next === null || next > now) return [];
  return storage.write((writer) => claimDueEffects(writer, now, limit, LEASE_MS, among));
}

async function carryOut(handlers: Handlers, effect: DueEffect): Promise<Ending> {
  try {
    const handler = handlers[effect.type];
    if (handler === undefined) throw new Error(`No effect is called ${effect.type}.`);
    await handler(effect);
    return { effect, failure: null };
  } catch (error) {
    return { effect, failure: error instanceof Error ? error.name : 'unknown' };
  }
}

async function writeDown(storage: Storage, now: number, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return;
  await storage.write(async (writer) => {
    for (const { effect, failure } of endings)
      if (failure === null) await completeEffect(writer, effect);
      else if (effect.attempts >= ATTEMPTS) await parkEffect(writer, effect, failure);
      else await retryEffect(writer, effect, now + waitMs(effect.attempts), failure);
  });
}

const waitMs = (attempts: number) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
