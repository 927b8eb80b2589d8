/**
 * What is signed: the wording and order of every paper, by kind and version.
 *
 * A version is never edited once a paper was drawn from it; it gets a successor, and old papers stay what they are.
 * This room knows words. It must never know a PDF library, a clock, or anything that makes two readings differ.
 */
import { PAPER_KINDS, type PaperFacts, type PaperKind } from '../src/contract/papers.ts';
import type { Block, Template } from './blocks.ts';
import { blankReceipt, custodyReceipt } from './v1/custody-receipt.ts';
import { departureNotice, refusalNotice } from './v1/notices.ts';
import { pledge } from './v1/pledge.ts';
import { releaseSlip } from './v1/release-slip.ts';

export { pledgeText } from './v1/pledge.ts';
export { plainText } from './blocks.ts';
export type { Block, Field, Head, SignPlace, Template } from './blocks.ts';

type Versions = { readonly [K in PaperKind]: Readonly<Record<number, Template<PaperFacts[K]>>> };

export const TEMPLATES: Versions = {
  pledge: { 1: pledge },
  custodyReceipt: { 1: custodyReceipt },
  releaseSlip: { 1: releaseSlip },
  refusalNotice: { 1: refusalNotice },
  departureNotice: { 1: departureNotice },
  blankReceipt: { 1: blankReceipt },
};

/** The version that new papers are drawn from. */
export const CURRENT_VERSION: Readonly<Record<PaperKind, number>> = Object.fromEntries(
  PAPER_KINDS.map((kind) => [kind, Math.max(...Object.keys(TEMPLATES[kind]).map(Number))]),
) as Record<PaperKind, number>;

/** The blocks of one paper. Refuses a version that never was. */
export function blocksOf<K extends PaperKind>(
  kind: K,
  version: number,
  facts: PaperFacts[K],
  code: (number: string) => string,
): readonly Block[] {
  const template = (TEMPLATES[kind] as Readonly<Record<number, Template<PaperFacts[K]>>>)[version];
  if (template === undefined) throw new Error(`There is no version ${version} of the paper ${kind}.`);
  return template(facts, code);
}
