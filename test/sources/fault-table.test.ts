/**
 * TRUST F4: a source that fails in every way there is releases nobody.
 *
 * The real house asks the real simulator over HTTP. Each row has a case that lacks one thing alone; the source would say
 * that it is there, and cannot be believed. Then the source is well again, and the same case goes through: the table would
 * be of no worth if nobody ever did.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandType } from '../../src/contract/commands.ts';
import { SOURCE_REGIONS, type SourceFault, type SourceRegion } from '../../src/contract/sources.ts';
import { commandRow } from '../../src/contract/commands.ts';
import { commandPath, viewPath } from '../../src/contract/routes.ts';
import { good } from '../../src/simulator/people.ts';
import { openSimulator, SIMULATED_FAULT_NAMES, type SimulatedFault } from '../../src/simulator/simulator.ts';
import { v7 as uuid } from 'uuid';
import { fitTest, GREEN_ITINERARY, POPPED_UP } from '../commands/world.ts';
import { shown, signature, stop } from '../doors/town.ts';
import { engines } from '../storage/engines.ts';
import { type AskingTown, KEY, openAskingTown } from './house.ts';

const TLS = {
  key: readFileSync(new URL('untrusted.key', import.meta.url), 'utf8'),
  cert: readFileSync(new URL('untrusted.crt', import.meta.url), 'utf8'),
};

/** What is said of each fault, and of a source that is not there at all, or is not who it should be. */
const SAID: Readonly<Record<SimulatedFault, SourceFault>> = {
  down: 'notReached',
  slow: 'noAnswer',
  error: 'failed',
  busy: 'busy',
  garbage: 'garbled',
  huge: 'garbled',
  cut: 'notReached',
  stale: 'stale',
  future: 'fromTheFuture',
  otherPerson: 'anotherPerson',
  otherQuery: 'anotherQuery',
  lying: 'garbled',
  unsigned: 'unsigned',
  redirect: 'redirected',
};
const saidOf = (fault: SimulatedFault, region: SourceRegion): SourceFault =>
  // A test whose times cannot be is read, and then not believed.
  fault === 'lying' && region === 'test' ? 'contradictsItself' : SAID[fault];

/** What each case shows beside what it lacks, and what refuses its release for lack of that. */
const LACKING: Readonly<Record<SourceRegion, { shows: (now: number) => object; refusal: string }>> = {
  test: {
    shows: () => ({ healthStatus: POPPED_UP, itinerary: GREEN_ITINERARY }),
    refusal: 'testIsMet',
  },
  itinerary: {
    shows: (now) => ({ healthStatus: POPPED_UP, test: fitTest(now) }),
    refusal: 'itineraryIsMet',
  },
  healthStatus: { shows: (now) => ({ test: fitTest(now) }), refusal: 'healthStatusIsMet' },
};

/** On PostgreSQL the same table runs in `npm run exam`. */
for (const engine of engines.filter((one) => one === 'sqlite' || process.env['EXAM'] !== undefined))
  describe(`a source that fails, on ${engine}`, () => {
    let place: AskingTown;
    beforeAll(async () => {
      place = await openAskingTown(engine);
    });
    afterAll(() => place.close());

    const send = async (type: CommandType, id: string, body: object = {}) => {
      const { town } = place;
      const answer = await town.ask(await town.proof('wen'), {
        method: 'POST',
        url: commandPath('checkpoint', type).replace(':id', id),
        payload: {
          body,
          commandId: uuid({ msecs: town.app.clock.now }),
          ...(commandRow(type).dependsOn === undefined ? {} : { basedOn: await town.version(id) }),
        },
      });
      return answer.status === 200 ? 'accepted' : `${answer.status} ${answer.body.error?.code}`;
    };
    const page = async (handoff: string) => {
      const { town } = place;
      const { body } = await town.ask(await town.proof('wen'), {
        method: 'GET',
        url: viewPath('checkpoint', 'handoffPage', true).replace(':key', handoff),
      });
      return (body as unknown as { row: Page }).row;
    };
    interface Page {
      readonly state: { readonly open: Readonly<Record<string, unknown>> };
      readonly context: {
        readonly sources: Readonly<
          Record<string, { says: string; why: string | null; silentSince: number | null }>
        >;
      };
    }

    /** A case that lacks one thing alone: what else is asked for is there, the consent and the pledge with it. */
    async function caseLacking(region: SourceRegion) {
      const { town } = place;
      const stopId = await stop(town);
      const { healthStatus: _, itinerary: __, test: ___, ...person } = shown(town);
      const { streamId: handoff } = await town.did('wen', 'openHandoff', null, {
        stopId,
        ...person,
        ...LACKING[region].shows(town.now),
      });
      if (region !== 'healthStatus') {
        await town.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
        await town.did(
          'willow',
          'answerCommunity',
          handoff,
          {
            office: 'C-WILLOW',
            answer: 'accept',
            isRegisteredResident: 'yes',
            knowsTheStatus: 'yes',
            acceptsReception: 'yes',
          },
          { basedOn: await town.version(handoff) },
        );
        await town.did('wen', 'signPledge', handoff, await signature(town, handoff), {
          basedOn: await town.version(handoff),
        });
      }
      return { stopId, handoff, document: person.document };
    }

    async function nobodyGoesThrough(region: SourceRegion, stopId: string, handoff: string) {
      expect(await send('releaseTraveller', handoff)).toBe(`409 ${LACKING[region].refusal}`);
      expect(await send('clearTraveller', handoff)).toBe('409 nothingIsRequiredAnyMore');
      expect(
        await send('recordPassed', stopId, {
          traveller: 1,
          measure: 'beijing-2022-11',
          clause: 'ordinaryEntry',
        }),
      ).toMatch(/^4\d\d (travellerIsUndecided|bodyIsMalformed)$/);
    }

    const rows = SOURCE_REGIONS.flatMap((region) =>
      SIMULATED_FAULT_NAMES.map((fault) => [region, fault] as const),
    );
    test.each(rows)('of the %s, %s: nobody is released, and afterwards they are', async (region, fault) => {
      const { town, simulator } = place;
      place.anew();
      const { stopId, handoff, document } = await caseLacking(region);
      simulator.fail(fault, region);
      expect(await send('askSource', handoff, { region })).toBe('accepted');
      await town.app.house.settle();

      const failed = await page(handoff);
      expect(failed.state.open[region]).toEqual({ unmet: 'unavailable' });
      expect(failed.context.sources[region]).toMatchObject({
        says: 'unavailable',
        why: saidOf(fault, region),
        silentSince: town.app.clock.now,
      });
      await nobodyGoesThrough(region, stopId, handoff);

      simulator.fail(null);
      simulator.know(document, good(region, document, town.now));
      expect(await send('askSource', handoff, { region })).toBe('accepted');
      await town.app.house.settle();
      expect((await page(handoff)).context.sources[region]).toMatchObject({
        says: 'found',
        silentSince: null,
      });
      expect(await send(region === 'healthStatus' ? 'clearTraveller' : 'releaseTraveller', handoff)).toBe(
        'accepted',
      );
    });

    test.each(SOURCE_REGIONS)(
      'of the %s, behind a certificate nobody vouches for: nobody is released',
      async (region) => {
        const { town } = place;
        const stranger = await openSimulator({
          port: 0,
          key: KEY,
          clock: () => town.app.clock.now,
          tls: TLS,
        });
        place.anew({ url: new URL(`https://127.0.0.1:${stranger.port}/ask`) });
        const { stopId, handoff } = await caseLacking(region);
        await send('askSource', handoff, { region });
        await town.app.house.settle();
        expect((await page(handoff)).context.sources[region]).toMatchObject({
          says: 'unavailable',
          why: 'notTrusted',
        });
        await nobodyGoesThrough(region, stopId, handoff);
        // Nothing of anybody was said to it.
        expect(stranger.heard).toEqual([]);
        // Whoever says that they know it, knows it.
        place.anew({ url: new URL(`https://127.0.0.1:${stranger.port}/ask`), ca: TLS.cert });
        await send('askSource', handoff, { region });
        await town.app.house.settle();
        expect(stranger.heard).toHaveLength(1);
        await stranger.close();
      },
    );

    test.each(SOURCE_REGIONS)(
      'of the %s: a house that takes silence for a good answer is seen by this table',
      async (region) => {
        const { town, simulator } = place;
        place.anew();
        simulator.fail('slow', region);
        place.mishear((said, query) =>
          said.outcome === 'unavailable' && said.why === 'noAnswer'
            ? { outcome: 'found', asOf: town.app.clock.now, evidence: good(region, query.document, town.now) }
            : said,
        );
        const { handoff } = await caseLacking(region);
        await send('askSource', handoff, { region });
        await town.app.house.settle();
        place.mishear(null);
        simulator.fail(null);
        expect(await send(region === 'healthStatus' ? 'clearTraveller' : 'releaseTraveller', handoff)).toBe(
          'accepted',
        );
      },
    );

    test.each(SOURCE_REGIONS)('of the %s, and not there at all: nobody is released', async (region) => {
      // A port that nobody listens at.
      place.anew({ url: new URL('http://127.0.0.1:9/ask') });
      const { stopId, handoff } = await caseLacking(region);
      await send('askSource', handoff, { region });
      await place.town.app.house.settle();
      expect((await page(handoff)).context.sources[region]).toMatchObject({
        says: 'unavailable',
        why: 'notReached',
      });
      await nobodyGoesThrough(region, stopId, handoff);
    });
  });
