/**
 * Supervision: the file kept beside a handoff about who looked at it. It runs the `trust` streams.
 *
 *   review:  unreviewed ─▶ reviewed ⇄ flagged ─▶ reviewed
 *   data:    kept ⇄ onHold ;  kept ─▶ erased
 *
 * Every opening of personal data is a row here; a legal hold beats every erasure; what was erased stays erased.
 * A dip sample (`openSample`), a jump of the clock (`recordClockJump`) and a measure that was tried on recorded handoffs
 * (`simulateMeasure`) are files of their own.
 */
import { setup } from 'xstate';
import type { Workflow } from './answer.ts';
import type { Input, Sentence, Standing } from './standing.ts';
import { isIn } from './standing.ts';

export type SupervisionContext = Readonly<Record<string, never>>;

export interface SupervisionInput extends Input {
  readonly hold?: boolean;
  readonly found?: {
    readonly handoffIsClosed?: boolean;
    readonly pledgeIsOnFile?: boolean;
    readonly retentionEnded?: boolean;
    readonly fieldsAreOfThisPerson?: boolean;
  };
}

type Says = Sentence<SupervisionContext, SupervisionInput>;
const found = (what: keyof NonNullable<SupervisionInput['found']>): Says => ({
  kind: 'input',
  holds: (_, { found }) => found?.[what] === true,
});

const SENTENCES = {
  pledgeIsOnFile: found('pledgeIsOnFile'),
  handoffIsClosedForErasure: found('handoffIsClosed'),
  retentionHasEnded: found('retentionEnded'),
  fieldsAreOfThisPerson: found('fieldsAreOfThisPerson'),
  noLegalHoldStands: {
    kind: 'state',
    holds: ({ value }: Standing<SupervisionContext>) => !isIn(value, 'file.data.onHold'),
  },
  secondPersonIsAnother: {
    kind: 'input',
    holds: (_: unknown, { by, second }: SupervisionInput) => typeof second === 'string' && second !== by,
  },
} as const satisfies Record<string, Says>;

const holds =
  (wanted: boolean) =>
  ({ event }: { event: SupervisionInput }) =>
    event.hold === wanted;
const noted = { actions: 'noted' as const };

const machine = setup({
  types: { events: {} as SupervisionInput },
  actions: { noted: () => {} },
}).createMachine({
  id: 'supervision',
  context: {},
  initial: 'file',
  states: {
    file: {
      type: 'parallel',
      on: {
        openSample: { target: 'sample' },
        recordClockJump: { target: 'sample' },
        simulateMeasure: { target: 'sample' },
      },
      states: {
        review: {
          initial: 'unreviewed',
          states: {
            unreviewed: { on: { reviewPledge: 'reviewed', flagPledge: 'flagged' } },
            reviewed: { on: { reviewPledge: noted, flagPledge: 'flagged' } },
            flagged: { on: { resolveFlag: 'reviewed', flagPledge: noted } },
          },
        },
        data: {
          initial: 'kept',
          states: {
            kept: {
              on: {
                openPersonalData: noted,
                legalHold: { guard: holds(true), target: 'onHold' },
                erasePerson: 'erased',
              },
            },
            onHold: {
              on: {
                openPersonalData: noted,
                legalHold: { guard: holds(false), target: 'kept' },
                // Listed so that an erasure under a hold is told why; its sentences can never all hold here.
                erasePerson: 'erased',
              },
            },
            erased: {},
          },
        },
      },
    },
    sample: {},
  },
});

export const supervision: Workflow<SupervisionContext, SupervisionInput> = {
  name: 'supervision',
  version: 1,
  machine,
  sentences: SENTENCES,
  rules: {
    reviewPledge: ['pledgeIsOnFile'],
    flagPledge: ['pledgeIsOnFile'],
    openPersonalData: ['fieldsAreOfThisPerson'],
    legalHold: ['secondPersonIsAnother'],
    erasePerson: [
      'noLegalHoldStands',
      'handoffIsClosedForErasure',
      'retentionHasEnded',
      'secondPersonIsAnother',
    ],
  },
  refusalAt: (value) => (isIn(value, 'file.data.erased') ? 'personIsErased' : 'notInThisState'),
};
