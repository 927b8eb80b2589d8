/** At the gate: a device that holds a release slip against the house, and says who came. */
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateTokenOf } from '../../src/effects/index.ts';
import { openCase } from '../../src/effects/case-file.ts';
import type { Answer } from '../terminals/app.ts';
import * as ways from './town.ts';
import { openTown, type Proof, type Town } from './town.ts';

const HOUR = 3_600_000;

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const STRANGER: Proof = {};
const look = async (proof: Proof, token: string) =>
  (await town.ask(proof, { method: 'GET', url: `/api/gate/releases/${token}` })).body as unknown;
const confirm = (proof: Proof, handoff: string, office: string, commandId = uuid({ msecs: town.now })) =>
  town.ask(proof, {
    method: 'POST',
    url: `/api/gate/handoffs/${handoff}/confirmArrival`,
    payload: { commandId, body: { office } },
  });
const codeOf = ({ status, body }: Answer) => `${status} ${body.error?.code ?? ''}`.trim();

/** A traveller on the way, and what stands in the large code of their slip. */
async function onTheWay(): Promise<{ handoff: string; token: string }> {
  const handoff = await ways.released(town);
  const token = gateTokenOf(await openCase(town.app.house.storage, handoff));
  await expect
    .poll(
      async () => {
        await town.app.house.settle();
        return look(STRANGER, token);
      },
      { timeout: 20_000 },
    )
    .toMatchObject({ valid: true });
  return { handoff, token };
}

test('a gate learns from a slip who is waited for and where, confirms the arrival, and the slip is used up', async () => {
  const { handoff, token } = await onTheWay();
  const shown = { valid: true, releasedBy: '北门检查站', until: expect.any(Number) as number };
  // Without a gate's key it says that it is good, and not for whom.
  for (const proof of [STRANGER, town.adapter, await town.proof('wen'), await town.proof('poplar')])
    expect(await look(proof, token)).toEqual(shown);
  expect(await look(town.gate, token)).toEqual({ ...shown, handoff, office: 'C-WILLOW' });
  expect(await look(town.gate, token.replace(/.$/, '?'))).toEqual({ valid: false });

  expect(codeOf(await confirm(town.gate, handoff, 'C-POPLAR'))).toBe('403 officeHasThemInCare');
  expect(codeOf(await confirm(town.gate, uuid({ msecs: town.now }), 'C-WILLOW'))).toBe('404 thingIsKnown');
  const commandId = uuid({ msecs: town.now });
  const confirmed = await confirm(town.gate, handoff, 'C-WILLOW', commandId);
  expect(confirmed.status).toBe(200);

  for (const proof of [STRANGER, town.gate]) expect(await look(proof, token)).toEqual({ valid: false });
  expect((await confirm(town.gate, handoff, 'C-WILLOW', commandId)).text).toBe(confirmed.text);
  expect(codeOf(await confirm(town.gate, handoff, 'C-WILLOW'))).toBe('409 handoffIsClosed');
  const timeline = await town.ask(await town.proof('willow'), {
    method: 'GET',
    url: `/api/community/handoffs/${handoff}/timeline`,
  });
  const { entries } = timeline.body as unknown as { entries: Record<string, unknown>[] };
  expect(entries.filter(({ command }) => command === 'confirmArrival')).toEqual([
    expect.objectContaining({ performedBy: 'device:gate-1', facts: ['arrivalConfirmed'] }),
  ]);
});

test('an arrival that the office confirmed uses the slip up too', async () => {
  const { handoff, token } = await onTheWay();
  await town.did('willow', 'confirmArrival', handoff, { office: 'C-WILLOW' });
  expect(await look(town.gate, token)).toEqual({ valid: false });
  expect(codeOf(await confirm(town.gate, handoff, 'C-WILLOW'))).toBe('409 handoffIsClosed');
});

test('two gates that read the same slip at once confirm one arrival', async () => {
  const { handoff } = await onTheWay();
  const other = { authorization: `Bearer ${await town.app.auth.makeDeviceKey('gate-2', 'gate', '*')}` };
  const answers = await Promise.all([
    confirm(town.gate, handoff, 'C-WILLOW'),
    confirm(other, handoff, 'C-WILLOW'),
  ]);
  expect(answers.map(codeOf).sort()).toEqual(['200', '409 handoffIsClosed']);
});

test('a key that was replaced opens nothing, and no other device confirms an arrival', async () => {
  const { handoff, token } = await onTheWay();
  const { auth } = town.app;
  const before = { authorization: `Bearer ${await auth.makeDeviceKey('gate-3', 'gate', '*')}` };
  const after = { authorization: `Bearer ${await auth.makeDeviceKey('gate-3', 'gate', '*')}` };
  expect(codeOf(await confirm(before, handoff, 'C-WILLOW'))).toBe('401 notSignedIn');
  expect(await look(before, token)).not.toHaveProperty('handoff');
  expect(codeOf(await confirm(town.adapter, handoff, 'C-WILLOW'))).toBe('403 roleMayTry');
  expect(codeOf(await confirm(STRANGER, handoff, 'C-WILLOW'))).toMatch(/^40[13]/);
  expect(codeOf(await confirm(after, handoff, 'C-WILLOW'))).toBe('200');
});

test('a slip whose time is over is not valid, and the arrival can still be confirmed', async () => {
  const { handoff, token } = await onTheWay();
  const { until } = (await look(town.gate, token)) as { until: number };
  town.app.clock.now = until - 1;
  expect(await look(town.gate, token)).toMatchObject({ valid: true, handoff });
  town.app.clock.now = until + HOUR;
  await town.app.house.settle();
  expect(await look(town.gate, token)).toEqual({ valid: false });
  expect(codeOf(await confirm(town.gate, handoff, 'C-WILLOW', uuid({ msecs: town.app.clock.now })))).toBe(
    '200',
  );
});
