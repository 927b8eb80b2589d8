/**
 * Marked names, numbers, plates, addresses and words go through every command that has a personal field, and are then
 * looked for in everything the house leaves behind: in clear, in UTF-16, in Base64 at all three offsets, in hex.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { format, inspect } from 'node:util';
import { Client } from 'pg';
import { expect, test, vi } from 'vitest';
import { COMMAND_TYPES, type CommandType, commandRow } from '../../src/contract/commands.ts';
import { retentionOf, type TSchema } from '../../src/contract/schema.ts';
import type { StreamKind } from '../../src/contract/streams.ts';
import { openHouse, type House } from '../../src/house.ts';
import {
  backup,
  openPart,
  type Place,
  readLog,
  readViews,
  restore,
  type Storage,
} from '../../src/storage/index.ts';
import { START } from '../commands/world.ts';
import { SILENT_SOURCES } from '../sources/silent.ts';
import { engines, freshFolder, freshPlace, HOUSE_KEY } from '../storage/engines.ts';
import { recordFaults } from './checks.ts';
import { leadMarkedLives, type Marks } from './canary-body.ts';

/** Every way in which a text could lie in a file without being seen at once. */
function disguises(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8');
  const little = Buffer.from(text, 'utf16le');
  const plain = [utf8, little, Buffer.from(little).swap16(), Buffer.from(JSON.stringify(text).slice(1, -1))];
  const escaped = Array.from(text)
    .map((c) =>
      (c.codePointAt(0) ?? 0) < 128 ? c : `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    )
    .join('');
  const base64 = [utf8, little].flatMap((bytes) =>
    [0, 1, 2].map((offset) => {
      const padded = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString('base64')
        .replace(/=+$/, '');
      // What stands in the same letters as its neighbours is left off at both ends.
      return Buffer.from(padded.slice(offset === 0 ? 0 : offset + 1, -1));
    }),
  );
  const hex = utf8.toString('hex');
  return [...plain, Buffer.from(escaped), ...base64, Buffer.from(hex), Buffer.from(hex.toUpperCase())];
}

/** The marks that are found in these bytes, with where. */
function hits(marks: Marks, haystacks: ReadonlyMap<string, Buffer>): string[] {
  const found: string[] = [];
  for (const [what, text] of marks)
    for (const needle of disguises(text))
      for (const [where, bytes] of haystacks) if (bytes.includes(needle)) found.push(`${what} in ${where}`);
  return [...new Set(found)];
}

/** All that a place holds: the files of SQLite, or every table of PostgreSQL as text. */
async function everythingIn(place: Place): Promise<Map<string, Buffer>> {
  const haystacks = new Map<string, Buffer>();
  if (place.engine === 'sqlite') {
    const folder = dirname(place.file);
    for (const name of await readdir(folder)) haystacks.set(name, await readFile(join(folder, name)));
    return haystacks;
  }
  const client = new Client({ connectionString: place.url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of rows) {
    const table = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
    haystacks.set(name, Buffer.from(table.rows.map(({ line }) => line).join('\n')));
  }
  await client.end();
  return haystacks;
}

async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const name of await readdir(folder)) found.set(basename(name), await readFile(join(folder, name)));
  return found;
}

/** What all marks are made of: to look for these is to look for each of them. */
const STEMS: Marks = new Map([
  ['words', '金丝雀'],
  ['numbers', 'canary'],
  ['documents', 'CANARY'],
  ['phones', '1990000'],
  ['plates', '京C71'],
]);
const stemsIn = (marks: Marks): Marks =>
  new Map([...STEMS, ...[...marks].filter(([what]) => /^(?:sign|decline)Pledge\.witnessCode/.test(what))]);

/** Catches what the process itself prints. */
function listen(): { readonly heard: () => Buffer; stop(): void } {
  const heard: Buffer[] = [];
  const [out, err] = [process.stdout.write.bind(process.stdout), process.stderr.write.bind(process.stderr)];
  const catching = (chunk: string | Uint8Array) => {
    heard.push(Buffer.from(chunk as Uint8Array));
    return true;
  };
  process.stdout.write = catching;
  process.stderr.write = catching;
  const saying = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...said: unknown[]) => {
      heard.push(Buffer.from(format(...said)));
    }),
  );
  return {
    heard: () => Buffer.concat(heard),
    stop: () => {
      process.stdout.write = out;
      process.stderr.write = err;
      for (const spy of saying) spy.mockRestore();
    },
  };
}

/** Every sealed part of these streams that still opens, as text. */
async function readable(
  storage: Storage,
  subjects: ReadonlySet<string>,
): Promise<{ opened: string[]; erased: number }> {
  const opened: string[] = [];
  let erased = 0;
  for (let after = 0; ; ) {
    const rows = await readLog(storage.read, after);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.position;
    for (const { row } of rows) {
      if (!subjects.has(row.streamId)) continue;
      const keys = await storage.keys.byId(row.sealedParts.map(({ keyId }) => keyId));
      for (const part of row.sealedParts) {
        const one = openPart(keys, row, part);
        if (one.outcome === 'open') opened.push(one.text);
        else erased += 1;
      }
    }
  }
  for (const id of subjects)
    for (const kind of ['handoff', 'stop', 'trust'] satisfies StreamKind[]) {
      const [put] = await readViews(storage.read, [{ view: kind, key: id }]);
      const sealed = (
        put?.row as { sealed?: Record<string, { keyId: string; sealed: string; commandId: string }> } | null
      )?.sealed;
      for (const [field, part] of Object.entries(sealed ?? {})) {
        if (part.sealed === '') {
          erased += 1;
          continue;
        }
        const keys = await storage.keys.byId([part.keyId]);
        const one = openPart(
          keys,
          { streamKind: kind, streamId: id, commandId: part.commandId },
          { ...part, field },
        );
        if (one.outcome === 'open') opened.push(one.text);
        else erased += 1;
      }
    }
  return { opened, erased };
}

/** Waits until every effect was carried out: the house's own loop may have some in hand. */
async function allDone(house: House): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    await house.settle();
    const left = await house.storage.read
      .selectFrom('outbox')
      .select('effect')
      .where('effect', '=', 'destroyKeys')
      .execute();
    if (left.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Effects stay in the outbox.');
}

const isPersonal = (type: CommandType) =>
  Object.values(
    (commandRow(type).body as TSchema & { properties?: Record<string, TSchema> }).properties ?? {},
  ).some((schema) => retentionOf(schema) !== undefined);

test('the search finds a mark however it is disguised, and nothing where there is none', () => {
  const mark = '柳絮飘canary9713';
  const marks: Marks = new Map([['mark', mark]]);
  const around = (bytes: Buffer | string) =>
    new Map([['x', Buffer.concat([Buffer.from('a'), Buffer.from(bytes), Buffer.from('z')])]]);
  const utf16 = Buffer.from(mark, 'utf16le');
  for (const bytes of [
    mark,
    utf16,
    Buffer.from(utf16).swap16(),
    JSON.stringify({ a: mark }),
    ...['', 'x', 'xy', 'xyz'].map((before) => Buffer.from(`${before}${mark}after`).toString('base64')),
    Buffer.concat([Buffer.from('ab'), utf16]).toString('base64'),
    Buffer.from(mark).toString('hex'),
    Buffer.from(`..${mark}`).toString('hex').toUpperCase(),
  ])
    expect(hits(marks, around(bytes))).toEqual(['mark in x']);
  expect(hits(marks, around('柳絮飘canary9714'))).toEqual([]);
});

for (const engine of engines)
  test(`no mark of a person is found in anything the house leaves behind on ${engine}`, {
    timeout: 120_000,
  }, async () => {
    const place = await freshPlace(engine);
    const folder = await freshFolder();
    const erasuresFile = join(folder, 'erasures.jsonl');
    const clock = { now: START };
    const marks: Marks = new Map();
    const codes: string[] = [];
    let calls = 0;
    const faults: string[] = [];
    const listening = listen();
    const log: Buffer[] = [];
    let house: House | undefined;
    try {
      house = await openHouse({
        place,
        houseKey: HOUSE_KEY,
        manualClock: () => clock.now,
        erasuresFile,
        sources: SILENT_SOURCES,
        witnesses: {
          secondPerson: (token) => Promise.resolve(token.replace(/^second-person-is-/, '')),
          pledgeDigest: () => Promise.resolve('d'.repeat(64)),
        },
        // A gateway that fails once, and says whom and what it failed to bring.
        sendToChannel: ({ address }, words) => {
          calls += 1;
          if (calls === 1) return Promise.reject(new Error(`No way to ${address} for ${words}`));
          codes.push(words);
          return Promise.resolve();
        },
        // A log that says all it can of an error.
        onFault: (error) => {
          faults.push(inspect(error, { depth: 10, showHidden: true }));
          console.error(error);
        },
      });
      const life = await leadMarkedLives(house, clock, marks, codes);
      await house.settle();

      // 1. Every command with a personal field was sent, and the house's own files show nothing.
      expect(COMMAND_TYPES.filter((type) => isPersonal(type) && !life.taken.has(type))).toEqual([]);
      expect(life.refused).toEqual([]);
      const stems = new Map([...stemsIn(marks), ...codes.map((code, n) => [`code ${n}`, code] as const)]);
      const left = await everythingIn(place);
      expect(left.size).toBeGreaterThanOrEqual(engine === 'sqlite' ? 4 : 12);
      expect(
        [...marks.values()].filter((text) => ![...stems.values()].some((stem) => text.includes(stem))),
      ).toEqual([]);
      expect(hits(stems, left)).toEqual([]);

      // 2. Control: the same marks are there, sealed, and open with their keys.
      const people = new Set([...life.handoffs, ...life.stops]);
      const everybody = new Set([...people, ...life.staff]);
      const before = await readable(house.storage, everybody);
      const missing = [...marks].filter(([, text]) => !before.opened.some((one) => one.includes(text)));
      expect(missing.map(([what]) => what)).toEqual([]);
      await writeFile(join(folder, 'in-clear'), before.opened.join('\n'));
      expect(new Set(hits(stems, await filesIn(folder)))).toEqual(
        new Set([...stems.keys()].map((what) => `${what} in in-clear`)),
      );
      await writeFile(join(folder, 'in-clear'), '');

      // 3. Errors say nothing either, though the database is broken under the commands.
      await life.breakSomething();
      expect(faults.length).toBeGreaterThan(0);

      // 4. A backup shows nothing, and after the erasure nothing of the travellers opens any more.
      const copy = join(folder, 'backup');
      await house.settle();
      await backup(house.storage, copy, () => clock.now);
      expect(hits(stems, await filesIn(copy))).toEqual([]);
      expect(await life.eraseEverybody()).toEqual([]);
      await allDone(house);
      const after = await readable(house.storage, people);
      expect(after.opened).toEqual([]);
      expect(after.erased).toBeGreaterThan(20);
      expect(hits(stems, await everythingIn(place))).toEqual([]);
      expect(await recordFaults(house.storage)).toEqual([]);

      // 5. Nor does it come back from the backup.
      const back = await restore(copy, {
        place: await freshPlace(engine),
        houseKey: HOUSE_KEY,
        clock: () => clock.now,
        erasuresFile,
        anchors: { checkpoints: [], verifiers: [] },
      });
      expect(back.verification.breaks).toBe(0);
      expect(back.erasures).toBeGreaterThanOrEqual(people.size);
      expect((await readable(back.storage, people)).opened).toEqual([]);
      expect((await readable(back.storage, new Set(life.staff))).opened.length).toBeGreaterThan(0);
      await back.storage.close();
    } finally {
      await house?.close();
      listening.stop();
      log.push(listening.heard());
    }
    expect(log[0]?.length).toBeGreaterThan(0);
    const said = new Map([
      ['output', Buffer.concat(log)],
      ['faults', Buffer.from(faults.join('\n'))],
    ]);
    expect(hits(stemsIn(marks), said)).toEqual([]);
  });
