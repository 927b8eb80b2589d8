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
  nextEffectAt,
  parkEffect,
  retryEffect,
  type Storage,
} from '../storage/index.ts';

const LEASE_MS = 30_000;
const BATCH = 50;
const ATTEMPTS = 12;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Carries one effect out. Resolves when it is done for good; what it throws is tried again. */
export type Handler = (effect: DueEffect) => Promise<void>;

/** Carries out everything that is due and gives how many effects that were. Effects of no handler are parked. */
export async function dispatchEffects(
  storage: Storage,
  now: number,
  handlers: Readonly<Partial<Record<string, Handler>>>,
): Promise<number> {
  // Looking costs a read; claiming costs a commit. So look first.
  const next = await nextEffectAt(storage.read);
  if (next === null || next > now) return 0;
  const due = await storage.write((writer) => claimDueEffects(writer, now, BATCH, LEASE_MS));
  const failures: { effect: DueEffect; error: unknown }[] = [];
  const done: DueEffect[] = [];
  for (const effect of due)
    try {
      const handler = handlers[effect.type];
      if (handler === undefined) throw new Error(`No effect is called ${effect.type}.`);
      await handler(effect);
      done.push(effect);
    } catch (error) {
      failures.push({ effect, error });
    }
  if (due.length > 0)
    await storage.write(async (writer) => {
      for (const effect of done) await completeEffect(writer, effect);
      for (const { effect, error } of failures) {
        const code = error instanceof Error ? error.name : 'unknown';
        if (effect.attempts >= ATTEMPTS) await parkEffect(writer, effect, code);
        else await retryEffect(writer, effect, now + waitMs(effect.attempts), code);
      }
    });
  return due.length;
}

const waitMs = (attempts: number) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
