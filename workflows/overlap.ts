/**
 * An overlap: one person or one telephone that answers for several communities. It alarms and blocks nothing.
 *
 *   overlap   new ─▶ standing ⇄ settled
 *
 * Settled by a named person with a reason. When more of it is found it stands again, and what is remembered grows.
 */
import { assign, setup } from 'xstate';
import type { Settlement } from '../src/contract/contradictions.ts';
import { type Overlap, type OverlapName, type OverlapOffice, saysMore } from '../src/contract/overlaps.ts';
import type { Workflow } from './answer.ts';
import type { Input, Sentence, Standing } from './standing.ts';

export interface OverlapContext extends Omit<Overlap, 'overlap'> {
  readonly overlap: OverlapName | '';
}

export interface OverlapInput extends Input {
  readonly overlap?: OverlapName;
  readonly offices?: readonly OverlapOffice[];
  readonly accounts?: readonly string[];
  readonly outcome?: Settlement;
}

const SENTENCES = {
  moreIsFound: {
    kind: 'input',
    holds: ({ context }: Standing<OverlapContext>, { offices = [] }: OverlapInput) =>
      saysMore(context, offices),
  },
} as const satisfies Record<string, Sentence<OverlapContext, OverlapInput>>;

const note = assign<OverlapContext, OverlapInput, undefined, OverlapInput, never>(({ context, event }) => {
  const { overlap = '', offices = [], accounts = [], at } = event;
  const found = new Map(context.offices.map((one) => [one.office, one]));
  for (const { office, where } of offices) {
    const { since = at, where: known = [] } = found.get(office) ?? {};
    found.set(office, { office, where: [...new Set([...known, ...where])], since });
  }
  return {
    overlap,
    offices: [...found.values()],
    accounts: [...new Set([...context.accounts, ...accounts])],
    settled: null,
  };
});
const settle = assign<OverlapContext, OverlapInput, undefined, OverlapInput, never>(({ event }) => ({
  settled: event.outcome ?? null,
}));

export const overlap: Workflow<OverlapContext, OverlapInput> = {
  name: 'overlap',
  version: 1,
  machine: setup({
    types: { context: {} as OverlapContext, events: {} as OverlapInput },
  }).createMachine({
    id: 'overlap',
    initial: 'new',
    context: { overlap: '', offices: [], accounts: [], settled: null },
    states: {
      new: { on: { noteOverlap: { target: 'standing', actions: note } } },
      standing: {
        on: { noteOverlap: { actions: note }, settleOverlap: { target: 'settled', actions: settle } },
      },
      settled: { on: { noteOverlap: { target: 'standing', actions: note } } },
    },
  }),
  sentences: SENTENCES,
  rules: { noteOverlap: ['moreIsFound'] },
  refusalAt: () => 'notInThisState',
};
