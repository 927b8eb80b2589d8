/** Whether a pledge was looked at since it was signed: what its file says, and "not reviewed" where there is none. */
import type { Json } from '../../../contract/streams.ts';
import { stands } from '../../../contract/standings.ts';
import { useList } from '../../shared/hooks.ts';
import { Status } from '../../shared/ui/status.tsx';
import { useSay } from '../../shared/words/say.ts';
import { SUPERVISOR } from '../words.ts';

export const REVIEWS = ['unreviewed', 'reviewed', 'flagged'] as const;
export type Review = (typeof REVIEWS)[number];

export const reviewIn = (state: Json | undefined): Review =>
  REVIEWS.find((review) => stands(state, `file.review.${review}`)) ?? 'unreviewed';

/** The review of every pledge, by the id of its case. */
export function useReviews(): (handoff: string) => Review {
  const { rows } = useList('pledgeReviews');
  const reviews = new Map(rows.map(({ key, row }) => [key, reviewIn(row['state'])]));
  return (handoff) => reviews.get(handoff) ?? 'unreviewed';
}

const MOODS = { unreviewed: 'calm', reviewed: 'good', flagged: 'late' } as const;

export function ReviewStatus({ of }: { readonly of: Review }) {
  const say = useSay();
  return <Status mood={MOODS[of]}>{say(SUPERVISOR[of])}</Status>;
}
