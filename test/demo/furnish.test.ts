import { readFileSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { demonstrationCertificates } from '../../src/demo/certificates.ts';
import { furnish, type MovingClock } from '../../src/demo/furnish.ts';
import { RODE_WITH, SCENARIOS } from '../../src/demo/scenarios.ts';
import { HOUSE, openHouse } from '../../src/house.ts';
import { listView } from '../../src/storage/index.ts';
import { freshPlace, HOUSE_KEY } from '../storage/engines.ts';

const MEASURE = readFileSync(
  new URL('../../workflows/measures/beijing-2022-11.json', import.meta.url),
  'utf8',
);
/** Each story once; the demonstration itself tells each five times. */
const ROUNDS = process.env['EXAM'] ? 5 : 1;
const NOW = Date.UTC(2026, 10, 22, 14, 0, 0);

test('the demonstration furnishes a house in which every kind of case can be found', {
  timeout: 240_000,
}, async () => {
  const clock: MovingClock = { now: NOW - 9 * 3_600_000 };
  const scanned = demonstrationCertificates(clock.now, NOW);
  const house = await openHouse({
    place: await freshPlace('sqlite'),
    houseKey: HOUSE_KEY,
    trustKey: scanned.trustKey,
    manualClock: () => clock.now,
    witnesses: { secondPerson: (token) => Promise.resolve(token.slice('beside-'.length)) },
    sendToChannel: () => Promise.resolve(),
  });
  const administrators: string[] = [];
  for (const signIn of ['admin1', 'admin2']) {
    const made = await house.submit(
      {
        type: 'createAccount',
        body: { role: 'administrator', scope: '*', staffNumber: '990001', surname: '管', signIn },
        envelope: { commandId: uuid({ msecs: clock.now }) },
      },
      HOUSE,
    );
    if (made.outcome === 'refused') throw new Error(made.code);
    administrators.push(made.streamId);
    await house.submit(
      {
        type: 'confirmAccount',
        streamId: made.streamId,
        body: {},
        envelope: { commandId: uuid({ msecs: clock.now }) },
      },
      { ...HOUSE, actor: { ...HOUSE.actor, account: 'enrolment' } },
    );
  }
  const started = performance.now();
  const furnished = await furnish(
    {
      submit: (command, by) => house.submit(command, by),
      settle: () => house.settle(),
      showPledge: (handoff, language) => house.showPledge(handoff, language),
      below: (scope) => house.spine.registry.below(scope),
      proves: (account) => Promise.resolve(`beside-${account}`),
    },
    clock,
    administrators as [string, string],
    { measure: MEASURE, trustList: scanned.trustList },
    NOW,
    ROUNDS,
  );
  console.log(`furnished ${furnished.cases} cases in ${Math.round((performance.now() - started) / 1000)} s`);
  expect(furnished.cases).toBe(Object.keys(SCENARIOS).length * ROUNDS);
  // There is something to compare: people of one car, and cases of the same facts, that did not go alike.
  const actor = { account: 'x', role: 'supervisor', scope: 'D-99' } as const;
  const viewer = { ...actor, covers: house.spine.registry.below('D-99') };
  const period = { from: '2026-11-21', to: '2026-11-22' };
  const inOneCar = await house.fairness.alike(viewer, { ...period, of: 'stop' });
  expect(inOneCar.groups).toHaveLength(Object.keys(RODE_WITH).length * ROUNDS);
  expect((await house.fairness.alike(viewer, { ...period, of: 'facts' })).groups).not.toEqual([]);

  const found = new Map<string, number>();
  for (let after = ''; ; ) {
    const rows = await listView(house.storage.read, 'handoff', ['handoffPage/D-99'], after, 100);
    for (const { row } of rows) {
      const { state } = row as { state: Record<string, unknown> | string };
      const name =
        typeof state === 'string'
          ? state
          : 'open' in state
            ? `open/${JSON.stringify((state['open'] as Record<string, unknown>)['consent'])}`
            : JSON.stringify(state);
      found.set(name, (found.get(name) ?? 0) + 1);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.key;
  }
  console.log(Object.fromEntries(found));
  for (const state of [
    'cleared',
    'turnedBack',
    'withdrawn',
    '{"released":"onTheWay"}',
    '{"released":"overdue"}',
    '{"released":"received"}',
    '{"referred":"awaiting"}',
    'open/"accepted"',
    'open/"refused"',
    'open/"needed"',
  ])
    expect(found.get(state) ?? 0, state).toBeGreaterThan(0);
  // What a visitor scans on the case that waits for it.
  const { rows } = await house.views.list(
    { account: 'officer1a', role: 'officer', scope: 'K-991', covers: new Set(['K-991']) },
    'queue',
    null,
    200,
  );
  const verdicts = await Promise.all(
    rows.map(({ key }) =>
      Promise.all(
        scanned.certificates.map(async ({ text }) => {
          const { verdict, reading } = await house.verifyScanned(key, { certificate: text });
          return `${verdict} ${reading?.satisfies === true ? 'satisfies' : 'does not'}`;
        }),
      ),
    ),
  );
  expect(verdicts).toContainEqual([
    'isGood satisfies',
    'certificateHasExpired does not',
    'isOfAnotherPerson does not',
  ]);
  await house.close();
});
