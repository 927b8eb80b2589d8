/**
 * Whoever is not who they had to be is refused, and the auditor reads of it.
 *
 * Two hundred scripted attempts to speak for a community: by the wrong voice, number, code, office, account, or alone.
 * Each is refused by name, none of them makes a consent, and each is kept.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { RefusedAttempt } from '../../src/contract/attempts.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import type { Terminal } from '../../src/contract/roles.ts';
import { commandPath } from '../../src/contract/routes.ts';
import { newReadBackCode } from '../../src/commands/read-back-code.ts';
import { YES } from '../commands/world.ts';
import { type Answer, PASSWORD } from '../terminals/app.ts';
import * as ways from './town.ts';
import { openTown, type Proof, type Town } from './town.ts';

const MINUTE = 60_000;
const ATTEMPTS = 200;

let town: Town;
/** Every code that went to a registered channel, in order. */
const codes: string[] = [];
/** Every attempt that was made. */
const made: { readonly tried: string; readonly code: string }[] = [];

beforeAll(async () => {
  town = await openTown({
    house: {
      sendToChannel: (_channel, words) => {
        codes.push(words);
        return Promise.resolve();
      },
    },
  });
});
afterAll(() => town?.close());

/** Tries something that must not succeed, and sees that it is refused by one of these names and kept as such. */
async function expectRefused(
  proof: Proof,
  terminal: Terminal,
  type: CommandType,
  streamId: string | null,
  body: object,
  by: readonly string[],
  more: object = {},
): Promise<void> {
  const answer = await town.ask(proof, {
    method: 'POST',
    url: commandPath(terminal, type).replace(':id', streamId ?? ''),
    payload: { body, commandId: uuid({ msecs: town.app.clock.now }), ...more },
  });
  expect(by).toContain(codeOf(answer));
  await kept(`${terminal}.${type}`, answer);
}

async function kept(tried: string, answer: Answer): Promise<void> {
  const [last] = await town.app.auth.rows.refusedAttempts(null, 1);
  expect(last).toMatchObject({ tried, refusal: codeOf(answer) });
  made.push({ tried, code: codeOf(answer) });
}

const codeOf = ({ body }: Answer) => body.error?.code ?? 'taken';
const wen = () => town.proof('wen');
const spoken = (worker: string, code: string, more: object = {}) => ({
  office: 'C-WILLOW',
  worker,
  code,
  recordingNoticeRead: true,
  answer: 'accept',
  ...YES,
  ...more,
});
const signedIn = (office: string) => ({ office, answer: 'accept', ...YES });
const times = async (n: number, work: (i: number) => Promise<void>) => {
  for (let i = 0; i < n; i += 1) await work(i);
};

/** A request that waits, and the code that was sent for it. */
async function coded(worker = town.account('willow')): Promise<{ handoff: string; code: string }> {
  const handoff = await ways.asked(town);
  await town.did('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker });
  await town.app.house.settle();
  await expect.poll(() => codes.length).toBeGreaterThan(0);
  const code = codes.pop() ?? '';
  return { handoff, code };
}
const expectIsNotHeard = async (
  handoff: string,
  body: object,
  by: readonly string[] = ['answererIsIdentified'],
) =>
  expectRefused(await wen(), 'checkpoint', 'recordOralAnswer', handoff, body, by, {
    basedOn: await town.version(handoff),
  });
/** Somebody their street office put on duty until an hour from now. */
const onDuty = async (office: string) =>
  (
    await town.did('river', 'registerOnDuty', null, {
      office,
      staffNumber: `W-${town.fresh()}`,
      surname: '周',
      channel: { kind: 'sms', address: '19900000001' },
      until: town.app.clock.now + 8 * MINUTE,
    })
  ).streamId;

describe('whoever speaks for a community without being of it is refused and kept', () => {
  test('a number that the traveller gives, or that is nobody’s', async () => {
    const handoff = await ways.asked(town);
    await times(25, async (i) =>
      expectRefused(
        await wen(),
        'checkpoint',
        'recordCall',
        handoff,
        { office: 'C-WILLOW', number: `1990000${String(1000 + i)}`, outcome: 'spokeUnidentified' },
        ['numberIsInTheDirectory'],
      ),
    );
  });

  test('a voice without a code', async () => {
    const handoff = await ways.asked(town);
    await times(20, () => expectIsNotHeard(handoff, spoken(town.account('willow'), newReadBackCode())));
  });

  test('a code that is guessed, and then the right one after five guesses', async () => {
    await times(5, async () => {
      const { handoff, code } = await coded();
      await times(5, () => expectIsNotHeard(handoff, spoken(town.account('willow'), newReadBackCode())));
      await expectIsNotHeard(handoff, spoken(town.account('willow'), code));
    });
  });

  test('a code that was read back before', async () => {
    await times(10, async () => {
      const { handoff, code } = await coded();
      await town.did(
        'wen',
        'recordOralAnswer',
        handoff,
        spoken(town.account('willow'), code, { answer: 'conditional', words: '你要放我就收' }),
        { basedOn: await town.version(handoff) },
      );
      await expectIsNotHeard(handoff, spoken(town.account('willow'), code));
    });
  });

  test('a code of another case, and a code of another person', async () => {
    await times(10, async () => {
      const { code } = await coded();
      const other = await ways.asked(town);
      await expectIsNotHeard(other, spoken(town.account('willow'), code));
      const { handoff, code: own } = await coded();
      await expectIsNotHeard(handoff, spoken(town.account('poplar'), own));
    });
  });

  test('a worker of another community, in the name of the office that was asked and in the name of their own', async () => {
    const handoff = await ways.asked(town);
    const basedOn = await town.version(handoff);
    await times(10, async () => {
      for (const office of ['C-WILLOW', 'C-POPLAR'])
        await expectRefused(
          await town.proof('poplar'),
          'community',
          'answerCommunity',
          handoff,
          signedIn(office),
          ['thingIsKnown', 'officeWasAsked'],
          { basedOn },
        );
      await expectRefused(
        await town.proof('pine'),
        'community',
        'answerCommunity',
        handoff,
        signedIn('C-WILLOW'),
        ['thingIsKnown'],
        { basedOn },
      );
    });
  });

  test('police and travellers who answer in the place of the community', async () => {
    const handoff = await ways.asked(town);
    const basedOn = await town.version(handoff);
    const traveller = await town.travellerOf(handoff);
    await times(8, async () => {
      for (const proof of [await wen(), traveller])
        await expectRefused(
          proof,
          'community',
          'answerCommunity',
          handoff,
          signedIn('C-WILLOW'),
          ['roleMayTry'],
          {
            basedOn,
          },
        );
    });
  });

  test('somebody on duty elsewhere, or put on duty by a street office that is not theirs', async () => {
    await times(8, async () => {
      const elsewhere = await onDuty('C-POPLAR');
      const handoff = await ways.asked(town);
      await expectRefused(
        await wen(),
        'checkpoint',
        'issueReadBackCode',
        handoff,
        { office: 'C-WILLOW', worker: elsewhere },
        ['channelIsRegistered'],
      );
      await expectRefused(
        await town.proof('hill'),
        'community',
        'registerOnDuty',
        null,
        {
          office: 'C-WILLOW',
          staffNumber: 'W-0',
          surname: '周',
          channel: { kind: 'sms', address: '19900000001' },
          until: town.app.clock.now + 60 * MINUTE,
        },
        ['officeIsYours', 'thingIsKnown'],
      );
    });
  });

  test('a directory edited by one alone, and a channel registered with a proof that is none', async () => {
    await times(8, async () => {
      const change = await town.did('first', 'importDirectory', null, {
        entries: [
          {
            code: 'C-WILLOW',
            kind: 'community',
            parent: 'S-RIVER',
            zh: '柳巷社区',
            numbers: [{ number: '19900009999' }],
          },
        ],
      });
      await expectRefused(await town.proof('first'), 'admin', 'approveChange', change.streamId, {}, [
        'approverIsNotTheProposer',
      ]);
      await expectRefused(
        await town.proof('first'),
        'admin',
        'registerChannel',
        town.account('willow'),
        { channel: { kind: 'sms', address: '19900009999' } },
        ['secondPersonIsProved'],
        { stepUp: 'x'.repeat(43) },
      );
    });
  });

  test('whoever disputes what was put down in somebody else’s name', async () => {
    await times(4, async () => {
      const { handoff, code } = await coded();
      await town.did(
        'wen',
        'recordOralAnswer',
        handoff,
        spoken(town.account('willow'), code, { answer: 'conditional', words: '你要放我就收' }),
        { basedOn: await town.version(handoff) },
      );
      const tries: readonly (readonly [string, object, readonly string[]])[] = [
        // Their street officer covers the office, and is not who is named.
        ['river', { office: 'C-WILLOW' }, ['oralAnswerIsInYourName']],
        ['river', { office: 'S-RIVER' }, ['oralAnswerIsInYourName']],
        ['poplar', { office: 'C-WILLOW' }, ['thingIsKnown']],
        ['poplar', { office: 'C-POPLAR' }, ['thingIsKnown']],
        ['pine', { office: 'C-WILLOW' }, ['thingIsKnown']],
        ['wen', { office: 'C-WILLOW' }, ['roleMayTry']],
        ['chen', { office: 'C-WILLOW' }, ['roleMayTry']],
      ];
      for (const [who, body, by] of tries)
        await expectRefused(await town.proof(who), 'community', 'disputeOralAnswer', handoff, body, by);
      await expectRefused(
        await town.travellerOf(handoff),
        'community',
        'disputeOralAnswer',
        handoff,
        { office: 'C-WILLOW' },
        ['roleMayTry'],
      );
    });
  });

  test('whoever decides, asks or looks again without being of the desk, or judges their own decision', async () => {
    const words = '虚构的话';
    const ruling = {
      ruling: 'turnBack',
      ground: 'noPlace',
      heard: { checkpoint: 'inWriting', office: 'didNotAnswer' },
      words,
    };
    const handoff = await ways.askedAbove(town);
    const traveller = await town.travellerOf(handoff);
    const act = async (
      who: string | Proof,
      type: CommandType,
      body: object,
      by: readonly string[],
      at: Terminal = 'supervisor',
    ) =>
      expectRefused(typeof who === 'string' ? await town.proof(who) : who, at, type, handoff, body, by, {
        basedOn: await town.version(handoff),
      });
    for (const who of ['wen', 'willow', 'river', traveller] as const) {
      await act(who, 'takeUpDispute', {}, ['roleMayTry']);
      await act(who, 'askForStatement', { of: 'office', words }, ['roleMayTry']);
      await act(who, 'ruleOnHandoff', ruling, ['roleMayTry']);
      await act(who, 'lookAgain', { outcome: 'unlawful', words }, ['roleMayTry']);
    }
    await town.did('chen', 'takeUpDispute', handoff, {}, { basedOn: await town.version(handoff) });
    await act('dong', 'ruleOnHandoff', ruling, ['nobodyElseDecides']);
    await town.did('chen', 'ruleOnHandoff', handoff, ruling, { basedOn: await town.version(handoff) });
    const other = await town.travellerOf(await ways.asked(town));
    await act(other, 'fileAppeal', { of: 'ruling', words }, ['thingIsKnown'], 'traveller');
    await act('willow', 'fileAppeal', { of: 'ruling', words }, ['roleMayTry'], 'checkpoint');
    await town.did('wen', 'fileAppeal', handoff, { of: 'ruling', words });
    await act('chen', 'lookAgain', { outcome: 'upheld', words }, ['reviewerDidNotDecide']);
    await act(traveller, 'lookAgain', { outcome: 'unlawful', words }, ['roleMayTry']);
  });

  test('an account that is disabled: its code, its sign-in', async () => {
    const { streamId: account } = await town.did(
      'first',
      'createAccount',
      null,
      ways.newAccount('leaver', 'communityWorker', 'C-WILLOW'),
    );
    await town.did('second', 'confirmAccount', account);
    await town.did(
      'first',
      'registerChannel',
      account,
      { channel: { kind: 'sms', address: '19900000002' } },
      { second: 'second' },
    );
    const sent: { handoff: string; code: string }[] = [];
    await times(5, async () => {
      sent.push(await coded(account));
    });
    await town.did('first', 'disableAccount', account, { why: 'left' });
    for (const { handoff, code } of sent) await expectIsNotHeard(handoff, spoken(account, code));
    await times(4, async () => {
      const answer = await town.ask(
        {},
        {
          method: 'POST',
          url: '/api/community/session',
          payload: { name: 'leaver.test', password: PASSWORD },
        },
      );
      expect(codeOf(answer)).toBe('signInFailed');
      await kept('community.signIn', answer);
    });
    const [last] = await town.app.auth.rows.refusedAttempts(null, 1);
    expect(last?.about).toBe(account);
  });

  test('somebody whose duty ended, and a code that is too old', async () => {
    const worker = await onDuty('C-WILLOW');
    const sent: { handoff: string; code: string }[] = [];
    await times(10, async (i) => {
      sent.push(await coded(i < 5 ? worker : town.account('willow')));
    });
    town.app.clock.now += 9 * MINUTE;
    for (const { handoff, code } of sent.slice(0, 5)) await expectIsNotHeard(handoff, spoken(worker, code));
    const handoff = await ways.asked(town);
    await times(5, async () =>
      expectRefused(await wen(), 'checkpoint', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker }, [
        'channelIsRegistered',
      ]),
    );
    town.app.clock.now += 2 * MINUTE;
    for (const { handoff: of, code } of sent.slice(5))
      await expectIsNotHeard(of, spoken(town.account('willow'), code));
  });

  test(`${ATTEMPTS} attempts made no consent, and the auditors read of each of them`, async () => {
    expect(made.length).toBeGreaterThanOrEqual(ATTEMPTS);
    const rows = await town.app.house.storage.read.selectFrom('journal').select('facts').execute();
    expect(rows.filter(({ facts }) => JSON.stringify(facts).includes('consentGiven'))).toEqual([]);
    const read = new Map<string, RefusedAttempt>();
    for (const auditor of ['an', 'ao'])
      for (let before: string | null = ''; before !== null; ) {
        const answer = await town.ask(await town.proof(auditor), {
          method: 'GET',
          url: `/api/supervisor/refused-attempts${before === '' ? '' : `?before=${before}`}`,
        });
        const page = answer.body as unknown as { attempts: RefusedAttempt[]; before: string | null };
        for (const attempt of page.attempts) read.set(attempt.id, attempt);
        before = page.before;
      }
    const lines = (list: readonly { readonly tried: string; readonly code: string }[]) =>
      list.map(({ tried, code }) => `${tried} ${code}`).toSorted();
    expect(lines([...read.values()].map(({ tried, refusal }) => ({ tried, code: refusal })))).toEqual(
      lines(made),
    );
  });
});
