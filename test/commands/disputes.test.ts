/** Words put down in somebody's name, who decides, and who looks again: where the directory, the shifts and the views have their part. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../../src/effects/index.ts';
import { PaperMaker } from '../../src/effects/paper-facts.ts';
import { Feed, lookingAt } from '../../src/push/index.ts';
import { readRows, readViews } from '../../src/storage/index.ts';
import type { TimerName } from '../../src/contract/timers.ts';
import type { ShownRow } from '../../src/views/index.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import { openTestStorage } from '../storage/engines.ts';
import { codeSent, details, MINUTE, openWorld, stopOne, type World, YES } from './world.ts';

const HOUR = 60 * MINUTE;
const HEARD = { checkpoint: 'inWriting', office: 'byPhone' };

let world: World;
beforeAll(async () => {
  world = await openWorld(await openTestStorage('sqlite'));
  for (const name of ['colleague', 'xu']) {
    const [role, scope] = name === 'xu' ? ['supervisor', 'D-EAST'] : ['communityWorker', 'C-WILLOW'];
    const { streamId } = await world.did('first', 'createAccount', null, {
      role,
      scope,
      staffNumber: '007',
      surname: name,
      signIn: `${name}.test`,
    });
    await world.did('second', 'confirmAccount', streamId);
    world.people.set(name, streamId);
  }
});
afterAll(() => world.close());

const idOf = (name: string) => world.people.get(name) ?? '';
const rowsOf = (handoff: string) =>
  readRows(world.storage.read, { streamKind: 'handoff', streamId: handoff });
const basedOn = async (handoff: string) => ({ basedOn: (await rowsOf(handoff)).length });
const did = async (who: string, type: Parameters<World['did']>[1], handoff: string, body: object = {}) =>
  world.did(who, type, handoff, body, await basedOn(handoff));
const codeOf = async (who: string, type: Parameters<World['did']>[1], handoff: string, body: object = {}) => {
  const answered = await world.send(who, type, handoff, body, await basedOn(handoff));
  return answered.outcome === 'refused' ? answered.code : null;
};
const shown = async (handoff: string) => {
  const [put] = await readViews(world.storage.read, [{ view: 'handoff', key: handoff }]);
  return put?.row as unknown as Omit<ShownRow, 'context'> & { readonly context: HandoffContext };
};
const contextOf = async (handoff: string) => (await shown(handoff)).context;
/** Time goes on until one clock of one case runs out; whatever else falls due meanwhile waits. */
const fallsDue = async (handoff: string, timer: TimerName) => {
  const clock = (await shown(handoff)).timers[timer];
  if (clock === undefined) throw new Error(`${timer} does not run.`);
  world.clock.now = Math.max(world.clock.now, clock.dueAt);
  await world.did('house', 'dueTimerFired', handoff, { timer, setByVersion: clock.setByVersion });
};
const factsOf = async (handoff: string) => (await rowsOf(handoff)).at(-1)?.facts.map(({ type }) => type);

let travellers = 0;
const asked = async () => {
  travellers += 1;
  const { handoff } = await stopOne(world, {
    ...details('李洁'),
    document: { type: 'PASSPORT', number: `E${20_000_000 + travellers}` },
  });
  await did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
  return handoff;
};
const spokenFor = async (answer: object = { answer: 'accept', ...YES }) => {
  const handoff = await asked();
  await did('wen', 'issueReadBackCode', handoff, { office: 'C-WILLOW', worker: idOf('willow') });
  await did('wen', 'recordOralAnswer', handoff, {
    office: 'C-WILLOW',
    worker: idOf('willow'),
    code: await codeSent(world, handoff),
    recordingNoticeRead: true,
    ...answer,
  });
  return handoff;
};
const atTheDesk = async () => {
  const handoff = await asked();
  await did('wen', 'escalateRequest', handoff);
  await did('river', 'escalateRequest', handoff);
  return handoff;
};
const seenBy = (name: string) => {
  const feed = new Feed(world.storage, (error) => {
    throw error;
  });
  const views = lookingAt(
    world.storage,
    feed,
    { offices: () => [...world.spine.registry.offices.values()] },
    () => world.clock.now,
  );
  return async (view: 'handoffPage' | 'officeAnswers' | 'awaitingRuling' | 'overdue', handoff: string) =>
    (await views.one(world.by(name).actor, view, handoff))?.row;
};

describe('what is put down in a worker’s name', () => {
  test('is shown to their office with the end of their time, and to those who wrote it and decide; it is theirs alone to dispute', async () => {
    const handoff = await spokenFor();
    const mine = {
      office: 'C-WILLOW',
      worker: idOf('willow'),
      answer: 'accept',
      decides: true,
      until: world.clock.now + 24 * HOUR,
      who: { surname: 'willow' },
    };
    for (const view of ['handoffPage', 'officeAnswers'] as const) {
      expect((await seenBy('willow')(view, handoff))?.['oral']).toMatchObject([mine]);
      expect((await seenBy('colleague')(view, handoff))?.['oral']).toMatchObject([mine]);
      expect((await seenBy('river')(view, handoff)) ?? {}).not.toHaveProperty('oral');
    }
    expect((await seenBy('wen')('handoffPage', handoff))?.['oral']).toMatchObject([mine]);
    expect(await codeOf('colleague', 'disputeOralAnswer', handoff, { office: 'C-WILLOW' })).toBe(
      'oralAnswerIsInYourName',
    );
    expect(await codeOf('poplar', 'disputeOralAnswer', handoff, { office: 'C-POPLAR' })).toBe('thingIsKnown');
  });

  test('can be disputed also by a worker whose office has no more to do with the case, which tells them nothing else of it', async () => {
    const handoff = await spokenFor({ answer: 'notOurs', isRegisteredResident: 'no' });
    await did('wen', 'askCommunity', handoff, { community: 'C-POPLAR' });
    expect(await seenBy('willow')('handoffPage', handoff)).toBeUndefined();
    expect(Object.keys((await seenBy('willow')('officeAnswers', handoff)) ?? {}).sort()).toEqual([
      'id',
      'officeWords',
      'oral',
      'person',
    ]);
    expect(await codeOf('willow', 'addStatement', handoff, { words: '虚构' })).toBe('thingIsKnown');
    await did('willow', 'disputeOralAnswer', handoff, { office: 'C-WILLOW', words: '我没有这么说过' });
    expect((await seenBy('willow')('officeAnswers', handoff)) ?? {}).not.toHaveProperty('oral');
    expect((await contextOf(handoff)).request.community).toBe('C-POPLAR');
  });

  test('goes to the desk of its district, past the street office that was not asked', async () => {
    const handoff = await spokenFor();
    await did('willow', 'disputeOralAnswer', handoff, { office: 'C-WILLOW', words: '我没有这么说过' });
    expect(await factsOf(handoff)).toEqual(['oralAnswerDisputed', 'rungAsked']);
    expect((await contextOf(handoff)).request).toMatchObject({
      rung: 'supervisor',
      supervisor: 'D-EAST',
      streetOffice: null,
    });
    expect(await seenBy('chen')('awaitingRuling', handoff)).toBeDefined();
    expect((await rowsOf(handoff)).at(-1)?.command['directory']).toBe(world.spine.registry.directoryVersion);
  });

  test('stands after a day, and is nobody’s to dispute any more', async () => {
    const handoff = await spokenFor({ answer: 'conditional', words: '你要放我就收' });
    const began = world.clock.now;
    await fallsDue(handoff, 'oralAnswerDue');
    expect(world.clock.now - began).toBe(24 * HOUR);
    expect(await factsOf(handoff)).toContain('oralAnswerStands');
    expect(await codeOf('willow', 'disputeOralAnswer', handoff, { office: 'C-WILLOW' })).toBe(
      'anOralAnswerIsOpen',
    );
  });
});

describe('when nobody rules in time, the house names who does', () => {
  /** It falls due once more: whose is it then, and were they named just now? */
  const runsOut = async (handoff: string) => {
    await fallsDue(handoff, 'rulingDue');
    const facts = await factsOf(handoff);
    expect(facts).toContain('nobodyDecided');
    return {
      isNamed: facts?.includes('deciderNamed'),
      decider: (await contextOf(handoff)).request.decider,
    };
  };
  const shiftOf = (name: string) =>
    world.did(name, 'startShift', null, { place: 'D-EAST', until: world.clock.now + 8 * HOUR });

  test('one whose shift is open, another than who let it lapse; and where nobody is there, another all the same', async () => {
    const handoff = await atTheDesk();
    await did('chen', 'takeUpDispute', handoff);
    // Nobody is on duty.
    expect([idOf('dong'), idOf('xu')]).toContain((await runsOut(handoff)).decider);
    await did('chen', 'takeUpDispute', handoff);
    const xu = await shiftOf('xu');
    expect(await runsOut(handoff)).toEqual({ isNamed: true, decider: idOf('xu') });
    // Nobody else is there to be named.
    expect(await runsOut(handoff)).toEqual({ isNamed: false, decider: idOf('xu') });
    const chen = await shiftOf('chen');
    expect(await runsOut(handoff)).toEqual({ isNamed: true, decider: idOf('chen') });
    expect(await runsOut(handoff)).toEqual({ isNamed: true, decider: idOf('xu') });
    expect((await seenBy('wen')('handoffPage', handoff))?.['deciderWho']).toMatchObject({ surname: 'xu' });
    await world.did('xu', 'endShift', xu.streamId);
    await world.did('chen', 'endShift', chen.streamId);
  });

  test('nobody whose account is disabled; and whoever is there takes it over from them by name', async () => {
    const { streamId } = await world.did('first', 'createAccount', null, {
      role: 'supervisor',
      scope: 'D-EAST',
      staffNumber: '008',
      surname: 'gone',
      signIn: 'gone.test',
    });
    await world.did('second', 'confirmAccount', streamId);
    world.people.set('gone', streamId);
    const handoff = await atTheDesk();
    await did('gone', 'takeUpDispute', handoff);
    await world.did('first', 'disableAccount', streamId, { why: 'left' });
    const rule = { ruling: 'turnBack', ground: 'noPlace', heard: HEARD, words: '虚构裁定' };
    expect(await codeOf('dong', 'ruleOnHandoff', handoff, rule)).toBe('nobodyElseDecides');
    expect((await runsOut(handoff)).decider).not.toBe(streamId);
    if ((await contextOf(handoff)).request.decider !== idOf('dong'))
      await did('dong', 'takeUpDispute', handoff);
    expect(await codeOf('dong', 'ruleOnHandoff', handoff, rule)).toBeNull();
  });
});

describe('a ruling', () => {
  test('names a clause of the measure it is judged by, or none', async () => {
    const handoff = await atTheDesk();
    const rule = { ruling: 'turnBack', ground: 'noPlace', heard: HEARD, words: '虚构裁定' };
    expect(await codeOf('chen', 'ruleOnHandoff', handoff, { ...rule, clause: 'noSuchClause' })).toBe(
      'clauseIsOfTheMeasure',
    );
    expect(await codeOf('chen', 'ruleOnHandoff', handoff, { ...rule, heard: { office: 'byPhone' } })).toBe(
      'bodyIsMalformed',
    );
    await did('chen', 'ruleOnHandoff', handoff, { ...rule, clause: 'popup3' });
    expect((await rowsOf(handoff)).at(-1)?.command).toMatchObject({ clause: 'popup3', heard: HEARD });
  });

  test('that is appealed stands on the desk’s list, and on the overdue board when nobody looked', async () => {
    const handoff = await atTheDesk();
    const rule = { ruling: 'turnBack', ground: 'noPlace', heard: HEARD, words: '虚构裁定' };
    await did('chen', 'ruleOnHandoff', handoff, rule);
    expect(await seenBy('dong')('awaitingRuling', handoff)).toBeUndefined();
    await did('wen', 'fileAppeal', handoff, { of: 'ruling', words: '家中有老人需要照看' });
    expect(await seenBy('dong')('awaitingRuling', handoff)).toBeDefined();
    expect(await seenBy('lu')('overdue', handoff)).toBeUndefined();
    await fallsDue(handoff, 'appealDue');
    expect(await factsOf(handoff)).toContain('appealOverdue');
    expect(await seenBy('lu')('overdue', handoff)).toBeDefined();
    const look = { outcome: 'changed', words: '尚有接收条件' };
    expect(await codeOf('chen', 'lookAgain', handoff, look)).toBe('reviewerDidNotDecide');
    await did('dong', 'lookAgain', handoff, look);
    expect(await contextOf(handoff)).toMatchObject({
      appeal: null,
      request: { supervisor: 'D-EAST', decider: null },
    });
    expect(await seenBy('lu')('overdue', handoff)).toBeUndefined();
  });
});

describe('a notice that somebody is turned back', () => {
  const askedIn = async (handoff: string) => {
    const file = await openCase(world.storage, handoff);
    const { registry } = world.spine;
    const maker = new PaperMaker(file, await contextOf(handoff), {
      office: (code) => registry.office(code),
      staff: (account) => Promise.resolve({ staffNumber: account, surname: '' }),
      announcement: (id) => registry.announcements.get(id),
      measure: (id, version) => registry.measure(id, version),
      verifyAt: '',
    });
    const row = file.rows.at(-1);
    if (row === undefined) throw new Error('There is no such case.');
    return (await maker.refusalNotice(maker.frame('1', 'zh-CN', world.clock.now), row)).asked;
  };
  const turnBack = async (handoff: string, reason: string) =>
    did('wen', 'turnTravellerBack', handoff, { reason, alternatives: ['anotherOffice'] });

  test('says of nobody that they refused who says that they did not, and who ruled in their place', async () => {
    const refusal = { answer: 'refuse', reason: 'noCapacity', isRegisteredResident: 'yes' };
    const handoff = await spokenFor(refusal);
    await did('willow', 'disputeOralAnswer', handoff, { office: 'C-WILLOW' });
    const rule = { ruling: 'turnBack', ground: 'noPlace', heard: HEARD, words: '虚构裁定' };
    await did('chen', 'ruleOnHandoff', handoff, rule);
    await turnBack(handoff, 'ruledTurnBack');
    expect(await askedIn(handoff)).toMatchObject([
      { office: '柳巷社区', rung: 'community', answer: null, reason: null, answeredAt: null },
      { office: '东河区', rung: 'supervisor', answer: 'turnBack' },
    ]);
    const undisputed = await spokenFor(refusal);
    await turnBack(undisputed, 'communityRefused');
    expect(await askedIn(undisputed)).toMatchObject([{ answer: 'refuse', reason: 'noCapacity' }]);
  });
});
