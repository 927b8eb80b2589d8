/** Attempts to reach somebody, read from what happened on a case. */
import type { Entry } from './api.ts';

export interface Attempt {
  readonly key: string;
  readonly at: number;
  readonly entry: Entry;
}

/** What is told of attempts, newest first; every message once, as its last attempt left it. */
export function attemptsIn(entries: readonly Entry[]): readonly Attempt[] {
  const byKey = new Map<string, Attempt>();
  for (const entry of entries) {
    const { command, said, version, occurredAt } = entry;
    if (command === 'recordCall' || command === 'recordEarlierAttempts')
      byKey.set(String(version), { key: String(version), at: occurredAt, entry });
    // What was recorded before channels had names is told by no channel.
    if (command === 'recordDelivery' && said['channel'] !== undefined) {
      const key = `${String(said['channel'])} ${String(said['message'])} ${String(said['told'])}`;
      byKey.set(key, { key, at: occurredAt, entry });
    }
  }
  return [...byKey.values()].sort((a, b) => b.at - a.at);
}
