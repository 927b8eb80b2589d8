/** One person or one number that answers for several communities: what is noted, what is not, to whom it is shown, and how it ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Overlap } from '../../src/contract/overlaps.ts';
import { openTown, type Town } from '../doors/town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

interface Noted extends Overlap {
  readonly key: string;
}

/** What the house noted that names this community, once everything was carried out. */
async function noted(office: string): Promise<readonly Noted[]> {
  await town.app.house.settle();
  const rows = await town.app.house.storage.read
    .selectFrom('views')
    .selectAll()
    .where('view', '=', 'overlap')
    .orderBy('key')
    .execute();
  return rows
    .map(({ key, row }) => ({ key, ...(JSON.parse(row ?? '') as { context: Overlap }).context }))
    .filter(({ offices }) => offices.some((one) => one.office === office));
}

/** New communities under a street office, so that tests do not meet. */
async function communities(street: string, numbers: readonly (readonly string[])[]): Promise<string[]> {
  const entries = numbers.map((own) => ({
    code: `C-${town.fresh()}-X`,
    kind: 'community',
    parent: street,
    zh: `新社区${town.fresh()}`,
    numbers: own.map((number) => ({ number })),
  }));
  const { streamId } = await town.did('first', 'importDirectory', null, { entries });
  await town.did('second', 'approveChange', streamId);
  return entries.map(({ code }) => code);
}

async function worker(office: string, staffNumber: string, role = 'communityWorker'): Promise<string> {
  const { streamId } = await town.did('first', 'createAccount', null, {
    role,
    scope: office,
    staffNumber,
    surname: '周',
    signIn: `zhou-${town.fresh()}.test`,
  });
  await town.did('second', 'confirmAccount', streamId);
  return streamId;
}
const reachedAt = (account: string, address: string, kind = 'sms') =>
  town.did('first', 'registerChannel', account, { channel: { kind, address } }, { second: 'second' });
const onDuty = (office: string, staffNumber: string, address: string, until = 8 * 3_600_000) =>
  town.did('river', 'registerOnDuty', null, {
    office,
    staffNumber,
    surname: '周',
    channel: { kind: 'sms', address },
    until: town.now + until,
  });
const two = () => communities('S-RIVER', [[], []]);
const somebody = () => `W-${town.fresh()}`;
const number = () => `1990002${String(town.fresh()).padStart(4, '0')}`;

describe('what is noted', () => {
  test('one account with a role at a second community', async () => {
    const [one = '', other = ''] = await two();
    const account = await worker(one, somebody());
    expect(await noted(one)).toEqual([]);
    await town.did(
      'first',
      'grantRole',
      account,
      { role: 'communityWorker', scope: other },
      { second: 'second' },
    );
    expect(await noted(one)).toMatchObject([
      {
        overlap: 'sameAccount',
        offices: [
          { office: one, where: ['role'] },
          { office: other, where: ['role'] },
        ].sort((a, b) => (a.office < b.office ? -1 : 1)),
        accounts: [account],
        settled: null,
      },
    ]);
  });

  test('one staff number, however it is typed, at two communities, by an account and by the duty of a shift', async () => {
    const [one = '', other = ''] = await two();
    const staffNumber = somebody();
    await worker(one, staffNumber);
    await onDuty(other, ` ${staffNumber.toLowerCase()} `, number());
    const [found, ...rest] = await noted(one);
    expect(rest).toEqual([]);
    expect(found?.overlap).toBe('sameStaffNumber');
    expect(found?.offices.map(({ office, where }) => [office, where])).toEqual(
      [
        [one, ['role']],
        [other, ['onDuty']],
      ].sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    );
    expect(found?.accounts).toHaveLength(2);
  });

  test('one number to which the read-back codes of two communities go, and a third’s by the directory', async () => {
    const [one = '', other = ''] = await two();
    const address = number();
    await reachedAt(await worker(one, somebody()), address);
    await reachedAt(await worker(other, somebody()), `+86 ${address.slice(0, 3)}-${address.slice(3)}`);
    const [found, ...rest] = await noted(one);
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ overlap: 'sameNumber', settled: null });
    expect(found?.offices.map(({ where }) => where)).toEqual([['workerChannel'], ['workerChannel']]);
    const [third = ''] = await communities('S-HILL', [[address]]);
    const [grown, ...more] = await noted(one);
    expect(more).toEqual([]);
    expect(grown?.key).toBe(found?.key);
    expect(grown?.offices.find(({ office }) => office === third)?.where).toEqual(['directory']);
  });

  test('one duty number of two communities in one file, and a short message of one that goes to another', async () => {
    const [shared, own] = [number(), number()];
    const [one = '', other = '', third = ''] = await communities('S-RIVER', [[shared], [shared, own], [own]]);
    expect((await noted(other)).map(({ overlap, offices }) => [overlap, offices.length])).toEqual([
      ['sameNumber', 2],
      ['sameNumber', 2],
    ]);
    await town.did(
      'first',
      'registerOfficeChannel',
      null,
      { office: one, kind: 'sms', address: shared },
      { second: 'second' },
    );
    const [first] = await noted(one);
    expect(first?.offices.find(({ office }) => office === one)?.where).toEqual([
      'directory',
      'officeChannel',
    ]);
    expect(await noted(third)).toHaveLength(1);
  });

  test('no number and no name stands in the journal, in clear or as a digest', async () => {
    const rows = await town.app.house.storage.read
      .selectFrom('journal')
      .select('command')
      .where('stream_kind', '=', 'overlap')
      .execute();
    expect(rows.length).toBeGreaterThan(3);
    const { blind } = town.app.house.storage;
    const digests = await town.app.house.storage.read.selectFrom('persons').select('digest').execute();
    for (const { command } of rows) {
      expect(command).not.toMatch(/1990002|周|W-\d/);
      for (const { digest } of digests) expect(command).not.toContain(digest);
      expect(command).not.toContain(blind.digest('overlap', '').slice(0, 8));
    }
  });
});

describe('what is none', () => {
  test('an officer of the street office, or its own number, answers for its communities', async () => {
    const street = town.app.house.spine.registry.office('S-RIVER');
    const own = street?.numbers[0]?.number ?? '';
    const [one = ''] = await communities('S-RIVER', [[own], [own]]);
    expect(await noted(one)).toEqual([]);
    const [first = '', second = ''] = await two();
    const account = await worker('S-RIVER', somebody(), 'streetOfficer');
    for (const scope of [first, second])
      await town.did('first', 'grantRole', account, { role: 'communityWorker', scope }, { second: 'second' });
    expect(await noted(first)).toEqual([]);
    // Under another street office, that is no reason any more.
    const [far = ''] = await communities('S-HILL', [[own]]);
    expect((await noted(far)).map(({ overlap }) => overlap)).toEqual(['sameNumber']);
  });

  test('two people of one community, and a duty that is over before the next begins', async () => {
    const [one = '', other = ''] = await two();
    const [staffNumber, address] = [somebody(), number()];
    await reachedAt(await worker(one, somebody()), address);
    await reachedAt(await worker(one, somebody()), address);
    expect(await noted(one)).toEqual([]);
    await onDuty(one, staffNumber, number(), 5 * 60_000);
    await town.app.house.settle();
    town.app.clock.now += 6 * 60_000;
    await onDuty(other, staffNumber, number());
    expect(await noted(one)).toEqual([]);
  });

  test('an account that is disabled', async () => {
    const [one = '', other = ''] = await two();
    const staffNumber = somebody();
    const account = await worker(one, staffNumber);
    await town.did('second', 'disableAccount', account, { why: 'left' });
    await worker(other, staffNumber);
    expect(await noted(other)).toEqual([]);
  });
});

test('who supervises one of the communities sees and settles it, by name and with a reason; more of it lets it stand again', async () => {
  const [one = '', other = ''] = await two();
  const address = number();
  const [first, second] = [await worker(one, somebody()), await worker(other, somebody())];
  await reachedAt(first, address);
  await reachedAt(second, address);
  const [{ key } = { key: '' }] = await noted(one);
  const see = async (who: string) => {
    const answer = await town.ask(await town.proof(who), {
      method: 'GET',
      url: `/api/supervisor/views/overlaps/${key}`,
    });
    return answer.status === 200
      ? (answer.body as unknown as { row: Record<string, never> }).row
      : answer.status;
  };
  for (const who of ['chen', 'an'])
    expect(await see(who)).toMatchObject({
      state: 'standing',
      context: { overlap: 'sameNumber', accounts: [first, second].sort() },
      people: [{ surname: '周' }, { surname: '周' }],
    });
  for (const who of ['xi', 'ao']) expect(await see(who)).toBe(404);
  expect(JSON.stringify(await see('chen'))).not.toContain(address.slice(3));
  // It keeps nobody from anything.
  await onDuty(one, somebody(), address);

  await town.did('chen', 'settleOverlap', key, { outcome: 'explained', because: '两社区共用值班手机' });
  await town.app.house.settle();
  expect(await see('chen')).toMatchObject({
    state: 'settled',
    context: { settled: 'explained' },
    history: [
      {},
      {},
      { command: 'settleOverlap', words: ['两社区共用值班手机'], who: { surname: 'chen' } },
    ].slice(-((await see('chen')) as unknown as { history: unknown[] }).history.length),
  });
  // The same again is known already; a further community is more.
  await reachedAt(second, address);
  expect((await noted(one)).find((found) => found.key === key)?.settled).toBe('explained');
  const [third = ''] = await communities('S-HILL', [[]]);
  await reachedAt(await worker(third, somebody()), address);
  expect((await noted(one)).find((found) => found.key === key)).toMatchObject({ settled: null });
  expect(await see('xi')).toMatchObject({ state: 'standing' });
});
