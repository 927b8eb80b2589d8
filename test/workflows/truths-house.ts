/** The truth tables of the other machines: stops, the trust file, accounts, shifts, and what an administrator keeps. */
import {
  announcement,
  directory,
  type KeepingContext,
  type KeepingInput,
  measure,
  trustList,
} from '../../workflows/administration.ts';
import { type ChannelContext, type ChannelInput, channel } from '../../workflows/channel.ts';
import { type OverlapContext, type OverlapInput, overlap } from '../../workflows/overlap.ts';
import {
  type AccountContext,
  type AccountInput,
  account,
  type ShiftContext,
  type ShiftInput,
  shift,
} from '../../workflows/staff.ts';
import { type StopContext, type StopInput, stop } from '../../workflows/stop.ts';
import { type SupervisionContext, type SupervisionInput, supervision } from '../../workflows/supervision.ts';
import { OFFICER, SECOND, SUPERIOR } from './moves.ts';
import { type AnyMachine, type Case, machine, type TruthTable } from './truth-table.ts';
import { HANDOFF_TRUTHS } from './truths-handoff.ts';

const ADMIN = 'administrator-he';
const OTHER_ADMIN = 'administrator-qin';
const nobodyElse = { says: { second: null } };

const STOP_TRUTHS = machine<StopContext, StopInput>({
  workflow: stop,
  base: {
    at: 'open',
    knows: {
      checkpoint: 'K-NORTH',
      travellers: 4,
      passed: [1, 2],
      handedOff: [3],
      handoffs: ['handoff-3'],
      arrivedAt: 0,
      direction: 'INBOUND',
    },
    says: { by: OFFICER, at: 0 },
  },
  tables: {
    addTraveller: { fair: {}, refusals: [['placeIsLeft', { knows: { travellers: 60 } }]] },
    recordPassed: {
      fair: { says: { traveller: 4 } },
      refusals: [
        ['travellerIsOfThisStop', { says: { traveller: 5 } }],
        ['travellerIsUndecided', { says: { traveller: 3 } }],
      ],
    },
    'recordPassed: who passed already': {
      fair: { says: { traveller: 4 } },
      refusals: [['travellerIsUndecided', { says: { traveller: 1 } }]],
    },
    openHandoff: {
      fair: { says: { traveller: 4, handoff: 'handoff-4' } },
      refusals: [
        ['travellerIsOfThisStop', { says: { traveller: undefined } }],
        ['travellerIsUndecided', { says: { traveller: 2 } }],
      ],
    },
    closeStop: {
      fair: { knows: { handedOff: [3, 4] }, says: { stillOpen: 0 } },
      refusals: [
        ['everyTravellerHasAnOutcome', { knows: { handedOff: [3] } }],
        ['everyHandoffIsClosed', { says: { stillOpen: 1 } }],
      ],
    },
  },
});

const SUPERVISION_TRUTHS = machine<SupervisionContext, SupervisionInput>({
  workflow: supervision,
  base: {
    at: { file: { review: 'unreviewed', data: 'kept' } },
    knows: {},
    says: {
      by: 'reviewer-song',
      second: 'reviewer-tan',
      at: 0,
      found: {
        handoffIsClosed: true,
        pledgeIsOnFile: true,
        retentionEnded: true,
        fieldsAreOfThisPerson: true,
      },
    },
  },
  tables: {
    reviewPledge: {
      fair: {},
      refusals: [['pledgeIsOnFile', { says: { found: { pledgeIsOnFile: false } } }]],
    },
    flagPledge: { fair: {}, refusals: [['pledgeIsOnFile', { says: { found: { pledgeIsOnFile: false } } }]] },
    openPersonalData: {
      fair: {},
      refusals: [['fieldsAreOfThisPerson', { says: { found: { fieldsAreOfThisPerson: false } } }]],
    },
    legalHold: { fair: { says: { hold: true } }, refusals: [['secondPersonIsAnother', nobodyElse]] },
    erasePerson: {
      fair: {},
      refusals: [
        ['noLegalHoldStands', { at: { file: { data: 'onHold' } } }],
        ['handoffIsClosedForErasure', { says: { found: { handoffIsClosed: false } } }],
        ['retentionHasEnded', { says: { found: { retentionEnded: false } } }],
        ['secondPersonIsAnother', { says: { second: 'reviewer-song' } }],
      ],
    },
  },
});

const ACCOUNT_TRUTHS = machine<AccountContext, AccountInput>({
  workflow: account,
  base: {
    at: 'active',
    knows: { createdBy: ADMIN, grants: [] },
    says: {
      by: OTHER_ADMIN,
      second: ADMIN,
      at: 0,
      role: 'officer',
      scope: 'K-NORTH',
      found: {
        secondAdministratorEnrolled: true,
        officeIsTheirs: true,
        dutyEndsWithinADay: true,
        proposerIsConfirmed: true,
        nothingInMyName: true,
      },
    },
  },
  tables: {
    confirmAccount: {
      fair: { at: 'proposed' },
      refusals: [
        ['confirmerIsNotTheCreator', { says: { by: ADMIN } }],
        ['proposerIsConfirmed', { says: { found: { proposerIsConfirmed: false } } }],
      ],
    },
    grantRole: {
      fair: {},
      refusals: [
        ['secondAdministratorIsEnrolled', { says: { found: { secondAdministratorEnrolled: false } } }],
        ['secondPersonIsAnother', { says: { second: OTHER_ADMIN } }],
        ['proposerIsConfirmed', { says: { found: { proposerIsConfirmed: false } } }],
      ],
    },
    registerChannel: {
      fair: {},
      refusals: [
        ['secondAdministratorIsEnrolled', { says: { found: { secondAdministratorEnrolled: false } } }],
        ['secondPersonIsAnother', nobodyElse],
        ['proposerIsConfirmed', { says: { found: { proposerIsConfirmed: false } } }],
      ],
    },
    eraseAccount: {
      fair: { at: 'disabled' },
      refusals: [
        ['nothingIsLeftInTheirName', { says: { found: { nothingInMyName: false } } }],
        ['secondPersonIsAnother', nobodyElse],
      ],
    },
    registerOnDuty: {
      fair: { at: 'new', says: { office: 'C-WILLOW' } },
      refusals: [
        ['officeIsYours', { says: { found: { officeIsTheirs: false } } }],
        ['dutyEndsWithinADay', { says: { found: { dutyEndsWithinADay: false } } }],
      ],
    },
  },
});

const SHIFT_TRUTHS = machine<ShiftContext, ShiftInput>({
  workflow: shift,
  base: {
    at: 'running',
    knows: { officer: OFFICER, place: 'K-NORTH', superior: SUPERIOR },
    says: { by: OFFICER, at: 0, found: { nothingInMyName: true, noShiftRuns: true, atTheirOffice: true } },
  },
  tables: {
    startShift: {
      fair: { at: 'new' },
      refusals: [['noOtherShiftRuns', { says: { found: { noShiftRuns: false } } }]],
    },
    endShift: {
      fair: {},
      refusals: [
        ['shiftIsYours', { says: { by: SECOND } }],
        ['nothingIsLeftInMyName', { says: { found: { nothingInMyName: false } } }],
      ],
    },
    confirmShiftNote: {
      fair: { at: 'noteLeft', says: { by: SECOND } },
      refusals: [
        ['noteIsForYourOffice', { says: { found: { atTheirOffice: false } } }],
        ['noteIsForSomebodyElse', { says: { by: OFFICER } }],
      ],
    },
  },
});

type Keeping = Case<KeepingContext, KeepingInput>;
const keeping: Required<Keeping> = {
  at: 'proposed',
  knows: { proposedBy: ADMIN },
  says: {
    by: OTHER_ADMIN,
    second: ADMIN,
    at: 0,
    found: {
      secondAdministratorEnrolled: true,
      proposerIsConfirmed: true,
      fileIsGood: true,
      trustListSigned: true,
      trustListNewer: true,
      trustListFresh: true,
      measureApproved: true,
      ladderComplete: true,
      periodIsSound: true,
    },
  },
};
const notFound = (what: keyof NonNullable<KeepingInput['found']>): Keeping => ({
  says: { found: { [what]: false } },
});
const approving: TruthTable<KeepingContext, KeepingInput>['refusals'] = [
  ['secondAdministratorIsEnrolled', notFound('secondAdministratorEnrolled')],
  ['approverIsNotTheProposer', { says: { by: ADMIN } }],
  ['proposerIsConfirmed', notFound('proposerIsConfirmed')],
];

const DIRECTORY_TRUTHS = machine<KeepingContext, KeepingInput>({
  workflow: directory,
  base: keeping,
  tables: {
    importDirectory: { fair: { at: 'new' }, refusals: [['fileIsGood', notFound('fileIsGood')]] },
    changeDirectory: { fair: { at: 'inForce' }, refusals: [['fileIsGood', notFound('fileIsGood')]] },
    approveChange: { fair: { at: 'changing' }, refusals: approving },
  },
});
const MEASURE_TRUTHS = machine<KeepingContext, KeepingInput>({
  workflow: measure,
  base: keeping,
  tables: {
    proposeMeasure: { fair: { at: 'new' }, refusals: [['fileIsGood', notFound('fileIsGood')]] },
    approveMeasure: { fair: {}, refusals: approving },
  },
});
const TRUST_LIST_TRUTHS = machine<KeepingContext, KeepingInput>({
  workflow: trustList,
  base: keeping,
  tables: {
    proposeTrustList: {
      fair: { at: 'new' },
      refusals: [
        ['trustListIsSigned', notFound('trustListSigned')],
        ['trustListIsNewer', notFound('trustListNewer')],
        ['trustListIsFresh', notFound('trustListFresh')],
      ],
    },
    approveTrustList: { fair: {}, refusals: approving },
  },
});
const ANNOUNCEMENT_TRUTHS = machine<KeepingContext, KeepingInput>({
  workflow: announcement,
  base: { ...keeping, at: 'recorded' },
  tables: {
    recordAnnouncement: {
      fair: { at: 'new' },
      refusals: [
        ['secondAdministratorIsEnrolled', notFound('secondAdministratorEnrolled')],
        ['secondPersonIsAnother', nobodyElse],
        ['proposerIsConfirmed', notFound('proposerIsConfirmed')],
        ['periodIsSound', notFound('periodIsSound')],
        ['measureIsApproved', notFound('measureApproved')],
        ['ladderIsComplete', notFound('ladderComplete')],
      ],
    },
    endAnnouncement: {
      fair: {},
      refusals: [
        ['secondAdministratorIsEnrolled', notFound('secondAdministratorEnrolled')],
        ['secondPersonIsAnother', { says: { second: OTHER_ADMIN } }],
        ['proposerIsConfirmed', notFound('proposerIsConfirmed')],
      ],
    },
  },
});

const unlike = (what: keyof NonNullable<ChannelInput['found']>): Case<ChannelContext, ChannelInput> => ({
  says: { found: { [what]: false } },
});
const CHANNEL_TRUTHS = machine<ChannelContext, ChannelInput>({
  workflow: channel,
  base: {
    at: 'open',
    knows: { office: 'C-WILLOW', kind: 'wecom' },
    says: {
      by: OTHER_ADMIN,
      second: ADMIN,
      at: 0,
      found: {
        secondAdministratorEnrolled: true,
        officeIsKnown: true,
        addressFits: true,
        secretFits: true,
        numberIsInTheDirectory: true,
      },
    },
  },
  tables: {
    registerOfficeChannel: {
      fair: { at: 'new' },
      refusals: [
        ['secondAdministratorIsEnrolled', unlike('secondAdministratorEnrolled')],
        ['secondPersonIsAnother', nobodyElse],
        ['officeIsInTheDirectory', unlike('officeIsKnown')],
        ['addressIsOfItsKind', unlike('addressFits')],
        ['secretIsOfItsKind', unlike('secretFits')],
        ['numberIsInTheDirectory', unlike('numberIsInTheDirectory')],
      ],
    },
  },
});

const WILLOW = { office: 'C-WILLOW', where: ['role'] } as const;
const POPLAR = { office: 'C-POPLAR', where: ['role'] } as const;
const OVERLAP_TRUTHS = machine<OverlapContext, OverlapInput>({
  workflow: overlap,
  base: {
    at: 'standing',
    knows: {
      overlap: 'sameNumber',
      offices: [
        { ...WILLOW, since: 0 },
        { ...POPLAR, since: 0 },
      ],
      accounts: [],
      settled: null,
    },
    says: { by: 'house', at: 0, overlap: 'sameNumber', offices: [WILLOW, POPLAR], accounts: [] },
  },
  tables: {
    noteOverlap: {
      fair: { says: { offices: [WILLOW, { ...POPLAR, where: ['directory'] }] } },
      refusals: [['moreIsFound', { says: { offices: [WILLOW, POPLAR] } }]],
    },
  },
});

/** Every machine's truth tables. */
export const TRUTHS: readonly AnyMachine[] = [
  HANDOFF_TRUTHS,
  STOP_TRUTHS,
  SUPERVISION_TRUTHS,
  ACCOUNT_TRUTHS,
  SHIFT_TRUTHS,
  DIRECTORY_TRUTHS,
  MEASURE_TRUTHS,
  TRUST_LIST_TRUTHS,
  ANNOUNCEMENT_TRUTHS,
  CHANNEL_TRUTHS,
  OVERLAP_TRUTHS,
];
