/**
 * What an administrator keeps: the directory, measures, announcements, lists of trusted issuers. An administrator decides no handoff.
 *
 *   directory      new ─▶ proposed ─▶ inForce ⇄ changing
 *   measure        new ─▶ proposed ─▶ approved
 *   announcement   new ─▶ recorded ─▶ ended
 *   trustList      new ─▶ proposed ─▶ approved
 *
 * Each is two persons' work, and no administrator approves what an account they created proposed
 * until the second administrator has confirmed that account.
 */
import { assign, setup } from 'xstate';
import type { Workflow } from './answer.ts';
import type { Input, Sentence, Standing } from './standing.ts';

export interface KeepingContext {
  readonly proposedBy: string;
}

export interface KeepingInput extends Input {
  readonly found?: {
    readonly secondAdministratorEnrolled?: boolean;
    readonly proposerIsConfirmed?: boolean;
    readonly fileIsGood?: boolean;
    readonly trustListSigned?: boolean;
    readonly trustListNewer?: boolean;
    readonly trustListFresh?: boolean;
    readonly measureApproved?: boolean;
    readonly ladderComplete?: boolean;
    readonly periodIsSound?: boolean;
  };
}

type Says = Sentence<KeepingContext, KeepingInput>;
const found = (what: keyof NonNullable<KeepingInput['found']>): Says => ({
  kind: 'input',
  holds: (_, { found }) => found?.[what] === true,
});

const SENTENCES = {
  secondAdministratorIsEnrolled: found('secondAdministratorEnrolled'),
  approverIsNotTheProposer: {
    kind: 'input',
    holds: ({ context }: Standing<KeepingContext>, { by }: KeepingInput) => by !== context.proposedBy,
  },
  proposerIsConfirmed: found('proposerIsConfirmed'),
  secondPersonIsAnother: {
    kind: 'input',
    holds: (_: unknown, { by, second }: KeepingInput) => typeof second === 'string' && second !== by,
  },
  fileIsGood: found('fileIsGood'),
  trustListIsSigned: found('trustListSigned'),
  trustListIsNewer: found('trustListNewer'),
  trustListIsFresh: found('trustListFresh'),
  measureIsApproved: found('measureApproved'),
  // An area with a community that lacks a complete ladder of named deciders cannot be put under a measure.
  ladderIsComplete: found('ladderComplete'),
  periodIsSound: found('periodIsSound'),
} as const satisfies Record<string, Says>;

const propose = assign<KeepingContext, KeepingInput, undefined, KeepingInput, never>(({ event }) => ({
  proposedBy: event.by,
}));
const types = { context: {} as KeepingContext, events: {} as KeepingInput };
const context: KeepingContext = { proposedBy: '' };
const approving = ['secondAdministratorIsEnrolled', 'approverIsNotTheProposer', 'proposerIsConfirmed'];
const refusalAt = () => 'notInThisState';

export const directory: Workflow<KeepingContext, KeepingInput> = {
  name: 'directory',
  version: 1,
  machine: setup({ types }).createMachine({
    id: 'directory',
    initial: 'new',
    context,
    states: {
      new: { on: { importDirectory: { target: 'proposed', actions: propose } } },
      proposed: { on: { approveChange: 'inForce' } },
      inForce: { on: { changeDirectory: { target: 'changing', actions: propose } } },
      changing: {
        on: { approveChange: 'inForce', changeDirectory: { target: 'changing', actions: propose } },
      },
    },
  }),
  sentences: SENTENCES,
  rules: { importDirectory: ['fileIsGood'], changeDirectory: ['fileIsGood'], approveChange: approving },
  refusalAt,
};

export const measure: Workflow<KeepingContext, KeepingInput> = {
  name: 'measure',
  version: 1,
  machine: setup({ types }).createMachine({
    id: 'measure',
    initial: 'new',
    context,
    states: {
      new: { on: { proposeMeasure: { target: 'proposed', actions: propose } } },
      proposed: { on: { approveMeasure: 'approved' } },
      approved: {},
    },
  }),
  sentences: SENTENCES,
  rules: { proposeMeasure: ['fileIsGood'], approveMeasure: approving },
  refusalAt,
};

export const trustList: Workflow<KeepingContext, KeepingInput> = {
  name: 'trustList',
  version: 1,
  machine: setup({ types }).createMachine({
    id: 'trustList',
    initial: 'new',
    context,
    states: {
      new: { on: { proposeTrustList: { target: 'proposed', actions: propose } } },
      proposed: { on: { approveTrustList: 'approved' } },
      approved: {},
    },
  }),
  sentences: SENTENCES,
  rules: {
    proposeTrustList: ['trustListIsSigned', 'trustListIsNewer', 'trustListIsFresh'],
    approveTrustList: approving,
  },
  refusalAt,
};

export const announcement: Workflow<KeepingContext, KeepingInput> = {
  name: 'announcement',
  version: 1,
  machine: setup({ types, actions: { fact: (_, __: { fact: string }) => {} } }).createMachine({
    id: 'announcement',
    initial: 'new',
    context,
    states: {
      new: { on: { recordAnnouncement: { target: 'recorded', actions: propose } } },
      recorded: {
        on: {
          endAnnouncement: 'ended',
          announcementEnds: {
            target: 'ended',
            actions: { type: 'fact', params: { fact: 'announcementEnded' } },
          },
        },
      },
      ended: {},
    },
  }),
  sentences: SENTENCES,
  rules: {
    recordAnnouncement: [
      'secondAdministratorIsEnrolled',
      'secondPersonIsAnother',
      'proposerIsConfirmed',
      'periodIsSound',
      'measureIsApproved',
      'ladderIsComplete',
    ],
    endAnnouncement: ['secondAdministratorIsEnrolled', 'secondPersonIsAnother', 'proposerIsConfirmed'],
  },
  refusalAt: (value) => (value === 'ended' ? 'announcementIsOver' : 'notInThisState'),
};
