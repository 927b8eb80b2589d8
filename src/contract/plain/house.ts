/** What the house knows beside its cases: offices and who is on duty there, measures, sources, lists of issuers, channels. */
import {
  Candidate,
  COLUMN_NAMES,
  DIRECTORY_FAULTS,
  type DirectoryFaultCode,
  FileDigest,
  OfficeEntry,
} from '../directory.ts';
import { VERIFICATION_LEVELS } from '../measures.ts';
import { TrustListBody, TrustListHandedIn, TrustListLook } from '../trust-lists.ts';
import { TryAnswerSchema, TryBody } from '../trying-measures.ts';
import { SOURCE_REGIONS } from '../sources.ts';
import { At, Id, OfficeCode, oneOf, strict, Type } from '../schema.ts';
import { optional, type PlainRow, role, STAFF, Worded } from './row.ts';

/** What one entry changes of the directory. */
const Change = strict({
  change: Type.Enum(['added', 'changed', 'ended', 'same']),
  after: OfficeEntry,
  before: Type.Union([OfficeEntry, Type.Null()]),
  fields: Type.Array(Type.String()),
});

export const HOUSE_ROUTES = {
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
} as const satisfies Record<string, PlainRow>;
