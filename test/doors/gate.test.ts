/** At the gate and at the community's door: a release slip held against the house, and who came. */
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { releaseCodeOf } from '../../src/effects/index.ts';
import { openCase } from '../../src/effects/case-file.ts';
import { heardCode, inFours, SPOKEN_SYMBOLS, spokenCode } from '../../src/contract/spoken-codes.ts';
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
  const token = releaseCodeOf(await openCase(town.app.house.storage, handoff));
  const { rows } = town.app.auth;
  await expect
    .poll(
      async () => {
        await town.app.house.settle();
        return rows.findLink(rows.digest('release', token), 'release', town.now);
      },
      { timeout: 20_000 },
    )
    .toMatchObject({ subject: handoff });
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

// ── At the community's door ─────────────────────────────────────────────────────────────────────────────

const show = async (name: string, code: string) =>
  town.ask(await town.proof(name), {
    method: 'POST',
    url: '/api/community/release-slips',
    payload: { code },
  });
const shown = async (name: string, code: string) => (await show(name, code)).body as unknown;

/** A code that was never given out, with the right check symbol; another for each number. */
const forged = (n: number) =>
  spokenCode(Array.from({ length: 11 }, (_, place) => (n >> (place % 3)) % SPOKEN_SYMBOLS.length));

test('a worker learns by the code on the slip that somebody is expected by their office, and nobody else learns whom', async () => {
  const { handoff, token } = await onTheWay();
  const slip = {
    slip: 'good',
    checkpoint: 'K-NORTH',
    releasedAt: expect.any(Number) as number,
    until: expect.any(Number) as number,
    office: 'C-WILLOW',
  };
  // As it is printed, as it is typed, and as a street officer above the community types it.
  expect(await shown('willow', inFours(token))).toEqual({ ...slip, handoff });
  expect(await shown('willow', ` ${token.toLowerCase()} `)).toEqual({ ...slip, handoff });
  expect(await shown('river', token)).toEqual({ ...slip, handoff });
  // Another community, and another street office: who expects them, and nothing of the person.
  for (const name of ['poplar', 'pine', 'hill']) expect(await shown(name, token)).toEqual(slip);
  await town.did('willow', 'confirmArrival', handoff, { office: 'C-WILLOW' });
});

test('a code that was mistyped, one nobody gave out, and one of another kind are told apart', async () => {
  const { token } = await onTheWay();
  const [first = ''] = token;
  const other = SPOKEN_SYMBOLS.replace(first, '')[0] ?? '';
  expect(await shown('willow', other + token.slice(1))).toEqual({ slip: 'misread' });
  expect(await shown('willow', 'https://elsewhere.example/health')).toEqual({ slip: 'misread' });
  expect(await shown('willow', forged(1))).toEqual({ slip: 'unknown' });
  expect((await show('willow', '')).status).toBe(400);
});

test('after the arrival a copy is good for nothing, at the door and at the next gate', async () => {
  const { handoff, token } = await onTheWay();
  await town.did('willow', 'confirmArrival', handoff, { office: 'C-WILLOW' });
  const usedUp = { slip: 'usedUp', checkpoint: 'K-NORTH', releasedAt: expect.any(Number) as number };
  expect(await shown('willow', token)).toEqual({
    ...usedUp,
    handoff,
    arrivedAt: expect.any(Number) as number,
  });
  expect(await shown('poplar', token)).toEqual(usedUp);
  expect(await look(town.gate, token)).toEqual({ valid: false });
});

test('two workers at two doors who confirm at once confirm one arrival', async () => {
  const { handoff, token } = await onTheWay();
  const looks = await Promise.all([shown('willow', token), shown('jin', token)]);
  for (const one of looks) expect(one).toMatchObject({ slip: 'good', handoff });
  const answers = await Promise.all(
    ['willow', 'jin'].map(async (name) =>
      town.ask(await town.proof(name), {
        method: 'POST',
        url: `/api/community/handoffs/${handoff}/confirmArrival`,
        payload: { commandId: uuid({ msecs: town.now }), body: { office: 'C-WILLOW' } },
      }),
    ),
  );
  expect(answers.map(codeOf).sort()).toEqual(['200', '409 handoffIsClosed']);
  expect(await shown('jin', token)).toMatchObject({ slip: 'usedUp' });
});

test('after ten wrong codes a minute nothing more is looked up for this worker, and everybody else goes on', async () => {
  const { handoff, token } = await onTheWay();
  // What is misread is no guess, and what is right takes back none of those before it.
  for (let n = 0; n < 9; n++) expect(await shown('poplar', forged(n + 10))).toEqual({ slip: 'unknown' });
  for (let n = 0; n < 20; n++) expect(await shown('poplar', `A${n}`)).toEqual({ slip: 'misread' });
  expect(await shown('poplar', token)).toMatchObject({ slip: 'good' });
  expect(await shown('poplar', forged(30))).toEqual({ slip: 'unknown' });
  expect(codeOf(await show('poplar', forged(31)))).toBe('429 slower');
  expect(codeOf(await show('poplar', token))).toBe('429 slower');
  expect(await shown('willow', token)).toMatchObject({ slip: 'good', handoff });
  // Many at once pass no further than one after the other.
  const atOnce = await Promise.all(Array.from({ length: 40 }, (_, n) => show('pine', forged(n + 100))));
  expect(atOnce.filter(({ status }) => status === 200)).toHaveLength(10);
  // Whoever stands at a gate without a key is counted too, by where they come from.
  const guesses = await Promise.all(Array.from({ length: 40 }, (_, n) => look(STRANGER, forged(n + 200))));
  expect(guesses.filter((one) => 'valid' in (one as object)).length).toBeLessThanOrEqual(10);
  expect(await look(town.gate, token)).toMatchObject({ valid: true, handoff });
  town.app.clock.now += 61_000;
  expect(await shown('poplar', token)).toMatchObject({ slip: 'good' });
  await town.did('willow', 'confirmArrival', handoff, { office: 'C-WILLOW' });
});

test('every code that the house prints is heard as itself, and no single slip of the tongue is', () => {
  for (let n = 0; n < 200; n++) {
    const code = forged(n);
    expect(heardCode('release', inFours(code))).toBe(code);
    const place = n % code.length;
    for (const symbol of SPOKEN_SYMBOLS)
      if (symbol !== code[place])
        expect(heardCode('release', code.slice(0, place) + symbol + code.slice(place + 1))).toBeNull();
  }
});

test('a slip whose time is over is not valid at the gate, says so at the door, and its traveller is still let in', async () => {
  const { handoff, token } = await onTheWay();
  const { until } = (await look(town.gate, token)) as { until: number };
  town.app.clock.now = until - 1;
  expect(await look(town.gate, token)).toMatchObject({ valid: true, handoff });
  town.app.clock.now = until + HOUR;
  await town.app.house.settle();
  expect(await look(town.gate, token)).toEqual({ valid: false });
  // Everybody's session has ended by then.
  const { token: session } = await town.app.auth.sessions.begin(town.account('willow'), 'community', {
    role: 'communityWorker',
    scope: 'C-WILLOW',
  });
  const atTheDoor = async () =>
    (
      await town.ask(
        { cookie: `guicheng=${session}` },
        { method: 'POST', url: '/api/community/release-slips', payload: { code: token } },
      )
    ).body as unknown;
  const overdue = { slip: 'overdue', until, office: 'C-WILLOW', handoff };
  expect(await atTheDoor()).toMatchObject(overdue);
  // The sweeping of links that are over leaves it known, for a month.
  await town.app.auth.rows.forgetStale(town.now, 0);
  expect(await atTheDoor()).toMatchObject(overdue);
  expect(codeOf(await confirm(town.gate, handoff, 'C-WILLOW', uuid({ msecs: town.app.clock.now })))).toBe(
    '200',
  );
  expect(await atTheDoor()).toMatchObject({ slip: 'usedUp', handoff });
  await town.app.auth.rows.forgetStale(until + 31 * 24 * HOUR, 0);
  expect(await atTheDoor()).toEqual({ slip: 'unknown' });
});
