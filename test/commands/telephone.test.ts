import { describe, expect, test } from 'vitest';
import { newReadBackCode } from '../../src/commands/read-back-code.ts';
import { heardCode } from '../../src/contract/spoken-codes.ts';
import { readRows } from '../../src/storage/index.ts';
import { openTestStorage } from '../storage/engines.ts';
import { codeSent, details, openWorld, stopOne, type World, YES } from './world.ts';

async function asked(): Promise<{ world: World; handoff: string; worker: string }> {
  const world = await openWorld(await openTestStorage('sqlite'));
  const { handoff } = await stopOne(world, details());
  await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
  return { world, handoff, worker: world.people.get('willow') ?? '' };
}

const spoken = (worker: string, code: string, more = {}) => ({
  office: 'C-WILLOW',
  worker,
  code,
  recordingNoticeRead: true,
  answer: 'accept',
  ...YES,
  ...more,
});

describe('an answer by telephone', () => {
  test('counts when the worker reads back the code from their registered channel', async () => {
    const { world, handoff, worker } = await asked();
    await world.did('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker });
    const code = await codeSent(world, handoff);
    const answered = await world.send(
      'wen',
      'recordOralAnswer',
      handoff,
      spoken(worker, `${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`),
      { basedOn: 3 },
    );
    expect(answered.outcome).toBe('accepted');
    const rows = await readRows(world.storage.read, { streamKind: 'handoff', streamId: handoff });
    expect(rows.at(-1)?.facts.map(({ type }) => type)).toEqual(['oralAnswerRecorded', 'consentGiven']);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test('is only noted when the code is another one, was used before, or is too old', async () => {
    const { world, handoff, worker } = await asked();
    const no = { outcome: 'refused', code: 'answererIsIdentified' };
    const say = async (code: string) =>
      world.send(
        'wen',
        'recordOralAnswer',
        handoff,
        spoken(worker, code, { answer: 'conditional', words: '你要放我就收' }),
        {
          basedOn: (await readRows(world.storage.read, { streamKind: 'handoff', streamId: handoff })).length,
        },
      );
    expect(await say(newReadBackCode())).toEqual(no);
    await world.did('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker });
    const first = await codeSent(world, handoff);
    expect(await say(newReadBackCode())).toEqual(no);
    expect((await say(first)).outcome).toBe('accepted');
    expect(await say(first)).toEqual(no);
    await world.did('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker });
    const second = await codeSent(world, handoff);
    world.clock.now += 11 * 60_000;
    expect(await say(second)).toEqual(no);
  });

  test('five wrong codes use a code up, and a misheard one uses up nothing', async () => {
    const { world, handoff, worker } = await asked();
    await world.did('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker });
    const code = await codeSent(world, handoff);
    const say = (heard: string) =>
      world.send('wen', 'recordOralAnswer', handoff, spoken(worker, heard), { basedOn: 3 });
    for (let i = 0; i < 20; i += 1) await say('AAAAAAB');
    for (let i = 0; i < 4; i += 1) await say(newReadBackCode());
    expect((await say(newReadBackCode())).outcome).toBe('refused');
    expect(await say(code)).toEqual({ outcome: 'refused', code: 'answererIsIdentified' });
  });

  test('is never taken from somebody of another community, nor sent to one without a channel', async () => {
    const { world, handoff } = await asked();
    const poplar = world.people.get('poplar') ?? '';
    expect(
      await world.send('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker: poplar }),
    ).toEqual({ outcome: 'refused', code: 'channelIsRegistered' });
    expect(
      await world.send('wen', 'issueReadBackCode', handoff, {
        office: 'C-WILLOW',
        worker: world.people.get('wen'),
      }),
    ).toEqual({ outcome: 'refused', code: 'channelIsRegistered' });
  });

  test('only numbers of the directory are called', async () => {
    const { world, handoff } = await asked();
    const call = (number: string) =>
      world.send('wen', 'recordCall', handoff, { office: 'C-WILLOW', number, outcome: 'noAnswer' });
    expect(await call('199 0000 0001')).toEqual({ outcome: 'refused', code: 'numberIsInTheDirectory' });
    expect((await call('010-00000005')).outcome).toBe('accepted');
  });
});

test('a code is told from a mishearing by its check character', () => {
  for (let i = 0; i < 200; i += 1) {
    const code = newReadBackCode();
    expect(heardCode('readBack', code.toLowerCase().replace(/(.{3})/, '$1-'))).toBe(code);
    const wrong = code.startsWith('A') ? `F${code.slice(1)}` : `A${code.slice(1)}`;
    expect(heardCode('readBack', wrong)).toBeNull();
  }
});
