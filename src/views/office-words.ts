/**
 * What offices said about a case, kept in its row: the office's own copy of every answer it gave, and the terms on which
 * somebody is received. Coded fields in clear, words sealed; they are opened at delivery.
 */
import { type CommandType, commandRow } from '../contract/commands.ts';
import type { Json, SealedPart } from '../contract/streams.ts';
import type { KeptPart } from './rows.ts';

/** One thing an office said. */
export interface OfficeWord {
  readonly version: number;
  readonly command: string;
  /** The office it was said for. */
  readonly office: string;
  /** The account that said it; by telephone, the worker who was identified. */
  readonly by: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly facts: readonly string[];
  readonly said: Readonly<Record<string, Json>>;
  readonly words: KeptPart | null;
}

/** On what terms an office receives: what the consent, or the ruling, says of it. */
export interface Terms {
  readonly office: string;
  readonly how: 'accepted' | 'ruled';
  readonly conditions: readonly string[];
  readonly observationDays: number | null;
  readonly until: number | null;
}

/** A command as far as this room looks at it. */
export interface SaidHere {
  readonly type: CommandType;
  readonly role: string;
  readonly scope: string;
  readonly account: string;
  readonly commandId: string;
  readonly coded: Readonly<Record<string, unknown>>;
  readonly parts: readonly SealedPart[];
  readonly facts: readonly string[];
  readonly version: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
}

/** The most that one row carries; the journal carries all of it. */
const KEPT = 40;
const OFFICE_ROLES: readonly string[] = ['communityWorker', 'streetOfficer'];
const WORDS: ReadonlySet<string> = new Set(['words', 'because']);

/** What offices said until now, and what this command adds to it. */
export function wordsAfter(before: readonly OfficeWord[], said: SaidHere): readonly OfficeWord[] {
  const isOral = said.type === 'recordOralAnswer';
  const isOffice = OFFICE_ROLES.includes(said.role) && commandRow(said.type).at.includes('community');
  if (!isOral && !isOffice) return before;
  const { office, worker, ...coded } = said.coded as Record<string, Json>;
  const words = said.parts.find(({ field }) => WORDS.has(field));
  return [
    ...before,
    {
      version: said.version,
      command: said.type,
      office: typeof office === 'string' ? office : said.scope,
      by: isOral && typeof worker === 'string' ? worker : said.account,
      occurredAt: said.occurredAt,
      recordedAt: said.recordedAt,
      facts: said.facts,
      said: coded,
      words: words === undefined ? null : { ...words, commandId: said.commandId },
    },
  ].slice(-KEPT);
}

/** The terms after a command: those of the consent or the ruling it made, none once there is neither. */
export function termsAfter(
  before: Terms | null,
  { type, coded, facts }: SaidHere,
  officeNow: string | null,
): Terms | null {
  const isRuling = type === 'ruleOnHandoff' && coded['ruling'] === 'receive';
  if (isRuling || facts.includes('consentGiven'))
    return {
      office: String(coded['office']),
      how: isRuling ? 'ruled' : 'accepted',
      conditions: (coded['conditions'] as readonly string[] | undefined) ?? [],
      observationDays: (coded['observationDays'] as number | undefined) ?? null,
      until: (coded['until'] as number | undefined) ?? null,
    };
  return officeNow === null ? null : before;
}
