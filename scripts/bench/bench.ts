/**
 * `npm run bench`: what was reached, as ratios measured side by side in one run.
 *
 * The disk's append-sync rate (before and after; the run says so where they differ by over 20 %), the raw library's
 * durable transactions, and durable commands end to end over HTTP: whole good cases over many handoffs, signed in,
 * sealed, chained, with views and papers, and as many feed subscribers as clients. Then the same at a fixed pace, where
 * a latency counts from the moment a command was due; the syncs and commits behind it; and where the time goes.
 *
 * `BENCH_MS` is the length of each round (8,000), `BENCH_CLIENTS` the rounds ("1,16,64"), `BENCH_DIR` the file system,
 * `BENCH_FUNCTIONS=1` names functions too.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Terminal } from '../../src/contract/roles.ts';
import { openDoors } from '../../src/open-doors.ts';
import { lastPosition } from '../../src/storage/index.ts';
import { nameDigest, PER_MINUTE } from '../../src/terminals/index.ts';
import { openWorld } from '../../test/commands/world.ts';
import { certificateCosts } from './certificates.ts';
import { appendSyncRate, rawTransactionRate } from './disk.ts';
import type { Measured, Plan } from './load.ts';
import { type Sampled, sample, type Share } from './profile.ts';
import { countSyncs } from './syncs.ts';

const CLIENTS = (process.env['BENCH_CLIENTS'] ?? '1,16,64').split(',').map(Number);
const PACES = [200, 1_000] as const;
const MS = Number(process.env['BENCH_MS'] ?? 8_000);
const PASSWORD = 'bench bench bench bench';

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'guicheng-bench-'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const line = (what: string, rate: number, disk: number, more = '') =>
  say(`${what.padEnd(44)}${rate.toFixed(0).padStart(8)}/s   ${(rate / disk).toFixed(2)} ×${more}`);
const percent = ({ what, share }: Share) => say(`  ${(share * 100).toFixed(1).padStart(5)} %  ${what}`);

let commits = 0;
const doors = await openDoors({
  house: {
    place: { engine: 'sqlite', file: join(folder, 'main.sqlite'), keysFile: join(folder, 'keys.sqlite') },
    houseKey: Buffer.alloc(32, 7),
    afterCommit: () => (commits += 1),
  },
  terminals: {
    version: 'bench',
    isSecure: false,
    origins: [],
    log: { level: 'silent' },
    perMinute: { session: PER_MINUTE.session * 1e6, address: PER_MINUTE.address * 1e6 },
  },
});
const { house, auth, app } = doors;
const world = await openWorld(house.storage, { now: Date.now() });
await house.settle();
const base = await app.listen({ host: '127.0.0.1', port: 0 });

const people: Record<string, { cookie: string; terminal: Terminal; account: string }> = {};
const headers = { 'content-type': 'application/json', origin: base };
for (const [name, terminal] of [
  ['wen', 'checkpoint'],
  ['willow', 'community'],
] as const) {
  const account = world.people.get(name) ?? '';
  const signIn = `${name}.test`;
  await auth.rows.putSignIn(nameDigest(auth.rows, signIn), account);
  const { link } = await auth.links.enrolment(account);
  await fetch(`${base}/api/enrolment`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ link, password: PASSWORD }),
  });
  const answer = await fetch(`${base}/api/${terminal}/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: signIn, password: PASSWORD }),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  people[name] = { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', terminal, account };
}

let from = 0;

/** One round of load from a process of its own. */
async function round(clients: number, ms: number, pace?: number): Promise<Measured> {
  from += 100_000;
  const plan: Plan = {
    base,
    clients,
    ms,
    ...(pace === undefined ? {} : { pace }),
    epoch: house.storage.epoch,
    position: await lastPosition(house.storage.read),
    from,
    people,
  };
  const child = fork(fileURLToPath(new URL('./load.ts', import.meta.url)), [JSON.stringify(plan)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await once(child, 'exit');
  return JSON.parse(printed) as Measured;
}

const latencies = ({ p50, p99, refused, heard }: Measured) =>
  `   p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${heard} frames${refused > 0 ? `, ${refused} REFUSED` : ''}`;

// Code that runs for the first time is not what is measured.
await round(8, Math.min(MS, 4_000));
const before = appendSyncRate(folder);
say(
  `Node ${process.version}, ${process.platform}; the disk appends and syncs 4 KiB ${before.toFixed(0)} times a second. Ratios are to that.\n`,
);
line('raw library, one durable transaction at a time', await rawTransactionRate(folder), before);
let sampled: Sampled | undefined;
for (const clients of CLIENTS) {
  commits = 0;
  const stopSampling = clients === CLIENTS.at(-1) ? await sample() : undefined;
  const measured = await round(clients, MS);
  sampled = await stopSampling?.();
  line(
    `durable commands over HTTP, ${clients} client${clients === 1 ? '' : 's'}`,
    measured.perSecond,
    before,
    `${latencies(measured)}, ${(measured.commands / commits).toFixed(1)} commands a commit`,
  );
}
for (const pace of PACES) {
  const measured = await round(16, MS, pace);
  line(`paced at ${pace} commands a second`, measured.perSecond, before, latencies(measured));
}
for (const { kind, whole, bare } of certificateCosts())
  say(
    `${`a certificate verified whole, ${kind}`.padEnd(44)}${whole.toFixed(2).padStart(8)} ms   ${(whole / bare).toFixed(2)} × the bare signature check (${bare.toFixed(2)} ms), at the median`,
  );
const counted = await countSyncs(join(folder, 'syncs'));
if (counted === null) say('\nsyncs: not run, strace is absent or may not');
else {
  commits = 0;
  const { commands } = await round(16, 3_000);
  const syncs = await counted();
  say(
    `\n${commands} commands in ${commits} commits: ${syncs?.main ?? 0} syncs of the log, ${syncs?.keys ?? 0} of the keys' log (watched by strace)`,
  );
}
if (sampled !== undefined) {
  say(
    `\nWhere the house's own thread spends its time with ${CLIENTS.at(-1)} clients (idle ${(sampled.idle * 100).toFixed(0)} %):`,
  );
  sampled.rooms.filter(({ share }) => share >= 0.005).forEach(percent);
  if (process.env['BENCH_FUNCTIONS'] === '1') sampled.functions.forEach(percent);
}
const after = appendSyncRate(folder);
say(
  `\nafterwards the disk appends and syncs ${after.toFixed(0)} times a second${Math.abs(after - before) / before > 0.2 ? ': it differs by over 20 %, so read the ratios with care' : ''}.`,
);
await world.close();
await doors.close();
rmSync(folder, { recursive: true, force: true });
