/** What is done with the file kept beside a case: reviews and flags of its pledge, openings, a legal hold. */
import type { Delivered } from '../../../contract/doors.ts';
import { formOf } from '../../shared/forms/describe.ts';
import { useDesk, usePerson, useSingle } from '../../shared/hooks.ts';
import { type Act, actOn } from '../../shared/ui/acts.tsx';
import { CASE } from '../case-words.ts';

const WORDS = { as: 'long', maxLength: 2000 } as const;

const REVIEW = formOf('reviewPledge', {
  verdict: { as: 'choice', of: ['inOrder', 'questionable'] },
  words: { ...WORDS, optional: true },
});
const FLAG = formOf('flagPledge', {
  why: {
    as: 'choice',
    of: ['signedTooEarly', 'textDiffers', 'witnessMissing', 'likeCasesDiffer', 'other'],
  },
  words: WORDS,
});
const RESOLVE = formOf('resolveFlag', {
  outcome: { as: 'choice', of: ['unfounded', 'corrected', 'reported'] },
  words: WORDS,
});
const OPEN_DATA = formOf('openPersonalData', {
  fields: { as: 'fixed', value: ['document'] },
  purpose: { as: 'choice', of: ['review', 'complaint', 'identityCheck'], hint: CASE.openDataHint },
});
const LEGAL_HOLD = formOf('legalHold', {
  hold: { as: 'flag' },
  reason: WORDS,
  reviewAt: { as: 'instant', optional: true },
});

/** The file of a case. Before anybody did anything with it there is none, and everything that begins one can be tried. */
export function useFile(handoff: string): Delivered {
  const { role } = usePerson();
  const file = useSingle('pledgeReviews', handoff);
  if (file.state === 'there') return file.delivered;
  const allowed = {
    reviewPledge: true,
    flagPledge: true,
    openPersonalData: true,
    ...(role === 'supervisor' ? { legalHold: true, resolveFlag: 'notInThisState' } : {}),
  } as const;
  return { view: 'pledgeReviews', key: handoff, version: 0, row: { allowed, state: {}, history: [] } };
}

export function useReviewActs(file: Delivered): readonly Act[] {
  return [
    ...actOn(file, 'reviewPledge', REVIEW, { isFirst: true }),
    ...actOn(file, 'flagPledge', FLAG),
    ...actOn(file, 'resolveFlag', RESOLVE),
  ];
}

export function useFileActs(file: Delivered): readonly Act[] {
  const { feed } = useDesk();
  return [
    ...actOn(file, 'openPersonalData', OPEN_DATA, {
      words: CASE.openData,
      onDone: () => void feed.refresh('handoffPage', file.key),
    }),
    ...actOn(file, 'legalHold', LEGAL_HOLD),
  ];
}
