/**
 * What every region of the handoff is drawn with: how an input is read, what is remembered, and which fact follows.
 * Nothing here knows a region.
 */
import { assign } from 'xstate';
import type { Appealed } from '../src/contract/answers.ts';
import type { EvidenceRegion } from '../src/contract/measures.ts';
import type { HandoffContext, HandoffInput, JudgedState } from './handoff-context.ts';

/** The machine's own word to its regions: every piece of evidence was judged again. Never a command. */
type JudgedAgain = { readonly type: 'judgedAgain'; readonly input: HandoffInput };
export type Event = HandoffInput | JudgedAgain;

export const said = (event: Event): HandoffInput => (event.type === 'judgedAgain' ? event.input : event);
export const found = (event: Event, what: keyof NonNullable<HandoffInput['found']>) =>
  said(event).found?.[what] === true;
export const judged = (event: Event, region: string): JudgedState | undefined =>
  said(event).judged?.states[region as EvidenceRegion];

/** Remembers something: what changes in the context when a transition is taken. */
export const remember = (change: (context: HandoffContext, input: HandoffInput) => Partial<HandoffContext>) =>
  assign<HandoffContext, Event, undefined, Event, never>(({ context, event }) =>
    change(context, said(event)),
  );

/** Taken and written down, and nothing moves. */
export const noted = { actions: 'noted' as const };

/** A fact that follows from the transition, beside the one the command itself states. */
export const fact = (name: string) => ({ type: 'fact' as const, params: { fact: name } });

export const judgedNotNeeded =
  (region: 'consent' | 'pledge') =>
  ({ event }: { event: Event }) =>
    judged(event, region) === 'notNeeded';
export const judgedNeeded =
  (region: 'consent' | 'pledge') =>
  ({ event }: { event: Event }) =>
    judged(event, region) === 'needed';
export const judgedStops = ({ event }: { event: Event }) =>
  judged(event, 'test')?.startsWith('stops.') === true;
export const wishes =
  (wish: 'leave' | 'stay') =>
  ({ event }: { event: Event }) =>
    said(event).wish === wish;

/** What somebody decided, by name: whoever looks at it again is another. */
export const decide = (what: Exclude<Appealed, 'other'>) =>
  remember(({ decided }, { by, second }) => ({
    decided: {
      ...decided,
      [what]: [...new Set([...decided[what], by, ...(what === 'hold' && second ? [second] : [])])],
    },
  }));
