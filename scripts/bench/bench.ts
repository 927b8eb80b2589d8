/**
 * `npm run bench`: what was reached, as ratios measured side by side in one run.
 *
 * The disk's append-sync rate (before and after; the run says so where they differ by over 20 %), the raw library's
 * durable transactions, and durable commands end to end over HTTP with 1, 16 and 64 clients: whole cases over many
 * handoffs, signed in, sealed, chained, with views, and as many feed subscribers as clients.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDoors } from '../../src/open-doors.ts';
import { PER_MINUTE } from '../../src/terminals/index.ts';
import { openWorld } from '../../test/commands/world.ts';
import { appendSyncRate, rawTransactionRate } from './disk.ts';
import { type Sampled, sample } from './profile.ts';

const CLIENTS = (process.env['BENCH_CLIENTS'] ?? '1,16,64').split(',').map(Number);
const MS = Number(process.env['BENCH_MS'] ?? 8_000);
const PASSWORD = 'bench bench bench bench';

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'guicheng-bench-'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const line = (what: string, rate: number, disk: number, more = '') =>
  say(`${what.padEnd(44)}${rate.toFixed(0).padStart(8)}/s   ${(rate / disk).toFixed(2)} ×${more}`);

const doors = await openDoors({
  house: {
    place: { engine: 'sqlite', file: join(folder, 'main.sqlite'), keysFile: join(folder, 'keys.sqlite') },
    houseKey: Buffer.alloc(32, 7),
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

const people: Record<string, { cookie: string; terminal: string; account: string }> = {};
const headers = { 'content-type': 'application/json', origin: base };
for (const [name, terminal] of [
  ['wen', 'checkpoint'],
  ['willow', 'community'],
] as const) {
  const account = world.people.get(name) ?? '';
  const signIn = `${name}.test`;
  await auth.rows.putSignIn(
    (await import('../../src/terminals/index.ts')).nameDigest(auth.rows, signIn),
    account,
  );
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

const before = appendSyncRate(folder);
const raw = await rawTransactionRate(folder);
say(
  `Node ${process.version}, ${process.platform}; the disk appends and syncs 4 KiB ${before.toFixed(0)} times a second.\n`,
);
line('raw library, one durable transaction at a time', raw, before);
let sampled: Sampled | undefined;
for (const clients of CLIENTS) {
  const stopSampling = await sample();
  const child = fork(
    fileURLToPath(new URL('./load.ts', import.meta.url)),
    [JSON.stringify({ base, clients, ms: MS, epoch: house.storage.epoch, people })],
    {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await once(child, 'exit');
  sampled = await stopSampling();
  const { perSecond, p50, p99, heard, refused } = JSON.parse(printed) as Record<
    'perSecond' | 'p50' | 'p99' | 'heard' | 'refused',
    number
  >;
  line(
    `durable commands over HTTP, ${clients} client${clients === 1 ? '' : 's'}`,
    perSecond,
    before,
    `   p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${heard} told by the feed${refused > 0 ? `, ${refused} REFUSED` : ''}`,
  );
}
if (sampled !== undefined) {
  const percent = ({ what, share }: { what: string; share: number }) =>
    say(`  ${(share * 100).toFixed(1).padStart(5)} %  ${what}`);
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
