/**
 * What a measure is, what is shown at a checkpoint, and what a measure says about it.
 *
 * A measure is a rule pack: pure history, with worked examples. It puts nothing in force; an announcement does.
 * No instant here is ever read from a clock, and no field is personal: a judgement may stand in the journal for ever.
 */
export * from './measure/regions.ts';
export * from './measure/shown.ts';
export * from './measure/judgement.ts';
export * from './measure/pack.ts';
