import { expect, test } from 'vitest';
import type { Delivered } from '../../src/contract/doors.ts';
import { Feed, lookingAt } from '../../src/push/index.ts';
import { details, MEASURE_TEXT, openWorld, stopOne, type World } from '../commands/world.ts';
import { openTestStorage } from '../storage/engines.ts';

/** What somebody of the world sees. */
async function lookAt() {
  const world = await openWorld(await openTestStorage('sqlite'));
  const feed = new Feed(world.storage, (error) => {
    throw error;
  });
  const offices = () => [...world.spine.registry.offices.values()];
  const views = lookingAt(world.storage, feed, { offices }, () => world.clock.now);
  return { world, views, as: (name: string) => world.by(name).actor };
}

/** A case on which both sides said something. */
async function disputed({ did }: World, { handoff }: { handoff: string }): Promise<string> {
  await did('wen', 'askCommunity', handoff, { community: 'C-WILLOW', words: '请核实住址' });
  await did(
    'willow',
    'answerCommunity',
    handoff,
    { office: 'C-WILLOW', answer: 'conditional', isRegisteredResident: 'yes', words: '你要放我就收' },
    { basedOn: 2 },
  );
  await did('wen', 'addStatement', handoff, { words: '家中有单独房间' });
  return handoff;
}

test('whoever handles, decides and reviews reads what was said, verbatim and with who said it; an office does not', async () => {
  const { world, views, as } = await lookAt();
  const handoff = await disputed(world, await stopOne(world, details()));
  const read = async (name: string) => (await views.timeline(as(name), handoff)) ?? [];
  expect(
    (await read('chen')).flatMap(({ command, words, who }) =>
      words === undefined ? [] : [[command, words, (who as { surname: string }).surname]],
    ),
  ).toEqual([
    ['askCommunity', ['请核实住址'], 'wen'],
    ['answerCommunity', ['你要放我就收'], 'willow'],
    ['addStatement', ['家中有单独房间'], 'wen'],
  ]);
  for (const name of ['willow', 'river'])
    expect((await read(name)).every((entry) => !('words' in entry))).toBe(true);
  expect(await views.timeline(as('ma'), handoff)).toBeNull();
  await world.close();
});

test('the number that was called is read by those who handle and decide the case, and by no office', async () => {
  const { world, views, as } = await lookAt();
  const handoff = await disputed(world, await stopOne(world, details()));
  const call = { office: 'C-WILLOW', number: '010-00000005', outcome: 'noAnswer', seconds: 42 };
  await world.did('wen', 'recordCall', handoff, call);
  const called = async (name: string) =>
    ((await views.timeline(as(name), handoff)) ?? []).flatMap((entry) => entry['number'] ?? []);
  for (const name of ['wen', 'lu', 'chen']) expect(await called(name)).toEqual(['010-00000005']);
  for (const name of ['willow', 'river']) expect(await called(name)).toEqual([]);
  await world.close();
});

test('an opening of personal data is told with who, what, why and when; reviews with their words', async () => {
  const { world, views, as } = await lookAt();
  const { handoff } = await stopOne(world, details());
  await world.did('wen', 'openPersonalData', handoff, { fields: ['document'], purpose: 'identityCheck' });
  const seen = async (name: string, view: 'openings' | 'pledgeReviews') =>
    (await views.one(as(name), view, handoff)) as Delivered;
  const auditor = { account: 'x', role: 'auditor', scope: 'D-EAST', covers: new Set(['D-EAST']) } as const;
  const { row } = (await views.one(auditor, 'openings', handoff)) as Delivered;
  const [opening] = row['history'] as { said: object; who: { surname: string }; recordedAt: number }[];
  expect(opening?.said).toEqual({ fields: ['document'], purpose: 'identityCheck' });
  expect([opening?.who.surname, opening?.recordedAt]).toEqual(['wen', world.clock.now]);
  expect((await seen('chen', 'pledgeReviews')).row['history']).toHaveLength(1);
  // Two lists of one page: each row keeps its own history.
  const other = (await stopOne(world, details('王平', '990000188001010021'))).handoff;
  await world.did('bai', 'openPersonalData', other, { fields: ['phone'], purpose: 'contact' });
  const { rows } = await views.list(auditor, 'openings', null, 50);
  expect(
    Object.fromEntries(
      rows.map(({ key, row: { history } }) => [
        key,
        (history as { said: { purpose: string } }[]).map(({ said }) => said.purpose),
      ]),
    ),
  ).toEqual({ [handoff]: ['identityCheck'], [other]: ['contact'] });
  await world.close();
});

test('a sample is read by those whose colleague drew it', async () => {
  const { world, views, as } = await lookAt();
  const sample = { size: 3, seed: 'autumn', from: world.clock.now - 1, to: world.clock.now };
  const { streamId } = await world.did('chen', 'openSample', null, sample);
  expect((await views.one(as('dong'), 'pledgeReviews', streamId))?.row['said']).toEqual({
    ...sample,
    population: 0,
    members: [],
  });
  const elsewhere = {
    account: 'x',
    role: 'supervisor',
    scope: 'K-SOUTH',
    covers: new Set(['K-SOUTH']),
  } as const;
  expect(await views.one(elsewhere, 'pledgeReviews', streamId)).toBeNull();
  await world.close();
});

test('what was handed in whole is read by those who may see its row', async () => {
  const { world, views, as } = await lookAt();
  const { rows } = await views.list(as('first'), 'measures', null, 5);
  const key = rows[0]?.key ?? '';
  expect(await views.handedIn(as('chen'), 'measures', key)).toBe(MEASURE_TEXT);
  expect(await views.handedIn(as('wen'), 'measures', key)).toBeNull();
  const entries = [{ code: 'C-ELM', kind: 'community', parent: 'S-RIVER', zh: '榆钱社区', numbers: [] }];
  const directory = await world.did('first', 'importDirectory', null, { entries });
  const change = await views.one(as('second'), 'directoryChanges', directory.streamId);
  expect(change?.row['proposedBy']).toBe(world.people.get('first'));
  expect(await views.handedIn(as('second'), 'directoryChanges', directory.streamId)).toEqual(entries);
  expect(await views.handedIn(as('chen'), 'directoryChanges', directory.streamId)).toBeNull();
  await world.close();
});

test('an alarm is told to those who look into it, and to no office and no traveller', async () => {
  const { world, views, as } = await lookAt();
  await stopOne(world, details('王芳'));
  const { handoff } = await stopOne(world, details('李洁'));
  await world.did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
  const [other] = await alarmsIn(views.one(as('wen'), 'handoffPage', handoff));
  await world.did('wen', 'settleContradiction', handoff, {
    contradiction: 'numberBearsAnotherName',
    other: other?.other,
    outcome: 'explained',
    because: '曾用名',
  });
  const traveller = { account: 'x', role: 'traveller', scope: handoff, covers: new Set<string>() } as const;
  const told = async (viewer: Parameters<typeof views.timeline>[0]) =>
    JSON.stringify(await views.timeline(viewer, handoff));
  for (const name of ['wen', 'chen']) {
    const text = await told(as(name));
    for (const one of ['contradictionFound', 'settleContradiction', '曾用名']) expect(text).toContain(one);
    expect(await alarmsIn(views.one(as(name), 'handoffPage', handoff))).toHaveLength(1);
  }
  const page = {
    willow: await views.one(as('willow'), 'handoffPage', handoff),
    traveller: await views.one(traveller, 'travellerPage', handoff),
  };
  for (const text of [await told(as('willow')), await told(traveller), JSON.stringify(page)]) {
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toMatch(/contradiction|numberBearsAnotherName|曾用名/i);
  }
});

const alarmsIn = async (row: Promise<unknown>) => {
  const { context } = ((await row) as Delivered).row as unknown as {
    readonly context: { readonly contradictions: readonly { readonly other: string }[] };
  };
  return context.contradictions;
};

test('a rare name comes to a screen as it was kept; several documents come masked, and no machine-readable line', async () => {
  const { world, views, as } = await lookAt();
  const mrz = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';
  const { handoff } = await stopOne(world, {
    ...details('𠀀𪛟•\u{31350}'),
    further: [{ type: 'PASSPORT', number: 'L898902C3', mrz }],
  });
  const { row } = (await views.one(as('wen'), 'handoffPage', handoff)) as Delivered;
  expect(row['person']).toMatchObject({ name: '𠀀𪛟·\u{31350}', further: [{ type: 'PASSPORT' }] });
  expect(JSON.stringify(row)).not.toMatch(/L898902C3|ERIKSSON|99000018800104001X/);
});
