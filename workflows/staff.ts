/**
 * Staff: accounts and shifts.
 *
 *   account   new ─▶ proposed ─▶ active ─▶ disabled ─▶ erased   (registered on duty: active until the shift's end)
 *   shift     new ─▶ running ─▶ ended | lapsed
 *                       └▶ noteLeft ─▶ ended
 *
 * An account that one administrator created counts only when a second has confirmed it.
 * Only who is disabled can be erased, and only when no case is held in their name: a holder has a name.
 * Nobody ends a shift with a case in their name; a shift that lapses passes its cases by name to the superior.
 * A note left to whoever comes next stands until somebody else of that place has confirmed it.
 */
import { assign, setup } from 'xstate';
import type { Workflow } from './answer.ts';
import type { Input, Sentence, Standing } from './standing.ts';

const noted = { actions: 'noted' as const };
const isAnother: Sentence<unknown, Input> = {
  kind: 'input',
  holds: (_, { by, second }) => typeof second === 'string' && second !== by,
};

export interface AccountContext {
  readonly createdBy: string;
  readonly grants: readonly { readonly role: string; readonly scope: string }[];
}

export interface AccountInput extends Input {
  readonly role?: string;
  readonly scope?: string;
  readonly office?: string;
  readonly found?: {
    readonly secondAdministratorEnrolled?: boolean;
    readonly officeIsTheirs?: boolean;
    /** A duty that has begun or begins now, and ends within a day. */
    readonly dutyEndsWithinADay?: boolean;
    /** Not one this administrator created and nobody else has confirmed. */
    readonly proposerIsConfirmed?: boolean;
    /** No case is in this account’s name. */
    readonly nothingInMyName?: boolean;
  };
}

type AccountSays = Sentence<AccountContext, AccountInput>;

const ACCOUNT_SENTENCES = {
  secondAdministratorIsEnrolled: {
    kind: 'input',
    holds: (_: unknown, { found }: AccountInput) => found?.secondAdministratorEnrolled === true,
  },
  confirmerIsNotTheCreator: {
    kind: 'input',
    holds: ({ context }: Standing<AccountContext>, { by }: AccountInput) => by !== context.createdBy,
  },
  proposerIsConfirmed: {
    kind: 'input',
    holds: (_: unknown, { found }: AccountInput) => found?.proposerIsConfirmed === true,
  },
  nothingIsLeftInTheirName: {
    kind: 'input',
    holds: (_: unknown, { found }: AccountInput) => found?.nothingInMyName === true,
  },
  secondPersonIsAnother: isAnother as AccountSays,
  officeIsYours: {
    kind: 'input',
    holds: (_: unknown, { found }: AccountInput) => found?.officeIsTheirs === true,
  },
  dutyEndsWithinADay: {
    kind: 'input',
    holds: (_: unknown, { found }: AccountInput) => found?.dutyEndsWithinADay === true,
  },
} as const satisfies Record<string, AccountSays>;

const grant = assign<AccountContext, AccountInput, undefined, AccountInput, never>(({ context, event }) => ({
  grants: [...context.grants, { role: event.role ?? '', scope: event.scope ?? '' }],
}));

const accountMachine = setup({
  types: { context: {} as AccountContext, events: {} as AccountInput },
  actions: { noted: () => {} },
}).createMachine({
  id: 'account',
  initial: 'new',
  context: { createdBy: '', grants: [] },
  states: {
    new: {
      on: {
        createAccount: {
          target: 'proposed',
          actions: [
            assign<AccountContext, AccountInput, undefined, AccountInput, never>(({ event }) => ({
              createdBy: event.by,
            })),
            grant,
          ],
        },
        registerOnDuty: {
          target: 'active',
          actions: assign<AccountContext, AccountInput, undefined, AccountInput, never>(({ event }) => ({
            createdBy: event.by,
            grants: [{ role: 'communityWorker', scope: event.office ?? '' }],
          })),
        },
      },
    },
    proposed: { on: { confirmAccount: 'active', disableAccount: 'disabled' } },
    active: { on: { grantRole: { actions: grant }, registerChannel: noted, disableAccount: 'disabled' } },
    disabled: { on: { eraseAccount: 'erased' } },
    erased: {},
  },
});

export const account: Workflow<AccountContext, AccountInput> = {
  name: 'account',
  version: 1,
  machine: accountMachine,
  sentences: ACCOUNT_SENTENCES,
  rules: {
    confirmAccount: ['confirmerIsNotTheCreator', 'proposerIsConfirmed'],
    grantRole: ['secondAdministratorIsEnrolled', 'secondPersonIsAnother', 'proposerIsConfirmed'],
    registerChannel: ['secondAdministratorIsEnrolled', 'secondPersonIsAnother', 'proposerIsConfirmed'],
    registerOnDuty: ['officeIsYours', 'dutyEndsWithinADay'],
    eraseAccount: ['nothingIsLeftInTheirName', 'secondPersonIsAnother'],
  },
  refusalAt: (value) =>
    value === 'disabled' ? 'accountIsDisabled' : value === 'erased' ? 'personIsErased' : 'notInThisState',
};

export interface ShiftContext {
  readonly officer: string;
  readonly place: string;
  readonly superior: string | null;
}

export interface ShiftInput extends Input {
  readonly place?: string;
  readonly superior?: string;
  readonly found?: {
    readonly nothingInMyName?: boolean;
    readonly noShiftRuns?: boolean;
    /** Words for whoever comes next were written. */
    readonly noteIsLeft?: boolean;
    /** Who acts, acts for the very office the shift was at. */
    readonly atTheirOffice?: boolean;
  };
}

type ShiftSays = Sentence<ShiftContext, ShiftInput>;

const SHIFT_SENTENCES = {
  noOtherShiftRuns: {
    kind: 'input',
    holds: (_: unknown, { found }: ShiftInput) => found?.noShiftRuns === true,
  },
  shiftIsYours: {
    kind: 'input',
    holds: ({ context }: Standing<ShiftContext>, { by }: ShiftInput) => by === context.officer,
  },
  nothingIsLeftInMyName: {
    kind: 'input',
    holds: (_: unknown, { found }: ShiftInput) => found?.nothingInMyName === true,
  },
  noteIsForSomebodyElse: {
    kind: 'input',
    holds: ({ context }: Standing<ShiftContext>, { by }: ShiftInput) => by !== context.officer,
  },
  noteIsForYourOffice: {
    kind: 'input',
    holds: (_: unknown, { found }: ShiftInput) => found?.atTheirOffice === true,
  },
} as const satisfies Record<string, ShiftSays>;

const shiftMachine = setup({
  types: { context: {} as ShiftContext, events: {} as ShiftInput },
  actions: { fact: (_, __: { fact: string }) => {} },
}).createMachine({
  id: 'shift',
  initial: 'new',
  context: { officer: '', place: '', superior: null },
  states: {
    new: {
      on: {
        startShift: {
          target: 'running',
          actions: assign<ShiftContext, ShiftInput, undefined, ShiftInput, never>(({ event }) => ({
            officer: event.by,
            place: event.place ?? '',
            superior: event.superior ?? null,
          })),
        },
      },
    },
    running: {
      on: {
        endShift: [
          { guard: ({ event }) => event.found?.noteIsLeft === true, target: 'noteLeft' },
          { target: 'ended' },
        ],
        handOverDue: { target: 'lapsed', actions: { type: 'fact', params: { fact: 'shiftLapsed' } } },
      },
    },
    noteLeft: { on: { confirmShiftNote: 'ended' } },
    ended: {},
    lapsed: {},
  },
});

export const shift: Workflow<ShiftContext, ShiftInput> = {
  name: 'shift',
  version: 1,
  machine: shiftMachine,
  sentences: SHIFT_SENTENCES,
  rules: {
    startShift: ['noOtherShiftRuns'],
    endShift: ['shiftIsYours', 'nothingIsLeftInMyName'],
    confirmShiftNote: ['noteIsForYourOffice', 'noteIsForSomebodyElse'],
  },
  refusalAt: () => 'notInThisState',
};
