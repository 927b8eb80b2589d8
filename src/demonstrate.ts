/**
 * `guicheng demo`: a house with the demonstration's district, on embedded SQLite, made anew at every start.
 *
 * Its past is made by sending commands at moving times; from the moment it listens its clock is the real one.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import QRCode from 'qrcode';
import type { Asked } from './asked.ts';
import { type Config, erasuresFile, makeHouseKey, readHouseKey } from './config.ts';
import { demonstrationCertificates, type DemonstrationCertificates, HOLDER } from './demo/certificates.ts';
import { PEOPLE } from './demo/district.ts';
import { furnish } from './demo/furnish.ts';
import { openSources } from './evidence/sources/index.ts';
import { simulatedSettings } from './simulate.ts';
import { openSimulator } from './simulator/simulator.ts';
import { type OpenDoors, openDoors } from './open-doors.ts';
import { listenUntilTold } from './serve.ts';
import { firstAdministrators, nameDigest } from './terminals/index.ts';
import { VERSION } from './version.ts';

/** Everybody's password in the demonstration. It protects nothing: all of it is invented. */
const PASSWORD = 'guicheng demonstration';
/** How far back the demonstration's past begins. */
const PAST_MS = 9 * 3_600_000;
const MEASURE = 'workflows/measures/beijing-2022-11.json';

export async function demonstrate(config: Config, { say }: Asked): Promise<number> {
  const folder = join(config.dataDir, 'demo');
  rmSync(folder, { recursive: true, force: true });
  const keyFile = join(folder, 'house.key');
  makeHouseKey(keyFile);
  const houseKey = readHouseKey(keyFile);
  if (houseKey === null) throw new Error(`${keyFile} holds no key.`);

  const sourceKey = randomBytes(32);
  const simulator = await openSimulator({ port: 0, key: sourceKey });
  const past = { now: Date.now() - PAST_MS };
  const scanned = demonstrationCertificates(past.now, Date.now());
  const codes = join(folder, 'certificates.html');
  writeFileSync(codes, await pageOfCodes(scanned));
  let clock = () => past.now;
  let isOpen = false;
  const doors = await openDoors({
    house: {
      place: {
        engine: 'sqlite',
        file: join(folder, 'guicheng.sqlite'),
        keysFile: join(folder, 'keys.sqlite'),
      },
      houseKey,
      trustKey: scanned.trustKey,
      manualClock: () => clock(),
      // The simulator is asked over HTTP, as a real source is.
      sources: openSources(simulatedSettings(simulator, sourceKey), {
        wall: () => clock(),
        monotonic: () => performance.now(),
      }),
      verifyAt: `${config.publicUrl}/verify`,
      publicUrl: config.publicUrl,
      ...(config.gateway === null ? {} : { gateway: config.gateway }),
      erasuresFile: erasuresFile({ ...config, dataDir: folder }),
      // There is no gateway here, and no real number: what a channel would get is told where the demonstration was started.
      sendToChannel: ({ kind, address }, words) => {
        if (isOpen) say(`  [${kind} ${address}] 回读码 read-back code: ${words}`);
        return Promise.resolve();
      },
      onFault: (error) => say(`  ${error instanceof Error ? error.message : String(error)}`),
    },
    terminals: {
      version: VERSION,
      isSecure: config.isSecure,
      origins: config.origins,
      log: { level: 'warn' },
      perMinute: config.perMinute,
      demonstration: true,
    },
  });
  try {
    say('Furnishing the demonstration: an invented district, its people, and some hundred cases …');
    const cases = await furnishHouse(doors, past, scanned);
    clock = Date.now;
    isOpen = true;
    say(`  ${cases} cases, each made by sending commands.`);
  } catch (error) {
    await doors.close();
    await simulator.close();
    throw error;
  }
  try {
    return await listenUntilTold(config, doors, () =>
      say(invitation(config, simulator.port, scanned, codes)),
    );
  } finally {
    await simulator.close();
  }
}

async function furnishHouse(
  { house, auth, app }: OpenDoors,
  past: { now: number },
  { trustList }: DemonstrationCertificates,
): Promise<number> {
  const administrators: string[] = [];
  for (const { name, link } of await firstAdministrators(house, auth)) {
    const account = await auth.rows.findSignIn(nameDigest(auth.rows, name));
    if (account === null) throw new Error(`${name} has no account.`);
    administrators.push(account);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/enrolment',
      headers: ORIGIN,
      payload: { link, password: PASSWORD },
    });
    if (answer.statusCode !== 200) throw new Error(`${name} could not be enrolled: ${answer.body}`);
  }
  const [first, second] = administrators;
  if (first === undefined || second === undefined) throw new Error('A demonstration needs a fresh house.');
  const { accounts, cases } = await furnish(
    {
      submit: (command, by) => house.submit(command, by),
      settle: () => house.settle(),
      showPledge: (handoff, language) => house.showPledge(handoff, language),
      below: (scope) => house.spine.registry.below(scope),
      proves: async (account, type, streamId, commandId) => {
        const { token } = await auth.stepUps.prove(account, type, streamId);
        await auth.stepUps.useFor(token, commandId);
        return token;
      },
    },
    past,
    [first, second],
    { measure: readFileSync(join(rootFolder(), MEASURE), 'utf8'), trustList },
    Date.now(),
  );
  for (const [name, account] of accounts) {
    await auth.rows.putSignIn(nameDigest(auth.rows, name), account);
    const { link } = await auth.links.enrolment(account);
    await app.inject({
      method: 'POST',
      url: '/api/enrolment',
      headers: ORIGIN,
      payload: { link, password: PASSWORD },
    });
  }
  return cases;
}

const ORIGIN = { origin: 'http://localhost:80', host: 'localhost:80' };

/** The codes as something that a camera can be held before. */
async function pageOfCodes({ certificates }: DemonstrationCertificates): Promise<string> {
  const drawn = await Promise.all(
    certificates.map(
      async ({ zh, en, text }) =>
        `<h2>${zh} · ${en}</h2>${await QRCode.toString(text, { type: 'svg', width: 360 })}<p><code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></p>`,
    ),
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>演示用健康证书</title><style>body{font-family:sans-serif;margin:2rem}svg{width:360px}code{overflow-wrap:anywhere;white-space:pre-wrap}</style><h1>演示用健康证书 Health certificates of the demonstration: ${HOLDER.name}</h1>${drawn.join('')}</html>\n`;
}

function invitation(
  { publicUrl }: Config,
  sourcesPort: number,
  { certificates }: DemonstrationCertificates,
  codes: string,
): string {
  const show = ['officer1a', 'superior1', 'worker01', 'street1', 'supervisor1', 'reviewer1', 'auditor1'];
  const people = PEOPLE.filter(({ signIn }) => show.includes(signIn));
  return [
    '',
    '演示 Demonstration: everything in it is invented, and it is made anew at every start.',
    '',
    `  open        ${publicUrl}`,
    `  password    ${PASSWORD}   (for everybody)`,
    ...people.map(
      ({ signIn, role, scope, surname }) => `  ${signIn.padEnd(12)}${role} at ${scope}, ${surname}`,
    ),
    '  admin-1     administrator',
    `  … and ${PEOPLE.length - people.length} more: officer1a to officer3b, superior1 to superior3, worker01 to worker12, street1 to street3`,
    '',
    `  interface   ${publicUrl}/docs`,
    `  sources     simulated; have one fail: curl -d '{"region":"test","fault":"down"}' http://127.0.0.1:${sourcesPort}/control`,
    '',
    `  certificates  as officer1a, scan or paste them into the case of ${HOLDER.name} (扫描健康证书); as codes: ${codes}`,
    ...certificates.map(({ zh, en, text }) => `    ${zh} ${en}:\n      ${text}`),
    '',
    '  stop        Ctrl-C',
    '',
  ].join('\n');
}

/** The product's own folder, found from this file whether it runs from source or from dist. */
function rootFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, MEASURE))) return folder;
    if (folder === dirname(folder)) throw new Error(`${MEASURE} is not beside the program.`);
  }
}
