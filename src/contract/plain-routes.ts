/** The addresses that are neither a command nor a view: signing in, proving oneself, links, the feed, health. */
import { RefusedAttempt } from './attempts.ts';
import { CertificateAnswer, ScannedCertificate } from './certificates.ts';
import { Envelope } from './command-table.ts';
import { COMMAND_TYPES, commandRow } from './commands.ts';
import {
  Candidate,
  COLUMN_NAMES,
  DIRECTORY_FAULTS,
  type DirectoryFaultCode,
  FileDigest,
  OfficeEntry,
} from './directory.ts';
import {
  CASE_ENDS,
  FIGURE_ORDERS,
  LEVELS,
  QUESTION_ENDS,
  QUESTION_FIGURES,
  type QuestionFigure,
} from './fairness.ts';
import { ROLE_NAMES, type Terminal } from './roles.ts';
import { VERIFICATION_LEVELS } from './measures.ts';
import { TrustListBody, TrustListHandedIn, TrustListLook } from './trust-lists.ts';
import { TryAnswerSchema, TryBody } from './trying-measures.ts';
import { SOURCE_REGIONS } from './sources.ts';
import { At, Id, OfficeCode, oneOf, strict, type TSchema, Type } from './schema.ts';

export interface PlainRow {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `{terminal}` stands for each of the terminals in `at`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  /** The terminals that offer it; empty for what belongs to none. */
  readonly at: readonly Terminal[];
  /** Who must be there: nobody, somebody signed in at this terminal, or a device with a key. */
  readonly needs: 'nobody' | 'session' | 'key';
  readonly body?: TSchema;
  readonly query?: TSchema;
  readonly answer?: TSchema;
  /** How many bytes are taken, where it is not the usual number. */
  readonly bodyLimit?: number;
}

const STAFF: readonly Terminal[] = ['checkpoint', 'community', 'supervisor', 'admin'];
const optional = Type.Optional;
const name = Type.String({ minLength: 1, maxLength: 60 });
const password = Type.String({ minLength: 1, maxLength: 200 });
const token = Type.String({ pattern: '^[A-Za-z0-9_-]{40,60}$' });
const totp = Type.String({ pattern: '^\\d{6}$' });
const scope = Type.String({ minLength: 1, maxLength: 40 });
const role = oneOf(ROLE_NAMES);
const done = strict({ done: Type.Literal(true) });
const sent = (body: TSchema) => strict({ body, ...Envelope.properties });
const Worded = strict({ zh: Type.String(), en: Type.String() });
/** Somebody of the staff, as their colleagues may know them. */
const Named = strict({
  surname: Type.String(),
  staffNumber: Type.String(),
  grants: Type.Array(strict({ role, scope: Type.String() })),
});
/** The answer to a command that was done. */
const Accepted = strict({ streamId: Id, version: Type.Integer({ minimum: 1 }) });
/** What a release slip tells whoever it is shown to: who let somebody go, and when. Nothing of the person. */
const SlipSays = { checkpoint: OfficeCode, releasedAt: At };
/** What one entry changes of the directory. */
const Change = strict({
  change: Type.Enum(['added', 'changed', 'ended', 'same']),
  after: OfficeEntry,
  before: Type.Union([OfficeEntry, Type.Null()]),
  fields: Type.Array(Type.String()),
});
const PersonShown = strict({
  account: Type.String(),
  role,
  scope: Type.String(),
  terminal: Type.String(),
  /** Everything this account may act as at this terminal. */
  grants: Type.Array(strict({ role, scope: Type.String() })),
  hasSecondFactor: Type.Boolean(),
  endsAt: At,
  /** What time it is at the house: a booth's own clock may be wrong, and a command's id carries the time. */
  now: At,
});

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const numbered = Type.Record(Type.String(), Type.Integer());
const figureSums = {
  counts: strict(
    Object.fromEntries(
      (Object.keys(QUESTION_FIGURES) as QuestionFigure[]).map((figure) => [figure, Type.Integer()]),
    ) as Record<QuestionFigure, ReturnType<typeof Type.Integer>>,
  ),
  answers: numbered,
  wait: orNull(strict({ seconds: Type.Number(), of: Type.Integer() })),
};
const figuresQuery = {
  from: Day,
  to: Day,
  under: optional(OfficeCode),
  level: optional(oneOf(LEVELS)),
  order: optional(oneOf(FIGURE_ORDERS)),
  rising: optional(Type.Enum(['yes'])),
};
const LikeFactsShown = strict({
  measure: Type.String(),
  clause: Type.String(),
  direction: Type.String(),
  isUnder14: Type.Boolean(),
  shown: Type.Record(Type.String(), Type.String()),
});
const LikeCaseShown = strict({
  handoff: Id,
  checkpoint: Type.String(),
  arrivedAt: At,
  questions: Type.Array(
    strict({
      office: Type.String(),
      answer: orNull(Type.String()),
      reason: orNull(Type.String()),
      waitS: orNull(Type.Integer()),
      ended: orNull(oneOf(QUESTION_ENDS)),
    }),
  ),
  ruling: orNull(Type.String()),
  ended: oneOf(CASE_ENDS),
  sameFacts: Type.Boolean(),
});

export const PLAIN_ROUTES = {
  signIn: {
    method: 'POST',
    path: '/api/{terminal}/session',
    zh: '登录',
    en: 'Sign in',
    at: STAFF,
    needs: 'nobody',
    body: strict({ name, password, totp: optional(totp), role: optional(role), scope: optional(scope) }),
    answer: PersonShown,
  },
  travellerSignIn: {
    method: 'POST',
    path: '/api/{terminal}/session',
    zh: '凭链接登录',
    en: 'Come in by the link',
    at: ['traveller'],
    needs: 'nobody',
    body: strict({ link: token, lastFour: Type.String({ pattern: '^[0-9A-Za-z]{4}$' }) }),
    answer: PersonShown,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/{terminal}/session',
    zh: '退出',
    en: 'Sign out',
    at: [...STAFF, 'traveller'],
    needs: 'session',
    answer: done,
  },
  me: {
    method: 'GET',
    path: '/api/{terminal}/me',
    zh: '当前登录',
    en: 'Who is signed in',
    at: [...STAFF, 'traveller'],
    needs: 'session',
    answer: PersonShown,
  },
  stepUp: {
    method: 'POST',
    path: '/api/{terminal}/step-up',
    zh: '第二人当场验证',
    en: 'Prove oneself for one command',
    at: STAFF,
    needs: 'session',
    body: strict({
      name,
      password,
      totp: optional(totp),
      forCommand: oneOf(COMMAND_TYPES.filter((type) => commandRow(type).at.length > 0)),
      streamId: optional(Id),
    }),
    answer: strict({ token, expiresAt: At }),
  },
  beginSecondFactor: {
    method: 'POST',
    path: '/api/{terminal}/second-factor',
    zh: '设置动态口令',
    en: 'Begin a second factor',
    at: STAFF,
    needs: 'session',
    body: strict({ password }),
    answer: strict({ secret: Type.String(), uri: Type.String() }),
  },
  confirmSecondFactor: {
    method: 'POST',
    path: '/api/{terminal}/second-factor/confirm',
    zh: '确认动态口令',
    en: 'Confirm the second factor',
    at: STAFF,
    needs: 'session',
    body: strict({ totp }),
    answer: done,
  },
  timeline: {
    method: 'GET',
    path: '/api/{terminal}/handoffs/:id/timeline',
    zh: '办理经过',
    en: 'What happened on one handoff',
    at: ['checkpoint', 'community', 'supervisor', 'traveller'],
    needs: 'session',
    answer: strict({ entries: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
  },
  pledgeText: {
    method: 'GET',
    path: '/api/{terminal}/handoffs/:id/pledge-text',
    zh: '承诺书文本',
    en: 'The pledge as it would be signed now',
    at: ['checkpoint', 'traveller'],
    needs: 'session',
    query: strict({ language: optional(Type.Enum(['zh-CN', 'en'])) }),
    answer: strict({ text: Type.String(), digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  },
  paper: {
    method: 'GET',
    path: '/api/{terminal}/handoffs/:id/papers/:paper',
    zh: '文书原件',
    en: 'A paper, as it was drawn (PDF)',
    at: ['checkpoint', 'community', 'supervisor', 'traveller'],
    needs: 'session',
  },
  verifyCertificate: {
    method: 'POST',
    path: '/api/{terminal}/handoffs/:id/verify-certificate',
    zh: '核验健康证书',
    en: 'What a scanned certificate is found to be, before it is recorded',
    at: ['checkpoint'],
    needs: 'session',
    body: ScannedCertificate,
    answer: CertificateAnswer,
  },
  readBackCodes: {
    method: 'GET',
    path: '/api/{terminal}/handoffs/:id/read-back-codes',
    zh: '有效的回读码',
    en: 'The read-back codes that can still be tried: whose, until when, how often; never the code',
    at: ['checkpoint'],
    needs: 'session',
    answer: strict({
      codes: Type.Array(
        strict({ worker: Id, expiresAt: At, triesLeft: Type.Integer({ minimum: 1, maximum: 5 }) }),
      ),
    }),
  },
  travellerLink: {
    method: 'POST',
    path: '/api/{terminal}/handoffs/:id/traveller-link',
    zh: '生成当事人链接',
    en: 'Make the traveller’s link',
    at: ['checkpoint'],
    needs: 'session',
    body: strict({ lastFour: Type.String({ pattern: '^[0-9A-Za-z]{4}$' }) }),
    answer: strict({ link: token, expiresAt: At }),
  },
  witnessCode: {
    method: 'POST',
    path: '/api/{terminal}/handoffs/:id/witness-code',
    zh: '出示见证码',
    en: 'Show the witness code',
    at: ['checkpoint'],
    needs: 'session',
    body: strict({}),
    answer: strict({ code: totp, expiresAt: At }),
  },
  enrolmentLink: {
    method: 'POST',
    path: '/api/{terminal}/accounts/:id/enrolment-link',
    zh: '生成启用链接',
    en: 'Make an enrolment link',
    at: ['admin'],
    needs: 'session',
    body: strict({}),
    answer: strict({ link: token, expiresAt: At }),
  },
  release: {
    method: 'GET',
    path: '/api/{terminal}/releases/:token',
    zh: '核验放行',
    en: 'Check a release',
    at: ['gate'],
    needs: 'nobody',
    answer: Type.Union([
      strict({ valid: Type.Literal(false) }),
      strict({
        valid: Type.Literal(true),
        releasedBy: Type.String(),
        until: At,
        /** Told to a gate with a key alone, which confirms the arrival with them. */
        handoff: optional(Id),
        office: optional(OfficeCode),
      }),
    ]),
  },
  releaseSlip: {
    method: 'POST',
    path: '/api/{terminal}/release-slips',
    zh: '查验放行单',
    en: 'Look at a release slip at the door',
    at: ['community'],
    needs: 'session',
    body: strict({ code: Type.String({ minLength: 1, maxLength: 200 }) }),
    answer: Type.Union([
      // Not a code at all: mistyped, as its last symbol says, or another code. Nothing was looked up.
      strict({ slip: Type.Literal('misread') }),
      strict({ slip: Type.Literal('unknown') }),
      strict({ slip: Type.Literal('usedUp'), ...SlipSays, arrivedAt: optional(At), handoff: optional(Id) }),
      strict({
        slip: Type.Enum(['good', 'overdue']),
        ...SlipSays,
        until: At,
        /** Who expects the traveller now. */
        office: OfficeCode,
        /** Told only to that office and to the street office above it, which confirm the arrival with it. */
        handoff: optional(Id),
      }),
    ]),
  },
  enrol: {
    method: 'POST',
    path: '/api/enrolment',
    zh: '启用账号',
    en: 'Enrol by a link',
    at: [],
    needs: 'nobody',
    body: strict({ link: token, password: Type.String({ minLength: 12, maxLength: 200 }) }),
    answer: done,
  },
  sourceAnswer: {
    method: 'POST',
    path: '/api/adapter/handoffs/:id/recordSourceAnswer',
    zh: '来源应答',
    en: 'Record a source’s answer',
    at: [],
    needs: 'key',
    body: sent(commandRow('recordSourceAnswer').body),
    answer: Accepted,
  },
  lateResult: {
    method: 'POST',
    path: '/api/adapter/handoffs/:id/recordLateResult',
    zh: '后到结果',
    en: 'Record a late result',
    at: [],
    needs: 'key',
    body: sent(commandRow('recordLateResult').body),
    answer: Accepted,
  },
  live: {
    method: 'GET',
    path: '/api/live',
    zh: '实时更新',
    en: 'The live feed (websocket)',
    at: [],
    needs: 'session',
    query: strict({
      cursor: optional(Type.String({ pattern: '^\\d{1,15}$' })),
      epoch: optional(Type.String({ maxLength: 64 })),
      views: optional(Type.String({ maxLength: 400 })),
    }),
  },
  officeNames: {
    method: 'GET',
    path: '/api/{terminal}/office-names',
    zh: '单位名称与值班电话',
    en: 'The offices by name, with their duty numbers',
    at: STAFF,
    needs: 'session',
    answer: strict({
      offices: Type.Array(
        strict({
          code: Type.String(),
          kind: Type.String(),
          parent: optional(Type.String()),
          zh: Type.String(),
          en: Type.String(),
          numbers: Type.Array(Type.String()),
          /** The duty hours of each number in their order, an empty one where none are said; absent where none are said at all. */
          hours: optional(Type.Array(Type.String())),
          /** From then on it is an office no more. */
          validTo: optional(At),
        }),
      ),
    }),
  },
  refusedAttempts: {
    method: 'GET',
    path: '/api/{terminal}/refused-attempts',
    zh: '被拒绝的尝试',
    en: 'Attempts that were refused because somebody was not who they had to be, for the auditor; the newest first',
    at: ['supervisor'],
    needs: 'session',
    query: strict({ before: optional(Id) }),
    answer: strict({
      attempts: Type.Array(
        strict({
          ...RefusedAttempt.properties,
          /** What was tried, in words. */
          words: Worded,
          /** Who tried, and whom a failed proof was about; null for nobody of the staff. */
          who: Type.Union([Named, Type.Null()]),
          whom: Type.Union([Named, Type.Null()]),
        }),
      ),
      /** Where to go on; null where there are none before. */
      before: Type.Union([Id, Type.Null()]),
    }),
  },
  communityFigures: {
    method: 'GET',
    path: '/api/{terminal}/community-figures',
    zh: '社区答复情况',
    en: 'How communities answer: figures of a period',
    at: ['supervisor'],
    needs: 'session',
    query: strict({ ...figuresQuery, after: optional(Type.String({ pattern: '^\\d{1,6}$' })) }),
    answer: strict({
      from: Day,
      to: Day,
      rows: Type.Array(strict({ office: Type.String(), named: Type.Array(Worded), ...figureSums })),
      /** How many rows there are in all; the next page begins after those before it. */
      offices: Type.Integer(),
      all: strict(figureSums),
      communities: Type.Integer(),
      onRecord: Type.Integer(),
      position: Type.Integer(),
    }),
  },
  communityFiguresFile: {
    method: 'GET',
    path: '/api/{terminal}/community-figures/file',
    zh: '社区答复情况（CSV）',
    en: 'The same as a file (CSV), all rows',
    at: ['supervisor'],
    needs: 'session',
    query: strict({ ...figuresQuery, language: optional(Type.Enum(['zh-CN', 'en'])) }),
  },
  likeCases: {
    method: 'GET',
    path: '/api/{terminal}/like-cases',
    zh: '同类不同结果',
    en: 'Like cases that were answered or ended differently',
    at: ['supervisor'],
    needs: 'session',
    query: strict({ from: Day, to: Day, of: Type.Enum(['stop', 'facts']) }),
    answer: strict({
      from: Day,
      to: Day,
      groups: Type.Array(
        strict({
          of: Type.Enum(['stop', 'facts']),
          facts: orNull(LikeFactsShown),
          clause: orNull(Worded),
          total: Type.Integer(),
          outcomes: Type.Array(
            strict({
              answer: orNull(Type.String()),
              ruling: orNull(Type.String()),
              ended: oneOf(CASE_ENDS),
              total: Type.Integer(),
              cases: Type.Array(LikeCaseShown),
            }),
          ),
        }),
      ),
      more: Type.Boolean(),
      position: Type.Integer(),
    }),
  },
  staff: {
    method: 'GET',
    path: '/api/{terminal}/staff',
    zh: '单位在册人员',
    en: 'Who works at an office, by surname and staff number, and which contacts of it cool',
    at: ['checkpoint'],
    needs: 'session',
    query: strict({ office: OfficeCode }),
    answer: strict({
      staff: Type.Array(
        strict({
          account: Id,
          role,
          surname: Type.String(),
          staffNumber: Type.String(),
          /** A channel is registered, so a read-back code can be sent. */
          hasChannel: Type.Boolean(),
          /** By the office's rota; false where it has none that speaks of now. */
          isOnDuty: Type.Boolean(),
          /** Until then no code goes to their channel, because it was changed. */
          coolsAt: optional(At),
        }),
      ),
      /** Duty numbers that were changed, and until when they cool. */
      cooling: Type.Array(strict({ number: Type.String(), until: At })),
    }),
  },
  measureInForce: {
    method: 'GET',
    path: '/api/{terminal}/measure-in-force',
    zh: '本站现行措施',
    en: 'What is in force at this checkpoint, clause by clause',
    at: ['checkpoint'],
    needs: 'session',
    answer: strict({
      inForce: Type.Union([
        Type.Null(),
        strict({
          announcement: Type.String(),
          measure: Type.String(),
          measureVersion: Type.Integer(),
          /** How far a test must at least be verified. */
          minimumVerification: oneOf(VERIFICATION_LEVELS),
          clauses: Type.Array(
            strict({
              id: Type.String(),
              title: Worded,
              why: Worded,
              /** What a hold rests on here, and why that is contested; null where the clause allows none. */
              hold: Type.Union([Type.Null(), strict({ legalBasis: Worded, contestedBecause: Worded })]),
            }),
          ),
        }),
      ]),
    }),
  },
  sources: {
    method: 'GET',
    path: '/api/{terminal}/sources',
    zh: '数据来源状况',
    en: 'Which sources can be asked, and whether they answer',
    at: ['checkpoint'],
    needs: 'session',
    answer: strict({
      sources: Type.Array(
        strict({
          region: oneOf(SOURCE_REGIONS),
          name: Type.String(),
          state: Type.Enum(['answering', 'silent', 'trying']),
          silentSince: Type.Union([At, Type.Null()]),
        }),
      ),
    }),
  },
  measureText: {
    method: 'GET',
    path: '/api/{terminal}/measures/:id/text',
    zh: '措施规则原文',
    en: 'A measure as it was handed in',
    at: ['admin', 'supervisor'],
    needs: 'session',
    answer: strict({ text: Type.String() }),
  },
  tryMeasure: {
    method: 'POST',
    path: '/api/{terminal}/measures/try',
    zh: '试行比对措施',
    en: 'Try a measure that is not in force',
    at: ['admin', 'supervisor'],
    needs: 'session',
    body: TryBody,
    answer: TryAnswerSchema,
    bodyLimit: 2_200_000,
  },
  checkTrustList: {
    method: 'POST',
    path: '/api/{terminal}/trust-lists/check',
    zh: '检查信任列表文件',
    en: 'What a list of trusted issuers says, and what is wrong with it',
    at: ['admin'],
    needs: 'session',
    body: TrustListBody,
    bodyLimit: 2_200_000,
    answer: TrustListLook,
  },
  readTrustList: {
    method: 'GET',
    path: '/api/{terminal}/trust-lists/:id/contents',
    zh: '信任列表内容',
    en: 'What a list that was handed in says, and who proposed and approved it',
    at: ['admin'],
    needs: 'session',
    answer: TrustListHandedIn,
  },
  directoryChange: {
    method: 'GET',
    path: '/api/{terminal}/directories/:id/entries',
    zh: '名录变更内容',
    en: 'What a change of the directory would put in force',
    at: ['admin'],
    needs: 'session',
    answer: strict({ changes: Type.Array(Change) }),
  },
  officeHistory: {
    method: 'GET',
    path: '/api/{terminal}/office-history',
    zh: '单位变更记录',
    en: 'What was put in force about an office, by whom and when; the newest first',
    at: ['admin'],
    needs: 'session',
    query: strict({ office: OfficeCode }),
    answer: strict({
      history: Type.Array(
        strict({
          ...Change.properties,
          recordedAt: At,
          proposedBy: Type.String(),
          approvedBy: Type.String(),
        }),
      ),
    }),
  },
  directoryPreview: {
    method: 'POST',
    path: '/api/{terminal}/directory-preview',
    zh: '预览名录文件',
    en: 'What a file would change of the directory, and what is wrong with it',
    at: ['admin'],
    needs: 'session',
    /** The file as it is, in base64. */
    body: strict({ file: Type.String({ maxLength: 6_000_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' }) }),
    bodyLimit: 6_500_000,
    answer: strict({
      digest: FileDigest,
      rows: Type.Integer(),
      faults: Type.Array(
        strict({
          line: Type.Integer(),
          column: Type.Union([oneOf(COLUMN_NAMES), Type.Null()]),
          code: oneOf(Object.keys(DIRECTORY_FAULTS) as DirectoryFaultCode[]),
          value: optional(Type.String()),
        }),
      ),
      faultsInAll: Type.Integer(),
      counts: strict({
        added: Type.Integer(),
        changed: Type.Integer(),
        ended: Type.Integer(),
        same: Type.Integer(),
      }),
      changes: Type.Array(Change),
    }),
  },
  directoryTemplate: {
    method: 'GET',
    path: '/api/{terminal}/directory-template',
    zh: '名录模板（XLSX）',
    en: 'An empty directory file to fill in (XLSX)',
    at: ['admin'],
    needs: 'session',
  },
  communitySearch: {
    method: 'POST',
    path: '/api/{terminal}/community-search',
    zh: '按地址查找社区',
    en: 'The communities an address may belong to',
    // What is asked is somebody's address, so it travels in the body and stands in no log.
    at: STAFF,
    needs: 'session',
    body: strict({ address: Type.String({ maxLength: 200 }), within: optional(OfficeCode) }),
    answer: strict({
      candidates: Type.Array(Candidate),
      more: Type.Boolean(),
      near: Type.Array(OfficeCode),
      below: Type.Array(OfficeCode),
    }),
  },
  channelStates: {
    method: 'GET',
    path: '/api/{terminal}/channel-states',
    zh: '单位渠道送达情况',
    en: 'What waits, was delivered and was set aside in each channel of an office',
    at: ['admin', 'supervisor'],
    needs: 'session',
    answer: strict({
      channels: Type.Array(
        strict({
          channel: Id,
          waiting: Type.Integer(),
          parked: Type.Integer(),
          delivered: Type.Integer(),
          /** When the next of what waits is tried, at the earliest. */
          nextAt: Type.Union([At, Type.Null()]),
          deliveredAt: Type.Union([At, Type.Null()]),
          failedAt: Type.Union([At, Type.Null()]),
          lastError: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
    }),
  },
  draftKey: {
    method: 'GET',
    path: '/api/{terminal}/draft-key',
    zh: '草稿密钥',
    en: 'The key that what is typed here is kept under',
    at: [...STAFF, 'traveller'],
    needs: 'session',
    answer: strict({ key: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  },
  frontPage: { method: 'GET', path: '/', zh: '首页', en: 'The front page', at: [], needs: 'nobody' },
  deskPage: {
    method: 'GET',
    path: '/desk/{terminal}',
    zh: '工作页面',
    en: 'The operators’ page',
    at: STAFF,
    needs: 'nobody',
  },
  screenAsset: {
    method: 'GET',
    path: '/screens/assets/:file',
    zh: '页面文件',
    en: 'A file of the screens, by its hashed name',
    at: [],
    needs: 'nobody',
  },
  enrolPage: {
    method: 'GET',
    path: '/enrol',
    zh: '启用账号页面',
    en: 'The page to take up an account',
    at: [],
    needs: 'nobody',
  },
  travellerPage: {
    method: 'GET',
    path: '/t/:token',
    zh: '当事人页面',
    en: 'The traveller’s page',
    at: [],
    needs: 'nobody',
  },
  travellerAnswers: {
    method: 'POST',
    path: '/t/:token',
    zh: '当事人以证件后四位打开页面',
    en: 'The traveller gives the last four characters',
    at: [],
    needs: 'nobody',
    body: strict({ lastFour: optional(Type.String({ maxLength: 40 })) }),
  },
  travellerSends: {
    method: 'POST',
    path: '/t/:token/:command',
    zh: '当事人以表单办理',
    en: 'The traveller sends a command by a form',
    at: [],
    needs: 'nobody',
    // Fields as a browser sends them; the command they become is held against its own shape.
    body: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 200_000 })),
    // A signature drawn with a patient hand, as a browser writes it into a form.
    bodyLimit: 512 * 1024,
  },
  screenMark: {
    method: 'GET',
    path: '/plain/mark.svg',
    zh: '页面图标',
    en: 'The pages’ mark',
    at: [],
    needs: 'nobody',
  },
  enrolScript: {
    method: 'GET',
    path: '/plain/enrol.js',
    zh: '启用账号脚本',
    en: 'The enrolling page: its script',
    at: [],
    needs: 'nobody',
  },
  livez: { method: 'GET', path: '/livez', zh: '存活', en: 'Alive', at: [], needs: 'nobody' },
  readyz: { method: 'GET', path: '/readyz', zh: '就绪', en: 'Ready, or why not', at: [], needs: 'nobody' },
  metrics: { method: 'GET', path: '/metrics', zh: '指标', en: 'Metrics', at: [], needs: 'nobody' },
  openapi: { method: 'GET', path: '/openapi.json', zh: '接口描述', en: 'OpenAPI', at: [], needs: 'nobody' },
  docs: { method: 'GET', path: '/docs', zh: '接口文档', en: 'This, to read', at: [], needs: 'nobody' },
} as const satisfies Record<string, PlainRow>;

export type PlainName = keyof typeof PLAIN_ROUTES;
export const PLAIN_NAMES = Object.keys(PLAIN_ROUTES) as PlainName[];

/** The row of a plain route, with the optional columns readable. */
export function plainRow(name: PlainName): PlainRow {
  return PLAIN_ROUTES[name];
}
