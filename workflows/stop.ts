/**
 * The stop: one vehicle at one checkpoint, with its travellers.
 *
 *   new ─▶ open ─▶ closed
 *
 * A traveller who passed leaves no personal record here: only a count by measure and clause.
 * The vehicle leaves when its last person is decided, or leaves alone (invariant I9): a stop never decides anybody.
 */
import { assign, setup } from 'xstate';
import type { Input, Sentence, Standing } from './standing.ts';
import type { Workflow } from './answer.ts';

export interface StopContext {
  readonly checkpoint: string;
  /** How many travellers there are; they are numbered from 1. */
  readonly travellers: number;
  /** The numbers of those who passed. */
  readonly passed: readonly number[];
  /** The numbers of those with a handoff, and the handoffs themselves, in the same order. */
  readonly handedOff: readonly number[];
  readonly handoffs: readonly string[];
  readonly arrivedAt: number;
  readonly direction: 'INBOUND' | 'OUTBOUND';
}

export interface StopInput extends Input {
  readonly checkpoint?: string;
  readonly travellers?: number;
  readonly traveller?: number;
  readonly direction?: 'INBOUND' | 'OUTBOUND';
  /** The handoff that is being opened. */
  readonly handoff?: string;
  /** How many of this stop's handoffs are still open; `closeStop` touches them all and counts. */
  readonly stillOpen?: number;
}

const input = (
  holds: (standing: Standing<StopContext>, input: StopInput) => boolean,
): Sentence<StopContext, StopInput> => ({
  kind: 'input',
  holds,
});

const decided = ({ context }: Standing<StopContext>) => [...context.passed, ...context.handedOff];

const SENTENCES = {
  travellerIsOfThisStop: input(
    ({ context }, { traveller }) => traveller !== undefined && traveller <= context.travellers,
  ),
  travellerIsUndecided: input((standing, { traveller }) => !decided(standing).includes(traveller ?? 0)),
  everyTravellerHasAnOutcome: {
    kind: 'state',
    holds: (standing: Standing<StopContext>) => decided(standing).length === standing.context.travellers,
  },
  everyHandoffIsClosed: input((_, { stillOpen }) => stillOpen === 0),
  placeIsLeft: { kind: 'state', holds: ({ context }: Standing<StopContext>) => context.travellers < 60 },
} as const satisfies Record<string, Sentence<StopContext, StopInput>>;

type Change = (context: StopContext, input: StopInput) => Partial<StopContext>;
const remember = (change: Change) =>
  assign<StopContext, StopInput, undefined, StopInput, never>(({ context, event }) => change(context, event));
const traveller = (list: readonly number[], { traveller }: StopInput) => [...list, traveller ?? 0];

const machine = setup({ types: { context: {} as StopContext, events: {} as StopInput } }).createMachine({
  id: 'stop',
  initial: 'new',
  context: {
    checkpoint: '',
    travellers: 0,
    passed: [],
    handedOff: [],
    handoffs: [],
    arrivedAt: 0,
    direction: 'INBOUND',
  },
  states: {
    new: {
      on: {
        openStop: {
          target: 'open',
          actions: remember((_, { checkpoint, travellers, direction, at }) => ({
            checkpoint: checkpoint ?? '',
            travellers: travellers ?? 1,
            direction: direction ?? 'INBOUND',
            arrivedAt: at,
          })),
        },
      },
    },
    open: {
      on: {
        addTraveller: { actions: remember((context) => ({ travellers: context.travellers + 1 })) },
        recordPassed: {
          actions: remember((context, event) => ({ passed: traveller(context.passed, event) })),
        },
        openHandoff: {
          actions: remember((context, event) => ({
            handedOff: traveller(context.handedOff, event),
            handoffs: [...context.handoffs, event.handoff ?? ''],
          })),
        },
        closeStop: { target: 'closed' },
      },
    },
    closed: {},
  },
});

export const stop: Workflow<StopContext, StopInput> = {
  name: 'stop',
  version: 1,
  machine,
  sentences: SENTENCES,
  rules: {
    addTraveller: ['placeIsLeft'],
    recordPassed: ['travellerIsOfThisStop', 'travellerIsUndecided'],
    openHandoff: ['travellerIsOfThisStop', 'travellerIsUndecided'],
    closeStop: ['everyTravellerHasAnOutcome', 'everyHandoffIsClosed'],
  },
  refusalAt: (value) => (value === 'closed' ? 'stopIsClosed' : 'notInThisState'),
};
