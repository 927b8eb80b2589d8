/**
 * The directory: who may answer and how they are reached. Offices by official code, as they are handed in, shown and changed.
 *
 * A row is true from `validFrom` to `validTo` (the world's time) and known from the approval that put it in force (the
 * house's time). Codes never change what they mean. Numbers are duty numbers, never private ones.
 */
import {
  type Column,
  COMMITTEES,
  type DirectoryFaultCode,
  MATCHES,
  MOST_ENTRIES,
  OFFICE_KINDS,
} from './directory-words.ts';
import { At, Id, OfficeCode, oneOf, type Static, strict, Type, words } from './schema.ts';

export * from './directory-words.ts';

const optional = Type.Optional;
const list = <S extends Parameters<typeof Type.Array>[0]>(of: S, maxItems: number) =>
  optional(Type.Array(of, { maxItems }));

export const DutyNumber = Type.String({ pattern: '^[+0-9][0-9 -]{2,24}$' });

/** Which house numbers of a street belong to a community; without `from` and `to` the whole street. */
const StreetRange = strict({
  zh: words(80),
  from: optional(Type.Integer({ minimum: 1, maximum: 99_999 })),
  to: optional(Type.Integer({ minimum: 1, maximum: 99_999 })),
  side: optional(Type.Enum(['odd', 'even'])),
});

/** Who is on duty when. The person is an account: their surname and number stay sealed with it. */
const DutyTurn = strict({ hours: words(60), account: Id, number: optional(DutyNumber) });

export const OfficeEntry = strict({
  code: OfficeCode,
  kind: oneOf(OFFICE_KINDS),
  parent: optional(OfficeCode),
  zh: words(80),
  en: optional(words(120)),
  committee: optional(oneOf(COMMITTEES)),
  /** Names it went by, or is still called in addresses. */
  formerNames: list(words(80), 20),
  numbers: Type.Array(strict({ number: DutyNumber, hours: optional(words(60)) }), { maxItems: 8 }),
  compounds: list(words(80), 200),
  ranges: list(StreetRange, 200),
  rota: list(DutyTurn, 60),
  validFrom: optional(At),
  validTo: optional(At),
});

export type OfficeEntry = Readonly<Static<typeof OfficeEntry>>;

export const Entries = Type.Array(OfficeEntry, { minItems: 1, maxItems: MOST_ENTRIES });

/** SHA-256 of the whole file the entries were read from, hex, so that somebody's file can be held against what was approved. */
export const FileDigest = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** One fault: where it is, what is wrong, and what stands there. `line` 0 is the file as a whole. */
export interface DirectoryFault {
  readonly line: number;
  readonly column: Column | null;
  readonly code: DirectoryFaultCode;
  readonly value?: string;
}

/** What one entry changes. */
export interface DirectoryChange {
  readonly change: 'added' | 'changed' | 'ended' | 'same';
  readonly after: OfficeEntry;
  /** As it stands now; null where it is new. */
  readonly before: OfficeEntry | null;
  /** The fields that differ. */
  readonly fields: readonly string[];
}

/** One change of an office that was put in force. */
export interface OfficeChange extends DirectoryChange {
  readonly recordedAt: number;
  /** By account. */
  readonly proposedBy: string;
  readonly approvedBy: string;
}

export const Candidate = strict({
  code: OfficeCode,
  /** From the community up to its district. */
  above: Type.Array(OfficeCode, { maxItems: 4 }),
  because: oneOf(MATCHES),
  /** The words of the directory that fit. */
  matched: Type.String(),
});
export type Candidate = Readonly<Static<typeof Candidate>>;
