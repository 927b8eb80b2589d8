/**
 * How the demonstration's cases went: short stories told as commands with the minutes between them.
 *
 * Every case is made by sending commands at moving times, through the same spine as everybody's; nothing is inserted.
 */
import type { CommandType } from '../contract/commands.ts';
import type { Answered } from '../contract/doors.ts';
import { OFFICES } from './district.ts';

/** Who a story can have act; which person that is depends on where the case lies. */
export type Cast = 'officer' | 'second' | 'superior' | 'worker' | 'street' | 'supervisor' | 'otherSupervisor';

/** What a story can do. Each act waits for its minute and returns what the house answered. */
export interface Stage {
  readonly handoff: string;
  readonly community: string;
  readonly street: string;
  readonly account: (cast: Cast) => string;
  act(minutes: number, cast: Cast, type: CommandType, body?: object, second?: Cast): Promise<Answered>;
  /** Signs the pledge as it is shown now. */
  sign(minutes: number): Promise<Answered>;
}

export type Scenario = (stage: Stage) => Promise<void>;

const YES = { isRegisteredResident: 'yes', knowsTheStatus: 'yes', acceptsReception: 'yes' };
const BOTH_IN_WRITING = { checkpoint: 'inWriting', office: 'inWriting' };
const HOLD = { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' };

const ask = (stage: Stage, minutes = 4) =>
  stage.act(minutes, 'officer', 'askCommunity', { community: stage.community });
const accept = (stage: Stage, minutes = 6, more = {}) =>
  stage.act(minutes, 'worker', 'answerCommunity', {
    office: stage.community,
    answer: 'accept',
    ...YES,
    ...more,
  });
const noAnswer = (stage: Stage, minutes: number) =>
  stage.act(minutes, 'officer', 'recordCall', {
    office: stage.community,
    number: OFFICES.find(({ code }) => code === stage.community)?.numbers[0]?.number ?? '',
    outcome: 'noAnswer',
  });

async function released(stage: Stage): Promise<void> {
  await stage.act(1, 'officer', 'readDocument');
  await ask(stage);
  await accept(stage, 7, { conditions: ['homeObservation'], observationDays: 7 });
  await stage.act(3, 'officer', 'acknowledgeConditions', { readAloud: true });
  await stage.sign(2);
  await stage.act(1, 'officer', 'releaseTraveller', { words: '一路平安' });
}

async function withTheSupervisor(stage: Stage): Promise<void> {
  await stage.act(1, 'officer', 'readDocument');
  await ask(stage);
  await stage.act(6, 'worker', 'answerCommunity', {
    office: stage.community,
    answer: 'conditional',
    isRegisteredResident: 'yes',
    words: '你要放我就收',
  });
  await stage.act(3, 'officer', 'escalateRequest');
  await stage.act(8, 'street', 'answerCommunity', {
    office: stage.street,
    answer: 'refuse',
    reason: 'noCapacity',
    isRegisteredResident: 'yes',
  });
  await stage.act(2, 'officer', 'escalateRequest');
}

/** Every state a case can be found in, and the stories that lead there. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  justOpened: async () => {},
  waitingForTheCommunity: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await ask(stage);
  },
  calledInVain: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await stage.act(1, 'officer', 'recordEarlierAttempts', {
      attempts: 11,
      answered: 1,
      words: '热线拨打十一次，接通一次',
    });
    await ask(stage);
    for (const minutes of [2, 2, 3]) await noAnswer(stage, minutes);
  },
  heldAndWaiting: async (stage) => {
    await stage.act(2, 'officer', 'holdDocument', HOLD, 'second');
    await ask(stage);
    await stage.act(16, 'superior', 'reviewHold', { verdict: 'keep', because: '等待社区答复，当事人知情' });
  },
  conditionalIsNotConsent: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await ask(stage);
    await stage.act(9, 'worker', 'answerCommunity', {
      office: stage.community,
      answer: 'conditional',
      isRegisteredResident: 'yes',
      words: '你要放我就收',
    });
  },
  notTheirs: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await ask(stage);
    await stage.act(5, 'worker', 'answerCommunity', {
      office: stage.community,
      answer: 'notOurs',
      isRegisteredResident: 'no',
    });
  },
  refusedByTheCommunity: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await ask(stage);
    await stage.act(8, 'worker', 'answerCommunity', {
      office: stage.community,
      answer: 'refuse',
      reason: 'homeIsSealed',
      isRegisteredResident: 'yes',
    });
  },
  acceptedAwaitingThePledge: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await ask(stage);
    await accept(stage, 6, { conditions: ['sealedBuilding'] });
  },
  signed: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await ask(stage);
    await accept(stage, 5);
    await stage.sign(4);
  },
  awaitingARuling: withTheSupervisor,
  ruledToBeReceived: async (stage) => {
    await withTheSupervisor(stage);
    await stage.act(7, 'supervisor', 'ruleOnHandoff', {
      ruling: 'receive',
      office: stage.street,
      ground: 'firstReceiver',
      heard: BOTH_IN_WRITING,
      words: '首接负责，由街道接收并安排',
    });
  },
  ruledAndReleased: async (stage) => {
    await withTheSupervisor(stage);
    await stage.act(7, 'supervisor', 'ruleOnHandoff', {
      ruling: 'receive',
      office: stage.street,
      ground: 'firstReceiver',
      heard: BOTH_IN_WRITING,
      words: '首接负责，由街道接收并安排',
    });
    await stage.act(4, 'street', 'acknowledgeRuling', { office: stage.street });
    await stage.sign(3);
    await stage.act(1, 'officer', 'releaseTraveller');
  },
  ruledToTurnBack: async (stage) => {
    await withTheSupervisor(stage);
    await stage.act(9, 'supervisor', 'ruleOnHandoff', {
      ruling: 'turnBack',
      ground: 'noPlace',
      heard: BOTH_IN_WRITING,
      words: '无接收条件，建议暂缓',
    });
    await stage.act(4, 'officer', 'turnTravellerBack', {
      reason: 'ruledTurnBack',
      alternatives: ['anotherOffice', 'hotelObservation'],
    });
  },
  exceptionProposed: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await stage.act(2, 'officer', 'recordItinerary', { itinerary: { shows: 'SOURCE_UNAVAILABLE' } });
    await stage.act(5, 'supervisor', 'proposeException', {
      regions: ['itinerary'],
      ground: 'outage',
      words: '查询系统故障，有纸质行程证明',
    });
  },
  onTheWay: released,
  overdue: released,
  received: async (stage) => {
    await released(stage);
    await stage.act(70, 'worker', 'confirmArrival', { office: stage.community });
  },
  receptionProblem: async (stage) => {
    await released(stage);
    await stage.act(60, 'worker', 'confirmArrival', { office: stage.community });
    await stage.act(20, 'worker', 'reportReceptionProblem', {
      office: stage.community,
      words: '楼栋管控升级，需另行安置',
    });
  },
  transferAsked: async (stage) => {
    await released(stage);
    await stage.act(55, 'worker', 'confirmArrival', { office: stage.community });
    await stage.act(30, 'worker', 'requestTransfer', { office: stage.community, to: 'C-9912' });
  },
  positive: async (stage) => {
    await stage.act(2, 'officer', 'holdDocument', HOLD, 'second');
    await ask(stage);
    await stage.act(5, 'officer', 'recordTest', {
      test: {
        result: 'POSITIVE',
        sampledAt: null,
        receivedAt: null,
        reportedAt: null,
        samplingMode: 'SINGLE',
        seen: 'LAB_PHONE_CONFIRMED',
      },
    });
    await stage.act(2, 'officer', 'returnDocument');
    await stage.act(3, 'officer', 'referTraveller', {
      kind: 'healthAuthority',
      to: '云河区疾控中心（演示）',
    });
  },
  emergency: async (stage) => {
    await stage.act(2, 'officer', 'holdDocument', HOLD, 'second');
    await stage.act(6, 'officer', 'markNeed', { need: 'ill' });
    await stage.act(2, 'officer', 'referTraveller', { kind: 'emergency', to: '120 急救' });
  },
  lifted: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await ask(stage);
    await stage.act(20, 'officer', 'recordHealthStatus', { healthStatus: { shows: 'GREEN' } });
    await stage.act(1, 'officer', 'clearTraveller');
  },
  turnedBack: async (stage) => {
    await stage.act(1, 'officer', 'readDocument');
    await ask(stage);
    await stage.act(8, 'worker', 'answerCommunity', {
      office: stage.community,
      answer: 'refuse',
      reason: 'cannotIsolate',
      isRegisteredResident: 'yes',
    });
    await stage.act(3, 'officer', 'addStatement', { words: '家中有单独房间，请求复核' });
    await stage.act(4, 'officer', 'turnTravellerBack', {
      reason: 'communityRefused',
      alternatives: ['anotherOffice', 'hotelObservation'],
    });
  },
  leaving: async (stage) => {
    await stage.act(2, 'officer', 'holdDocument', HOLD, 'second');
    await ask(stage);
    await stage.act(11, 'officer', 'requestDeparture', { wish: 'leave', askedBy: 'officerForTraveller' });
  },
  left: async (stage) => {
    await stage.act(2, 'officer', 'holdDocument', HOLD, 'second');
    await ask(stage);
    await stage.act(11, 'officer', 'requestDeparture', { wish: 'leave', askedBy: 'officerForTraveller' });
    await stage.act(2, 'officer', 'returnDocument');
    await stage.act(1, 'officer', 'withdrawTraveller');
  },
  deposited: async (stage) => {
    await stage.act(2, 'officer', 'holdDocument', HOLD, 'second');
    await stage.act(12, 'officer', 'requestDeparture', { wish: 'leave', askedBy: 'officerForTraveller' });
    await stage.act(3, 'officer', 'depositDocument', { why: 'travellerLeft' }, 'superior');
    await stage.act(1, 'officer', 'withdrawTraveller');
  },
};

/** Who came in whose car: two people, the same proofs, two communities. */
export const RODE_WITH: Readonly<Record<string, string>> = {
  turnedBack: 'received',
  refusedByTheCommunity: 'acceptedAwaitingThePledge',
};

/** How long ago a story should have begun, in minutes, so that it is found in its state now. */
export const BEGAN_MINUTES_AGO: Readonly<Record<string, number>> = {
  justOpened: 3,
  waitingForTheCommunity: 9,
  calledInVain: 14,
  heldAndWaiting: 26,
  conditionalIsNotConsent: 18,
  notTheirs: 13,
  refusedByTheCommunity: 16,
  acceptedAwaitingThePledge: 15,
  signed: 18,
  awaitingARuling: 32,
  ruledToBeReceived: 36,
  ruledAndReleased: 70,
  ruledToTurnBack: 90,
  exceptionProposed: 12,
  onTheWay: 45,
  overdue: 420,
  received: 300,
  receptionProblem: 330,
  transferAsked: 350,
  positive: 75,
  emergency: 95,
  lifted: 110,
  turnedBack: 130,
  leaving: 18,
  left: 120,
  deposited: 140,
};
