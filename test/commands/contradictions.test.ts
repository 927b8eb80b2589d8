/** What cannot both be so is an alarm on both cases, found by keyed digests, and settled by somebody with a reason. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldRow, runningVersion } from '../../src/commands/index.ts';
import type { Contradiction } from '../../src/contract/contradictions.ts';
import { type HandlerOptions, handlersOf } from '../../src/effects/index.ts';
import {
  claimDueEffects,
  completeEffect,
  eraseSubject,
  readLog,
  readRows,
  readStreams,
  type Storage,
  verifyReplay,
} from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import { engines, openTestStorage } from '../storage/engines.ts';
import { details, fitTest, HOUSE, openWorld, stopOne, type World } from './world.ts';

const NUMBER = '99000018800104001X';
const OTHER_NUMBER = '990000188001040036';

async function contextOf(storage: Storage, streamId: string): Promise<HandoffContext> {
  const [head] = [...(await readStreams(storage.read, [{ streamKind: 'handoff', streamId }])).values()];
  return head?.snapshot?.context as unknown as HandoffContext;
}
const alarms = async (storage: Storage, handoff: string): Promise<readonly Contradiction[]> =>
  (await contextOf(storage, handoff)).contradictions;

/** Carries out what follows a contradiction, as the house does after the commit. */
async function theOtherCaseIsTold({ storage, spine, clock }: World): Promise<void> {
  const { tellTheOtherCase } = handlersOf({
    storage,
    submit: (command, by) => spine.submit(command, by),
    house: HOUSE,
  } satisfies Partial<HandlerOptions> as unknown as HandlerOptions);
  const due = await storage.write((writer) => claimDueEffects(writer, clock.now, 100, 1));
  for (const effect of due) {
    if (effect.type === 'tellTheOtherCase') await tellTheOtherCase(effect);
    await storage.write((writer) => completeEffect(writer, effect));
  }
}

async function leave({ did }: World, handoff: string): Promise<void> {
  await did('wen', 'requestDeparture', handoff, { wish: 'leave', askedBy: 'traveller' });
  await did('wen', 'withdrawTraveller', handoff);
}

const named = (name: string, number = NUMBER, more: object = {}) => ({ ...details(name, number), ...more });
const bears = (other: string, settled: Contradiction['settled'] = null) => ({
  what: 'numberBearsAnotherName',
  other,
  settled,
});
const proves = (other: string, settled: Contradiction['settled'] = null) => ({
  what: 'sameProofForTwoPeople',
  other,
  settled,
});
const testState = async (storage: Storage, handoff: string) =>
  (await contextOf(storage, handoff)).shown?.test;

for (const engine of engines)
  describe(`one number under two names, on ${engine}`, () => {
    test('alarms on both cases, keeps nobody waiting, and overwrites nothing', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { handoff: first } = await stopOne(world, named('买买提·艾力'));
      const { handoff: second } = await stopOne(world, named('王芳'), 'ma');
      expect(await alarms(storage, first)).toEqual([]);
      expect(await alarms(storage, second)).toEqual([bears(first)]);
      await theOtherCaseIsTold(world);
      expect(await alarms(storage, first)).toEqual([bears(second)]);
      const rows = await readRows(storage.read, { streamKind: 'handoff', streamId: first });
      expect(rows.at(-1)).toMatchObject({
        performedBy: 'house',
        facts: [{ type: 'contradictionNoted' }],
        sealedParts: [],
      });
      // A third time under the second name is that person again, who has an open case, also after the first case ended.
      await leave(world, first);
      const again = await world.send('wen', 'openHandoff', null, {
        stopId: (await world.did('wen', 'openStop', null, ON_FOOT)).streamId,
        traveller: 1,
        ...named('王芳'),
      });
      expect(again).toMatchObject({ outcome: 'refused', code: 'personHasNoOtherCase' });
      const replay = await verifyReplay(storage.read, runningVersion, foldRow);
      expect(replay.first).toBeNull();
    });

    test('is found when both arrive in one commit', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const stops = [
        await world.did('wen', 'openStop', null, ON_FOOT),
        await world.did('wen', 'openStop', null, ON_FOOT),
      ];
      const opened = await Promise.all(
        stops.map(({ streamId }, nth) =>
          world.did('wen', 'openHandoff', null, {
            stopId: streamId,
            traveller: 1,
            ...named(nth === 0 ? '李洁' : '王芳'),
          }),
        ),
      );
      await theOtherCaseIsTold(world);
      const [first = '', second = ''] = opened.map(({ streamId }) => streamId);
      expect([await alarms(storage, first), await alarms(storage, second)]).toEqual([
        [bears(second)],
        [bears(first)],
      ]);
    });

    test('is found in every case that is kept, and no more once a person is erased', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { handoff: first } = await stopOne(world, named('李洁'));
      await leave(world, first);
      const { handoff: second } = await stopOne(world, named('王芳'));
      expect(await alarms(storage, second)).toEqual([bears(first)]);
      await leave(world, second);
      const folder = await mkdtemp(join(tmpdir(), 'erasures-'));
      for (const subject of [first, second])
        await eraseSubject(storage, join(folder, 'erasures'), { subject, at: world.clock.now });
      await rm(folder, { recursive: true });
      const { handoff: third } = await stopOne(world, named('赵敏'));
      expect(await alarms(storage, third)).toEqual([]);
    });

    test('no digest of a person reaches journal or snapshot', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      await stopOne(world, named('李洁', NUMBER, { test: fitTest(world.clock.now, 'T-000001') }));
      await stopOne(world, named('王芳', NUMBER, { test: fitTest(world.clock.now, 'T-000001') }));
      const { main } = databasesOf(storage);
      const digests = [
        ...(await main.selectFrom('persons').select('digest').execute()).map(({ digest }) => digest),
        ...(await main.selectFrom('reservations').select('keyed_digest').execute()).map(
          ({ keyed_digest }) => keyed_digest,
        ),
      ];
      const kept = JSON.stringify([
        await readLog(storage.read, 0, 10_000),
        await main.selectFrom('streams').selectAll().execute(),
        await main.selectFrom('outbox').selectAll().execute(),
        await main.selectFrom('views').selectAll().execute(),
      ]);
      expect(new Set(digests).size).toBeGreaterThan(3);
      expect(digests.filter((digest) => kept.includes(digest))).toEqual([]);
    });
  });

const ON_FOOT = { checkpoint: 'K-NORTH', vehicle: 'onFoot', travellers: 1, direction: 'INBOUND' };

describe('who is one and the same', () => {
  test('a look-alike of the middle dot, blanks and small letters make no other person', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world, named('买买提•艾力', ' 99000018800104001x '));
    const { streamId: stopId } = await world.did('wen', 'openStop', null, ON_FOOT);
    const again = await world.send('wen', 'openHandoff', null, {
      stopId,
      traveller: 1,
      ...named('买买提・艾力', '９９００００１８８００１０４００１Ｘ'),
    });
    expect(again).toMatchObject({ outcome: 'refused', code: 'personHasNoOtherCase' });
    expect(await alarms(storage, handoff)).toEqual([]);
  });

  test('a number that was put right is free for whoever bears it', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const { handoff } = await stopOne(world, named('李洁', OTHER_NUMBER));
    await world.did('wen', 'correctDetails', handoff, {
      document: { type: 'CN_RIC', number: NUMBER },
      because: '录错了',
    });
    const { handoff: other } = await stopOne(world, named('王芳', OTHER_NUMBER));
    expect([await alarms(storage, handoff), await alarms(storage, other)]).toEqual([[], []]);
    const { streamId: stopId } = await world.did('wen', 'openStop', null, ON_FOOT);
    const again = await world.send('wen', 'openHandoff', null, { stopId, traveller: 1, ...named('李洁') });
    expect(again).toMatchObject({ outcome: 'refused', code: 'personHasNoOtherCase' });
  });

  test('a name that is put right to another one is held against what the number bore elsewhere', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const { handoff: first } = await stopOne(world, named('李洁'));
    await leave(world, first);
    const { handoff: second } = await stopOne(world, named('李洁'));
    expect(await alarms(storage, second)).toEqual([]);
    await world.did('wen', 'correctDetails', second, { name: '李杰', because: '录错了' });
    expect(await alarms(storage, second)).toEqual([bears(first)]);
  });
});

describe('one report for two people', () => {
  test('does not count for the second until somebody found it in order, and alarms on both', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const report = { test: fitTest(world.clock.now, 'T-000001') };
    const { handoff: first } = await stopOne(world, named('李洁', NUMBER, report));
    const { handoff: second } = await stopOne(world, named('王芳', OTHER_NUMBER, report));
    expect(await testState(storage, first)).toMatchObject({ state: 'fit' });
    expect(await testState(storage, second)).toEqual({ state: 'unfit', detail: { class: 'usedByAnother' } });
    await theOtherCaseIsTold(world);
    expect([await alarms(storage, first), await alarms(storage, second)]).toEqual([
      [proves(second)],
      [proves(first)],
    ]);
    const settle = (outcome: string) =>
      world.did('wen', 'settleContradiction', second, {
        contradiction: 'sameProofForTwoPeople',
        other: first,
        outcome,
        because: '已电话核实实验室，编号无误，系混检同管。',
      });
    await settle('explained');
    await world.did('wen', 'recordTest', second, report);
    expect(await testState(storage, second)).toMatchObject({ state: 'fit' });
    expect(await alarms(storage, second)).toEqual([proves(first, 'explained')]);
    const [row] = (await readRows(storage.read, { streamKind: 'handoff', streamId: second })).slice(-2, -1);
    expect(row).toMatchObject({
      performedBy: world.people.get('wen'),
      facts: [{ type: 'contradictionSettled' }],
      command: { outcome: 'explained' },
    });
    expect(row?.sealedParts.map(({ field }) => field)).toEqual(['because']);
  });

  test('passed on to others, it still does not count', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const report = { test: fitTest(world.clock.now, 'T-000001') };
    const { handoff: first } = await stopOne(world, named('李洁', NUMBER, report));
    await leave(world, first);
    const { handoff: second } = await stopOne(world, named('王芳', OTHER_NUMBER, report));
    await world.did('chen', 'settleContradiction', second, {
      contradiction: 'sameProofForTwoPeople',
      other: first,
      outcome: 'passedOn',
      because: '转办。',
    });
    await world.did('wen', 'recordTest', second, report);
    expect(await testState(storage, second)).toEqual({ state: 'unfit', detail: { class: 'usedByAnother' } });
  });

  test('the same person may show it at the next stop, and a positive result is never hidden by it', async () => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const report = { test: { ...fitTest(world.clock.now, 'T-000001'), picture: 'a'.repeat(64) } };
    const { handoff: first } = await stopOne(world, named('李洁', NUMBER, report));
    await leave(world, first);
    const { handoff: again } = await stopOne(world, named('李洁', NUMBER, report));
    expect(await testState(storage, again)).toMatchObject({ state: 'fit' });
    expect(await alarms(storage, again)).toEqual([]);
    const { handoff: other } = await stopOne(
      world,
      named('王芳', OTHER_NUMBER, { test: { ...report.test, result: 'POSITIVE' } }),
    );
    expect(await testState(storage, other)).toEqual({ state: 'positive' });
    expect(await alarms(storage, other)).toEqual([
      proves(first),
      { what: 'screenshotSeenBefore', other: first, settled: null },
    ]);
  });

  test.each([
    ['reportedBeforeSampled', -60, -90],
    ['proofIsFromTheFuture', 30, 60],
  ])('times that cannot be: %s', async (what, sampled, reported) => {
    const storage = await openTestStorage('sqlite');
    const world = await openWorld(storage);
    const at = (minutes: number) => ({ at: world.clock.now + minutes * 60_000, precision: 'TIME' });
    const { handoff } = await stopOne(world, {
      ...details(),
      test: { ...fitTest(world.clock.now), sampledAt: at(sampled), reportedAt: at(reported) },
    });
    expect(await alarms(storage, handoff)).toEqual([{ what, other: null, settled: null }]);
  });
});
