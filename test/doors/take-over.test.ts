/** A person whose case is open at another checkpoint: which case is said, and how it comes over. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { details, GREEN_ITINERARY, POPPED_UP } from '../commands/world.ts';
import { type App, type Client, openApp } from '../terminals/app.ts';

let app: App;
let wen: Client;
let ma: Client;
beforeAll(async () => {
  app = await openApp();
  [wen, ma] = [await app.as('wen'), await app.as('ma')];
});
afterAll(() => app.close());

async function stopAt(officer: Client, checkpoint: string): Promise<string> {
  const { streamId } = await officer.did('openStop', null, {
    checkpoint,
    vehicle: 'car',
    travellers: 1,
    direction: 'INBOUND',
  });
  return streamId;
}

/** The case of one person, as it would be opened at a stop. */
const caseOf = (stopId: string, number: string, more: object = {}) => ({
  stopId,
  traveller: 1,
  healthStatus: POPPED_UP,
  itinerary: GREEN_ITINERARY,
  ...details('李洁', number),
  ...more,
});

test('the refusal says which case and where, and nothing of the person', async () => {
  const number = '990000188001010013';
  const { streamId: there } = await wen.did(
    'openHandoff',
    null,
    caseOf(await stopAt(wen, 'K-NORTH'), number),
  );
  const stop = await stopAt(ma, 'K-SOUTH');
  const refused = await ma.command('openHandoff', null, caseOf(stop, number));
  expect(refused.status).toBe(409);
  expect(refused.body.error).toEqual({
    code: 'personHasNoOtherCase',
    message: '该人员另有未办结的交接，请接管而非另立。',
    openCase: { handoff: there, checkpoint: 'K-NORTH' },
  });
  // What is said of it opens nothing.
  expect((await ma.get(`/api/checkpoint/views/handoffPage/${there}`)).status).toBe(404);
  expect((await ma.get(`/api/checkpoint/handoffs/${there}/timeline`)).status).toBe(404);
});

test('it comes over when an officer of the first checkpoint lets it go, and goes on here', async () => {
  const number = '99000018800101003X';
  const { streamId: there } = await wen.did(
    'openHandoff',
    null,
    caseOf(await stopAt(wen, 'K-NORTH'), number),
  );
  const stop = await stopAt(ma, 'K-SOUTH');
  // Nobody takes it to where they do not serve; nobody takes it alone; nobody of another kind lets it go.
  expect(
    (await ma.command('takeOverHandoff', there, { toCheckpoint: 'K-NORTH' }, { second: 'bai' })).status,
  ).toBe(404);
  expect((await ma.command('takeOverHandoff', there, { toCheckpoint: 'K-SOUTH' })).body.error?.code).toBe(
    'secondPersonIsProved',
  );
  await ma.did('takeOverHandoff', there, { toCheckpoint: 'K-SOUTH' }, { second: 'bai' });
  const { streamId: here } = await ma.did('openHandoff', null, caseOf(stop, number, { continues: there }));
  const page = await ma.get(`/api/checkpoint/views/handoffPage/${here}`);
  expect(page.status).toBe(200);
  const before = await wen.get(`/api/checkpoint/views/handoffPage/${there}`);
  expect(JSON.stringify(before.body)).toContain('"withdrawn"');
});

test('a document that is kept there is given back there first', async () => {
  const number = '990000188001010048';
  const { streamId: there } = await wen.did(
    'openHandoff',
    null,
    caseOf(await stopAt(wen, 'K-NORTH'), number),
  );
  await wen.did(
    'holdDocument',
    there,
    { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
    { second: 'bai' },
  );
  const refused = await ma.command('takeOverHandoff', there, { toCheckpoint: 'K-SOUTH' }, { second: 'bai' });
  expect(refused.body.error?.code).toBe('documentIsNotKept');
});
