/** `guicheng simulator`: a source of evidence to try a house against, with the settings a house needs to ask it. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked } from './asked.ts';
import type { Config } from './config.ts';
import { SOURCE_REGIONS } from './contract/sources.ts';
import { openSimulator, SIMULATED_FAULTS, type Simulator } from './simulator/simulator.ts';

const NOT_UNDERSTOOD = 2;
const PORT = 8_790;

/** What people know the simulated sources by. */
export const SIMULATED_NAMES = {
  test: '核酸查询系统（模拟）',
  healthStatus: '健康宝查询系统（模拟）',
  itinerary: '行程卡查询系统（模拟）',
} as const;

export async function simulate(config: Config, { say, options }: Asked): Promise<number> {
  const port = Number(options['port'] ?? PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    say('--port must be a whole number up to 65535.');
    return NOT_UNDERSTOOD;
  }
  const folder = join(config.dataDir, 'simulator');
  mkdirSync(folder, { recursive: true });
  const keyFile = join(folder, 'key');
  if (!existsSync(keyFile)) writeFileSync(keyFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  const simulator = await openSimulator({
    port,
    key: Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'utf8'),
    ...(typeof options['seed'] === 'string' ? { seed: options['seed'] } : {}),
  });
  const address = `http://127.0.0.1:${simulator.port}`;
  const settings = join(folder, 'sources.json');
  const sources = SOURCE_REGIONS.map((region) => ({
    region,
    name: SIMULATED_NAMES[region],
    url: `${address}/ask`,
    keyFile: 'key',
  }));
  writeFileSync(settings, `${JSON.stringify({ sources }, null, 2)}\n`);
  say(
    [
      `The simulator answers at ${address}. It makes everybody up; nothing it says is true.`,
      '',
      `  a house that asks it   SOURCES_FILE=${settings} npm start`,
      `  have it fail           curl -d '{"region":"test","fault":"slow"}' ${address}/control`,
      `  have it heal           curl -d '{"fault":null}' ${address}/control`,
      `  say what it knows      curl -d '{"type":"CN_RIC","number":"99000018800104001X","healthStatus":{"shows":"GREEN"}}' ${address}/people`,
      '',
      ...Object.entries(SIMULATED_FAULTS).map(([name, what]) => `  ${name.padEnd(12)} ${what}`),
      '',
      '  stop        Ctrl-C',
    ].join('\n'),
    { address, settings },
  );
  await untilToldToStop();
  await simulator.close();
  return 0;
}

/** The sources of the demonstration, beside the house and in its process. */
export const simulatedSettings = (simulator: Simulator, key: Buffer) =>
  SOURCE_REGIONS.map((region) => ({
    region,
    name: SIMULATED_NAMES[region],
    url: new URL(`http://127.0.0.1:${simulator.port}/ask`),
    key,
    timeoutMs: 2_500,
    staleAfterMs: 24 * 3_600_000,
  }));

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
