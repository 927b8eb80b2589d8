/** The commands of every stream but the handoff: stops, shifts, the trust file, and what an administrator keeps. */
import { CHANNEL_KIND_NAMES } from './channels.ts';
import type { CommandRow } from './command-table.ts';
import { SETTLEMENT_NAMES } from './contradictions.ts';
import { Entries, FileDigest } from './directory.ts';
import { OVERLAP_NAMES, OVERLAP_PLACE_NAMES } from './overlaps.ts';
import { ROLE_NAMES } from './roles.ts';
import { At, Id, OfficeCode, oneOf, personal, strict, Type, words } from './schema.ts';

const optional = Type.Optional;
const statement = personal('words', words(2000));
/** An office, or `*` for the whole house. */
const Scope = Type.Union([OfficeCode, Type.Literal('*')]);
const Code = Type.String({ pattern: '^[0-9A-Za-z._-]{1,80}$' });

export const STOP_COMMANDS = {
  openStop: {
    stream: 'stop',
    starts: true,
    zh: '登记停车',
    en: 'Open a stop',
    at: ['checkpoint'],
    late: true,
    fact: 'stopOpened',
    body: strict({
      checkpoint: OfficeCode,
      vehicle: Type.Enum(['car', 'coach', 'truck', 'onFoot', 'other']),
      plate: optional(personal('identity', Type.String({ minLength: 1, maxLength: 20 }))),
      travellers: Type.Integer({ minimum: 1, maximum: 60 }),
      direction: Type.Enum(['INBOUND', 'OUTBOUND']),
    }),
  },
  addTraveller: {
    stream: 'stop',
    zh: '增加同行人',
    en: 'Add a traveller',
    at: ['checkpoint'],
    fact: 'travellerAdded',
    body: strict({}),
  },
  recordPassed: {
    stream: 'stop',
    zh: '登记通行',
    en: 'Record who passed',
    at: ['checkpoint'],
    late: true,
    fact: 'travellerPassed',
    body: strict({ traveller: Type.Integer({ minimum: 1, maximum: 60 }), measure: Code, clause: Code }),
  },
  closeStop: {
    stream: 'stop',
    zh: '结束停车',
    en: 'Close the stop',
    at: ['checkpoint'],
    fact: 'stopClosed',
    body: strict({}),
  },
} as const satisfies Record<string, CommandRow>;

export const SHIFT_COMMANDS = {
  startShift: {
    stream: 'shift',
    starts: true,
    zh: '上岗',
    en: 'Start the shift',
    at: ['checkpoint', 'community', 'supervisor'],
    fact: 'shiftStarted',
    body: strict({ place: OfficeCode, superior: optional(Id), until: At }),
  },
  endShift: {
    stream: 'shift',
    zh: '下岗',
    en: 'End the shift',
    at: ['checkpoint', 'community', 'supervisor'],
    fact: 'shiftEnded',
    // For whoever comes next; it stands until somebody else of that place has confirmed it.
    body: strict({ note: optional(personal('note', words(2000))) }),
  },
  confirmShiftNote: {
    stream: 'shift',
    zh: '确认交班留言',
    en: 'Confirm a note left at the end of a shift',
    at: ['checkpoint', 'community'],
    fact: 'shiftNoteConfirmed',
    body: strict({}),
  },
} as const satisfies Record<string, CommandRow>;

/** The file kept beside a handoff about who looked at it: reviews, flags, holds on erasure, openings, erasure. */
export const TRUST_COMMANDS = {
  reviewPledge: {
    stream: 'trust',
    zh: '复核承诺书',
    en: 'Review the pledge',
    at: ['supervisor'],
    fact: 'pledgeReviewed',
    body: strict({ verdict: Type.Enum(['inOrder', 'questionable']), words: optional(statement) }),
  },
  flagPledge: {
    stream: 'trust',
    zh: '标记问题',
    en: 'Flag the pledge',
    at: ['supervisor'],
    fact: 'pledgeFlagged',
    body: strict({
      why: Type.Enum(['signedTooEarly', 'textDiffers', 'witnessMissing', 'likeCasesDiffer', 'other']),
      words: statement,
    }),
  },
  resolveFlag: {
    stream: 'trust',
    zh: '处理标记',
    en: 'Resolve the flag',
    at: ['supervisor'],
    fact: 'flagResolved',
    body: strict({ outcome: Type.Enum(['unfounded', 'corrected', 'reported']), words: statement }),
  },
  openSample: {
    stream: 'trust',
    starts: true,
    zh: '抽查',
    en: 'Open a dip sample',
    at: ['supervisor'],
    fact: 'sampleOpened',
    // Without a seed the house makes one. Seed, population and whom it drew stay in the row.
    body: strict({
      size: Type.Integer({ minimum: 1, maximum: 200 }),
      seed: optional(Code),
      from: At,
      to: At,
    }),
  },
  /** Written before the proofs of recorded handoffs are opened to be judged by a draft: how many, of which time, by which text. */
  simulateMeasure: {
    stream: 'trust',
    starts: true,
    zh: '推演措施',
    en: 'Simulate a measure',
    at: ['supervisor', 'admin'],
    fact: 'measureSimulated',
    body: strict({
      measure: Code,
      measureVersion: Type.Integer({ minimum: 1 }),
      textDigest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      from: At,
      to: At,
      handoffs: Type.Integer({ minimum: 0 }),
    }),
  },
  legalHold: {
    stream: 'trust',
    zh: '依法留存',
    en: 'Legal hold',
    at: ['supervisor'],
    secondPerson: true,
    fact: 'legalHoldSet',
    body: strict({ hold: Type.Boolean(), reason: statement, reviewAt: optional(At) }),
  },
  erasePerson: {
    stream: 'trust',
    zh: '删除个人信息',
    en: 'Erase the person',
    at: ['admin'],
    secondPerson: true,
    fact: 'personErased',
    body: strict({ ground: Type.Enum(['retentionEnded', 'personAsked', 'measureEnded', 'court']) }),
  },
  openPersonalData: {
    stream: 'trust',
    zh: '查看个人信息',
    en: 'Open personal data',
    at: ['checkpoint', 'community', 'supervisor'],
    fact: 'personalDataOpened',
    body: strict({
      fields: Type.Array(Code, { minItems: 1, maxItems: 20, uniqueItems: true }),
      purpose: Type.Enum(['identityCheck', 'contact', 'reception', 'review', 'complaint', 'correction']),
    }),
  },
} as const satisfies Record<string, CommandRow>;

const Channel = personal(
  'staff',
  strict({
    kind: Type.Enum(['sms', 'wecom', 'dingtalk', 'landline']),
    address: Type.String({ minLength: 3, maxLength: 120 }),
  }),
);

export const ACCOUNT_COMMANDS = {
  createAccount: {
    stream: 'account',
    starts: true,
    zh: '创建账号',
    en: 'Create an account',
    at: ['admin'],
    fact: 'accountCreated',
    body: strict({
      role: oneOf(ROLE_NAMES),
      scope: Scope,
      staffNumber: personal('staff', Type.String({ minLength: 1, maxLength: 40 })),
      surname: personal('staff', words(60)),
      signIn: personal('staff', Type.String({ pattern: '^[a-z0-9._-]{3,40}$' })),
    }),
  },
  confirmAccount: {
    stream: 'account',
    zh: '确认账号',
    en: 'Confirm the account',
    at: ['admin'],
    fact: 'accountConfirmed',
    body: strict({}),
  },
  grantRole: {
    stream: 'account',
    zh: '授予角色',
    en: 'Grant a role',
    at: ['admin'],
    secondPerson: true,
    fact: 'roleGranted',
    body: strict({ role: oneOf(ROLE_NAMES), scope: Scope }),
  },
  disableAccount: {
    stream: 'account',
    zh: '停用账号',
    en: 'Disable the account',
    at: ['admin'],
    fact: 'accountDisabled',
    body: strict({ why: Type.Enum(['left', 'lostKey', 'misuse', 'error']) }),
  },
  eraseAccount: {
    stream: 'account',
    zh: '删除工作人员个人信息',
    en: 'Erase the account’s person',
    at: ['admin'],
    secondPerson: true,
    fact: 'accountErased',
    body: strict({ ground: Type.Enum(['retentionEnded', 'personAsked', 'court']) }),
  },
  registerChannel: {
    stream: 'account',
    zh: '登记联络渠道',
    en: 'Register a channel',
    at: ['admin'],
    secondPerson: true,
    fact: 'channelRegistered',
    body: strict({ channel: Channel }),
  },
  registerOnDuty: {
    stream: 'account',
    starts: true,
    zh: '登记当班人员',
    en: 'Register somebody on duty',
    at: ['community'],
    fact: 'onDutyRegistered',
    body: strict({
      office: OfficeCode,
      staffNumber: personal('staff', Type.String({ minLength: 1, maxLength: 40 })),
      surname: personal('staff', words(60)),
      channel: Channel,
      until: At,
    }),
  },
} as const satisfies Record<string, CommandRow>;

export const DIRECTORY_COMMANDS = {
  importDirectory: {
    stream: 'directory',
    starts: true,
    zh: '导入名录',
    en: 'Import the directory',
    at: ['admin'],
    fact: 'directoryImported',
    body: strict({ entries: Entries, fileDigest: optional(FileDigest) }),
  },
  changeDirectory: {
    stream: 'directory',
    zh: '变更名录',
    en: 'Change the directory',
    at: ['admin'],
    fact: 'directoryChangeProposed',
    body: strict({ entries: Entries, fileDigest: optional(FileDigest) }),
  },
  approveChange: {
    stream: 'directory',
    zh: '批准变更',
    en: 'Approve the change',
    at: ['admin'],
    fact: 'directoryChangeApproved',
    body: strict({}),
  },
} as const satisfies Record<string, CommandRow>;

export const MEASURE_COMMANDS = {
  proposeMeasure: {
    stream: 'measure',
    starts: true,
    zh: '提交措施规则',
    en: 'Propose a measure',
    at: ['admin'],
    fact: 'measureProposed',
    body: strict({ text: Type.String({ minLength: 2, maxLength: 1_000_000 }) }),
  },
  approveMeasure: {
    stream: 'measure',
    zh: '批准措施规则',
    en: 'Approve the measure',
    at: ['admin'],
    fact: 'measureApproved',
    body: strict({}),
  },
} as const satisfies Record<string, CommandRow>;

export const ANNOUNCEMENT_COMMANDS = {
  recordAnnouncement: {
    stream: 'announcement',
    starts: true,
    zh: '登记公告',
    en: 'Record an announcement',
    at: ['admin'],
    secondPerson: true,
    fact: 'announcementRecorded',
    body: strict({
      number: words(80),
      issuer: words(80),
      legalBasis: words(200),
      measure: Code,
      measureVersion: Type.Integer({ minimum: 1 }),
      area: Type.Array(OfficeCode, { minItems: 1, maxItems: 400, uniqueItems: true }),
      from: At,
      to: At,
      content: words(4000),
    }),
  },
  endAnnouncement: {
    stream: 'announcement',
    zh: '终止公告',
    en: 'End the announcement',
    at: ['admin'],
    secondPerson: true,
    fact: 'announcementEnded',
    body: strict({ why: Type.Enum(['issuerEnded', 'replaced', 'error']) }),
  },
} as const satisfies Record<string, CommandRow>;

/** The list of issuers whose certificates are relied on: a signed file, whose number and date are said beside it. */
export const TRUST_LIST_COMMANDS = {
  proposeTrustList: {
    stream: 'trustList',
    starts: true,
    zh: '提交信任列表',
    en: 'Propose a list of issuers',
    at: ['admin'],
    fact: 'trustListProposed',
    body: strict({
      text: Type.String({ minLength: 2, maxLength: 1_500_000 }),
      listNumber: Type.Integer({ minimum: 1 }),
      issuedAt: At,
    }),
  },
  approveTrustList: {
    stream: 'trustList',
    zh: '批准信任列表',
    en: 'Approve the list of issuers',
    at: ['admin'],
    fact: 'trustListApproved',
    body: strict({}),
  },
} as const satisfies Record<string, CommandRow>;

/** A channel is one receiver of one office. Where it lies is a secret: sealed, shown to nobody, and destroyed when it is closed. */
export const CHANNEL_COMMANDS = {
  registerOfficeChannel: {
    stream: 'channel',
    starts: true,
    zh: '登记单位渠道',
    en: 'Register a channel of an office',
    at: ['admin'],
    secondPerson: true,
    fact: 'officeChannelRegistered',
    body: strict({
      office: OfficeCode,
      kind: oneOf(CHANNEL_KIND_NAMES),
      address: personal('staff', Type.String({ minLength: 3, maxLength: 500 })),
      secret: optional(personal('staff', Type.String({ minLength: 8, maxLength: 200 }))),
    }),
  },
  tryOfficeChannel: {
    stream: 'channel',
    zh: '发送试用消息',
    en: 'Send a try-out message',
    at: ['admin'],
    fact: 'officeChannelTried',
    body: strict({}),
  },
  resumeOfficeChannel: {
    stream: 'channel',
    zh: '重发搁置的消息',
    en: 'Send again what was set aside',
    at: ['admin', 'supervisor'],
    fact: 'officeChannelResumed',
    body: strict({}),
  },
  closeOfficeChannel: {
    stream: 'channel',
    zh: '停用单位渠道',
    en: 'Close the channel',
    at: ['admin'],
    fact: 'officeChannelClosed',
    body: strict({ why: Type.Enum(['replaced', 'leaked', 'notUsed', 'error']) }),
  },
} as const satisfies Record<string, CommandRow>;

/** One person or one telephone that answers for several communities: noted by the house, settled by somebody by name. */
export const OVERLAP_COMMANDS = {
  noteOverlap: {
    stream: 'overlap',
    zh: '提示交叉应答',
    en: 'Note an overlap',
    at: [],
    fact: 'overlapNoted',
    body: strict({
      overlap: oneOf(OVERLAP_NAMES),
      offices: Type.Array(
        strict({
          office: OfficeCode,
          where: Type.Array(oneOf(OVERLAP_PLACE_NAMES), { minItems: 1, maxItems: 5, uniqueItems: true }),
        }),
        { minItems: 2, maxItems: 60 },
      ),
      accounts: Type.Array(Id, { maxItems: 60, uniqueItems: true }),
    }),
  },
  settleOverlap: {
    stream: 'overlap',
    zh: '核实交叉应答',
    en: 'Settle an overlap',
    at: ['supervisor'],
    fact: 'overlapSettled',
    body: strict({ outcome: oneOf(SETTLEMENT_NAMES), because: statement }),
  },
} as const satisfies Record<string, CommandRow>;

/** Commands that any stream takes from the house. */
export const HOUSE_COMMANDS = {
  migrateStream: {
    stream: 'trust',
    zh: '迁移',
    en: 'Migrate',
    at: [],
    fact: 'migrated',
    body: strict({ from: Type.Integer({ minimum: 1 }) }),
  },
  recordClockJump: {
    stream: 'trust',
    starts: true,
    zh: '时钟跳变',
    en: 'Record a clock jump',
    at: [],
    fact: 'clockJumped',
    // `wallMs`: how far the wall clock jumped, below zero where it went back. `monoMs`: the sender's monotonic clock then.
    body: strict({ wallMs: Type.Integer(), monoMs: Type.Integer() }),
  },
} as const satisfies Record<string, CommandRow>;
