/** Counts how often a process has the disk make its write-ahead logs durable, as the kernel sees it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Syncs of the main file's write-ahead log, and of the keys'. */
export interface Syncs {
  readonly main: number;
  readonly keys: number;
}

/** Watches this very process with strace; null where there is none, or it may not. Watching slows what is watched. */
export async function countSyncs(file: string): Promise<(() => Promise<Syncs | null>) | null> {
  if (spawnSync('strace', ['-V']).status !== 0) return null;
  const watcher: ChildProcess = spawn(
    'strace',
    ['-f', '-q', '-y', '-e', 'trace=fdatasync,fsync', '-o', file, '-p', String(process.pid)],
    { stdio: 'ignore' },
  );
  // It has to find every thread before the first of them syncs.
  await new Promise((next) => setTimeout(next, 500));
  if (watcher.exitCode !== null) return null;
  return async () => {
    watcher.kill('SIGINT');
    await once(watcher, 'exit');
    const lines = readFileSync(file, 'utf8').split('\n');
    const of = (name: string) => lines.filter((line) => line.includes(`${name}.sqlite-wal>`)).length;
    return { main: of('main'), keys: of('keys') };
  };
}
