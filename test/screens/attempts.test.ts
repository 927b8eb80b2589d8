/** What the screens make of attempts, without a browser. */
import { expect, test } from 'vitest';
import type { Entry } from '../../src/screens/shared/api.ts';
import { attemptsIn } from '../../src/screens/shared/attempts.ts';

const entry = (version: number, command: string, said: Entry['said'], more: Partial<Entry> = {}): Entry => ({
  version,
  command,
  facts: [],
  said,
  occurredAt: version * 1_000,
  recordedAt: version * 1_000,
  ...more,
});
test('a message is told once, as its last attempt left it, beside calls and what the traveller tried before', () => {
  const delivery = (version: number, message: string, outcome: string, attempts: number) =>
    entry(version, 'recordDelivery', {
      office: 'C-A',
      channel: 'robot',
      message,
      told: 'communityAsked',
      outcome,
      attempts,
    });
  const attempts = attemptsIn([
    entry(1, 'recordEarlierAttempts', { attempts: 22, answered: 1 }),
    delivery(2, 'one', 'failed', 1),
    entry(3, 'recordCall', { office: 'C-A' }, { number: '010-1' }),
    delivery(4, 'one', 'delivered', 2),
    delivery(5, 'two', 'delivered', 1),
    entry(6, 'recordDelivery', { effect: 'notifyCommunity', outcome: 'delivered', attempts: 1 }),
    entry(7, 'addStatement', {}),
  ]);
  expect(attempts.map(({ entry: { version } }) => version)).toEqual([5, 4, 3, 1]);
});
