/**
 * The identity document: read and handed back, or for a time held, with a clock and a cap; returned by one officer alone.
 * Nobody may withhold a card (Resident Identity Card Law, article 15), so every way out of a hold leads to the return.
 */
import type { HandoffContext, HandoffInput } from './handoff-context.ts';
import { judge, noteContradictions } from './handoff-evidence.ts';
import { decide, type Event, fact, judgedStops, noted, remember, said, wishes } from './handoff-strokes.ts';

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
export const keepSafe = remember((context, input) => ({ hold: letGo(context, input), deposited: true }));
export const collect = remember(() => ({ deposited: false }));

/** Written down, with what it contradicts; nothing moves. */
export const readAgain = { actions: ['noted' as const, noteContradictions] };
const free = {
  readDocument: { target: 'readAndReturned', actions: judge },
  holdDocument: { target: 'held', actions: [hold, decide('hold')] },
  recordNoDocument: { target: 'absent' },
};

export const document = {
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
