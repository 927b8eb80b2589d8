/**
 * A house that was left standing, with a case at every point where machines of different versions could differ.
 *
 * `npx tsx test/commands/older-house.ts <file>` builds it with the code at hand and keeps it as JSON lines: one row of
 * one table a line. Do that before `HANDOFF_VERSION` rises; what an older code wrote can never be made again.
 * Everything in it is invented.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import type { JournalRow } from '../../src/contract/streams.ts';
import {
  appendRows,
  openStorage,
  type Place,
  readLog,
  readStreams,
  sequence,
  type Storage,
} from '../../src/storage/index.ts';
import { databasesOf } from '../../src/storage/open-storage.ts';
import { details, MEASURE_TEXT, openWorld, PLEDGE_DIGEST, START, stopOne, type World, YES } from './world.ts';

const HOUSE_KEY = Buffer.alloc(32, 7);
const ORIGIN = 'test.example/older-house';

/** What is kept of each of the two databases: all that a case rests on, not the answers given and effects done already. */
const TABLES = {
  main: ['meta', 'streams', 'journal', 'reservations', 'timers', 'views', 'view_audiences', 'persons'],
  keys: ['keys', 'secrets'],
} as const;
/** The names of a table's columns, and then each of its rows as a list of values. */
type Line =
  | { readonly database: keyof typeof TABLES; readonly table: string; readonly columns: readonly string[] }
  | readonly unknown[];

type Any = Kysely<Record<string, Record<string, unknown>>>;
const databases = (storage: Storage) => {
  const { main, keys } = databasesOf(storage);
  return { main: main as unknown as Any, keys: keys as unknown as Any };
};

/** Who is who, and which case is which: kept in the first line. */
export interface Names {
  readonly people: Readonly<Record<string, string>>;
  readonly cases: Readonly<Record<string, string>>;
  readonly now: number;
}

/** Puts a kept house into a fresh place; the storage that comes of it is open, and its caller's to close. */
export async function moveIn(
  file: string,
  place: Place,
): Promise<{ readonly storage: Storage; readonly names: Names }> {
  const [first, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const options = { place, houseKey: HOUSE_KEY, clock: () => START, origin: ORIGIN };
  const empty = await openStorage(options);
  const into = databases(empty);
  for (const name of ['main', 'keys'] as const)
    for (const table of name === 'main' ? ['meta'] : ['secrets'])
      await into[name].deleteFrom(table).execute();
  const journal: JournalRow[] = [];
  let head = { database: 'main' as keyof typeof TABLES, table: '', columns: [] as readonly string[] };
  for (const text of lines) {
    const line = JSON.parse(text) as Line;
    if ('columns' in line) head = line;
    else {
      const row = Object.fromEntries(head.columns.map((column, index) => [column, line[index]]));
      if (head.table === 'journal') journal.push(row as unknown as JournalRow);
      else await into[head.database].insertInto(head.table).values(row).execute();
    }
  }
  await empty.write((writer) => appendRows(writer, journal));
  if (empty.engine === 'postgres') await empty.write((writer) => sequence(writer));
  await empty.close();
  return { storage: await openStorage(options), names: JSON.parse(first ?? '') as Names };
}

/** The cases, each by the name of where it was left. */
async function buildCases(world: World): Promise<Record<string, string>> {
  const { did, people, pass } = world;
  const wen = people.get('wen') ?? '';
  const open = async () => (await stopOne(world, details(`旅客${(opened += 1)}`, numberOf(opened)))).handoff;
  let opened = 0;
  const at = async (streamId: string) => {
    const key = { streamKind: 'handoff', streamId } as const;
    return [...(await readStreams(world.storage.read, [key])).values()][0]?.version ?? 0;
  };
  const asked = async () => {
    const handoff = await open();
    await did('wen', 'askCommunity', handoff, { community: 'C-WILLOW' });
    return handoff;
  };
  const answers = async (handoff: string, who: string, office: string, answer: object) =>
    did(who, 'answerCommunity', handoff, { office, ...answer }, { basedOn: await at(handoff) });
  const yes = { answer: 'accept', ...YES };
  const no = { answer: 'refuse', isRegisteredResident: 'yes', reason: 'noCapacity' };
  const accepted = async () => {
    const handoff = await asked();
    await answers(handoff, 'willow', 'C-WILLOW', yes);
    return handoff;
  };
  const signed = async () => {
    const handoff = await accepted();
    const body = { textDigest: PLEDGE_DIGEST, language: 'zh-CN', strokes: '[]', witness: wen };
    await did('wen', 'signPledge', handoff, body, { basedOn: await at(handoff) });
    return handoff;
  };
  const released = async () => {
    const handoff = await signed();
    await did('wen', 'releaseTraveller', handoff, {}, { basedOn: await at(handoff) });
    return handoff;
  };
  const ruled = async (handoff: string, ruling: object) =>
    did(
      'chen',
      'ruleOnHandoff',
      handoff,
      {
        ground: '第三条',
        heard: { checkpoint: 'inWriting', office: 'inWriting' },
        words: '…',
        ...ruling,
      },
      {
        basedOn: await at(handoff),
      },
    );
  const receive = { ruling: 'receive', office: 'S-RIVER' };
  const atTheDesk = async () => {
    const handoff = await asked();
    await did('wen', 'escalateRequest', handoff);
    await did('wen', 'escalateRequest', handoff);
    return handoff;
  };
  const ruledReceive = async () => {
    const handoff = await atTheDesk();
    await ruled(handoff, receive);
    return handoff;
  };
  const cases: Record<string, string> = {};
  cases['missing, settled, while a ruling waits'] = await released();
  cases['missing, while a ruling waits'] = await released();
  for (const handoff of Object.values(cases)) {
    await did('willow', 'reportReceptionProblem', handoff, { office: 'C-WILLOW', words: '…' });
    await ruled(handoff, receive);
  }
  await pass(245);
  for (const [name, handoff] of Object.entries(cases)) {
    await did('willow', 'reportNonArrival', handoff, { office: 'C-WILLOW', calls: 3 });
    if (name.includes('settled'))
      await did('chen', 'closeNonArrival', handoff, { reason: 'leftTheCity', words: '…' });
  }
  const received = async () => {
    const handoff = await released();
    await did('willow', 'confirmArrival', handoff, { office: 'C-WILLOW' });
    return handoff;
  };
  cases['received, with a transfer and a ruling'] = await received();
  await did('willow', 'requestTransfer', cases['received, with a transfer and a ruling'], {
    office: 'C-WILLOW',
    to: 'C-POPLAR',
  });
  await did('willow', 'reportReceptionProblem', cases['received, with a transfer and a ruling'], {
    office: 'C-WILLOW',
    words: '…',
  });
  await ruled(cases['received, with a transfer and a ruling'], receive);
  cases['opened'] = await open();
  cases['asked'] = await asked();
  cases['asked, not theirs'] = await asked();
  await answers(cases['asked, not theirs'], 'willow', 'C-WILLOW', {
    answer: 'notOurs',
    isRegisteredResident: 'no',
  });
  cases['asked and cancelled'] = await asked();
  await did('wen', 'cancelRequest', cases['asked and cancelled'], { because: '…' });
  cases['refused'] = await asked();
  await answers(cases['refused'], 'willow', 'C-WILLOW', no);
  cases['accepted'] = await accepted();
  cases['declined'] = await accepted();
  await did('wen', 'declinePledge', cases['declined'], { witness: wen });
  cases['signed'] = await signed();
  cases['signed, card held'] = await signed();
  await did(
    'wen',
    'holdDocument',
    cases['signed, card held'],
    { ground: 'healthStatusPoppedUp', legalBasis: 'popup3' },
    { second: 'bai' },
  );
  cases['at the desk'] = await atTheDesk();
  cases['ruled receive'] = await ruledReceive();
  cases['ruled receive, acknowledged and signed'] = await ruledReceive();
  await did('river', 'acknowledgeRuling', cases['ruled receive, acknowledged and signed'], {
    office: 'S-RIVER',
  });
  await did(
    'wen',
    'signPledge',
    cases['ruled receive, acknowledged and signed'],
    { textDigest: PLEDGE_DIGEST, language: 'zh-CN', strokes: '[]', witness: wen },
    { basedOn: await at(cases['ruled receive, acknowledged and signed']) },
  );
  cases['ruled turn back'] = await atTheDesk();
  await ruled(cases['ruled turn back'], { ruling: 'turnBack' });
  cases['leaving'] = await asked();
  await did('wen', 'requestDeparture', cases['leaving'], { wish: 'leave', askedBy: 'traveller' });
  cases['turned back'] = await asked();
  await answers(cases['turned back'], 'willow', 'C-WILLOW', no);
  await did(
    'wen',
    'turnTravellerBack',
    cases['turned back'],
    { reason: 'communityRefused', alternatives: ['anotherOffice'] },
    { basedOn: await at(cases['turned back']) },
  );
  return cases;
}

/** A number that passes its check digit and is nobody's: born before 1900, in an area that does not exist. */
function numberOf(serial: number): string {
  const body = `99000018800101${String(serial * 2).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${'10X98765432'[sum % 11] ?? ''}`;
}

async function keep(file: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'older-house-'));
  const place = {
    engine: 'sqlite',
    file: join(folder, 'main.sqlite'),
    keysFile: join(folder, 'keys.sqlite'),
  } as const;
  const clock = { now: START };
  const storage = await openStorage({ place, houseKey: HOUSE_KEY, clock: () => clock.now, origin: ORIGIN });
  const world = await openWorld(storage, clock);
  const cases = await buildCases(world);
  await world.close();
  const names: Names = { people: Object.fromEntries(world.people), cases, now: clock.now };
  const lines: string[] = [JSON.stringify(names)];
  const from = databases(storage);
  for (const database of ['main', 'keys'] as const)
    for (const table of TABLES[database]) {
      const rows =
        table === 'journal'
          ? (await readLog(storage.read, 0, 100_000)).map(
              ({ row }) => row as unknown as Record<string, unknown>,
            )
          : await from[database].selectFrom(table).selectAll().execute();
      const columns = Object.keys(rows[0] ?? {});
      lines.push(JSON.stringify({ database, table, columns } satisfies Line));
      for (const row of rows) lines.push(JSON.stringify(columns.map((column) => row[column]) satisfies Line));
    }
  await storage.close();
  await rm(folder, { recursive: true });
  await writeFile(file, `${lines.join('\n')}\n`);
  console.log(`${lines.length} lines, ${MEASURE_TEXT.length} characters of them a measure`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file] = process.argv;
  if (file === undefined) {
    console.error('usage: npx tsx test/commands/older-house.ts <file>');
    process.exit(2);
  }
  await keep(file);
}
