/**
 * What is asked and answered around a decision, kept in the row of its case: the question put to each side, and the
 * appeal with what it came to. Coded fields in clear, words sealed; they are opened at delivery, to whom they concern.
 */
import type { Appealed, Party, SecondLook } from '../contract/answers.ts';
import type { SaidHere } from './office-words.ts';
import type { KeptPart } from './rows.ts';

/** A supervisor's question to one side. The newest to each is kept; the journal keeps all of them. */
export interface Question {
  readonly of: Party;
  readonly by: string;
  readonly at: number;
  readonly words: KeptPart | null;
  /** When that side added a statement after it; null while the question waits. */
  readonly answeredAt: number | null;
}

/** The last appeal, and what it came to; `outcome` is null while it is open. */
export interface AppealSaid {
  readonly of: Appealed;
  readonly by: string;
  readonly filedAt: number;
  readonly words: KeptPart | null;
  readonly outcome: {
    readonly is: SecondLook;
    readonly by: string;
    readonly at: number;
    readonly words: KeptPart | null;
  } | null;
}

export interface Hearing {
  readonly questions: readonly Question[];
  readonly appeal: AppealSaid | null;
}

export const NOTHING_HEARD: Hearing = { questions: [], appeal: null };

/** Which side somebody speaks for by adding a statement; null for whoever is no side. */
export function partyOf(role: string): Party | null {
  if (role === 'traveller') return 'traveller';
  if (role === 'communityWorker' || role === 'streetOfficer') return 'office';
  return role === 'officer' || role === 'dutySuperior' ? 'checkpoint' : null;
}

/** What was asked and appealed after a command. */
export function hearingAfter(before: Hearing, said: SaidHere): Hearing {
  const { type, coded, account: by, occurredAt: at } = said;
  switch (type) {
    case 'askForStatement': {
      const of = coded['of'] as Party;
      const question = { of, by, at, words: wordsIn(said), answeredAt: null };
      return { ...before, questions: [...before.questions.filter((one) => one.of !== of), question] };
    }
    case 'addStatement': {
      const party = partyOf(said.role);
      if (!before.questions.some((one) => one.of === party && one.answeredAt === null)) return before;
      return {
        ...before,
        questions: before.questions.map((one) =>
          one.of === party && one.answeredAt === null ? { ...one, answeredAt: at } : one,
        ),
      };
    }
    case 'fileAppeal': {
      const of = coded['of'] as Appealed;
      return { ...before, appeal: { of, by, filedAt: at, words: wordsIn(said), outcome: null } };
    }
    case 'lookAgain': {
      const { appeal } = before;
      if (appeal === null || appeal.outcome !== null) return before;
      const outcome = { is: coded['outcome'] as SecondLook, by, at, words: wordsIn(said) };
      return { ...before, appeal: { ...appeal, outcome } };
    }
    default:
      return before;
  }
}

function wordsIn({ parts, commandId }: SaidHere): KeptPart | null {
  const words = parts.find(({ field }) => field === 'words');
  return words === undefined ? null : { ...words, commandId };
}
