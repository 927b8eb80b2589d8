/** What an erasure comes to: the keys of the person are destroyed, and what only finds them is deleted. */
import type { StreamKey } from '../contract/streams.ts';
import { type DueEffect, eraseSubject, readErasures, readStreams, type Storage } from '../storage/index.ts';

export interface Erasing {
  readonly storage: Storage;
  /** The file that outlives the database, so that no backup brings anybody back. Without one nobody can be erased. */
  readonly erasuresFile: string | undefined;
}

/**
 * Erases the person of a handoff, or of an account: what they sign in with goes with their name. Of a channel that was
 * closed it destroys where it led to. With the last person of
 * a stop goes what the stop kept of them all: its plate.
 * Done again it changes nothing.
 */
export async function destroyKeys(
  { storage, erasuresFile }: Erasing,
  { streamKind, streamId, at }: DueEffect,
): Promise<void> {
  if (erasuresFile === undefined) throw new Error('No file for erasures is configured.');
  await eraseSubject(storage, erasuresFile, { subject: streamId, at });
  if (streamKind === 'account' || streamKind === 'channel') return;
  const stop = await contextOf(storage, { streamKind: 'handoff', streamId }, 'stop');
  if (typeof stop !== 'string' || stop === '') return;
  const handoffs = await contextOf(storage, { streamKind: 'stop', streamId: stop }, 'handoffs');
  const erased = new Set((await readErasures(erasuresFile)).map(({ subject }) => subject));
  if (Array.isArray(handoffs) && handoffs.every((one) => erased.has(String(one))))
    await eraseSubject(storage, erasuresFile, { subject: stop, at });
}

async function contextOf(storage: Storage, key: StreamKey, field: string): Promise<unknown> {
  const [head] = (await readStreams(storage.read, [key])).values();
  return (head?.snapshot?.context as Readonly<Record<string, unknown>> | undefined)?.[field];
}
