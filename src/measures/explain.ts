import {
  REGIONS,
  type ArrivalFacts,
  type Citation,
  type Clause,
  type Explanation,
  type Judgement,
  type Language,
  type Measure,
  type Words,
} from '../contract/measures.ts';
import { dutiesOf, liftsAt } from './afterwards.ts';
import { judgeCircumstances } from './judge-circumstances.ts';
import { clauseOf } from './load-measure.ts';
import { circumstancesRead } from './rule.ts';
import { sayDuty, sayLift, sayRegion, sayRemaining } from './words.ts';

/**
 * Says in words what a judgement rests on: the clause that applies and why, how every region it asks for stands,
 * and what lifts the status that is in the way. Each sentence comes with the sources of its rule.
 *
 * With the facts themselves it also says which circumstances decided, how long a test was still good for at the arrival,
 * when the status lifts by itself, and what has to be done once inside; without them it says nothing it cannot know.
 */
export function explain(
  measure: Measure,
  judgement: Judgement,
  language: Language,
  facts: ArrivalFacts | null = null,
): readonly Explanation[] {
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
  const counting = measure.countings?.find(({ id }) => id === clause.countsTestAs);
  const testSources = cite(measure, (counting ?? measure.test).citations, language);
  const status = judgement.states.healthStatus;
  const isLiftWanted =
    clause.lift !== null &&
    (!status.satisfies || status.because === 'byExceptionRoute' || clause.bar !== undefined);
  const stop = language === 'en' ? '. ' : '。';
  return [
    {
      about: 'clause',
      text: `${clause.title[language]}${stop}${clause.why[language]}`,
      citations: clauseSources,
    },
    ...(facts === null
      ? []
      : circumstancesOf(measure, clause, facts).map((says) => ({
          about: 'circumstance' as const,
          text: says[language],
          citations: clauseSources,
        }))),
    ...REGIONS.filter((region) => judgement.states[region].because !== 'notAsked').map((region) => ({
      about: region,
      text: [
        sayRegion(measure, region, judgement.states[region], language, counting),
        region === 'test' && facts !== null
          ? sayRemaining(judgement.states.test, facts.arrivedAt, language)
          : '',
      ]
        .filter((text) => text !== '')
        .join(language === 'en' ? ' ' : ''),
      citations: region === 'test' ? testSources : clauseSources,
    })),
    ...(isLiftWanted && clause.lift !== null
      ? [
          {
            about: 'lift' as const,
            text: sayLift(clause.lift.words, facts === null ? null : liftsAt(clause, facts), language),
            citations: clauseSources,
          },
        ]
      : []),
    ...(facts === null
      ? []
      : dutiesOf(measure, facts).map((due) => ({
          about: 'duty' as const,
          text: sayDuty(due, language),
          citations: cite(measure, due.duty.citations, language),
        }))),
  ];
}

/** What the clause reads of the traveller and found to be so. */
function circumstancesOf(measure: Measure, clause: Clause, facts: ArrivalFacts): Words[] {
  const read = circumstancesRead([clause.appliesWhen]);
  const judged = judgeCircumstances(measure, facts);
  return (measure.circumstances ?? []).flatMap(({ id, says }) =>
    judged[id] === 'yes' && (read.has(id) || clause.bar === id) ? [says] : [],
  );
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
