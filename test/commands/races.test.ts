/**
 * Two commands that race for one case: in one order, in the other, and at once.
 *
 * Whatever the order, there is exactly one winner, the other is refused by name, and the case stands where the winner
 * left it. `npm test` races each pair a few times; EXAM=1 races 5,000 times.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answered } from '../../src/commands/index.ts';
import type { CommandType } from '../../src/contract/commands.ts';
import { readRows, readViews } from '../../src/storage/index.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import { engines, openTestStorage } from '../storage/engines.ts';
import {
  codeSent,
  details,
  MINUTE,
  openWorld,
  PLEDGE_DIGEST,
  POPPED_UP,
  stopOne,
  type World,
  YES,
} from './world.ts';

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
const turnedBack = async (world: World, n: number) => {
  const refusedThere = await then(world, await asked(world, n), 'willow', 'answerCommunity', refuse);
  return then(world, refusedThere, 'wen', 'turnTravellerBack', {
    reason: 'communityRefused',
    alternatives: ['anotherOffice'],
  });
};
const appealed = async (world: World, n: number) =>
  then(world, await turnedBack(world, n), 'wen', 'fileAppeal', { of: 'turnBack', words: '虚构理由' });
/** The office accepted by telephone, in its worker's name. */
const spokenFor = async (world: World, n: number) => {
  const worker = world.people.get('willow') ?? '';
  const sent = await then(world, await asked(world, n), 'wen', 'issueReadBackCode', {
    office: 'C-WILLOW',
    worker,
  });
  return then(world, sent, 'wen', 'recordOralAnswer', {
    ...accept,
    worker,
    code: await codeSent(world, sent.handoff),
    recordingNoticeRead: true,
  });
};
const signedOnAWord = async (world: World, n: number) =>
  then(world, await spokenFor(world, n), 'wen', 'signPledge', sign(world));
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
    name: 'two supervisors take one dispute up',
    given: beforeTheDesk,
    one: { who: 'chen', type: 'takeUpDispute', losesBy: ['nothingCameInBetween'] },
    other: { who: 'dong', type: 'takeUpDispute', losesBy: ['nothingCameInBetween'] },
  },
  {
    name: 'one supervisor takes the dispute up, and the other rules',
    given: beforeTheDesk,
    one: { who: 'chen', type: 'takeUpDispute', losesBy: ['nothingCameInBetween'] },
    other: { who: 'dong', type: 'ruleOnHandoff', body: rules('turnBack'), losesBy: ['nobodyElseDecides'] },
  },
  {
    name: 'dispute one word twice, from two screens of its worker',
    given: spokenFor,
    one: {
      who: 'willow',
      type: 'disputeOralAnswer',
      body: says({ office: 'C-WILLOW' }),
      losesBy: ['anOralAnswerIsOpen'],
    },
    other: {
      who: 'willow',
      type: 'disputeOralAnswer',
      body: says({ office: 'C-WILLOW' }),
      losesBy: ['anOralAnswerIsOpen'],
    },
  },
  {
    name: 'appeal twice',
    given: turnedBack,
    one: {
      who: 'wen',
      type: 'fileAppeal',
      body: says({ of: 'turnBack', words: '虚构理由' }),
      losesBy: ['noAppealIsOpen'],
    },
    other: {
      who: 'bai',
      type: 'fileAppeal',
      body: says({ of: 'other', words: '虚构理由' }),
      losesBy: ['noAppealIsOpen'],
    },
  },
  {
    name: 'two supervisors look at one appeal',
    given: appealed,
    one: {
      who: 'chen',
      type: 'lookAgain',
      body: says({ outcome: 'upheld', words: '虚构意见' }),
      losesBy: ['nothingCameInBetween'],
    },
    other: {
      who: 'dong',
      type: 'lookAgain',
      body: says({ outcome: 'unlawful', words: '虚构意见' }),
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

async function shown({ storage }: World, of: Case) {
  const [put] = await readViews(storage.read, [{ view: 'handoff', key: of.handoff }]);
  if (put === undefined) throw new Error('There is no such row.');
  return put.row as unknown as { readonly state: unknown; readonly context: HandoffContext };
}

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
  });

/** In a house of their own: clocks run out in it, and nobody waits for those of the thousands of cases raced for above. */
for (const engine of engines)
  describe(`what comes at once or too late, on ${engine}`, () => {
    let world: World;
    let n = 0;
    beforeAll(async () => {
      world = await openWorld(await openTestStorage(engine));
    });
    afterAll(() => world.close());

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

    test('release, and a dispute of the word it rests on: nobody leaves on a disputed word, and nobody is called back by one', async () => {
      for (const order of ['release first', 'dispute first', 'at once'] as const) {
        n += 1;
        const of = await signedOnAWord(world, n);
        const release = () => world.send('wen', 'releaseTraveller', of.handoff, {}, { basedOn: of.version });
        const dispute = () => world.send('willow', 'disputeOralAnswer', of.handoff, { office: 'C-WILLOW' });
        const answered =
          order === 'at once'
            ? await Promise.all([release(), dispute()])
            : order === 'release first'
              ? [await release(), await dispute()]
              : [await dispute(), await release()].toReversed();
        const [released, disputed] = answered.map((one) => codeOf(one));
        // What was put down in somebody's name may always be disputed; what it moves depends on who was first.
        expect(disputed).toBeNull();
        const { state, context } = await shown(world, of);
        if (released === null) {
          expect(state).toEqual({ released: 'onTheWay' });
          expect(context.care).toMatchObject({ office: 'C-WILLOW', problem: true });
        } else {
          expect(released).toBe('nothingCameInBetween');
          expect(state).toMatchObject({ open: { consent: { asked: 'supervisor' }, pledge: 'locked' } });
        }
        expect([released === null, order]).not.toEqual([true, 'dispute first']);
        expect([released === null, order]).not.toEqual([false, 'release first']);
      }
    });

    /** A place of its own under River street office, which is there until it is ended. */
    const place = async (code: string, more: object = {}) => {
      const entry = { code, kind: 'community', parent: 'S-RIVER', zh: '虚构社区', numbers: [], ...more };
      return (await world.did('first', 'importDirectory', null, { entries: [entry] })).streamId;
    };
    const PLACES: readonly (readonly [
      string,
      (of: Case, code: string) => Promise<Case>,
      (code: string) => Omit<Racer, 'losesBy'>,
    ])[] = [
      [
        'an acceptance',
        async (of, code) => then(world, of, 'wen', 'askCommunity', { community: code }),
        (code) => ({ who: 'river', type: 'answerCommunity', body: says({ ...accept, office: code }) }),
      ],
      [
        'a ruling',
        async (of) => {
          const askedThere = await then(world, of, 'wen', 'askCommunity', { community: 'C-WILLOW' });
          const climbing = await then(world, askedThere, 'wen', 'escalateRequest');
          return then(world, climbing, 'river', 'escalateRequest');
        },
        (code) => ({ who: 'chen', type: 'ruleOnHandoff', body: rules('receive', code) }),
      ],
      [
        'the acknowledgement of a ruling',
        async (of, code) => {
          const askedThere = await then(world, of, 'wen', 'askCommunity', { community: 'C-WILLOW' });
          const climbing = await then(world, askedThere, 'wen', 'escalateRequest');
          const atTheDesk = await then(world, climbing, 'river', 'escalateRequest');
          return then(world, atTheDesk, 'chen', 'ruleOnHandoff', rules('receive', code)());
        },
        (code) => ({ who: 'river', type: 'acknowledgeRuling', body: says({ office: code }) }),
      ],
      [
        'the wish for a transfer',
        async (of) => received(of),
        (code) => ({ who: 'willow', type: 'requestTransfer', body: says({ office: 'C-WILLOW', to: code }) }),
      ],
      [
        'a transfer',
        async (of, code) =>
          then(world, await received(of), 'willow', 'requestTransfer', { office: 'C-WILLOW', to: code }),
        (code) => ({ who: 'river', type: 'acceptTransfer', body: says({ office: code }) }),
      ],
    ];
    const received = async (of: Case): Promise<Case> => {
      const askedThere = await then(world, of, 'wen', 'askCommunity', { community: 'C-WILLOW' });
      const agreed = await then(world, askedThere, 'willow', 'answerCommunity', accept);
      const pledged = await then(world, agreed, 'wen', 'signPledge', sign(world));
      const gone = await then(world, pledged, 'wen', 'releaseTraveller');
      return then(world, gone, 'willow', 'confirmArrival', { office: 'C-WILLOW' });
    };
    test.each(PLACES)(
      '%s, and the end of the place it is for',
      { timeout: 120_000 },
      async (_, given, sent) => {
        for (const order of ['the command first', 'the end first', 'at once'] as const) {
          n += 1;
          const code = `C-END-${n}`;
          await world.did('second', 'approveChange', await place(code));
          const of = await given(await open(world, n), code);
          const change = await place(code, { validTo: world.clock.now });
          const racer: Racer = { ...sent(code), losesBy: ['officeStands'] };
          const end = () => world.send('second', 'approveChange', change);
          const command = () => send(world, of, racer);
          const [answered, ended] =
            order === 'at once'
              ? await Promise.all([command(), end()])
              : order === 'the command first'
                ? [await command(), await end()]
                : ([await end(), await command()].toReversed() as [Answered, Answered]);
          expect(codeOf(ended)).toBeNull();
          const rows = await readRows(world.storage.read, { streamKind: 'handoff', streamId: of.handoff });
          if (codeOf(answered) === null) {
            // Taken by the directory that still had the place.
            expect(rows.length).toBe(of.version + 1);
            expect(rows.at(-1)?.command['directory']).not.toBe(`${change}@2`);
          } else {
            expect(racer.losesBy).toContain(codeOf(answered));
            expect(rows.length).toBe(of.version);
          }
          if (order !== 'at once') expect(codeOf(answered) === null).toBe(order === 'the command first');
        }
      },
    );

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
