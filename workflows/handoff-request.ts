/**
 * The request and its consent: a community is asked, the question climbs, somebody answers or rules, and what was said can
 * be disputed, taken back and looked at again. `handoff.ts` has the drawing.
 */
import { and, enqueueActions, not, or, stateIn } from 'xstate';
import type { Appealed } from '../src/contract/answers.ts';
import { type HandoffContext, type HandoffInput, NOBODY, type OralAnswer } from './handoff-context.ts';
import {
  decide,
  type Event,
  fact,
  found,
  judgedNeeded,
  judgedNotNeeded,
  judgedStops,
  noted,
  remember,
  said,
  wishes,
} from './handoff-strokes.ts';

const answers =
  (answer: string) =>
  ({ event }: { event: Event }) =>
    said(event).answer === answer;
const rules =
  (ruling: string) =>
  ({ event }: { event: Event }) =>
    said(event).ruling === ruling;
const finds =
  (outcome: string) =>
  ({ event }: { event: Event }) =>
    said(event).outcome === outcome;
const rungIs =
  (rung: string) =>
  ({ context }: { context: HandoffContext }) =>
    context.request.rung === rung;
const communityChanged = ({ event }: { event: Event }) => found(event, 'communityChanged');

/** The rung at which an office was asked, or null where it never was. */
export function rungOf(
  context: HandoffContext,
  office: string | undefined,
): 'community' | 'streetOffice' | null {
  if (office === undefined) return null;
  if (context.request.streetOffice === office) return 'streetOffice';
  return context.request.community === office ? 'community' : null;
}

const refusesAtTheHighestRung = ({ context, event }: { context: HandoffContext; event: Event }) =>
  said(event).answer === 'refuse' && rungOf(context, said(event).office) === context.request.rung;
const asksForTheStreetOffice = ({ context, event }: { context: HandoffContext; event: Event }) =>
  said(event).answer === 'needsStreetOffice' && context.request.rung === 'community';

const ask = remember((context, input) => ({
  request: {
    ...context.request,
    rung: 'community',
    community: input.community ?? null,
    streetOffice: null,
    supervisor: null,
    residentKnown: false,
    notOurs: false,
    codeIssued: false,
    decider: null,
  },
}));
/** Another community is another question: it may be asked again once, like the one before it. */
const askAnother = remember((context) => ({ request: { ...context.request, askedAgain: false } }));
const askAgain = remember((context) => ({
  request: { ...context.request, askedAgain: true, codeIssued: false },
}));
const climb = remember((context, input) => {
  const rung = context.request.rung === 'community' ? 'streetOffice' : 'supervisor';
  return {
    request: {
      ...context.request,
      rung,
      [rung]: input.nextOffice ?? null,
      askedAgain: false,
      codeIssued: false,
      decider: null,
    },
    consent: NOBODY.consent,
  };
});
/** Straight to the desk, past a rung that was not asked: two words about one answer are for a named person to weigh. */
const bringToTheDesk = remember(({ request }, input) => ({
  request: {
    ...request,
    rung: 'supervisor',
    supervisor: input.nextOffice ?? request.supervisor,
    askedAgain: false,
    codeIssued: false,
    decider: null,
  },
  consent: NOBODY.consent,
}));

const isOf = (one: OralAnswer, { office, worker, by, type }: HandoffInput) =>
  one.office === office && one.worker === (type === 'disputeOralAnswer' ? by : worker);
/** What was recorded in the sender's name and may still be disputed; undefined where nothing is. */
export const oralAnswerOf = ({ oral }: HandoffContext, input: HandoffInput): OralAnswer | undefined =>
  oral.find((one) => isOf(one, input));
/** What a worker says anew by telephone takes the place of what they said before. */
const noteOralAnswer = (oral: HandoffContext['oral'], input: HandoffInput): HandoffContext['oral'] =>
  input.type !== 'recordOralAnswer'
    ? oral
    : [
        ...oral.filter((one) => !isOf(one, input)),
        {
          office: input.office ?? '',
          worker: input.worker ?? '',
          answer: input.answer ?? null,
          at: input.at,
          decides: false,
        },
      ];
const keepOralAnswer = remember(({ oral }, input) => ({ oral: noteOralAnswer(oral, input) }));
/** By this answer the consent is given or refused, and by none before it. */
const itDecides = remember(({ oral }, input) => ({
  oral: oral.map((one) => ({ ...one, decides: input.type === 'recordOralAnswer' && isOf(one, input) })),
}));
/** A problem that is new is nobody's to decide yet. */
export const withAProblem = ({ care, request }: HandoffContext) => ({
  care: { ...care, problem: true },
  request: care.problem ? request : { ...request, decider: null },
});
/**
 * What is disputed is open no longer; "not ours" is taken back by it. Who never said that they would take the traveller,
 * and has them in their care by now, has a problem to be ruled on.
 */
const takeOutOfTheirName = remember((context, input) => {
  const word = oralAnswerOf(context, input);
  const { care, request } =
    word?.decides === true && word.office === context.care.office ? withAProblem(context) : context;
  return {
    oral: context.oral.filter((one) => one !== word),
    care,
    request: { ...request, notOurs: request.notOurs && word?.answer !== 'notOurs' },
  };
});
/** The oldest word in somebody's name was not disputed in its time. */
export const letItStand = remember(({ oral }) => ({ oral: oral.slice(1) }));
const restsOnAnother = ({ context, event }: { context: HandoffContext; event: Event }) =>
  oralAnswerOf(context, said(event))?.decides !== true;

const noteAnswer = remember((context, input) => ({
  request: {
    ...context.request,
    residentKnown:
      context.request.residentKnown ||
      input.isRegisteredResident === 'yes' ||
      input.isRegisteredResident === 'notSure',
    // Whoever said it may take it back; the office above says nothing about whose resident somebody is.
    notOurs:
      input.answer === 'notOurs' || (context.request.notOurs && input.office !== context.request.community),
    codeIssued: false,
  },
  oral: noteOralAnswer(context.oral, input),
}));
const takeConsent = remember((_, input) => ({
  consent: {
    office: input.office ?? null,
    conditions: (input.conditions?.length ?? 0) > 0 ? 'shown' : 'none',
    until: input.until ?? null,
  },
}));
const forgetRequest = remember(() => ({ request: NOBODY.request, consent: NOBODY.consent }));
/** Nothing is asked any more. The offices stay known, so that an answer on its way is kept as a statement. */
const dropRequest = remember(({ request: { community, streetOffice } }) => ({
  request: { ...NOBODY.request, community, streetOffice },
  consent: NOBODY.consent,
}));
const noCode = remember((context) => ({ request: { ...context.request, codeIssued: false } }));
/** The offices stay known, so that an answer on its way is kept as a statement; nothing else of the request does. */
const endRequest = remember(({ request }) => ({
  request: {
    ...NOBODY.request,
    community: request.community,
    streetOffice: request.streetOffice,
    askedAgain: request.askedAgain,
  },
  consent: NOBODY.consent,
}));
/** Taken back by the officer, which uses up the second question. */
const takeBack = remember(({ request }) => ({ request: { ...request, askedAgain: true } }));
/** The desk that ruled is asked once more; what it ruled stands no longer. */
const reopenRuling = remember(() => ({ consent: NOBODY.consent }));
const takeUp = remember(({ request }, { by }) => ({ request: { ...request, decider: by } }));
/** Another than who let it lapse is named, where prepare found one. */
const nameTheDecider = enqueueActions<
  HandoffContext,
  Event,
  undefined,
  Event,
  never,
  { type: 'fact'; params: { fact: string } },
  never
>(({ context: { request }, event, enqueue }) => {
  const { nextDecider } = said(event);
  if (nextDecider === undefined || nextDecider === request.decider) return;
  enqueue.assign({ request: { ...request, decider: nextDecider } });
  enqueue(fact('deciderNamed'));
});
export const endAppeal = remember(() => ({ appeal: null }));

const conditionsAreKnown = remember(({ consent }) => ({
  consent: { ...consent, conditions: 'acknowledged' },
}));

const climbing = [
  { guard: rungIs('community'), target: '#asked.streetOffice', actions: [climb, fact('rungAsked')] },
  { target: '#asked.supervisor', actions: [climb, fact('rungAsked')] },
];
/** A consent that is lost while the traveller is leaving is not asked for again. */
const losing = [
  { guard: stateIn({ open: { stay: 'departing' } }), target: '#consent.cancelled', actions: endRequest },
  ...climbing,
];
/** A ruling that fell goes back to the desk that made it, never down the ladder. */
const ruledAnew = [
  { guard: stateIn({ open: { stay: 'departing' } }), target: '#consent.cancelled', actions: endRequest },
  { target: '#asked.supervisor', actions: [reopenRuling, fact('rungAsked')] },
];
const answering = [
  {
    guard: answers('accept'),
    target: '#consent.accepted',
    actions: [noteAnswer, itDecides, takeConsent, fact('consentGiven')],
  },
  {
    guard: refusesAtTheHighestRung,
    target: '#consent.refused',
    actions: [noteAnswer, itDecides, fact('consentRefused')],
  },
  {
    guard: asksForTheStreetOffice,
    target: '#asked.streetOffice',
    actions: [noteAnswer, climb, fact('requestEscalated'), fact('rungAsked')],
  },
  { actions: noteAnswer },
];
const isLeaving = stateIn({ open: { stay: 'departing' } });
/** Nobody is asked while a test stops the case or the traveller is leaving. */
const nobodyMayBeAsked = or([stateIn({ open: { test: 'stops' } }), isLeaving]);
/** An answer that is disputed by whom it was put down to decides no longer; a named person weighs both words. */
const disputing = (unless: typeof isLeaving) => [
  { guard: restsOnAnother, actions: takeOutOfTheirName },
  { guard: unless, target: '#consent.cancelled', actions: [takeOutOfTheirName, endRequest] },
  { target: '#asked.supervisor', actions: [takeOutOfTheirName, bringToTheDesk, fact('rungAsked')] },
];
export const disputed = { actions: takeOutOfTheirName };
export const appealing = {
  actions: remember((_, { of, at }) => ({
    appeal: { of: of as Appealed, filedAt: at, isOverdue: false },
  })),
};
/** While nobody has ruled: who decides, and what they ask of either side. */
export const hearing = {
  takeUpDispute: { actions: takeUp },
  askForStatement: noted,
};
/** A ruling to turn back that did not hold is no ruling: the desk decides once more. */
const lookingAgain = [
  { guard: finds('upheld'), actions: endAppeal },
  { guard: nobodyMayBeAsked, target: '#consent.cancelled', actions: [endAppeal, endRequest] },
  { target: '#asked.supervisor', actions: [endAppeal, bringToTheDesk, fact('rungAsked')] },
];

/** What ends a request or a consent from outside: nothing to consent to, a test that stops, another address. */
const endings = {
  judgedAgain: [
    {
      guard: judgedNotNeeded('consent'),
      target: '#consent.notNeeded',
      actions: [dropRequest, fact('requestCancelled')],
    },
    { guard: judgedStops, target: '#consent.cancelled', actions: [endRequest, fact('requestCancelled')] },
  ],
  correctDetails: {
    guard: communityChanged,
    target: '#consent.needed',
    actions: [forgetRequest, fact('requestCancelled')],
  },
};
/** The supervisor's rung, before and after the ruling fell due. */
const ruling = [
  { guard: rules('receive'), target: '#ruled.receive', actions: [decide('ruling'), takeUp, takeConsent] },
  { guard: rules('turnBack'), target: '#ruled.turnBack', actions: [decide('ruling'), takeUp] },
  { target: '#consent.needed', actions: [decide('ruling'), forgetRequest] },
];
const rulingAnew = ruling.map((to) =>
  to.target === '#ruled.receive' ? { ...to, target: '#ruled.anew' } : to,
);

/** An answer to a question that ended without one decides nothing any more, and is kept. */
const statements = {
  answerCommunity: { actions: fact('answerKeptAsStatement') },
  recordOralAnswer: { actions: [keepOralAnswer, fact('answerKeptAsStatement')] },
};

export const consent = {
  id: 'consent',
  initial: 'notNeeded',
  states: {
    notNeeded: { on: { ...statements, judgedAgain: { guard: judgedNeeded('consent'), target: 'needed' } } },
    needed: {
      on: {
        ...statements,
        judgedAgain: { guard: judgedNotNeeded('consent'), target: 'notNeeded', actions: dropRequest },
        askCommunity: { target: 'asked.community', actions: ask },
      },
    },
    asked: {
      id: 'asked',
      initial: 'community',
      on: {
        ...endings,
        answerCommunity: answering,
        recordOralAnswer: answering,
        escalateRequest: climbing,
        // After "not ours", whoever is being asked by then: the ladder of another community begins below.
        askCommunity: { target: '#asked.community', actions: [ask, askAnother] },
        cancelRequest: { target: 'cancelled', actions: [endRequest, takeBack] },
        requestDeparture: {
          guard: wishes('leave'),
          target: 'cancelled',
          actions: [endRequest, fact('requestCancelled')],
        },
        issueReadBackCode: {
          actions: remember((context) => ({ request: { ...context.request, codeIssued: true } })),
        },
        readBackCodeDue: { actions: [noCode, fact('readBackCodeLapsed')] },
      },
      states: {
        community: {
          on: {
            requestDue: { target: 'streetOffice', actions: [climb, fact('rungAsked')] },
          },
        },
        streetOffice: { on: { rungDue: { target: 'supervisor', actions: [climb, fact('rungAsked')] } } },
        supervisor: {
          on: {
            ...hearing,
            ruleOnHandoff: ruling,
            rulingDue: { target: 'undecided', actions: [fact('nobodyDecided'), nameTheDecider] },
          },
        },
        // Nobody ruled in time. The case stays on the ladder; the officer may turn back, and the notice says so.
        undecided: {
          on: {
            ...hearing,
            ruleOnHandoff: ruling,
            rulingDue: { actions: [fact('nobodyDecided'), nameTheDecider] },
          },
        },
      },
    },
    accepted: {
      on: {
        ...endings,
        consentLapses: { target: 'needed', actions: [forgetRequest, fact('consentLapsed')] },
        revokeConsent: losing,
        reportChange: losing,
        // No consent stands while a test stops the case.
        disputeOralAnswer: disputing(isLeaving),
        acknowledgeConditions: { actions: conditionsAreKnown },
      },
    },
    refused: {
      on: {
        judgedAgain: { guard: judgedNotNeeded('consent'), target: 'notNeeded', actions: dropRequest },
        correctDetails: { guard: communityChanged, target: 'needed', actions: forgetRequest },
        askCommunity: [
          { guard: rungIs('community'), target: 'asked.community', actions: [ask, askAgain] },
          { target: 'asked.streetOffice', actions: askAgain },
        ],
        escalateRequest: climbing,
        disputeOralAnswer: disputing(nobodyMayBeAsked),
      },
    },
    ruled: {
      id: 'ruled',
      initial: 'receive',
      on: { judgedAgain: { guard: judgedNotNeeded('consent'), target: 'notNeeded', actions: dropRequest } },
      states: {
        receive: {
          initial: 'awaiting',
          on: {
            ...endings,
            acknowledgeConditions: { actions: conditionsAreKnown },
            // A ruling binds the office: it cannot revoke, and what changed is for the desk to weigh.
            reportChange: ruledAnew,
            consentLapses: ruledAnew.map((to) => ({
              ...to,
              actions: [to.actions, fact('consentLapsed')].flat(),
            })),
          },
          states: {
            awaiting: {
              on: {
                // A ruling that nobody acknowledged can be made anew.
                ruleOnHandoff: rulingAnew,
                // By another than who ruled, after they took it up by name.
                takeUpDispute: hearing.takeUpDispute,
                acknowledgeRuling: { target: 'acknowledged' },
                // Silence goes up the ladder, never back to the traveller.
                acknowledgeDue: { actions: fact('acknowledgementOverdue') },
              },
            },
            acknowledged: {},
          },
        },
        // No consent stands while one ruling takes another's place, so whatever was signed or declined under it falls.
        anew: { always: 'receive' },
        turnBack: { on: { fileAppeal: appealing, lookAgain: lookingAgain } },
      },
    },
    // Lasts only while a test stops the case or the traveller is leaving.
    cancelled: {
      always: {
        guard: and([
          not(stateIn({ open: { test: 'stops' } })),
          not(stateIn({ open: { stay: 'departing' } })),
        ]),
        target: 'needed',
      },
      on: {
        judgedAgain: { guard: judgedNotNeeded('consent'), target: 'notNeeded', actions: dropRequest },
        // Listed so that asking is told why not; its sentences can never all hold here.
        askCommunity: { target: 'asked.community', actions: ask },
        ...statements,
      },
    },
  },
};
