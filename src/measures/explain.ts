import {
  REGIONS,
  type Citation,
  type Explanation,
  type Judgement,
  type Language,
  type Measure,
} from '../contract/measures.ts';
import { clauseOf } from './load-measure.ts';
import { sayRegion } from './words.ts';

/**
 * Says in words what a judgement rests on: the clause that applies and why, how every region it asks for stands,
 * and what lifts the status that is in the way. Each sentence comes with the sources of its rule.
 */
export function explain(measure: Measure, judgement: Judgement, language: Language): readonly Explanation[] {
  const clause = clauseOf(measure, judgement.clauseId);
  if (
    clause === undefined ||
    judgement.measureId !== measure.id ||
    judgement.measureVersion !== measure.version
  ) {
    throw new Error(
      `A judgement by ${judgement.measureId} ${judgement.measureVersion}/${judgement.clauseId} cannot be explained by ${measure.id} ${measure.version}.`,
    );
  }
  const clauseSources = cite(measure, clause.citations, language);
  const testSources = cite(measure, measure.test.citations, language);
  const status = judgement.states.healthStatus;
  const isLiftWanted = clause.lift !== null && (!status.satisfies || status.because === 'byExceptionRoute');
  const stop = language === 'en' ? '. ' : '。';
  return [
    {
      about: 'clause',
      text: `${clause.title[language]}${stop}${clause.why[language]}`,
      citations: clauseSources,
    },
    ...REGIONS.filter((region) => judgement.states[region].because !== 'notAsked').map((region) => ({
      about: region,
      text: sayRegion(measure, region, judgement.states[region], language),
      citations: region === 'test' ? testSources : clauseSources,
    })),
    ...(isLiftWanted && clause.lift !== null
      ? [{ about: 'lift' as const, text: clause.lift.words[language], citations: clauseSources }]
      : []),
  ];
}

/** Who published it, what it is, its date: what it says. */
function cite(
  measure: Measure,
  citations: readonly Citation[],
  language: Language,
): Explanation['citations'] {
  return citations.map(({ source: id, says }) => {
    const source = measure.sources.find((known) => known.id === id);
    if (source === undefined) throw new Error(`${measure.id} cites ${id}, which is not among its sources.`);
    const { publishedBy, title, date, url } = source;
    const text =
      language === 'en'
        ? `${publishedBy.en}, ${title.en}, ${date}: ${says.en}`
        : `${publishedBy['zh-CN']}，${title['zh-CN']}（${date}）：${says['zh-CN']}`;
    return { source: text, url: url ?? null };
  });
}
