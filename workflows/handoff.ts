/**
 * The handoff: one traveller who may not simply drive on, from the stop to the arrival.
 *
 *   new ─▶ open ─┬▶ released ─ onTheWay ─▶ received
 *                │              │  ▲        ▲   ▲
 *                │              ▼  │        │   │
 *                │            overdue ──────┘   │
 *                │              ▼               │
 *                │            notArrived ───────┘
 *                ├▶ cleared      the obstacle fell away
 *                ├▶ turnedBack   ├▶ withdrawn   └▶ referred ─ awaiting ─▶ acknowledged
 *
 *   open has ten regions at once:
 *     file         what is known, whose case it is, by which rules it is judged
 *     document     free ─▶ held ─▶ free | deposited
 *     test, healthStatus, itinerary, filing      notNeeded, waived, unmet, pending, met, stops
 *     consent      needed ─▶ asked ─▶ accepted | refused | ruled | cancelled ;  ruled ─▶ asked
 *     pledge       locked ⇄ ready ─▶ signed | declined
 *     stay         staying ⇄ departing
 *     exception    none ⇄ proposed
 *
 * Structure only: which state answers which command and where it leads. What must be true for a
 * command to be allowed stands in `handoff-rules.ts`; timers in `handoff-timers.ts`.
 * No clock, no id, no I/O, no `after`, no `final` (a final state answers nothing).
 */
import { and, assign, enqueueActions, not, or, raise, setup, stateIn } from 'xstate';
import { type Appealed, EVIDENCE_STATES } from '../src/contract/answers.ts';
import type { Settlement } from '../src/contract/contradictions.ts';
import type { EvidenceRegion } from '../src/contract/measures.ts';
import { isSourceRegion } from '../src/contract/source-words.ts';
import { afterRaised, afterSettled } from './contradictions.ts';
import {
  type HandoffContext,
  type HandoffInput,
  type JudgedState,
  NOBODY,
  type OralAnswer,
  type SourceStanding,
} from './handoff-context.ts';

export const HANDOFF_VERSION = 3;

/** The machine's own word to its regions: every piece of evidence was judged again. Never a command. */
type JudgedAgain = { readonly type: 'judgedAgain'; readonly input: HandoffInput };
type Event = HandoffInput | JudgedAgain;

const said = (event: Event): HandoffInput => (event.type === 'judgedAgain' ? event.input : event);
const found = (event: Event, what: keyof NonNullable<HandoffInput['found']>) =>
  said(event).found?.[what] === true;
const judged = (event: Event, region: string): JudgedState | undefined =>
  said(event).judged?.states[region as EvidenceRegion];

/** Remembers something: what changes in the context when a transition is taken. */
const remember = (change: (context: HandoffContext, input: HandoffInput) => Partial<HandoffContext>) =>
  assign<HandoffContext, Event, undefined, Event, never>(({ context, event }) =>
    change(context, said(event)),
  );

/** Taken and written down, and nothing moves. */
const noted = { actions: 'noted' as const };

/** A fact that follows from the transition, beside the one the command itself states. */
const fact = (name: string) => ({ type: 'fact' as const, params: { fact: name } });

/** What contradicts something stands beside the case from now on: it alarms, and moves nothing. */
const noteContradictions = enqueueActions<
  HandoffContext,
  Event,
  undefined,
  Event,
  never,
  { type: 'fact'; params: { fact: string } },
  never
>(({ context, event, enqueue }) => {
  const { contradictions: found = [] } = said(event);
  const contradictions = afterRaised(context.contradictions, found);
  if (contradictions === context.contradictions) return;
  enqueue.assign({ contradictions });
  enqueue(fact('contradictionFound'));
});
const settle = remember((context, { contradiction, other, outcome }) => ({
  contradictions: afterSettled(context.contradictions, contradiction, other, outcome as Settlement),
}));

const judgeAgain = raise<HandoffContext, Event, Event, undefined>(({ event }) => ({
  type: 'judgedAgain',
  input: said(event),
}));

/** Remembers which rules a judgement was made by, then has every region look at it. */
const judge = [
  noteContradictions,
  remember((context, input) => ({
    clause: input.judged?.clause ?? context.clause,
    shown: input.judged?.shown ?? context.shown,
    mayHold: input.judged?.mayHold ?? context.mayHold,
    exemptByAge: input.judged?.exemptByAge ?? context.exemptByAge,
    known: { ...context.known, ...input.judged?.known },
    measure: input.judged?.measure ?? context.measure,
    measureVersion: input.judged?.measureVersion ?? context.measureVersion,
    announcement: input.judged?.announcement ?? context.announcement,
  })),
  judgeAgain,
];

const judgedNotNeeded =
  (region: 'consent' | 'pledge') =>
  ({ event }: { event: Event }) =>
    judged(event, region) === 'notNeeded';
const judgedNeeded =
  (region: 'consent' | 'pledge') =>
  ({ event }: { event: Event }) =>
    judged(event, region) === 'needed';
const judgedStops = ({ event }: { event: Event }) => judged(event, 'test')?.startsWith('stops.') === true;
const wishes =
  (wish: 'leave' | 'stay') =>
  ({ event }: { event: Event }) =>
    said(event).wish === wish;
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

/** A state that only these commands may judge away; whatever else is judged leaves it standing. */
const staysUnless = (...commands: readonly HandoffInput['type'][]) => ({
  on: { judgedAgain: { guard: ({ event }: { event: Event }) => !commands.includes(said(event).type) } },
});
/** A confirmed positive test is taken back by a correction of two persons; one under review takes the review's result. */
const STAYS: Readonly<Record<string, object>> = {
  positive: staysUnless('correctEvidence'),
  underReview: staysUnless('recordTest', 'correctEvidence', 'recordSourceAnswer'),
};

/** A region decided by evidence. All four are drawn by this one hand, so that they cannot differ in kind. */
function evidenceRegion(region: EvidenceRegion) {
  const classes = Object.entries<readonly string[]>(EVIDENCE_STATES[region]).filter(
    ([, states]) => states.length > 0,
  );
  const becomes = (state: JudgedState) => ({
    guard: ({ event }: { event: Event }) => judged(event, region) === state,
    target: `#${region}.${state}`,
  });
  const anyState = classes.flatMap(([name, states]) =>
    states.map((state: string) => becomes(`${name}.${state}`)),
  );
  const stopping = anyState.filter((to) => to.target.includes('.stops.'));
  const others = anyState.filter((to) => !stopping.includes(to));
  const waive = {
    guard: ({ context }: { context: HandoffContext }) => context.proposal?.regions.includes(region) === true,
    target: `#${region}.waived`,
    actions: fact(`${region}Waived`),
  };
  const judgement = { judgedAgain: [becomes('notNeeded'), ...anyState] };
  return {
    id: region,
    initial: 'notNeeded',
    on: judgement,
    states: {
      notNeeded: {},
      // Once waived, evidence that merely meets or fails the requirement changes nothing; a test that stops does.
      waived: {
        on: {
          judgedAgain: [
            becomes('notNeeded'),
            ...stopping,
            // A waiver falls with the consent it stood beside: without one nobody could be released or cleared on it.
            ...others.map((to) => ({
              ...to,
              guard: (args: { event: Event }) => judgedNotNeeded('consent')(args) && to.guard(args),
            })),
            {},
          ],
        },
      },
      ...Object.fromEntries(
        classes.map(([name, states]) => [
          name,
          {
            initial: states[0],
            states: Object.fromEntries(states.map((state: string) => [state, STAYS[state] ?? {}])),
            ...(name === 'unmet' || name === 'pending'
              ? {
                  on: {
                    approveException: waive,
                    // Silence decides nothing: it is told to those above, and the claim waits on.
                    ...(name === 'pending' && region === 'filing'
                      ? { claimDue: { actions: fact('claimOverdue') } }
                      : {}),
                  },
                }
              : {}),
          },
        ]),
      ),
    },
  };
}

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
const withAProblem = ({ care, request }: HandoffContext) => ({
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
const letItStand = remember(({ oral }) => ({ oral: oral.slice(1) }));
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
/** What somebody decided, by name: whoever looks at it again is another. */
const decide = (what: Exclude<Appealed, 'other'>) =>
  remember(({ decided }, { by, second }) => ({
    decided: {
      ...decided,
      [what]: [...new Set([...decided[what], by, ...(what === 'hold' && second ? [second] : [])])],
    },
  }));
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
const endAppeal = remember(() => ({ appeal: null }));

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
const disputed = { actions: takeOutOfTheirName };
const appealing = {
  actions: remember((_, { of, at }) => ({
    appeal: { of: of as Appealed, filedAt: at, isOverdue: false },
  })),
};
/** While nobody has ruled: who decides, and what they ask of either side. */
const hearing = {
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

const consent = {
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

const pledgeMayBeSigned = 'pledgeMayBeSigned' as const;
const waivePledge = {
  guard: ({ context }: { context: HandoffContext }) => context.proposal?.regions.includes('pledge') === true,
  target: '#pledge.waived',
  actions: fact('pledgeWaived'),
};
const pledgeNotNeeded = { guard: judgedNotNeeded('pledge'), target: '#pledge.notNeeded' };

const pledge = {
  id: 'pledge',
  initial: 'notNeeded',
  states: {
    notNeeded: { on: { judgedAgain: { guard: judgedNeeded('pledge'), target: 'locked' } } },
    waived: { on: { judgedAgain: pledgeNotNeeded } },
    locked: {
      always: { guard: pledgeMayBeSigned, target: 'ready' },
      // Listed so that a signature before consent is told why (`consentStands`); its sentences can never all hold here.
      on: {
        judgedAgain: pledgeNotNeeded,
        approveException: waivePledge,
        signPledge: { target: 'signed' },
        declinePledge: { target: 'declined' },
      },
    },
    ready: {
      always: { guard: not(pledgeMayBeSigned), target: 'locked' },
      on: {
        judgedAgain: pledgeNotNeeded,
        approveException: waivePledge,
        signPledge: { target: 'signed' },
        declinePledge: { target: 'declined' },
      },
    },
    signed: {
      always: { guard: not(pledgeMayBeSigned), target: 'void' },
      on: {
        judgedAgain: { ...pledgeNotNeeded, actions: fact('pledgeVoided') },
        correctDetails: {
          guard: ({ event }: { event: Event }) => found(event, 'pledgeTouched'),
          target: 'void',
        },
      },
    },
    declined: {
      always: { guard: not('consentStands'), target: 'locked' },
      // Declining may be reconsidered.
      on: { judgedAgain: pledgeNotNeeded, approveException: waivePledge, signPledge: { target: 'signed' } },
    },
    void: {
      entry: fact('pledgeVoided'),
      always: 'locked',
    },
  },
};

const hold = remember((context, input) => ({
  hold: {
    ...context.hold,
    by: input.by,
    second: input.second ?? null,
    ground: input.ground ?? null,
    count: context.hold.count === 0 ? 1 : 2,
    since: input.at,
  },
}));
const letGo = (context: HandoffContext, input: HandoffInput) => ({
  ...context.hold,
  by: null,
  second: null,
  keptMs: context.hold.keptMs + Math.max(0, input.at - context.hold.since),
});
const endHold = remember((context, input) => ({ hold: letGo(context, input) }));
const keepSafe = remember((context, input) => ({ hold: letGo(context, input), deposited: true }));
const collect = remember(() => ({ deposited: false }));

/** Written down, with what it contradicts; nothing moves. */
const readAgain = { actions: ['noted' as const, noteContradictions] };
const free = {
  readDocument: { target: 'readAndReturned', actions: judge },
  holdDocument: { target: 'held', actions: [hold, decide('hold')] },
  recordNoDocument: { target: 'absent' },
};

const document = {
  id: 'document',
  initial: 'presented',
  states: {
    presented: { on: free },
    readAndReturned: { on: { ...free, readDocument: { actions: judge } } },
    absent: { on: { ...free, recordNoDocument: noted } },
    returned: { on: { ...free, readDocument: { actions: judge } } },
    held: {
      id: 'held',
      initial: 'kept',
      on: {
        returnDocument: { target: 'returned', actions: endHold },
        depositDocument: { target: 'deposited', actions: keepSafe },
        holdReviewDue: { actions: fact('holdReviewFellDue') },
      },
      states: {
        kept: {
          on: {
            reviewHold: [
              {
                guard: ({ event }: { event: Event }) => said(event).verdict === 'return',
                target: 'returnDue',
              },
              noted,
            ],
            orderReturn: { target: 'returnDue' },
            holdCapDue: {
              target: 'returnDue',
              actions: [
                remember((context) => ({ hold: { ...context.hold, capReached: true } })),
                fact('holdCapReached'),
              ],
            },
            requestDeparture: { guard: wishes('leave'), target: 'returnDue', actions: fact('returnFellDue') },
            judgedAgain: {
              guard: ({ event }: { event: Event }) =>
                judgedStops({ event }) || said(event).judged?.groundLapsed === true,
              target: 'returnDue',
              actions: fact('returnFellDue'),
            },
          },
        },
        // Only the return remains.
        returnDue: {},
      },
    },
    deposited: { on: { collectDocument: { target: 'returned', actions: collect } } },
  },
};

const stay = {
  initial: 'staying',
  states: {
    staying: { on: { requestDeparture: { guard: wishes('leave'), target: 'departing' } } },
    departing: {
      on: {
        requestDeparture: [
          { guard: wishes('stay'), target: 'staying', actions: fact('departureTakenBack') },
          noted,
        ],
        departureDue: { actions: fact('departureOverdue') },
      },
    },
  },
};

const forgetProposal = remember(() => ({ proposal: null }));
const exception = {
  initial: 'none',
  states: {
    none: {
      on: {
        proposeException: {
          target: 'proposed',
          actions: remember((_, input) => ({ proposal: { regions: input.regions ?? [], by: input.by } })),
        },
      },
    },
    proposed: {
      on: {
        approveException: { target: 'none', actions: forgetProposal },
        exceptionLapses: { target: 'none', actions: [forgetProposal, fact('exceptionLapsed')] },
      },
    },
  },
};

const NOT_ASKED: SourceStanding = {
  askedAt: null,
  answeredAt: null,
  says: null,
  why: null,
  silentSince: null,
};
const ofSource = (context: HandoffContext, input: HandoffInput, change: Partial<SourceStanding>) => {
  const { region } = input;
  if (!isSourceRegion(region)) return {};
  const before = context.sources[region] ?? NOT_ASKED;
  return { sources: { ...context.sources, [region]: { ...before, ...change } } };
};
const askSource = remember((context, input) => ofSource(context, input, { askedAt: input.at }));
/** An outage is no knowledge: it leaves what was said before it standing, and says since when it lasts. */
const hearSource = remember((context, input) => {
  const says = input.judged?.says ?? null;
  const before = isSourceRegion(input.region) ? context.sources[input.region] : undefined;
  return ofSource(context, input, {
    askedAt: null,
    answeredAt: input.at,
    says,
    why: input.judged?.why ?? null,
    silentSince: says === 'unavailable' ? (before?.silentSince ?? input.at) : null,
  });
});
const endOfMeasure = [remember(() => ({ announcementEnded: true, mayHold: false })), judgeAgain];
const noteDetails = remember((context, input) => ({
  detailsStand: input.found?.detailsComplete ?? context.detailsStand,
  isUnder14: input.found?.isUnder14 ?? context.isUnder14,
}));
const passOn = remember((context, input) => ({
  officer: input.nextOfficer ?? context.officer,
  offeredTo: null,
}));
const papersFollow = remember(() => ({ papersPending: true, offeredTo: null }));

/** The case's own file: whose it is, what is known, and by which rules it is judged. */
const file = {
  on: {
    recordDetails: { actions: [noteDetails, ...judge] },
    markNeed: noted,
    tieToGuardian: {
      actions: remember((context, input) =>
        input.ward === undefined
          ? { guardian: input.guardian ?? null }
          : { wards: [...new Set([...context.wards, input.ward])] },
      ),
    },
    handOverHold: { actions: remember((_, input) => ({ offeredTo: input.to ?? null })) },
    acceptHold: { actions: remember((_, input) => ({ officer: input.by, offeredTo: null })) },
    // A handover nobody accepted passes the case by name to the superior.
    handOverDue: { actions: [passOn, fact('casePassedToSuperior')] },
    recordEarlierAttempts: noted,
    recordCall: noted,
    stayReviewDue: { actions: fact('stayReviewFellDue') },
    recordTest: { actions: judge },
    recordHealthStatus: { actions: judge },
    recordItinerary: { actions: judge },
    recordFiling: { actions: judge },
    decideClaim: { actions: judge },
    correctEvidence: { actions: judge },
    askSource: { actions: askSource },
    recordSourceAnswer: { actions: [hearSource, ...judge] },
    applyMilderMeasure: { actions: judge },
    applyAnnouncementEnd: { actions: endOfMeasure },
    announcementEnds: { actions: [...endOfMeasure, fact('announcementEndApplied')] },
    correctDetails: { actions: [noteDetails, ...judge] },
  },
};

/** What the traveller, whoever was spoken for, and the house may always do, in every state. */
const always = {
  addStatement: noted,
  fileComplaint: noted,
  disputeOralAnswer: disputed,
  oralAnswerDue: { actions: [letItStand, fact('oralAnswerStands')] },
  lookAgain: { actions: ['noted' as const, endAppeal] },
  appealDue: {
    actions: [
      remember(({ appeal }) => ({ appeal: appeal === null ? null : { ...appeal, isOverdue: true } })),
      fact('appealOverdue'),
    ],
  },
  recordPaper: noted,
  recordDelivery: noted,
  // The other case of a contradiction found in one: its fact is the command's own.
  noteContradiction: {
    actions: remember(({ contradictions }, { contradiction, other }) => ({
      contradictions:
        contradiction === undefined
          ? contradictions
          : afterRaised(contradictions, [{ what: contradiction, other: other ?? null }]),
    })),
  },
  settleContradiction: { actions: settle },
  handOverPaper: { actions: remember(() => ({ papersPending: false })) },
  papersDue: { actions: fact('papersOverdue') },
};
/** What remains when a case is closed. A changed decision is a new handoff that continues the old one. */
const closed = {
  ...always,
  fileAppeal: appealing,
  correctDetails: readAgain,
  recordLateResult: readAgain,
  collectDocument: { actions: collect },
};
const reception = {
  reportReceptionProblem: { actions: remember(withAProblem) },
  ...hearing,
  // A ruling ends what the offices were arranging between themselves.
  ruleOnHandoff: {
    actions: [
      decide('ruling'),
      remember((context, input) => ({
        care: { ...context.care, ruledOffice: input.office ?? null, transferTo: null },
        request: { ...context.request, decider: input.by },
      })),
    ],
  },
  acknowledgeRuling: {
    actions: [
      remember((context) => ({
        care: { ...NOBODY.care, office: context.care.ruledOffice },
      })),
      fact('careMoved'),
    ],
  },
  acknowledgeDue: { actions: fact('acknowledgementOverdue') },
  // Also before the arrival: whoever has them in their care by then expects them.
  requestTransfer: {
    actions: remember((context, input) => ({
      care: { ...context.care, transferTo: input.to ?? null },
    })),
  },
  acceptTransfer: {
    actions: [
      remember((context) => ({
        care: {
          ...context.care,
          office: context.care.transferTo,
          transferTo: null,
          problem: false,
        },
      })),
      fact('careMoved'),
    ],
  },
  transferDue: { actions: fact('transferOverdue') },
};
const arrive = { target: '#released.received' };

export const handoff = setup({
  types: { context: {} as HandoffContext, events: {} as Event },
  actions: { fact: (_, __: { fact: string }) => {}, noted: () => {} },
  guards: {
    consentStands: or([
      stateIn({ open: { consent: 'accepted' } }),
      stateIn({ open: { consent: { ruled: 'receive' } } }),
    ]),
    pledgeMayBeSigned: and([({ context }) => context.detailsStand, 'consentStands']),
  },
}).createMachine({
  id: 'handoff',
  initial: 'new',
  context: NOBODY,
  states: {
    new: {
      on: {
        openHandoff: {
          target: 'open',
          actions: [remember((_, input) => ({ ...input.open, officer: input.by })), noteDetails, ...judge],
        },
      },
    },
    open: {
      type: 'parallel',
      on: {
        ...always,
        releaseTraveller: {
          target: '#released',
          actions: [
            remember((context) => ({ care: { ...NOBODY.care, office: context.consent.office } })),
            decide('release'),
            papersFollow,
          ],
        },
        clearTraveller: { target: '#handoff.cleared', actions: papersFollow },
        turnTravellerBack: { target: '#handoff.turnedBack', actions: [decide('turnBack'), papersFollow] },
        withdrawTraveller: { target: '#handoff.withdrawn', actions: papersFollow },
        takeOverHandoff: { target: '#handoff.withdrawn' },
        referTraveller: [
          {
            // In an emergency nothing waits for a card: it follows the traveller, kept safe until collected.
            guard: stateIn({ open: { document: 'held' } }),
            target: '#handoff.referred',
            actions: [keepSafe, papersFollow, fact('documentDeposited')],
          },
          { target: '#handoff.referred', actions: papersFollow },
        ],
      },
      states: {
        file,
        document,
        test: evidenceRegion('test'),
        healthStatus: evidenceRegion('healthStatus'),
        itinerary: evidenceRegion('itinerary'),
        filing: evidenceRegion('filing'),
        consent,
        pledge,
        stay,
        exception,
      },
    },
    released: {
      id: 'released',
      initial: 'onTheWay',
      on: closed,
      states: {
        onTheWay: {
          on: {
            ...reception,
            confirmArrival: arrive,
            reportTurnedAwayAtDoor: noted,
            reportNonArrival: { target: 'notArrived' },
            arrivalDue: { target: 'overdue', actions: fact('arrivalOverdue') },
          },
        },
        overdue: {
          on: {
            ...reception,
            confirmArrival: arrive,
            reportTurnedAwayAtDoor: noted,
            reportNonArrival: { target: 'notArrived' },
            nonArrivalDue: { actions: fact('nonArrivalUnreported') },
          },
        },
        received: { on: reception },
        notArrived: {
          initial: 'missing',
          on: {
            confirmArrival: arrive,
            reportTurnedAwayAtDoor: noted,
          },
          states: {
            missing: {
              on: {
                acknowledgeRuling: reception.acknowledgeRuling,
                acknowledgeDue: reception.acknowledgeDue,
                // Settled, nobody is asked to receive any more: a ruling that waits ends with it.
                closeNonArrival: {
                  target: 'settled',
                  actions: remember(({ care }) => ({ care: { ...NOBODY.care, office: care.office } })),
                },
                nonArrivalDue: { actions: fact('nonArrivalUnsettled') },
              },
            },
            settled: {},
          },
        },
      },
    },
    cleared: { on: closed },
    turnedBack: { on: closed },
    withdrawn: { on: closed },
    referred: {
      initial: 'awaiting',
      on: closed,
      states: {
        awaiting: {
          on: {
            acknowledgeReferral: { target: 'acknowledged' },
            referralDue: { actions: fact('referralOverdue') },
          },
        },
        acknowledged: {},
      },
    },
  },
});
