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
import { and, not, or, setup, stateIn } from 'xstate';
import { afterRaised } from './contradictions.ts';
import { type HandoffContext, NOBODY } from './handoff-context.ts';
import { collect, document, keepSafe, readAgain } from './handoff-document.ts';
import { askSource, endOfMeasure, evidenceRegion, hearSource, judge, settle } from './handoff-evidence.ts';
import {
  appealing,
  consent,
  disputed,
  endAppeal,
  hearing,
  letItStand,
  withAProblem,
} from './handoff-request.ts';
import {
  decide,
  type Event,
  fact,
  found,
  judgedNeeded,
  judgedNotNeeded,
  noted,
  remember,
  wishes,
} from './handoff-strokes.ts';

export const HANDOFF_VERSION = 3;

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
