/** Where a measure leaves a traveller and how a draft differs from what was, in words; no schema, so that screens may say them. */

/** The mildest first; `referred` lies outside, and is the same under any measure. */
export const OUTCOMES = ['drivesOn', 'asksTheCommunity', 'isUnmet', 'referred'] as const;
export type Outcome = (typeof OUTCOMES)[number];

type Said = { readonly zh: string; readonly en: string };
export const OUTCOME_WORDS: Readonly<Record<Outcome, Said>> = {
  drivesOn: { zh: '要求全部满足', en: 'everything is met' },
  asksTheCommunity: { zh: '须征询社区', en: 'the community is asked' },
  isUnmet: { zh: '有要求未满足', en: 'something is unmet' },
  referred: { zh: '移交卫生部门', en: 'goes to the health authority' },
};

export const WAYS = ['same', 'milder', 'stricter', 'otherwise'] as const;
export const WAY_WORDS: Readonly<Record<(typeof WAYS)[number], Said>> = {
  same: { zh: '不变', en: 'the same' },
  milder: { zh: '放宽', en: 'milder' },
  stricter: { zh: '收紧', en: 'stricter' },
  otherwise: { zh: '条款不同，松紧不变', en: 'another clause, neither milder nor stricter' },
};
