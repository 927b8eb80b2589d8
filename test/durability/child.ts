/** Started by a test: a whole house behind a pipe, to be killed. */
import { EFFECTS } from '../../src/contract/facts.ts';
import type { Handler } from '../../src/effects/index.ts';
import { openHouse } from '../../src/house.ts';
import { openPart, readRows, type Storage } from '../../src/storage/index.ts';
import { SILENT_SOURCES } from '../sources/silent.ts';
import { houseKey, type Open, place, say, serve, witnesses } from './serve.ts';

await serve(async (): Promise<Open> => {
  let storage: Storage | undefined;
  const sent: Handler = () => Promise.resolve();
  const sendReadBackCode: Handler = async (effect) => {
    const [part] = effect.sealedParts;
    if (storage === undefined || part === undefined) throw new Error('not open yet');
    const [row] = await readRows(storage.read, effect, effect.version - 1, 1);
    if (row === undefined) return;
    const opened = openPart(await storage.keys.byId([part.keyId]), row, part);
    if (opened.outcome === 'open') say({ handoff: effect.streamId, code: JSON.parse(opened.text) as string });
  };
  const house = await openHouse({
    place,
    houseKey,
    witnesses,
    sources: SILENT_SOURCES,
    handlers: { ...Object.fromEntries(Object.keys(EFFECTS).map((name) => [name, sent])), sendReadBackCode },
    onFault: (error) => {
      if (process.env['SHOW_FAULTS']) console.error(error);
    },
  });
  storage = house.storage;
  return house;
});
