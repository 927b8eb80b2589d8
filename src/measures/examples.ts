/** A measure's worked examples: facts at stated instants, and what the measure must say of them. */
import {
  REGIONS,
  type ArrivalFacts,
  type Example,
  type History,
  type JudgedStates,
  type Judgement,
  type Measure,
  type MeasureFault,
  type PrintedTime,
  type WrittenFacts,
} from '../contract/measures.ts';
import type { Instant } from '../contract/streams.ts';
import { dutiesOf, liftsAt } from './afterwards.ts';
import { judgeCircumstances } from './judge-circumstances.ts';
import { judgeArrival } from './judge-arrival.ts';
import { readInstant, sayInstant } from './shanghai-time.ts';

/** Judges one example as it stands; every difference from what it expects is a fault with its place. */
export function faultsOfExample(measure: Measure, example: Example, path: string): MeasureFault[] {
  const { faults, facts } = readFacts(example.facts, `${path}/facts`);
  if (facts === null) return faults;
  const judgement = judgeArrival(measure, facts);
  const { expect } = example;
  const differs = (field: string, expected: unknown, got: unknown): MeasureFault[] =>
    JSON.stringify(expected) === JSON.stringify(got)
      ? []
      : [
          {
            path: `${path}/expect/${field}`,
            message: `expects ${JSON.stringify(expected)}, but the measure says ${JSON.stringify(got)}`,
          },
        ];
  const { test } = judgement.states;
  return [
    ...differs('clause', expect.clause, judgement.clauseId),
    ...differs('passed', expect.passed, judgement.passed),
    ...differs('mayHold', expect.mayHold, judgement.mayHold),
    ...differs('proposals', expect.proposals, judgement.proposals),
    ...REGIONS.flatMap((region) =>
      differs(`states/${region}`, expect.states[region] ?? 'notNeeded', sayState(judgement.states[region])),
    ),
    ...(expect.fitUntil === undefined
      ? []
      : differs(
          'fitUntil',
          sayInstant(readInstant(expect.fitUntil) ?? 0),
          test.state === 'fit' ? sayInstant(test.detail.fitUntil) : null,
        )),
    ...faultsOfCircumstances(measure, facts, expect, differs),
    ...(expect.liftsAt === undefined
      ? []
      : differs(
          'liftsAt',
          sayOrNull(readOrNull(expect.liftsAt)),
          sayOrNull(liftOf(measure, judgement, facts)),
        )),
    ...(expect.duties === undefined
      ? []
      : differs(
          'duties',
          Object.fromEntries(
            Object.entries(expect.duties).map(([id, until]) => [id, sayOrNull(readOrNull(until))]),
          ),
          Object.fromEntries(dutiesOf(measure, facts).map(({ duty, until }) => [duty.id, sayInstant(until)])),
        )),
  ];
}

function faultsOfCircumstances(
  measure: Measure,
  facts: ArrivalFacts,
  { circumstances: expected }: Example['expect'],
  differs: (field: string, expected: unknown, got: unknown) => MeasureFault[],
): MeasureFault[] {
  if (expected === undefined) return [];
  const got = judgeCircumstances(measure, facts);
  return Object.entries(expected).flatMap(([id, state]) =>
    differs(`circumstances/${id}`, state, got[id] ?? null),
  );
}

function liftOf(measure: Measure, { clauseId }: Judgement, facts: ArrivalFacts): Instant | null {
  const clause = measure.clauses.find(({ id }) => id === clauseId);
  return clause === undefined ? null : liftsAt(clause, facts);
}

const readOrNull = (written: string | null) => (written === null ? null : readInstant(written));
const sayOrNull = (at: Instant | null) => (at === null ? null : sayInstant(at));

/** The facts an example writes, with its times read; null where the calendar has no such time. */
export function readFacts(
  written: WrittenFacts,
  path: string,
): { readonly facts: ArrivalFacts | null; readonly faults: MeasureFault[] } {
  const faults: MeasureFault[] = [];
  const read = (field: string, text: string): Instant => {
    const at = readInstant(text);
    if (at === null) faults.push({ path: `${path}/${field}`, message: `the calendar has no ${text}` });
    return at ?? 0;
  };
  const printed = (field: string, text: string | null): PrintedTime | null =>
    text === null
      ? null
      : { at: read(`test/${field}`, text), precision: text.length === 10 ? 'DATE' : 'TIME' };
  const { test, itinerary } = written;
  const facts: ArrivalFacts = {
    arrivedAt: read('arrivedAt', written.arrivedAt),
    direction: written.direction,
    ageYears: written.ageYears ?? null,
    test:
      test === undefined
        ? null
        : {
            ...test,
            recordedAt: read('test/recordedAt', test.recordedAt),
            sampledAt: printed('sampledAt', test.sampledAt),
            receivedAt: printed('receivedAt', test.receivedAt),
            reportedAt: printed('reportedAt', test.reportedAt),
          },
    healthStatus: written.healthStatus ?? null,
    itinerary:
      itinerary === undefined
        ? null
        : {
            shows: itinerary.shows,
            ...(itinerary.history === undefined ? {} : { history: readHistory(itinerary.history, read) }),
          },
    filing: written.filing ?? null,
    ...(written.claim === undefined ? {} : { claim: written.claim }),
  };
  return { facts: faults.length === 0 ? facts : null, faults };
}

function readHistory(
  { stays, events }: NonNullable<NonNullable<WrittenFacts['itinerary']>['history']>,
  read: (field: string, text: string) => Instant,
): History {
  const at = 'itinerary/history';
  return {
    stays: stays.map((stay, n) => ({
      ...stay,
      from: read(`${at}/stays/${n}/from`, stay.from),
      to: read(`${at}/stays/${n}/to`, stay.to),
    })),
    events: events.map(({ event, at: written }, n) => ({
      event,
      at: {
        at: read(`${at}/events/${n}/at`, written),
        precision: written.length === 10 ? ('DATE' as const) : ('TIME' as const),
      },
    })),
  };
}

/** `fit`, `!unfit(expired)`, `poppedUp(3)`: the mark says that the state does not satisfy. */
function sayState(judged: JudgedStates[keyof JudgedStates]): string {
  const mark = judged.satisfies ? '' : '!';
  if (judged.state === 'unfit') return `${mark}unfit(${judged.detail.class})`;
  if (judged.state === 'poppedUp') return `${mark}poppedUp(${judged.detail.kind})`;
  return `${mark}${judged.state}`;
}
