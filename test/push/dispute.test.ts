import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { Dispute } from '../../src/contract/dispute.ts';
import type { Actor } from '../../src/contract/roles.ts';
import { Feed, lookingAt } from '../../src/push/index.ts';
import { codeSent, details, MINUTE, openWorld, stopOne, type World } from '../commands/world.ts';
import { openTestStorage } from '../storage/engines.ts';

const ASKED = '请核实住址';
const ANSWERED = '你要放我就收，出了事你负责';
const STATED = '家中有单独房间，社区电话里答应过';
const PASSED_UP = '社区不表态';
const MINE = '我家就住这里，冰箱里还有菜';
const COMPLAINED = '等了半小时没有人理我';
const RULED = '首接负责，由柳巷社区接收';
const HEARD = { checkpoint: 'inWriting', office: 'byPhone' };
const RULING = {
  ruling: 'receive',
  office: 'C-WILLOW',
  ground: 'firstReceiver',
  clause: 'popup3',
  heard: HEARD,
  words: RULED,
};

const travellerOf = (handoff: string): Actor => ({
  account: `traveller:${handoff}`,
  role: 'traveller',
  scope: handoff,
  covers: new Set(),
});

async function enter() {
  const world = await openWorld(await openTestStorage('sqlite'));
  const feed = new Feed(
    world.storage,
    (error) => {
      throw error;
    },
    (measure, version) =>
      (world.spine.registry.measure(measure, version)?.clauses ?? []).map(({ id, title }) => ({
        id,
        zh: title['zh-CN'],
        en: title.en,
      })),
  );
  const offices = () => [...world.spine.registry.offices.values()];
  const views = lookingAt(world.storage, feed, { offices }, () => world.clock.now);
  const room = async (viewer: string | Actor, handoff: string) => {
    const delivered = await views.one(
      typeof viewer === 'string' ? world.by(viewer).actor : viewer,
      'disputes',
      handoff,
    );
    return delivered === null ? null : (delivered.row as unknown as Dispute & { readonly person: object });
  };
  return { world, views, room };
}

/** Willow will not answer plainly, and the request goes up to the supervisor. The first question stays open on wish. */
async function disputed({ did, clock, spine }: World, handoff: string, resident?: 'yes'): Promise<void> {
  await did('wen', 'askCommunity', handoff, { community: 'C-WILLOW', words: ASKED });
  await did(
    'willow',
    'answerCommunity',
    handoff,
    {
      office: 'C-WILLOW',
      answer: 'conditional',
      words: ANSWERED,
      ...(resident === undefined ? {} : { isRegisteredResident: resident }),
    },
    { basedOn: 2 },
  );
  // The traveller's own page sends as the traveller.
  const mine = (type: 'addStatement' | 'fileComplaint', body: object) =>
    spine.submit(
      {
        type,
        streamId: handoff,
        body: body as Record<string, unknown>,
        envelope: { commandId: uuid({ msecs: clock.now }) },
      },
      { actor: travellerOf(handoff), terminal: 'traveller' },
    );
  expect(await mine('addStatement', { words: MINE })).toMatchObject({ outcome: 'accepted' });
  expect(await mine('fileComplaint', { about: 'wait', words: COMPLAINED })).toMatchObject({
    outcome: 'accepted',
  });
  clock.now += 5 * MINUTE;
  await did('wen', 'addStatement', handoff, { words: STATED }, { occurredAt: clock.now - MINUTE });
  await did('wen', 'escalateRequest', handoff, { because: PASSED_UP });
}

const said = (room: Dispute | null) =>
  room?.spoken.map(({ side, office, command, who, words }) => [side, office, command, who?.surname, words]);

const STAFF = ['wen', 'lu', 'willow', 'river', 'chen'] as const;

describe('the dispute room', () => {
  test('is nobody’s but the traveller’s until the request comes before a supervisor', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await disputed(world, handoff, 'yes');
    for (const name of STAFF) expect(await room(name, handoff)).toBeNull();
    expect(await room(travellerOf(handoff), handoff)).toMatchObject({ since: null, isOpen: false });
    await world.did('river', 'escalateRequest', handoff);
    for (const name of STAFF)
      expect(await room(name, handoff)).toMatchObject({
        since: world.clock.now,
        isOpen: true,
        desk: 'D-EAST',
      });
    for (const name of ['ma', 'poplar']) expect(await room(name, handoff)).toBeNull();
    await world.close();
  });

  test('every side reads what every side said of the request, in its words, with both times and for whom', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await disputed(world, handoff, 'yes');
    await world.did('river', 'escalateRequest', handoff, { because: '街道也不能定' });
    const expected = [
      ['checkpoint', 'K-NORTH', 'askCommunity', 'wen', ASKED],
      ['office', 'C-WILLOW', 'answerCommunity', 'willow', ANSWERED],
      ['traveller', null, 'addStatement', undefined, MINE],
      ['checkpoint', 'K-NORTH', 'addStatement', 'wen', STATED],
      ['checkpoint', 'K-NORTH', 'escalateRequest', 'wen', PASSED_UP],
      ['office', 'S-RIVER', 'escalateRequest', 'river', '街道也不能定'],
    ];
    for (const name of STAFF) {
      const seen = await room(name, handoff);
      expect(said(seen)).toEqual(expected);
      expect(seen).toMatchObject({
        checkpoint: 'K-NORTH',
        offices: ['C-WILLOW', 'S-RIVER'],
        due: expect.any(Number) as number,
        person: { name: '李洁' },
      });
      expect(Object.keys(seen?.person ?? {}).sort()).toEqual(['name', 'returnAddress']);
      // Whoever rules chooses among the clauses, the case's own first; its name may speak of somebody's health.
      expect(seen?.clauses[0]?.id).toBe(name === 'chen' ? 'popup3' : undefined);
      const late = seen?.spoken.find(({ words }) => words === STATED);
      expect((late?.recordedAt ?? 0) - (late?.occurredAt ?? 0)).toBe(MINUTE);
      expect(JSON.stringify({ ...seen, clauses: [] })).not.toMatch(
        /99000018800104001X|poppedUp|popup|NEGATIVE|contradiction/,
      );
      expect(JSON.stringify(seen)).not.toContain(COMPLAINED);
    }
    expect(await kept(world, handoff)).not.toMatch(new RegExp([ASKED, ANSWERED, MINE, STATED].join('|')));
    await world.close();
  });

  test('what was said on the telephone is the worker’s word, and says who wrote it down', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
    await world.did('wen', 'escalateRequest', handoff);
    await world.did('wen', 'escalateRequest', handoff);
    const worker = world.people.get('willow');
    await world.did('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker });
    const oral = { office: 'C-WILLOW', worker, answer: 'conditional', isRegisteredResident: 'yes' };
    await world.did(
      'wen',
      'recordOralAnswer',
      handoff,
      { ...oral, words: ANSWERED, code: await codeSent(world, handoff), recordingNoticeRead: true },
      { basedOn: 5 },
    );
    const last = (await room('river', handoff))?.spoken.at(-1);
    expect(last).toMatchObject({
      side: 'office',
      office: 'C-WILLOW',
      who: { surname: 'willow' },
      writtenBy: { surname: 'wen' },
      words: ANSWERED,
      said: { answer: 'conditional', isRegisteredResident: 'yes' },
    });
    expect(JSON.stringify(last)).not.toContain(worker);
    await world.close();
  });

  test('before the first question is answered an office reads offices and supervisor, and no words of checkpoint and traveller', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await disputed(world, handoff);
    const { version } = await world.did('river', 'escalateRequest', handoff);
    await world.did('chen', 'ruleOnHandoff', handoff, RULING, { basedOn: version });
    for (const name of ['willow', 'river']) {
      const seen = await room(name, handoff);
      expect(seen?.spoken.map(({ side, words, isKept }) => [side, words, isKept])).toEqual([
        ['checkpoint', null, true],
        ['office', ANSWERED, false],
        ['traveller', null, true],
        ['checkpoint', null, true],
        ['checkpoint', null, true],
        ['office', null, false],
        ['supervisor', RULED, false],
      ]);
      // The clause is called after somebody's status.
      expect(seen?.outcome).toMatchObject({ ruling: 'receive', clause: null });
    }
    expect((await room('wen', handoff))?.spoken.every(({ isKept }) => !isKept)).toBe(true);
    await world.close();
  });

  test('the traveller reads their own words, until when which desk decides, and the outcome with its ground; no name', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await disputed(world, handoff, 'yes');
    const { version } = await world.did('river', 'escalateRequest', handoff);
    const waiting = await room(travellerOf(handoff), handoff);
    expect(waiting).toMatchObject({
      isOpen: true,
      desk: 'D-EAST',
      due: expect.any(Number) as number,
      outcome: null,
      decider: null,
    });
    expect(said(waiting)).toEqual([['traveller', null, 'addStatement', undefined, MINE]]);
    await world.did('chen', 'ruleOnHandoff', handoff, RULING, { basedOn: version });
    const ruled = await room(travellerOf(handoff), handoff);
    expect(ruled).toMatchObject({
      isOpen: false,
      due: null,
      outcome: {
        ruling: 'receive',
        ground: 'firstReceiver',
        clause: { id: 'popup3', zh: expect.stringContaining('弹窗') as string },
        office: 'C-WILLOW',
        at: world.clock.now,
      },
    });
    expect(JSON.stringify(ruled)).not.toMatch(
      new RegExp(['"(wen|willow|chen|river|lu)"', ASKED, ANSWERED, STATED, RULED].join('|')),
    );
    expect(await room(travellerOf(uuid()), handoff)).toBeNull();
    await world.close();
  });

  test('who took it up, what they asked of whom, and how each side was heard are told to every side; the traveller is told what they are asked', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await disputed(world, handoff, 'yes');
    const { version } = await world.did('river', 'escalateRequest', handoff);
    expect(await room('willow', handoff)).toMatchObject({ decider: null });
    await world.did('chen', 'takeUpDispute', handoff, {}, { basedOn: version });
    await world.did('chen', 'askForStatement', handoff, { of: 'checkpoint', words: '房间可否单独隔离？' });
    await world.did('chen', 'askForStatement', handoff, { of: 'traveller', words: '家中还有谁？' });
    const last = await world.did('bai', 'addStatement', handoff, { words: '可以，有独立卫生间' });
    for (const name of STAFF) {
      const seen = await room(name, handoff);
      expect(seen?.decider).toMatchObject({ surname: 'chen', staffNumber: '004' });
      expect(seen?.spoken.slice(-4)).toMatchObject([
        { command: 'takeUpDispute', side: 'supervisor', office: 'D-EAST' },
        { command: 'askForStatement', said: { of: 'checkpoint' }, words: '房间可否单独隔离？' },
        { command: 'askForStatement', said: { of: 'traveller' }, words: '家中还有谁？' },
        { command: 'addStatement', side: 'checkpoint', who: { surname: 'bai' } },
      ]);
    }
    const mine = await room(travellerOf(handoff), handoff);
    expect(mine?.decider).toBeNull();
    expect(mine?.spoken.map(({ command, words }) => [command, words])).toEqual([
      ['addStatement', MINE],
      ['askForStatement', '家中还有谁？'],
    ]);
    await world.did('chen', 'ruleOnHandoff', handoff, RULING, { basedOn: last.version });
    expect((await room('willow', handoff))?.spoken.at(-1)?.said).toMatchObject({ heard: HEARD });
    await world.close();
  });

  test('an appeal and its outcome are read by the traveller and the desks, and by no office', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await disputed(world, handoff, 'yes');
    const { version } = await world.did('river', 'escalateRequest', handoff);
    const { office: _, ...turnBack } = RULING;
    await world.did(
      'chen',
      'ruleOnHandoff',
      handoff,
      { ...turnBack, ruling: 'turnBack' },
      { basedOn: version },
    );
    const filed = await world.did('wen', 'fileAppeal', handoff, { of: 'ruling', words: '家里真的有人' });
    for (const viewer of [travellerOf(handoff), 'wen', 'chen', 'dong'] as const)
      expect((await room(viewer, handoff))?.appeals).toMatchObject([
        { of: 'ruling', words: '家里真的有人', due: expect.any(Number) as number, answer: null },
      ]);
    await world.did(
      'dong',
      'lookAgain',
      handoff,
      { outcome: 'changed', words: '确有接收条件，重新裁定' },
      { basedOn: filed.version },
    );
    const mine = await room(travellerOf(handoff), handoff);
    expect(mine).toMatchObject({
      isOpen: true,
      appeals: [{ due: null, answer: { outcome: 'changed', words: '确有接收条件，重新裁定', who: null } }],
    });
    for (const name of ['willow', 'river']) expect((await room(name, handoff))?.appeals).toEqual([]);
    // Where nothing ever came before a supervisor there is no room, and the appeal is read all the same.
    const other = (await stopOne(world, details('王平', '990000188001010021'))).handoff;
    await world.did('wen', 'askCommunity', other, { community: 'C-WILLOW' });
    await world.did('wen', 'requestDeparture', other, { wish: 'leave', askedBy: 'traveller' });
    await world.did('wen', 'withdrawTraveller', other);
    expect(await room('chen', other)).toBeNull();
    await world.did('wen', 'fileAppeal', other, { of: 'other', words: '等了一个小时' });
    for (const name of ['wen', 'chen'])
      expect(await room(name, other)).toMatchObject({ since: null, appeals: [{ words: '等了一个小时' }] });
    expect(await room('willow', other)).toBeNull();
    await world.close();
  });

  test('whoever a ruling names is in the room; another request is another room', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await disputed(world, handoff, 'yes');
    const { version } = await world.did('river', 'escalateRequest', handoff);
    await world.did(
      'chen',
      'ruleOnHandoff',
      handoff,
      { ...RULING, office: 'C-POPLAR' },
      { basedOn: version },
    );
    expect(said(await room('poplar', handoff))?.at(-1)).toEqual([
      'supervisor',
      'D-EAST',
      'ruleOnHandoff',
      'chen',
      RULED,
    ]);
    const other = (await stopOne(world, details('王平', '990000188001010021'))).handoff;
    await disputed(world, other, 'yes');
    const { version: second } = await world.did('river', 'escalateRequest', other);
    await world.did(
      'chen',
      'ruleOnHandoff',
      other,
      { ruling: 'returnAndAskAgain', ground: 'factsAreUnclear', heard: HEARD, words: '住址待核实' },
      { basedOn: second },
    );
    // What was decided stays to be read until somebody is asked anew.
    expect(await room('willow', other)).toMatchObject({
      isOpen: false,
      outcome: { ruling: 'returnAndAskAgain' },
    });
    await world.did('wen', 'askCommunity', other, { community: 'C-POPLAR' });
    for (const name of STAFF) expect(await room(name, other)).toBeNull();
    await world.did('wen', 'escalateRequest', other);
    await world.did('wen', 'escalateRequest', other);
    expect(await room('willow', other)).toBeNull();
    const anew = await room('poplar', other);
    expect(anew).toMatchObject({ isOpen: true, outcome: null, offices: ['C-POPLAR', 'S-RIVER'] });
    expect(said(anew)?.map(([, , command]) => command)).toEqual([
      'askCommunity',
      'escalateRequest',
      'escalateRequest',
    ]);
    await world.close();
  });

  test('a clock that ran out without a decision is told to everybody, and who decides from then on', async () => {
    const { world, room } = await enter();
    const { handoff } = await stopOne(world, details());
    await disputed(world, handoff, 'yes');
    await world.did('river', 'escalateRequest', handoff);
    const { due } = (await room('chen', handoff)) ?? { due: null };
    await world.pass(((due ?? 0) - world.clock.now) / MINUTE);
    const late = await room('willow', handoff);
    expect(late).toMatchObject({
      isOpen: true,
      isOverdue: true,
      decider: { surname: expect.stringMatching(/^(chen|dong)$/) as string },
    });
    expect(late?.spoken.at(-1)).toMatchObject({ side: 'house', facts: ['nobodyDecided', 'deciderNamed'] });
    await world.close();
  });
});

async function kept({ storage }: World, handoff: string): Promise<string> {
  const row = await storage.read
    .selectFrom('views')
    .select('row')
    .where('key', '=', handoff)
    .executeTakeFirstOrThrow();
  return JSON.stringify(row.row);
}
