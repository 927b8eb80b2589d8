/** Asking a source, from the officer's key to what stands: once, recorded, by name; late, otherwise, twice and in vain. */
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JournalRow } from '../../src/contract/streams.ts';
import { good, testOf } from '../../src/simulator/people.ts';
import { readRows } from '../../src/storage/index.ts';
import type { HandoffContext } from '../../workflows/handoff-context.ts';
import { fitTest, GREEN_ITINERARY, MINUTE, POPPED_UP } from '../commands/world.ts';
import { shown, stop } from '../doors/town.ts';
import { type AskingTown, openAskingTown } from './house.ts';

let place: AskingTown;
beforeAll(async () => {
  place = await openAskingTown();
});
beforeEach(() => {
  place.simulator.fail(null);
  place.anew();
});
afterAll(() => place.close());

interface Row {
  readonly state: { readonly open: Readonly<Record<string, unknown>> };
  readonly context: HandoffContext;
}
const row = async (handoff: string): Promise<Row> => {
  const { town } = place;
  const { body } = await town.ask(await town.proof('wen'), {
    method: 'GET',
    url: `/api/checkpoint/views/handoffPage/${handoff}`,
  });
  return (body as unknown as { row: Row }).row;
};
const journal = async (handoff: string): Promise<readonly JournalRow[]> =>
  readRows(place.town.app.house.storage.read, { streamKind: 'handoff', streamId: handoff });
const DISAGREE = { what: 'sourcesDisagree', other: null, settled: null };
const pass = (minutes: number) => {
  place.town.app.clock.now += minutes * MINUTE;
};
const settle = () => place.town.app.house.settle();
const ask = (handoff: string, region: string) => place.town.did('wen', 'askSource', handoff, { region });
const refusedAsking = async (handoff: string, region: string) => {
  const { town } = place;
  const answer = await town.ask(await town.proof('wen'), {
    method: 'POST',
    url: `/api/checkpoint/handoffs/${handoff}/askSource`,
    payload: { body: { region }, commandId: uuid({ msecs: town.app.clock.now }) },
  });
  return answer.body.error?.code;
};

async function opened(shows: object = {}) {
  const { town } = place;
  const { healthStatus: _, itinerary: __, test: ___, ...person } = shown(town);
  const { streamId } = await town.did('wen', 'openHandoff', null, {
    stopId: await stop(town),
    ...person,
    healthStatus: POPPED_UP,
    ...shows,
  });
  return { handoff: streamId, document: person.document };
}

test('an answer is the strongest proof there is, and says who asked whom and when, never about whom', async () => {
  const { handoff, document } = await opened();
  place.simulator.know(document, good('test', document, place.town.app.clock.now));
  await ask(handoff, 'test');
  expect((await row(handoff)).context.sources.test).toMatchObject({
    askedAt: place.town.app.clock.now,
    answeredAt: null,
  });
  await settle();

  const { state, context } = await row(handoff);
  expect(state.open['test']).toEqual({ met: 'fit' });
  expect(context.known.test).toEqual({ at: place.town.app.clock.now, level: 'SOURCE_QUERIED' });
  expect(context.sources.test).toMatchObject({ askedAt: null, says: 'found' });
  expect(context.contradictions).toEqual([]);

  const [question, answer] = (await journal(handoff)).slice(-2);
  expect(question).toMatchObject({
    command: { type: 'askSource', region: 'test' },
    performedBy: place.town.account('wen'),
  });
  expect(answer).toMatchObject({
    command: {
      type: 'recordSourceAnswer',
      region: 'test',
      source: 'test (simulated)',
      asked: question?.version,
    },
    performedBy: 'house',
  });
  // The number is in the body of one request, and nowhere else.
  const [query] = place.simulator.heard.filter(({ document: { number } }) => number === document.number);
  expect(query?.checkpoint).toBe('K-NORTH');
  expect(JSON.stringify(await journal(handoff))).not.toContain(document.number);
  expect(place.town.app.logged.join('')).not.toContain(document.number);
});

test('asking is refused by name where it makes no sense', async () => {
  const { handoff } = await opened({ test: fitTest(place.town.now), itinerary: GREEN_ITINERARY });
  place.simulator.fail('slow');
  await ask(handoff, 'test');
  expect(await refusedAsking(handoff, 'test')).toBe('sourceIsNotBeingAsked');
  // Another region is another question.
  await ask(handoff, 'itinerary');
  await settle();
  const { town } = place;
  const without = await town.did('wen', 'openHandoff', null, {
    stopId: await stop(town),
    traveller: 1,
    healthStatus: POPPED_UP,
  });
  expect(await refusedAsking(without.streamId, 'test')).toBe('documentNumberIsKnown');
  // Somebody green on their way out needs nothing: there is nothing to be asked about them.
  const leaving = await town.did('wen', 'openStop', null, {
    checkpoint: 'K-NORTH',
    vehicle: 'car',
    travellers: 1,
    direction: 'OUTBOUND',
  });
  const outward = await town.did('wen', 'openHandoff', null, {
    ...shown(town),
    stopId: leaving.streamId,
  });
  expect(await refusedAsking(outward.streamId, 'itinerary')).toBe('regionIsAskedFor');
  await town.did('wen', 'referTraveller', handoff, { kind: 'emergency', to: '120' });
  expect(await refusedAsking(handoff, 'test')).toBe('handoffIsClosed');
});

test('a question nobody answered for a minute may be put anew', async () => {
  const { handoff } = await opened();
  place.simulator.fail('slow');
  await ask(handoff, 'test');
  expect(await refusedAsking(handoff, 'test')).toBe('sourceIsNotBeingAsked');
  pass(1);
  await ask(handoff, 'test');
  await settle();
  expect((await row(handoff)).context.sources.test).toMatchObject({ askedAt: null, says: 'unavailable' });
});

test('an outage takes nothing away from what was shown', async () => {
  const { handoff } = await opened({ test: fitTest(place.town.now), itinerary: GREEN_ITINERARY });
  place.simulator.fail('slow');
  await ask(handoff, 'test');
  await ask(handoff, 'healthStatus');
  await settle();
  const { state, context } = await row(handoff);
  expect(state.open['test']).toEqual({ met: 'fit' });
  expect(state.open['healthStatus']).toEqual({ met: 'poppedUp' });
  expect(context.known.test?.level).toBe('LAB_PHONE_CONFIRMED');
  expect(context.sources.test).toMatchObject({ says: 'unavailable', why: 'noAnswer' });
});

test('a source that says otherwise is believed, and it is said that it does', async () => {
  const { handoff, document } = await opened({ test: fitTest(place.town.now), itinerary: GREEN_ITINERARY });
  pass(1);
  place.simulator.know(document, { itinerary: { shows: 'NOT_GREEN' } });
  await ask(handoff, 'itinerary');
  await settle();
  const { state, context } = await row(handoff);
  expect(state.open['itinerary']).toEqual({ unmet: 'notGreen' });
  expect(context.contradictions).toEqual([DISAGREE]);
});

/** An answer that a device brings by itself, as of some minutes ago. */
const brought = async (handoff: string, minutesAgo: number, region: string, evidence: object) => {
  const { town } = place;
  const answer = await town.ask(town.adapter, {
    method: 'POST',
    url: `/api/adapter/handoffs/${handoff}/recordSourceAnswer`,
    payload: {
      body: { source: 'night run', region, asOf: town.app.clock.now - minutesAgo * MINUTE, ...evidence },
      commandId: uuid({ msecs: town.app.clock.now }),
    },
  });
  expect(answer.status).toBe(200);
};

test('an answer older than what is known makes nothing better', async () => {
  const { handoff } = await opened({ test: fitTest(place.town.now), itinerary: { shows: 'NOT_GREEN' } });
  pass(5);
  await brought(handoff, 60, 'itinerary', { itinerary: GREEN_ITINERARY });
  const { state, context } = await row(handoff);
  expect(state.open['itinerary']).toEqual({ unmet: 'notGreen' });
  expect(context.sources.itinerary).toMatchObject({ says: 'kept' });
  expect(context.contradictions).toEqual([DISAGREE]);
});

test('an older answer that speaks against something good puts it in doubt, until somebody looks again', async () => {
  const { handoff } = await opened({ test: fitTest(place.town.now), itinerary: GREEN_ITINERARY });
  pass(5);
  await brought(handoff, 60, 'itinerary', { itinerary: { shows: 'NOT_GREEN' } });
  expect((await row(handoff)).state.open['itinerary']).toEqual({ unmet: 'unavailable' });
  expect((await row(handoff)).context.contradictions).toEqual([DISAGREE]);
  await place.town.did('wen', 'recordItinerary', handoff, { itinerary: GREEN_ITINERARY });
  expect((await row(handoff)).state.open['itinerary']).toEqual({ met: 'green' });
});

test('a test that stops the case does so however old the answer is, and comes late to whom it concerns', async () => {
  const now = place.town.app.clock.now;
  const { handoff } = await opened({ test: fitTest(now), itinerary: GREEN_ITINERARY });
  await brought(handoff, 60, 'test', {
    test: { ...fitTest(now), result: 'POSITIVE', seen: 'SOURCE_QUERIED' },
  });
  expect((await row(handoff)).state.open['test']).toEqual({ stops: 'positive' });

  const { handoff: closed, document } = await opened({ test: fitTest(now), itinerary: GREEN_ITINERARY });
  place.simulator.know(document, { test: testOf(document, now, 'POSITIVE', 3) });
  // The case is closed while the source is being asked.
  place.mishear(async (said) => {
    await place.town.did('wen', 'referTraveller', closed, { kind: 'emergency', to: '120' });
    return said;
  });
  await ask(closed, 'test');
  await settle();
  place.mishear(null);
  expect((await journal(closed)).slice(1).map(({ command }) => command.type)).toEqual([
    'askSource',
    'referTraveller',
    'recordLateResult',
  ]);
});

test('a record of a sample that is not taken yet, brought by a device, is no negative', async () => {
  const { handoff } = await opened();
  const now = place.town.app.clock.now;
  const tomorrow = { at: now + 1_440 * MINUTE, precision: 'TIME' };
  await brought(handoff, 0, 'test', {
    test: { ...fitTest(now), sampledAt: tomorrow, reportedAt: tomorrow, seen: 'SOURCE_QUERIED' },
  });
  const told = await row(handoff);
  expect(told.state.open['test']).toEqual({ unmet: 'unavailable' });
  expect(told.context.contradictions).toEqual([{ what: 'proofIsFromTheFuture', other: null, settled: null }]);
  await brought(handoff, -60, 'test', { test: { ...fitTest(now), seen: 'SOURCE_QUERIED' } });
  expect((await row(handoff)).context.sources.test).toMatchObject({
    says: 'unavailable',
    why: 'fromTheFuture',
  });
});

test('who is unknown to the source is not taken for anything', async () => {
  const { handoff, document } = await opened();
  place.simulator.know(document, null);
  await ask(handoff, 'itinerary');
  await settle();
  const { state, context } = await row(handoff);
  expect(state.open['itinerary']).toEqual({ unmet: 'needed' });
  expect(context.sources.itinerary).toMatchObject({ says: 'notFound' });
  expect(context.contradictions).toEqual([]);
});

test('a source that fails is left alone, everybody can see it, and the house asks again by itself', async () => {
  const { town, simulator, monotonic } = place;
  simulator.fail('error', 'test');
  const cases: Awaited<ReturnType<typeof opened>>[] = [];
  for (let n = 0; n < 3; n += 1) {
    const one = await opened();
    simulator.know(one.document, good('test', one.document, town.app.clock.now));
    await ask(one.handoff, 'test');
    await settle();
    cases.push(one);
  }
  const heard = simulator.heard.length;
  const fourth = await opened();
  simulator.know(fourth.document, good('test', fourth.document, town.app.clock.now));
  await ask(fourth.handoff, 'test');
  await settle();
  expect(simulator.heard.length).toBe(heard);
  expect((await row(fourth.handoff)).context.sources.test).toMatchObject({
    says: 'unavailable',
    why: 'resting',
  });

  const silent = { region: 'test', state: 'silent', silentSince: town.app.clock.now };
  const { body: ready } = await town.ask({}, { method: 'GET', url: '/readyz' });
  expect(ready).toMatchObject({ ready: true, sources: expect.arrayContaining([silent]) });
  const { body: there } = await town.ask(await town.proof('wen'), {
    method: 'GET',
    url: '/api/checkpoint/sources',
  });
  expect(there['sources']).toContainEqual({ ...silent, name: 'test (simulated)' });
  const { text: metrics } = await town.ask({}, { method: 'GET', url: '/metrics' });
  expect(metrics).toContain('guicheng_source_state{region="test",state="silent"} 1');
  expect(metrics).toContain('guicheng_source_questions_total{region="test",outcome="failed"} 3');
  expect(metrics).toContain('guicheng_source_questions_total{region="test",outcome="resting"} 1');

  // Well again, but resting still: the tries of the house come to nothing.
  simulator.fail(null);
  pass(1);
  await settle();
  expect(simulator.heard.length).toBe(heard);
  // The rest is over.
  monotonic.now += 60_000;
  for (let minute = 0; minute < 3; minute += 1) {
    pass(1);
    await settle();
  }
  for (const { handoff } of [...cases, fourth])
    expect((await row(handoff)).context.sources.test).toMatchObject({ says: 'found', silentSince: null });
  // Whoever is asked about once more is asked about under the same id, so that the source can tell.
  const queries = simulator.heard.filter(({ document: { number } }) => number === cases[0]?.document.number);
  expect(queries.length).toBeGreaterThan(1);
  expect(new Set(queries.map(({ query }) => query)).size).toBe(1);
});

test('what an officer shows in the meantime ends the house’s own asking', async () => {
  const { town, simulator } = place;
  const { handoff } = await opened();
  simulator.fail('error', 'test');
  await ask(handoff, 'test');
  await settle();
  await town.did('wen', 'recordTest', handoff, { test: fitTest(town.now) });
  simulator.fail(null);
  const heard = simulator.heard.length;
  pass(2);
  await settle();
  expect(simulator.heard.length).toBe(heard);
  expect((await row(handoff)).state.open['test']).toEqual({ met: 'fit' });
});
