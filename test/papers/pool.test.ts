import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { PAPER_KINDS } from '../../src/contract/papers.ts';
import { draw } from '../../src/papers/draw.ts';
import { openFaces } from '../../src/papers/fonts.ts';
import { openPapers } from '../../src/papers/index.ts';
import { Pool } from '../../src/papers/pool.ts';
import { SAMPLES } from './samples.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

type Job = { readonly die?: string; readonly say?: string; readonly shared?: SharedArrayBuffer };
type Done = { readonly threadId: number; readonly say: string };

describe('a pool of threads', () => {
  let pool: Pool<Job, Done> | undefined;
  const open = (patienceMs = 10_000) =>
    (pool = new Pool<Job, Done>(new URL('./crashing-worker.mjs', import.meta.url), {
      size: 1,
      workerData: {},
      patienceMs,
    }));
  afterEach(() => pool?.close());

  test('tries a job once more when its thread died under it, and nobody notices', async () => {
    const shared = new SharedArrayBuffer(4);
    await expect(open().run({ die: 'once', shared, say: 'a' })).resolves.toMatchObject({ say: 'a' });
  });

  test.each(['always', 'throw'])(
    'refuses a job that kills two threads (%s), and does the next',
    async (die) => {
      const threads = open();
      const [bad, good] = [threads.run({ die }), threads.run({ say: 'b' })];
      await expect(bad).rejects.toThrow('lost 2 times');
      await expect(good).resolves.toMatchObject({ say: 'b' });
    },
  );

  test('gives up a job that does not end', async () => {
    const threads = open(2000);
    await expect(threads.run({ die: 'hang' })).rejects.toThrow('lost 2 times');
    await expect(threads.run({ say: 'c' })).resolves.toMatchObject({ say: 'c' });
  });

  test('hands a refusal back and keeps the thread', async () => {
    const threads = open();
    const before = await threads.run({ say: 'd' });
    await expect(threads.run({ die: 'refuse' })).rejects.toThrow('no');
    expect((await threads.run({ say: 'e' })).threadId).toBe(before.threadId);
  });

  test('refuses what waits when it closes, and everything after', async () => {
    const threads = open();
    const waiting = [threads.run({ die: 'hang' }), threads.run({ say: 'f' })];
    const settled = Promise.allSettled(waiting);
    await threads.close();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(threads.run({ say: 'g' })).rejects.toThrow('closed');
  });
});

describe('the papers', () => {
  test('are drawn off the main thread, with the bytes this thread would draw, and refuse a wrong version', async () => {
    const papers = openPapers();
    try {
      const faces = openFaces();
      papers.warm();
      await papers.drawPaper('pledge', 1, SAMPLES.pledge('zh-CN'));
      const expected = await draw('pledge', 1, SAMPLES.pledge('zh-CN'), faces);

      const began = performance.eventLoopUtilization();
      const drawn = await Promise.all(
        PAPER_KINDS.map((kind) => papers.drawPaper(kind, 1, SAMPLES[kind]('zh-CN'))),
      );
      const used = performance.eventLoopUtilization(began);

      expect(drawn[0]?.digest).toBe(expected.digest);
      expect(drawn[0]?.bytes.equals(expected.bytes)).toBe(true);
      expect(drawn.every(({ bytes }) => bytes.subarray(0, 5).toString() === '%PDF-')).toBe(true);
      // Drawn here, the loop would have been busy all the time; a share, because the machine may be busy with other things.
      expect(used.utilization).toBeLessThan(0.4);
      await expect(papers.drawPaper('pledge', 9, SAMPLES.pledge('zh-CN'))).rejects.toThrow('no version 9');
    } finally {
      await papers.close();
    }
  });

  test('are drawn from the built code with plain node, without tsx', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'papers-dist-'));
    try {
      await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      await writeFile(join(folder, 'package.json'), '{"type":"module"}');
      await writeFile(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          extends: join(ROOT, 'tsconfig.build.json'),
          compilerOptions: { outDir: join(folder, 'dist'), rootDir: ROOT, noCheck: true, sourceMap: false },
          files: ['index.ts', 'draw-worker.ts'].map((file) => join(ROOT, 'src/papers', file)),
          include: [join(ROOT, 'src/papers/*.d.ts')],
        }),
      );
      await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]);
      const facts = SAMPLES.releaseSlip('zh-CN');
      await writeFile(
        join(folder, 'run.js'),
        `import { openPapers } from './dist/src/papers/index.js';
         const papers = openPapers();
         const { digest, pages } = await papers.drawPaper('releaseSlip', 1, ${JSON.stringify(facts)});
         console.log(JSON.stringify({ digest, pages }));
         await papers.close();`,
      );
      const { stdout } = await run(process.execPath, [join(folder, 'run.js')]);
      const here = await draw('releaseSlip', 1, facts, openFaces());
      expect(JSON.parse(stdout)).toEqual({ digest: here.digest, pages: here.pages });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
