import { describe, expect, test } from 'vitest';
import { readRows, sequence, verify, verifyReplay } from '../../src/storage/index.ts';
import { foldRow, runningVersion } from '../../src/commands/index.ts';
import { engines, openTestStorage } from '../storage/engines.ts';
import {
  details,
  learnAll,
  MEASURE_TEXT,
  openSpine,
  openWorld,
  PLEDGE_DIGEST,
  stopOne,
  YES,
} from './world.ts';

for (const engine of engines)
  describe(`the spine on ${engine}`, () => {
    test('a traveller is handed over from stop to arrival, and every row replays', {
      timeout: 60_000,
    }, async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { handoff } = await stopOne(world, details());
      await world.did('wen', 'readDocument', handoff);
      await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
      const before = await world.send(
        'wen',
        'signPledge',
        handoff,
        { textDigest: PLEDGE_DIGEST, language: 'zh-CN', strokes: '[]', witness: world.people.get('wen') },
        { basedOn: 3 },
      );
      expect(before).toEqual({ outcome: 'refused', code: 'consentStands' });
      const answered = await world.did(
        'willow',
        'answerCommunity',
        handoff,
        { office: 'C-WILLOW', answer: 'accept', ...YES, conditions: ['sealedBuilding'] },
        { basedOn: 3 },
      );
      await world.did('wen', 'acknowledgeConditions', handoff);
      await world.did(
        'wen',
        'signPledge',
        handoff,
        { textDigest: PLEDGE_DIGEST, language: 'zh-CN', strokes: '[]', witness: world.people.get('wen') },
        { basedOn: answered.version },
      );
      const released = await world.did(
        'wen',
        'releaseTraveller',
        handoff,
        {},
        { basedOn: answered.version + 2 },
      );
      await world.did('willow', 'confirmArrival', handoff, { office: 'C-WILLOW' });
      const rows = await readRows(storage.read, { streamKind: 'handoff', streamId: handoff });
      expect(rows.flatMap(({ facts }) => facts.map(({ type }) => type))).toEqual([
        'handoffOpened',
        'documentRead',
        'communityAsked',
        'answerGiven',
        'consentGiven',
        'conditionsAcknowledged',
        'pledgeSigned',
        'travellerReleased',
        'arrivalConfirmed',
      ]);
      expect(released.version).toBe(7);
      if (engine === 'postgres') await storage.write((writer) => sequence(writer));
      const checked = await verify(storage.read, { origin: storage.origin, checkpoints: [], verifiers: [] });
      expect(checked.exit).toBe(3);
      const replay = await verifyReplay(storage.read, runningVersion, foldRow);
      expect(replay.first).toBeNull();
      expect(replay.byHashAlone).toBe(0);
      expect(replay.folded).toBeGreaterThanOrEqual(40);
      await world.close();
    });

    test('the same command sent twice is done once and answered the same, also after a restart', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { handoff } = await stopOne(world);
      const commandId = '01845641-0000-7000-8000-000000000001';
      const first = await world.send('wen', 'readDocument', handoff, {}, { commandId });
      expect(await world.send('wen', 'readDocument', handoff, {}, { commandId })).toEqual(first);
      const again = openSpine(storage, world.clock);
      await learnAll(again, storage);
      expect(
        await again.submit(
          { type: 'readDocument', streamId: handoff, body: {}, envelope: { commandId } },
          world.by('wen'),
        ),
      ).toEqual(first);
      expect(
        await again.submit(
          { type: 'recordNoDocument', streamId: handoff, body: { why: 'lost' }, envelope: { commandId } },
          world.by('wen'),
        ),
      ).toEqual({ outcome: 'refused', code: 'commandIdIsNew' });
      await world.close();
      await again.close();
    });

    test('64 commands on one handoff at once are each answered, in an order that the journal keeps', async () => {
      const storage = await openTestStorage(engine);
      const world = await openWorld(storage);
      const { handoff } = await stopOne(world);
      const answers = await Promise.all(
        Array.from({ length: 64 }, (_, index) =>
          index % 2
            ? world.send('wen', 'addStatement', handoff, { words: `第${index}句` })
            : world.send('bai', 'readDocument', handoff),
        ),
      );
      expect(answers.every(({ outcome }) => outcome === 'accepted')).toBe(true);
      const versions = answers
        .flatMap((one) => (one.outcome === 'accepted' ? [one.version] : []))
        .sort((a, b) => a - b);
      expect(versions).toEqual(Array.from({ length: 64 }, (_, index) => index + 2));
      await world.close();
    });
  });

describe('a milder measure', () => {
  test('is applied to an open case by name, and one that is not milder is refused', async () => {
    const world = await openWorld(await openTestStorage('sqlite'));
    const { handoff } = await stopOne(world, details());
    const announced = async (version: number, hours: number) => {
      const pack = JSON.parse(MEASURE_TEXT) as {
        version: number;
        test: { hours: number };
        examples: unknown[];
      };
      const text = JSON.stringify({
        ...pack,
        version,
        test: { ...pack.test, hours },
        examples: pack.examples,
      });
      const measure = await world.send('first', 'proposeMeasure', null, { text });
      if (measure.outcome === 'refused') return null;
      await world.did('second', 'approveMeasure', measure.streamId);
      const announcement = await world.did(
        'first',
        'recordAnnouncement',
        null,
        {
          number: `演示〔2022〕${version}号`,
          issuer: '虚构',
          legalBasis: '虚构依据',
          measure: 'beijing-2022-11',
          measureVersion: version,
          area: ['D-EAST'],
          from: world.clock.now - 1_000,
          to: world.clock.now + 86_400_000,
          content: '虚构公告。',
        },
        { second: 'second' },
      );
      return announcement.streamId;
    };
    // The same rules under a new number ask no more, so they may be applied.
    const same = await announced(2, 48);
    expect(same).not.toBeNull();
    const applied = await world.send('lu', 'applyMilderMeasure', handoff, { announcement: same });
    expect(applied.outcome).toBe('accepted');
    // A pack whose own examples no longer hold is never even proposed.
    expect(await announced(3, 24)).toBeNull();
    await world.close();
  });
});

describe('what a body says', () => {
  test('who asked to leave, and who signed for a referral, reach the journal beside the account that entered it', async () => {
    const world = await openWorld(await openTestStorage('sqlite'));
    const { handoff } = await stopOne(world, details());
    await world.did('wen', 'requestDeparture', handoff, { wish: 'leave', askedBy: 'officerForTraveller' });
    await world.did('wen', 'referTraveller', handoff, { kind: 'emergency', to: '120' });
    await world.did('lu', 'acknowledgeReferral', handoff, { acknowledgedBy: '急诊分诊台' });
    const rows = await readRows(world.storage.read, { streamKind: 'handoff', streamId: handoff });
    const [, asked, , acknowledged] = rows;
    expect(asked?.command).toMatchObject({ askedBy: 'officerForTraveller', by: world.people.get('wen') });
    // A name may stand in it, so it is sealed.
    expect(acknowledged?.sealedParts.map(({ field }) => field)).toEqual(['acknowledgedBy']);
    expect(JSON.stringify(acknowledged)).not.toContain('急诊分诊台');
    await world.close();
  });
});
