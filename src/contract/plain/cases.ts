/** What belongs to one case beside its commands and rows: its papers, links and codes, and what devices send to it. */
import { CertificateAnswer, ScannedCertificate } from '../certificates.ts';
import { Envelope } from '../command-table.ts';
import { commandRow } from '../commands.ts';
import { At, Id, OfficeCode, strict, type TSchema, Type } from '../schema.ts';
import { optional, type PlainRow, token, totp } from './row.ts';

const sent = (body: TSchema) => strict({ body, ...Envelope.properties });
/** The answer to a command that was done. */
const Accepted = strict({ streamId: Id, version: Type.Integer({ minimum: 1 }) });

/** What a release slip tells whoever it is shown to: who let somebody go, and when. Nothing of the person. */
const SlipSays = { checkpoint: OfficeCode, releasedAt: At };

export const CASE_ROUTES = {
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
} as const satisfies Record<string, PlainRow>;
