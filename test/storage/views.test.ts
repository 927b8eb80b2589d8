import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  clearView,
  listView,
  readChanges,
  viewKeyText,
  readCursor,
  readViews,
  type Storage,
  sequence,
  type ViewPut,
  writeBatch,
  writeFoldedViews,
} from '../../src/storage/index.ts';
import { engines, openTestStorage } from './engines.ts';
import { counted, newHandoff, nextRow } from './samples.ts';

const SEED = Number(process.env['SEED'] ?? 20_221_127);

for (const engine of engines)
  describe(`a view on ${engine}`, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await openTestStorage(engine);
    });

    it('shows a row to each of its audiences and to nobody else', async () => {
      const world = handoffs(storage);
      await world.put('k1', ['checkpoint:north', 'community:willow']);
      await world.put('k2', ['checkpoint:north']);
      await world.put('k3', ['community:oak']);
      const list = async (...audiences: string[]) =>
        (await listView(storage.read, 'queue', audiences)).map((row) => row.key);
      expect(await list('checkpoint:north')).toEqual(['k1', 'k2']);
      expect(await list('community:willow', 'checkpoint:north')).toEqual(['k1', 'k2']);
      expect(await list('community:birch')).toEqual([]);
      expect(await list()).toEqual([]);
      expect(await listView(storage.read, 'queue', ['checkpoint:north'], 'k1', 1)).toMatchObject([
        { key: 'k2' },
      ]);
      await world.put('k1', ['community:oak']);
      expect(await list('checkpoint:north')).toEqual(['k2']);
      expect(await list('community:oak')).toEqual(['k1', 'k3']);
      await world.remove('k1');
      expect(await list('community:oak')).toEqual(['k3']);
      expect(await readViews(storage.read, [{ view: 'queue', key: 'k1' }])).toEqual([]);
    });

    it('tells a change with the audience before and after, so that a row is taken from those who lose it', async () => {
      const world = handoffs(storage);
      const from = await end(storage);
      await world.put('m1', ['community:willow', 'checkpoint:north']);
      await world.put('m1', ['checkpoint:north', 'community:oak']);
      await end(storage);
      const told = async () => {
        const { changes, rows } = await readChanges(storage.read, from, 100);
        return {
          changes: changes.map(({ key, before, after, version }) => ({ key, before, after, version })),
          rows: [...rows.values()].map(({ key, row, version }) => ({ key, row, version })),
        };
      };
      const moves = [
        { key: 'm1', before: [], after: ['checkpoint:north', 'community:willow'], version: 1 },
        {
          key: 'm1',
          before: ['checkpoint:north', 'community:willow'],
          after: ['checkpoint:north', 'community:oak'],
          version: 2,
        },
      ];
      expect(await told()).toEqual({ changes: moves, rows: [{ key: 'm1', row: { n: 2 }, version: 2 }] });
      await world.remove('m1');
      await end(storage);
      const gone = { key: 'm1', before: ['checkpoint:north', 'community:oak'], after: [], version: 3 };
      expect(await told()).toEqual({ changes: [...moves, gone], rows: [] });
    });

    it('is what its changes add up to, from any cursor and in pages of any size', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.subarray(['x', 'y', 'z'])), { maxLength: 12 }),
          fc.nat(12),
          fc.integer({ min: 1, max: 5 }),
          async (steps, cut, page) => {
            const world = handoffs(storage, `law-${Math.random()}`);
            let cursor = await end(storage);
            let rows = new Map<string, unknown>();
            for (const [i, [key, audience]] of steps.entries()) {
              if (audience.length === 0) await world.remove(key);
              else await world.put(key, audience);
              if (i !== cut) continue;
              cursor = await end(storage);
              rows = new Map(
                (await listView(storage.read, world.view, ['x'])).map((row) => [row.key, row.row]),
              );
            }
            await end(storage);
            for (;;) {
              const { changes, rows: now, upTo } = await readChanges(storage.read, cursor, page);
              for (const change of changes) {
                if (change.view !== world.view) continue;
                const put = now.get(viewKeyText(change));
                if (put?.audience.includes('x') === true) rows.set(change.key, put.row);
                else rows.delete(change.key);
              }
              if (upTo === cursor) break;
              cursor = upTo;
            }
            const fresh = await listView(storage.read, world.view, ['x']);
            expect(new Map(fresh.map((row) => [row.key, row.row]))).toEqual(rows);
          },
        ),
        { seed: SEED, numRuns: process.env['EXAM'] ? 200 : 12 },
      );
    });

    it('that sums over streams moves together with the position it is folded up to', async () => {
      const rows = [{ view: 'totals', key: 'north', audience: ['district:1'], row: { held: 3 } }];
      await storage.write((writer) => writeFoldedViews(writer, 'totals', 42, rows));
      expect(await readCursor(storage.read, 'totals')).toBe(42);
      expect(await readViews(storage.read, rows)).toMatchObject([{ version: 42, row: { held: 3 } }]);
      await storage.write((writer) =>
        writeFoldedViews(writer, 'totals', 43, [
          { ...(rows[0] as (typeof rows)[0]), audience: ['district:2'] },
        ]),
      );
      expect(await listView(storage.read, 'totals', ['district:1'])).toEqual([]);
      expect(await listView(storage.read, 'totals', ['district:2'])).toHaveLength(1);
      await storage.write((writer) => clearView(writer, 'totals'));
      expect(await listView(storage.read, 'totals', ['district:2'])).toEqual([]);
      expect(await readCursor(storage.read, 'nothing yet')).toBe(0);
    });
  });

/** Rows of one view, each kept by a handoff of its own. */
function handoffs(storage: Storage, view = 'queue') {
  const heads = new Map<string, ReturnType<typeof nextRow>>();
  const step = async (
    key: string,
    change: (at: ReturnType<typeof nextRow>) => Partial<Record<'puts' | 'removes', ViewPut[]>>,
  ) => {
    const before = heads.get(key);
    const row = nextRow(before ?? newHandoff(), before ?? null);
    heads.set(key, row);
    await storage.write((writer) =>
      writeBatch(writer, {
        rows: [row],
        snapshots: [{ streamKind: row.streamKind, streamId: row.streamId, snapshot: counted(row.version) }],
        ...change(row),
      }),
    );
  };
  const at = (row: ReturnType<typeof nextRow>, key: string, audience: readonly string[]): ViewPut => ({
    view,
    key,
    streamKind: row.streamKind,
    streamId: row.streamId,
    version: row.version,
    audience,
    row: { n: row.version },
  });
  return {
    view,
    put: (key: string, audience: readonly string[]) =>
      step(key, (row) => ({ puts: [at(row, key, audience)] })),
    remove: (key: string) => step(key, (row) => ({ removes: [at(row, key, [])] })),
  };
}

/** The position of the newest row, once every row has one. */
async function end(storage: Storage): Promise<number> {
  if (storage.engine === 'postgres') await storage.write((writer) => sequence(writer));
  let cursor = 0;
  for (;;) {
    const { upTo } = await readChanges(storage.read, cursor, 10_000);
    if (upTo === cursor) return cursor;
    cursor = upTo;
  }
}
