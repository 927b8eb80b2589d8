/** Started by a test: a spine that lies in one of two ways, and says `lying` where a kill shows the lie. */
import { Spine } from '../../src/commands/index.ts';
import { openStorage, readLog, type Storage } from '../../src/storage/index.ts';
import { SILENT_SOURCES } from '../sources/silent.ts';
import { houseKey, place, say, serve, witnesses } from './serve.ts';

const forEver = () => new Promise<never>(() => {});

const LIES: Readonly<Record<string, (write: Storage['write']) => Storage['write']>> = {
  // Answers when the work is done, which is before the commit.
  answerBeforeCommit: (write) => (work) =>
    new Promise((resolve) => {
      void write(async (writer) => {
        resolve(await work(writer));
        setImmediate(() => say({ lying: true }));
        return forEver();
      });
    }),
  // Keeps the ids of commands in a transaction of their own, after the commit.
  keyAfterCommit: (write) => async (work) => {
    await write(async (writer) => {
      await work(writer);
      await writer.deleteFrom('command_ids').execute();
    });
    say({ lying: true });
    return forEver();
  },
};

await serve(async () => {
  const storage = await openStorage({ place, houseKey, clock: () => Date.now() });
  const lie = LIES[process.env['MUTANT'] ?? ''];
  if (lie === undefined) throw new Error('There is no such lie.');
  const spine = new Spine({
    connected: SILENT_SOURCES.regions,
    storage: { ...storage, write: lie((work) => storage.write(work)) },
    witnesses,
    clock: () => Date.now(),
    monotonic: () => performance.now(),
  });
  for (const { row } of await readLog(storage.read, 0)) spine.registry.learn(row);
  return { storage, submit: (command, by) => spine.submit(command, by), close: () => spine.close() };
});
