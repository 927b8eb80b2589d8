/** The whole directory of Beijing through the real doors, on both engines: imported, approved by another, asked, and changed in one line. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DirectoryChange } from '../../src/contract/directory.ts';
import type { AddressFound, DirectoryPreview, Page } from '../../src/contract/doors.ts';
import { readRows, verify } from '../../src/storage/index.ts';
import { engines } from '../storage/engines.ts';
import { type App, type Client, openApp } from '../terminals/app.ts';

const BEIJING = readFileSync(new URL('../../divisions/beijing-2023-06-30.csv', import.meta.url));
const GROWN = `代码,名称,值班电话,小区
110108005001,核二院社区居委会,000-55000001@周一至周五 08:30-17:30；000-55000002@17:30-08:30,核二院家属区
`;

describe.each(engines)('the directory of a city, on %s', (engine) => {
  let app: App;
  let [first, second, wen] = [] as unknown as [Client, Client, Client];
  let streamId = '';
  const tooks: string[] = [];
  const timed = async <T>(what: string, doing: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const done = await doing();
    tooks.push(`${what} ${Math.round(performance.now() - began)} ms`);
    return done;
  };
  const preview = async (file: string | Buffer) => {
    const answer = await first.post('/api/admin/directory-preview', {
      file: Buffer.from(file).toString('base64'),
    });
    expect(answer.status).toBe(200);
    return answer.body as unknown as DirectoryPreview;
  };
  const entriesOf = ({ changes, digest }: DirectoryPreview) => ({
    entries: changes.map(({ after }) => after),
    fileDigest: digest,
  });
  const find = async (address: string, within?: string) => {
    const answer = await wen.post('/api/checkpoint/community-search', {
      address,
      ...(within === undefined ? {} : { within }),
    });
    return answer.body as unknown as AddressFound;
  };
  const rowsOf = async (streamId: string) =>
    readRows(app.house.storage.read, { streamKind: 'directory', streamId });

  beforeAll(async () => {
    app = await openApp({ engine });
    [first, second, wen] = [await app.as('first'), await app.as('second'), await app.as('wen')];
  });
  afterAll(async () => {
    console.log(`${engine}: ${tooks.join(', ')}`);
    await app.close();
  });

  test('is imported by one and approved by another, and only then is anybody found in it', async () => {
    const read = await timed('preview', () => preview(BEIJING));
    expect(read.counts).toEqual({ added: 7_900, changed: 0, ended: 0, same: 0 });
    ({ streamId } = await timed('import', () => first.did('importDirectory', null, entriesOf(read))));
    expect((await find('海淀区八里庄街道')).near).toEqual([]);
    expect((await first.command('approveChange', streamId)).body.error?.code).toBe(
      'approverIsNotTheProposer',
    );
    await timed('approve', () => second.did('approveChange', streamId));
    const found = await timed('first search', () => find('海淀区八里庄街道核二院社区3号楼'));
    expect(found.candidates[0]).toMatchObject({ above: ['110108005001', '110108005', '110108'] });
    // The same again changes nothing.
    expect((await preview(BEIJING)).counts).toEqual({ added: 0, changed: 0, ended: 0, same: 7_900 });
  });

  test('is shown by district, street and community, page by page, and 八里庄街道 with its district', async () => {
    expect((await find('')).below).toHaveLength(17);
    expect((await find('八里庄街道')).near).toEqual(['110105015', '110108005']);
    expect((await find('', '110108005')).below).toContain('110108005001');
    const page = async (query: string) =>
      (await first.get(`/api/admin/views/directoryEntries?${query}`)).body as unknown as Page;
    expect((await page('under=--&limit=200')).rows).toHaveLength(17);
    expect((await page('under=110108&limit=200')).rows.length).toBeGreaterThan(20);
    const [one, next] = [await page('limit=200'), await page('limit=200&after=110105015')];
    expect([one.rows.length, one.next]).toEqual([200, one.rows.at(-1)?.key]);
    expect(next.rows[0]?.key).toBe(
      BEIJING.toString()
        .split('\n')
        .find((line) => line.startsWith('110105015') && !line.startsWith('110105015,'))
        ?.slice(0, 12),
    );
    const names = await timed('names', () => wen.get('/api/checkpoint/office-names'));
    const again = await wen.get('/api/checkpoint/office-names', {
      'if-none-match': String(names.headers['etag']),
    });
    expect(again.status).toBe(304);
  });

  test('a later change of one office is a small row, and the directory’s snapshot stays small', async () => {
    const read = await preview(GROWN);
    expect(read.changes.map(({ change, fields }: DirectoryChange) => [change, fields])).toEqual([
      ['changed', ['numbers', 'compounds']],
    ]);
    await timed('change', () => first.did('changeDirectory', streamId, entriesOf(read)));
    await second.did('approveChange', streamId);
    const rows = await rowsOf(streamId);
    const sizes = rows.map((row) => JSON.stringify(row).length);
    expect(sizes[0]).toBeGreaterThan(500_000);
    expect(Math.max(...sizes.slice(1))).toBeLessThan(2_000);
    const { snapshot } = await app.house.storage.read
      .selectFrom('streams')
      .select('snapshot')
      .where('stream_id', '=', streamId)
      .executeTakeFirstOrThrow();
    expect(snapshot.length).toBeLessThan(1_000);
    expect((await find('核二院家属区8号楼')).candidates).toMatchObject([
      { code: '110108005001', because: 'compound', matched: '核二院家属区' },
    ]);
    // What the directory said before is still known, with the row that said it.
    const { registry } = app.house.spine;
    expect(
      registry
        .historyOf('110108005001')
        .map(({ directoryVersion, office }) => [directoryVersion, office.numbers.length]),
    ).toEqual([
      [`${streamId}@2`, 0],
      [`${streamId}@4`, 2],
    ]);
    expect(registry.directoryVersion).toBe(`${streamId}@4`);
  });

  test('the record of all this is whole', async () => {
    await app.house.settle();
    const { storage } = app.house;
    expect(
      (await verify(storage.read, { origin: storage.origin, checkpoints: [], verifiers: [] })).first,
    ).toBeNull();
  });
});
