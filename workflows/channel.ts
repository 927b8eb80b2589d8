/**
 * A channel of an office: how it is reached beside its terminal.
 *
 *   channel   new ─▶ open ─▶ closed
 *
 * Registering is two administrators' work: whoever says where an office's messages go, says who reads them.
 * Closing is one's: a channel that leaked is closed at once, and the terminal still tells the office everything.
 */
import { assign, setup } from 'xstate';
import type { Workflow } from './answer.ts';
import type { Input, Sentence } from './standing.ts';

export interface ChannelContext {
  readonly office: string;
  readonly kind: string;
}

export interface ChannelInput extends Input {
  readonly office?: string;
  readonly kind?: string;
  readonly found?: {
    readonly secondAdministratorEnrolled?: boolean;
    readonly officeIsKnown?: boolean;
    readonly addressFits?: boolean;
    readonly secretFits?: boolean;
    readonly numberIsInTheDirectory?: boolean;
  };
}

type Says = Sentence<ChannelContext, ChannelInput>;
const found = (what: keyof NonNullable<ChannelInput['found']>): Says => ({
  kind: 'input',
  holds: (_, { found }) => found?.[what] === true,
});

const SENTENCES = {
  secondAdministratorIsEnrolled: found('secondAdministratorEnrolled'),
  secondPersonIsAnother: {
    kind: 'input',
    holds: (_: unknown, { by, second }: ChannelInput) => typeof second === 'string' && second !== by,
  },
  officeIsInTheDirectory: found('officeIsKnown'),
  addressIsOfItsKind: found('addressFits'),
  secretIsOfItsKind: found('secretFits'),
  // A short message goes to a duty number, as a call does.
  numberIsInTheDirectory: found('numberIsInTheDirectory'),
} as const satisfies Record<string, Says>;

const noted = { actions: 'noted' as const };

export const channel: Workflow<ChannelContext, ChannelInput> = {
  name: 'channel',
  version: 1,
  machine: setup({
    types: { context: {} as ChannelContext, events: {} as ChannelInput },
    actions: { noted: () => {} },
  }).createMachine({
    id: 'channel',
    initial: 'new',
    context: { office: '', kind: '' },
    states: {
      new: {
        on: {
          registerOfficeChannel: {
            target: 'open',
            actions: assign<ChannelContext, ChannelInput, undefined, ChannelInput, never>(({ event }) => ({
              office: event.office ?? '',
              kind: event.kind ?? '',
            })),
          },
        },
      },
      open: { on: { tryOfficeChannel: noted, resumeOfficeChannel: noted, closeOfficeChannel: 'closed' } },
      closed: {},
    },
  }),
  sentences: SENTENCES,
  rules: {
    registerOfficeChannel: [
      'secondAdministratorIsEnrolled',
      'secondPersonIsAnother',
      'officeIsInTheDirectory',
      'addressIsOfItsKind',
      'secretIsOfItsKind',
      'numberIsInTheDirectory',
    ],
  },
  refusalAt: (value) => (value === 'closed' ? 'channelIsClosed' : 'notInThisState'),
};
