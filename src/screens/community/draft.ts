/** What somebody has begun to answer, and the answer it makes. Kept as a draft until the house has it. */
import type { CONDITIONS, REFUSAL_REASONS } from '../../contract/answers.ts';
import type { Body } from '../shared/api.ts';
import { fromField } from '../shared/time.ts';

export type Kind = 'refuse' | 'conditional' | 'notOurs' | 'needMoreInformation' | 'needsStreetOffice';

export interface Draft {
  /** The other answer that is open; null while the plain one is. */
  readonly kind: Kind | null;
  /** Question two: the status is known. */
  readonly isAware: boolean;
  /** Question one was "not sure" and is "yes" now. */
  readonly isSureNow: boolean;
  readonly reason: keyof typeof REFUSAL_REASONS | '';
  /** One field of words for every kind, so that nothing is typed twice. */
  readonly words: string;
  readonly suggestion: string;
  readonly conditions: readonly (keyof typeof CONDITIONS)[];
  readonly days: number | null;
  /** As it stands in the field, Beijing time. */
  readonly until: string;
  readonly termsOpen: boolean;
  /** Who of the same stop gets the same answer. */
  readonly along: readonly string[];
}

export const NOTHING_YET: Draft = {
  kind: null,
  isAware: false,
  isSureNow: false,
  reason: '',
  words: '',
  suggestion: '',
  conditions: [],
  days: null,
  until: '',
  termsOpen: false,
  along: [],
};

type Answer = Body<'answerCommunity'>;

/** The consent: three yes, and the terms that were stated. */
export function consentOf({ conditions, days, until }: Draft, office: string): Answer {
  const at = fromField(until);
  return {
    office,
    answer: 'accept',
    isRegisteredResident: 'yes',
    knowsTheStatus: 'yes',
    acceptsReception: 'yes',
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
    ...(days === null ? {} : { observationDays: days }),
    ...(at === null ? {} : { until: at }),
  };
}

/** What is missing before this kind of answer can be sent. */
export function missingIn({ kind, reason, words }: Draft): 'reason' | 'words' | null {
  const isWordless = words.trim() === '';
  if (kind === 'refuse' && reason === '') return 'reason';
  if (kind === 'refuse') return reason === 'other' && isWordless ? 'words' : null;
  return (kind === 'conditional' || kind === 'needMoreInformation') && isWordless ? 'words' : null;
}

/** Any other answer. Only the questions that were reached are answered. */
export function otherAnswerOf(
  { kind, reason, words, suggestion, isAware }: Draft,
  office: string,
  first: 'yes' | 'notSure' | null,
): Answer {
  const said = words.trim();
  return {
    office,
    ...(kind === null ? {} : { answer: kind }),
    ...(kind === 'notOurs'
      ? { isRegisteredResident: 'no' }
      : first === null
        ? {}
        : { isRegisteredResident: first, ...(isAware ? { knowsTheStatus: 'yes' as const } : {}) }),
    ...(kind === 'refuse' ? { acceptsReception: 'no' as const } : {}),
    ...(kind === 'refuse' && reason !== '' ? { reason } : {}),
    ...(said === '' || kind === 'notOurs' ? {} : { words: said }),
    ...(kind === 'notOurs' && suggestion !== '' ? { suggestion } : {}),
  };
}
