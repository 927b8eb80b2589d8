/** The facts that break papers: names too long, too rare, too short; fields that are empty; reasons that do not end. */
import { LANGUAGES, type Language } from '../../src/contract/measures.ts';
import { CONDITION_NAMES } from '../../src/contract/answers.ts';
import { PAPER_KINDS, maskNumber, type PaperFacts, type PaperKind } from '../../src/contract/papers.ts';
import { SAMPLES, deposit, traveller } from './samples.ts';

const LONG_NAME = '欧阳司徒上官诸葛令狐'.repeat(5);
const LONG = '被征询的单位多次来电要求补充材料，当事人均已当场提供；'.repeat(18);

export const ODD = {
  aLongName: { name: LONG_NAME },
  aLatinName: { name: 'Łukasz Yıldız O’Brien-Müller van der Wolkenhaagen' },
  noSpaces: { name: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3).slice(0, 100) },
  rare: { name: '㛃䶮𠅤𬱖·艾拉' },
  missing: { name: '𠮷田·ئەركىن' },
} as const;
export type Odd = keyof typeof ODD | 'bare' | 'full';
export const ODD_NAMES: readonly Odd[] = [...(Object.keys(ODD) as (keyof typeof ODD)[]), 'bare', 'full'];

/** The facts of a paper with one thing about them made odd. */
export function oddFacts<K extends PaperKind>(kind: K, odd: Odd, language: Language): PaperFacts[K] {
  const make = MAKERS[kind] as (odd: Odd, language: Language) => PaperFacts[K];
  return make(odd, language);
}

export const CASES = PAPER_KINDS.flatMap((kind) =>
  LANGUAGES.flatMap((language) =>
    // A blank form has no name to be odd.
    (kind === 'blankReceipt' ? (['bare', 'full'] as const) : ODD_NAMES).map((odd) => ({
      kind,
      language,
      odd,
    })),
  ),
);

const named = (odd: Odd) =>
  odd === 'bare' ? 'X' : odd in ODD ? ODD[odd as keyof typeof ODD].name : '艾拉·云岚';
const who = (odd: Odd) =>
  traveller({
    name: named(odd),
    ...(odd === 'bare'
      ? { document: { type: 'NONE' as const, number: null }, address: null }
      : odd === 'aLatinName'
        ? { document: { type: 'PASSPORT' as const, number: maskNumber('X00000000') } }
        : {}),
  });
const conditions = (odd: Odd) =>
  odd === 'full' ? CONDITION_NAMES : odd === 'bare' ? [] : ['homeObservation' as const];

const MAKERS: { readonly [K in PaperKind]: (odd: Odd, language: Language) => PaperFacts[K] } = {
  pledge: (odd, language) => {
    const facts = SAMPLES.pledge(language);
    return {
      ...facts,
      text: {
        ...facts.text,
        traveller: {
          name: named(odd),
          document: odd === 'bare' ? { type: 'NONE', number: null } : facts.text.traveller.document,
        },
        returnReasonWords: odd === 'bare' ? null : odd === 'full' ? LONG.slice(0, 200) : '回家',
        conditions: conditions(odd),
        observationDays: odd === 'bare' ? null : 14,
        guardian: odd === 'full' ? { name: LONG_NAME } : null,
        shown: odd === 'bare' ? { healthStatus: null, test: null, itinerary: null } : facts.text.shown,
        remedies: odd === 'bare' ? { ...facts.text.remedies, link: null } : facts.text.remedies,
      },
      signed: { ...facts.signed, strokes: odd === 'bare' ? null : facts.signed.strokes },
    };
  },
  custodyReceipt: (odd, language) => ({
    ...(odd === 'full' ? deposit(language) : SAMPLES.custodyReceipt(language)),
    traveller: who(odd),
    words: odd === 'bare' ? null : odd === 'full' ? LONG : '核对',
    statement: odd === 'full' ? LONG : null,
    ...(odd === 'bare' ? { signed: null } : {}),
    ...(odd === 'rare' ? { format: 'roll80' as const } : {}),
  }),
  releaseSlip: (odd, language) => ({
    ...SAMPLES.releaseSlip(language),
    traveller: who(odd),
    plate: odd === 'bare' ? null : '京A·00000',
    regions: odd === 'bare' ? [] : SAMPLES.releaseSlip(language).regions,
    conditions: conditions(odd),
    observationDays: odd === 'bare' ? null : 28,
  }),
  refusalNotice: (odd, language) => ({
    ...SAMPLES.refusalNotice(language),
    traveller: who(odd),
    words: odd === 'bare' ? null : odd === 'full' ? LONG.repeat(5).slice(0, 2000) : '未答复',
    statement: odd === 'full' ? LONG.repeat(5).slice(0, 2000) : null,
    unmet: odd === 'bare' ? [] : SAMPLES.refusalNotice(language).unmet,
    lift: odd === 'bare' ? null : SAMPLES.refusalNotice(language).lift,
    asked: odd === 'bare' ? [] : SAMPLES.refusalNotice(language).asked,
    alternatives: odd === 'bare' ? [] : SAMPLES.refusalNotice(language).alternatives,
    document: odd === 'bare' ? null : SAMPLES.refusalNotice(language).document,
    secondOfficer: odd === 'bare' ? null : SAMPLES.refusalNotice(language).secondOfficer,
  }),
  departureNotice: (odd, language) => ({
    ...SAMPLES.departureNotice(language),
    traveller: who(odd),
    words: odd === 'full' ? LONG : null,
    open: odd === 'bare' ? [] : ['consent', 'pledge'],
    document: odd === 'bare' ? null : { collectAt: SAMPLES.departureNotice(language).checkpoint },
    statement: odd === 'full' ? LONG : null,
  }),
  blankReceipt: (odd, language) => ({
    ...SAMPLES.blankReceipt(language),
    formNumbers: odd === 'bare' ? ['KB-1'] : ['KB-1', 'KB-2'],
  }),
};
