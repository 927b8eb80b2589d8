/**
 * Two commands that race for one case: in one order, in the other, and at once.
 *
 * Whatever the order, there is exactly one winner, the other is refused by name, and the case stands where the winner
 * left it. `npm test` races each pair a few times; EXAM=1 races 5,000 times.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answered } from '../../src/commands/index.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import { readRows } from '../../src/storage/index.ts';
import { engines, openTestStorage } from '../storage/engines.ts';
import { details, MINUTE, openWorld, PLEDGE_DIGEST, POPPED_UP, stopOne, type World, YES } from './world.ts';

const EXAM = process.env['EXAM'] !== undefined;
const ALL_TIMES = 5000;
const SHORT_TIMES = 4;

/** A case and what the screens of both racers were shown of it. */
interface Case {
  readonly handoff: string;
  readonly stop: string;
  readonly version: number;
}

/** One racer's command, as their screen would send it. */
interface Racer {
  readonly who: string;
  readonly type: CommandType;
  readonly body?: (world: World, of: Case) => object;
  readonly second?: string;
  /** What they are told when the other was first. */
  readonly losesBy: readonly string[];
}

interface Race {
  readonly name: string;
  readonly given: (world: World, n: number) => Promise<Case>;
  readonly one: Racer;
  readonly other: Racer;
}

/** A number that passes its check digit and is nobody's: born before 1900, in an area that does not exist. */
function numberOf(n: number): string {
  const body = `99${String(n % 10_000).padStart(4, '0')}1880${String(1 + (Math.floor(n / 10_000) % 12)).padStart(2, '0')}01001`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}

const open = async (world: World, n: number): Promise<Case> => {
  const { handoff, stop } = await stopOne(world, details('李洁', numberOf(n)));
  return { handoff, stop, version: 1 };
};

/** Takes a case one command further. */
const then = async (
  world: World,
  of: Case,
  who: string,
  type: CommandType,
  body: object = {},
  second?: string,
): Promise<Case> => {
  const { version } = await world.did(who, type, of.handoff, body, {
    basedOn: of.version,
    ...(second === undefined ? {} : { second }),
  });
  return { ...of, version };
};

const accept = { office: 'C-WILLOW', answer: 'accept', ...YES };
const refuse = { office: 'C-WILLOW', answer: 'refuse', isRegisteredResident: 'no', reason: 'notResident' };
const sign = (world: World) => ({
  textDigest: PLEDGE_DIGEST,
  language: 'zh-CN',
  strokes: '[]',
  witness: world.people.get('wen'),
});

const asked = async (world: World, n: number) =>
  then(world, await open(world, n), 'wen', 'askCommunity', { community: 'C-WILLOW' });
const accepted = async (world: World, n: number) =>
  then(world, await asked(world, n), 'willow', 'answerCommunity', accept);
const signed = async (world: World, n: number) =>
  then(world, await accepted(world, n), 'wen', 'signPledge', sign(world));
const released = async (world: World, n: number) =>
  then(world, await signed(world, n), 'wen', 'releaseTraveller');
const beforeTheDesk = async (world: World, n: number) => {
  const climbing = await then(world, await asked(world, n), 'wen', 'escalateRequest');
  return then(world, climbing, 'river', 'escalateRequest');
};
const excepted = async (world: World, n: number) =>
  then(world, await asked(world, n), 'chen', 'proposeException', {
    regions: ['pledge'],
    ground: 'illness',
    words: '就医需要',
  });
const leaving = async (world: World, n: number) =>
  then(world, await open(world, n), 'wen', 'requestDeparture', { wish: 'leave', askedBy: 'traveller' });
const moving = async (world: World, n: number) => {
  const home = await then(world, await released(world, n), 'willow', 'confirmArrival', {
    office: 'C-WILLOW',
  });
  return then(world, home, 'willow', 'requestTransfer', { office: 'C-WILLOW', to: 'C-POPLAR' });
};

const says = (body: object) => () => body;
const rules = (ruling: string, office?: string) =>
  says({
    ruling,
    ...(office === undefined ? {} : { office }),
    ground: 'residence',
    heard: { checkpoint: 'inWriting', office: 'inWriting' },
    words: '虚构裁定',
  });

const RACES: readonly Race[] = [
  {
    name: 'accept and refuse from two screens of one office',
    given: asked,
    one: { who: 'willow', type: 'answerCommunity', body: says(accept), losesBy: ['nothingCameInBetween'] },
    other: { who: 'willow', type: 'answerCommunity', body: says(refuse), losesBy: ['nothingCameInBetween'] },
  },
  {
    name: 'refuse twice',
    given: asked,
    one: { who: 'willow', type: 'answerCommunity', body: says(refuse), losesBy: ['nothingCameInBetween'] },
    other: { who: 'willow', type: 'answerCommunity', body: says(refuse), losesBy: ['nothingCameInBetween'] },
  },
  {
    name: 'accept twice',
    given: asked,
    one: { who: 'willow', type: 'answerCommunity', body: says(accept), losesBy: ['nothingCameInBetween'] },
    other: { who: 'willow', type: 'answerCommunity', body: says(accept), losesBy: ['nothingCameInBetween'] },
  },
  {
    name: 'revoke, and a stale accept of the same office',
    given: accepted,
    one: {
      who: 'willow',
      type: 'revokeConsent',
      body: says({ office: 'C-WILLOW', reason: 'notResident' }),
      losesBy: [],
    },
    other: {
      who: 'willow',
      type: 'answerCommunity',
      body: says(accept),
      losesBy: ['nothingCameInBetween', 'notInThisState'],
    },
  },
  {
    name: 'release and revoke',
    given: signed,
    one: { who: 'wen', type: 'releaseTraveller', losesBy: ['nothingCameInBetween'] },
    other: {
      who: 'willow',
      type: 'revokeConsent',
      body: says({ office: 'C-WILLOW', reason: 'notResident' }),
      losesBy: ['handoffIsClosed', 'notInThisState'],
    },
  },
  {
    name: 'revoke twice',
    given: accepted,
    one: {
      who: 'willow',
      type: 'revokeConsent',
      body: says({ office: 'C-WILLOW', reason: 'notResident' }),
      losesBy: ['notInThisState', 'officeGaveTheConsent'],
    },
    other: {
      who: 'willow',
      type: 'revokeConsent',
      body: says({ office: 'C-WILLOW', reason: 'notResident' }),
      losesBy: ['notInThisState', 'officeGaveTheConsent'],
    },
  },
  {
    name: 'ask two communities',
    given: open,
    one: {
      who: 'wen',
      type: 'askCommunity',
      body: says({ community: 'C-WILLOW' }),
      losesBy: ['communityIsAskedAnewOnlyAfterNotOurs'],
    },
    other: {
      who: 'bai',
      type: 'askCommunity',
      body: says({ community: 'C-POPLAR' }),
      losesBy: ['communityIsAskedAnewOnlyAfterNotOurs'],
    },
  },
  {
    name: 'two supervisors rule otherwise',
    given: beforeTheDesk,
    one: {
      who: 'chen',
      type: 'ruleOnHandoff',
      body: rules('receive', 'C-WILLOW'),
      losesBy: ['nothingCameInBetween'],
    },
    other: { who: 'dong', type: 'ruleOnHandoff', body: rules('turnBack'), losesBy: ['nothingCameInBetween'] },
  },
  {
    name: 'two supervisors rule for two offices',
    given: beforeTheDesk,
    one: {
      who: 'chen',
      type: 'ruleOnHandoff',
      body: rules('receive', 'C-WILLOW'),
      losesBy: ['nothingCameInBetween'],
    },
    other: {
      who: 'dong',
      type: 'ruleOnHandoff',
      body: rules('receive', 'C-POPLAR'),
      losesBy: ['nothingCameInBetween'],
    },
  },
  {
    name: 'release and the wish to leave',
    given: signed,
    one: { who: 'wen', type: 'releaseTraveller', losesBy: ['nothingCameInBetween'] },
    other: {
      who: 'bai',
      type: 'requestDeparture',
      body: says({ wish: 'leave', askedBy: 'officerForTraveller' }),
      losesBy: ['handoffIsClosed', 'notInThisState'],
    },
  },
  {
    name: 'the traveller leaves twice',
    given: leaving,
    one: { who: 'wen', type: 'withdrawTraveller', losesBy: ['handoffIsClosed'] },
    other: { who: 'bai', type: 'withdrawTraveller', losesBy: ['handoffIsClosed'] },
  },
  {
    name: 'release twice',
    given: signed,
    one: { who: 'wen', type: 'releaseTraveller', losesBy: ['notInThisState'] },
    other: { who: 'bai', type: 'releaseTraveller', losesBy: ['notInThisState'] },
  },
  {
    name: 'hold the card twice',
    given: open,
    one: {
      who: 'wen',
      type: 'holdDocument',
      second: 'bai',
      body: says({ ground: 'healthStatusPoppedUp', legalBasis: 'popup3' }),
      losesBy: ['notInThisState'],
    },
    other: {
      who: 'bai',
      type: 'holdDocument',
      second: 'wen',
      body: says({ ground: 'healthStatusPoppedUp', legalBasis: 'popup3' }),
      losesBy: ['notInThisState'],
    },
  },
  {
    name: 'approve an exception twice',
    given: excepted,
    one: {
      who: 'dong',
      type: 'approveException',
      losesBy: ['anExceptionIsProposed', 'notInThisState'],
    },
    other: {
      who: 'dong',
      type: 'approveException',
      losesBy: ['anExceptionIsProposed', 'notInThisState'],
    },
  },
  {
    name: 'confirm the arrival twice',
    given: released,
    one: {
      who: 'willow',
      type: 'confirmArrival',
      body: says({ office: 'C-WILLOW' }),
      losesBy: ['handoffIsClosed', 'notInThisState'],
    },
    other: {
      who: 'willow',
      type: 'confirmArrival',
      body: says({ office: 'C-WILLOW' }),
      losesBy: ['handoffIsClosed', 'notInThisState'],
    },
  },
  {
    name: 'accept a transfer twice',
    given: moving,
    one: {
      who: 'poplar',
      type: 'acceptTransfer',
      body: says({ office: 'C-POPLAR' }),
      losesBy: ['aTransferIsOpen'],
    },
    other: {
      who: 'poplar',
      type: 'acceptTransfer',
      body: says({ office: 'C-POPLAR' }),
      losesBy: ['aTransferIsOpen'],
    },
  },
  {
    name: 'an answer of the office, and one of another office in its name',
    given: asked,
    one: { who: 'willow', type: 'answerCommunity', body: says(accept), losesBy: [] },
    other: {
      who: 'poplar',
      type: 'answerCommunity',
      body: says(accept),
      losesBy: ['officeIsYours', 'thingIsKnown', 'nothingCameInBetween'],
    },
  },
];

const send = (world: World, of: Case, { who, type, body, second }: Racer): Promise<Answered> =>
  world.send(who, type, of.handoff, body?.(world, of) ?? {}, {
    basedOn: of.version,
    ...(second === undefined ? {} : { second }),
  });

const answers = (who: string, body: object): Racer => ({
  who,
  type: 'answerCommunity',
  body: says(body),
  losesBy: [],
});

const codeOf = (answered: Answered) => (answered.outcome === 'refused' ? answered.code : null);

for (const engine of engines)
  describe(`races on ${engine}`, () => {
    let world: World;
    let n = 0;
    beforeAll(async () => {
      world = await openWorld(await openTestStorage(engine));
    });
    afterAll(() => world.close());

    test.each(RACES)('$name', { timeout: 600_000 }, async (race) => {
      const times = EXAM ? Math.ceil(ALL_TIMES / RACES.length / engines.length) : SHORT_TIMES;
      for (let time = 0; time < times; time += 1) {
        n += 1;
        const of = await race.given(world, n);
        const pair = time % 2 === 0 ? [race.one, race.other] : [race.other, race.one];
        const [first, later] = pair as [Racer, Racer];
        const atOnce = time % 4 >= 2;
        const sent = send(world, of, first);
        if (!atOnce) await sent;
        const [answered, then] = await Promise.all([sent, send(world, of, later)]);
        const refused = [
          { racer: first, code: codeOf(answered) },
          { racer: later, code: codeOf(then) },
        ].filter(({ code }) => code !== null);
        expect(refused).toHaveLength(1);
        expect(refused[0]?.racer.losesBy).toContain(refused[0]?.code);
        const rows = await readRows(world.storage.read, { streamKind: 'handoff', streamId: of.handoff });
        expect(rows.length).toBe(of.version + 1);
      }
    });

    test('an expired request: an accept still counts, a refusal holds nothing up, a second accept finds it decided', async () => {
      const expired = async () => {
        n += 1;
        const of = await asked(world, n);
        await world.pass(16);
        const rows = await readRows(world.storage.read, { streamKind: 'handoff', streamId: of.handoff });
        expect(rows.at(-1)?.facts.map(({ type }) => type)).toContain('rungAsked');
        return { ...of, version: rows.length };
      };
      const late = await expired();
      expect(codeOf(await send(world, late, answers('willow', accept)))).toBeNull();
      const version = late.version + 1;
      expect(
        codeOf(await send(world, { ...late, version }, answers('river', { ...accept, office: 'S-RIVER' }))),
      ).toBe('notInThisState');

      const refused = await expired();
      expect(codeOf(await send(world, refused, answers('willow', refuse)))).toBeNull();
      expect(
        codeOf(
          await send(
            world,
            { ...refused, version: refused.version + 1 },
            answers('river', { ...accept, office: 'S-RIVER' }),
          ),
        ),
      ).toBeNull();
    });

    test('the clock of a request and the answer to it at once: the consent stands, whichever came first', async () => {
      for (const clockFirst of [true, false]) {
        n += 1;
        const of = await asked(world, n);
        const fire = () =>
          world.send('house', 'dueTimerFired', of.handoff, { timer: 'requestDue', setByVersion: of.version });
        world.clock.now += 15 * MINUTE;
        const answer = () => send(world, of, answers('willow', accept));
        const both = clockFirst ? [fire(), answer()] : [answer(), fire()];
        await Promise.all(both);
        const answered = await (clockFirst ? both[1] : both[0]);
        expect(answered?.outcome).toBe('accepted');
        const rows = await readRows(world.storage.read, { streamKind: 'handoff', streamId: of.handoff });
        const facts = rows.flatMap((row) => row.facts.map(({ type }) => type));
        expect(facts.filter((fact) => fact === 'consentGiven')).toHaveLength(1);
        expect(facts.includes('rungAsked')).toBe(clockFirst);
      }
    });

    test('one person at two checkpoints at once has one case', async () => {
      n += 1;
      const number = numberOf(n);
      const stopAt = (who: string, checkpoint: string) =>
        world.did(who, 'openStop', null, { checkpoint, vehicle: 'car', travellers: 1, direction: 'INBOUND' });
      const north = await stopAt('wen', 'K-NORTH');
      const south = await stopAt('ma', 'K-SOUTH');
      const openAt = (who: string, { streamId }: { streamId: string }) =>
        world.send(who, 'openHandoff', null, {
          stopId: streamId,
          traveller: 1,
          healthStatus: POPPED_UP,
          ...details('李洁', number),
        });
      const both = await Promise.all([openAt('wen', north), openAt('ma', south)]);
      expect(both.map(codeOf).filter((code) => code !== null)).toEqual(['personHasNoOtherCase']);
    });
  });
