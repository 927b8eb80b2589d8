/**
 * Who hears what: a fixed set of changes, everybody on the feed while it happens, and a table written by hand of the
 * rows that each of them holds afterwards. Whatever is not in the table is heard by nobody.
 */
import { listBody } from '../evidence/issuers.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Told } from '../../src/contract/doors.ts';
import { VIEW_NAMES } from '../../src/contract/views.ts';
import { lastPosition } from '../../src/storage/index.ts';
import { MEASURE_TEXT } from '../commands/world.ts';
import { PRINCIPAL_NAMES, principal, type PrincipalName, proofOf } from './principals.ts';
import * as ways from './town.ts';
import { announcement, newAccount, openTown, type Town } from './town.ts';

const TABLE = readFileSync(new URL('feed.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [view = '', label = '', who = ''] = line.split(',').map((cell) => cell.trim());
    return { view, label, who: who.split(' ') };
  });

/** Everybody who can be there at all; strangers and devices are refused, as the table of rights says. */
const THERE = PRINCIPAL_NAMES.filter(
  (name) => principal(name).role !== undefined && name !== 'gate' && name !== 'adapter',
);

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

test('the table has a row for every view that is made of rows, and names only who there is', () => {
  // The directory and the counts are not made of streams' rows: nobody hears of them.
  const views = VIEW_NAMES.filter((view) => view !== 'directoryEntries' && view !== 'counts');
  expect([...new Set(TABLE.map(({ view }) => view))].sort()).toEqual([...views].sort());
  expect(
    TABLE.flatMap(({ who }) => who).filter((name) => !(THERE as readonly string[]).includes(name)),
  ).toEqual([]);
});

test('everybody hears what is theirs and nothing else', { timeout: 120_000 }, async () => {
  // The two travellers are there from their first row on.
  const asked = await ways.opened(town);
  const far = await ways.openedFar(town);
  const { storage } = town.app.house;
  await town.app.house.settle();
  const start = await lastPosition(storage.read);
  const hearers = await Promise.all(
    THERE.map(async (name) => {
      const socket = await town.live(
        await proofOf(town, name, asked, far),
        `?cursor=${start}&epoch=${storage.epoch}`,
      );
      if (typeof socket === 'number') throw new Error(`${name} was refused with ${socket}.`);
      const told: Told[] = [];
      socket.on('message', (data: Buffer) => told.push(...(JSON.parse(data.toString()) as Told[])));
      const heard = { name, socket, told, closed: 0 };
      socket.on('close', (code) => {
        heard.closed = code;
      });
      return heard;
    }),
  );
  const labels = await happen(asked, far);
  await town.app.house.settle();
  await expect
    .poll(
      async () => {
        const end = await lastPosition(storage.read);
        return hearers
          .map(({ name, closed, told }) => {
            const last = told.findLast((one) => one.kind === 'upTo')?.position ?? 'nothing';
            return last === end ? '' : `${name} heard up to ${last} of ${end}, closed with ${closed}`;
          })
          .filter(Boolean);
      },
      { timeout: 30_000 },
    )
    .toEqual([]);
  const heard = new Map(hearers.map(({ name, told }) => [name, heldBy(told, labels)]));
  for (const { socket } of hearers) socket.terminate();
  const should = new Map(
    THERE.map((name): [PrincipalName, string[]] => [
      name,
      TABLE.filter(({ who }) => who.includes(name))
        .map(({ view, label }) => `${view} ${label}`)
        .sort(),
    ]),
  );
  expect(Object.fromEntries(heard)).toEqual(Object.fromEntries(should));
});

/** What happens, and what each thing is called. */
async function happen(asked: string, far: string): Promise<ReadonlyMap<string, string>> {
  await town.did('wen', 'askCommunity', asked, { community: 'C-WILLOW' });
  await town.did('wen', 'escalateRequest', asked);
  await town.did('han', 'askCommunity', far, { community: 'C-PINE' });
  await town.did('wen', 'openPersonalData', asked, { fields: ['document'], purpose: 'identityCheck' });
  await town.did('han', 'openPersonalData', far, { fields: ['document'], purpose: 'identityCheck' });
  const [held, deposited, released, proposed, disputed, stop] = await Promise.all([
    ways.held(town),
    ways.deposited(town),
    ways.released(town),
    ways.proposed(town),
    ways.askedAbove(town),
    ways.stop(town),
  ]);
  const shift = await town.shift('wen', 'K-NORTH');
  const workerShift = await town.shift('willow', 'C-WILLOW');
  // What was left to whoever comes next stands on; a shift that left nothing is gone from every list.
  const note = await town.shift('jin', 'C-WILLOW');
  await town.did('jin', 'endShift', note, { note: '三号楼的钥匙在门卫' });
  const over = await town.shift('river', 'S-RIVER');
  await town.did('river', 'endShift', over);
  const directory = await town.did('first', 'importDirectory', null, {
    entries: [{ code: 'C-ELM', kind: 'community', parent: 'S-RIVER', zh: '榆钱社区', numbers: [] }],
  });
  const account = await town.did('first', 'createAccount', null, newAccount('somebody'));
  const measure = await town.did('first', 'proposeMeasure', null, { text: MEASURE_TEXT });
  const trustList = await town.did('first', 'proposeTrustList', null, listBody({ issuedAt: town.now }));
  const announced = await town.did('first', 'recordAnnouncement', null, announcement(town, ['D-EAST']), {
    second: 'second',
  });
  const channel = await town.did(
    'first',
    'registerOfficeChannel',
    null,
    { office: 'C-WILLOW', kind: 'wecom', address: 'https://robots.example/cgi-bin/webhook/send?key=feed' },
    { second: 'second' },
  );
  const overlap = await ways.overlap(town);
  return new Map(
    Object.entries({
      overlap,
      asked,
      far,
      held,
      deposited,
      released,
      proposed,
      disputed,
      stop,
      shift,
      workerShift,
      note,
      over,
      directory: directory.streamId,
      account: account.streamId,
      measure: measure.streamId,
      announcement: announced.streamId,
      trustList: trustList.streamId,
      channel: channel.streamId,
    }).map(([label, key]) => [key, label]),
  );
}

/** The rows a screen holds that heard all this; stops that only carry a case, and who is in an overlap, go by no name. */
function heldBy(told: readonly Told[], labels: ReadonlyMap<string, string>): string[] {
  const held = new Set<string>();
  for (const one of told) {
    if (one.kind === 'put')
      held.add(`${one.delivered.view} ${labels.get(one.delivered.key) ?? `? ${one.delivered.key}`}`);
    if (one.kind === 'remove') held.delete(`${one.view} ${labels.get(one.key) ?? `? ${one.key}`}`);
  }
  return [...held].filter((row) => !/^(?:stops|accounts) \?/.test(row)).sort();
}

test('whoever comes in while sessions are being looked at is not thrown out', async () => {
  const { sessions } = town.app.auth;
  const look = sessions.stillThere.bind(sessions);
  let isLooking = false;
  let looks = 0;
  sessions.stillThere = async (digests) => {
    const still = await look(digests);
    isLooking = true;
    await new Promise((next) => setTimeout(next, 600));
    isLooking = false;
    looks += 1;
    return still;
  };
  const open = async (name: string) => {
    const socket = await town.live(await town.proof(name));
    if (typeof socket === 'number') throw new Error(`${name} was refused with ${socket}.`);
    return socket;
  };
  try {
    await town.proof('chen');
    const first = await open('wen');
    await expect.poll(() => isLooking, { interval: 5, timeout: 10_000 }).toBe(true);
    const before = looks;
    const second = await open('chen');
    await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(before + 1);
    expect([first.readyState, second.readyState]).toEqual([1, 1]);
    first.terminate();
    second.terminate();
  } finally {
    sessions.stillThere = look;
  }
});
