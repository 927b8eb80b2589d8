import { expect, test, describe } from 'vitest';
import { Feed, lookingAt } from '../../src/push/index.ts';
import { details, openWorld, stopOne, type World, YES } from '../commands/world.ts';
import { engines, openTestStorage } from '../storage/engines.ts';

function lookAt(world: World) {
  const feed = new Feed(world.storage, (error) => {
    throw error;
  });
  return lookingAt(
    world.storage,
    feed,
    { offices: () => [...world.spine.registry.offices.values()] },
    () => world.clock.now,
  );
}

const WORDS = '你要放我就收';
interface Word {
  readonly command: string;
  readonly office: string;
  readonly words: string | null;
  readonly who: { readonly surname: string; readonly staffNumber: string } | null;
  readonly said: Readonly<Record<string, unknown>>;
}

for (const engine of engines)
  describe(`what an office said, on ${engine}`, () => {
    test('an office reads its own answers word for word, and nobody else does', async () => {
      const world = await openWorld(await openTestStorage(engine));
      const views = lookAt(world);
      const { handoff } = await stopOne(world, details());
      await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
      await world.did(
        'willow',
        'answerCommunity',
        handoff,
        { office: 'C-WILLOW', answer: 'conditional', isRegisteredResident: 'yes', words: WORDS },
        { basedOn: 2 },
      );
      const willow = world.by('willow').actor;
      const mine = async () => {
        const [row] = (await views.list(willow, 'officeAnswers', null, 50)).rows;
        return row?.row['officeWords'] as unknown as readonly Word[] | undefined;
      };
      expect(await mine()).toMatchObject([
        { command: 'answerCommunity', office: 'C-WILLOW', words: WORDS, who: { surname: 'willow' } },
      ]);
      expect((await views.list(world.by('poplar').actor, 'officeAnswers', null, 50)).rows).toEqual([]);
      expect(await views.one(world.by('poplar').actor, 'officeAnswers', handoff)).toBeNull();
      expect((await views.list(world.by('wen').actor, 'officeAnswers', null, 50)).rows).toEqual([]);
      // In the row it stays sealed.
      const kept = await world.storage.read
        .selectFrom('views')
        .select('row')
        .where('key', '=', handoff)
        .executeTakeFirstOrThrow();
      expect(JSON.stringify(kept.row)).not.toContain(WORDS);
      await world.close();
    });

    test('its record stays with an office that is asked no more, and tells it nothing of the case', async () => {
      const world = await openWorld(await openTestStorage(engine));
      const views = lookAt(world);
      const { handoff } = await stopOne(world, details());
      await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
      await world.did(
        'willow',
        'answerCommunity',
        handoff,
        { office: 'C-WILLOW', answer: 'notOurs', isRegisteredResident: 'no', suggestion: 'C-POPLAR' },
        { basedOn: 2 },
      );
      await world.did('wen', 'askCommunity', handoff, { community: 'C-POPLAR' });
      const willow = world.by('willow').actor;
      expect(await views.one(willow, 'handoffPage', handoff)).toBeNull();
      const own = await views.one(willow, 'officeAnswers', handoff);
      expect(Object.keys(own?.row ?? {}).sort()).toEqual(['id', 'officeWords', 'person']);
      expect(own?.row['person']).toEqual({ name: '李洁', returnAddress: details().returnAddress });
      expect(own?.row['officeWords']).toMatchObject([
        { said: { answer: 'notOurs', suggestion: 'C-POPLAR' } },
      ]);
      await world.close();
    });

    test('the page of a case names the officer and the terms, and the kind of pop-up only after question one', async () => {
      const world = await openWorld(await openTestStorage(engine));
      const views = lookAt(world);
      const { handoff } = await stopOne(world, details());
      await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
      const willow = world.by('willow').actor;
      const row = async () => (await views.one(willow, 'requests', handoff))?.row ?? {};
      const before = await row();
      expect(before['officerWho']).toMatchObject({ surname: 'wen', staffNumber: '003' });
      expect(before['shownStatus']).toBeUndefined();
      await world.did(
        'willow',
        'answerCommunity',
        handoff,
        { office: 'C-WILLOW', isRegisteredResident: 'notSure' },
        { basedOn: 2 },
      );
      expect(await row()).toMatchObject({
        shownStatus: { state: 'poppedUp', detail: { kind: 3 } },
        terms: null,
      });
      await world.did(
        'willow',
        'answerCommunity',
        handoff,
        { office: 'C-WILLOW', answer: 'accept', ...YES, conditions: ['sealedBuilding'], observationDays: 7 },
        { basedOn: 3 },
      );
      const page = await views.one(willow, 'handoffPage', handoff);
      expect(page?.row['terms']).toEqual({
        office: 'C-WILLOW',
        how: 'accepted',
        conditions: ['sealedBuilding'],
        observationDays: 7,
        until: null,
      });
      await world.did('willow', 'revokeConsent', handoff, { office: 'C-WILLOW', reason: 'noCapacity' });
      expect((await views.one(willow, 'handoffPage', handoff))?.row['terms']).toBeNull();
      await world.close();
    });
  });
