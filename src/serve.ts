/** `guicheng serve`: opens the house and its doors, and closes them in order when it is told to stop. */
import type { Asked } from './asked.ts';
import { type Config, erasuresFile } from './config.ts';
import { openSources } from './evidence/sources/index.ts';
import { houseKeys } from './house-key.ts';
import { type OpenDoors, openDoors } from './open-doors.ts';
import { causesOf, firstAdministrators } from './terminals/index.ts';
import { VERSION } from './version.ts';

/** SQLite and password hashing share libuv's threads; four are too few for both. */
const THREADS = 8;

export async function serve(config: Config, { say }: Asked): Promise<number> {
  if (Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) < THREADS)
    say(
      `Advice: set UV_THREADPOOL_SIZE=${THREADS} in the environment; signing in shares threads with the database.`,
    );
  const { warning, ...keys } = houseKeys(config);
  if (warning !== null) say(`\n${warning}\n`);
  let onFault = (error: unknown) => {
    process.stderr.write(`${JSON.stringify({ level: 50, fault: causesOf(error) })}\n`);
  };
  const doors = await openDoors({
    house: {
      place: config.place,
      ...keys,
      verifyAt: `${config.publicUrl}/verify`,
      publicUrl: config.publicUrl,
      ...(config.gateway === null ? {} : { gateway: config.gateway }),
      erasuresFile: erasuresFile(config),
      feedKept: config.feedKept,
      trustKey: config.trustKey,
      sources: openSources(config.sources, { wall: Date.now, monotonic: () => performance.now() }),
      onFault: (error) => onFault(error),
    },
    terminals: {
      version: VERSION,
      isSecure: config.isSecure,
      origins: config.origins,
      log: { level: config.logLevel },
      perMinute: config.perMinute,
      ...(config.tls === null ? {} : { tls: config.tls }),
      ...(config.trustProxy === null ? {} : { trustProxy: config.trustProxy }),
    },
  });
  onFault = (error) => doors.app.log.error({ err: error }, 'something the house does by itself failed');
  try {
    await sayFirstLinks(config, doors, say);
  } catch (error) {
    await doors.close();
    throw error;
  }
  return listenUntilTold(config, doors, () => say(`Guicheng ${VERSION} listens at ${config.publicUrl}`));
}

/** Listens, says so, and closes everything in order when the process is told to stop. */
export async function listenUntilTold(
  config: Config,
  doors: OpenDoors,
  listening: () => void,
): Promise<number> {
  const stopped = untilToldToStop(doors);
  try {
    await doors.app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await doors.close();
    throw error;
  }
  listening();
  await stopped;
  return 0;
}

/** Links go to the terminal of whoever started the house, and to no log. They are made anew until they are used. */
async function sayFirstLinks(config: Config, { house, auth }: OpenDoors, say: Asked['say']): Promise<void> {
  const links = await firstAdministrators(house, auth);
  if (links.length === 0) return;
  say(
    [
      '',
      'Two administrators open this house together. Give each one of these links; each works once, for a day:',
      ...links.map(({ name, link }) => `  sign-in name ${name}   ${config.publicUrl}/enrol#${link}`),
      '',
    ].join('\n'),
    { enrol: links },
  );
}

/** Resolves when everything is closed. A second signal does not wait. */
function untilToldToStop(doors: OpenDoors): Promise<void> {
  return new Promise((resolve, reject) => {
    let isStopping = false;
    const stop = () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      doors.close().then(resolve, reject);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
