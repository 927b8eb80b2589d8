/**
 * Due timers come back as commands of the house.
 *
 * A timer is lent to one node at a time; if that node dies, the lease lapses and another fires it. The command id is
 * made from the timer itself, so that two firings of one timer are one command and have one effect.
 */
import { createHash } from 'node:crypto';
import {
  claimDueTimers,
  completeTimer,
  type DueTimer,
  nextTimerAt,
  retryTimer,
  type Storage,
} from '../storage/index.ts';

const LEASE_MS = 10_000;
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

/** A UUIDv7 of the timer's own due time whose random part is a digest of the timer: the same for every firing of it. */
export function commandIdOf({ streamKind, streamId, name, dueAt, setByVersion }: DueTimer): string {
  const at = Math.trunc(dueAt).toString(16).padStart(12, '0').slice(-12);
  const digest = createHash('sha256')
    .update(`${streamKind}/${streamId}/${name}/${setByVersion}`)
    .digest('hex');
  const variant = ((Number.parseInt(digest[3] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${at.slice(0, 8)}-${at.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
