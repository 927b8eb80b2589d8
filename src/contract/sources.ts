/**
 * Asking a source: what the house sends to an adapter, what an adapter may answer, and how an answer can be unfit.
 *
 * The contract in words, for whoever writes an adapter: `docs/sources.md`. Nothing here is personal but the document in
 * a query, which travels in the body of one request and nowhere else.
 */
import { DOCUMENT_TYPES } from './documents.ts';
import {
  HealthStatusEvidenceSchema,
  ItineraryEvidenceSchema,
  POPUP_KINDS,
  PrintedTimeSchema,
  SAMPLING_MODES,
} from './measures.ts';
import { At, OfficeCode, oneOf, type Static, strict, Type } from './schema.ts';
import { type SourceFault, SOURCE_REGIONS, type SourceRegion } from './source-words.ts';

export * from './source-words.ts';

/** The version of the contract. An adapter answers in the version it was asked in, or with status 400. */
export const SOURCE_CONTRACT = 1;

/** How far a source's clock may be ahead of the house's. */
export const SOURCE_CLOCK_MS = 2 * 60_000;

/** The body of a query. `query` stays the same when the same question is sent again: it is the idempotency key. */
export const SourceQuerySchema = strict({
  version: Type.Literal(SOURCE_CONTRACT),
  query: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
  region: oneOf(SOURCE_REGIONS),
  askedAt: At,
  checkpoint: OfficeCode,
  document: strict({ type: oneOf(DOCUMENT_TYPES), number: Type.String({ minLength: 1, maxLength: 44 }) }),
});
export type SourceQuery = Static<typeof SourceQuerySchema>;

const timeOrNone = Type.Union([PrintedTimeSchema, Type.Null()]);
const common = {
  version: Type.Literal(SOURCE_CONTRACT),
  query: Type.String({ minLength: 1, maxLength: 60 }),
  /** Whom the record that was found is about: see `personDigest` in `docs/sources.md`. */
  person: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** As of when this is the source's knowledge. */
  asOf: At,
};

export const SourceTestSchema = strict({
  result: Type.Enum(['NEGATIVE', 'POSITIVE', 'PENDING_REVIEW', 'INVALID', 'SAMPLED_PENDING']),
  sampledAt: timeOrNone,
  receivedAt: timeOrNone,
  reportedAt: timeOrNone,
  samplingMode: oneOf(SAMPLING_MODES),
  testId: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
});

/** The body of an answer with status 200. Any field beside these makes it unreadable. */
export const SourceAnswerSchema = Type.Union([
  strict({ ...common, region: Type.Literal('test'), found: Type.Literal(true), test: SourceTestSchema }),
  strict({
    ...common,
    region: Type.Literal('healthStatus'),
    found: Type.Literal(true),
    healthStatus: Type.Union([
      strict({ shows: Type.Enum(['GREEN', 'YELLOW', 'RED']) }),
      strict({ shows: Type.Literal('POPUP'), kind: Type.Enum(POPUP_KINDS) }),
    ]),
  }),
  strict({
    ...common,
    region: Type.Literal('itinerary'),
    found: Type.Literal(true),
    itinerary: strict({ shows: Type.Enum(['GREEN', 'NOT_GREEN']) }),
  }),
  strict({ ...common, region: oneOf(SOURCE_REGIONS), found: Type.Literal(false) }),
]);
export type SourceAnswer = Static<typeof SourceAnswerSchema>;

/** What one region of `recordSourceAnswer` says, as the evidence of the contract has it. */
export interface SourceEvidence {
  readonly test?: Static<typeof SourceTestSchema>;
  readonly healthStatus?: Static<typeof HealthStatusEvidenceSchema>;
  readonly itinerary?: Static<typeof ItineraryEvidenceSchema>;
}

/** What came of asking. */
export type SourceSaid =
  | { readonly outcome: 'found'; readonly asOf: number; readonly evidence: SourceEvidence }
  | { readonly outcome: 'notFound'; readonly asOf: number }
  | { readonly outcome: 'unavailable'; readonly why: SourceFault };

/** Asks the source of a region; never rejects, and answers within the source's time limit. */
export type AskSource = (
  query: SourceQuery,
) => Promise<{ readonly source: string; readonly said: SourceSaid }>;

/** The sources that are connected to a house. */
export interface Sources {
  readonly regions: ReadonlySet<SourceRegion>;
  readonly ask: AskSource;
  health(): readonly SourceHealth[];
  /** Lets go of the connections that are kept. */
  close(): void;
}

/** How a source is doing: known since this process began, and forgotten with it. */
export interface SourceHealth {
  readonly region: SourceRegion;
  readonly name: string;
  /** `silent`: it failed several times and is left alone. `trying`: one question is on its way to find out. */
  readonly state: 'answering' | 'silent' | 'trying';
  /** Since when it has not answered; null while it does. */
  readonly silentSince: number | null;
  /** How often it was asked, by what came of it: `found`, `notFound`, or the fault. */
  readonly asked: Readonly<Record<string, number>>;
}
