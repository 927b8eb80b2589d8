import { type Storage, setTimers, timersOf } from '../../src/storage/index.ts';

/** Lets a clock of a handoff run out, as if its time had passed. What follows is the house's own doing. False where it does not run. */
export async function runOut(
  storage: Storage,
  streamId: string,
  name: string,
  now: number,
): Promise<boolean> {
  const key = { streamKind: 'handoff', streamId } as const;
  const timer = (await timersOf(storage.read, key)).find((one) => one.name === name);
  if (timer === undefined) return false;
  const { setByVersion } = timer;
  await storage.write((writer) => setTimers(writer, [{ ...key, name, setByVersion, dueAt: now }]));
  return true;
}
