/** How alike the offices answer: the figures add up, are the log's however they are folded, and name nobody. */
import { describe, expect, test } from 'vitest';
import { CALL_OUTCOME_NAMES } from '../../src/contract/answers.ts';
import {
  answersIn,
  FIGURE_ORDERS,
  medianWait,
  orderValue,
  type QuestionFigure,
  REACHED_NOBODY,
  summed,
  sumOf,
} from '../../src/contract/fairness.ts';
import { checkOf17 } from '../../src/contract/identity/check-digit.ts';
import { comparing } from '../../src/push/index.ts';
import { lastPosition, sequence, type Storage } from '../../src/storage/index.ts';
import { comparedUpTo, figuresBetween, foldFairness, rebuildFairness } from '../../src/views/index.ts';
import { figuresOf, NO_QUESTIONS, type Questions, questionsAfter } from '../../src/views/questions.ts';
import { details, openWorld, POPPED_UP, stopOne, type World, YES } from '../commands/world.ts';
import { engines, openTestStorage } from '../storage/engines.ts';

const DAY = '2022-11-08';
const NOON = Date.UTC(2022, 10, 8, 4);

/** The questions of a case after what is told here: a fact, its command, and the seconds since noon. */
type Told = readonly [fact: string | readonly string[], command: object, seconds: number];
const after = (told: readonly Told[]): Questions =>
  told.reduce(
    (questions, [facts, command, seconds]) =>
      questionsAfter(questions, {
        command: { type: 'someCommand', ...command },
        facts: [facts].flat().map((type) => ({ type })),
        occurredAt: NOON + seconds * 1000,
      }),
    NO_QUESTIONS,
  );
const figuresAfter = (...told: readonly Told[]) => Object.fromEntries(figuresOf(after(told)));

const ASKED: Told = ['communityAsked', { community: 'C-WILLOW' }, 0];
const SILENT: Told = ['rungAsked', { type: 'dueTimerFired', nextOffice: 'S-RIVER' }, 900];
const PASSED_UP: Told = ['rungAsked', { type: 'escalateRequest', nextOffice: 'S-RIVER' }, 60];
const says = (office: string, answer: string, seconds: number, reason?: string): Told => [
  'answerGiven',
  { office, answer, ...(reason === undefined ? {} : { reason }) },
  seconds,
];
const WILLOW = `${DAY}.C-WILLOW`;
const RIVER = `${DAY}.S-RIVER`;

describe('what becomes of a question', () => {
  test.each<[string, readonly Told[], object]>([
    ['it waits', [ASKED], { asked: 1 }],
    [
      'answered while it was before the office',
      [ASKED, says('C-WILLOW', 'accept', 95)],
      { asked: 1, inTime: 1, 'answer/accept': 1, 'wait/95': 1 },
    ],
    ['its clock ran out', [ASKED, SILENT], { asked: 1, silent: 1 }],
    [
      'answered after its clock ran out',
      [ASKED, SILENT, says('C-WILLOW', 'accept', 1000)],
      { asked: 1, silent: 1, afterwards: 1, 'answer/accept': 1, 'wait/1000': 1 },
    ],
    ['somebody passed it up', [ASKED, PASSED_UP], { asked: 1, passedUp: 1 }],
    ['it was taken back', [ASKED, ['requestCancelled', {}, 9]], { asked: 1, withdrawn: 1 }],
    ['the traveller left', [ASKED, ['travellerWithdrew', {}, 9]], { asked: 1, withdrawn: 1 }],
    [
      'asking back is no answer',
      [ASKED, says('C-WILLOW', 'needMoreInformation', 30), SILENT],
      { asked: 1, silent: 1, 'answer/needMoreInformation': 1 },
    ],
    [
      'said twice, it counts once; the wait is to the first',
      [
        ASKED,
        says('C-WILLOW', 'conditional', 40),
        says('C-WILLOW', 'conditional', 50),
        says('C-WILLOW', 'refuse', 60, 'noCapacity'),
      ],
      {
        asked: 1,
        inTime: 1,
        'answer/conditional': 1,
        'answer/refuse/noCapacity': 1,
        'wait/40': 1,
      },
    ],
    [
      'question one alone is no answer',
      [ASKED, ['answerGiven', { office: 'C-WILLOW', isRegisteredResident: 'yes' }, 5]],
      { asked: 1 },
    ],
    [
      'what an office disputes was not said by it',
      [
        ASKED,
        ['oralAnswerRecorded', { office: 'C-WILLOW', answer: 'refuse', reason: 'other' }, 20],
        ['oralAnswerDisputed', { office: 'C-WILLOW' }, 50],
      ],
      { asked: 1, disputed: 1 },
    ],
    [
      'asked again after a new address',
      [ASKED, ['detailsCorrected', { type: 'correctDetails', found: { communityChanged: true } }, 10], ASKED],
      { asked: 2, withdrawn: 1 },
    ],
  ])('%s', (_, told, figures) => {
    expect(figuresAfter(...told)[WILLOW]).toEqual(figures);
  });

  test('each rung is a question of its own, and a second one goes to the office that refused', () => {
    const told = figuresAfter(
      ASKED,
      [
        ['answerGiven', 'requestEscalated', 'rungAsked'],
        { office: 'C-WILLOW', answer: 'needsStreetOffice', nextOffice: 'S-RIVER' },
        10,
      ],
      [['answerGiven', 'consentRefused'], { office: 'S-RIVER', answer: 'refuse', reason: 'noCapacity' }, 70],
      ['communityAsked', { community: 'C-WILLOW' }, 100],
      ['rungAsked', { type: 'dueTimerFired', nextOffice: 'D-EAST' }, 999],
    );
    expect(told).toEqual({
      [WILLOW]: { asked: 1, inTime: 1, 'answer/needsStreetOffice': 1, 'wait/10': 1 },
      [RIVER]: { asked: 2, inTime: 1, silent: 1, 'answer/refuse/noCapacity': 1, 'wait/60': 1 },
    });
  });

  test('what an office disputes goes to the supervisor, and the street office is not asked', () => {
    const told = figuresAfter(
      ASKED,
      [['oralAnswerRecorded', 'consentGiven'], { office: 'C-WILLOW', answer: 'accept' }, 20],
      [
        ['oralAnswerDisputed', 'rungAsked'],
        { type: 'disputeOralAnswer', office: 'C-WILLOW', nextOffice: 'D-EAST' },
        50,
      ],
    );
    expect(told).toEqual({ [WILLOW]: { asked: 1, disputed: 1, passedUp: 1 } });
  });

  test.each<[string, string, object, boolean]>([
    ['refuse', 'C-WILLOW', { ruling: 'receive', office: 'C-WILLOW' }, true],
    ['conditional', 'C-WILLOW', { ruling: 'receive', office: 'S-RIVER' }, true],
    ['notOurs', 'C-WILLOW', { ruling: 'receive', office: 'C-WILLOW' }, true],
    ['notOurs', 'C-WILLOW', { ruling: 'receive', office: 'S-RIVER' }, false],
    ['refuse', 'C-WILLOW', { ruling: 'receive', office: 'C-POPLAR' }, false],
    ['refuse', 'C-WILLOW', { ruling: 'turnBack' }, false],
    ['accept', 'C-WILLOW', { ruling: 'receive', office: 'C-WILLOW' }, false],
  ])('%s by the community, then ruled %s %o: against it is %s', (answer, office, ruling, isAgainst) => {
    const told = figuresAfter(ASKED, says(office, answer, 10), PASSED_UP, ['handoffRuled', ruling, 200]);
    expect(told[WILLOW]?.['ruledAgainst'] ?? 0).toBe(isAgainst ? 1 : 0);
  });

  test('the parts of what was asked add up to it, whatever happens in whichever order', () => {
    const steps: readonly Told[] = [
      ASKED,
      SILENT,
      PASSED_UP,
      says('C-WILLOW', 'accept', 5),
      says('S-RIVER', 'refuse', 7),
      ['oralAnswerRecorded', { office: 'C-WILLOW', answer: 'accept' }, 8],
      ['oralAnswerDisputed', { office: 'C-WILLOW' }, 9],
      ['requestCancelled', {}, 10],
      ['handoffRuled', { ruling: 'returnAndAskAgain' }, 11],
    ];
    for (let n = 0; n < steps.length ** 4; n += 1) {
      const told = [0, 1, 2, 3].map((k) => steps[Math.floor(n / steps.length ** k) % steps.length] as Told);
      const questions = after(told);
      const waiting = questions.all.filter(
        ({ ended, answers }) => ended === null && !answers.some(({ inTime }) => inTime),
      ).length;
      const { counts } = summed(sumOf(figuresOf(questions).values()));
      const parts: QuestionFigure[] = ['inTime', 'silent', 'passedUp', 'withdrawn'];
      expect(parts.reduce((sum, part) => sum + counts[part], waiting)).toBe(counts.asked);
      expect(counts.afterwards).toBeLessThanOrEqual(counts.silent + counts.passedUp + counts.withdrawn);
    }
  });
});

describe('figures', () => {
  test('a median is the true one, says on how many waits it rests, and is none where nobody answered', () => {
    expect(medianWait({ asked: 3 })).toBeNull();
    expect(medianWait({ 'wait/40': 1 })).toEqual({ seconds: 40, of: 1 });
    expect(medianWait({ 'wait/9': 1, 'wait/40': 1, 'wait/1000': 1 })).toEqual({ seconds: 40, of: 3 });
    expect(medianWait({ 'wait/10': 1, 'wait/9': 1, 'wait/100': 2 })).toEqual({ seconds: 55, of: 4 });
    // The sums of days are the waits of all of them, not a median of medians.
    const days = [{ 'wait/1': 3 }, { 'wait/100': 1 }, { 'wait/200': 1 }];
    expect(medianWait(sumOf(days))).toEqual({ seconds: 1, of: 5 });
  });

  test('answers are told by reason, and every order has a value', () => {
    const sums = summed({ asked: 4, 'answer/refuse/noCapacity': 2, 'answer/refuse/other': 1, 'wait/7': 2 });
    expect(answersIn(sums.answers, 'refuse')).toEqual({
      total: 3,
      reasons: [
        ['noCapacity', 2],
        ['other', 1],
      ],
    });
    expect(FIGURE_ORDERS.map((order) => orderValue(sums, order))).toEqual([4, 0, 0, 3, 0, 0, 0, 7]);
    expect(orderValue(summed({}), 'wait')).toBeNull();
  });

  test('a call that was answered by somebody who hung up or kept their name to themselves reached somebody', () => {
    expect(CALL_OUTCOME_NAMES.filter((name) => !REACHED_NOBODY.includes(name))).toEqual([
      'hungUp',
      'refusedToBeNamed',
      'spokeUnidentified',
      'spokeIdentified',
    ]);
  });
});

const order = async (storage: Storage) => {
  if (storage.engine === 'postgres') while ((await storage.write((writer) => sequence(writer))).rows > 0);
};
const foldAll = async (storage: Storage) => {
  await order(storage);
  while ((await foldFairness(storage)) > 0);
};
const kept = (storage: Storage) =>
  storage.read
    .selectFrom('views')
    .selectAll()
    .where('view', 'in', ['figures', 'likeCases'])
    .orderBy('view')
    .orderBy('key')
    .execute();

/** The n-th person: the number passes its check digit and is nobody's. */
const person = (n: number) => {
  const body = `99000018800101${String(n).padStart(3, '0')}`;
  return details(`何山${n}`, body + checkOf17(body));
};

const ACCEPT = { answer: 'accept', ...YES };
const REFUSE = { answer: 'refuse', isRegisteredResident: 'yes', reason: 'noCapacity' };

/** Two of one car and of the same facts, whose communities answer differently; a third that nobody answered. */
async function aDay(world: World) {
  const { did, clock } = world;
  const car = await did('wen', 'openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 2,
    direction: 'INBOUND',
  });
  const cases: string[] = [];
  for (const [traveller, who] of [
    [1, details()],
    [2, details('王平', '990000188001010021')],
  ] as const) {
    const { streamId } = await did('wen', 'openHandoff', null, {
      stopId: car.streamId,
      traveller,
      healthStatus: POPPED_UP,
      ...who,
    });
    cases.push(streamId);
  }
  const [first = '', second = ''] = cases;
  for (const [handoff, worker, office, body, minutes] of [
    [first, 'willow', 'C-WILLOW', ACCEPT, 2],
    [second, 'poplar', 'C-POPLAR', REFUSE, 5],
  ] as const) {
    const asked = await did('wen', 'askCommunity', handoff, { community: office });
    clock.now += minutes * 60_000;
    await did(worker, 'answerCommunity', handoff, { office, ...body }, { basedOn: asked.version });
  }
  await did('wen', 'recordCall', second, { office: 'C-POPLAR', number: '010-00000006', outcome: 'busy' });
  const silent = await stopOne(world, {}, 'ma');
  await did('ma', 'askCommunity', silent.handoff, { community: 'C-WILLOW' });
  await world.pass(50);
  return { car: car.streamId, first, second, silent: silent.handoff };
}

const clause = (measure: string, id: string) => ({ zh: id, en: measure });
const PERIOD = { from: DAY, to: DAY };
const ASKING = { ...PERIOD, level: 'community', order: 'asked', isRising: false } as const;

for (const engine of engines)
  describe(`comparing, on ${engine}`, () => {
    test('figures of communities, in order, added up by who stands above, within the scope alone', {
      timeout: 60_000,
    }, async () => {
      const world = await openWorld(await openTestStorage(engine));
      await aDay(world);
      await foldAll(world.storage);
      const offices = [...world.spine.registry.offices.values()];
      const fairness = comparing(world.storage, { offices: () => offices, clause });
      const chen = world.by('chen').actor;
      const shown = await fairness.figures(chen, ASKING);
      expect(shown?.position).toBe(await lastPosition(world.storage.read));
      expect([shown?.communities, shown?.onRecord]).toEqual([2, 2]);
      const [willow, poplar, ...rest] = shown?.rows ?? [];
      expect(rest).toEqual([]);
      expect(willow).toMatchObject({
        office: 'C-WILLOW',
        named: [{ zh: '东河区' }, { zh: '河沿街道' }, { zh: '柳巷社区' }],
        counts: { asked: 2, inTime: 1, silent: 1, calls: 0 },
        wait: { seconds: 120, of: 1 },
      });
      expect(poplar).toMatchObject({
        office: 'C-POPLAR',
        counts: { asked: 1, inTime: 1, calls: 1, callsInVain: 1 },
        answers: { 'refuse/noCapacity': 1 },
        wait: { seconds: 300, of: 1 },
      });
      expect(shown?.all).toMatchObject({ counts: { asked: 3 }, wait: { seconds: 210, of: 2 } });
      const slowest = await fairness.figures(chen, { ...ASKING, order: 'wait' });
      expect(slowest?.rows.map(({ office }) => office)).toEqual(['C-POPLAR', 'C-WILLOW']);
      const streets = await fairness.figures(chen, { ...ASKING, level: 'streetOffice' });
      expect(streets?.rows).toEqual([{ ...shown?.all, office: 'S-RIVER', named: willow?.named.slice(0, 2) }]);
      const under = await fairness.figures(chen, { ...ASKING, under: 'C-POPLAR' });
      expect(under?.rows).toEqual([poplar]);
      // Whoever covers one community sees that one, and nothing of any other.
      const one = { ...chen, scope: 'C-POPLAR', covers: new Set(['C-POPLAR']) };
      expect((await fairness.figures(one, ASKING))?.rows).toEqual([poplar]);
      expect(await fairness.figures(one, { ...ASKING, under: 'S-RIVER' })).toBeNull();
      const elsewhere = { ...chen, scope: 'D-WEST', covers: new Set(['D-WEST', 'C-PINE']) };
      expect(await fairness.figures(elsewhere, ASKING)).toMatchObject({ rows: [], communities: 0 });
      // Another day has nothing; of a period that is too long the last days are shown, and it says so.
      expect(
        (await fairness.figures(chen, { ...ASKING, from: '2022-11-09', to: '2022-11-09' }))?.rows,
      ).toEqual([]);
      const long = await fairness.figures(chen, { ...ASKING, from: '2020-01-01' });
      expect([long?.from, long?.rows.length]).toEqual(['2022-08-09', 2]);
      expect(JSON.stringify(await figuresBetween(world.storage.read, DAY, DAY))).not.toMatch(
        /[0-9a-f]{8}-[0-9a-f]{4}|李洁|王平|010-/,
      );
      await world.close();
    });

    test('cases of one car, and of the same facts, that did not go alike, for those who may see them', {
      timeout: 60_000,
    }, async () => {
      const world = await openWorld(await openTestStorage(engine));
      const { first, second, silent } = await aDay(world);
      await foldAll(world.storage);
      const offices = [...world.spine.registry.offices.values()];
      const fairness = comparing(world.storage, { offices: () => offices, clause });
      const chen = world.by('chen').actor;
      const cars = await fairness.alike(chen, { ...PERIOD, of: 'stop' });
      expect(cars.groups).toHaveLength(1);
      expect(cars.groups[0]).toMatchObject({
        of: 'stop',
        total: 2,
        clause: { en: 'beijing-2022-11@1' },
        facts: { shown: { healthStatus: 'poppedUp.3' } },
      });
      expect(cars.groups[0]?.outcomes.map(({ answer, total }) => [answer, total]).sort()).toEqual([
        ['accept', 1],
        ['refuse', 1],
      ]);
      expect(cars.groups[0]?.outcomes.flatMap(({ cases }) => cases)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            handoff: first,
            checkpoint: 'K-NORTH',
            sameFacts: true,
            ended: 'open',
            questions: [{ office: 'C-WILLOW', answer: 'accept', reason: null, waitS: 120, ended: null }],
          }),
          expect.objectContaining({
            handoff: second,
            questions: [
              { office: 'C-POPLAR', answer: 'refuse', reason: 'noCapacity', waitS: 300, ended: null },
            ],
          }),
        ]),
      );
      // The third had a test and an itinerary to show: it is like no other.
      const alike = await fairness.alike(chen, { ...PERIOD, of: 'facts' });
      expect(alike.groups.map(({ total }) => total)).toEqual([2]);
      expect(JSON.stringify(alike)).not.toContain(silent);
      expect(JSON.stringify([cars, alike])).not.toMatch(/李洁|王平|9900001880/);
      // Whoever covers one of the two sees nothing to compare; elsewhere nothing is seen at all.
      const one = { ...chen, scope: 'C-POPLAR', covers: new Set(['C-POPLAR']) };
      for (const of of ['stop', 'facts'] as const) {
        expect((await fairness.alike(one, { ...PERIOD, of })).groups).toEqual([]);
        const next = { from: '2022-11-09', to: '2022-11-10' };
        expect((await fairness.alike(chen, { ...next, of })).groups).toEqual([]);
      }
      await world.close();
    });

    test('that one is not over yet is no difference, and other rules or other proofs make no like', {
      timeout: 60_000,
    }, async () => {
      const world = await openWorld(await openTestStorage(engine));
      const answered = async (more: object, body: object) => {
        const { handoff } = await stopOne(world, more);
        const { version } = await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
        const office = 'C-WILLOW';
        await world.did('willow', 'answerCommunity', handoff, { office, ...body }, { basedOn: version });
        return handoff;
      };
      await answered(details(), ACCEPT);
      await answered(person(1), ACCEPT);
      await answered({ ...person(2), itinerary: { shows: 'SOURCE_UNAVAILABLE' } }, REFUSE);
      await stopOne(world);
      await foldAll(world.storage);
      const offices = [...world.spine.registry.offices.values()];
      const fairness = comparing(world.storage, { offices: () => offices, clause });
      const look = () => fairness.alike(world.by('chen').actor, { ...PERIOD, of: 'facts' });
      expect((await look()).groups).toEqual([]);
      await answered(person(3), REFUSE);
      await foldAll(world.storage);
      expect(
        (await look()).groups.map(({ total, outcomes }) => [total, outcomes.map((one) => one.total)]),
      ).toEqual([[3, [2, 1]]]);
      await world.close();
    });

    test('the same log folded from nothing gives the same rows, and nothing is counted twice', {
      timeout: 60_000,
    }, async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      await aDay(world);
      await foldAll(storage);
      // Answered after its clock ran out: the day's figures change afterwards.
      const late = await stopOne(world);
      await world.did('wen', 'askCommunity', late.handoff, { community: 'C-POPLAR' });
      await foldAll(storage);
      await world.pass(16);
      const version = (
        await storage.read
          .selectFrom('journal')
          .select('version')
          .where('stream_id', '=', late.handoff)
          .orderBy('version', 'desc')
          .executeTakeFirstOrThrow()
      ).version;
      await foldAll(storage);
      const office = 'C-POPLAR';
      await world.did('poplar', 'answerCommunity', late.handoff, { office, ...ACCEPT }, { basedOn: version });
      await Promise.all([order(storage), foldFairness(storage), foldFairness(storage)]);
      await foldAll(storage);
      const folded = await kept(storage);
      expect(await comparedUpTo(storage.read)).toBe(await lastPosition(storage.read));
      expect(folded.map(({ key }) => key)).toContain('2022-11-08.C-POPLAR');
      await rebuildFairness(storage);
      expect(await kept(storage)).toEqual(folded);
      const figures = await figuresBetween(storage.read, DAY, DAY);
      expect(sumOf(figures.map((one) => one.figures))['asked']).toBe(6);
      await world.close();
    });
  });
