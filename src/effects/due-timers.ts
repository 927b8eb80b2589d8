/**
 * Due timers come back as commands of the house.
 *
 * A timer is lent to one node at a time; if that node dies, the lease lapses and another fires it. The command id is
 * made from the timer itself, so that two firings of one timer are one command and have one effect.
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

/** What firing a timer came to: it was taken, it was overtaken, or the house could not say yet. */
export type Fired = 'done' | 'overtaken' | 'notNow';

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
      due.map(async (timer) => ({ timer, outcome: await fire(timer, commandIdOf(timer)) })),
    );
    await storage.write(async (writer) => {
      for (const { timer, outcome } of outcomes)
        if (outcome === 'notNow') await retryTimer(writer, timer, now + 1_000);
        else await completeTimer(writer, timer);
    });
    fired += due.length;
  }
}

/** The command id of a timer's firing: the same for every firing of it, so that two firings have one effect. */
export function commandIdOf({ streamKind, streamId, name, dueAt, setByVersion }: DueTimer): string {
  return derivedId(dueAt, `${streamKind}/${streamId}/${name}/${setByVersion}`);
}
