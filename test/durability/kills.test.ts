/** Nothing that was acknowledged is lost, and nothing is done twice, however often the house is killed. */
import { expect, test } from 'vitest';
import { HANDOFF_COMMAND_TYPES } from '../../src/contract/handoff-commands.ts';
import { nextTimerAt, openStorage, type Place } from '../../src/storage/index.ts';
import { engines, freshPlace, HOUSE_KEY } from '../storage/engines.ts';
import { faultsIn, firedTimers } from './checks.ts';
import { Child, Driver, randomFrom } from './driver.ts';
import { furnish } from './ground.ts';
import { KillablePostgres } from './killable-postgres.ts';
import { LIVES, untaken } from './moves.ts';

const EXAM = process.env['EXAM'] !== undefined;
const SEED = Number(process.env['SEED'] ?? (EXAM ? Math.floor(Math.random() * 1e9) : 20_221_127));
const KILLS = EXAM ? 30 : 4;
/** How often the server of PostgreSQL is killed too. */
const SERVER_KILLS = EXAM ? 3 : 1;
const ACKNOWLEDGED = EXAM ? 6000 : 0;

test('the lives that are led take every command of a handoff', () => {
  expect(untaken()).toEqual([]);
});

for (const engine of engines)
  test(`nothing acknowledged is lost under kills on ${engine}`, { timeout: 1_800_000 }, async () => {
    const again = `run again: SEED=${SEED} ENGINES=${engine} ${EXAM ? 'EXAM=1 ' : ''}npx vitest run test/durability/kills.test.ts`;
    const random = randomFrom(SEED);
    const server = engine === 'postgres' ? await KillablePostgres.start() : null;
    const ground = await furnish(server === null ? await freshPlace(engine) : placeOn(server));
    const driver = new Driver(ground, SEED);
    const { ledger } = driver;
    const started = Date.now();
    const writing = driver.start(9, 4);
    // Houses are loaded a few at a time, so that loading the next takes nothing from the one that lives.
    const ahead: Child[] = [];
    const live = async () => {
      if (ahead.length === 0) {
        ahead.push(...Array.from({ length: 4 }, () => new Child(ground)));
        await Promise.all(ahead.map(({ loaded }) => loaded));
      }
      await driver.live(ahead.shift() as Child);
    };
    let kills = 0;
    const serverAwayMs: number[] = [];
    for (; kills < KILLS || ledger.acknowledged < ACKNOWLEDGED; kills += 1) {
      await live();
      // Three in four die at their work, the others when they have hardly begun.
      if (kills % 4 !== 3) await Promise.race([driver.child?.answering, driver.child?.died]);
      await new Promise((resolve) => setTimeout(resolve, 20 + random() * 280));
      if (server !== null && kills % 2 === 1 && serverAwayMs.length < SERVER_KILLS) {
        serverAwayMs.push(await server.killAndRestart());
        await new Promise((resolve) => setTimeout(resolve, 20 + random() * 280));
      }
      await driver.kill();
      if (process.env['SHOW_PROGRESS'])
        process.stderr.write(`${engine}: ${kills + 1} kills, ${ledger.acknowledged} acknowledged\n`);
    }
    await live();
    for (const spare of ahead) spare.kill();
    const until = Date.now() + (EXAM ? 180_000 : 60_000);
    while (driver.led.size < LIVES.length && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 50));
    driver.stop();
    await writing;
    // What fell due under the kills fires now; a timer that was lent to a house that was killed waits for its lease.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const settledBy = Date.now() - 2_500;
    await driver.child?.close();

    const storage = await openStorage({ place: ground.place, houseKey: HOUSE_KEY, clock: () => Date.now() });
    const overdue = await nextTimerAt(storage.read);
    const faults = await faultsIn(storage, ledger.entries);
    const fired = await firedTimers(storage);
    await storage.close();
    await server?.stop();
    const unanswered = ledger.unansweredAtKill.reduce((sum, one) => sum + one, 0) / kills;
    const counts = {
      engine,
      seed: SEED,
      kills,
      acknowledged: ledger.acknowledged,
      accepted: ledger.accepted,
      unansweredPerKill: Number(unanswered.toFixed(1)),
      restartMs: Math.max(...ledger.restartMs),
      ...(server === null ? {} : { serverAwayMs }),
      resent: ledger.resent,
      heardAgain: ledger.heardAgain,
      timersFired: fired,
      livesLed: driver.led.size,
      seconds: Math.round((Date.now() - started) / 1000),
      again,
    };
    console.log(JSON.stringify(counts));
    if (process.env['SHOW_REFUSALS']) console.log(ledger.refusals());
    expect(faults.slice(0, 20)).toEqual([]);
    expect(ledger.entries.filter(({ answers }) => answers.length === 0)).toEqual([]);
    expect(fired).toBeGreaterThan(EXAM ? 10 : 0);
    expect(overdue ?? Number.POSITIVE_INFINITY).toBeGreaterThan(settledBy);
    expect(unanswered).toBeGreaterThanOrEqual(EXAM ? 5 : 1);
    // What falls due the house sends by itself: that it fired is counted above.
    const missing = HANDOFF_COMMAND_TYPES.filter(
      (type) => type !== 'dueTimerFired' && !(EXAM ? ledger.typesAccepted() : ledger.typesSent()).has(type),
    );
    expect(missing).toEqual([]);
  });

const placeOn = ({ url }: KillablePostgres): Place => ({ engine: 'postgres', url });
