/** What an operator does beside a running house, or without one: migrate, verify, back up, restore, erase, users, doctor. */
import { mkdirSync, statfsSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { foldRow, LEARNED_KINDS, Registry, runningVersion } from './commands/index.ts';
import type { Asked } from './asked.ts';
import { type Config, erasuresFile } from './config.ts';

import { openHouse } from './house.ts';
import { houseKeys, keyIsReadableByOthers } from './house-key.ts';
import {
  authRows,
  backup,
  eraseSubject,
  openStorage,
  readErasures,
  readLog,
  restore,
  sequence,
  type Storage,
  verify,
  verifyReplay,
} from './storage/index.ts';
import { openAuth } from './terminals/index.ts';
import { rebuildCounts, rebuildFairness } from './views/index.ts';

const FAILED = 1;
const NOT_UNDERSTOOD = 2;
const LEAST_FREE_BYTES = 512 * 1024 * 1024;

export async function migrateNow(config: Config, { say }: Asked): Promise<number> {
  return withStorage(config, async (storage) => {
    say(`The schema is the newest (${storage.engine}).`, { engine: storage.engine, origin: storage.origin });
    return 0;
  });
}

export async function verifyRecord(config: Config, { say, options }: Asked): Promise<number> {
  return withStorage(config, async (storage) => {
    const found = await verify(storage.read, { origin: storage.origin, checkpoints: [], verifiers: [] });
    const replay =
      options['replay'] === true ? await verifyReplay(storage.read, runningVersion, foldRow) : null;
    say(`${found.rows} rows in ${found.streams} streams: ${found.words}.`);
    if (replay !== null)
      say(
        replay.first === null
          ? `Folded again: ${replay.folded} rows, all the same; ${replay.byHashAlone} of older machines by hash alone.`
          : `Folded again, ${replay.first.stream} differs from version ${replay.first.version}.`,
      );
    say('', { ...found, replay });
    return replay?.first ? FAILED : found.exit;
  });
}

/** Folds again what is summed up from the log. Nothing that a stream keeps of itself is touched. */
export async function rebuild(config: Config, { say }: Asked): Promise<number> {
  return withStorage(config, async (storage) => {
    if (storage.engine === 'postgres') while ((await storage.write((writer) => sequence(writer))).rows > 0);
    await rebuildFairness(storage);
    const position = await rebuildCounts(storage);
    say(`Counters and comparisons are folded anew, up to position ${position}.`, { position });
    return 0;
  });
}

export async function backUp(config: Config, { say, words: [folder] }: Asked): Promise<number> {
  if (folder === undefined) return notUnderstood('Name an empty folder.');
  return withStorage(config, async (storage) => {
    const manifest = await backup(storage, folder, Date.now);
    say(`Copied up to position ${manifest.position} into ${folder}. The house key is not in it.`, manifest);
    return 0;
  });
}

export async function bringBack(config: Config, { say, words: [folder] }: Asked): Promise<number> {
  if (folder === undefined) return notUnderstood('Name the folder of the copy.');
  const { warning: _, ...keys } = houseKeys(config);
  const { storage, erasures, verification } = await restore(folder, {
    place: config.place,
    ...keys,
    clock: Date.now,
    erasuresFile: erasuresFile(config),
    anchors: { checkpoints: [], verifiers: [] },
  });
  // Who signed out after the copy was taken must not be signed in again by it.
  await authRows(storage).endSessions(null);
  await storage.close();
  say(
    `Brought back ${verification.rows} rows; ${erasures} erasures were done again; ${verification.words}.`,
    {
      erasures,
      verification,
    },
  );
  return verification.exit;
}

/** Carries out what `erasePerson` and `eraseAccount` decided and nobody has carried out yet. */
export async function eraseDecided(config: Config, { say, options }: Asked): Promise<number> {
  return withStorage(config, async (storage) => {
    const file = erasuresFile(config);
    const done = new Set((await readErasures(file)).map(({ subject }) => subject));
    const decided = (await decidedErasures(storage)).filter((subject) => !done.has(subject));
    if (options['dry-run'] === true) {
      say(`${decided.length} erasures are decided and not carried out.`, { decided });
      return 0;
    }
    mkdirSync(config.dataDir, { recursive: true });
    for (const subject of decided) {
      const erased = await eraseSubject(storage, file, { subject, at: await storage.now() });
      say(`${subject}: ${erased.keys} keys destroyed, ${erased.rows + erased.emptied} rows emptied.`, {
        subject,
        ...erased,
      });
    }
    if (decided.length === 0) say('No erasure waits to be carried out.', { decided });
    return 0;
  });
}

async function decidedErasures(storage: Storage): Promise<string[]> {
  const decided = new Set<string>();
  for (let after = 0; ; ) {
    const rows = await readLog(storage.read, after);
    if (rows.length === 0) return [...decided];
    for (const { row, position } of rows) {
      if (row.facts.some(({ type }) => type === 'personErased' || type === 'accountErased'))
        decided.add(row.streamId);
      after = position;
    }
  }
}

export async function users(config: Config, asked: Asked): Promise<number> {
  const { words, options, say } = asked;
  const [word, named] = words;
  switch (word) {
    case 'list':
      return withStorage(config, async (storage) => {
        const { accounts } = await learned(storage);
        for (const { id, status, grants } of accounts.values())
          say(
            `${id}  ${status.padEnd(8)}  ${grants.map(({ role, scope }) => `${role} of ${scope}`).join(', ')}`,
            { id, status, grants },
          );
        return 0;
      });
    case 'disable':
      return named === undefined ? notUnderstood('Name an account.') : disable(config, named, asked);
    case 'link':
      if (named === undefined) return notUnderstood('Name an account.');
      return withStorage(config, async (storage) => {
        const registry = await learned(storage);
        const person = registry.accounts.get(named);
        if (person === undefined || person.status === 'disabled')
          return notUnderstood('There is no such account that could enrol.');
        const { link } = await authOf(storage, registry).links.enrolment(named);
        say(`${config.publicUrl}/enrol#${link}\nIt works once, for a day; older links are void.`, { link });
        return 0;
      });
    case 'key': {
      const role = options['role'];
      if (named === undefined || (role !== 'adapter' && role !== 'gate'))
        return notUnderstood('Name the device, and --role adapter or gate.');
      return withStorage(config, async (storage) => {
        const auth = authOf(storage, await learned(storage));
        const key = await auth.makeDeviceKey(named, role, String(options['scope'] ?? '*'));
        say(`${key}\nKept as a digest only: it is not shown again. An older key of ${named} is void.`, {
          key,
        });
        return 0;
      });
    }
    default:
      return notUnderstood('user list, user disable, user link or user key.');
  }
}

/** Disables an account from the operator's seat. The record says that the operator did it. */
async function disable(config: Config, account: string, { options, say }: Asked): Promise<number> {
  const why = options['why'] ?? 'misuse';
  const { warning: _, ...keys } = houseKeys(config);
  const house = await openHouse({
    place: config.place,
    ...keys,
    witnesses: { secondPerson: () => Promise.resolve(null) },
  });
  try {
    const answered = await house.submit(
      {
        type: 'disableAccount',
        streamId: account,
        body: { why },
        envelope: { commandId: uuid() },
      },
      {
        actor: { account: 'operator', role: 'administrator', scope: '*', covers: new Set(['*']) },
        terminal: null,
      },
    );
    say(answered.outcome === 'accepted' ? 'Disabled.' : `Refused: ${answered.code}.`, answered);
    return answered.outcome === 'accepted' ? 0 : FAILED;
  } finally {
    await house.close();
  }
}

export async function diagnose(config: Config, { say }: Asked): Promise<number> {
  const checks: { readonly check: string; readonly isGood: boolean; readonly words: string }[] = [];
  const check = (name: string, isGood: boolean, words: string) => {
    checks.push({ check: name, isGood, words });
    say(`${isGood ? 'good' : 'BAD '}  ${name}: ${words}`);
  };
  const major = Number(process.versions.node.split('.')[0]);
  check('node', major >= 20, `version ${process.versions.node}; 24 is recommended`);
  check(
    'threads',
    Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) >= 8,
    `UV_THREADPOOL_SIZE is ${process.env['UV_THREADPOOL_SIZE'] ?? 'not set'}; 8 is advised`,
  );
  check(
    'house key',
    !keyIsReadableByOthers(config.houseKeyFile),
    `${config.houseKeyFile} must be readable by this account alone`,
  );
  mkdirSync(config.dataDir, { recursive: true });
  const { bavail, bsize } = statfsSync(config.dataDir);
  const free = bavail * bsize;
  check('disk', free > LEAST_FREE_BYTES, `${Math.round(free / 1024 / 1024)} MiB free in ${config.dataDir}`);
  try {
    await withStorage(config, async (storage) => {
      check('database', true, `${storage.engine} opens, and keeps what it acknowledged`);
      const drift = Math.abs((await storage.now()) - Date.now());
      check('clock', drift < 2_000, `the database's clock differs by ${drift} ms`);
      const administrators = (await learned(storage)).confirmedAdministrators().length;
      check(
        'administrators',
        administrators >= 2,
        `${administrators} are enrolled and confirmed; two are needed`,
      );
      return 0;
    });
  } catch (error) {
    check('database', false, error instanceof Error ? error.message : String(error));
  }
  say('', { checks });
  return checks.every(({ isGood }) => isGood) ? 0 : FAILED;
}

async function withStorage(config: Config, work: (storage: Storage) => Promise<number>): Promise<number> {
  const { warning, ...keys } = houseKeys(config);
  if (warning !== null) process.stderr.write(`${warning}\n`);
  const storage = await openStorage({ place: config.place, ...keys, clock: Date.now });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

async function learned(storage: Storage): Promise<Registry> {
  const registry = new Registry();
  for (let after = 0; ; ) {
    const rows = await readLog(storage.read, after);
    if (rows.length === 0) return registry;
    for (const { row, position } of rows) {
      if (LEARNED_KINDS.includes(row.streamKind)) registry.learn(row);
      after = position;
    }
  }
}

function authOf(storage: Storage, registry: Registry) {
  return openAuth(authRows(storage), {
    person: (account) => registry.accounts.get(account),
    below: (scope) => registry.below(scope),
  });
}

function notUnderstood(words: string): number {
  process.stderr.write(`${words} Try --help.\n`);
  return NOT_UNDERSTOOD;
}
