/**
 * Due timers come back as commands of the house.
 *
 * A timer is lent to one node at a time; if that node dies, the lease lapses and another fires it. A firing names the
 * version that set the timer, so that of two firings one is overtaken; the command id is made from timer and lending, so
 * that a firing that came too early is asked anew and not told what it was told before.
 */
import {
  claimDueTimers,
  completeTimer,
  type DueTimer,
  nextTimerAt,
  retryTimer,
  type Storage,
} from '../storage/index.ts';
import { derivedId } from './derived-id.ts';

/** Short, because a timer waits this long where a node dies with it in hand; fired twice, it still has one effect. */
const LEASE_MS = 1_000;
const BATCH = 100;
/** How soon a timer is tried again that the clock of the transaction found not due yet: it was set back in between. */
const EARLY_MS = 250;

/** What firing a timer came to: it was taken, it was overtaken, it is not due yet, or the house could not say. */
export type Fired = 'done' | 'overtaken' | 'notDue' | 'notNow';

/** Fires everything that is due and gives how many timers that were. */
export async function fireDueTimers(
  storage: Storage,
  now: number,
  fire: (timer: DueTimer, commandId: string) => Promise<Fired>,
): Promise<number> {
  let fired = 0;
  for (;;) {
    // Looking costs a read; claiming costs a commit. So look first.
    const next = await nextTimerAt(storage.read);
    if (next === null || next > now) return fired;
    const due = await storage.write((writer) => claimDueTimers(writer, now, BATCH, LEASE_MS));
    if (due.length === 0) return fired;
    const outcomes = await Promise.all(
      due.map(async (timer) => ({ timer, outcome: await fire(timer, commandIdOf(timer, now)) })),
    );
    await storage.write(async (writer) => {
      for (const { timer, outcome } of outcomes)
        if (outcome === 'notNow') await retryTimer(writer, timer, now + 1_000);
        else if (outcome === 'notDue') await retryTimer(writer, timer, now + EARLY_MS);
        else await completeTimer(writer, timer);
    });
    fired += due.length;
  }
}

/** The command id of one lending of a timer, of the day it fires: a house that was down for months fires what fell due long ago. */
export function commandIdOf(timer: DueTimer, now: number): string {
  const { streamKind, streamId, name, setByVersion, attempts } = timer;
  return derivedId(now, `${streamKind}/${streamId}/${name}/${setByVersion}/${attempts}`);
}
