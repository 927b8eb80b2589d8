/** Trying a measure before it is in force: what is sent, and what comes back. Of recorded handoffs only sums leave the house. */
import { type Static, Type } from 'typebox';
import { At, strict } from './schema.ts';

/** Where a measure leaves a traveller, the mildest first; `referred` lies outside, and is the same under any measure. */
export const OUTCOMES = ['drivesOn', 'asksTheCommunity', 'isUnmet', 'referred'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_WORDS: Readonly<Record<Outcome, { readonly zh: string; readonly en: string }>> = {
  drivesOn: { zh: '要求全部满足', en: 'everything is met' },
  asksTheCommunity: { zh: '须征询社区', en: 'the community is asked' },
  isUnmet: { zh: '有要求未满足', en: 'something is unmet' },
  referred: { zh: '移交卫生部门', en: 'goes to the health authority' },
};

const Told = strict({ clause: Type.String(), outcome: Type.Enum(OUTCOMES) });
export const WAYS = ['milder', 'stricter', 'otherwise'] as const;
export const WAY_WORDS: Readonly<
  Record<(typeof WAYS)[number], { readonly zh: string; readonly en: string }>
> = {
  milder: { zh: '放宽', en: 'milder' },
  stricter: { zh: '收紧', en: 'stricter' },
  otherwise: { zh: '条款不同，结果相当', en: 'another clause, the same outcome' },
};
const ChangedSchema = strict({
  was: Told,
  would: Told,
  way: Type.Enum([...WAYS, 'same']),
  handoffs: Type.Integer({ minimum: 1 }),
});
export type Changed = Static<typeof ChangedSchema>;

const count = Type.Integer({ minimum: 0 });
export const SimulationSchema = strict({
  /** Handoffs of travellers who arrived in the time asked for; they are the sum of those below. */
  handoffs: count,
  same: count,
  milder: count,
  stricter: count,
  otherwise: count,
  /** Their proofs are erased, or no measure ever judged them. */
  erased: count,
  /** By clause, the most first. */
  changes: Type.Array(ChangedSchema),
});
export type Simulation = Static<typeof SimulationSchema>;

export const DraftText = Type.String({ minLength: 2, maxLength: 1_000_000 });
export const FaultsSchema = Type.Array(strict({ path: Type.String(), message: Type.String() }));
export const SimulateBody = strict({ text: DraftText, from: At, to: At });
